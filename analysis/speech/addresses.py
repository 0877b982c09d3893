"""Documents that are one speaker's address or statement, told by their form: the title, how the
speaker greets the audience, and "I" and "we" outside quotation marks.

A report quotes such words and tells what others say; an article of opinion greets nobody. Where
the signs do not suffice a document is no address.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from ..text.sentences import find_quotations
from .given import find_side
from .people import JOINT, Speaker, tidy
from .scene import Sentence
from .sides import Sides
from .titles import Titled, read_title

_LOOKED = 40  # sentences that are looked at
OPENING = 8  # of these, in which an address greets its audience, or a label opens it
_HEAD = 1500  # characters in which an address shows itself by "I" or "we"
HEADINGS = 400  # characters that may stand before a label
_LINES, _LINE = 3, 200  # first lines that may be a title; characters of one
# The least share of sentences in the first person where the title tells who speaks, where signs are
# strong, weak, and hardly there; the largest share that tell what others say.
_TITLED, _STRONG, _WEAK, _MOSTLY = 0.12, 0.15, 0.25, 0.5
_OTHERS, _NO_OTHERS = 0.3, 0.1
_STOPS, _MOST_LINES = tuple('.!?:;"”)]'), 8  # what ends a sentence, and its lines at most
_ENOUGH = 2  # signs, of which a strong one counts as two

_FIRST = re.compile(r"\b(?:I(?!\.)|[Ww]e|[Mm]y|[Oo]ur|[Mm]e|us)\b(?!-)")
# Greetings that only an audience gets, at the beginning of a sentence.
_GREETING = re.compile(
    r"(?:(?:Thank you|Good (?:morning|afternoon|evening|day)|Hello|Well)[,.!] )?(?i:"
    r"(?:your )?excellenc(?:y|ies)\b|(?:mr\.?|mister|madam|mme\.?) (?:acting )?(?:president|speaker|"
    r"chair\w*|vice[ -]president|secretary[ -]general|moderator)\b[^.\n]{0,80}?[,.:!—–-]|"
    r"(?:my )?fellow (?:[a-z]+ )?(?:americans|citizens|countrymen|compatriots|[a-z]+ians|"
    r"delegates|members|leaders)\b|(?:distinguished|honou?rable|esteemed|respected) "
    r"(?:[\w-]+ ){0,3}?(?:delegates|guests|members|colleagues|friends|ministers|president|speaker|"
    r"chair\w*|ladies|heads|audience|representatives|participants)\b|ladies and gentlemen\b|"
    r"(?:my )?dear (?:[\w-]+ )?(?:friends|colleagues|citizens|compatriots|countrymen|brothers|sisters|"
    r"people|delegates|guests|participants)\b|(?:my )?(?:friends|brothers and sisters|countrymen),|"
    r"namask?a[rt]e?m?\b|my dear\b)"
)
# what speakers say of their speaking
_FORMULAS = tuple(
    map(
        re.compile,
        (
            r"(?i)\b(?:honou?r(?:ed)?|privileged?|pleas(?:ure|ed)|delight(?:ed)?|great to|glad|happy)\b"
            r".{0,30}?\bto (?:address|be (?:here|with|back|joined|among)|speak|join|take the floor|"
            r"represent|see|stand|host|congratulate|participate|make|deliver|welcome)\b",
            r"(?i)\b(?:on behalf of|in the name of) (?:my|our|the (?:government|people|delegation|"
            r"american people|state|republic|kingdom|united states)|[A-Z]\w+,? I)\b",
            r"\b[Mm]y (?:delegation|government|Government|country|people|administration|fellow|"
            r"compatriots|Administration|nation)\b",
            r"(?i)\b(?:i|we|let me|allow me|me|delegation|also) (?:[\w’' ]{0,30}? )?(?:congratulates?|"
            r"thank|express (?:my|our)|pay tribute|commend|welcome (?:you|all|everyone))\b",
            r"\b(?:Allow me|Let me|Permit me|I (?:would|should) like|I(?: want|’d like|'d like) to "
            r"(?:begin|start|thank|express|say|welcome|congratulate|recogni[sz]e|address))\b",
            r"(?i)\bthank (?:you|all of you)(?! for (?:reading|subscribing|signing))\b",
            r"(?i)\A\W*good (?:morning|afternoon|evening|day)[,.! ]|\A\W*hello[,.! ]",
            r"(?i)\b(?:general|this) assembly\b|\bgod bless\b|\bthis (?:august|great) (?:house|body|hall|"
            r"assembly|chamber)\b|\b(?:here|with you|before you) (?:today|tonight)\b",
        ),
    )
)
_STAGE = re.compile(
    r"(?i)[(\[](?:applause|laughter|cheers?|laughs|audience|spoke in \w+)[^)\]\n]{0,40}[)\]]"
)
_DELIVERED = re.compile(
    r"(?i)\b(?:(?:as )?(?:prepared for|as) deliver(?:y|ed)|check against delivery)\b"
)
# "By the authority vested in me as President"; "I, JOHN DOE, President of ..., do hereby"
_AUTHORITY = "uthority vested in me"
_SIGNED = re.compile(r"[A-Z][A-Z.]+(?: [A-Z][A-Z.'’-]+){1,4}(?:,? JR\.?)?")
_JUNIOR = re.compile(r",? JR\.?\Z")
_SIGNATURE, _SIGNERS = 400, ("HOUSE", "OFFICE", "STATES", "PRESIDENT")  # characters at the end
_SELF = re.compile(
    r"\bI, (?P<name>[^\W\d_][^,;\n]{3,50}?)(?:,? J[Rr]\.)?,? (?P<office>President|PRESIDENT|Governor|Prime "
    r"Minister|King|Queen|Mayor),? (?i:of) (?P<of>[^,;\n]{2,60})[^\n]{0,250}?\bhereby\b"
)
_DATELINE = re.compile(
    r"[A-Z][A-Z .,/’'-]{2,40}(?:, [\w. ]{2,20})?(?: \([\w ]{2,20}\))? ?(?:[—–:]|--| - )|\([A-Z]\w{1,12}\) ?[-—–]"
)
# A report on a statement or a speech tells that it was made.
_SAID = "said|says|added|adds|told|stated|stressed|noted|urged|warned|claimed|remarked|reiterated"
_STATEMENT_SAID = re.compile(
    rf"(?i)\b(?:statement|communiqu[eé]|declaration),? (?:also |further )?(?:{_SAID}|read)\b|"
    rf"\b(?:{_SAID}) in (?:a|the|their) (?:joint )?(?:statement|communiqu[eé]|declaration)\b"
)
_NEWSLETTER = re.compile(
    r"(?i)\b(?:newsletter|subscrib\w+|our readers|dear (?:readers?|editor|sir))\b"
)


class Signs(NamedTuple):
    """What the first sentences of a document show: the share in the first person, the share that
    tell what others say, how many signs of an address there are, and whether one is sure.
    """

    own: float
    others: float
    n: int
    strong: bool


def find_address(
    titled: Titled | None,
    text: str,
    rows: list[Sentence],
    sides: Sides,
    label: Speaker | None,
) -> Speaker | None:
    """Return who gives the speech or statement that a document is, without a name or side where
    they are not told; None where it is none.

    Parameters
    ----------
    titled
        What its title tells (`read_title`).
    text
        Its text.
    rows
        Its sentences.
    sides
        Which words and names stand for which side.
    label
        The speaker that the only label of a paragraph names, as in a transcript of one speaker.
    """
    titled = titled or _read_headings(text, sides)
    head = text[:_HEAD]
    if own := _read_own_name(text, titled, sides):
        return own
    if titled is None and label is None and len(_FIRST.findall(head)) < 2:
        return None
    signs = _read_signs(text, rows[:_LOOKED], titled is None)
    if signs is None or not _is_address(titled, label, signs):
        return None
    if titled is not None and signs.own < _WEAK and _is_told(text, titled):
        return None
    whose = _choose(titled, label)
    return whose if whose.name or whose.side == JOINT else _read_signature(text, whose, sides)


def _is_address(titled: Titled | None, label: Speaker | None, signs: Signs) -> bool:
    """Tell whether what a document shows suffices."""
    if titled and titled.firm and (titled.is_joint or any(who.name for who, _ in titled.who)):
        return True  # whoever is named, unless the text tells that he said so
    if titled and signs.own >= _TITLED:
        return signs.others <= _OTHERS
    if titled and titled.firm:
        return signs.others <= _NO_OTHERS
    n = signs.n + (2 if label else 0)
    strong = (signs.strong or label) and n >= _ENOUGH and signs.own >= _STRONG
    weak = (
        n >= _ENOUGH
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
    names = {re.escape(who.name.split()[-1]) for who, _ in titled.who if who.name}
    if not names:
        return False
    name = rf"\b(?:{'|'.join(sorted(names))})"
    said = rf"{name},? (?:also |later |then |further )?(?:{_SAID})\b|\b(?:{_SAID}) (?:[A-Z][\w.]* ){{0,4}}?{name}\b"
    return bool(re.search(said, text))


def _choose(titled: Titled | None, label: Speaker | None) -> Speaker:
    """Return the speaker that label and title name together."""
    if label and label.name:
        return label
    if titled and len(titled.who) == 1:
        return titled.who[0][0]
    told = {who.side for who, _ in titled.who} if titled else set()
    return Speaker(side=told.pop() if len(told) == 1 else "")


def _read_signs(text: str, rows: list[Sentence], greets: bool) -> Signs | None:
    """Return what sentences outside quotations show, greetings and formulas only where they are
    asked for; None for a report or a newsletter.
    """
    if (
        _DATELINE.match(text, rows[0].start)
        and not text.startswith("TO ")
        or _NEWSLETTER.search(text, 0, _HEAD)
    ):
        return None
    own = others = n = 0
    greeted = False
    formulas: set[int] = set()
    for i, (said, gated) in enumerate(_join_lines(text, rows)):
        n += 1
        first = bool(_FIRST.search(said))
        own += first
        others += gated and not first
        if greets and len(formulas) < _ENOUGH:
            greeted |= i < OPENING and bool(_GREETING.match(said))
            formulas |= {k for k, form in enumerate(_FORMULAS) if form.search(said)}
    if n == 0:
        return None
    end = rows[-1].end
    strong = greets and bool(
        greeted or _STAGE.search(text, 0, end) or _DELIVERED.search(text, 0, _HEAD)
    )
    return Signs(own / n, others / n, len(formulas) + 2 * strong, strong)


def _join_lines(text: str, rows: list[Sentence]) -> Iterator[tuple[str, bool]]:
    """Yield the sentences outside quotations, and whether one holds a verb of saying; those that
    are cut where lines end are one.
    """
    pieces: list[str] = []
    gated = False
    for row in rows:
        if row.quoted:
            continue
        pieces.append(text[row.start : row.end].replace("\n", " "))
        gated |= row.gated
        if pieces[-1].rstrip()[-1:] in _STOPS or len(pieces) == _MOST_LINES:
            yield " ".join(pieces), gated
            pieces, gated = [], False
    if pieces:
        yield " ".join(pieces), gated


def _read_headings(text: str, sides: Sides) -> Titled | None:
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


def _read_own_name(text: str, titled: Titled | None, sides: Sides) -> Speaker | None:
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
        return _choose(told, None)
    return _read_signature(text, Speaker(side=sides.read(text[at : at + _LINE])), sides)


def _read_signature(text: str, whose: Speaker, sides: Sides) -> Speaker:
    """Return a speaker with the name in capitals that stands below a text, if there is one."""
    for line in text[-_SIGNATURE:].split("\n"):
        if _SIGNED.fullmatch(line.strip()) and not any(word in line for word in _SIGNERS):
            name = tidy(_JUNIOR.sub("", line.strip()).title())
            return Speaker(name, side=whose.side or find_side(name, name, sides))
    return whose
