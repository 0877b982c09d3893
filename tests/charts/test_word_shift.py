import matplotlib.colors as mcolors
import pytest
from plot_tables import shifts

from analysis.charts import plot_shifts
from analysis.charts.style import BLUE


def bars(chart):
    """Return width and face of every bar, in order."""
    return [(bar.get_width(), bar.get_facecolor()) for bar in chart.figure.axes[0].patches]


def test_bars_are_as_long_as_the_parts_and_hollow_where_the_sign_may_turn():
    table = shifts(2)
    (a, fill), (b, _), (c, hollow), (d, _) = bars(plot_shifts(table))
    parts = [*table.loc[0, ["by_use", "by_weight"]], *table.loc[1, ["by_use", "by_weight"]]]
    assert [width / a for width in (a, b, c, d)] == pytest.approx(
        [part / parts[0] for part in parts]
    )
    assert fill == mcolors.to_rgba(BLUE) and hollow == mcolors.to_rgba("white")


def test_words_say_the_difference_each_part_and_what_is_not_sure():
    chart = plot_shifts(shifts(2), a="before", b="after")
    assert (
        chart.alt
        == "Difference in mean tone, after minus before: +0.020. word 0 +0.040. word 1 -0.020, not sure."
    )
    assert "after minus before: +0.02" in chart.subtitle
