"""The date that a page's text bears, as an interval with the words that give it.

A stamp beside the headline or a dateline that names day, month and year is certain; where the two
differ by a few days, the answer is the interval between them. A day and month without a year are
solved for the years in which they fall on the weekday that the text names. When a page was updated,
and a full date elsewhere on it, which may be the crawl's, only say that the article is not younger.
Where the text does not say, the answer is unknown. No clock is read.
"""

import re
from datetime import date, timedelta

from ..cleaning.pages import Page
from .calendar_words import plain_words
from .date_strings import read_month, read_weekday
from .datelines import find_dateline, find_full_dateline, join_dateline
from .either import settle
from .plain_heads import find_head_date, find_last_date
from .stamp_places import MANY, Layout, Placed, find_form, place_stamps, read_own
from .stamps import UNKNOWN, FoundDate, Stamp, bound_by, date_by, span_stamps
from .vague_dates import read_vague
from .written_dates import read_written

_FAR = 12  # lines above the body in which the page's one date is the article's
_HEAD = 5  # lines at the head of a page, where its one date may be today's
_TOP = 25  # lines at the head of a page that say when a statement was made
_BLOCK = 3  # lines that author, day and how long ago that is share
_NAMES_WEEKDAY = 4  # body lines
# How long ago a page was posted: "2 hours ago", "yesterday", which only a crawl's day dates.
_AGO = re.compile(
    r"(?i)\b([0-9]{1,3}|an?|one) ?(s|m|h|d|w|y|secs?|seconds?|mins?|minutes?|hrs?|hours?|days?|weeks?|months?|years?)"
    r" ago\b"
)
_LATELY = re.compile(
    r"(?i)\W*(?:(?:posted|published):? ?)?(just now|today|yesterday)\b"
    r"(?:,? ?(?:at )?[0-9:.]{1,5} ?[apm.]{0,4})?"
)
# Before the day on which a statement was made: it is posted days later.
_DELIVERED = re.compile(
    r"(?i)\W*(?:(?:speech|statement|remarks|address|lecture) )?(?:delivered|(?:speech|delivery|statement) date"
    r"|date of (?:the )?(?:speech|statement|delivery))(?: on| at)?\W*"
)
_UPDATED = re.compile(r"(?i)updat|modif|edited")
_BELOW, _LONGEST = 8, 60  # lines below a headline, and characters of one that says it
_DAY = timedelta(days=1)
_BRIEF = 30  # characters of a line that is a season or a quarter
_PART = range(31, 310)  # days after the first of more than a month and less than a year
_YEAR = re.compile("(?:19|20)[0-9]{2}")
_PIECES = re.compile("[,|()–—]| - ")
_UNITS = {"s": timedelta(seconds=1), "m": timedelta(minutes=1), "h": timedelta(hours=1)} | {
    "d": _DAY, "w": 7 * _DAY, "mo": 30 * _DAY, "y": 365 * _DAY
}  # fmt: skip


def find_date(
    page: Page, *, crawled: date | None = None, day_first: bool | None = None
) -> FoundDate:
    """Find the date of a judged page from its text; none is later than the day on which it was
    fetched.

    It takes time by the number of lines, of which no more than 240 characters are read. `day_first`
    is the order of numbers on the page's site, if known; the page's own dates tell it before.

    Returns
    -------
    FoundDate
        `low == high` where the text gives the date. `tier` is "dateline", "byline" (a stamp beside
        headline or body), "body" (only a month is named), "updated" (no later than when the page
        was last changed), "bound" (no later than another date of it) or "unknown". Where less than
        a day is known, a weekday that the text names is said in the evidence, and narrows a month.

    Examples
    --------
    >>> from ..cleaning.pages import judge_page
    >>> page = judge_page("Ships agreed\\nPosted 3 May 2021\\nIndia and Japan have agreed on the ships in the talks.")
    >>> find_date(page).low.isoformat()
    '2021-05-03'
    """
    layout = Layout(page)
    stamps, crawled, fetched = read_own(layout, page.body, crawled)
    placed = place_stamps(layout, stamps)
    today = min((s.days[-1] for s in placed.head), default=date.max)
    stamp = _find_delivered(layout, stamps) or find_head_date(layout, stamps, crawled)
    stamp = stamp or _choose_beside(layout, placed)
    updated = next((s for s in placed.rest if s.label == "updated" and layout.is_beside(s)), None)
    ago = _find_ago(layout, crawled)
    if stamp and ago and ago.place < stamp.place - _BLOCK:  # it is of another article
        stamp = None
    stamp = stamp or _choose_alone(layout, placed, today, posted_only=bool(updated or ago))
    stamp = stamp or find_last_date(layout, stamps, crawled)
    if stamp:
        mastheads = frozenset(s.place for s in placed.head)
        stamp = settle(stamp, layout.lines, today=today, mastheads=mastheads, day_first=day_first)
    place, dateline = find_full_dateline(layout.lines)
    if dateline and stamp and stamp.place > place:  # of something that the text tells
        stamp = None
    dateline = dateline or find_dateline(page.lines)
    if dateline:
        every = [s for run in (placed.head, *placed.series, placed.rest) for s in run]
        return join_dateline(page, dateline, stamp, sorted(every, key=lambda s: s.place), crawled)
    if stamp:
        return date_by(stamp)
    if updated:
        # most pages are changed last on the day that they appear
        return bound_by(updated, "when it was updated", "updated", likely=True)
    if ago and ago.days:
        return date_by(ago)
    part = _part_of_year(layout, crawled) or _month_beside(layout, crawled)
    return part or _bound(layout, placed, crawled, fetched)


def _find_delivered(layout: Layout, stamps: list[Stamp]) -> Stamp | None:
    """Return the stamp at the head of a page that says when a statement was made, in its own line
    or in the one above.
    """
    for stamp in stamps:
        before = layout.read(stamp.place).partition(stamp.words)[0]
        above = layout.read(stamp.place - 1) if stamp.place else ""
        if stamp.place < _TOP and _DELIVERED.fullmatch((before or above).strip()):
            return stamp
    return None


def _choose_beside(layout: Layout, placed: Placed) -> Stamp | None:
    """Return the stamp beside headline and first body line: one that says posted, else one between
    the two, else the nearest.
    """
    if posts := [s for s in placed.rest if s.label == "post"]:
        return span_stamps(posts)
    if not layout.body:
        return None
    beside = [s for s in placed.rest if s.label != "updated" and layout.is_beside(s)]
    near = [s for s in beside if not layout.is_behind(s)]
    plain = [s for s in near if not s.label]
    over = [s for s in plain if layout.title <= s.place <= layout.first]
    for group in (layout.pass_over([s for s in near if s.label], over), over, plain):
        if group:
            best = min(group, key=lambda s: (abs(s.place - layout.title), s.place))
            form = find_form(layout, best)
            alike = [s for s in beside if find_form(layout, s) == form]
            return span_stamps(alike) if len({s.days for s in alike}) > MANY else best
    listed = [s for run in placed.series if run[-1].place < layout.first for s in run]
    return span_stamps(listed) if any(map(layout.is_beside, listed)) else None


def _choose_alone(
    layout: Layout, placed: Placed, today: date, *, posted_only: bool
) -> Stamp | None:
    """Return the one day that a page says it was posted on, or that it bears at all, unless it may
    be the crawl's.
    """
    every = [s for run in (*placed.series, placed.rest) for s in run]
    posted = [s for s in every if s.label == "posted"]
    plain = [s for s in every if s.place >= _HEAD and _may_be_alone(layout, s)]
    framed = [s for s in placed.rest if _may_be_alone(layout, s) and layout.is_framed(s)]
    for group in (posted,) if posted_only else (posted, framed, plain):
        if len({s.days for s in group}) == 1 and group[0].days[-1] <= today:
            high = layout.first if layout.body else 0  # the body is not far below
            over = [s for s in group if 0 < high - s.place <= _FAR]
            return next((s for s in group if s in framed or not s.bare or s in over), None)
    return None


def _may_be_alone(layout: Layout, stamp: Stamp) -> bool:
    """Tell whether a stamp may be the article's though it is not beside the headline: not from the
    middle of the text on.
    """
    early = stamp.place <= layout.first + _FAR and not layout.is_behind(stamp)
    return early and stamp.label != "updated"


def _find_ago(layout: Layout, crawled: date | None) -> Stamp | None:
    """Return the first short line below the headline that says how long ago the page was posted, as
    a stamp without days unless the day of the crawl is known.
    """
    for place, line in enumerate(layout.lines[layout.title : layout.title + _BELOW], layout.title):
        text = line.text.strip()
        if not line.reason or len(text) > _LONGEST or _UPDATED.search(text):
            continue
        if found := _AGO.search(text):
            unit = _UNITS["mo" if found[2].lower().startswith("mo") else found[2][0].lower()]
            least = (int(found[1]) if found[1].isdigit() else 1) * unit
        elif found := _LATELY.fullmatch(text):
            unit, least = timedelta(0), timedelta(found[1].lower() == "yesterday")
        else:
            continue
        # units are cut off, and the clocks of site and crawl differ by up to a day
        days = () if crawled is None else (crawled - least - unit - _DAY, crawled - least)
        return Stamp(days, found.group().strip(), place, "", True, spans=True)
    return None


def _month_beside(layout: Layout, crawled: date | None) -> FoundDate | None:
    """Return the month that a short line beside the first body line names without a day, narrowed
    by a weekday.
    """
    first = layout.first if layout.body else 0
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
        days = (low + timedelta(n) for n in range((high - low).days + 1))
        start = next((day for day in days if day.weekday() == weekday[1]), low)
        return FoundDate(start, high, f"{words}, on or after a {weekday[0]}", "body")
    return None


def _part_of_year(layout: Layout, crawled: date | None) -> FoundDate | None:
    """Return the season, of either hemisphere, the quarter or the months that a line at the head,
    or what stands between its commas, consists of.
    """
    pieces = [p for line in layout.lines[:_HEAD] for p in _PIECES.split(line.text[:_LONGEST])]
    for text in filter(_YEAR.search, map(str.strip, pieces)):
        plain = plain_words(text) if len(text) < _BRIEF else ""
        found = read_vague(plain) or read_written(plain) if plain else None
        if not found or found.kind != "span" or (found.high - found.low).days not in _PART:
            continue
        if not crawled or found.low <= crawled:
            high = min(found.high, crawled or found.high)
            middle = found.low + (high - found.low) // 2  # as of a quarter in a table
            return FoundDate(found.low, high, text, "body", likely=middle)
    return None


def _read_opening_weekday(layout: Layout) -> tuple[str, int] | None:
    """Return the weekday that the first body lines name."""
    opening = layout.body[:_NAMES_WEEKDAY]
    return read_weekday("\n".join(layout.lines[k].text[:1000] for k in opening))


def _bound(layout: Layout, placed: Placed, crawled: date | None, fetched: str) -> FoundDate:
    """Return the latest date above the text as an upper bound, or when the page was changed or
    fetched; dates within the text or below it may be those of older articles.
    """
    start = min(layout.title, layout.first)
    listed = [s for run in placed.series for s in run]
    stamps = placed.head + [
        s for s in (*listed, *placed.rest) if s.place < start or s.label == "updated"
    ]
    if not stamps and not crawled:
        return UNKNOWN
    weekday = _read_opening_weekday(layout)
    words = f"; the text names a {weekday[0]}" if weekday else ""
    if not stamps:
        return FoundDate(None, crawled, f"no later than {fetched}{words}", "bound")
    latest = max(stamps, key=lambda s: s.days[-1])
    if latest.label == "updated":
        return bound_by(latest, f"when it was updated{words}", "updated")
    return bound_by(latest, f"which may be the crawl's{words}", "bound")
