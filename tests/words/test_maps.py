"""Topics beside themes, documents on a plane, terms that share sentences."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis import split_sentences
from analysis.words.maps import compare_topics_themes, link_terms, map_documents


def weigh(shares):
    """Return table weights from documents by topics."""
    rows = [(f"d{i}", k, s) for i, row in enumerate(shares) for k, s in enumerate(row)]
    return pd.DataFrame(rows, columns=["doc_id", "topic", "share"])


def test_topics_beside_themes_by_hand():
    topics = pd.DataFrame({"topic": [0, 0, 1], "word": ["quad", "sea", "trade"]})
    hits = [("d0", "maritime", "South China Sea")] * 2 + [
        ("d1", "economy", "trade"),
        ("d1", "maritime", "Quad"),
    ]
    hits += [("d2", "economy", "trade")]
    mentions = pd.DataFrame(hits, columns=["doc_id", "theme", "term"])
    mentions["theme"] = pd.Categorical(mentions["theme"], ["maritime", "economy", "russia"])
    got = compare_topics_themes(
        topics, weigh([[0.9, 0.1], [0.5, 0.5], [0.1, 0.9]]), mentions
    ).set_index(["topic", "theme"])
    assert got.loc[(0, "maritime"), ["n_words", "words", "correlation"]].tolist() == [
        2,
        "quad, sea",
        1.0,
    ]
    assert got.loc[(1, "economy"), ["n_words", "words", "correlation"]].tolist() == [
        1,
        "trade",
        1.0,
    ]
    assert got.loc[(0, "economy"), "correlation"] == -1.0 and np.isnan(
        got.loc[(0, "russia"), "correlation"]
    )


def test_topics_beside_no_mentions():
    topics = pd.DataFrame({"topic": [0], "word": ["quad"]})
    none = pd.DataFrame({"doc_id": [], "theme": pd.Categorical([], ["russia"]), "term": []})
    assert compare_topics_themes(topics, weigh([[1.0]]), none)["n_words"].tolist() == [0]
    assert compare_topics_themes(topics.head(0), weigh([]), none).empty


def test_distances_on_the_plane_are_those_of_the_shares():
    shares = np.array([[0.7, 0.2, 0.1], [0.1, 0.8, 0.1], [0.3, 0.3, 0.4], [0.5, 0.5, 0.0]])
    got = map_documents(weigh(shares))
    for i in range(4):
        for j in range(4):
            place = np.hypot(*(got.loc[i, ["x", "y"]] - got.loc[j, ["x", "y"]]))
            assert place == pytest.approx(np.linalg.norm(shares[i] - shares[j]), abs=1e-5)
    assert got["topic"].tolist() == [0, 1, 2, 0] and got.attrs["explained"] == 1.0


@pytest.mark.parametrize(
    "shares", [[], [[1.0, 0.0]], [[0.5, 0.5]] * 100, [[0.0, 0.0], [1.0, 0.0]], [[1.0]]]
)
def test_few_or_like_documents_are_placed_too(shares):
    got = map_documents(weigh(shares))
    assert (
        len(got) == sum(sum(row) > 0 for row in shares) and np.isfinite(got[["x", "y"]]).all().all()
    )


def lines(*texts):
    return pd.DataFrame(
        {"doc_id": [f"d{i // 2}" for i in range(len(texts))], "text": list(texts)}
    ).astype("str")


def test_links_by_hand():
    got = link_terms(lines("quad. sea", "quad. sea", "quad. port", "port"), min_count=1)
    assert got.values.tolist() == [
        ["quad", "sea", 2, 1, round(2 * 4 / 6, 4)],
        ["port", "quad", 1, 1, round(4 / 6, 4)],
    ]


def test_a_term_is_not_linked_to_its_parts():
    texts = ["south china sea, quad, sea"] * 4 + ["climate change, quad, climate"] * 4
    got = link_terms(lines(*texts, *(f"port{i} of aid{i}" for i in range(20))))
    assert set(zip(got["term_a"], got["term_b"], strict=True)) == {
        ("quad", "south china sea"),
        ("climate change", "quad"),
    }


def test_given_terms_are_the_only_ones():
    got = link_terms(lines("quad. sea. port", "quad. sea. port"), terms=["quad", "port"])
    assert got[["term_a", "term_b"]].values.tolist() == [["port", "quad"]]


@pytest.mark.parametrize("frame", [lines(), lines("the of"), lines("quad")])
def test_too_little_text_has_no_links(frame):
    got = link_terms(frame)
    assert got.empty and list(got) == ["term_a", "term_b", "n_sentences", "n_documents", "lift"]


def test_faults_are_named():
    with pytest.raises(ValueError, match="top=0"):
        link_terms(lines("quad"), top=0)


WORDS = st.lists(st.sampled_from(["quad", "port", "aid", "sea"]), max_size=4)


@given(st.lists(WORDS, max_size=6))
def test_links_count_sentences(texts):
    got = link_terms(lines(*[". ".join(t) for t in texts]), min_count=1)
    for row in got.itertuples():
        assert row.n_sentences == sum(row.term_a in t and row.term_b in t for t in texts)
        assert row.n_documents <= row.n_sentences and row.term_a < row.term_b and row.lift > 0


def test_terms_that_are_all_parts_of_each_other_are_linked_to_nothing():
    texts = [f"The table of port {i} and port {i + 1}. The door of room {i}." for i in range(8)]
    documents = pd.DataFrame({"doc_id": [f"d{i}" for i in range(8)], "text": texts})
    assert link_terms(split_sentences(documents)).empty
