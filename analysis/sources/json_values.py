"""JSON to rows, one value at a time: a list, an object, lines of objects, or several of these; and
JSON that holds strings alone to texts.
"""

import json
import re
from collections.abc import Iterator, Mapping
from typing import BinaryIO

from .columns import KNOWN, NONE, squash
from .decoding import decode
from .documents.whole_files import as_document
from .headerless import is_data, name_by_content, say_named
from .nested import list_rows
from .sniff import SCRIPT
from .source import MAX_DOCUMENT, Problem, Record, Source, Unreadable
from .text_lines import Row, TextLines, say_encoding

_CHUNK = 1 << 20  # characters of JSON at once
_LONGEST_NUMBER = 1000  # digits; Python makes no number of some thousands
_LONGEST_OBJECT = 300_000_000  # characters of one object that holds a whole table
# What stands before the first object of JSON, and between two: a list within a list is passed over
# at the start alone.
_BEFORE = re.compile(r"[\s,\ufeff\x1e]*+(?:\[[\s,]*+(?:\[[\s,]*+(?=[\[{]))*+)?")
# A call around a value ends with ");".
_BETWEEN = re.compile(r"[\s,\ufeff\x1e);]*+")
_CLOSING = re.compile(r"[\]\s]++")
_REMEDY = "mend it, or save it as .jsonl, one object a line"
_REMEDY_LINE = "mend the line or take it out"
_FIRST = 20  # rows that show what the columns of a table without a header hold
_LONG = 20  # signs of a text without spaces
_NO_ROW = ("it is no JSON object", "write one {...} for each document")


def _read_whole(digits: str) -> int | str:
    """Return a whole number, or one of more digits than Python takes as it is written."""
    return int(digits) if len(digits) <= _LONGEST_NUMBER else digits


_JSON = json.JSONDecoder(parse_int=_read_whole, strict=False)  # a text may hold line breaks


def read_jsonl(stream: BinaryIO, columns: Mapping[str, str] = NONE) -> Iterator[Row]:
    """Yield the rows that the value of each line holds; blank lines are passed over."""
    lines = TextLines(stream)
    lists = ListRows(columns)
    for line, text in lines:
        if text.startswith("\0"):
            yield line, (text[1:], _REMEDY_LINE)
        elif text.strip():
            try:
                value = _JSON.decode(text.lstrip("\ufeff\x1e"))
            except (ValueError, RecursionError) as error:
                yield line, (f"the line is no JSON: {getattr(error, 'msg', error)}", _REMEDY_LINE)
                continue
            no_row = ("the line is no JSON object", "write one {...} a line")
            yield from lists.read(line, value, no_row)
    yield from lists.close()
    yield from say_encoding(lines)


def read_json(stream: BinaryIO, columns: Mapping[str, str] = NONE) -> Iterator[Row]:
    """Yield the rows of every value in a file: of a list its items one by one, of an object what
    `nested.list_rows` finds in it; `Unreadable` where it is no JSON from some line on.
    """
    lines = TextLines(stream)
    buffer, place, line, listed = lines.stream.read(_CHUNK), 0, 1, False
    n_values, lists = 0, ListRows(columns)
    if script := SCRIPT.match(buffer):
        place = script.end()
        line += buffer.count("\n", 0, place)
    while True:
        start = (_BETWEEN if listed else _BEFORE).match(buffer, place).end()
        listed = listed or "[" in buffer[place:start]
        line += buffer.count("\n", place, start)
        if buffer[start : start + 1] == "]":
            listed, place = False, _CLOSING.match(buffer, start).end()
            yield from lists.close()
            n_values += 1
            line += buffer.count("\n", start, place)
            continue
        if start == len(buffer) and not listed and n_values:
            buffer, place = lines.stream.read(_CHUNK), 0
            if not buffer:
                yield from say_encoding(lines)
                return
            continue
        try:
            value, place = _JSON.raw_decode(buffer, start)
        except (ValueError, RecursionError) as error:
            if len(buffer) - start > (MAX_DOCUMENT if listed else _LONGEST_OBJECT):
                said = f"an object is longer than {MAX_DOCUMENT:,} characters, or no JSON"
                raise Unreadable(line, said, _REMEDY) from error
            more = lines.stream.read(max(_CHUNK, len(buffer) - start))
            if not more:
                at = line + buffer.count("\n", start, getattr(error, "pos", start))
                said = f"it is no JSON from here on: {getattr(error, 'msg', error)}"
                raise Unreadable(at, said, _REMEDY) from error
            buffer, place = buffer[start:] + more, 0
            continue
        n_values += 1
        own = lines.decode(buffer[start:place])
        if own.startswith("\0"):
            yield line, (own[1:].replace("line", "text"), "save it as UTF-8")
        else:
            value = value if own == buffer[start:place] else _JSON.decode(own)
            no_row = ("it is no JSON object", "write a list of {...}")
            yield from lists.read(line, value, no_row, listed=listed)
        line += own.count("\n")


class ListRows:
    """Turns values into rows, lists of cells too; `columns` are the names of columns that the user gave."""

    def __init__(self, columns: Mapping[str, str]) -> None:
        self._columns = columns
        self._given = frozenset(map(squash, columns.values()))
        self._header: list[str] = []
        self._held: list[tuple[int, list]] = []

    def read(
        self, line: int, value: object, no_row: tuple[str, str], *, listed: bool = True
    ) -> Iterator[Row]:
        """Yield the rows that a value holds, or that a list of cells completes if it is `listed`."""
        # a list is of cells unless it is of objects
        if (
            listed
            and isinstance(value, list)
            and not (value and all(isinstance(i, dict) for i in value))
        ):
            yield from self._add(line, value)
            return
        for row in list_rows(value, self._columns):
            yield line, no_row if row is None else row

    def _add(self, line: int, cells: list) -> Iterator[Row]:
        if self._header:
            yield line, self._name(cells)
        elif self._held:
            self._held.append((line, cells))
            if len(self._held) >= _FIRST:
                yield from self._name_held()
        elif (KNOWN | self._given) & set(map(squash, map(str, cells))):
            self._header = [str(cell) for cell in cells]
        elif not self._given and is_data(cells):
            self._held.append((line, cells))
        else:
            self._header = [str(cell) for cell in cells]
            yield line, _NO_ROW

    def close(self) -> Iterator[Row]:
        """Yield what is left at the end of a list of lists; another may follow."""
        yield from self._name_held()
        self._header = []

    def _name_held(self) -> Iterator[Row]:
        held, self._held = self._held, []
        if not held:
            return
        texts = [["" if c is None else str(c) for c in cells] for _, cells in held]
        self._header = name_by_content([own for own in texts if len(own) == len(texts[0])])
        yield held[0][0], say_named(self._header)
        for line, cells in held:
            yield line, self._name(cells)

    def _name(self, cells: list) -> dict:
        return dict(zip(self._header, cells, strict=False))


def list_strings(raw: bytes) -> list[tuple[int, str]] | None:
    """Return the strings of JSON, each with its line; None where it holds anything else.

    >>> list_strings(b'["They met.", "More."]'), list_strings(b'{"text": "Talks."}')
    ([(1, 'They met.'), (1, 'More.')], None)
    """
    try:
        text = decode(raw)[0].lstrip("\ufeff")
        try:
            value = json.loads(text)
            found = [(1, item) for item in (value if isinstance(value, list) else [value])]
        except (ValueError, RecursionError):
            lines = enumerate(text.split("\n"), 1)
            found = [(number, json.loads(line)) for number, line in lines if line.strip()]
    except (ValueError, RecursionError):
        return None
    items = [item for _, item in found]
    return found if all(isinstance(i, str) for i in items) and _are_texts(items) else None


def _are_texts(items: list[str]) -> bool:
    """Tell whether strings are texts: none is JSON itself, and one has several words."""
    return any(len(item.split()) > 1 or len(item) > _LONG for item in items) and not any(
        item.lstrip()[:1] in ("[", "{") for item in items
    )


def read_strings(source: Source, found: list[tuple[int, str]]) -> Iterator[Record | Problem]:
    """Yield texts as documents: one of a file by itself, more with their numbers."""
    for number, (line, text) in enumerate(found, 1):
        doc_id = f"{source.stem}-{number:06d}" if len(found) > 1 else source.stem
        at = line if len(found) > 1 else 0
        try:
            yield as_document(source, text, {}, doc_id=doc_id, line=at)
        except Unreadable as error:
            yield Problem(source.name, line, str(error), error.remedy, doc_id=doc_id)
