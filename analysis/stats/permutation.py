"""Whether units of text that change sides at random would differ as much as they do."""

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import TypeVar

import numpy as np

from ..core.progress import track

WIDE = 250  # splits held in memory at once
_ROOM = 4_000_000  # numbers held in memory at once
_BATCH = 999  # splits between two looks at which measures go on
_ENOUGH = 20  # splits as extreme as the units' own after which a p is known well enough

# Fewest and most draws of measures that rest on random draws, if all splits are tried.
_FEWEST, _MOST = 4, 20

# Takes the number of a draw and the measures that are wanted; returns what takes sides (units by
# splits, true in the first) and gives sizes, above 0 where the first side has more, measures by
# splits.
Look = Callable[[int, "slice | np.ndarray"], Callable[[np.ndarray], np.ndarray]]


Rows = TypeVar("Rows", np.ndarray, range)


def cut_rows(rows: Rows, width: int, room: int = _ROOM) -> Iterator[Rows]:
    """Yield some rows of a table of a width at a time, as many as there is room for numbers."""
    step = max(1, room // max(width, 1))
    for i in range(0, len(rows), step):
        yield rows[i : i + step]


@dataclass(frozen=True)
class Permuted:
    """Of each measure p, p for the whole family, the least p and the number of splits."""

    p: np.ndarray
    p_family: np.ndarray
    p_least: np.ndarray
    n_splits: np.ndarray
    exact: bool


def permute(
    look: Look,
    n_measures: int,
    in_a: np.ndarray,
    n_permutations: int,
    seed: int,
    is_random: bool = False,
) -> Permuted:
    """Test each measure, and all of them as a family, by splits of the units into two sides.

    The sizes of the units' own split (`in_a`), which is one of those counted, are compared with
    those of other splits on the same draw: so many random ones at most, or where there are no more
    than that and one, all of them. Where measures rest on random draws p is a mean over several.

    `p` is of a size as far from 0, either way. `p_family` compares a size with the greatest of all
    measures in its own direction under each split (Westfall and Young 1993), and doubles that, as
    there are two directions; of random splits it takes the first batch, which all measures go
    through.

    Where one side has far fewer units, the sizes of measures that it lacks are often large by chance
    and those of measures that it has more of are not: over both directions at once, the first would
    hide the second.
    """
    n, k = len(in_a), int(in_a.sum())
    n_all = math.comb(n, k)
    if n_all <= n_permutations + 1:
        n_draws = min(max(n_permutations // n_all, _FEWEST), _MOST) if is_random else 1
        return _try_all(look, n_measures, in_a, n_draws)
    reached, family = np.ones(n_measures), np.ones(n_measures)  # the units' own split
    n_splits, first = np.ones(n_measures, dtype=int), 0
    going: slice | np.ndarray = slice(None)
    for number, (last, splits) in enumerate(_draw_splits(n, k, n_permutations, seed)):
        size = look(number, going)(np.column_stack([in_a, splits]))
        own, size = size[:, 0], size[:, 1:]
        if not first:
            family += _count_family(size, own)
        size = np.abs(size)
        reached[going] += (size >= _less(np.abs(own))).sum(axis=1)
        n_splits[going] += splits.shape[1]
        if last:
            first = first or int(n_splits[0])
            going = np.flatnonzero((reached <= _ENOUGH) & (n_splits == n_splits.max()))
            if not len(going):
                break
    p = reached / n_splits
    p_least = np.full(n_measures, 1 / (n_permutations + 1))
    return Permuted(p, _double(family / first, p), p_least, n_splits, False)


def _try_all(look: Look, n_measures: int, in_a: np.ndarray, n_draws: int) -> Permuted:
    """Return the means over draws of p, of p for the family, and of the least p of any split."""
    n, k = len(in_a), int(in_a.sum())
    reached, family, least = (np.zeros(n_measures) for _ in range(3))
    for number in range(n_draws):
        measure = look(number, slice(None))
        own = measure(in_a[:, None])[:, 0]
        record = np.abs(own)
        bar, holders = _less(record), np.zeros(n_measures)
        for part in _all_splits(n, k):
            size = measure(part)
            family += _count_family(size, own)
            size = np.abs(size)
            reached += (size >= bar).sum(axis=1)
            most = np.maximum(record, size.max(axis=1))
            holders = holders * (record >= _less(most)[:, 0]) + (size >= _less(most)).sum(axis=1)
            record = most
        least += holders
    n_splits = math.comb(n, k)
    p, p_family, p_least = (each / (n_splits * n_draws) for each in (reached, family, least))
    return Permuted(p, _double(p_family, p), p_least, np.full(n_measures, n_splits), True)


def _count_family(size: np.ndarray, own: np.ndarray) -> np.ndarray:
    """Return under how many splits the greatest size in each measure's direction reaches its own."""
    bar, n = _less(np.abs(own))[:, 0], size.shape[1]
    above, below = (np.sort((sign * size).max(axis=0)) for sign in (1, -1))
    return n - np.where(own < 0, np.searchsorted(below, bar), np.searchsorted(above, bar))


def _double(one_way: np.ndarray, p: np.ndarray) -> np.ndarray:
    """Return p of the family over both directions: at most 1, and no less than a measure's own."""
    return np.clip(2 * one_way, p, 1)


def _less(size: np.ndarray) -> np.ndarray:
    """Return sizes, as a column, less what rounding can take from an equal one."""
    return (size - 1e-9 * (1 + size))[:, None]


def _all_splits(n: int, k: int) -> Iterator[np.ndarray]:
    """Yield every choice of k of n units, units by splits, some at a time."""
    chosen = np.array(list(combinations(range(n), k)), dtype=int).reshape(-1, k)
    for part in cut_rows(chosen, 1, WIDE):
        yield _mark(part, n)


def _mark(chosen: np.ndarray, n: int) -> np.ndarray:
    """Return the splits of n units that put those chosen, a row each, on the first side."""
    splits = np.zeros((n, len(chosen)), dtype=bool)
    splits[chosen.T, np.arange(len(chosen))] = True
    return splits


def _draw_splits(
    n: int, k: int, n_permutations: int, seed: int
) -> Iterator[tuple[bool, np.ndarray]]:
    """Yield random choices of k of n units, and whether a batch ends with them."""
    rng = np.random.default_rng(seed)
    batches = list(cut_rows(range(n_permutations), 1, _BATCH))
    for batch in track(batches, "random splits of documents", unit=f" times {_BATCH}"):
        for part in cut_rows(batch, 1, WIDE):
            rank = rng.random((len(part), n)).argpartition(k - 1, axis=1)
            yield part[-1] == batch[-1], _mark(rank[:, :k], n)
