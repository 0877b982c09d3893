import re

import numpy as np
import pandas as pd
import pytest
from long_run import choose
from plot_tables import DAYS, MONTHS, boxes, draw, trends

from analysis.charts._scales import choose_scales
from analysis.charts._trend_marks import add_middles
from analysis.charts.trends import plot_trends


def test_trends_say_every_value_with_its_interval_and_mark_thin_ones():
    table = trends(DAYS, themes=("indo_pacific",)).assign(estimate=0.25, low=0.1, high=np.nan)
    chart = plot_trends(table, labels={"indo_pacific": "IP"})
    assert (
        "IP: 6 Oct 2020 25%, 7 Oct 2020 25%" in chart.alt
        and "hollow: one document" in chart.subtitle
    )
    assert "hollow" not in plot_trends(table.assign(n_documents=2)).subtitle
    assert "25% (10% to 40%)" in plot_trends(table.assign(high=0.4)).alt


def test_two_measures_are_refused():
    with pytest.raises(ValueError, match="share, tone"):
        plot_trends(pd.concat([trends(["2020"]), trends(["2020"], measure="tone")]))


@pytest.mark.parametrize("high", [0.02, 0.2, 0.71, 0.8, 0.83, 1.0])
def test_the_scale_ends_at_a_tick_over_every_interval(high):
    rows = pd.DataFrame({"panel": "a", "estimate": [100 * high / 2], "low": 0.0, "thin": False})
    scale = choose_scales(rows.assign(high=100 * high), "share", "{:.0f}%")["a"]
    assert scale.low == 0 and scale.ticks[-1] == scale.high and not scale.own
    assert 100 * high <= scale.high < 2 * 100 * high + 1e-9 and 2 <= len(scale.ticks) <= 5


def test_tones_are_drawn_with_a_minus_and_no_negative_zero():
    table = trends(DAYS[:2], themes=("russia",), measure="tone").assign(estimate=[-0.001, -0.25])
    drawn = [text for text, _ in boxes(plot_trends(table))]
    assert {"0.00", "\u22120.25"} <= set(drawn) and "-0.00" not in plot_trends(table).alt


MEASURES = ["share", "rate", "tone", "topic share", "another"]
SIZES = [(measure, n) for measure in MEASURES for n in (1, 2, 12, 13, 60)]
# How many periods there are and what is measured have nothing to do with each other.
FEW = [(measure, n) for measure, n in SIZES if measure == "share" or n == 2]


@pytest.mark.parametrize(("measure", "n"), choose(SIZES, FEW))
def test_an_interval_without_an_end_is_drawn_without_one(measure, n):
    rows = trends(MONTHS[:n], themes=("russia",), measure=measure)
    for odd in (
        rows.assign(high=np.inf),
        rows.assign(low=-np.inf, high=np.inf),
        rows.assign(low=np.nan, high=np.nan),
    ):
        chart = plot_trends(odd)
        assert not re.search("nan|inf", chart.alt + " ".join(text for text, _ in boxes(chart)))
    assert plot_trends(rows.assign(estimate=np.nan)).alt.startswith("Nothing to draw")


@pytest.mark.parametrize("case", ["trends at 20", "trends at 60", "trends of levels far apart"])
def test_no_value_is_written_on_the_line_that_it_is_of(case):
    chart = draw(case)
    drawn = boxes(chart)
    for ax in chart.figure.axes[1:]:
        values = [box for text, box in drawn if text in {own.get_text() for own in ax.texts}]
        values = [box for box in values if ax.bbox.y0 - 5 < box.y0 < ax.bbox.y1 + 5]
        # its line, pale from end to end, with the points midway
        line = max(ax.lines, key=lambda line: np.isfinite(line.get_ydata()).sum())
        y = np.clip(line.get_ydata(), *ax.get_ylim())
        points = ax.transData.transform(add_middles(np.column_stack([line.get_xdata(), y])))
        assert values and not [
            at
            for box in values
            for at in points
            if box.x0 < at[0] < box.x1 and box.y0 < at[1] < box.y1
        ]
