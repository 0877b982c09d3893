"""Draws of the levels of cells: a bootstrap of events that stays honest where a cell has few.

An event has one random weight in all cells (a Poisson bootstrap; Hanley and MacGibbon 2006), so
that sources that report it together move together. Of a cell's few events their own spread tells
little, of one nothing: to it, worth two events, comes the spread that all cells together show.
"""

from dataclasses import dataclass

import numpy as np

from .permutation import cut_rows
from .spread import learn_typical

_N_DRAWS = 2_000
_PRIOR_UNITS = 2  # what the spread learnt from all cells is worth
_SHARPEST = 2.0  # logs: a cell's exposure varies by no more, however unequal its few events


@dataclass(frozen=True)
class Cells:
    """Exposure `x` and `level` (y over x) of cells; draws of the two (draws x cells); of each level
    the `variance` and the degrees of `freedom` that this is known to.
    """

    x: np.ndarray
    level: np.ndarray
    x_drawn: np.ndarray
    drawn: np.ndarray
    variance: np.ndarray
    freedom: np.ndarray

    def count_freedom(self, weights: np.ndarray) -> float:
        """Return the degrees of freedom of a weighted sum of levels (Satterthwaite 1946)."""
        parts = weights**2 * self.variance
        return float(parts.sum() ** 2 / max((parts**2 / self.freedom).sum(), 1e-300))


def draw_cells(
    measure: str,
    y: np.ndarray,
    x: np.ndarray,
    unit: np.ndarray,
    cell: np.ndarray,
    rng: np.random.Generator,
) -> Cells:
    """Return the level of each cell with draws.

    A row is what one event has in one cell: y and x (over 0), and the numbers of event (`unit`) and
    cell, from 0 on. Rows are in order of cells.
    """
    start = np.flatnonzero(np.diff(cell, prepend=-1))
    n = np.bincount(cell)
    total, x_all = (np.add.reduceat(part, start).astype("float64") for part in (y, x))
    level = total / x_all
    rest = (y - level[cell] * x) / x_all[cell]
    off = x / x_all[cell] - 1 / n[cell]
    wide = np.sqrt(n / np.maximum(n - 1, 1))  # a sum of deviations falls short by one event
    modelled, typical = _model_variance(measure, y, x, cell, start)
    own = wide**2 * np.add.reduceat(rest**2, start)
    variance = (_PRIOR_UNITS * modelled + (n - 1) * own) / (_PRIOR_UNITS + n - 1)
    drawn, lengths = _draw_sums(rest, off, unit, start, rng)
    drawn *= wide * np.sqrt((n - 1) / (_PRIOR_UNITS + n - 1))
    shape = np.maximum(typical**2 / modelled, 1e-9)
    noise = typical * (rng.standard_gamma(shape, drawn.shape) / shape - 1)
    drawn += level + noise * np.sqrt(_PRIOR_UNITS / (_PRIOR_UNITS + n - 1))
    x_drawn = x_all * np.exp(np.clip(lengths * wide, -_SHARPEST, _SHARPEST))
    return Cells(x_all, level, x_drawn, drawn, variance, n - 1.0 + _PRIOR_UNITS)


def _draw_sums(rest, off, unit, start, rng) -> tuple[np.ndarray, np.ndarray]:
    """Return the sums of two deviations over each cell, events weighted at random."""
    n_units = int(unit.max()) + 1
    parts = []
    for draws in cut_rows(range(_N_DRAWS), len(unit) + n_units):
        weight = rng.poisson(1.0, (len(draws), n_units))[:, unit] - 1.0
        parts.append([np.add.reduceat(weight * part, start, axis=1) for part in (rest, off)])
    sums, lengths = zip(*parts, strict=True)
    return np.concatenate(sums), np.concatenate(lengths)


def _model_variance(measure, y, x, cell, start) -> tuple[np.ndarray, np.ndarray]:
    """Return the variance of each cell's level by the spread learnt from all, and the level it is
    of: shrunk towards that of all cells, worth one event.
    """
    spread = learn_typical(measure, y, x, cell)
    x_all, xx = (np.add.reduceat(part, start).astype("float64") for part in (x, x**2))
    overall = (y.sum() + 0.5) / (x.sum() + 1)
    typical = (np.add.reduceat(y, start) + overall * x.mean()) / (x_all + x.mean())
    if measure == "rate":
        return typical / x_all + typical**2 * xx / (spread * x_all**2), typical
    chance = typical * np.maximum(1 - typical, 1e-9)
    return chance / x_all * (1 + (xx / x_all - 1) * spread), typical
