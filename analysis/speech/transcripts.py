"""Transcripts: whose words a paragraph holds, by the label that opens it ("MR. PRICE:")."""

from __future__ import annotations

import re

from .people import REPORTER, People, Speaker, tidy
from .vocabulary import VERB, split_words

# A paragraph of a transcript opens with who speaks: capitals ("MR. PRICE:", "QUESTION:"), or a
# title ("Mr. Price:").
_LABEL = re.compile(
    r"(?P<who>(?:[A-Z][A-Z.,'’& "
    r"-]{0,60}|(?:Mr|Ms|Mrs|Dr|Shri|Smt|Prime|Foreign|External|Defen[cs]e|President|Secretary|Minister|"
    r"Ambassador|Senator)\b[\w.,'’ "
    r"-]{0,60}|Question|Moderator|Interviewer))(?:\s?\([^)\n]{0,60}\))?:(?=\s)"
)
_ASKS = frozenset("question q reporter journalist interviewer press media".split())
_ANSWERS = frozenset("answer a moderator staff operator".split())


def read_labels(text: str, rows: list, people: People, given: Speaker | None) -> dict[int, Speaker]:
    """Return the speakers of a transcript's sentences, by the labels that open paragraphs."""
    labels: dict[int, Speaker] = {}
    for before, row in zip([None, *rows], rows, strict=False):
        first = before is None or before.paragraph != row.paragraph
        if (
            first
            and text.find(":", row.start, row.start + 130) > 0
            and (match := _LABEL.match(text, row.start))
        ):
            who = _read_label(match["who"], row.start, people)
            if who is not None:
                labels[row.paragraph] = who
    carries = len(labels) > 1 or given is not None
    out, current = {}, given
    for i, row in enumerate(rows if labels or given else []):
        current = labels.get(
            row.paragraph, current if carries and text[row.start] not in "([#" else None
        )
        if current is not None:
            out[i] = current
    return out


def _read_label(label: str, at: int, people: People) -> Speaker | None:
    """Return the speaker of a label, or None where it is none (a dateline, a heading)."""
    words = split_words(label)
    lows = {word.low for word in words}
    if VERB.search(label.lower()):
        return None  # "Prime Minister Modi said:" opens a sentence of a reporter's
    if len(words) == 1 and lows & _ASKS:
        return Speaker(side=REPORTER)
    if len(words) == 1 and lows & _ANSWERS:
        return Speaker()
    titles = [i for i, word in enumerate(words) if word.role]
    rest = words[titles[-1] + 1 :] if titles else words
    capitals = label.upper() == label
    rest = [
        word
        for word in rest
        if word.text[0].isalpha() and word.low not in ("of", "for", "the", "state", "affairs")
    ]
    intro = label.title() if capitals else label
    if titles and not rest:
        return Speaker(side=people.sides.read(intro))
    if not rest or not titles and not capitals:
        return None
    name = " ".join(word.text for word in rest)
    full = people.full_name(name.title() if capitals else name, at)
    if not titles and (len(rest) > 3 or " " not in full or full.lower() == tidy(name).lower()):
        return None
    return Speaker(
        full, rest[0].start + at, rest[-1].end + at, people.side(full, intro), person=True
    )
