"""Labels of speakers in a transcript: those of who asks ("Q", "Reporter 2"), lines that hold nothing
but a label ("[Reporter]", "MR. PRICE:"), and paragraphs that open with one ("PM Modi: ...").
"""

import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

_ASKS = frozenset(
    "ques question questioner reporter reporters journalist journalists interviewer press media "
    "correspondent host presenter anchor newsreader compere broadcaster".split()
)
# words that mean those who ask only where they stand alone
_ALONE = frozenset("q press media host anchor".split())
# what heads a list of contacts as well
_CONTACTS = frozenset(("press", "media"))
_ASKED = re.compile(r"Q\d{0,2}\.?", re.ASCII)

LEAST = 3  # labels from which on they are those of a transcript
_ALONE_WORDS, _LETTERS = 5, 60  # of a label that is a line, at most
_SAID = 2  # words of the line below a label, at least
_WORD = r"[A-Z][\w.'’-]*"
_LINE_NAME = rf"(?:The )?{_WORD}(?: (?:of |and |for )?{_WORD}){{0,4}}(?: \d{{1,2}})?"
# A label has marks of its own, or is one in capitals, or what stands alone as a sentence would.
_LABEL_LINE = re.compile(
    rf"(?:\[(?P<set>{_LINE_NAME}):?\]:?|\*\*(?P<bold>{_LINE_NAME}):?\*\*:?|(?P<colon>{_LINE_NAME}):|(?P<bare>{_LINE_NAME})\.?)"
)

_LOOKED, _WORDS = 90, 8  # characters of a label and its marks, and words of a label, at most
# "Q.", "A1)", "Q —", "(Q)", "[A]:", "**Q**", and no initials ("Q. E. D.")
_LETTER = re.compile(
    r"(?:(?P<bare>Q)(?=\s+[A-Z“\"(])|(?P<plain>[QA])\d{0,2}(?P<mark>[:.)/]| ?[|—–]| ?--?)"
    r"|(?P<open>[(\[])(?P<set>[QA])\d{0,2}[)\]]:?|(?P<stars>\*\*)(?P<bold>[QA])\d{0,2}[.:]?\*\*:?)"
    r"\s+(?=[^\W\d_]{2}|I\b|A\b|[\W\d])(?![A-Z]\.)"
)
#: Letters of a list.
OTHER_LETTERS = re.compile(r"\(?[B-P]\d{0,2}[:.)/](?=\s)")
_NAME = (
    rf"{_WORD}(?:,? {{1,3}}(?:(?:of|and|for|the|de|van|von|bin|al|el|da|del|der) ){{0,2}}{_WORD})*"
)
_NUMBERED = "(?:Speaker|SPEAKER|Participant) (?:[0-9]{1,2}|[A-Z])"
_SURNAME = r"[A-Z][\w'’-]*"
_REMARK = r"(?: ?[(\[][^()\[\]\n]{1,60}[)\]])?"
_OFFICE = (
    r"(?i:(?:the )?(?:vice |deputy |prime |foreign )?(?:president|minister|secretary(?: of [a-z]+)?|premier|"
    r"chancellor|chair(?:man|woman)?|speaker|senator|ambassador|general|governor|spokes(?:man|woman|person)))"
)
_LABEL = re.compile(
    rf"\[(?P<set>{_NAME}{_REMARK}):?\]:?(?=\s+\S)|\*\*(?P<bold>{_NAME}{_REMARK}):?\*\*:?(?=\s+\S)"
    rf"|(?P<colon>{_NUMBERED}|{_NAME}){_REMARK}\s?:(?=\s+\S)|(?P<small>[a-z][a-z.'’-]*(?: [a-z.'’-]+){{0,2}}):(?=\s+\S)"
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
# as records of parliaments name who speaks, and machines that write speech down
_MEMBER = re.compile(
    r"(?:Mr|Ms|Mrs|Miss|Dr|Sir|Dame|Hon|Shri|Smt)\.? [A-Z]|(?:The|THE|Mr|Madam) (?:SPEAKER|Speaker)\b"
    rf"|{_NUMBERED}\b"
)
_CLOSES = tuple('.?!…”"’—–')
_ANSWERING = re.compile(r"(?i:a\d{0,2}|answer|ans)")


@lru_cache(maxsize=4096)
def is_asking(label: str) -> bool:
    """Tell whether a label is that of one who asks: "Q", "Reporter 2", "Japanese journalist"."""
    if _ASKED.fullmatch(label):
        return True
    head = re.split(r",| from | FROM |[–—(]| - ", label)[0].split()
    while head and head[-1].strip("#.").isdigit():
        head.pop()
    if not head or len(head) > 4 or head[-1].lower() not in _ASKS:
        return False
    if len(head) == 1:
        return True
    if head[-1].lower() in _ALONE | {"question"} and not label.isupper():
        return False
    return all(word[0].isupper() or word in ("male", "female") for word in head[:-1])


def is_surely_asking(label: str) -> bool:
    """Tell whether a label is that of one who asks on a page that may be no transcript at all,
    where "Press:" and "Media:" head a list of contacts.
    """
    return is_asking(label) and label.lower() not in _CONTACTS


def find_label_lines(texts: Sequence[str]) -> dict[int, str]:
    """Find the lines, or paragraphs, that are labels of speakers, by their places, each with what
    it names.

    Where nobody asks, or only one has a label, none is a label. A label without marks of its own
    must come twice.

    Examples
    --------
    >>> find_label_lines(["[Reporter]", "Will he go?", "[Ned Price]", "He will.", "[Reporter]", "Why not now?"])
    {0: 'Reporter', 2: 'Ned Price', 4: 'Reporter'}
    >>> find_label_lines(["Contact:", "Call us today.", "Press:", "Ask us anything.", "Contact:", "Write to us."])
    {}
    """
    found: dict[int, re.Match[str]] = {}
    for i, text in enumerate(texts[:-1]):
        if len(text) <= _LETTERS and text.count(" ") < _ALONE_WORDS and text[:1].isprintable():
            match = _LABEL_LINE.fullmatch(text)
            if match and texts[i + 1].count(" ") >= _SAID - 1:
                found[i] = match
    names = {i: match[match.lastgroup].rstrip(".") for i, match in found.items() if match.lastgroup}
    if not any(map(is_surely_asking, names.values())):
        return {}
    times = Counter(names.values())
    sure = {i: name for i, name in names.items() if found[i].lastgroup != "bare" or times[name] > 1}
    asked = [name for name in sure.values() if is_surely_asking(name)]
    return sure if len(sure) >= LEAST and 0 < len(asked) < len(sure) else {}


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

    There must be three, of one who asks and one who does not, or of members of a parliament; under
    a label of who asks must be a question mark. Labels of others count that come twice, or stand in
    brackets, in bold or in capitals; letters of a list do not.

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
        members = {
            i: one for i, one in found.items() if one.form == "colon" and _MEMBER.match(one.words)
        }
        several = len({one.words for one in members.values()}) > 1
        said = sum(texts[i].rstrip().endswith(_CLOSES) for i in members)  # else a list of guests
        return members if several and 2 * said > len(members) >= LEAST else {}
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
