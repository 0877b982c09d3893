"""Many tests of one claim judged together: the dates of the events are permuted and all of them
made again (Simonsohn, Simmons and Nelson 2020).

Each specification is a sum over events of what they have beyond the overall level. In every order
of the dates all specifications see the same order, so that what they share is taken into account.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from .shapes import LEAST, add_bins, allow
from .trend_tests import SIGNIFICANT


@dataclass(frozen=True)
class Slots:
    """Where events are in time: the `rank` of each place, the part of each that is in each bin of
    time (`parts`, places x bins), and whether it is `late`: 1 after the date of a contrast, 0
    before it, -1 where that is not known.
    """

    rank: np.ndarray
    parts: np.ndarray
    late: np.ndarray


@dataclass(frozen=True)
class Specification:
    """What one specification counts, by event."""

    excess: np.ndarray  # what each has beyond the overall level, summed over its units
    size: np.ndarray  # how many units each has: documents, or one; none where it is left out
    square: float  # the sum over units of the squared excess
    slots: Slots
    test: str  # "trend" (the steady one and all steps), "pulse" (peaks or dips) or "contrast"
    way: int  # 1 for more, -1 for less

    def score(self, orders: np.ndarray) -> np.ndarray:
        """Return how strongly each order (orders x places: the event at each place) shows the
        change that is claimed.
        """
        n, total = float(self.size.sum()), float(self.excess.sum())
        scale = np.sqrt(max(self.square - total**2 / max(n, 1), 0) / max(n - 1, 1))
        if n < 2 or scale < 1e-9:
            return np.zeros(len(orders))
        excess, size = self.excess[orders], self.size[orders]
        if self.test == "contrast":
            known, late = self.slots.late >= 0, self.slots.late == 1
            of, inside = size @ known.astype(float), size @ late.astype(float)
            beyond = excess @ late - inside / np.maximum(of, 1) * (excess @ known)
            return self._standardise(beyond, inside, of, scale, least=1 - 1e-6)
        sizes, sums = add_bins(size @ self.slots.parts), add_bins(excess @ self.slots.parts)
        m = sizes.shape[1] - 1
        if self.test == "pulse":
            first, last = np.triu_indices(m, 1)
            first, last = first[first > 0], last[first > 0]
        else:
            first, last = np.arange(1, m), np.full(max(m - 1, 0), m)
        inside = sizes[:, last] - sizes[:, first]
        beyond = sums[:, last] - sums[:, first] - inside / n * total
        scores = self._standardise(beyond, inside, n, scale)
        scores -= allow(np.maximum(np.minimum(inside, n - inside), 1), n)
        if self.test == "pulse":
            scores[inside > n / 2] = -np.inf
            return scores.max(axis=1, initial=-np.inf)
        trend = self._trend(size, excess, n, scale)
        return np.maximum(scores.max(axis=1, initial=-np.inf), trend)

    def _trend(self, size: np.ndarray, excess: np.ndarray, n: float, scale: float) -> np.ndarray:
        rank = self.slots.rank
        mean = size @ rank / n
        spread = np.sqrt(np.maximum(size @ rank**2 - n * mean**2, 0))
        beyond = self.way * (excess @ rank - mean * self.excess.sum())
        score = np.divide(beyond, scale * spread, out=np.zeros_like(mean), where=spread > 1e-9)
        return score - allow(np.full(1, max(n / 2, 1)), n)

    def _standardise(self, beyond, inside, of, scale: float, least: float = LEAST) -> np.ndarray:
        spread = np.sqrt(np.maximum(inside * (1 - inside / np.maximum(of, 1)), 0))
        known = (inside >= least) & (of - inside >= least) & (spread > 1e-9)
        out = np.full(beyond.shape, -np.inf)
        return np.divide(self.way * beyond, scale * spread, out=out, where=known)


class Curve(NamedTuple):
    """What permuted dates give of all specifications."""

    p: np.ndarray  # of each: how often an order shows the claimed change as strongly
    p_median: float  # how often an order gives as small a median of these p
    p_share: float  # how often an order makes as many of them significant


def permute_curve(specifications: Sequence[Specification], orders: np.ndarray) -> Curve:
    """Return p of each specification of one claim and of all together, over the same events; the
    first of the orders is the one that was observed.
    """
    p = np.array([_rank(each.score(orders)) for each in specifications])
    median, share = np.median(p, axis=0), (p < SIGNIFICANT).mean(axis=0)
    joint = (median <= median[0] + 1e-12).mean(), (share >= share[0] - 1e-12).mean()
    return Curve(p[:, 0], *map(float, joint))


def _rank(scores: np.ndarray) -> np.ndarray:
    """Return how often an order scores at least as much, for each order; ties are ties, whatever
    rounding does to them.
    """
    rounded = np.round(scores, 9)
    return 1 - np.searchsorted(np.sort(rounded), rounded, side="left") / len(rounded)
