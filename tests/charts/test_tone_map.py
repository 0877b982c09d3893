import numpy as np
import pandas as pd
import pytest
from plot_tables import boxes, tone_cells

from analysis.charts import tone_map
from analysis.charts.tone_map import _shade, plot_tone_map

CELLS = pd.DataFrame(
    {
        "theme": ["all", "russia", "russia", "technology"],
        "group": ["d1", "d2", "d1", "d2"],
        "estimate": [0.25, -0.3, 0.0, np.nan],
        "n_sentences": [12, 6, 1, 0],
    }
)


def draw(**options):
    return plot_tone_map(
        CELLS, names={"d1": "1 May\nA", "d2": "2 May\nB"}, labels={"russia": "RU"}, **options
    )


def test_every_cell_is_said_with_sign_and_number_of_sentences():
    chart = draw()
    assert (
        "RU: 2 May B -0.30 (6 sentences), 1 May A +0.00 (1 sentence). All sentences: 1 May A +0.25"
        in chart.alt
    )
    assert "technology" not in chart.alt.lower() and len(chart.rows) == 3


def test_the_sign_is_printed_and_zero_has_none():
    drawn = [text for text, _ in boxes(draw())]
    assert {"\u22120.30", "0.00", "+0.25", "6 sentences", "1 sentence"} <= set(drawn)


def test_columns_stand_as_named_and_all_sentences_last():
    at = {text: box for text, box in boxes(draw())}
    assert at["1 May\nA"].x0 < at["2 May\nB"].x0 and at["RU"].y0 > at["All sentences"].y0


@pytest.mark.parametrize("sign", [1, -1])
def test_shades_deepen_with_the_tone_and_warm_is_blue(sign):
    depth = [sum(_shade(sign * tone / 10)[:3]) for tone in range(11)]
    assert depth[0] == 3 and depth == sorted(depth, reverse=True) and depth[-1] < depth[0]
    red, _, blue, _ = _shade(sign * 0.5)
    assert (blue - red) * sign > 0 and _shade(sign * 0.004)[:3] == (1, 1, 1)


def test_a_cell_of_fewer_than_five_sentences_is_white_and_its_bar_hollow():
    def faces(n):
        chart = plot_tone_map(CELLS[1:2].assign(n_sentences=n))
        return [tuple(patch.get_facecolor()[:3]) for patch in chart.figure.axes[0].patches]

    assert faces(4) == [(1, 1, 1), (1, 1, 1)] and (1, 1, 1) not in faces(5)


def test_bars_are_as_long_as_the_tone_and_on_its_side():
    bars = [p for p in draw().figure.axes[0].patches if p.get_height() < 0.1]
    lengths = sorted(bar.get_width() for bar in bars)
    assert lengths[0] < 0 == lengths[1] < lengths[2] and lengths[0] / lengths[2] == pytest.approx(
        -0.3 / 0.25
    )


def test_of_many_documents_the_two_ends_are_said():
    table = tone_cells(11)
    table["n_sentences"] += 5
    rows = table[table["theme"] == "all"].sort_values("estimate")
    said = [
        f"{row.group} {row.estimate:+.2f}".replace("\n", " ")
        for row in rows.iloc[[0, -1]].itertuples()
    ]
    alt = plot_tone_map(table).alt
    assert (
        f"coldest in {said[0]}" in alt
        and f"All sentences: in 11 columns, warmest in {said[1]}" in alt
    )


def test_only_so_many_documents_are_drawn_and_the_chart_says_so(monkeypatch):
    monkeypatch.setattr(tone_map, "TALL", 3)
    chart = plot_tone_map(tone_cells(5))
    assert "the first 3 of 5 documents" in chart.subtitle and chart.rows["group"].nunique() == 3


def test_many_months_are_added_up_and_a_thin_cell_is_no_end():
    months = [f"{2000 + i // 12}-{i % 12 + 1:02}" for i in range(60)]
    table = pd.DataFrame({"theme": "russia", "group": [*months, "undated"], "n_sentences": 10})
    table["estimate"] = [*np.tile([0.1, 0.2, 0.6], 20), -0.9]
    table.loc[60, "n_sentences"] = 2
    chart = plot_tone_map(table)
    assert len(chart.rows) == 21 and (chart.rows["n_sentences"] == 30).sum() == 20
    assert "each row covers up to 3 neighbouring periods" in chart.subtitle
    assert "in 21 rows, warmest in Jan to Mar 2000 +0.30 (30 sentences)" in chart.alt
    assert "-0.90" not in chart.alt  # of two sentences
    drawn = {text: box for text, box in boxes(chart)}
    rows = [
        drawn[f"{month}\nto {last}"].y0
        for month, last in (("Jul", "Sep 2004"), ("Oct", "Dec 2004"))
    ]
    assert rows[1] - drawn["undated"].y0 > 1.1 * (rows[0] - rows[1])
