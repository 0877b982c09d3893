"""Shares of topics over time, with intervals that know that topics are uncertain too."""

import zlib

import numpy as np
import pandas as pd

from ..core.cache import cached
from ..core.schema import TABLES, conform, empty
from ..stats.distinct_counts import count_names
from ..stats.intervals import squared_residuals
from ..stats.tallies import sum_cells

MEASURE = "topic share"
_DRAWS = 200  # of each refit
_PARTS = 100_000  # of a document: tallies are whole numbers, squared over thousands of one event


def _tally(
    documents: pd.DataFrame, weights: pd.DataFrame, period: str, group: str | None
) -> pd.DataFrame:
    """Sum the share of each topic over events: each document counts once, however long it is."""
    reached = weights[weights.groupby("doc_id")["share"].transform("sum") > 0]
    y = (reached["share"] * _PARTS).round().astype("int64")
    theme = reached["topic"].astype("str")
    cells = reached[["doc_id"]].assign(theme=theme, measure=MEASURE, y=y, x=_PARTS)
    return sum_cells(cells, documents, period, group, "episode")


@cached()
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
    """Estimate shares of topics over time, with intervals over events and refits.

    Documents of one event (`episode`) in one period are one observation; each document counts once
    in the share.

    Parameters
    ----------
    documents
        Table `documents`; those with a `copy_of`, or whose words reach no topic, are not counted.
    weights
        Table `weights`.
    refits
        From `fit_topics`: the shares under the topics of each resample. Without any the interval is
        that of the events alone.
    period, group
        As in `tally_mentions`.
    level
        Probability that the interval is to hold, between 0 and 1.
    seed
        Of the draws. Those of a cell depend on it and on the cell's names: no topic, period or
        group moves the interval of another.

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
    its t distribution over events, and the interval holds the middle of all draws. A topic that
    other documents would have made another topic gets a wide one.
    """
    if not 0 < level < 1:
        raise ValueError(f"level {level!r} is not between 0 and 1")
    cells = _tally(documents, weights, period, group)
    if cells.empty:
        return empty("trends")
    key = ["theme", "period", "group"]
    index = pd.MultiIndex.from_frame(cells[key])
    fits = [rows for _, rows in refits.groupby("refit")] or [weights]
    moments = []
    for fit in fits:
        tallies = _tally(documents, fit, period, group).set_index(key)
        moments.append(_describe_means(tallies.reindex(index)))
    of_cells = np.stack(moments, axis=-1).swapaxes(0, 1)
    draws = []
    for cell, names in zip(of_cells, index, strict=True):
        own = (zlib.crc32(str(name).encode("utf-8", "surrogatepass")) for name in names)
        draws.append(_draw_means(cell, [seed, *own]))
    estimate = cells["sum_y"] / cells["sum_x"]
    low, high = np.nanquantile(draws, [(1 - level) / 2, (1 + level) / 2], axis=1)
    n_episodes = count_names(cells["episodes"])
    single = n_episodes < 2
    out = cells.assign(
        n_mentions=cells["sum_y"] * (1_000_000 // _PARTS),  # in millionths
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


def _describe_means(tallies: pd.DataFrame) -> np.ndarray:
    """Return the mean share of each cell (in columns), its standard error and degrees of freedom.

    The error is that of a ratio estimator: what events have over the mean, for as many documents.
    """
    tallies = tallies.select_dtypes("number").fillna(0.0).astype("float64")
    n, x = tallies["n_units"].to_numpy(), tallies["sum_x"].to_numpy()
    mean = tallies["sum_y"].to_numpy() / np.where(x > 0, x, 1.0)
    freedom = np.maximum(n - 1, 1)
    error = np.sqrt(squared_residuals(tallies, mean) * n / freedom) / np.where(x > 0, x, 1.0)
    return np.array([mean, error, freedom])


def _draw_means(cell: np.ndarray, seed: list[int]) -> np.ndarray:
    """Return draws of one cell's mean share, `_DRAWS` for each refit (in columns)."""
    mean, error, freedom = cell[:, :, None]
    drawn = np.random.default_rng(seed).standard_t(freedom, size=(len(mean), _DRAWS))
    return (mean + error * drawn).ravel()
