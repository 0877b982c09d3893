"""The time of units in bins: the period that each lies in, and how much of it where its date is an
interval.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

#: From short to long: what a period is called, and its name in numpy.
_PERIODS = {"day": "D", "month": "M", "year": "Y", "decade": "10Y"}
_WITHIN = 0.9  # the part of the units whose date is known to within one period
MOST_BINS = 48  # beyond, neighbouring periods are taken together for the test


@dataclass(frozen=True)
class Bins:
    """Bins with units, in order: the part of each unit's possible days that lies in each (`parts`,
    units x bins; rows add up to 1), and the first and the last period of each bin by name
    ("2020-10-06", "2020-10", "2020").
    """

    parts: np.ndarray
    first: np.ndarray
    last: np.ndarray


def bin_units(days: np.ndarray, low: np.ndarray, high: np.ndarray, most: int = MOST_BINS) -> Bins:
    """Put units into the shortest periods that nine in ten of their dates are known to; where these
    are more than so many, neighbours are taken together so that each bin has about as many units.

    `days` (units x draws, since 1970) are some that each unit may be of, `low` and `high` the first
    and the last of all.

    Examples
    --------
    >>> day = np.array([18262, 18262, 18300])
    >>> bins = bin_units(day[:, None], day, day)
    >>> bins.first.tolist(), bins.parts.tolist()
    (['2020-01-01', '2020-02-08'], [[1.0, 0.0], [1.0, 0.0], [0.0, 1.0]])
    """
    known = {
        name: (_number(low, code) == _number(high, code)).mean() if len(low) else 1.0
        for name, code in _PERIODS.items()
    }
    name = next((name for name, part in known.items() if part >= _WITHIN), "decade")
    found, at = np.unique(_number(days, _PERIODS[name]), return_inverse=True)
    n_draws = days.shape[1]
    starts = _join_bins(np.bincount(at.ravel(), minlength=len(found)) / n_draws, most)
    bins = np.searchsorted(starts, at.reshape(days.shape), side="right") - 1
    cells = np.arange(len(days))[:, None] * len(starts) + bins
    parts = np.bincount(cells.ravel(), minlength=len(days) * len(starts)) / n_draws
    names = found.astype(f"datetime64[{_PERIODS[name]}]").astype("str").astype("object")
    names = (
        np.array([f"{year[:-1]}0s" for year in names], dtype=object) if name == "decade" else names
    )
    ends = np.append(starts, len(found))[1:] - 1
    return Bins(parts.reshape(len(days), len(starts)), names[starts], names[ends])


def _join_bins(weight: np.ndarray, most: int) -> np.ndarray:
    """Return the places at which at most so many bins begin, of periods with weights."""
    if len(weight) <= most:
        return np.arange(len(weight))
    middle = np.cumsum(weight) - weight / 2
    number = np.floor(middle / weight.sum() * most).astype("int64")
    return np.flatnonzero(np.diff(number, prepend=-1))


def _number(days: np.ndarray, code: str) -> np.ndarray:
    """Return the number of the period that days lie in."""
    return days.astype("datetime64[D]").astype(f"datetime64[{code}]").astype("int64")
