"""Transcripts: whose words a paragraph holds, by the label that opens it ("MR. PRICE:")."""

from __future__ import annotations

import re
from dataclasses import replace

from .people import REPORTER, People, Speaker, tidy
from .titles import Titled
from .vocabulary import VERB, split_words

# A paragraph of a transcript opens with who speaks: capitals ("MR. PRICE:", "QUESTION:"), or a
# title ("Mr. Price:").
_LABEL = re.compile(
    r"(?P<who>(?:[A-Z][A-Z.,'’& "
    r"-]{0,60}|(?:Mr|Ms|Mrs|Dr|Shri|Smt|Prime|Foreign|External|Defen[cs]e|President|Secretary|Minister|"
    r"Ambassador|Senator)\b[\w.,'’ "
    r"-]{0,60}|Question|Moderator|Interviewer))(?:\s?\([^)\n]{0,60}\))?:(?=\s)"
)
# "Q   What did you say?": a question without a colon, where other paragraphs have labels
_QUESTION = re.compile(r"Q(?:[ \t]{2,}| (?=[A-Z\"“(\[]))")
_ASKS = frozenset("question q reporter journalist interviewer press media".split())
_ANSWERS = frozenset(
    "answer a moderator staff operator announcer participant participants audience member members "
    "aide speaker voice others crowd".split()
)
_GREETED = frozenset(
    "excellencies excellency ladies gentlemen friends colleagues delegates citizens".split()
)
# What stands between turns and interrupts none, and what ends the last one.
_ASIDE = re.compile(r"[(\[][^()\[\]\n]{0,120}[)\]][.!]?|\d{1,2}[:.]\d\d\s?[AP]\.?M\b.{0,12}")
_END = re.compile(
    r"(?:# ?)+\Z|END\b|[(\[]?(?i:end of (?:the )?(?:transcript|interview|statement|remarks|speech|briefing))\b|"
    r"[(\[]\s?(?i:whereupon)\b"
)


def find_labels(text: str, rows: list, people: People, titled: Titled | None) -> dict[int, Speaker]:
    """Return the speakers that labels name, by the number of the paragraph that each opens."""
    labels: dict[int, Speaker] = {}
    read: dict[str, tuple[int, Speaker]] = {}  # labels, with where they were read
    questions: list[int] = []
    unknown: list[int] = []  # paragraphs whose label is no name that is known
    for before, row in zip([None, *rows], rows, strict=False):
        if before is not None and before.paragraph == row.paragraph:
            continue
        if text.startswith("Q", row.start) and _QUESTION.match(text, row.start):
            questions.append(row.paragraph)
        elif text.find(":", row.start, row.start + 130) > 0 and (
            match := _LABEL.match(text, row.start)
        ):
            label = match["who"]
            if label not in read or not read[label][1].name:
                who = _read_label(label, row.start, people, titled)
                if who is None:
                    unknown += [row.paragraph] * label.isupper()
                    continue
                read[label] = row.start, who
            labels[row.paragraph] = _move(row.start, *read[label])
    if questions:  # whoever answers, the question ends there
        labels |= dict.fromkeys(unknown, Speaker())
    if labels:
        labels |= dict.fromkeys(questions, Speaker(side=REPORTER))
    return labels


def _move(at: int, from_: int, who: Speaker) -> Speaker:
    """Return the speaker of a label for another place where the same label stands."""
    if who.start < 0 or at == from_:
        return who
    return replace(who, start=who.start - from_ + at, end=who.end - from_ + at)


def carry_labels(
    text: str, rows: list, labels: dict[int, Speaker], whose: Speaker | None
) -> dict[int, Speaker]:
    """Return the speakers of sentences: by the label of their paragraph or the last one before it.

    Parameters
    ----------
    text
        The document's text.
    rows
        Its sentences.
    labels
        What `find_labels` returns.
    whose
        Who speaks before the first label, and where there is only one; None if nobody does.
    """
    carries = len(labels) > 1 or whose is not None
    out, current = {}, whose
    for i, row in enumerate(rows if labels or whose else []):
        if row.paragraph in labels:
            current = labels[row.paragraph]
        elif not carries or _END.match(text, row.start, row.end):
            current = None
        elif _ASIDE.fullmatch(text, row.start, row.end):
            continue
        if current is not None:
            out[i] = current
    return out


def _read_label(label: str, at: int, people: People, titled: Titled | None) -> Speaker | None:
    """Return the speaker of a label, or None where it is none (a dateline, a heading)."""
    words = split_words(label)
    lows = {word.low for word in words}
    if VERB.search(label.lower()):
        return None  # "Prime Minister Modi said:" opens a sentence of a reporter's
    if lows & _GREETED:
        return None  # "Mr. President, Excellencies:"
    if len(words) == 1 and lows & _ASKS:
        return Speaker(side=REPORTER)
    if lows <= _ANSWERS:
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
        who = titled.by_office(lows) if titled else None
        return who or Speaker(side=people.sides.read(intro))
    if not rest or not titles and not capitals:
        return None
    name = " ".join(word.text for word in rest)
    full = people.full_name(name.title() if capitals else name, at)
    known = titled.by_surname(full) if titled else None
    if (
        known is None
        and not titles
        and (len(rest) > 3 or " " not in full or full.lower() == tidy(name).lower())
    ):
        return None
    side = people.side(full, intro) or (known.side if known else "")
    full = known.name if known and " " not in full else full
    return Speaker(full, rest[0].start + at, rest[-1].end + at, side, person=True)
