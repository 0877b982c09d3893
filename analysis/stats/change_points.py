"""A theme over equal periods: does it keep rising or falling, and did it change at one point?"""

from __future__ import annotations

import math

import numpy as np
import pandas as pd

from ..core.measures import check_counted, find_measure
from ..core.periods import UNDATED
from .estimates import check_tallies
from .intervals import PRIOR, squared_residuals
from .tallies import UNMATCHED, pool_tallies

LEAST_PERIODS = 8
#: Probability, before anything is read, that a theme changed at all; every place is then as likely.
PRIOR_CHANGE = 0.5
_SIGNIFICANT_LAG = 1.96


def compare_series(tallies: pd.DataFrame, *, measure: str = "share") -> pd.DataFrame:
    """Test each theme for a steady rise or fall (Mann-Kendall, allowing for autocorrelation).

    The variance is multiplied as Hamed and Rao (1998) do, by the autocorrelation of the ranks left
    when Sen's slope is taken away; it is never made smaller, so that the test errs on the side of
    no trend.

    Parameters
    ----------
    tallies
        Table `tallies`; the groups of a period are added first.
    measure
        "share", "rate" or "tone".

    Returns
    -------
    DataFrame
        `theme`, `tau` (-1 falls throughout, 1 rises throughout), `p` (two-sided), `n_periods`,
        `n_effective` (independent periods that these are worth), `remark`. Under 8 periods tau and
        p are empty and `remark` says so.
    """
    out = []
    for theme, cells in _series(tallies, measure):
        n = len(cells)
        if n < LEAST_PERIODS:
            out.append(
                [theme, np.nan, np.nan, n, float(n), _refusal(n, "no test of order is made")]
            )
        else:
            values = (cells["sum_y"] / cells["sum_x"]).to_numpy() * find_measure(measure).unit
            out.append([theme, *_mann_kendall(values), ""])
    columns = ["theme", "tau", "p", "n_periods", "n_effective", "remark"]
    return pd.DataFrame(out, columns=columns).astype(
        {"theme": "str", "remark": "str", "n_periods": "int64"}
    )


def find_change_points(tallies: pd.DataFrame, *, measure: str = "share") -> pd.DataFrame:
    """Give the probability that each theme changed its level once, at each period, or not at all.

    Exact: counts over their overdispersion are Poisson, levels have a gamma prior about the overall
    one. The overdispersion is the larger of what documents within periods and what neighbouring
    periods show.

    Parameters
    ----------
    tallies
        Table `tallies`; the groups of a period are added first.
    measure
        "share" or "rate".

    Returns
    -------
    DataFrame
        `theme`, `period` (the first of the new level; "none" for no change), `probability` (0-1,
        adding up to 1 for a theme), `ratio` (new level over old; 1 for "none"), `remark`. Under 8
        periods a theme has one row, with an empty probability, and `remark` says that none is
        looked for.

    Raises
    ------
    ValueError
        If `measure` is neither.
    """
    check_counted(measure)
    parts = []
    for theme, cells in _series(tallies, measure):
        if len(cells) < LEAST_PERIODS:
            part = pd.DataFrame({"period": ["none"], "probability": np.nan, "ratio": np.nan})
            part["remark"] = _refusal(len(cells), "no change point is looked for")
        else:
            part = _change_point(cells, measure).assign(remark="")
        parts.append(part.assign(theme=theme))
    columns = ["theme", "period", "probability", "ratio", "remark"]
    if not parts:
        return pd.DataFrame(columns=columns)
    text = {c: "str" for c in ("theme", "period", "remark")}
    return pd.concat(parts, ignore_index=True)[columns].astype(text)


def _series(tallies: pd.DataFrame, measure: str):
    """Yield each theme with its periods in order, groups added, empty ones left out."""
    kinds = tallies["measure"].str.replace("tone_raw", "tone") == measure
    rows = check_tallies(tallies[kinds & (tallies["period"] != UNDATED)])
    pooled = pool_tallies(rows, group="all")
    for theme in dict.fromkeys(rows["theme"]):
        if theme != UNMATCHED:
            yield (
                theme,
                pooled[(pooled["theme"] == theme) & (pooled["sum_x"] > 0)].sort_values("period"),
            )


def _refusal(n: int, what: str) -> str:
    return f"{n} periods, fewer than {LEAST_PERIODS}: {what}"


def _mann_kendall(values: np.ndarray) -> tuple[float, float, int, float]:
    """Return tau, p, n and the effective n."""
    from scipy import stats

    n = len(values)
    i, j = np.triu_indices(n, 1)
    total = np.sign(values[j] - values[i]).sum()
    ties = np.unique(values, return_counts=True)[1]
    variance = (n * (n - 1) * (2 * n + 5) - (ties * (ties - 1) * (2 * ties + 5)).sum()) / 18
    slope = np.median((values[j] - values[i]) / (j - i))
    ranks = stats.rankdata(values - slope * np.arange(n))
    factor = _inflation(ranks - ranks.mean())
    if variance <= 0:
        return 0.0, 1.0, n, n / factor
    z = (abs(total) - 1) / math.sqrt(variance * factor) if total else 0.0
    return float(total / len(i)), float(2 * stats.norm.sf(max(z, 0.0))), n, n / factor


def _inflation(ranks: np.ndarray) -> float:
    """Return n over the effective n, from significant autocorrelations of ranks; at least 1."""
    n, power = len(ranks), ranks @ ranks
    if power == 0:
        return 1.0
    lags = np.arange(1, n - 1)
    r = np.array([ranks[:-k] @ ranks[k:] for k in lags]) / power
    r = np.where(np.abs(r) > _SIGNIFICANT_LAG / math.sqrt(n), r, 0.0)
    terms = (n - lags) * (n - lags - 1) * (n - lags - 2) * r
    return max(1.0, 1 + 2 / (n * (n - 1) * (n - 2)) * terms.sum())


def _change_point(cells: pd.DataFrame, measure: str) -> pd.DataFrame:
    """Return the posterior over no change and every first period of a new level."""
    y, x = cells["sum_y"].to_numpy("float64"), cells["sum_x"].to_numpy("float64")
    rate = (y.sum() + 0.5) / (x.sum() + 0.5)
    over = _overdispersion(cells, rate, measure)
    before_y, before_x = np.cumsum(y)[:-1] / over, np.cumsum(x)[:-1] / over
    after_y, after_x = y.sum() / over - before_y, x.sum() / over - before_x
    split = _evidence(before_y, before_x, rate) + _evidence(after_y, after_x, rate)
    whole = _evidence(y.sum() / over, x.sum() / over, rate)
    logs = np.array(
        [whole + math.log(1 - PRIOR_CHANGE), *(split + math.log(PRIOR_CHANGE / len(split)))]
    )
    weight = np.exp(logs - logs.max())
    ratio = (after_y + 0.5) / (after_x + 0.5 / rate) / ((before_y + 0.5) / (before_x + 0.5 / rate))
    names = ["none", *cells["period"].iloc[1:]]
    return pd.DataFrame(
        {"period": names, "probability": weight / weight.sum(), "ratio": [1.0, *ratio]}
    )


def _evidence(y, x, rate: float):
    """Return the log marginal likelihood of Poisson counts at one level, by a gamma prior."""
    from scipy.special import gammaln

    b = 0.5 / rate
    return 0.5 * math.log(b) - gammaln(0.5) + gammaln(0.5 + y) - (0.5 + y) * np.log(b + x)


def _overdispersion(cells: pd.DataFrame, rate: float, measure: str) -> float:
    """Return how many times counts vary more than independent hits, by documents or periods."""
    y, x, n = (cells[c].to_numpy("float64") for c in ("sum_y", "sum_x", "n_units"))
    mean = rate * x.sum() / n.sum()
    if measure == "rate":
        expected, chance = 1 + mean / PRIOR["rate"], rate
    else:
        expected, chance = 1 + (x.sum() / n.sum() - 1) * PRIOR["share"], rate * max(1 - rate, 0.05)
    inside = squared_residuals(cells, y / x).sum() / (chance * x.sum() / n.sum())
    inside = (2 * expected + inside) / (2 + (n - 1).sum())
    steps = np.diff(y / x) ** 2 / (1 / x[1:] + 1 / x[:-1]) / chance
    return max(1.0, float(inside), float(np.mean(steps)))
