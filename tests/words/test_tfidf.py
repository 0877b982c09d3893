"""TF-IDF weights of terms."""

import math
from collections import Counter

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.core.schema import TABLES, empty
from analysis.words.tfidf import weigh_terms


def make(**texts):
    """Return sentences: one document a keyword, its sentences in a list."""
    rows = [(doc_id, text) for doc_id, lines in texts.items() for text in lines]
    return pd.DataFrame(rows, columns=["doc_id", "text"])


def terms_of(frame, group):
    return frame.loc[frame["group"] == group, "term"].tolist()


def test_weights_by_hand():
    counts = {"a": Counter(quad=3, trade=1), "b": Counter(trade=2, port=2), "c": Counter(quad=1)}
    sentences = make(**{g: [w for w, n in c.items() for _ in range(n)] for g, c in counts.items()})
    got = weigh_terms(sentences, min_count=1).set_index(["group", "term"])
    for group, count in counts.items():
        n_groups = {w: sum(w in c for c in counts.values()) for w in count}
        raw = {w: n * math.log((1 + 3) / (1 + n_groups[w])) for w, n in count.items()}
        length = math.sqrt(sum(x * x for x in raw.values()))
        for word, value in raw.items():
            row = got.loc[(group, word)]
            assert row["weight"] == round(value / length, 6)
            assert (row["count"], row["n_groups"]) == (count[word], n_groups[word])
    assert len(got) == 5


def test_table_is_as_declared():
    got = weigh_terms(make(a=["quad talks", "quad talks"], b=["port calls", "port calls"]))
    assert {c: str(t) for c, t in got.dtypes.items()} == TABLES["terms"].columns


def test_a_phrase_is_one_term_and_its_parts_count_where_they_stand_alone():
    texts = ["the South China Sea, lanes", "South China Sea. China", "South China Sea", "sea, sea"]
    more = [f"port{i}" for i in range(20)]
    got = weigh_terms(make(a=texts[:2], b=texts[2:], c=more), min_count=1)
    counts = got[got["group"] != "c"].groupby("term")["count"].sum().to_dict()
    assert counts == {"south china sea": 3, "china": 1, "lanes": 1, "sea": 2}


def test_phrases_are_those_of_all_sentences_whatever_the_groups():
    texts = make(a=["trade zone", "trade zone"], b=["trade zone"], c=["trade zone. aid. aid"])
    got = weigh_terms(texts, groups={"c": "late"}, min_count=1)
    assert terms_of(got, "late") == ["aid", "trade zone"]


def test_ties_go_by_count_then_alphabet():
    got = weigh_terms(make(a=["port. trade. aid", "port. trade. aid"]))
    assert terms_of(got, "a") == ["aid", "port", "trade"]
    assert got["rank"].tolist() == [1, 2, 3]


def test_top_keeps_weights_of_the_whole():
    sentences = make(a=["port. trade. trade", "port"], b=["port", "quad", "quad"])
    whole, top = weigh_terms(sentences), weigh_terms(sentences, top=1)
    pd.testing.assert_frame_equal(top, whole[whole["rank"] == 1].reset_index(drop=True))


@pytest.mark.parametrize(
    "groups",
    [{"a": "2020", "b": "2020", "c": "2024"}, pd.Series({"a": "2020", "b": "2020", "c": "2024"})],
)
def test_groups_wider_than_documents(groups):
    got = weigh_terms(
        make(a=["quad"], b=["quad"], c=["port", "port"], d=["aid", "aid"]), groups=groups
    )
    assert got[["group", "term", "count"]].values.tolist() == [
        ["2020", "quad", 2],
        ["2024", "port", 2],
    ]


def test_by_another_column():
    sentences = make(a=["quad", "quad"]).assign(source="x")
    assert weigh_terms(sentences, by="source")["group"].tolist() == ["x"]


def test_names_in_capitals_are_no_stop_words():
    assert weigh_terms(make(a=["The US and us", "the U.S. and us"]))["term"].tolist() == ["US"]


def test_one_group_weighs_by_count():
    got = weigh_terms(make(a=["quad. quad. quad. port", "port"]))
    assert got["weight"].tolist() == [round(3 / math.sqrt(13), 6), round(2 / math.sqrt(13), 6)]


def test_identical_documents_have_identical_terms():
    got = weigh_terms(make(a=["quad port quad", "port"], b=["quad port quad", "port"]))
    a, b = (got[got["group"] == g].drop(columns="group").reset_index(drop=True) for g in "ab")
    pd.testing.assert_frame_equal(a, b)
    assert set(got["n_groups"]) == {2}


@pytest.mark.parametrize(
    ("sentences", "options"),
    [
        (make(a=["the of and"]), {}),
        (make(a=["quad"]), {}),
        (make(), {}),
        (make(a=["quad quad"]), {"groups": {}}),
    ],
)
def test_too_little_text_gives_an_empty_table(sentences, options):
    pd.testing.assert_frame_equal(weigh_terms(sentences, **options), empty("terms"))


@pytest.mark.parametrize(
    ("sentences", "options", "message"),
    [
        (make(a=["quad"]), {"min_count": 0}, "min_count=0"),
        (make(a=["quad"]), {"top": 0}, "top=0"),
        (make(a=["quad"]), {"by": "period"}, "no column period"),
        (make(a=["quad"]).drop(columns="text"), {}, "no column text"),
    ],
)
def test_faults_are_named(sentences, options, message):
    with pytest.raises(ValueError, match=message):
        weigh_terms(sentences, **options)


WORDS = ["quad", "port", "aid", "trade", "sea", "of", "the", "and", "US", "5G"]
LINES = st.lists(st.lists(st.sampled_from(WORDS), max_size=6), max_size=4)


@given(st.dictionaries(st.sampled_from("abc"), LINES))
def test_weights_have_length_one_and_hidden_phrases_are_hidden(texts):
    sentences = make(**{g: [" ".join(line) for line in lines] for g, lines in texts.items()})
    try:
        got = weigh_terms(sentences)
    except ValueError as error:
        assert "no term" in str(error)
        return
    for _, rows in got.groupby("group"):
        total, n = (rows["weight"] ** 2).sum(), sum(map(bool, texts.values()))
        assert total == pytest.approx(1, abs=1e-4) or (total == 0 and set(rows["n_groups"]) == {n})
        assert rows["weight"].is_monotonic_decreasing
    assert (got.groupby("term")["count"].sum() >= 2).all()
