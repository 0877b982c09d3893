"""Units that change sides at random."""

from itertools import combinations

import numpy as np

from analysis.stats.permutation import permute

VALUES = np.array([[3.0, 1.0, 4.0, 1.5, 9.0, 2.5], [1.0, 1.0, 1.0, 1.0, 1.0, 1.0]])
IN_A = np.array([True, False, False, False, True, False])


def differ(sides, keep):
    """Return the size of the difference of means, measures by splits."""
    sides = sides.astype(float)
    own, all_of = VALUES[keep] @ sides, VALUES[keep].sum(axis=1)[:, None]
    return np.abs(own / sides.sum(axis=0) - (all_of - own) / (1 - sides).sum(axis=0))


def test_all_splits_by_hand():
    observed = differ(IN_A[:, None], slice(None))[:, 0]
    p, least, n, exact = permute(differ, observed, IN_A, 99, 0)
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
    observed = differ(IN_A[:, None], slice(None))[:, 0]
    exact = permute(differ, observed, IN_A, 99, 0)[0]
    p, least, n, whole = permute(differ, observed, IN_A, 13, 1)
    assert not whole and (n <= 14).all() and (p >= least).all()
    assert abs(p[0] - exact[0]) < 0.3
