"""Columns are scored as their texts are one by one, with `Scorer` and vaderSentiment as oracles."""

import sys
import unicodedata

import numpy as np
import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st
from long_run import examples
from vaderSentiment import vaderSentiment as vader

from analysis.tone.register import read_register
from analysis.tone.vader import Tokens, score_tokens, to_column
from tone.test_vader import PIECES, SCORER, oracle, texts

REGISTER = read_register()


def score(some, scorer=SCORER):
    return score_tokens(Tokens(to_column(some)), scorer).tolist()


@settings(max_examples=examples(300))
@given(st.lists(texts.map(" ".join), max_size=6))
def test_scores_are_vaders(some):
    assert score(some) == [oracle(text) for text in some]


@settings(max_examples=examples(150))
@given(st.lists(st.lists(st.sampled_from(PIECES), max_size=8).map("".join), max_size=4))
def test_pieces_without_spaces(some):
    assert score(some) == [oracle(text) for text in some]


@settings(max_examples=examples(150))
@given(st.lists(texts.map(" ".join), max_size=6))
def test_scores_under_a_register_are_its_scorers(some):
    scorer = REGISTER.make_scorer()
    assert score(some, scorer) == [scorer.score(text) for text in some]


def test_every_word_near_every_kind_of_neighbour():
    words = [
        *vader.BOOSTER_DICT,
        *vader.NEGATE,
        *vader.SPECIAL_CASES,
        "no",
        "so",
        "this",
        "never so",
        "without doubt",
    ]
    some = [
        form.format(word)
        for word in words
        for form in ("{} good", "a {} the bad!", "x {} x y good", "bad but good {}")
    ]
    some += [f"{text} kind of GREAT" for text in some] + [text.upper() for text in some]
    assert score(some) == [oracle(text) for text in some]


def test_tokens_are_those_of_python_for_every_space():
    spaces = [
        chr(c)
        for c in range(sys.maxunicode + 1)
        if chr(c).isspace() or unicodedata.category(chr(c)) in ("Zs", "Cc", "Cf")
    ]
    some = [f"good{space}bad{space}" for space in spaces]
    tokens = Tokens(to_column(some))
    found = [
        [tokens.distinct[n] for n in tokens.numbers[a:b]]
        for a, b in zip(tokens.starts, tokens.starts[1:], strict=False)
    ]
    assert found == [text.split() for text in some]


def test_halves_of_pairs_and_no_texts():
    some = ["good\ud83d bad", "\ud83d", "bad \ude00 good", "", " ", "🙂\ud83d"]
    assert score(some) == [oracle(text) for text in some]
    assert score([]) == [] and score(["good"]) == [0.4404]


def test_a_slice_of_a_column_and_an_arrow_series_are_scored_in_place():
    column = to_column(pd.Series(["good", "bad", "not good"], dtype="str"))
    assert score_tokens(Tokens(column.slice(1)), SCORER).tolist() == [-0.5423, -0.3412]
    assert np.array_equal(Tokens(column).starts, [0, 1, 2, 4])
