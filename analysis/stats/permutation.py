"""Whether units of text that change sides at random would differ as much as they do."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from itertools import combinations

import numpy as np

WIDE = 250  # splits held in memory at once
_BATCH = 999  # splits between two looks at which measures go on
_ENOUGH = 20  # splits as extreme as the units' own after which a p is known well enough


def permute(
    measure: Callable[[np.ndarray, slice | np.ndarray], np.ndarray],
    observed: np.ndarray,
    in_a: np.ndarray,
    n_permutations: int,
    seed: int,
) -> tuple[np.ndarray, np.ndarray, np.ndarray, bool]:
    """Return p, the least p and the number of splits of each measure, and whether these are all.

    Parameters
    ----------
    measure
        Called with sides (units by splits, true in the first) and which measures are still wanted;
        returns their sizes, 0 and above, measures by splits.
    observed
        The sizes under the units' own split, which is one of those counted.
    in_a
        The units' own split.
    n_permutations
        The random splits at most; where there are no more splits than that and one, all of them are
        tried.
    seed
        Of the random splits.
    """
    n, k = len(in_a), int(in_a.sum())
    if math.comb(n, k) <= n_permutations + 1:
        return *_try_all(measure, observed, _all_splits(n, k)), True
    reached, n_splits = np.ones(len(observed)), np.ones(len(observed), dtype=int)
    going = np.arange(len(observed))
    for last, splits in _draw_splits(n, k, n_permutations, seed):
        size = measure(splits, going)
        reached[going] += (size >= _less(observed[going])).sum(axis=1)
        n_splits[going] += splits.shape[1]
        if last:
            going = going[reached[going] <= _ENOUGH]
    return reached / n_splits, np.full(len(observed), 1 / (n_permutations + 1)), n_splits, False


def _try_all(measure: Callable, observed: np.ndarray, splits: Iterator[np.ndarray]):
    """Return p, the least p that any split has, and their number, for each measure."""
    reached, record, holders, n = np.zeros(len(observed)), observed, np.zeros(len(observed)), 0
    for part in splits:
        size = measure(part, slice(None))
        reached += (size >= _less(observed)).sum(axis=1)
        most = np.maximum(record, size.max(axis=1))
        holders = holders * (record >= _less(most)[:, 0]) + (size >= _less(most)).sum(axis=1)
        record, n = most, n + part.shape[1]
    return reached / n, holders / n, np.full(len(observed), n)


def _less(size: np.ndarray) -> np.ndarray:
    """Return sizes, as a column, less what rounding can take from an equal one."""
    return (size - 1e-9 * (1 + size))[:, None]


def _all_splits(n: int, k: int) -> Iterator[np.ndarray]:
    """Yield every choice of k of n units, units by splits, some at a time."""
    chosen = np.array(list(combinations(range(n), k)), dtype=int).reshape(-1, k)
    for i in range(0, len(chosen), WIDE):
        part = chosen[i : i + WIDE]
        splits = np.zeros((n, len(part)), dtype=bool)
        splits[part.T, np.arange(len(part))] = True
        yield splits


def _draw_splits(
    n: int, k: int, n_permutations: int, seed: int
) -> Iterator[tuple[bool, np.ndarray]]:
    """Yield random choices of k of n units, and whether a batch ends with them."""
    rng = np.random.default_rng(seed)
    for begin in range(0, n_permutations, _BATCH):
        end = min(begin + _BATCH, n_permutations)
        for i in range(begin, end, WIDE):
            width = min(WIDE, end - i)
            rank = rng.random((width, n)).argpartition(k - 1, axis=1)
            splits = np.zeros((n, width), dtype=bool)
            splits[rank[:, :k].T, np.arange(width)] = True
            yield i + width == end, splits
