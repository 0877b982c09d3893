"""Lengths that are matched between sides, and the occurrences that are left."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from long_run import examples
from scipy.sparse import csr_array

from analysis.words.log_odds import Counts
from analysis.words.rarefaction import Contrast, Rarefaction, match_lengths


def test_each_rank_keeps_the_shorter_length():
    n_words = np.array([30, 10, 20, 40, 25, 5])
    got = match_lengths(n_words, np.arange(6) < 3)
    # 30, 20, 10 beside 40, 25, 5
    assert got.tolist() == [30, 5, 20, 30, 20, 5]


def test_sides_of_different_size_are_matched_by_quantiles():
    got = match_lengths(np.array([50, 10, 20, 30, 40]), np.arange(5) < 1)
    # One beside four: their median of 25 words, and what is longer than 50 words: nothing.
    assert got.tolist() == [25, 10, 20, 30, 40]


LENGTHS = st.lists(st.integers(1, 2000), min_size=1, max_size=12)


@settings(max_examples=examples(100))
@given(LENGTHS, LENGTHS)
def test_lengths_only_shrink_and_turning_the_sides_turns_nothing(first, other):
    n_words, in_a = np.array(first + other), np.arange(len(first + other)) < len(first)
    got = match_lengths(n_words, in_a)
    assert (got > 0).all() and (got <= n_words).all()
    assert got.tolist() == match_lengths(n_words, ~in_a).tolist()
    if len(first) == len(other):
        assert sorted(got[in_a]) == sorted(got[~in_a])
        assert match_lengths(got, in_a).tolist() == got.tolist()


def rarefy(matrix, kept, seed=0):
    terms = [f"t{j}" for j in range(matrix.shape[0])]
    return Rarefaction(csr_array(matrix.astype("float64")), terms, np.asarray(kept), seed)


def test_occurrences_are_kept_with_the_probability_of_their_unit():
    counts = rarefy(np.full((50, 3), 20), [1.0, 0.5, 0.1])
    draws = np.array([counts.draw(i).toarray() for i in range(40)])
    assert (draws[..., 0] == 20).all()
    # Binomial: 2,000 cells of 20 occurrences
    for unit, share in ((1, 0.5), (2, 0.1)):
        cells = draws[..., unit]
        assert cells.mean() == pytest.approx(20 * share, abs=0.25)
        assert cells.var() == pytest.approx(20 * share * (1 - share), rel=0.12)
    apart = np.corrcoef(draws[:, :, 1].reshape(40, -1).T)[np.triu_indices(50, 1)]
    assert abs(apart.mean()) < 0.01


def test_draws_differ_by_number_and_seed_and_no_term_moves_another():
    matrix = np.random.default_rng(0).poisson(5, size=(30, 8))
    kept = np.linspace(0.2, 1, 8)
    whole = rarefy(matrix, kept)
    some = np.array([3, 4, 20])
    alone = Rarefaction(csr_array(matrix[some] * 1.0), ["t3", "t4", "t20"], kept, 0)
    assert (alone.draw(2).toarray() == whole.draw(2).toarray()[some]).all()
    assert (whole.draw(2, some).toarray() == whole.draw(2).toarray()[some]).all()
    assert (whole.draw(2).toarray() != whole.draw(3).toarray()).any()
    assert (whole.draw(2).toarray() != rarefy(matrix, kept, seed=1).draw(2).toarray()).any()


def test_many_occurrences_are_drawn_a_part_at_a_time(monkeypatch):
    matrix = np.random.default_rng(1).poisson(7, size=(20, 6))
    kept = np.full(6, 0.4)
    whole = rarefy(matrix, kept).draw(0).toarray()
    for at_once in (1, 10, 64):
        monkeypatch.setattr("analysis.words.rarefaction._AT_ONCE", at_once)
        assert (rarefy(matrix, kept).draw(0).toarray() == whole).all()


def test_a_term_in_exact_proportion_to_length_differs_in_nothing():
    n_words = np.array([10.0, 20.0, 30.0, 10.0, 20.0, 30.0])
    units = Counts(
        csr_array((n_words / 10)[:, None]), ["quad"], n_words, np.arange(6) < 3, np.arange(6)
    )
    measure = Contrast(units, 0).look(0, slice(None))
    sides = np.array([[1, 1, 1, 0, 0, 0], [1, 0, 0, 0, 0, 1], [0, 1, 0, 0, 0, 0]]).T > 0
    assert (measure(sides) < 1e-9).all()


def test_a_term_that_no_draw_leaves_differs_in_nothing():
    n_words = np.array([10_000.0, 10_000.0, 1.0, 1.0])
    matrix = csr_array(np.array([[1.0], [1.0], [0.0], [0.0]]))
    units = Counts(matrix, ["quad"], n_words, np.arange(4) < 2, np.arange(4))
    sizes = Contrast(units, 0).look(0, slice(None))(np.array([[1, 1, 0, 0]]).T > 0)
    assert sizes.tolist() == [[0.0]]
