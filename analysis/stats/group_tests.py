"""Whether groups of documents differ at the same dates: residuals permuted within periods, all
themes judged together.

A residual is what a document has beyond its period's level, over its standard error, which grows
with length as documents of this corpus do; so one of a long document may stand for one of a short.
Lengths stay where they are, and each residual counts by how much a document of that length tells:
a group of few long documents is not taken for one that says more.
"""

from collections.abc import Callable, Sequence

import numpy as np

from .permutation import cut_rows
from .spread import learn_typical

_N_PERMUTATIONS = 1_999
_DIGITS = 9  # ties are ties, whatever rounding does to them


def permute_groups(
    y: np.ndarray,
    x: np.ndarray,
    stratum: np.ndarray,
    group: np.ndarray,
    chosen: Sequence[int],
    measure: str,
    *,
    seed: int = 0,
) -> np.ndarray:
    """Return the size of each difference, as it is first and then permuted: (1 + permutations) x
    chosen groups x themes, 0 and above.

    Counts y (units x themes) and exposures x (over 0) are in order of strata, the periods; `chosen`
    are the groups that are each compared with all others.
    """
    start = np.flatnonzero(np.diff(stratum, prepend=-1))
    inside = np.stack([group == k for k in chosen])
    scaled = [_scale(column, x, stratum, start, group, measure) for column in y.T]
    rest = np.column_stack([z for z, _ in scaled]) if scaled else np.zeros((len(x), 0))
    weights = [_weigh(inside, information, stratum, start) for _, information in scaled]
    rng, parts = np.random.default_rng(seed), []
    for part in cut_rows(range(1 + _N_PERMUTATIONS), len(x)):
        order = np.argsort(stratum + rng.random((len(part), len(x))), axis=1)
        if not parts:
            order[0] = np.arange(len(x))
        sizes = [rest[:, i][order] @ weight.T for i, weight in enumerate(weights)]
        parts.append(np.abs(np.stack(sizes, axis=2)))
    return np.round(np.concatenate(parts), _DIGITS)


def _scale(y, x, stratum, start, group, measure: str) -> tuple[np.ndarray, np.ndarray]:
    """Return the residuals of one theme, and how much each unit tells of a level."""
    cell = np.unique(stratum * (group.max() + 1) + group, return_inverse=True)[1]
    spread = learn_typical(measure, y, x, cell)
    typical = (y.sum() + 0.5) / (x.sum() + 1)
    of = np.add.reduceat(x, start)
    # a period's level a little towards the whole, so that none is nothing
    level = ((np.add.reduceat(y, start) + typical * x.mean()) / (of + x.mean()))[stratum]
    more = 1 + level * x / spread if measure == "rate" else 1 + np.maximum(x - 1, 0) * spread
    chance = level if measure == "rate" else level * np.maximum(1 - level, 1e-9)
    information = x * chance / more
    own = np.add.reduceat(information * y / x, start) / np.add.reduceat(information, start)
    rest = (y - own[stratum] * x) / np.sqrt(x * chance * more)
    mean = np.add.reduceat(rest, start) / np.diff(start, append=len(x))
    return rest - mean[stratum], information


def _weigh(inside, information, stratum, start) -> np.ndarray:
    """Return what a residual of each unit adds to the excess of each group."""
    total = np.add.reduceat(information, start)
    part = np.add.reduceat(inside * information, start, axis=1) / total
    return np.sqrt(information) * (inside - part[:, stratum])


def judge_sizes(sizes: np.ndarray, families: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return p of each hypothesis, and p that hold for each whole family; of sizes (permutations x
    hypotheses, the order at hand first) and the number of the family of each hypothesis.
    """
    from scipy import stats

    every = stats.rankdata(-sizes, "max", axis=0) / len(sizes)
    p = every[0].copy()
    return p, step_down(p, families, lambda j: every[:, j])


def step_down(
    p: np.ndarray, families: np.ndarray, p_of_orders: Callable[[int], np.ndarray]
) -> np.ndarray:
    """Return p that hold for each whole family: how seldom an order gives any of its hypotheses as
    small a p, stepping down from the smallest (Westfall and Young 1993).

    `p_of_orders` tells the p that a hypothesis has in every order.
    """
    out = np.ones(len(p))
    for family in np.unique(families):
        members = np.flatnonzero(families == family)
        members = members[np.argsort(p[members], kind="stable")]
        least = np.ones(1)
        for member in members[::-1]:
            least = np.minimum(least, p_of_orders(member))
            out[member] = np.mean(least <= p[member] + 1e-12)
        out[members] = np.maximum.accumulate(out[members])
    return out
