"""The date of a dateline such as "Tokyo, Oct 07": its year is found from stamps or a weekday."""

import re
from datetime import date, timedelta
from itertools import islice

from ..cleaning.pages import Line, Page, read_dateline
from .calendar_words import make_day
from .date_strings import read_days, read_month_days, read_weekday
from .stamps import UNKNOWN, FoundDate, Stamp, date_by
from .told_dates import names_event

_YEARS = range(1990, 2036)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_LATE = timedelta(days=3)  # by which a post may follow its dateline
_MONTH = timedelta(days=31)
_OPENING = 8  # filled lines in which a dateline with its year is looked for
_LONGEST = 120  # characters of a line that such a dateline takes at most
# before its date: a place, perhaps in brackets, and a weekday
_PLACE = re.compile(
    r"\(?(?:(?:[A-Z]|(?:al|de|da|do|del|la|el|of|the)\b)[\w.'’-]*[ ,/]*(?:[—–-]+ ?)?){0,8}\(?"
)
_AGENCY = re.compile(r"\)?,?(?: ?[(/][^()/\n]{2,30}[)/])?")
_DASH = re.compile(r" ?(?:[—–:]|-{1,3} ) ?(?=\S)")


def find_dateline(lines: tuple[Line, ...]) -> str:
    """Return the dateline of an early body line if it names month and day."""
    body = islice((line.text for line in lines if not line.reason), 6)
    found = ((line, read_month_days(line)) for line in map(read_dateline, body))
    return next((line for line, days in found if days and days[0][0] > 2), "")


def find_full_dateline(lines: list[Line]) -> tuple[int, str]:
    """Return the first dateline that names its year and where it stands among the lines that are
    not blank, or (-1, "").

    It says itself what it is, by place, date and dash, whatever its line was taken for.

    Examples
    --------
    >>> find_full_dateline([Line(1, "TOKYO, 3 May 2021 (Kyodo) -- Ministers met.", "fragment")])
    (0, 'TOKYO, 3 May 2021 (Kyodo)')
    """
    found = ((k, _read_full(line.text.strip())) for k, line in enumerate(lines[:_OPENING]))
    return next(((k, words) for k, words in found if words), (-1, ""))


def _read_full(line: str) -> str:
    """Return what stands before the dash of a line that opens with place and full date, or with a
    full date in brackets.
    """
    days = read_days(line[:_LONGEST])
    if not days or not _PLACE.fullmatch(line[: days[0].start]):
        return ""
    end = days[0].start + len(days[0].words)
    agency = _AGENCY.match(line, end)
    until = agency.end() if agency else end
    if line[0] == "(":  # in brackets it needs neither place nor dash
        closed = line[end : end + 2] == ") " and len(line) > until + 1
        return line[: end + 1] if closed else ""
    dash = _DASH.match(line, until) if days[0].start else None
    if not dash or any(day.start == dash.end() for day in days):  # the two dates of a life
        return ""
    return "" if names_event(line[: days[0].start], line[until:]) else line[:until]


def join_dateline(
    page: Page, dateline: str, stamp: Stamp | None, stamps: list[Stamp], crawled: date | None
) -> FoundDate:
    """Give a dateline (`find_dateline`) its year: from the article's stamp, if one was found, or
    else a full date of the page that follows within a month, else from its weekday.
    """
    full = read_days(dateline)
    _, month, number = read_month_days(dateline)[0]
    every = full[0].days if full else (make_day(year, month, number) for year in _YEARS)
    days = tuple(day for day in every if day and day <= (crawled or date.max))
    if stamp and not any(timedelta(0) <= stamp.days[-1] - day <= _LATE for day in days):
        return date_by(stamp)
    for dated in [stamp] if stamp else stamps:
        posted = dated.days[-1]
        if any(timedelta(0) <= posted - day <= _MONTH for day in days):
            low = max(day for day in days if day <= posted)
            high = posted if stamp else low
            return FoundDate(low, high, f"{dateline}; {dated.words}", "dateline")
    return _solve(page, dateline, days, stamps)


def _solve(page: Page, dateline: str, days: tuple[date, ...], stamps: list[Stamp]) -> FoundDate:
    """Narrow the years of a dateline by the weekday, the years and the upper bound that the page
    names.
    """
    weekday = read_weekday(dateline) or read_weekday(page.body)
    words = dateline
    latest = max((s.days[-1] for s in stamps), default=date.max)
    days = tuple(day for day in days if day <= latest)
    if weekday and len(days) > 1:
        days = tuple(day for day in days if day.weekday() == weekday[1])
        words = f"{dateline}, a {weekday[0]}: {', '.join(str(day.year) for day in days)}"
    named = {int(year) for year in _YEAR.findall(page.body)}
    fitting = [day for day in days if day.year in named] or days
    return FoundDate(fitting[0], fitting[-1], words, "dateline") if fitting else UNKNOWN
