"""From a number back to its sentences: keyword in context, and the terms of a theme."""

from dataclasses import dataclass, field

import pandas as pd

from ..core.safe_text import escape_html, escape_markdown, html_table, make_visible
from ..core.said_dates import write_date
from ..core.schema import conform, empty

_CELL = "padding:2px 6px;vertical-align:top;"
_MARK = "background:#FFE9A8;color:#1A1A1A;font-weight:600;padding:0 2px"


@dataclass(frozen=True, eq=False)
class Evidence:
    """Mentions in their sentences; shows as a table in a notebook and as lines of text elsewhere.

    Whatever an article holds (tags, Markdown, terminal codes) shows as text.

    Parameters
    ----------
    rows
        `doc_id`, `date`, `theme`, `left`, `term`, `right`, `start`, `end`: the mentions shown, in
        order of date.
    of
        How many mentions fit what was asked for.
    asked
        What was asked for, in words.
    """

    rows: pd.DataFrame = field(repr=False)
    of: int
    asked: str

    @property
    def caption(self) -> str:
        """What is shown, in words."""
        shown = f"{len(self.rows)} of {self.of}" if len(self.rows) < self.of else f"{self.of}"
        return f"{shown} mention{'' if self.of == 1 else 's'} of {self.asked}"

    def _repr_html_(self) -> str:
        rows = [
            [
                f"{write_date(row._asdict())}<br><small>{escape_html(row.doc_id[:12])}</small>",
                escape_html(row.left),
                f'<mark style="{_MARK}">{escape_html(row.term)}</mark>',
                escape_html(row.right),
            ]
            for row in self.rows.itertuples()
        ]
        sides = ("left", "right", "center", "left")
        styles = [f"{_CELL}text-align:{side}" for side in sides]
        styles[0] = f"{_CELL}white-space:nowrap;text-align:left"
        return html_table(rows, styles, caption=escape_html(self.caption))

    def _repr_markdown_(self) -> str:
        lines = [
            f"- {write_date(row._asdict())}, {_mark_down(row.doc_id[:12])}: "
            f"{_mark_down(row.left)}**{_mark_down(row.term)}**"
            f"{_mark_down(row.right)}"
            for row in self.rows.itertuples()
        ]
        return "\n".join([_mark_down(self.caption), "", *lines])

    def __repr__(self) -> str:
        width = max((len(make_visible(left)) for left in self.rows["left"]), default=0)
        lines = [
            f"{write_date(row._asdict()):>11}  {make_visible(row.doc_id[:12]):<12}  "
            f"{make_visible(row.left):>{width}}"
            f"[{make_visible(row.term)}]{make_visible(row.right)}"
            for row in self.rows.itertuples()
        ]
        return "\n".join([make_visible(self.caption), *lines])


def show_evidence(
    mentions: pd.DataFrame,
    sentences: pd.DataFrame,
    documents: pd.DataFrame,
    *,
    theme: str | None = None,
    term: str | None = None,
    doc_id: str | None = None,
    period: str | None = None,
    max_rows: int = 20,
    width: int = 90,
) -> Evidence:
    """Open a theme, a term, a document or a period as the sentences that make it.

    Parameters
    ----------
    mentions, sentences, documents
        The tables of these names.
    theme
        A theme of `mentions`; None: all.
    term
        A term as it appears in the text, capitals aside, or a term of the lexicon as written there.
    doc_id
        A document, or the beginning of its name.
    period
        The beginning of a date ("2022", "2022-02", "2022-02-11"), or "undated".
    max_rows
        How many mentions to show; the caption says of how many.
    width
        How many characters of the sentence to show on each side; 0 or more.

    Returns
    -------
    Evidence
        Shows itself; `.rows` is the frame, in order of date, document and place.

    Raises
    ------
    ValueError
        If the theme or document is none of these, a number is negative, or a mention is not where
        it says it is (mentions and documents of different readings).

    Examples
    --------
    >>> documents = pd.DataFrame({"doc_id": ["a"], "date": [pd.Timestamp("2022-02-11")], "text": ["The Quad met."]})
    >>> sentences = pd.DataFrame({"doc_id": ["a"], "sentence_no": [0], "start": [0], "text": ["The Quad met."]})
    >>> mentions = pd.DataFrame({"doc_id": ["a"], "sentence_no": [0], "theme": ["indo_pacific"], "start": [4],
    ...                          "end": [8], "term": ["Quad"], "pattern": ["Quad"]})
    >>> show_evidence(mentions, sentences, documents, period="2022")
    1 mention of all themes in 2022
    11 Feb 2022  a             The [Quad] met.
    """
    if min(max_rows, width) < 0:
        raise ValueError(f"max_rows is {max_rows} and width {width}; write numbers from 0 on")
    rows = mentions.assign(theme=mentions["theme"].astype("str"))
    asked = _check_theme(mentions, theme)
    rows = rows if theme is None else rows[rows["theme"] == theme]
    if term is not None:
        rows = rows[(rows["term"].str.casefold() == term.casefold()) | (rows["pattern"] == term)]
        asked += f", term {term!r},"
    if doc_id is not None:
        if not documents["doc_id"].str.startswith(doc_id).any():
            raise ValueError(
                f"doc_id {doc_id!r}: no document begins so; there are "
                f"{', '.join(documents['doc_id'][:9])}"
            )
        rows = rows[rows["doc_id"].str.startswith(doc_id)]
        asked += f" in {doc_id}"
    dates = [name for name in ("date", "date_low", "date_high") if name in documents]
    # No text is joined to rows: each mention would copy that of its whole document.
    rows = rows.merge(documents[["doc_id", *dates]], on="doc_id")
    if period is not None:
        days = rows["date"].dt.strftime("%Y-%m-%d").fillna("undated")
        rows = rows[days.str.startswith(period)]
        asked += f" in {period}" if period != "undated" else " without a date"
    rows = rows.sort_values(["date", "doc_id", "start", "theme"], kind="stable")
    spans = (
        sentences[["doc_id", "sentence_no", "start"]]
        .rename(columns={"start": "opens"})
        .assign(at=range(len(sentences)))
    )
    shown = rows.head(max_rows).merge(spans, on=["doc_id", "sentence_no"], validate="many_to_one")
    opened = documents[documents["doc_id"].isin(shown["doc_id"])]
    bodies = dict(zip(opened["doc_id"], opened["text"], strict=True))
    texts = dict(
        zip(shown["at"].unique(), sentences["text"].iloc[shown["at"].unique()], strict=True)
    )
    contexts = [_cut(row, bodies[row.doc_id], texts[row.at], width) for row in shown.itertuples()]
    shown = shown.assign(left=[c[0] for c in contexts], right=[c[1] for c in contexts])
    columns = ["doc_id", "date", "theme", "left", "term", "right", "start", "end", *dates[1:]]
    return Evidence(shown[columns].reset_index(drop=True), len(rows), asked.rstrip(","))


def count_terms(mentions: pd.DataFrame, *, by: str = "pattern") -> pd.DataFrame:
    """Count which terms make up each theme.

    Parameters
    ----------
    mentions
        The table of this name.
    by
        "pattern": the terms of the lexicon; "term": the words as they appear in the texts.

    Returns
    -------
    DataFrame
        Table `carriers`, one row per theme and term, in the order of themes and falling `n`
        (mentions): `share` of the theme's mentions (0-1), `n_documents`, and `top_document_share`,
        the part of the term's mentions that appears in one document (1: all in one).

    Raises
    ------
    ValueError
        If `by` is neither.

    Examples
    --------
    >>> rows = pd.DataFrame({"doc_id": list("aab"), "theme": "x", "term": list("qqr"), "pattern": list("qqr")})
    >>> count_terms(rows)[["term", "n", "share", "n_documents"]].round(2).values.tolist()
    [['q', 2, 0.67, 1], ['r', 1, 0.33, 1]]
    """
    if by not in ("pattern", "term"):
        raise ValueError(f"by is {by!r}; write 'pattern' or 'term'")
    if mentions.empty:
        return empty("carriers")
    themes = list(pd.Categorical(mentions["theme"]).categories)
    rows = mentions[["doc_id"]].assign(theme=mentions["theme"].astype("str"), term=mentions[by])
    sizes = rows.groupby(["theme", "term", "doc_id"]).size()
    cells = sizes.groupby(["theme", "term"]).agg(["sum", "size", "max"])
    out = cells.reset_index().rename(columns={"sum": "n", "size": "n_documents"})
    out["share"] = out["n"] / out.groupby("theme")["n"].transform("sum")
    out["top_document_share"] = out["max"] / out["n"]
    out = out.assign(order=out["theme"].map(themes.index)).sort_values(
        ["order", "n", "term"], ascending=[True, False, True]
    )
    return conform(out.drop(columns=["max", "order"]), "carriers")


def _check_theme(mentions: pd.DataFrame, theme: str | None) -> str:
    """Return the theme in words, sure that it was looked for."""
    known = list(pd.Categorical(mentions["theme"]).categories)
    if theme is not None and theme not in known:
        raise ValueError(f"theme {theme!r} was not looked for; there are {', '.join(known)}")
    return "all themes" if theme is None else theme


def _cut(row, body: str, text: str, width: int) -> tuple[str, str]:
    """Return what stands left and right of a mention, at most `width` characters each."""
    if body[row.start : row.end] != row.term:
        raise ValueError(
            f"{row.doc_id}: characters {row.start} to {row.end} are "
            f"{body[row.start : row.end]!r}, not "
            f"{row.term!r}; find the mentions anew in these documents"
        )
    begin, end = max(0, row.start - row.opens), max(0, row.end - row.opens)
    left, right = text[max(0, begin - width) : begin], text[end : end + width]
    if begin > width:
        left = "… " + left.partition(" ")[2]
    if len(text) - end > width:
        right = right.rpartition(" ")[0] + " …"
    return left.lstrip(), right.rstrip()


def _mark_down(text: str) -> str:
    """Return a text escaped for Markdown, with the space that joins it to what stands beside it."""
    shown = make_visible(text)
    first, last = (" " if shown[:1] == " " else ""), (" " if shown[-1:] == " " else "")
    return f"{first}{escape_markdown(shown)}{last}" if shown.strip() else first
