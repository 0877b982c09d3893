import pandas as pd
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
