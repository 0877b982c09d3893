"""The date that a page's text bears, as an interval with the words that give it.

A stamp beside the headline or a dateline that names day, month and year is certain; where the two
differ by a few days, the answer is the interval between them. A day and month without a year are
solved for the years in which they fall on the weekday that the text names. A full date elsewhere in
the page's furniture may be the crawl's: it only says that the article is not younger. Where the
text does not say, the answer is unknown. No clock is read.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate

from ..cleaning.pages import Line, Page, read_dateline
from .date_strings import (
    MAY_BE_DATE,
    make_day,
    read_days,
    read_month,
    read_month_days,
    read_order,
    read_weekday,
)

_POSTED = re.compile(r"(?i)publish|posted|first |created|added|issued")
_UPDATED = re.compile(r"(?i)updat|modif|edited|revis|review")
_SIGNED = re.compile(r"(?i)\W*(?:by|\w+ by|on)\b")
_WITHIN = frozenset(
    ("on", "in", "of", "from", "until", "since", "by")
)  # before a date that is part of a sentence
_YEARS = range(1990, 2036)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_ABOVE, _BELOW = (
    6,
    8,
)  # lines around the headline and the first body line in which a stamp is the article's
_FAR = 12  # lines above the body in which the page's one date is the article's
_TOP = 5  # lines at the head of a page, where a bare date is today's
_LONGEST = 240  # characters of a line that may hold a stamp
_MANY = 3  # different days beside a headline, beyond which they are other posts' too
_LATE = timedelta(days=3)  # by which a post may follow its dateline
_MONTH = timedelta(days=31)


@dataclass(frozen=True)
class FoundDate:
    """An interval of days, both ends included (None: open), the words that give it, and where they
    stand.
    """

    low: date | None
    high: date | None
    evidence: str
    tier: str


_UNKNOWN = FoundDate(None, None, "", "unknown")


@dataclass(frozen=True)
class _Stamp:
    """A full date in a line that is no running prose: its readings, words, and place among the
    filled lines.
    """

    days: tuple[date, ...]
    words: str
    place: int
    label: str
    bare: bool  # with next to nothing else in its line


class _Layout:
    """Where headline and body of a page stand among its lines that are not blank."""

    def __init__(self, page: Page) -> None:
        self.lines = [line for line in page.lines if line.reason != "blank"]
        self.body = [
            k for k, line in enumerate(self.lines) if not line.reason and len(line.text) > 40
        ]
        titles = (k for k, line in enumerate(self.lines) if line.reason == "headline")
        self.title = next(titles, self.body[0] if self.body else len(self.lines))


def find_date(page: Page, *, crawled: date | None = None) -> FoundDate:
    """Find the date of a page from its text.

    The time it takes grows with the number of lines; of a line no more than its first 240
    characters are read.

    Parameters
    ----------
    page
        A judged page.
    crawled
        The day on which the page was fetched, if known: no answer is later.

    Returns
    -------
    FoundDate
        `low == high` where the text bears the date. `tier` is "dateline", "byline" (a stamp beside
        headline or body), "body" (only a month is named), "chrome" (only an upper bound) or
        "unknown". Where less than a day is known, a weekday that the text names is said in the
        evidence, and narrows a month.

    Examples
    --------
    >>> from ..cleaning.pages import judge_page
    >>> page = judge_page("Ships agreed\\nPosted 3 May 2021\\nIndia and Japan have agreed on the ships in the talks.")
    >>> find_date(page).low.isoformat()
    '2021-05-03'
    """
    layout = _Layout(page)
    stamps = list(_read_stamps(layout.lines, crawled))
    stamp = _choose(layout, stamps)
    dateline = _find_dateline(page.lines)
    if dateline:
        return _join(page, dateline, stamp, stamps, crawled)
    if stamp:
        return FoundDate(stamp.days[0], stamp.days[-1], stamp.words, "byline")
    return _month_beside(layout, crawled) or _bound(layout, stamps, crawled)


def _read_stamps(lines: list[Line], crawled: date | None) -> Iterator[_Stamp]:
    """Yield the full dates that stand as stamps, in lines that are no running prose, in order."""
    dated = _find_dated(lines)
    order = read_order("\n".join([lines[k].text[:_LONGEST] for k in dated])) if dated else None
    near = None
    for place in dated:
        line = lines[place].text[: _LONGEST + 40].strip()[:_LONGEST]
        for start, words, days in read_days(line, day_first=order):
            label = max(_labels(line[max(0, start - 30) : start]), default=(0, ""))[1]
            label = label if lines[place].reason or start < 60 else ""
            if not label and (not _stands_alone(line, start, words) or line.startswith("— ")):
                continue
            if len(days) > 1:
                near = _name_days(lines) if near is None else near
                days = _settle(days, line, near)
            days = tuple(d for d in days if crawled is None or d <= crawled)
            if days:
                yield _Stamp(days, words, place, label, not label and len(line) < len(words) + 14)


def _find_dated(lines: list[Line]) -> list[int]:
    """Return which lines may hold a full date."""
    heads = [line.text[:_LONGEST] for line in lines]
    ends = list(accumulate(len(head) + 1 for head in heads))
    found = (bisect_right(ends, match.start()) for match in MAY_BE_DATE.finditer("\n".join(heads)))
    return list(dict.fromkeys(found))


def _stands_alone(line: str, start: int, words: str) -> bool:
    """Tell whether a date is most of its line, or opens or closes a short one, and is no part of a
    sentence.
    """
    rest = len(line) - len(words)
    before = line[:start].rstrip().rpartition(" ")[2].lower()
    if _SIGNED.match(line) and start < 60:
        return True
    return rest < 75 and (start < 60 or rest - start < 20) and before not in _WITHIN


def _labels(before: str) -> list[tuple[int, str]]:
    """Return the labels before a date, with their places: the last one is the date's."""
    return [
        (m.start(), name)
        for name, kind in (("posted", _POSTED), ("updated", _UPDATED))
        for m in kind.finditer(before)
    ]


def _name_days(lines: list[Line]) -> set[tuple[int, int]]:
    """Return month and day wherever a page names both in words."""
    text = "\n".join(line.text[:2000] for line in lines[:5000])
    return {(month, day) for _, month, day in read_month_days(text)}


def _settle(days: tuple[date, ...], line: str, near: set[tuple[int, int]]) -> tuple[date, ...]:
    """Return the readings of 02/11/2023 that agree with the line's weekday, or else with the days
    the page names.
    """
    weekday = read_weekday(line)
    agreeing = [d for d in days if weekday and d.weekday() == weekday[1]]
    close = [
        d
        for d in days
        if any(abs((d.month - month) * 30 + d.day - day) <= 14 for month, day in near)
    ]
    return tuple(agreeing if len(agreeing) == 1 else close if len(close) == 1 else days)


def _choose(layout: _Layout, stamps: list[_Stamp]) -> _Stamp | None:
    """Return the article's stamp: beside headline and first body line, else the one day that the
    page bears.
    """
    top = min(_TOP, layout.title) if layout.body else _TOP
    head = [s for s in stamps if s.place < top and s.bare]
    rest = [s for s in stamps if s.words not in {s.words for s in head}]
    return _choose_beside(layout, rest) or _choose_alone(layout, head, rest)


def _choose_beside(layout: _Layout, stamps: list[_Stamp]) -> _Stamp | None:
    """Return the stamp beside headline and first body line: one that says posted, else the nearest
    below.
    """
    if not layout.body:
        return None
    first = layout.body[0]
    near = [s for s in stamps if _is_beside(s, layout.title, first)]
    for group in ([s for s in near if s.label == "posted"], [s for s in near if not s.label], near):
        if len({s.days for s in group}) > _MANY:
            return _span(group)
        if group:
            best = min(group, key=lambda s: (s.place > first + 2, abs(s.place - first), s.place))
            above = [s for s in stamps if s.place <= best.place and s.label == best.label]
            return _span(above) if len({s.days for s in above}) > _MANY else best
    return None


def _choose_alone(layout: _Layout, head: list[_Stamp], stamps: list[_Stamp]) -> _Stamp | None:
    """Return the one day that a page says it was posted on, or that it bears at all, unless it may
    be the crawl's.
    """
    latest = min((s.days[-1] for s in head), default=date.max)
    posted = [s for s in stamps if s.label == "posted"]
    plain = [s for s in stamps if s.label != "updated" and s.place >= _TOP]
    for group in (posted, plain):
        if len({s.days for s in group}) == 1 and group[0].days[-1] <= latest:
            return next((s for s in group if not s.bare or _stands_over(layout, s)), None)
    return None


def _stands_over(layout: _Layout, stamp: _Stamp) -> bool:
    """Tell whether a stamp stands not far above the body."""
    return bool(layout.body) and 0 < layout.body[0] - stamp.place <= _FAR


def _span(stamps: list[_Stamp]) -> _Stamp:
    """Return stamps of many days, as a list of posts has them, as one that may be any of them."""
    days = sorted(day for s in stamps for day in s.days)
    return _Stamp(
        (days[0], days[-1]),
        f"{stamps[0].words} and others",
        stamps[0].place,
        stamps[0].label,
        False,
    )


def _is_beside(stamp: _Stamp, title: int, first: int) -> bool:
    """Tell whether a stamp stands beside the headline or the first body line, and not at the page's
    head.
    """
    if stamp.place < title:
        return title - stamp.place <= (2 if stamp.bare else _ABOVE)
    return stamp.place <= max(first, min(title + 2, first + 2)) + _BELOW


def _find_dateline(lines: tuple[Line, ...]) -> str:
    """Return the dateline of an early body line if it names month and day."""
    body = []
    for line in lines:
        if not line.reason:
            body.append(line.text)
            if len(body) == 6:
                break
    found = ((line, read_month_days(line)) for line in map(read_dateline, body))
    return next((line for line, days in found if days and days[0][0] > 2), "")


def _join(
    page: Page, dateline: str, stamp: _Stamp | None, stamps: list[_Stamp], crawled: date | None
) -> FoundDate:
    """Give a dateline its year: from a full date of the page that follows within a month, else from
    its weekday.
    """
    full = read_days(dateline)
    _, month, number = read_month_days(dateline)[0]
    days = (
        full[0].days
        if full
        else tuple(d for d in (make_day(y, str(month), str(number)) for y in _YEARS) if d)
    )
    days = tuple(d for d in days if crawled is None or d <= crawled)
    if stamp and not any(timedelta(0) <= stamp.days[-1] - day <= _LATE for day in days):
        return FoundDate(stamp.days[0], stamp.days[-1], stamp.words, "byline")
    dated = [
        s
        for s in ([stamp] if stamp else stamps)
        for d in days
        if timedelta(0) <= s.days[-1] - d <= _MONTH
    ]
    if dated:
        posted = dated[0].days[-1]
        low = max(d for d in days if d <= posted)
        high = posted if stamp else low
        return FoundDate(low, high, f"{dateline}; {dated[0].words}", "dateline")
    return _solve(page, dateline, days, stamps)


def _solve(page: Page, dateline: str, days: tuple[date, ...], stamps: list[_Stamp]) -> FoundDate:
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
    return FoundDate(fitting[0], fitting[-1], words, "dateline") if fitting else _UNKNOWN


def _month_beside(layout: _Layout, crawled: date | None) -> FoundDate | None:
    """Return the month that a short line beside the first body line names without a day, narrowed
    by a weekday.
    """
    first = layout.body[0] if layout.body else 0
    for line in layout.lines[max(0, first - 4) : first]:
        found = read_month(line.text) if len(line.text) < 40 else None
        if not found or (crawled and found[1] > crawled):
            continue
        words, low, high = found
        high = min(high, crawled or high)
        weekday = _read_opening_weekday(layout)
        if not weekday:
            return FoundDate(low, high, words, "body")
        # what happened on a weekday is reported then or the day after
        days = [
            day
            for day in (low + timedelta(n) for n in range((high - low).days + 1))
            if day.weekday() == weekday[1]
        ]
        return FoundDate(
            days[0] if days else low, high, f"{words}, on or after a {weekday[0]}", "body"
        )
    return None


def _read_opening_weekday(layout: _Layout) -> tuple[str, int] | None:
    """Return the weekday that the first body lines name."""
    return read_weekday("\n".join(layout.lines[k].text[:1000] for k in layout.body[:4]))


def _bound(layout: _Layout, stamps: list[_Stamp], crawled: date | None) -> FoundDate:
    """Return the latest date of the furniture as an upper bound."""
    if not stamps and not crawled:
        return _UNKNOWN
    weekday = _read_opening_weekday(layout)
    words = f"; the text names a {weekday[0]}" if weekday else ""
    if stamps:
        latest = max(stamps, key=lambda s: s.days[-1])
        said = f"no later than {latest.words}, which may be the crawl's{words}"
        return FoundDate(None, latest.days[-1], said, "chrome")
    return FoundDate(None, crawled, f"no later than the crawl{words}", "chrome")
