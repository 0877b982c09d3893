"""The day on which a page's markup says that its article was published: in JSON-LD, as a property, or
by what htmldate finds.

What would mislead htmldate is taken out before: when the page was last changed, dates of other
articles beside it, and what is no day of the calendar.
"""

import json
import re
from collections.abc import Iterator
from datetime import date

from ..core.calendar_names import MONTHS

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
_ISO = re.compile(r"([0-9]{4})[-/.]?([0-9]{2})[-/.]?([0-9]{2})(?![0-9]{1,5}(?![0-9]))")
_TURNED = re.compile(r"([0-9]{1,2})[-/.]([0-9]{1,2})[-/.]([0-9]{4})(?![0-9])")
_COARSE = re.compile(r"[0-9]{4}(?:[-/.][0-9]{1,2})?")  # a year or a month: htmldate adds a day
JSON_DAY = re.compile(r'"date(?:Published|Created|Modified)"\s{0,9}:\s{0,9}"[^"]{0,60}"')
_ARTICLE = re.compile(r"Article$|Posting$|Report|Review$")
_PART = re.compile(
    r"Video|Image|Audio|Media|Comment|Answer|Question|Site|Organi|Person|Product|Event|List"
)
_LONGEST = 60  # characters of a date
_LARGEST_JSON = 200_000  # characters of a script that is read


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


def find_json_day(tree) -> str:
    """Return when JSON-LD says that an article was published, or ""; what else is dated there, such
    as a video, is no longer.
    """
    said: dict[bool, str] = {}
    for script in tree.iter("script"):
        text = script.text or ""
        if "ld+json" not in script.get("type", "") or '"datePublished"' not in text:
            continue
        if len(text) > _LARGEST_JSON:
            continue
        try:
            items = list(_list_dated(json.loads(text, strict=False)))
        except (ValueError, RecursionError):  # htmldate still looks at its text
            continue
        script.text = JSON_DAY.sub('"":""', text)
        for is_article, written in items:
            if 6 < len(written) <= _LONGEST and not is_wrong(written):
                iso = _ISO.match(written)
                said.setdefault(is_article, "-".join(iso.groups()) if iso else written)
    return said.get(True) or said.get(False, "")


def _list_dated(data: object) -> Iterator[tuple[bool, str]]:
    """Yield the dates of what JSON-LD says of a page, and whether each is of an article, level by
    level.
    """
    level = [data]
    while level:
        below: list[object] = []
        for item in level:
            if isinstance(item, list):
                below += item
            elif isinstance(item, dict):
                kinds = item.get("@type")
                kinds = kinds if isinstance(kinds, list) else [kinds]
                names = [kind for kind in kinds if isinstance(kind, str)]
                written, is_article = item.get("datePublished"), any(map(_ARTICLE.search, names))
                if isinstance(written, str) and (is_article or not any(map(_PART.search, names))):
                    yield is_article, written.strip()
                below += [item[key] for key in ("@graph", "mainEntity") if key in item]
        level = below


def find_item_day(tree) -> str:
    """Return when an element of any kind says that the article was published, or ""."""
    for element in tree.iter():
        if element.get("itemprop") == "datePublished" and element.tag not in ("meta", "time"):
            written = element.get("content") or element.get("datetime") or element.text or ""
            if 6 < len(written.strip()) <= _LONGEST and not is_wrong(written):
                return written.strip()
    return ""


def state(tree, written: str) -> None:
    """Write a date into the page's head unless one appears there."""
    published = (m for m in tree.iter("meta") if "publish" in m.get("property", "").lower())
    if any(element.get("content") for element in published):
        return
    head = next(tree.iter("head"), tree)
    meta = head.makeelement("meta", {"property": "article:published_time"})
    meta.set("content", written)
    head.insert(0, meta)


def is_wrong(written: str) -> bool:
    """Tell whether a date is no day of the calendar, or names only a month or year."""
    written = written.strip()
    iso = _ISO.match(written)
    if iso:
        return make_day(*map(int, iso.groups())) is None
    turned = _TURNED.match(written)
    if turned:
        one, two, year = map(int, turned.groups())
        return not (make_day(year, one, two) or make_day(year, two, one))
    return bool(_COARSE.fullmatch(written))


def make_day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def keep_right(match: re.Match) -> str:
    """Return a date of JSON unless it is of a change or no day."""
    name, _, value = match[0].partition(":")
    return '"":""' if "Modified" in name or is_wrong(value.strip(' "\n\t')) else match[0]
