"""Turns of a transcript that stand in one paragraph ("QUESTION: ... MR. MILLER: ..."): each becomes
a paragraph of its own for those who look for labels.
"""

import re

from ..cleaning.turn_labels import Opening, find_openings, read_opening
from .scene import Sentence

_LOOKED = 100  # characters behind the beginning of a sentence in which a label stands
# What a sentence must begin with to be asked for a label; RE2 reads it too.
LABEL_GATE = (
    r"^(?:[\[(*]|[QA]\d{0,2}[\s:.)/|—–-]|[^:\n]{1,99}:|[A-Z]{2}[^—–\n]{0,98}(?:[—–]|--)|"
    r"(?i:question|reporter|answer)\.|(?i:mr|ms|mrs|dr)\b|(?i:the |vice |deputy |prime |foreign |president|minister|"
    r"secretary|premier|chancellor|chair|speaker|senator|ambassador|general|governor|spokes))"
)


def part_turns(text: str, rows: list[Sentence]) -> list[Sentence]:
    """Return a document's sentences, their paragraphs parted where a label stands within one."""
    opens = [not i or row.paragraph != rows[i - 1].paragraph for i, row in enumerate(rows)]
    inner = [
        i
        for i, row in enumerate(rows)
        if row.labelled
        and not opens[i]
        and (opening := read_opening(text[row.start : row.start + _LOOKED]))
        and _is_marked(opening)
    ]
    if not inner:
        return rows
    within = set(inner)
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


def _is_marked(opening: Opening) -> bool:
    """Tell whether a label has marks that show it within a paragraph too."""
    if opening.form == "set":
        return opening.kind == "asks" or "." in opening.words
    return opening.form != "small"
