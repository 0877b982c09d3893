"""Which pairs of texts are worth comparing: those that share enough fingerprints; and how many words
at their ends are those that texts of a source have in common: notes on who publishes, contacts,
disclaimers. They tell nothing about copying.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence

import numpy as np
import pandas as pd

from ..cleaning.site_boilerplate import number_sites

# A document is paired with so many that follow it among those with the fingerprint, and with the
# first of them: the work grows with the corpus, not with the square of a formula's frequency.
_REACH = 8
# A pair is compared if it shares this part of the shorter one's fingerprints, and two at least
# (edits that leave 60 % of the words in runs of four leave a third of the runs).
_SHARED = 0.2
_AT_ONCE = 16_000_000  # pairs counted at once
# Words from which an end in common is worth leaving out.
_LEAST = 12
# Words up to which three texts of no known source may have an end in common that is no story: of
# one source, no newspaper prints a story three times under leads that have nothing in common.
_MOST_UNKNOWN = 150
#: The site of a text of which no source is known, and of one from an agency, which many sites print.
UNKNOWN, MANY = 0, -1


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


def list_sites(documents: pd.DataFrame) -> np.ndarray:
    """Return the number of each document's source, as `number_sites` gives it."""
    if "source" not in documents.columns:
        return np.full(len(documents), UNKNOWN)
    return number_sites(documents["source"].astype("str").fillna(""))


def share_site(site: np.ndarray, pairs: np.ndarray) -> np.ndarray:
    """Tell which pairs of texts are of one source, or both of none that is known."""
    one, other = site[pairs.T]
    return (one == other) & (one != MANY)


def list_known_ends(
    pairs: np.ndarray, ends: np.ndarray, site: np.ndarray, n_words: np.ndarray
) -> np.ndarray:
    """Return for each pair how many words at its ends a third text of the source has as well, four
    numbers as in `ends`: the words that the first has at its head and foot in common with the
    second, and the second with the first (`fingerprints.measure_ends`; 0 where there are none).

    Three texts count that have a passage of their own each, and nothing in common but how they
    begin or end. Where only two of a source do, or the three end in different places, as copies
    that were cut do, nothing is shown. What they show holds for texts too that have hardly more
    than these ends.
    """
    ends = np.where(ends >= _LEAST, ends, 0) * share_site(site, pairs)[:, None]
    ends[(site[pairs[:, :1]] == UNKNOWN) & (ends > _MOST_UNKNOWN)] = 0
    of_each = ends.reshape(-1, 2, 2)
    told = of_each.any(axis=2).sum(axis=1)  # of how many texts of a pair
    near: dict[int, dict[int, tuple[int, int]]] = defaultdict(dict)
    both = np.flatnonzero(told == 2).tolist()
    for k in both:
        (a, b), (one, other) = pairs[k].tolist(), of_each[k].tolist()
        near[a][b], near[b][a] = tuple(one), tuple(other)
    known = np.zeros_like(of_each)
    of_text = np.zeros((len(site), 2), np.int64)
    for k in both:
        a, b = pairs[k].tolist()
        if thirds := near[a].keys() & near[b].keys():
            held = np.array([(near[a][c], near[b][c]) for c in thirds])
            held = np.minimum(held, of_each[k])
            held *= (held >= _LEAST).all(axis=1, keepdims=True)
            known[k] = held.max(axis=0)
    np.maximum.at(of_text, pairs[both].ravel(), known[both].reshape(-1, 2))
    one = np.flatnonzero(told == 1)
    known[one] = np.minimum(of_each[one], of_text[pairs[one]]).max(axis=1, keepdims=True)
    np.maximum.at(of_text, pairs[one].ravel(), known[one].reshape(-1, 2))
    left = (n_words - of_text.sum(axis=1))[pairs].min(axis=1)
    none = (told == 0) & share_site(site, pairs) & (left < _LEAST)
    none &= of_text[pairs].any(axis=2).all(axis=1)
    known[none] = of_text[pairs[none]]
    return known.reshape(-1, 4)
