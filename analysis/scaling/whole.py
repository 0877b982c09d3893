"""The counts of a whole tally, a row per document or per cell of a chart, where only a sample of its
texts is at hand.
"""

from pathlib import Path
from typing import NamedTuple

import numpy as np
import pandas as pd

from ..core.cache import cached
from ..core.periods import bound_span
from ..core.said_dates import name_known
from ..core.schema import empty
from ..corpus.date_range import select_days
from ..project import find_path
from ..stats.binning import MOST_DOCUMENTS, choose_period
from ..stats.tallies import sum_events
from .folders import list_parts, list_rows, read_tallies, tally_in_turn
from .manifest import check_themes, is_tally, plainly, read_manifest
from .sample import draw_rows
from .steps import N_WORDS, PART

#: Documents beyond which a random sample of so many is counted one by one.
MOST_COUNTED = 100_000
_MEASURES = ("share", "rate", "tone")


class Whole(NamedTuple):
    """Documents without text, their counts with one row per document, theme and measure, and how many
    documents there are; fewer are counted where these are too many.
    """

    documents: pd.DataFrame
    counts: pd.DataFrame
    n: int


@cached(files="folder")
@plainly
def read_whole(
    folder: str | Path,
    themes: list[str],
    *,
    start: str = "",
    end: str = "",
    most: int = MOST_COUNTED,
) -> Whole:
    """Read what `tally_mentions` and `tally_tone` give for all documents of a tally, by document.

    The themes come with "none" and "all"; `start` and `end` are the first and the last period, as
    for `keep_dates`; of more documents than `most` a random sample of so many is counted.

    Raises
    ------
    FileNotFoundError
        If the folder holds no finished tally.
    ValueError
        If a theme was not tallied, or `start` or `end` is no period.
    """
    manifest = read_manifest(folder)
    check_themes(manifest, themes, ": tally again with this lexicon")
    rows = list_rows(find_path(folder))
    if start or end:
        days = rows["date"].dt.strftime("%Y-%m-%d").fillna("")
        rows = rows[select_days(days, *bound_span(start, end))].reset_index(drop=True)
    n = len(rows)
    rows = draw_rows(rows, most) if n > most else rows
    parts = list_parts(folder, manifest)
    # a document is in one part, so that there is nothing to add
    tallied = list(tally_in_turn(parts, rows, "date", "doc_id"))
    tallies = pd.concat(tallied or [empty("tallies")], ignore_index=True)
    order = {theme: i for i, theme in enumerate(["all", *themes, "none"])}
    counts = tallies[tallies["theme"].isin(order)]
    # as the themes appear in the lexicon, and so in charts
    keys = [counts["measure"].map(_MEASURES.index), counts["theme"].map(order)]
    keys += [counts["period"], counts["group"]]
    counts = counts.iloc[np.lexsort([key.to_numpy() for key in reversed(keys)])]
    counts = counts.reset_index(drop=True)
    return Whole(rows.drop(columns=[PART, N_WORDS]), counts, n)


@cached()
def pool_cells(
    tallies: pd.DataFrame,
    documents: pd.DataFrame,
    *,
    corpus: str | Path | None = None,
    most: int = MOST_DOCUMENTS,
    period: str = "auto",
) -> pd.DataFrame:
    """Add tallies with one row per document up to the cells that a chart can show (`label_cells`).

    Where there are few documents each has a row, its period as exact as its date is known
    (`name_known`), else there is one group "all". The unit of the sums is the event: the documents
    of an episode in one period count together. Where the corpus, as it was given to `read_corpus`,
    is a folder of `tally_corpus`, the documents are a sample, and the cells are those of the whole,
    as it was counted then.
    """
    chosen = choose_period(documents, most=most, period=period)
    if chosen is None:
        known = name_known(documents).set_axis(documents["doc_id"])
        return tallies.assign(period=tallies["group"].map(known).fillna(tallies["period"]))
    if corpus is not None and is_tally(corpus):  # of documents, whose sums are all there is
        whole = read_tallies(corpus, period=chosen, group=None, themes=tallies["theme"].unique())
        # as measures and themes appear in the counts, and so in charts
        pairs = dict.fromkeys(zip(tallies["measure"], tallies["theme"], strict=True))
        order = {pair: i for i, pair in enumerate(pairs)}
        place = [order.get(pair, -1) for pair in zip(whole["measure"], whole["theme"], strict=True)]
        whole = whole.assign(place=place).sort_values("place", kind="stable")
        whole = whole[whole["place"] >= 0].drop(columns="place")
        return whole.reset_index(drop=True)
    return sum_events(tallies, documents, chosen)
