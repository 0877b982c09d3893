import numpy as np
import pandas as pd
import pytest

from analysis import (
    classify_themes,
    compare_dates,
    describe_evidence,
    describe_limits,
    describe_themes,
    detectable_ratio,
    find_mentions,
    headline_themes,
    read_themes,
    split_sentences,
    tally_mentions,
)
from analysis.describe.themes import say_power


@pytest.fixture(scope="module")
def by_document(corpus, sentences, mentions):
    return tally_mentions(corpus.documents, sentences, mentions, period="date", group="doc_id")


@pytest.fixture(scope="module")
def themes():
    return read_themes()


@pytest.fixture(scope="module")
def told(corpus, by_document, themes):
    changes = compare_dates(by_document, corpus.documents, family=themes.main)
    return describe_themes(by_document, changes, corpus.documents, themes).rows.set_index(
        "theme"
    ), changes


def test_the_story_of_the_five_articles(told):
    readings, _ = told
    assert readings.at["indo_pacific", "presence"] == "in every report"
    assert (
        readings.at["russia", "presence"] == readings.at["russia", "change"] == "in one report only"
    )
    assert (
        "11 February 2022" in readings.at["russia", "reading"]
        and "11 February 2022" in readings.at["terrorism", "reading"]
    )
    assert "in none after 11 February 2022" in readings.at["pandemic", "reading"]
    assert set(readings["change"].drop("russia")) == {"no evidence of change"}


def test_four_episodes_could_show_no_trend_and_the_reading_says_so(
    corpus, by_document, told, themes
):
    _, changes = told
    assert (
        changes["p_least"].min() == pytest.approx(2 / 24)
        and "cannot show" in describe_limits(changes).sentences[0]
    )
    assert (
        "4 themes tested together the smallest attainable p is 0.33"
        in describe_limits(changes).sentences[0]
    )
    power = detectable_ratio(by_document, corpus.documents, family=themes.main)
    again = describe_themes(by_document, changes, corpus.documents, themes, power=power).rows
    assert again["reading"].str.endswith("no change, however great, could have been shown).").all()


def test_what_could_have_been_shown_is_said_where_nothing_was(corpus, by_document, told, themes):
    _, changes = told
    power = changes[["theme"]].assign(ratio=6.0)
    again = describe_themes(by_document, changes, corpus.documents, themes, power=power).rows
    assert again["reading"].str.contains("a 6-fold change could have been shown").all()
    enough = changes.assign(p_least=1e-5, n_units=40)
    assert (
        "6-fold" in describe_limits(enough, power).sentences[0]
        and "could have been shown" in describe_limits(enough).sentences[0]
    )
    some = power.assign(ratio=[3.0, 8.0, *[np.inf] * (len(power) - 2)])
    assert (
        f"for {len(power) - 2} of {len(power)} themes no ratio"
        in describe_limits(enough, some).sentences[0]
    )
    assert "left out" in describe_limits(enough, power.assign(ratio=np.inf)).sentences[0]
    assert "however great" in say_power(np.inf)


@pytest.mark.parametrize(
    ("flaw", "change"),
    [({}, "rose"), ({"direction": -1}, "fell")]
    + [
        (f, "no evidence of change")
        for f in ({"p_holm": 0.06}, {"p_without": 0.11}, {"sign_holds": False})
    ],
)
def test_rose_needs_significance_and_to_survive_leaving_one_out(
    told, corpus, by_document, themes, flaw, change
):
    sure = told[1].assign(
        **{"p_holm": 0.01, "p_without": 0.05, "sign_holds": True, "direction": 1, **flaw}
    )
    again = describe_themes(by_document, sure, corpus.documents, themes).rows.set_index("theme")
    assert (
        again.at["indo_pacific", "change"] == change
        and again.at["russia", "change"] == "in one report only"
    )
    headline = headline_themes(again.reset_index(), themes)
    assert (
        f"Indo-Pacific, Terrorism and Technology {change}" in headline
        or "no trend can be shown" in headline
    )


def test_one_episode_cannot_rise(told, corpus, by_document, themes):
    sure = told[1].assign(p_holm=0.01, p_without=0.05, sign_holds=True, direction=1)
    one = corpus.documents.assign(episode="all one")
    again = describe_themes(by_document, sure, one, themes).rows
    assert not set(again["change"]) & {"rose", "fell"}


def test_evidence_stands_beside_every_estimate(by_document, themes):
    rows = describe_evidence(by_document, themes).rows.set_index("theme")
    assert (
        "10 hits in 1 of 5 documents, 1 named source, 1 episode; the top document gives 100%"
        in rows.at["russia", "reading"]
    )
    nothing = by_document[by_document["theme"] == "russia"].assign(
        sum_y=0, sum_yy=0, sum_xy=0, top_y=0, n_carriers=0
    )
    assert (
        "no sentence in 5 documents; at most"
        in describe_evidence(nothing, themes, measure="share").rows.at[0, "reading"]
    )


def test_one_step_reads_as_the_steps_do(corpus, by_document, told, themes):
    read = classify_themes(by_document, corpus.documents, themes).set_index("theme")
    shared = ["change", "stance", "n_hit", "n_documents"]
    assert read[shared].equals(told[0][shared])
    assert (
        read.at["russia", "presence"] == "in one report only"
        and read.at["economy", "presence"] == "in several reports"
    )


def test_one_short_text_sets_no_limit_and_says_so():
    themes = read_themes()
    documents = pd.DataFrame(
        {
            "doc_id": ["a"],
            "date": pd.to_datetime(["2020-01-02"]),
            "text": ["Peace is good. Trade is better."],
        }
    )
    documents = documents.assign(source="", group="", episode="e", copy_of="")
    sentences = split_sentences(documents)
    by_document = tally_mentions(
        documents, sentences, find_mentions(sentences, themes), period="date", group="doc_id"
    )
    readings = describe_evidence(by_document, themes).rows["reading"]
    assert readings.str.endswith("no hit in 1 document, and too few words to set a limit").any()
    assert not readings.str.contains("no upper end|at most  hits").any()
