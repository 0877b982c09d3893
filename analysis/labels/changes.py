"""Changes and trends of corrected levels, with what the correction costs in power.

Intervals of sums and differences are recovered from those of the levels (MOVER: Zou and Donner
2008), which need not be symmetric; periods share no document, and so are independent.
"""

from itertools import pairwise
from statistics import NormalDist

import numpy as np
import pandas as pd

from ..core.counts import say_part
from .measured import THEMES

_POWER = 0.8
_COLUMNS = [
    "measure", "theme", "kind", "before", "after", "estimate", "low", "high", "called",
    "uncorrected", "uncorrected_low", "uncorrected_high", "uncorrected_called", "detectable",
    "uncorrected_detectable", "ratio", "ratio_low", "ratio_high", "n_periods", "remark",
]  # fmt: skip
_NOTHING = dict.fromkeys(_COLUMNS, np.nan) | {
    "kind": "change", "before": "", "after": "", "called": False, "uncorrected_called": False, "remark": "",
}  # fmt: skip


def correct_changes(corrected: pd.DataFrame) -> pd.DataFrame:
    """Compare periods by their corrected levels: did a theme or the tone change, and how steadily?

    Each comparison stands for itself: of twenty without a change, one is called by chance.

    Parameters
    ----------
    corrected
        What `correct_estimates` gives, with its periods in order of time.

    Returns
    -------
    DataFrame
        For each theme, of `kind` "change" one row for each pair of neighbouring periods, and for
        the first and the last; of `kind` "trend", with three periods or more, the mean change per
        period on a straight line through them, equally far apart. `estimate`, `low`, `high` are the difference of the
        corrected levels; `called` says that its interval does not hold 0. The same is given of the
        uncorrected levels. `detectable` is the difference that would be called with a chance of
        80 %, beside `uncorrected_detectable`: what the correction costs.
        `ratio`, `ratio_low` and `ratio_high` say how many times as high the later share is; an end
        is missing where the interval of a level reaches 0. Periods without a
        corrected level are left out; with fewer than two others, one row has only a `remark`.

    Examples
    --------
    >>> levels = pd.DataFrame({"measure": "themes", "theme": "russia", "period": ["2021", "2022"], "level": 0.95,
    ...                        "estimate": [0.10, 0.14], "low": [0.07, 0.11], "high": [0.14, 0.18],
    ...                        "uncorrected": [0.09, 0.07], "uncorrected_low": [0.08, 0.06],
    ...                        "uncorrected_high": [0.10, 0.08]})
    >>> correct_changes(levels)[["estimate", "low", "high", "called", "uncorrected_called"]].round(3).values.tolist()
    [[0.04, -0.01, 0.09, False, True]]
    """
    rows = []
    for (measure, theme), group in corrected.groupby(["measure", "theme"], sort=False):
        about = {"measure": measure, "theme": theme}
        levels = group[group["estimate"].notna()].reset_index(drop=True)
        n = len(levels)
        if n < 2:
            said = f"{say_part(n, len(group), 'period')} with enough labels: two are needed"
            rows.append(_NOTHING | about | {"remark": said, "n_periods": n})
            continue
        pairs = [*pairwise(range(n)), *([(0, n - 1)] if n > 2 else [])]
        kinds = [("change", i, j, np.eye(n)[j] - np.eye(n)[i]) for i, j in pairs]
        kinds += [("trend", 0, n - 1, _weigh_line(n))] if n > 2 else []
        for kind, first, last, weights in kinds:
            before, after = levels["period"][first], levels["period"][last]
            ends = {"kind": kind, "before": before, "after": after}
            used = levels if kind == "trend" else levels.iloc[[first, last]]
            found = _compare(levels, weights) | {"n_periods": len(used)}
            if kind == "change" and measure == THEMES:
                found |= _divide(used)
            rows.append(_NOTHING | about | ends | found)
    return pd.DataFrame(rows, columns=_COLUMNS)


def _weigh_line(n: int) -> np.ndarray:
    """Return what each of n levels weighs in the slope of the straight line through them."""
    away = np.arange(n) - (n - 1) / 2
    return away / (away @ away)


def _compare(levels: pd.DataFrame, weights: np.ndarray) -> dict[str, object]:
    """Return a weighted sum of levels with its interval, corrected and not."""
    normal = NormalDist()
    more = 1 + normal.inv_cdf(_POWER) / normal.inv_cdf((1 + levels["level"].iloc[0]) / 2)
    out: dict[str, object] = {}
    for name, prefix in (("estimate", ""), ("uncorrected", "uncorrected_")):
        columns = levels[[name, f"{prefix}low", f"{prefix}high"]].to_numpy("float64").T
        value, low, high = combine(weights, *columns)
        ends = {f"{prefix}low": low, f"{prefix}high": high}
        out |= {name: value} | ends | {f"{prefix}called": bool(low > 0 or high < 0)}
        out[f"{prefix}detectable"] = (high - low) / 2 * more
    return out


def _divide(levels: pd.DataFrame) -> dict[str, float]:
    """Return the ratio of the second level to the first: the difference of their logarithms."""
    ends = levels[["estimate", "low", "high"]].to_numpy("float64").T
    with np.errstate(divide="ignore", invalid="ignore"):
        found = np.exp(combine(np.array([-1.0, 1.0]), *np.log(ends)))
    names = ("ratio", "ratio_low", "ratio_high")
    known = np.where(np.isfinite(found) & (found > 0), found, np.nan)
    return dict(zip(names, map(float, known), strict=True))


def combine(
    weights: np.ndarray, estimate: np.ndarray, low: np.ndarray, high: np.ndarray
) -> tuple[float, float, float]:
    """Return the weighted sum of independent estimates, and the interval that theirs give it."""
    ends = weights * low, weights * high
    value = weights @ estimate
    down = weights * estimate - np.minimum(*ends)
    up = np.maximum(*ends) - weights * estimate
    return float(value), float(value - np.sqrt(down @ down)), float(value + np.sqrt(up @ up))
