"""Files that are one document: flat text and HTML."""

import re
from collections.abc import Iterator

from .decoding import decode
from .html_charset import decode_html
from .source import EMPTY, MAX_DOCUMENT, SPLIT_IT, Record, Source, Unreadable

_SHORT = 1000  # characters of a text that may hold nothing that shows
_INVISIBLE = re.compile(r"[\s\ufeff\u200b-\u200f\u2060\u00ad]+")
_MOST = 1 << 18  # bytes of most articles


def read_plain(source: Source) -> Iterator[Record]:
    """Yield the one document that a source is."""
    yield read_text(source)


def read_bytes(source: Source) -> bytes:
    """Return the bytes of a source that is one document; `Unreadable` if there are too many."""
    with source.open() as stream:
        raw = stream.read(_MOST)  # asking for all that it may be would make room for that
        if len(raw) == _MOST:
            raw += stream.read(MAX_DOCUMENT + 1 - _MOST)
    if len(raw) > MAX_DOCUMENT:
        raise Unreadable(1, f"it is larger than {MAX_DOCUMENT:,} bytes, as no article is", SPLIT_IT)
    return raw


def read_text(source: Source) -> Record:
    """Read a source that is one document."""
    raw = read_bytes(source)
    if not raw.strip():
        raise Unreadable(1, *EMPTY)
    text, encoding = decode_html(raw) if source.kind == "html" else decode(raw)
    if len(text) < _SHORT and not _INVISIBLE.sub("", text):
        raise Unreadable(1, *EMPTY)
    return Record(source.stem, source.name, 0, text, source.kind == "html", encoding=encoding)
