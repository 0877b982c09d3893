"""Which of two days 06/07/2018 is: as weekday, zone, other days of the page, or its site tell."""

import re
from collections.abc import Callable, Iterable
from datetime import date

from ..cleaning.pages import Line
from .calendar_words import WEEKDAYS, plain_words
from .date_strings import read_days, read_month_days
from .stamps import Stamp

# Countries whose media nearly all write the day first, and those that write the month first.
_SITE = re.compile(
    r"(?<![\w@])(?:[\w-]+\.)+(?:(ie|uk|fr|de|es|it|pt|nl|be|at|ch|dk|no|fi|pl|cz|gr|ro|bg|hr|au|nz)|(us|gov|mil))(?![\w.-]*\w)"
)
_OWN = re.compile(r"©|\(c\)|\b[Cc]opyright\b")
_WEEKDAY = re.compile(r"([^\W\d_]{3,12})[.,]{0,2} ?$")
_CLOSE = 14  # days from an article to what it tells of
_LONGEST = 300  # characters of a line or address that is read
# Zones of those who write the month first, and the day.
_ZONES = {
    False: re.compile(r"\b(?:[ECMP][SD]?T)\b"),
    True: re.compile(r"\b(?:BST|CES?T|EES?T|WES?T|IST|A[CEW][SD]T|NZ[SD]T|GMT ?\+ ?1)\b"),
}


def read_site(address: str) -> bool | None:
    """Tell whether the country of a site writes the day before the month, if its address shows it.

    Examples
    --------
    >>> read_site("https://www.example.co.uk/news"), read_site("www.example.gov"), read_site("example.com")
    (True, False, None)
    """
    found = {bool(match[1]) for match in _SITE.finditer(address[:_LONGEST])}
    return found.pop() if len(found) == 1 else None


def read_notice(lines: Iterable[str]) -> bool | None:
    """Tell the same of the sites that lines of copyright name.

    Examples
    --------
    >>> read_notice(["Home", "© Example.ie 2023"])
    True
    """
    notices = [line[:_LONGEST] for line in lines if _OWN.search(line[:_LONGEST])]
    return read_site(" ".join(notices)) if notices else None


def read_zone(behind: str) -> bool | None:
    """Tell whether the zone of the clock behind a date is one of those who write the day first.

    Examples
    --------
    >>> read_zone(" 13:55 CET"), read_zone(" 4:35 PM EST"), read_zone("")
    (True, False, None)
    """
    return next((way for way, zones in _ZONES.items() if zones.search(behind)), None)


def settle(
    stamp: Stamp,
    lines: list[Line],
    *,
    today: date = date.max,
    mastheads: frozenset[int] = frozenset(),
    day_first: bool | None = None,
) -> Stamp:
    """Return a stamp that may be of two days as of the one that all else leaves, if it leaves one:
    none is later than `today`, the day in the masthead. The dates at the places `mastheads` say
    nothing of the article's; `day_first` tells the order of the page's source, if known.
    """
    if len(stamp.days) < 2 or stamp.spans:
        return stamp
    days = tuple(day for day in stamp.days if day <= today) or stamp.days
    before = _WEEKDAY.search(stamp.before)
    weekday = WEEKDAYS.get(plain_words(before[1])) if before else None
    days = _keep_one(days, lambda day: day.weekday() == weekday)
    if len(days) > 1:
        days = _keep_one(days, _list_close(lines, mastheads))
    if len(days) > 1:
        way = read_zone(stamp.behind)
        way = day_first if way is None else way
        way = read_notice(line.text for line in lines) if way is None else way
        days = read_days(stamp.words, day_first=way)[0].days
    return stamp._replace(days=days)


def _keep_one(days: tuple[date, ...], fits: Callable[[date], bool]) -> tuple[date, ...]:
    """Return the one day that fits, or all where none or both do."""
    fitting = tuple(filter(fits, days))
    return fitting if len(fitting) == 1 else days


def _list_close(lines: list[Line], mastheads: frozenset[int]) -> Callable[[date], bool]:
    """Return a test of days by the month and day that a page names in words within a fortnight."""
    text = "\n".join(line.text[:2000] for k, line in enumerate(lines[:5000]) if k not in mastheads)
    near = {(month - 1) * 30 + day for _, month, day in read_month_days(text)}

    def is_close(day: date) -> bool:
        place = (day.month - 1) * 30 + day.day
        return any(min(abs(place - n), 360 - abs(place - n)) <= _CLOSE for n in near)

    return is_close
