"""What the sentences of a document show of a speech: "I" and "we" outside quotation marks, how an
audience is greeted, what speakers say of their speaking.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from .scene import Sentence

LOOKED = 40  # sentences that are looked at
OPENING = 8  # of these, in which an address greets its audience, or a label opens it
HEAD = 1500  # characters in which an address shows itself by "I" or "we"
#: The share in the first person with which greetings count at all, and signs that are enough: a
#: strong one counts as two.
STRONG, ENOUGH = 0.15, 2
_STOPS, _MOST_LINES = tuple('.!?:;"”)]'), 8  # what ends a sentence, and its lines at most

_FIRST = re.compile(r"\b(?:I(?!\.)|[Ww]e|[Mm]y|[Oo]ur|[Mm]e|us)\b(?!-)")
# the same words between spaces, which most addresses hold and which cost little to look for
_OWN = frozenset("I we We my My our Our me us I’m I'm We’re we’re We're we're I’ve I've".split())
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
_DATELINE = re.compile(
    r"[A-Z][A-Z .,/’'-]{2,40}(?:, [\w. ]{2,20})?(?: \([\w ]{2,20}\))? ?(?:[—–:]|--| - )|\([A-Z]\w{1,12}\) ?[-—–]"
)
_NEWSLETTER = re.compile(
    r"(?i)\b(?:newsletter|welcome to (?:our|the|this) (?:live|podcast|show|programme|blog)|"
    r"subscrib\w+|our readers|dear (?:readers?|editor|sir))\b"
)
_COLUMN = re.compile(
    r"(?i)(?:editorial|opinion|op-ed|letters?:|comment|column|analysis|review|obituary|interview|"
    r"ask |live|podcast|explainer|why |how |what )"
)


class Signs(NamedTuple):
    """What the first sentences of a document show: the share in the first person, the share that
    tell what others say, how many signs of an address there are, and whether one is sure.
    """

    own: float
    others: float
    n: int
    strong: bool


def read_signs(text: str, rows: list[Sentence], greets: bool) -> Signs | None:
    """Return what sentences outside quotations show, greetings and formulas only where they are
    asked for.
    """
    own_words = any(
        not row.quoted and not _OWN.isdisjoint(text[row.start : row.end].split()) for row in rows
    )
    units = [*_join_lines(text, rows)] if own_words or not greets else []
    if not units:
        return None
    firsts = [bool(_FIRST.search(said)) for said, _ in units]
    told = sum(gated and not first for (_, gated), first in zip(units, firsts, strict=True))
    own, others = sum(firsts) / len(units), told / len(units)
    if not greets or own < STRONG:
        return Signs(own, others, 0, False)
    greeted = any(_GREETING.match(said) for said, _ in units[:OPENING])
    formulas: set[int] = set()
    for said, _ in units:
        formulas |= {k for k, form in enumerate(_FORMULAS) if form.search(said)}
        if len(formulas) >= ENOUGH:
            break
    end = rows[-1].end
    strong = bool(greeted or _STAGE.search(text, 0, end) or _DELIVERED.search(text, 0, HEAD))
    return Signs(own, others, len(formulas) + 2 * strong, strong)


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


def is_news(text: str, rows: list[Sentence], headline: str) -> bool:
    """Tell whether a text opens as a report, a newsletter or an article of opinion does."""
    dateline = _DATELINE.match(text, rows[0].start) and not text.startswith("TO ")
    return bool(dateline or _NEWSLETTER.search(text, 0, HEAD) or _COLUMN.match(headline))


def count_first(text: str) -> int:
    """Return how many words of the first person the beginning of a text holds."""
    return sum(word in _OWN for word in text[:HEAD].split())
