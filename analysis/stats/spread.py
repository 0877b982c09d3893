"""How far documents differ beyond chance, learnt from all of a corpus rather than cell by cell."""

import numpy as np
import pandas as pd

from .intervals import infer, learn_spreads, spread_grid


def weigh_spreads(measure: str, y: np.ndarray, x: np.ndarray, mean: np.ndarray) -> np.ndarray:
    """Return the log weight of each spread of the grid, given counts and the levels they are about.

    The prior times the likelihood of negative-binomial hits (rate) or beta-binomial sentences
    (share): empirical Bayes, with the prior to rule where there are few units. The largest is 0.
    """
    from scipy.special import betaln, gammaln

    grid, prior = spread_grid(measure)
    level = np.maximum(mean, 1e-9)[:, None]
    y, x = y[:, None], x[:, None]
    if measure == "rate":
        k, expected = grid[None, :], level * x
        log = gammaln(y + k) - gammaln(k) + k * np.log(k / (k + expected))
        log += y * np.log(expected / (k + expected))
    else:
        size = 1 / grid[None, :] - 1
        a, b = size * level, size * (1 - np.minimum(level, 1 - 1e-9))
        log = betaln(y + a, x - y + b) - betaln(a, b)
    log = log.sum(0) + prior
    return log - log.max()


def typical_spread(measure: str, y: np.ndarray, x: np.ndarray, mean: np.ndarray) -> float:
    """Return k (rate) or the correlation (share) that is typical of units about these levels."""
    weight = np.exp(weigh_spreads(measure, y, x, mean))
    return float(np.exp(weight @ np.log(spread_grid(measure)[0]) / weight.sum()))


def fit_levels(y: np.ndarray, x: np.ndarray, *sides: np.ndarray) -> np.ndarray:
    """Return for each unit the level of its side, a little off the edges of the scale."""
    out = np.full(len(y), (y.sum() + 0.5) / (x.sum() + 1))
    for rows in sides:
        out[rows] = (y[rows].sum() + 0.5) / (x[rows].sum() + 1)
    return out


def learn_typical(measure: str, y: np.ndarray, x: np.ndarray, cell: np.ndarray) -> float:
    """Return k (rate) or the correlation (share) that is typical of units within cells, numbered
    from 0 on; what differs between cells is no spread, unless most have one unit.
    """
    sums = {"sum_y": y, "sum_x": x, "sum_yy": y**2, "sum_xx": x**2}
    cells = pd.DataFrame({name: np.bincount(cell, part) for name, part in sums.items()})
    weights = learn_spreads(measure, cells.assign(n_units=np.bincount(cell)))
    return float(infer(measure, cells.sum().to_frame().T, weights).typical_spread()[0])
