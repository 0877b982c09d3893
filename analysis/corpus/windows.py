"""Which documents lie close enough in time to be copies, and groups cut so that all of them do.

The same words a year later are no copy: a yearly statement that repeats last year's is what was
said that year.
"""

from collections.abc import Callable

import numpy as np
import pandas as pd

from .clusters import ALWAYS, NEVER

#: The most days between a text and its copy: what is reprinted is so within days. Of 1,393 texts
# of the White House, the pairs that lay 8 to 36 days apart were nearly all formulas, such as
# declarations of disasters.
COPY_DAYS = 14
_FIRSTS, _AT_FIRST = 2_000, 16  # firsts of one group of updates; members that are asked for


def check_days(days: int) -> None:
    """Raise ValueError if `days` is no number of days."""
    if days < 0:
        raise ValueError(f"days {days!r} is negative")


def bound_days(documents: pd.DataFrame) -> tuple[np.ndarray, np.ndarray]:
    """Return the first and the last day that each document may be of, in days since 1970; a bound
    that is not known lies far off.

    They are those of `date_low` and `date_high`, or where these are missing or empty, `date`.
    """
    known = _read_days(documents["date"])
    bounds = []
    for column, unknown in (("date_low", ALWAYS), ("date_high", NEVER)):
        days = _read_days(documents[column]) if column in documents.columns else known
        days = np.where(np.isnat(days), known, days)
        bounds.append(np.where(np.isnat(days), unknown, days.astype("int64")))
    return np.minimum(*bounds), np.maximum(*bounds)


def _read_days(dates: pd.Series) -> np.ndarray:
    if not pd.api.types.is_datetime64_any_dtype(dates.dtype):
        dates = pd.to_datetime(dates, format="ISO8601", errors="coerce")
    return dates.to_numpy("datetime64[D]")


def narrow(low: np.ndarray, high: np.ndarray, days: int) -> tuple[np.ndarray, np.ndarray]:
    """Return the bounds with those wider than the window drawn in by it.

    So a date that is not known to within the window must overlap another: of two texts known by the
    year, those of one year may be copies, and those of two years are not, though a day lies between
    31 December and 1 January.
    """
    width = high - low
    inset = np.where(width > days, np.minimum(width // 2, days), 0)
    return low + inset, high - inset


def count_apart(low: np.ndarray, high: np.ndarray, pairs: np.ndarray) -> np.ndarray:
    """Return for each pair the least number of days between the two; negative if they overlap."""
    return low[pairs].max(axis=1) - high[pairs].min(axis=1)


def chain_same(same: np.ndarray, low: np.ndarray, high: np.ndarray, days: int) -> np.ndarray:
    """Return pairs of numbers that tie together those that are the same, each within the window of
    another of them.
    """
    order = np.lexsort((low, same))
    ended = pd.Series(high[order]).groupby(same[order]).cummax().to_numpy()
    ties = same[order][1:] == same[order][:-1]
    ties &= low[order][1:] - ended[:-1] <= days
    place = np.arange(len(order))
    head = np.maximum.accumulate(np.where(np.concatenate([[False], ties]), 0, place)[: len(order)])
    return np.column_stack([order[head], order])[head != place]


def cut_groups(group: np.ndarray, low: np.ndarray, high: np.ndarray, days: int) -> np.ndarray:
    """Return groups each of whose members is within the window of every other: from the earliest
    on, a group takes in what is within the window of all it has, and what is not begins another.
    """
    latest = np.full(group.max(initial=-1) + 1, ALWAYS)
    soonest = np.full(len(latest), NEVER)
    np.maximum.at(latest, group, low)
    np.minimum.at(soonest, group, high)
    rows = np.flatnonzero((latest - soonest > days)[group])
    rows = rows[np.lexsort((rows, low[rows], group[rows]))]
    cut, number, of, end = group.copy(), len(latest), -1, 0
    for row, old, first, last in zip(
        rows.tolist(), group[rows].tolist(), low[rows].tolist(), high[rows].tolist(), strict=True
    ):
        if old != of or first - end > days:
            number, of, end = number + 1, old, last
        cut[row], end = number, min(end, last)
    return cut


def split_chains(
    group: np.ndarray,
    same: np.ndarray,
    alike: np.ndarray,
    compared: np.ndarray,
    compare: Callable[[np.ndarray], np.ndarray],
) -> np.ndarray:
    """Return groups each of whose members is like its first, in order of rank, or has its words: of
    updates that each keep most of the last, the later ones have little of the first, and are no
    copies of it.

    `alike` are the pairs of members that are, of those `compared`; `compare` tells of others
    whether they are. Such are asked for in order of rank, twice as many each time, as long as some
    of them are.
    """
    _, first, group = np.unique(group, return_index=True, return_inverse=True)
    near = np.zeros(len(group), dtype=bool)
    near[first] = True
    a, b = np.sort(alike, axis=1).T
    near[b[a == first[group[b]]]] = True
    said = group.astype(np.int64) * (same.max(initial=0) + 1) + same
    near |= np.isin(said, said[near])
    left = np.flatnonzero(np.isin(group, group[~near]))  # most groups have none
    left = left[np.argsort(group[left], kind="stable")]
    of, (likes, known) = first[group], (_number(pairs, len(group)) for pairs in (alike, compared))
    for _ in range(_FIRSTS):
        if not len(left):
            break
        of[left] = left[_find_heads(group[left])]
        left = left[of[left] != left]
        pairs = np.column_stack([of[left], left])
        numbers = _number(pairs, len(group))
        copies = np.isin(numbers, likes) | (said[left] == said[of[left]])
        ask = np.flatnonzero(~copies & ~np.isin(numbers, known))
        start, size = 0, _AT_FIRST
        while len(ask):
            place = np.arange(len(ask)) - _find_heads(group[left[ask]])
            block = ask[(place >= start) & (place < start + size)]
            copies[block] = compare(pairs[block])
            found = block[copies[block]]
            ask = ask[np.isin(group[left[ask]], group[left[found]])]
            start, size = start + size, 2 * size
        left = left[~copies]
    return of


def _find_heads(group: np.ndarray) -> np.ndarray:
    """Return for each row of sorted groups the place of the first of its own."""
    new = np.flatnonzero(np.r_[True, group[1:] != group[:-1]]) if len(group) else np.zeros(0, int)
    return np.repeat(new, np.diff(np.r_[new, len(group)]))


def _number(pairs: np.ndarray, n: int) -> np.ndarray:
    low, high = np.sort(pairs, axis=1).T.astype(np.int64)
    return low * n + high
