"""Which pairs of texts are worth comparing: those that share enough fingerprints."""

from collections.abc import Callable, Iterator, Sequence

import numpy as np

# A document is paired with so many that follow it among those with the fingerprint, and with the
# first of them: the work grows with the corpus, not with the square of a formula's frequency.
_REACH = 8
# A pair is compared if it shares this part of the shorter one's fingerprints, and two at least
# (edits that leave 60 % of the words in runs of four leave a third of the runs).
_SHARED = 0.2
_AT_ONCE = 16_000_000  # pairs counted at once


def pair_up(n_words: np.ndarray, parts: Sequence[Callable], shortest: float) -> np.ndarray:
    """Return the pairs (earlier, later) that share enough fingerprints to be compared, in order.

    A pair that shares so much in all shares as much in one of several parts: those that do in any
    are counted over all.
    """
    n, found, least = len(n_words), [np.empty(0, np.int64)], 2 if len(parts) == 1 else 1
    n_prints = np.zeros(n, np.int64)
    for part in parts:
        prints, texts = part()
        here = np.bincount(texts, minlength=n)
        n_prints += here
        for pairs, shared in _count_shared(prints, texts, n):
            a, b = np.divmod(pairs, n)
            sizes = n_words[a], n_words[b]
            near = np.minimum(*sizes) >= shortest * np.maximum(*sizes)
            found.append(pairs[near & _share_enough(shared, here[a], here[b], least)])
        found = [np.unique(np.concatenate(found))]
    (pairs,) = found
    if len(parts) > 1:
        total = np.zeros(len(pairs), np.int64)
        for part in parts:
            prints, texts = part()
            for these, shared in _count_shared(prints, texts, n):
                _, at, among = np.intersect1d(pairs, these, assume_unique=True, return_indices=True)
                total[at] += shared[among]
        a, b = np.divmod(pairs, n)
        pairs = pairs[_share_enough(total, n_prints[a], n_prints[b], 2)]
    return np.column_stack(np.divmod(pairs, n))


def _share_enough(
    shared: np.ndarray, n_prints: np.ndarray, n_others: np.ndarray, least: int
) -> np.ndarray:
    return shared >= np.maximum(_SHARED * np.minimum(n_prints, n_others), least)


def _count_shared(
    prints: np.ndarray, texts: np.ndarray, n: int
) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    """Yield pairs of texts as a * n + b and how many fingerprints they share, each pair once, so
    many as memory holds.

    `prints` are sorted, then by text.
    """
    new = np.ones(len(prints) + 1, dtype=bool)
    new[1:-1] = prints[1:] != prints[:-1]
    alone = new[:-1] & new[1:]
    new, texts = new[:-1][~alone], texts[~alone]
    place = np.arange(len(texts))
    head = np.maximum.accumulate(np.where(new, place, 0)) if len(place) else place
    ends = np.linspace(0, n, 2 + _count_pairs(new) // _AT_ONCE).astype(np.int64)
    for low, high in zip(ends[:-1], ends[1:], strict=True):
        keys = []
        for step in range(1, _REACH + 2):
            # the last step goes to the first text of all
            later = np.flatnonzero(place - step >= head)
            first = texts[later - step if step <= _REACH else head[later]]
            within = (first >= low) & (first < high)
            keys.append(first[within] * n + texts[later[within]])
        yield np.unique(np.concatenate(keys), return_counts=True)


def _count_pairs(new: np.ndarray) -> int:
    """Return how many pairs `_count_shared` meets, where `new` tells at which text another
    fingerprint begins.
    """
    lengths = np.diff(np.append(np.flatnonzero(new), len(new)))
    return int(sum(np.maximum(lengths - step, 0).sum() for step in range(1, _REACH + 2)))
