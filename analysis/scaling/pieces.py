"""Files and parts of files on this machine or elsewhere, and how a large one is cut."""

import hashlib
import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pyarrow.parquet as pq

from ..sources.archives import unpack as unpack_stream
from ..sources.budget import MAX_RATIO
from ..sources.decoding import find_mark
from ..sources.identify import drop_endings
from ..sources.listing import open_file
from ..sources.names import PACKED, find_ending
from ..sources.parquet_batches import name_state
from ..sources.source import Problem, Source

_EVEN = 8
_BLOCK = 1 << 20


@dataclass(frozen=True)
class Piece:
    """A file, or a part of one.

    `kind` is one of `names.ENDINGS`, "archive", or "" where there is no reader. `span` are the
    bytes that hold the piece; `rows`, of a Parquet file, from and to; `before`, of a JSONL file,
    lines and rows ahead of it.
    """

    address: str
    name: str
    kind: str
    span: tuple[int, int]
    rows: tuple[int, int] | None = None
    before: tuple[int, int] = (0, 0)
    problem: Problem | None = None

    @property
    def is_part(self) -> bool:
        """Whether it is a part of a JSONL file."""
        return self.kind == "jsonl" and self.span[1] >= 0

    def hash_into(self, digest) -> None:
        """Add the name, the place and every byte of the piece."""
        digest.update(ascii((self.name, self.kind, self.rows, self.before, self.problem)).encode())
        if self.problem is not None or not self.kind:
            return
        start, stop = self.span
        try:
            if not is_remote(self.address) and not Path(self.address).is_file():
                raise FileNotFoundError  # to open a pipe would wait for ever
            with _open(self.address) as stream:
                if self.rows is None:
                    _hash_span(stream, start, stop, digest)
                else:  # a row group, and so these bytes, may be those of a thousand pieces
                    digest.update(_hash_group(stream, start, stop))
        except Exception as error:  # said when it is read; the others of the partition are read
            said = f"\0unreadable: {type(error).__name__} {getattr(error, 'errno', '')}"
            digest.update(said.encode())

    def list_sources(self) -> Iterator[Source | Problem]:
        """Yield what can be read of it."""
        if self.problem:
            yield self.problem
        elif not is_remote(self.address) and self.rows is None and not self.is_part:
            yield from open_file(Path(self.address), self.name, self.kind)
        elif self.kind in ("", "archive"):
            said = "an archive or foreign file is not opened from afar"
            remedy = "save its text as .txt, .html, .csv or .parquet there, or copy it to this "
            yield Problem(self.name, 0, said, f"{remedy}machine")
        else:
            stem = drop_endings(self.name)
            yield Source(self.name, stem, self.kind, self._open, self.rows, self.before)

    def _open(self):
        if not self.is_part:
            return unpack(self.address)
        stream = _open(self.address)
        stream.seek(self.span[0])
        return io.BufferedReader(_Span(stream, self.span[1] - self.span[0]))


class _Span(io.RawIOBase):
    """The next so many bytes of a stream, read as asked for: one line may be the whole file."""

    def __init__(self, stream, left: int) -> None:
        self._stream, self._left = stream, left

    def readable(self) -> bool:
        return True

    def readinto(self, buffer) -> int:
        data = self._stream.read(min(len(buffer), self._left))
        self._left -= len(data)
        buffer[: len(data)] = data
        return len(data)

    def close(self) -> None:
        self._stream.close()
        super().close()


def _hash_span(stream, start: int, stop: int, digest) -> None:
    """Add the bytes from a place to another, to the end where that is below 0."""
    stream.seek(start)
    left = stop - start if stop >= 0 else None
    while data := stream.read(_BLOCK if left is None else min(_BLOCK, left)):
        digest.update(data)
        left = None if left is None else left - len(data)


# The hashes of row groups that this process made, by the state of their files: the last alone.
_KNOWN: dict[tuple, bytes] = {}


def _hash_group(stream, start: int, stop: int) -> bytes:
    """Return the hash of some bytes of a file, made once while the file stays as it is."""
    state = name_state(stream)
    known = _KNOWN.get((state, start, stop)) if state else None
    if known is None:
        digest = hashlib.blake2b(digest_size=16)
        _hash_span(stream, start, stop, digest)
        known = digest.digest()
        _KNOWN.clear()
        _KNOWN[state, start, stop] = known
    return known


def is_remote(path: str | Path) -> bool:
    return "://" in str(path)


def _open(address: str):
    if not is_remote(address):
        return open(address, "rb")
    return import_fsspec().open(address, "rb").open()


def import_fsspec():
    try:
        import fsspec
    except ImportError as error:
        said = "an address needs fsspec, of the extra `scale`: pip install fsspec"
        raise ImportError(said) from error
    return fsspec


def unpack(address: str):
    """Open a file, unpacked if it is compressed."""
    stream = _open(address)
    return unpack_stream(stream, address, getattr(stream, "size", None) or 0)


def measure(address: str, size: int) -> int:
    """Return how many bytes a Parquet file has unpacked, about, as far as that is credible."""
    metadata = _read_footer(address)
    if metadata is None:
        return size
    groups = map(metadata.row_group, range(metadata.num_row_groups))
    return min(sum(max(group.total_byte_size, 0) for group in groups), MAX_RATIO * size)


def _read_footer(address: str):
    try:
        with _open(address) as stream:
            return pq.ParquetFile(stream).metadata
    except Exception:
        return None  # said when it is read


def cut(piece: Piece, n: int, size: int) -> list[tuple[Piece, int]]:
    """Cut a large file into parts of about so many bytes, in eights: workers end together."""
    n_parts = -(-n // size)
    if n_parts > _EVEN:
        size = -(-n // (-(-n_parts // _EVEN) * _EVEN))
    cut = {"parquet": _cut_parquet, "jsonl": _cut_lines}.get(piece.kind)
    if cut is None or find_ending(piece.address, PACKED):
        return [(piece, n)]
    try:
        return list(cut(piece, size, n)) or [(piece, n)]
    except Exception:
        return [(piece, n)]  # what is wrong with it is said when it is read


def _cut_parquet(piece: Piece, size: int, n: int) -> Iterator[tuple[Piece, int]]:
    """Yield parts of equal numbers of rows within each row group; `n` bytes are in all."""
    metadata = _read_footer(piece.address)
    if metadata is None:
        return
    row = 0
    for i in range(metadata.num_row_groups):
        group = metadata.row_group(i)
        columns = [group.column(j) for j in range(group.num_columns)]
        offsets = [(c.dictionary_page_offset, c.data_page_offset) for c in columns]
        start = min(min(dictionary or data, data) for dictionary, data in offsets)
        span = (start, start + sum(c.total_compressed_size for c in columns))
        n_bytes = min(max(group.total_byte_size, 0), n)
        n_parts = min(max(round(n_bytes / size), 1), max(group.num_rows, 1))
        for part in range(n_parts):
            first, last = (row + group.num_rows * k // n_parts for k in (part, part + 1))
            rows = Piece(piece.address, piece.name, "parquet", span, (first, last))
            yield rows, n_bytes // n_parts
        row += group.num_rows


def _cut_lines(piece: Piece, size: int, n: int) -> Iterator[tuple[Piece, int]]:
    """Yield parts that end where a line ends; what is in memory of a line is a block."""
    with _open(piece.address) as stream:
        sample = stream.read(4096)
        if find_mark(sample) not in ("", None, "utf-8-sig", "utf-8"):
            return  # two bytes a character: a line's end cannot be told by one
        stream.seek(0)
        start = place = lines = rows = 0
        before, filled = (0, 0), False

        def part() -> tuple[Piece, int]:
            span = (start, place)
            return Piece(piece.address, piece.name, "jsonl", span, before=before), place - start

        while block := stream.readline(_BLOCK):
            place += len(block)
            filled = filled or bool(block.strip())
            if not block.endswith(b"\n"):
                continue
            lines, rows, filled = lines + 1, rows + filled, False
            if place - start >= size:
                yield part()
                start, before = place, (lines, rows)
        if place > start:
            yield part()
