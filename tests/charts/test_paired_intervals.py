"""Parts of changes, and corrected levels beside the uncorrected ones, drawn."""

import numpy as np
from plot_tables import corrected, parts

from analysis.charts import plot_corrected, plot_parts


def test_values_are_in_points_or_hits_and_untold_themes_left_out():
    table = parts(6)
    chart = plot_parts(table)
    assert np.allclose(chart.rows["within"], np.delete(table["within"], 4) * 100, atol=1e-5)
    assert "1 unknown" in chart.subtitle and "Theme 4" not in chart.alt
    rates = plot_parts(parts(2, "rate"))
    assert (
        np.isclose(rates.rows["between"].iloc[0], 20) and "Hits per 1,000 words" in rates.subtitle
    )


def test_what_is_unknown_and_what_did_not_change_are_counted_apart():
    table = parts(6).assign(called=["yes", "no", "no", "yes", "yes", "yes"])
    subtitle = plot_parts(table).subtitle
    assert "1 unknown" in subtitle and "2 not found to change" in subtitle


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


def test_shares_are_drawn_in_per_cent_and_tone_as_it_is():
    table = corrected(4)
    assert np.allclose(plot_corrected(table).rows["estimate"], table["estimate"] * 100, atol=1e-4)
    tone = corrected(4, "tone")
    assert np.allclose(plot_corrected(tone).rows["low"], tone["low"], atol=1e-5)


def test_the_alt_text_says_both_levels_and_which_has_too_few_labels():
    chart = plot_corrected(corrected(5), labels={"russia": "Russia (RU)"})
    assert "2000-01: corrected 10.0 (7.0 to 15.0), uncorrected 8.0 (7.0 to 9.0)." in chart.alt
    assert "2000-05: corrected unknown, too few labels, uncorrected 5.0" in chart.alt
    assert "Russia (RU)" in chart.subtitle and "1 period with too few labels" in chart.subtitle


def test_of_two_themes_each_row_names_its_own():
    table = corrected(2).assign(theme=["russia", "terrorism"])
    assert "Russia, 2000-01" in plot_corrected(table).alt


def test_in_grey_the_marks_differ_by_their_form():
    lines = [line for line in plot_corrected(corrected(1)).figure.axes[0].lines]
    forms = {(line.get_marker(), line.get_markerfacecolor()) for line in lines}
    assert {form for form, _ in forms} >= {"o", "s"} and ("s", "white") in forms


def test_of_two_measures_the_first_is_drawn():
    both = corrected(2)
    both.loc[1, "measure"] = "tone"
    assert len(plot_corrected(both).rows) == 1
