"""Names of periods: the day, week, month, quarter, year or decade that a date lies in, and that a
shorter period lies in.
"""

import re

import numpy as np
import pandas as pd

UNDATED = "undated"
#: From short to long. A week is that of ISO 8601, from Monday, in the year of its Thursday.
PERIODS = ("day", "week", "month", "quarter", "year", "decade")
_FORMS = (r"\d{4}-\d\d-\d\d", r"\d{4}-W\d\d", r"\d{4}-\d\d", r"\d{4}-Q[1-4]", r"\d{4}", r"\d{3}0s")
_KINDS = dict(zip(PERIODS, map(re.compile, _FORMS), strict=True))
_LAST = np.datetime64("9999-12-31", "D")  # of the calendar
_DAYS = {"day": 1, "week": 7, "month": 31, "quarter": 92, "year": 366, "decade": 3653}
_MONTHS = {"month": 1, "quarter": 3, "year": 12, "decade": 120}


def label_periods(dates: pd.Series, period: str) -> pd.Series:
    """Return the name of the period that each date lies in ("2020-10-06", "2020-W41", "2020-10",
    "2020-Q4", "2020", "2020s", "all"); missing ones are "undated".

    Raises
    ------
    ValueError
        If `period` is none of `PERIODS`, "date" (a day) or "all".

    Examples
    --------
    >>> days = pd.Series(pd.to_datetime(["2020-12-31", None]))
    >>> [label_periods(days, period)[0] for period in ("week", "month", "quarter", "decade")]
    ['2020-W53', '2020-12', '2020-Q4', '2020s']
    >>> label_periods(days, "month")[1]
    'undated'
    """
    if period == "all":
        return pd.Series("all", index=dates.index, dtype="str")
    period = check_period(period)
    if period == "day":
        names = dates.dt.strftime("%Y-%m-%d")
    elif period == "week":
        week = dates.dt.isocalendar()
        names = _write(week["year"], 4) + "-W" + _write(week["week"], 2)
    elif period == "quarter":
        names = _write(dates.dt.year, 4) + "-Q" + _write(dates.dt.quarter, 1)
    else:
        names = dates.dt.strftime("%Y-%m" if period == "month" else "%Y")
        names = names.str[:3] + "0s" if period == "decade" else names
    return names.where(dates.notna()).fillna(UNDATED).astype("str")


def _write(numbers: pd.Series, width: int) -> pd.Series:
    return numbers.fillna(0).astype("int64").astype("str").str.zfill(width)


def place_documents(documents: pd.DataFrame, period: str) -> pd.Series:
    """Return the period that each document is counted in: that of its day or, without one, of all
    days that it may be of (`date_low` to `date_high`, if they are there); "undated" where it is
    known less well. Its episode's date gives none.
    """
    names = label_periods(documents["date"], period)
    if period in ("date", "all") or not {"date_low", "date_high"} <= set(documents):
        return names
    known = (documents["date_high"] - documents["date_low"]).dt.days < _DAYS[period]
    names = names.where(known | documents["date_low"].isna(), UNDATED)
    low, high = (label_periods(documents[name], period) for name in ("date_low", "date_high"))
    return names.where(documents["date"].notna() | (low != high), low)


def find_ends(documents: pd.DataFrame) -> tuple[pd.Series, pd.Series]:
    """Return the first and the last day that each document may be of: its date, where `date_low` and
    `date_high` are not there.
    """
    low, high = (name if name in documents else "date" for name in ("date_low", "date_high"))
    return documents[low], documents[high]


def lengthen_periods(names: pd.Series, period: str) -> pd.Series:
    """Return the name of the longer period that each named period lies in; "undated" stays, but for
    "all".

    Raises
    ------
    ValueError
        If a period is longer than the one asked for, is a week, which may lie in two of a longer
        one, or `period` is unknown.

    Examples
    --------
    >>> lengthen_periods(pd.Series(["2020-10-06", "2019", "undated"]), "decade").tolist()
    ['2020s', '2010s', 'undated']
    """
    if period == "all":
        return pd.Series("all", index=names.index, dtype="str")
    period = check_period(period)
    longer = {name: _lengthen(name, period) for name in names.unique()}
    return names.map(longer).astype("str")


def _lengthen(name: str, period: str) -> str:
    kind = tell_period(name)
    if name == UNDATED or kind == period:
        return name
    if kind is None or PERIODS.index(kind) > PERIODS.index(period):
        raise ValueError(f"period {name!r} is longer than a {period}: tally by a shorter one")
    if kind == "week":
        raise ValueError(f"period {name!r} may lie in two of a {period}: tally by day")
    if period == "week":
        return label_periods(pd.Series(np.array([name], "datetime64[s]")), "week")[0]
    if period == "quarter":
        month = int(name[5:7])
        return f"{name[:4]}-Q{(month + 2) // 3}"
    return name[:3] + "0s" if period == "decade" else name[: 7 if period == "month" else 4]


def tell_period(name: str) -> str | None:
    """Tell which of `PERIODS` a name is of, None for another name.

    Examples
    --------
    >>> tell_period("2020-W41"), tell_period("2020s"), tell_period("all")
    ('week', 'decade', None)
    """
    return next((kind for kind, form in _KINDS.items() if form.fullmatch(name)), None)


def bound_period(name: str) -> tuple[str, str] | None:
    """Return the first and the last day of a named period, None for a name of none.

    Examples
    --------
    >>> bound_period("2020-W53"), bound_period("2024-02"), bound_period("2020s")
    (('2020-12-28', '2021-01-03'), ('2024-02-01', '2024-02-29'), ('2020-01-01', '2029-12-31'))
    """
    kind = tell_period(name)
    try:
        if kind is None or kind == "day":
            first = end = np.datetime64(name, "D") if kind else None
        elif kind == "week":
            fourth = np.datetime64(f"{name[:4]}-01-04", "D")  # is always in the first week
            first = fourth - (int(fourth.astype("int64")) + 3) % 7 + 7 * (int(name[6:]) - 1)
            end = first + 6
        else:
            year, rest = name[:4], name[5:]
            month = 3 * int(rest[1]) - 2 if kind == "quarter" else int(rest or 1)
            opening = np.datetime64(f"{year}-{month:02d}", "M")
            first = opening.astype("datetime64[D]")
            end = (opening + _MONTHS[kind]).astype("datetime64[D]") - 1
    except ValueError:  # the thirteenth month
        return None
    return None if first is None else (str(first), str(min(end, _LAST)))


def bound_span(start: str, end: str) -> tuple[str, str]:
    """Return the first day of one period and the last of another, as they are written; "" and
    "9999-12-31" without bounds.

    Raises
    ------
    ValueError
        If one is no period, or the first lies after the second.
    """
    bounds: list[str] = []
    for name, empty, at in ((start, "", 0), (end, "9999-12-31", 1)):
        bounds.append(check_bounds(name)[at] if name else empty)
    if bounds[0] > bounds[1]:
        raise ValueError(f"the span from {start} to {end} ends before it begins")
    return bounds[0], bounds[1]


def check_bounds(name: str) -> tuple[str, str]:
    """Return what `bound_period` gives.

    Raises
    ------
    ValueError
        If it is no period.
    """
    found = bound_period(name)
    if not found:
        raise ValueError(f"{name!r} is no period, as in 2022, 2022-Q1, 2022-02 or 2022-02-11")
    return found


def check_period(period: str) -> str:
    """Return the name of a period that can be asked for; "date" is an older word for "day".

    Raises
    ------
    ValueError
        If there is no such period.
    """
    if period not in ("date", *PERIODS):
        raise ValueError(f"period {period!r} is none of {', '.join([*PERIODS, 'all'])}")
    return "day" if period == "date" else period
