"""Orders of the units, and the best score of each kind of shape in every one of them, or with each
unit left out: as `Shapes` gives it of one order, many at a time.
"""

import math
from functools import lru_cache
from itertools import permutations

import numpy as np

from .permutation import cut_rows
from .shapes import FLAT, LEAST, LONGEST, Shapes, add_bins, allow

EXACT = 8  # up to this many episodes every order of the dates is tried
N_ORDERS = 1_999
_IN_REACH = 100_000  # of the numbers scored at a time, those that a processor has close by
_PAIRS_AT_ONCE = 2_000_000  # numbers that are scored at a time where a unit is left out


def score_orders(shapes: Shapes, excess: np.ndarray, orders: np.ndarray) -> np.ndarray:
    """Return the best of each kind when the units change places: orders x 3, as `best` of
    `score`.
    """
    # a row a window, so that what is added and compared stands together in memory
    start, end, kind = shapes.windows
    n, total = len(excess), excess.sum()
    scale = np.sqrt(max(((excess - total / n) ** 2).sum(), 0) / max(n - 1, 1))
    share = shapes.edges / n
    spread, spreads = (scale * part for part in shapes.spread)
    expected = ((share[end] - share[start]) * total)[:, None]
    out = []
    for some in cut_rows(orders, max(len(excess), len(start))):
        moved = excess[some]
        trend = moved @ shapes.rank - shapes.rank.mean() * total
        best = np.full((len(moved), 3), -np.inf)
        best[:, 0] = np.abs(trend / spread) if spread > FLAT else 0.0
        edges = np.zeros((len(share), len(moved)))
        np.cumsum((moved @ shapes.bins.parts).T, axis=0, out=edges[1:])
        for i in (1, 2):
            for rows in cut_rows(np.flatnonzero(kind == i), len(moved), _IN_REACH):
                size = edges[end[rows]]
                size -= edges[start[rows]]
                size -= expected[rows]
                flat = spreads[rows] <= FLAT
                size /= np.where(flat, 1, spreads[rows])[:, None]
                size[flat] = 0
                np.abs(size, out=size)
                size -= shapes.allowance[rows, None]
                np.maximum(best[:, i], size.max(0), out=best[:, i])
        out.append(best)
    return np.concatenate(out)


def best_without(shapes: Shapes, excess: np.ndarray, units: np.ndarray) -> np.ndarray:
    """Return the largest score, either way, of each kind of shape without a unit: pairs x 3.

    `units` are those that each pair leaves out; `excess` (units x pairs) is what each unit has
    beyond the level of all but that one, whose own is 0.
    """
    m = shapes.bins.parts.shape[1]
    start, end = np.triu_indices(m + 1, 1)
    inside = shapes.edges[end] - shapes.edges[start]
    # a window that is too short, or much too long, with the unit is so without it
    kept = (start > 0) & (inside >= LEAST) & ((end == m) | (inside <= LONGEST * len(excess) + 1))
    start, end = start[kept], end[kept]
    out = [np.empty((0, 3))]
    width = max(len(excess), len(start))
    for pairs in cut_rows(np.arange(len(units)), width, _PAIRS_AT_ONCE):
        out.append(_score_without(shapes, excess[:, pairs], units[pairs], start, end))
    return np.concatenate(out)


def _score_without(
    shapes: Shapes, excess: np.ndarray, units: np.ndarray, start: np.ndarray, end: np.ndarray
) -> np.ndarray:
    parts, rank = shapes.bins.parts, shapes.rank
    n, pairs = len(rank) - 1, np.arange(len(units))
    total = excess.sum(0)
    off = excess - total / n
    off[units, pairs] = 0
    scale = np.sqrt((off**2).sum(0) / max(n - 1, 1))
    out = np.full((len(units), 3), -np.inf)

    mean = (rank.sum() - rank[units]) / n
    squares = ((rank - rank.mean()) ** 2).sum() - (rank[units] - rank.mean()) ** 2
    squares -= n * (mean - rank.mean()) ** 2  # about the mean of the others
    divisor = scale * np.sqrt(np.maximum(squares, 0))
    trend = rank @ excess - mean * total
    out[:, 0] = np.abs(np.divide(trend, divisor, out=np.zeros(len(units)), where=divisor > FLAT))

    own = _between(add_bins(parts[units]), start, end)
    inside = shapes.edges[end] - shapes.edges[start] - own
    squares = shapes.square(start, end) - own**2 - inside**2 / n
    divisor = scale[:, None] * np.sqrt(np.maximum(squares, 0))
    size = _between(add_bins(excess.T @ parts), start, end) - inside / n * total[:, None]
    size = np.abs(np.divide(size, divisor, out=np.zeros_like(size), where=divisor > FLAT))
    fewest = np.minimum(inside, n - inside)
    size -= allow(np.maximum(fewest, 1e-9), n)
    step, long = end == parts.shape[1], inside > LONGEST * n
    size[(inside < LEAST) | np.where(step, n - inside < LEAST, long)] = -np.inf
    for kind, of in ((1, step), (2, ~step)):
        out[:, kind] = size[:, of].max(1, initial=-np.inf)
    return out


def _between(edges: np.ndarray, start: np.ndarray, end: np.ndarray) -> np.ndarray:
    """Return what lies between two edges each."""
    return edges[..., end] - edges[..., start]


@lru_cache(maxsize=4)  # a corpus is read many times over with something left out
def draw_orders(n: int, seed: int, block: int = 1) -> np.ndarray:
    """Return orders of n things in rows, their own first: all when few, else seeded draws; of
    blocks in a row, cut from a random place on, when neighbours stay together.
    """
    if n <= EXACT:
        out = np.array(list(permutations(range(n))), dtype=int).reshape(math.factorial(n), n)
    else:
        rng = np.random.default_rng([seed, block])
        draws = np.tile(np.arange(n), (N_ORDERS, 1))
        if block == 1:
            draws = rng.permuted(draws, axis=1)
        else:
            turned = (draws + rng.integers(n, size=(N_ORDERS, 1))) % n
            n_blocks = -(-n // block)
            keys = rng.random((N_ORDERS, n_blocks))[:, np.arange(n) // block]
            draws = np.take_along_axis(turned, np.argsort(keys, axis=1, kind="stable"), axis=1)
        out = np.vstack([np.arange(n), draws]).astype("int32")
    out.flags.writeable = False
    return out
