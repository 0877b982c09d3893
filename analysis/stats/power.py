"""What a corpus could have shown: the change that its documents and dates would have revealed."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from ..core.cache import cached
from ..core.progress import track
from .shape_tests import MANY, draw_null, find_excess, leave_out, permute_shapes, weigh_units
from .shapes import Shapes
from .spread import fit_levels, typical_spread
from .trend_tests import SIGNIFICANT, arrange_shapes, arrange_units, called

RATIOS = (1.25, 1.5, 2.0, 2.5, 3.0, 4.0, 5.0, 6.0, 8.0, 10.0, 15.0, 20.0, 30.0, 50.0, 100.0)
# runs a ratio, fewer (but 50) where all together would draw more counts
_RUNS, _DRAWS = (200, 200_000)
_LEFT_OUT = 1  # unit of a run: the one that bears most on what was found
_CEILING = 0.95  # no theme takes a larger share of a report


@cached()
def detectable_ratio(
    tallies: pd.DataFrame,
    documents: pd.DataFrame,
    *,
    measure: str = "share",
    family: Sequence[str] | None = None,
    power: float = 0.8,
    seed: int = 0,
) -> pd.DataFrame:
    """Return the change that this corpus could have shown, had there been one.

    Counts are drawn for the events as they are (their lengths and dates, each theme's level, and
    its spread without the step or pulse that it shows) with the later half of them at a ratio to the
    earlier, 200 times a ratio, and judged as `compare_dates` and `called` judge: by all shapes,
    with Bonferroni's bar for the family, no event indispensable. What permuted dates would give is
    taken from counts drawn without a change.

    Parameters
    ----------
    tallies, documents, measure, family
        As in `compare_dates`.
    power
        The share of draws in which the change must be called, 0-1.
    seed
        Of the draws.

    Returns
    -------
    DataFrame
        `theme`, `ratio` (the least of `RATIOS` called often enough; infinite where none is),
        `power` (measured at that ratio; at the greatest one possible where it is infinite),
        `n_units`.
    """
    units, table = arrange_units(tallies, documents, measure, seed)
    shapes = arrange_shapes(units)
    x, y = units["x"].to_numpy("float64"), table.to_numpy("float64")
    inside = np.isin(table.columns, list(table.columns if family is None else family))
    test, _ = permute_shapes(shapes, y, x, measure, inside, seed=seed)
    block = int(test["block"].max(initial=1))
    out = []
    for i, theme in enumerate(track(table.columns, "which changes could be shown", unit=" themes")):
        bar = SIGNIFICANT / (inside == inside[i]).sum()
        part = weigh_units(test["at"][i], shapes) > 0.5
        moved = test["shape"][i] != "trend" and test["p"][i] < SIGNIFICANT
        mean = fit_levels(y[:, i], x, *([part, ~part] if moved else []))
        drawn = _Drawn(x, typical_spread(measure, y[:, i], x, mean), measure, seed)
        found = _search(shapes, block, y[:, i], drawn, bar, power)
        out.append([theme, *found, len(units)])
    found = pd.DataFrame(out, columns=["theme", "ratio", "power", "n_units"])
    return found.astype({"theme": "str"})


@dataclass(frozen=True)
class _Drawn:
    """Counts drawn for units as they are, at given rates."""

    x: np.ndarray
    spread: float
    measure: str
    seed: int

    def draw(self, rates: np.ndarray, runs: int) -> tuple[np.ndarray, np.ndarray]:
        """Return counts and what they have beyond the overall level, units x runs."""
        rng, shape = np.random.default_rng([self.seed, runs]), (runs, len(self.x))
        if self.measure == "rate":
            more = rng.gamma(self.spread, 1 / self.spread, shape)
            y = rng.poisson(rates * self.x * more)
        else:
            size = 1 / min(self.spread, 0.99) - 1
            level = rng.beta(size * rates, size * (1 - rates), shape)
            y = rng.binomial(self.x.astype("int64"), level)
        y = y.T.astype("float64")
        return y, find_excess(y, self.x, self.measure, np.full(runs, self.spread))


def _search(
    shapes: Shapes, block: int, y: np.ndarray, drawn: _Drawn, bar: float, power: float
) -> tuple[float, float]:
    """Return the least ratio that is called often enough, and how often, by bisection."""
    n, rates = len(y), [_rates(shapes.rank, drawn.x, y, ratio) for ratio in (1.0, *RATIOS)]
    most = np.inf if drawn.measure == "rate" else _CEILING
    possible = [i for i, rate in enumerate(rates) if i and rate.max() <= most]
    if n < 2 or not possible:
        return np.inf, 0.0
    null = draw_null(shapes, drawn.draw(rates[0], 1)[1][:, 0], drawn.seed, block)
    if null.p(null.least.min()) >= bar:
        return np.inf, 0.0
    runs = max(50, min(_RUNS, _DRAWS // n))

    def often(i: int) -> float:
        y, excess = drawn.draw(rates[i], runs)
        seen = shapes.score_each(excess)
        p = null.p(null.judge(shapes.best(seen)))
        kept = np.flatnonzero((p < bar) & ((y > 0).sum(0) >= 2))
        if not len(kept):
            return 0.0
        of = y[:, kept], drawn.x, drawn.measure, np.full(len(kept), drawn.spread)
        without, holds = leave_out(shapes, *of, [null] * len(kept), seen[kept], _LEFT_OUT)
        return float(called(True, without, holds, True).sum() / runs)

    low, high = 0, 1 if n > MANY else possible[-1]  # of very many units a small one is enough
    while (best := often(high)) < power:
        if high == possible[-1]:
            return np.inf, best
        low, high = high, min(2 * high, possible[-1])
    while high - low > 1:
        middle = (low + high) // 2
        seen = often(middle)
        low, high, best = (low, middle, seen) if seen >= power else (middle, high, best)
    return RATIOS[high - 1], best


def _rates(rank: np.ndarray, x: np.ndarray, y: np.ndarray, ratio: float) -> np.ndarray:
    """Return each unit's rate: the later half at `ratio` times the earlier, the total as seen."""
    factor = np.where(rank > np.median(rank), ratio, 1.0)
    return max(y.sum(), 0.5) / (factor @ x) * factor
