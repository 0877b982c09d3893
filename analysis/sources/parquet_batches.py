"""Row groups of a Parquet file to batches of rows: so few at once that memory is bounded, and read
on where the part before them ended.

Most files have one row group of all rows. To read a part of it one has to read what stands before
it; so a process that reads part after part keeps its place.
"""

import os
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

import pyarrow as pa
import pyarrow.parquet as pq

BUFFER = 1 << 20  # bytes of a column that are read at once
_ROWS = 64  # at once
_AT_ONCE = 128_000_000  # bytes that these may come to
_HEADER = 32  # bytes of a page that its kind and its sizes take at most
_VARINT = re.compile(rb"[\x80-\xff]*[\x00-\x7f]")  # a number, seven bits a byte
_DICTIONARY = 2  # the number of this kind of page in the format
# how values are written: one by one, or as places in a dictionary, which stands first
_PLAIN = frozenset(("PLAIN", "RLE", "BIT_PACKED", "PLAIN_DICTIONARY", "RLE_DICTIONARY"))


class Batches:
    """Batches of `at_once` rows at most of some row groups of an open file, in order, from the
    place that was reached: `number` rows stand before the next.
    """

    def __init__(
        self,
        table: pq.ParquetFile,
        groups: list[int],
        columns: list[str],
        at_once: int,
        number: int,
    ) -> None:
        self._table = table
        self._batches = table.iter_batches(at_once, row_groups=groups, columns=columns)
        self._rest: pa.RecordBatch | None = None
        self.number = number

    def read(self, last: int) -> Iterator[pa.RecordBatch]:
        """Yield batches up to the row with a number, or to the end."""
        while self.number < last:
            try:
                batch = self._rest if self._rest is not None else next(self._batches)
            except StopIteration:
                return
            n = min(len(batch), last - self.number)
            self._rest = batch.slice(n) if n < len(batch) else None
            self.number += n
            yield batch.slice(0, n)

    def close(self) -> None:
        self._table.close(force=True)


# Where this process stopped last: one file at most.
_KEPT: dict[tuple, Batches] = {}


@contextmanager
def read_on(
    file, table: pq.ParquetFile, groups: list[int], columns: list[str], largest: int, first: int
) -> Iterator[Batches]:
    """Give the batches of row groups, which stand one behind the other, from row `first` on, taken
    up where this process left the file if it did so before that row; no value has more than
    `largest` bytes.
    """
    state = name_state(file)
    # A process that was forked shares its place in the file with the one that it is of.
    place = (os.getpid(), state, *groups, *columns) if state else ()
    sizes = [table.metadata.row_group(i).num_rows for i in range(groups[-1] + 1)]
    # Taken out while it is used, and only put back at a row that was reached without an error.
    batches = _KEPT.pop(place, None) if place else None
    if batches is not None and batches.number > first:
        batches.close()
        batches = None
    if batches is None:
        at_once = _count_at_once(file, table.metadata, groups, columns, largest)
        if place:
            table = pq.ParquetFile(os.fdopen(os.dup(file.fileno()), "rb"), buffer_size=BUFFER)
        batches = Batches(table, groups, columns, at_once, sum(sizes[: groups[0]]))
    go_on = False
    try:
        for _ in batches.read(first):
            pass
        yield batches
        go_on = bool(place) and batches.number < sum(sizes)
    finally:
        if go_on:
            _forget()
            _KEPT[place] = batches
        elif place:
            batches.close()


def _forget() -> None:
    """Close what is kept."""
    for place in list(_KEPT):
        if batches := _KEPT.pop(place, None):  # another thread may have been faster
            batches.close()


def name_state(file) -> tuple[int, ...]:
    """Return what tells a file, as it is now, from all others; () where that is unknown."""
    try:
        is_ = os.fstat(file.fileno())
    except (AttributeError, OSError):
        return ()
    return is_.st_dev, is_.st_ino, is_.st_size, is_.st_mtime_ns, is_.st_ctime_ns


def list_chunks(metadata, groups: Iterable[int], columns: list[str]) -> Iterator:
    """Yield what a footer says of the columns, and of what is nested in them, in some groups."""
    for i in groups:
        group = metadata.row_group(i)
        for j in range(group.num_columns):
            chunk = group.column(j)
            if any(
                chunk.path_in_schema == name or chunk.path_in_schema.startswith(f"{name}.")
                for name in columns
            ):
                yield chunk


def _count_at_once(file, metadata, groups: list[int], columns: list[str], largest: int) -> int:
    """Return how many rows to have in memory at once: a value that stands once in a dictionary may
    be that of each of them, and any other takes its room in the file.
    """
    chunks = list_chunks(metadata, groups, columns)
    repeated = max((1, *(min(_measure_dictionary(file, chunk), largest) for chunk in chunks)))
    return max(1, min(_ROWS, _AT_ONCE // repeated))


def _measure_dictionary(file, chunk) -> int:
    """Return how many bytes the dictionary of a column has, unpacked: all of the column's where that
    cannot be told, 0 where it has none.
    """
    whole = chunk.total_uncompressed_size
    if not _PLAIN.issuperset(chunk.encodings):
        return whole
    start = min(chunk.dictionary_page_offset or chunk.data_page_offset, chunk.data_page_offset)
    file.seek(start)
    numbers = _read_numbers(file.read(_HEADER))
    if len(numbers) < 2:
        return whole
    kind, size = numbers
    return size if kind == _DICTIONARY else 0


def _read_numbers(header: bytes) -> list[int]:
    """Return the first two numbers of a page's header, its kind and its size unpacked, which it has
    in Thrift's compact form; fewer where it is no such header.
    """
    numbers: list[int] = []
    at = 0
    while len(numbers) < 2 and header[at : at + 1] == b"\x15":  # the next field is a number
        found = _VARINT.match(header, at + 1)
        if not found:
            break
        value = sum((byte & 0x7F) << 7 * k for k, byte in enumerate(found[0]))
        numbers.append((value >> 1) ^ -(value & 1))
        at = found.end()
    return numbers
