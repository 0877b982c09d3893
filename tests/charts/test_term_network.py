import numpy as np
import pandas as pd
import pytest
from plot_tables import boxes, links

from analysis.charts.term_network import plot_term_network


def test_every_term_is_drawn_once_and_the_first_links_are_said():
    rows = pd.DataFrame(
        {
            "term_a": ["quad", "port"],
            "term_b": ["sea", "sea"],
            "n_sentences": [9, 3],
            "n_documents": [2, 1],
        }
    )
    chart = plot_term_network(rows)
    assert (
        chart.alt
        == "2 links between 3 terms, 1 from more than one document: quad and sea 9; port and sea 3."
    )
    drawn = [text for text, _ in boxes(chart)]
    assert [drawn.count(term) for term in ("quad", "port", "sea")] == [
        1,
        1,
        1,
    ] and "left out" not in chart.subtitle
    assert [line.get_linestyle() for line in chart.figure.axes[0].lines] == ["-", "--"]


def test_what_is_not_drawn_is_said():
    assert "The first 5 of 45 links." in plot_term_network(links(45), top=5).subtitle


@pytest.mark.parametrize("n", [1, 3, 12, 45])
def test_no_term_is_drawn_without_a_link(n):
    chart = plot_term_network(links(n))
    axes = chart.figure.axes[0]
    ends = {
        tuple(np.round(xy, 6)) for line in axes.lines for xy in zip(*line.get_data(), strict=True)
    }
    terms = {*chart.rows["term_a"], *chart.rows["term_b"]}
    placed = [text for text in axes.texts if text.get_text() in terms]
    assert placed and all(tuple(np.round(t.get_position(), 6)) in ends for t in placed)


def test_a_term_whose_partners_have_no_room_is_left_out():
    """Of sixty long names that all link to one, some have no room; none hangs in the air."""
    names = [f"a very long name of a term {i}" for i in range(80)]
    rows = pd.DataFrame({"term_a": names[::2], "term_b": names[1::2]})
    chart = plot_term_network(rows.assign(n_sentences=range(40, 0, -1), n_documents=2))
    n_texts = len([t for t in chart.figure.axes[0].texts if t.get_text().startswith("a very")])
    assert n_texts % 2 == 0 and "without room left out" in chart.subtitle
