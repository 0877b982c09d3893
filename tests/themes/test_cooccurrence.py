from itertools import permutations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from long_run import examples

from analysis.themes import compare_sides, count_together


def test_pairs_are_counted_by_sentence_and_by_document():
    sentences = pd.DataFrame({"doc_id": list("aaabb"), "sentence_no": [0, 1, 2, 0, 1]})
    mentions = pd.DataFrame(
        {"doc_id": list("aaaab"), "sentence_no": [0, 0, 0, 1, 0], "theme": list("xxyyx")}
    )
    by_sentence = count_together(mentions, sentences).iloc[0]
    assert by_sentence[["n_units", "n_theme", "n_other", "n_both", "n_documents"]].tolist() == [
        5,
        2,
        2,
        1,
        1,
    ]
    assert by_sentence[["expected", "ratio", "jaccard"]].tolist() == pytest.approx(
        [0.8, 1.25, 1 / 3]
    )
    by_document = count_together(mentions, sentences, unit="document").iloc[0]
    assert by_document[["n_units", "n_theme", "n_other", "n_both"]].tolist() == [2, 2, 1, 1]
    with pytest.raises(ValueError, match="unit is 'word'"):
        count_together(mentions, sentences, unit="word")


@settings(max_examples=examples(30))
@given(
    st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3), st.sampled_from("xyz")), max_size=30)
)
def test_pairs_agree_with_a_product_of_matrices(hits):
    sentences = pd.MultiIndex.from_product(
        [range(4), range(4)], names=["doc_id", "sentence_no"]
    ).to_frame(index=False)
    mentions = pd.DataFrame(hits, columns=["doc_id", "sentence_no", "theme"])
    mentions["theme"] = pd.Categorical(mentions["theme"], list("xyz"))
    table = np.zeros((16, 3), int)
    for doc, sentence, theme in hits:
        table[doc * 4 + sentence, "xyz".index(theme)] = 1
    pairs = count_together(mentions, sentences)
    assert pairs["n_both"].tolist() == (table.T @ table)[np.triu_indices(3, 1)].tolist()
    assert ((pairs["jaccard"].dropna() >= 0) & (pairs["jaccard"].dropna() <= 1)).all()


def test_the_chance_of_silence_is_that_of_every_way_to_deal_out_the_speakers():
    sides = pd.DataFrame(
        {"doc_id": list("aaaabb"), "sentence_no": [0, 1, 2, 3, 0, 1], "side": list("RRIIRI")}
    )
    mentions = pd.DataFrame({"doc_id": list("aab"), "sentence_no": [0, 1, 0], "theme": "russia"})
    row = compare_sides(mentions, sides).set_index("side").loc["I"]
    ways = [
        sum(a[:2]) + sum(b[:1]) for a in permutations([1, 1, 0, 0]) for b in permutations([1, 0])
    ]  # hits that fall to I's two sentences of a and one of b
    assert (
        row["n_hit"] == 0
        and row["expected"] == pytest.approx(np.mean(ways))
        and row["n_others"] == 3
    )
    assert row["p_fewer"] == pytest.approx(np.mean(np.array(ways) <= 0)) and row[
        "p_more"
    ] == pytest.approx(1)


def test_a_side_is_not_called_silent_where_it_did_not_speak():
    sides = pd.DataFrame({"doc_id": list("aab"), "sentence_no": [0, 1, 0], "side": list("RRI")})
    mentions = pd.DataFrame({"doc_id": list("aa"), "sentence_no": [0, 1], "theme": "russia"})
    row = compare_sides(mentions, sides).set_index("side").loc["I"]
    assert (
        row["n_others"] == 0
        and row["expected"] == 0
        and row["p_fewer"] == 1
        and row["n_documents"] == 1
    )


def test_hits_of_all_sides_add_up_and_expectations_too(sentences, mentions):
    sides = sentences.assign(side=np.where(sentences["quoted"], "quoted", "reporter"))[
        ["doc_id", "sentence_no", "side"]
    ]
    out = compare_sides(mentions, sides)
    carried = mentions.drop_duplicates(["doc_id", "sentence_no", "theme"])["theme"].value_counts()
    assert out.groupby("theme")["n_hit"].sum().to_dict() == carried.to_dict()
    assert out.groupby("theme")["expected"].sum().to_dict() == pytest.approx(carried.to_dict())
    assert out["p_fewer"].between(0, 1).all() and out["p_more"].between(0, 1).all()


def test_a_sentence_has_one_side():
    sides = pd.DataFrame({"doc_id": ["a", "a"], "sentence_no": [0, 0], "side": ["R", "I"]})
    with pytest.raises(ValueError, match="stands twice"):
        compare_sides(pd.DataFrame({"doc_id": [], "sentence_no": [], "theme": []}), sides)
