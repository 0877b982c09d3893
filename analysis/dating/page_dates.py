"""The date that a page's text bears, as an interval with the words that give it.

A stamp beside the headline or a dateline that names day, month and year is certain; where the two
differ by a few days, the answer is the interval between them. A day and month without a year are
solved for the years in which they fall on the weekday that the text names. A full date elsewhere in
the page's furniture may be the crawl's: it only says that the article is not younger. Where the
text does not say, the answer is unknown. No clock is read.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from ..cleaning.pages import Line, Page, read_dateline
from .calendar_words import make_day
from .date_strings import (
    read_days,
    read_month,
    read_month_days,
    read_weekday,
)
from .stamps import Stamp, read_stamps, span_stamps

_YEARS = range(1990, 2036)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
# lines around the headline and the first body line in which a stamp is the article's
_ABOVE, _BELOW = (6, 8)
_FAR = 12  # lines above the body in which the page's one date is the article's
_TOP = 5  # lines at the head of a page, where a bare date is today's
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
    stamps = list(read_stamps(layout.lines, crawled))
    stamp = _choose(layout, stamps)
    dateline = _find_dateline(page.lines)
    if dateline:
        return _join(page, dateline, stamp, stamps, crawled)
    if stamp:
        return FoundDate(stamp.days[0], stamp.days[-1], stamp.words, "byline")
    return _month_beside(layout, crawled) or _bound(layout, stamps, crawled)


def _choose(layout: _Layout, stamps: list[Stamp]) -> Stamp | None:
    """Return the article's stamp: beside headline and first body line, else the one day that the
    page bears.
    """
    top = min(_TOP, layout.title) if layout.body else _TOP
    head = [s for s in stamps if s.place < top and s.bare]
    rest = [s for s in stamps if s.words not in {s.words for s in head}]
    return _choose_beside(layout, rest) or _choose_alone(layout, head, rest)


def _choose_beside(layout: _Layout, stamps: list[Stamp]) -> Stamp | None:
    """Return the stamp beside headline and first body line: one that says posted, else the nearest
    below.
    """
    if not layout.body:
        return None
    first = layout.body[0]
    near = [s for s in stamps if _is_beside(s, layout.title, first)]
    for group in ([s for s in near if s.label == "posted"], [s for s in near if not s.label], near):
        if len({s.days for s in group}) > _MANY:
            return span_stamps(group)
        if group:
            best = min(group, key=lambda s: (s.place > first + 2, abs(s.place - first), s.place))
            above = [s for s in stamps if s.place <= best.place and s.label == best.label]
            return span_stamps(above) if len({s.days for s in above}) > _MANY else best
    return None


def _choose_alone(layout: _Layout, head: list[Stamp], stamps: list[Stamp]) -> Stamp | None:
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


def _stands_over(layout: _Layout, stamp: Stamp) -> bool:
    """Tell whether a stamp stands not far above the body."""
    return bool(layout.body) and 0 < layout.body[0] - stamp.place <= _FAR


def _is_beside(stamp: Stamp, title: int, first: int) -> bool:
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
    page: Page, dateline: str, stamp: Stamp | None, stamps: list[Stamp], crawled: date | None
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


def _bound(layout: _Layout, stamps: list[Stamp], crawled: date | None) -> FoundDate:
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
