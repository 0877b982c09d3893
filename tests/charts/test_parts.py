"""Parts of changes drawn."""

import numpy as np
from plot_tables import parts

from analysis.charts import plot_parts


def test_values_are_in_points_or_hits_and_untold_themes_left_out():
    table = parts(6)
    chart = plot_parts(table)
    assert np.allclose(chart.rows["within"], np.delete(table["within"], 4) * 100, atol=1e-5)
    assert "1 unknown" in chart.subtitle and "Theme 4" not in chart.alt
    rates = plot_parts(parts(2, "rate"))
    assert (
        np.isclose(rates.rows["between"].iloc[0], 20) and "Hits per 1,000 words" in rates.subtitle
    )


def test_the_alt_text_says_both_parts_and_what_carries():
    chart = plot_parts(parts(1), labels={"theme 0": "Russia"})
    assert chart.alt == (
        "Change of 1 theme in two parts. Russia: within +0.00 (-2.00 to +3.00), between +2.00 "
        "(+0.00 to +5.00); explained by neither."
    )


def test_nothing_told_is_said():
    chart = plot_parts(parts(3).assign(carried_by="cannot be told"))
    assert "no change can be parted" in chart.alt


def test_changes_of_nothing_are_drawn():
    table = parts(2)
    columns = [name for name in table if name.startswith(("within", "between"))]
    assert len(plot_parts(table.assign(**dict.fromkeys(columns, 0.0))).rows) == 2


def test_what_was_not_found_to_change_is_left_out():
    chart = plot_parts(parts(2).assign(called=["yes", "no"]))
    assert chart.rows["theme"].tolist() == ["theme 0"]
    none = plot_parts(parts(2).assign(called="no"))
    assert none.alt == "Nothing to draw: no theme was found to change."
