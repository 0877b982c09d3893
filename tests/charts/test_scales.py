import numpy as np
import pandas as pd
from plot_tables import FOUR, MONTHS, boxes, trends

from analysis.charts._scales import choose_scales, mark_thin
from analysis.charts.summary import plot_summary
from analysis.charts.trends import plot_trends

OWN = "each theme on a scale of its own"


def levels(*tops, n=20):
    """Trends of as many themes as levels, of 100 sentences a period."""
    rows = trends(MONTHS[:n], themes=FOUR[: len(tops)])
    top = np.tile(tops, n)
    rows = rows.assign(estimate=top, low=top / 2, high=top * 1.5, n_documents=9)
    return rows.assign(n_mentions=top * 100)


def thin(rows, period, estimate, n=3):
    """The same with a period of n sentences."""
    there = rows["period"] == period
    few = {"estimate": estimate, "high": 1.0, "n_documents": 1, "n_mentions": estimate * n}
    return rows.assign(**{key: rows[key].where(~there, value) for key, value in few.items()})


def scales(rows):
    rows = rows.assign(panel=rows["theme"], thin=mark_thin(rows))
    return choose_scales(rows, "share", "{:.0f}%")


def test_levels_within_four_times_share_a_scale_and_others_have_their_own():
    assert OWN not in plot_trends(levels(0.1, 0.39)).subtitle
    assert OWN in plot_trends(levels(0.1, 0.41)).subtitle
    tops = scales(levels(0.01, 0.2))
    assert tops["indo_pacific"].high < 0.03 < 0.2 < tops["terrorism"].high


def test_a_period_of_little_text_does_not_set_the_scale_and_is_told():
    rows = levels(0.1, 0.12)
    odd = thin(rows, MONTHS[4], 0.9)
    assert scales(odd) == scales(rows)
    chart = plot_trends(odd)
    assert "pale" in chart.subtitle and "triangle: beyond the scale" in chart.subtitle
    assert "90%" in [text for text, _ in boxes(chart)] and "most May 2000 90%" in chart.alt
    assert "pale" not in plot_trends(rows).subtitle


def test_where_every_cell_is_one_document_none_is_thin():
    rows = levels(0.1, 0.12).assign(n_documents=1)
    assert not mark_thin(rows).any() and mark_thin(thin(rows, MONTHS[0], 0.9)).sum() == 2


def test_a_wide_interval_does_not_flatten_the_line():
    wide = levels(0.03, 0.02).assign(high=0.8)
    assert {scale.high for scale in scales(wide).values()} == {0.08}
    assert "cut where it leaves the scale" in plot_trends(wide).subtitle
    assert "80%" in plot_trends(wide[wide["period"] < MONTHS[3]]).alt


def test_a_theme_that_is_nowhere_does_not_part_the_others():
    assert OWN not in plot_trends(levels(0.1, 0.0)).subtitle
    assert plot_trends(levels(0.0)).alt


def test_low_shares_are_told_with_decimals():
    assert "0.30%" in plot_trends(levels(0.003, 0.4)).alt


def band(*tops, of=200):
    cells = pd.DataFrame(
        [(theme, month, top) for theme, top in zip(FOUR, tops, strict=False) for month in MONTHS],
        columns=["theme", "column", "share"],
    )
    return cells.assign(n=(cells["share"] * of).astype(int), of=of, context=False)


def test_bands_of_levels_far_apart_have_their_own_scale_with_the_share_said():
    assert OWN not in plot_summary(band(0.1, 0.3)).subtitle
    chart = plot_summary(band(0.01, 0.3))
    assert OWN in chart.subtitle and "2 of 200 (1.0%)" in [text for text, _ in boxes(chart)]


def test_a_month_of_few_sentences_is_pale_and_cut_in_the_band():
    cells = band(0.1, 0.12)
    there = cells["column"] == MONTHS[9]
    odd = cells.assign(
        n=cells["n"].where(~there, 3), of=cells["of"].where(~there, 4), share=cells["share"].where(~there, 0.75)
    )  # fmt: skip
    chart = plot_summary(odd)
    assert "pale" in chart.subtitle and "triangle" in chart.subtitle
    drawn = [text for text, _ in boxes(chart)]
    assert {"3 of 4 (75%)", "20 of 200"} <= set(drawn) or {"3 of 4 (75%)", "24 of 200"} <= set(
        drawn
    )


def test_a_period_with_enough_text_is_not_thin_however_much_is_usual():
    rows = levels(0.1, 0.12).assign(n_mentions=lambda r: r["estimate"] * 9000, n_documents=90)
    enough, few = (thin(rows, MONTHS[4], 0.9, n=n) for n in (600, 400))
    enough.loc[enough["period"] == MONTHS[4], "n_documents"] = 12
    assert not mark_thin(enough).any() and mark_thin(few).sum() == 2
