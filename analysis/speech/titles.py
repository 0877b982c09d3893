"""Whose address or statement a document is by its title ("Remarks by President Biden"), and who answers
in an interview.
"""

import re
from typing import NamedTuple

from .given import find_side
from .names import has_title, share_surname, tidy
from .people import JOINT, Speaker
from .quote_attribution import read_name
from .sides import Sides, find_list, name_country

_LONGEST = 300  # characters of a title that are read
_KIND = (
    r"(?:remarks|statement|address|speech|keynote|message|greetings|toast|intervention|lecture|"
    r"proclamation|farewell|tribute|eulogy|testimony|press (?:statement|briefing|conference|gaggle|"
    r"release|remarks)|comments|declaration)"
)
# "Remarks as Prepared for Delivery by ...", "Video message from ...": the kind of text, then who.
_BY = re.compile(
    rf"(?i)(?:(?!(?:on|to|for|in|at|by|after|and)\b)[\w.’'-]+,? ){{0,4}}?{_KIND}s?"
    r"(?: (?:remarks|address|speech|statement|message))?(?: and q&a)?"
    r"(?:,? \(?as (?:prepared|delivered)(?: for delivery)?\)?,?)?"
    r"(?: (?:delivered|given|made))? (?P<how>by|from|of) (?P<who>[^\n]+)"
)
# "PM's address to the nation", "PM statement on Ukraine"
_OWN = re.compile(
    r"(?P<who>(?:[^\W\d_][\w.-]*,? ){0,8}?[^\W\d_][\w.-]*)(?P<own>['’]s?|) "
    r"(?i:(?:full|inaugural|national|televised|keynote|opening|closing|concluding|welcome|special|"
    r"press|video|farewell) )?(?i:address|speech|remarks|statement|message)"
    r"(?i: (?:to|at|on|in|during|before|from|for|after|ahead|while|via|delivered|regarding)\b|:|\Z)"
)
_OFFICE = re.compile(
    r"(?i)(?:the )?(?:prime minister|president|pm|eam|chancellor|(?:foreign |defen[cs]e )?secretary|"
    r"(?:foreign|external affairs|defen[cs]e) minister|vice president|secretary-general|"
    r"high representative|taoiseach|permanent representative)"
)
# What is an address, whoever gives it.
_NAMELESS = re.compile(
    r"(?i)(?:the )?(?:presidential message|(?:\w+ )?state of the (?:union|nation) address|"
    r"(?:\w+ )?inaugural address|(?:an )?address to (?:the nation|(?:a joint session of )?congress|"
    r"parliament)|farewell address|(?:a )?proclamation on|(?:a )?(?:message|letter)s? to (?:the )?"
    r"(?:congress|senate|house|speaker)\b|(?:opening|closing|welcome) (?:remarks|address)|"
    r"(?:remarks|speech|address) (?:at|on|to|in|before)\b|statement (?:at|to|in|before) the\b)"
)
_JOINT = re.compile(
    r"(?i)(?:[\w.-]+ ){0,7}?(?:joint (?:press |leaders['’]? )?(?:statement|declaration|communiqu[eé]|"
    r"vision statement)|leaders['’]? (?:statement|declaration|communiqu[eé])|communiqu[eé]\b|"
    r"(?:G7|G8|G20|Quad|BRICS|ASEAN|NATO|AUKUS|SCO|BIMSTEC|IBSA) (?:[\w’']+ )?(?:statement|declaration))"
)
_STATEMENT = re.compile(r"(?i)statement|message|declaration|proclamation|tribute|release")
_LABEL = re.compile(r"[^:]{1,90}: (?=\w)")
# where what names the speaker ends
_ENDS = re.compile(
    r"(?i)(?:,? (?:on|at|in|before|after|during|to|for|ahead|regarding|following|about|as|with|upon|"
    r"over|under|against|into|via|while|concerning|when|who|from|is|was|sparks?|draws?|en route|"
    r"(?!\w*[pj]ing\b)\w+ing)\b| ?[|–—:;(\[\n]| - |, \d|\Z)"
)
_PARTS = re.compile(r"(,? (?:and|&) |, )")
_OF = re.compile(r" of (?:the )?(?P<of>[A-Z][\w.’' ]*)\Z")
_SUFFIX = re.compile(r"(?:Jr|Sr|II|III|IV|MP|QC|KC)\.?\Z")
_ACRONYM = re.compile(r"\A[A-Z]{3,} (?=\S+ \S)")  # an office before a name: "APNSA Jake Sullivan"
_BEFORE_WHO = re.compile(r"(?i)\A.*\b(?:of|text|rendering|translation|transcript):? ")


# "Interview with Ann Lee", whose answers may have no label, and what ends the name.
_WITH = re.compile(
    r"(?i)\b(?:interview|press (?:conference|briefing|gaggle|availability)|doorstop|conversation|"
    r"q ?& ?a|briefing|media availability|town hall)\b[^\n]{0,60}?\b(?:with|by|of|from) "
    r"(?P<who>[^\n]+)"
)
_WITH_ENDS = re.compile(r" (?:on|at|in|before|after|and|about|with) |[,;:|(–—]")
# A word of a title without which none of these is one, so that other titles cost little.
_ANY = re.compile(rf"(?i){_KIND}|letter|communiqu")


class Titled(NamedTuple):
    """Who speaks by a title: those whom it names, each with what introduces him, and whether it
    is that of a statement, which may not say "I" or "we".
    """

    who: tuple[tuple[Speaker, str], ...]
    is_statement: bool

    @property
    def whose(self) -> Speaker:
        """Who speaks, if it is one; of several the side that they share, without a name."""
        if len(self.who) == 1:
            return self.who[0][0]
        told = {who.side for who, _ in self.who}
        return Speaker(side=told.pop() if len(told) == 1 else "")

    @property
    def is_joint(self) -> bool:
        """Whether it names a statement of several parties."""
        return [who.side for who, _ in self.who] == [JOINT]

    def by_office(self, words: set[str]) -> Speaker | None:
        """Return whom just these words introduce, in small letters: {"the", "president"}. Of two of
        an office "the president" is the first, the host; without the article it is neither.
        """
        office = words - {"the"}
        held = [who for who, intro in self.who if who.name and _list_office(who, intro) == office]
        return held[0] if len(held) == 1 or held and "the" in words else None

    def by_surname(self, name: str) -> Speaker | None:
        """Return the only one with the last word of a name."""
        held = [who for who, _ in self.who if who.name and share_surname(who.name, name)]
        return held[0] if len(held) == 1 else None


def _list_office(who: Speaker, intro: str) -> set[str]:
    """Return the words before a name, in small letters."""
    before = tidy(intro).lower().partition(who.name.lower())[0]
    return set(before.split()) - {"the"}


def read_title(title: str, sides: Sides) -> Titled | None:
    """Return who speaks in a document by its title, or a line that may be one; None where it is of
    another kind.

    Examples
    --------
    >>> from analysis.speech import read_sides
    >>> read_title("Remarks by President Biden on Ukraine", read_sides()).who[0][0].side
    'US'
    >>> read_title("Remarks draw fire in Delhi", read_sides())
    """
    title = " ".join(title[:_LONGEST].split())
    found = _read(title, sides)
    if found is None and (label := _LABEL.match(title)):
        return _read(title[label.end() :], sides)
    return found


def _read(title: str, sides: Sides) -> Titled | None:
    if not _ANY.search(title):
        return None
    if _JOINT.match(title):
        return Titled(((Speaker(side=JOINT), ""),), True)
    if match := _BY.match(title):
        if _ends_in_countries(match["who"], sides):
            return Titled(((Speaker(side=JOINT), ""),), True)
        named = _read_names(match["who"], sides)
        if match["how"].lower() != "of" or any(has_title(intro) for _, intro in named):
            return Titled(named, bool(_STATEMENT.search(title, 0, match.start("who"))))
    if match := _OWN.match(title):
        who = _BEFORE_WHO.sub("", match["who"])
        named = _read_names(who, sides) if match["own"] or _OFFICE.fullmatch(who) else ()
        if named or _OFFICE.fullmatch(who):
            return Titled(named, False)
    return Titled((), False) if _NAMELESS.match(title) else None


def _ends_in_countries(who: str, sides: Sides) -> bool:
    """Tell whether several countries are named together: "the ministers of Norway and Sweden"."""
    who = who[: _ENDS.search(who).start()].strip(" ,.")
    last = _PARTS.split(who)[-1].removeprefix("the ")
    named = sides.pattern.fullmatch(last) or name_country(last, sides)
    return bool(named) and find_list(who, len(who) - len(last), sides) >= 0


def _read_names(who: str, sides: Sides) -> tuple[tuple[Speaker, str], ...]:
    """Return the persons and offices that words name, each with what introduces him."""
    who = who[: _ENDS.search(who).start()].strip(" ,.")
    named: list[tuple[Speaker, str]] = []
    office, between = "", ""
    for i, part in enumerate(_PARTS.split(who)):
        if i % 2:
            between = part.strip()
            continue
        name = "" if _SUFFIX.fullmatch(part) else _read_name(part, sides)
        if name:
            intro = f"{office} {part}".strip()
            intro = intro.title().replace(" Of ", " of ") if intro.isupper() else intro
            named.append(_introduce(name, intro, sides))
            office = ""
        elif between == "," and named and not office:  # "Wang Yi, Minister of China"
            last, intro = named.pop()
            named.append(_introduce(last.name, f"{intro}, {part}", sides))
        else:
            office = part
    if office and (has_title(office) or sides.read(office) or _OFFICE.fullmatch(office)):
        named.append((Speaker(side=sides.read(office)), office))
    return tuple(named)


def _read_name(part: str, sides: Sides) -> str:
    """Return the name of a person that words end with, a country behind it left out."""
    part = part.title().replace(" Of ", " of ") if part.isupper() and " " in part else part
    country = _OF.search(part)
    own = part[: country.start()] if country else part
    found = read_name(own) or read_name(part)
    if found and found.kind == "person" and (" " in found.words or has_title(found.intro)):
        return _ACRONYM.sub("", found.words)
    return own if own in sides.speakers else ""


def _introduce(name: str, intro: str, sides: Sides) -> tuple[Speaker, str]:
    side = find_side(tidy(name), intro, sides)
    if not side and (country := _OF.search(intro)):
        side = name_country(country["of"], sides)
    return Speaker(tidy(name), side=side), intro


def find_guest(title: str, titled: Titled | None, given: Speaker | None, sides: Sides) -> Speaker:
    """Return who answers in an interview, by metadata (`given`) or title; nobody where neither
    says.
    """
    if given is not None:
        return given
    if titled is not None:
        return titled.whose if titled.whose.name else Speaker()
    title = title[:_LONGEST].strip()
    match = _WITH.search(title)
    found = read_name(_WITH_ENDS.split(match["who"], maxsplit=1)[0] if match else title)
    if found is None or found.kind != "person" or not match and found.intro != title:
        return Speaker()
    name = tidy(found.words)
    side = sides.speakers.get(name) or sides.read(found.intro)
    if " " not in name or not has_title(found.intro) and name not in sides.speakers:
        return Speaker()
    return Speaker(name, side=side)
