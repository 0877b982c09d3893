"""Parquet files to rows, one at a time; a value that cannot be read costs itself, and nothing
expands without bound.

A file of some hundred bytes can hold a gigabyte: values that repeat appear there once, and text of
one letter packs to nothing. So what a file may expand to is bounded by its size, as of an archive,
and few rows of large values are in memory at once.
"""

import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, nullcontext
from typing import BinaryIO

import pyarrow as pa
import pyarrow.parquet as pq

from .budget import Budget, TooLarge
from .column_names import SHAPES
from .columns import find_all_columns, find_date_parts, squash
from .parquet_batches import BUFFER, list_chunks, read_on
from .source import Unreadable
from .text_columns import find_text_columns
from .text_lines import Row

_ROW = 64  # bytes that a row counts at least, and a value of a list
_REMEDY = "write it again as Parquet, CSV or JSON lines"


def read_parquet(
    stream: BinaryIO, columns: Mapping[str, str], rows: tuple[int, int] | None = None
) -> Iterator[Row]:
    """Yield rows (those from, to), a few in memory at once, with the columns that
    `columns.find_columns` finds; `Unreadable` if it is no Parquet file, breaks off, or expands to
    more than its size makes credible.
    """
    number = 0
    try:
        with _seekable(stream) as (file, size):
            table = pq.ParquetFile(file, buffer_size=BUFFER)
            names = table.schema_arrow.names
            wanted = _choose_columns(table.schema_arrow, columns)
            if not wanted:
                yield 0, dict.fromkeys(names)
                return
            first, last = rows or (0, table.metadata.num_rows)
            number, groups = _find_groups(table.metadata, first, last)
            if not groups:
                return
            budget = Budget(size)
            largest = _find_largest(table.metadata, groups, wanted, budget)
            budget.spend(_ROW * max(first - number, 0))
            with read_on(file, table, groups, wanted, largest, first) as batches:
                number = first
                for row in (row for batch in batches.read(last) for row in _list_rows(batch)):
                    number += 1
                    if isinstance(row, dict):
                        texts = (v for v in row.values() if isinstance(v, str | bytes))
                        budget.spend(_ROW + sum(map(len, texts)))
                    yield number, row
    except TooLarge as error:
        raise Unreadable(number, str(error), _REMEDY) from error
    except MemoryError as error:
        raise Unreadable(number, "it needs more memory than there is", _REMEDY) from error
    except pa.ArrowException as error:
        said = f"it breaks off: {error}" if number else "it is no Parquet file"
        raise Unreadable(number, said, "fetch or write it again") from error


def _choose_columns(schema, columns: Mapping[str, str]) -> list[str]:
    """Return the columns that are read: those whose names are known and, where none of them is one
    of texts, all that hold strings.
    """
    found = find_all_columns(schema.names, columns)
    texts = find_text_columns(schema.names, columns)
    wanted = dict.fromkeys(name for own in found.values() for name in own)
    wanted |= dict.fromkeys((*texts.parts, *find_date_parts(schema.names)))
    shapes = {squash(name): name for name in reversed(schema.names)}
    wanted |= dict.fromkeys(
        shapes[sign] for signs, _, _ in SHAPES if signs <= shapes.keys() for sign in sorted(signs)
    )
    if not (texts.bodies or texts.parts or "html" in found):
        strings = (pa.string(), pa.large_string())
        wanted |= dict.fromkeys(field.name for field in schema if field.type in strings)
    return list(wanted)


def _find_groups(metadata, first: int, last: int) -> tuple[int, list[int]]:
    """Return how many rows stand before the row groups that hold the rows asked for, and these."""
    start, groups, before = 0, [], 0
    for group in range(metadata.num_row_groups):
        stop = start + metadata.row_group(group).num_rows
        if start < last and stop > first:
            before = before if groups else start
            groups.append(group)
        start = stop
    return before, groups


def _find_largest(metadata, groups: list[int], columns: list[str], budget: Budget) -> int:
    """Return the most bytes that a group has of one of the columns, as no value is larger;
    `TooLarge` if what the footer says of the columns is more than the budget.
    """
    largest, n_values = 1, 0
    for chunk in list_chunks(metadata, groups, columns):
        largest = max(largest, chunk.total_uncompressed_size)
        nested = chunk.path_in_schema not in columns
        n_values += chunk.num_values if nested else 0
    if max(largest, _ROW * n_values) > budget.left:
        budget.spend(max(largest, _ROW * n_values))
    return largest


def _list_rows(batch) -> Iterator[dict | tuple[str, str]]:
    """Yield the rows of a batch; one by one where Arrow cannot make them values of Python."""
    try:
        yield from batch.to_pylist()
        return
    except Exception:  # a day beyond the calendar, a zone that is none, bytes that are no UTF-8 ...
        pass
    columns = dict(zip(batch.schema.names, batch.columns, strict=True))
    for i in range(len(batch)):
        yield {name: _read_value(column, i) for name, column in columns.items()}


def _read_value(column, i: int):
    """Return a value or, where it is none that Python has, what stands for it: an `Odd`."""
    try:
        return column[i].as_py()
    except Exception as error:
        return Odd(column, i, error)


class Odd:
    """A value of a column that is none of Python's: as text it says what it is."""

    def __init__(self, column, i: int, error: Exception) -> None:
        self.error = f"{column.type}: {type(error).__name__}: {error}"
        self._text = _write_odd(column[i])

    def __str__(self) -> str:
        return self._text


def _write_odd(value) -> str:
    """Return a value as UTF-8 as far as it is, as a moment without zone, or as its number."""
    ways = (
        lambda: value.as_buffer().to_pybytes().decode("utf-8", "replace"),
        lambda: value.cast(pa.timestamp(value.type.unit)).as_py().isoformat(),
        lambda: f"{value.type} {value.value}",
    )
    for way in ways:
        try:
            return way()
        except Exception:
            continue
    return f"{value.type}, unreadable"


@contextmanager
def _seekable(stream) -> Iterator[tuple]:
    """Give a seekable stream with its size: an archive's member is copied to a nameless file."""
    with tempfile.TemporaryFile() if not stream.seekable() else nullcontext(stream) as file:
        if file is not stream:
            shutil.copyfileobj(stream, file)
        size = file.seek(0, 2)
        file.seek(0)
        yield file, size
