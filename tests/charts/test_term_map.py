import pandas as pd
from plot_tables import boxes, terms

from analysis.charts.heat_maps import plot_term_map


def table(*rows):
    frame = pd.DataFrame(rows, columns=["group", "term", "weight", "count", "rank"])
    return frame.assign(n_groups=1)


def test_a_top_term_of_one_group_is_shown_in_all():
    rows = table(
        ("a", "quad", 0.9, 3, 1),
        ("a", "sea", 0.1, 1, 2),
        ("b", "sea", 0.8, 7, 1),
        ("b", "quad", 0.1, 2, 2),
    )
    chart = plot_term_map(rows, top=1)
    assert chart.alt == "2 terms in 2 groups. quad: a 3, b 2. sea: a 1, b 7."
    assert len(chart.rows) == 4


def test_a_group_without_the_term_has_a_zero():
    drawn = [
        text
        for text, _ in boxes(
            plot_term_map(table(("a", "quad", 0.9, 3, 1), ("b", "sea", 0.8, 7, 1)))
        )
    ]
    assert drawn.count("0") == 2


def test_only_so_many_groups_are_drawn_and_the_chart_says_so():
    assert "9 of 20 groups" in plot_term_map(terms(20).assign(rank=1)).subtitle
