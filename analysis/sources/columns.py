"""Which column of a table holds what, whatever the tool that wrote it calls it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from types import MappingProxyType

from .names import clean_name
from .source import Unreadable

_NAMES = {
    "doc_id": (
        "doc_id id url page_id _id uri guid web_url link article_id story_id stories_id "
        "document_id docid identifier permalink _id.$oid"
    ),
    "text": (
        "text body content crawl_text maintext article fulltext full_text article_text body_text "
        "story_text fields.bodyText plain_text plaintext cleaned_text text_content article_body "
        "articlebody body_plain story transcript speech_text speech statement raw_text content_text "
        "document"
    ),
    "html": "html raw_html fields.body content.rendered body_html content_html article_html "
    "content_encoded",
    "summary": "description summary abstract lead_paragraph snippet excerpt fields.trailText "
    "excerpt.rendered lede teaser",
    "date": (
        "date published pubdate date_publish published_at publish_date date_published "
        "publication_date pub_date publishing_date webPublicationDate published_date seendate "
        "datetimepub datetime date_time timestamp created_at publishedon posted posted_at "
        "post_date issued day date_gmt published_parsed firstPublishedDate release_date "
        "event_date speech_date dateline_date publish_time date.$date time"
    ),
    "date_low": "date_low",
    "date_high": "date_high",
    "crawl_date": "crawl_date crawled date_crawl crawled_at date_download scraped_at fetched_at "
    "filedate retrieved accessed",
    "title": "title headline headline.main webTitle headline_text fields.headline title.rendered "
    "article_title heading",
    "source": (
        "source outlet publisher sitename source.name source.title source-hostname hostname domain "
        "source_domain media_name publication newspaper site site_name publication_name source_name "
        "feed_title thread.site provider.name publisher.name author.site source_url media_url"
    ),
    "episode": "episode",
    "group": "group",
    "clean": "clean",
    "language": "language lang language_code lang_code inlanguage sourcelang",
}
#: Under what names a column is looked for, the first that is there; capitals, spaces, hyphens,
# underscores and dots do not count. Names of newspaper4k, news-please, fundus, trafilatura,
# NewsAPI, Media Cloud, GDELT, Event Registry, the Guardian's and the New York Times' APIs, readers
# of feeds, WordPress, Mongo and quanteda are among them.
ALIASES = {key: tuple(names.split()) for key, names in _NAMES.items()}
#: No names of columns.
NONE: Mapping[str, str] = MappingProxyType({})
_SHOWN = 40  # columns that are named, and characters of each
_NOT_IN_NAMES = re.compile(r"[\W_]+")


def squash(name: str) -> str:
    """Return a column's name without what does not count in it.

    Examples
    --------
    >>> squash("Published_At") == squash("publishedAt") == squash("published at")
    True
    """
    return _NOT_IN_NAMES.sub("", name).lower()


_SQUASHED = {key: tuple(dict.fromkeys(map(squash, names))) for key, names in ALIASES.items()}
#: All names by which something is found.
KNOWN = frozenset(name for names in _SQUASHED.values() for name in names)


def find_columns(names: Iterable[str], columns: Mapping[str, str]) -> dict[str, str]:
    """Return which column holds what, of `columns` first and then by `ALIASES`.

    Raises
    ------
    Unreadable
        If a column that `columns` names is not there.

    Examples
    --------
    >>> find_columns(["URL", "body", "lang"], {"language": "lang"})
    {'language': 'lang', 'doc_id': 'URL', 'text': 'body'}
    """
    names = list(names)
    missing = [column for column in columns.values() if column not in names]
    if missing:
        raise Unreadable(
            1,
            f"it has no column {missing[0]!r} (it has {list_names(names)})",
            "correct the name in columns",
        )
    by_name = {squash(name): name for name in reversed(names)}
    found = dict(columns)
    for key, aliases in _SQUASHED.items():
        column = next((by_name[alias] for alias in aliases if alias in by_name), None)
        if key not in found and column is not None:
            found[key] = column
    return found


def list_names(names: Iterable[str]) -> str:
    """Return names of columns, the first ones, cut where they are long."""
    names = list(names)
    more = f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else ""
    return ", ".join(clean_name(name[:_SHOWN]) for name in names[:_SHOWN]) + more
