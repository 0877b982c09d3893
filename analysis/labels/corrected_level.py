"""One period's level with the errors of its measure taken out, by a random sample of labels.

A measure m is known of every sentence, a label y of a random sample. In cells, in which sentences
measure alike, the level is

    theta = lambda * mean(m) + sum over cells of W * weighted mean of (y - lambda * m),

W being the cell's part of all sentences: design-based supervised learning (Egami et al. 2023), and
prediction-powered inference with its tuned lambda (Angelopoulos et al. 2023), post-stratified. Where
m is the same in all of a cell, lambda makes no difference.
"""

from typing import NamedTuple

import numpy as np

from ..stats.intervals import t_reach

_FEW = 5  # labels of a cell; a mean of fewer says little of how they vary


class Level(NamedTuple):
    """A level with its interval, and of how many degrees of freedom it is."""

    estimate: float
    low: float
    high: float
    tuning: float


def correct_level(
    measured: np.ndarray,
    label: np.ndarray,
    probability: np.ndarray,
    cell: np.ndarray,
    document: np.ndarray,
    *,
    is_share: bool,
    level: float = 0.95,
) -> Level:
    """Return the mean label of all sentences of a period, documents as the unit.

    Of each sentence: what is `measured`, the `label` (NaN without one), the `probability` with which
    it was drawn (read where it is labelled), and the numbers of its cell and document, from 0 on.
    `is_share` says that labels lie between 0 and 1 and `measured` is the same in all of a cell: then
    the intervals of cells are Wilson's, which hold also where few labels are 1.
    """
    known = np.flatnonzero(~np.isnan(label))
    if not is_share:
        cell = _merge_cells(cell, known)
    n_cells, n, n_documents = cell.max() + 1, len(cell), document.max() + 1
    inside, weight = cell[known], 1 / probability[known]
    total = np.bincount(inside, weight, n_cells)
    weight = weight / np.maximum(total[inside], 1e-300)  # they add up to 1 in each cell
    n_labels = np.bincount(inside, minlength=n_cells)
    squares = np.bincount(inside, weight**2, n_cells)
    n_effective = np.divide(1, squares, out=np.zeros(n_cells), where=n_labels > 0)
    size = np.bincount(cell, minlength=n_cells)
    share = size / n

    def mean(values: np.ndarray) -> np.ndarray:
        return np.bincount(inside, weight * values, n_cells)

    def spread(a: np.ndarray, b: np.ndarray) -> np.ndarray:
        """Return the covariance of two values of labelled sentences in each cell."""
        product = (a - mean(a)[inside]) * (b - mean(b)[inside])
        return mean(product) * n_effective / np.maximum(n_effective - 1, 0.5)

    x, y = measured[known], label[known]
    costs = np.divide(share**2, n_effective, out=np.zeros(n_cells), where=n_labels > 0)
    tuning = 1.0 if is_share else _tune(costs @ spread(x, y), costs @ spread(x, x))
    error = y - tuning * x
    bias = mean(error)
    estimate = tuning * measured.mean() + share @ bias
    # what a document adds beyond its length, all errors known as their cell's mean ...
    beyond = np.bincount(document, tuning * measured + bias[cell] - estimate, n_documents)
    # ... and what its own labels add to that
    own = size[inside] * weight * (error - bias[inside])
    own = np.bincount(document[known], own, n_documents)
    grow = n_documents / max(n_documents - 1, 1) / n**2
    by_labels = costs @ spread(error, error)
    clustered = grow * ((beyond + own) ** 2).sum() - by_labels
    between = max(clustered, grow * (beyond**2).sum())
    freedom = max(min(n_documents - 1, len(known) - n_cells), 1)
    reach = t_reach(level, freedom)
    if is_share:
        level_of = np.where(n_labels > 0, mean(y), np.bincount(cell, measured, n_cells) / size)
        estimate = share @ level_of
        low, high = _wilson(level_of, n_effective, reach)
        down, up = (share**2 @ (level_of - end) ** 2 for end in (low, high))
    else:
        down = up = reach**2 * by_labels
    more = reach**2 * between
    least = 0.0 if is_share else -1.0
    return Level(
        float(np.clip(estimate, least, 1)),
        float(max(estimate - np.sqrt(down + more), least)),
        float(min(estimate + np.sqrt(up + more), 1)),
        float(tuning),
    )


def _merge_cells(cell: np.ndarray, known: np.ndarray) -> np.ndarray:
    """Return cells, or one of all where one has too few labels to tell how these vary."""
    n_labels = np.bincount(cell[known], minlength=cell.max() + 1)
    return np.zeros_like(cell) if n_labels.min() < _FEW else cell


def _tune(both: float, own: float) -> float:
    """Return how much of the measure is used, from 0 to 1: what makes the variance least."""
    return float(np.clip(both / own, 0, 1)) if own > 0 else 1.0


def _wilson(share: np.ndarray, n: np.ndarray, reach: float) -> tuple[np.ndarray, np.ndarray]:
    """Return Wilson's interval of shares, 0 and 1 where there is no label."""
    square = reach**2
    middle = (share * n + square / 2) / (n + square)
    half = reach / (n + square) * np.sqrt(n * share * (1 - share) + square / 4)
    none = n <= 0
    low, high = np.where(none, 0.0, middle - half), np.where(none, 1.0, middle + half)
    return np.minimum(low, share), np.maximum(high, share)
