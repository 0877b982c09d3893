"""The words for tone, and its tables."""

import pandas as pd

from ..core.cache import cached
from ..themes.lexicon import Themes
from .findings import key_cells, name_documents

_LEAST = 5  # sentences that a theme needs in one place


def print_tone(tone: float) -> str:
    """Return a mean tone with its sign; zero has none.

    Examples
    --------
    >>> print_tone(0.456), print_tone(-0.001)
    ('+0.46', '0.00')
    """
    return f"{tone:+.2f}" if round(tone, 2) else "0.00"


def headline_tone(trends: pd.DataFrame, names: dict[str, str]) -> str:
    """Return the warmest and coldest cell, and whether their intervals overlap.

    Parameters
    ----------
    trends, names
        What `tabulate_tone` gives, and short names of documents (`name_documents`).
    """
    cells = trends.dropna(subset=["estimate"])
    if cells.empty:
        return "No sentence was scored"
    warm, cold = cells.iloc[cells["estimate"].argmax()], cells.iloc[cells["estimate"].argmin()]
    first, last = (names.get(c["label_key"], c["label_key"]) for c in (warm, cold))
    tones = [print_tone(c["estimate"]) for c in (warm, cold)]
    if len(cells) == 1:
        return f"{first}: {tones[0]}"
    if round(warm["estimate"], 2) == round(cold["estimate"], 2):
        return f"No difference in tone: all at {tones[0]}"
    apart = warm["low"] > cold["high"]
    how = "do not overlap" if apart else "overlap: no evidence of a difference"
    said = f"Warmest: {first} ({tones[0]}); coldest: {last} ({tones[1]}); their intervals {how}"
    return said.replace("\n", ", ")


def headline_tone_map(cells: pd.DataFrame, names: dict[str, str], themes: Themes) -> str:
    """Return the coldest and the warmest theme in one place, of those with five sentences there.

    Parameters
    ----------
    cells, names, themes
        What `tabulate_tone_map` gives, short names of documents (`name_documents`), and the lexicon
        (`read_themes`).
    """
    enough = (cells["n_sentences"] >= _LEAST) & (cells["theme"] != "all")
    rows = cells[enough].dropna(subset=["estimate"]).sort_values("estimate", kind="stable")
    if rows.empty:
        return f"No theme has {_LEAST} sentences in one report or period: its tone there cannot be told"
    said = [
        f"{themes.labels[row.theme]}, {names.get(row.group, row.group).splitlines()[0]} "
        f"({print_tone(row.estimate)})"
        for row in rows.itertuples()
    ]
    if len(rows) == 1:
        return f"Only one theme has {_LEAST} sentences in one report or period: {said[0]}"
    values = rows["estimate"].round(2)
    if values.nunique() == 1:
        n = len(rows)
        return f"No difference in tone: all {n:,} with {_LEAST} sentences at {print_tone(values.iloc[0])}"
    warmest = said[rows["estimate"].argmax()]
    small = cells.loc[~enough & (cells["theme"] != "all"), "estimate"]
    beyond = (small < rows["estimate"].min()) | (small > rows["estimate"].max())
    of = f" (of {_LEAST} sentences or more)" * bool(beyond.any())
    return f"Coldest{of}: {said[0]}; warmest: {warmest}"


def tabulate_tone(
    trends: pd.DataFrame,
    tallies: pd.DataFrame,
    documents: pd.DataFrame,
    themes: Themes | None = None,
) -> pd.DataFrame:
    """Return tone by display names: of documents or periods, or of themes where these are given.

    Parameters
    ----------
    trends, tallies, documents
        What `estimate_trends` gives for the tallies, what `tally_tone` gives, and table `documents`.
    themes
        The lexicon: then a row is a theme, else a document or period.

    Returns
    -------
    DataFrame
        `label`, `label_key`, `estimate`, `low`, `high`, `n_sentences`, `thin`; documents by date,
        themes as in the lexicon.
    """
    n = tallies["sum_x"].astype("int64")
    rows = trends.assign(n_sentences=n, thin=trends["n_documents"] == 1)
    if themes is None:
        names = {d: n.replace("\n", ", ") for d, n in name_documents(documents).items()}
        rows = key_cells(rows[rows["theme"] == "all"], documents)
        rows = rows.rename(columns={"key": "label_key"})
    else:
        names = themes.labels
        rows = rows[rows["theme"].isin(themes.names)].assign(label_key=lambda r: r["theme"])
        rows = rows.sort_values("theme", key=lambda s: s.map(themes.names.index))
    rows = rows.assign(label=rows["label_key"].map(lambda key: names.get(key, key)))
    columns = ["label", "label_key", "estimate", "low", "high", "n_sentences", "thin"]
    return rows[columns].reset_index(drop=True)


@cached()
def tabulate_tone_map(
    trends: pd.DataFrame, tallies: pd.DataFrame, documents: pd.DataFrame, themes: Themes
) -> pd.DataFrame:
    """Return the tone of each theme, and of all sentences, in each document or period.

    Parameters
    ----------
    trends
        What `estimate_trends` gives for `tallies`.
    tallies
        What `tally_tone` gives with mentions, one row per document and theme (`period="date",
        group="doc_id"`), or `pool_cells` of it.
    documents, themes
        Table `documents`, and the lexicon (`read_themes`).

    Returns
    -------
    DataFrame
        `theme` (as in the lexicon, then "all": all sentences), `group` (doc_id or period),
        `estimate`, `low`, `high` (-1 to 1, higher is warmer), `n_sentences`. A theme that it does
        not carry has no row.
    """
    lines = {theme: i for i, theme in enumerate([*themes.names, "all"])}
    rows = trends.assign(n_sentences=tallies["sum_x"].astype("int64"))
    rows = key_cells(rows[rows["theme"].isin(list(lines))], documents)
    rows = rows.assign(group=rows["key"])
    rows = rows.sort_values("theme", key=lambda names: names.map(lines), kind="stable")
    return rows[["theme", "group", "estimate", "low", "high", "n_sentences"]].reset_index(drop=True)
