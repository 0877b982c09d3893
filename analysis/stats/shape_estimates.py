"""When a change came, with an interval, and by how much: of the shape that fits a theme best."""

import zlib

import numpy as np
import pandas as pd

from .intervals import infer
from .shapes import Shapes
from .spread import fit_levels, weigh_spreads

#: The columns of dates and of levels.
DATES = ("start", "start_low", "start_high", "end", "end_low", "end_high")
LEVELS = ("before", "within", "after", "ratio", "low", "high")
MOST_CUTS = 150  # bins in which dates are looked for; of pulses there are half their square
_N_DRAWS = 4_000
LEVEL = 0.95
_WIDEST = 5.0  # standard deviation of the prior of a slope, in logarithms
_STEPS = 60  # of the fit of a trend
_TEMPER = 0.7  # scores are not quite normal: without it the intervals cover nine in ten


def date_shape(shapes: Shapes, excess: np.ndarray, shape: str, direction: int) -> dict[str, str]:
    """Return the first and last period of a step or pulse, each with an interval of 95 %.

    Every cut, or pair of cuts, is weighed by the likelihood of normal scores with one level outside
    and another inside (all are as likely before); the interval is the shortest set of cuts that
    holds 95 %.

    Parameters
    ----------
    shapes
        The shapes over bins as fine as dates are to be.
    excess
        What each unit has beyond the overall level.
    shape, direction
        As the test found them: only cuts of this direction are weighed.

    Returns
    -------
    dict
        `start`, `start_low`, `start_high`: the first period of the new level; `end`, `end_low`,
        `end_high`: the last of a pulse. Empty for a trend, and `end` for a step.
    """
    out = dict.fromkeys(DATES, "")
    if shape == "trend" or not direction:
        return out
    scores = shapes.score_seen(excess)[1:]
    start, end, kind = shapes.windows
    kept = (kind == (1 if shape == "step" else 2)) & (np.sign(scores) == direction)
    if not kept.any():
        return out
    n, scores, start, end = len(excess), scores[kept], start[kept], end[kept]
    log = -_TEMPER * n / 2 * np.log(np.maximum(1 - scores**2 / max(n - 1, 1), 1e-12))
    weight = np.exp(log - log.max())
    best = int(np.argmax(log))
    low, high = _bound(start, weight, start[best])
    first, last = shapes.bins.first, shapes.bins.last
    out |= {"start": first[start[best]], "start_low": first[low], "start_high": last[high]}
    if shape == "pulse":
        low, high = _bound(end - 1, weight, end[best] - 1)
        out |= {"end": last[end[best] - 1], "end_low": first[low], "end_high": last[high]}
    return out


def _bound(at: np.ndarray, weight: np.ndarray, best: int) -> tuple[int, int]:
    """Return the first and the last of the likeliest places that hold 95 %, the best among them."""
    total = np.bincount(at, weights=weight)
    order = np.argsort(-total, kind="stable")
    n_kept = int(np.searchsorted(np.cumsum(total[order]), LEVEL * total.sum() * (1 - 1e-12))) + 1
    kept = np.append(order[:n_kept], best)
    return int(kept.min()), int(kept.max())


def measure_levels(
    theme: str,
    y: np.ndarray,
    x: np.ndarray,
    inside: np.ndarray,
    measure: str,
    seed: int = 0,
) -> dict[str, float]:
    """Return the levels before, within and after, and the ratio of within to outside, with its
    interval of 95 %.

    A step has no after: it lasts. The draws are the theme's own, so that what is counted of another
    changes nothing.

    Parameters
    ----------
    theme
        Its name, of which the draws are seeded.
    y, x
        Counts and exposures of the units, in order of time.
    inside
        The part of each unit that lies within (0-1): from the cut on, or between two cuts.
    """
    part = inside > 0.5
    first, last = (np.flatnonzero(part)[[0, -1]]) if part.any() else (0, len(part))
    position = np.arange(len(part))
    sides = {
        "before": ~part & (position < first),
        "within": part,
        "after": ~part & (position > last),
    }
    out = {name: _level(y, x, rows) for name, rows in sides.items()}
    mean = fit_levels(y, x, *sides.values())
    weights, draws = weigh_spreads(measure, y, x, mean), {}
    for name, rows in {"within": part, "outside": ~part}.items():
        if not x[rows].sum():
            return out | dict.fromkeys(("ratio", "low", "high"), np.nan)
        key = [seed, zlib.crc32(theme.encode()), zlib.crc32(name.encode())]
        rng = np.random.default_rng(key)
        draws[name] = infer(measure, _sum(y[rows], x[rows]), weights).draw(_N_DRAWS, rng)[:, 0]
    ratio = draws["within"] / np.maximum(draws["outside"], 1e-300)
    tail = (1 - LEVEL) / 2
    found = np.quantile(ratio, [0.5, tail, 1 - tail])
    return out | dict(zip(("ratio", "low", "high"), found.tolist(), strict=True))


def measure_trend(y: np.ndarray, x: np.ndarray, time: np.ndarray) -> dict[str, float]:
    """Return the levels of the earlier and the later half of a trend, and the ratio between the two
    that a log-linear trend through all units gives, with its interval of 95 %.

    The slope is that of quasi-Poisson counts, its error the sandwich's with each unit's leverage
    (HC3; MacKinnon and White 1985) and t, so that it knows how far units differ.

    Parameters
    ----------
    y, x
        Counts and exposures of the units, in order of time.
    time
        Where each unit appears in time, as the test weighs it.
    """
    late = split_halves(time)
    out = {"before": _level(y, x, ~late), "within": _level(y, x, late), "after": np.nan}
    nothing = dict.fromkeys(("ratio", "low", "high"), np.nan)
    n, spread = int((x > 0).sum()), np.std(time)
    if n < 3 or not spread or not y.sum() or not (x[late].sum() and x[~late].sum()):
        return out | nothing
    design = np.column_stack([np.ones(len(time)), (time - time.mean()) / spread])
    slope, error = _fit_slope(y, x, design)
    halves = [np.average(design[rows, 1], weights=x[rows]) for rows in (late, ~late)]
    apart = halves[0] - halves[1]
    reach = error * _t_quantile((1 + LEVEL) / 2, n - 2)
    found = np.exp(np.clip(np.array([slope, slope - reach, slope + reach]) * apart, -50, 50))
    return out | dict(zip(("ratio", "low", "high"), found.tolist(), strict=True))


def split_halves(time: np.ndarray) -> np.ndarray:
    """Tell which units are the later half; where many share the middle, the side is theirs that
    leaves the halves most alike.
    """
    middle = np.median(time)
    above, from_middle = time > middle, time >= middle
    return min((above, from_middle), key=lambda late: abs(late.mean() - 0.5))


def _fit_slope(y: np.ndarray, x: np.ndarray, design: np.ndarray) -> tuple[float, float]:
    """Return the slope of log counts and its standard error; a weak prior keeps it finite."""
    prior = np.diag([0.0, 1 / _WIDEST**2])
    beta = np.array([np.log(y.sum() / x.sum()), 0.0])
    for _ in range(_STEPS):
        mean = x * np.exp(np.clip(design @ beta, -50, 50))
        bread = (design * mean[:, None]).T @ design + prior
        step = np.linalg.solve(bread, design.T @ (y - mean) - prior @ beta)
        beta = beta + np.clip(step, -1, 1)
        if np.abs(step).max() < 1e-9:
            break
    inverse = np.linalg.inv(bread)
    leverage = np.einsum("ij,jk,ik->i", design, inverse, design) * mean
    scores = design * ((y - mean) / np.maximum(1 - leverage, 0.05))[:, None]
    variance = inverse @ (scores.T @ scores) @ inverse
    return float(beta[1]), float(np.sqrt(variance[1, 1]))


def _t_quantile(q: float, freedom: int) -> float:
    from scipy import stats

    return float(stats.t.ppf(q, freedom))


def _level(y: np.ndarray, x: np.ndarray, rows: np.ndarray) -> float:
    return float(y[rows].sum() / x[rows].sum()) if x[rows].sum() else np.nan


def _sum(y: np.ndarray, x: np.ndarray) -> pd.DataFrame:
    sums = {"sum_y": y.sum(), "sum_x": x.sum(), "sum_yy": (y**2).sum(), "sum_xx": (x**2).sum()}
    return pd.DataFrame([sums])
