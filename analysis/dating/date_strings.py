"""The days that a string names in full or in part: "3 May 2021", "02/11/2023", "Oct 07"."""

from __future__ import annotations

import calendar
import re
from datetime import date
from typing import NamedTuple

from .calendar_words import MONTHS, full_year, make_day, read_both_ways, span_months

_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|"
    r"oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
# A clock or a counter often touches the year where markup was lost: "20232:23 PM".
_YEAR = r"(?P<year>(?:19|20)\d\d)(?=\D|$|\d{1,2}:\d\d)"
_DAY = r"(?<!\d)(?P<day>\d{1,2})"
_NAMED = (
    re.compile(rf"(?i){_MONTH}\.? ?{_DAY}(?:st|nd|rd|th)?(?:, ?| ){_YEAR}"),
    re.compile(rf"(?i){_DAY}(?:st|nd|rd|th)?(?:\. |[ ./-]){_MONTH}[.,]{{0,2}}[ /-]?{_YEAR}"),
    re.compile(r"(?<!\d)(?P<year>(?:19|20)\d\d)([-/.])(?P<month>\d\d?)\2(?P<day>\d\d?)(?!\d)"),
)
_NUMBERS = re.compile(r"(\d(?<![\d/.].)\d?)([/.])(\d\d?)\2((?:19|20)?\d\d)(?![\d/.])")
_MONTH_ONLY = re.compile(rf"(?i)(?<![\d] )\b{_MONTH},? {_YEAR}")
_MONTH_DAY = re.compile(
    rf"(?i)\b(?:{_MONTH}\.? {_DAY}\b|{_DAY.replace('day', 'day2')} "
    rf"{_MONTH.replace('month', 'month2')}\b)"
)
_WEEKDAYS = tuple(day.lower() for day in calendar.day_name)
_WEEKDAY = re.compile(rf"(?i)\b({'|'.join(_WEEKDAYS)})\b")
_A_YEAR = re.compile("(?:19|20)[0-9]{2}")
_REACH = 20  # characters from a year to the other end of its date, or of the clock that touches it
#: What every full date holds: a quick test of a whole page for the few lines that are worth
# reading.
MAY_BE_DATE = re.compile(
    "[0-9](?:[^0-9\n]{0,14}+(?:19|20)[0-9]{2}|[0-9]{3}[-/.][0-9]|[0-9]?[/.][0-9]{1,2}[/.][0-9]{2})"
)


class NamedDay(NamedTuple):
    """A full date in a string: where it starts, its words, and the days that they can mean, in
    order.
    """

    start: int
    words: str
    days: tuple[date, ...]


def read_days(text: str, *, day_first: bool | None = None) -> list[NamedDay]:
    """Return the days that a string names in full, by their place.

    Parameters
    ----------
    text
        A line; the time it takes grows with its length.
    day_first
        Whether 02/11/2023 names the second of November (True) or the eleventh of February; None:
        either.

    Examples
    --------
    >>> [str(day) for day in read_days("Posted 02/11/2023")[0].days]
    ['2023-02-11', '2023-11-02']
    """
    found = set()
    for year in _A_YEAR.finditer(
        text
    ):  # a search from every sign of the line would take ten times as long
        for pattern in _NAMED:
            for match in pattern.finditer(text, max(0, year.start() - _REACH), year.end() + _REACH):
                day = make_day(int(match["year"]), match["month"], match["day"])
                if day:
                    found.add(NamedDay(match.start(), match.group(), (day,)))
    for match in _NUMBERS.finditer(text):
        days = _read_numbers(*match.groups(), day_first)
        if days:
            found.add(NamedDay(match.start(), match.group(), days))
    return sorted(found)


def _read_numbers(
    first: str, sign: str, second: str, year: str, day_first: bool | None
) -> tuple[date, ...]:
    """Return the days that three numbers can mean; with points the day comes first."""
    if len(year) == 2 and len(second) < 2:  # a version or a score
        return ()
    number = full_year(year)
    if sign == "/":
        return read_both_ways(first, second, number, day_first)
    day = make_day(number, second, first)
    return (day,) if day else ()


def read_order(text: str) -> bool | None:
    """Tell whether a text writes the day before the month in numbers, by a day above 12; None if it
    does not show.

    Examples
    --------
    >>> read_order("Posted 04/05/2021, 14/05/2021"), read_order("Posted 04/05/2021")
    (True, None)
    """
    first = second = False
    for match in _NUMBERS.finditer(text):
        if match[2] == "/" and len(match[4]) == 4:
            first, second = first or 12 < int(match[1]) < 32, second or 12 < int(match[3]) < 32
    return first if first != second else None


def read_month_days(text: str) -> list[tuple[int, int, int]]:
    """Return the place, month and day wherever a text names both in words.

    Examples
    --------
    >>> read_month_days("Tokyo, Oct 07")
    [(7, 10, 7)]
    """
    found = (
        (m.start(), m["month"] or m["month2"], int(m["day"] or m["day2"]))
        for m in _MONTH_DAY.finditer(text)
    )
    return [(start, MONTHS[month.lower()], day) for start, month, day in found]


def read_month(text: str) -> tuple[str, date, date] | None:
    """Return the first month that a text names with its year but no day: its words, first and last
    day.
    """
    match = _MONTH_ONLY.search(text)
    if not match:
        return None
    month = MONTHS[match["month"].lower()]
    return match.group(), *span_months(int(match["year"]), month, month)


def read_weekday(text: str) -> tuple[str, int] | None:
    """Return the first weekday that a text names, and its number from Monday, 0."""
    match = _WEEKDAY.search(text)
    return (match[1], _WEEKDAYS.index(match[1].lower())) if match else None
