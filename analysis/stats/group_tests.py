"""Whether groups of documents differ at the same dates: labels permuted within periods, all themes
judged together.

The statistic is the Mantel-Haenszel excess of a group over what its periods' levels let expect,
divided by its standard error under the labels at hand. That keeps the test sound where one group
writes few long documents and the other many short ones (Janssen 1997).
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

_N_PERMUTATIONS = 1_999
_ROOM = 4_000_000  # numbers held in memory at once
_DIGITS = 9  # ties are ties, whatever rounding does to them


def permute_groups(
    y: np.ndarray,
    x: np.ndarray,
    stratum: np.ndarray,
    group: np.ndarray,
    chosen: Sequence[int],
    *,
    seed: int = 0,
) -> np.ndarray:
    """Return the size of each difference, under the labels at hand first and then permuted.

    Parameters
    ----------
    y, x
        Counts (units x themes) and exposures (over 0) of units, in order of strata.
    stratum, group
        The numbers, from 0 on, of each unit's period and group.
    chosen
        The groups that are each compared with all others.
    seed
        Of the 1,999 permutations.

    Returns
    -------
    ndarray
        (1 + permutations) x chosen groups x themes, 0 and above.
    """
    start = np.flatnonzero(np.diff(stratum, prepend=-1))
    of = np.add.reduceat(x, start).astype("float64")
    level = np.add.reduceat(y, start, axis=0) / of[:, None]
    rest = y - level[stratum] * x[:, None]
    rest[np.abs(rest) < 1e-9] = 0  # exact where a level is a fraction that binary cannot hold
    squares = rest**2
    rng, parts = np.random.default_rng(seed), []
    width = max(1, _ROOM // len(x))
    for begin in range(-1, _N_PERMUTATIONS, width):
        n = min(width, _N_PERMUTATIONS - begin)
        order = np.argsort(stratum + rng.random((n, len(x))), axis=1)
        if begin < 0:
            order[0] = np.arange(len(x))
        labels = group[order]
        sizes = [_measure(labels == k, rest, squares, x, start, of, stratum) for k in chosen]
        parts.append(np.stack(sizes, axis=1))
    return np.round(np.concatenate(parts), _DIGITS)


def _measure(inside, rest, squares, x, start, of, stratum) -> np.ndarray:
    """Return the studentised excess of those inside, permutations x themes."""
    part = np.add.reduceat(inside * x, start, axis=1) / of
    weight = np.where(inside, ((1 - part) ** 2)[:, stratum], (part**2)[:, stratum])
    excess, variance = np.abs(inside @ rest), weight @ squares
    return np.where(variance > 0, excess / np.sqrt(np.maximum(variance, 1e-300)), 0.0)


def judge_sizes(sizes: np.ndarray, families: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return p of each hypothesis, and p that hold for each whole family: the smallest p of a
    permutation's, stepping down (Westfall and Young 1993).

    Parameters
    ----------
    sizes
        Permutations x hypotheses, the labels at hand first.
    families
        The number of the family of each hypothesis.
    """
    n = len(sizes)
    every = np.empty(sizes.shape)
    for j, column in enumerate(sizes.T):
        every[:, j] = (n - np.searchsorted(np.sort(column), column, side="left")) / n
    p, family = every[0].copy(), np.ones(sizes.shape[1])
    for name in np.unique(families):
        members = np.flatnonzero(families == name)
        members = members[np.argsort(p[members], kind="stable")]
        least = np.ones(n)
        for member in members[::-1]:
            least = np.minimum(least, every[:, member])
            family[member] = np.mean(least <= p[member] + 1e-12)
        family[members] = np.maximum.accumulate(family[members])
    return p, family
