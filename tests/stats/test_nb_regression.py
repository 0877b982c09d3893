import numpy as np
import pytest
from scipy.optimize import check_grad

from analysis.stats.nb_regression import _loss, fit_growth


def test_the_gradient_is_that_of_the_loss():
    rng = np.random.default_rng(0)
    y, design = (
        rng.poisson(3, 30).astype(float),
        np.column_stack([np.ones(30), rng.uniform(size=30)]),
    )
    point = np.array([0.3, -0.5, 0.2])
    error = check_grad(
        lambda p: _loss(p, y, np.zeros(30), design)[0],
        lambda p: _loss(p, y, np.zeros(30), design)[1],
        point,
    )
    assert error < 1e-4


def test_two_equal_groups_give_the_ratio_of_their_means():
    y, t = np.array([1, 2, 3, 4, 6, 8.0]), np.array([0, 0, 0, 1, 1, 1.0])
    assert fit_growth(y, np.full(6, 10.0), t)[0] == pytest.approx(np.log(3), abs=1e-4)


def test_intervals_hold_a_planted_growth_of_bursty_counts():
    rng, held = np.random.default_rng(1), []
    t = np.linspace(0, 1, 80)
    for _ in range(150):
        x = rng.uniform(0.2, 1, 80)
        slope, variance = fit_growth(
            rng.poisson(6 * x * np.exp(1.2 * t) * rng.gamma(1, 1, 80)).astype(float), x, t
        )
        held.append(abs(slope - 1.2) < 1.99 * np.sqrt(variance))
    assert np.mean(held) >= 0.9
