"""Corrected levels drawn beside the uncorrected ones."""

import numpy as np
from plot_tables import corrected

from analysis.charts import plot_corrected


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
