"""Why each line of a page stays or goes.

`line_classifier.score_lines` says how like body text a line is, this module hears what a few kinds
of line say outright ("Also read:", "By ...", a time stamp), and `page_classifier.draft_page`
decides by both which stretch is the body, again and again until nothing more goes. Many pages are
judged at a time: on the few lines of one, most of the time is spent on calling numpy.
"""

import re
from itertools import chain

import numpy as np

from .blocks import find_records
from .interruptions import OPENINGS, interrupts
from .line_classifier import score_lines
from .line_features import Lines, list_places, measure_lines
from .line_signs import ends_sentence
from .page_classifier import draft_page

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
    "shared line": "stands at the head or foot of many pages of its source",
    "repeated line": "stands more than once on the page",
    "navigation": "a label of a menu or a breadcrumb above the body",
    "fragment": "no sentence: label or control below or within the body",
    "overruled": "body by its looks, left out at the user's word",
}
_ROUNDS = 16  # of judging a body again; two are the rule

_SENTENCE = 6  # words from which on what ends as a sentence may be one

_BYLINE = re.compile(
    r"(?i)\W{0,9}(?:by|(?:written|edited|posted|reported)(?: and \w+)? by|author:)\s+\S"
)
_BYLINE_OPENS = frozenset("by written edited posted reported author".split())
_RELATED = re.compile(
    r"(?i)\W{0,9}(?:(?:also|must|further) (?:read|watch|see)|(?:read|see|watch) "
    r"(?:more|also|next)|more ?:|(?:related|recommended)\b|lesen sie (?:auch|mehr|dazu)\b|"
    r"(?:à )?lire aussi\b|l[eé]a tambi[eé]n\b|leggi anche\b|leia (?:tamb[eé]m|mais)\b|"
    r"lees ook\b|читайте также)"
)
_RELATED_OPENS = frozenset(
    "also must further read see watch more related recommended lesen lire à À lea léa leggi leia "
    "lees Читайте ЧИТАЙТЕ читайте".split()
)
_SIGNS = (":", "|", "–", "—", "-", "»", ">")  # behind a label
_CAPTION = re.compile(r"(?i)\W*image (?:caption|source|credit)\s*[,:]")
_AGENCIES = frozenset("reuters bloomberg xinhua kyodo".split())
_OPENS = _RELATED_OPENS | _BYLINE_OPENS | _AGENCIES | {"image"}
_CREDIT = re.compile(r"^\W*(?:[A-Z]{2,6}|Reuters|Bloomberg|Xinhua|Kyodo)\W*$")


def judge_lines(pages: list[list[str]]) -> list[tuple[list[str], str]]:
    """Say of each line of some pages why it is not body text ("" for body text, else a key of
    `REASONS`), and which is the title of its page, "" where there is none.

    The body is judged again alone until nothing more is dropped, so that cleaning a body again
    changes nothing in it; a page of which no such body is found in a fixed number of rounds is kept
    whole. What is said of a page does not hang on the others. Its lines are those that are not
    blank, without spaces at their ends.
    """
    lines = measure_lines(pages)
    said = _hear_lines(lines)
    drafts = _draft_pages(lines, said)
    reasons = [*chain.from_iterable(draft for draft, _ in drafts)]
    page = np.repeat(np.arange(len(pages)), np.diff(lines.starts))
    # whether the last round dropped more of a page
    unsure = np.bincount(page, list(map(bool, reasons)), len(pages)) > 0
    for _ in range(_ROUNDS):
        kept = np.flatnonzero(np.array([not reason for reason in reasons], bool) & unsure[page])
        unsure[:] = False
        if not len(kept):
            break
        again = _draft_pages(lines.take(kept), [said[i] for i in kept.tolist()])
        for i, reason in zip(
            kept.tolist(), chain.from_iterable(draft for draft, _ in again), strict=True
        ):
            if reason:
                reasons[i], unsure[page[i]] = reason, True
    ends = lines.starts.tolist()
    found = zip(ends, ends[1:], unsure.tolist(), drafts, strict=False)
    return [
        ([""] * (end - start) if lost else reasons[start:end], title)
        for start, end, lost, (_, title) in found
    ]


def _draft_pages(lines: Lines, said: list[str]) -> list[tuple[list[str], str]]:
    """Judge each page once; return its reasons and its title."""
    rows = find_records(lines, said)
    is_row = np.zeros(len(said), bool)
    is_row[rows] = True
    # of several interruptions in a row one is enough
    prompts = np.array([reason == "prompt" for reason in said], bool)
    again = prompts & np.append(False, prompts[:-1])
    starts = lines.starts[:-1]
    again[starts[starts < len(said)]] = False  # what is said of the page before says nothing
    scores, known = _score_beside(lines, is_row | again)
    ends = lines.starts.tolist()
    return [
        draft_page(page, scores[a:b], known[a:b], said[a:b], is_row[a:b]) if page else ([], "")
        for page, a, b in zip(lines.pages(), ends, ends[1:], strict=False)
    ]


def _score_beside(lines: Lines, aside: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Score lines as if some were not among them: a table says nothing of what it is in."""
    if not aside.any():
        return score_lines(lines)
    scores, known = np.zeros(len(aside)), np.zeros(len(aside))
    scores[~aside], known[~aside] = score_lines(lines.take(np.flatnonzero(~aside)))
    return scores, known


def _hear_lines(lines: Lines) -> list[str]:
    """Return the reason that each line gives against itself, whatever stands around it; "" where it
    gives none.
    """
    texts, stamped = lines.texts, set(list_places(lines.stamped))
    worth_hearing = {  # most lines are passed over by what is quickly seen
        *stamped,
        *(i for i, opening in enumerate(lines.openings) if opening in _OPENS),
        *(i for i, text in enumerate(texts) if "|" in text),
        *(i for i in list_places(lines.n_words <= 1) if texts[i].isupper()),
        *(i for i, text in enumerate(texts) if _is_doubled(text)),
    }
    said = [""] * len(texts)
    for i in worth_hearing:
        said[i] = _hear(texts[i], lines.openings[i], int(lines.n_words[i]), i in stamped)
    for i, opening in enumerate(lines.openings):
        if opening in OPENINGS and interrupts(texts[i]):
            said[i] = "prompt"
    return said


def _hear(text: str, opening: str, n: int, stamped: bool) -> str:
    """Return the reason that a line gives against itself, whatever stands around it."""
    if _is_doubled(text) or n <= 40 and opening in _RELATED_OPENS and _names_link(text, n):
        return "related link"
    if opening == "image" and _CAPTION.match(text):
        return "caption"
    if stamped:
        return "time stamp"
    if opening in _BYLINE_OPENS and n <= 12 and _BYLINE.match(text) and not ends_sentence(text):
        return "byline"
    if " | " in text and not ends_sentence(text):
        return "navigation" if text.count("|") > 1 else "teaser"
    return "agency credit" if n <= 1 and _CREDIT.search(text) else ""


def _names_link(text: str, n: int) -> bool:
    """Tell whether a line leads to another story: "Related: ...", or no sentence of some length."""
    found = _RELATED.match(text)
    if not found:
        return False
    labelled = found.group()[-1] == ":" or text[found.end() :].lstrip()[:1] in _SIGNS
    return labelled or n < _SENTENCE or not ends_sentence(text)


def _is_doubled(text: str) -> bool:
    """Tell whether a line is one text twice over, as a link's text and its title run together."""
    half = len(text) // 2
    may_be = half > 10 and text[-half] in (text[0], " ")
    return may_be and text[:half].strip() == text[-half:].strip()
