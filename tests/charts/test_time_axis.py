import numpy as np
import pandas as pd
import pytest

from analysis.charts._time_axis import _share_out, find_period, name_period, place_points


def test_points_of_time_stand_to_scale_but_apart():
    days, least = np.array([1.0, 500, 600, 300]), np.full(4, 0.8)
    gaps = _share_out(days, least, 6.0)
    assert gaps.sum() == pytest.approx(6) and gaps[0] == pytest.approx(0.8)
    assert gaps[2] / gaps[1] == pytest.approx(600 / 500)
    equal = place_points(pd.DataFrame({"point": ["a", "b"], "period": ["a", "b"]}), ["a", "b"], 4.4)
    assert equal.tolist() == pytest.approx([1, 3])


def test_many_days_stand_to_scale_and_none_on_another():
    days = [f"2020-01-{day:02}" for day in (1, 2, *range(20, 32))]
    xs = place_points(pd.DataFrame({"point": days, "period": days}), days, 6.4)
    gaps = np.diff(xs)
    assert (gaps > 0).all() and gaps[1] / gaps[-1] == pytest.approx(18) and xs[-1] < 6.0


@pytest.mark.parametrize(
    ("period", "name"),
    [
        ("2022-W01", "3 Jan 2022"),
        ("2020-W53", "28 Dec 2020"),
        ("2022-02", "Feb 2022"),
        ("2022-Q1", "2022-Q1"),
        ("2022-13", "2022-13"),
        ("undated", "undated"),
        ("", ""),
    ],
)
def test_periods_are_named_as_people_write_them(period, name):
    assert name_period(period) == name


def test_a_name_that_is_no_day_is_no_period():
    odd = ["", "all", "32 Oct 2020", "Oct 2020", "2022-W12 report", "6 Oct 20200\nA", "١ Oct 2020"]
    assert [find_period(name) for name in odd] == [""] * len(odd)
    assert find_period("6 Oct 2020, India-US") == "2020-10-06"
