"""What a corpus could have shown: the change that its documents and dates would have revealed."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from .date_permutation import permute_dates
from .intervals import infer
from .trend_tests import SIGNIFICANT, arrange_units, called

RATIOS = (1.25, 1.5, 2.0, 2.5, 3.0, 4.0, 5.0, 6.0, 8.0, 10.0, 15.0, 20.0, 30.0, 50.0, 100.0)
# runs a ratio, fewer (but 50) where all together would draw more counts
_RUNS, _DRAWS = (200, 200_000)
_CEILING = 0.95  # no theme takes a larger share of a report


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

    Counts are drawn for the episodes as they are (their lengths and dates, each theme's level and
    spread) with the later half of them at a ratio to the earlier, 200 times a ratio, and judged as
    `compare_dates` and `called` judge: permutation of dates, Bonferroni's bar for the family, no
    episode indispensable.

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
        `theme`, `ratio` (the least of `RATIOS` called often enough; infinite where none is: no
        ratio, however great, could have been shown), `power` (measured at that ratio; at the
        greatest one possible where it is infinite), `n_units`.
    """
    units, y = arrange_units(tallies, documents, measure, seed)
    rank, x = units["rank"].to_numpy(), units["x"].to_numpy("float64")
    out = []
    for theme in y.columns:
        n_family = (
            sum((t in family) == (theme in family) for t in y.columns) if family else y.shape[1]
        )
        bar = SIGNIFICANT / n_family
        found = _search(rank, x, y[theme].to_numpy("float64"), measure, bar, power, seed)
        out.append([theme, *found, len(units)])
    return pd.DataFrame(out, columns=["theme", "ratio", "power", "n_units"]).astype(
        {"theme": "str"}
    )


def _search(rank, x, y, measure: str, bar: float, power: float, seed: int) -> tuple[float, float]:
    """Return the least ratio that is called often enough, and how often, by bisection."""
    if len(x) < 2:
        return np.inf, 0.0
    rates = [_rates(rank, x, y, measure, ratio) for ratio in RATIOS]
    possible = [i for i, r in enumerate(rates) if measure == "rate" or r.max() <= _CEILING]
    if not possible:
        return np.inf, 0.0
    spread = infer(measure, _sums(x, y)).typical_spread()[0]

    def often(i: int) -> float:
        return _share_called(rank, x, rates[i], spread, measure, bar, seed)

    low, high, best = -1, possible[-1], often(possible[-1])
    if best < power:
        return np.inf, best
    while high - low > 1:
        middle = (low + high) // 2
        seen = often(middle)
        low, high, best = (low, middle, seen) if seen >= power else (middle, high, best)
    return RATIOS[high], best


def _sums(x: np.ndarray, y: np.ndarray) -> pd.DataFrame:
    return pd.DataFrame(
        {"sum_y": [y.sum()], "sum_x": x.sum(), "sum_yy": (y**2).sum(), "sum_xx": (x**2).sum()}
    )


def _rates(rank, x, y, measure: str, ratio: float) -> np.ndarray:
    """Return each unit's rate: the later half at `ratio` times the earlier, the total as seen."""
    factor = np.where(rank > np.median(rank), ratio, 1.0)
    return max(y.sum(), 0.5) / (factor @ x) * factor


def _share_called(rank, x, rates, spread: float, measure: str, bar: float, seed: int) -> float:
    rng, shape = np.random.default_rng(seed), (max(50, min(_RUNS, _DRAWS // len(x))), len(x))
    if measure == "rate":
        y = rng.poisson(rates * x * rng.gamma(spread, 1 / spread, shape))
    else:
        size = 1 / min(spread, 0.99) - 1
        y = rng.binomial(x.astype("int64"), rng.beta(size * rates, size * (1 - rates), shape))
    test = permute_dates(rank, y.T.astype("float64"), x, measure, seed=seed, quick=True)
    carried = (y > 0).sum(1) >= 2
    return float(np.mean(called(test["p"] < bar, test["p_without"], test["sign_holds"], carried)))
