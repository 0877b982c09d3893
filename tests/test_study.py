"""A corpus with all its tables: each is what the function of its step gives, made once and only
when asked for.
"""

import pandas as pd

import analysis
from analysis import Study
from analysis.charts import plot_timeline, plot_trends
from analysis.describe import Findings, describe_limits
from analysis.stats import compare_dates


def test_each_table_is_what_its_function_gives(news, corpus, sentences, mentions):
    pd.testing.assert_frame_equal(news.documents, corpus.documents)
    pd.testing.assert_frame_equal(news.sentences, sentences)
    pd.testing.assert_frame_equal(news.mentions, mentions)
    counts = analysis.tally_mentions(
        corpus.documents, sentences, mentions, period="date", group="doc_id"
    )
    pd.testing.assert_frame_equal(news.counts, counts)
    pd.testing.assert_frame_equal(
        news.changes, compare_dates(counts, corpus.documents, family=news.themes.main)
    )
    pd.testing.assert_frame_equal(news.scored, analysis.score_sentences(sentences))
    pd.testing.assert_frame_equal(
        news.speech, analysis.attribute_speech(sentences, corpus.documents)
    )
    assert set(news.main_mentions["theme"]) <= set(news.themes.main) and set(
        news.shares["measure"]
    ) == {"share"}
    assert news.findings.rows["theme"].tolist() == news.themes.names and news.describe().sentences[
        0
    ].startswith("5 documents")


def test_a_table_is_made_once_and_nothing_is_read_before_it_is_asked_for(monkeypatch):
    read = []
    original = analysis.study.read_corpus
    monkeypatch.setattr(
        analysis.study,
        "read_corpus",
        lambda path, **options: read.append(path) or original(path, **options),
    )
    lazy = Study("seeds")
    assert read == []
    assert lazy.mentions is lazy.mentions and lazy.findings is lazy.findings and read == ["seeds"]


def test_copies_count_once(tmp_path):
    for name in "ab":
        (tmp_path / f"{name}.txt").write_text("Russia and India met in Kochi on Monday. " * 8)
    copied = Study(tmp_path)
    assert len(copied.documents) == 2 and set(copied.sentences["doc_id"]) == {"a"}


def test_the_source_of_a_chart_says_how_many_copies_are_not_counted(tmp_path):
    text = "The ministers of Norland and Ostra met in the port and spoke of ships, and of fish. "
    for name in "abc":
        (tmp_path / f"{name}.txt").write_text(text * 2)
    (tmp_path / "d.txt").write_text("Elsewhere the river rose and took the bridge with it at noon.")
    assert Study(tmp_path).source == "Source: 4 documents, undated; 2 copies not counted"


def test_two_dated_events_are_said_to_be_too_few(tmp_path):
    for year, said in (2012, "Russia was discussed at length."), (2022, "Trade grew by much."):
        (tmp_path / f"{year}-05-04.txt").write_text(f"The ministers met in the port. {said} " * 3)
    news = Study(tmp_path)
    told = " ".join(describe_limits(news.changes, news.power).sentences)
    assert "two dated events are too few" in told and "of one date" not in told


def test_a_chart_has_the_names_of_the_study_unless_others_are_given(news):
    drawn = news.draw(plot_trends, news.shares, headline="H")
    alone = plot_trends(
        news.shares, headline="H", source=news.source, labels=news.themes.labels, names=news.names
    )
    assert drawn.to_png() == alone.to_png() and drawn.alt == alone.alt
    assert news.draw(plot_timeline, news.documents, source="Another").source == "Another"


def test_charts_of_shares_are_given_what_changed(monkeypatch):
    news = Study("seeds")
    rows = news.findings.rows.assign(change="rose", start="2022-02-11", end="")
    monkeypatch.setattr(news, "findings", Findings(rows))
    drawn = news.draw(plot_trends, news.shares)
    assert "rose 11 Feb 2022" in drawn.alt and "dashed" in drawn.subtitle
    assert "rose" not in news.draw(plot_trends, news.shares, changes=None).alt
    for other in ({"measure": "rate"}, {"theme": "0"}):  # what the tests of change are not about
        assert "rose" not in news.draw(plot_trends, news.shares.assign(**other)).alt


def test_rows_are_counted_by_name(news):
    assert news.count("documents", "dropped_lines", trends=news.shares)["rows"].tolist() == [
        5, len(news.corpus.dropped_lines), len(news.shares),
    ]  # fmt: skip


def test_themes_and_columns_of_ones_own(tmp_path):
    (tmp_path / "t.csv").write_text("key,body\nx,Ports and ships were discussed at length.\n")
    (tmp_path / "mine.yml").write_text("themes: {sea: {terms: [ships]}}")
    own = Study(
        tmp_path / "t.csv",
        themes=analysis.read_themes(tmp_path / "mine.yml"),
        columns={"text": "body", "doc_id": "key"},
    )
    assert own.mentions[["doc_id", "theme"]].values.tolist() == [["x", "sea"]]


def test_documents_are_compared_by_the_first_column_that_names_two(tmp_path):
    rows = pd.DataFrame(
        {
            "doc_id": list("abcd"),
            "date": "2020-01-01",
            "text": [f"The assembly number {i} met for peace and for trade." for i in range(4)],
        }
    )
    cases = {
        "side": {"speaker": ["Rudd", "Rudd", "Abe", ""], "country": ["AUS", "AUS", "JPN", ""]},
        "source": {"source": ["Wire", "Post", "", ""], "speaker": ["Abe", "", "", ""]},
        "group": {"group": ["x", "y", "x", "y"]},
    }
    for by, columns in cases.items():
        path = tmp_path / f"{by}.csv"
        rows.assign(**columns).to_csv(path, index=False)
        news = Study(path)
        assert news.by == by
    path = tmp_path / "none.csv"
    rows.to_csv(path, index=False)
    assert Study(path).by == "source"
    sides = Study(tmp_path / "side.csv").counted["side"].tolist()
    assert sides == ["Australia", "Australia", "Japan", ""]


def test_a_document_has_its_own_cell_in_charts_or_that_of_the_period_asked_for(news):
    assert news.groups.tolist() == news.documents["doc_id"].tolist() and news.period == "year"
    by_year = Study("seeds", period="year")
    dates = news.documents["date"]
    years = dates.dt.strftime("%Y").where(dates.notna(), "undated").tolist()
    assert by_year.groups.tolist() == years and len(set(years)) < len(years)
