"""What a tally keeps on disk: one file a result, named by the hash of all that it is made from, there whole or not at all.

A file is written aside and renamed; so a run can be stopped at any moment, and the next takes up what is there.
"""

from __future__ import annotations

import errno
import hashlib
import json
import os
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

FORMAT = 1
_DRAFT = ".draft"
_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EACCES, errno.EPERM)
# What changes no number: a new chart or wording leaves a tally as it is.
_SHOWN = ("plots", "readings", "commands", "charts.py", "style.py", "listings.py", "claims.py", "site.py", "__main__.py")
_LIBRARIES = ("charset-normalizer", "ftfy", "htmldate", "trafilatura", "vaderSentiment")


class CannotWrite(Exception):
    """A folder that takes no more; says so."""


@lru_cache(maxsize=1)
def hash_code() -> str:
    """Return a hash of the modules that make numbers and of the libraries that read texts for them."""
    digest = hashlib.blake2b(digest_size=16)
    root = Path(__file__).parents[1]
    for file in sorted([*root.rglob("*.py"), *root.glob("*.yml")]):
        name = file.relative_to(root).as_posix()
        if name.split("/")[0] not in _SHOWN:
            digest.update(name.encode() + b"\0" + file.read_bytes())
    for library in _LIBRARIES:
        try:
            digest.update(f"{library} {version(library)}".encode())
        except PackageNotFoundError:
            digest.update(f"no {library}".encode())
    return digest.hexdigest()


def make_key(*parts: object) -> str:
    """Return the name of a result by all that it is made from."""
    return hashlib.blake2b(repr((FORMAT, hash_code(), *parts)).encode(), digest_size=12).hexdigest()


def place(out: str, kind: str, key: str) -> Path:
    """Return where a result is kept: no folder with more than some thousands of files."""
    return Path(out, kind, key[:2], f"{key}.parquet")


def write_table(path: Path, frame: pd.DataFrame, notes: dict | None = None) -> None:
    """Write a table whole, with notes in its footer.

    Raises
    ------
    CannotWrite
        If the disk is full or the folder may not be written.
    """
    table = pa.Table.from_pandas(frame, preserve_index=False)
    metadata = {**(table.schema.metadata or {}), b"notes": json.dumps(notes or {}).encode()}
    _write(path, lambda draft: pq.write_table(table.replace_schema_metadata(metadata), draft, compression="zstd"))


def write_text(path: Path, text: str) -> None:
    """Write a text whole; raise as `write_table`."""
    _write(path, lambda draft: draft.write_text(text, encoding="utf-8"))


def _write(path: Path, write) -> None:
    draft = path.with_name(f"{path.name}.{os.getpid()}{_DRAFT}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write(draft)
        with draft.open("rb") as stream:
            os.fsync(stream.fileno())
        os.replace(draft, path)
    except OSError as error:
        if error.errno not in _FULL:
            raise
        remedy = "make room or name another folder, and run again: what is done is kept"
        raise CannotWrite(f"{path.parent} cannot be written ({os.strerror(error.errno)}); {remedy}") from error
    finally:
        draft.unlink(missing_ok=True)


def read_table(path: Path, columns: list[str] | None = None, filters=None) -> pd.DataFrame:
    """Return a table that was written."""
    return pq.read_table(path, columns=columns, filters=filters, partitioning=None, use_threads=False).to_pandas()


def read_lists(path: Path, column: str) -> tuple[np.ndarray, np.ndarray]:
    """Return all elements of a column of lists, and how many there are up to the end of each row."""
    lists = pq.read_table(path, columns=[column], partitioning=None, use_threads=False)[column].combine_chunks()
    return lists.flatten().to_numpy(zero_copy_only=False), np.cumsum(lists.value_lengths().to_numpy(zero_copy_only=False))


def read_notes(path: Path) -> dict:
    """Return the notes of a table that was written."""
    return json.loads(pq.read_schema(path).metadata[b"notes"])


def is_written(path: Path) -> bool:
    """Tell whether a result is there and whole."""
    try:
        pq.read_schema(path)
    except (OSError, pa.ArrowException):
        return False
    return True


def remove_drafts(out: Path) -> None:
    """Take away what a stopped run had begun to write."""
    for draft in out.rglob(f"*{_DRAFT}"):
        draft.unlink(missing_ok=True)
