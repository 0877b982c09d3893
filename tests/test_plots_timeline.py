from plot_tables import documents

from analysis.plots.timeline import plot_timeline


def test_undated_documents_are_named_not_drawn():
    chart = plot_timeline(documents(4, undated=1))
    assert len(chart.rows) == 3 and "Without a date: " in chart.subtitle and "Without a date: " in chart.alt
    assert "without a date: " in plot_timeline(documents(2, undated=2)).alt


def test_crowded_timeline_counts_every_document_once():
    chart = plot_timeline(documents(60, 12, 3))
    assert chart.rows["n_documents"].sum() == 57 and chart.rows["group"].nunique() == 9
    assert "57 documents on 29 episodes from 1 March 2019" in chart.alt
