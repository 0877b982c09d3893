"""Answers of web servers in archives of the web: head and body apart, the body unpacked."""

import re
import zlib

from ..html_charset import decode_as
from ..source import MAX_DOCUMENT, Unreadable

_LONGEST_HEAD = 100_000  # bytes
_CHUNK_SIZE = re.compile(rb"([\da-fA-F]{1,8})[^\r\n]{0,200}\r?\n")
_META = re.compile(rb"(?i)<meta[^<>]{0,200}charset=[\"']?([\w-]{2,20})")
_CHARSET = re.compile(r"(?i)charset=[\"']?([\w.-]{2,30})")
_FETCH = "fetch the page again"


def split_head(raw: bytes) -> tuple[str, dict[str, str], bytes]:
    r"""Return the first line of a message, its headers by name in small letters, and its body.

    >>> split_head(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<p>")
    ('HTTP/1.1 200 OK', {'content-type': 'text/html'}, b'<p>')
    """
    end = re.search(rb"\r?\n\r?\n", raw[:_LONGEST_HEAD])
    head = raw[: end.start()] if end else raw[:_LONGEST_HEAD]
    first, *lines = head.decode("latin-1").replace("\r\n", "\n").split("\n")
    headers: dict[str, str] = {}
    for line in lines:
        name, colon, value = line.partition(":")
        if colon:  # the first of a name counts
            headers.setdefault(name.strip().lower(), value.strip())
    return first.strip(), headers, raw[end.end() :] if end else b""


def unpack_body(headers: dict[str, str], body: bytes) -> bytes:
    """Return a body without the ways in which it was sent: in chunks, and packed. Many archives
    keep it unpacked, whatever the headers say.

    `Unreadable` if it is packed in a way that is not known, or expands to more than a document.
    """
    if "chunked" in headers.get("transfer-encoding", "").lower():
        body = _join_chunks(body)
    packing = headers.get("content-encoding", "").strip().lower()
    if packing in ("gzip", "x-gzip", "deflate"):
        body = _expand(body, packing)
    elif packing in ("br", "zstd") and body.lstrip()[:1] != b"<":
        raise Unreadable(0, f"the page is packed as {packing}, which is not read", _FETCH)
    if len(body) > MAX_DOCUMENT:
        raise Unreadable(0, f"the page is larger than {MAX_DOCUMENT:,} bytes", "take it out")
    return body


def _join_chunks(body: bytes) -> bytes:
    """Return a body without the sizes between its chunks; as it is if it has none."""
    pieces, place = [], 0
    while found := _CHUNK_SIZE.match(body, place):
        size = int(found[1], 16)
        pieces.append(body[found.end() : found.end() + size])
        place = found.end() + size
        place += 2 if body[place : place + 2] == b"\r\n" else body[place : place + 1] == b"\n"
        if not size:
            break
    return b"".join(pieces) if place else body


def _expand(body: bytes, packing: str) -> bytes:
    if packing == "deflate":
        plain = body[:1] != b"\x78"  # with the head of zlib, as it should be, or without
        unpack = zlib.decompressobj(-zlib.MAX_WBITS if plain else zlib.MAX_WBITS)
    elif body[:2] == b"\x1f\x8b":
        unpack = zlib.decompressobj(16 + zlib.MAX_WBITS)
    else:
        return body  # unpacked already
    try:
        return unpack.decompress(body, MAX_DOCUMENT + 1)
    except zlib.error as error:
        if body.lstrip()[:1] == b"<":
            return body
        raise Unreadable(0, f"the page's packing is damaged ({error})", _FETCH) from error


def decode_body(headers: dict[str, str], body: bytes) -> str:
    r"""Return a body as text, in UTF-8 or as server or page say; `Unreadable` if no encoding fits.

    >>> decode_body({"content-type": "text/html; charset=latin-1"}, b"caf\xe9")
    'café'
    """
    by_server = _CHARSET.search(headers.get("content-type", ""))
    by_page = _META.search(body[:4096])
    named = (by_server[1] if by_server else "", by_page[1].decode("ascii") if by_page else "")
    try:
        return decode_as(body, *named)
    except Unreadable as error:
        raise Unreadable(0, f"the page cannot be decoded: {error}", _FETCH) from error
