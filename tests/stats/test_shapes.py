from itertools import permutations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from long_run import examples

from analysis.stats.group_tests import step_down
from analysis.stats.shape_orders import best_without, draw_orders, score_orders
from analysis.stats.shape_tests import (
    choose_shape,
    find_block,
    name_shape,
    permute_shapes,
    weigh_units,
)
from analysis.stats.shapes import WEIGHTS, Null, Shapes
from analysis.stats.time_bins import Bins, bin_units


def arrange(n):
    """Shapes over n units, a day apart."""
    day = 18_262 + np.arange(n)
    return Shapes(np.arange(1.0, n + 1), bin_units(day[:, None], day, day, n))


def score_by_hand(weight, excess):
    """The weighted sum over its standard deviation in all orders, tried one by one."""
    sums = [weight @ np.array(order) for order in permutations(excess)]
    return (weight @ excess - np.mean(sums)) / np.std(sums)


def test_scores_are_standardised_by_all_orders():
    shapes, excess = arrange(6), np.array([1.0, -2.0, 0.5, 3.0, 2.0, -1.0])
    seen = shapes.score_seen(excess)
    by_hand = [score_by_hand(weigh_units(at, shapes), excess) for at in range(len(seen))]
    assert seen == pytest.approx(by_hand)
    assert len(seen) == 1 + 3 + 5  # a trend, steps after 2, 3 and 4, pulses of 2 or 3 inside


@pytest.mark.parametrize(("n", "reach"), [(2, 100_000), (5, 100_000), (9, 1), (9, 130)])
def test_the_best_of_many_orders_is_that_of_each_by_itself(n, reach, monkeypatch):
    monkeypatch.setattr("analysis.stats.shape_orders._IN_REACH", reach)
    rng = np.random.default_rng(n)
    shapes, orders = arrange(n), np.array([rng.permutation(n) for _ in range(60)])
    for excess in (rng.normal(size=n), np.r_[1.0, np.zeros(n - 1)], np.zeros(n)):
        by_hand = np.array(
            [shapes.best(shapes.score_seen(excess[order])[None])[0] for order in orders]
        )
        assert score_orders(shapes, excess, orders) == pytest.approx(by_hand)


def test_p_is_how_seldom_an_order_gives_as_small_a_least_p():
    shapes, excess = arrange(5), np.array([[0.0], [1.0], [0.0], [4.0], [5.0]])
    y = excess * 3
    test, nulls = permute_shapes(shapes, y, np.full(5, 40.0), "share", np.zeros(1))
    best = nulls[0].least
    assert test["p"][0] == pytest.approx(np.mean(best <= best[0] + 1e-12))
    assert test["n_orders"][0] == 120 and test["method"][0] == "exact"
    assert test["p_least"][0] == pytest.approx(np.mean(best <= best.min() + 1e-12))


def test_a_null_judges_each_kind_by_its_weight():
    best = np.array([[3.0, 1.0, 1.0], [1.0, 1.0, 3.0], [0.0, 2.0, 0.0], [2.0, 3.0, 2.0]])
    null = Null(best)
    by_kind = [(np.array([1, 3, 4, 2]) / 4), (np.array([4, 4, 2, 1]) / 4), (np.array([3, 1, 4, 2]) / 4)]  # fmt: skip
    least = np.min([np.minimum(p / w, 1) for p, w in zip(by_kind, WEIGHTS, strict=True)], axis=0)
    assert null.least == pytest.approx(least) and sum(WEIGHTS) == 1


def test_families_are_corrected_by_the_least_p_of_their_members():
    rng = np.random.default_rng(0)
    best = rng.normal(size=(400, 3, 3))
    nulls = [Null(best[:, t]) for t in range(3)]
    p = np.array([null.p(null.least[0]) for null in nulls])
    own = np.array([null.p(null.least) for null in nulls])
    first = int(np.argmin(p))
    found = step_down(p, np.zeros(3), own.__getitem__)
    assert found[first] == pytest.approx(np.mean(own.min(0) <= p[first] + 1e-12))
    assert (found >= p).all() and step_down(p, np.arange(3), own.__getitem__) == pytest.approx(p)


@settings(max_examples=examples(30))
@given(st.integers(9, 60), st.integers(1, 12), st.integers(0, 99))
def test_orders_hold_every_unit_once_and_blocks_stay_in_a_row(n, block, seed):
    orders = draw_orders(n, seed, block)
    assert (orders[0] == np.arange(n)).all()
    assert (np.sort(orders, axis=1) == np.arange(n)).all()
    if block > 1:  # most neighbours stay neighbours
        after = (orders[1:50, 1:] - orders[1:50, :-1]) % n == 1
        assert after.mean() >= 1 - 1 / block - 2 / n


@pytest.mark.parametrize(
    ("levels", "shape"),
    [
        (np.linspace(0, 3, 40), "trend"),
        (np.repeat([0.0, 3.0], 20), "step"),
        (np.repeat([0.0, 3.0, 0.0], [15, 10, 15]), "pulse"),
    ],
)
def test_the_shape_that_fits_is_named(levels, shape):
    shapes = arrange(40)
    excess = levels + np.random.default_rng(1).normal(0, 0.5, 40)
    assert name_shape(choose_shape(shapes.score_seen(excess), shapes, 40), shapes) == shape


def test_bins_are_the_periods_that_dates_are_known_to():
    year = np.array([18_262, 18_262, 18_628])  # the first days of 2020 and 2021
    days = year[:, None] + np.array([[0, 100, 200]])
    bins = bin_units(days, year, year + 364)
    assert bins.first.tolist() == ["2020", "2021"]
    assert bins.parts.tolist() == pytest.approx(np.array([[1, 0], [1, 0], [0, 1]]))
    lone = bin_units(days, year, year + 800)  # known to within three years: decades
    assert lone.first.tolist() == ["2020s"]


def test_neighbouring_bins_are_taken_together():
    bins = bin_units(np.arange(100)[:, None], np.arange(100), np.arange(100), 10)
    assert bins.parts.sum(0).tolist() == [10] * 10 and bins.first[1] == "1970-01-11"
    assert bins.last[0] == "1970-01-10" and isinstance(bins, Bins)


@pytest.mark.parametrize(("kind", "cost"), [("step", 1.0), ("pulse", 2.5)])
def test_a_shape_is_chosen_where_it_explains_more_than_it_costs_beyond_a_trend(kind, cost):
    shapes, n = arrange(40), 40
    at = next(i for i in range(1, 200) if name_shape(i, shapes) == kind)
    for more, chosen in ((0.001, kind), (-0.001, "trend")):
        scores = np.zeros(1 + len(shapes.windows[0]))
        # what is left unexplained, so that the gain in likelihood is that cost and a little more
        left = np.exp(-(cost + more) * np.log(n) / n)
        scores[at] = np.sqrt((1 - left) * (n - 1))
        assert name_shape(choose_shape(scores, shapes, n), shapes) == chosen


def test_units_change_places_in_blocks_by_how_alike_neighbours_are_whatever_the_scale():
    shapes, n = arrange(120), 120
    trend = np.zeros(2, dtype="int64")
    noise = np.random.default_rng(3).normal(size=(n + 3, 2))
    excess = sum(noise[i : i + n] for i in range(4))  # alike over three neighbours
    centred = shapes.rank - shapes.rank.mean()
    rest = excess - excess.mean(0)
    rest -= np.outer(centred, centred @ rest / (centred @ centred))
    rest /= rest.std(0)
    length = 1.0
    for lag in range(1, n // 6):
        r = np.mean([rest[lag:, t] @ rest[:-lag, t] / n for t in range(2)])
        if r < 1.5 / np.sqrt(2 * n):
            break
        length += 2 * r
    assert length > 2
    for scale in ([1.0, 1.0], [0.01, 100.0]):
        assert find_block(shapes, excess * scale, trend) == np.ceil(2 * length)


@pytest.mark.parametrize("n", [3, 5, 12, 60])
def test_the_best_without_a_unit_is_that_of_the_shapes_over_the_others(n, monkeypatch):
    rng = np.random.default_rng(n)
    low = 18_262 + np.sort(rng.integers(0, 3 * n, n))
    high = low + rng.integers(0, 3, n) * 40  # some dates are intervals
    days = rng.integers(low[:, None], high[:, None] + 1, (n, 20))
    shapes = Shapes(rng.permutation(n) + 1.0, bin_units(days, low, high))
    units = rng.integers(0, n, 40)
    excess = rng.normal(size=(n, 40)) * np.r_[np.zeros(2), np.ones(38)]
    excess[units, np.arange(40)] = 0
    for at_once in (1, 2_000_000):
        monkeypatch.setattr("analysis.stats.shape_orders._PAIRS_AT_ONCE", at_once)
        found = best_without(shapes, excess, units)
        for pair, unit in enumerate(units):
            kept = np.delete(np.arange(n), unit)
            bins = Bins(shapes.bins.parts[kept], shapes.bins.first, shapes.bins.last)
            rest = Shapes(shapes.rank[kept], bins)
            by_hand = rest.best(rest.score_seen(excess[kept, pair])[None])[0]
            assert found[pair] == pytest.approx(by_hand)


def test_columns_are_scored_as_each_by_itself():
    shapes, excess = arrange(9), np.random.default_rng(0).normal(size=(9, 4))
    by_hand = [shapes.score_seen(column) for column in excess.T]
    assert shapes.score_each(excess) == pytest.approx(np.array(by_hand))
