"""HTML to body, title, site and date by trafilatura and htmldate, and tags out of text that should
have none.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

# Without a bound htmldate asks the clock which dates are in the future; what lies beyond it becomes
# the bound itself.
_LATEST = date(2035, 12, 31)
_REMEDY = "save the page again, or its text as .txt"
_PAGE = re.compile(r"(?i)<(?:!doctype html|html|body)[\s>]")
_BLOCK = re.compile(r"(?i)</(?:p|div|article|section)>")
_TAG = re.compile(
    r"(?i)</?(?:a|article|b|body|br|div|em|font|h[1-6]|head|html|i|iframe|img|input|li|link|meta|noscript|object|ol|p|"
    r"script|section|span|strong|style|svg|table|td|th|title|tr|u|ul)\b[^<>]{0,2000}>"
)
_SILENT = ("script", "style", "noscript", "svg", "iframe", "object")
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
_LOWER = {letter: letter + 32 for letter in range(ord("A"), ord("Z") + 1)}
_UNREAD = re.compile(rf"(?i)<({'|'.join(_SILENT)})\b[^<>]{{0,2000}}>", re.ASCII)


class NotReadable(ValueError):
    """A document from which no article comes: the problem, the remedy and, where it is known, the
    line.
    """


@dataclass(frozen=True)
class Article:
    """What trafilatura and htmldate find in a page's HTML; "" and None where there is nothing."""

    text: str
    title: str = ""
    source: str = ""
    byline: str = ""
    date: date | None = None


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


def strip_tags(text: str) -> str:
    r"""Return a text without HTML tags and what stands in scripts and styles; its lines stay in
    number and place.

    Examples
    --------
    >>> strip_tags("Talks <b>held</b>\n<script>\nx < 1;\n</script>\nin Tokyo")
    'Talks held\n\n\n\nin Tokyo'
    """
    if "<" not in text:
        return text
    parts, place = [], 0
    # of the same length, which `lower()` need not be
    lower = text.translate(_LOWER) if _UNREAD.search(text) else ""
    last = {name: lower.rfind(f"</{name}") for name in _SILENT}
    while match := _UNREAD.search(text, place):
        name = match[1].lower()
        parts.append(text[place : match.start()])
        if last[name] < match.end():  # never closed: only the tag goes
            place = match.end()
            continue
        close = lower.find(f"</{name}", match.end())
        parts.append("\n" * text.count("\n", match.start(), close))
        place = close
    return _TAG.sub(_line_breaks, "".join([*parts, text[place:]]))


def _line_breaks(match: re.Match) -> str:
    return "\n" * match[0].count("\n")


def read_html(html: str, *, crawled: date | None = None) -> Article:
    """Find the article in a page's HTML.

    trafilatura's extraction, with recall favoured (what is lost is worse than what is left),
    without comments and tables. The date is the publication's in the page's markup, by htmldate;
    what stands in its visible text is left to `page_dates.find_date`, for htmldate takes the
    crawl's date there.

    Parameters
    ----------
    html
        A page's HTML, decoded.
    crawled
        The day on which the page was fetched, if known: a later date is none.

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
    limits = {"original_date": True, "extensive_search": False, "max_date": _LATEST.isoformat()}
    try:
        # As a tree: htmldate, which trafilatura asks for the date, would fetch a string that is an
        # address.
        tree = load_html(html)
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
    published = _read_date(found.date)
    return Article(
        found.text,
        found.title or "",
        found.sitename or "",
        found.author or "",
        published if published < _LATEST and (crawled is None or published <= crawled) else None,
    )


def _check_attributes(html: str) -> None:
    """Refuse HTML with a tag of so many attributes that a parser would take hours."""
    if any(map(_is_crowded, _START.finditer(html))) and any(map(_is_crowded, _LIVE.finditer(html))):
        raise NotReadable(
            f"a tag of it has more than {_MOST_ATTRIBUTES} attributes, as none of a page has",
            _REMEDY,
        )


def _is_crowded(match: re.Match) -> bool:
    """Tell whether a tag has too many attributes."""
    if match.end() - match.start() <= 2 * _MOST_ATTRIBUTES:
        return False
    tag = (match["tag"] or match["other"] or "") if match.re is _LIVE else match.group()
    return len(_VALUE.sub(" ", tag).replace("/", " ").split()) > _MOST_ATTRIBUTES


def _read_date(written: str | None) -> date:
    try:
        return date.fromisoformat(written or "")
    except ValueError:
        return _LATEST
