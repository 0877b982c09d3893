"""Time cut into chapters: stretches within which the themes hold their shares, as far as they can."""

import numpy as np
import pandas as pd

from ..core.periods import bound_period, find_ends
from .findings import key_cells, say_span

FEWEST, MOST = 3, 5  # chapters, where there are as many cells
_BY_TWO = 0.9  # of the differences between cells: where two chapters explain so much, two do
_EXPLAINED = 0.6  # of the differences between cells: with as many chapters it is enough
_CELLS = 120  # finer cells are joined first, neighbours with neighbours


def divide_time(
    tallies: pd.DataFrame, documents: pd.DataFrame, groups: pd.Series | None = None
) -> pd.DataFrame:
    """Cut the cells of a chart into two to five chapters in order of time.

    The cuts are those that leave the least deviance of the themes' shares within chapters (optimal
    partition by dynamic programming; Fisher 1958), and none is where the dates of both sides
    overlap. There are as few chapters as explain 60 % of the differences between cells, and two
    only if these explain 90 %. They describe; whether a theme changed is tested elsewhere.

    The tallies are by document or period (`pool_cells`); with the cell of each `doc_id` (`groups`)
    a period ends where its documents do.

    One row per dated cell, in order of time: `key` (document or period), `period`, `low` and `high`
    (its first and last day), `chapter` (from 0). A document whose date is known less closely than a
    year and a quarter of all time has no row; none where nothing is dated.
    """
    rows = tallies[(tallies["measure"] == "share") & (tallies["theme"] != "all")]
    rows = key_cells(rows, documents)
    cells = rows[["key", "period", "n_documents"]].drop_duplicates("key").reset_index(drop=True)
    cells = _bound(cells, documents, groups)
    if cells.empty:
        return cells.assign(chapter=np.array([], "int64"))
    sums = rows.groupby(["key", "theme"])[["sum_y", "sum_x"]].sum().unstack(fill_value=0)
    sums = sums.reindex(cells["key"]).fillna(0)
    hits, of = (sums[column].to_numpy("float64") for column in ("sum_y", "sum_x"))
    before = cells["high"].cummax().shift()
    apart = (cells["low"] > before).cumsum().to_numpy()  # what overlaps is one
    n = apart[-1] + 1
    binned = apart * min(n, _CELLS) // n
    joined = [np.apply_along_axis(lambda v: np.bincount(binned, v), 0, one) for one in (hits, of)]
    return cells.assign(chapter=_cut(*joined)[binned])


def _bound(cells: pd.DataFrame, documents: pd.DataFrame, groups: pd.Series | None) -> pd.DataFrame:
    """Return the dated cells in order, with their first and last day: those of their documents
    where all are known, else of the period.
    """
    days = cells["period"].map(bound_period).astype("object")
    cells, days = cells[days.notna()], days[days.notna()]
    low, high = (pd.to_datetime(days.str[side]) for side in (0, 1))
    first, last = find_ends(documents)
    cell = documents["doc_id"] if groups is None else documents["doc_id"].map(groups)
    by = documents.assign(first=first, last=last).groupby(cell)
    known = by.agg({"first": "min", "last": "max"}).assign(n=by.size())
    known = known.reindex(cells["key"]).set_index(cells.index)
    alone = cells["key"].isin(documents["doc_id"])
    whole = known["n"].ge(cells["n_documents"]) & known["first"].notna() & known["last"].notna()
    inside = known["first"].where(alone | (known["first"] > low), low)
    until = known["last"].where(alone | (known["last"] < high), high)
    cells = cells.assign(low=inside.where(whole, low), high=until.where(whole, high))
    wide = cells["high"] - cells["low"]
    vague = alone & (wide.dt.days > 366) & (wide > (cells["high"].max() - cells["low"].min()) / 4)
    kept = cells.loc[~vague, ["key", "period", "low", "high"]]
    return kept.sort_values(["low", "high", "key"], ignore_index=True)


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
            with_hit, without = a * np.log(share), (n - a) * np.log1p(-share)
        fit[i, i + 1 :] = np.nansum(with_hit, 1) + np.nansum(without, 1)
    return fit


def say_spans(cells: pd.DataFrame, documents: pd.DataFrame) -> list[str]:
    """Say the stretch of each chapter: in years where a document is known no closer than a month."""
    alone = cells["key"].isin(documents["doc_id"])
    wide = alone & ((cells["high"] - cells["low"]).dt.days > 31)
    by = cells.assign(wide=wide).groupby("chapter")
    spans = by.agg(low=("low", "min"), high=("high", "max"), years=("wide", "any"))
    return [say_span(row.low, row.high, years=bool(row.years)) for row in spans.itertuples()]
