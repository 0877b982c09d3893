"""Did a theme change within the sources, or because others write? The change parted in two, with
intervals.
"""

import zlib
from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd

from ..core.cache import cached
from .composition import arrange_documents, is_dated
from .level_draws import draw_cells
from .mixture_tests import permute_mixture
from .period_cuts import Cut, cut_at_change, cut_by_names, cut_in_the_middle, tell_precision
from .trend_tests import SIGNIFICANT

LEVEL = 0.95
PARTS = ("change", "within", "between")
_COLUMNS = [
    "theme", "measure", "called", "before", "after", "level_before", "level_after",
    *(f"{part}{end}" for part in PARTS for end in ("", "_low", "_high")),
    "carried_by", "overlap", "p_mixture", "n_groups", "n_shared", "n_documents_before",
    "n_documents_after", "remark",
]  # fmt: skip


@cached()
def part_change(
    counts: pd.DataFrame,
    documents: pd.DataFrame,
    *,
    by: str = "source",
    before: str | Sequence[str] | None = None,
    after: str | Sequence[str] | None = None,
    changes: pd.DataFrame | None = None,
    measure: str = "share",
    seed: int = 0,
) -> pd.DataFrame:
    """Part the change of each theme into what moved within sources and what their mixture moved.

    Kitagawa's symmetric standardisation (1955): a source weighs as much as its share of all
    sentences (of words, for a rate), and one that is on one side only counts as mixture. Intervals
    of 95 % come from a bootstrap of the events within source and side; where a cell has few events
    the spread learnt from all of them is used, and Student's t widens the interval. They take
    the number of documents of each source as it is.

    Parameters
    ----------
    counts
        Table `tallies` with one row per document (`period="date", group="doc_id"`).
    documents
        Table `documents`, for the event of each and its value in `by`.
    by
        The column that names the source, side or kind of each; documents where it is empty are one
        group, "unknown".
    before, after
        The periods to compare, by name ("2019", "2019-06", "2010s"), one or several. Without them
        a theme is cut where `changes` found that it changed, and all others at the middle of the
        documents' dates.
    changes
        What `compare_dates` gives for the same counts.
    measure
        "share" or "rate".
    seed
        Of the draws; each theme has its own, whatever is counted of others.

    Returns
    -------
    DataFrame
        A row per theme: `measure`; `called`, whether `changes` found that it changed ("yes", "no",
        "" without them); `before` and `after` say what is compared; `level_before`, `level_after`
        (0-1, or hits a word); `change`, `within`, `between` (`within` and `between` add up to
        `change`), each with `_low` and `_high`; `carried_by`: "within", "between" or "both" whose
        interval excludes 0 (for "between" the mixture must have changed by more than chance, too),
        "neither", or "cannot be told" where there is one source or none is on both sides;
        `overlap`, the part of the sentences (mean of the two sides) of sources that are on both;
        `p_mixture`, of a permutation test of the sources on the two sides; `n_groups`, of them
        `n_shared` on both sides; `n_documents_before`, `n_documents_after`; `remark`.

    Raises
    ------
    ValueError
        If only one of `before` and `after` is given or a document lies in both, `by` is no column,
        a row of the counts holds more than one document, or `measure` is neither.
    """
    if (before is None) != (after is None):
        raise ValueError("part_change needs both before and after, or neither")
    docs, y = arrange_documents(counts, documents, by=by, measure=measure)
    kept = is_dated(docs)
    docs, table = docs[kept].reset_index(drop=True), y.to_numpy()[kept]
    found = {} if changes is None else {row.theme: row for row in changes.itertuples()}
    if before is None or after is None:
        middle = cut_in_the_middle(docs["day"], tell_precision(documents))
    else:
        middle = cut_by_names(docs["day"], before, after)
    sides: dict[tuple, _Side] = {}
    rows = []
    for i, theme in enumerate(y.columns):
        cut = middle
        if before is None and theme in found:
            cut = cut_at_change(docs["day"], found[theme]) or middle
        key = cut.before, cut.after
        if key not in sides:
            sides[key] = _Side(docs, cut, seed)
        rng = np.random.default_rng([seed, zlib.crc32(theme.encode())])
        tested = getattr(found.get(theme), "called", None)
        called = "" if tested is None else "yes" if tested else "no"
        facts = {"theme": theme, "measure": measure, "called": called}
        rows.append(facts | sides[key].part(table[:, i], measure, rng))
    return pd.DataFrame(rows, columns=_COLUMNS)


class _Side:
    """Documents on the two sides of a cut, by source: all but what is counted in them."""

    def __init__(self, docs: pd.DataFrame, cut: Cut, seed: int) -> None:
        self.on = np.flatnonzero(cut.side >= 0)
        late = cut.side[self.on]
        docs = docs.iloc[self.on]
        self.group, names = pd.factorize(docs["group"], sort=True)
        self.unit, _ = pd.factorize(docs["unit"])
        self.cell, self.late = self.group * 2 + late, late
        x = docs["x"].to_numpy()
        sides = [(self.group[late == i], x[late == i]) for i in (0, 1)]
        self.x = np.stack([np.bincount(*side, len(names)) for side in sides])
        self.lengths, n = x, np.bincount(late, minlength=2)
        shared = (self.x > 0).all(0)
        overlap = float((self.x[:, shared].sum(1) / np.maximum(self.x.sum(1), 1)).mean())
        self.known, n_shared = bool((n > 0).all()), int(shared.sum())
        several = self.known and len(names) > 1
        p = permute_mixture(self.unit, late, self.group, seed=seed)[0] if several else np.nan
        self.facts: dict[str, Any] = {
            "before": cut.before, "after": cut.after, "n_documents_before": int(n[0]),
            "n_documents_after": int(n[1]), "n_groups": len(names), "n_shared": n_shared,
            "overlap": overlap, "p_mixture": p, "remark": self._remark(n, len(names), n_shared),
        }  # fmt: skip

    @staticmethod
    def _remark(n: np.ndarray, n_groups: int, n_shared: int) -> str:
        if not n.all():
            return "no dated document on one side"
        if n_groups == 1:
            return "one group only"
        return "no group is on both sides" if not n_shared else ""

    def part(self, counted: np.ndarray, measure: str, rng: np.random.Generator) -> dict:
        """Return a theme's levels, the parts of its change with intervals, and what carries it."""
        from scipy import stats

        if not self.known:
            return self.facts | {"carried_by": "cannot be told"}
        # what one event has in one cell is one row
        names = {"cell": self.cell, "unit": self.unit}
        rows = pd.DataFrame({**names, "y": counted[self.on], "x": self.lengths})
        rows = rows.groupby(["cell", "unit"], as_index=False).sum()
        number, present = pd.factorize(rows["cell"], sort=True)
        y, x, unit = (rows[name].to_numpy() for name in ("y", "x", "unit"))
        cells = draw_cells(measure, y, x, unit, number, rng)
        at = present.to_numpy()
        level = self._spread(cells.level[None], at)[0]
        levels = ((self.x * level).sum(1) / self.x.sum(1)).tolist()
        seen = self._part(self.x[None], level[None])
        drawn = self._part(self._spread(cells.x_drawn, at), self._spread(cells.drawn, at))
        share = (self.x / self.x.sum(1, keepdims=True)).T.ravel()[at]
        tail, freedom = (1 + LEVEL) / 2, max(cells.count_freedom(share), 1.0)
        wider = float(stats.t.ppf(tail, freedom) / stats.norm.ppf(tail))
        out = dict(zip(("level_before", "level_after"), levels, strict=True))
        for name in PARTS:
            middle = float(seen[name][0])
            ends = np.quantile(drawn[name], [(1 - LEVEL) / 2, (1 + LEVEL) / 2])
            low, high = middle + (ends - middle) * wider
            ends_of = {f"{name}_low": min(low, middle), f"{name}_high": max(high, middle)}
            out |= {name: middle, **ends_of}
        return self.facts | out | {"carried_by": self._name_carrier(out)}

    def _spread(self, values: np.ndarray, at: np.ndarray) -> np.ndarray:
        """Return values of cells as ... x side x group, 0 where there is no such cell."""
        out = np.zeros((len(values), 2 * self.x.shape[1]))
        out[:, at] = values
        return out.reshape(len(values), -1, 2).swapaxes(1, 2)

    def _part(self, x: np.ndarray, level: np.ndarray) -> dict[str, np.ndarray]:
        within, between = part_levels(x[:, 0], x[:, 1], level[:, 0], level[:, 1])
        return {"within": within, "between": between, "change": within + between}

    def _name_carrier(self, out: dict[str, float]) -> str:
        if self.facts["remark"]:
            return "cannot be told"
        moved = {name: out[f"{name}_low"] > 0 or out[f"{name}_high"] < 0 for name in PARTS}
        between = moved["between"] and self.facts["p_mixture"] < SIGNIFICANT
        if moved["within"] and between:
            return "both"
        return "within" if moved["within"] else "between" if between else "neither"


def part_levels(
    x_before: np.ndarray, x_after: np.ndarray, before: np.ndarray, after: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Return the parts within and between groups (the last axis) of the change of a level.

    Exposures are sentences or words, 0 where a group is on the other side only; then its level is
    not read there, and its part is between.

    Examples
    --------
    >>> x, level = np.array([9.0, 1.0]), np.array([0.1, 0.5])
    >>> within, between = part_levels(x, x[::-1], level, level)
    >>> round(float(within), 6), round(float(between), 6)
    (0.0, 0.32)
    """
    early, late = np.where(x_before > 0, before, after), np.where(x_after > 0, after, before)
    w_early = x_before / x_before.sum(-1, keepdims=True)
    w_late = x_after / x_after.sum(-1, keepdims=True)
    within = ((w_early + w_late) / 2 * (late - early)).sum(-1)
    between = ((w_late - w_early) * (early + late) / 2).sum(-1)
    return within, between
