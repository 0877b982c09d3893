import re
from collections import Counter

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from long_run import examples
from planted_copies import rate_pairs
from planted_events import plant_events

from analysis.corpus import assign_episodes, mark_copies
from analysis.corpus.episodes import _ask
from analysis.corpus.names_in_texts import _DATES, _find_names

TOKYO = "Talks were held by Motegi and Jaishankar at the Quad meeting in Tokyo, said Motegi."
TOKYO_TOO = "It was in Tokyo that Jaishankar of India and Motegi met, as did the Quad."
ROME = "Talks were held by Blinken and Draghi at the summit of the G20 in Rome, said Draghi."
ROME_TOO = "It was in Rome that Draghi of Italy and Blinken met, as did the G20."


def frame(*rows):
    """Rows of doc_id, text, first and last day it may be of, episode."""
    documents = pd.DataFrame(rows, columns=["doc_id", "text", "date_low", "date_high", "episode"])
    return documents.astype({"date_low": "datetime64[us]", "date_high": "datetime64[us]"})


def episodes(documents, **options):
    return dict(
        zip(documents["doc_id"], assign_episodes(documents, **options)["episode"], strict=True)
    )


def days(*dates):
    """The two reports from Tokyo on these days, a report from Rome on the first."""
    rows = [("a", TOKYO, dates[0], dates[0], ""), ("b", TOKYO_TOO, dates[1], dates[1], "")]
    return frame(*rows, ("c", ROME, dates[0], dates[0], ""))


def test_documents_on_one_event_get_one_episode_and_others_their_own():
    found = episodes(days("2020-10-06", "2020-10-07"))
    assert found["a"] == found["b"] and found["a"].startswith("2020-10-06-") and found["c"] == "c"


def test_an_episode_lasts_no_longer_than_its_days():
    assert episodes(days("2020-10-06", "2020-10-11")) == {"a": "a", "b": "b", "c": "c"}
    assert len(set(episodes(days("2020-10-06", "2020-10-11"), days=5).values())) == 2
    # A report every other day chains into no longer one.
    every_other = pd.date_range("2020-10-02", periods=12, freq="2D")
    found = assign_episodes(
        frame(*((f"d{i:02d}", TOKYO, day, day, "") for i, day in enumerate(every_other)))
    )
    spans = found.groupby("episode")["date_low"].agg(lambda dates: dates.max() - dates.min())
    assert spans.max() <= pd.Timedelta(days=4) and len(spans) <= 6


def test_an_interval_rules_out_what_lies_outside_it():
    two = ("b", TOKYO, "2020-10-06", "2020-10-06", "")
    assert (
        len(set(episodes(frame(("a", TOKYO, "2020-10-08", "2020-10-12", ""), two)).values())) == 1
    )
    assert (
        len(set(episodes(frame(("a", TOKYO, "2020-10-11", "2020-10-15", ""), two)).values())) == 2
    )


def test_a_document_without_a_date_joins_only_by_strong_evidence():
    dated = [
        ("b", TOKYO, "2020-10-06", "2020-10-06", ""),
        ("c", ROME, "2021-10-30", "2021-10-30", ""),
    ]
    same = episodes(frame(("a", TOKYO.replace("Talks", "Words"), None, None, ""), *dated))
    assert same["a"] == same["b"] != same["c"]
    faint = "It is in Tokyo that Suga of Komeito spoke to Aso and the Diet, the Bank and Nikkei of the Olympics."
    assert episodes(frame(("a", faint, None, None, ""), *dated)) == {"a": "a", "b": "b", "c": "c"}
    # The same text, known to be from before the event, or after.
    assert episodes(frame(("a", TOKYO, None, "2020-09-30", ""), *dated))["a"] == "a"
    assert episodes(frame(("a", TOKYO, "2020-10-20", None, ""), *dated))["a"] == "a"


def test_a_given_episode_is_never_changed_and_takes_in_its_like():
    rows = [
        ("a", TOKYO, "2020-10-06", "2020-10-06", "tokyo trip"),
        ("b", TOKYO_TOO, "2020-10-07", "2020-10-07", ""),
        ("c", TOKYO_TOO, "2020-10-07", "2020-10-07", "another matter"),
        ("d", ROME, "2020-10-07", "2020-10-07", "tokyo trip"),
        ("e", TOKYO, "2021-10-06", "2021-10-06", ""),
    ]
    found = episodes(frame(*rows))
    assert found["a"] == found["d"] == "tokyo trip" and found["c"] == found["b"] == "another matter"
    assert found["e"] == "e"


def test_a_new_episode_takes_no_name_that_is_given():
    rows = [
        ("a", TOKYO, "2020-10-06", "2020-10-06", ""),
        ("b", TOKYO_TOO, "2020-10-06", "2020-10-06", ""),
    ]
    name = episodes(frame(*rows))["a"]
    other = ("z", ROME, "2021-10-30", "2021-10-30", name)
    assert episodes(frame(*rows, other)) == {"a": f"{name}-2", "b": f"{name}-2", "z": name}


def test_a_copy_has_the_episode_of_its_original():
    rows = [
        ("a", TOKYO, "2020-10-06", "2020-10-06", ""),
        ("b", ROME, "2020-10-06", "2020-10-06", ""),
    ]
    late = ("c", TOKYO, "2020-10-16", "2020-10-16", "")  # beyond the days of an event
    documents = mark_copies(frame(*rows, late).assign(date=lambda f: f["date_low"]))
    assert episodes(documents) == {"a": "a", "b": "b", "c": "a"}
    # What metadata gives a copy, its original has too, unless it was given its own.
    documents.loc[2, "episode"] = "tokyo trip"
    assert episodes(documents) == {"a": "tokyo trip", "b": "b", "c": "tokyo trip"}
    documents.loc[0, "episode"] = "first trip"
    assert episodes(documents) == {"a": "first trip", "b": "b", "c": "tokyo trip"}


def test_names_are_what_bears_a_capital_within_a_sentence():
    text = "The U.S. and Mr. Price met on Tuesday. However, India's 2+2 talks followed.\nTokyo said “We hope” and I did"
    assert dict(_find_names(text)) == {"us": 1, "mr": 1, "price": 1, "india": 1, "2+2": 1}


def test_the_trip_to_tokyo_is_one_episode_where_dates_are_known(corpus):
    found = assign_episodes(corpus.documents.assign(episode=""))["episode"].tolist()
    assert found[0] == found[3] and len(set(found)) == 4
    assert found[1:3] + found[4:] == [
        d for i, d in enumerate(corpus.documents["doc_id"]) if i in (1, 2, 4)
    ]
    given = assign_episodes(corpus.documents)
    pd.testing.assert_frame_equal(given, corpus.documents)


def test_without_dates_no_article_is_joined_to_another(corpus):
    undated = corpus.documents.assign(episode="", date=pd.NaT, date_low=pd.NaT, date_high=pd.NaT)
    assert assign_episodes(undated)["episode"].tolist() == undated["doc_id"].tolist()


@pytest.mark.parametrize(
    "per_day, precision, recall", [(0.2, 0.98, 0.98), (1.0, 0.93, 0.95), (5.0, 0.85, 0.9)]
)
def test_planted_events_are_found(per_day, precision, recall):
    documents = plant_events(150, seed=3, per_day=per_day)
    found = rate_pairs(assign_episodes(documents)["episode"], documents["event"])
    assert found[0] >= precision and found[1] >= recall


@settings(max_examples=examples(25))
@given(st.integers(0, 10_000), st.integers(1, 25), st.floats(0.2, 10), st.floats(0, 1))
def test_order_changes_nothing_given_stands_and_spans_are_bounded(seed, n, per_day, undated):
    documents = plant_events(n, seed=seed, per_day=per_day, undated=undated)
    rng = np.random.default_rng(seed)
    some = rng.random(len(documents)) < 0.2
    documents.loc[some, "episode"] = rng.choice(["one", "two"], some.sum())
    found = assign_episodes(documents)
    mixed = documents.sample(frac=1, random_state=seed)
    pd.testing.assert_frame_equal(assign_episodes(mixed).sort_index(), found)
    assert (found["episode"] != "").all()
    assert (found.loc[some, "episode"] == documents.loc[some, "episode"]).all()
    new = found[~found["episode"].isin(["one", "two"])]
    spans = new.groupby("episode")["date_low"].agg(lambda dates: dates.max() - dates.min()).dropna()
    assert spans.empty or spans.max() <= pd.Timedelta(days=4)


@settings(max_examples=examples(40))
@given(st.text(max_size=80) | st.text("aAéÉ1.+& \n“_", max_size=80))
def test_names_are_the_words_with_a_capital_that_do_not_come_first(text):
    pieces = re.split(
        r"[\n“\"]|(?<=[a-z0-9%)”’]{2})[.!?:]\s", re.sub(r"\b(?:[A-Z]\.){2,}", _join_initials, text)
    )
    words = [
        w
        for piece in pieces
        for w in re.findall(r"[^\W_]+(?:[+&][^\W_]+)*", piece)[1:]
        if len(w) > 1
    ]
    expected = Counter(w.lower() for w in words if w[0].isupper() or "+" in w)
    assert _find_names(text) == Counter({w: n for w, n in expected.items() if w not in _DATES})


def _join_initials(match):
    return match.group().replace(".", "") + " "


@given(st.lists(st.text(max_size=60) | st.text("AB. \n“", max_size=60), max_size=6))
def test_any_text_is_read(texts):
    found = assign_episodes(
        frame(*((f"{i}", text, None, None, "") for i, text in enumerate(texts)))
    )
    assert (found["episode"] != "").all()


def test_what_cannot_be_is_named():
    with pytest.raises(ValueError, match="days -1"):
        assign_episodes(frame(), days=-1)
    with pytest.raises(ValueError, match="undated_likeness 2"):
        assign_episodes(frame(), undated_likeness=2)
    with pytest.raises(ValueError, match="no column episode"):
        assign_episodes(frame().drop(columns="episode"))


def test_with_no_days_between_only_documents_of_one_day_join():
    text = "Motegi met Jaishankar in Tokyo and Blinken spoke in Canberra with Payne of Australia."
    days = {"a": "2020-10-06", "b": "2020-10-06", "c": "2020-10-08"}
    rows = frame(*((doc, f"{text} {doc}", day, day, "") for doc, day in days.items()))
    found = assign_episodes(rows, days=0)["episode"].tolist()
    assert found[0] == found[1] != found[2]


@pytest.mark.parametrize(("last", "joined"), [("2020-10-14", True), ("2020-10-15", False)])
def test_a_date_known_to_twice_the_days_of_an_episode_counts_as_known(last, joined):
    faint = "It is in Tokyo that Motegi and Jaishankar of Komeito spoke to Aso and the Diet."
    rows = frame(("a", faint, "2020-10-06", last, ""), ("b", TOKYO, "2020-10-08", "2020-10-08", ""),
                 ("c", ROME, "2021-10-30", "2021-10-30", ""))  # fmt: skip
    found = episodes(rows, likeness=0.2, undated_likeness=0.99)
    assert (found["a"] == found["b"]) == joined


def test_each_doubling_of_the_documents_of_those_days_asks_for_three_hundredths_more():
    asked = {}
    for n in (1, 2, 4, 16):
        events = pd.DataFrame({"low": [0] * n, "high": [0] * n, "close": [True] * n})
        asked[n] = set(_ask(events, 4, 0.4, 0.5).round(9).tolist())
    assert asked == {1: {0.4}, 2: {0.4}, 4: {0.43}, 16: {0.49}}


@pytest.mark.parametrize(("low", "high"), [
    (None, "2022-03-12"), (None, "2021-01-31"), (None, "2020-11-20"), ("2019-05-01", None), ("2020-08-01", None),
])  # fmt: skip
def test_a_date_with_one_end_joins_nothing_far_from_that_end_by_names(low, high):
    dated = ("b", TOKYO, "2020-10-06", "2020-10-06", "")
    found = episodes(frame(("a", TOKYO.replace("Talks", "Words"), low, high, ""), dated))
    assert found == {"a": "a", "b": "b"}


@pytest.mark.parametrize(
    ("low", "high"), [(None, "2020-10-06"), (None, "2020-10-30"), ("2020-10-01", None)]
)
def test_a_date_with_one_end_joins_what_is_near_that_end(low, high):
    dated = ("b", TOKYO, "2020-10-06", "2020-10-06", "")
    found = episodes(frame(("a", TOKYO.replace("Talks", "Words"), low, high, ""), dated))
    assert found["a"] == found["b"]


def undated(*texts):
    """The number of each text's episode where no date is known."""
    rows = frame(*((f"d{k:02}", text, None, None, "") for k, text in enumerate(texts)))
    return pd.factorize(assign_episodes(rows)["episode"])[0].tolist()


OFFICES = "The Foreign Minister and the Prime Minister met Members of Parliament at the Ministry of Foreign Affairs."


@pytest.mark.parametrize(
    "texts",
    [
        # countries alone
        ["Trade grew between India and Japan.", "Two ships sank between India and Japan."],
        ["We saw India, Japan and the United States agree.", "It was India, Japan and the United States that fished."],
        ["The Indian and Japanese navies sailed to Australia.", "The Indian and Japanese chefs cooked in Australia."],
        ["Talks of France, Kenya, Brazil and Egypt went on.", "A cup of France, Kenya, Brazil and Egypt was won."],
        # one or two names
        ["It was Motegi who sang in Japan.", "It was Motegi who flew to India."],
        ["Talks in Tokyo by Motegi ended.", "A concert in Tokyo by Motegi began."],
        # offices and bodies that most documents name
        [f"{OFFICES} They spoke of {what}." for what in ("fish", "visas", "steel", "maps", "tea")],
        [f"A word from the United Nations, the Security Council and {who}." for who in ("Aalto", "Brandt", "Costa", "Diaz")],
        # nothing but capitals at the start
        ["India won. Japan lost.", "India lost. Japan won."],
        [TOKYO, ROME],
    ],
)  # fmt: skip
def test_undated_documents_of_different_stories_stand_alone(texts):
    assert undated(*texts) == list(range(len(texts)))


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        ([TOKYO, TOKYO_TOO], [0, 0]),
        ([TOKYO, TOKYO.replace("Talks", "Words"), ROME, ROME_TOO], [0, 0, 1, 1]),
        ([f"{OFFICES} {text}" for text in (TOKYO, TOKYO_TOO, ROME, ROME_TOO, "No more.")], [0, 0, 1, 1, 2]),
    ],
)  # fmt: skip
def test_undated_documents_that_share_names_of_one_story_are_one_event(texts, expected):
    assert undated(*texts) == expected


def test_sixty_undated_texts_on_many_events_form_few_mixed_episodes():
    documents = plant_events(60, seed=5, undated=1.0).groupby("event").head(1)
    found = assign_episodes(documents)["episode"]
    assert found.nunique() >= len(documents) - 2
    together = plant_events(20, seed=6, undated=1.0)
    precision, recall = rate_pairs(assign_episodes(together)["episode"], together["event"])
    assert precision >= 0.95 and recall >= 0.4
