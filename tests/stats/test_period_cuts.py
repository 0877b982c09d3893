"""The two sides of a comparison."""

from types import SimpleNamespace

import pandas as pd
import pytest

from analysis.stats.period_cuts import cut_at_change, cut_by_names, cut_in_the_middle

DAYS = pd.Series(["2019-12-31", "2020-01-01", "2020-02-03", "2020-03-01", "2021-05-05"])


def change(start, end="", called=True):
    return SimpleNamespace(start=start, end=end, called=called)


def test_the_middle_halves_the_documents():
    cut = cut_in_the_middle(pd.Series(["2020-01-01", "2020-02-01", "2021-01-01", "2022-01-01"]))
    assert cut.side.tolist() == [0, 0, 1, 1]
    assert (cut.before, cut.after) == ("before 2021-01-01", "since 2021-01-01")
    one = cut_in_the_middle(pd.Series(["2020-01-01"] * 9 + ["2022-01-01"]))
    assert one.side.tolist() == [0] * 9 + [1]


@pytest.mark.parametrize("days", [[], ["2020-01-01"] * 3])
def test_one_day_has_no_middle(days):
    assert not cut_in_the_middle(pd.Series(days, dtype="str")).side.any()


@pytest.mark.parametrize(
    ("found", "side"),
    [
        (change("2020-01"), [0, 1, 1, 1, 1]),
        (change("2020-02-03"), [0, 0, 1, 1, 1]),
        (change("2020s"), [0, 1, 1, 1, 1]),
        (change("2020", "2020"), [0, 1, 1, 1, 0]),
        (change("2020-01", "2020-02"), [0, 1, 1, 0, 0]),
    ],
)
def test_a_step_lasts_and_a_pulse_ends(found, side):
    assert cut_at_change(DAYS, found).side.tolist() == side


@pytest.mark.parametrize("found", [change(""), change("2020", called=False), SimpleNamespace()])
def test_without_a_dated_change_there_is_no_cut(found):
    assert cut_at_change(DAYS, found) is None


def test_periods_by_name():
    assert cut_by_names(DAYS, "2019-Q1", "2020-Q1").side.max() == 1
    cut = cut_by_names(DAYS, ["2019", "2020-01"], "2021")
    assert cut.side.tolist() == [0, 0, -1, -1, 1] and cut.before == "2019, 2020-01"
    with pytest.raises(ValueError, match="overlap"):
        cut_by_names(DAYS, "2020", "2020-01")
    with pytest.raises(ValueError, match="is no period"):
        cut_by_names(DAYS, "20", "2020")
