"""Bytes to text: the encoding found, mojibake repaired, and lines of a fixed width joined to
paragraphs.

Text that is well is never touched: repair happens only in a line that is mojibake by ftfy's
measure, joining only in a text whose lines break within sentences.
"""

from __future__ import annotations

import codecs
import re

import ftfy
import numpy as np
from charset_normalizer import from_bytes
from ftfy.badness import is_bad

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# The encodings in which news is found beside UTF-8. Others are not guessed: a wrong guess reads,
# and says nonsense.
_KNOWN = (
    "cp1252 cp1250 cp1251 cp1253 cp1254 cp1255 cp1256 iso8859_2 koi8_r mac_roman cp932 "
    "euc_jp gb18030 big5 cp949"
).split()
_MULTIBYTE = {"cp932", "euc_jp", "gb18030", "big5", "cp949"}
# What Western languages hold above ASCII in cp1252; seldom are four of these in a row, or signs
# within a word.
_WESTERN = "‘’‚“”„–—…•€£§°«»´·¡¿ªº\u00a0àâäáãåæçéèêëíìîïñóòôöõøœúùûüßÿÀÂÄÁÃÅÆÇÉÈÊËÍÌÎÏÑÓÒÔÖÕØŒÚÙÛÜŸ™®©¢½¼¾²³šžŠŽ"
_NOT_WESTERN = re.compile(f"[^\x00-\x7f{_WESTERN}]|[{_WESTERN}]{{4}}|[^\\W\\d_][¿¡£³]|£[^\\W\\d_]")
_SAMPLE = 1 << 16
_REPAIR = ftfy.TextFixerConfig(
    unescape_html=False,
    fix_c1_controls=False,
    remove_terminal_escapes=False,
    fix_latin_ligatures=False,
    fix_character_width=False,
    uncurl_quotes=False,
    fix_line_breaks=False,
    remove_control_chars=False,
    normalization=None,
)
# Mojibake of a character is two or more, the last of which may look like a space after one of
# these.
_BEFORE_SPACE = np.array([*map(ord, "ÂÃâà")], np.uint32)
# Encodings that a page may name: of letters, not of bytes by some rule, and none that its own first
# bytes would show.
_NAMED = re.compile(
    r"ascii|utf-8(?:-sig)?|(?:cp|iso8859|koi8|mac|gb|big5|euc|iso2022|shift|johab|hz|tis|kz|ptcp)[\w-]*"
)
_SURROGATE = re.compile("[\ud800-\udfff]")
_SENTENCE_END = re.compile(r"[.!?:;][\"'”’)\]]*$")
_HYPHEN = re.compile(r"[^\W\d_]-$")
_BROKEN = re.compile(r"\n(?=[^\S\n]*[a-zà-öø-ÿа-я])(?:(?<=[^\s.!?:;]\n)|(?<=[^\s.!?:;]\s\n))")
_HEAD = 20_000  # characters that tell how a text is broken
_MIN_BREAKS, _BROKEN_SHARE, _WIDEST, _NARROWEST = 8, 0.4, 120, 25


class Undecodable(ValueError):
    """Bytes that are no text in any encoding that is known; `line` counts from 1."""

    def __init__(self, problem: str, line: int) -> None:
        super().__init__(problem)
        self.line = line


def decode(raw: bytes) -> tuple[str, str]:
    r"""Return the text of a file, and its encoding.

    A byte order mark decides; then UTF-8, UTF-16 without a mark (by its NUL bytes), UTF-8 with a
    few bytes of cp1252 among it, cp1252 if it reads as a Western language, and what
    charset-normalizer finds.

    Raises
    ------
    Undecodable
        If none fits, or the bytes hold a NUL; it names the line.

    Examples
    --------
    >>> decode("it’s".encode("cp1252")), decode(b"\xff\xfea\x00")
    (('it’s', 'cp1252'), ('a', 'utf-16'))
    """
    encoding = find_mark(raw)
    if encoding:
        try:
            return raw.decode(encoding), encoding
        except UnicodeDecodeError as error:
            line = raw[: error.start].decode(encoding, "ignore").count("\n") + 1
            raise Undecodable(
                f"it is not {encoding.upper()}, as its first bytes say", line
            ) from error
    if b"\0" in raw:
        raise Undecodable(
            "it is binary, not text (it holds a NUL byte)", _line(raw, raw.index(b"\0"))
        )
    try:
        return raw.decode("utf-8"), "utf-8"
    except UnicodeDecodeError as error:
        return _decode_other(raw, error.start)


def decode_named(raw: bytes, name: str) -> str | None:
    r"""Return bytes decoded as a page says that they are, or None if they are not, or nothing is
    named like that.

    Examples
    --------
    >>> decode_named(b"caf\xe9", "latin-1"), decode_named(b"cafe", "x-klingon"), decode_named(b"cafe", "rot13")
    ('café', None, None)
    """
    try:
        if _NAMED.fullmatch(codecs.lookup(name).name.replace("_", "-")):
            return raw.decode(name)
    except (LookupError, ValueError):
        pass
    return None


def find_mark(raw: bytes) -> str:
    """Return the encoding that a byte order mark, or NULs in every second place, tell of; "" if
    none do.
    """
    for mark, encoding in _BOMS:
        if raw.startswith(mark):
            return encoding
    start = raw[:4096]
    if len(start) >= 8:
        high, low = start[0::2].count(0) / len(start) * 2, start[1::2].count(0) / len(start) * 2
        if max(high, low) > 0.6 and min(high, low) < 0.05:  # Latin letters, one byte of each is 0
            return "utf-16-le" if low > high else "utf-16-be"
    return ""


def find_encoding(raw: bytes) -> str:
    """Return the encoding of bytes that are not UTF-8, or "" if none fits."""
    try:
        if not _NOT_WESTERN.search(raw[:_SAMPLE].decode("cp1252")):
            return "cp1252"
    except UnicodeDecodeError:
        pass
    best = from_bytes(raw[:_SAMPLE], cp_isolation=_KNOWN).best()
    if best is None or (best.encoding not in _MULTIBYTE and best.coherence < 0.2):
        return ""
    return best.encoding


def _decode_other(raw: bytes, start: int) -> tuple[str, str]:
    """Decode bytes of which the one at `start` is not UTF-8."""
    bytewise = raw.decode("utf-8", "surrogateescape")
    wrong = len(_SURROGATE.findall(bytewise))
    right = sum(c > "\x7f" for c in bytewise) - wrong
    if right and start >= len(raw) - 3 and raw[start] >= 0xC2:
        return raw[:start].decode("utf-8"), "utf-8"  # cut off within its last character
    try:
        if right > wrong:
            return _SURROGATE.sub(
                lambda m: bytes([ord(m[0]) - 0xDC00]).decode("cp1252"), bytewise
            ), "utf-8 and cp1252"
        # the sample begins where the text is no longer ASCII
        encoding = find_encoding(raw[raw.rfind(b"\n", 0, start) + 1 :])
        if encoding:
            return raw.decode(encoding), encoding
    except UnicodeDecodeError:
        pass
    raise Undecodable(
        f"it is not UTF-8 (byte 0x{raw[start]:02x}), and no other encoding fits", _line(raw, start)
    )


def _line(raw: bytes, place: int) -> int:
    return raw.count(b"\n", 0, place) + 1


def repair(text: str) -> str:
    """Return the text with mojibake, UTF-8 once read as another encoding, put right; good text
    comes back as it is.

    Examples
    --------
    >>> repair("Indiaâ€™s “naïve” café"), repair("India’s “naïve” café")
    ('India’s “naïve” café', 'India’s “naïve” café')
    """
    if text.isascii():
        return text
    try:
        text.encode()
    except UnicodeEncodeError:  # as JSON may escape them, halves of characters and lone ones
        text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    parts, place = [], 0
    for doubtful in _find_doubtful(text):
        if doubtful < place:
            continue  # in a line that has been seen to
        start = max(place, text.rfind("\n", 0, doubtful) + 1)
        end = text.find("\n", doubtful)
        end = len(text) if end < 0 else end
        line = text[start:end]
        parts += [text[place:start], ftfy.fix_encoding(line, _REPAIR) if is_bad(line) else line]
        place = end
    return "".join([*parts, text[place:]]) if parts else text


def _find_doubtful(text: str) -> list[int]:
    """Return where mojibake may begin: only there is ftfy asked."""
    signs = np.frombuffer(text.encode("utf-32-le"), np.uint32)
    # in cp1252 a no-break space begins none
    places = np.flatnonzero((signs[:-1] > 127) & (signs[:-1] != 0xA0))
    then = signs[places + 1]
    return places[
        (then > 127) | (then == ord(" ")) & np.isin(signs[places], _BEFORE_SPACE)
    ].tolist()


def unwrap(text: str) -> str:
    r"""Return a text whose lines were broken at a fixed width with one paragraph a line; any other
    as it is.

    Lines of a web page end where a paragraph does. Where 4 of 10 line breaks fall within a
    sentence, in lines of 25 to 120 characters, they were broken by a typewriter's rule, and no line
    says anything by itself. (In 278 web pages the share was at most .22; in transcripts of the
    United Nations it is under .3 or over .5.)

    Examples
    --------
    >>> unwrap("we have\nagreed")
    'we have\nagreed'
    >>> unwrap("the ministers have agreed to meet\nagain in the course of the year,\n" * 5 + "they said.\n")[:78]
    'the ministers have agreed to meet again in the course of the year, the ministe'
    """
    head = text[:_HEAD]
    n = head.count("\n")
    if n < _MIN_BREAKS or not _NARROWEST <= len(head) / n <= _WIDEST:
        return text
    widths = sorted(filter(None, map(len, map(str.strip, head.splitlines()))))
    width = widths[len(widths) * 9 // 10] if widths else 0  # a few may be longer
    if not width or width > _WIDEST or len(_BROKEN.findall(head)) < _BROKEN_SHARE * len(widths):
        return text
    return "\n".join(_join_lines(text.splitlines(), 0.7 * width)) + "\n"


def _join_lines(lines: list[str], short: float) -> list[str]:
    """Join lines to paragraphs; a page's number that stands within one comes after it."""
    paragraphs: list[str] = []
    # of the paragraph that is growing, its pieces and last line: only the line is searched, or long
    # ones took quadratic time
    pieces, last, aside, gap = [], "", [], False
    for raw in lines:
        line = raw.strip()
        if not line:
            gap = True
            continue
        if gap and not any(map(str.islower, line)):  # a page's number or symbol
            aside.append(line)
            continue
        ended = bool(_SENTENCE_END.search(last)) or (gap and not line[0].islower())
        if pieces and ended and (gap or raw[0].isspace() or len(last) < short):
            paragraphs += ["".join(pieces), *aside]
            pieces, aside = [], []
        elif pieces and not _HYPHEN.search(last):
            pieces.append(" ")
        pieces.append(line)
        last, gap = line, False
    return [*paragraphs, "".join(pieces), *aside]
