"""The day of publication that the markup of a page states: in JSON-LD, or as a property."""

import json
import re
from collections.abc import Iterator
from datetime import date

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
