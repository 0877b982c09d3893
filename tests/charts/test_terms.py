from plot_tables import boxes, draw, terms

from analysis.charts.terms import plot_terms


def test_only_so_many_groups_of_terms_are_drawn_and_the_chart_says_so():
    for n, drawn, rows in ((12, 12, 4), (20, 20, 2), (30, 24, 2)):
        chart = plot_terms(terms(n), top=4)
        assert (f"{drawn} of {n} groups" in chart.subtitle) == (n > drawn)
        assert chart.rows.groupby("group").size().tolist() == [rows] * drawn


def test_a_term_that_is_too_long_for_a_line_is_wrapped_not_cut():
    drawn = [text.replace("\n", " ") for text, _ in boxes(draw("terms of 5"))]
    assert "critical minerals and emerging technologies1" in drawn and not any(
        "…" in text for text in drawn
    )


def test_bars_of_all_panels_have_one_scale_and_none_covers_the_labels_of_the_next():
    table = terms(3)
    bars = plot_terms(table).figure.axes[0].patches
    scale = {
        round(bar.get_width() / weight, 6)
        for bar, weight in zip(bars, table["weight"], strict=True)
    }
    assert len(scale) == 1
    starts = sorted({round(bar.get_x(), 6) for bar in bars})
    assert len(starts) == 3 and starts[0] + max(bar.get_width() for bar in bars) < starts[1]
