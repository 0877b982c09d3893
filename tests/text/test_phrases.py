"""Words and phrases of many texts at once, against the same of each text alone."""

import numpy as np
import pytest
from growth import growth
from hypothesis import example, given
from hypothesis import strategies as st
from plain_phrases import find_phrases, split_words

from analysis.text import phrases
from analysis.text.collocations import read_terms
from analysis.text.phrases import list_words, read_words, widen
from analysis.text.vocabulary import stop_words

STOPS = stop_words()
NASTY = st.one_of(
    st.text(max_size=30),
    st.text("aUS.’'- &+/\0\n\x1c#@$‘,_2İß日٣²", max_size=30),
    st.lists(
        st.sampled_from(
            "U.S. US us IT WHO who the of and rule law India's Japan’s don't 5G 26/11 R&D ( ), — \0 \n X".split(
                " "
            )
        ),
        max_size=12,
    ).map(" ".join),
)


def one_by_one(texts, max_words):
    """Return the words of each text by runs, and (start, end, phrase) of each run."""
    runs = [split_words(text, STOPS) for text in texts]
    return runs, [[find_phrases(run, STOPS, max_words) for run in of] for of in runs]


@given(st.lists(NASTY, max_size=6), st.integers(1, 3))
@example(["THE US TOLD US", "the US told us"], 1)
@example(["a\0b rule of law", "", "\0", "rule of law of"], 1)
def test_words_and_phrases_are_those_of_each_text_alone(texts, max_words):
    ours = read_words(texts)
    runs, found = one_by_one(texts, max_words)
    assert [ours.forms[k] for k in ours.code] == [word for of in runs for run in of for word in run]
    assert ours.text.tolist() == [i for i, of in enumerate(runs) for run in of for _ in run]
    assert ours.opens.tolist() == [k == 0 for of in runs for run in of for k in range(len(run))]
    spans = [start for start, _, _ in widen(ours, STOPS, max_words)]
    for n, starts in enumerate(spans, 1):
        expected = [term for of in found for run in of for a, b, term in run if b - a == n]
        written = [" ".join(ours.forms[k] for k in ours.code[i : i + n]) for i in starts]
        assert sorted(written) == sorted(expected)
    listed = [[w for run in of for _, _, w in run] for of in one_by_one(texts, 1)[1]]
    assert list_words(texts) == listed


@pytest.mark.parametrize("characters", [1, 7, 40])
def test_parts_of_any_size_give_the_same(monkeypatch, characters):
    texts = [
        "The U.S. and India's 2+2,",
        "",
        "ON THE INDO-PACIFIC",
        "rule of law; rule of law " * 3,
        "US",
        "",
    ]
    whole = read_words(texts)
    monkeypatch.setattr(phrases, "_CHARACTERS", characters)
    monkeypatch.setattr(phrases, "_KEPT", -1)
    parts = read_words(texts)
    assert parts.forms == whole.forms
    for name in ("code", "text", "opens"):
        assert np.array_equal(getattr(parts, name), getattr(whole, name))


def test_words_of_few_texts_are_kept_as_they_are():
    phrases._read_again.cache_clear()
    for _ in range(2):
        assert read_words(["Sea lanes", "the US"]).code.tolist() == [0, 1, 2, 3]
    assert phrases._read_again.cache_info().hits == 1
    assert list_words(["Sea lanes"]) == [["sea", "lanes"]]


@pytest.mark.parametrize(
    "make",
    [
        pytest.param(lambda n: ["a.b-" * n], id="one word without end"),
        pytest.param(lambda n: ["U." * n + " " + "'" * n], id="initials and marks"),
        pytest.param(lambda n: ["rule of and of " * n], id="one run"),
        pytest.param(lambda n: [f"word{i} stands here" for i in range(n)], id="always a new word"),
        pytest.param(lambda n: [""] * n + ["\0"] * n, id="no word at all"),
    ],
)
def test_time_grows_with_the_text(make, monkeypatch):
    monkeypatch.setattr(phrases, "_KEPT", -1)

    def call(n):
        texts = make(n)
        read_terms(texts, np.arange(len(texts)) % 9)[0].find(texts)

    assert growth(call, 2_000) < 16
