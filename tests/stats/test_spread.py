import numpy as np
import pytest
from scipy import stats

from analysis.stats.intervals import spread_grid
from analysis.stats.spread import fit_levels, typical_spread, weigh_spreads


@pytest.mark.parametrize("measure", ["rate", "share"])
def test_weights_are_the_prior_times_the_likelihood(measure):
    y, x, mean = np.array([0.0, 3, 1]), np.array([10.0, 20, 15]), np.array([0.05, 0.15, 0.1])
    grid, prior = spread_grid(measure)
    if measure == "rate":
        log = [stats.nbinom.logpmf(y, k, k / (k + mean * x)).sum() for k in grid]
    else:
        size = 1 / grid - 1
        log = [stats.betabinom.logpmf(y, x, s * mean, s * (1 - mean)).sum() for s in size]
    want = np.array(log) + prior
    assert weigh_spreads(measure, y, x, mean) == pytest.approx(want - want.max(), abs=1e-9)


@pytest.mark.parametrize("k", [0.5, 3.0])
def test_the_spread_is_learnt_from_many_units(k):
    rng = np.random.default_rng(0)
    x = rng.integers(300, 900, 400).astype("float64")
    y = rng.poisson(0.006 * x * rng.gamma(k, 1 / k, 400)).astype("float64")
    assert typical_spread("rate", y, x, np.full(400, 0.006)) == pytest.approx(k, rel=0.3)


def test_levels_are_those_of_the_sides():
    y, x = np.array([1.0, 3, 8, 8]), np.array([10.0, 10, 20, 20])
    late = np.array([False, False, True, True])
    assert fit_levels(y, x, late, ~late) == pytest.approx([4.5 / 21] * 2 + [16.5 / 41] * 2)
