"""Orders, proclamations and letters: who gives them in his own name, and who signs below."""

import re

from ..text.sentences import find_quotations
from .given import find_side
from .names import tidy
from .people import Speaker
from .sides import Sides
from .titles import Titled, read_title

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
