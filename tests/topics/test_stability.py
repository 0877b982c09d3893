"""The first words of topics, and which topic is a variant of another."""

import numpy as np
import pandas as pd
from planted_topics import LAW, SEA, make, rotate
from scipy.sparse import csr_array

from analysis import fit_topics
from analysis.topics.stability import find_variants, first_words


def test_what_tells_less_than_a_twentieth_of_the_first_word_is_no_word_of_a_topic():
    assert first_words(np.array([0.5, 0.04, 1.0, 0.051, 0.0]), 5) == [2, 0, 3]
    assert first_words(np.zeros(3), 5) == []


def test_a_phrase_never_stands_beside_its_parts():
    clashes = {0: frozenset({1}), 1: frozenset({0})}
    assert first_words(np.array([0.9, 1.0, 0.5]), 3, clashes) == [1, 2]


def test_three_words_in_ten_of_the_smaller_make_a_variant():
    large, apart = list(range(10)), list(range(20, 30))
    assert find_variants([large, [7, 8, 9, *range(30, 37)]]) == {1: 0}
    assert find_variants([large, [8, 9, *range(30, 38)]]) == {}
    assert find_variants([large, apart, [0, 50, 51]]) == {2: 0}
    assert find_variants([large, [], apart]) == {}
    # of a variant there is none: what is near to it alone stands for itself
    assert find_variants([large, [*range(7, 10), *range(40, 47)], list(range(40, 50))]) == {1: 0}


def test_text_of_a_variant_counts_for_the_topic_that_it_varies():
    fit = fit_topics(make(*(rotate(SEA, 3) + rotate(LAW, 3) for _ in range(12))), n_topics=3)
    model = fit.model
    folded = type(model)(
        *(getattr(model, name) for name in list(model.__dataclass_fields__)[:-3]),
        n_stable=2, n_matter=3, variant_of=(1,),
    )  # fmt: skip
    counts = np.eye(len(model.words))

    whole, _ = model.place(csr_array(counts), 0)
    shares, _ = folded.place(csr_array(counts), 0)
    np.testing.assert_allclose(shares, np.column_stack([whole[:, 0], whole[:, 1] + whole[:, 2]]))
    assert folded.n_shown == 2 and pd.Series(shares.sum(axis=1)).gt(0).any()
