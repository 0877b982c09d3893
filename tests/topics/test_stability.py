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


def test_half_of_the_words_of_the_smaller_and_three_at_least_make_a_variant():
    large, apart = list(range(10)), list(range(20, 30))
    assert find_variants([large, [*range(5, 10), *range(30, 35)]]) == {1: 0}
    assert find_variants([large, [*range(6, 10), *range(30, 36)]]) == {}
    assert find_variants([large, apart, [0, 1, 2, 50, 51]]) == {2: 0}
    assert find_variants([large, [0, 1]]) == {}  # of two words no topic is a form of another
    assert find_variants([large, [], apart]) == {} and find_variants([]) == {}
    # the one with most words in common, not the first
    both = [*range(4, 10), *range(20, 24)]
    assert find_variants([apart, large, both]) == {2: 1}


def test_of_many_topics_those_that_share_most_are_variants_until_a_tenth_is_shared():
    heads = [list(range(10 * k, 10 * k + 10)) for k in range(12)]
    heads[5] = [*heads[2][:4], *range(200, 206)]  # four in common
    heads[7] = [*heads[2][4:7], *range(210, 217)]  # three
    heads[9] = [*heads[5][6:9], *range(220, 227)]  # three with what is a form by then
    assert find_variants(heads) == {}  # 110 of 120 words are different
    heads[10] = [*heads[2][7:9], *heads[3][:2], *heads[4][:2], *range(230, 234)]
    assert find_variants(heads) == {
        5: 2
    }  # 104 of 120 are different, then 98 of 110, then 94 of 100
    few = heads[:8]
    assert find_variants(few) == {}  # eight topics may share more
    alike = [[*range(3), *range(100 * k, 100 * k + 7)] for k in range(1, 14)]
    forms = find_variants(alike)
    assert len(alike) - len(forms) == 8 and set(forms.values()) == {0}


def test_topics_that_share_four_words_of_ten_stay_two():
    """One fades and the other rises: as one they would stay."""
    common = "summit treaty border envoy"
    words = [
        f"{common} {own}" for own in ("reactor warhead fuel uranium", "wheat famine barley grain")
    ]
    documents = [rotate(words[i >= 6], 6) for i in range(12)]
    fit = fit_topics(make(*documents))
    heads = fit.topics.groupby("topic")["word"].agg(set)
    told = {"reactor", "wheat"}
    assert [sorted(told & words) for words in heads] in (
        [["reactor"], ["wheat"]],
        [["wheat"], ["reactor"]],
    )
    shares = fit.weights.pivot(index="doc_id", columns="topic", values="share")
    topic = next(k for k, words in heads.items() if "reactor" in words)
    assert shares[topic].head(6).min() > 0.3 and shares[topic].tail(6).max() < 0.2


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
