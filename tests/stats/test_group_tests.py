"""Residuals permuted within periods."""

from functools import partial
from itertools import permutations, product

import numpy as np
import pytest

from analysis.stats import group_tests
from analysis.stats.group_tests import judge_sizes, permute_groups
from analysis.stats.permutation import cut_rows

STRATUM = np.array([0, 0, 0, 1, 1, 1])
GROUP = np.array([0, 1, 1, 0, 0, 1])


def run(y, x, chosen=(0,), measure="share"):
    return permute_groups(np.array(y, float).T, np.array(x, float), STRATUM, GROUP, chosen, measure)


@pytest.mark.parametrize("measure", ["share", "rate"])
def test_p_is_that_of_all_permutations(measure):
    """With equal lengths the size is the difference of mean residuals, and few orders are all."""
    y = np.array([9, 2, 1, 5, 6, 1])
    sizes = run([y], [20] * 6, measure=measure)[:, 0, 0]
    orders = [
        [*first, *last] for first, last in product(permutations([0, 1, 2]), permutations([3, 4, 5]))
    ]
    # as many residuals as there are in the group of each period, in units of the period's own
    found = np.unique(np.round(sizes, 6))
    assert len(found) <= len(orders) and np.isclose(sizes[0], sizes.max())
    exact = np.mean([{order[0]} == {0} and {order[3], order[4]} == {3, 4} for order in orders])
    assert abs(np.mean(sizes >= sizes[0]) - exact) < 0.03


def test_two_groups_are_as_far_from_each_other():
    sizes = run([[9, 2, 1, 5, 6, 1]], [20, 30, 10, 40, 20, 30], chosen=(0, 1))
    assert np.allclose(sizes[:, 0], sizes[:, 1])


def test_periods_with_one_group_tell_nothing():
    y, x = np.array([[5.0], [1.0], [9.0]]), np.full(3, 20.0)
    sizes = permute_groups(y, x, np.array([0, 1, 1]), np.array([0, 1, 1]), (0,), "share")
    assert not sizes.any()


def test_a_theme_without_a_hit_does_not_differ():
    sizes = run([[0] * 6, [9, 2, 1, 5, 6, 1]], [20, 30, 10, 40, 20, 30])
    assert not sizes[:, 0, 0].any() and sizes[0, 0, 1] > 0


def test_family_p_by_hand(monkeypatch):
    sizes = np.array([[3.0, 1.0, 0.0], [1.0, 2.0, 0.0], [2.0, 3.0, 0.0], [0.0, 0.0, 0.0]])
    p, family = judge_sizes(sizes, np.array([1, 1, 1]))
    assert p.tolist() == [0.25, 0.75, 1.0]
    # least p of the first two, by permutation: .25, .5, .25, 1
    assert family.tolist() == [0.5, 0.75, 1.0]
    alone = judge_sizes(sizes, np.array([0, 1, 1]))[1]
    assert alone.tolist() == [0.25, 0.75, 1.0]


def test_work_in_parts_gives_the_same(monkeypatch):
    y, x = [[9, 2, 1, 5, 6, 1]], [20, 30, 10, 40, 20, 30]
    whole = run(y, x)
    monkeypatch.setattr(group_tests, "cut_rows", partial(cut_rows, room=60))
    parts = run(y, x)
    assert whole.shape == parts.shape == (2_000, 1, 1) and np.allclose(whole, parts)
