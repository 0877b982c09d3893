"""What all findings share: the list of them, counts with nouns, days, and names of documents."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Self

import pandas as pd

from ..charts._saved import save_table
from ..core.counts import say_count as say_count
from ..core.safe_text import escape_markdown, unescape_markdown
from ..core.said_dates import say_date as say_date
from ..core.said_dates import say_day as say_day
from ..core.said_dates import say_span as say_span
from ..core.said_dates import write_date
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
            readings = pd.Series(list(self.rows), dtype="str", name="reading")
            object.__setattr__(self, "rows", readings.to_frame())

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
    """Tell whether a table holds the shares of a lexicon's themes, which are tested for change."""
    if not {"theme", "share" if "measure" not in table else "measure"} <= set(table):
        return False
    known = {*themes.names, *themes.labels.values()}
    of_share = "measure" not in table or bool((table["measure"] == "share").all())
    return of_share and bool(table["theme"].isin(known).any())


def key_cells(rows: pd.DataFrame, documents: pd.DataFrame) -> pd.DataFrame:
    """Return rows in order of time with `key` (`find_keys`)."""
    rows = rows.assign(key=find_keys(rows, documents))
    return rows.sort_values(["period", "key"], kind="stable")


def find_keys(rows: pd.DataFrame, documents: pd.DataFrame) -> pd.Series:
    """Return the document that each row is of, else its period."""
    return rows["group"].where(rows["group"].isin(documents["doc_id"]), rows["period"])


def name_documents(documents: pd.DataFrame) -> dict[str, str]:
    """Return a short name for each document, by date: its date (else its title) over its group."""
    names = {}
    for row in documents.sort_values(["date", "doc_id"]).itertuples():
        head = write_date(row._asdict()) if pd.notna(row.date) else (row.title or row.doc_id)[:18]
        names[row.doc_id] = head + ("" if row.group == "all" else f"\n{row.group}")
    twice = {name for name, n in Counter(names.values()).items() if n > 1}
    return {doc: f"{name}\n{doc[:12]}" if name in twice else name for doc, name in names.items()}
