"""Counts of words to topics: non-negative factorisation of TF-IDF, or latent Dirichlet allocation of the counts.

scikit-learn's NMF goes through every count at every step. Here the matrix is first cut down to its first hundred
singular vectors (Zhou, Cichocki and Xie 2012), which makes a step several times cheaper, so that many refits can be
afforded, and leaves out what no topic could hold anyway. A small matrix keeps all its vectors and loses nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from scipy.sparse import csr_array

METHODS = ("nmf", "lda")
_RANK = 100  # singular vectors kept, or five a topic where that is more
_STEPS = {"nmf": 1000, "lda": 30}  # at most
_PLACE_STEPS = 50
_ROWS = 4096  # placed at a time, so that they stay near the processor
_TURNS = 200  # at most, of a rotation
_PULL = 0.4  # of rows a topic, towards a seed: its words weigh more than the text's own, so that no topic leaves its seed
_TOLERANCE = 5e-5  # of the loadings' sum, moved in the last step
_EXCLUSIVE = 0.4  # how much a word gains from being used by no other topic


@dataclass(frozen=True)
class Fit:
    """Topic shares of each row of counts, word shares of each topic (both sum to 1 by row), and whether it came to rest.

    `held`, the topics as they are held fixed, and `idf`, the words' weights, are what `place` needs to find the topic shares
    of other rows of counts of the same words.
    """

    loadings: np.ndarray
    words: np.ndarray
    converged: bool
    held: np.ndarray
    idf: np.ndarray

    def relevance(self) -> np.ndarray:
        """Return the words' shares, raised where other topics have little of the word (Sievert and Shirley 2014)."""
        return normalise(self.words * normalise(self.words.T).T ** _EXCLUSIVE)

    def reorder(self, order: list[int]) -> Fit:
        """Return the same with its topics in another order."""
        return Fit(self.loadings[:, order], self.words[order], self.converged, self.held[order], self.idf)


def factorise(
    counts: csr_array,
    sizes: Iterable[int],
    method: str,
    seed: int,
    *,
    near: Mapping[int, np.ndarray] | None = None,
    seeds: np.ndarray | None = None,
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
        alternating least squares (Cichocki and Phan 2009) from singular vectors turned by varimax (Rohe and Zeng 2023);
        "lda": scikit-learn's variational batch fit to the counts.
    seed
        Of the singular vectors, or of the allocation's start.
    near
        Topics (word shares in rows) by their number, from which "nmf" starts a second time; the fit with the smaller
        error is returned.
    seeds
        How much each word (columns) belongs to each seed (rows, at most as many as topics): "nmf" draws the first topics
        towards them, as if documents of these words alone were added (as in guided factorisation, Vendrow et al. 2021).
    """
    if method == "lda":
        return {size: _allocate(counts, size, seed) for size in sizes}
    return _Reduced(counts, seed, max(sizes, default=0), seeds).fit(sizes, near or {})


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

    def __init__(self, counts: csr_array, seed: int, most: int, seeds: np.ndarray | None) -> None:
        from sklearn.utils.extmath import randomized_svd

        weighed, self.idf = _weigh(counts)
        average = np.asarray(weighed.mean(axis=0)).ravel()
        self.mean = average.mean()
        self.seeds = _scale(seeds * average) if seeds is not None else np.zeros((0, counts.shape[1]))
        rank = max(_RANK, 5 * most)
        if min(counts.shape) <= 2 * rank:
            self.left, values, self.right = np.linalg.svd(weighed.toarray(), full_matrices=False)
        else:
            self.left, values, self.right = randomized_svd(weighed, rank, n_iter=2, random_state=seed)
        self.values, self.tall = values, self.left * values

    def fit(self, sizes: Iterable[int], near: Mapping[int, np.ndarray]) -> dict[int, Fit]:
        return {size: self._fit(size, near.get(size)) for size in sizes}

    def _fit(self, size: int, near: np.ndarray | None) -> Fit:
        starts = [self._start(size)] + ([] if near is None else [near + 1e-9])
        fits = [self._alternate(words) for words in starts]
        loadings, words, converged = min(fits, key=lambda fit: round(self._miss(*fit[:2]), 6))
        mass = words.sum(axis=1)
        words = normalise(words)
        return Fit(normalise(loadings * mass), words, converged, words, self.idf)

    def _start(self, size: int) -> np.ndarray:
        """Return the seeds, and for each further topic a turned singular vector that is least like them."""
        basis = self.right[: min(size, len(self.right))]
        turned = _turn(basis.T).T @ basis
        turned *= np.sign(np.round((turned**3).sum(axis=1), 9) + 1e-12)[:, None]
        words = np.full((size, basis.shape[1]), self.mean)
        words[: len(turned)] = np.where(turned < 1e-9, self.mean, turned)
        if len(self.seeds):
            free = words[_unmatched(_scale(words) @ self.seeds.T)]
            words = np.vstack([np.where(self.seeds > 0, self.seeds, self.mean), free])
        return words

    def _alternate(self, words: np.ndarray) -> tuple[np.ndarray, np.ndarray, bool]:
        """Fit loadings and words, from given words, to the matrix; tell whether they came to rest."""
        words = words.copy()
        loadings = _load(self.tall @ (self.right @ words.T), words @ words.T)
        pull = np.zeros(len(words))
        pull[: len(self.seeds)] = _PULL * len(self.tall) / len(words)
        drawn = self.seeds * pull[: len(self.seeds), None]
        for _ in range(_STEPS["nmf"]):
            target = (loadings.T @ self.tall) @ self.right
            target[: len(drawn)] += drawn
            _solve(target.T, loadings.T @ loadings + np.diag(pull), words.T)
            moved = _solve(self.tall @ (self.right @ words.T), words @ words.T, loadings)
            if moved <= _TOLERANCE * loadings.sum():
                return loadings, words, True
        return loadings, words, False

    def _miss(self, loadings: np.ndarray, words: np.ndarray) -> float:
        """Return the squared error, less what is the same for all fits."""
        cross = np.sum((self.tall.T @ loadings) * (self.right @ words.T))
        return float(np.sum((loadings.T @ loadings) * (words @ words.T)) - 2 * cross)


def _scale(rows: np.ndarray) -> np.ndarray:
    """Return rows of length one; rows of zeros as they are."""
    length = np.linalg.norm(rows, axis=1, keepdims=True)
    return np.divide(rows, length, out=np.zeros_like(rows, dtype=float), where=length > 0)


def _turn(columns: np.ndarray) -> np.ndarray:
    """Return the rotation that makes the entries of orthogonal columns as uneven as can be (varimax, Kaiser 1958)."""
    turn, reached = np.eye(columns.shape[1]), 0.0
    for _ in range(_TURNS):
        turned = columns @ turn
        left, values, right = np.linalg.svd(columns.T @ (turned**3 - turned * (turned**2).mean(axis=0)))
        turn = left @ right
        if values.sum() <= reached * (1 + 1e-7):
            break
        reached = values.sum()
    return turn


def _unmatched(likeness: np.ndarray) -> list[int]:
    """Return the rows that are left when every column took the row that it is most like, one to one."""
    from scipy.optimize import linear_sum_assignment

    taken = set(linear_sum_assignment(np.round(likeness, 9), maximize=True)[0])
    return [row for row in range(len(likeness)) if row not in taken]


def _load(target: np.ndarray, gram: np.ndarray) -> np.ndarray:
    """Return loadings, none negative, that fit given topics; those of a row do not depend on the rows beside it.

    So there is no product of matrices here: its sums are split by how many rows there are, and bits by how they are split.
    """
    parts = [_settle(target[start : start + _ROWS].T.copy(), gram).T for start in range(0, len(target), _ROWS)]
    return np.ascontiguousarray(np.concatenate(parts))


def _settle(target: np.ndarray, gram: np.ndarray) -> np.ndarray:
    """Take steps of least squares as `_solve` does; topics are rows here, and are added up one by one."""
    loadings = np.maximum(target, 0) / max(float(np.trace(gram)), 1e-12)
    total, term = np.empty_like(target[0]), np.empty_like(target[0])
    for _ in range(_PLACE_STEPS):
        for k in np.flatnonzero(np.diag(gram) > 0):
            total[:] = 0
            for row, factor in zip(loadings, gram[k], strict=True):
                np.multiply(row, factor, out=term)
                np.add(total, term, out=total)
            loadings[k] = np.maximum(loadings[k] + (target[k] - total) / gram[k, k], 0)
    return loadings


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


def place(counts: csr_array, method: str, held: np.ndarray, idf: np.ndarray) -> np.ndarray:
    """Return the topic shares of rows of counts where the topics are held fixed; a topic of zeros has no share."""
    if not counts.shape[0]:
        return np.zeros((0, len(held)))
    if method == "nmf":
        weighed, _ = _weigh(counts, idf)
        return normalise(_load(np.asarray(weighed @ held.T), held @ held.T))
    from scipy.special import psi
    from sklearn.decomposition import LatentDirichletAllocation

    there = held.any(axis=1)
    model = LatentDirichletAllocation(int(there.sum()))
    model.components_ = held[there]
    model.exp_dirichlet_component_ = np.exp(psi(held[there]) - psi(held[there].sum(axis=1, keepdims=True)))
    model.doc_topic_prior_ = 1 / model.n_components
    shares = np.zeros((counts.shape[0], len(held)))
    shares[:, there] = normalise(model.transform(counts))
    return shares


def _allocate(counts: csr_array, size: int, seed: int) -> Fit:
    from sklearn.decomposition import LatentDirichletAllocation

    model = LatentDirichletAllocation(size, max_iter=_STEPS["lda"], evaluate_every=5, random_state=seed)
    loadings = normalise(model.fit_transform(counts))
    words = normalise(model.components_)
    return Fit(loadings, words, model.n_iter_ < _STEPS["lda"], model.components_, np.ones(counts.shape[1]))


def normalise(rows: np.ndarray) -> np.ndarray:
    """Return the rows divided by their sums, rounded where other machines could differ; zeros stay zero."""
    sums = rows.sum(axis=1, keepdims=True)
    return np.round(np.divide(rows, sums, out=np.zeros_like(rows), where=sums > 0), 6)
