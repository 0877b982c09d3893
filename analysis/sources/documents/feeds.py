"""RSS and Atom feeds (.rss, .atom, .xml): each entry a document, its markup left as it is."""

import html
import re
from collections.abc import Iterator

from ..names import clean_name
from ..source import MAX_DOCUMENT, Problem, Record, Source, Unreadable
from .article_xml import read_article_xml
from .mail import read_mail_date
from .safe_xml import BadXml, decode_xml, iter_xml, mend_xml
from .whole_files import as_document, clean_field, clean_fields, read_whole

_FEEDS = {"rss", "feed", "RDF"}
_ENTRIES = {"item", "entry"}
#: Bytes of a feed; some are archives of a site.
MAX_FEED = 100_000_000
_MOST_FAULTS = 100  # places at which reading begins anew
_LONGEST_HEAD = 20_000  # characters before the first entry that are read again at each
_MEND = "mend it there, or fetch the feed again"
# What an entry is read from: the first that it has of each.
_TEXTS = ("content:encoded", "content", "description", "summary", "media:description")
_DATES = ("pubDate", "published", "wp:post_date", "dc:date", "dc:issued", "updated", "dc:modified")
_AUTHORS = ("dc:creator", "author", "name")
_LONGEST_TITLE = 20_000  # characters, with markup
_VOID = {"br", "img", "hr"}  # elements of XHTML that have no end
_ENTRY_TAG = re.compile(rb"<(?:\w{1,20}:)?(?:item|entry)[\s>]")
_TAG = re.compile(r"<[a-zA-Z/!][^<>]{0,2000}>|&(?:#\d{1,7}|#x[\da-fA-F]{1,6}|\w{2,30});")


def read_xml(source: Source) -> Iterator[Record | Problem]:
    """Yield the entries of a feed, the page that a file of XHTML is, or the articles of other XML.

    An entry's id is its link, its date the day of publication or else of its last change; its
    source is the feed's title. An entry that is not well formed costs itself. `Unreadable` if it is
    no XML, or holds no article.
    """
    raw = read_whole(source, MAX_FEED)
    try:
        text = decode_xml(raw)
    except Unreadable as error:
        raise Unreadable(error.line, str(error), "save it as UTF-8") from error
    data = mend_xml(text)
    root = _find_root(data)
    if root == "html":
        yield as_document(source, text, {}, is_html=True)
    elif root in _FEEDS:
        yield from _read_entries(source, data)
    else:
        yield from read_article_xml(source, data, root)


def _find_root(data: bytes) -> str:
    try:
        for (kind, name, _), _ in iter_xml(data[:200_000]):
            if kind == "start":
                return clean_name(name)
    except BadXml as error:
        if re.search(rb"(?i)<html[\s>]", data[:2000]):
            return "html"
        remedy = "check what was saved under its name"
        raise Unreadable(error.line, f"it is no XML ({error})", remedy) from error
    return ""


def _read_entries(source: Source, data: bytes) -> Iterator[Record | Problem]:
    """Yield entries; behind a fault reading begins anew at the next entry."""
    reader = _Entries(source)
    first = _ENTRY_TAG.search(data)
    head = data[: first.start()] if first else b""
    place, line, faults = 0, 0, 0
    while True:
        piece = data[place:] if not place else head + data[place:]
        shift = line - head.count(b"\n") if place else 0
        try:
            for event, at in iter_xml(piece):
                yield from reader.take(event, at + shift)
            break
        except BadXml as error:
            faults += 1
            last = place + max(0, error.place) - (len(head) if place else 0)
            yield reader.say_fault(error, shift)
            again = _ENTRY_TAG.search(data, max(last, place + 1))
            if not again:
                break
            if faults >= _MOST_FAULTS or len(head) > _LONGEST_HEAD:
                said = "what follows was not read: it is no XML in too many places"
                yield Problem(source.name, error.line + shift, said, _MEND)
                break
            line += data.count(b"\n", place, again.start())
            place = again.start()
            reader.begin_anew()
    if not (reader.number or faults):
        raise Unreadable(1, "it is a feed without entries", "check what was saved")


class _Entries:
    """Takes events of a feed in, and gives entries out when they end."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self.number = 0
        self._feed_title: list[str] = []
        self.begin_anew()

    def begin_anew(self) -> None:
        """Forget the entry in hand, and what is open."""
        self._entry: dict[str, list[str]] | None = None
        self._open: list[str] = []
        self._line = self._depth = self._size = 0
        self._link = ""
        self._inner = ""  # the element of the entry that text goes to
        self._is_xhtml = False

    def take(self, event: tuple[str, str, dict[str, str]], line: int) -> Iterator[Record | Problem]:
        """Take an event in; yield the entry that it ends."""
        kind, name, attributes = event
        if kind == "start":
            self._open.append(name)
            if name in _ENTRIES and self._entry is None:
                self.number += 1
                self._entry, self._line, self._depth = {}, line, len(self._open)
                self._link, self._size = attributes.get("about", ""), 0
            elif self._entry is not None:
                self._start(name, attributes)
        elif kind == "text":
            self._text(name)
        elif self._open:
            depth = len(self._open)
            self._open.pop()
            if self._entry is None:
                return
            if depth == self._depth:
                yield self._finish()
                self._entry = None
            elif depth == self._depth + 1:
                self._inner = ""
            elif self._inner in _TEXTS and name not in _VOID:
                self._add(self._inner, f"</{name}>")

    def say_fault(self, error: BadXml, shift: int) -> Problem:
        """Say what is wrong with the entry in hand, or with what is between entries."""
        within = self._entry is not None
        which = "the entry cannot be read" if within else "it cannot be read here"
        said, link = f"{which}: it is no XML ({error})", self._find_link() if within else ""
        return Problem(self._source.name, error.line + shift, said, _MEND, doc_id=link)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if len(self._open) == self._depth + 1:
            self._inner = name
            self._is_xhtml = attributes.get("type", "") == "xhtml"
            if name == "content" and attributes.get("src"):
                self._inner = ""
            if name == "link" and attributes.get("rel", "alternate") == "alternate":
                self._link = self._link or attributes.get("href", "")
            if self._inner and self._entry.get(name):
                self._inner = f"{name} again"  # the first of a name counts
        elif self._inner in _TEXTS:  # markup that is not escaped
            self._add(self._inner, f"<{name}>")
            self._entry.setdefault("is_html", ["yes"])
        elif self._inner in ("author", "author's"):  # who has a name, an address, a page
            self._inner = "author" if name == "name" else "author's"

    def _text(self, text: str) -> None:
        if self._entry is not None:
            if self._is_xhtml and self._inner in _TEXTS:
                text = text.replace("&", "&amp;").replace("<", "&lt;")
            if self._inner:
                self._add(self._inner, text)
        elif self._open[-1:] == ["title"] and self._open[-2:-1] != ["image"] and not self.number:
            self._feed_title.append(text[:_LONGEST_TITLE])

    def _add(self, name: str, text: str) -> None:
        self._size += len(text)
        if self._size <= 2 * MAX_DOCUMENT:
            self._entry.setdefault(name, []).append(text)

    def _get(self, names: tuple[str, ...]) -> str:
        texts = ("".join(self._entry.get(name, ())).strip() for name in names)
        return next(filter(None, texts), "")

    def _find_link(self) -> str:
        link = self._link or self._get(("link", "guid", "id"))
        return clean_name(clean_field(link)[:2000])

    def _finish(self) -> Record | Problem:
        source, text = self._source, self._get(_TEXTS)
        doc_id = self._find_link() or f"{source.stem}-{self.number:06d}"
        if not text or self._size > MAX_DOCUMENT:
            problem = "its text is longer than any article's" if text else "the entry has no text"
            remedy = "take it out" if text else "fetch the page that it names"
            return Problem(source.name, self._line, problem, remedy, doc_id=doc_id)
        is_html = bool(_TAG.search(text)) or "is_html" in self._entry
        title = self._get(("title", "media:title"))
        fields = {
            "title": _TAG.sub("", _unescape(title)) if title else "",
            "source": _unescape("".join(self._feed_title)),
            "date": read_feed_date(self._get(_DATES)),
            "author": self._get(_AUTHORS),
        }
        return Record(doc_id, source.name, self._line, text, is_html, clean_fields(fields))


def _unescape(text: str) -> str:
    return html.unescape(text[:_LONGEST_TITLE])


def read_feed_date(said: str) -> str:
    """Return a date as RSS or Atom has it in ISO order; one in neither format stays as it is.

    >>> read_feed_date("Wed, 01 May 2024 10:00:00 +0900"), read_feed_date("2024-05-01T10:00:00Z")
    ('2024-05-01T10:00:00+09:00', '2024-05-01T10:00:00Z')
    """
    said = clean_field(said)[:100]
    return said if re.match(r"\d{4}-\d\d", said) else read_mail_date(said) or said
