"""Archives of the web (.warc): pages, each with its address and the time of its capture.

A library (warcio) was tried: it ends at the first record that is damaged, and takes twice as long.
"""

import re
import zlib
from collections.abc import Iterable, Iterator
from itertools import takewhile
from typing import BinaryIO

from ..html_charset import decode_as
from ..names import clean_name
from ..source import MAX_DOCUMENT, Problem, Record, Source, Unreadable
from .whole_files import clean_field

_LONGEST_LINE = 16_000  # bytes of a header
_MOST_HEADERS = 200
_AT_ONCE = 100_000  # bytes of what is passed over
_LONGEST_RECORD = MAX_DOCUMENT + 200_000  # bytes: a page with its head
_MOST_FAULTS = 1000
_HTML = ("text/html", "application/xhtml+xml")
_LONGEST_HEAD = 100_000  # bytes
_CHUNK_SIZE = re.compile(rb"([\da-fA-F]{1,8})[^\r\n]{0,200}\r?\n")
_META = re.compile(rb"(?i)<meta[^<>]{0,200}charset=[\"']?([\w-]{2,20})")
_CHARSET = re.compile(r"(?i)charset=[\"']?([\w.-]{2,30})")
_FETCH = "fetch the page again"
_REMEDY = "fetch the archive again"
_VERSION = re.compile(rb"WARC/[\d.]{1,5}\s*")


def read_warc(source: Source) -> Iterator[Record | Problem]:
    """Yield the pages of an unpacked archive: answers that hold HTML and succeeded.

    The id of a page is its address, its line the number of its record, from 1, its field
    `crawl_date` the time of capture. Pictures, requests, redirections and errors of servers are
    passed over. `Unreadable` if it is no archive of the web.
    """
    with source.open() as stream:
        number, faults = 0, 0
        for headers, content, fault in _iter_records(stream):
            number += 1
            if not fault:
                found = _read_record(source, number, headers, content)
            else:
                faults += 1
                found = Problem(source.name, number, fault, _REMEDY)
            if found:
                yield found
            if faults >= _MOST_FAULTS:
                said = "what follows was not read: too much is damaged"
                yield Problem(source.name, number, said, _REMEDY)
                return
    if not number:
        raise Unreadable(0, "it is empty", "check what was saved")


def _iter_records(stream: BinaryIO) -> Iterator[tuple[dict[str, str], bytes, str]]:
    """Yield the headers and the content of records (none of what is no answer or too large), or what
    is wrong with one; behind it reading begins anew at the next.
    """
    first, lost = True, False
    while line := stream.readline(_LONGEST_LINE):
        if not line.strip():
            continue
        if not _VERSION.fullmatch(line):
            if first:
                said = "it is no archive of the web (it does not begin with WARC/)"
                raise Unreadable(0, said, "check what was saved under its name")
            while line and not _VERSION.fullmatch(line):
                line = stream.readline(_LONGEST_LINE)
            if not lost:
                yield {}, b"", "a record is damaged: its length is wrong"
            if not line:
                return
        first = lost = False
        headers = _read_headers(stream)
        said = headers.get("content-length", "")
        if not (said.isascii() and said.isdigit() and len(said) < 16):
            yield headers, b"", "a record is damaged: it does not tell its length"
            lost = True  # what is in it is no second fault
            continue
        size = int(said)
        wanted = headers.get("warc-type", "").lower() in ("response", "resource", "revisit")
        content = stream.read(size) if wanted and size <= _LONGEST_RECORD else b""
        left = size - len(content)
        while left > 0 and (piece := stream.read(min(left, _AT_ONCE))):
            left -= len(piece)
        if left > 0:
            yield headers, b"", "the archive breaks off within a record"
            return
        yield headers, content, ""


def _read_headers(stream: BinaryIO) -> dict[str, str]:
    lines = (stream.readline(_LONGEST_LINE) for _ in range(_MOST_HEADERS))
    return _name_headers(line.decode("utf-8", "replace") for line in takewhile(bytes.strip, lines))


def _name_headers(lines: Iterable[str]) -> dict[str, str]:
    """Return headers by name in small letters; the first of a name counts."""
    headers: dict[str, str] = {}
    for name, colon, value in (line.partition(":") for line in lines):
        if colon:
            headers.setdefault(name.strip().lower(), value.strip())
    return headers


def _read_record(
    source: Source, number: int, headers: dict[str, str], content: bytes
) -> Record | Problem | None:
    kind = headers.get("warc-type", "").lower()
    if kind not in ("response", "resource") or not content:
        if kind in ("response", "resource") and int(headers["content-length"]) > _LONGEST_RECORD:
            said = "the page is larger than any article"
            return _fault(source, number, headers, said, "take it out")
        return None
    if kind == "response":
        first, answer, body = split_head(content)
        status = re.match(r"HTTP/[\d.]+\s+(\d{3})", first)
        if not status or not 200 <= int(status[1]) < 300:
            return None
    else:  # a file by itself, without the head of an answer
        answer, body = {"content-type": headers.get("content-type", "")}, content
    said = answer.get("content-type", "").split(";")[0].strip().lower()
    shown = re.match(rb"(?i)\s*<(?:!doctype html|html)\b", body[:1000])
    if said not in _HTML and (said or not shown):
        return None
    try:
        text = decode_body(answer, unpack_body(answer, body))
    except Unreadable as error:
        return _fault(source, number, headers, str(error), error.remedy)
    if not text.strip():
        return _fault(source, number, headers, "the page is empty", _FETCH)
    address = _find_address(headers) or f"{source.stem}-{number:06d}"
    captured = clean_field(headers.get("warc-date", ""))[:40]
    fields = {"crawl_date": captured} if captured else {}
    return Record(address, source.name, number, text.replace("\0", ""), True, fields)


def _find_address(headers: dict[str, str]) -> str:
    return clean_name(headers.get("warc-target-uri", "").strip("<> ")[:2000])


def _fault(
    source: Source, number: int, headers: dict[str, str], problem: str, remedy: str
) -> Problem:
    return Problem(source.name, number, problem, remedy, doc_id=_find_address(headers))


def split_head(raw: bytes) -> tuple[str, dict[str, str], bytes]:
    r"""Return the first line of a message, its headers by name in small letters, and its body.

    >>> split_head(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<p>")
    ('HTTP/1.1 200 OK', {'content-type': 'text/html'}, b'<p>')
    """
    end = re.search(rb"\r?\n\r?\n", raw[:_LONGEST_HEAD])
    head = raw[: end.start()] if end else raw[:_LONGEST_HEAD]
    first, *lines = head.decode("latin-1").replace("\r\n", "\n").split("\n")
    return first.strip(), _name_headers(lines), raw[end.end() :] if end else b""


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
