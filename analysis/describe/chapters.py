"""Time cut into chapters: stretches within which the themes hold their shares, as far as they can."""

from __future__ import annotations

import numpy as np
import pandas as pd

from ..core.periods import bound_period
from .findings import key_cells, say_span

FEWEST, MOST = 3, 5  # chapters, where there are as many cells
_BY_TWO = 0.9  # of the differences between cells: where two chapters explain so much, two do
_EXPLAINED = 0.6  # of the differences between cells: with as many chapters it is enough
_CELLS = 120  # finer cells are joined first, neighbours with neighbours


def divide_time(tallies: pd.DataFrame, documents: pd.DataFrame) -> pd.DataFrame:
    """Cut the cells of a chart into two to five chapters in order of time.

    The cuts are those that leave the least deviance of the themes' shares within chapters (optimal
    partition by dynamic programming; Fisher 1958). There are as few chapters as explain 60 % of the
    differences between cells, and two only if these explain 90 %. They describe; whether a theme
    changed is tested elsewhere.

    Parameters
    ----------
    tallies
        Table `tallies` by document or period (`pool_cells`); its shares count.
    documents
        Table `documents`.

    Returns
    -------
    DataFrame
        One row a dated cell, in order of time: `key` (document or period), `period`, `chapter` (from
        0). None where nothing is dated.
    """
    rows = tallies[(tallies["measure"] == "share") & (tallies["theme"] != "all")]
    rows = key_cells(rows, documents)
    known = {period: bound_period(period) is not None for period in rows["period"].unique()}
    rows = rows[rows["period"].map(known).astype("bool")]
    cells = rows[["key", "period"]].drop_duplicates("key").reset_index(drop=True)
    if cells.empty:
        return cells.assign(chapter=np.array([], "int64"))
    hits, of = (
        rows.pivot_table(index="key", columns="theme", values=column, aggfunc="sum")
        .reindex(cells["key"])
        .fillna(0)
        .to_numpy("float64")
        for column in ("sum_y", "sum_x")
    )
    binned = np.arange(len(cells)) * min(len(cells), _CELLS) // len(cells)
    joined = [np.apply_along_axis(lambda v: np.bincount(binned, v), 0, one) for one in (hits, of)]
    return cells.assign(chapter=_cut(*joined)[binned])


def _cut(hits: np.ndarray, of: np.ndarray) -> np.ndarray:
    """Return the chapter of each cell."""
    n = len(hits)
    fit = _fit_stretches(hits, of)
    whole, apart = fit[0, n], sum(fit[i, i + 1] for i in range(n))
    best = np.full((MOST + 1, n + 1), -np.inf)  # of so many chapters up to a cell
    first = np.zeros((MOST + 1, n + 1), "int64")  # where the last of them begins
    best[0, 0] = 0.0
    for k in range(1, MOST + 1):
        for end in range(k, n + 1):
            gains = best[k - 1, :end] + fit[:end, end]
            first[k, end] = gains.argmax()
            best[k, end] = gains.max()
    enough = whole + _EXPLAINED * (apart - whole)
    if apart - whole < 1e-6:  # nothing differs
        return np.zeros(n, "int64")
    wanted = next((k for k in range(1, MOST + 1) if best[k, n] >= enough - 1e-9), MOST)
    fewest = 2 if best[2, n] >= whole + _BY_TWO * (apart - whole) - 1e-9 else FEWEST
    chapter, end = np.zeros(n, "int64"), n
    for k in range(min(n, max(wanted, fewest)), 0, -1):
        chapter[first[k, end] : end] = k - 1
        end = first[k, end]
    return chapter


def _fit_stretches(hits: np.ndarray, of: np.ndarray) -> np.ndarray:
    """Return the log likelihood of cells i to j - 1 under one share a theme, for every i < j."""
    y, x = (np.vstack([np.zeros(v.shape[1]), v.cumsum(0)]) for v in (hits, of))
    fit = np.full((len(y), len(y)), -np.inf)
    for i in range(len(y) - 1):
        a, n = y[i + 1 :] - y[i], x[i + 1 :] - x[i]
        with np.errstate(divide="ignore", invalid="ignore"):
            share = a / n
            fit[i, i + 1 :] = np.nansum(a * np.log(share), 1) + np.nansum(
                (n - a) * np.log1p(-share), 1
            )
    return fit


def say_spans(cells: pd.DataFrame, documents: pd.DataFrame) -> list[str]:
    """Say the stretch of each chapter."""
    days = pd.Series(0, index=documents["doc_id"])
    if {"date_low", "date_high"} <= set(documents):
        length = documents["date_high"] - documents["date_low"]
        days = length.dt.days.set_axis(documents["doc_id"])
    out = []
    for _, rows in cells.groupby("chapter"):
        bounds = [
            bound_period(period) for period in (rows["period"].iloc[0], rows["period"].iloc[-1])
        ]
        years = bool((days.reindex(rows["key"]) > 31).any())
        out.append(say_span(pd.Timestamp(bounds[0][0]), pd.Timestamp(bounds[1][1]), years=years))
    return out
