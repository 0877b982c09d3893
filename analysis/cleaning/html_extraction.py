"""HTML to body, title, site and date by trafilatura and htmldate, and tags out of text that should
have none.
"""

import re
from copy import deepcopy
from dataclasses import dataclass
from datetime import date

from .markup_dates import LATEST, find_published

_REMEDY = "save the page again, or its text as .txt"
_PAGE = re.compile(r"(?i)<(?:!doctype html|html|body)[\s>]")
_BLOCK = re.compile(r"(?i)</(?:p|div|article|section)>")
# A tag up to its end: a ">" within quotes, which stand behind "=", does not end it. Possessive, so
# that it takes linear time.
_TO_END = r"(?:[^=>]++|=\s*+(?:\"[^\"]*+\"|'[^']*+')?+)*+"
_START = re.compile(rf"<[A-Za-z]{_TO_END}")
# The same, and before it what holds no tags, for the few pages where a script may only look like a
# long tag.
_LIVE = re.compile(
    rf"(?is)<!--(?:-?>|.*?(?:--!?>|\Z))|(?P<tag><(?P<raw>script|style)\b{_TO_END})>.*?(?:</(?P=raw)|\Z)|(?P<other><[a-z]{_TO_END})"
)
_VALUE = re.compile(r"=\s*+(?:\"[^\"]*+\"|'[^']*+'|[^\s>]*+)")
_MOST_ATTRIBUTES = 500  # of a tag: libxml2 compares each with all before it


class NotReadable(ValueError):
    """A document from which no article comes: the problem, the remedy and, where it is known, the
    line.
    """


_LONGEST_STAMP = 60  # characters of the words of a day


@dataclass(frozen=True)
class Article:
    """What trafilatura and htmldate find in a page's HTML; "" and None where there is nothing.

    `stamp` are the words of its only `<time>`, where no day is found; `address` is that which the
    page gives for itself.
    """

    text: str
    title: str = ""
    source: str = ""
    byline: str = ""
    days: tuple[date, date] | None = None
    stamp: str = ""
    address: str = ""


def looks_like_html(text: str) -> bool:
    """Tell whether a text is a page's HTML: it says so, or closes three paragraphs.

    Examples
    --------
    >>> looks_like_html("<!DOCTYPE html><p>Talks"), looks_like_html("a < b <b>bold</b>")
    (True, False)
    """
    return "<" in text and bool(
        _PAGE.search(text[:5000]) or len(_BLOCK.findall(text[:50_000])) >= 3
    )


def read_html(html: str, *, crawled: date | None = None) -> Article:
    """Find the article in a page's HTML.

    trafilatura's extraction, with recall favoured (what is lost is worse than what is left),
    without comments and tables. The date is the publication's in the page's markup, by
    `find_published`, and none that is later than the day on which the page was fetched; dates in
    its visible text are left to `page_dates.find_date`, for htmldate takes the crawl's date there.

    Raises
    ------
    NotReadable
        If trafilatura and htmldate are not installed, if it is no HTML, or if it holds no article.
    """
    try:
        from trafilatura import bare_extraction, load_html
    except ImportError as error:
        raise NotReadable(
            f"HTML needs the package {error.name}, which is not installed",
            "install trafilatura and htmldate: pip install 'shifting-priorities[html]'",
        ) from error
    _check_attributes(html)
    limits = {"original_date": True, "extensive_search": False, "max_date": LATEST.isoformat()}
    try:
        # As a tree: htmldate, which trafilatura asks for the date, would fetch a string that is an
        # address.
        tree = load_html(html)
        dated = deepcopy(tree)  # for extraction changes it
        found = tree is not None and bare_extraction(
            tree,
            favor_recall=True,
            include_comments=False,
            include_tables=False,
            with_metadata=True,
            date_extraction_params=limits,
        )
    except Exception as error:  # of a parser, of which there is no list
        raise NotReadable(f"the HTML cannot be parsed: {error}", _REMEDY) from error
    if not found or not (found.text or "").strip():
        raise NotReadable("the HTML holds no article", "check what was saved")
    days = _find_days(dated, html, found.url)
    title, source, byline = (said or "" for said in (found.title, found.sitename, found.author))
    stamp = "" if days else _find_stamp(dated)
    address = found.url or ""
    return Article(found.text, title, source, byline, _bound(days, crawled), stamp, address)


def _find_stamp(tree) -> str:
    """Return the words of a page's only `<time>`, which extraction leaves out; "" if it has more."""
    said = {" ".join("".join(element.itertext()).split()) for element in tree.iter("time")}
    stamp = said.pop() if len(said) == 1 else ""
    return stamp if len(stamp) <= _LONGEST_STAMP and any(map(str.isdigit, stamp)) else ""


def _check_attributes(html: str) -> None:
    """Refuse HTML with a tag of so many attributes that a parser would take hours."""
    if any(map(_is_crowded, _START.finditer(html))) and any(map(_is_crowded, _LIVE.finditer(html))):
        said = f"a tag of it has more than {_MOST_ATTRIBUTES} attributes, as none of a page has"
        raise NotReadable(said, _REMEDY)


def _is_crowded(match: re.Match) -> bool:
    """Tell whether a tag has too many attributes."""
    if match.end() - match.start() <= 2 * _MOST_ATTRIBUTES:
        return False
    tag = (match["tag"] or match["other"] or "") if match.re is _LIVE else match.group()
    return len(_VALUE.sub(" ", tag).replace("/", " ").split()) > _MOST_ATTRIBUTES


def _find_days(tree, html: str, url: str | None) -> tuple[date, date] | None:
    """Return the days that the markup gives; what stumbles over it costs the date alone."""
    try:
        return find_published(tree, html, url)
    except Exception:  # of a parser, of which there is no list
        return None


def _bound(days: tuple[date, date] | None, crawled: date | None) -> tuple[date, date] | None:
    """Return the days up to that on which the page was fetched: of two, the one that is left."""
    if days is None or crawled is None or days[1] <= crawled:
        return days
    return (days[0], days[0]) if days[0] <= crawled else None
