"""The words for tone, and its tables under display names."""

from __future__ import annotations

import pandas as pd

from ..lexicon import Themes
from .common import name_documents


def headline_tone(trends: pd.DataFrame, names: dict[str, str]) -> str:
    """Return the warmest and coldest cell, and whether their intervals are apart."""
    cells = trends.dropna(subset=["estimate"])
    if len(cells) < 2:
        return "; ".join(f"{names[c.label_key]}: {c.estimate:+.2f}" for c in cells.itertuples()) or "No sentence was scored"
    warm, cold = cells.loc[cells["estimate"].idxmax()], cells.loc[cells["estimate"].idxmin()]
    apart = warm["low"] > cold["high"]
    return (
        f"Warmest: {names[warm['label_key']]} ({warm['estimate']:+.2f}); coldest: {names[cold['label_key']]} ({cold['estimate']:+.2f}); "
        + ("their intervals are apart" if apart else "their intervals overlap: no difference is shown")
    ).replace("\n", ", ")


def headline_tone_map(cells: pd.DataFrame, names: dict[str, str], themes: Themes, *, least: int = 3) -> str:
    """Return the coldest and the warmest theme of a document, among those with at least so many sentences."""
    rows = cells[(cells["n_sentences"] >= least) & (cells["theme"] != "all")].dropna(subset=["estimate"])
    if rows.empty:
        return f"No theme has {least} sentences in one document: its tone there cannot be told"
    cold, warm = rows.loc[rows["estimate"].idxmin()], rows.loc[rows["estimate"].idxmax()]
    words = [
        f"{word}: {themes.labels[row['theme']]}, {names[row['group']].splitlines()[0]} ({row['estimate']:+.2f})"
        for word, row in (("Coldest", cold), ("Warmest", warm))
    ]
    return f"{words[0]}; {words[1][:1].lower()}{words[1][1:]}" if cold.name != warm.name else words[1]


def tabulate_tone(
    trends: pd.DataFrame, tallies: pd.DataFrame, documents: pd.DataFrame, themes: Themes | None = None
) -> pd.DataFrame:
    """Return tone rows under display names: documents ("all" sentences), or themes where `themes` is given.

    Returns
    -------
    DataFrame
        `label`, `label_key`, `estimate`, `low`, `high`, `n_sentences`, `thin`; documents by date, themes as in the lexicon.
    """
    rows = trends.assign(n_sentences=tallies["sum_x"].astype("int64"), thin=trends["n_documents"] == 1)
    if themes is None:
        names = {d: n.replace("\n", ", ") for d, n in name_documents(documents).items()}
        rows = rows[rows["theme"] == "all"].sort_values(["period", "group"]).assign(label_key=lambda r: r["group"])
    else:
        names = themes.labels
        rows = rows[rows["theme"].isin(themes.names)].assign(label_key=lambda r: r["theme"])
        rows = rows.sort_values("theme", key=lambda s: s.map(themes.names.index))
    rows = rows.assign(label=rows["label_key"].map(names))
    return rows[["label", "label_key", "estimate", "low", "high", "n_sentences", "thin"]].reset_index(drop=True)


def tabulate_tone_map(
    trends: pd.DataFrame, tallies: pd.DataFrame, documents: pd.DataFrame, themes: Themes
) -> pd.DataFrame:
    """Return the tone of each theme in each document, and of all its sentences, documents by date.

    Parameters
    ----------
    trends
        What `estimate_trends` gives for `tallies`.
    tallies
        What `tally_tone` gives with mentions, one row a document and theme (`period="date", group="doc_id"`).

    Returns
    -------
    DataFrame
        `theme` (as in the lexicon, then "all": all sentences), `group` (doc_id), `estimate`, `low`, `high` (-1 to 1,
        higher is warmer), `n_sentences`. A theme that a document does not carry has no row.
    """
    order = {d: i for i, d in enumerate(documents.sort_values(["date", "doc_id"])["doc_id"])}
    lines = {theme: i for i, theme in enumerate([*themes.names, "all"])}
    rows = trends.assign(n_sentences=tallies["sum_x"].astype("int64"))
    rows = rows[rows["theme"].isin(list(lines))]
    rows = rows.assign(line=rows["theme"].map(lines), at=rows["group"].map(order)).sort_values(["line", "at"])
    return rows[["theme", "group", "estimate", "low", "high", "n_sentences"]].reset_index(drop=True)
