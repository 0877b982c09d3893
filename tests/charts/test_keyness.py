import numpy as np
import pytest
from matplotlib.colors import to_hex
from plot_tables import boxes, draw, keyness

from analysis.charts.keyness import plot_keyness
from analysis.charts.style import BLUE, RED


def test_bars_go_to_the_side_that_says_more_filled_where_no_document_decides():
    table = keyness(6)
    bars = plot_keyness(table).figure.axes[0].patches
    colours = {(to_hex(bar.get_facecolor()), bool(bar.get_width() > 0)) for bar in bars}
    assert colours == {
        (c.lower(), s)
        for c, s in ((BLUE, True), (RED, False), ("#ffffff", True), ("#ffffff", False))
    }
    hollow = [bar for bar in bars if to_hex(bar.get_facecolor()) == "#ffffff"]
    assert len(hollow) == (~table["sign_holds"]).sum()


def test_bars_of_both_sides_have_one_scale():
    chart = plot_keyness(keyness(8))
    widths = [bar.get_width() for bar in chart.figure.axes[0].patches]
    assert len({round(w / x, 6) for w, x in zip(widths, chart.rows["log_odds"], strict=True)}) == 1


def test_a_term_that_passes_is_bold_and_the_chart_says_how_many_do():
    chart = plot_keyness(keyness(9))
    assert (
        "Bold: q at most 5%, which 3 of 9 terms reach; documents split in 99 random ways"
        in chart.subtitle
    )
    bold = {t.get_text() for t in chart.figure.axes[0].texts if t.get_weight() == "bold"}
    assert "cooperation0" in bold and "cooperation3" in bold


def test_only_the_first_terms_of_a_side_are_drawn_longest_first():
    chart = plot_keyness(keyness(60), top=4)
    assert np.sign(chart.rows["log_odds"]).tolist() == [-1] * 4 + [1] * 4
    assert chart.rows["log_odds"].abs().head(4).is_monotonic_decreasing


def test_what_rests_on_one_document_is_said():
    assert "5.0×" not in draw("keyness of 2").alt
    assert (
        "(by one document)" in draw("keyness of 60").alt and "(q 0.01)" in draw("keyness of 60").alt
    )


@pytest.mark.parametrize("turn", [1, -1])
def test_a_side_without_terms_is_empty(turn):
    chart = plot_keyness(keyness(1, turn), a="2020", b="2024")
    assert "none" in chart.alt and "more in 2024" in [text for text, _ in boxes(chart)]


def test_terms_that_lean_nowhere_are_not_drawn():
    assert "Nothing to draw" in plot_keyness(keyness(3).assign(log_odds=0.0)).alt
