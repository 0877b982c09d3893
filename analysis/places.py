"""Where a sentence stands: the file and the line in it, so that it can be looked up."""

from __future__ import annotations

from collections.abc import Iterable

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
    return [number for first, _, last in runs for number in range(int(first), int(last or first) + 1)]


def locate_sentences(sentences: pd.DataFrame, documents: pd.DataFrame) -> pd.DataFrame:
    """Say of each sentence in which file and on which line it stands.

    Parameters
    ----------
    sentences
        Table `sentences`; `doc_id` and `start` are read.
    documents
        Table `documents` as `read_corpus` gives it, with `file` and `lines`; without them nothing is known.

    Returns
    -------
    DataFrame
        `sentences` with `file` ("" where unknown) and `line` (from 1; the row's line in a table of articles; 0 where
        a line is not one of the file: in HTML, and in text that was broken at a fixed width and joined).

    Examples
    --------
    >>> rows = pd.DataFrame({"doc_id": ["a"], "text": ["We met.\\nWe left."], "file": ["a.txt"], "lines": ["3, 7"]})
    >>> locate_sentences(pd.DataFrame({"doc_id": ["a", "a"], "start": [0, 8]}), rows)["line"].tolist()
    [3, 7]
    """
    known = {"file", "lines"} <= set(documents.columns)
    places = {
        row.doc_id: (row.file, read_lines(row.lines), row.text) for row in (documents.itertuples() if known else ())
    }
    found = [_locate(*places.get(doc_id, ("", [], "")), start) for doc_id, start in sentences[["doc_id", "start"]].values]
    out = sentences.assign(file=[file for file, _ in found], line=[line for _, line in found])
    return out.astype({"file": "str", "line": "int64"})


def _locate(file: str, lines: list[int], text: str, start: int) -> tuple[str, int]:
    if len(lines) <= 1:
        return file, lines[0] if lines else 0
    number = text.count("\n", 0, start)
    return file, lines[number] if number < len(lines) else 0
