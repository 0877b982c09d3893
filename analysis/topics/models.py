"""Counts of words to topics, by non-negative factorisation or latent Dirichlet allocation."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

import numpy as np
from scipy.sparse import csr_array

from . import nmf
from .ranking import rank_words, share_rows

METHODS = ("nmf", "lda")
ROWS = ("words", "held", "ranks")  # what a fit has a row of for each topic
_STEPS = 30  # of an allocation, at most
_EXCLUSIVE = 0.25  # how much a word of genre gains from being used by no other topic


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
    matter: np.ndarray
    common: np.ndarray  # what all texts share
    ranks: np.ndarray  # how much each word tells of each topic (`rank_words`)

    def genre(self) -> np.ndarray:
        """Return how much of each topic is words of genre (0-1)."""
        raised = self.words * normalise(self.words.T).T ** _EXCLUSIVE
        return (raised @ (1 - self.matter)) / np.maximum(raised.sum(axis=1), 1e-12)

    def reorder(self, order: list[int]) -> Fit:
        """Return the same with its topics in another order."""
        rows = {name: getattr(self, name)[order] for name in ROWS}
        return replace(self, loadings=self.loadings[:, order], **rows)


class Factoriser:
    """Counts (units by words) that are factorised whole, and again with each row counting as often
    as it is drawn.

    By "nmf", non-negative factorisation of the TF-IDF (logarithmic counts, rows of length one) in
    its leading singular vectors, see `nmf`; by "lda", scikit-learn's variational batch fit to the
    counts.

    `seeds` say how much each word (columns) belongs to each seed (rows, at most as many as topics):
    "nmf" draws the first topics towards them, as if documents of these words alone were added (as in
    guided factorisation, Vendrow et al. 2021). `matter` is 1 for a word of matter, 0 for one of
    genre: these are fitted too, and mostly gather in topics of their own, but no topic is known by
    them.
    """

    def __init__(
        self,
        counts: csr_array,
        method: str,
        seed: int,
        *,
        seeds: np.ndarray | None = None,
        matter: np.ndarray | None = None,
    ) -> None:
        self.counts, self.method, self.seed = counts, method, seed
        self.matter = np.ones(counts.shape[1]) if matter is None else matter
        self.seeds = seeds
        if method == "nmf":
            self.weighed, self.idf = _weigh(counts)

    def fit(
        self,
        sizes: Collection[int],
        times: np.ndarray | None = None,
        near: Mapping[int, np.ndarray] | None = None,
    ) -> dict[int, Fit]:
        """Return topics of the rows, by their number; "nmf" starts a second time from those that
        are `near`.

        Each row counts so many `times`; once unless given. Nothing is known then of rows that do
        not count, be it a direction of theirs: else resamples would agree too well.
        """
        if self.method == "lda":
            rows = self.counts if times is None else self.counts[_repeat(times)]
            return {size: _allocate(rows, size, self.seed, self.matter) for size in sizes}
        rows = self.weighed if times is None else self.weighed[_repeat(times)]
        whole = nmf.decompose(rows, max(sizes, default=0), self.seed, self.seeds)
        common = normalise(np.asarray(rows.mean(axis=0)).reshape(1, -1))[0]
        starts = near or {}
        found = {}
        for size in sorted(sizes):
            loadings, words, converged = nmf.fit(whole, size, starts.get(size))
            # the words of each topic as shares, and the loadings scaled to match
            shares, loadings = normalise(words), np.round(loadings * words.sum(axis=1), 6)
            facts = shares, self.idf, self.matter, common, rank_words(rows, loadings, self.matter)
            found[size] = Fit(loadings, shares, converged, *facts)
        return found


def _repeat(times: np.ndarray) -> np.ndarray:
    return np.repeat(np.arange(len(times)), times.astype("int64"))


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
    """Return how much each topic makes up of rows of counts where the topics are held fixed."""
    if not counts.shape[0]:
        return np.zeros((0, len(held)))
    if method == "nmf":
        weighed, _ = _weigh(counts, idf)
        return np.round(nmf.load(weighed, held), 6)
    from scipy.special import psi
    from sklearn.decomposition import LatentDirichletAllocation

    there = held.any(axis=1)
    model = LatentDirichletAllocation(int(there.sum()))
    model.components_ = held[there]
    sums = held[there].sum(axis=1, keepdims=True)
    model.exp_dirichlet_component_ = np.exp(psi(held[there]) - psi(sums))
    model.doc_topic_prior_ = 1 / model.n_components
    shares = np.zeros((counts.shape[0], len(held)))
    shares[:, there] = normalise(model.transform(counts))
    return shares


def _allocate(counts: csr_array, size: int, seed: int, matter: np.ndarray) -> Fit:
    from sklearn.decomposition import LatentDirichletAllocation

    model = LatentDirichletAllocation(size, max_iter=_STEPS, evaluate_every=5, random_state=seed)
    loadings = normalise(model.fit_transform(counts))
    words = normalise(model.components_)
    same, none = np.ones(counts.shape[1]), np.zeros(counts.shape[1])
    ranks, rests = rank_words(counts, loadings, matter), model.n_iter_ < _STEPS
    return Fit(loadings, words, rests, model.components_, same, matter, none, ranks)


def normalise(rows: np.ndarray) -> np.ndarray:
    """Return rows divided by their sums, rounded where machines could differ; zeros stay."""
    return np.round(share_rows(rows), 6)
