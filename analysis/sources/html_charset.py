"""HTML to text in the encoding that it names, as browsers understand the name.

Pages name encodings that they are not quite in: what calls itself Latin-1 is written in Windows
1252, what calls itself GB2312 holds characters of its successors.
"""

import codecs
import re

from .decoding import decode, find_mark
from .encodings import try_decode
from .source import Unreadable

_HEAD = 4096  # bytes in which a page names its encoding
_NAMES = (
    re.compile(rb"(?i)<meta[^<>]{0,200}charset\s{0,9}=\s{0,9}[\"']?\s{0,9}([\w:.-]{2,40})"),
    re.compile(rb"(?i)<\?xml[^<>]{0,200}encoding\s{0,9}=\s{0,9}[\"']\s{0,9}([\w:.-]{2,40})"),
)
# What browsers read where another encoding is named, by the name that Python knows it by.
_READ_AS = {
    "ascii": "cp1252", "iso8859-1": "cp1252", "iso8859-9": "cp1254", "iso8859-11": "cp874",
    "tis-620": "cp874", "gb2312": "gb18030", "gbk": "gb18030", "shift_jis": "cp932",
    "shift_jisx0213": "cp932", "euc_kr": "cp949", "big5": "big5hkscs", "cp950": "big5hkscs",
    # that the page could be searched for these shows that it is in neither
    "utf-16": "utf-8", "utf-16-le": "utf-8", "utf-16-be": "utf-8",
}  # fmt: skip
# Names that browsers know and Python does not.
_ALIASES = {
    "unicode": "utf-8", "unicode-1-1-utf-8": "utf-8", "x-unicode20utf8": "utf-8", "utf8mb4": "utf-8",
    "ansi": "cp1252", "ansi_x3.4-1968": "cp1252", "x-cp1250": "cp1250", "x-cp1251": "cp1251",
    "x-cp1252": "cp1252", "x-cp1253": "cp1253", "x-cp1254": "cp1254", "x-cp1255": "cp1255",
    "x-cp1256": "cp1256", "x-cp1257": "cp1257", "x-cp1258": "cp1258", "dos-874": "cp874",
    "windows-874": "cp874", "iso-8859-8-i": "cp1255", "iso-8859-8-e": "iso8859_8", "logical": "cp1255",
    "iso-8859-6-i": "iso8859_6", "iso-8859-6-e": "iso8859_6", "koi": "koi8_r", "koi8": "koi8_r",
    "koi8-ru": "koi8_u", "x-mac-roman": "mac_roman", "macintosh": "mac_roman",
    "x-mac-cyrillic": "mac_cyrillic", "x-mac-ukrainian": "mac_cyrillic", "x-sjis": "cp932",
    "windows-31j": "cp932", "x-ms-cp932": "cp932", "x-euc-jp": "euc_jp", "x-gbk": "gb18030",
    "gb_2312-80": "gb18030", "x-x-big5": "big5hkscs", "cn-big5": "big5hkscs",
    "windows-949": "cp949", "ks_c_5601-1989": "cp949", "korean": "cp949",
}  # fmt: skip
# Where a page has signs in bytes that its encoding leaves to control characters, it is written in
# that of Windows.
_WINDOWS = {
    "iso8859-2": "cp1250", "iso8859-15": "cp1252", "iso8859-7": "cp1253", "iso8859-8": "cp1255",
    "iso8859-6": "cp1256", "iso8859-13": "cp1257", "iso8859-4": "cp1257",
}  # fmt: skip
_CONTROL = re.compile("[\x80-\x84\x86-\x9f]")
# Encodings of letters, not of bytes by some rule, and none that its own first bytes would show.
_KNOWN = re.compile(
    r"ascii|utf-8(?:-sig)?|"
    r"(?:cp|iso8859|koi8|mac|gb|big5|euc|iso2022|shift|johab|hz|tis|kz|ptcp)[\w-]*"
)
_MOST_LOST = 0.01  # of the characters, where a page is not quite in the encoding that it names


def decode_html(raw: bytes) -> tuple[str, str]:
    r"""Return the text of a page, and its encoding; "utf-8" stands for the one that it names too.

    A byte order mark decides, then UTF-8, then what the page names; where that does not fit, the
    encoding is found as `decode` does, or `Unreadable` raised.

    >>> decode_html(b'<meta charset="iso-8859-1"><p>India\x92s')
    ('<meta charset="iso-8859-1"><p>India’s', 'utf-8')
    """
    if find_mark(raw):
        return decode(raw)
    named = find_charset(raw)
    if named not in ("", "utf-8"):
        text = decode_named(raw, named)
        # what is UTF-8 is so not by chance, whatever it calls itself
        is_utf8 = not raw.isascii() and bool(try_decode(raw, "utf-8-sig"))
        if text is not None and (named[:7] == "iso2022" or named == "hz" or not is_utf8):
            return text, "utf-8"
    if (text := try_decode(raw, "utf-8-sig")) is not None:
        return text, "utf-8"
    try:
        return decode(raw)
    except Unreadable:
        if named and (text := _decode_nearly(raw, named)) is not None:
            return text, f"{named} with characters that are not of it"
        raise


def find_charset(raw: bytes) -> str:
    """Return the encoding that a page names in its head, as browsers understand it, or "".

    >>> find_charset(b'<meta http-equiv="Content-Type" content="text/html; charset=GB2312">')
    'gb18030'
    """
    for pattern in _NAMES:
        if match := pattern.search(raw[:_HEAD]):
            return understand(match[1].decode("ascii", "ignore"))
    return ""


def understand(name: str) -> str:
    """Return the encoding that browsers read under a name, "" for none.

    >>> understand("Latin1"), understand("x-sjis"), understand("rot13"), understand("klingon")
    ('cp1252', 'cp932', '', '')
    """
    lower = name.strip().lower()
    try:
        known = codecs.lookup(_ALIASES.get(lower, lower)).name
    except (LookupError, ValueError):
        return ""
    known = _READ_AS.get(known, known)
    return known if _KNOWN.fullmatch(known.replace("_", "-")) else ""


def decode_named(raw: bytes, name: str) -> str | None:
    r"""Return bytes in an encoding by the name that a page gives it; None if they are not of it.

    >>> decode_named(b"caf\xe9", "latin-1"), decode_named(b"cafe", "x-klingon"), decode_named(b"cafe", "rot13")
    ('café', None, None)
    """
    known = understand(name)
    try:
        text = raw.decode(known) if known else None
        if text is not None and known in _WINDOWS and _CONTROL.search(text):
            text = raw.decode(_WINDOWS[known])
    except (LookupError, ValueError):
        return None
    return text


def decode_as(raw: bytes, *names: str) -> str:
    r"""Return bytes as text: in UTF-8 if they are, or in the first of some encodings, of which some
    may be "", that they are in, or as `decode` does.

    >>> decode_as(b"caf\xe9", "", "latin-1")
    'café'
    """
    if (text := try_decode(raw, "utf-8-sig")) is not None:
        return text
    for name in names:
        if (text := decode_named(raw, name)) is not None:
            return text
    return decode(raw)[0]


def _decode_nearly(raw: bytes, named: str) -> str | None:
    """Return bytes in the encoding that they name, signs for the few not of it; None if many."""
    text = raw.decode(named, "replace")
    n_beyond = sum(c > "\x7f" for c in text)
    return text if text.count("\ufffd") <= max(3, _MOST_LOST * n_beyond) else None
