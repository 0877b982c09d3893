"""The two sides of a comparison over time: which documents lie before, and which after."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd

from ..core.periods import bound_span, check_bounds, find_ends, lengthen_periods, tell_period


class Cut(NamedTuple):
    """Documents on two sides: 0 before, 1 after, -1 neither; and what the sides are called."""

    side: np.ndarray
    before: str
    after: str


def cut_in_the_middle(days: pd.Series, kind: str = "day") -> Cut:
    """Return the cut at the period that halves the documents best, of their days ("2020-10-06");
    the period (`kind`) is as long as the dates are known to.
    """
    day, n = np.unique(lengthen_periods(days, kind).to_numpy(dtype=object), return_counts=True)
    if len(day) < 2:
        return Cut(np.zeros(len(days), "int64"), "all", "none")
    before = np.cumsum(n)[:-1]
    return _cut_since(days, str(day[1 + int(np.argmin(np.abs(before - n.sum() / 2)))]))


def tell_precision(documents: pd.DataFrame) -> str:
    """Return what the dates of all documents are known to: "day", "month" or "year"; without
    `date_low` and `date_high` they are days.
    """
    low, high = find_ends(documents)
    days = (high - low).dt.days.max()
    return "year" if days > 31 else "month" if days > 0 else "day"


def cut_at_change(days: pd.Series, found) -> Cut | None:
    """Return the cut where a theme changed by a row of `compare_dates`, or None if it did not or
    changed steadily; after is what lies within its step or pulse.
    """
    start, end = str(getattr(found, "start", "") or ""), str(getattr(found, "end", "") or "")
    if not getattr(found, "called", False) or not start:
        return None
    if not end:
        return _cut_since(days, start)
    inside = (_lengthen(days, start) >= start) & (_lengthen(days, end) <= end)
    named = start if start == end else f"{start} to {end}"
    return Cut(inside.to_numpy("int64"), "all other dates", named)


def cut_by_names(days: pd.Series, before: str | Sequence[str], after: str | Sequence[str]) -> Cut:
    """Return the cut between periods that are named, one or several on each side.

    Raises
    ------
    ValueError
        If a document lies in both, or a name is that of no period.
    """
    named = [[side] if isinstance(side, str) else list(side) for side in (before, after)]
    early, late = (_lie_in(days, names) for names in named)
    if (early & late).any():
        raise ValueError(f"before and after overlap: {', '.join(map(str, named[0] + named[1]))}")
    side = np.where(early, 0, np.where(late, 1, -1))
    return Cut(side, ", ".join(named[0]), ", ".join(named[1]))


def _cut_since(days: pd.Series, start: str) -> Cut:
    late = _lengthen(days, start) >= start
    return Cut(late.to_numpy("int64"), f"before {start}", f"since {start}")


def _lie_in(days: pd.Series, names: list[str]) -> np.ndarray:
    out = np.zeros(len(days), dtype=bool)
    for name in names:
        first, last = bound_span(name, name)
        out |= days.between(first, last).to_numpy()
    return out


def _lengthen(days: pd.Series, name: str) -> pd.Series:
    """Return the periods that days lie in, as long as the one named."""
    check_bounds(name)
    return lengthen_periods(days, tell_period(name) or "day")
