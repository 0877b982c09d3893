"""What a chart shows as one cell, counted over a whole corpus even where a sample is at hand."""

from pathlib import Path

import pandas as pd

from ..core.cache import cached
from ..core.said_dates import name_known
from ..stats.binning import MOST_DOCUMENTS, choose_period
from ..stats.tallies import sum_events
from .folders import read_tallies
from .manifest import is_tally


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
