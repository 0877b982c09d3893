import pandas as pd
import pytest

from analysis import (
    estimate_trends,
    read_themes,
    score_sentences,
    tally_mentions,
    tally_tone,
)
from analysis.describe import tabulate_themes, tabulate_tone, tabulate_tone_map
from analysis.scaling.whole import pool_cells
from analysis.stats.binning import choose_period, label_cells


def dated(*days):
    return pd.DataFrame(
        {"doc_id": [f"d{i}" for i in range(len(days))], "date": pd.to_datetime(list(days))}
    )


@pytest.mark.parametrize(("days", "period"), [
    (pd.date_range("2020-01-01", periods=40), None),
    (pd.date_range("2020-01-01", periods=41), "week"),
    (pd.to_datetime(["2020-01-01", "2020-01-02"] * 30), "day"),
    (pd.date_range("2020-01-01", periods=120, freq="4D"), "month"),
    (pd.date_range("2020-01-01", periods=150, freq="12D"), "quarter"),
    (pd.to_datetime(["2019-07-01", "2020-07-01"] * 30), "year"),
    (pd.date_range("2010-09-24", periods=41, freq="100D"), "year"),
    (pd.date_range("2020-01-01", periods=100, freq="MS"), "year"),
    (pd.date_range("1946-09-01", periods=79, freq="YS"), "decade"),
    ([None] * 41, "year"),
])  # fmt: skip
def test_the_period_is_the_shortest_of_which_there_are_few(days, period):
    assert choose_period(dated(*days)) == period


def test_documents_without_a_date_share_a_cell():
    documents = dated("2020-10-06", None, "2020-11-07", None)
    assert label_cells(documents, period="month").to_dict() == {
        "d0": "2020-10",
        "d1": "undated",
        "d2": "2020-11",
        "d3": "undated",
    }
    assert label_cells(documents).tolist() == ["d0", "d1", "d2", "d3"]
    assert label_cells(documents, period="document").tolist() == ["d0", "d1", "d2", "d3"]
    assert set(label_cells(documents, most=2)) == {"2020", "undated"}
    with pytest.raises(ValueError, match="fortnight"):
        label_cells(documents, period="fortnight")


def test_few_documents_stay_as_they_are_and_many_are_added_up(corpus, sentences, mentions):
    tallies = tally_mentions(corpus.documents, sentences, mentions, period="date", group="doc_id")
    pd.testing.assert_frame_equal(pool_cells(tallies, corpus.documents), tallies)
    pooled = pool_cells(tallies, corpus.documents, most=4)
    assert set(pooled["period"]) == set(label_cells(corpus.documents, most=4)) and set(
        pooled["group"]
    ) == {"all"}
    by_event = tally_mentions(
        corpus.documents, sentences, mentions, period="year", group=None, by="episode"
    )
    pd.testing.assert_frame_equal(pooled, by_event)


@pytest.mark.parametrize(("low", "high", "period"), [
    ("2020-01-01", "2020-12-31", "2020"), ("2020-03-01", "2020-12-31", "2020"), ("2020-10-01", "2020-10-31", "2020-10"),
    ("2020-10-06", "2020-10-06", "2020-10-06"), ("2020-10-05", "2020-10-08", "2020-10-06"), ("2020-07-01", "2020-12-31", "2020"),
    (None, None, "2020-10-06"), (None, "2020-10-06", "2020-10-06"), ("2020-09-30", "2020-10-07", "2020-10"), ("2020-02-03", "2020-10-30", "2020"),
])  # fmt: skip
def test_a_document_alone_is_named_by_no_day_that_is_not_known(
    corpus, sentences, mentions, low, high, period
):
    documents = corpus.documents.assign(
        date=pd.Timestamp("2020-10-06"), date_low=pd.Timestamp(low), date_high=pd.Timestamp(high)
    )
    tallies = tally_mentions(documents, sentences, mentions, period="date", group="doc_id")
    assert set(tallies["period"]) == {"2020-10-06"}  # what tests compute with
    assert set(pool_cells(tallies, documents)["period"]) == {period}


def test_tables_are_the_same_whether_periods_or_documents_are_shown(corpus, sentences, mentions):
    """Each document alone in its year: the same figures under the years' names, in the same order."""
    themes = read_themes()
    one = corpus.documents.drop_duplicates("episode").sort_values("date")
    kept, hits = (t[t["doc_id"].isin(one["doc_id"])] for t in (sentences, mentions))
    by = {"period": "date", "group": "doc_id"}
    tallies, tone = (
        tally_mentions(one, kept, hits, **by),
        tally_tone(one, score_sentences(kept), hits, **by),
    )
    years = label_cells(one, most=1)
    pooled, pooled_tone = pool_cells(tallies, one, most=1), pool_cells(tone, one, most=1)
    by_document, by_year = (tabulate_themes(t, one, themes) for t in (tallies, pooled))
    assert by_year["column"].unique().tolist() == years.tolist() and len(years) == len(set(years))
    pd.testing.assert_frame_equal(
        by_year.drop(columns="column"), by_document.drop(columns="column")
    )
    maps = [tabulate_tone_map(estimate_trends(t), t, one, themes) for t in (tone, pooled_tone)]
    assert maps[1]["group"].tolist() == maps[0]["group"].map(years).tolist()
    pd.testing.assert_frame_equal(maps[1].drop(columns="group"), maps[0].drop(columns="group"))
    rows = [tabulate_tone(estimate_trends(t), t, one) for t in (tone, pooled_tone)]
    assert (
        rows[1]["label"].tolist() == years.tolist()
        and rows[0]["label_key"].tolist() == years.index.tolist()
    )
    assert rows[1]["estimate"].tolist() == rows[0]["estimate"].tolist()
