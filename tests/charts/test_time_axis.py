import numpy as np
import pandas as pd
import pytest

from analysis.charts._time_axis import _share_out, place_points


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
