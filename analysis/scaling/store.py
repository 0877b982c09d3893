"""What a tally keeps on disk: one file a result, named by a hash of what it is made from.

A file is written aside and renamed; so a run can be stopped at any moment, and the next takes up
what is there.
"""

import errno
import hashlib
import json
import os
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from ..core.files import DRAFT, write_whole

FORMAT = 2
_KEY = re.compile("[0-9a-f]{24}")
_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EACCES, errno.EPERM)
# What changes no number: a new chart or wording leaves a tally as it is.
_SHOWN = ("charts", "describe", "explorer", "review", "publish", "commands", "__main__.py")
_PLAIN = {"partitioning": None, "use_threads": False}  # of reading
_LIBRARIES = ("ftfy", "htmldate", "py3langid", "trafilatura", "vaderSentiment")


class Broken(ValueError):
    """A tally folder that does not hold what its manifest says, or whose manifest is none."""


class CannotWrite(Exception):
    """A folder that takes no more; says so."""


@lru_cache(maxsize=1)
def hash_code() -> str:
    """Return a hash of the modules and libraries that make numbers."""
    digest = hashlib.blake2b(digest_size=16)
    root = Path(__file__).parents[1]
    for file in sorted([*root.rglob("*.py"), *root.rglob("*.yml")]):
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


def is_key(key: object) -> bool:
    """Tell whether something is a key as `make_key` gives them, which no path can be."""
    return isinstance(key, str) and bool(_KEY.fullmatch(key))


def place(out: str, kind: str, key: str) -> Path:
    """Return where a result is kept: no folder with more than some thousands of files."""
    if not is_key(key):
        raise Broken(f"{key[:80]!r} is no key of a result: 24 hexadecimal digits are")
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
    table = table.replace_schema_metadata(metadata)
    _write(path, lambda draft: pq.write_table(table, draft, compression="zstd"))


def write_text(path: Path, text: str) -> None:
    """Write a text whole, if it is not there as it is; raise as `write_table`."""
    with suppress(OSError, ValueError):
        if path.read_text(encoding="utf-8") == text:
            return
    _write(path, lambda draft: draft.write_text(text, encoding="utf-8"))


def _write(path: Path, write: Callable[[Path], object]) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, write, flush=True)
    except OSError as error:
        if error.errno not in _FULL:
            raise
        said = f"{path.parent} cannot be written ({os.strerror(error.errno)}); make room or name "
        raise CannotWrite(f"{said}another folder, and run again: what is done is kept") from error


def read_table(path: Path, columns: list[str] | None = None, filters=None) -> pd.DataFrame:
    """Return a table that was written.

    Raises
    ------
    Broken
        If it is not there, damaged, or a link out of its folder.
    """
    root = path.parents[2].resolve()
    if not path.resolve().is_relative_to(root):
        raise Broken(f"{path} is a link out of {root}")
    with _saying_broken(path):
        return pq.read_table(path, columns=columns, filters=filters, **_PLAIN).to_pandas()


@contextmanager
def _saying_broken(path: Path) -> Iterator[None]:
    try:
        yield
    except (OSError, pa.ArrowException) as error:
        said = f"{path} is gone or damaged ({type(error).__name__}); run the tally again"
        raise Broken(said) from error


def read_lists(path: Path, column: str) -> tuple[np.ndarray, np.ndarray]:
    """Return all elements of a column of lists, and how many there are up to each row's end."""
    chunks = pq.read_table(path, columns=[column], **_PLAIN)[column].chunks
    flat = [chunk.flatten().to_numpy(zero_copy_only=False) for chunk in chunks]
    sizes = [chunk.value_lengths().fill_null(0).to_numpy(zero_copy_only=False) for chunk in chunks]
    none = np.empty(0, "uint64"), np.empty(0, "int64")
    return (np.concatenate(flat), np.cumsum(np.concatenate(sizes))) if chunks else none


def read_notes(path: Path) -> dict:
    """Return the notes of a table that was written."""
    return json.loads(pq.read_schema(path).metadata[b"notes"])


def list_columns(path: Path) -> list[str]:
    """Return the columns of a table that was written."""
    with _saying_broken(path):
        return pq.read_schema(path).names


def is_written(path: Path) -> bool:
    """Tell whether a result is there and whole."""
    try:
        pq.read_schema(path)
    except (OSError, pa.ArrowException):
        return False
    return True


def remove_drafts(out: Path) -> None:
    """Take away what a stopped run had begun to write; no file of another name."""
    for pattern in (f"*/??/*.parquet.*{DRAFT}", f"*.json.*{DRAFT}"):
        for draft in out.glob(pattern):
            if draft.name.split(".")[-2].isdecimal():
                with suppress(OSError):
                    draft.unlink(missing_ok=True)
