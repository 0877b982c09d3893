"""Additive sums per period, group, theme and measure: what five documents and a million leave behind alike.

For a document, y is what is counted and x what it is counted in: sentences that carry the theme in
sentences (`share`), hits in thousands of words (`rate`), summed tone in sentences (`tone`). A cell keeps
the number of documents and five sums of y and x; sums of parts add up to the sums of the whole, and
`trends` reads its intervals off them. A text that was printed several times counts once: copies, where they
are marked, add nothing.
"""

from __future__ import annotations

import pandas as pd

from .copies import drop_copies
from .schema import TABLES, conform, empty

KEY = list(TABLES["tallies"].key)
UNMATCHED = "none"
UNDATED = "undated"
_FORMATS = {"date": "%Y-%m-%d", "month": "%Y-%m", "year": "%Y"}


def tally_mentions(
    documents: pd.DataFrame,
    sentences: pd.DataFrame,
    mentions: pd.DataFrame,
    *,
    period: str = "year",
    group: str | None = "group",
) -> pd.DataFrame:
    """Tally how much of each document carries each theme.

    Parameters
    ----------
    documents, sentences, mentions
        The tables of these names; documents with a `copy_of` are not counted. The categories of `mentions.theme` say which themes were looked for; a theme
        that was never found is a row of zeros. Theme "none" counts sentences without any theme.
    period
        "date", "month", "year" or "all"; documents without a date stand in the period "undated".
    group
        A column of `documents` ("group", "source", "doc_id" for one row a document), or None for all.

    Returns
    -------
    DataFrame
        Table `tallies` with the measures "share" (y: sentences with the theme, x: sentences) and "rate"
        (y: hits, x: thousands of words). `top_y` is the greatest y of one document.

    Raises
    ------
    ValueError
        If `period` is none of those or `group` is no column.
    """
    themes = list(pd.Categorical(mentions["theme"]).categories)
    carried = mentions.drop_duplicates(["doc_id", "sentence_no", "theme"])
    matched = mentions[["doc_id", "sentence_no"]].drop_duplicates().assign(theme=UNMATCHED)
    n_sentences = sentences.groupby("doc_id").size()
    n_words = sentences.groupby("doc_id")["n_words"].sum() / 1000
    share = _by_document(documents, carried, themes, n_sentences, "share")
    none = _by_document(documents, matched, [UNMATCHED], n_sentences, "share").eval("y = x - y")
    rate = _by_document(documents, mentions, themes, n_words, "rate")
    return _sum_up(pd.concat([share, none, rate], ignore_index=True), documents, period, group)


def tally_tone(
    documents: pd.DataFrame,
    sentences: pd.DataFrame,
    mentions: pd.DataFrame | None = None,
    *,
    period: str = "year",
    group: str | None = "group",
    column: str = "tone",
) -> pd.DataFrame:
    """Tally the tone of sentences, of all ("all") and of those that carry each theme.

    Parameters
    ----------
    documents, sentences, mentions
        The tables of these names; `sentences` after `score_sentences`. Documents with a `copy_of` are not counted.
    period, group
        As in `tally_mentions`.
    column
        The score to add up: "tone" (adjusted) or "tone_raw".

    Returns
    -------
    DataFrame
        Table `tallies` with the measure "tone" (y: summed tone, x: sentences); a document without a
        sentence of the theme is not in its cell.
    """
    scored = sentences[["doc_id", "sentence_no", column]].rename(columns={column: "y"})
    parts = [scored.assign(theme="all")]
    if mentions is not None:
        carried = mentions[["doc_id", "sentence_no", "theme"]].drop_duplicates()
        carried = carried.assign(theme=carried["theme"].astype("str"))
        parts.append(scored.merge(carried, on=["doc_id", "sentence_no"]))
    rows = pd.concat(parts, ignore_index=True)
    cells = rows.groupby(["doc_id", "theme"], sort=False, as_index=False).agg(y=("y", "sum"), x=("y", "size"))
    return _sum_up(cells.assign(measure=column), documents, period, group)


def add_tallies(*tallies: pd.DataFrame) -> pd.DataFrame:
    """Add tallies of different documents; the order and grouping of the parts do not matter.

    An episode whose documents are spread over several parts counts once in each.

    Returns
    -------
    DataFrame
        Table `tallies`: sums and counts added, `top_y` the greatest.
    """
    rows = pd.concat(tallies, ignore_index=True)
    if rows.empty:
        return empty("tallies")
    how = {c: "max" if c == "top_y" else "sum" for c in TABLES["tallies"].columns if c not in KEY}
    return conform(rows.groupby(KEY, sort=False, as_index=False).agg(how), "tallies")


def tally_lines(documents: pd.DataFrame, dropped_lines: pd.DataFrame, mentions: pd.DataFrame) -> pd.DataFrame:
    """Count what cleaning took away: lines by reason, and the theme hits that they would have given.

    Parameters
    ----------
    documents, dropped_lines
        As `read_corpus` gives them; blank lines are not counted.
    mentions
        What `find_mentions` finds in `lines_as_sentences(dropped_lines)`.

    Returns
    -------
    DataFrame
        `doc_id`, `reason` ("kept" for body lines), `n_lines`, `n_mentions` (0 for kept lines).
    """
    lines = dropped_lines[dropped_lines["reason"] != "blank"]
    hits = mentions.groupby(["doc_id", "sentence_no"]).size().rename("n_mentions")
    lines = lines.join(hits, on=["doc_id", "line_no"]).fillna({"n_mentions": 0})
    dropped = lines.groupby(["doc_id", "reason"], as_index=False).agg(
        n_lines=("line_no", "size"), n_mentions=("n_mentions", "sum")
    )
    kept = pd.DataFrame(
        {
            "doc_id": documents["doc_id"],
            "reason": "kept",
            "n_lines": documents["text"].str.count("\n") + 1,
            "n_mentions": 0,
        }
    )
    out = pd.concat([kept, dropped], ignore_index=True).sort_values("doc_id", kind="stable", ignore_index=True)
    return out.astype({"n_lines": "int64", "n_mentions": "int64"})


def label_periods(dates: pd.Series, period: str) -> pd.Series:
    """Return the name of the period that each date lies in ("2020-10-06", "2020-10", "2020", "all").

    Examples
    --------
    >>> label_periods(pd.Series(pd.to_datetime(["2020-10-06", None])), "month").tolist()
    ['2020-10', 'undated']
    """
    if period == "all":
        return pd.Series("all", index=dates.index, dtype="str")
    if period not in _FORMATS:
        raise ValueError(f"period {period!r} is none of {', '.join([*_FORMATS, 'all'])}")
    return dates.dt.strftime(_FORMATS[period]).fillna(UNDATED).astype("str")


def _by_document(
    documents: pd.DataFrame, rows: pd.DataFrame, themes: list[str], exposure: pd.Series, measure: str
) -> pd.DataFrame:
    """Return y and x of every document and theme, zeros included."""
    cells = pd.MultiIndex.from_product([documents["doc_id"], themes], names=["doc_id", "theme"])
    counts = rows.assign(theme=rows["theme"].astype("str")).groupby(["doc_id", "theme"]).size()
    out = counts.reindex(cells, fill_value=0).rename("y").reset_index()
    x = out["doc_id"].map(exposure).fillna(0).astype("float64")
    return out.assign(y=out["y"].astype("float64"), x=x, measure=measure)


def _sum_up(cells: pd.DataFrame, documents: pd.DataFrame, period: str, group: str | None) -> pd.DataFrame:
    """Sum the cells (doc_id, theme, measure, y, x) of originals to tallies, periods in order, themes as given."""
    if group is not None and group not in documents.columns:
        raise ValueError(f"group {group!r} is no column of documents ({', '.join(documents.columns)})")
    documents = drop_copies(documents)
    of = pd.DataFrame(
        {
            "doc_id": documents["doc_id"],
            "period": label_periods(documents["date"], period),
            "group": "all" if group is None else documents[group],
            "episode": documents["episode"],
        }
    )
    rows = cells.merge(of, on="doc_id", how="inner")
    if rows.empty:
        return empty("tallies")
    rows = rows.assign(yy=rows["y"] ** 2, xy=rows["x"] * rows["y"], xx=rows["x"] ** 2)
    rows["order"] = rows.groupby(["measure", "theme"], sort=False).ngroup()
    out = rows.groupby([*KEY, "order"], sort=False, as_index=False).agg(
        n_documents=("doc_id", "nunique"),
        sum_y=("y", "sum"),
        sum_x=("x", "sum"),
        sum_yy=("yy", "sum"),
        sum_xy=("xy", "sum"),
        sum_xx=("xx", "sum"),
        n_episodes=("episode", "nunique"),
        top_y=("y", "max"),
    )
    return conform(out.sort_values(["order", "period", "group"], kind="stable").drop(columns="order"), "tallies")
