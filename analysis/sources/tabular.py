"""CSV to rows, one at a time, in whatever dialect: a broken row costs only itself."""

from __future__ import annotations

import csv
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from itertools import chain, islice
from typing import BinaryIO

from ..core.counts import say_count
from .columns import KNOWN, NONE, squash
from .dialects import SEVERAL, Dialect, find_dialect
from .headerless import is_data, name_by_content, say_named
from .names import clean_name
from .source import MAX_DOCUMENT, Unreadable
from .text_lines import Row, TextLines, say_encoding

_LONGEST_RECORD = 3 * MAX_DOCUMENT  # characters of a row of CSV
_SAME, _LONGEST_NAME = 3, 40  # names of a header that appear in another too; characters of each
_FIRST = 20  # rows that show what the columns of a table without a header hold
_AGAIN, _FEW = 8, 4  # how often lines of CSV may be read again, and then the lines of a record

_QUOTE = "quote cells that hold a comma, a quote or a line break, and double their quotes"
_NULL = r"\N"  # as MySQL and Postgres write a cell without a value

#: First and last line of a record, its cells, and what is wrong with it.
Record = tuple[int, int, list[str], str]


class _Feed:
    """Lines for a CSV parser, with the ones that the record in hand has taken."""

    def __init__(
        self, lines: Iterable[tuple[int, str]], several: str = "", *, escaped: bool = False
    ) -> None:
        self._lines = iter(lines)
        if several:  # is written as one sign, which is all that the parser knows
            self._lines = ((n, text.replace(several, SEVERAL)) for n, text in lines)
        if escaped:  # as the parser knows quotes, twice
            self._lines = ((n, text.replace('\\"', '""')) for n, text in self._lines)
        self._back: deque[tuple[int, str]] = deque()
        self.taken: list[tuple[int, str]] = []
        # characters of the record in hand; read once; and again
        self._size = self._new = self._again = 0

    def __iter__(self) -> _Feed:
        return self

    def __next__(self) -> str:
        # A quote that does not close takes all lines up to the end, and the next line may have one
        # too: where that has come to many times what was read, a record is a few lines.
        if self._again > _AGAIN * self._new and len(self.taken) >= _FEW:
            raise csv.Error(f"unexpected end of data within {_FEW} lines")
        if self._size > _LONGEST_RECORD:
            said = (
                f"the line and those that it takes are longer than {_LONGEST_RECORD:,} characters"
            )
            raise csv.Error(said)
        if self._back:
            line = self._back.popleft()
        else:
            line = next(self._lines)
            self._new += len(line[1])
        self.taken.append(line)
        self._size += len(line[1])
        if line[1].startswith("\0"):
            raise csv.Error(line[1][1:])
        return line[1]

    def begin(self) -> None:
        """Begin a record."""
        self.taken, self._size = [], 0

    def give_back(self) -> None:
        """Put back all lines of the record in hand but the first."""
        self._back.extendleft(reversed(self.taken[1:]))
        self._again += self._size


def read_csv(stream: BinaryIO, columns: Mapping[str, str] = NONE) -> Iterator[Row]:
    """Yield rows; a run of rows that cannot be read is one problem, and reading goes on behind it.

    Cells stand between commas, semicolons, tabs, pipes or what else `find_dialect` finds. Lines
    that stand before the header, the header where it stands again, and a first line such as
    "sep=;", are no rows. Where there is no header, columns are named by what they hold; `columns`
    are names that the user gave.
    """
    fault: tuple[int, int, str] | None = None
    lines = TextLines(stream)
    dialect, ahead = find_dialect(lines, frozenset(map(squash, columns.values())))
    if dialect.passed_over:
        said = f"{_say_lines(*dialect.passed_over)} above the header hold no row"
        yield dialect.passed_over[0], (said, "none is needed", "passed over")
    header, rows, remark = _find_header(_csv_records(chain(ahead, lines), dialect), columns)
    if remark:
        yield remark
    repeated, names, known = 0, header, frozenset(header)
    for first, last, cells, said in rows:
        if len(cells) == len(header) + 1 and not cells[-1]:
            cells = cells[:-1]  # a separator at the end of the line
        if not said and cells[0].strip() in known and (again := _is_header(cells, header)):
            repeated, names, header = repeated or first, again, again
            known = frozenset(header)
            continue
        if not said and len(cells) != len(header):
            said = f"the row has {say_count(len(cells), 'field')}, the header {len(header)}"
        if not said and dialect.delimiter == "|" and all(map(_is_rule, cells)):
            continue  # the line below the header of a table in Markdown
        if said:
            fault = (fault[0], last, fault[2]) if fault else (first, last, said)
            continue
        if fault:
            yield _name_fault(*fault)
            fault = None
        if _NULL in cells:
            cells = ["" if cell == _NULL else cell for cell in cells]
        yield first, dict(zip(names, cells, strict=True))
    if fault:
        yield _name_fault(*fault)
    if repeated:
        said = "its header appears in it again: the line is no row"
        yield repeated, (said, "none is needed", "passed over")
    yield from say_encoding(lines)


def _find_header(
    records: Iterator[Record], columns: Mapping[str, str]
) -> tuple[list[str], Iterable[Record], Row | None]:
    """Return the names of a table's columns, its rows, and a remark on the former."""
    record = next(records, None)
    if record is None:
        return [], records, None
    first, _, cells, said = record
    if said:
        said = f"its header cannot be read: {said}"
        raise Unreadable(first, said, "save it as CSV with a header")
    named = {squash(cell) for cell in cells}
    if not (columns or named & KNOWN) and is_data(cells):
        held = [record, *islice(records, _FIRST)]
        alike = [own for _, _, own, fault in held if not fault and len(own) == len(cells)]
        header = name_by_content(alike)
        return header, chain(held, records), (first, say_named(header))
    header, twice = name_columns(cells)
    held = list(islice(records, _FIRST))
    if _are_numbered([own for _, _, own, fault in held if not fault], len(header)):
        header = ["", *header]  # as R writes a table: the numbers of its rows have no name
    records = chain(held, records)
    return header, records, (first, say_twice(twice)) if twice else None


def _are_numbered(rows: list[list[str]], width: int) -> bool:
    """Tell whether rows have one cell more than their header, the first of which counts them."""
    if len(rows) < 2 or any(len(cells) != width + 1 or not cells[0].isdecimal() for cells in rows):
        return False
    numbers = [int(cells[0]) for cells in rows if len(cells[0]) < _LONGEST_NAME]
    return numbers == list(range(numbers[0], numbers[0] + len(rows))) if numbers else False


def _is_rule(cell: str) -> bool:
    return set(cell.strip()) <= {"-", ":"}


def say_twice(name: str) -> tuple[str, str, str]:
    """Return what is said of a name that two columns of a table have."""
    said = f"two columns are named {clean_name(name[:60])!r}"
    return said, "name them differently", "read, the second by another name"


def _is_header(cells: list[str], header: list[str]) -> list[str]:
    """Return the names that a line gives which is the header again, in whatever order or with other
    columns, as where tables were put together; none if it is a row.
    """
    names = [cell.strip() for cell in cells]
    if len(names) == len(header) and sorted(names) == sorted(header):
        return names
    same = sum(name in header for name in names)
    plain = all(name and len(name) <= _LONGEST_NAME for name in names)
    return names if same >= _SAME and plain and len(set(names)) == len(names) else []


def _say_lines(first: int, last: int) -> str:
    return f"line {first}" if first == last else f"lines {first} to {last}"


def name_columns(cells: Iterable[str]) -> tuple[list[str], str]:
    """Return the names of columns, each once, and the first that stood twice.

    >>> name_columns(["id", "text", "text"])
    (['id', 'text', 'text_2'], 'text')
    """
    header: dict[str, None] = {}
    twice = ""
    for cell in cells:
        name, number = cell.strip(), 2
        while name in header:
            twice = twice or cell.strip()
            name, number = f"{cell.strip()}_{number}", number + 1
        header[name] = None
    return list(header), twice


def _name_fault(first: int, last: int, said: str) -> tuple[int, tuple[str, str]]:
    lines = f" (lines {first} to {last} were not read)" if last > first else ""
    return first, (f"{said}{lines}", _QUOTE)


def _csv_records(lines: Iterable[tuple[int, str]], dialect: Dialect) -> Iterator[Record]:
    """Yield first and last line, cells, and what is wrong, of each record."""
    several = dialect.delimiter if len(dialect.delimiter) > 1 else ""
    feed = _Feed(lines, several, escaped=dialect.escaped)
    reader = None
    while True:
        feed.begin()
        try:
            if reader is None:
                reader = csv.reader(
                    feed,
                    delimiter=SEVERAL if several else dialect.delimiter,
                    quotechar=dialect.quote,
                    skipinitialspace=dialect.spaced,
                    strict=True,
                )
            with _long_cells():
                cells = next(reader)
            if cells:
                yield feed.taken[0][0], feed.taken[-1][0], cells, ""
        except StopIteration:
            return
        except csv.Error as error:
            first, text = feed.taken[0]
            feed.give_back()
            reader = None
            tabs = dialect.delimiter == "\t" and text[0] != "\0"
            cells = text.rstrip("\r\n").split("\t") if tabs else []
            # tab-separated files often quote nothing
            said = "" if len(cells) > 1 else _say_quote(str(error))
            yield first, first, cells, said


def _say_quote(error: str) -> str:
    is_open = not error.startswith("the line") and ("end of data" in error or "expected" in error)
    return f"its quotes do not close ({error})" if is_open else error


@contextmanager
def _long_cells() -> Iterator[None]:
    """Let cells be as long as documents while a record is parsed: the limit is the process's."""
    before = csv.field_size_limit(MAX_DOCUMENT)
    try:
        yield
    finally:
        csv.field_size_limit(before)
