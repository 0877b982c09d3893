from plot_tables import terms

from analysis.plots.terms import plot_terms


def test_only_so_many_groups_of_terms_are_drawn_and_the_chart_says_so():
    chart = plot_terms(terms(20), top=3)
    assert "12 of 20 groups" in chart.subtitle and chart.rows.groupby("group").size().tolist() == [3] * 12
