"""What all findings share: the list of them, counts with nouns, days, and names of documents."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Self

import pandas as pd

from ..charts._saved import save_table
from ..core.safe_text import escape_markdown, unescape_markdown
from ..themes.lexicon import Themes


@dataclass(frozen=True, eq=False)
class Findings:
    """Sentences in Markdown with the numbers that they come from; shown as a list.

    Attributes
    ----------
    rows
        One row per sentence: `reading`, the sentence, and the columns that its function names.
        Sentences alone, given as a tuple of str, become a table of that column.

    Examples
    --------
    >>> Findings(pd.DataFrame({"theme": ["a", "b"], "reading": ["**A** rose.", "**B** fell."]})).only(theme=["b"])
    - **B** fell.
    """

    rows: pd.DataFrame

    def __post_init__(self) -> None:
        if not isinstance(self.rows, pd.DataFrame):
            object.__setattr__(
                self, "rows", pd.DataFrame({"reading": pd.Series(list(self.rows), dtype="str")})
            )

    @property
    def sentences(self) -> tuple[str, ...]:
        """The sentences, in Markdown."""
        return tuple(self.rows["reading"])

    def only(self, **columns) -> Findings:
        """Return the sentences of rows that hold one of the values given for each column."""
        kept = pd.Series(True, index=self.rows.index)
        for name, values in columns.items():
            kept &= self.rows[name].isin(list(values))
        return Findings(self.rows[kept].reset_index(drop=True))

    def save(self, name: str, folder: str | Path | None = None) -> Self:
        """Write the rows to `name.csv`, where `Chart.save` writes, with the sentences in plain
        text; return the findings.
        """
        save_table(self.rows.assign(reading=self.rows["reading"].map(make_plain)), name, folder)
        return self

    def _repr_markdown_(self) -> str:
        return "\n".join(f"- {sentence}" for sentence in self.sentences)

    def __repr__(self) -> str:
        return unescape_markdown(self._repr_markdown_())


def make_plain(reading: str) -> str:
    """Return a sentence in Markdown as plain text.

    Examples
    --------
    >>> make_plain("**Russia** is R\\\\*")
    'Russia is R*'
    """
    return unescape_markdown(reading.replace("**", ""))


def as_findings(*headlines: str) -> Findings:
    """Return headlines of charts, plain text in which names of documents may stand, as findings.

    Parameters
    ----------
    *headlines
        Plain texts, such as the `headline_*` functions give.

    Examples
    --------
    >>> as_findings("Coldest: <b>2022*</b>").sentences
    ('Coldest: &lt;b&gt;2022\\\\*&lt;/b&gt;.',)
    """
    return Findings(tuple(f"{escape_markdown(headline)}." for headline in headlines))


def as_rows(findings: Findings | pd.DataFrame) -> pd.DataFrame:
    """Return the table of findings, or a table as it is."""
    return findings.rows if isinstance(findings, Findings) else findings


def are_shares(table: pd.DataFrame, themes: Themes) -> bool:
    """Tell whether a table holds the shares of a lexicon's themes, which are tested for change.

    Parameters
    ----------
    table
        Any table.
    themes
        The lexicon.
    """
    if not {"theme", "share" if "measure" not in table else "measure"} <= set(table):
        return False
    known = {*themes.names, *themes.labels.values()}
    of_share = "measure" not in table or bool((table["measure"] == "share").all())
    return of_share and bool(table["theme"].isin(known).any())


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


def say_span(low: pd.Timestamp, high: pd.Timestamp, *, years: bool = False) -> str:
    """Say a stretch of time as briefly as its ends allow.

    Parameters
    ----------
    low, high
        Its first and its last day.
    years
        Whether nothing finer than years is known.

    Examples
    --------
    >>> day = pd.Timestamp
    >>> say_span(day("2020-10-06"), day("2020-10-07")), say_span(day("2022-02-11"), day("2022-02-11"))
    ('6 to 7 October 2020', '11 February 2022')
    >>> say_span(day("2023-11-10"), day("2024-08-20")), say_span(day("2010-03-01"), day("2015-02-28"))
    ('November 2023 to August 2024', 'March 2010 to February 2015')
    """
    if years or (low.day_of_year == 1 and (high.month, high.day) == (12, 31)):
        return f"{low.year}" if low.year == high.year else f"{low.year} to {high.year}"
    if low.date() == high.date():
        return f"{low.day} {low:%B %Y}"
    if (low.year, low.month) == (high.year, high.month):
        if low.day == 1 and (high + pd.Timedelta(days=1)).day == 1:
            return f"{low:%B %Y}"
        return f"{low.day} to {high.day} {low:%B %Y}"
    return f"{low:%B} to {high:%B %Y}" if low.year == high.year else f"{low:%B %Y} to {high:%B %Y}"


def say_date(document: Mapping) -> str:
    """Say the date of a document as exactly as it is known.

    Parameters
    ----------
    document
        `date`, and `date_low` and `date_high` where they are known.

    Examples
    --------
    >>> low, day, high = map(pd.Timestamp, ("2022-01-01", "2022-02-11", "2022-12-31"))
    >>> say_date({"date": day}), say_date({"date": day, "date_low": low, "date_high": high})
    ('11 February 2022', '2022')
    """
    low, high = document.get("date_low"), document.get("date_high")
    if pd.isna(low) or pd.isna(high) or low == high:
        return say_day(document["date"])
    return say_span(low, high)


def key_cells(rows: pd.DataFrame, documents: pd.DataFrame) -> pd.DataFrame:
    """Return rows in order of time with `key`: the document that a row is of, else its period."""
    key = rows["group"].where(rows["group"].isin(documents["doc_id"]), rows["period"])
    return rows.assign(key=key).sort_values(["period", "key"], kind="stable")


def name_documents(documents: pd.DataFrame) -> dict[str, str]:
    """Return a short name for each document, by date: its date (else its title) over its group.

    Parameters
    ----------
    documents
        Table `documents`.
    """
    names = {}
    for row in documents.sort_values(["date", "doc_id"]).itertuples():
        head = _name_date(row) if pd.notna(row.date) else (row.title or row.doc_id)[:18]
        names[row.doc_id] = head + ("" if row.group == "all" else f"\n{row.group}")
    twice = {name for name, n in Counter(names.values()).items() if n > 1}
    return {doc: f"{name}\n{doc[:12]}" if name in twice else name for doc, name in names.items()}


def _name_date(row) -> str:
    """Return the date of a document in short, as exactly as it is known."""
    low, high = getattr(row, "date_low", row.date), getattr(row, "date_high", row.date)
    days = (high - low).days if pd.notna(low) and pd.notna(high) else 0
    return f"{row.date:%Y}" if days > 31 else f"{row.date:%-d %b %Y}"
