"""Transcripts: whose words a paragraph holds, by the label that opens it ("MR. PRICE:")."""

from __future__ import annotations

import re
from dataclasses import replace

from ..cleaning.turn_labels import find_label_lines
from ..cleaning.turn_openings import OTHER_LETTERS, STAGE, find_openings
from .labels import Label, find_label, is_asking, may_name, read_label
from .people import REPORTER, People, Speaker
from .titles import Titled

# "Q   What did you say?", "QUESTION And then?": a question without a colon, where other paragraphs
# have labels.
_QUESTION = re.compile(
    r"(?:Q[0-9]{0,2}\.?|QUESTION|REPORTER)(?=\s(?!\s*of\b)|\Z)(?!\s[A-Z]\.)"
)
# Labels in other forms, which count where somebody asks: "jaishankar:", "[Rubio]", "**Modi:**",
# "MR. MILLER —".
_ODD = re.compile(
    r"(?P<small>[a-z][a-z.'-]{0,20}(?: [a-z.'-]{1,20}){0,3}):(?=\s)"
    r"|\[(?P<set>[A-Z][\w.' -]{1,40})\]:?(?=\s)|\*\*(?P<bold>[A-Z][\w.' -]{0,40}):?\*\*:?(?=\s)"
    r"|(?P<capital>[A-Z]{2,}\.?(?: [A-Z][A-Z.'-]{1,30}){1,4})\s?(?:[—–]|--)(?=\s)"
)
# A question that begins within a paragraph: "... on this. Q    Okay."
_WITHIN = re.compile(r"Q(?:[ \t\xa0]{2,}|: )\S")
# what nothing but a transcript has, whatever is asked
_SURE = re.compile(r"Q[ \t\xa0]{2,}\S")
_ANSWER = re.compile(r"A[0-9]{0,2}\.(?=\s)")
_LONG = 2_000  # characters of a turn in which a question mark is looked for
_FEWEST = 2  # turns of one who is named by a label alone
# What stands between turns and interrupts none, and what ends the last one.
_ASIDE = re.compile(r"[(\[][^()\[\]\n]{0,120}[)\]][.!]?|\d{1,2}[:.]\d\d\s?[AP]\.?M\b.{0,12}")
_END = re.compile(
    r"(?:# ?)+\Z|END\b|[(\[]?(?i:end of (?:the )?(?:transcript|interview|statement|remarks|speech|briefing))\b|"
    r"[(\[]\s?(?i:whereupon)\b"
)


def find_labels(
    text: str, rows: list, people: People, titled: Titled | None, guest: Speaker
) -> dict[int, Speaker]:
    """Return the speakers that labels name, by the number of the paragraph that each opens.

    Parameters
    ----------
    text
        The document's text.
    rows
        Its sentences.
    people
        Who is named in it.
    titled
        Who speaks by its title.
    guest
        Who answers, where metadata or the title says.
    """
    found: dict[int, tuple[str, Label]] = {}  # by paragraph, in order
    starts, written, questions, answers = _find_written(text, rows)
    # names alone are labels only where somebody asks, or the same come again
    loose = len(written) > 1 and (bool(questions) or len(set(written.values())) < len(written))
    read: dict[str, tuple[int, Label | None]] = {}  # labels, with where they were read
    unknown: list[int] = []  # paragraphs whose label is no name that is known
    for paragraph, label in written.items():
        at = starts[paragraph]
        if label not in read or read[label][1] is not None and not read[label][1].who.name:
            read[label] = at, read_label(label, at, people, titled, loose)
        said = read[label][1]
        if said is None:
            unknown += [paragraph] * label.isupper()
        else:
            found[paragraph] = label, said._replace(who=_move(at, read[label][0], said.who))
    for paragraph in written.keys() - found.keys():
        del starts[paragraph]
    labels = _choose(text, found, starts, questions, guest)
    if questions:  # whoever answers, the question ends there
        labels = dict.fromkeys(unknown, Speaker()) | labels
    labels |= dict.fromkeys(answers, guest)
    labels |= dict.fromkeys(questions if labels else (), Speaker(side=REPORTER))
    named = {paragraph for paragraph, label in written.items() if may_name(label)}
    labels |= _end_questions(labels, named)
    if guest.name and _nobody_answers(labels):
        behind = [row.paragraph for row in rows if row.paragraph - 1 in labels]
        labels = dict.fromkeys(behind, guest) | labels
    return labels


def _nobody_answers(labels: dict[int, Speaker]) -> bool:
    """Tell whether only those who ask have labels, so that what follows a question is not theirs."""
    return bool(labels) and all(who.side == REPORTER and not who.name for who in labels.values())


def _end_questions(labels: dict[int, Speaker], named: set[int]) -> dict[int, Speaker]:
    """Return nobody as the speaker of paragraphs that follow a question under a label that is not
    understood: whoever it is, it is not the one who asked.
    """
    out: dict[int, Speaker] = {}
    asked = False
    for paragraph in sorted({*labels, *named}):
        if paragraph in labels:
            asked = labels[paragraph].side == REPORTER
        elif asked:
            out[paragraph], asked = Speaker(), False
    return out


def _find_written(
    text: str, rows: list
) -> tuple[dict[int, int], dict[int, str], list[int], list[int]]:
    """Return where paragraphs with a label or a question begin, the labels, the questions, and the
    answers that have a letter only ("A.").
    """
    starts: dict[int, int] = {}
    written: dict[int, str] = {}
    questions: list[int] = []
    answers: list[int] = []
    odd: dict[int, tuple[int, str]] = {}
    last = None
    for row in rows:
        if row.paragraph == last:
            continue
        last = row.paragraph
        if text[row.start] in "QR" and _QUESTION.match(text, row.start):
            questions.append(last)
            starts[last] = row.start
        elif _ANSWER.match(text, row.start):
            answers.append(last)
        elif label := find_label(text, row.start):
            written[last] = label
            starts[last] = row.start
        elif match := _ODD.match(text, row.start):
            kind = match.lastgroup or "small"
            name = match[kind].rstrip()
            if kind == "set" and STAGE.match(name):
                continue
            odd[last] = match.start(kind), name.title() if kind == "small" else name
    names = {label for _, label in odd.values()} | {*written.values()}
    if len(names) < 2 or not any(map(is_asking, names)):  # a line may begin with small letters
        odd = {p: (at, name) for p, (at, name) in odd.items() if questions and text[at].isupper()}
    taken = {*written, *questions, *answers, *odd}
    odd |= _find_others(text, rows, taken, questions, answers)
    paragraphs = _list_starts(rows)
    starts |= {paragraph: paragraphs[paragraph] for paragraph in questions}
    starts |= {paragraph: start for paragraph, (start, _) in odd.items()}
    written |= {paragraph: label for paragraph, (_, label) in odd.items()}
    if len([*questions, *_list_asking(written)]) < 2 and any(
        OTHER_LETTERS.match(text, start) for start in paragraphs.values()
    ):  # letters of a list
        questions, answers = [], []
        written = {p: label for p, label in written.items() if len(label) > 1}
    questions, written = _believe_questions(text, paragraphs, starts, written, questions, answers)
    return starts, dict(sorted(written.items())), questions, answers if questions else []


def _list_asking(written: dict[int, str]) -> list[int]:
    """Return the paragraphs whose label is that of one who asks."""
    return [paragraph for paragraph, label in written.items() if is_asking(label)]


def _believe_questions(
    text: str,
    paragraphs: dict[int, int],
    starts: dict[int, int],
    written: dict[int, str],
    questions: list[int],
    answers: list[int],
) -> tuple[list[int], dict[int, str]]:
    """Return questions and labels without those who ask, if no turn of theirs has a question mark
    and nobody else has turns ("Reporter: Ann Lee", "Q1 Growth was low").
    """
    asking = [*questions, *_list_asking(written)]
    others = [label for label in written.values() if not is_asking(label)]
    again = len({*others}) < len(others)
    if not asking or again or any(_SURE.match(text, starts[p]) for p in asking):
        return questions, written
    answered = bool(others or answers)
    places = sorted({*(starts if answered else paragraphs).values()})  # an answer ends a turn
    ends = dict(zip(places, [*places[1:], len(text)], strict=True))
    if any(text.find("?", starts[p], ends[starts[p]]) >= 0 for p in asking):
        return questions, written
    return [], {p: label for p, label in written.items() if p not in asking}


def _list_starts(rows: list) -> dict[int, int]:
    """Return where each paragraph begins."""
    return dict(sorted({row.paragraph: row.start for row in reversed(rows)}.items()))


def _find_others(
    text: str, rows: list, taken: set[int], questions: list[int], answers: list[int]
) -> dict[int, tuple[int, str]]:
    """Return the paragraphs that are a label and nothing else, without the marks that others have
    ("SECRETARY BLINKEN", "The Secretary."), or open with one in a rarer form ("MR. PRICE."): where
    each begins, and its words. Letters ("Q)", "(A)") are added to the questions and answers.
    """
    places = _list_starts(rows)
    ends = [*list(places.values())[1:], len(text)]
    bodies = [text[a:b].strip() for a, b in zip(places.values(), ends, strict=True)]
    numbers = list(places)
    alone = {numbers[i]: name for i, name in find_label_lines(bodies).items()}
    out = {p: (places[p], name) for p, name in alone.items() if p not in taken}
    for i, opening in find_openings(bodies).items():
        p = numbers[i]
        if p in taken or p in out:
            continue
        if opening.kind == "name":
            out[p] = places[p], opening.words
        else:
            (questions if opening.kind == "asks" else answers).append(p)
    return out


def _choose(
    text: str,
    found: dict[int, tuple[str, Label]],
    starts: dict[int, int],
    questions: list[int],
    guest: Speaker,
) -> dict[int, Speaker]:
    """Return the speakers of the labels that are believed: all where someone asks, else those that
    a title or the text tells of, and names that come again and again.
    """
    times: dict[str, int] = {}
    for label, _ in found.values():
        times[label] = times.get(label, 0) + 1
    sure = {label for label, said in found.values() if said.kind not in ("loose", "known")}
    asked = bool(questions) or any(said.kind == "asks" for _, said in found.values())
    again = [label for label, n in times.items() if n >= _FEWEST]
    talk = asked and (len(sure) > 1 or guest.name or any(n > 1 for n in times.values()))
    turns = len(times) > 1 and len(again) > (not sure) and len(found) > _FEWEST
    asking = _find_asking(text, found, starts) if found else set()
    offices = {label for label, said in found.values() if said.kind == "office"}
    named = {said.who.name.split()[-1] for _, said in found.values() if said.who.name}
    absent = bool(guest.name) and guest.name.split()[-1] not in named
    labels: dict[int, Speaker] = {}
    for paragraph, (label, said) in found.items():
        who = said.who
        alone = said.kind == "office" and not who.name and absent and len(offices) == 1
        if alone or said.kind == "answers" and guest.name:
            who = guest
        elif said.kind in ("loose", "known"):
            known = said.kind == "known" or guest.name and _is_same(guest, who)
            heard = known or times[label] >= _FEWEST or sure and label in asking
            heard = heard or talk and " " in label
            if not (talk or turns) or not heard:
                continue
            if known and guest.name and _is_same(guest, who):
                who = replace(who, name=guest.name, side=guest.side or who.side)
            elif not known and label in asking:
                who = Speaker(side=REPORTER)
            elif not known and times[label] < _FEWEST:
                who = Speaker()
        labels[paragraph] = who
    return labels


def _is_same(guest: Speaker, who: Speaker) -> bool:
    return guest.name.split()[-1].lower() == who.name.split()[-1].lower()


def _find_asking(
    text: str, found: dict[int, tuple[str, Label]], starts: dict[int, int]
) -> set[str]:
    """Return the labels under which at least half of the turns ask something."""
    ends = dict(zip(sorted(starts), [*sorted(starts.values())[1:], len(text)], strict=True))
    asks: dict[str, list[bool]] = {}
    for paragraph, (label, said) in found.items():
        if said.kind == "loose":
            end = min(ends[paragraph], starts[paragraph] + _LONG)
            asks.setdefault(label, []).append(text.find("?", starts[paragraph], end) >= 0)
    return {label for label, marks in asks.items() if 2 * sum(marks) >= len(marks)}


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
    unanswered = _nobody_answers(labels)
    out, current, last = {}, whose, None
    for i, row in enumerate(rows if labels or whose else []):
        if labels and row.paragraph == last and _WITHIN.match(text, row.start):
            current = Speaker(side=REPORTER)
        elif row.paragraph in labels:
            current = labels[row.paragraph] if row.paragraph != last else current
        elif unanswered and row.paragraph != last:
            current = whose
        elif not carries or _END.match(text, row.start, row.end):
            current = None
        elif _ASIDE.fullmatch(text, row.start, row.end):
            continue
        last = row.paragraph
        if current is not None:
            out[i] = current
    return out
