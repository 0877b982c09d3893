"""Sums to intervals of a mean tone, documents as the unit."""

import numpy as np
import pandas as pd

from .intervals import FEW, LEARN, PRIOR, squared_residuals

SENTENCE_SPREAD = 0.35  # standard deviation of the tone of a document's sentences


def tone_interval(cells: pd.DataFrame, level: float) -> tuple[np.ndarray, np.ndarray]:
    """Return low and high of one theme's mean tones (sums in ten-thousandths), units as clusters,
    by t.

    With fewer than `LEARN` units a cell has its own residuals and the prior, which counts as two
    units; from there on the spread between units is learnt from all cells of the theme together,
    as in `learn_spreads`. From `FEW` units in a cell each end is the further one of both.
    """
    estimate = (cells["sum_y"] / cells["sum_x"]).to_numpy("float64")
    n = cells["n_units"].to_numpy("int64")
    reach = _own_reach(cells, estimate, level)
    if n.sum() >= LEARN:
        learnt = _learnt_reach(cells, level)
        reach = np.where(n >= FEW, np.maximum(reach, learnt), learnt)
    return np.maximum(estimate - reach, -1e4), np.minimum(estimate + reach, 1e4)


def _own_reach(cells: pd.DataFrame, estimate: np.ndarray, level: float) -> np.ndarray:
    from scipy import stats

    n, x, xx = (cells[c].to_numpy("float64") for c in ("n_units", "sum_x", "sum_xx"))
    squares = 2 * (1e4 * PRIOR["tone"]) ** 2 + squared_residuals(cells, estimate) * n / xx
    return stats.t.ppf((1 + level) / 2, 1 + n) * np.sqrt(squares / (1 + n) * xx) / x


def _learnt_reach(cells: pd.DataFrame, level: float) -> np.ndarray:
    """Return how far the intervals reach where the variance of a unit's sum of tones is w x + s x^2
    with w known (sentences) and s, between units, by the method of moments from all cells.

    A cell's units count as x^2 / xx, its effective number, and half of their degrees of freedom,
    since a few long documents carry most of the sums.
    """
    from scipy import stats

    columns = ["sum_y", "sum_x", "sum_xx", "sum_xy", "sum_yy"]
    alone = (cells["n_units"] - 1).sum() < LEARN - 1
    pool = cells[columns].sum().to_frame().T if alone else cells[columns]
    x, xx = pool["sum_x"].to_numpy("float64"), pool["sum_xx"].to_numpy("float64")
    effective = np.maximum(x**2 / xx, 1)
    left, df = 1 - 1 / effective, (effective - 1).sum() / 2
    residual = squared_residuals(pool, pool["sum_y"].to_numpy("float64") / x).sum()
    within, prior = (1e4 * SENTENCE_SPREAD) ** 2, (1e4 * PRIOR["tone"]) ** 2
    found = max(residual - within * (x * left).sum(), 0) / max((xx * left).sum(), 1)
    between = (found * df + 2 * prior) / (df + 2)
    x, xx = cells["sum_x"].to_numpy("float64"), cells["sum_xx"].to_numpy("float64")
    return stats.t.ppf((1 + level) / 2, df + 2) * np.sqrt(within * x + between * xx) / x
