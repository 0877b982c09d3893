"""Paragraphs of a transcript that open with the label of who speaks: "Q.", "[Reporter]:",
"Prime Minister Modi:", "MR. MILLER —", "The President." before what is said.
"""

import re
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from .asking_labels import is_surely_asking
from .turn_labels import LEAST

_LOOKED, _WORDS = 90, 8  # characters of a label and its marks, and words of a label, at most
# "Q.", "A1)", "Q —", "(Q)", "[A]:", "**Q**", and no initials ("Q. E. D.")
_LETTER = re.compile(
    r"(?:(?P<bare>Q)(?=\s+[A-Z“\"(])|(?P<plain>[QA])\d{0,2}(?P<mark>[:.)/]| ?[|—–]| ?--?)"
    r"|(?P<open>[(\[])(?P<set>[QA])\d{0,2}[)\]]:?|(?P<stars>\*\*)(?P<bold>[QA])\d{0,2}[.:]?\*\*:?)"
    r"\s+(?=[^\W\d_]{2}|I\b|A\b|[\W\d])(?![A-Z]\.)"
)
#: Letters of a list.
OTHER_LETTERS = re.compile(r"\(?[B-P]\d{0,2}[:.)/](?=\s)")
_WORD = r"[A-Z][\w.'’-]*"
_NAME = (
    rf"{_WORD}(?:,? {{1,3}}(?:(?:of|and|for|the|de|van|von|bin|al|el|da|del|der) ){{0,2}}{_WORD})*"
)
_SURNAME = r"[A-Z][\w'’-]*"
_REMARK = r"(?: ?[(\[][^()\[\]\n]{1,40}[)\]])?"
_OFFICE = (
    r"(?i:(?:the )?(?:vice |deputy |prime |foreign )?(?:president|minister|secretary(?: of [a-z]+)?|premier|"
    r"chancellor|chair(?:man|woman)?|speaker|senator|ambassador|general|governor|spokes(?:man|woman|person)))"
)
_LABEL = re.compile(
    rf"\[(?P<set>{_NAME}{_REMARK}):?\]:?(?=\s+\S)|\*\*(?P<bold>{_NAME}{_REMARK}):?\*\*:?(?=\s+\S)"
    rf"|(?P<colon>{_NAME}){_REMARK}\s?:(?=\s+\S)|(?P<small>[a-z][a-z.'’-]*(?: [a-z.'’-]+){{0,2}}):(?=\s+\S)"
    rf"|(?P<dash>[A-Z]{{2,}}\.?(?: [A-Z][A-Z.'’-]*){{0,4}}){_REMARK}\s?(?:[—–]|--)(?=\s+\S)"
)
#: A label with nothing but a full stop behind it: "Question.", "MR. MILLER.", "The President."
STOPPED = re.compile(
    r"(?P<asks>Question|QUESTION|Reporter|REPORTER|Answer|ANSWER)\.(?=\s+[A-Z“\"(\[—–…])"
    rf"|(?P<name>(?:(?:M[rs]|M[RS]|Mrs|MRS|D[rR])\.? |(?=[A-Z]){_OFFICE} ?)"
    rf"(?:(?<= ){_SURNAME} ?){{0,3}}(?<! )(?<!\bM[rsRS])(?<!\bD[rR]))"
    r"\.(?=\s+[A-Z“\"])"
)
#: Sounds and stage directions, which come in brackets too.
STAGE = re.compile(
    r"(?i)(?:laugh|applau|cheer|cross-?talk|inaudible|pause|break|audio|video|music|silence|booing|sic\b|in [a-z]+\b|"
    r"as (?:prepared|delivered|interpreted|translated)|through|via|off[- ]|no |end\b|begin|start|speak|gestur|sings?\b)"
)
_ANSWERING = re.compile(r"(?i:a\d{0,2}|answer|ans)")


class Opening(NamedTuple):
    """A label at the beginning of a paragraph: its words, whether it is a letter, marks or a form
    that other paragraphs may have, and what it is ("asks", "answers", "name").
    """

    words: str
    form: str
    kind: str


def read_opening(text: str) -> Opening | None:
    """Return the label that a paragraph may open with, None where none does.

    Examples
    --------
    >>> read_opening("Q. Will he go?")
    Opening(words='Q', form='Q.', kind='asks')
    >>> read_opening("[Reporter]: Will he go?").kind, read_opening("PM KISHIDA: I will.").kind
    ('asks', 'name')
    >>> read_opening("Q. E. D.")
    """
    head = text[:_LOOKED]
    if match := _LETTER.match(head):
        letter = match["bare"] or match["plain"] or match["set"] or match["bold"]
        mark = match["mark"] or match["open"] or match["stars"] or ""
        return Opening(letter, "Q" + mark.strip(), "asks" if letter == "Q" else "answers")
    if match := _LABEL.match(head) or STOPPED.match(head):
        form = match.lastgroup or ""
        words = " ".join(match[form].split())
        if words.count(" ") >= _WORDS or form == "set" and STAGE.match(words):
            return None
        asks = is_surely_asking(words) or words.lower() == "moderator"
        kind = "asks" if asks else "answers" if _ANSWERING.fullmatch(words) else "name"
        return Opening(words, form, kind)
    return None


def find_openings(texts: Sequence[str]) -> dict[int, Opening]:
    """Find the paragraphs that open with a label of a transcript, by their places.

    There must be three, of one who asks and one who does not; under a label of the first must be a
    question mark. Labels of others count that come twice, or stand in brackets, in bold or in
    capitals; letters of a list do not.

    Examples
    --------
    >>> talk = ["Q) Will he go?", "A) He will.", "Q) And you?", "A) Never."]
    >>> [opening.kind for opening in find_openings(talk).values()]
    ['asks', 'answers', 'asks', 'answers']
    >>> find_openings(["A) Trade", "B) Energy", "Q: Who pays?"])
    {}
    """
    found = {i: one for i, text in enumerate(texts) if (one := read_opening(text))}
    if len(found) < LEAST or all(one.kind != "asks" for one in found.values()):
        return {}
    listed = any(map(OTHER_LETTERS.match, texts))
    times = Counter(one.words for one in found.values())
    kept = {i: one for i, one in found.items() if _counts(one, times[one.words], listed)}
    asked = [i for i, one in kept.items() if one.kind == "asks"]
    if len(kept) < LEAST or not 0 < len(asked) < len(kept):
        return {}
    return kept if any(_asks_something(texts, i, kept) for i in asked) else {}


def _counts(one: Opening, times: int, listed: bool) -> bool:
    """Tell whether a label counts that comes so many times, beside letters of a list or not."""
    if one.kind == "asks":
        return True
    if one.kind == "answers":
        return not (listed and len(one.words) == 1)
    if one.form in ("set", "bold") or times > 1 and one.form != "dash":
        return True
    several = " " in one.words
    return several and (times > 1 or one.form in ("colon", "dash") and one.words.isupper())


def _asks_something(texts: Sequence[str], i: int, openings: dict[int, Opening]) -> bool:
    """Tell whether a turn that begins at a place has a question mark."""
    while "?" not in texts[i]:
        i += 1
        if i == len(texts) or i in openings:
            return False
    return True
