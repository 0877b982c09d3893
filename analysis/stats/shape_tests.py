"""Whether themes move in any shape as they would not if the dates of the episodes were permuted."""

import math
from functools import lru_cache

import numpy as np
import pandas as pd

from .group_tests import step_down
from .intervals import infer
from .permutation import cut_rows
from .shape_orders import EXACT, N_ORDERS, best_without, draw_orders, score_orders
from .shapes import KINDS, Null, Shapes

_SURE = 1.5  # standard errors that an autocorrelation must be above nothing
MANY = 5_000  # beyond this many the sums over periods are drawn from a normal distribution
# Of each theme so many are left out, one at a time: those that bear most on what was found.
_LEFT_OUT = 12
_COSTS = (1, 2, 3.5)  # chosen on simulated trends, steps and pulses


def permute_shapes(
    shapes: Shapes,
    y: np.ndarray,
    x: np.ndarray,
    measure: str,
    families: np.ndarray,
    *,
    seed: int = 0,
) -> tuple[dict[str, np.ndarray], list[Null]]:
    """Return the test of every column of y (units x themes), and the null of each; `p_family` is
    corrected within each of the families.
    """
    n, themes = y.shape
    spread = infer_spread(y, x, measure)
    excess = find_excess(y, x, measure, spread)
    seen = np.array([shapes.score_seen(excess[:, t]) for t in range(themes)])
    seen = seen.reshape(themes, 1 + len(shapes.windows[0]))
    at = np.array([choose_shape(scores, shapes, n) for scores in seen], dtype="int64")
    block = find_block(shapes, excess, at)
    nulls = [draw_null(shapes, excess[:, t], seed, block) for t in range(themes)]
    p = np.array([null.p(null.least[0]) for null in nulls])
    picked = seen[np.arange(themes), at] if themes else np.zeros(0)
    direction = np.sign(np.round(picked, 9)).astype("int64")
    p_without, holds = leave_out(shapes, y, x, measure, spread, nulls, seen, _LEFT_OUT)
    method = "normal sums" if n > MANY else "exact" if n <= EXACT else "Monte Carlo"
    n_orders = 0 if n > MANY else len(draw_orders(n, seed, block))
    out = {
        "shape": np.array([name_shape(i, shapes) for i in at], dtype=object),
        "direction": direction,
        "p": p,
        "p_family": step_down(p, families, lambda i: nulls[i].p(nulls[i].least)),
        "p_least": np.array([null.p(null.least.min()) for null in nulls]),
        "p_without": p_without,
        "sign_holds": holds,
        "n_units": np.full(themes, n),
        "block": np.full(themes, block),
        "n_orders": np.full(themes, n_orders),
        "method": np.full(themes, method, dtype=object),
        "at": at,
        "excess": list(excess.T),
    }
    return out, nulls


def draw_null(shapes: Shapes, excess: np.ndarray, seed: int, block: int) -> Null:
    """Return what the orders give of a theme, or of very many units the normal distribution of
    sums.
    """
    if len(excess) > MANY:
        seen = shapes.best(shapes.score_seen(excess)[None])
        return Null(np.concatenate([seen, _draw_sums(shapes, excess, seed)]))
    return _order_null(shapes, excess.tobytes(), seed, block)


@lru_cache(maxsize=64)  # where a term of one theme is left out, the others are as before
def _order_null(shapes: Shapes, excess: bytes, seed: int, block: int) -> Null:
    numbers = np.frombuffer(excess)
    return Null(score_orders(shapes, numbers, draw_orders(len(numbers), seed, block)))


def choose_shape(scores: np.ndarray, shapes: Shapes, n: int) -> int:
    """Return the shape that explains most for what it costs, as by Schwarz (1978): a level for a
    trend, a level and a date for a step, and for a pulse two dates, which are more to choose from.
    """
    kind = np.append(0, shapes.windows[2])
    left = np.maximum(1 - scores**2 / max(n - 1, 1), 1e-12)
    return int(np.argmax(-n * np.log(left) - np.array(_COSTS)[kind] * math.log(max(n, 2))))


def name_shape(at: int, shapes: Shapes) -> str:
    """Return "trend", "step" or "pulse"."""
    return KINDS[0] if at == 0 else KINDS[shapes.windows[2][at - 1]]


def infer_spread(y: np.ndarray, x: np.ndarray, measure: str) -> np.ndarray:
    """Return k or the correlation of each theme, whatever the dates."""
    if not len(x):
        return np.ones(y.shape[1])
    sums = {"sum_y": y.sum(0), "sum_x": x.sum(), "sum_yy": (y**2).sum(0), "sum_xx": (x**2).sum()}
    return infer(measure, pd.DataFrame(sums)).typical_spread()


def find_excess(
    y: np.ndarray,
    x: np.ndarray,
    measure: str,
    spread: np.ndarray,
    without: np.ndarray | None = None,
) -> np.ndarray:
    """Return how far each unit of each theme is from the overall level: its deviance residual,
    which is much less skewed than its count, weighted by how much it tells.

    `without` is a unit for each theme that is left out of its level; its own excess is 0.
    """
    if not len(x):
        return np.zeros(y.shape)
    hits, over, themes = y.sum(0), x.sum(), np.arange(y.shape[1])
    if without is not None:
        hits, over = hits - y[without, themes], over - x[without]
    x = x[:, None]
    mean = np.clip(x * (hits / over), 1e-12, None)
    if measure == "rate":
        more = 1 + mean / spread
        deviance = _part(y, mean) - (y + spread) * np.log((y + spread) / (mean + spread))
    else:
        more = 1 + np.maximum(x - 1, 0) * spread
        deviance = (_part(y, mean) + _part(x - y, np.maximum(x - mean, 1e-12))) / more
    out = np.sign(y - mean) * np.sqrt(np.maximum(2 * deviance, 0) * mean / more)
    out = out * (hits > 0)  # of a theme without a hit only the lengths would differ
    if without is not None:
        out[without, themes] = 0
    return out


def _part(seen: np.ndarray, expected: np.ndarray) -> np.ndarray:
    return seen * np.log(np.where(seen > 0, seen, expected) / expected)


def leave_out(
    shapes: Shapes, y, x, measure: str, spread, nulls: list[Null], seen: np.ndarray, most: int
) -> tuple[np.ndarray, np.ndarray]:
    """Return the largest p without one unit, and whether the best shape keeps its direction, by
    theme; of each theme the units are left out that bear most on that shape.

    The null stays that of all units: without one of them it has less to be extreme with. `seen` are
    the scores (themes x shapes), `most` how many units are left out, one at a time.
    """
    n, themes = y.shape
    if n < 2 or not themes:
        return np.ones(themes), np.zeros(themes, dtype=bool)
    excess = find_excess(y, x, measure, spread)
    at = [choose_shape(scores, shapes, n) for scores in seen]
    weights = {i: weigh_units(i, shapes) for i in set(at)}
    most = min(most, n)
    units = np.empty((themes, most), dtype="int64")
    for theme, i in enumerate(at):
        bearing = np.abs((weights[i] - weights[i].mean()) * excess[:, theme])
        units[theme] = np.argsort(-bearing, kind="stable")[:most]
    units, of = units.ravel(), np.repeat(np.arange(themes), most)
    best, turned = np.empty((len(of), 3)), np.empty(len(of))
    for pairs in cut_rows(np.arange(len(of)), n):
        some, themes_there = units[pairs], of[pairs]
        rest = find_excess(y[:, themes_there], x, measure, spread[themes_there], some)
        best[pairs] = best_without(shapes, rest, some)
        weight = np.column_stack([weights[at[theme]] for theme in themes_there])
        mean = (weight.sum(0) - weight[some, np.arange(len(some))]) / (n - 1)
        turned[pairs] = (weight * rest).sum(0) - mean * rest.sum(0)
    by_theme = zip(nulls, best.reshape(themes, most, 3), strict=True)
    p = np.array([null.p(null.judge(found)).max() for null, found in by_theme])
    ways = np.sign(np.round(seen[np.arange(themes), at], 9))
    holds = np.sign(np.round(turned.reshape(themes, most), 9)) == ways[:, None]
    return p, holds.all(1) & (ways != 0)


def weigh_units(at: int, shapes: Shapes) -> np.ndarray:
    """Return the weight of each unit in a shape."""
    if at == 0:
        return shapes.rank
    start, end, _ = shapes.windows
    return shapes.bins.parts[:, start[at - 1] : end[at - 1]].sum(1)


def _draw_sums(shapes: Shapes, excess: np.ndarray, seed: int) -> np.ndarray:
    """Return the best of each kind where the sums over the bins are drawn from the normal
    distribution that the order of very many units gives them.
    """
    n = len(excess)
    weights = np.column_stack([shapes.rank, shapes.bins.parts])
    centred = weights - weights.mean(0)
    value, vector = np.linalg.eigh(centred.T @ centred * excess.var() * n / (n - 1))
    root = vector * np.sqrt(np.maximum(value, 0))
    drawn = np.random.default_rng(seed).standard_normal((N_ORDERS, len(root))) @ root.T
    drawn += weights.mean(0) * excess.sum()
    return shapes.best(shapes.score(drawn[:, 0], drawn[:, 1:], excess))


def find_block(shapes: Shapes, excess: np.ndarray, at: np.ndarray) -> int:
    """Return how many units in a row are to change places together: 1 unless neighbours in time are
    more alike than chance, once the best shape of each theme is taken away.

    Twice the length over which they are (one and twice the sum of the first autocorrelations, all
    themes together, until one is no longer sure), and at most a sixth of the units.
    """
    n, themes = excess.shape
    if n <= EXACT or not themes:
        return 1
    rest = np.column_stack([_rest(excess[:, t], weigh_units(at[t], shapes)) for t in range(themes)])
    rest = rest[:, (rest**2).sum(0) > 1e-12]
    if not rest.size:
        return 1
    rest = rest / np.sqrt((rest**2).mean(0))
    bar, length = _SURE / math.sqrt(n * rest.shape[1]), 1.0
    for lag in range(1, n // 6):
        r = float((rest[lag:] * rest[:-lag]).sum() / (n * rest.shape[1]))
        if r < bar:
            break
        length += 2 * r
    return 1 if length == 1.0 else max(2, min(math.ceil(2 * length), n // 6))


def _rest(excess: np.ndarray, weight: np.ndarray) -> np.ndarray:
    """Return what is left of the excess once it is regressed on a weight."""
    centred, off = weight - weight.mean(), excess - excess.mean()
    size = centred @ centred
    return off - centred * (centred @ off / size) if size > 0 else off
