"""The date that a page's text bears, as an interval with the words that give it.

A stamp beside the headline or a dateline that names day, month and year is certain; where the two differ by a few
days, the answer is the interval between them. A day and month without a year are solved for the years in which they
fall on the weekday that the text names. A full date elsewhere in the page's furniture may be the crawl's: it only
says that the article is not younger. Where the text does not say, the answer is unknown. No clock is read.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from .text import Page, read_dateline

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|"
          r"oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)")
# A clock or a counter often touches the year where markup was lost: "20232:23 PM".
_YEAR = r"(?P<year>(?:19|20)\d\d)(?=\D|$|\d{1,2}:\d\d)"
_DAY = r"(?<!\d)(?P<day>\d{1,2})"
_NAMED = (
    re.compile(rf"(?i){_MONTH}\.? ?{_DAY}(?:st|nd|rd|th)?(?:, ?| ){_YEAR}"),
    re.compile(rf"(?i){_DAY}(?:st|nd|rd|th)?(?:\. |[ ./-]){_MONTH}[.,]{{0,2}}[ /-]?{_YEAR}"),
    re.compile(r"(?<!\d)(?P<year>(?:19|20)\d\d)([-/.])(?P<month>\d\d?)\2(?P<day>\d\d?)(?!\d)"),
)
_NUMBERS = re.compile(r"(?<![\d/.])(\d\d?)([/.])(\d\d?)\2((?:19|20)?\d\d)(?![\d/.])")
_MONTH_ONLY = re.compile(rf"(?i)(?<![\d] )\b{_MONTH},? {_YEAR}")
_MONTH_DAY = re.compile(rf"(?i)\b(?:{_MONTH}\.? {_DAY}\b|{_DAY.replace('day', 'day2')} {_MONTH.replace('month', 'month2')}\b)")
_POSTED = re.compile(r"(?i)publish|posted|first |created|added|issued")
_UPDATED = re.compile(r"(?i)updat|modif|edited|revis|review")
_SIGNED = re.compile(r"(?i)\W*(?:by|\w+ by|on)\b")
_WEEKDAYS = tuple(day.lower() for day in calendar.day_name)
_WEEKDAY = re.compile(rf"(?i)\b({'|'.join(_WEEKDAYS)})\b")
_YEARS = range(1990, 2036)
_ABOVE, _BELOW = 6, 8  # lines around the headline and the first body line in which a stamp is the article's
_TOP = 5  # lines at the head of a page, where a bare date is today's
_LONGEST = 240  # characters of a line that may hold a stamp
_MANY = 3  # different days beside a headline, beyond which they are other posts' too
_LATE = timedelta(days=3)  # by which a post may follow its dateline


@dataclass(frozen=True)
class FoundDate:
    """An interval of days, both ends included (None: open), the words that give it, and where they stand."""

    low: date | None
    high: date | None
    evidence: str
    tier: str


_UNKNOWN = FoundDate(None, None, "", "unknown")


@dataclass(frozen=True)
class _Stamp:
    """A full date in a line that is no running prose: its readings, words, and place among the filled lines."""

    days: tuple[date, ...]
    words: str
    place: int
    label: str


def find_date(page: Page, *, crawled: date | None = None) -> FoundDate:
    """Find the date of a page from its text.

    Parameters
    ----------
    page
        A judged page.
    crawled
        The day on which the page was fetched, if known: no answer is later.

    Returns
    -------
    FoundDate
        `low == high` where the text bears the date. `tier` is "dateline", "byline" (a stamp beside headline or
        body), "body" (only a month is named), "chrome" (only an upper bound) or "unknown".

    Examples
    --------
    >>> from .text import judge_page
    >>> page = judge_page("Ships agreed\\nPosted 3 May 2021\\nIndia and Japan have agreed on the ships in the talks.")
    >>> find_date(page).low.isoformat()
    '2021-05-03'
    """
    filled = [line for line in page.lines if line.reason != "blank"]
    body = [k for k, line in enumerate(filled) if not line.reason and len(line.text) > 40]
    stamps = list(_read_stamps(page, filled, crawled))
    stamp = _choose(filled, body, stamps)
    dateline = _find_dateline(page)
    if dateline:
        return _join(page, dateline, stamp, stamps, crawled)
    if stamp:
        return FoundDate(stamp.days[0], stamp.days[-1], stamp.words, "byline")
    return _month_beside(filled, body) or _bound(stamps, crawled)


def _read_stamps(page: Page, filled: list, crawled: date | None) -> Iterator[_Stamp]:
    """Yield the full dates that stand as stamps, in lines that are no running prose, in order."""
    text = "\n".join(line.text[:2000] for line in filled)
    near = None
    for place, (_, raw, line_reason) in enumerate(filled):
        line = raw.strip()[:_LONGEST]
        for start, words, days in _full_dates(line):
            label = max(_labels(line[max(0, start - 30) : start]), default=(0, ""))[1]
            label = label if line_reason or start < 60 else ""
            if not label and (not _stands_alone(line, start, words) or line.startswith("— ")):
                continue
            if len(days) > 1:
                near = _month_days(text) if near is None else near
                days = _settle(days, line, near)
            days = tuple(d for d in days if crawled is None or d <= crawled)
            if days:
                yield _Stamp(days, words, place, label)


def _stands_alone(line: str, start: int, words: str) -> bool:
    """Tell whether a date is most of its line, or opens or closes a short one, and is no part of a sentence."""
    rest = len(line) - len(words)
    before = line[:start].rstrip().rpartition(" ")[2].lower()
    if _SIGNED.match(line) and start < 60:
        return True
    return rest < 75 and (start < 60 or rest - start < 20) and before not in ("on", "in", "of", "from", "until", "since", "by")


def _settle(days: tuple[date, ...], line: str, near: list[tuple[int, int]]) -> tuple[date, ...]:
    """Return the readings of 02/11/2023 that agree with the line's weekday, or else with the days the page names."""
    weekday = _WEEKDAY.search(line)
    agreeing = [d for d in days if weekday and _WEEKDAYS[d.weekday()] == weekday[1].lower()]
    close = [d for d in days if _stands_near(d, near)]
    return tuple(agreeing if len(agreeing) == 1 else close if len(close) == 1 else days)


def _labels(before: str) -> list[tuple[int, str]]:
    """Return the labels before a date, with their places: the last one is the date's."""
    return [(m.start(), name) for name, kind in (("posted", _POSTED), ("updated", _UPDATED)) for m in kind.finditer(before)]


def _full_dates(text: str) -> list[tuple[int, str, tuple[date, ...]]]:
    """Return the days that a line names in full, by their place: start, words, possible readings."""
    found = []
    if not any(map(str.isdigit, text)):
        return found
    for pattern in _NAMED:
        for match in pattern.finditer(text):
            day = _day(int(match["year"]), match["month"], match["day"])
            found += [(match.start(), match.group(), (day,))] if day else []
    for match in _NUMBERS.finditer(text):
        first, sign, second, year = match.groups()
        if len(year) == 2 and len(second) < 2:  # a version or a score
            continue
        number = int(year) if len(year) == 4 else 2000 + int(year)
        readings = {_day(number, second, first)} | ({_day(number, first, second)} if sign == "/" else set())
        days = tuple(sorted(day for day in readings if day))
        found += [(match.start(), match.group(), days)] if days else []
    return sorted(found)


def _day(year: int, month: str, day: str) -> date | None:
    """Return a day, or None if the calendar has none such."""
    number = int(month) if month.isdigit() else _MONTHS.index(month[:3].lower()) + 1
    try:
        return date(year, number, int(day))
    except ValueError:
        return None


def _month_days(text: str) -> list[tuple[int, int]]:
    """Return month and day wherever a text names both in words."""
    found = [(m["month"] or m["month2"], int(m["day"] or m["day2"])) for m in _MONTH_DAY.finditer(text)]
    return [(_MONTHS.index(month[:3].lower()) + 1, day) for month, day in found]


def _stands_near(day: date, named: list[tuple[int, int]]) -> bool:
    """Tell whether a text names a day at most some two weeks from this one, in whatever year."""
    return any(abs((day.month - month) * 30 + day.day - other) <= 14 for month, other in named)


def _choose(filled: list, body: list[int], stamps: list[_Stamp]) -> _Stamp | None:
    """Return the stamp beside headline and first body line: one that says posted, else the nearest below."""
    if not body:
        return None
    titles = [k for k, line in enumerate(filled) if line.reason == "headline"]
    title = titles[0] if titles else body[0]
    head = [s for s in stamps if s.place < min(_TOP, title) and not s.label]
    today = {s.words for s in head}
    near = [s for s in stamps if s.words not in today and _is_beside(s, title, body[0], filled)]
    posted = [s for s in near if s.label == "posted"]
    plain = [s for s in near if not s.label]
    for group in (posted, plain, near):
        if len({s.days for s in group}) > _MANY:
            return _span(group)
        if group:
            return min(group, key=lambda s: (s.place > body[0] + 2, abs(s.place - body[0]), s.place))
    others = [s for s in stamps if s.words not in today and s.label != "updated" and s.place >= _TOP]
    latest = min((s.days[-1] for s in head), default=date.max)
    if len({s.days for s in others}) != 1 or others[0].days[-1] > latest:
        return None
    return next((s for s in others if s.label or len(filled[s.place].text) > len(s.words) + 4), None)


def _span(stamps: list[_Stamp]) -> _Stamp:
    """Return stamps of many days, as a list of posts has them, as one that may be any of them."""
    days = sorted(day for s in stamps for day in s.days)
    return _Stamp((days[0], days[-1]), f"{stamps[0].words} and others", stamps[0].place, stamps[0].label)


def _is_beside(stamp: _Stamp, title: int, first: int, filled: list) -> bool:
    """Tell whether a stamp stands beside the headline or the first body line, and not at the page's head."""
    bare = not stamp.label and len(filled[stamp.place].text) < len(stamp.words) + 14
    if stamp.place < title:
        return title - stamp.place <= (2 if bare else _ABOVE)
    return stamp.place <= max(first, min(title + 2, first + 2)) + _BELOW


def _find_dateline(page: Page) -> str:
    """Return the dateline of an early body line if it names month and day."""
    body = [line.text for line in page.lines if not line.reason][:6]
    found = ((line, _MONTH_DAY.search(line)) for line in map(read_dateline, body))
    return next((line for line, match in found if match and match.start() > 2), "")


def _join(page: Page, dateline: str, stamp: _Stamp | None, stamps: list[_Stamp], crawled: date | None) -> FoundDate:
    """Give a dateline its year: from a full date of the page that follows within a month, else from its weekday."""
    full = _full_dates(dateline)
    month, number = _month_days(dateline)[0]
    days = full[0][2] if full else tuple(d for d in (_day(y, str(month), str(number)) for y in _YEARS) if d)
    days = tuple(d for d in days if crawled is None or d <= crawled)
    if stamp and not any(timedelta(0) <= stamp.days[-1] - day <= _LATE for day in days):
        return FoundDate(stamp.days[0], stamp.days[-1], stamp.words, "byline")
    dated = [s for s in ([stamp] if stamp else stamps) for d in days if timedelta(0) <= s.days[-1] - d <= timedelta(31)]
    if dated:
        posted = dated[0].days[-1]
        low = max(d for d in days if d <= posted)
        high = posted if stamp else low
        return FoundDate(low, high, f"{dateline}; {dated[0].words}", "dateline")
    return _solve(page, dateline, days, stamps)


def _solve(page: Page, dateline: str, days: tuple[date, ...], stamps: list[_Stamp]) -> FoundDate:
    """Narrow the years of a dateline by the weekday, the years and the upper bound that the page names."""
    weekday = _WEEKDAY.search(dateline) or _WEEKDAY.search(page.body)
    words = dateline
    latest = max((s.days[-1] for s in stamps), default=date.max)
    days = tuple(day for day in days if day <= latest)
    if weekday and len(days) > 1:
        days = tuple(day for day in days if _WEEKDAYS[day.weekday()] == weekday[1].lower())
        words = f"{dateline}, a {weekday[1]}: {', '.join(str(day.year) for day in days)}"
    named = {int(year) for year in re.findall(r"\b(?:19|20)\d\d\b", page.body)}
    fitting = [day for day in days if day.year in named] or days
    return FoundDate(fitting[0], fitting[-1], words, "dateline") if fitting else _UNKNOWN


def _month_beside(filled: list, body: list[int]) -> FoundDate | None:
    """Return the month that a short line beside the first body line names without a day."""
    if not body:
        return None
    for line in filled[max(0, body[0] - 4) : body[0]]:
        match = _MONTH_ONLY.search(line.text) if len(line.text) < 40 else None
        if match:
            low = _day(int(match["year"]), match["month"], "1")
            last = calendar.monthrange(low.year, low.month)[1]
            return FoundDate(low, low.replace(day=last), match.group(), "body")
    return None


def _bound(stamps: list[_Stamp], crawled: date | None) -> FoundDate:
    """Return the latest date of the furniture as an upper bound."""
    if stamps:
        latest = max(stamps, key=lambda s: s.days[-1])
        return FoundDate(None, latest.days[-1], f"no later than {latest.words}, which may be the crawl's", "chrome")
    return FoundDate(None, crawled, "no later than the crawl", "chrome") if crawled else _UNKNOWN
