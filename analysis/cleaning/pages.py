"""Flat text of a web page to its lines, each with the reason why it stays or goes.

Pure functions on strings. Nothing is rewritten: the body is lines of the page.
`boilerplate.judge_lines` judges; this module says what a line and a page are, and lets the user's
word stand above the judgement.
"""

import re
import sys
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import count, islice, repeat
from typing import NamedTuple

from .boilerplate import judge_lines
from .cue_words import AGENCIES
from .line_features import WORD

_BREAKS = "\r\x0b\x0c\x85\u2028\u2029"
_SPACES = "\u1680\u2000-\u200a\u202f\u205f\u3000"
_INVISIBLE = (
    "\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u061c"
    "\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
)
_ODD = re.compile(f"[{_BREAKS}{_SPACES}{_INVISIBLE}]")
_IS_BREAK, _IS_SPACE = re.compile(f"[{_BREAKS}]").match, re.compile(f"[{_SPACES}]").match
# Marks that combine with the letter before: Unicode's own bound for those of one letter is 30, and
# to put many in order takes time that grows with their square, which only a long line makes much.
_LONG = 2000
_MOST_MARKS = 30
_HEAP = b"?" * (_MOST_MARKS + 1)  # what a heap is in ASCII, where that is told fast
_DATELINE = re.compile(r"^([A-Z][^:—–\n]{1,60}?)(?: ?: | ?[—–] ?| - )(?=\S)")
# words, of so many characters, of a line that has no other on its page: no furniture of it
_ALONE, _WEIGHED = (40, 1000)
_RANGE = re.compile(r"(\d+)(?:-(\d+))?")
_KEPT = 300  # judged pages at most that are remembered


class Line(NamedTuple):
    """A line of a page: its number from 1, its text, and why it is not body ("" where it is)."""

    line_no: int
    text: str
    reason: str


@dataclass(frozen=True)
class Page:
    """A judged page: all its lines in order, and the fields found among them ("" where there is
    none).
    """

    lines: tuple[Line, ...]
    title: str = ""
    byline: str = ""
    dateline: str = ""
    agency: str = ""

    @property
    def body(self) -> str:
        """The kept lines, without spaces at their ends, one a row."""
        return "\n".join(line.text.rstrip() for line in self.lines if not line.reason)


def normalise(raw: str) -> str:
    r"""Return text with one kind of line break and of space, composed letters and no invisible
    characters.

    A line ends at LF, CR LF, CR, VT, FF, NEL (U+0085), and at U+2028 and U+2029; all become LF.
    Tabs and the spaces that Unicode knows become U+0020. Control characters, soft hyphens,
    zero-width characters and marks of direction go, and in a long line what is beyond 30 marks on
    one letter. Normalising twice changes nothing.

    Examples
    --------
    >>> normalise("free\u00a0and\u200b open\r\n")
    'free and open\n'
    """
    text = raw.replace("\r\n", "\n").replace("\t", " ").replace("\u00a0", " ")
    if not text.replace("\n", " ").isprintable():  # as nothing odd is: told in a tenth of the time
        text = "\n".join(
            [line if line.isprintable() else _ODD.sub(_replace, line) for line in text.split("\n")]
        )
    if not text.isascii():
        lines = text.split("\n")
        for i, line in enumerate(lines) if max(map(len, lines)) > _LONG else ():
            if len(line) > _LONG and _HEAP in line.encode("ascii", "replace"):
                lines[i] = _compile_heaps().sub(r"\1", line)
        text = "\n".join(lines)
        if not unicodedata.is_normalized("NFC", text):
            text = unicodedata.normalize("NFC", text)
    return text


@cache
def _compile_heaps() -> re.Pattern[str]:
    """Return what finds too many marks on one letter; all of Unicode is looked through for it."""
    marks = "".join(filter(unicodedata.combining, map(chr, range(sys.maxunicode + 1))))
    return re.compile(f"([{marks}]{{{_MOST_MARKS}}})[{marks}]+")


def _replace(odd: re.Match) -> str:
    sign = odd.group()
    return "\n" if _IS_BREAK(sign) else " " if _IS_SPACE(sign) else ""


_KNOWN: dict[str, Page] = {}  # pages that were judged before their corpus was read


def judge_page(text: str, *, keep: str = "auto") -> Page:
    """Say of every line of a page, flat text that is normalised first, why it stays or goes (a key
    of `boilerplate.REASONS`, or "" for body text), and find title, byline, dateline and agency.

    `keep` says which lines are body: "auto" judges, "all" keeps every line that is not blank, and
    line numbers such as "12-40, 44" keep these and no other, whatever they look like. Time and
    memory grow with the length of the text; of a line no more than its first 500 characters and its
    end are weighed, however long it is.

    Raises
    ------
    ValueError
        If `keep` is none of these, or names a line that the page does not have.

    Examples
    --------
    >>> page = judge_page("Menu\\nMinisters agree on ships\\n\\nThe ministers have agreed to build the ships together.")
    >>> page.title, [line.reason for line in page.lines]
    ('Ministers agree on ships', ['navigation', 'headline', 'blank', ''])
    >>> judge_page("Menu\\nShips\\nThe ministers have agreed.", keep="2-3").body
    'Ships\\nThe ministers have agreed.'
    """
    page = judge_pages([text])[0]
    return page if keep == "auto" else overrule(page, keep)


def judge_pages(texts: Sequence[str]) -> list[Page]:
    """Say of every line of several pages why it stays or goes: what `judge_page` says of each, in
    less time.

    All are held in memory at once; beyond some tens nothing is gained.
    """
    known = list(map(_KNOWN.get, texts))
    new = [text for text, page in zip(texts, known, strict=True) if page is None]
    lines = [normalise(text).split("\n") for text in new]
    stripped = [[line.strip() for line in page] for page in lines]
    judged = judge_lines([[line for line in page if line] for page in stripped])
    pages = map(_make_page, lines, stripped, judged)
    return [page or next(pages) for page in known]


def remember_pages(texts: Sequence[str]) -> list[Page]:
    """Judge pages that will be judged again, when their corpus is read: the last few are kept."""
    pages = judge_pages(texts)
    _KNOWN.update(zip(texts, pages, strict=True))
    for text in list(_KNOWN)[:-_KEPT]:
        _KNOWN.pop(text, None)
    return pages


def _make_page(lines: list[str], stripped: list[str], judged: tuple[list[str], str]) -> Page:
    found = iter(judged[0])
    reasons = [next(found) if line else "blank" for line in stripped]
    if len(judged[0]) == 1 and len(WORD.findall(max(stripped, key=len)[:_WEIGHED])) >= _ALONE:
        reasons = ["blank" if reason == "blank" else "" for reason in reasons]
    rows = map(tuple.__new__, repeat(Line), zip(count(1), lines, reasons, strict=False))
    return Page(tuple(rows), judged[1], **_find_fields(stripped, reasons))


def _find_fields(lines: list[str], reasons: list[str]) -> dict[str, str]:
    """Return the byline, dateline and agency that a judged page names."""
    byline, credit = (
        lines[reasons.index(name)].strip() if name in reasons else ""
        for name in ("byline", "agency credit")
    )
    opening = islice((line for line, reason in zip(lines, reasons, strict=True) if not reason), 3)
    dateline = next(filter(None, map(read_dateline, opening)), "")
    noted = re.search(r"\(([^()]{2,20})\)", dateline)
    agency = _read_credit(credit) or (noted[1] if noted else "")
    return {"byline": byline.strip(" ()"), "dateline": dateline, "agency": agency}


def _read_credit(line: str) -> str:
    """Return the agency that a line in capitals credits: one in brackets, or of a known name.

    Any other word in capitals ("END", "ANNEX", the name of a country) is a heading as often.
    """
    name = line.strip(" ()")
    return name if line.startswith("(") or name.casefold() in AGENCIES else ""


def overrule(page: Page, keep: str) -> Page:
    """Return a judged page with the user's word above the judgement: `keep` as in `judge_page`, but
    "auto".
    """
    wanted = range(1, len(page.lines) + 1) if keep == "all" else _read_ranges(keep, len(page.lines))
    lines = (
        line
        if line.reason == "blank"
        else line._replace(reason="" if line.line_no in wanted else line.reason or "overruled")
        for line in page.lines
    )
    return replace(page, lines=tuple(lines))


def _read_ranges(keep: str, n_lines: int) -> set[int]:
    """Return the numbers that a list such as "12-40, 44" names."""
    remedy = f"give 'auto', 'all', or lines of 1-{n_lines} such as '12-40, 44'"
    wanted: set[int] = set()
    for part in keep.split(","):
        match = _RANGE.fullmatch(part.strip())
        if not match:
            raise ValueError(f"keep={keep!r} is no list of line numbers: {remedy}")
        first, last = int(match[1]), int(match[2] or match[1])
        if not 1 <= first <= last <= n_lines:
            raise ValueError(
                f"keep={keep!r} asks for lines {part.strip()} of a page of {n_lines}: {remedy}"
            )
        wanted.update(range(first, last + 1))
    return wanted


def read_dateline(line: str) -> str:
    """Return the place, date and agency that open a report, or "".

    Examples
    --------
    >>> read_dateline("Tokyo, Oct 07: The minister held talks.")
    'Tokyo, Oct 07'
    """
    match = _DATELINE.match(line[:90])
    words = WORD.findall(match[1]) if match else []
    return match[1] if words and all(w[0].isupper() or w[0].isdigit() for w in words) else ""
