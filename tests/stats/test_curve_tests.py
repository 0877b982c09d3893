"""Many tests of one claim judged together by permuted dates."""

import csv
from itertools import permutations
from pathlib import Path

import numpy as np
import pytest

from analysis.stats.curve_tests import Slots, Specification, permute_curve

ORDERS = np.array(list(permutations(range(6))))


def make(values, test="contrast", way=1, size=None):
    values = np.asarray(values, dtype=float)
    size = np.ones(len(values)) if size is None else np.asarray(size, dtype=float)
    n = len(values)
    slots = Slots(np.arange(n, dtype=float), np.eye(n), (np.arange(n) >= n / 2).astype(int))
    return Specification(values, size, float((values**2).sum()), slots, test, way)


def test_a_contrast_is_judged_as_by_counting_the_orders_by_hand():
    values = [1, 3, 2, 5, 4, 6]
    curve = permute_curve([make(values)], ORDERS)
    seen = sum(values[3:])
    by_hand = np.mean([sum(order[3:]) >= seen for order in permutations(values)])
    assert curve.p[0] == pytest.approx(by_hand) == curve.p_median


@pytest.mark.parametrize("test", ["trend", "contrast"])
def test_a_rise_is_seen_as_one_and_not_as_a_fall(test):
    values = [0, 0.1, 0.2, 5, 5.1, 5.2]
    up, down = (permute_curve([make(values, test, way)], ORDERS).p[0] for way in (1, -1))
    assert up < 0.06 and down > 0.9


def test_a_peak_is_no_rise():
    values = [0, 0, 5, 5, 0, 0]
    assert permute_curve([make(values, "pulse")], ORDERS).p[0] == pytest.approx(3 / 15)  # places
    assert permute_curve([make(values, "trend")], ORDERS).p[0] > 0.2


def test_specifications_that_are_one_count_as_one():
    rng = np.random.default_rng(1)
    one = make(rng.normal(size=6), "trend")
    alone, twice = permute_curve([one], ORDERS), permute_curve([one] * 5, ORDERS)
    assert alone.p_median == twice.p_median and alone.p_share == twice.p_share


def test_nothing_counted_shows_nothing():
    curve = permute_curve(
        [make(np.zeros(6), test) for test in ("trend", "pulse", "contrast")], ORDERS
    )
    assert (curve.p == 1).all() and curve.p_median == curve.p_share == 1


def test_an_event_that_a_specification_lacks_changes_nothing_in_it():
    """Six events, one without units: p is that of the five."""
    five = np.array([1.0, 3, 2, 9, 8])
    slots = Slots(np.arange(5.0), np.eye(5), (np.arange(5) >= 3).astype(int))
    alone = Specification(five, np.ones(5), float(five @ five), slots, "contrast", 1)
    p = permute_curve([alone], np.array(list(permutations(range(5))))).p[0]
    assert p == pytest.approx(0.1)
    more = make([*five, 0], size=[1, 1, 1, 1, 1, 0])
    assert 0 < permute_curve([more], ORDERS).p[0] < 0.2


def test_on_null_corpora_the_joint_p_is_uniform_and_a_fourfold_rise_is_found():
    """As measured by `benchmarks/bench_spread.py`."""
    from scipy.stats import kstest

    file = Path(__file__).parents[1] / "benchmarks" / "spread.csv"
    with file.open(encoding="utf-8") as lines:
        rows = list(csv.DictReader(lines))
    null = [float(row["p_median"]) for row in rows if row["ratio"] == "1"]
    rise = [float(row["p_median"]) for row in rows if row["ratio"] == "4"]
    assert len(null) >= 400 and kstest(null, "uniform").pvalue > 0.01
    assert len(rise) >= 50 and np.mean(np.array(rise) < 0.05) > 0.9
