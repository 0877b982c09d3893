"""The first words of topics."""

import numpy as np
import pytest
from scipy.sparse import csr_array

from analysis.topics.ranking import measure_npmi, rank_words

# a, b and c appear in the units of the first topic, d in all, e and f in those of the second
UNITS = csr_array(
    np.array(
        [[1, 1, 0, 1, 0, 0], [1, 0, 1, 1, 0, 0], [1, 1, 1, 1, 0, 0]] + [[0, 0, 0, 1, 1, 1]] * 3
    )
)
LOADINGS = np.repeat(np.eye(2), 3, axis=0)


def test_what_all_units_say_tells_of_no_topic():
    ranks = rank_words(UNITS, LOADINGS, np.ones(6))
    assert (ranks > 0).tolist() == [[True] * 3 + [False] * 3, [False] * 4 + [True] * 2]
    assert ranks[0].argmax() == 0
    np.testing.assert_allclose(ranks.sum(axis=1), 1, atol=1e-5)


def test_how_often_a_unit_says_a_word_does_not_matter():
    often = UNITS.copy()
    often.data[:3] = 50
    assert (
        rank_words(often, LOADINGS, np.ones(6)) == rank_words(UNITS, LOADINGS, np.ones(6))
    ).all()


def test_a_word_of_genre_and_one_that_meets_no_other_are_left_out():
    matter = np.array([1, 1, 1, 1, 0, 1])
    assert rank_words(UNITS, LOADINGS, matter)[1].tolist() == [0, 0, 0, 0, 0, 1]
    # the third word is in the first topic, but never beside the others
    rows = np.array([[1, 1, 0, 0]] * 3 + [[0, 0, 1, 0]] + [[0, 0, 0, 1]] * 4)
    ranks = rank_words(csr_array(rows), np.repeat(np.eye(2), 4, axis=0), np.ones(4))
    assert (ranks[0] > 0).tolist() == [True, True, False, False]


def test_a_topic_like_the_whole_has_its_most_frequent_words():
    ranks = rank_words(UNITS, np.ones((6, 1)), np.ones(6))
    assert ranks[0].argmax() == 3


@pytest.mark.parametrize("shape", [(0, 3), (3, 0), (0, 0)])
def test_nothing_has_no_words(shape):
    ranks = rank_words(csr_array(shape), np.zeros((shape[0], 2)), np.ones(shape[1]))
    assert ranks.shape == (2, shape[1]) and not ranks.any()


def test_npmi_by_hand():
    """Of eight units each word has four: together in all four, in two, in none."""
    npmi = measure_npmi(np.array([[4, 4, 2, 0], [4, 4, 2, 0], [2, 2, 4, 2], [0, 0, 2, 4]]), 8)
    assert npmi[0].round(9).tolist() == [1.0, 1.0, 0.0, -1.0]
