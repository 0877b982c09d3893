"""How much a run of the tests tries: a choice, or all of it (`make test-long`)."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable
from itertools import product

#: Whether everything is tried: every pair of a corpus and a verb, and a thousand examples a
#: property.
LONG = bool(os.environ.get("TEST_LONG"))
#: Examples of a property that asks for no number of its own: `HYPOTHESIS=300` tries so many.
EXAMPLES = int(os.environ.get("HYPOTHESIS") or (1000 if LONG else 20))


def examples(usual: int) -> int:
    """Return how many examples to try of a property that needs more or fewer than others.

    Parameters
    ----------
    usual
        How many it needs where others need fifty.
    """
    return max(2, round(usual * EXAMPLES / 50))


def runs(usual: int, few: int) -> int:
    """Return how many runs of a simulation to make: the usual number in a long run, else few.

    Parameters
    ----------
    usual, few
        The thresholds of a test must hold for both.
    """
    return usual if LONG else few


def choose(every: Iterable, few: Collection) -> list:
    """Return all of some cases in a long run, else few of them.

    Parameters
    ----------
    every
        All cases.
    few
        Those that a short run tries; each must be among all.
    """
    every = list(every)
    unknown = [case for case in few if case not in every]
    if unknown:
        raise ValueError(f"no such case: {unknown}")
    return every if LONG else [case for case in every if case in few]


def pair(first: Iterable, second: Iterable, third: Iterable) -> list[tuple]:
    """Return all triples in a long run, else some in which every pair of two values occurs.

    Parameters
    ----------
    first, second, third
        The values of each place; `third` has the fewest, and neither of the others fewer than it.
    """
    first, second, third = list(first), list(second), list(third)
    if LONG:
        return list(product(first, second, third))
    return [
        (one, other, third[(i + j) % len(third)])
        for i, one in enumerate(first)
        for j, other in enumerate(second)
    ]
