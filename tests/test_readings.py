import pytest

from analysis import compare_dates, headline_themes, read_limits, read_themes, read_themes_over_time, tally_mentions


@pytest.fixture(scope="module")
def told(corpus, sentences, mentions):
    tallies = tally_mentions(corpus.documents, sentences, mentions, period="date", group="doc_id")
    changes = compare_dates(tallies, corpus.documents)
    return read_themes_over_time(tallies, changes, corpus.documents, read_themes()).set_index("theme"), changes


def test_the_story_of_the_five_articles(told):
    readings, _ = told
    assert readings.at["indo_pacific", "presence"] == "in every report"
    assert readings.at["russia", "presence"] == "in one report only"
    assert (
        "11 February 2022" in readings.at["russia", "reading"]
        and "11 February 2022" in readings.at["terrorism", "reading"]
    )
    assert "in none after 11 February 2022" in readings.at["pandemic", "reading"]
    assert set(readings["change"]) == {"no evidence of change"}


def test_four_episodes_could_show_no_trend_and_the_reading_says_so(told):
    _, changes = told
    assert (
        changes["p_least"].min() == pytest.approx(2 / 24)
        and "0.08" in read_limits(changes)
        and "cannot show" in read_limits(changes)
    )


def test_rose_needs_significance_and_two_episodes(told, corpus, sentences, mentions):
    readings, changes = told
    tallies = tally_mentions(corpus.documents, sentences, mentions, period="date", group="doc_id")
    sure = changes.assign(p=0.01, sign_holds=True, direction=1)
    again = read_themes_over_time(tallies, sure, corpus.documents, read_themes()).set_index("theme")
    assert again.at["indo_pacific", "change"] == "rose" and again.at["russia", "change"] == "no evidence of change"
    assert "Indo-Pacific, Terrorism and Technology rose" in headline_themes(again.reset_index(), read_themes())
