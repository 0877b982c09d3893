"""What a file holds by its first bytes, where its name does not say."""

import re

from .decoding import find_mark

#: Bytes at the start of a file that tell what it is.
HEAD = 8192
_SIGNS = (
    (b"%PDF-", "pdf"), (b"{\\rtf", "rtf"), (b"PAR1", "parquet"), (b"WARC/", "warc"),
    (b"BZh", "packed"), (b"\xfd7zXZ", "packed"), (b"\x28\xb5\x2f\xfd", "packed"), (b"\x1f\x8b", "packed"),
    (b"PK\x03\x04", "zip"), (b"\xd0\xcf\x11\xe0", "office"), (b"bplist00", "webarchive"),
    (b"7z\xbc\xaf\x27\x1c", "archive"), (b"Rar!\x1a\x07", "archive"), (b"\x89PNG", "picture"),
    (b"\xff\xd8\xff", "picture"), (b"GIF8", "picture"),
)  # fmt: skip
_HTML = re.compile(rb"(?i)<(?:!doctype\s+html|html|head|body|article)[\s>]")
_HTML_START = re.compile(
    rb"(?i)(?:<\?xml[^<>]{0,300}>\s*)?(?:<!--[^<>]{0,500}-->\s*)?<(?:!doctype\s+html|html|head|body|"
    rb"meta|table|div|p)[\s>]"
)
_XML = re.compile(rb"<\?xml|<(?:rss|feed|rdf:RDF|nitf|NewsML|newsItem|newsMessage|TEI)[\s>]")
_HEADER = rb"(?:[A-Za-z][A-Za-z0-9-]{1,40}: [^\r\n]{0,998}\r?\n(?:[ \t][^\r\n]{0,998}\r?\n){0,40})"
_FIELD = (
    rb"(?:From|To|Subject|Date|MIME-Version|Message-ID|Received|Content-Type|Return-Path|Delivered-To|"
    rb"Snapshot-Content-Location|X-[\w-]{1,40}): "
)
_MAIL = re.compile(rb"(?=%b)%b%b" % (_FIELD, _HEADER, _FIELD), re.I)  # two headers that are known
# A line that only the headers of mail have, in the first lines.
_SURE_HEADER = re.compile(
    rb"^(?:MIME-Version|Message-ID|Received|Content-Type|Return-Path|Delivered-To|"
    rb"Content-Transfer-Encoding): ",
    re.I | re.M,
)
_SAVED_PAGE = re.compile(
    rb"^(?:Snapshot-Content-Location: |From: <Saved by )|^Content-Type: multipart/related;[^:]{0,200}"
    rb"type=\"text/html\"",
    re.I | re.M,
)
# The line before a message of a mailbox: a sender and a day, which no sentence has.
_MAILBOX = re.compile(rb"From [^\s]{1,300} {1,5}(?:[A-Z][a-z]{2} ){1,2} ?\d{1,2}\b")
_SUBTITLES = re.compile(
    rb"WEBVTT\b|\d{1,6}[ \t]*\r?\n(?:\d{1,3}:)?\d{1,2}:\d\d[.,]\d{1,3} +--> +\d"
)
#: What a script writes before JSON that it loads: remarks, and a name or a call.
SCRIPT = re.compile(
    r"[\s\ufeff]*+(?:(?://[^\n]*+\n|/\*[^*]{0,2000}+\*/)\s*+){0,50}+"
    r"(?:(?:(?:var|let|const)\s++)?[\w$.\[\]\"']{1,80}+\s*+[=(]\s*+)?+(?=\{\s*+\"|\[\s*+[\[{\"])"
)
_JSON = re.compile(rb"(?:\[\s*)?\{\s*\"|\[\s*\"")
_WORD = re.compile(r"[^\W\d_]{2,}")
_FEWEST_WORDS, _MOST_SIGNS = 4, 0.15  # of prose: words, and share of characters that are of code


def sniff(head: bytes) -> str:
    """Return the kind of a file by its first `HEAD` bytes: a value of `names.ENDINGS` or what else
    it is ("zip", "office", "packed", "archive", "tar", "picture"), "" where they do not tell.

    >>> sniff(b"<!DOCTYPE html><p>Talks"), sniff(b"%PDF-1.4"), sniff(b"The ministers met in Tokyo.")
    ('html', 'pdf', 'text')
    >>> sniff(bytes(100)), sniff(b"a = {1};")
    ('', '')
    """
    if found := sniff_sure(head):
        return found
    head = as_utf8(head)
    if b"\0" in head:
        return ""
    if _HTML.search(head):
        return "html"
    return "text" if is_prose(head) else ""


def sniff_sure(head: bytes) -> str:
    """Return the kind of a file where its beginning leaves no doubt, else "".

    >>> sniff_sure(b'[{"text": "Talks"}]'), sniff_sure(b"The ministers met in Tokyo.")
    ('json', '')
    """
    for sign, kind in _SIGNS:
        if head.startswith(sign):
            return kind
    if head.startswith(b"From ") and _MAILBOX.match(head):
        return "mbox"
    if head[257:262] == b"ustar":
        return "tar"
    start = as_utf8(head).lstrip(b" \t\r\n")
    if start[:1].isalpha():
        if _SUBTITLES.match(start):
            return "subtitles"
        if _MAIL.match(start) and _SURE_HEADER.search(start):
            return "mhtml" if _SAVED_PAGE.search(start) else "mail"
        return ""
    if start[:1].isdigit():
        return "subtitles" if _SUBTITLES.match(start) else ""
    if start[:1] == b"<":
        return "html" if _HTML_START.match(start) else "xml" if _XML.match(start) else ""
    return "json" if _JSON.match(start) else ""


def as_utf8(head: bytes) -> bytes:
    """Return the first bytes of a text in UTF-8, without the mark of an encoding."""
    mark = find_mark(head)
    if mark.startswith(("utf-16", "utf-32")):
        return head.decode(mark, "ignore").encode("utf-8", "ignore").removeprefix(b"\xef\xbb\xbf")
    return head.removeprefix(b"\xef\xbb\xbf")


def is_prose(head: bytes) -> bool:
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
