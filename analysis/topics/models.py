"""Counts of words to topics, by non-negative factorisation or latent Dirichlet allocation."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from . import nmf

if TYPE_CHECKING:
    from scipy.sparse import csr_array

METHODS = ("nmf", "lda")
_STEPS = 30  # of an allocation, at most
_EXCLUSIVE = 0.4  # how much a word gains from being used by no other topic


@dataclass(frozen=True)
class Fit:
    """Topic shares of rows of counts, word shares of topics (sums are 1), whether it converged.

    `held`, the topics as they are held fixed, and `idf`, the words' weights, are what `place` needs
    to find the topic shares of other rows of counts of the same words.
    """

    loadings: np.ndarray
    words: np.ndarray
    converged: bool
    held: np.ndarray
    idf: np.ndarray

    def relevance(self) -> np.ndarray:
        """Return the words' shares, raised where other topics lack them (Sievert, Shirley 2014)."""
        return normalise(self.words * normalise(self.words.T).T ** _EXCLUSIVE)

    def reorder(self, order: list[int]) -> Fit:
        """Return the same with its topics in another order."""
        return Fit(
            self.loadings[:, order], self.words[order], self.converged, self.held[order], self.idf
        )


def factorise(
    counts: csr_array,
    sizes: Collection[int],
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
        "nmf": non-negative factorisation of the TF-IDF (logarithmic counts, rows of length one)
        by scikit-learn's coordinate descent (Cichocki and Phan 2009), started from an SVD rotated
        by varimax (Rohe and Zeng 2023);
        "lda": scikit-learn's variational batch fit to the counts.
    seed
        Of the singular vectors, or of the allocation's start.
    near
        Topics (word shares in rows) by their number, from which "nmf" starts a second time; the fit
        with the smaller error is returned.
    seeds
        How much each word (columns) belongs to each seed (rows, at most as many as topics): "nmf"
        draws the first topics towards them, as if documents of these words alone were added (as in
        guided factorisation, Vendrow et al. 2021).
    """
    if method == "lda":
        return {size: _allocate(counts, size, seed) for size in sizes}
    weighed, idf = _weigh(counts)
    fits = nmf.fit(weighed, sizes, seed, near or {}, seeds)
    return {size: _keep(*fit, idf) for size, fit in fits.items()}


def _keep(loadings: np.ndarray, words: np.ndarray, converged: bool, idf: np.ndarray) -> Fit:
    """Return a fit with the words of each topic as shares, and the loadings scaled to match."""
    shares = normalise(words)
    return Fit(normalise(loadings * words.sum(axis=1)), shares, converged, shares, idf)


def _weigh(counts: csr_array, idf: np.ndarray | None = None) -> tuple[csr_array, np.ndarray]:
    """Return TF-IDF of counts, and the IDF: their own unless given."""
    from sklearn.feature_extraction.text import TfidfTransformer

    transformer = TfidfTransformer(sublinear_tf=True)
    if idf is None:
        transformer.fit(counts)
    else:
        transformer.idf_ = idf
    return transformer.transform(counts), transformer.idf_


def place(counts: csr_array, method: str, held: np.ndarray, idf: np.ndarray) -> np.ndarray:
    """Return the topic shares of rows of counts where the topics are held fixed."""
    if not counts.shape[0]:
        return np.zeros((0, len(held)))
    if method == "nmf":
        weighed, _ = _weigh(counts, idf)
        return normalise(nmf.load(weighed, held))
    from scipy.special import psi
    from sklearn.decomposition import LatentDirichletAllocation

    there = held.any(axis=1)
    model = LatentDirichletAllocation(int(there.sum()))
    model.components_ = held[there]
    model.exp_dirichlet_component_ = np.exp(
        psi(held[there]) - psi(held[there].sum(axis=1, keepdims=True))
    )
    model.doc_topic_prior_ = 1 / model.n_components
    shares = np.zeros((counts.shape[0], len(held)))
    shares[:, there] = normalise(model.transform(counts))
    return shares


def _allocate(counts: csr_array, size: int, seed: int) -> Fit:
    from sklearn.decomposition import LatentDirichletAllocation

    model = LatentDirichletAllocation(size, max_iter=_STEPS, evaluate_every=5, random_state=seed)
    loadings = normalise(model.fit_transform(counts))
    words = normalise(model.components_)
    return Fit(loadings, words, model.n_iter_ < _STEPS, model.components_, np.ones(counts.shape[1]))


def normalise(rows: np.ndarray) -> np.ndarray:
    """Return rows divided by their sums, rounded where machines could differ; zeros stay."""
    sums = rows.sum(axis=1, keepdims=True)
    return np.round(np.divide(rows, sums, out=np.zeros_like(rows), where=sums > 0), 6)
