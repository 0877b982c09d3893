import pytest
from plot_tables import boxes, cells

from analysis.charts._grid import ink_on
from analysis.charts.heat_maps import plot_heat_map


@pytest.mark.parametrize(("shade", "ink"), [((1, 1, 1), "#222222"), ((0.07, 0.23, 0.4), "#FFFFFF")])
def test_figures_in_cells_can_be_read(shade, ink):
    assert ink_on(shade) == ink


def test_names_of_themes_stay_whole_however_long_those_of_the_rows_are():
    drawn = [
        text
        for text, _ in boxes(
            plot_heat_map(cells(12, "{} of a long list of statements on the outcome of talks"))
        )
    ]
    assert {"Indo-Pacific", "Terrorism", "Technology"} <= set(drawn)
    assert len([text for text in drawn if "…" in text]) == 12


def test_rows_that_would_read_the_same_are_cut_before_their_last_word():
    table = cells(12)
    order = list(dict.fromkeys(table["column"]))
    long = "A statement on the outcome of the ministerial dialogue between the two countries "
    drawn = [
        text
        for text, _ in boxes(
            plot_heat_map(
                table.assign(column=[f"{long}d{order.index(c)}" for c in table["column"]])
            )
        )
    ]
    assert len({text for text in drawn if "…" in text}) == 12


def test_only_so_many_columns_are_drawn_and_the_chart_says_so(monkeypatch):
    monkeypatch.setattr("analysis.charts.heat_maps.TALL", 3)
    chart = plot_heat_map(cells(5))
    assert "the first 3 of 5" in chart.subtitle and chart.rows["column"].nunique() == 3
