"""Counts to topics."""

import warnings

import numpy as np
import pytest
from scipy.sparse import csr_array
from sklearn.decomposition import NMF
from sklearn.feature_extraction.text import TfidfTransformer

from analysis.topics import models
from analysis.topics.models import Factoriser, normalise


def factorise(counts, sizes, method, seed, near=None):
    return Factoriser(counts, method, seed).fit(sizes, near=near)


def place(counts, method, held, idf):
    return normalise(models.place(counts, method, held, idf))


def draw(n=60, n_words=40, size=4, seed=0):
    """Return counts of rows that mix topics with words of their own."""
    rng = np.random.default_rng(seed)
    topics = rng.dirichlet(np.full(n_words, 0.1), size)
    return csr_array(rng.poisson(60 * rng.dirichlet(np.full(size, 0.3), n) @ topics).astype(float))


def error(counts, loadings, words):
    """Return the least squared error to the TF-IDF that rows of the words can reach."""
    from scipy.optimize import nnls

    weighed = TfidfTransformer(sublinear_tf=True).fit_transform(counts).toarray()
    return sum(nnls(words.T, row)[1] ** 2 for row in weighed)


def test_fit_is_as_near_as_that_of_scikit_learn():
    counts = draw()
    fit = factorise(counts, [4], "nmf", 0)[4]
    weighed = TfidfTransformer(sublinear_tf=True).fit_transform(counts)
    peer = NMF(4, init="nndsvda", max_iter=2000).fit(weighed)
    assert fit.converged
    assert error(counts, None, fit.words) <= 1.01 * error(counts, None, peer.components_)


def test_fit_to_a_large_matrix_is_as_near_as_that_of_scikit_learn():
    """More rows and words than an exact SVD is computed for."""
    counts = draw(300, 250, 6)
    fit = factorise(counts, [6], "nmf", 0)[6]
    weighed = TfidfTransformer(sublinear_tf=True).fit_transform(counts)
    peer = NMF(6, init="nndsvda", max_iter=2000).fit(weighed)
    assert fit.converged
    assert error(counts, None, fit.words) <= 1.01 * error(counts, None, peer.components_)


def test_an_exact_fit_is_no_fault():
    """Rounding makes its squared error less than nothing."""
    counts = csr_array([[1.0, 1, 1, 0, 0], [2, 1, 1, 0, 0], [0, 0, 0, 1, 3]])
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        fits = factorise(counts, [1, 2, 3], "nmf", 0)
    assert round(error(counts, None, fits[3].words), 6) == 0


@pytest.mark.parametrize("method", ["nmf", "lda"])
def test_rows_placed_anew_have_the_shares_that_they_had(method):
    counts = draw()
    fit = factorise(counts, [4], method, 0)[4]
    placed = place(counts, method, fit.held, fit.idf)
    np.testing.assert_allclose(placed, normalise(fit.loadings), atol=0.05)
    turned = fit.reorder([2, 0, 3, 1])
    np.testing.assert_array_equal(
        place(counts, method, turned.held, turned.idf)[:, 0], placed[:, 2]
    )


@pytest.mark.parametrize("method", ["nmf", "lda"])
def test_a_row_is_placed_as_it_is_alone(method):
    counts = draw(70, 40, 9)
    fit = factorise(counts, [9], method, 0)[9]
    together = place(counts, method, fit.held, fit.idf)
    alone = [place(counts[[i]], method, fit.held, fit.idf)[0] for i in range(70)]
    assert np.array_equal(together, alone)
    assert place(counts[:0], method, fit.held, fit.idf).shape == (0, 9)


@pytest.mark.parametrize("method", ["nmf", "lda"])
def test_a_topic_of_zeros_has_no_share_and_changes_no_other(method):
    counts = draw()
    fit = factorise(counts, [3], method, 0)[3]
    held = np.insert(fit.held, 1, 0.0, axis=0)
    placed = place(counts, method, held, fit.idf)
    assert not placed[:, 1].any()
    np.testing.assert_allclose(
        placed[:, [0, 2, 3]], place(counts, method, fit.held, fit.idf), atol=2e-6
    )


def test_placing_is_least_squares_without_negative_values():
    from scipy.optimize import nnls

    counts = draw(20, 40, 4)
    fit = factorise(counts, [4], "nmf", 0)[4]
    weighed = TfidfTransformer(sublinear_tf=True).fit_transform(counts).toarray()
    expected = normalise(np.array([nnls(fit.held.T, row)[0] for row in weighed]))
    np.testing.assert_allclose(place(counts, "nmf", fit.held, fit.idf), expected, atol=1e-4)


@pytest.mark.parametrize("method", ["nmf", "lda"])
def test_shares_sum_to_one(method):
    fit = factorise(draw(), [3], method, 0)[3]
    for rows in (normalise(fit.loadings), fit.words, fit.ranks):
        np.testing.assert_allclose(rows.sum(axis=1), 1, atol=1e-4)


def test_a_second_start_is_taken_where_it_fits_better():
    counts = draw(seed=3)
    truth = factorise(counts, [4], "nmf", 0)[4].words
    near = factorise(counts, [4], "nmf", 0, near={4: truth[::-1].copy()})[4]
    assert error(counts, None, near.words) <= error(counts, None, truth) + 1e-6


def test_zeros_stay_zero():
    assert normalise(np.array([[0.0, 0.0], [1.0, 3.0]])).tolist() == [[0, 0], [0.25, 0.75]]
