"""The first words of topics: what sets each apart from the text, and appears with its other words.

The weights of a factorisation favour rare words, which few other documents bring back; by the units
in which words appear, a topic keeps its words when other documents are drawn.
"""

import numpy as np
from scipy.sparse import csr_array

_LOOKED = 20  # words of a topic whose company is looked at, twice as many as are shown
_COMPANY = 0.5  # power of a word's NPMI with the others; words that never meet go


def rank_words(counts: csr_array, loadings: np.ndarray, matter: np.ndarray) -> np.ndarray:
    """Return how much each word (columns) tells of each topic (rows); a row sums to 1.

    `counts` are units by words: that a word appears counts, not how often. `loadings` are units by
    topics, `matter` is 1 for a word of matter, 0 for one of genre.

    A word's part in the divergence of the topic from the whole text (Kullback and Leibler 1951), p
    log(p / q), with p its share of the topic's words and q of all; the greatest twenty times a power
    of the mean NPMI with each other, so that what never appears with the others is left out. The
    word that tells most always stays; where nothing sets a topic apart, its words are its most
    frequent ones.
    """
    if not counts.shape[1]:
        return np.zeros((loadings.shape[1], 0))
    has = csr_array((np.ones(counts.nnz), counts.indices, counts.indptr), shape=counts.shape)
    share = share_rows((has.T @ loadings).T)
    whole = has.sum(axis=0)
    whole = whole / max(whole.sum(), 1.0)
    ratio = np.divide(share, whole, out=np.ones_like(share), where=(share > 0) & (whole > 0))
    told = np.round(np.maximum(share * np.log(ratio), 0) * matter, 12)
    plain = ~(told > 0).any(axis=1)
    told[plain] = share[plain] * matter
    first = np.argsort(-told, axis=1, kind="stable")[:, :_LOOKED]
    used, at = np.unique(first, return_inverse=True)
    at = at.reshape(first.shape)
    some = has[:, used]
    near = measure_npmi((some.T @ some).toarray(), counts.shape[0])
    np.fill_diagonal(near, 0.0)
    ranks = np.zeros_like(told)
    for row, columns, place, own in zip(told, first, at, ranks, strict=True):
        weight = row[columns]
        company = near[np.ix_(place, place)] @ weight / np.maximum(weight.sum() - weight, 1e-12)
        own[columns] = weight * np.maximum(company, 0) ** _COMPANY
        if not own.any():
            own[columns[0]] = weight[0]
    return np.round(share_rows(ranks), 6)


def measure_npmi(together: np.ndarray, n_units: int) -> np.ndarray:
    """Return the normalised pointwise mutual information of words (Bouma 2009), of the number of
    units in which each word (rows) appears with each other, and on the diagonal alone.
    """
    joint = together / max(n_units, 1)
    alone = np.diag(joint)
    with np.errstate(divide="ignore", invalid="ignore"):
        npmi = np.log(joint / np.outer(alone, alone)) / -np.log(joint)
    return np.where(joint == 0, -1.0, np.where(joint >= 1, 1.0, npmi))


def share_rows(rows: np.ndarray) -> np.ndarray:
    """Return rows divided by their sums; zeros stay."""
    sums = rows.sum(axis=1, keepdims=True)
    return np.divide(rows, sums, out=np.zeros_like(rows), where=sums > 0)
