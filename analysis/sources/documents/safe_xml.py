"""XML as a stream of events: no entity is fetched or expanded, and small faults are mended."""

import re
from collections.abc import Container, Iterator
from functools import lru_cache
from html.entities import html5
from xml.parsers import expat

from ..html_charset import decode_as
from ..source import Unreadable

# The parser searches a token again with each piece that it is given, so that pieces are few.
_PIECE = 1 << 18
_DECLARED = re.compile(rb"<\?xml[^>]{0,200}encoding=[\"']([\w.-]{2,40})[\"']")
_DECLARATION = re.compile(r"\s*+<\?xml[^>]{0,300}\?>")
_NOT_XML = dict.fromkeys([*range(9), 11, 12, *range(14, 32), 0xFFFE, 0xFFFF])
_BARE = re.compile(r"&(?!#\d{1,7};|#x[\da-fA-F]{1,6};|[A-Za-z]\w{0,40};)")
_HOSTILE = "it declares entities, as no document needs to"

_NONE: dict[str, str] = {}

#: What comes next: "start" with its name and attributes, "end" with its name, "text" with it.
Event = tuple[str, str, dict[str, str]]


class BadXml(ValueError):
    """What is wrong with XML; `line` counts from 1, `place` is the byte where it is."""

    def __init__(self, problem: str, line: int, place: int) -> None:
        super().__init__(problem)
        self.line, self.place = line, place


def iter_xml(raw: bytes) -> Iterator[tuple[Event, int]]:
    """Yield events of XML, each with its line.

    Names are without their namespaces, except where two of one name would be confused:
    `content:encoded`, `media:title` and others of the prefixes in `_KEPT` stay apart. `BadXml`
    where it is not well formed, when what came before has been yielded; `Unreadable` if it declares
    entities.
    """
    events: list[tuple[Event, int]] = []
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text, parser.buffer_size = True, 1 << 16
    # names of HTML, such as &nbsp;, are no error but come to the default handler
    parser.UseForeignDTD(True)

    def start(name: str, attributes: dict[str, str]) -> None:
        named = {_name(key): value for key, value in attributes.items()} if attributes else _NONE
        events.append((("start", _name(name), named), parser.CurrentLineNumber))

    def end(name: str) -> None:
        events.append((("end", _name(name), _NONE), parser.CurrentLineNumber))

    def text(data: str) -> None:
        events.append((("text", data, _NONE), parser.CurrentLineNumber))

    def other(data: str) -> None:
        if data.startswith("&") and data.endswith(";"):
            text(html5.get(data[1:], data))

    def refuse(*_) -> None:
        raise Unreadable(parser.CurrentLineNumber, _HOSTILE, "take its DOCTYPE out")

    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.CharacterDataHandler, parser.DefaultHandlerExpand = text, other
    parser.EntityDeclHandler = refuse
    fault = None
    for place in range(0, len(raw) + 1, _PIECE):
        piece = raw[place : place + _PIECE]
        try:
            parser.Parse(piece, place + _PIECE > len(raw))
        except expat.ExpatError as error:
            said = expat.ErrorString(error.code) or "not well formed"
            fault = BadXml(said, error.lineno, parser.ErrorByteIndex)
        except (LookupError, ValueError) as error:  # an encoding that Python has not
            if isinstance(error, Unreadable):
                raise
            fault = BadXml(str(error), 1, 0)
        yield from events
        events.clear()
        if fault:
            raise fault


def iter_shown(raw: bytes, skipped: Container[str], what: str, remedy: str) -> Iterator[Event]:
    """Yield the events of a part of an office document, `what`, outside elements that are no text;
    `Unreadable` where it is not well formed.
    """
    depth = 0  # of elements that are skipped
    try:
        for event, _ in iter_xml(raw):
            kind, name, _ = event
            if kind != "text" and name in skipped:
                depth += 1 if kind == "start" else -1
            elif not depth:
                yield event
    except BadXml as error:
        raise Unreadable(0, f"{what} is damaged ({error})", remedy) from error


# Elements that feeds name like ones of their own, by what their namespace holds.
_KEPT = {
    "http://search.yahoo.com/mrss/": "media:",
    "http://www.itunes.com/dtds/podcast-1.0.dtd": "itunes:",
    "http://purl.org/dc/elements/1.1/": "dc:",
    "http://purl.org/dc/terms/": "dc:",
    "http://purl.org/rss/1.0/modules/content/": "content:",
    "http://purl.org/rss/1.0/modules/slash/": "slash:",
    "http://purl.org/rss/1.0/modules/wfw/": "wfw:",
    "http://wellformedweb.org/CommentAPI/": "wfw:",
}


@lru_cache(1024)
def _name(name: str) -> str:
    namespace, _, local = name.rpartition(" ")
    return _KEPT.get(namespace, "") + local


def decode_xml(raw: bytes) -> str:
    """Return XML as text: in UTF-8, as it declares, or as it reads best; else `Unreadable`."""
    said = _DECLARED.match(raw.lstrip()[:400])
    return decode_as(raw, said[1].decode("ascii") if said else "")


def mend_xml(text: str) -> bytes:
    r"""Return XML as UTF-8, with what is often wrong in feeds put right: an ampersand by itself,
    characters that XML may not hold, a declaration of another encoding.

    >>> mend_xml("<a>R&D <![CDATA[Q&A]]>\x0b</a>")
    b'<a>R&amp;D <![CDATA[Q&A]]></a>'
    """
    head = text[:400].lstrip("\ufeff")  # lines are counted on, so that the declaration's stay
    head = _DECLARATION.sub(lambda m: "\n" * m[0].count("\n"), head, count=1)
    text = (head + text[400:]).translate(_NOT_XML)
    pieces, place = [], 0
    while True:
        start = text.find("<![CDATA[", place)
        end = text.find("]]>", start) if start >= 0 else -1
        if end < 0:
            pieces.append(_BARE.sub("&amp;", text[place:]))
            return "".join(pieces).encode("utf-8", "replace")
        pieces += [_BARE.sub("&amp;", text[place:start]), text[start : end + 3]]
        place = end + 3
