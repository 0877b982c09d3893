"""Which paragraphs of a document open with what may be the label of a speaker, and which with a
question; turns that stand in one paragraph ("QUESTION: ... MR. MILLER: ...") become one each.
"""

import re
from itertools import pairwise

from ..cleaning.turn_labels import (
    OTHER_LETTERS,
    STAGE,
    Opening,
    find_label_lines,
    find_openings,
    is_asking,
    read_opening,
)
from .labels import find_label
from .scene import Sentence

# "Q   What did you say?", "QUESTION And then?": a question without a colon, where other paragraphs
# have labels.
_QUESTION = re.compile(
    r"(?:Q[0-9]{0,2}[.)]?|QUESTION|REPORTER)(?=\s(?!\s*of\b)|\Z)(?!\s[A-Z]\.)|"
    r"(?:Question|Journalist|Reporter)(?: ?[0-9]{1,2})?(?: ?[–—-]|\.)(?=\s)|Q[0-9]{0,2} ?[–—-](?=\s)|"
    r"[(\[](?:Q|Question|QUESTION|Journalist|Reporter)(?: ?[0-9]{1,2})?[)\]]:?(?=\s)"
)
_DASH = re.compile(r"[–—-] *(?=[A-Z])")
# Labels in other forms, which count where somebody asks: "jaishankar:", "[Rubio]", "**Modi:**",
# "MR. MILLER —".
_ODD = re.compile(
    r"(?P<small>[a-z][a-z.'-]{0,20}(?: [a-z.'-]{1,20}){0,3}):(?=\s)"
    r"|\[(?P<set>[A-Z][\w.' -]{1,40})\]:?(?=\s)|\*\*(?P<bold>[A-Z][\w.' -]{0,40}):?\*\*:?(?=\s)"
    r"|(?P<capital>[A-Z]{2,}\.?(?: [A-Z][A-Z.'-]{1,30}){1,4})\s?(?:[—–]|--)(?=\s)"
)
# what nothing but a transcript has, whatever is asked
_SURE = re.compile(r"Q[ \t\xa0]{2,}\S")
_ANSWER = re.compile(r"A[0-9]{0,2}\.(?=\s)")
_LOOKED = 100  # characters behind the beginning of a sentence in which a label stands
# What a sentence must begin with to be asked for a label; RE2 reads it too.
LABEL_GATE = (
    r"^(?:[\[(*]|[QA]\d{0,2}[\s:.)/|—–-]|[^:\n]{1,99}:|[A-Z]{2}[^—–\n]{0,98}(?:[—–]|--)|"
    r"(?i:question|reporter|answer)\.|(?i:mr|ms|mrs|dr)\b|(?i:the |vice |deputy |prime |foreign |president|minister|"
    r"secretary|premier|chancellor|chair|speaker|senator|ambassador|general|governor|spokes))"
)


def find_written(
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
    paragraphs = list_starts(rows)
    for last, start in paragraphs.items():
        if text[start] in "QRJ([" and _QUESTION.match(text, start):
            questions.append(last)
            starts[last] = start
        elif text[start] == "A" and _ANSWER.match(text, start):
            answers.append(last)
        elif label := find_label(text, start):
            written[last] = label
            starts[last] = start
        elif match := _ODD.match(text, start):
            kind = match.lastgroup or "small"
            name = match[kind].rstrip()
            if kind == "set" and STAGE.match(name):
                continue
            odd[last] = match.start(kind), name.title() if kind == "small" else name
    names = {label for _, label in odd.values()} | {*written.values()}
    if len(names) < 2 or not any(map(is_asking, names)):  # a line may begin with small letters
        odd = {p: (at, name) for p, (at, name) in odd.items() if questions and text[at].isupper()}
    taken = {*written, *questions, *answers, *odd}
    odd |= _find_others(text, paragraphs, taken, written, questions, answers)
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


def list_starts(rows: list) -> dict[int, int]:
    """Return where each paragraph of a document's sentences begins."""
    return dict(reversed({row.paragraph: row.start for row in reversed(rows)}.items()))


def list_spans(text: str, rows: list) -> dict[int, tuple[int, int]]:
    """Return where each paragraph of a document's sentences begins and ends."""
    starts = list_starts(rows)
    return dict(zip(starts, pairwise([*starts.values(), len(text)]), strict=True))


def find_dashed(text: str, rows: list) -> list[int]:
    """Return the paragraphs that open with a dash, if there are two at least, all put a question,
    and none follows another: those would be points of a list.
    """
    spans = list_spans(text, rows)
    order = {paragraph: i for i, paragraph in enumerate(spans)}
    dashed = [p for p, (start, _) in spans.items() if _DASH.match(text, start)]
    apart = all(order[b] - order[a] > 1 for a, b in pairwise(dashed))
    asked = apart and all(text.find("?", *spans[p]) >= 0 for p in dashed)
    return dashed if asked and len(dashed) > 1 else []


def _find_others(
    text: str,
    places: dict[int, int],
    taken: set[int],
    written: dict[int, str],
    questions: list[int],
    answers: list[int],
) -> dict[int, tuple[int, str]]:
    """Return the paragraphs that are a label and nothing else, without the marks that others have
    ("SECRETARY BLINKEN", "The Secretary."), or open with one in a rarer form ("MR. PRICE."): where
    each begins, and its words. Letters ("Q)", "(A)") are added to the questions and answers; what
    was taken for a label is none where it goes on behind one of these ("Q) And one thing: when?").
    """
    bodies = [text[a:b].strip() for a, b in pairwise([*places.values(), len(text)])]
    numbers = list(places)
    alone = {numbers[i]: name for i, name in find_label_lines(bodies).items()}
    out = {p: (places[p], name) for p, name in alone.items() if p not in taken}
    for i, opening in find_openings(bodies).items():
        p = numbers[i]
        longer = written.get(p, "")
        if " " in longer and opening.form not in ("colon", "small") and not is_asking(longer):
            del written[p]
        elif p in taken or p in out:
            continue
        if opening.kind == "name":
            out[p] = places[p], opening.words
        else:
            (questions if opening.kind == "asks" else answers).append(p)
    return out


def part_turns(text: str, rows: list[Sentence]) -> list[Sentence]:
    """Return a document's sentences, their paragraphs parted where a label stands within one."""
    opens = [not i or row.paragraph != rows[i - 1].paragraph for i, row in enumerate(rows)]
    may_open = [i for i, row in enumerate(rows) if row.labelled and not opens[i]]
    within = {i for i in may_open if _is_marked(read_opening(text[rows[i].start :][:_LOOKED]))}
    if not within:
        return rows
    places = [i for i in range(len(rows)) if opens[i] or i in within]
    ends = [*(rows[i].start for i in places[1:]), len(text)]
    turns = [text[rows[i].start : end].strip() for i, end in zip(places, ends, strict=True)]
    openings = {places[k]: opening for k, opening in find_openings(turns).items()}
    cuts = within & openings.keys()
    if not cuts:
        return rows
    known = {one.words for one in openings.values() if one.form == "colon" and one.words.isupper()}
    label = (
        re.compile(rf"(?<=\s)(?:{'|'.join(map(re.escape, sorted(known)))}):\s") if known else None
    )
    out, shift = [], 0
    for i, row in enumerate(rows):
        shift += i in cuts
        late = label.search(text, row.start, row.end) if label and i not in openings else None
        if late:  # nothing ends what stands before: "2:15 P.M. EDT MS. LEE: Good day."
            shift += 1
            row = row._replace(start=late.start())
        out.append(row._replace(paragraph=row.paragraph + shift))
    return out


def _is_marked(opening: Opening | None) -> bool:
    """Tell whether there is a label with marks that show it within a paragraph too."""
    if opening is None:
        return False
    if opening.form == "set":
        return opening.kind == "asks" or "." in opening.words
    return opening.form != "small"
