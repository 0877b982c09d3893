"""Flat text of a web page to its lines, each with the reason why it stays or goes.

Pure functions on strings. `lines.score_lines` says how like body text a line is; this module decides, by that
score and by what a few kinds of line say outright ("Also read:", "By ...", a time stamp, the headline again),
and names the reason. Nothing is rewritten: the body is lines of the page.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from typing import NamedTuple

from .lines import BULLET, CUES, ELLIPSIS, FUNCTION, SENTENCE_END, WORD, score_lines

#: Why a line is not body text.
REASONS = {
    "blank": "nothing on it",
    "headline": "the page's title, kept as a field",
    "repeated headline": "the title again, alone or inside a breadcrumb",
    "repeated standfirst": "an opening line whose words stand again in a later paragraph",
    "byline": "who wrote, edited or posted it",
    "time stamp": "when it was posted, updated or read",
    "dateline": "a place beside the agency's credit",
    "agency credit": "the agency that the text came from",
    "prompt": "asks the reader to share, subscribe, support, comment or allow",
    "notice": "copyright, terms, privacy",
    "related link": "leads to another story",
    "teaser": "the start of another story",
    "caption": "names or credits a picture or video",
    "repeated line": "stands more than once on the page",
    "navigation": "a label of a menu or a breadcrumb above the body",
    "fragment": "no sentence: label or control below or within the body",
}
_ROUNDS = 8  # of judging a body again; two are the rule
KEEP = 0.45  # a line is body from this score on: about where precision and recall cost the same

_SPACE = re.compile("[\t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_BREAK = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]"
)
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}"
_STAMP = re.compile(
    rf"(?i)(?:\b(?:last )?(?:updated|posted|published|modified)\b.{{0,40}}\d|\b{_MONTH}\.? ?\d{{1,2}}(?:st|nd|rd|th)?,? ?"
    rf"\d{{4}}\b|\b\d{{1,2}}(?:st|nd|rd|th)?[ -]{_MONTH}\.?,?[ -]\d{{4}}\b|\b\d{{4}}-\d\d-\d\d\b|\b\d{{1,2}}/\d{{1,2}}/\d{{4}}\b)"
)
_BYLINE = re.compile(r"(?i)\W{0,9}(?:by|(?:written|edited|posted|reported)(?: and \w+)? by|author:)\s+\S")
_CREDIT = re.compile(r"^\W*(?:[A-Z]{2,6}|Reuters|Bloomberg|Xinhua|Kyodo)\W*$")
_RELATED = re.compile(
    r"(?i)\W{0,9}(?:(?:also|must|further) (?:read|watch|see)|(?:read|see|watch) (?:more|also|next)|more ?:|(?:related|recommended)\b)"
)
_DATELINE = re.compile(r"^([A-Z][^:—–\n]{1,60}?)(?: ?: | ?[—–] ?| - )(?=\S)")
_ENDS = re.compile(r"(?<![ap]\.m)[.!?][\"'”’)\]]*$")  # as a sentence does, and no clock
_DIGIT = re.compile("[0-9]")
_ASKS = frozenset(("comment", "comments", "reply", "share", "support", "notification"))
_CAPITALS = re.compile(r"^[^\W\d_]?[A-Z]")


class Line(NamedTuple):
    """A line of a page: its number from 1, its text, and why it is not body ("" where it is)."""

    line_no: int
    text: str
    reason: str


@dataclass(frozen=True)
class Page:
    """A judged page: all its lines in order, and the fields found among them ("" where there is none)."""

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
    r"""Return text with one kind of line break and of space, composed letters and no invisible characters.

    A line ends at LF, CR LF, CR, VT, FF, NEL (U+0085), and at U+2028 and U+2029; all become LF. Tabs and the
    spaces that Unicode knows become U+0020. Control characters, soft hyphens, zero-width characters and marks
    of direction go. Normalising twice changes nothing.

    Examples
    --------
    >>> normalise("free\u00a0and\u200b open\r\n")
    'free and open\n'
    """
    text = _INVISIBLE.sub("", _SPACE.sub(" ", _BREAK.sub("\n", raw)))
    return text if unicodedata.is_normalized("NFC", text) else unicodedata.normalize("NFC", text)


def judge_page(text: str) -> Page:
    """Say of every line of a page why it stays or goes, and find title, byline, dateline and agency.

    Parameters
    ----------
    text
        A page as flat text; it is normalised first.

    Returns
    -------
    Page
        Every line in order; `reason` is a key of `REASONS`, or "" for body text.

    Examples
    --------
    >>> page = judge_page("Menu\\nMinisters agree on ships\\n\\nThe ministers have agreed to build the ships together.")
    >>> page.title, [line.reason for line in page.lines]
    ('Ministers agree on ships', ['navigation', 'headline', 'blank', ''])
    """
    lines = normalise(text).split("\n")
    places = [i for i, line in enumerate(lines) if line.strip()]
    filled = [lines[i].strip() for i in places]
    reasons = ["blank"] * len(lines)
    draft = _Draft(filled)
    for i, reason in zip(places, draft.reasons, strict=True):
        reasons[i] = reason
    _settle(lines, reasons)
    judged = tuple(Line(i, *pair) for i, pair in enumerate(zip(lines, reasons, strict=True), start=1))
    return Page(judged, **draft.fields())


def _settle(lines: list[str], reasons: list[str]) -> None:
    """Judge the body alone until nothing more is dropped, so that cleaning a body again changes nothing in it."""
    for _ in range(_ROUNDS):
        kept = [i for i, reason in enumerate(reasons) if not reason]
        again = _Draft([lines[i].strip() for i in kept]).reasons
        if not any(again):
            return
        for i, reason in zip(kept, again, strict=True):
            reasons[i] = reason


class _Draft:
    """The lines of a page that are not blank while they are judged, in the order of the methods below."""

    def __init__(self, lines: list[str]) -> None:
        self.lines = lines
        self.reasons: list[str] = []
        self.title: int | None = None
        if not lines:
            return
        self.words, self.keys, scores, self.known = score_lines(lines)
        self.kept = [score >= KEEP for score in scores]
        prose = [i for i, kept in enumerate(self.kept) if kept and len(self.words[i]) >= 8]
        self.first, self.last = (prose[0], prose[-1]) if prose else (len(lines), -1)
        self.reasons = [self._outright(i) or ("" if self.kept[i] else "?") for i in range(len(lines))]
        self._drop_islands()
        prose = [i for i, reason in enumerate(self.reasons) if not reason and len(self.words[i]) >= 8]
        self.first, self.last = (prose[0], prose[-1]) if prose else (len(lines), -1)
        self._find_title()
        self._keep_headings()
        self._drop_repeats()
        self.reasons = [self._name(i) if reason == "?" else reason for i, reason in enumerate(self.reasons)]
        self._name_place()

    def fields(self) -> dict[str, str]:
        """Return title, byline, dateline and agency."""
        named = {}
        for name in ("byline", "agency credit"):
            named[name] = next((self.lines[i].strip(" ()") for i, r in enumerate(self.reasons) if r == name), "")
        opening = [line for line, r in zip(self.lines, self.reasons, strict=True) if not r][:3]
        dateline = next(filter(None, map(read_dateline, opening)), "")
        return {"title": "" if self.title is None else self.lines[self.title], "byline": named["byline"],
                "dateline": dateline, "agency": named["agency credit"] or _agency_in(dateline)}

    def _outright(self, i: int) -> str:
        """Return the reason that a line gives against itself, whatever stands around it."""
        line, n = self.lines[i], len(self.words[i])
        if n <= 40 and _RELATED.match(line) or _is_doubled(line):
            return "related link"
        if n <= 12 and _DIGIT.search(line) and _STAMP.search(line) and not (self.kept[i] and _ENDS.search(line)):
            return "time stamp"
        if n <= 12 and _BYLINE.match(line) and not SENTENCE_END.search(line):
            return "byline"
        if " | " in line and not SENTENCE_END.search(line) and (line.count("|") > 1 or self.known[i] < 0.3):
            return "navigation" if line.count("|") > 1 else "teaser"
        if n <= 1 and _CREDIT.search(line) and i > self.first:
            return "agency credit"
        return ""

    def _drop_islands(self) -> None:
        """Drop last lines that stand apart from the body, by furniture, and share few of its words: pleas."""
        kept = [i for i, reason in enumerate(self.reasons) if not reason]
        while len(kept) > 3 and kept[-1] - kept[-2] > 2 and self.known[kept[-1]] < 0.25:
            i = kept.pop()
            between = {w.lower() for words in self.words[kept[-1] + 1 : i] for w in words}
            self.reasons[i] = "prompt" if between & (CUES["prompt"] | _ASKS) else "teaser"

    def _find_title(self) -> None:
        """Find the line above the body that best shares its words."""
        scores = {}
        for i in range(min(self.first + 1, len(self.lines))):
            content = len(set(self.keys[i].split(" ")) - FUNCTION)
            open_ended = not self.lines[i].endswith((".", ":")) and not BULLET.match(self.lines[i])
            if self.reasons[i] in ("", "?") and open_ended and content >= 3 and len(self.words[i]) <= 25:
                scores[i] = self.known[i] * content / (content + 1) * 0.97 ** (self.first - i)
        best = max(scores.values(), default=0.0)
        if best > 0.2:
            good = [i for i, score in scores.items() if score >= 0.7 * best]
            joined = {i: self.keys[i].replace(" ", "") for i in good}
            # a breadcrumb runs menu and title together: the title is what it holds
            self.title = next((i for i in good if i != good[0] and joined[i] in joined[good[0]]), good[0])
            self.reasons[self.title] = "headline"

    def _keep_headings(self) -> None:
        """Keep headings within the body whose words the body shares, and drop names that stand alone there."""
        prose = " ".join(self.lines[i] for i in range(self.first, self.last + 1) if len(self.words[i]) >= 8)[:200_000]
        for i in range(self.first + 1, self.last):
            if self.reasons[i] not in ("", "?") or not 1 < len(self.words[i]) < 8:
                continue
            named = len(self.words[i]) <= 3 and all(w[0].isupper() for w in self.words[i])
            if named and not SENTENCE_END.search(self.lines[i]) and self.lines[i] in prose:
                self.reasons[i] = "caption"
            elif self.known[i] >= 0.8 and not BULLET.match(self.lines[i]) and self.lines.count(self.lines[i]) == 1:
                self.reasons[i] = ""

    def _drop_repeats(self) -> None:
        """Drop the title where it stands again, and an opening line that a later paragraph says again."""
        title = "" if self.title is None else self.keys[self.title].replace(" ", "")
        for i, key in enumerate(self.keys):
            if len(title) > 15 and i != self.title and len(title) <= len(key) <= 3 * len(title):
                joined = key.replace(" ", "")
                if title in joined and len(joined) < 2 * len(title):
                    self.reasons[i] = "repeated headline"
        counts = Counter(self.keys)
        for i, key in enumerate(self.keys):
            if self.reasons[i] == "?" and counts[key] > 1:
                self.reasons[i] = "repeated line"
        self._drop_standfirst()

    def _drop_standfirst(self) -> None:
        body = [i for i, reason in enumerate(self.reasons) if not reason]
        if len(body) < 2 or len(self.words[body[0]]) < 8:
            return
        first = self.keys[body[0]].split(" ")
        later = " ".join(["", *(self.keys[i] for i in body[1:]), ""])
        runs = [f" {' '.join(run)} " in later for run in zip(first, first[1:], first[2:], first[3:], strict=False)]
        if sum(runs) >= 0.7 * len(runs):
            self.reasons[body[0]] = "repeated standfirst"

    def _name(self, i: int) -> str:
        """Return why a line that is not like body text was dropped."""
        line, n = self.lines[i], len(self.words[i])
        found = {w.lower() for w in self.words[i]}
        if len(found & CUES["legal"]) > 1:
            return "notice"
        if n > 1 and found & (CUES["prompt"] | _ASKS) or (found & CUES["reader"] and n < 20):
            return "prompt"
        if found & CUES["credit"]:
            return "caption"
        if n < 5 and found & CUES["related"]:
            return "related link"
        if n >= 5:
            return "related link" if self.first < i < self.last and not ELLIPSIS.search(line) else "teaser"
        return "navigation" if i < self.first else "fragment"

    def _name_place(self) -> None:
        """Name a place that stands beside the agency's credit."""
        for i, reason in enumerate(self.reasons):
            beside = i and self.reasons[i - 1] == "agency credit"
            if reason == "fragment" and beside and all(_CAPITALS.match(w) for w in self.words[i]):
                self.reasons[i] = "dateline"


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


def _agency_in(dateline: str) -> str:
    match = re.search(r"\(([^()]{2,20})\)", dateline)
    return match[1] if match else ""


def _is_doubled(line: str) -> bool:
    """Tell whether a line is one text twice over, as a link's text and its title run together."""
    half = len(line) // 2
    return half > 10 and line[:half].strip() == line[-half:].strip()
