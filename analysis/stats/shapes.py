"""Shapes of change: a steady trend, a step at any date, a peak or dip of any length, tested at once.

Every shape is a weight for each unit; its score is the weighted sum of what a unit has beyond the
overall level, over its standard deviation when the dates are permuted. The best trend, step and
pulse are each judged by how seldom permuted dates give one as good, and the least of the three p by
how seldom permuted dates give one as small, so that one p stands for all shapes that were tried
(the scan statistic of Kulldorff 1997, with the minimum p of Westfall and Young 1993).
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from .time_bins import Bins

KINDS = ("trend", "step", "pulse")
#: How the 5 % are shared between the kinds: most goes to what one would ask first.
WEIGHTS = (1 / 2, 1 / 6, 1 / 3)
LEAST = 2 - 1e-6  # units on each side of a step, and within a pulse: one alone shows no change
LONGEST = 0.5  # of the units, within a pulse; longer ones are seen as what lies outside
FLAT = 1e-12  # a spread of nothing that differs


@dataclass(frozen=True, eq=False)
class Shapes:
    """All shapes over bins of time; `rank` is that of each unit in time, for the trend."""

    rank: np.ndarray
    bins: Bins

    @cached_property
    def edges(self) -> np.ndarray:
        """How many units are before each edge of a bin."""
        return add_bins(self.bins.parts.sum(0))

    @cached_property
    def gram(self) -> np.ndarray:
        """Of each pair of bins the sum over units of the product of their parts."""
        return self.bins.parts.T @ self.bins.parts

    @cached_property
    def windows(self) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """First bin, bin after the last, and kind (1 step, 2 pulse) of each window; a step's window
        is what follows it.
        """
        n, m = len(self.rank), len(self.edges) - 1
        start, end = np.triu_indices(m + 1, 1)
        inside = self.edges[end] - self.edges[start]
        step = (end == m) & (start > 0) & (inside >= LEAST) & (n - inside >= LEAST)
        pulse = (start > 0) & (end < m) & (inside >= LEAST) & (inside <= LONGEST * n)
        kept = step | pulse
        return start[kept], end[kept], np.where(step, 1, 2)[kept]

    @cached_property
    def allowance(self) -> np.ndarray:
        """What each window is to exceed (`allow`)."""
        start, end, _ = self.windows
        inside, n = self.edges[end] - self.edges[start], len(self.rank)
        return allow(np.minimum(inside, n - inside), n)

    @cached_property
    def spread(self) -> tuple[float, np.ndarray]:
        """The root of the sum of squared deviations of the weights, of the trend and of each
        window.
        """
        n = len(self.rank)
        start, end, _ = self.windows
        inside = self.edges[end] - self.edges[start]
        trend = ((self.rank - self.rank.mean()) ** 2).sum() if n else 0.0
        square = self.square(start, end) - inside**2 / max(n, 1)
        return np.sqrt(trend), np.sqrt(np.maximum(square, 0))

    def square(self, start: np.ndarray, end: np.ndarray) -> np.ndarray:
        """Return the sum over units of the square of their part between two edges of bins each."""
        area = np.zeros((len(self.gram) + 1, len(self.gram) + 1))
        area[1:, 1:] = self.gram.cumsum(0).cumsum(1)
        return area[end, end] - area[start, end] - area[end, start] + area[start, start]

    def score(self, trend: np.ndarray, binned: np.ndarray, excess: np.ndarray) -> np.ndarray:
        """Return the standardised score of the trend and of every window: draws x (1 + windows).

        `trend` is the sum of rank times excess of each draw, `binned` (draws x bins) the sum of the
        excess of the units of each bin; `excess` is in any order, of each draw a column of its own
        if they differ.
        """
        n = len(excess)
        total = excess.sum(0)
        scale = np.sqrt(((excess - total / n) ** 2).sum(0) / max(n - 1, 1))
        start, end, _ = self.windows
        edges, share = add_bins(binned), self.edges / n
        spread, spreads = self.spread
        out = np.empty((len(binned), 1 + len(start)))
        out[:, 0] = trend - self.rank.mean() * total
        out[:, 1:] = edges[:, end] - edges[:, start]
        out[:, 1:] -= (share[end] - share[start]) * total[..., None]
        divisor = scale[..., None] * np.append(spread, spreads)
        return np.divide(out, divisor, out=np.zeros_like(out), where=divisor > FLAT)

    def best(self, scores: np.ndarray) -> np.ndarray:
        """Return the largest score, either way, of each kind of shape: draws x 3."""
        kind = np.append(0, self.windows[2])
        size = np.abs(scores)
        size[:, 1:] -= self.allowance
        out = np.full((len(scores), 3), -np.inf)
        for i in range(3):
            if (kind == i).any():
                out[:, i] = size[:, kind == i].max(1)
        return out

    def score_seen(self, excess: np.ndarray) -> np.ndarray:
        """Return the scores of the units as they appear in time."""
        binned = (excess @ self.bins.parts)[None]
        return self.score(np.array([self.rank @ excess]), binned, excess)[0]

    def score_each(self, excess: np.ndarray) -> np.ndarray:
        """Return the scores of the units as they appear in time, of every column of the excess."""
        return self.score(self.rank @ excess, excess.T @ self.bins.parts, excess)


def add_bins(binned: np.ndarray) -> np.ndarray:
    """Return the sums over the bins (last axis) before each edge."""
    edges = np.zeros((*binned.shape[:-1], binned.shape[-1] + 1))
    np.cumsum(binned, axis=-1, out=edges[..., 1:])
    return edges


def allow(fewest: np.ndarray, n: float) -> np.ndarray:
    """Return what a window of n units is to exceed that has so many inside or outside: the fewer,
    the more such windows there are (Duembgen and Spokoiny 2001).
    """
    return np.sqrt(2 * np.log(np.e * n / fewest))


class Null:
    """What permuted dates give of one theme, by the best scores of the orders, the one seen first:
    `kinds`, these scores, sorted, by kind; and `least`, the least of the three p of each order.
    """

    def __init__(self, best: np.ndarray) -> None:
        self.kinds = [np.sort(column) for column in best.T]
        self.least = self.judge(best)
        self._ordered = np.sort(self.least)

    def judge(self, best: np.ndarray) -> np.ndarray:
        """Return how seldom an order gives a kind as good as the best of the kinds: ... x 3 to the
        least of three p.
        """
        out = np.empty_like(best)
        for i, ordered in enumerate(self.kinds):
            slack = 1e-9 * (1 + np.abs(np.where(np.isfinite(best[..., i]), best[..., i], 0)))
            seldom = 1 - np.searchsorted(ordered, best[..., i] - slack) / len(ordered)
            out[..., i] = np.minimum(seldom / WEIGHTS[i], 1)
        return out.min(-1)

    def p(self, least: np.ndarray) -> np.ndarray:
        """Return how seldom an order gives as small a least p."""
        return np.searchsorted(self._ordered, least + 1e-12, side="right") / len(self.least)
