import numpy as np
from growth import growth
from plot_tables import boxes, draw, places, topics

from analysis.charts.document_map import plot_document_map


def test_few_documents_are_named_with_the_number_of_their_topic():
    chart = plot_document_map(places(2), topics(5, 1)[0], names={"d001": "6 Oct 2020\nIndia-US"})
    drawn = [text for text, _ in boxes(chart)]
    assert "0 · d000" in drawn and "1 · 6 Oct 2020 India-US" in drawn
    words = "technology1, पाकिस्तान2, minerals3; largest in 1 document, half or more in 0"
    assert chart.alt == f"2 documents on a plane. Topic 0: {words}. 1: {words}."
    assert "Left out" not in chart.subtitle


def test_documents_without_a_share_and_small_shares_are_counted_apart():
    frame = places(6).assign(topic=[0, 0, 0, 1, 1, 1], share=[0.9, 0.5, 0.1, 0.2, 0.2, 0.2])
    frame.loc[2, ["x", "y"]] = np.nan
    chart = plot_document_map(frame, topics(5, 1)[0])
    assert "largest in 2 documents, half or more in 2. 1:" in chart.alt
    assert "largest in 3 documents, half or more in 0." in chart.alt
    assert "Left out: 1 document without a share of any topic" in chart.subtitle


def test_of_many_documents_each_topic_has_its_number_once():
    drawn = [text for text, _ in boxes(draw("document map of 400"))]
    assert [drawn.count(str(k)) for k in range(5)] == [1] * 5 and "0 · d000" not in drawn


def test_both_directions_have_one_scale():
    frame = places(4).assign(x=[0.0, 1, 0, 1], y=[0.0, 0, 1, 1])
    marks = plot_document_map(frame, topics(5, 1)[0]).figure.axes[0].lines[:2]
    points = [point for line in marks for point in zip(*line.get_data(), strict=True)]
    wide, high = (max(p[i] for p in points) - min(p[i] for p in points) for i in (0, 1))
    assert len(points) == 4 and abs(wide - high) < 1e-5


def test_no_document_is_a_chart_too():
    assert "Nothing to draw" in plot_document_map(places(3).head(0), topics(1, 1)[0]).alt


def test_the_part_that_the_plane_keeps_is_said():
    frame = places(3)
    frame.attrs["explained"] = 0.81
    assert "81% of the differences are kept" in plot_document_map(frame, topics(5, 1)[0]).subtitle


def test_many_documents_of_a_topic_are_drawn_in_linear_time():
    words = topics(5, 1)[0]
    assert growth(lambda n: plot_document_map(places(n), words), 2000) < 12


def test_documents_near_each_other_are_one_disc_where_there_are_very_many():
    chart = plot_document_map(places(2000), topics(5, 1)[0])
    assert "Area of a disc: number of documents" in chart.subtitle
    (discs,) = chart.figure.axes[0].collections
    assert 100 < len(discs.get_offsets()) < 1000 and not [
        line for line in chart.figure.axes[0].lines if len(line.get_xdata()) > 2
    ]
    assert "Area" not in plot_document_map(places(300), topics(5, 1)[0]).subtitle
