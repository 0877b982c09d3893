"""Log-odds of terms, and how evenly they are said."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from long_run import examples
from scipy.sparse import csr_array

from analysis.words.log_odds import Counts, Model, disperse, holds_sign

MATRIX = csr_array(np.array([[4.0, 0.0], [2.0, 1.0], [0.0, 3.0]]))
COUNTS = Counts(
    MATRIX,
    ["quad", "trade"],
    np.array([10.0, 10.0, 20.0]),
    np.array([True, True, False]),
    np.arange(3),
)


def test_log_odds_by_hand():
    size, z = Model(COUNTS, 1.0).measure()
    prior = 40 / 3 * 6 / 40  # a document of mean length, in proportion to the term's use
    odds = [(y + prior) / (20 + 40 / 3 - y - prior) for y in (6, 0)]
    assert size[0] == pytest.approx(np.log(odds[0] / odds[1]))
    assert z[0] == pytest.approx(size[0] / np.sqrt(1 / (6 + prior) + 1 / prior))


def test_units_add_their_documents():
    joined = Counts(
        MATRIX, COUNTS.terms, COUNTS.n_words, COUNTS.in_a, np.array(["e", "e", "f"])
    ).by_unit()
    assert joined.matrix.toarray().tolist() == [[6, 1], [0, 3]] and joined.n_words.tolist() == [
        20,
        20,
    ]


def test_a_sign_that_one_unit_makes_does_not_hold():
    more = Counts(
        csr_array(np.array([[9.0], [0.0], [1.0], [1.0]])),
        ["quad"],
        np.full(4, 10.0),
        np.arange(4) < 2,
        np.arange(4),
    )
    assert holds_sign(Model(more, 1.0), np.array([1.0])).tolist() == [False]
    even = Counts(
        csr_array(np.array([[9.0], [8.0], [1.0], [1.0]])),
        ["quad"],
        np.full(4, 10.0),
        np.arange(4) < 2,
        np.arange(4),
    )
    assert holds_sign(Model(even, 1.0), np.array([1.0])).tolist() == [True]


def test_dispersion_by_hand():
    """In proportion to length 0; all in the shortest of two of equal length 1."""
    flat = Counts(
        csr_array(np.array([[2.0, 2.0], [2.0, 0.0]])),
        ["quad", "sea"],
        np.array([5.0, 5.0]),
        np.array([True, True]),
        np.arange(2),
    )
    assert disperse(flat, flat.in_a).tolist() == [0.0, 1.0]


@settings(max_examples=examples(60))
@given(st.integers(0, 10_000))
def test_leaving_out_a_unit_is_what_trying_each_gives(seed):
    rng = np.random.default_rng(seed)
    n_units, n_terms = int(rng.integers(4, 12)), int(rng.integers(1, 6))
    counts = rng.poisson(rng.choice([0.2, 1.0, 5.0], n_terms), (n_units, n_terms))
    n_words = counts.sum(axis=1) + rng.integers(1, 40, n_units)
    in_a = np.arange(n_units) < rng.integers(2, n_units - 1)
    names = [f"t{i}" for i in range(n_terms)]
    kinds = csr_array(counts.astype(float)), names, n_words.astype(float), in_a, np.arange(n_units)
    model = Model(Counts(*kinds), 1.0)
    sign = np.sign(
        counts[in_a].sum(0) / n_words[in_a].sum() - counts[~in_a].sum(0) / n_words[~in_a].sum()
    )
    tried = sign != 0
    for left in range(n_units):
        rest = np.arange(n_units) != left
        (ya, na), (yb, nb) = (
            (counts[rest & g].sum(axis=0), n_words[rest & g].sum()) for g in (in_a, ~in_a)
        )
        tried &= np.sign(ya * nb - yb * na) == sign
    assert holds_sign(model, sign).tolist() == tried.tolist()
