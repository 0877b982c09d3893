"""The tone of sentences: what it hears, what it leaves as it is, and the words behind it."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from long_run import examples
from vaderSentiment import vaderSentiment as vader

from analysis.tone.explained import explain_texts
from analysis.tone.register import read_register
from analysis.tone.sentiment import CLASSES, label_tone, score_sentences

ANALYZER = vader.SentimentIntensityAnalyzer()
PACKAGED = read_register()
SHARED = Path(__file__).parents[3] / "shared" / "labels"


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
        "They discussed counter-terrorism, countering violent extremism and fighting terrorist financing.",
        "They discussed combatting COVID-19 and fighting the Covid-19 pandemic.",
        "I’d like to speak about trade, as well as ports.",
        "They called for the elimination of terrorist safe havens.",
        "The Honorable Treasurer took questions.",
    ],
)
def test_neutral(text):
    assert abs(tone(text)) < 0.05


@pytest.mark.parametrize(
    "text",
    [
        "They condemned the terrorist attack.",
        "The attack killed 40.",
        "We must end this war.",
        "Terrorism in the United States is rising.",
        "They fought, and terrorists struck.",
        "The invasion threatens peace and security.",
        "Many soldiers gave their lives there.",
        "He voiced strong concern.",
        "They denounced the coercion.",
    ],
)
def test_bad_news_stays_bad(text):
    assert tone(text) <= -0.05


@pytest.mark.parametrize(
    "text",
    [
        "We will work together against terrorism.",
        "India and Japan are resolute in their opposition to terrorism, including cross-border terrorism.",
        "A free, open, secure and prosperous Indo-Pacific",
        "Our friendship with the United States has never been stronger!",
        "They reaffirmed their cooperation.",
        "He looks forward to the visit.",
    ],
)
def test_good_news_is_good(text):
    assert tone(text) >= 0.05


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
    frame = pd.DataFrame(
        {"doc_id": ["a", "b", "a"], "text": ["Bad.", "Happy.", "Bad."]}, index=[5, 3, 9]
    )
    before = frame.copy()
    got = score_sentences(frame)
    pd.testing.assert_frame_equal(frame, before)
    pd.testing.assert_frame_equal(got[["doc_id", "text"]], before)
    assert got["tone_raw"].tolist() == [-0.5423, 0.5719, -0.5423]
    assert got["tone"].iloc[0] == got["tone"].iloc[2] < 0 < got["tone"].iloc[1]


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


@settings(max_examples=examples(60))
@given(st.lists(st.text(), min_size=1))
def test_any_text_is_scored(texts):
    scored = score_sentences(pd.DataFrame({"text": texts}, dtype=object), register=PACKAGED)
    assert scored[["tone", "tone_raw"]].abs().to_numpy().max() <= 1
    assert scored["tone_raw"].tolist() == [
        ANALYZER.polarity_scores(text)["compound"] for text in texts
    ]


def test_odd_texts_are_scored():
    odd = ["\ud83d", "\x00", "!" * 10_000, "good" * 10_000, "stop " * 10_000, "\ufdd0 good"]
    assert len(score_sentences(pd.DataFrame({"text": odd}, dtype=object))) == len(odd)


# Classes.


def test_classes_by_threshold():
    got = label_tone(pd.Series([-1, -0.05, -0.04, 0, 0.05, np.nan], index=list("abcdef")))
    assert (
        got.tolist()[:5] == ["negative", "negative", "neutral", "neutral", "positive"]
        and got.isna().tolist()[5]
    )
    assert got.cat.categories.tolist() == list(CLASSES) and got.index.tolist() == list("abcdef")
    assert label_tone(pd.Series([0.1]), threshold=0.2).tolist() == ["neutral"]
    with pytest.raises(ValueError, match="threshold=1.5"):
        label_tone(pd.Series([0.1]), threshold=1.5)


# Evidence.


@pytest.mark.parametrize(
    "text",
    [
        "The talks were not very good and the dispute is bad",
        "GREAT news of “peace”, but they condemned it",
        "Nothing here",
        "We look forward to it 🙂 and stand with you",
        "They threaten regional peace and security",
        "We welcome it!! Do you? And you?",
    ],
)
def test_valences_add_up_to_the_tone(text):
    words = explain_texts([text], register=PACKAGED)
    assert vader.normalize(words["valence"].sum()) == pytest.approx(tone(text), abs=1e-4)
    assert [text[a:b] for a, b in zip(words["start"], words["end"], strict=True)] == words[
        "word"
    ].tolist()


def test_a_term_is_evidence_as_a_whole():
    text = "“We look forward to it,” they said; it is no threat to regional peace."
    words = explain_texts([text])["word"].tolist()
    assert words == ["look forward to", "threat to regional peace"]


def test_masked_words_are_no_evidence():
    assert explain_texts(["The United States is a kind of friend"])["word"].tolist() == ["friend"]


# Against readers.


@pytest.mark.skipif(
    not SHARED.exists(), reason="the labelled sentences are not kept with the project"
)
def test_the_register_brings_tone_nearer_to_readers():
    labels = pd.read_csv(SHARED / "tone_dev.csv").rename(columns={"sentence": "text"})
    scored = score_sentences(labels)
    assert scored["tone"].corr(labels["rating"]) > scored["tone_raw"].corr(labels["rating"]) + 0.1


@pytest.mark.skipif(
    not SHARED.exists(), reason="the labelled sentences are not kept with the project"
)
def test_editorials_lose_nothing():
    labels = pd.read_parquet(SHARED / "sentiment_news_dev.parquet")
    scored = score_sentences(labels)
    assert scored["tone"].corr(labels["mean_rating"]) > scored["tone_raw"].corr(
        labels["mean_rating"]
    )
