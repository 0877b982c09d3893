"""Additive sums per period, group, theme and measure, whatever the size of the corpus.

For a document, y is what is counted and x what it is counted in: sentences that mention the theme in
sentences (`share`), hits in words (`rate`), summed tone in sentences (`tone`). A cell keeps six
sums over its units (the number of units, y, x and their squares and product); `trends` reads its
intervals off them. All are whole numbers (tone in ten-thousandths), so that sums of parts are those
of the whole to the last bit, in any order. A text that was printed several times counts once:
copies, where they are marked, add nothing.
"""

from collections.abc import Iterable

import pandas as pd

from ..core.cache import cached
from ..core.periods import lengthen_periods, place_documents
from ..core.schema import TABLES, conform, empty
from ..corpus.copies import drop_copies
from .distinct_counts import sketch_names, unite_sketches

KEY = list(TABLES["tallies"].key)
UNMATCHED = "none"
_AT_ONCE = 16  # tallies that wait to be added
_SUMS = [c for c, dtype in TABLES["tallies"].columns.items() if dtype == "int64" and c != "top_y"]


@cached()
def tally_mentions(
    documents: pd.DataFrame,
    sentences: pd.DataFrame,
    mentions: pd.DataFrame,
    *,
    period: str = "year",
    group: str | None = "group",
    by: str = "document",
) -> pd.DataFrame:
    """Count how much of each document mentions each theme.

    Parameters
    ----------
    documents, sentences, mentions
        The tables of these names. Documents with a `copy_of` are not counted, nor those without
        any sentence here, such as texts in another language than the lexicon's. The categories of
        `mentions.theme` say which themes were looked for; a theme that was never found is a row of
        zeros. Theme "none" counts sentences without any theme.
    period
        "day" (or "date"), "week", "month", "quarter", "year", "decade" or "all"; documents without
        a date, or with one known less well, appear in the period "undated".
    group
        A column of `documents` ("group", "source", "doc_id" for one row per document), or None for
        all.
    by
        The unit of the sums: "document", or "episode", where reports of one event count as one. Each
        document is counted in the period of its own date; an episode that is spread over several
        periods or groups is a unit in each.

    Returns
    -------
    DataFrame
        Table `tallies` with the measures "share" (y: sentences with the theme, x: sentences) and
        "rate" (y: hits, x: words). `n_carriers` counts documents with y over 0, `top_y` is the
        greatest y of one document, `sources` and `episodes` are sketches of the names that the
        carriers bear.

    Raises
    ------
    ValueError
        If `period` or `by` is none of those or `group` is no column.
    """
    return sum_cells(count_mentions(documents, sentences, mentions), documents, period, group, by)


def count_mentions(
    documents: pd.DataFrame, sentences: pd.DataFrame, mentions: pd.DataFrame
) -> pd.DataFrame:
    """Return what `tally_mentions` sums: y and x of each document, copies too, and theme."""
    n_sentences = sentences.groupby("doc_id").size()
    documents = documents[documents["doc_id"].isin(n_sentences.index)]
    themes = list(pd.Categorical(mentions["theme"]).categories)
    carried = mentions.drop_duplicates(["doc_id", "sentence_no", "theme"])
    matched = mentions[["doc_id", "sentence_no"]].drop_duplicates().assign(theme=UNMATCHED)
    n_words = sentences.groupby("doc_id")["n_words"].sum()
    share = _by_document(documents, carried, themes, n_sentences, "share")
    none = _by_document(documents, matched, [UNMATCHED], n_sentences, "share").eval("y = x - y")
    rate = _by_document(documents, mentions, themes, n_words, "rate")
    return pd.concat([share, none, rate], ignore_index=True)


@cached()
def tally_tone(
    documents: pd.DataFrame,
    sentences: pd.DataFrame,
    mentions: pd.DataFrame | None = None,
    *,
    period: str = "year",
    group: str | None = "group",
    by: str = "document",
    column: str = "tone",
) -> pd.DataFrame:
    """Tally the tone of sentences, of all ("all") and of those that mention each theme.

    Parameters
    ----------
    documents, sentences, mentions
        The tables of these names; `sentences` after `score_sentences`. Documents with a `copy_of`
        are not counted.
    period, group, by
        As in `tally_mentions`.
    column
        The score to add up: "tone" (adjusted) or "tone_raw".

    Returns
    -------
    DataFrame
        Table `tallies` with the measure "tone" (y: summed tone in ten-thousandths, x: sentences); a
        document without a sentence of the theme is not in its cell.

    Raises
    ------
    ValueError
        If a sentence has no score, or as `tally_mentions`.
    """
    return sum_cells(count_tone(sentences, mentions, column=column), documents, period, group, by)


def count_tone(
    sentences: pd.DataFrame, mentions: pd.DataFrame | None = None, *, column: str = "tone"
) -> pd.DataFrame:
    """Return what `tally_tone` sums: y and x of each document and theme that it has."""
    if sentences[column].isna().any():
        row = sentences[sentences[column].isna()].iloc[0]
        said = f"sentence {row['sentence_no']} of {row['doc_id']} has no {column}"
        raise ValueError(f"{said}: score_sentences first")
    y = (sentences[column] * 1e4).round().astype("int64")
    scored = sentences[["doc_id", "sentence_no"]].assign(y=y)
    parts = [scored.assign(theme="all")]
    if mentions is not None:
        carried = mentions[["doc_id", "sentence_no", "theme"]].drop_duplicates()
        carried = carried.assign(theme=carried["theme"].astype("str"))
        parts.append(scored.merge(carried, on=["doc_id", "sentence_no"]))
    rows = pd.concat(parts, ignore_index=True)
    cells = rows.groupby(["doc_id", "theme"], sort=False, as_index=False)
    return cells.agg(y=("y", "sum"), x=("y", "size")).assign(measure=column)


def add_tallies(*tallies: pd.DataFrame) -> pd.DataFrame:
    """Add tallies of different units; neither order nor grouping of the parts matters.

    With `by="episode"` a part must hold its episodes whole, as far as they are in one period.

    Parameters
    ----------
    *tallies
        Tables `tallies`, any number.

    Returns
    -------
    DataFrame
        Table `tallies`, sorted by measure, theme, period and group: sums added, `top_y` the
        greatest, the sketches of sources and episodes united.
    """
    rows = pd.concat([t for t in tallies if len(t)] or [empty("tallies")], ignore_index=True)
    if rows.empty:
        return empty("tallies")
    cells = rows.groupby(["measure", "theme", "period", "group"], sort=True)
    out = cells.agg({c: "sum" for c in _SUMS} | {"top_y": "max"}).reset_index()
    for column in ("sources", "episodes"):
        out[column] = unite_sketches(rows[column], cells.ngroup(), len(out))
    return conform(out, "tallies")


def add_in_turn(tallies: Iterable[pd.DataFrame]) -> pd.DataFrame:
    """Return what `add_tallies` gives for all of them, with few in memory at a time."""
    waiting: list[pd.DataFrame] = []
    for part in tallies:
        waiting.append(part)
        if len(waiting) == _AT_ONCE:
            waiting = [add_tallies(*waiting)]
    return add_tallies(*waiting)


def pool_tallies(
    tallies: pd.DataFrame, *, period: str | None = None, group: str | None = None
) -> pd.DataFrame:
    """Add cells up to longer periods (days to years), or all groups to one.

    Parameters
    ----------
    tallies
        Table `tallies`.
    period
        "week", "month", "quarter", "year", "decade" or "all"; None leaves periods as they are.
    group
        The name under which all groups are put together; None leaves them as they are.

    Returns
    -------
    DataFrame
        Table `tallies`, the same as that of the longer periods tallied from the rows and passed
        through `add_tallies`.

    Raises
    ------
    ValueError
        If a period of the tallies is longer than the one asked for.
    """
    if period is not None:
        tallies = tallies.assign(period=lengthen_periods(tallies["period"], period))
    return add_tallies(tallies if group is None else tallies.assign(group=group))


def _by_document(
    documents: pd.DataFrame,
    rows: pd.DataFrame,
    themes: list[str],
    exposure: pd.Series,
    measure: str,
) -> pd.DataFrame:
    """Return y and x of every document and theme, zeros included."""
    cells = pd.MultiIndex.from_product([documents["doc_id"], themes], names=["doc_id", "theme"])
    counts = rows.assign(theme=rows["theme"].astype("str")).groupby(["doc_id", "theme"]).size()
    out = counts.reindex(cells, fill_value=0).rename("y").reset_index()
    return out.assign(x=out["doc_id"].map(exposure).fillna(0).astype("int64"), measure=measure)


def sum_cells(
    cells: pd.DataFrame, documents: pd.DataFrame, period: str, group: str | None, by: str
) -> pd.DataFrame:
    """Sum the cells of originals (doc_id, theme, measure, y, x) to tallies, themes as given."""
    documents = drop_copies(documents)
    rows = cells.merge(_place_documents(documents, period, group, by), on="doc_id", how="inner")
    if rows.empty:
        return empty("tallies")
    rows["order"] = rows.groupby(["measure", "theme"], sort=False).ngroup()
    carries = rows["measure"].str.startswith("tone") | (rows["y"] > 0)
    cell = [*KEY, "order"]
    counts = (
        rows.assign(carries=carries.astype("int64"))
        .groupby(cell, sort=False)
        .agg(n_documents=("doc_id", "nunique"), n_carriers=("carries", "sum"), top_y=("y", "max"))
    )
    units = rows.groupby([*cell, "unit"], sort=False, as_index=False)[["y", "x"]].sum()
    units = units.assign(yy=units["y"] ** 2, xy=units["x"] * units["y"], xx=units["x"] ** 2)
    sums = units.groupby(cell, sort=False)[["y", "x", "yy", "xy", "xx"]].sum().add_prefix("sum_")
    out = counts.join(sums).assign(n_units=units.groupby(cell, sort=False).size())
    for column, name in (("sources", "source"), ("episodes", "episode")):
        out[column] = sketch_names(rows[carries], cell, name).reindex(out.index).fillna("")
    out = out.reset_index().sort_values(["order", "period", "group"], kind="stable")
    return conform(out.drop(columns="order"), "tallies")


def sum_events(tallies: pd.DataFrame, documents: pd.DataFrame, period: str) -> pd.DataFrame:
    """Return what `tally_mentions(by="episode", group=None)` gives for the same counts, of tallies
    with one row per document.
    """
    cells = tallies.rename(columns={"group": "doc_id", "sum_y": "y", "sum_x": "x"})
    cells = cells[["doc_id", "theme", "measure", "y", "x"]]
    return sum_cells(cells, documents, period, None, "episode")


def _place_documents(
    documents: pd.DataFrame, period: str, group: str | None, by: str
) -> pd.DataFrame:
    """Return of each document its period, group, unit, source and episode."""
    if group is not None and group not in documents.columns:
        raise ValueError(
            f"group {group!r} is no column of documents ({', '.join(documents.columns)})"
        )
    if by not in ("document", "episode"):
        raise ValueError(f"by {by!r} is neither document nor episode")
    return pd.DataFrame(
        {
            "doc_id": documents["doc_id"],
            "period": place_documents(documents, period),
            "group": "all" if group is None else documents[group],
            "unit": documents["doc_id" if by == "document" else "episode"],
            "source": documents.get("source", ""),
            "episode": documents["episode"],
        }
    )
