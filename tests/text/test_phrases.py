"""Words and phrases of many texts at once, against the same of each text alone."""

from collections import Counter

import numpy as np
import pytest
from growth import growth
from hypothesis import example, given
from hypothesis import strategies as st
from plain_phrases import find_phrases, split_words

from analysis.text import phrases
from analysis.text.phrases import find_phrases_of
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


def recurring(found, max_words, min_count):
    """Return the phrases that stand so often, and once outside every longer one that does: place by
    place.
    """
    total = Counter(term for of in found for run in of for _, _, term in run)
    kept = set()
    for run in (run for of in found for run in of):
        spans = [(a, b, term) for a, b, term in run if total[term] >= min_count]
        for a, b, term in spans:
            if not any(c <= a and b <= d and (c, d) != (a, b) for c, d, _ in spans):
                kept.add(term)
    return kept


@given(st.lists(NASTY, max_size=6), st.integers(1, 4), st.integers(1, 3))
@example(["THE US TOLD US", "the US told us"], 3, 1)
@example(["south china sea", "south china sea", "the sea"], 3, 2)
@example(["a\0b rule of law", "", "\0", "rule of law of"], 4, 1)
def test_words_and_phrases_are_those_of_each_text_alone(texts, max_words, min_count):
    ours = find_phrases_of(texts, max_words)
    runs, found = one_by_one(texts, max_words)
    assert [ours.words.forms[k] for k in ours.words.code] == [
        word for of in runs for run in of for word in run
    ]
    assert ours.words.text.tolist() == [i for i, of in enumerate(runs) for run in of for _ in run]
    assert ours.words.opens.tolist() == [
        k == 0 for of in runs for run in of for k in range(len(run))
    ]

    kept = ours.find_recurring(min_count)
    assert set(ours.spell(kept)) == recurring(found, max_words, min_count)
    for codes in (None, kept):
        matrix, terms = ours.count(np.arange(len(texts)), len(texts), codes)
        expected = [Counter(term for run in of for _, _, term in run) for of in found]
        everything = set().union(*expected) if codes is None else set(ours.spell(kept))
        assert terms.tolist() == sorted(everything)
        assert matrix.toarray().tolist() == [[count[term] for term in terms] for count in expected]


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
    whole = find_phrases_of(texts, 3)
    monkeypatch.setattr(phrases, "_CHARACTERS", characters)
    monkeypatch.setattr(phrases, "_KEPT", -1)
    parts = find_phrases_of(texts, 3)
    assert parts.words.forms == whole.words.forms
    for name in ("code", "text", "opens"):
        assert np.array_equal(getattr(parts.words, name), getattr(whole.words, name))
    assert np.array_equal(parts.code, whole.code) and np.array_equal(parts.start, whole.start)


def test_words_of_few_texts_are_kept_as_they_are():
    phrases._read_again.cache_clear()
    for _ in range(2):
        found = find_phrases_of(["Sea lanes", "the US"], 2)
        assert found.spell(range(4)) == ["sea", "lanes", "US", "sea lanes"]
    assert phrases._read_again.cache_info().hits == 1
    assert find_phrases_of(["Sea lanes"], 2).spell(range(3)) == ["sea", "lanes", "sea lanes"]


def test_owners_gather_their_texts():
    matrix, terms = find_phrases_of(["Sea lanes", "Sea", "Ports"], 2).count(np.array([1, 1, 0]), 2)
    assert terms.tolist() == ["lanes", "ports", "sea", "sea lanes"]
    assert matrix.toarray().tolist() == [[0, 1, 0, 0], [1, 0, 2, 1]]


@pytest.mark.parametrize("texts", [[], [""], ["of the", "..."]])
def test_without_a_phrase_there_is_nothing_to_count(texts):
    found = find_phrases_of(texts, 3)
    matrix, terms = found.count(np.zeros(len(texts), dtype=int), 1, found.find_recurring(1))
    assert matrix.shape == (1, 0) and terms.tolist() == []


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
        found = find_phrases_of(make(n), 3)
        found.count(np.zeros(len(found.words.text) + 2 * n, dtype=int), 1, found.find_recurring(1))

    assert growth(call, 2_000) < 16
