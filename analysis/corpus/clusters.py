"""Clusters of documents that grow by the two most alike, as long as their days allow it."""

import heapq
from collections import defaultdict

import numpy as np
import pandas as pd

#: Days that lie before and after all others, for dates that are not known.
ALWAYS, NEVER = np.iinfo("int64").min // 4, np.iinfo("int64").max // 4


class Clusters:
    """Clusters of rows with the summed ratios of the pairs between them; pairs not named are 0."""

    def __init__(self, events: pd.DataFrame, cluster_of: np.ndarray, days: int) -> None:
        self.days = days
        self.sums: dict[int, dict[int, float]] = defaultdict(dict)
        self.rows: dict[int, list[int]] = defaultdict(list)
        self.bounds: dict[int, tuple[int, int]] = defaultdict(lambda: (ALWAYS, NEVER))
        self.given: dict[int, bool] = {}
        for row, (c, low, high, given) in enumerate(
            zip(cluster_of.tolist(), events["low"], events["high"], events["given"], strict=True)
        ):
            self.rows[c].append(row)
            self.bounds[c] = self._bound(self.bounds[c], (low, high))
            self.given[c] = given != ""

    @staticmethod
    def _bound(one: tuple[int, int], other: tuple[int, int]) -> tuple[int, int]:
        """Return the latest low and the earliest high: their difference is the time that must have
        passed between.
        """
        return max(one[0], other[0]), min(one[1], other[1])

    def add(self, a: int, b: int, ratio: float) -> None:
        self.sums[a][b] = self.sums[b][a] = self.sums[a].get(b, 0.0) + ratio

    def _may_merge(self, a: int, b: int) -> bool:
        longest = max(self.days, *(low - high for low, high in (self.bounds[a], self.bounds[b])))
        low, high = self._bound(self.bounds[a], self.bounds[b])
        return low - high <= longest and not (self.given[a] and self.given[b])

    def _entry(self, a: int, b: int) -> tuple:
        mean = self.sums[a][b] / (len(self.rows[a]) * len(self.rows[b]))
        first, second = sorted((self.rows[a][0], self.rows[b][0]))
        return -round(mean, 6), first, second, a, b

    def merge(self) -> None:
        """Merge the two most alike, as long as any two are alike enough and may be one; ties by
        row.
        """
        heap = [self._entry(a, b) for a in list(self.sums) for b in self.sums[a] if a < b]
        heap = [entry for entry in heap if entry[0] <= -1]
        heapq.heapify(heap)
        new = max(self.rows, default=0)
        while heap:
            *_, a, b = heapq.heappop(heap)
            if a not in self.rows or b not in self.rows or not self._may_merge(a, b):
                continue
            new += 1
            for other in self._unite(a, b, new):
                entry = self._entry(new, other)
                if entry[0] <= -1:
                    heapq.heappush(heap, entry)

    def _unite(self, a: int, b: int, new: int) -> list[int]:
        """Put the clusters a and b together as `new`; return those it has pairs with."""
        one, two = self.sums.pop(a), self.sums.pop(b)
        for other in (one.keys() | two.keys()) - {a, b}:
            for old in (a, b):
                self.sums[other].pop(old, None)
            self.add(new, other, one.get(other, 0.0) + two.get(other, 0.0))
        self.bounds[new] = self._bound(self.bounds.pop(a), self.bounds.pop(b))
        self.rows[new] = sorted(self.rows.pop(a) + self.rows.pop(b))
        self.given[new] = self.given.pop(a) or self.given.pop(b)
        return list(self.sums[new])
