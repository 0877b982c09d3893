"""The day on which a page's markup says that its article was published.

htmldate finds it; what would mislead it is taken out before: when the page was last changed, dates
of other articles beside it, and what is no day of the calendar.
"""

import re
from datetime import date

from ..core.calendar_names import MONTHS
from .stated_dates import (
    JSON_DAY,
    find_item_day,
    find_json_day,
    is_wrong,
    keep_right,
    make_day,
    state,
)

# Without a bound htmldate asks the clock which dates are in the future; what lies beyond it becomes
# the bound itself.
LATEST = date(2035, 12, 31)
_CHANGED = re.compile(r"(?i)modif|updat|lastmod|revis|utime|copyrightyear")
_EITHER = re.compile(
    r"(?<![0-9/-])([0-9]{1,2})([/-])([0-9]{1,2})\2((?:[0-9]{2})?[0-9]{2})(?![0-9/-])"
)
_BESIDE = re.compile(
    r"(?i)(?:^|[\s_-])(?:related|comments?|comment-list|sidebar|recommended|recommendations|popular|trending|"
    r"most-read|read-more|more-stories|read-next|also-read|latest|teasers?|widgets?|promos?|masthead|site-header|top-?bar|ticker|"
    r"current-date|rail)(?:$|[\s_-])"
)
_CONTAINERS = frozenset(
    ("aside", "nav", "header", "footer", "div", "section", "ul", "ol", "li", "article")
)
_OUTER = ("nav", "footer", "header")  # beside the article unless it is within


def find_published(tree, html: str, url: str | None = None) -> tuple[date, date] | None:
    """Return the first and last day on which a page's markup can say that it was published, or
    None; its tree, as lxml has parsed it, is changed.

    They differ where it says 06/07/2018 and no other date of the page shows which number is the
    day. The address may hold a date too.

    Raises
    ------
    ImportError
        If htmldate is not installed.
    """
    from htmldate import find_date

    said = find_json_day(tree)
    _drop_misleading(tree)
    said = said or find_item_day(tree)
    if said:
        state(tree, said)
    written = find_date(
        tree, extensive_search=False, original_date=True, url=url, max_date=LATEST.isoformat()
    )
    try:
        found = date.fromisoformat(written or "")
    except ValueError:
        return None
    return _read_either(found, html) if found < LATEST else None


def _drop_misleading(tree) -> None:
    """Take out what would be read for the date of publication and is none."""
    for element in tree.iter("meta"):
        names = (element.get(key, "") for key in ("name", "property", "itemprop", "http-equiv"))
        if any(map(_CHANGED.search, names)) or is_wrong(element.get("content", "")):
            element.set("content", "")
        if is_wrong(element.get("datetime", "")):
            del element.attrib["datetime"]
    for element in tree.iter("script"):
        if element.text and '"date' in element.text:
            element.text = JSON_DAY.sub(keep_right, element.text)
    elements = [element for element in tree.iter() if isinstance(element.tag, str)]
    for element in elements:
        if element.tag in ("title", "h1"):  # a headline names the day of what it tells
            element.text = None
    beside, articles = _place(elements)
    for element in elements:
        if element in beside and element.getparent() not in beside:
            _empty(element)
    times = [e for e in elements if e.tag == "time" and e not in beside]
    title = next((e for e in elements if e.tag == "h1"), None)
    chosen = _choose_time(_order_times(times, elements, title), articles, articles.get(title))
    for element in times:
        if element is not chosen:
            _empty(element)


def _place(elements: list) -> tuple[set, dict]:
    """Return which elements are no part of the article: other articles, comments, menus; and of all
    the nearest <article> around them. It takes one look at each, however deep they are.
    """
    titled: set = set()
    for element in elements:
        above = element if element.tag == "h1" else None
        while above is not None and above not in titled:
            titled.add(above)
            above = above.getparent()
    beside: set = set()
    articles: dict = {}
    for element in elements:
        above = element.getparent()
        articles[element] = element if element.tag == "article" else articles.get(above)
        if above in beside:
            beside.add(element)
        elif element not in titled and element.tag in _CONTAINERS:
            named = f"{element.get('class', '')} {element.get('id', '')}"
            apart = element.tag == "aside" or _BESIDE.search(named[:500])
            outer = element.tag in _OUTER if titled else element.tag in _OUTER[:2]
            if apart or outer and articles.get(above) is None:
                beside.add(element)
    return beside, articles


def _empty(element) -> None:
    """Take an element's content and attributes; the text behind it stays."""
    element.clear(keep_tail=True)
    element.tag = "span"


def _order_times(times: list, elements: list, title) -> list:
    """Return times in the order in which they are likely to be the article's: those right above
    the headline, those below it, those before.
    """
    if title is None:
        return times
    start = elements.index(title)
    early = set(elements[:start])
    homes = [title.getparent()]
    homes += [homes[0].getparent()] if homes[0] is not None else []
    homes = [home for home in homes if home is not None and home.tag not in ("body", "html")]

    def rank(element) -> int:
        if element not in early:
            return 1
        return 0 if element.getparent() in homes else 2

    return sorted(times, key=rank)


def _choose_time(times: list, articles: dict, article):
    """Return the first time that is of no change to the page: of those that are marked as the
    publication's, else of those in the article of the headline.
    """
    fresh = [element for element in times if not _is_change(element)]
    within = [e for e in fresh if article is not None and articles[e] is article]
    for group in (within, fresh):
        for e in group:
            if e.get("pubdate") is not None or e.get("itemprop") == "datePublished":
                return e
    return next(iter(within or fresh), None)


def _is_change(element) -> bool:
    """Tell whether a time says when the page was changed, or is no day."""
    before = element.getprevious()
    words = before.tail if before is not None else element.getparent().text
    named = f"{element.get('class', '')} {element.get('itemprop', '')}"
    named = "" if "publish" in named.lower() else named  # a post that was never changed is both
    return bool(_CHANGED.search(f"{named} {(words or '')[-30:]}")) or is_wrong(
        element.get("datetime", "")
    )


def _read_either(found: date, html: str) -> tuple[date, date]:
    """Return the two days that a date can be if the page only writes it as 06/07/2018; else that
    one day, twice.
    """
    other = make_day(found.year, found.day, found.month) if found.day <= 12 else None
    if other is None or other == found:
        return found, found
    ends = min(found, other), max(found, other)
    first = second = False
    written: date | None = None
    for match in _EITHER.finditer(html):
        one, two, year = int(match[1]), int(match[3]), int(match[4])
        first, second = first or 12 < one < 32, second or 12 < two < 32
        if (year - found.year) % 100 == 0 and {one, two} == {found.day, found.month}:
            written = written or date(found.year, two, one)  # if the day comes first
    if written is None or _is_written(found, html):
        return found, found
    if _is_written(other, html):
        return other, other
    if first == second:
        return ends
    day = written if first else found if written == other else other
    return day, day


def _is_written(day: date, html: str) -> bool:
    """Tell whether a page writes a day so that it can be no other."""
    numbers = rf"{day.year}([-/.]?)0?{day.month}\1(?:0?{day.day})(?![0-9]{{1,5}}(?![0-9]))"
    month = rf"{MONTHS[day.month - 1][:3]}[a-z]{{0,6}}"
    words = rf"\b(?:0?{day.day}(?:st|nd|rd|th)?[ .-]{{1,2}}{month}|{month}\.? 0?{day.day})\b.{{1,4}}{day.year}"
    return bool(re.search(numbers, html) or re.search(f"(?i){words}", html))
