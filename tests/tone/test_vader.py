"""VADER's rules in linear time, with vaderSentiment itself as the oracle."""

import pyarrow as pa
import pytest
from growth import growth
from hypothesis import given, settings
from hypothesis import strategies as st
from long_run import examples
from vaderSentiment import vaderSentiment as vader

from analysis.tone.vader import Scorer, Tokens
from analysis.tone.vader_words import TokenColumn, shift_to_but

ORACLE = vader.SentimentIntensityAnalyzer()
SCORER = Scorer()


def oracle(text):
    return ORACLE.polarity_scores(text)["compound"]


# What the rules name, and what is known to upset a second implementation.
ROLES = "no not never without doubt so this least at very or nor kind of sort just enough but BUT NO isn't uh-uh n't"
IDIOMS = " ".join([*vader.SPECIAL_CASES, "kind-of"])
WORDS = "good bad GOOD BAD great horrible, (happy) war! peace. the stone VERY ExtremelY hardly GREAT, good good bad kind"
ODD = [
    ":)",
    ":Þ",
    ":-Þ",
    ":þ",
    ":D",
    "=D",
    "( '}{' )",
    "🙂",
    "❤",
    "☠️",
    "👍🏽",
    "x🙂",
    "!",
    "!!!!!",
    "?",
    "??",
    "????",
    "\x00",
    "\ud83d",
    "\ude00bad",
    "İ",
    "ß",
    "ǅ",
    "\u2028",
    "\x1c",
    "\xa0",
    "'good'",
    "...",
    "a",
    "!a",
    "--",
    "\x85",
    "’",
    "\t",
]
PIECES = [
    *ROLES.split(),
    *IDIOMS.split(),
    *WORDS.split(),
    *ODD,
    *sorted(vader.BOOSTER_DICT)[::9],
    *vader.NEGATE[::9],
]
LEXICON = sorted(ORACLE.lexicon)
texts = st.lists(
    st.one_of(
        st.sampled_from(PIECES),
        st.sampled_from(PIECES),
        st.sampled_from(LEXICON),
        st.text(max_size=4),
    ),
    max_size=12,
)


@settings(max_examples=examples(400))
@given(texts, st.sampled_from([" ", " ", "  ", "", "\n"]))
def test_scores_are_vaders_to_the_last_digit(pieces, between):
    text = between.join(pieces)
    assert SCORER.score(text) == oracle(text)


@settings(max_examples=examples(150))
@given(
    st.lists(st.sampled_from("good bad stone but great good".split()), max_size=40).map(" ".join)
)
def test_but_goes_by_values_as_in_vader(text):
    assert SCORER.score(text) == oracle(text)


@settings(max_examples=examples(200))
@given(st.text())
def test_any_text(text):
    assert SCORER.score(text) == oracle(text)


def test_every_word_of_the_lexicon_alone_negated_and_shouted():
    for word in [*LEXICON, *vader.BOOSTER_DICT, *vader.NEGATE, *vader.SPECIAL_CASES]:
        for text in (word, f"not a {word}", f"the {word.upper()} came", f"no {word} but good"):
            assert SCORER.score(text) == oracle(text), text


def test_every_emoji():
    for emoji in ORACLE.emojis:
        for text in (emoji, f"good{emoji}bad", f"a {emoji}{emoji}"):
            assert SCORER.score(text) == oracle(text), text


@pytest.mark.parametrize(
    ("text", "score"),
    [
        ("", 0.0),
        ("The stone fell.", 0.0),
        ("good", 0.4404),
        ("not good", -0.3412),
        ("GOOD news!", 0.6027),
    ],
)
def test_known_scores(text, score):
    assert SCORER.score(text) == score == oracle(text)


@pytest.mark.parametrize(
    "piece",
    [
        "!",
        "good ",
        "good but ",
        "GOOD bad ",
        "🙂",
        "no ",
        "n't",
        "x",
        "a ",
        "kind of good ",
        "isn't ",
        "?",
        "\x00",
        "\ud83d",
    ],
)
def test_long_texts_take_linear_time(piece):
    """An eightfold text takes about eight times as long; a quadratic one would take 64 times."""
    scorer = Scorer()
    assert growth(lambda n: scorer.score(piece * n), 10_000) < 24


def test_ten_thousand_marks():
    for text in ("!" * 10_000, "good " + "!" * 10_000, "bad" + "?" * 10_000):
        assert SCORER.score(text) == oracle(text)


@given(st.lists(st.sampled_from([1.5, 0.75, 3.0, -2.0, 1.0, 0.0]), max_size=30), st.integers(0, 30))
def test_shift_to_but_is_vaders(weights, but):
    """Second route: vaderSentiment's own function, on a sentence that holds "but" at that place."""
    words = ["w"] * (len(weights) + 1)
    but = min(but, len(weights))
    words[but] = "but"
    places = [i for i, word in enumerate(words) if word == "w"]
    full = [0] * len(words)
    for place, weight in zip(places, weights, strict=True):
        full[place] = weight
    expected = ORACLE._but_check(words, full)
    assert shift_to_but(places, weights, but) == [expected[place] for place in places]


@settings(deadline=None)
@given(texts.map(" ".join))
def test_weights_of_words_and_marks_sum_to_the_score(text):
    spans = SCORER.weigh_spans(text)
    assert vader.normalize(sum(weight for *_, weight in spans)) == pytest.approx(
        SCORER.score(text), abs=6e-5
    )
    assert all(0 <= start < end <= len(text) for start, end, _ in spans)


def test_other_weights():
    scorer = Scorer(lambda word, weight: {"stone": -2.5, "good": None}.get(word, weight))
    assert scorer.score("A good stone") == oracle("A stony bad")
    assert scorer.score("Not a stone") == oracle("Not a bad")
    assert scorer.weigh_spans("A STONE fell on the (bad!)") == [
        (2, 7, -2.5 - 0.733),
        (21, 24, -2.5),
        (24, 25, -0.292),
    ]


def test_codes_stay_few():
    scorer = Scorer()
    scorer.score(" ".join(f"x{i}n't good{i}" for i in range(1000)))
    assert len(scorer.words) < 50


@pytest.mark.parametrize("between", [" ", " x ", " x x ", " x x x "])
def test_every_word_that_a_rule_names_at_every_distance(between):
    for first in [*ROLES.split(), *IDIOMS.split(), "GOOD", "good", "very", "VERY"]:
        for then in ["good", "KIND of", "bad ass", "so good", "doubt bad", "or great", "war"]:
            text = f"a {first}{between}{then}"
            assert SCORER.score(text) == oracle(text), text


def test_what_the_library_says_does_not_depend_on_earlier_texts():
    """Its verdicts are kept by what the rules know of the tokens: a fresh scorer gives the same."""
    for text in (
        "NO good",
        "no good",
        "Not GOOD news",
        "not good news",
        "the SHIT came",
        "the shit came",
    ):
        assert SCORER.score(text) == Scorer().score(text) == oracle(text)


def test_what_tokens_tell_is_told_of_their_texts():
    texts = pa.array(["a b", "", "c", "b c a"], pa.large_string())
    bits = TokenColumn(lambda token: {"a": 1, "c": 4}.get(token, 0))
    assert Tokens(texts).tell(bits).tolist() == [1, 0, 4, 5]
    assert Tokens(pa.array([], pa.large_string())).tell(bits).tolist() == []
    assert Tokens(texts.slice(2)).tell(bits).tolist() == [4, 5]


def test_a_vocabulary_that_is_full_starts_anew_and_says_the_same(monkeypatch):
    monkeypatch.setattr("analysis.tone.vader_words._CACHE", 3)
    column = TokenColumn(len)
    texts = [pa.array([text], pa.large_string()) for text in ("a bb", "ccc dddd a", "bb ccc", "e")]
    tokens = list(map(Tokens, texts))
    for _ in range(2):
        told = [dict(zip(t.distinct, t.look_up(column), strict=True)) for t in tokens]
        assert told == [{word: len(word) for word in t.distinct} for t in tokens]
    assert tokens[0]._known[0] is tokens[1]._known[0] is not tokens[2]._known[0]


def test_a_token_that_cannot_be_read_costs_the_texts_that_hold_it():
    def read(token):
        if token == "bad-token":
            raise ValueError(token)
        return len(token)

    column = TokenColumn(read)
    texts = [pa.array([text], pa.large_string()) for text in ("good bad-token", "good", "better")]
    with pytest.raises(ValueError, match="bad-token"):
        Tokens(texts[0]).look_up(column)
    assert [Tokens(some).look_up(column).tolist() for some in texts[1:]] == [[4], [6]]
