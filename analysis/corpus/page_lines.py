"""A page beside itself: the lines that were kept, and those that were dropped with their reasons."""

import json
from dataclasses import dataclass

import pandas as pd

from ..core.counts import say_part
from ..core.locators import read_lines
from ..core.safe_text import escape_html, html_table, make_visible
from .read import Corpus

_MOST, _SHOWN = 200, 160  # lines that are shown, and characters of each
_KEPT, _GONE = "#1a7f37", "#b35900"  # beside a sign each, so that colour alone says nothing
_CELL = "text-align:left;vertical-align:top"


@dataclass(frozen=True, eq=False)
class PageLines:
    """The lines of one document's page; shown as two columns, kept and dropped.

    Attributes
    ----------
    doc_id
        The document.
    rows
        One row per line, in the order of the page: `line_no`, `text`, `reason` ("" for a line that
        was kept).
    """

    doc_id: str
    rows: pd.DataFrame

    def __repr__(self) -> str:
        shown = map(_write_line, self.rows.head(_MOST).itertuples())
        return "\n".join([self._head(), *shown, *self._rest()])

    def say(self, as_json: bool = False) -> str:
        """Return all lines as text, or one JSON object per line."""
        if as_json:
            rows = self.rows.assign(doc_id=self.doc_id).to_dict("records")
            return "\n".join(map(json.dumps, rows))
        return "\n".join([self._head(), *map(_write_line, self.rows.itertuples())])

    def _repr_html_(self) -> str:
        rows = [_draw_line(row) for row in self.rows.head(_MOST).itertuples()]
        names = ["line", "kept", "dropped"]
        table = html_table(rows, [_CELL] * 3, names=names, caption=escape_html(self._head()))
        return table + "".join(f"<p>{line}</p>" for line in self._rest())

    def _head(self) -> str:
        n_kept = int((self.rows["reason"] == "").sum())
        return f"{make_visible(self.doc_id)}: {say_part(n_kept, len(self.rows), 'line')} kept"

    def _rest(self) -> list[str]:
        more = len(self.rows) - _MOST
        return [f"and {more:,} more lines"] if more > 0 else []


def show_page(corpus: Corpus, doc_id: str = "") -> PageLines:
    """Return the lines of a page, kept and dropped, to judge in seconds whether cleaning was right.

    Where it was not, the column `clean` of `metadata.csv` names the lines that are the body
    ("12-40").

    Parameters
    ----------
    corpus
        What `read_corpus` gives.
    doc_id
        The document; without one, that of which most words were dropped for the body's.

    Raises
    ------
    ValueError
        If there is no document of that name.

    Examples
    --------
    >>> from analysis import read_corpus
    >>> show_page(read_corpus("seeds")).rows.columns.to_list()
    ['line_no', 'text', 'reason']
    """
    documents, dropped = corpus.documents, corpus.dropped_lines
    dropped = dropped[dropped["reason"] != "blank"]
    if not doc_id and len(documents):
        n_words = dropped["text"].str.split().str.len().groupby(dropped["doc_id"]).sum()
        of = documents["text"].str.split().str.len().set_axis(documents["doc_id"])
        share = n_words.reindex(of.index, fill_value=0) / (of + 1)
        doc_id = str(share.index[share.to_numpy().argmax()])
    found = documents[documents["doc_id"] == doc_id]
    if found.empty:
        raise ValueError(f"there is no document {doc_id!r}: `corpus.documents` has their names")
    text, lines = found["text"].iloc[0].split("\n"), found["lines"].iloc[0]
    numbers = read_lines(lines) if isinstance(lines, str) else []
    if len(numbers) != len(text):
        numbers = list(range(1, len(text) + 1))
    kept = pd.DataFrame({"line_no": numbers, "text": text, "reason": ""})
    gone = dropped.loc[dropped["doc_id"] == doc_id, ["line_no", "text", "reason"]]
    rows = pd.concat([kept, gone], ignore_index=True)
    return PageLines(doc_id, rows.sort_values("line_no", kind="stable", ignore_index=True))


def _cut(text: str) -> str:
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1].rstrip() + "…"


def _write_line(row) -> str:
    sign = f"- {row.line_no:>4}  [{row.reason}] " if row.reason else f"+ {row.line_no:>4}  "
    return make_visible(sign + _cut(row.text))


def _draw_line(row) -> tuple[str, str, str]:
    text = escape_html(make_visible(_cut(row.text)))
    if not row.reason:
        return str(row.line_no), f'<span style="color:{_KEPT}">✓</span> {text}', ""
    reason = escape_html(row.reason)
    sign = f'<span style="color:{_GONE}">✗ {reason}:</span>'
    return str(row.line_no), "", f'<span title="{reason}">{sign} {text}</span>'
