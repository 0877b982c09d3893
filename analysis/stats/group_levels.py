"""Groups of documents compared over time: levels at the same dates, their ratio, and whether they
differ by more than chance.
"""

import zlib
from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd

from ..core.cache import cached
from ..core.periods import lengthen_periods
from .composition import NOT_TOLD, arrange_documents, is_dated, name_period_length
from .group_tests import judge_sizes, permute_groups
from .intervals import sum_units
from .period_ratios import draw_ratio
from .trend_tests import SIGNIFICANT

MOST_GROUPS = 5
REST = "the rest"
ALL = "all"
LEVEL = 0.95
_FOUND = ("level", "level_other", "ratio", "low", "high", "p", "p_family")
_COLUMNS = [
    "theme", "measure", "group", "other", "period", "level", "level_other", "ratio", "low", "high", "p",
    "p_family", "called", "n_documents", "n_documents_other", "n_periods", "remark",
]  # fmt: skip


@cached()
def compare_groups(
    counts: pd.DataFrame,
    documents: pd.DataFrame,
    *,
    by: str = "source",
    measure: str = "share",
    period: str | None = None,
    family: Sequence[str] | None = None,
    seed: int = 0,
) -> pd.DataFrame:
    """Compare two sources, sides or corpora over time, or the five largest each with the rest.

    Groups are compared within periods, so that sources of different years are not taken for
    sources of different views. The levels over all periods are standardised: each period weighs
    the same in both, most where both have much (Mantel and Haenszel 1959). `p` comes from labels
    permuted over the documents within periods; documents of one group on one event move together.

    Parameters
    ----------
    counts
        Table `tallies` with one row per document (`period="date", group="doc_id"`).
    documents
        Table `documents`, for the event of each and its value in `by`; those where it is empty are
        left out. To compare corpora, name them in a column.
    by
        The column that names the group of each document.
    measure
        "share" or "rate".
    period
        As in `tally_mentions`; None takes the period that charts of this
        corpus show. Undated documents are left out, unless none is dated: then all are of one
        period.
    family
        The themes that are judged together (the main ones), with all pairs of groups; all others
        together are another family. One family unless given.
    seed
        Of permutations and draws.

    Returns
    -------
    DataFrame
        A row per theme, `measure` and pair of groups with the `period` "all", then a row for each period in
        which either has documents: `level` and `level_other` (0-1, or hits a word; of "all" the
        standardised ones); `ratio` of the two with its interval of 95 % (`low`, `high`), `p`, and
        `p_family`, which holds for all themes and pairs of the family (Westfall and Young); these
        are empty for single periods. `called`: `p_family` is under .05 and the interval excludes 1.
        `n_documents`, `n_documents_other`; `n_periods` in which both have documents; `remark`.
        No rows with fewer than two groups.

    Raises
    ------
    ValueError
        If `by` is no column, `period` is unknown, a row of the counts holds more than one
        document, or `measure` is neither.
    """
    docs, y = arrange_documents(counts, documents, by=by, measure=measure)
    dated = is_dated(docs)
    undated = not dated.any()
    length = period or name_period_length(documents)
    kept = (docs["group"] != NOT_TOLD).to_numpy() & (dated | undated)
    docs, table = docs[kept].reset_index(drop=True), y.to_numpy()[kept]
    docs["period"] = ALL if undated else lengthen_periods(docs["day"], length)
    sizes = docs["group"].value_counts().sort_index(kind="stable")
    names = sizes.sort_values(ascending=False, kind="stable").index.to_list()
    if len(names) < 2 or not len(y.columns):
        return pd.DataFrame(columns=_COLUMNS)
    units, table = _join_events(docs, table)
    units["code"] = pd.Index(names).get_indexer(units["group"])
    stratum = pd.factorize(units["period"], sort=True)[0]
    chosen = [0] if len(names) == 2 else list(range(min(MOST_GROUPS, len(names))))
    themes = list(y.columns)
    x, code = units["x"].to_numpy("float64"), units["code"].to_numpy()
    found = permute_groups(table.astype("float64"), x, stratum, code, chosen, measure, seed=seed)
    main = np.isin(themes, themes if family is None else list(family))
    p, p_family = judge_sizes(found.reshape(len(found), -1), np.tile(main, len(chosen)))
    rows = []
    for i, k in enumerate(chosen):
        pair = _Pair(units, stratum, k, measure, seed)
        other = names[1] if len(names) == 2 else REST
        for j, theme in enumerate(themes):
            tests = {"p": p[i * len(themes) + j], "p_family": p_family[i * len(themes) + j]}
            named = {"theme": theme, "measure": measure, "group": names[k], "other": other}
            rows += [named | row for row in pair.compare(theme, table[:, j], tests, undated)]
    out = pd.DataFrame(rows, columns=_COLUMNS)
    apart = (out["low"] > 1) | (out["high"] < 1)
    out["called"] = apart & (out["p_family"] < SIGNIFICANT)
    order = out["period"].where(out["period"] != ALL, "").argsort(kind="stable")
    return out.iloc[order].reset_index(drop=True)


def _join_events(docs: pd.DataFrame, y: np.ndarray) -> tuple[pd.DataFrame, np.ndarray]:
    """Return the documents of one group on one event in one period as one, in order of periods."""
    keys = ["period", "group", "unit"]
    cells = docs.groupby(keys, sort=True)
    number, units = cells.ngroup().to_numpy(), cells["x"].agg(x="sum", n="size").reset_index()
    table = np.zeros((len(units), y.shape[1]), dtype="int64")
    np.add.at(table, number, y)
    return units, table


class _Pair:
    """One group and the others, within the same periods."""

    def __init__(self, units: pd.DataFrame, stratum, k: int, measure: str, seed: int) -> None:
        inside = (units["code"] == k).to_numpy()
        self.sides, self.stratum, self.measure = (inside, ~inside), stratum, measure
        self.seed, self.k = seed, k
        self.x, n = units["x"].to_numpy("float64"), units["n"].to_numpy()
        self.periods = sorted(set(units["period"]))
        self.of = np.stack([self._add(self.x, side) for side in self.sides])
        self.n_docs = np.stack([self._add(n, side) for side in self.sides]).astype("int64")
        self.n_both = int((self.of > 0).all(0).sum())
        # each counts in proportion to what the other side has in its period
        facing = np.where(inside, self.of[1][stratum], self.of[0][stratum])
        self.weight = facing / self.of.sum(0)[stratum]

    def _add(self, values: np.ndarray, side: np.ndarray) -> np.ndarray:
        return np.bincount(self.stratum[side], values[side], len(self.periods))

    def compare(self, theme: str, y: np.ndarray, tests: dict, undated: bool) -> list[dict]:
        """Return the row over all periods, then one a period, of one theme."""
        remark = "none is dated" if undated else ""
        base: dict[str, Any] = dict.fromkeys(_FOUND, np.nan)
        base |= {"n_periods": self.n_both, "remark": remark}
        whole = base | {"period": ALL} | _name_sides("n_documents", self.n_docs.sum(1))
        if not self.n_both:
            whole["remark"] = "no period has documents of both"
        else:
            sums = [self._sum(y, side) for side in self.sides]
            seed = zlib.crc32(f"{self.seed} {self.k} {theme}".encode())
            ratio = draw_ratio(self.measure, sums[1], sums[0], LEVEL, seed)
            levels = [float(s["sum_y"].iloc[0] / s["sum_x"].iloc[0]) for s in sums]
            whole |= tests | dict(zip(("ratio", "low", "high"), ratio.tolist(), strict=True))
            whole |= _name_sides("level", levels)
            if not any(levels):
                whole["remark"] = "no hits on either side: the ratio is the prior's"
        if self.periods == [ALL]:
            return [whole]
        counted = [self._add(y, side) for side in self.sides]
        with np.errstate(divide="ignore", invalid="ignore"):
            levels = (counted / self.of).T
        n_docs = self.n_docs.T
        return [whole] + [
            base
            | {"period": name}
            | _name_sides("level", levels[i])
            | _name_sides("n_documents", n_docs[i])
            for i, name in enumerate(self.periods)
        ]

    def _sum(self, y: np.ndarray, side: np.ndarray) -> pd.DataFrame:
        """Return weighted sums of a side, scaled to the sentences that they are worth."""
        side = side & (self.weight > 0)
        w, y, x = self.weight[side], y[side], self.x[side]
        w = w * (w @ x) / (w**2 @ x)
        return sum_units(w * y, w * x)


def _name_sides(column: str, values) -> dict[str, Any]:
    """Return the values of a group and of the others by their columns."""
    return {column: values[0], f"{column}_other": values[1]}
