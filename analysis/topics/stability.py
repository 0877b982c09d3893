"""Refits of topics to resamples of the documents: what comes again, in the words of the whole."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
from scipy.sparse import csr_array

from ..core.progress import track
from .document_terms import count_distinct
from .models import ROWS, Factoriser, Fit
from .ranking import measure_npmi

_LEAST = 0.05  # of its first word's weight: what tells less of a topic is none of its words
# Of its words, and words: a topic that shares as many with a larger one is a form of it. With fewer,
# one that fades and one that rises would be one that stays.
_VARIANT, _COMMON = 0.5, 3
# Of the first words of all topics, where there are more than so many; and of the words of one, which
# another shares.
_DIFFERENT, _FEW_TOPICS, _NEAR = 0.9, 8, 0.3
FEW = 8  # documents, of which each is left out once; with more they are resampled


def resample(doc_ids: np.ndarray, seed: int, n_resamples: int) -> list[np.ndarray]:
    """Return how often each row counts in each resample: documents left out in turn, or drawn."""
    document, names = pd.factorize(doc_ids)
    n = len(names)
    if n <= FEW:
        several = range(n if n > 1 and n_resamples else 0)
        return [(document != out).astype("float64") for out in several]
    draws = np.random.default_rng(seed).integers(n, size=(n_resamples, n))
    return [np.bincount(draw, minlength=n)[document].astype("float64") for draw in draws]


@dataclass(frozen=True)
class Refits:
    """A fit's topics in refits: overlap with the match, first words kept, and the refits."""

    overlaps: np.ndarray
    kept: np.ndarray
    fits: list[Fit]

    def reorder(self, order: list[int]) -> Refits:
        """Return the same with the topics in another order."""
        if not self.fits:
            return self
        fits = [fit.reorder(order) for fit in self.fits]
        return Refits(self.overlaps[:, order], self.kept[:, order], fits)

    def extend(self, more: Refits) -> Refits:
        """Return these and further refits of the same fit."""
        if not more.fits:
            return self
        overlaps = np.concatenate([self.overlaps, more.overlaps])
        return Refits(overlaps, np.concatenate([self.kept, more.kept]), [*self.fits, *more.fits])


def refit(
    factoriser: Factoriser,
    fits: dict[int, Fit],
    times: list[np.ndarray],
    n_words: int,
    clashes: Clashes,
) -> dict[int, Refits]:
    """Fit resamples, from their own start and from the whole's topics, and match their topics."""
    found: dict[int, list] = {size: [] for size in fits}
    for drawn in track(times, "topics of other documents", unit=" resamples"):
        matrix = factoriser.counts[np.flatnonzero(drawn)]
        most = min(count_distinct(matrix), matrix.shape[1])
        near = {size: fit.words for size, fit in fits.items()}
        refits = factoriser.fit({min(size, most) for size in fits}, drawn, near)
        for size, fit in fits.items():
            found[size].append(_align(fit, refits[min(size, most)], n_words, clashes))
    out = {}
    for size, rows in found.items():
        overlaps, kept = (np.array([row[i] for row in rows]) for i in (0, 1))
        out[size] = Refits(overlaps, kept, [row[2] for row in rows])
    return out


def _align(
    fit: Fit, refit: Fit, n_words: int, clashes: Clashes
) -> tuple[np.ndarray, np.ndarray, Fit]:
    """Return each topic's overlap with its match, the first words kept, the refit in its order.

    A topic without a match in a smaller refit overlaps 0 and has no share there.
    """
    whole, other = ([first_words(row, n_words, clashes) for row in f.ranks] for f in (fit, refit))
    rows, columns, overlap = match_sets(*([frozenset(w) for w in f] for f in (whole, other)))
    overlaps, kept, order = np.zeros(len(whole)), np.zeros((len(whole), n_words)), [-1] * len(whole)
    for row, column, value in zip(rows, columns, overlap, strict=True):
        overlaps[row], order[row] = value, int(column)
        kept[row, : len(whole[row])] = [word in other[column] for word in whole[row]]
    padded = {name: np.pad(getattr(refit, name), ((0, 1), (0, 0))) for name in ROWS}
    none = replace(refit, loadings=np.zeros((0, len(refit.words) + 1)), **padded)
    return overlaps, kept, none.reorder(order)


Clashes = Mapping[int, frozenset[int]]


def find_clashes(words: Sequence[str]) -> Clashes:
    """Return for each phrase the words and phrases that it holds, and for these the phrase."""
    column = {word: j for j, word in enumerate(words)}
    found: dict[int, set[int]] = {}
    for j, word in enumerate(words):
        parts = word.split(" ")
        spans = [(a, b) for b in range(1, len(parts) + 1) for a in range(b)] if parts[1:] else []
        for a, b in spans:
            inner = column.get(" ".join(parts[a:b]), j)
            if inner != j:
                found.setdefault(j, set()).add(inner)
                found.setdefault(inner, set()).add(j)
    return {j: frozenset(others) for j, others in found.items()}


def first_words(row: np.ndarray, n_words: int, clashes: Clashes | None = None) -> list[int]:
    """Return the columns of the greatest weights, none of a twentieth of the first, and no phrase
    beside its parts; ties stay in alphabetical order.
    """
    kept: list[int] = []
    least = _LEAST * row.max(initial=0)
    none: frozenset[int] = frozenset()
    for j in np.argsort(-row, kind="stable").tolist():
        if len(kept) == n_words or not row[j] > least:
            break
        if not (clashes and clashes.get(j, none).intersection(kept)):
            kept.append(j)
    return kept


def find_variants(heads: Sequence[Sequence[int]]) -> dict[int, int]:
    """Return for each topic that is a form of an earlier one that other.

    It shares half of its words with it (or of the other's, if they are fewer), and three words at
    least. Where more than eight topics are left and share over a tenth of all their words, the
    matter is split too finely for words to tell: then those that share most, three tenths of the
    words of one and two words at least, are forms too.
    """
    own: dict[int, frozenset[int]] = {}
    found: dict[int, int] = {}
    for k, words in enumerate(map(frozenset, heads)):
        near = max(own, key=lambda j: len(words & own[j]), default=k)
        common = len(words & own[near]) if own else 0
        if common >= _COMMON and common >= _VARIANT * min(len(words), len(own[near])):
            found[k] = near
        else:
            own[k] = words
    while len(own) > _FEW_TOPICS:
        if len(frozenset().union(*own.values())) >= _DIFFERENT * sum(map(len, own.values())):
            break
        pairs = [(_compare(own[j], own[k]), j, k) for j in own for k in own if j < k]
        alike, near, k = max(pairs, key=lambda pair: pair[0])
        if alike < _NEAR:
            break
        found[k] = near
        del own[k]
    return {k: _follow(found, k) for k in sorted(found)}


def _compare(one: frozenset[int], other: frozenset[int]) -> float:
    """Return the share of words in common of the topic that has fewer; 0 for a single word."""
    common = len(one & other)
    return common / min(len(one), len(other)) if common > 1 else 0.0


def _follow(found: Mapping[int, int], k: int) -> int:
    """Return the topic that is no form of another, whose form it is."""
    while k in found:
        k = found[k]
    return k


def match_sets(a: list[frozenset], b: list[frozenset]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return positions in a and b, and overlap, of the pairs that overlap most (Kuhn 1955)."""
    from scipy.optimize import linear_sum_assignment

    overlap = np.array([[len(x & y) / max(len(x | y), 1) for y in b] for x in a])
    overlap = overlap.reshape(len(a), len(b))
    rows, columns = linear_sum_assignment(overlap, maximize=True)
    return rows, columns, overlap[rows, columns]


def cohere(matrix: csr_array, topics: list[list[int]]) -> list[float]:
    """Return the mean NPMI of each topic's pairs of words (Bouma 2009)."""
    has = (matrix > 0).astype("float64").tocsc()
    out = []
    for words in topics:
        together = (has[:, words].T @ has[:, words]).toarray()
        npmi = measure_npmi(together, matrix.shape[0])
        pairs = npmi[np.triu_indices(len(words), 1)]
        out.append(float(pairs.mean()) if len(pairs) else float("nan"))
    return out
