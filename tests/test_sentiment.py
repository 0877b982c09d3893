"""The tone of sentences and the register that is taken out of account."""

import re
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from vaderSentiment import vaderSentiment as vader

from analysis.sentiment import REGISTER, Register, explain_tone, read_register, score_sentences

ANALYZER = vader.SentimentIntensityAnalyzer()
PACKAGED = read_register()
LABELS = Path(__file__).parents[2] / "shared" / "labels" / "tone_dev.csv"


def tone(text, column="tone"):
    return score_sentences(pd.DataFrame({"text": [text]}), register=PACKAGED)[column].iloc[0]


@pytest.mark.parametrize(
    "text",
    [
        "The United States sent a note.",
        "They spoke at the UN Security Council of the United Nations.",
        "They discussed defence, critical minerals and critical and emerging technologies.",
        "A Free-Trade Agreement is under negotiation.",
        "They discussed intelligence, energy and disaster relief.",
        "We will work together against terrorism.",
        "They discussed counter-terrorism, countering violent extremism and fighting terrorist financing.",
        "They discussed combatting COVID-19 and fighting the Covid-19 pandemic.",
        "I’d like to speak about trade, as well as ports.",
    ],
)
def test_without_tone(text):
    assert tone(text) == 0


@pytest.mark.parametrize(
    "text",
    [
        "They condemned the terrorist attack.",
        "The attack killed 40.",
        "We must end this war.",
        "Terrorism in the United States is rising.",
        "They fought, and terrorists struck.",
        "The situation is critical.",
    ],
)
def test_bad_news_stays_bad(text):
    assert tone(text) < -0.05


@pytest.mark.parametrize(
    "text",
    [
        "India and Japan are resolute in their opposition to terrorism, including cross-border terrorism.",
        "A free, open, secure and prosperous Indo-Pacific",
        "Our friendship with the United States has never been stronger!",
    ],
)
def test_good_news_is_good(text):
    assert tone(text) > 0.05


@pytest.mark.parametrize(
    ("text", "raw"),
    [
        ("The United States sent a note.", 0.4215),
        ("resolute in their opposition to terrorism", -0.5423),
        ("", 0.0),
    ],
)
def test_raw_is_vader_as_it_is(text, raw):
    assert tone(text, "tone_raw") == raw == ANALYZER.polarity_scores(text)["compound"]


def test_rows_and_columns_stay():
    frame = pd.DataFrame({"doc_id": ["a", "b", "a"], "text": ["Good.", "Bad.", "Good."]}, index=[5, 3, 9])
    before = frame.copy()
    got = score_sentences(frame)
    pd.testing.assert_frame_equal(frame, before)
    pd.testing.assert_frame_equal(got[["doc_id", "text"]], before)
    assert got["tone"].tolist() == [0.4404, -0.5423, 0.4404]


def test_no_rows():
    got = score_sentences(pd.DataFrame({"text": pd.Series(dtype="str")}))
    assert got.dtypes[["tone", "tone_raw"]].tolist() == [np.dtype("float64")] * 2


@pytest.mark.parametrize("value", [None, 3, np.nan, b"bytes"])
def test_what_is_no_text_is_named_by_its_row(value):
    frame = pd.DataFrame({"text": pd.Series(["Good.", value], index=["x", "y"], dtype=object)})
    with pytest.raises(ValueError, match="sentences.text, row y"):
        score_sentences(frame)


def test_missing_column_is_named():
    with pytest.raises(ValueError, match="no column text"):
        score_sentences(pd.DataFrame({"body": ["Good."]}))


# The mask.


def test_no_run_of_x_is_a_word_that_vader_knows():
    known = {*ANALYZER.lexicon, *vader.BOOSTER_DICT, *vader.NEGATE, *vader.SPECIAL_CASES}
    assert "good" in known
    assert not [word for word in known if re.search(r"\bxx+\b", word)]


PIECES = [term.replace("*", "s") for term in PACKAGED.neutral] + [
    "the fight against terrorism",
    "not",
    "GOOD",
    "bad",
    "but",
    "very",
    "U.S.",
    ":)",
    "🙂",
    ",",
]


@given(st.lists(st.sampled_from(PIECES)).map(" ".join))
def test_mask_keeps_length_tokens_capitals_and_punctuation(text):
    masked = PACKAGED.mask(text)
    assert len(masked) == len(text)
    assert [c.isupper() for c in masked] == [c.isupper() for c in text]
    assert [c for c in masked if not c.isalpha()] == [c for c in text if not c.isalpha()]


@pytest.mark.parametrize(
    ("masked", "neutral"),
    [
        ("The United States were not at all good", "The Foreign Office were not at all good"),
        ("not the United States, but a good friend", "not the Foreign Office, but a good friend"),
        ("never UNITED STATES good", "never FOREIGN OFFICE good"),
        ("very critical minerals are great!", "very foreign minerals are great!"),
    ],
)
def test_masked_words_count_as_neutral_words_do(masked, neutral):
    """Second route: a text in which words without tone stand in the place of the masked ones."""
    assert tone(masked) == tone(neutral, "tone_raw")


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(), min_size=1))
def test_any_text_is_scored(texts):
    scored = score_sentences(pd.DataFrame({"text": texts}, dtype=object), register=PACKAGED)
    assert scored[["tone", "tone_raw"]].abs().to_numpy().max() <= 1


def test_only_listed_stretches_are_masked():
    text = "No friend of terrorism, the united States-led alliance laments violent extremism; peace won."
    assert PACKAGED.mask(text) == (
        "No friend of terrorism, the xxxxxx Xxxxxx-led xxxxxxxx laments violent extremism; peace won."
    )
    assert PACKAGED.mask("They fight violent cross-border extremism and terror, and won.") == (
        "They xxxxx xxxxxxx xxxxx-xxxxxx xxxxxxxxx xxx xxxxxx, and won."
    )


# Evidence.


@pytest.mark.parametrize(
    "text", ["The talks were not very good and the dispute is bad", "GREAT news of peace", "Nothing here"]
)
def test_valences_add_up_to_the_tone(text):
    total = explain_tone(text, register=PACKAGED)["valence"].sum()
    assert vader.normalize(total) == pytest.approx(tone(text), abs=1e-4)


def test_masked_words_are_no_evidence():
    assert explain_tone("The United States is a kind of friend")["word"].tolist() == ["friend"]


# The register.


def test_every_entry_of_the_register_matters_or_says_why():
    """A term holds a word that VADER scores or weighs, or its reason says that it holds none."""
    text = REGISTER.read_text(encoding="utf-8")
    listed_only = {"strategic", "alliance*", "disaster resilien*"}
    known = {*ANALYZER.lexicon, *vader.BOOSTER_DICT}
    idle = [term for term in PACKAGED.neutral if not known & set(re.findall(r"[a-z]+", term))]
    assert set(idle) <= listed_only, idle
    assert "reason" in text


def write(tmp_path, text):
    path = tmp_path / "register.yml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_register_of_ones_own(tmp_path):
    path = write(tmp_path, "version: 2\nneutral:\n  - {term: good offices, reason: a term of art}\n")
    register = read_register(path)
    assert (register.version, register.neutral, register.opposing) == (2, ("good offices",), ())
    scored = score_sentences(pd.DataFrame({"text": ["Good offices of the United States"]}), register=register)
    assert scored["tone"].tolist() == [0.4215]


def test_an_empty_register_changes_nothing(tmp_path):
    register = read_register(write(tmp_path, "version: 1\n"))
    assert isinstance(register, Register)
    assert register.mask("the United States") == "the United States"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("neutral: []", "version: None is not a whole number"),
        ("version: 1\nneutral: [{term: no, reason: a word}]", r"neutral\[0\]: False is not a term"),
        ("version: 1\nneutral: [{term: united states}]", r"neutral\[0\].*needs just reason, term"),
        ("version: 1\nneutral: [{term: united states, reason: ' '}]", r"neutral\[0\]: no reason"),
        ("version: 1\nneutral: [{term: '', reason: x}]", r"neutral\[0\]: '' is not a term"),
        ("version: 1\nneutral: [{term: '*', reason: x}]", r"is not a term"),
        ("version: 1\nneutral: [{term: a b, reason: x}, {term: a b, reason: y}]", "'a b' stands more than once"),
        ("version: 1\nneutral: {a: b}", "neutral: expected a list, found dict"),
        ("version: 1\nopposing: [{stances: on, things: [war], reason: x}]", r"opposing\[0\].stances: expected a"),
        ("version: 1\nopposing: [{stances: [on a], things: [], reason: x}]", r"opposing\[0\].things: expected a"),
        ("version: 1\nneutrals: []", "'neutrals' is not a part"),
        ("- a", "expected version, neutral and opposing, found list"),
        ("a: [", "cannot be read as YAML"),
    ],
)
def test_faults_name_file_and_entry(tmp_path, text, message):
    with pytest.raises(ValueError, match=r"register\.yml: .*" + message):
        read_register(write(tmp_path, text))


def test_a_register_that_is_not_there(tmp_path):
    with pytest.raises(ValueError, match="nowhere.yml: cannot be read"):
        read_register(tmp_path / "nowhere.yml")


@pytest.mark.skipif(not LABELS.exists(), reason="the labelled sentences are not kept with the project")
def test_the_register_brings_tone_nearer_to_readers():
    labels = pd.read_csv(LABELS).rename(columns={"sentence": "text"})
    scored = score_sentences(labels)
    assert scored["tone"].corr(labels["rating"]) > scored["tone_raw"].corr(labels["rating"]) + 0.05
