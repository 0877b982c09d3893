"""Whether themes would move with time as they do if the dates of the episodes were permuted."""

from __future__ import annotations

import math
from collections.abc import Iterator
from functools import lru_cache
from itertools import permutations

import numpy as np
import pandas as pd

from .intervals import infer

_EXACT = 8  # up to this many episodes every order of the dates is tried
_LEFT_OUT_EXACT = 6  # and so with one left out; beyond, Pitman's approximation serves
_MANY = 500  # beyond this many orders are not drawn either
# up to this many each one is left out once; beyond, of each theme those that bear most on it
_LEFT_OUT_ALL = 200
_LEFT_OUT_OF_MANY = 5
_N_DRAWS = 9_999


def permute_dates(
    rank: np.ndarray,
    y: np.ndarray,
    x: np.ndarray,
    measure: str,
    *,
    seed: int = 0,
    quick: bool = False,
) -> dict[str, np.ndarray]:
    """Return the test of every column of y (units x themes): see `compare_dates`.

    `quick` takes Pitman's approximation where more than 6 units would ask for many orders.
    """
    n, themes = y.shape
    spread = _spread(y, x, measure)
    centred, excess = rank - rank.mean() if n else rank, _excess(y, x, measure, spread)
    statistic = centred @ excess
    orders = _orders(n, seed) if n <= (_LEFT_OUT_EXACT if quick else _MANY) else None
    p, p_least = (
        (_pitman(centred, excess), np.zeros(themes))
        if orders is None
        else _rank_orders(centred, excess, orders)
    )
    direction = np.sign(np.round(statistic, 9)).astype("int64")
    p_without, holds = np.zeros(themes) if n > 1 else np.ones(themes), np.full(themes, n > 1)
    for without, way in _leave_each_out(rank, y, x, excess, measure, spread, seed):
        p_without = np.maximum(p_without, without)
        holds &= np.sign(np.round(way, 9)) == direction
    method = (
        "Pitman's approximation" if orders is None else "exact" if n <= _EXACT else "Monte Carlo"
    )
    return {
        "direction": direction,
        "p": p,
        "p_least": p_least,
        "p_without": p_without,
        "sign_holds": holds & (direction != 0),
        "n_units": np.full(themes, n),
        "n_orders": np.full(themes, 0 if orders is None else len(orders)),
        "method": np.full(themes, method, dtype=object),
    }


def _leave_each_out(
    rank, y, x, excess, measure: str, spread, seed: int
) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    """Yield p and statistic of all themes without one unit: of very many, what matters most."""
    n, themes = y.shape
    if n > _LEFT_OUT_ALL:
        bearing = -np.abs((rank - rank.mean())[:, None] * excess)
        for units in np.argsort(bearing, axis=0, kind="stable")[:_LEFT_OUT_OF_MANY]:
            rest = np.ones((n, themes))
            rest[units, np.arange(themes)] = 0.0
            part = _excess(y * rest, x[:, None] * rest, measure, spread)
            centred = (rank[:, None] - (rank @ rest) / (n - 1)) * rest
            yield _pitman(centred, part, n - 1), (centred * part).sum(0)
        return
    for i in range(n if n > 1 else 0):
        rest = np.delete(np.arange(n), i)
        part, centred = _excess(y[rest], x[rest], measure, spread), rank[rest] - rank[rest].mean()
        few = len(rest) <= _LEFT_OUT_EXACT
        p = (
            _rank_orders(centred, part, _orders(len(rest), seed))[0]
            if few
            else _pitman(centred, part)
        )
        yield p, centred @ part


def _spread(y: np.ndarray, x: np.ndarray, measure: str) -> np.ndarray:
    """Return k or the correlation of each theme, whatever the dates."""
    if not len(x):
        return np.ones(y.shape[1])
    sums = {"sum_y": y.sum(0), "sum_x": x.sum(), "sum_yy": (y**2).sum(0), "sum_xx": (x**2).sum()}
    return infer(measure, pd.DataFrame(sums)).typical_spread()


def _excess(y: np.ndarray, x: np.ndarray, measure: str, spread: np.ndarray) -> np.ndarray:
    """Return (y - rate x) of units and themes over how much more than by chance it varies."""
    if not len(x):
        return np.zeros(y.shape)
    x = x if x.ndim == 2 else x[:, None]
    expected = x * (y.sum(0) / x.sum(0))
    effect = 1 + expected / spread if measure == "rate" else 1 + np.maximum(x - 1, 0) * spread
    return (y - expected) / effect


def _rank_orders(
    centred: np.ndarray, excess: np.ndarray, orders: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Return p and the smallest p that any order could give, the first order being the one seen."""
    size = np.abs(centred[orders] @ excess)
    slack = 1e-9 * (1 + size.max(axis=0, initial=0.0))
    p = np.mean(size >= size[0] - slack, axis=0)
    return p, np.mean(size >= size.max(axis=0, initial=0.0) - slack, axis=0)


def _pitman(centred: np.ndarray, excess: np.ndarray, n: int | None = None) -> np.ndarray:
    """Return p of the correlation with the dates by t, close to the permutations' (Pitman 1937).

    Of n units; those left out, of a theme each its own, stand there as zeros.
    """
    from scipy import stats

    n = len(centred) if n is None else n
    centred = centred if centred.ndim == 2 else centred[:, None]
    total = excess.sum(0)
    norm = np.sqrt((centred**2).sum(0) * np.maximum((excess**2).sum(0) - total**2 / n, 0))
    with np.errstate(divide="ignore", invalid="ignore"):
        r = np.where(norm > 0, (centred * excess).sum(0) / norm, 0.0)
        t = np.abs(r) * np.sqrt((n - 2) / np.maximum(1 - r**2, 1e-300))
    return 2 * stats.t.sf(t, n - 2)


@lru_cache(maxsize=4)  # a corpus is read many times over with something left out
def _orders(n: int, seed: int) -> np.ndarray:
    """Return orders of n things in rows, their own first: all when few, else seeded draws."""
    if n <= _EXACT:
        out = np.array(list(permutations(range(n))), dtype=int).reshape(math.factorial(n), n)
    else:
        draws = np.tile(np.arange(n), (_N_DRAWS, 1))
        out = np.vstack([np.arange(n), np.random.default_rng(seed).permuted(draws, axis=1)])
    out.flags.writeable = False
    return out
