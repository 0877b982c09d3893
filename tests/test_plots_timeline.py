from plot_tables import boxes, documents

from analysis.plots.timeline import plot_timeline


def test_undated_documents_are_named_not_drawn():
    chart = plot_timeline(documents(4, undated=1))
    assert len(chart.rows) == 3 and "Without a date: " in chart.subtitle and "Without a date: " in chart.alt
    assert "without a date: " in plot_timeline(documents(2, undated=2)).alt


def test_crowded_timeline_counts_every_document_once():
    chart = plot_timeline(documents(60, 12, 3))
    assert chart.rows["n_documents"].sum() == 57 and chart.rows["group"].nunique() == 9
    assert "57 documents on 29 episodes from 1 March 2019" in chart.alt


def test_a_long_lane_keeps_its_count_and_the_note_its_span():
    rows = documents(40, 2).replace({"Group 0": "India and the United States of America and others"})
    chart = plot_timeline(rows)
    assert chart.subtitle == "Number of documents per quarter"
    assert any("…" in text and text.endswith(" (20)") for text, _ in boxes(chart))
