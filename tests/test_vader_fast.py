"""The compiled scorer gives Scorer's numbers or leaves the text to it; without numba the same code is run as it is."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_vader import LEXICON, ODD, PIECES, SCORER, oracle
from vaderSentiment import vaderSentiment as vader

from analysis.tone import vader_columns
from analysis.tone.vader import Scorer
from analysis.tone.vader_columns import to_column
from analysis.tone.vader_fast import COMPILED
from analysis.tone.vader_fast import score_texts as score_column

PLAIN = [piece for piece in PIECES if piece.isascii()]
texts = st.lists(
    st.one_of(st.sampled_from(PLAIN), st.sampled_from(PLAIN), st.sampled_from(LEXICON), st.sampled_from(["“good”", "É", "é", "—"])),
    max_size=12,
)


def score_texts(texts):
    return score_column(to_column(texts))


def same(found, text):
    return math.isnan(found) or found == SCORER.score(text)


@settings(max_examples=300, deadline=None)
@given(texts, st.sampled_from([" ", " ", "  ", ""]))
def test_scores_are_the_scorers(pieces, between):
    text = between.join(pieces)
    found = score_texts([text])
    assert same(found[0], text)
    if text.isascii() and "but" not in text.lower():
        assert found[0] == oracle(text)


@settings(max_examples=100, deadline=None)
@given(st.lists(st.text(), max_size=4))
def test_any_texts(some):
    found = score_texts(some)
    assert found is None or len(found) == len(some) and all(map(same, found, some))


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from("good bad stone but great good".split()), max_size=80).map(" ".join))
def test_but(text):
    assert same(score_texts([text])[0], text)


def test_the_whole_lexicon_in_one_call():
    words = [*LEXICON, *vader.BOOSTER_DICT, *vader.NEGATE, *vader.SPECIAL_CASES]
    some = [form.format(word) for word in words[:: 1 if COMPILED else 7] for form in ("{}", "not a {}", "so the {} GOOD", "it’s no {}!")]
    found = score_texts(some)
    assert all(map(same, found, some)) and np.isnan(found).sum() < 20


def test_what_is_not_plain_is_left_to_the_scorer():
    assert np.isnan(score_texts(["good 🙂", "good\xa0bad", "хорошо"])).all()
    assert not np.isnan(score_texts(["“good”", "café — good…", "", "\x00"])).any()


@pytest.mark.skipif(not COMPILED, reason="numba is not installed")
def test_many_texts_are_scored_by_it_in_order():
    some = [*ODD, "good", "not bad"] * 700
    assert vader_columns.score_texts(to_column(some), Scorer()).tolist() == [SCORER.score(text) for text in some]
