"""Kitagawa's parts of a change."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from analysis.stats.part_change import part_levels


def by_hand(x_before, x_after, before, after):
    """The same by loops over groups, as in the paper."""
    within = between = 0.0
    for x0, x1, r0, r1 in zip(x_before, x_after, before, after, strict=True):
        w0, w1 = x0 / sum(x_before), x1 / sum(x_after)
        if x0 and x1:
            within += (w0 + w1) / 2 * (r1 - r0)
            between += (w1 - w0) * (r0 + r1) / 2
        else:
            between += w1 * r1 if x1 else -w0 * r0
    return within, between


COUNTS = st.lists(
    st.tuples(st.integers(0, 50), st.integers(0, 50), st.floats(0, 1), st.floats(0, 1)),
    min_size=1,
    max_size=6,
).filter(lambda rows: sum(r[0] for r in rows) and sum(r[1] for r in rows))


@given(COUNTS)
def test_parts_are_those_of_loops_and_add_up_to_the_change(rows):
    x_before, x_after, before, after = (
        np.array(part, dtype=float) for part in zip(*rows, strict=True)
    )
    within, between = part_levels(x_before, x_after, before, after)
    assert np.allclose([within, between], by_hand(x_before, x_after, before, after), atol=1e-12)
    change = (x_after @ after) / x_after.sum() - (x_before @ before) / x_before.sum()
    assert np.isclose(within + between, change, atol=1e-12)


def test_only_levels_or_only_the_mixture_or_no_source_in_common():
    x, level = np.array([30.0, 10.0]), np.array([0.1, 0.2])
    assert np.allclose(part_levels(x, x, level, 2 * level), (0.125, 0))
    assert np.allclose(part_levels(x, x[::-1], level, level), (0, 0.05))
    apart = part_levels(np.array([9.0, 0]), np.array([0, 9.0]), level, level)
    assert np.allclose(apart, (0, 0.1))


def test_many_at_once_are_each_alone():
    rng = np.random.default_rng(0)
    x, levels = rng.integers(0, 9, (2, 5, 4)) + 1.0, rng.random((2, 5, 4))
    many = part_levels(*x, *levels)
    for i in range(5):
        assert np.allclose([part[i] for part in many], part_levels(*x[:, i], *levels[:, i]))
