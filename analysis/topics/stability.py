"""Refits of topics to resamples of the documents: what comes again, in the words of the whole."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from .document_terms import Counts, count_distinct
from .models import Fit, factorise

if TYPE_CHECKING:
    from scipy.sparse import csr_array

FEW = 8  # documents, of which each is left out once; with more they are drawn anew


def _resample(doc_ids: np.ndarray, seed: int, n_resamples: int) -> list[np.ndarray]:
    """Return the rows of each resample: documents left out in turn, or drawn where over 8."""
    documents = list(dict.fromkeys(doc_ids))
    if len(documents) <= FEW:
        return (
            [np.flatnonzero(doc_ids != out) for out in documents]
            if len(documents) > 1 and n_resamples
            else []
        )
    rows = {doc_id: np.flatnonzero(doc_ids == doc_id) for doc_id in documents}
    rng = np.random.default_rng(seed)
    draws = rng.integers(len(documents), size=(n_resamples, len(documents)))
    return [np.concatenate([rows[documents[i]] for i in draw]) for draw in draws]


@dataclass(frozen=True)
class Refits:
    """A fit's topics in refits: overlap with the match, first words kept, and the refits."""

    overlaps: np.ndarray
    kept: np.ndarray
    fits: list[Fit]

    def join(self, more: Refits) -> Refits:
        """Return these and more refits of the same fit."""
        if not more.fits:
            return self
        both = (
            np.concatenate([getattr(self, name), getattr(more, name)])
            for name in ("overlaps", "kept")
        )
        return Refits(*both, [*self.fits, *more.fits])


def refit(
    counts: Counts,
    fits: dict[int, Fit],
    method: str,
    n_words: int,
    seed: int,
    n: int,
    seeds: np.ndarray | None = None,
    part: slice = slice(None),
) -> dict[int, Refits]:
    """Fit resamples of the documents, or a part of them, and match their topics to the whole's."""
    found: dict[int, list] = {size: [] for size in fits}
    for picked in _resample(counts.doc_ids, seed, n)[part]:
        matrix = counts.matrix[picked]
        most = min(count_distinct(matrix), matrix.shape[1])
        sizes = sorted({min(size, most) for size in fits})
        near = {size: fit.words for size, fit in fits.items()}
        rows = None if seeds is None else seeds[: sizes[0]]
        refits = factorise(matrix, sizes, method, seed, near=near, seeds=rows)
        for size, fit in fits.items():
            found[size].append(_align(fit, refits[min(size, most)], n_words))
    return {
        size: Refits(
            *(np.array([row[i] for row in rows]) for i in (0, 1)), [row[2] for row in rows]
        )
        for size, rows in found.items()
    }


def _align(fit: Fit, refit: Fit, n_words: int) -> tuple[np.ndarray, np.ndarray, Fit]:
    """Return each topic's overlap with its match, the first words kept, the refit in its order.

    A topic without a match in a smaller refit overlaps 0 and has no share there.
    """
    whole, other = ([first_words(row, n_words) for row in f.relevance()] for f in (fit, refit))
    rows, columns, overlap = match_sets(
        [frozenset(w) for w in whole], [frozenset(w) for w in other]
    )
    overlaps, kept, order = np.zeros(len(whole)), np.zeros((len(whole), n_words)), [-1] * len(whole)
    for row, column, value in zip(rows, columns, overlap, strict=True):
        overlaps[row], order[row] = value, int(column)
        kept[row, : len(whole[row])] = [word in other[column] for word in whole[row]]
    padded = Fit(
        np.pad(refit.loadings, ((0, 0), (0, 1))),
        np.pad(refit.words, ((0, 1), (0, 0))),
        refit.converged,
        np.pad(refit.held, ((0, 1), (0, 0))),
        refit.idf,
    )
    return overlaps, kept, padded.reorder(order)


def first_words(row: np.ndarray, n_words: int) -> list[int]:
    """Return the columns of the greatest weights above 0; ties stay in alphabetical order."""
    return [int(j) for j in np.argsort(-row, kind="stable")[:n_words] if row[j] > 0]


def match_sets(a: list[frozenset], b: list[frozenset]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return positions in a and b, and overlap, of the pairs that overlap most (Kuhn 1955)."""
    from scipy.optimize import linear_sum_assignment

    overlap = np.array([[len(x & y) / max(len(x | y), 1) for y in b] for x in a]).reshape(
        len(a), len(b)
    )
    rows, columns = linear_sum_assignment(overlap, maximize=True)
    return rows, columns, overlap[rows, columns]


def cohere(matrix: csr_array, topics: list[list[int]]) -> list[float]:
    """Return the mean NPMI of each topic's pairs of words (Bouma 2009)."""
    has = (matrix > 0).astype("float64").tocsc()
    out = []
    for words in topics:
        joint = (has[:, words].T @ has[:, words]).toarray() / matrix.shape[0]
        alone = np.diag(joint)
        with np.errstate(divide="ignore", invalid="ignore"):
            npmi = np.log(joint / np.outer(alone, alone)) / -np.log(joint)
        npmi = np.where(joint == 0, -1.0, np.where(joint >= 1, 1.0, npmi))
        pairs = npmi[np.triu_indices(len(words), 1)]
        out.append(float(pairs.mean()) if len(pairs) else float("nan"))
    return out
