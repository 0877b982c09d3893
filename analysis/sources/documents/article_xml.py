"""Articles in XML that is no feed: NITF, NewsML, TEI, JATS, DocBook, lists of articles, and the flat
XML of Word and LibreOffice.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..source import Problem, Record, Source, Unreadable
from .docx import read_word_xml
from .flow import Flow
from .odt import read_flat_xml
from .safe_xml import BadXml, iter_xml
from .whole_files import as_document

# Elements that are an article, by their names in small letters; of those within each other the
# outermost that holds no other is one.
_ARTICLES = {
    "article", "nitf", "newsitem", "tei", "tei.2", "item", "doc", "document", "record", "row", "story",
    "entry", "page", "post", "speech", "text", "report", "reuters",
}  # fmt: skip
_LISTS = {"newsml", "newsmessage", "teicorpus", "itemset"}  # that hold articles
# Where a body stands, the likeliest first.
_BODIES = (
    "body.content", "inlinexml", "inlinedata", "datacontent", "fulltext", "full_text", "full-text",
    "articlebody", "body", "maintext", "main_text", "content", "text", "description",
)  # fmt: skip
_PARAGRAPHS = {
    "p", "para", "head", "hl1", "hl2", "l", "li", "seg", "ab", "title", "block", "blockquote", "sec",
    "section", "div", "tr", "row", "br", "lb", "h1", "h2", "h3", "h4", "h5", "h6", "item", "u", "sp",
    "hedline", "headline", "simpara", "list", "quote", "lg", "td", "speaker", "paragraph",
}  # fmt: skip
# What says of an article what, the likeliest first.
_TITLES = ("hl1", "headline", "article-title", "title", "hedline", "heading", "head", "name")
_DATES = (
    "date.issue", "date.release", "pubdate", "pub_date", "published", "publicationdate",
    "publication_date", "firstcreated", "contentcreated", "dateline-date", "date", "firstpublished",
    "versioncreated", "datetime", "created",
)  # fmt: skip
_SOURCES = ("publication", "newspaper", "source", "provider", "publisher", "journal-title")
_AUTHORS = ("byline", "byttl", "author", "creator")
_DATE_VALUES = ("norm", "when", "date", "iso-8601-date", "datetime", "value", "when-iso")
# Parts of an article that are no text of it.
_SKIPPED = set("script style note graphic math table-wrap-foot ref-list fig media".split())
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:T(\d{2})(\d{2})(\d{2})?.{0,8})?\Z")
_LONGEST = 2000  # characters of a field
_FEWEST = 3  # words of a text


def read_article_xml(source: Source, data: bytes, root: str) -> Iterator[Record | Problem]:
    """Yield the articles of XML in UTF-8, with title, date and source where it names them: a single
    one by the file's name, more by it with their numbers.

    `root` is the name of the outermost element. `Unreadable` if it holds no article.
    """
    is_flat = b"office:body" in data[:200_000] and root == "document"
    if is_flat or root in ("wordDocument", "package") and b"schemas" in data[:5000]:
        flow = Flow()
        (read_flat_xml if is_flat else read_word_xml)(data, flow)
        yield as_document(source, flow.text(), {})
        return
    reader = _Articles(root)
    waiting: _Article | None = None  # the first, until it is known whether others follow
    number, fault = 0, None
    try:
        for event, line in iter_xml(data):
            article = reader.take(event, line)
            if article is None or not article.text():
                continue
            number += 1
            if number == 1:
                waiting = article
                continue
            if waiting:
                yield _make(source, waiting, 1)
                waiting = None
            yield _make(source, article, number)
    except BadXml as error:
        fault = error
    if waiting:
        yield _make(source, waiting, 1 if fault else 0)
    if fault:
        said = f"what follows was not read: it is no XML ({fault})"
        yield Problem(source.name, fault.line, said, "mend it there, or fetch the file again")
    elif not number:
        said = f"it is XML of a kind that is not read (root <{root[:60]}>)"
        raise Unreadable(1, said, "save its articles as .html or .csv")


def _make(source: Source, article: _Article, number: int) -> Record | Problem:
    doc_id = f"{source.stem}-{number:06d}" if number else source.stem
    line = article.line if number else 0
    fields = {
        "title": article.first(_TITLES),
        "date": article.day(),
        "source": article.first(_SOURCES),
        "author": article.first(_AUTHORS),
    }
    try:
        return as_document(source, article.text(), fields, doc_id=doc_id, line=line)
    except Unreadable as error:
        return Problem(source.name, line, str(error), error.remedy, doc_id=doc_id)


class _Article:
    """What has been read of an article: fields by element, and lines by the part that may be its
    body ("": paragraphs elsewhere).
    """

    def __init__(self, line: int, depth: int) -> None:
        self.line, self.depth = line, depth
        self.fields: dict[str, str] = {}
        self.bodies: dict[str, list[str]] = {}
        self.has_inner = False  # whether an article within it has been read

    def text(self) -> str:
        """Return the text of its body, "" if it has none."""
        if self.has_inner:
            return ""
        for name in (*_BODIES, ""):
            lines = (
                " ".join(line.split()) for line in "".join(self.bodies.get(name, ())).split("\n")
            )
            shown = list(filter(None, lines))
            if len(shown) > 1 and shown[0] == " ".join(self.first(_TITLES).split()):
                del shown[0]
            text = "\n".join(shown)
            if len(text.split()) >= _FEWEST or len(text) > 20:
                return text
        return ""

    def first(self, names: tuple[str, ...]) -> str:
        """Return the first of some fields that it has."""
        return next((v for name in names if (v := self.fields.get(name, "").strip())), "")

    def day(self) -> str:
        """Return its date, in ISO order where it is written without signs or in parts."""
        said = " ".join(self.first(_DATES).split())
        if found := _COMPACT.match(said):
            return "-".join(found.groups()[:3])
        parts = [self.fields.get(f"pub-date/{name}", "") for name in ("year", "month", "day")]
        if not said and parts[0].isdigit():
            return "-".join(part.zfill(2) for part in parts if part.isdigit())
        return said


class _Articles:
    """Events of XML to articles, each given when it ends."""

    def __init__(self, root: str) -> None:
        self._open: list[str] = []
        self._articles: list[_Article] = []
        self._body = ""
        self._body_depth = self._skipped = self._n_headers = 0
        self._root = root.lower()

    def take(self, event: tuple[str, str, dict[str, str]], line: int) -> _Article | None:
        """Take an event in; return the article that it ends."""
        kind, name, attributes = event
        if kind == "text":
            if self._articles and not self._skipped:
                self._add(self._articles[-1], name)
            return None
        name = name.rpartition(":")[2].lower()
        if kind == "start":
            self._start(name, attributes, line)
            return None
        return self._end(name)

    def _start(self, name: str, attributes: dict[str, str], line: int) -> None:
        self._open.append(name)
        depth = len(self._open)
        self._n_headers += name in _HEADERS
        if name in _ARTICLES and not self._body_depth and not self._skipped:
            if self._articles:
                self._articles[-1].has_inner |= name not in ("text", "item", "row", "page")
            if not self._articles or name not in ("text", "item", "row", "page"):
                self._articles.append(_Article(line, depth))
        if not self._articles:
            return
        article = self._articles[-1]
        if name in _SKIPPED:
            self._skipped += 1
        elif not self._body_depth and name in _BODIES and depth > article.depth:
            self._body, self._body_depth = name, depth
        elif self._body_depth and name in _BODIES[: _BODIES.index(self._body)]:
            article.bodies.pop(self._body, None)  # NITF's body holds a head beside its content
            self._body, self._body_depth = name, depth
        if name in _PARAGRAPHS:
            self._add(article, "\n")
        if name in _DATES and not article.fields.get(name):
            said = next(filter(None, map(attributes.get, _DATE_VALUES)), "")
            article.fields[name] = said[:_LONGEST]
        if name == "provider" and attributes.get("literal"):
            article.fields.setdefault(name, attributes["literal"][:_LONGEST])

    def _end(self, name: str) -> _Article | None:
        depth = len(self._open)
        self._n_headers -= name in _HEADERS
        if self._articles:
            article = self._articles[-1]
            if name in _PARAGRAPHS:
                self._add(article, "\n")
            if name in _SKIPPED and self._skipped:
                self._skipped -= 1
            if depth == self._body_depth:
                self._body, self._body_depth = "", 0
        self._open.pop()
        if self._articles and self._articles[-1].depth == depth:
            self._body_depth = 0
            return self._articles.pop()
        return None

    def _add(self, article: _Article, text: str) -> None:
        if self._body_depth:
            article.bodies.setdefault(self._body, []).append(text)
            if self._body == "body" and _HEADLINES & set(self._open[-2:]):  # NITF's appear there
                name = self._open[-1] if self._open[-1] in _HEADLINES else self._open[-2]
                self._keep(article, name, text)
            return
        place = self._open[-1] if self._open else ""
        if place in _PARAGRAPHS and not self._n_headers:
            article.bodies.setdefault("", []).append(text)
        for name in self._open[:-3:-1]:
            if name in _FIELDS and text.strip():
                self._keep(article, name, text)
                break
        if place in ("year", "month", "day") and self._open[-2:-1] == ["pub-date"]:
            article.fields.setdefault(f"pub-date/{place}", text.strip()[:4])

    def _keep(self, article: _Article, name: str, text: str) -> None:
        held = article.fields.get(name, "")
        # the first of a name counts, and its element is still open
        if not held or self._last == (id(article), name, len(self._open)):
            article.fields[name] = (held + text)[:_LONGEST]
            self._last = (id(article), name, len(self._open))

    _last: tuple[int, str, int] = (0, "", 0)


_FIELDS = {*_TITLES, *_DATES, *_SOURCES, *_AUTHORS}
_HEADLINES = {"hl1", "byline", "byttl"}
_HEADERS = set("teiheader front info itemmeta contentmeta newslines metadata back".split())
