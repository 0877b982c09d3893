import pytest

from analysis import (
    compare_dates,
    estimate_trends,
    headline_themes,
    read_limits,
    read_themes,
    read_themes_over_time,
    score_sentences,
    tabulate_tone_map,
    tally_mentions,
    tally_tone,
)


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


def test_the_tone_map_is_the_mean_over_the_sentences_of_each_theme_and_document(corpus, sentences, mentions):
    scored, themes = score_sentences(sentences), read_themes()
    tallies = tally_tone(corpus.documents, scored, mentions, period="date", group="doc_id")
    rows = tabulate_tone_map(estimate_trends(tallies), tallies, corpus.documents, themes)
    carried = mentions[["doc_id", "sentence_no", "theme"]].drop_duplicates().merge(scored)
    means = carried.groupby(["theme", "doc_id"], observed=True)["tone"].agg(["mean", "size"])
    for row in rows[rows["theme"] != "all"].itertuples():
        mean, size = means.loc[(row.theme, row.group)]
        assert (row.estimate, row.n_sentences) == (pytest.approx(mean), size)
    assert len(rows) == len(means) + len(corpus.documents)
    assert list(dict.fromkeys(rows["theme"])) == [t for t in [*themes.names, "all"] if t in set(rows["theme"])]
    dates = corpus.documents.set_index("doc_id")["date"]
    assert dates[rows.loc[rows["theme"] == "all", "group"]].is_monotonic_increasing
