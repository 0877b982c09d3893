"""Who answers the questions of a transcript, by metadata or title, where answers have no label."""

import re

from .names import has_title, tidy
from .people import REPORTER, Speaker
from .quote_attribution import read_name
from .scene import Sentence
from .sides import Sides
from .signs import count_first
from .titles import Titled

_WITH = re.compile(
    r"(?i)\b(?:interview|press (?:conference|briefing|gaggle|availability)|doorstop|conversation|"
    r"q ?& ?a|briefing|media availability|town hall)\b[^\n]{0,60}?\b(?:with|by|of|from) "
    r"(?P<who>[^\n]+)"
)
_ENDS = re.compile(r" (?:on|at|in|before|after|and|about|with) |[,;:|(–—]")
_INTERVIEW = re.compile(r"(?i)\b(?:interview|conversation|town hall|q ?& ?a|discussion)\b")
_STOPS = re.compile(r"[.!?:…][\"”’)\]]*\Z")


def find_guest(title: str, titled: Titled | None, given: Speaker | None, sides: Sides) -> Speaker:
    """Return who answers in an interview, by metadata (`given`) or title; nobody where neither
    says.
    """
    if given is not None:
        return given
    if titled is not None:
        return titled.whose if titled.whose.name else Speaker()
    title = title[:300].strip()
    match = _WITH.search(title)
    who = match["who"] if match else title
    if match and (end := _ENDS.search(who)):
        who = who[: end.start()]
    found = read_name(who)
    if found is None or found.kind != "person" or not match and found.intro != title:
        return Speaker()
    name = tidy(found.words)
    side = sides.speakers.get(name) or sides.read(found.intro)
    if " " not in name or not has_title(found.intro) and name not in sides.speakers:
        return Speaker()
    return Speaker(name, side=side)


def find_monologue(
    text: str, rows: list[Sentence], labels: dict[int, Speaker], title: str
) -> int | None:
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
