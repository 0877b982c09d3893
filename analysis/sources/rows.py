"""Rows of tables to records: the columns found, ids given, and what was not used said."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any, BinaryIO

from ..core.guards import say_error
from .columns import find_columns, list_names
from .markup import read_plainly
from .names import clean_name
from .nested import flatten, join_strings, read_cell
from .parquet import Odd
from .source import MAX_DOCUMENT, Problem, Record, Source, Unreadable, Unused
from .text_lines import Row

Columns = dict[str, str]
_REMEDY_COLUMN = "name it: read_corpus(path, columns={'text': ...})"
_FIRST_ROWS, _MOST_COLUMNS = 50, 200  # of a table, that show what a column holds
_MISSING = frozenset(("nan", "null", "none", "n/a", "<na>"))
_FEWEST_WORDS = 6  # of a cell that may be a text
_REMEDY_ROW = "mend the row or take it out"
# Where a table has no column of texts, what is read as one, in this order.
_INSTEAD = ("summary", "title")
# What news APIs put at the end of a text that they cut.
_CUT = re.compile(r"\s*(?:…|\.\.\.)?\s*\[\+?\d+ chars\]\s*\Z")
_SITE = re.compile(r"(?i)https?://(?:www\d?\.)?([^/\s:?#]+)\S*")


def read_rows(
    source: Source,
    columns: Columns,
    reader: Callable[[BinaryIO, Columns], Iterable[Row]],
    *,
    loose: bool = False,
) -> Iterator[Record | Problem | Unused]:
    """Yield the documents of a table, and the columns of it that were not used.

    Parameters
    ----------
    source
        A table.
    columns
        The names of its columns that the user gave, by what they hold.
    reader
        Yields rows with their lines, or problems with theirs.
    loose
        Whether rows may have columns of their own, as objects of JSON have: one without a text
        costs itself.
    """
    names: Columns = {}
    known: tuple = ()
    sample = _Sample(source.name)
    instead = ""
    lines_before, number = source.before
    with source.open() as stream:
        for line, row in reader(stream, columns):
            line += lines_before
            if isinstance(row, tuple):
                number += len(row) < 3  # a third part says that it is no row that was lost
                yield Problem(source.name, line, *row)
                continue
            number = max(number + 1, line if source.rows else 0)
            try:
                row = flatten(row) if loose else row
                if tuple(row) != known:
                    known = tuple(row)
                    given = {k: v for k, v in columns.items() if v in row} if loose else columns
                    names = find_columns(map(str, row), given)
                    before, instead = instead, _find_instead(names)
                    if instead and instead != before:
                        yield _say_instead(source, line, instead, names)
                if not {"text", "html", instead} & names.keys():
                    problem = f"it has no text column (it has {list_names(known) or 'none'})"
                    likely = _find_longest(row)
                    remedy = _REMEDY_COLUMN.replace("...", repr(likely)) if likely else ""
                    yield Problem(source.name, line, problem, remedy or _REMEDY_COLUMN)
                    if not loose:
                        return
                    continue
                if sample.add(line, row, names, instead or "text"):
                    yield from sample.close()  # at once: a reader may stop after some rows
                yield from _make_record(source, number, line, row, names, instead)
            except Unreadable:
                raise
            except Exception as error:
                yield Problem(source.name, line, *say_error(error))
    yield from sample.close()
    if not number:
        yield Problem(source.name, 1, "it has no rows", "check what was saved")


class _Sample:
    """The cells of the first rows in columns that nothing is read from."""

    def __init__(self, file: str) -> None:
        self._file, self._line, self._n, self._length = file, 0, 0, 0
        self._cells: dict[str, list] = {}
        self._used: set[str] = set()

    def add(self, line: int, row: dict, names: Columns, text: str) -> bool:
        """Take a row in, if it is one of the first; tell whether it is the last of them."""
        if self._n >= _FIRST_ROWS:
            return False
        self._n += 1
        self._line = self._line or line
        self._used.update(names)
        self._length += len(str(row.get(names.get(text, ""), "") or ""))
        taken = set(names.values())
        for column, value in row.items():
            if column not in taken and len(self._cells) < _MOST_COLUMNS:
                self._cells.setdefault(str(column), []).append(value)
        return self._n == _FIRST_ROWS

    def close(self) -> Iterator[Unused]:
        """Yield what there is of them, once."""
        cells, self._cells = self._cells, {}
        if cells:
            used = frozenset(self._used)
            yield Unused(self._file, self._line, cells, used, self._length / self._n)


def _find_instead(names: Columns) -> str:
    """Return what is read as text where there is no column of texts: "summary", "title" or ""."""
    if {"text", "html"} & names.keys():
        return ""
    return next((key for key in _INSTEAD if key in names), "")


def _find_longest(row: dict) -> str:
    """Return the column whose cell reads most like a text, "" if none does."""
    lengths = {
        str(column): len(cell)
        for column, cell in row.items()
        if isinstance(cell, str) and len(cell.split()) >= _FEWEST_WORDS
    }
    return max(lengths, key=lengths.__getitem__, default="")


def _say_instead(source: Source, line: int, instead: str, names: Columns) -> Problem:
    said = f"it has no column of texts: {clean_name(names[instead])!r} is read as the text"
    return Problem(source.name, line, said, _REMEDY_COLUMN, "read")


def _make_record(
    source: Source, number: int, line: int, row: dict, names: Columns, instead: str
) -> Iterator[Record | Problem]:
    """Yield the record that a row is, or what is wrong with it, and remarks."""
    named: dict[str, Any] = {name: row[column] for name, column in names.items()}
    kind = next((k for k in ("text", "html") if _is_filled(named.get(k))), instead or "text")
    text = named.get(kind)
    if kind == "text" and not _is_filled(text) and _is_filled(named.get("summary")):
        text = named["summary"]
        yield Problem(source.name, line, "its text is empty", "check it", "read by its summary")
    if isinstance(text, list | dict):
        text = join_strings(text)
    dropped = ("text", "html", "summary", *([kind] if kind != "title" else []))
    fields = {k: as_text(value) for k, value in named.items() if k not in dropped}
    for name in ("title", "source"):  # a missing value as it was printed
        if fields.get(name, "").lower() in _MISSING:
            fields[name] = ""
    if site := _SITE.fullmatch(fields.get("source", "")):
        fields["source"] = site[1].lower()
    own = f"{source.stem}-{number:06d}"
    doc_id = clean_name(fields.pop("doc_id", own) or own)
    if "doc_id" in named and not as_text(named["doc_id"]):
        outcome = "read, named by its row"
        yield Problem(source.name, line, "its id is empty", "give it one", outcome, own)
    if problem := _check_text(text):
        yield Problem(source.name, line, problem, _REMEDY_ROW, doc_id=doc_id)
        return
    cut = _CUT.search(text, max(0, len(text) - 60))
    if cut:
        text = text[: cut.start()]
        said = "its text was cut off where it was exported"
        yield Problem(source.name, line, said, "fetch the whole article", "read as far as it goes")
    yield Record(doc_id, source.name, line, text, kind == "html", fields)


def _is_filled(value: object) -> bool:
    return not (value is None or isinstance(value, float) or not str(value).strip())


def _check_text(text: object) -> str:
    """Return why a value is no text, "" if it is one."""
    if not _is_filled(text):
        return "its text is empty"
    if isinstance(text, Odd):
        return f"its text cannot be read ({text.error})"
    if not isinstance(text, str):
        return f"its text is no text but {type(text).__name__}"
    if len(text) > MAX_DOCUMENT:
        return f"its text is longer than {MAX_DOCUMENT:,} characters, as no article is"
    return "its text is binary (it holds a NUL)" if "\0" in text else ""


def as_text(value: object) -> str:
    """Return a field as text: nothing for what is missing, ISO for dates, of an object its name."""
    value = read_cell(value)
    if value is None or value != value:
        return ""
    text = value.isoformat() if hasattr(value, "isoformat") else str(value)
    if "&" in text or "<" in text:
        text = read_plainly(text)[0]
    return text.strip().encode("utf-8", "replace").decode().replace("\0", "").strip()
