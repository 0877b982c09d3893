"""Orders of the units, and the best score of each kind of shape in every one of them, as `Shapes`
gives it of one order, many at a time.
"""

import math
from collections.abc import Iterator
from functools import lru_cache
from itertools import permutations

import numpy as np

from .shapes import FLAT, Shapes

EXACT = 8  # up to this many episodes every order of the dates is tried
N_ORDERS = 1_999
_AT_ONCE = 4_000_000  # numbers that are scored at a time
_IN_REACH = 100_000  # of them, those that a processor has close by


def score_orders(shapes: Shapes, excess: np.ndarray, orders: np.ndarray) -> np.ndarray:
    """Return the best of each kind when the units change places: orders x 3, as `best` of
    `score`.
    """
    # a row a window, so that what is added and compared stands together in memory
    start, end, kind = shapes.windows
    n, total = len(excess), excess.sum()
    scale = np.sqrt(max(((excess - total / n) ** 2).sum(), 0) / max(n - 1, 1))
    share = np.concatenate([[0.0], np.cumsum(shapes.bins.parts.sum(0))]) / n
    spread, spreads = (scale * part for part in shapes.spread)
    expected = ((share[end] - share[start]) * total)[:, None]
    out = []
    for moved in _move(shapes, excess, orders):
        trend = moved @ shapes.rank - shapes.rank.mean() * total
        best = np.full((len(moved), 3), -np.inf)
        best[:, 0] = np.abs(trend / spread) if spread > FLAT else 0.0
        edges = np.zeros((len(share), len(moved)))
        np.cumsum((moved @ shapes.bins.parts).T, axis=0, out=edges[1:])
        for i in (1, 2):
            for rows in _cut(np.flatnonzero(kind == i), len(moved)):
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


def _move(shapes: Shapes, excess: np.ndarray, orders: np.ndarray) -> Iterator[np.ndarray]:
    step = max(1, _AT_ONCE // max(len(excess), len(shapes.windows[0]), 1))
    for i in range(0, len(orders), step):
        yield excess[orders[i : i + step]]


def _cut(rows: np.ndarray, width: int) -> Iterator[np.ndarray]:
    """Yield some rows of a table of a width at a time."""
    step = max(1, _IN_REACH // max(width, 1))
    for i in range(0, len(rows), step):
        yield rows[i : i + step]


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
