import numpy as np
import pytest
from plot_tables import boxes, cells

from analysis.charts.summary import plot_summary


def test_summary_says_k_of_n_and_puts_context_last():
    table = cells(2).iloc[::-1].assign(n=3)
    chart = plot_summary(table)
    assert "Russia: 2 Oct 2020 India-Japan 3 of 20, 1 Oct 2020 India-Japan 3 of 20." in chart.alt
    assert (
        chart.alt.rindex("China:") > chart.alt.rindex("Indo-Pacific:")
        and chart.rows["theme"].iloc[-1] == "china"
    )


def test_a_band_has_no_place_for_what_has_no_date():
    table = cells(20)
    last = table["column"].iloc[-1]
    dated = table.assign(dated=table["column"] != last)
    chart = plot_summary(dated)
    assert last not in set(chart.rows["column"]) and "left out: 1 without a date" in chart.subtitle
    assert "dated" not in chart.rows and "in 19 columns" in chart.alt
    few = cells(3).assign(dated=False)  # discs have their own columns
    assert "left out" not in plot_summary(few).subtitle
    assert "left out" not in plot_summary(table.assign(dated=False)).subtitle


@pytest.mark.parametrize("n", [15, 22, 60])
def test_a_band_is_named_above_its_widest_places(n):
    table = cells(n)
    columns = list(dict.fromkeys(table["column"]))
    quarters = [f"{2000 + i // 4}-Q{i % 4 + 1}" for i in range(n)]
    table = table.assign(column=table["column"].map(dict(zip(columns, quarters, strict=True))))
    chart = plot_summary(table)
    bands = [path for band in chart.figure.axes[0].collections for path in band.get_paths()]
    xs = next(xs for path in bands if len(xs := np.unique(path.vertices[:, 0])) == n)
    to_data = chart.figure.axes[0].transData.inverted()
    shown = {text: to_data.transform(box.get_points())[:, 0].mean() for text, box in boxes(chart)}
    named = [quarter for quarter in quarters if quarter in shown]
    assert len(named) > 1
    for quarter in named:
        assert np.isclose(shown[quarter], xs[quarters.index(quarter)], atol=0.03)
