"""Shares of topics over time, with intervals that know that topics are uncertain too."""

from __future__ import annotations

import numpy as np
import pandas as pd

from ..core.schema import TABLES, conform, empty
from ..stats.distinct_counts import count_names
from ..stats.tallies import sum_cells

MEASURE = "topic share"
_DRAWS = 200  # of each refit
_PARTS = 1_000_000  # of a document: tallies are whole numbers


def tally_topics(
    documents: pd.DataFrame,
    weights: pd.DataFrame,
    *,
    period: str = "year",
    group: str | None = None,
) -> pd.DataFrame:
    """Tally the share of each topic over documents, each counting once however long it is.

    Parameters
    ----------
    documents
        Table `documents`; those with a `copy_of`, or whose words reach no topic, are not counted.
    weights
        Table `weights`.
    period, group
        As in `tally_mentions`.

    Returns
    -------
    DataFrame
        Table `tallies` with the measure "topic share" (y: the topic's share of the document in
        millionths; x: a million); `theme` is the topic's number.

    Raises
    ------
    ValueError
        If `period` or `group` is unknown.

    Examples
    --------
    >>> rows = {"doc_id": ["a", "b"], "date": pd.to_datetime(["2020-01-01"] * 2), "episode": ["x", "y"]}
    >>> weights = pd.DataFrame({"doc_id": ["a", "b"], "topic": [0, 0], "share": [0.5, 1.0]})
    >>> tally_topics(pd.DataFrame(rows), weights)[["period", "theme", "sum_y", "n_documents"]].values.tolist()
    [['2020', '0', 1500000, 2]]
    """
    reached = weights[weights.groupby("doc_id")["share"].transform("sum") > 0]
    y = (reached["share"] * _PARTS).round().astype("int64")
    theme = reached["topic"].astype("str")
    cells = pd.DataFrame(
        {"doc_id": reached["doc_id"], "theme": theme, "measure": MEASURE, "y": y, "x": _PARTS}
    )
    return sum_cells(cells, documents, period, group, "document")


def estimate_topics(
    documents: pd.DataFrame,
    weights: pd.DataFrame,
    refits: pd.DataFrame,
    *,
    period: str = "year",
    group: str | None = None,
    level: float = 0.95,
    seed: int = 0,
) -> pd.DataFrame:
    """Estimate shares of topics over time, with intervals over documents and refits.

    Parameters
    ----------
    documents, weights
        As in `tally_topics`.
    refits
        From `fit_topics`: the shares under the topics of each resample. Without any the interval is
        that of the documents alone.
    period, group
        As in `tally_mentions`.
    level
        Probability that the interval is to hold, between 0 and 1.
    seed
        Of the draws.

    Returns
    -------
    DataFrame
        Table `trends` with the measure "topic share" (0-1). A cell of one document, or of one
        episode, has the limits 0 and 1.

    Raises
    ------
    ValueError
        If `level` is not between 0 and 1, or `period` or `group` is unknown.

    Notes
    -----
    Method of composition (Tanner 1996, as in stm): from each refit the cell's mean is drawn from
    its t distribution over documents, and the interval holds the middle of all draws. A topic that
    other documents would have made another topic gets a wide one.
    """
    if not 0 < level < 1:
        raise ValueError(f"level {level!r} is not between 0 and 1")
    cells = tally_topics(documents, weights, period=period, group=group)
    if cells.empty:
        return empty("trends")
    parts = [rows for _, rows in refits.groupby("refit")] or [weights]
    rng = np.random.default_rng(seed)
    key = ["theme", "period", "group"]
    index = pd.MultiIndex.from_frame(cells[key])
    draws = []
    for part in parts:
        tallies = tally_topics(documents, part, period=period, group=group).set_index(key)
        draws.append(_draw_means(tallies.reindex(index), rng))
    estimate = cells["sum_y"] / cells["sum_x"]
    low, high = np.nanquantile(np.hstack(draws), [(1 - level) / 2, (1 + level) / 2], axis=1)
    n_episodes = count_names(cells["episodes"])
    single = n_episodes < 2
    out = cells.assign(
        n_mentions=cells["sum_y"],
        n_sources=count_names(cells["sources"]),
        n_episodes=n_episodes,
        method="composition",
        remark=np.where(single, "one episode: nothing is known of others", ""),
        estimate=estimate.round(6),
        low=np.where(single, 0.0, np.minimum(low.clip(0, 1), estimate)).round(6),
        high=np.where(single, 1.0, np.maximum(high.clip(0, 1), estimate)).round(6),
        level=level,
        top_document_share=(cells["top_y"] / cells["sum_y"]).where(cells["sum_y"] > 0),
    )
    return conform(out[list(TABLES["trends"].columns)], "trends")


def _draw_means(tallies: pd.DataFrame, rng: np.random.Generator) -> np.ndarray:
    """Return draws (in columns) of each cell's mean share over documents."""
    n = tallies["n_documents"].fillna(0).to_numpy(dtype="float64")
    mean = (tallies["sum_y"] / tallies["sum_x"]).fillna(0.0).to_numpy()
    spread = (tallies["sum_yy"].fillna(0.0).to_numpy() / _PARTS**2 - n * mean**2).clip(min=0)
    freedom = np.maximum(n - 1, 1)
    error = np.sqrt(spread / freedom / np.maximum(n, 1))
    return mean[:, None] + error[:, None] * rng.standard_t(freedom[:, None], size=(len(n), _DRAWS))
