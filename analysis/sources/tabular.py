"""Tables in files that are text to rows, one at a time: CSV and JSON, of which a broken row costs
only itself.

A row comes with its line (in `parquet` its number) from 1, as a dict or, where it cannot be read,
as a pair of what is wrong and the remedy.
"""

from __future__ import annotations

import codecs
import csv
import io
import json
import re
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO

from .decoding import find_mark, name_likely
from .mixed_lines import LineDecoder

#: Bytes of a document (characters of a table's cell) beyond which it is set aside: a long book has
# two million.
MAX_DOCUMENT = 10_000_000
_CHUNK = 1 << 20  # characters of JSON at once
_LONGEST_RECORD = 3 * MAX_DOCUMENT  # characters of a row of CSV
_LONGEST_NUMBER = 1000  # digits; Python makes no number of some thousands
_AGAIN, _FEW = 8, 4  # how often lines of CSV may be read again, and then the lines of a record
# What stands before the first object of JSON, and between two: a list within a list is passed over
# at the start alone.
_BEFORE = re.compile(r"[\s,\ufeff]*+(?:\[[\s,]*+(?:\[[\s,]*+(?=[\[{]))*+)?")
_BETWEEN = re.compile(r"[\s,\ufeff]*+")

# Half a character stands for what is not of the encoding that a file's first bytes name: the line
# is not read.
codecs.register_error("half", lambda error: ("\udc80", error.end))

Row = tuple[int, dict | tuple[str, str]]


class Unreadable(ValueError):
    """What is wrong with a file, its line and its remedy."""

    def __init__(self, line: int, problem: str, remedy: str) -> None:
        super().__init__(problem)
        self.line, self.remedy = line, remedy


class TextLines:
    """The lines of a table that is text, none longer than a document; a line's own encoding if it
    is not UTF-8.
    """

    def __init__(self, stream) -> None:
        buffered = io.BufferedReader(stream, 1 << 16) if not hasattr(stream, "peek") else stream
        sample = buffered.peek(1 << 16)[: 1 << 16]
        self._mark = find_mark(sample)
        #: How the lines that are not UTF-8 are read, and how many they were.
        self.decoder = LineDecoder(sample)
        guessed = self._mark in ("", "utf-8-sig")
        errors = "surrogateescape" if guessed else "half"
        self.stream = io.TextIOWrapper(buffered, self._mark or "utf-8", errors, newline="")
        self._guessed = guessed
        self.line = 0

    def __iter__(self) -> Iterator[tuple[int, str]]:
        """Yield lines with their ends and numbers; what is too long or no text comes as a NUL and
        the problem.
        """
        while text := self.stream.readline(MAX_DOCUMENT):
            self.line += 1
            if len(text) == MAX_DOCUMENT and text[-1] not in "\r\n":
                while (rest := self.stream.readline(MAX_DOCUMENT)) and rest[-1] not in "\r\n":
                    pass
                text = f"\0the line is longer than {MAX_DOCUMENT:,} characters"
            elif "\0" in text:
                text = "\0the line is binary (it holds a NUL byte)"
            elif not text.isascii():
                text = self.decode(text)
            yield self.line, text

    def decode(self, text: str) -> str:
        """Return a line as it is or, if some of its bytes are not UTF-8, in the file's other
        encoding.
        """
        if not self._guessed:
            try:
                text.encode("utf-8")
                return text  # as nearly all are
            except UnicodeEncodeError:
                return f"\0the line is not {self._mark.upper()}, as the file's first bytes say"
        try:
            return self.decoder.decode(text.encode("utf-8", "surrogateescape"))
        except UnicodeDecodeError:
            may = name_likely(self.decoder.likely)
            return f"\0the line is not UTF-8, and no other encoding clearly fits ({may})"


def _read_whole(digits: str) -> int | str:
    """Return a whole number, or one of more digits than Python takes as it is written."""
    return int(digits) if len(digits) <= _LONGEST_NUMBER else digits


_JSON = json.JSONDecoder(parse_int=_read_whole)


def read_jsonl(stream: BinaryIO) -> Iterator[Row]:
    """Yield the object of each line that is not blank."""
    for line, text in TextLines(stream):
        if text.startswith("\0"):
            yield line, (text[1:], "mend the line or take it out")
        elif text.strip():
            try:
                row = _JSON.decode(text.lstrip("\ufeff"))
            except (ValueError, RecursionError) as error:
                yield (
                    line,
                    (
                        f"the line is no JSON: {getattr(error, 'msg', error)}",
                        "mend the line or take it out",
                    ),
                )
                continue
            yield (
                line,
                row
                if isinstance(row, dict)
                else ("the line is no JSON object", "write one {...} a line"),
            )


def read_json(stream: BinaryIO) -> Iterator[Row]:
    """Yield the objects of a list one by one, or the one object that is the file."""
    lines = TextLines(stream)
    buffer, place, line, listed = lines.stream.read(_CHUNK), 0, 1, False
    while True:
        start = (_BETWEEN if listed else _BEFORE).match(buffer, place).end()
        listed = listed or "[" in buffer[place:start]
        line += buffer.count("\n", place, start)
        if buffer[start : start + 1] == "]":
            return
        try:
            row, place = _JSON.raw_decode(buffer, start)
        except (ValueError, RecursionError) as error:
            if len(buffer) - start > MAX_DOCUMENT:
                said = f"an object is longer than {MAX_DOCUMENT:,} characters, or no JSON"
                raise Unreadable(
                    line, said, "mend it, or save it as .jsonl, one object a line"
                ) from error
            more = lines.stream.read(max(_CHUNK, len(buffer) - start))
            if not more:
                at = line + buffer.count("\n", start, getattr(error, "pos", start))
                said = f"it is no JSON from here on: {getattr(error, 'msg', error)}"
                raise Unreadable(
                    at, said, "mend it, or save it as .jsonl, one object a line"
                ) from error
            buffer, place = buffer[start:] + more, 0
            continue
        own = lines.decode(buffer[start:place])
        if own.startswith("\0"):
            row = (own[1:].replace("line", "text"), "save it as UTF-8")
        elif own != buffer[start:place]:
            row = _JSON.decode(own)
        yield (
            line,
            row
            if isinstance(row, dict | tuple)
            else ("it is no JSON object", "write a list of {...}"),
        )
        line += own.count("\n")
        if not listed:
            return


class _Feed:
    """Lines for a CSV parser, with the ones that the record in hand has taken."""

    def __init__(self, lines: TextLines) -> None:
        self._lines = iter(lines)
        self._back: deque[tuple[int, str]] = deque()
        self.taken: list[tuple[int, str]] = []
        self._size = self._new = self._again = (
            0  # characters of the record in hand; read once; and again
        )

    def __iter__(self) -> _Feed:
        return self

    def __next__(self) -> str:
        # A quote that does not close takes all lines up to the end, and the next line may have one
        # too: where that has come to many times what was read, a record is a few lines.
        if self._again > _AGAIN * self._new and len(self.taken) >= _FEW:
            raise csv.Error(f"unexpected end of data within {_FEW} lines")
        if self._size > _LONGEST_RECORD:
            raise csv.Error(
                f"the line and those that it takes are longer than {_LONGEST_RECORD:,} characters"
            )
        line = self._back.popleft() if self._back else None
        if line is None:
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


def read_csv(stream: BinaryIO) -> Iterator[Row]:
    """Yield rows; a run of rows that cannot be read is one problem, and reading goes on behind
    it.
    """
    header: list[str] = []
    fault: tuple[int, int, str] | None = None
    for first, last, cells, said in _csv_records(TextLines(stream)):
        if not header:
            if said:
                raise Unreadable(
                    first, f"its header cannot be read: {said}", "save it as CSV with a header"
                )
            header = [name.strip() for name in cells]
            continue
        if not said and len(cells) != len(header):
            said = f"the row has {len(cells)} fields, the header {len(header)}"
        if said:
            fault = (fault[0], last, fault[2]) if fault else (first, last, said)
            continue
        if fault:
            yield _name_fault(*fault)
            fault = None
        yield first, dict(zip(header, cells, strict=True))
    if fault:
        yield _name_fault(*fault)


def _name_fault(first: int, last: int, said: str) -> tuple[int, tuple[str, str]]:
    lines = f" (lines {first} to {last} were not read)" if last > first else ""
    return first, (
        f"{said}{lines}",
        "quote cells that hold a comma, a quote or a line break, and double their quotes",
    )


def _csv_records(lines: TextLines) -> Iterator[tuple[int, int, list[str], str]]:
    """Yield first and last line, cells, and what is wrong, of each record."""
    feed = _Feed(lines)
    reader, delimiter = None, ","
    while True:
        feed.begin()
        try:
            if reader is None:
                reader = csv.reader(feed, delimiter=delimiter, strict=True)
            with _long_cells():
                cells = next(reader)
            if (
                feed.taken[0][0] == 1 and len(cells) == 1
            ):  # the header tells what stands between cells
                delimiter = max(";\t,", key=cells[0].count)
                cells, reader = next(csv.reader([feed.taken[0][1]], delimiter=delimiter)), None
            if cells:
                yield feed.taken[0][0], feed.taken[-1][0], cells, ""
        except StopIteration:
            return
        except csv.Error as error:
            first, text = feed.taken[0]
            feed.give_back()
            reader = None
            cells = text.rstrip("\r\n").split("\t") if delimiter == "\t" and text[0] != "\0" else []
            # tab-separated files often quote nothing
            said = "" if len(cells) > 1 else _say_quote(str(error))
            yield first, first, cells, said


def _say_quote(error: str) -> str:
    if error.startswith("the line"):
        return error
    return (
        f"its quotes do not close ({error})"
        if "end of data" in error or "expected" in error
        else error
    )


@contextmanager
def _long_cells() -> Iterator[None]:
    """Let cells be as long as documents, and no longer, while a record is parsed: the limit is the
    process's.
    """
    before = csv.field_size_limit(MAX_DOCUMENT)
    try:
        yield
    finally:
        csv.field_size_limit(before)
