"""Rows of tables to records: the columns found, ids given, and what was not used said."""

from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from typing import BinaryIO

from ..core.counts import say_some
from ..core.guards import say_error
from .columns import list_names
from .layout import Layout, find_layout
from .names import clean_name
from .nested import flatten, open_cells
from .row_records import make_record
from .source import Problem, Record, Source, Unreadable, Unused
from .text_columns import Text, says
from .text_lines import Row

Columns = dict[str, str]
_REMEDY_COLUMN = "name it: read_corpus(path, columns={'text': ...})"
_FIRST_ROWS, _MOST_COLUMNS = 50, 200  # of a table, that show what a column holds
_FIRST_SIZE = 4_000_000  # characters of these rows, at most
_MOST_LAYOUTS = 200  # of a table whose rows have columns of their own
_FEWEST_WORDS = 6  # of a cell that may be a text
_LONG = 60  # characters of a cell that may say what the text does
_SHOWN = 4  # columns that a remark names


def read_rows(
    source: Source,
    columns: Columns,
    reader: Callable[[BinaryIO, Columns], Iterable[Row]],
    *,
    loose: bool = False,
) -> Iterator[Record | Problem | Unused]:
    """Yield the documents of a table, and the columns of it that were not used.

    `columns` are the names of columns that the user gave, by what they hold; `reader` yields rows
    with their lines, or problems with theirs. In a `loose` table rows may have columns of their
    own, as objects of JSON have: one without a text costs itself.
    """
    table = _Table(source, columns, loose)
    lines_before, number = source.before
    with source.open() as stream:
        for line, row in table.look_ahead(reader(stream, columns)):
            line += lines_before
            if isinstance(row, tuple):
                number += len(row) < 3  # a third part says that it is no row that was lost
                yield Problem(source.name, line, *row)
                continue
            number = max(number + 1, line if source.rows else 0)
            try:
                row = flatten(row) if loose else row
                layout = table.find(tuple(row))
                if not layout.has_text() and (opened := open_cells(row)):
                    row = opened
                    layout = table.find(tuple(row))
                if not layout.has_text():
                    yield table.say_no_text(line, row)
                    if not loose:
                        return
                    continue
                yield from table.read(number, line, row, layout)
            except Unreadable:
                raise
            except Exception as error:
                yield Problem(source.name, line, *say_error(error))
    yield from table.sample.close()
    if not number:
        yield Problem(source.name, 1, "it has no rows", "check what was saved")


class _Table:
    """The layouts of a table, by the names of its columns, and what has been said of it."""

    def __init__(self, source: Source, columns: Columns, loose: bool) -> None:
        self._source, self._columns, self._loose = source, columns, loose
        self._first: list[dict] = []
        self.find = lru_cache(_MOST_LAYOUTS)(self._find_layout)
        self._instead = ""
        self._made: set[tuple[str, ...]] = set()
        self.sample = _Sample(source.name)

    def look_ahead(self, rows: Iterable[Row]) -> Iterator[Row]:
        """Yield rows as they come, once the first of them have been looked at."""
        waiting, held, size = iter(rows), [], 0
        failed: Exception | None = None
        try:
            for found in waiting:
                held.append(found)
                row = found[1]
                if isinstance(row, dict):
                    self._first.append(flatten(row) if self._loose else row)
                    size += sum(len(c) for c in row.values() if isinstance(c, str))
                if len(held) >= _FIRST_ROWS or size > _FIRST_SIZE:
                    break
        except Exception as error:  # behind the rows that were read
            failed = error
        yield from held
        held.clear()
        if failed is not None:
            raise failed
        yield from waiting

    def _find_layout(self, names: tuple) -> Layout:
        """Return the layout of rows with these columns."""
        given = {k: v for k, v in self._columns.items() if not self._loose or v in names}
        return find_layout(map(str, names), given, [r for r in self._first if tuple(r) == names])

    def read(
        self, number: int, line: int, row: dict, layout: Layout
    ) -> Iterator[Record | Problem | Unused]:
        """Yield the record of a row, and what is said of it and of its columns."""
        if layout.instead != self._instead and layout.instead:
            yield self._say_instead(line, layout)
        self._instead = layout.instead
        for found in make_record(self._source, number, line, row, layout):
            if not isinstance(found, Text):
                yield found
                continue
            if self.sample.add(line, row, layout, found):
                yield from self.sample.close()  # at once: a reader may stop after some rows
            if len(self._made) < _MOST_LAYOUTS and found.columns not in self._made:
                self._made.add(found.columns)
                yield from self._say_columns(line, found.columns, layout)

    def _say_instead(self, line: int, layout: Layout) -> Problem:
        column = clean_name(layout.instead_column)
        said = f"it has no column of texts: {column!r} is read as the text"
        return Problem(self._source.name, line, said, _REMEDY_COLUMN, "read")

    def _say_columns(self, line: int, made: tuple[str, ...], layout: Layout) -> Iterator[Problem]:
        """Say of which columns texts are made, where it is not the first that is so named."""
        usual = layout.texts.bodies[:1]
        if made == usual or len(made) < 2 and not set(made) & set(layout.texts.bodies):
            return
        first, last = (clean_name(names[0]) if names else "" for names in (usual, made[-1:]))
        if len(made) == 1:
            said = f"its column {last!r} is the text, as {first!r} is much shorter or empty"
            remedy = f"to read the other, name it: columns={{'text': {first!r}}}"
        else:
            shown = say_some([repr(clean_name(name)) for name in made], _SHOWN)
            said = f"its columns {shown} are read as one text"
            remedy = f"to read one alone, name it: columns={{'text': {last!r}}}"
        yield Problem(self._source.name, line, said, remedy, "read")

    def say_no_text(self, line: int, row: dict) -> Problem:
        """Say that a row has no column of texts, and which may be one."""
        problem = f"it has no text column (it has {list_names(map(str, row)) or 'none'})"
        likely = _find_longest(row)
        remedy = _REMEDY_COLUMN.replace("...", repr(likely)) if likely else _REMEDY_COLUMN
        return Problem(self._source.name, line, problem, remedy)


class _Sample:
    """The cells of the first rows in columns that nothing is read from."""

    def __init__(self, file: str) -> None:
        self._file, self._line, self._n, self._length = file, 0, 0, 0
        self._cells: dict[str, list] = {}
        self._used: set[str] = set()
        self._taken: set[str] = set()

    def add(self, line: int, row: dict, layout: Layout, text: Text) -> bool:
        """Take a row in, if it is one of the first; tell whether it is the last of them."""
        if self._n >= _FIRST_ROWS:
            return False
        self._n += 1
        self._line = self._line or line
        self._used.update(layout.names())
        self._length += len(str(text.text or ""))
        self._taken.update(text.columns, layout.date_parts)
        self._taken.update(*layout.fields.values())
        for column, value in row.items():
            if len(self._cells) < _MOST_COLUMNS and str(column) not in self._taken:
                is_long = isinstance(value, str) and len(value) > _LONG
                again = is_long and isinstance(text.text, str) and says(text.text, value)
                self._cells.setdefault(str(column), []).append("" if again else value)
        return self._n == _FIRST_ROWS

    def close(self) -> Iterator[Unused]:
        """Yield what there is of them, once."""
        cells = {name: own for name, own in self._cells.items() if name not in self._taken}
        self._cells = {}
        if cells:
            used = frozenset(self._used)
            yield Unused(self._file, self._line, cells, used, self._length / self._n)


def _find_longest(row: dict) -> str:
    """Return the column whose cell reads most like a text, "" if none does."""
    lengths = {
        str(column): len(cell)
        for column, cell in row.items()
        if isinstance(cell, str) and len(cell.split()) >= _FEWEST_WORDS
    }
    return max(lengths, key=lengths.__getitem__, default="")
