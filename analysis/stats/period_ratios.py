"""Two sets of documents compared: the level after over that before, with its interval."""

import zlib

import numpy as np
import pandas as pd

from .intervals import FEW, infer, ratio_interval, sum_units

_N_DRAWS = 20_000


def compare_units(
    cells: pd.DataFrame, late: pd.Series, *, measure: str = "share", level: float = 0.95
) -> np.ndarray:
    """Return the ratio of a theme's level in late documents to that in the others (over 1: more in
    the late ones), low and high; empty where a side has no text.

    Cells are `theme`, `episode`, `sum_y` and `sum_x` of each document: those of one event count as
    one unit, since they are no independent evidence.
    """
    sides = []
    for part in (cells[~late], cells[late]):
        units = part.groupby("episode")[["sum_y", "sum_x"]].sum().to_numpy("int64")
        y, x = units[units[:, 1] > 0].T
        if not x.sum():
            return np.full(3, np.nan)
        sides.append(sum_units(y, x).assign(n_units=len(units)).set_axis(part["theme"].head(1)))
    return draw_ratio(measure, *sides, level, 0)


def draw_ratio(
    measure: str, before: pd.DataFrame, after: pd.DataFrame, level: float, seed: int
) -> np.ndarray:
    """Return ratio (after over before; the median of the posterior), low and high of two rows of
    sums, which need not be whole; with 30 units on both sides the ends lie at least as far as those
    of the ratio interval.

    The draws are seeded by the row's name in the index, too: one theme's counts move no other's
    interval.
    """
    sides = before, after
    rng = np.random.default_rng([seed, zlib.crc32(str(before.index[0]).encode())])
    first, second = (infer(measure, side).draw(_N_DRAWS, rng) for side in sides)
    with np.errstate(divide="ignore", invalid="ignore"):
        out = np.quantile((second / first).ravel(), [0.5, (1 - level) / 2, (1 + level) / 2])
    if all((side["n_units"] >= FEW).all() and (side["sum_y"] > 0).all() for side in sides):
        logs = [np.log(ratio_interval(side, level)).ravel() for side in sides]
        reach = np.hypot(*((high - low) / 2 for low, high in logs))
        middle = logs[1].mean() - logs[0].mean()
        out[1:] = min(out[1], np.exp(middle - reach)), max(out[2], np.exp(middle + reach))
    return out
