"""What a file holds by its first bytes, where its name does not say."""

from __future__ import annotations

import re

from .decoding import find_mark

#: Bytes at the start of a file that tell what it is.
HEAD = 8192
_SIGNS = (
    (b"%PDF-", "pdf"), (b"{\\rtf", "rtf"), (b"PAR1", "parquet"), (b"WARC/", "warc"),
    (b"BZh", "packed"), (b"\xfd7zXZ", "packed"), (b"\x28\xb5\x2f\xfd", "packed"), (b"\x1f\x8b", "packed"),
    (b"PK\x03\x04", "zip"), (b"\xd0\xcf\x11\xe0", "office"), (b"From ", "mbox"),
)  # fmt: skip
_HTML = re.compile(rb"(?i)<(?:!doctype\s+html|html|head|body|article)[\s>]")
_XML = re.compile(rb"\s*(?:\xef\xbb\xbf)?<\?xml")
_MAIL = re.compile(
    rb"(?:(?:Received|Return-Path|Message-ID|From|MIME-Version|Delivered-To): )", re.I
)
_JSON = re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:\[\s*)?\{\s*\"")
_WORD = re.compile(r"[^\W\d_]{2,}")
_FEWEST_WORDS, _MOST_SIGNS = 4, 0.15  # of prose: words, and share of characters that are of code


def sniff(head: bytes) -> str:
    """Return the kind of a file by its first `HEAD` bytes: a value of `names.ENDINGS` or what else
    it is ("zip", "office", "packed"), "" where they do not tell.

    Examples
    --------
    >>> sniff(b"<!DOCTYPE html><p>Talks"), sniff(b"%PDF-1.4"), sniff(b"The ministers met in Tokyo.")
    ('html', 'pdf', 'text')
    >>> sniff(bytes(100)), sniff(b"a = {1};")
    ('', '')
    """
    for sign, kind in _SIGNS:
        if head.startswith(sign):
            return kind
    mark = find_mark(head)
    if mark.startswith("utf-16") or mark.startswith("utf-32"):
        text = head.decode(mark, "ignore")
        head = text.encode()
    if b"\0" in head:
        return ""
    if _HTML.search(head):
        return "html"
    if _XML.match(head):
        return "xml"
    if _JSON.match(head):
        return "json"
    if _MAIL.match(head):
        return "mail"
    return "text" if _is_prose(head) else ""


def name_content(head: bytes) -> str:
    """Return what a file is that begins like a kind which is not flat text, "" if it does not.

    Examples
    --------
    >>> name_content(b"%PDF-1.7"), name_content(b"From Tokyo")
    ('PDF', '')
    """
    kind = next((kind for sign, kind in _SIGNS[:-1] if head.startswith(sign)), "")
    return {"pdf": "PDF", "rtf": "RTF", "zip": "a .zip archive or an Office file"}.get(kind, kind)


def _is_prose(head: bytes) -> bool:
    """Tell whether the start of a file reads as sentences in any script."""
    text = head.decode("utf-8", "ignore") or head.decode("cp1252", "ignore")
    filled = [c for c in text if not c.isspace()]
    if not filled:
        return False
    signs = sum(c in "{}[]<>=;|\\$#@*_~^" for c in filled) / len(filled)
    letters = sum(c.isalpha() for c in filled) / len(filled)
    words = len(_WORD.findall(text))
    foreign = sum(c > "\u0900" for c in filled) > len(filled) / 2  # may stand without spaces
    return signs <= _MOST_SIGNS and letters > 0.5 and (words >= _FEWEST_WORDS or foreign)
