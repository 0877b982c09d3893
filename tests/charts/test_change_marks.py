import numpy as np
import pandas as pd
import pytest
from plot_tables import DAYS, MONTHS, boxes, cells, trends

from analysis.charts import _change_marks
from analysis.charts._change_marks import place_changes
from analysis.charts.summary import plot_summary
from analysis.charts.trends import plot_trends
from analysis.describe import changes as words

CHANGES = pd.DataFrame(
    [
        ("indo_pacific", "rose", "2000-03-09", ""),
        ("terrorism", "peaked", "2000-02-01", "2000-04-30"),
        ("technology", "fell", "", ""),
        ("russia", "no evidence of change", "", ""),
    ],
    columns=["theme", "change", "start", "end"],
)
SAID = ["rose 9 Mar 2000", "peaked 1 Feb 2000 to 30 Apr 2000", "fell steadily"]


def place(periods, xs):
    return place_changes(CHANGES, ["Indo-Pacific", "Terrorism", "Technology"], {}, periods, xs)


def test_changes_are_called_as_in_the_findings():
    assert _change_marks.MOVES == words.MOVES


def test_a_step_stands_before_its_period_and_a_peak_holds_its_own():
    marks = place(MONTHS[:6], range(6))
    assert (marks["Indo-Pacific"].left, marks["Terrorism"].left) == (1.5, 0.5)
    assert marks["Terrorism"].right == 3.5 and np.isnan(marks["Indo-Pacific"].right)
    assert [mark.words for mark in marks.values()] == SAID and np.isnan(marks["Technology"].left)


@pytest.mark.parametrize("periods", [["1990", "1991"], ["a", "b"], []])
def test_a_date_that_the_axis_does_not_hold_is_said_alone(periods):
    marks = place(periods, range(len(periods)))
    assert [mark.words for mark in marks.values()] == SAID
    assert all(np.isnan(mark.left) for mark in marks.values())


@pytest.mark.parametrize("n", [1, 5, 60])
def test_trends_say_and_mark_what_changed(n):
    chart = plot_trends(trends(MONTHS[:n]), changes=CHANGES)
    drawn = " ".join(" ".join(text.split()) for text, _ in boxes(chart))
    for said in SAID:
        assert said in chart.alt and said in drawn
    assert ("dashed" in chart.subtitle) == (n > 1) and "no evidence" not in chart.alt


def test_the_summary_finds_documents_by_the_dates_in_their_names():
    table = cells(3, "{} Oct 2020\nIndia-Japan")
    rose = CHANGES.assign(start="2020-10-02", end="", change="rose")
    chart = plot_summary(table, changes=rose)
    assert "rose 2 Oct 2020" in chart.alt and "dashed" in chart.subtitle
    assert "dashed" not in plot_summary(table).subtitle


def test_groups_beside_each_other_have_no_mark():
    rows = trends(["2018", "2020", "2021"], ("India-US", "India-Japan"))
    assert "rose" not in plot_trends(rows, changes=CHANGES).alt
    assert "peaked" in plot_trends(trends(DAYS), changes=CHANGES).alt


def test_a_peak_is_shaded_to_the_end_of_its_last_period():
    rows = pd.DataFrame([{"theme": "a", "change": "peaked", "start": "2020", "end": "2021"}])
    years = ["2018", "2019", "2020", "2021", "2022"]
    mark = place_changes(rows, ["A"], {"a": "A"}, years, range(5))["A"]
    assert (mark.left, mark.right) == (1.5, 3.5)
