"""Draws of the levels of cells."""

import numpy as np
import pytest

from analysis.stats.level_draws import draw_cells


def cells(y, x, unit, cell, measure="share", seed=0):
    arrays = (np.array(part) for part in (y, x, unit, cell))
    return draw_cells(measure, *arrays, np.random.default_rng(seed))


def test_levels_are_sums_and_draws_lie_about_them():
    rng = np.random.default_rng(1)
    x = rng.integers(20, 60, 200)
    y, cell = rng.binomial(x, 0.1), np.repeat([0, 1], 100)
    out = cells(y, x, np.arange(200), cell)
    assert np.allclose(out.level, [y[:100].sum() / x[:100].sum(), y[100:].sum() / x[100:].sum()])
    assert np.allclose(out.drawn.mean(0), out.level, atol=0.002)
    assert np.allclose(out.x_drawn.mean(0), out.x, rtol=0.01)
    error = np.sqrt((y[:100] - out.level[0] * x[:100]).var(ddof=1) * 100) / out.x[0]
    assert np.allclose([out.drawn[:, 0].std(), np.sqrt(out.variance[0])], error, rtol=0.1)


@pytest.mark.parametrize("measure", ["share", "rate"])
def test_one_event_has_the_spread_of_the_others(measure):
    rng = np.random.default_rng(2)
    x = np.full(41, 40)
    y = rng.binomial(x, rng.beta(2, 18, 41))
    y[-1] = 4
    out = cells(y, x, np.arange(41), np.array([0] * 40 + [1]), measure)
    alone, many = out.drawn.std(0)[1], (y[:40] / 40).std()
    assert 0.5 * many < alone < 2 * many
    assert out.freedom.tolist() == [41, 2]


def test_a_cell_without_a_hit_is_not_certain():
    out = cells([0, 0, 3, 9, 5, 1], [30] * 6, range(6), [0, 0, 1, 1, 1, 1])
    assert out.level[0] == 0 and out.drawn[:, 0].std() > 0.01


def test_an_event_in_two_cells_moves_both():
    rng = np.random.default_rng(3)
    x, y = np.full(200, 50), np.repeat(rng.integers(0, 20, 100), 2)
    unit, cell = np.repeat(np.arange(100), 2), np.tile([0, 1], 100)
    order = np.argsort(cell, kind="stable")
    together = cells(y[order], x, unit[order], cell[order]).drawn
    apart = cells(y[order], x, np.arange(200), cell[order]).drawn
    assert np.corrcoef(together.T)[0, 1] > 0.9 and abs(np.corrcoef(apart.T)[0, 1]) < 0.1


def test_degrees_of_freedom():
    out = cells([1, 2, 3, 4], [20] * 4, range(4), [0, 0, 1, 1])
    assert np.isclose(out.count_freedom(np.array([1.0, 0])), 3)
    assert 3 < out.count_freedom(np.array([1.0, 1.0])) <= 6
