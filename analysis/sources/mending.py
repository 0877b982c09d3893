"""Damaged text mended: mojibake repaired, and lines of a fixed width joined to paragraphs.

Text that is well is never touched: repair happens only in a line that is mojibake by ftfy's
measure, joining only in a text whose lines break within sentences.
"""

import re

import ftfy
import numpy as np
from ftfy.badness import is_bad

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
# Windows' own signs, where cp1252 was once read as Latin-1 and saved as UTF-8: curly quotes and
# dashes, which else vanish with the control characters that they then are.
_C1 = {code: bytes([code]).decode("cp1252", "ignore") or chr(code) for code in range(0x80, 0xA0)}
_C1_SIGNS = re.compile("[\x80\x82-\x84\x86-\x8c\x8e\x91-\x9c\x9e\x9f]")
# Letters that a typesetter joined: words with them are found by no search.
_LIGATURES = dict(zip(range(0xFB00, 0xFB07), "ff fi fl ffi ffl st st".split(), strict=True))
_SENTENCE_END = re.compile(r"[.!?:;][\"'”’)\]]*$")
_HYPHEN = re.compile(r"[^\W\d_]-$")
_BROKEN = re.compile(r"\n(?=[^\S\n]*[a-zà-öø-ÿа-я])(?:(?<=[^\s.!?:;]\n)|(?<=[^\s.!?:;]\s\n))")
_TAIL = 12  # characters of a line that tell whether a sentence ends in it
_HEAD = 20_000  # characters that tell how a text is broken
_MIN_BREAKS, _BROKEN_SHARE, _WIDEST, _NARROWEST = 8, 0.4, 120, 25


def repair(text: str) -> str:
    """Return the text with mojibake, UTF-8 once read as another encoding, put right, and
    joined letters ("ﬁ") apart; good text comes back as it is.

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
    odd, doubtful_places = _find_odd(text)
    for doubtful in doubtful_places:
        if doubtful < place:
            continue  # in a line that has been seen to
        start = max(place, text.rfind("\n", 0, doubtful) + 1)
        end = text.find("\n", doubtful)
        end = len(text) if end < 0 else end
        line = text[start:end]
        parts += [text[place:start], ftfy.fix_encoding(line, _REPAIR) if is_bad(line) else line]
        place = end
    if parts:
        text = "".join([*parts, text[place:]])
        odd, _ = _find_odd(text)
    if odd.min(initial=0xA0) < 0xA0 and _C1_SIGNS.search(text):
        text = text.translate(_C1)
    return text.translate(_LIGATURES) if ((odd >= 0xFB00) & (odd <= 0xFB06)).any() else text


def _find_odd(text: str) -> tuple[np.ndarray, list[int]]:
    """Return the characters beyond ASCII, and where mojibake may begin: only there is ftfy asked."""
    signs = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
    # in cp1252 a no-break space begins none
    places = np.flatnonzero((signs[:-1] > 127) & (signs[:-1] != 0xA0))
    then = signs[places + 1]
    spaced = np.flatnonzero(then == ord(" "))
    doubtful = then > 127
    doubtful[spaced] = np.isin(signs[places[spaced]], _BEFORE_SPACE)
    return signs[signs > 127], places[doubtful].tolist()


def unwrap(text: str) -> str:
    r"""Return a text whose lines were broken at a fixed width with one paragraph a line; any other
    as it is.

    Lines of a web page end where a paragraph does. Where 4 of 10 line breaks fall within a
    sentence, in lines of 25 to 120 characters, they were broken by a typewriter's rule, and no line
    says anything by itself. (In 278 web pages the share was at most .22; in transcripts of the
    United Nations it is under .3 or over .5.)

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
        ended = bool(_SENTENCE_END.search(last[-_TAIL:])) or (gap and not line[0].islower())
        if pieces and ended and (gap or raw[0].isspace() or len(last) < short):
            paragraphs += ["".join(pieces), *aside]
            pieces, aside = [], []
        elif pieces and not _HYPHEN.search(last[-2:]):
            pieces.append(" ")
        pieces.append(line)
        last, gap = line, False
    return [*paragraphs, "".join(pieces), *aside]
