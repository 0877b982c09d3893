"""Counts of words to topics: non-negative factorisation of TF-IDF, or latent Dirichlet allocation of the counts.

scikit-learn's NMF goes through every count at every step. Here the matrix is first cut down to its first hundred
singular vectors (Zhou, Cichocki and Xie 2012), which makes a step several times cheaper, so that many refits can be
afforded, and leaves out what no topic could hold anyway. A small matrix keeps all its vectors and loses nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from scipy.sparse import csr_array

METHODS = ("nmf", "lda")
_RANK = 100  # singular vectors kept, or five a topic where that is more
_STEPS = {"nmf": 1000, "lda": 30}  # at most
_PLACE_STEPS = 50
_TOLERANCE = 5e-5  # of the loadings' sum, moved in the last step
_EXCLUSIVE = 0.25  # how much a word gains from being used by no other topic


@dataclass(frozen=True)
class Fit:
    """Topic shares of each row of counts, word shares of each topic (both sum to 1 by row), and whether it came to rest.

    `place` gives the topic shares of other rows of counts of the same words.
    """

    loadings: np.ndarray
    words: np.ndarray
    converged: bool
    place: Callable[[csr_array], np.ndarray]

    def relevance(self) -> np.ndarray:
        """Return the words' shares, raised where other topics have little of the word (Sievert and Shirley 2014)."""
        return normalise(self.words * normalise(self.words.T).T ** _EXCLUSIVE)

    def reorder(self, order: list[int]) -> Fit:
        """Return the same with its topics in another order."""
        return Fit(
            self.loadings[:, order], self.words[order], self.converged, lambda counts: self.place(counts)[:, order]
        )


def factorise(
    counts: csr_array, sizes: Iterable[int], method: str, seed: int, *, near: Mapping[int, np.ndarray] | None = None
) -> dict[int, Fit]:
    """Return a fit for each number of topics.

    Parameters
    ----------
    counts
        Rows (paragraphs or documents) by words.
    sizes
        Numbers of topics, none above the rows or the words.
    method
        "nmf": the least squared error to the TF-IDF (logarithmic counts, rows of length one), by hierarchical
        alternating least squares (Cichocki and Phan 2009) from an NNDSVDa start (Boutsidis and Gallopoulos 2008);
        "lda": scikit-learn's variational batch fit to the counts.
    seed
        Of the singular vectors, or of the allocation's start.
    near
        Topics (word shares in rows) by their number, from which "nmf" starts a second time; the fit with the smaller
        error is returned.
    """
    if method == "lda":
        return {size: _allocate(counts, size, seed) for size in sizes}
    return _Reduced(counts, seed, max(sizes, default=0)).fit(sizes, near or {})


def _weigh(counts: csr_array, idf: np.ndarray | None = None) -> tuple[csr_array, np.ndarray]:
    """Return TF-IDF of counts, and the IDF: their own unless given."""
    from sklearn.feature_extraction.text import TfidfTransformer

    transformer = TfidfTransformer(sublinear_tf=True)
    if idf is None:
        transformer.fit(counts)
    else:
        transformer.idf_ = idf
    return transformer.transform(counts), transformer.idf_


class _Reduced:
    """TF-IDF of counts as the product of a tall matrix and a wide one, and the topics that fit it."""

    def __init__(self, counts: csr_array, seed: int, most: int) -> None:
        from sklearn.utils.extmath import randomized_svd

        weighed, self.idf = _weigh(counts)
        self.mean = weighed.mean()
        rank = max(_RANK, 5 * most)
        if min(counts.shape) <= 2 * rank:
            self.left, values, self.right = np.linalg.svd(weighed.toarray(), full_matrices=False)
        else:
            self.left, values, self.right = randomized_svd(weighed, rank, n_iter=2, random_state=seed)
        self.values, self.tall = values, self.left * values

    def fit(self, sizes: Iterable[int], near: Mapping[int, np.ndarray]) -> dict[int, Fit]:
        return {size: self._fit(size, near.get(size)) for size in sizes}

    def _fit(self, size: int, near: np.ndarray | None) -> Fit:
        starts = [self._start(size)] + ([] if near is None else [self._start_near(near)])
        rests = [_alternate(self.tall, self.right, *start, _STEPS["nmf"]) for start in starts]
        best = min(range(len(starts)), key=lambda i: round(self._miss(*starts[i]), 6))
        (loadings, words), converged = starts[best], rests[best]
        mass = words.sum(axis=1)
        words = normalise(words)
        return Fit(normalise(loadings * mass), words, converged, lambda counts: _place(counts, self.idf, words))

    def _start(self, size: int) -> tuple[np.ndarray, np.ndarray]:
        """Return for each topic the heavier sign of a pair of singular vectors, with the mean where it is empty."""
        loadings, words = np.zeros((len(self.left), size)), np.zeros((size, self.right.shape[1]))
        for k in range(size):
            sides = [(np.maximum(s * self.left[:, k], 0), np.maximum(s * self.right[k], 0)) for s in (1, -1)]
            norms = [(np.linalg.norm(x), np.linalg.norm(y)) for x, y in sides]
            (x, y), (a, b) = max(zip(sides, norms, strict=True), key=lambda side: round(side[1][0] * side[1][1], 9))
            if a * b > 0:
                scale = np.sqrt(self.values[k] * a * b)
                loadings[:, k], words[k] = scale * x / a, scale * y / b
        for start in (loadings, words):
            start[start < 1e-9] = self.mean
        return loadings, words

    def _start_near(self, near: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Return given topics, and loadings that fit them."""
        words = near + 1e-9
        target, gram = self.tall @ (self.right @ words.T), words @ words.T
        loadings = np.maximum(target, 0) / max(float(np.trace(gram)), 1e-12)
        for _ in range(_PLACE_STEPS):
            _solve(target, gram, loadings)
        return loadings, words

    def _miss(self, loadings: np.ndarray, words: np.ndarray) -> float:
        """Return the squared error, less what is the same for all fits."""
        cross = np.sum((self.tall.T @ loadings) * (self.right @ words.T))
        return float(np.sum((loadings.T @ loadings) * (words @ words.T)) - 2 * cross)


def _alternate(tall: np.ndarray, wide: np.ndarray, loadings: np.ndarray, words: np.ndarray, most: int) -> bool:
    """Fit loadings and words, in place, to the product of tall and wide; tell whether they came to rest."""
    for _ in range(most):
        _solve(((loadings.T @ tall) @ wide).T, loadings.T @ loadings, words.T)
        moved = _solve(tall @ (wide @ words.T), words @ words.T, loadings)
        if moved <= _TOLERANCE * loadings.sum():
            return True
    return False


def _solve(target: np.ndarray, gram: np.ndarray, rows: np.ndarray) -> float:
    """Take one step of least squares without negative values, column by column and in place; return how far it went."""
    moved = 0.0
    for k in range(rows.shape[1]):
        if gram[k, k] <= 0:
            continue
        new = np.maximum(rows[:, k] + (target[:, k] - rows @ gram[:, k]) / gram[k, k], 0)
        moved += float(np.abs(new - rows[:, k]).sum())
        rows[:, k] = new
    return moved


def _place(counts: csr_array, idf: np.ndarray, words: np.ndarray) -> np.ndarray:
    """Return the topic shares of rows of counts where the topics are given."""
    weighed, _ = _weigh(counts, idf)
    target, gram = np.asarray(weighed @ words.T), words @ words.T
    loadings = np.maximum(target, 0) / max(float(np.trace(gram)), 1e-12)
    for _ in range(_PLACE_STEPS):
        _solve(target, gram, loadings)
    return normalise(loadings)


def _allocate(counts: csr_array, size: int, seed: int) -> Fit:
    from sklearn.decomposition import LatentDirichletAllocation

    model = LatentDirichletAllocation(size, max_iter=_STEPS["lda"], evaluate_every=5, random_state=seed)
    loadings = normalise(model.fit_transform(counts))
    words = normalise(model.components_)
    return Fit(loadings, words, model.n_iter_ < _STEPS["lda"], lambda rows: normalise(model.transform(rows)))


def normalise(rows: np.ndarray) -> np.ndarray:
    """Return the rows divided by their sums, rounded where other machines could differ; zeros stay zero."""
    sums = rows.sum(axis=1, keepdims=True)
    return np.round(np.divide(rows, sums, out=np.zeros_like(rows), where=sums > 0), 6)
