import numpy as np
import pandas as pd
import pytest

from analysis import find_mentions, read_themes, split_sentences, tally_mentions
from analysis.describe import describe_evidence, describe_limits, headline_themes
from analysis.describe.changes import MOVES, are_too_few
from analysis.describe.classify import classify_themes
from analysis.describe.themes import _where, describe_themes
from analysis.stats import compare_dates, detectable_ratio


@pytest.fixture(scope="module")
def by_document(corpus, sentences, mentions):
    return tally_mentions(corpus.documents, sentences, mentions, period="date", group="doc_id")


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
        readings.at["russia", "presence"] == readings.at["russia", "change"] == "in only one report"
    )
    assert (
        "11 February 2022" in readings.at["russia", "reading"]
        and "11 February 2022" in readings.at["terrorism", "reading"]
    )
    assert "in none after 11 February 2022" in readings.at["pandemic", "reading"]
    assert set(readings["change"].drop("russia")) == {"no evidence of change"}


def test_four_events_could_show_no_change_and_the_reading_says_so(
    corpus, by_document, told, themes
):
    _, changes = told
    limits = describe_limits(changes).sentences[0]
    assert changes["p_least"].min() == pytest.approx(2 / 24)
    assert "4 events are too few for any p below 0.05" in limits
    power = detectable_ratio(by_document, corpus.documents, family=themes.main)
    assert describe_limits(changes, power).sentences[0] == limits
    again = describe_themes(by_document, changes, corpus.documents, themes, power=power).rows
    assert again["evidence"].str.endswith(": too few events to show any").all()
    assert not again["reading"].str.contains("evidence|few events").any()  # said once, as a limit


def test_what_can_be_detected_is_said_where_nothing_was_found(corpus, by_document, told, themes):
    _, changes = told
    enough = changes.assign(p_least=1e-5, n_units=40)
    power = changes[["theme"]].assign(ratio=6.0)
    again = describe_themes(by_document, enough, corpus.documents, themes, power=power).rows
    assert again["reading"].str.endswith("; 80% chance of detecting a 6-fold change.").all()
    assert "80% chance of detecting a 6-fold" in describe_limits(enough, power).sentences[0]
    assert "a change could be shown" in describe_limits(enough).sentences[0]
    some = power.assign(ratio=[3.0, 8.0, *[np.inf] * (len(power) - 2)])
    said = describe_limits(enough, some).sentences[0]
    assert "a 3-fold change of the commonest theme and an 8-fold change of the rarest" in said
    assert f"for {len(power) - 2} of {len(power)} themes it is below 80% even at 100-fold" in said
    none = describe_limits(enough, power.assign(ratio=np.inf)).sentences[0]
    assert "below 80% even at 100-fold, whatever the theme" in none
    called = enough.assign(called=True)
    assert (
        "every theme that could be tested was found to change"
        in describe_limits(called, power).sentences[0]
    )


SURE = {
    "called": True, "p_family": 0.004, "shape": "step", "direction": 1, "start": "2022-02-11",
    "start_low": "2021-06-01", "start_high": "2022-02-11", "end": "", "before": 0.006,
    "within": 0.081, "after": np.nan, "ratio": 5.12, "low": 2.94, "high": 9.84,
}  # fmt: skip


@pytest.mark.parametrize(
    ("more", "change", "words"),
    [
        (
            {},
            "rose",
            "rose on 11 February 2022 (between 1 June 2021 and 11 February 2022), from 0.6% of "
            "sentences before to 8.1% since, 5.1 times (2.9 to 9.8); p < 0.01, 4 events",
        ),
        ({"direction": -1}, "fell", "fell on 11 February 2022"),
        (
            {"shape": "pulse", "end": "2023", "start": "2022", "start_low": "2022", "start_high": "2022", "after": 0.03},
            "peaked",
            "peaked from 2022 to 2023: 0.6% of sentences before, 8.1% within and 3.0% after, 5.1 "
            "times the rest (2.9 to 9.8)",
        ),
        ({"shape": "pulse", "end": "2022", "start": "2022", "direction": -1}, "dipped", "dipped in 2022"),
        (
            {"shape": "trend", "start": ""},
            "rose",
            "rose steadily, from 0.6% of sentences in the earlier half to 8.1% in the later, by the fitted trend 5.1 times",
        ),
        (
            {"before": 0.00052, "within": 0.00094},
            "rose",
            "from 0.05% of sentences before to 0.09% since",
        ),
        ({"called": False}, "no evidence of change", "no change that holds without any one event (p < 0.01"),
        ({"called": False, "p_family": 0.3, "p_least": 1e-5}, "no evidence of change", "no evidence of change (p = 0.30"),
    ],
)  # fmt: skip
def test_a_change_is_said_with_its_shape_dates_levels_and_ratio(
    told, corpus, by_document, themes, more, change, words
):
    sure = told[1].assign(**{**SURE, **more})
    again = describe_themes(by_document, sure, corpus.documents, themes).rows
    rows = again.set_index("theme")
    assert rows.at["indo_pacific", "change"] == change
    assert words in rows.at["indo_pacific", "evidence"]
    # of a corpus that is too small for any test, that is said once and not of each theme
    said = words in rows.at["indo_pacific", "reading"]
    assert said == (not are_too_few(sure))
    assert rows.at["russia", "change"] == "in only one report"
    headline = headline_themes(again, themes)
    when = {"": ""}.get(rows.at["indo_pacific", "when"], f" {rows.at['indo_pacific', 'when']}")
    moved = (
        f"Indo-Pacific, Terrorism and Technology {change}{when}; no evidence that Russia changed"
    )
    assert headline == moved or (
        change == "no evidence of change" and headline.endswith("no change could be shown")
    )


def test_one_episode_cannot_rise(told, corpus, by_document, themes):
    sure = told[1].assign(**SURE)
    one = corpus.documents.assign(episode="all one")
    again = describe_themes(by_document, sure, one, themes).rows
    assert not set(again["change"]) & set(MOVES)


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
        read.at["russia", "presence"] == "in only one report"
        and read.at["economy", "presence"] == "in several reports"
    )
    # said once, not "in only one report; in only one report"
    assert read.at["russia", "stance"] == "in only one report"
    assert read.at["economy", "stance"].startswith("in several reports; ")


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


@pytest.mark.parametrize(("n_after", "said"), [(2, True), (1, False)])
def test_a_theme_that_the_last_fifth_of_the_reports_lacks_is_said_to_be_absent(n_after, said):
    day = pd.date_range("2020-01-01", periods=10)
    cells = pd.DataFrame({"date": day, "sum_y": [3] * (10 - n_after) + [0] * n_after})
    words = _where(cells, cells[cells["sum_y"] > 0])
    assert ("in none after" in words) == said


def test_where_all_is_of_one_day_nothing_is_said_to_have_changed(told):
    _, changes = told
    alike = changes.assign(p_least=1.0, p_family=1.0, called=False, n_units=6)
    power = changes[["theme"]].assign(ratio=np.inf)
    for given in (None, power):
        (said,) = describe_limits(alike, given).sentences[:1]
        assert "all dated events are of one date" in said and "was found to change" not in said


def test_a_carrier_whose_date_is_open_ends_no_presence():
    days = pd.to_datetime(["2021-01-01", "2021-02-01", *[f"2021-{m:02d}-01" for m in range(3, 9)]])
    cells = pd.DataFrame({"date": days, "sum_y": [2, 2, 0, 0, 0, 0, 0, 0]})
    cells["date_low"] = cells["date_high"] = cells["date"]
    assert "in none after 1 February 2021" in _where(cells, cells.head(2))
    wide = cells.assign(date_high=cells["date_high"].where(cells.index != 1, pd.Timestamp("2022")))
    assert "in none" not in _where(wide, wide.head(2))
    open_ = cells.assign(date=cells["date"].where(cells.index != 1))
    assert "in none" not in _where(open_, open_.head(2))
