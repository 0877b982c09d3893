"""Where a sentence stands: the file and the line in it, so that it can be looked up."""

import re
from bisect import bisect_left
from collections.abc import Iterable
from functools import cached_property

import pandas as pd


def write_lines(numbers: Iterable[int]) -> str:
    """Return rising line numbers as text, neighbours joined.

    Examples
    --------
    >>> write_lines([12, 13, 14, 18])
    '12-14, 18'
    """
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][1] + 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    return ", ".join(str(first) if first == last else f"{first}-{last}" for first, last in runs)


def read_lines(lines: str) -> list[int]:
    """Return the line numbers that `write_lines` wrote.

    Examples
    --------
    >>> read_lines("12-14, 18")
    [12, 13, 14, 18]
    """
    runs = [part.partition("-") for part in lines.split(", ") if part]
    return [n for first, _, last in runs for n in range(int(first), int(last or first) + 1)]


def locate_sentences(sentences: pd.DataFrame, documents: pd.DataFrame) -> pd.DataFrame:
    """Return table `sentences` with `file` ("" where unknown) and `line` of each (from 1; the row's
    line in a table of articles; 0 where a line is not one of the file: in HTML, and in text that was
    broken at a fixed width and joined). Without `file` and `lines` of `documents` nothing is known.

    Examples
    --------
    >>> rows = pd.DataFrame({"doc_id": ["a"], "text": ["We met.\\nWe left."], "file": ["a.txt"], "lines": ["3, 7"]})
    >>> locate_sentences(pd.DataFrame({"doc_id": ["a", "a"], "start": [0, 8]}), rows)["line"].tolist()
    [3, 7]
    """
    names = ["doc_id", "file", "lines", "text"]
    known = set(names) <= set(documents.columns)
    rows = zip(*(documents[name].tolist() for name in names), strict=True) if known else ()
    places = {doc_id: _Lines(file, lines, text) for doc_id, file, lines, text in rows}
    nowhere = _Lines("", "", "")
    starts = zip(sentences["doc_id"].tolist(), sentences["start"].tolist(), strict=True)
    found = [places.get(doc_id, nowhere).locate(start) for doc_id, start in starts]
    out = sentences.assign(file=[file for file, _ in found], line=[line for _, line in found])
    return out.astype({"file": "str", "line": "int64"})


class _Lines:
    """The file of a document, and the numbers there of its text's lines."""

    def __init__(self, file: str, lines: object, text: str):
        self.file, self.text = file, text
        self.numbers = read_lines(lines) if isinstance(lines, str) else []

    @cached_property
    def breaks(self) -> list[int]:
        """Where the lines of the text end, looked for once: to count them before each sentence took
        quadratic time.
        """
        return [match.start() for match in re.finditer("\n", self.text)]

    def locate(self, start: int) -> tuple[str, int]:
        """Return the file, and the number of the line on which a place of the text stands."""
        if len(self.numbers) <= 1:
            return self.file, self.numbers[0] if self.numbers else 0
        number = bisect_left(self.breaks, start)
        return self.file, self.numbers[number] if number < len(self.numbers) else 0
