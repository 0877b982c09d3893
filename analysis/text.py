"""Flat text of a web page to its lines, each with the reason why it stays or goes.

Pure functions on strings. A line is judged by what travels from site to site: how long it is, how it ends,
what stands around it, whether it repeats on the page, and whether it shares the body's words.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass

#: Why a line is not body text.
REASONS = {
    "blank": "nothing on it",
    "headline": "the page's title, kept as a field",
    "repeated headline": "the title again, alone or inside a breadcrumb",
    "repeated standfirst": "an opening line whose words stand again in a later paragraph",
    "byline": "who wrote, edited or posted it",
    "time stamp": "when it was posted or updated",
    "agency credit": "the agency that the text came from",
    "prompt": "asks the reader to share, subscribe, support, comment or allow",
    "related link": "leads to another story",
    "teaser": "the start of another story",
    "repeated line": "stands more than once on the page",
    "fragment": "no sentence: menu, label, caption or control",
}
_INVISIBLE = re.compile("[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]")
_WORD = re.compile(r"[^\W_]+(?:[-'’.+][^\W_]+)*")
_SENTENCE_END = re.compile(r"[.!?…][\"'”’)\]]*$")
_STAMP = re.compile(
    r"(?i)^\W*(?:(?:last )?(?:updated|posted|published|modified)\b.*\d|(?:\w+day,? )?(?:\d{1,2} )?"
    r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.? ?\d{1,2}?,? ?\d{4}\b.{0,25}$|\d{4}-\d\d-\d\d\b.{0,20}$)"
)
_BYLINE = re.compile(r"(?i)^\W*(?:by|(?:written|edited|posted|reported)(?: and \w+)? by|author:)\s+\S")
_CREDIT = re.compile(r"^\W*(?:[A-Z]{2,6}|Reuters|Bloomberg|Xinhua|Kyodo)\W*$")
_RELATED = re.compile(
    r"(?i)^\W*(?:(?:also|must|further) (?:read|watch|see)|read (?:more|also|next)|related|see also|recommended)\b"
)
_PROMPT = re.compile(
    r"(?i)\b(?:subscri\w+|sign[- ]?up|newsletters?|follow us|join us|click\w*|notifications?|download|support our|"
    r"leave a (?:reply|comment)|please enter|your (?:comment|name|e-?mail|inbox)|log ?in|cookies|advertise\w*|"
    r"donat\w+|readers like you|journalism|share this|all rights reserved)\b"
)
_STOP = frozenset(
    (
        "a",
        "an",
        "and",
        "are",
        "as",
        "at",
        "be",
        "been",
        "by",
        "for",
        "from",
        "had",
        "has",
        "have",
        "he",
        "her",
        "his",
        "in",
        "is",
        "it",
        "its",
        "of",
        "on",
        "or",
        "our",
        "said",
        "she",
        "that",
        "the",
        "their",
        "they",
        "this",
        "to",
        "was",
        "we",
        "were",
        "which",
        "will",
        "with",
    )
)
_PROSE_WORDS = 8  # a sentence of the body has at least this many words,
_PROSE_STOP = 0.15  # at least this share of them function words,
_REPEATED = 0.7  # and an opening line repeats when this share of its four-word runs stands again below


@dataclass(frozen=True)
class Line:
    """A line of a page: its number from 1, its text, and why it is not body ("" where it is)."""

    line_no: int
    text: str
    reason: str


@dataclass(frozen=True)
class Page:
    """A judged page: all its lines in order, and the fields that were found among them."""

    lines: tuple[Line, ...]
    title: str = ""
    agency: str = ""

    @property
    def body(self) -> str:
        """The kept lines, trimmed, one a row."""
        return "\n".join(line.text.strip() for line in self.lines if not line.reason)


def normalise(raw: str) -> str:
    """Return text with one kind of newline and space, composed letters and no invisible characters.

    Examples
    --------
    >>> normalise("free\\u00a0and\\u200b open\\r\\n")
    'free and open\\n'
    """
    text = raw.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    text = re.sub("[\u00a0\u2000-\u200a\u202f\u205f\u3000]", " ", text)
    return unicodedata.normalize("NFC", _INVISIBLE.sub("", text))


def judge_page(text: str) -> Page:
    """Say of every line of a page's text why it stays or goes, and find its title and agency.

    Parameters
    ----------
    text
        A page as flat text, normalised; lines end with a newline.

    Returns
    -------
    Page
        Every line in order; `reason` is a key of `REASONS`, or "" for body text.

    Examples
    --------
    >>> page = judge_page("Menu\\nIndia and Japan agree on ships\\n\\nIndia and Japan have agreed to build ships together.")
    >>> page.title, [line.reason for line in page.lines]
    ('India and Japan agree on ships', ['fragment', 'headline', 'blank', ''])
    """
    lines = text.split("\n")
    reasons = [_judge_alone(line) for line in lines]
    body = [i for i, reason in enumerate(reasons) if not reason]
    if not body:
        return Page(tuple(Line(i, *judged) for i, judged in enumerate(zip(lines, reasons, strict=True), start=1)))
    known = Counter(word for i in body for word in _content(lines[i]))
    title = _find_title(lines, reasons, body[0], known)
    _keep_unfinished(lines, reasons, body, known)
    _drop_pleas(lines, reasons)
    _name_repeats(lines, reasons, title)
    _drop_standfirst(lines, reasons)
    agency = next((lines[i].strip(" ()\n") for i, r in enumerate(reasons) if r == "agency credit"), "")
    judged = tuple(Line(i + 1, line, reason) for i, (line, reason) in enumerate(zip(lines, reasons, strict=True)))
    return Page(judged, lines[title].strip() if title is not None else "", agency)


def _content(line: str) -> list[str]:
    """Return the words of a line that carry content, the parts of hyphenated ones apart."""
    words = (part for m in _WORD.finditer(line) for part in m.group().lower().split("-"))
    return [w for w in words if w not in _STOP]


def _judge_alone(line: str) -> str:
    """Return the reason against a line on its own words; "" for a sentence of running prose."""
    stripped = line.strip()
    if not stripped:
        return "blank"
    words = [m.group().lower() for m in _WORD.finditer(stripped)]
    if _RELATED.search(stripped):
        return "related link"
    if len(words) <= 12 and _STAMP.search(stripped):
        return "time stamp"
    if len(words) <= 10 and _BYLINE.search(stripped):
        return "byline"
    if _CREDIT.search(stripped):
        return "agency credit"
    quoted = stripped[0] in '"“'
    if not quoted and (len(words) <= 12 and _PROMPT.search(stripped) or len(_PROMPT.findall(stripped)) > 1):
        return "prompt"
    if _is_doubled(stripped):
        return "related link"
    function = sum(w in _STOP for w in words)
    if len(words) >= _PROSE_WORDS and function >= _PROSE_STOP * len(words) and _SENTENCE_END.search(stripped):
        return ""
    return "fragment"


def _is_doubled(line: str) -> bool:
    """Tell whether a line is one text twice over, as a link's text and its title run together."""
    half = len(line) // 2
    return half > 10 and line[:half].strip() == line[-half:].strip()


def _find_title(lines: list[str], reasons: list[str], first: int, known: Counter) -> int | None:
    """Mark and return the line above the body that best shares its words; None if there is none."""
    best, best_score = None, 0.0
    for i in range(first):
        words = set(_content(lines[i]))
        if reasons[i] in ("fragment", "related link", "repeated line") and len(words) >= 3:
            score = sum(word in known for word in words) / len(words)
            if score >= max(best_score, 0.4):
                best, best_score = i, score
    if best is not None:
        reasons[best] = "headline"
    return best


def _keep_unfinished(lines: list[str], reasons: list[str], body: list[int], known: Counter) -> None:
    """Keep crossheads and paragraphs without a full stop where the body's own words stand in them."""
    first, last = body[0], body[-1]
    for i, line in enumerate(lines):
        if reasons[i] != "fragment" or i < first:
            continue
        words = _content(line)
        share = sum(w in known for w in words) / len(words) if words else 0.0
        heading = len(words) >= 2 and share >= 0.8 and any(w[0].islower() for w in line.split()[1:])
        short = len(line.split()) >= 4 and _SENTENCE_END.search(line.strip())
        if i < last and (heading or short):
            reasons[i] = ""
        elif len(line.split()) >= _PROSE_WORDS:
            run = _follows_body(reasons, i)
            reasons[i] = "" if run and share >= 0.5 else "teaser"
    if len(lines) > last + 1:
        reasons[:] = [
            ("teaser" if r == "fragment" and i > last and len(_content(lines[i])) >= 6 else r)
            for i, r in enumerate(reasons)
        ]
    # Capitals above the body are a menu's, not an agency's.
    reasons[:] = ["fragment" if r == "agency credit" and i < first else r for i, r in enumerate(reasons)]


def _follows_body(reasons: list[str], i: int) -> bool:
    """Tell whether the nearest line above that is not blank is body text."""
    before = next((r for r in reversed(reasons[:i]) if r != "blank"), "blank")
    return before == ""


def _drop_pleas(lines: list[str], reasons: list[str]) -> None:
    """Drop sentences that stand in a block of prompts: the nearest lines on both sides are prompts."""
    for _ in range(3):
        filled = [i for i, r in enumerate(reasons) if r != "blank"]
        for before, here, after in zip(filled, filled[1:], filled[2:], strict=False):
            near = reasons[before] == "prompt", reasons[after] in ("prompt", "fragment")
            asks = _PROMPT.search(lines[here]) or re.search(r"(?i)\byou\b|\breaders?\b|\breporters\b", lines[here])
            if reasons[here] in ("", "teaser") and all(near) and asks:
                reasons[here] = "prompt"


def _name_repeats(lines: list[str], reasons: list[str], title: int | None) -> None:
    """Name dropped lines that repeat the title or each other."""
    letters = [re.sub(r"\W+", "", line).lower() for line in lines]
    counts = Counter(letters)
    for i, reason in enumerate(reasons):
        if reason in ("", "blank", "headline"):
            continue
        if title is not None and len(letters[title]) > 15 and letters[title] in letters[i]:
            reasons[i] = "repeated headline"
        elif reason == "fragment" and counts[letters[i]] > 1 and letters[i]:
            reasons[i] = "repeated line"


def _drop_standfirst(lines: list[str], reasons: list[str]) -> None:
    """Drop the first body line where a later paragraph says the same words again."""
    body = [i for i, reason in enumerate(reasons) if not reason]
    runs = _runs(lines[body[0]]) if body else []
    later = {run for i in body[1:] for run in _runs(lines[i])}
    if runs and sum(run in later for run in runs) >= _REPEATED * len(runs):
        reasons[body[0]] = "repeated standfirst"


def _runs(line: str) -> list[tuple[str, ...]]:
    """Return the runs of four words of a line."""
    words = [m.group().lower() for m in _WORD.finditer(line)]
    return list(zip(words, words[1:], words[2:], words[3:], strict=False))
