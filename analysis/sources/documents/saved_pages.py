"""Web pages saved whole by a browser (.mht, .mhtml, .webarchive), and e-books (.epub)."""

import email.parser
import plistlib
import posixpath
import re
import zipfile
from collections.abc import Iterator
from email.message import Message
from itertools import islice
from urllib.parse import unquote

from ..beside import say_passed_over
from ..html_charset import decode_named
from ..source import Problem, Record, Source, Unreadable
from .mail import MAX_MESSAGE, BoundedMessage, read_mail_date
from .mail_parts import decode_part, read_header
from .safe_xml import BadXml, decode_xml, iter_xml, mend_xml
from .whole_files import as_document, clean_field, open_parts, read_part, read_whole

_MOST_PARTS = 2000
_HTML = ("text/html", "application/xhtml+xml")
_SAVE = "save the page again as .html"
_CONVERT = "convert it to .html, one file for each chapter"
_TAG = re.compile(r"<[^<>]{0,2000}>")
_HEAD, _END_OF_HEAD = re.compile(r"(?i)<head[\s>]"), re.compile(r"(?i)</head>")
_TITLE = re.compile(r"(?is)<h[1-3][^<>]{0,500}>(.{1,1000}?)</h[1-3]>")
_FEWEST_WORDS = 20  # of a chapter; what has fewer is a cover, a title or a list of contents


def read_mhtml(source: Source) -> Iterator[Record | Problem]:
    """Yield the page in a browser's file, saved on `crawl_date`; `Unreadable` without HTML."""
    raw = read_whole(source, MAX_MESSAGE).lstrip()
    message: Message = email.parser.BytesParser(BoundedMessage).parsebytes(raw)
    parts = (p for p in islice(message.walk(), _MOST_PARTS) if not p.is_multipart())
    page = next((part for part in parts if part.get_content_type() in _HTML), None)
    if page is None:
        raise Unreadable(0, "it is no saved web page (it has no part of HTML)", _SAVE)
    fields = {
        "title": read_header(message, "subject"),
        "url": read_header(message, "snapshot-content-location"),
        "crawl_date": read_mail_date(read_header(message, "date")),
    }
    yield as_document(source, decode_part(page, 0), fields, is_html=True)


def read_webarchive(source: Source) -> Iterator[Record | Problem]:
    """Yield the page that an archive of Safari holds; `Unreadable` if its main part is no text."""
    try:
        main = plistlib.loads(read_whole(source, MAX_MESSAGE))["WebMainResource"]
        raw, kind = main["WebResourceData"], str(main.get("WebResourceMIMEType", ""))
    except Unreadable:
        raise
    except Exception as error:  # of the library, which has many ways to fail
        raise Unreadable(0, "it is damaged, or no web archive of Safari", _SAVE) from error
    if not isinstance(raw, bytes) or not kind.startswith(("text/", "application/xhtml")):
        raise Unreadable(0, f"it holds {clean_field(kind) or 'no text'}", _SAVE)
    said = str(main.get("WebResourceTextEncodingName", ""))[:40]
    text = decode_named(raw, said) if said else None
    if text is None:
        text = raw.decode("utf-8", "replace")
    fields = {"url": str(main.get("WebResourceURL", ""))}
    yield as_document(source, text, fields, is_html="html" in kind)


def read_epub(source: Source) -> Iterator[Record | Problem]:
    """Yield the chapters of an e-book, each a document of HTML named by the file with the chapter's
    number; the book is their source. `Unreadable` if it cannot be read, or is locked.
    """
    parts = open_parts(read_whole(source), "e-book")
    if read_part(parts, "META-INF/rights.xml"):
        raise Unreadable(0, "it is locked (DRM)", "get a copy that is not locked")
    names, known = _read_package(parts)
    fields = {"source": known.get("title", ""), "author": known.get("creator", "")}
    fields["date"] = known.get("date", "")[:10]
    number, passed_over = 0, []
    for name in names[:_MOST_PARTS]:
        try:
            text = decode_xml(read_part(parts, name))
        except Unreadable as error:
            said = f"its part {clean_field(name)[:100]} cannot be read ({error})"
            yield Problem(source.name, 0, said, _CONVERT)
            continue
        body = _drop_head(text)
        if len(_TAG.sub(" ", body).split()) < _FEWEST_WORDS:
            passed_over.append(name)
            continue
        number += 1
        heading = _TITLE.search(body)
        title = {"title": clean_field(_TAG.sub(" ", heading[1]))} if heading else {}
        doc_id = f"{source.stem}-{number:04d}"
        yield as_document(source, text, fields | title, is_html=True, doc_id=doc_id, line=number)
    yield from say_passed_over(source.name, passed_over, what="part")
    if not number:
        raise Unreadable(0, "it holds no text", _CONVERT)


def _drop_head(text: str) -> str:
    start = _HEAD.search(text)
    end = _END_OF_HEAD.search(text, start.end()) if start else None
    return text[: start.start()] + text[end.end() :] if start and end else text


def _read_package(parts: zipfile.ZipFile) -> tuple[list[str], dict[str, str]]:
    """Return the pages of an e-book in the order of reading, and what it says of itself."""
    package, items, order = "", {}, []
    known: dict[str, str] = {}
    named = ""
    try:
        for (kind, name, attributes), _ in iter_xml(read_part(parts, "META-INF/container.xml")):
            if kind == "start" and name == "rootfile" and not package:
                package = attributes.get("full-path", "")
        folder = posixpath.dirname(package)
        said = mend_xml(decode_xml(read_part(parts, package)))
        for (kind, name, attributes), _ in iter_xml(said):
            if kind == "text":
                if named:
                    known[named] = known.get(named, "") + name[:1000]
            elif kind == "end":
                named = ""
            elif name.startswith("dc:"):
                named = name[3:] if not known.get(name[3:]) else ""
            elif name == "item" and "nav" not in attributes.get("properties", "").split():
                place = posixpath.join(folder, unquote(attributes.get("href", "")))
                items[attributes.get("id", "")] = posixpath.normpath(place)
            elif name == "itemref" and attributes.get("idref", "") in items:
                order.append(items[attributes["idref"]])
    except (BadXml, Unreadable):
        pass  # its pages are read as they appear in it
    there = set(parts.namelist())
    pages = [name for name in dict.fromkeys(order) if name in there]
    if not pages:
        pages = [n for n in parts.namelist() if n.lower().endswith((".xhtml", ".html", ".htm"))]
    return pages, known
