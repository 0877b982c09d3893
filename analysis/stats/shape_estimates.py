"""When a change came, with an interval, and by how much: of the shape that fits a theme best."""

import zlib

import numpy as np

from .intervals import infer, sum_units, t_reach
from .shapes import Shapes
from .spread import fit_levels, weigh_spreads

#: The columns of dates and of levels.
DATES = ("start", "start_low", "start_high", "end", "end_low", "end_high")
LEVELS = ("before", "within", "after", "ratio", "low", "high")
_NO_RATIO = dict.fromkeys(LEVELS[3:], np.nan)
MOST_CUTS = 150  # bins in which dates are looked for; of pulses there are half their square
_N_DRAWS = 4_000
LEVEL = 0.95
_WIDEST = 5.0  # standard deviation of the prior of a slope, in logarithms
_STEPS = 60  # of the fit of a trend
_TEMPER = 0.7  # scores are not quite normal: without it the intervals cover nine in ten


def date_shape(shapes: Shapes, excess: np.ndarray, shape: str, direction: int) -> dict[str, str]:
    """Return the first period of the new level of a step or pulse (`start`, `start_low`,
    `start_high`), and the last of a pulse (`end`, ...), each with an interval of 95 %; "" elsewhere.

    Every cut, or pair of cuts, of the direction that the test found is weighed by the likelihood of
    normal scores with one level outside and another inside (all are as likely before); the interval
    is the shortest set of cuts that holds 95 %. The bins are as fine as dates are to be.
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
    theme: str, y: np.ndarray, x: np.ndarray, inside: np.ndarray, measure: str, seed: int = 0
) -> dict[str, float]:
    """Return the levels before, within and after, and the ratio of within to outside, with its
    interval of 95 %; of units in order of time, and the part of each that lies within (0-1).

    A step has no after: it lasts. The draws are seeded by the theme's name, so that what is counted
    of another changes nothing.
    """
    part = inside > 0.5
    first, last = (np.flatnonzero(part)[[0, -1]]) if part.any() else (0, len(part))
    position = np.arange(len(part))
    before, after = ~part & (position < first), ~part & (position > last)
    sides = {"before": before, "within": part, "after": after}
    out = {name: _level(y, x, rows) for name, rows in sides.items()} | _NO_RATIO
    mean = fit_levels(y, x, *sides.values())
    weights, draws = weigh_spreads(measure, y, x, mean), {}
    for name, rows in {"within": part, "outside": ~part}.items():
        if not x[rows].sum():
            return out
        key = [seed, zlib.crc32(theme.encode()), zlib.crc32(name.encode())]
        rng = np.random.default_rng(key)
        sums = sum_units(y[rows], x[rows])
        draws[name] = infer(measure, sums, weights).draw(_N_DRAWS, rng)[:, 0]
    ratio = draws["within"] / np.maximum(draws["outside"], 1e-300)
    tail = (1 - LEVEL) / 2
    found = np.quantile(ratio, [0.5, tail, 1 - tail])
    return out | dict(zip(_NO_RATIO, found.tolist(), strict=True))


def measure_trend(y: np.ndarray, x: np.ndarray, time: np.ndarray) -> dict[str, float]:
    """Return the levels of the earlier and the later half of a trend, and the ratio between the two
    that a log-linear trend through all units gives, with its interval of 95 %.

    The slope is that of quasi-Poisson counts, its error the sandwich's with each unit's leverage
    (HC3; MacKinnon and White 1985) and t, so that it knows how far units differ. `time` is where
    each unit appears in time, as the test weighs it.
    """
    late = split_halves(time)
    out = {"before": _level(y, x, ~late), "within": _level(y, x, late), "after": np.nan} | _NO_RATIO
    n, spread = int((x > 0).sum()), np.std(time)
    if n < 3 or not spread or not y.sum() or not (x[late].sum() and x[~late].sum()):
        return out
    design = np.column_stack([np.ones(len(time)), (time - time.mean()) / spread])
    slope, error = _fit_slope(y, x, design)
    second, first = (np.average(design[rows, 1], weights=x[rows]) for rows in (late, ~late))
    reach = error * float(t_reach(LEVEL, n - 2))
    ends = np.array([slope, slope - reach, slope + reach]) * (second - first)
    found = np.exp(np.clip(ends, -50, 50))
    return out | dict(zip(_NO_RATIO, found.tolist(), strict=True))


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


def _level(y: np.ndarray, x: np.ndarray, rows: np.ndarray) -> float:
    return float(y[rows].sum() / x[rows].sum()) if x[rows].sum() else np.nan
