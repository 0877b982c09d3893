import pandas as pd
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
    # on one line or two, in full or cut
    assert len([text for text in drawn if "of a long list" in text.replace("\n", " ")]) == 12


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
    assert len({text for text in drawn if text.startswith("A statement")}) == 12


def test_only_so_many_columns_are_drawn_and_the_chart_says_so(monkeypatch):
    monkeypatch.setattr("analysis.charts.heat_maps.MOST", 3)
    table = cells(5)
    order = list(dict.fromkeys(table["column"]))
    chart = plot_heat_map(table.assign(column=[f"side {order.index(c)}" for c in table["column"]]))
    assert "the 3 of 5 with the most" in chart.subtitle and chart.rows["column"].nunique() == 3


def months(n, **columns):
    names = [f"{2000 + i // 12}-{i % 12 + 1:02}" for i in range(n)]
    table = pd.DataFrame({"theme": "russia", "column": [*names, "undated"], "n": 500, "of": 2000})
    return table.assign(share=table["n"] / table["of"], **columns)


def test_neighbouring_months_are_added_up_and_undated_ones_stay_apart():
    chart = plot_heat_map(months(60))
    assert chart.rows["n"].tolist() == [1500] * 20 + [500] and "(darkest: 25%)" in chart.subtitle
    assert "each row covers up to 3 neighbouring periods" in chart.subtitle
    drawn = {text: box for text, box in boxes(chart)}
    assert {"Jan to Mar 2000", "Oct to Dec 2004", "undated", "1,500"} <= set(drawn)
    gap = drawn["Oct to Dec 2004"].y0 - drawn["undated"].y0
    assert gap > 1.2 * (drawn["Jan to Mar 2000"].y0 - drawn["Apr to Jun 2000"].y0)


def test_of_months_that_cannot_be_added_up_an_even_choice_is_drawn():
    chart = plot_heat_map(months(60).drop(columns="of"))
    assert "an even choice, 24 of 61" in chart.subtitle and "Jan 2000" in chart.alt
    assert chart.rows["column"].nunique() == 24 and "undated" in set(chart.rows["column"])


def test_a_cell_of_few_sentences_is_never_the_darkest():
    table = months(3).assign(n=[3, 40, 40, 40], of=[4, 200, 200, 200])
    chart = plot_heat_map(table.assign(share=table["n"] / table["of"]))
    assert "(darkest: 20%)" in chart.subtitle
    assert "pale and hollow: of fewer than 5 sentences" in chart.subtitle
    faces = [patch.get_facecolor()[:3] for patch in chart.figure.axes[0].patches]
    assert faces[0] == (1, 1, 1) and (1, 1, 1) not in faces[1:]
