"""What all readings share: a list of findings, counts with their nouns, days, and the names of documents."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

import pandas as pd

from ..core.safe_text import escape_markdown, unescape_markdown


@dataclass(frozen=True)
class Findings:
    """Sentences in Markdown, shown as a list."""

    sentences: tuple[str, ...]

    def _repr_markdown_(self) -> str:
        return "\n".join(f"- {sentence}" for sentence in self.sentences)

    def __repr__(self) -> str:
        return unescape_markdown(self._repr_markdown_())


def as_finding(headline: str) -> str:
    """Return a chart's headline, plain text in which names of documents may stand, as a sentence of findings.

    Examples
    --------
    >>> print(as_finding("Coldest: <b>2022*</b>"))
    Coldest: &lt;b&gt;2022\\*&lt;/b&gt;.
    """
    return f"{escape_markdown(headline)}."


def say_count(n: int, noun: str, nouns: str = "") -> str:
    """Return a count with its noun.

    Examples
    --------
    >>> say_count(1, "report"), say_count(1200, "report"), say_count(2, "file or row", "files or rows")
    ('1 report', '1,200 reports', '2 files or rows')
    """
    return f"{n:,} {noun if n == 1 else nouns or noun + 's'}"


def say_day(date: pd.Timestamp) -> str:
    """Return a day as people write it."""
    return f"{date:%-d %B %Y}" if pd.notna(date) else "unknown date"


def key_cells(rows: pd.DataFrame, documents: pd.DataFrame) -> pd.DataFrame:
    """Return rows of tallies or trends in order of time with `key`: the document that a row is of, else its period."""
    key = rows["group"].where(rows["group"].isin(documents["doc_id"]), rows["period"])
    return rows.assign(key=key).sort_values(["period", "key"], kind="stable")


def name_documents(documents: pd.DataFrame) -> dict[str, str]:
    """Return a short name for each document, its date over its group; the start of its title where it has no
    date; in order of date."""
    names = {}
    for row in documents.sort_values(["date", "doc_id"]).itertuples():
        head = f"{row.date:%-d %b %Y}" if pd.notna(row.date) else (row.title or row.doc_id)[:18]
        names[row.doc_id] = head + ("" if row.group == "all" else f"\n{row.group}")
    twice = {name for name, n in Counter(names.values()).items() if n > 1}
    return {doc: f"{name}\n{doc[:12]}" if name in twice else name for doc, name in names.items()}
