"""The lines of a table that is text, none longer than a document, each in its encoding."""

from __future__ import annotations

import codecs
import io
from collections.abc import Iterator

from .decoding import find_encoding, find_mark
from .source import MAX_DOCUMENT


# Half a character stands for what is not of the encoding that a file's first bytes name: the line
# is not read.
def _halve(error: UnicodeError) -> tuple[str, int]:
    return "\udc80", error.end if isinstance(error, UnicodeDecodeError) else 0


codecs.register_error("half", _halve)

#: A row with its line, or what is wrong with it: the problem, the remedy, and the outcome if it is
# read all the same.
Row = tuple[int, dict | tuple[str, ...]]


class TextLines:
    """The lines of a table that is text, none longer than a document; a line's own encoding if it
    is not UTF-8.
    """

    def __init__(self, stream) -> None:
        buffered = io.BufferedReader(stream, 1 << 16) if not hasattr(stream, "peek") else stream
        self._sample = buffered.peek(1 << 16)[: 1 << 16]
        self._mark = find_mark(self._sample)
        guessed = self._mark in ("", "utf-8-sig")
        errors = "surrogateescape" if guessed else "half"
        self.stream = io.TextIOWrapper(buffered, self._mark or "utf-8", errors, newline="")
        self._guessed = guessed
        self._other: str | None = None
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
        try:
            text.encode("utf-8")
            return text  # as nearly all are
        except UnicodeEncodeError:
            if not self._guessed:
                return f"\0the line is not {self._mark.upper()}, as the file's first bytes say"
            raw = text.encode("utf-8", "surrogateescape")
        try:
            if self._other is None:
                self._other = find_encoding(raw + self._sample)
            return raw.decode(self._other or "ascii")
        except UnicodeDecodeError:
            return "\0the line is not UTF-8, and no other encoding fits"
