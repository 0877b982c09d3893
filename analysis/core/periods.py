"""Names of periods: the day, month, year or decade that a date lies in, and that a shorter period
lies in.
"""

from __future__ import annotations

import pandas as pd

UNDATED = "undated"
_FORMATS = {"date": "%Y-%m-%d", "month": "%Y-%m", "year": "%Y", "decade": "%Y"}
_LENGTHS = {"date": 10, "month": 7, "year": 4, "decade": 4}


def label_periods(dates: pd.Series, period: str) -> pd.Series:
    """Return the name of the period that each date lies in ("2020-10-06", "2020-10", "2020",
    "2020s", "all").

    Parameters
    ----------
    dates
        Days; missing ones are "undated".
    period
        "date", "month", "year", "decade" or "all".

    Raises
    ------
    ValueError
        If `period` is none of date, month, year, decade, all.

    Examples
    --------
    >>> label_periods(pd.Series(pd.to_datetime(["2020-10-06", None])), "month").tolist()
    ['2020-10', 'undated']
    >>> label_periods(pd.Series(pd.to_datetime(["2019-10-06"])), "decade").tolist()
    ['2010s']
    """
    if period == "all":
        return pd.Series("all", index=dates.index, dtype="str")
    _check(period)
    names = dates.dt.strftime(_FORMATS[period])
    if period == "decade":
        names = names.str[:3] + "0s"
    return names.fillna(UNDATED).astype("str")


def lengthen_periods(names: pd.Series, period: str) -> pd.Series:
    """Return the name of the longer period that each named period lies in; "undated" stays, but for
    "all".

    Raises
    ------
    ValueError
        If a period is longer than the one asked for, or `period` is unknown.

    Examples
    --------
    >>> lengthen_periods(pd.Series(["2020-10-06", "2019", "undated"]), "decade").tolist()
    ['2020s', '2010s', 'undated']
    """
    if period == "all":
        return pd.Series("all", index=names.index, dtype="str")
    _check(period)
    length = _LENGTHS[period]
    dated = names[names != UNDATED]
    short = dated[(dated.str.len() < length) | ~dated.str[:4].str.fullmatch("[0-9]{3}[0-9s]")]
    if period != "decade":
        short = pd.concat([short, dated[dated.str.endswith("s")]])
    if len(short):
        raise ValueError(
            f"period {short.iloc[0]!r} is longer than a {period}: tally by a shorter one"
        )
    longer = dated.str[:3] + "0s" if period == "decade" else dated.str[:length]
    return longer.reindex(names.index).fillna(UNDATED).astype("str")


def _check(period: str) -> None:
    if period not in _FORMATS:
        raise ValueError(f"period {period!r} is none of {', '.join([*_FORMATS, 'all'])}")
