"""A corpus cut into partitions that are read one by one, on this machine or elsewhere.

Files that are small stand together; a Parquet file is cut between rows and a JSONL file between
lines. What cannot be cut (CSV, JSON, compressed files, archives) is a partition of its own, however
large.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from ..corpus.metadata_files import find_tables_beside
from ..project import find_path
from ..sources.listing import list_files
from ..sources.names import clean_name, split_name
from ..sources.records import is_beside, read_records
from ..sources.source import Problem, Record, Unused
from .pieces import Piece, cut, import_fsspec, is_remote, measure

#: Bytes of raw text in a partition: large beside what starting on one costs, small beside a
# worker's memory.
PARTITION_SIZE = 3_000_000
_MOST_FILES = 1000


@dataclass(frozen=True)
class Partition:
    """Pieces that are read together, in order; `name` says which."""

    name: str
    pieces: tuple[Piece, ...]
    size: int

    def read(self, columns: Mapping[str, str] | None) -> Iterator[Record | Problem | Unused]:
        """Yield its raw documents as `sources.records.read_records` does."""
        for piece in self.pieces:
            yield from read_records(piece.list_sources(), columns=columns, only=self.name)

    def halve(self) -> tuple[Partition, Partition]:
        """Return the first and the second half of its pieces."""
        middle = len(self.pieces) // 2
        halves = self.pieces[:middle], self.pieces[middle:]
        return tuple(Partition(_name(pieces), pieces, self.size // 2) for pieces in halves)

    def hash(self) -> str:
        """Return a hash of every byte that is read, and of the names."""
        digest = hashlib.blake2b(digest_size=16)
        for piece in self.pieces:
            piece.hash_into(digest)
        return digest.hexdigest()


def list_partitions(path: str | Path, *, size: int = PARTITION_SIZE) -> list[Partition]:
    """Cut a corpus, which may be at an address that fsspec knows ("s3://bucket/folder"), into
    partitions of so many bytes of raw text, about, in the order in which `read_corpus` reads it.

    Raises
    ------
    FileNotFoundError
        If there is nothing.
    ValueError
        If `size` is not above 0.
    """
    if size <= 0:
        raise ValueError(f"partition size is {size}; write a number of bytes above 0")
    out: list[Partition] = []
    waiting: list[tuple[Piece, int]] = []

    def close() -> None:
        if waiting:
            pieces = tuple(piece for piece, _ in waiting)
            out.append(Partition(_name(pieces), pieces, sum(n for _, n in waiting)))
            waiting.clear()

    for piece, n in _list_pieces(path):
        parts = [(piece, n)] if n <= size else cut(piece, n, size)
        is_full = len(waiting) == _MOST_FILES or sum(m for _, m in waiting) + n > size
        if len(parts) > 1 or is_full:  # where none waits there is nothing to close
            close()
        if len(parts) == 1:
            waiting.append((piece, n))
            continue
        for number, (part, m) in enumerate(parts, 1):
            out.append(Partition(f"{part.name}, part {number} of {len(parts)}", (part,), m))
    close()
    return out


def _name(pieces: tuple[Piece, ...]) -> str:
    return pieces[0].name if len(pieces) == 1 else f"{pieces[0].name} to {pieces[-1].name}"


def _list_pieces(path: str | Path) -> Iterator[tuple[Piece, int]]:
    """Yield files whole, each with its bytes of raw text, about."""
    remote = is_remote(path)
    files = _list_remote(str(path)) if remote else _list_local(find_path(path))
    tables = frozenset() if remote else find_tables_beside(find_path(path))
    for address, name, kind, size in files:
        if isinstance(address, Problem):
            yield Piece("", address.file, "", (0, -1), problem=address), 0
        elif not (is_beside(name) or name in tables) or address.endswith(str(path)):
            size = measure(address, size) if kind == "parquet" else size
            yield Piece(address, name, kind, (0, -1)), size


def _list_local(path: Path) -> Iterator[tuple]:
    if not path.exists():
        raise FileNotFoundError(f"no corpus at {path}: name a folder of articles, or one file")
    for found in list_files(path):
        if isinstance(found, Problem):
            yield found, found.file, "", 0
        else:
            file, name, kind = found
            try:
                size = file.stat().st_size if file.is_file() else 0
            except OSError:
                size = 0  # said when it is read
            yield str(file), name, kind, size


def _list_remote(address: str) -> Iterator[tuple]:
    files, root = import_fsspec().core.url_to_fs(address)
    found = files.glob(root) if "*" in root else files.find(root)
    root = root.partition("*")[0].rpartition("/")[0] if "*" in root else root
    if not found:
        raise FileNotFoundError(f"no corpus at {address}: name a folder of articles, or one file")
    for file in sorted(found, key=lambda name: name.split("/")):
        name = file.removeprefix(root).strip("/") or file.rpartition("/")[2]
        if not any(part.startswith(".") for part in name.split("/")):
            kind = split_name(name)[1]
            if kind:
                yield files.unstrip_protocol(file), clean_name(name), kind, files.size(file) or 0
