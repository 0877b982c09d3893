"""Words and phrases."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from plain_phrases import find_phrases, list_phrases, split_words

from analysis.text.vocabulary import check_texts, stop_words

STOPS = frozenset({"the", "of", "and", "in", "us", "it", "who", "to"})


@pytest.mark.parametrize(
    ("text", "runs"),
    [
        ("The US told us", [["the", "US", "told", "us"]]),
        ("THE US TOLD US", [["the", "us", "told", "us"]]),
        ("the U.S.-India 2+2", [["the", "us-india", "2+2"]]),
        ("the U.S. and the U.K. agreed", [["the", "US", "and", "the", "uk", "agreed"]]),
        ("WHO chief, who left", [["WHO", "chief"], ["who", "left"]]),
        ("IT firms", [["IT", "firms"]]),
        ("India's and Japan’s ties", [["india", "and", "japan", "ties"]]),
        ("ministers' talks", [["ministers", "talks"]]),
        (
            "COVID-19 and 5G in the Indo-Pacific",
            [["covid-19", "and", "5g", "in", "the", "indo-pacific"]],
        ),
        ("the 26/11 attacks", [["the", "26/11", "attacks"]]),
        ("R&D", [["r&d"]]),
        ("peace, prosperity; and security", [["peace"], ["prosperity"], ["and", "security"]]),
        ("the Quad (the four)", [["the", "quad"], ["the", "four"]]),
        ("@DrSJaishankar on #IndoPacific", [["drsjaishankar", "on", "indopacific"]]),
        ("trade — not aid", [["trade"], ["not", "aid"]]),
        ("日本 and Äthiopien", [["日本", "and", "äthiopien"]]),
        ("", []),
        (" ... !", []),
    ],
)
def test_words(text, runs):
    assert split_words(text, STOPS) == runs


@pytest.mark.parametrize(
    ("text", "phrases"),
    [
        ("rule of law", ["rule", "rule of law", "law"]),
        ("free and open", ["free", "free and open", "open"]),
        ("advance the vision", ["advance", "vision"]),
        ("the US visit", ["US", "US visit", "visit"]),
        ("Agenda 2030", ["agenda"]),
        ("the 1st round", ["round"]),
        ("S Jaishankar", ["jaishankar"]),
        ("they don't agree", ["they", "agree"]),
        ("2+2 talks", ["2+2", "2+2 talks", "talks"]),
        ("of the", []),
    ],
)
def test_phrases_begin_and_end_with_a_full_word(text, phrases):
    (words,) = split_words(text, STOPS)
    assert [phrase for _, _, phrase in find_phrases(words, STOPS, 3)] == phrases


def test_phrases_do_not_cross_texts():
    assert list_phrases(["trade talks", "port calls"], STOPS, 2) == [
        "trade",
        "trade talks",
        "talks",
        "port",
        "port calls",
        "calls",
    ]


def test_stop_words_keep_what_matters_in_the_news():
    stops = stop_words()
    assert {"the", "of", "said", "mr"} <= stops
    assert not stops & {"system", "fire", "interest"}


@pytest.mark.parametrize(
    ("frame", "message"),
    [
        (pd.DataFrame({"text": ["a"]}), "no column doc_id"),
        (pd.DataFrame({"doc_id": ["a"]}), "no column text"),
        (
            pd.DataFrame({"doc_id": ["a", "b"], "text": ["a", None]}, index=["x", "y"]),
            "sentences.text, row y",
        ),
    ],
)
def test_what_is_no_text_is_named(frame, message):
    with pytest.raises(ValueError, match=message):
        check_texts(frame, "doc_id")


@given(st.text())
def test_any_text_is_split(text):
    for run in split_words(text, STOPS):
        assert run
        assert all(word for word in run)
        for start, end, phrase in find_phrases(run, STOPS, 3):
            assert phrase == " ".join(run[start:end])
            assert run[start] not in STOPS and run[end - 1] not in STOPS
