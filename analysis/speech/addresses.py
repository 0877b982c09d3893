"""Documents that are one speaker's address or statement, told by their form: the title, how the
speaker greets the audience, and "I" and "we" outside quotation marks.

A report quotes such words and tells what others say; an article of opinion greets nobody. Where
the signs do not suffice a document is no address.
"""

import re

from .names import surname
from .orders import read_own_name, read_signature
from .people import JOINT, Speaker
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


def find_address(
    titled: Titled | None,
    headline: str,
    text: str,
    rows: list[Sentence],
    sides: Sides,
    label: Speaker | None,
) -> Speaker | None:
    """Return who gives the speech or statement that a document is, without a name or side where
    they are not told; None where it is none. `label` is the speaker that its only label names, as
    in a transcript of one speaker.
    """
    titled = titled or read_headings(text, sides)
    if own := read_own_name(text, titled, sides):
        return own
    if titled is None and label is None and count_first(text) < _FEWEST:
        return None
    signs = read_signs(text, rows[:LOOKED], titled is None)
    if signs is None or not _is_address(titled, label, signs) or is_news(text, rows, headline):
        return None
    if titled is not None and label is None and signs.own < _WEAK and _is_told(text, titled):
        return None
    whose = _choose(titled, label)
    return whose if whose.name or whose.side == JOINT else read_signature(text, whose, sides)


def _is_address(titled: Titled | None, label: Speaker | None, signs: Signs) -> bool:
    """Tell whether what a document shows suffices."""
    if (
        titled
        and titled.is_statement
        and (titled.is_joint or any(who.name for who, _ in titled.who))
    ):
        return True  # whoever is named, unless the text tells that he said so
    if titled and signs.own >= _TITLED:
        return signs.others <= _OTHERS
    if titled and titled.is_statement:
        return signs.others <= _NO_OTHERS
    n = signs.n + (2 if label else 0)
    strong = (signs.strong or label) and n >= ENOUGH and signs.own >= STRONG
    weak = (
        n >= ENOUGH
        and signs.own >= _WEAK
        or (n and signs.own >= _MOSTLY and signs.others <= _NO_OTHERS)
    )
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


def _choose(titled: Titled | None, label: Speaker | None) -> Speaker:
    """Return the speaker that label and title name together."""
    if label and label.name:
        return label
    return titled.whose if titled else Speaker()


def read_headings(text: str, sides: Sides) -> Titled | None:
    """Return what the first lines of a text tell as titles do."""
    for line in text[: _LINES * _LINE].split("\n")[:_LINES]:
        line = line.strip()
        if (
            0 < len(line) < _LINE
            and line[-1] not in ".!?:,;"
            and (found := read_title(line, sides))
        ):
            return found
    return None
