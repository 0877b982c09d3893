"""The change of a level parted in two: levels within groups, and the mixture of the groups.

Kitagawa (1955): the level is a mean of the groups' levels, weighted by their share of all
sentences (or words). What moves when only levels move, at the mean of the two mixtures, is the
part within; what moves when only the mixture moves, at the mean of the two levels, the part
between. They add up to the change and treat both sides alike.
"""

import numpy as np


def part_levels(
    x_before: np.ndarray, x_after: np.ndarray, before: np.ndarray, after: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Return the parts within and between groups of the change of a level.

    Parameters
    ----------
    x_before, x_after
        Exposures of the groups (sentences or words), the groups along the last axis; 0 where a
        group is on the other side only, and then its part is between.
    before, after
        Levels of the groups; where there is no exposure they are not read.

    Examples
    --------
    >>> x, level = np.array([9.0, 1.0]), np.array([0.1, 0.5])
    >>> within, between = part_levels(x, x[::-1], level, level)
    >>> round(float(within), 6), round(float(between), 6)
    (0.0, 0.32)
    """
    early, late = before, after
    early, late = np.where(x_before > 0, early, late), np.where(x_after > 0, late, early)
    w_early = x_before / x_before.sum(-1, keepdims=True)
    w_late = x_after / x_after.sum(-1, keepdims=True)
    within = ((w_early + w_late) / 2 * (late - early)).sum(-1)
    between = ((w_late - w_early) * (early + late) / 2).sum(-1)
    return within, between
