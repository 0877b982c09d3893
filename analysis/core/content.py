"""What a result is made from, as one hash: values by what they hold, files by their bytes, and the
code with the libraries that it stands on.
"""

import hashlib
import os
import platform
import re
import stat
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa

_PACKAGE = Path(__file__).resolve().parents[1]
#: Libraries that numbers, texts or dates depend on, with all that these need; those of extras read
#: more files.
_LIBRARIES = (
    "ftfy", "htmldate", "joblib", "lxml", "mistune", "numpy", "openpyxl", "pandas", "py3langid",
    "pyarrow", "pypdfium2", "PyYAML", "scikit-learn", "scipy", "trafilatura", "vaderSentiment",
    "zstandard",
)  # fmt: skip
_NAME = re.compile(r"[A-Za-z0-9._-]+")  # of a library, before its versions and conditions
_IMPORTED = time.time()  # code that is newer is not what this process runs
_MOST_BYTES = 1_000_000_000  # of files, which take a second to hash
_PLAIN = (
    type(None), bool, int, float, str, bytes, pd.Timestamp, type(pd.NaT), type(pd.NA), np.generic,
    Path, re.Pattern,
)  # fmt: skip
_Feed = Callable[[bytes], None]


class CannotHash(TypeError):
    """A value of which it is not known what it holds."""


def hash_values(*values: object) -> str:
    """Return a hash of what values hold, the same in every process.

    Tables count by column, type and content, however their columns are chunked; dictionaries in
    their order.

    Raises
    ------
    CannotHash
        If there is one whose content cannot be listed, such as a function.

    Examples
    --------
    >>> hash_values({"a": 1, "b": 2}) == hash_values({"b": 2, "a": 1})
    False
    >>> hash_values({"a", "b"}) == hash_values({"b", "a"})
    True
    """
    digest = hashlib.blake2b(digest_size=20)
    for value in values:
        _feed(value, digest.update)
    return digest.hexdigest()


def _feed(value: object, feed: _Feed) -> None:
    """Pass on what a value holds, each part with its length, so that no two lists look alike."""
    if isinstance(value, (pd.DataFrame, pd.Series, pd.Index)):
        _feed_table(value, feed)
    elif isinstance(value, _PLAIN):
        _feed_text(f"{type(value).__name__} {value!r}", feed)
    elif isinstance(value, np.ndarray) and not value.dtype.hasobject:
        _feed_text(f"array {value.dtype.str} {value.shape}", feed)
        feed(np.ascontiguousarray(value).tobytes())
    else:
        parts = list(_list_parts(value))
        _feed_text(f"{type(value).__qualname__} {len(parts)}", feed)
        for part in parts:
            _feed(part, feed)


def _list_parts(value: object) -> Iterator[object]:
    if isinstance(value, Mapping):
        for pair in value.items():
            yield from pair
    elif isinstance(value, (set, frozenset)):
        yield from sorted(map(hash_values, value))
    elif isinstance(value, (list, tuple)):
        yield from value
    elif isinstance(value, np.ndarray):
        yield from (value.shape, value.ravel().tolist())
    elif is_dataclass(value) and not isinstance(value, type):
        for field in fields(value):
            if field.compare:  # else it is no part of what the value is
                yield from (field.name, getattr(value, field.name))
    elif type(value).__module__.startswith("scipy.sparse"):
        rows = value.tocsr()  # type: ignore[attr-defined]
        yield from (rows.shape, rows.data, rows.indices, rows.indptr)
    elif _is_own(value):
        yield f"{value.__module__}.{value.__qualname__}"  # type: ignore[attr-defined]
    else:
        raise CannotHash(f"{type(value).__name__} cannot be hashed by what it holds")


def _is_own(value: object) -> bool:
    """Tell whether a value is a function of the package, whose code is hashed by itself."""
    module, name = getattr(value, "__module__", ""), getattr(value, "__qualname__", "")
    own = str(module).startswith(f"{_PACKAGE.name}.")
    return own and bool(name) and getattr(sys.modules.get(str(module)), name, None) is value


def _feed_text(text: str, feed: _Feed) -> None:
    data = text.encode("utf-8", "surrogatepass")
    feed(len(data).to_bytes(8, "little") + data)


def _feed_table(value: pd.DataFrame | pd.Series | pd.Index, feed: _Feed) -> None:
    if isinstance(value, pd.Index):
        value = value.to_frame(index=False)
    series = isinstance(value, pd.Series)
    frame = value.to_frame() if isinstance(value, pd.Series) else value
    _feed_text(f"table {series} {frame.shape} {list(frame.columns)!r}", feed)
    plain = frame.set_axis([str(i) for i in range(frame.shape[1])], axis=1)
    try:
        table = pa.Table.from_pandas(plain).combine_chunks()
    except (pa.ArrowException, TypeError, ValueError) as error:  # a column of mixed objects
        raise CannotHash(f"a table cannot be hashed by what it holds: {error}") from error
    with pa.ipc.new_stream(_Sink(feed), table.schema) as stream:
        stream.write_table(table)


class _Sink:
    """A file to which is passed on what is written."""

    closed = False

    def __init__(self, feed: _Feed) -> None:
        self.write = feed

    def flush(self) -> None:
        """Do nothing: nothing waits."""

    def close(self) -> None:
        """Do nothing: nothing is open."""


def hash_files(path: Path, beside: Iterable[Path] = ()) -> str:
    """Return a hash of the names and bytes of a file, or of all files in a folder and those below
    it, with those that are read `beside` it, and of what links lead to.

    Raises
    ------
    CannotHash
        If they are more than can be read in a second.
    OSError
        If a folder cannot be listed.
    """
    files = [path] if path.is_file() else sorted(_walk(path))
    digest = hashlib.blake2b(f"{path.resolve()}\0{path.is_file()}".encode(errors="replace"))
    n_bytes = 0
    for file in (*files, *beside):
        link = os.path.realpath(file) if file.is_symlink() else ""
        try:
            status = file.stat()
            n_bytes += status.st_size
            if n_bytes > _MOST_BYTES:
                raise CannotHash(f"{path} holds more than {_MOST_BYTES:,} bytes")
            held = f"{stat.S_IFMT(status.st_mode)}"
            if stat.S_ISREG(status.st_mode):  # a pipe or device could be read for ever
                with file.open("rb") as stream:
                    held = hashlib.file_digest(stream, "blake2b").hexdigest()
        except OSError as error:  # it may be readable the next time
            held = f"error {error.errno}"
        name = os.path.relpath(file, path) if files != [path] else file.name
        _feed_text(f"{name}\0{link}\0{held}", digest.update)
    return digest.hexdigest()


def _walk(folder: Path) -> Iterator[Path]:
    """Yield what is in a folder and those below it, into no linked one; an empty folder counts."""
    for place, folders, files in os.walk(folder, onerror=_refuse):
        yield from (Path(place, name) for name in (*folders, *files))


def _refuse(error: OSError) -> None:
    raise error


def hash_code() -> str:
    """Return a hash of the package and of what it stands on, or "" where a file of it was changed
    after this process began: what runs, or was read, is then not what the files say.
    """
    stamps = tuple(map(_stamp, _list_package(_PACKAGE)))
    if any(max(stamp) > _IMPORTED for stamp in stamps):
        return ""
    return _hash_package(_PACKAGE, stamps)


@lru_cache(maxsize=4)
def _list_package(package: Path) -> tuple[str, ...]:
    return tuple(
        str(file)
        for file in sorted(package.rglob("*"))
        if file.suffix not in (".pyc", "") and "__pycache__" not in file.parts and file.is_file()
    )


def _stamp(file: str) -> tuple[float, float]:
    """Return when a file was written and when it was put where it is, since a copy may keep the
    former; never where it is gone.
    """
    try:
        status = os.stat(file)
    except OSError:
        return (float("inf"), 0.0)
    # elsewhere the latter is when it was first made
    return status.st_mtime, 0.0 if os.name == "nt" else status.st_ctime


@lru_cache(maxsize=4)
def _hash_package(package: Path, _stamps: tuple[tuple[float, float], ...]) -> str:
    digest = hashlib.blake2b(digest_size=20)
    for file in map(Path, _list_package(package)):
        _feed_text(file.relative_to(package).as_posix(), digest.update)
        digest.update(file.read_bytes())
    _feed_text(f"{sys.version} {sys.platform} {platform.machine()}", digest.update)
    for library, found in sorted(_list_versions().items()):
        _feed_text(f"{library} {found}", digest.update)
    return digest.hexdigest()


def _list_versions() -> dict[str, str]:
    """Return the version of each library that a result may depend on, "none" where it is missing."""
    out: dict[str, str] = {}
    waiting = list(_LIBRARIES)
    while waiting:
        library = waiting.pop()
        name = re.sub(r"[-_.]+", "-", library).lower()
        if name in out:
            continue
        try:
            out[name] = version(library)
            needed = [need for need in requires(library) or () if "extra ==" not in need]
        except PackageNotFoundError:
            out[name], needed = "none", []
        waiting += [found[0] for need in needed if (found := _NAME.match(need))]
    return out
