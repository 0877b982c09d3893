"""The best score of each kind of shape without one unit, as `Shapes` would give it of the others,
for many pairs of a theme and a unit at a time.
"""

import numpy as np

from .shapes import FLAT, LEAST, LONGEST, Shapes

_AT_ONCE = 2_000_000  # numbers that are scored at a time


def best_without(shapes: Shapes, excess: np.ndarray, units: np.ndarray) -> np.ndarray:
    """Return the largest score, either way, of each kind of shape without a unit: pairs x 3.

    Parameters
    ----------
    excess
        Units x pairs: what each unit has beyond the level of all but the one left out, whose own is
        0.
    units
        The unit that each pair leaves out.
    """
    m = shapes.bins.parts.shape[1]
    start, end = np.triu_indices(m + 1, 1)
    inside = _between(_add_bins(shapes.bins.parts.sum(0)), start, end)
    # a window that is too short, or much too long, with the unit is so without it
    kept = (start > 0) & (inside >= LEAST) & ((end == m) | (inside <= LONGEST * len(excess) + 1))
    start, end = start[kept], end[kept]
    step = max(1, _AT_ONCE // max(len(excess), len(start), 1))
    parts = [
        _score(shapes, excess[:, i : i + step], units[i : i + step], start, end)
        for i in range(0, len(units), step)
    ]
    return np.concatenate(parts) if parts else np.empty((0, 3))


def _score(
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

    own = _between(_add_bins(parts[units]), start, end)
    inside = _between(_add_bins(parts.sum(0)), start, end) - own
    squares = shapes.square(start, end) - own**2 - inside**2 / n
    divisor = scale[:, None] * np.sqrt(np.maximum(squares, 0))
    size = _between(_add_bins(excess.T @ parts), start, end) - inside / n * total[:, None]
    size = np.abs(np.divide(size, divisor, out=np.zeros_like(size), where=divisor > FLAT))
    fewest = np.minimum(inside, n - inside)
    size -= np.sqrt(2 * np.log(np.e * n / np.maximum(fewest, 1e-9)))
    step, long = end == parts.shape[1], inside > LONGEST * n
    size[(inside < LEAST) | np.where(step, n - inside < LEAST, long)] = -np.inf
    for kind, of in ((1, step), (2, ~step)):
        out[:, kind] = size[:, of].max(1, initial=-np.inf)
    return out


def _add_bins(binned: np.ndarray) -> np.ndarray:
    """Return sums over the bins before each edge."""
    edges = np.zeros((*binned.shape[:-1], binned.shape[-1] + 1))
    np.cumsum(binned, axis=-1, out=edges[..., 1:])
    return edges


def _between(edges: np.ndarray, start: np.ndarray, end: np.ndarray) -> np.ndarray:
    """Return what lies between two edges each."""
    return edges[..., end] - edges[..., start]
