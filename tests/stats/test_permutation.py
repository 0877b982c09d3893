"""Units that change sides at random."""

from itertools import combinations

import numpy as np

from analysis.stats.permutation import permute

VALUES = np.array([[3.0, 1.0, 4.0, 1.5, 9.0, 2.5], [1.0, 1.0, 1.0, 1.0, 1.0, 1.0]])
IN_A = np.array([True, False, False, False, True, False])


def differ(sides, keep):
    """Return the difference of means, measures by splits."""
    sides = sides.astype(float)
    own, all_of = VALUES[keep] @ sides, VALUES[keep].sum(axis=1)[:, None]
    return own / sides.sum(axis=0) - (all_of - own) / (1 - sides).sum(axis=0)


def look(_, keep):
    """Return what measures the differences of some measures, whatever the draw."""
    return lambda sides: differ(sides, keep)


def test_all_splits_by_hand():
    observed = np.abs(differ(IN_A[:, None], slice(None))[:, 0])
    found = permute(look, 2, IN_A, 99, 0)
    p, least, n, exact = found.p, found.p_least, found.n_splits, found.exact
    sizes = []
    for pair in combinations(range(6), 2):
        rest = [i for i in range(6) if i not in pair]
        sizes.append(abs(VALUES[0, list(pair)].mean() - VALUES[0, rest].mean()))
    assert exact and n.tolist() == [15, 15]
    assert (
        np.isclose(p[0], np.mean(np.array(sizes) >= observed[0] - 1e-9)) and p[1] == least[1] == 1.0
    )
    assert np.isclose(least[0], np.mean(np.array(sizes) >= max(sizes) - 1e-9))


def test_random_splits_come_near_to_all():
    exact = permute(look, 2, IN_A, 99, 0)
    some = permute(look, 2, IN_A, 13, 1)
    assert not some.exact and (some.n_splits <= 14).all() and (some.p >= some.p_least).all()
    assert abs(some.p[0] - exact.p[0]) < 0.3


def test_a_measure_among_others_is_never_surer_than_alone():
    for found in (permute(look, 2, IN_A, 99, 0), permute(look, 2, IN_A, 13, 1)):
        assert (found.p_family >= found.p).all()


def test_the_family_is_judged_in_each_direction():
    """By hand: the largest of the three measures above 0, and that below, under each of the splits."""
    values = np.array([[9.0, 1.0, 0.0, 2.0, 8.0, 1.0], [0.0, 3.0, 1.0, 2.0, 1.0, 3.0], VALUES[0]])

    def see(_, keep):
        def measure(sides):
            n = sides.sum(axis=0)
            own, total = values[keep] @ sides.astype(float), values[keep].sum(axis=1)[:, None]
            return own / n - (total - own) / (len(IN_A) - n)

        return measure

    found = permute(see, 3, IN_A, 99, 0)
    pairs = list(combinations(range(6), 2))
    gaps = np.array(
        [[row[list(p)].mean() - np.delete(row, list(p)).mean() for p in pairs] for row in values]
    )
    own = gaps[:, pairs.index((0, 4))]
    for j, gap in enumerate(own):
        ways = gaps if gap > 0 else -gaps
        expected = min(1, 2 * np.mean(ways.max(axis=0) >= abs(gap) - 1e-9))
        p = np.mean(np.abs(gaps[j]) >= abs(gap) - 1e-9)
        assert np.isclose(found.p_family[j], max(expected, p))
    assert own[0] > 0 > own[1]
