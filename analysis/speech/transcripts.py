"""Transcripts: whose words a paragraph holds, by the label that opens it ("MR. PRICE:")."""

import re
from dataclasses import replace

from ..cleaning.turn_labels import is_asking
from .labels import Found, Label, is_member, may_ask, may_name, read_country, read_label
from .names import share_surname, surname
from .people import REPORTER, People, Speaker, Speakers
from .same_labels import believe_records, join_labels
from .titles import Titled
from .written_labels import find_dashed, find_written, list_spans

_QUARTER = re.compile(r"Q[0-9]+\s")  # "Q3 Growth was low."
# A question that begins within a paragraph: "... on this. Q    Okay."
_WITHIN = re.compile(r"Q(?:[ \t\xa0]{2,}|: )\S")
_LONG = 2_000  # characters of a turn in which a question mark is looked for
_UNSURE = ("loose", "known", "outlet")  # kinds of labels that a name or a press review has too
_FEWEST = 2  # turns of one who is named by a label alone
# What stands between turns and interrupts none, what ends the last one, and what does below a text.
_ASIDE = re.compile(
    r"[(\[][^()\[\]\n]{0,120}[)\]][.!]?|\d{1,2}[:.]\d\d\s?[AP]\.?M\b.{0,12}|[*_=–—-][*_=–— -]*|"
    r"(?i:(?:(?:read|watch|view|see|download|listen to)\b[^.!?\n]{3,60}\b(?:here|online|below|pdf)|"
    r"(?:follow|find|join) us on\b.{0,60}|share (?:this|on)\b.{0,30}|related (?:content|links?|news|articles|"
    r"stories|documents?)|back to top|print this page)[.:]?)"
)
_END = re.compile(
    r"(?:# ?)+\Z|END\b|[-–—*(\[ ]*(?:ENDS|(?i:ends?)(?=[-–—*)\] ]|\Z))[-–—*)\] .]*\Z|"
    r"[(\[]?(?i:end of (?:the )?(?:transcript|interview|statement|remarks|speech|briefing))\b|"
    r"[(\[]\s?(?i:whereupon)\b"
)
_CONTACT = re.compile(
    r"(?i:(?:media|press) (?:contacts?|(?:en|in)quir(?:y|ies)|office)\b|contacts?:|for (?:more|further) information\b|"
    r"for (?:media|press) (?:en|in)quiries\b|notes to editors\b)"
)
# Above questions that may have no label.
_ASKED_BELOW = re.compile(
    r"(?i)(?:questions?(?:(?:[ -]and[ -]|[ ]?[&/] ?)answers?)?|q ?(?:&|and) ?a)(?:[ -]session)?[:.]?"
)


def find_labels(rows: list, people: People, titled: Titled | None, guest: Speaker) -> Speakers:
    """Return the speakers that labels name, by the number of the paragraph that each opens; `guest`
    is who answers, where metadata or the title says.
    """
    text = people.text
    found: Found = {}  # by paragraph, in order
    starts, written, questions, answers = find_written(text, rows)
    # names alone are labels only where somebody asks, or the same come again
    asks = bool(questions) or any(map(is_asking, written.values()))
    loose = len(written) > 1 and (asks or len(set(written.values())) < len(written))
    read: dict[str, tuple[int, Label | None]] = {}  # labels, with where they were read
    unknown: list[int] = []  # paragraphs whose label is no name that is known
    strange: list[int] = []  # those of them that ask
    others: Speakers = {}  # names with a colon, which may be labels
    recorded: set[str] = set()  # labels with a country: "Zhang Jun (China):"
    for paragraph, label in written.items():
        at = starts[paragraph]
        country = read_country(text, at + len(label), people.sides)
        last = read[label][1] if label in read else None
        again = last is not None and (not last.who.name or country and not last.who.side)
        if label not in read or again:
            member = is_member(text, at + len(label))
            said = read_label(label, at, people, titled, loose or member or bool(country))
            if said and said.who.name and country:
                recorded.add(label)
                said = said._replace(who=replace(said.who, side=country))
            elif said and said.who.name and member:
                said = said._replace(kind="name")
            read[label] = at, said
        said = read[label][1]
        if said is None:
            unknown += [paragraph] * label.isupper()
            if " " in label and (maybe := read_label(label, at, people, titled, True)):
                others |= {paragraph: maybe.who} if maybe.who.name else {}
            strange += [paragraph] * (may_ask(label) and _asks(text, at))
        else:
            found[paragraph] = label, said._replace(who=_move(at, read[label][0], said.who))
    for paragraph in written.keys() - found.keys() - {*strange}:
        del starts[paragraph]
    found = join_labels(believe_records(found, recorded))
    labels = _choose(text, found, starts, questions, guest)
    if questions:  # whoever answers, the question ends there
        labels = dict.fromkeys(unknown, Speaker()) | labels
    labels |= dict.fromkeys(answers, guest)
    asked = sum(_asks(text, starts[p]) for p in questions) >= _FEWEST
    if not labels and guest.name:  # nothing but questions has a label
        questions = [p for p in questions if not _QUARTER.match(text, starts[p])]
        questions = questions or find_dashed(text, rows)
    if labels or guest.name or asked:
        labels |= dict.fromkeys(questions, Speaker(side=REPORTER))
    if len(labels) > 1:
        labels = {p: Speaker() for p in strange if not _is_asked(labels, p)} | labels
    labels |= _end_questions(labels, {p for p, label in written.items() if may_name(label)})
    heard = {who.name: who.side for who in labels.values() if who.name}
    for paragraph, who in others.items() if labels else ():
        known = who.name in heard and replace(who, side=heard[who.name])
        labels.setdefault(paragraph, known or Speaker())
    if (guest.name or asked) and _nobody_answers(labels):
        labels |= _find_answers(text, rows, labels, guest)
    return labels


def _is_asked(labels: Speakers, paragraph: int) -> bool:
    """Tell whether a paragraph goes on with a question that has a label."""
    before = max((place for place in labels if place < paragraph), default=-1)
    return before >= 0 and labels[before].side == REPORTER


def _nobody_answers(labels: Speakers) -> bool:
    """Tell whether only those who ask have labels, so that what follows a question is not theirs."""
    return bool(labels) and all(who.side == REPORTER and not who.name for who in labels.values())


def _find_answers(text: str, rows: list, labels: Speakers, guest: Speaker) -> Speakers:
    """Return who speaks where paragraphs without a label follow questions with one: the guest, from
    where a question has been put and the paragraph puts none; nobody where it may go on, and from
    where one without a label is put.
    """
    out: Speakers = {}
    begun = asked = answered = lost = False
    for paragraph, (start, end) in list_spans(text, rows).items():
        said = text[start:end].strip()
        asks = "?" in said
        if paragraph in labels:
            begun, asked, answered, lost = True, asks, False, False
        elif not begun or lost or any(p.fullmatch(said) for p in (_ASIDE, _ASKED_BELOW)):
            continue
        elif _END.match(said):
            break
        elif answered:
            lost = said.endswith("?")
        elif asked and not asks:
            out[paragraph], answered = guest, True
        else:
            out[paragraph], asked = Speaker(), asked or asks
        if lost:
            out[paragraph] = Speaker()
    return out


def _end_questions(labels: Speakers, named: set[int]) -> Speakers:
    """Return nobody as the speaker of paragraphs that follow a question under a label that is not
    understood: whoever it is, it is not the one who asked.
    """
    out: Speakers = {}
    asked = False
    for paragraph in sorted({*labels, *named}):
        if paragraph in labels:
            asked = labels[paragraph].side == REPORTER
        elif asked:
            out[paragraph], asked = Speaker(), False
    return out


def _choose(
    text: str, found: Found, starts: dict[int, int], questions: list[int], guest: Speaker
) -> Speakers:
    """Return the speakers of the labels that are believed: all where someone asks, else those that
    a title or the text tells of, and names that come again and again.
    """
    times: dict[str, int] = {}
    for label, _ in found.values():
        times[label] = times.get(label, 0) + 1
    sure = {label for label, said in found.values() if said.kind not in _UNSURE}
    asked = bool(questions) or any(said.kind == "asks" for _, said in found.values())
    asking = _find_asking(text, found, starts) if found else set()
    outlets = {label for label, said in found.values() if said.kind == "outlet"}
    if outlets and (sure or guest.name or asked or len(times) > len(outlets)):
        asked |= 2 * len(outlets & asking) >= len(outlets)
    again = [label for label, n in times.items() if n >= _FEWEST]
    talk = asked and (len(sure) > 1 or guest.name or any(n > 1 for n in times.values()))
    turns = len(times) > 1 and len(again) > (not sure) and len(found) > _FEWEST
    offices = {label for label, said in found.values() if said.kind == "office"}
    named = {surname(said.who.name) for _, said in found.values() if said.who.name}
    absent = bool(guest.name) and surname(guest.name) not in named
    labels: Speakers = {}
    for paragraph, (label, said) in found.items():
        who = said.who
        alone = said.kind == "office" and not who.name and absent and len(offices) == 1
        if alone or said.kind == "answers" and guest.name:
            who = guest
        elif said.kind in ("loose", "known"):
            known = said.kind == "known" or guest.name and share_surname(guest.name, who.name)
            heard = known or times[label] >= _FEWEST or sure and label in asking
            heard = heard or talk and " " in label
            if not (talk or turns) or not heard:
                if sure and " " in label:  # nor does it go on with who spoke before
                    labels[paragraph] = Speaker()
                continue
            if known and guest.name and share_surname(guest.name, who.name):
                who = replace(who, name=guest.name, side=guest.side or who.side)
            elif not known and label in asking:
                who = Speaker(side=REPORTER)
            elif not known and times[label] < _FEWEST:
                who = Speaker()
        elif said.kind == "outlet" and not asked:
            if not sure:
                continue
            who = Speaker()
        labels[paragraph] = who
    return labels


def _asks(text: str, start: int) -> bool:
    """Tell whether the line that begins at a place has a question mark."""
    end = text.find("\n", start)
    return text.find("?", start, len(text) if end < 0 else end) >= 0


def _find_asking(text: str, found: Found, starts: dict[int, int]) -> set[str]:
    """Return the labels under which at least half of the turns ask something."""
    ends = dict(zip(sorted(starts), [*sorted(starts.values())[1:], len(text)], strict=True))
    asks: dict[str, list[bool]] = {}
    for paragraph, (label, said) in found.items():
        if said.kind in ("loose", "outlet"):
            end = min(ends[paragraph], starts[paragraph] + _LONG)
            asks.setdefault(label, []).append(text.find("?", starts[paragraph], end) >= 0)
    return {label for label, marks in asks.items() if 2 * sum(marks) >= len(marks)}


def _move(at: int, from_: int, who: Speaker) -> Speaker:
    """Return the speaker of a label for another place where the same label stands."""
    if who.start < 0 or at == from_:
        return who
    return replace(who, start=who.start - from_ + at, end=who.end - from_ + at)


def carry_labels(text: str, rows: list, labels: Speakers, whose: Speaker | None) -> Speakers:
    """Return the speakers of sentences: by the label (`find_labels`) of their paragraph or the last
    one before it. `whose` is who speaks before the first label, and where there is only one.
    """
    carries = len(labels) > 1 or whose is not None
    unanswered = _nobody_answers(labels)
    out, current, last, below = {}, whose, None, False
    for i, row in enumerate(rows if labels or whose else []):
        opens = row.paragraph != last
        if labels and not opens and text[row.start] == "Q" and _WITHIN.match(text, row.start):
            current = Speaker(side=REPORTER)
        elif row.paragraph in labels:
            current = labels[row.paragraph] if opens else current
        elif not carries or _END.match(text, row.start, row.end):
            current = None
        elif opens and _ASKED_BELOW.fullmatch(text, row.start, row.end):
            current, below = Speaker(), all(who.side != REPORTER for who in labels.values())
            last = row.paragraph
            continue
        elif opens and 2 * row.start > len(text) and _CONTACT.match(text, row.start, row.end):
            current = None
        elif below and opens and _asks(text, row.start):
            current = Speaker()
        elif _ASIDE.fullmatch(text, row.start, row.end):
            continue
        elif unanswered and opens:
            current = whose or current and Speaker()  # whoever answers, it is not who asked
        last = row.paragraph
        if current is not None:
            out[i] = current
    return out
