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
    """Periods with units, in order.

    Attributes
    ----------
    parts
        Units x bins: the part of each unit's possible days that lies in each bin; rows add up to 1.
    first, last
        The first and the last period of each bin, by name ("2020-10-06", "2020-10", "2020").
    period
        "day", "month", "year" or "decade".
    """

    parts: np.ndarray
    first: np.ndarray
    last: np.ndarray
    period: str

    def merge(self, most: int = MOST_BINS) -> Bins:
        """Return at most so many bins, neighbours taken together so that each has about as many
        units.
        """
        weight = self.parts.sum(0)
        if len(weight) <= most:
            return self
        middle = np.cumsum(weight) - weight / 2
        number = np.floor(middle / weight.sum() * most).astype("int64")
        starts = np.flatnonzero(np.diff(number, prepend=-1))
        ends = np.append(starts[1:], len(weight)) - 1
        parts = np.add.reduceat(self.parts, starts, axis=1)
        return Bins(parts, self.first[starts], self.last[ends], self.period)


def bin_units(days: np.ndarray, low: np.ndarray, high: np.ndarray) -> Bins:
    """Put units into the shortest periods that nine in ten of their dates are known to.

    Parameters
    ----------
    days
        Units x draws: days since 1970 that each unit may be of.
    low, high
        The first and the last day that each may be of.

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
    code = _PERIODS[name]
    numbers = _number(days, code)
    found, at = np.unique(numbers, return_inverse=True)
    parts = np.zeros((len(days), len(found)))
    n_draws = days.shape[1]
    unit = np.repeat(np.arange(len(days)), n_draws)
    np.add.at(parts, (unit, at.ravel()), 1 / n_draws)
    names = np.array([_name(number, code) for number in found.tolist()], dtype=object)
    return Bins(parts, names, names, name)


def _number(days: np.ndarray, code: str) -> np.ndarray:
    """Return the number of the period that days lie in."""
    if code == "10Y":
        return (days.astype("datetime64[D]").astype("datetime64[Y]").astype("int64") + 1970) // 10
    return days.astype("datetime64[D]").astype(f"datetime64[{code}]").astype("int64")


def _name(number: int, code: str) -> str:
    if code == "10Y":
        return f"{number}0s"
    return str(np.array(number).astype(f"datetime64[{code}]"))
