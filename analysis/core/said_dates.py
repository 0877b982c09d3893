"""Dates as people write them, no more exactly than they are known."""

from collections.abc import Mapping

import pandas as pd

from .periods import label_periods

_A_DAY = pd.Timedelta(days=6)  # an interval up to which a day in its middle may stand for it
_A_MONTH = pd.Timedelta(days=31)


def say_day(date: pd.Timestamp) -> str:
    """Return a day as people write it."""
    return f"{date:%-d %B %Y}" if pd.notna(date) else "unknown date"


def say_span(low: pd.Timestamp, high: pd.Timestamp, *, years: bool = False) -> str:
    """Say a stretch of time from its first to its last day as briefly as its ends allow, in years
    where nothing finer is known.

    Examples
    --------
    >>> day = pd.Timestamp
    >>> say_span(day("2020-10-06"), day("2020-10-07")), say_span(day("2022-02-11"), day("2022-02-11"))
    ('6 to 7 October 2020', '11 February 2022')
    >>> say_span(day("2023-11-10"), day("2024-08-20")), say_span(day("2010-03-01"), day("2015-02-28"))
    ('November 2023 to August 2024', 'March 2010 to February 2015')
    """
    if years or (low.day_of_year == 1 and (high.month, high.day) == (12, 31)):
        return f"{low.year}" if low.year == high.year else f"{low.year} to {high.year}"
    if low.date() == high.date():
        return f"{low.day} {low:%B %Y}"
    if (low.year, low.month) == (high.year, high.month):
        if low.day == 1 and (high + pd.Timedelta(days=1)).day == 1:
            return f"{low:%B %Y}"
        return f"{low.day} to {high.day} {low:%B %Y}"
    return f"{low:%B} to {high:%B %Y}" if low.year == high.year else f"{low:%B %Y} to {high:%B %Y}"


def say_date(document: Mapping) -> str:
    """Say the date of a document as exactly as it is known by `date`, `date_low` and `date_high`.

    Examples
    --------
    >>> low, day, high = map(pd.Timestamp, ("2022-01-01", "2022-02-11", "2022-12-31"))
    >>> say_date({"date": day}), say_date({"date": day, "date_low": low, "date_high": high})
    ('11 February 2022', '2022')
    """
    low, high = document.get("date_low"), document.get("date_high")
    if pd.isna(low) or pd.isna(high) or low == high:
        return say_day(document["date"])
    return say_span(low, high)


def write_date(document: Mapping) -> str:
    """Return the date of a document in short, as exactly as it is known: "undated" without one.

    Examples
    --------
    >>> low, day, high = map(pd.Timestamp, ("2022-03-01", "2022-03-16", "2022-03-31"))
    >>> write_date({"date": day}), write_date({"date": day, "date_low": low, "date_high": high})
    ('16 Mar 2022', 'Mar 2022')
    """
    date, low, high = (document.get(name) for name in ("date", "date_low", "date_high"))
    if pd.isna(date):
        return "undated"
    wide = high - low if pd.notna(low) and pd.notna(high) else pd.Timedelta(0)
    if wide > _A_MONTH:
        return f"{date:%Y}"
    return f"{date:%b %Y}" if wide > _A_DAY else f"{date:%-d %b %Y}"


def name_known(documents: pd.DataFrame) -> pd.Series:
    """Return the day of each document, or the month or the year where no more is known, as
    `write_date` says it; "undated" without a date.

    Examples
    --------
    >>> low, day, high = (pd.to_datetime([day]) for day in ("2021-01-01", "2021-07-02", "2021-12-31"))
    >>> name_known(pd.DataFrame({"date": day, "date_low": low, "date_high": high})).tolist()
    ['2021']
    """
    names = label_periods(documents["date"], "day")
    if not {"date_low", "date_high"} <= set(documents):
        return names
    wide = (documents["date_high"] - documents["date_low"]).dt.days.fillna(0)
    for period, over in (("month", _A_DAY.days), ("year", _A_MONTH.days)):
        names = names.where(wide <= over, label_periods(documents["date"], period))
    return names


def say_stretch(documents: pd.DataFrame) -> str:
    """Say from when to when dated documents are, or the one date of all.

    Examples
    --------
    >>> say_stretch(pd.DataFrame({"date": [pd.Timestamp("2021-05-04")]}))
    'of 4 May 2021'
    """
    first, last = say_ends(documents)
    return f"of {first}" if first == last else f"from {first} to {last}"


def say_ends(documents: pd.DataFrame) -> tuple[str, str]:
    """Say the first and the last date of documents, at least one of which has a date, each as
    exactly as it is known.
    """
    ends = documents["date"].idxmin(), documents["date"].idxmax()
    first, last = (say_date(documents.loc[end].to_dict()) for end in ends)
    return first, last
