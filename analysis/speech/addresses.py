"""Documents that are one speaker's address or statement, told by their form: the title, how the
speaker greets the audience, and "I" and "we" outside quotation marks.

A report quotes such words and tells what others say; an article of opinion greets nobody. Where
the signs do not suffice a document is no address. What is said before the first question of a
transcript shows itself as a speech in the same way.
"""

import re

from ..text.sentences import find_quotations
from .given import find_side
from .names import surname, tidy
from .people import JOINT, REPORTER, People, Speaker, Speakers
from .scene import Sentence
from .sides import Sides
from .signs import ENOUGH, LOOKED, STRONG, Signs, count_first, is_news, read_signs
from .titles import Titled, read_title

HEADINGS = 400  # characters that may stand before a label
_LINES, _LINE = 3, 200  # first lines that may be a title; characters of one
# The least share of sentences in the first person where the title tells who speaks, where signs are
# weak, and where they are hardly there; the largest share that tell what others say.
_TITLED, _WEAK, _MOSTLY = 0.12, 0.25, 0.5
_OTHERS, _NO_OTHERS = 0.3, 0.1
_FEWEST = 2  # words of the first person in its beginning, where nothing else tells of an address

# A report on a statement or a speech tells that it was made.
_SAID = "said|says|added|adds|told|stated|stressed|noted|urged|warned|claimed|remarked|reiterated"
_STATEMENT_SAID = re.compile(
    rf"(?i)\b(?:statement|communiqu[eé]|declaration),? (?:also |further )?(?:{_SAID}|read)\b|"
    rf"\b(?:{_SAID}) in (?:a|the|their) (?:joint )?(?:statement|communiqu[eé]|declaration)\b"
)

_INTERVIEW = re.compile(r"(?i)\b(?:interview|conversation|town hall|q ?& ?a|discussion)\b")
_STOPS = re.compile(r"[.!?:…][\"”’)\]]*\Z")
# Orders, proclamations and letters, which somebody gives in his own name or signs.
_BEHIND = 200  # characters behind the authority, that name its country
# "By the authority vested in me as President"; "I, JOHN DOE, President of ..., do hereby"
_AUTHORITY = "uthority vested in me"
_SIGNED = re.compile(r"[A-Z][A-Z.]+(?: [A-Z][A-Z.'’-]+){1,4}(?:,? JR\.?)?")
_JUNIOR = re.compile(r",? JR\.?\Z")
_SIGNATURE, _SIGNERS = 400, ("HOUSE", "OFFICE", "STATES", "PRESIDENT")  # characters at the end
_SELF = re.compile(
    r"\bI, (?P<name>[^\W\d_][^,;\n]{3,50}?)(?:,? J[Rr]\.)?,? (?P<office>President|PRESIDENT|Governor|Prime "
    r"Minister|King|Queen|Mayor),? (?i:of) (?P<of>[^,;\n]{2,60})[^\n]{0,250}?\bhereby\b"
)


def find_address(
    people: People, rows: list[Sentence], titled: Titled | None, title: str, label: Speaker | None
) -> Speaker | None:
    """Return who gives the speech or statement that a document is, without a name or side where
    they are not told; None where it is none. `titled` is what its title or its first lines tell, and
    `label` the speaker that its only label names, as in a transcript of one speaker.
    """
    text, sides = people.text, people.sides
    if own := read_own_name(text, titled, sides):
        return own
    if titled is None and label is None and count_first(text) < _FEWEST:
        return None
    signs = read_signs(text, rows[:LOOKED], titled is None)
    if signs is None or not _is_address(titled, label, signs) or is_news(text, rows, title):
        return None
    if titled is not None and label is None and signs.own < _WEAK and _is_told(text, titled):
        return None
    whose = label if label and label.name else titled.whose if titled else Speaker()
    return whose if whose.name or whose.side == JOINT else read_signature(text, whose, sides)


def _is_address(titled: Titled | None, label: Speaker | None, signs: Signs) -> bool:
    """Tell whether what a document shows suffices."""
    stated = titled and titled.is_statement
    if stated and (titled.is_joint or any(who.name for who, _ in titled.who)):
        return True  # whoever is named, unless the text tells that he said so
    if titled and signs.own >= _TITLED:
        return signs.others <= _OTHERS
    if stated:
        return signs.others <= _NO_OTHERS
    n = signs.n + (2 if label else 0)
    strong = (signs.strong or label) and n >= ENOUGH and signs.own >= STRONG
    weak = n >= ENOUGH and signs.own >= _WEAK
    weak = weak or n > 0 and signs.own >= _MOSTLY and signs.others <= _NO_OTHERS
    return bool(strong or weak) and signs.others <= _OTHERS


def _is_told(text: str, titled: Titled) -> bool:
    """Tell whether a text says that those whom its title names said what it holds, as a report
    does.
    """
    if titled.is_joint:
        return bool(_STATEMENT_SAID.search(text))
    names = {re.escape(surname(who.name)) for who, _ in titled.who if who.name}
    if not names:
        return False
    name = rf"\b(?:{'|'.join(sorted(names))})"
    verb = rf"(?:{_SAID})\b"
    behind = r"(?= ?(?:[.,;:]|\Z|\n|(?:in|on|at|after|during|to|who)\b))"  # "said Biden on Monday"
    said = (
        rf"{name},? (?:also |later |then |further )?{verb}|"
        rf"\b{verb} (?:[A-Z][\w.]* ){{0,4}}?{name}\b{behind}"
    )
    return bool(re.search(said, text))


def read_headings(text: str, sides: Sides) -> Titled | None:
    """Return what the first lines of a text tell as titles do."""
    for line in text[: _LINES * _LINE].split("\n")[:_LINES]:
        line = line.strip()
        may_be = 0 < len(line) < _LINE and line[-1] not in ".!?:,;"
        if may_be and (found := read_title(line, sides)):
            return found
    return None


def read_own_name(text: str, titled: Titled | None, sides: Sides) -> Speaker | None:
    """Return who gives an order or a proclamation in his own name; None where nobody does."""
    at = text.find(_AUTHORITY)
    match = _SELF.search(text) if titled or at >= 0 or "hereby" in text else None
    if at < 0 and match is None:
        return None
    at = match.start() if match else at
    if any(start <= at < end for start, end in find_quotations(text)):
        return None  # a report quotes it
    if match:
        name = match["name"].title() if match["name"].isupper() else match["name"]
        told = read_title(f"Statement by {match['office'].title()} {name} of {match['of']}", sides)
        return told.whose if told else None
    return read_signature(text, Speaker(side=sides.read(text[at : at + _BEHIND])), sides)


def read_signature(text: str, whose: Speaker, sides: Sides) -> Speaker:
    """Return a speaker with the name in capitals that stands below a text, if there is one."""
    for line in text[-_SIGNATURE:].split("\n"):
        if _SIGNED.fullmatch(line.strip()) and not any(word in line for word in _SIGNERS):
            name = tidy(_JUNIOR.sub("", line.strip()).title())
            return Speaker(name, side=whose.side or find_side(name, name, sides))
    return whose


def find_monologue(text: str, rows: list[Sentence], labels: Speakers, title: str) -> int | None:
    """Return the paragraph with which one speaks before the first question, None where nobody does:
    the first that is a sentence, if "I" or "we" stand before that question. What stands there in an
    interview is as often its introduction.
    """
    first = next((row for row in rows if row.paragraph in labels), None)
    if first is None or _INTERVIEW.search(title):
        return None
    asked = labels[first.paragraph]
    if asked.side != REPORTER or asked.name or not count_first(text[: first.start]):
        return None
    said = (row for row in rows if row.start < first.start)
    return next((r.paragraph for r in said if _STOPS.search(text[r.start : r.end])), None)
