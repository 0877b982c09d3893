"""By how much a theme changed: exact in dumb cases, and intervals that hold planted trends."""

import numpy as np
import pytest

from analysis.stats.shape_estimates import measure_trend, split_halves


def test_the_ratio_of_an_exact_trend_is_its_own():
    time = np.arange(10.0)
    x = np.full(10, 1e6)
    found = measure_trend(np.round(x * 0.01 * 1.2**time), x, time)
    assert found["ratio"] == pytest.approx(1.2**5, rel=1e-3)
    assert found["low"] == pytest.approx(found["high"], rel=1e-2)
    assert found["before"] < found["within"] and np.isnan(found["after"])


@pytest.mark.parametrize(
    ("y", "x"),
    [
        ([0, 0, 0, 0], [9, 9, 9, 9]),
        ([1, 2], [9, 9]),
        ([3, 1, 2], [0, 0, 5]),
        ([0, 0, 4], [0, 0, 9]),
    ],
)
def test_a_trend_of_nothing_has_no_ratio(y, x):
    found = measure_trend(np.array(y, "float64"), np.array(x, "float64"), np.arange(len(y)) * 1.0)
    assert np.isnan([found["ratio"], found["low"], found["high"]]).all()


def test_hits_at_one_end_alone_give_finite_numbers():
    y = np.repeat([0.0, 9.0], 6)
    found = measure_trend(y, np.full(12, 30.0), np.arange(12.0))
    assert 2 < found["ratio"] < np.inf and found["low"] > 1


@pytest.mark.parametrize(("n", "k"), [(12, 5.0), (40, 0.7)])
def test_the_interval_of_a_trend_holds_a_planted_one(n, k):
    time, held, runs = np.arange(n) / (n - 1), 0, 300
    for i in range(runs):
        rng = np.random.default_rng([n, i])
        x = np.maximum(np.round(500 * np.exp(0.6 * rng.standard_normal(n))), 30)
        y = rng.poisson(0.01 * 4**time * x * rng.gamma(k, 1 / k, n)).astype("float64")
        late = split_halves(time)
        apart = np.average(time[late], weights=x[late]) - np.average(time[~late], weights=x[~late])
        found = measure_trend(y, x, time)
        held += found["low"] <= 4**apart <= found["high"]
    assert held >= 0.92 * runs


def test_halves_are_as_alike_as_ties_allow():
    assert split_halves(np.array([1.0] * 3 + [2.0] * 17)).sum() == 17
    assert split_halves(np.array([1.0] * 17 + [2.0] * 3)).sum() == 3
    assert split_halves(np.arange(4.0)).tolist() == [False, False, True, True]
