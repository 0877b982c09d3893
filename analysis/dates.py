"""The date that a page's text bears, as an interval with the words that give it.

A stamp or dateline that names day, month and year is certain. A day and month without a year are solved for the
years in which they fall on the weekday that the text names. A full date in the page's furniture may be the
crawl's: it only says that the article is not younger. Where the text does not say, the answer is unknown.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from .text import Page

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = r"(?P<month>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_FULL = (
    re.compile(rf"(?i)\b{_MONTH} ?(?P<day>\d{{1,2}})(?:st|nd|rd|th)?, ?(?P<year>(?:19|20)\d\d)\b"),
    re.compile(rf"(?i)\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)? {_MONTH},? (?P<year>(?:19|20)\d\d)\b"),
    re.compile(r"\b(?P<year>(?:19|20)\d\d)-(?P<month>\d\d)-(?P<day>\d\d)\b"),
)
_DATELINE = re.compile(rf"(?i)^[^:]{{0,40}}?\b{_MONTH} (?P<day>\d{{1,2}})\b[^:]{{0,12}}:")
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_WEEKDAY = re.compile(rf"(?i)\b(?:on )?({'|'.join(_WEEKDAYS)})\b")
_YEARS = range(1990, 2036)


@dataclass(frozen=True)
class FoundDate:
    """An interval of days, both ends included (None: open), the words that give it, and where they stand."""

    low: date | None
    high: date | None
    evidence: str
    tier: str


def find_date(page: Page) -> FoundDate:
    """Find the date of a page from its text alone.

    Parameters
    ----------
    page
        A judged page.

    Returns
    -------
    FoundDate
        `low == high` where the text bears the date. `tier` is "dateline", "byline" (a stamp beside the
        headline), "chrome" (only an upper bound) or "unknown".

    Examples
    --------
    >>> from .text import judge_page
    >>> page = judge_page("Ships agreed\\nPosted 3 May 2021\\nIndia and Japan have agreed on the ships in the talks.")
    >>> find_date(page).low.isoformat()
    '2021-05-03'
    """
    stamps = [
        (line, found)
        for line in page.lines
        if line.reason in ("time stamp", "byline")
        for found in _full_dates(line.text)
    ]
    near = [found for line, found in stamps if _beside_headline(page, line.line_no)]
    dateline = _dateline(page)
    if dateline:
        return _solve(page, dateline, [day for day, _ in near])
    if near:
        day, words = near[0]
        return FoundDate(day, day, words, "byline")
    if stamps:
        day, words = max(found for _, found in stamps)
        return FoundDate(None, day, f"no later than {words}, which may be the crawl's", "chrome")
    return FoundDate(None, None, "", "unknown")


def _full_dates(text: str) -> list[tuple[date, str]]:
    """Return the days that a line names in full, with their words."""
    found = []
    for pattern in _FULL:
        for match in pattern.finditer(text):
            day = _day(int(match["year"]), match["month"], match["day"])
            if day:
                found.append((day, match.group()))
    return found


def _day(year: int, month: str, day: str) -> date | None:
    number = int(month) if month.isdigit() else _MONTHS.index(month[:3].lower()) + 1
    try:
        return date(year, number, int(day))
    except ValueError:
        return None


def _beside_headline(page: Page, line_no: int) -> bool:
    """Tell whether a stamp stands between the headline and the body, or says itself that it is one."""
    headline = next((line.line_no for line in page.lines if line.reason == "headline"), 0)
    says_so = re.search(r"(?i)updated|posted|published|modified", page.lines[line_no - 1].text)
    return (
        bool(says_so)
        or bool(headline)
        and line_no > headline
        and all(line.reason for line in page.lines[headline:line_no])
    )


def _dateline(page: Page) -> re.Match[str] | None:
    """Return the match of a dateline ("Tokyo, Oct 07:") at the head of an early body line."""
    body = [line.text.strip() for line in page.lines if not line.reason][:3]
    return next((m for m in map(_DATELINE.search, body) if m), None)


def _solve(page: Page, dateline: re.Match[str], stamps: list[date]) -> FoundDate:
    """Give a dateline its year: a stamp's, where one lies within a month, else those that fit the weekday."""
    words = dateline.group().rstrip(":")
    days = [day for day in (_day(year, dateline["month"], dateline["day"]) for year in _YEARS) if day]
    near = [day for day in days if any(0 <= (stamp - day).days <= 31 for stamp in stamps)]
    if near:
        return FoundDate(near[0], near[0], f"{words}, in the year of the stamp", "dateline")
    weekday = _WEEKDAY.search(page.body)
    if weekday:
        days = [day for day in days if _WEEKDAYS[day.weekday()] == weekday[1].lower()]
        words = f"{words}, a {weekday[1]}: {', '.join(str(day.year) for day in days)}"
    named = {int(year) for year in re.findall(r"\b(?:19|20)\d\d\b", page.body)}
    fitting = [day for day in days if day.year in named] or days
    if not fitting:
        return FoundDate(None, None, "", "unknown")
    return FoundDate(fitting[0], fitting[-1], words, "dateline")
