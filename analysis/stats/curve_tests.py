"""Many tests of one claim judged together: the dates of the events are permuted and all of them
made again (Simonsohn, Simmons and Nelson 2020).

Each specification is a sum over events of what they have beyond the overall level. In every order
of the dates all specifications see the same order, so that what they share is taken into account.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from .trend_tests import SIGNIFICANT

_LEAST = 2 - 1e-6  # units on each side of a cut: one alone shows no change


@dataclass(frozen=True)
class Slots:
    """Where events are in time.

    Attributes
    ----------
    rank
        The rank of each place in time.
    parts
        Places x bins of time: the part of each place that is in each bin.
    late
        1 for a place after the date of a contrast, 0 before it, -1 for one that is not known to be
        on either side.
    """

    rank: np.ndarray
    parts: np.ndarray
    late: np.ndarray


@dataclass(frozen=True)
class Specification:
    """What one specification counts, by event.

    Attributes
    ----------
    excess
        What each event has beyond the overall level, summed over its units.
    size
        How many units each event has: documents, or one; none where it is left out.
    square
        The sum over units of the squared excess.
    slots
        Where events are in time.
    test
        "trend" (of the steady trend and all steps), "pulse" (of all peaks or dips) or "contrast".
    way
        1 for more, -1 for less.
    """

    excess: np.ndarray
    size: np.ndarray
    square: float
    slots: Slots
    test: str
    way: int

    def score(self, orders: np.ndarray) -> np.ndarray:
        """Return how strongly each order of the events shows the change that is claimed.

        Parameters
        ----------
        orders
            Orders x places: the event at each place.
        """
        n, total = float(self.size.sum()), float(self.excess.sum())
        scale = np.sqrt(max(self.square - total**2 / max(n, 1), 0) / max(n - 1, 1))
        if n < 2 or scale < 1e-9:
            return np.zeros(len(orders))
        excess, size = self.excess[orders], self.size[orders]
        if self.test == "contrast":
            known = self.slots.late >= 0
            late = self.slots.late == 1
            of = size @ known.astype(float)
            inside = size @ late.astype(float)
            beyond = excess @ late - inside / np.maximum(of, 1) * (excess @ known)
            return self._standardise(beyond, inside, of, scale, least=1 - 1e-6)
        edges = _edges(size @ self.slots.parts), _edges(excess @ self.slots.parts)
        m = edges[0].shape[1] - 1
        if self.test == "pulse":
            first, last = np.triu_indices(m, 1)
            first, last = first[first > 0], last[first > 0]
        else:
            first, last = np.arange(1, m), np.full(max(m - 1, 0), m)
        inside = edges[0][:, last] - edges[0][:, first]
        beyond = edges[1][:, last] - edges[1][:, first] - inside / n * total
        scores = self._standardise(beyond, inside, n, scale)
        scores -= _allow(np.minimum(inside, n - inside), n)
        if self.test == "pulse":
            scores[inside > n / 2] = -np.inf
        best = scores.max(axis=1, initial=-np.inf)
        return (
            best if self.test == "pulse" else np.maximum(best, self._trend(size, excess, n, scale))
        )

    def _trend(self, size: np.ndarray, excess: np.ndarray, n: float, scale: float) -> np.ndarray:
        rank = self.slots.rank
        mean = size @ rank / n
        spread = np.sqrt(np.maximum(size @ rank**2 - n * mean**2, 0))
        beyond = self.way * (excess @ rank - mean * self.excess.sum())
        score = np.divide(beyond, scale * spread, out=np.zeros_like(mean), where=spread > 1e-9)
        return score - _allow(np.full(1, n / 2), n)

    def _standardise(self, beyond, inside, of, scale: float, least: float = _LEAST) -> np.ndarray:
        spread = np.sqrt(np.maximum(inside * (1 - inside / np.maximum(of, 1)), 0))
        known = (inside >= least) & (of - inside >= least) & (spread > 1e-9)
        out = np.full(beyond.shape, -np.inf)
        return np.divide(self.way * beyond, scale * spread, out=out, where=known)


def _edges(binned: np.ndarray) -> np.ndarray:
    out = np.zeros((len(binned), binned.shape[1] + 1))
    np.cumsum(binned, axis=1, out=out[:, 1:])
    return out


def _allow(inside: np.ndarray, n: float) -> np.ndarray:
    """Return what a window is to exceed, as in `Shapes.allowance`."""
    return np.sqrt(2 * np.log(np.e * n / np.maximum(inside, 1)))


@dataclass(frozen=True)
class Curve:
    """What permuted dates give of all specifications.

    Attributes
    ----------
    p
        Of each specification: how often an order shows the claimed change as strongly.
    p_median
        How often an order gives as small a median of these p over all specifications.
    p_share
        How often an order makes as many of them significant.
    """

    p: np.ndarray
    p_median: float
    p_share: float


def permute_curve(specifications: Sequence[Specification], orders: np.ndarray) -> Curve:
    """Return p of each specification and of all together.

    Parameters
    ----------
    specifications
        All of one claim, over the same events.
    orders
        Orders x places: the event at each place; the first is the order that was observed.
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
