import numpy as np
import pandas as pd
import pytest

from analysis.plots._time import _share_out, place_points


def test_points_of_time_stand_to_scale_but_apart():
    days, least = np.array([1.0, 500, 600, 300]), np.full(4, 0.8)
    gaps = _share_out(days, least, 6.0)
    assert gaps.sum() == pytest.approx(6) and gaps[0] == pytest.approx(0.8)
    assert gaps[2] / gaps[1] == pytest.approx(600 / 500)
    equal = place_points(pd.DataFrame({"point": ["a", "b"], "period": ["a", "b"]}), ["a", "b"], 4.4)
    assert equal.tolist() == pytest.approx([1, 3])
