"""The lines of a table that is text, none longer than a document, each in its encoding."""

import codecs
import io
from collections.abc import Iterator

from .decoding import find_mark, name_likely
from .mixed_lines import LineDecoder
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
    """The lines of a table that is text, none longer than a document, each in its encoding."""

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
        """Yield lines with ends and numbers; one that is no text is a NUL and the problem."""
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
        """Return a line in UTF-8 or, if some bytes are none, in the file's other encoding."""
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


def say_encoding(lines: TextLines) -> Iterator[Row]:
    """Yield a remark if lines that have been read were not UTF-8 in a file that is."""
    n = lines.decoder.n_other
    if n:
        said = f"{n:,} line{'s are' if n > 1 else ' is'} not UTF-8 but {lines.decoder.encoding}"
        yield 1, (said, "save it as UTF-8", "read as that")
