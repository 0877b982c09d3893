"""What a clause says of a name in it: which stretch counts, and why none does, if so."""

import re
from bisect import bisect_left, bisect_right
from typing import NamedTuple

_SAID = (
    r"(?:said|says|saying|told|tells|tweeted|added|adds|stated|noted|wrote|asserted|remarked|quipped|"
    r"recalled|explained|testified|announced|argued|acknowledged|insisted|concluded)"
)
# These also have objects: "claimed that", or nothing behind it.
_CLAIMED = (
    r"(?:reported|(?:claim|confirm|maintain|contend|reveal|reaffirm|complain)(?:ed|s)|stress(?:ed|es)|"
    r"(?:declare|reiterate|emphasi[sz]e|allege|believe|observe)[ds]|replied)(?=\sthat\b|[,:;.]|\Z)"
)
# Up to three words or titles between a name and its verb of saying ("Pompeo, in a tweet, said" is
# not found); "met Pompeo and said" is another's.
_SAYS_AFTER = re.compile(
    rf"(?:['’]s\b)?(?:,\s[^,;:“”\"]{{1,60}},)?(?:\s(?!(?:and|or|but|who|that|as|than)\s)[\w.'’-]++){{0,3}}?\s"
    rf"(?:{_SAID}\b(?!\sto\s)|{_CLAIMED})",
    re.IGNORECASE,
)
# The other order needs its quotation ('... for all," said Secretary Pompeo'), or nothing of its own
# behind the name.
_SAYS_BEFORE = re.compile(rf"(?P<mark>[,\"”'’])\s{_SAID}(?:\s[\w.'’-]++){{0,4}}?\s$")
_AND_SAID = re.compile(
    r"\s(?:and|but|then)\s(?:said|says|told|added|adds)\b"
)  # by whom the clause opens with
_MARKS = " \"“”'’(["
_CLOSES = re.compile(r"\s?(?:[.,;:\"”]|\Z|\s(?:in|on|at|after|before|during|to|while|of)\b)")
_TOLD = re.compile(r"\b(?:told|according\sto)\s(?:the\s|reporters\sat\s)?$", re.IGNORECASE)
# Against whom something is done; what follows is about them, what precedes is not.
_AGAINST = re.compile(
    r"\b(?:against|counter|counters|countering|countered|oppos\w*+|deter|deterring|contain|containing|confront\w*+)\s",
    re.IGNORECASE,
)
_WARM = r"(?:prais|thank|congratulat|commend|applaud|salut|laud|hail|welcom)"
_COLD = (
    r"(?:condemn|denounc|deplor|critici[sz]|accus|blam|rebuk|slamm?|blast|lambast|ridicul|scold|mock|berat|"
    r"assail|chid|decri|castigat|vilif|oppos)"
)
_NEITHER = r"(?:warn|regrett?|reject|urg|protest)"
_ENDINGS = r"(?:s|es|ed|d|ing|e)?\b"
# Who feels ("is alarmed by", "is grateful to") judges as who condemns does, though the verb looks
# passive.
_JUDGES = re.compile(
    r"\b(?:(?:is|are|was|were|be|been|remains?|remained)\s(?:\w++\s)?(?:alarmed|appalled|concerned|dismayed|disappointed|outraged|saddened|"
    r"shocked|worried|grateful|thankful|delighted|pleased|proud)\b|"
    r"(?P<passive>(?:is|are|was|were|be|been|being)\s(?:\w++\s)?)?(?:"
    rf"(?P<warm>{_WARM}{_ENDINGS})|(?P<cold>{_COLD}{_ENDINGS}|decr(?:ies|y)\b)|{_NEITHER}{_ENDINGS}|"
    r"(?:express|voic)(?:es|ed|e|ing)?\s(?=(?:\w++\s){0,2}(?:concern|alarm|regret|gratitude|thanks|appreciation|solidarity)\b)))",
    re.IGNORECASE,
)
# "won praise", "a welcome step": nouns and adjectives
_NOUN = re.compile(
    r"\b(?:w[io]n\w*|earn\w*|receiv\w*|dr[ae]w\w*|high|much)\s(?:\w++\s)?praise$|\b(?:a|an|the|most|so|as)\s"
    r"(?:\w++\s)?welcome$",
    re.IGNORECASE,
)
# A judgement that is not passed.
_WITHHELD = re.compile(
    r"(?:\b(?:not|never|cannot|nor|neither|without)|n['’]t|\b(?:refus|declin|fail|hesitat|neglect|yet|un(?:able|willing)|"
    r"reluctant)\w*\sto|\b(?:refus|avoid|resist|den(?:y|ied|ies))\w*(?:\s(?:having|that|it|he|she|they)){0,3}(?:\shad|\shas)?|"
    r"\bshort\sof|\b(?:refrain|abstain|stop)\w*\sfrom|\binstead\sof|\brather\sthan|\bnobody|\bno\sone)\s(?:\w++\s){0,2}$",
    re.IGNORECASE,
)
_NOT = re.compile(r"\b(?:not|never)\b", re.IGNORECASE)
# words between a judgement and a name that is not what is judged: "praised India for opposing China"
_NOT_JUDGED = re.compile(
    r"\b(?:for|over|against|after|before|with|to|in|at|on|than|from|about|who|that|because)\b", re.I
)
# The same judgements as nouns: "criticism of Ann Lee", "praise for her".
_TOWARD = re.compile(
    r"\b(?:(?P<warm>praise|support|admiration|respect|thanks|gratitude|sympathy|applause|backing)\s(?:for|to)|"
    r"(?P<cold>criticisms?|condemnation|denunciations?|allegations?|accusations?|complaints?|charges|lawsuits?|suit|"
    r"sanctions|outrage|anger|fury|opposition|distrust|hostility|impeachment|backlash|protests?)\s"
    r"(?:of|against|at|about|on|over|toward|towards|to))\s(?:the\s)?(?:[A-Z][\w.’'-]*+\s){0,3}$"
)
# Who meets with them: "Lee drew criticism", "Lee is under fire".
_MEETS = re.compile(
    r"\s(?:(?:fac\w+|drew|draws|drawn|under|provok\w+|met\swith|spark\w*|faces\sup\sto|com\w+\sunder|came\sunder)\s"
    r"(?:\w++\s){0,3}?(?P<cold>criticism|fire|backlash|outrage|scrutiny|charges|allegations|accusations|pressure|"
    r"investigation|protests|condemnation)|(?:w[io]n\w*|earn\w*|dr[ae]w\w*|receiv\w*)\s(?:\w++\s){0,3}?"
    r"(?P<warm>praise|applause|acclaim|plaudits|ovation))\b"
)
_AROUND = 80  # characters around a name that are looked at
_NEAR = 40  # characters between a name and what it meets with
# Whom harm befalls, right before the name ("the invasion of") or behind it ("was struck by").
_HARM_BEFORE = re.compile(
    r"\b(?:(?:attacks?|aggression|assaults?|strikes?|violence|threats?|crimes?|coercion|war)\s(?:on|upon|against|to)|"
    r"(?:invasion|occupation|annexation|bombing|shelling|bombardment)\sof)\s(?:the\s)?(?:people\sof\s)?$",
    re.IGNORECASE,
)
_HARM_AFTER = re.compile(
    r"\s(?:(?:was|were|is|are|has\sbeen|have\sbeen)\s(?:\w++\s)?(?:hit|struck|attacked|invaded|devastated|ravaged|bombed|occupied|targeted)\b|"
    r"(?:(?:is|was|are|were)\s)?suffer(?:s|ed|ing)?\b)",
    re.IGNORECASE,
)
_BY = re.compile(r"\sby\s", re.IGNORECASE)
_UNLIKE = re.compile(
    r"\b(?:unlike|compared\s(?:with|to)|in\scontrast\s(?:to|with))\s(?:(?!who|that|those)\w++\s){0,3}$",
    re.IGNORECASE,
)
_BUT_NOT = re.compile(r"\bnot\s(?:(?:the|in|with|by|for|to|of|from|at)\s){0,2}$", re.IGNORECASE)
# What is said not to be so: "denied that China is a threat".
_UNTRUE = re.compile(
    r"\b(?:den(?:y|ies|ied|ying)|doubt(?:s|ed|ing)?|disput(?:es?|ed|ing)|refut(?:es?|ed|ing)|"
    r"no\s(?:evidence|proof|indication|suggestion)|not\s(?:say|said|believe|think|claim|suggest|true))\s"
    r"that\s(?:(?!(?:and|but)\b)[\w’'-]++\s){0,6}?$",
    re.IGNORECASE,
)
_RELATIVE = re.compile(r",?\s(?:who|which|whose)\s", re.IGNORECASE)
_NOBODY = re.compile(r"(?:nobody|no\sone)\b", re.IGNORECASE)


class Place(NamedTuple):
    """The stretch about a name, why it gives no tone, and which way its words count: 0 as they
    stand, -1 turned (`turned`), or the direction of the judgement that is passed on it.
    """

    start: int
    end: int
    reason: str = ""
    judged: int = 0
    turned: bool = False


class Clause:
    """A clause, and where someone judges, "by" and "against" stand, sorted for fast look-up."""

    def __init__(self, text: str, start: int, end: int):
        self.text, self.start, self.end = text, start, end
        judged = [
            m
            for m in _JUDGES.finditer(text, start, end)
            if not _NOUN.search(text[max(start, m.start() - 24) : m.end()])
        ]
        self.passive = [bool(m["passive"]) for m in judged]
        self.direction = [bool(m["warm"]) - bool(m["cold"]) for m in judged]
        self.withheld = [
            bool(_WITHHELD.search(text[max(start, m.start() - 60) : m.start()]))
            or bool(_NOT.search(m["passive"] or ""))
            for m in judged
        ]
        self.judge_starts, self.judge_ends = [m.start() for m in judged], [m.end() for m in judged]
        against = list(_AGAINST.finditer(text, start, end))
        self.against_starts = [m.start() for m in against]
        self.against_ends = [m.end() for m in against]
        self.by = [m.start() for m in _BY.finditer(text, start, end)]
        said = _AND_SAID.search(text, start, end)
        self.said = said.start() if said else -1
        self.opens = end - len(text[start:end].lstrip(_MARKS))
        self.nobody = bool(_NOBODY.match(text, start, end))
        if self.nobody and judged:
            self.withheld[0] = True

    def place(self, a: int, b: int) -> Place:
        """Return the stretch about the name at a to b, and why there is none."""
        text, start, end = self.text, self.start, self.end
        before = text[max(start, a - _AROUND) : a]
        if _SAYS_AFTER.match(text, b, end) or _TOLD.search(before) or self._says_before(before, b):
            return Place(start, end, "speaks")
        if self.said >= b and a <= self.opens:
            return Place(start, end, "speaks")
        if _UNTRUE.search(before):
            return Place(a, end, "" if self.nobody else "no tone")
        if _HARM_AFTER.match(text, b, end) or _HARM_BEFORE.search(before):
            return Place(start, end, "harmed")
        if noun := _TOWARD.search(before):
            return Place(a - len(before) + noun.start(), end, "", 1 if noun["warm"] else -1)
        met = _MEETS.search(text, b, min(end, b + 2 * _AROUND))
        if met and met.start() - b <= _NEAR and not _JUDGES.search(text, b, met.start()):
            return Place(start, end, "", 1 if met["warm"] else -1)
        return self._judged(a, b)

    def _says_before(self, before: str, b: int) -> bool:
        match = _SAYS_BEFORE.search(before)
        if match is None:
            return False
        return match["mark"] != "," or bool(_CLOSES.match(self.text, b, self.end))

    def _judged(self, a: int, b: int) -> Place:
        """Return the stretch about a name by the judgements around it."""
        start, end = self.start, self.end
        before, after = bisect_right(self.judge_ends, a) - 1, bisect_left(self.judge_starts, b)
        until = [*self.judge_starts[after : after + 2], end, end]
        # The last judgement before the name is passed on it, up to the next judgement.
        if before >= 0:
            by = bisect_left(self.by, self.judge_ends[before])
            acts = self.passive[before] and by < len(self.by) and self.by[by] < a
            if self.withheld[before] or acts:
                return Place(self.judge_starts[before], until[0], "judges" if acts else "no tone")
            between = self.text[self.judge_ends[before] : min(a, self.judge_ends[before] + _AROUND)]
            near = a - self.judge_ends[before] <= _AROUND and not self.passive[before]
            direct = near and not _NOT_JUDGED.search(between)
            return Place(
                self.judge_starts[before], until[0], "", self.direction[before] if direct else 0
            )
        # A name before any judgement judges, unless the verb is passive.
        if after < len(self.judge_starts):
            if not self.passive[after]:
                return Place(start, until[1], "judges")
            reason = "no tone" if self.withheld[after] else ""
            return Place(start, until[1], reason, self.direction[after])
        against = bisect_right(self.against_ends, a) - 1
        if against >= 0:
            return Place(self.against_ends[against], end)
        return Place(start, end, turned=self.nobody)


def place_in_relative(place: Place, text: str, a: int, b: int, end: int) -> Place:
    """Return the stretch about a name that a relative clause follows, which says something of it
    up to `end`: of "China, whose aid saved thousands, was praised" all.
    """
    if place.reason or place.judged or not _RELATIVE.match(text, b):
        return place
    said = Clause(text, a, end).place(a, b)
    alone = not text[place.start : a].strip(_MARKS)
    return said if alone else place if said.reason else place._replace(end=end)


def find_contrast(text: str, a: int, spans: list[tuple[int, int]]) -> Place | None:
    """Return the clause that says what a name is not: of "India, unlike China, is a friend" for
    China the last one, of "They trust India but not China" the first; None where nothing is said so.
    """
    near = text[max(0, a - 40) : a]
    found = _UNLIKE.search(near)
    at = bisect_right(spans, (a, len(text))) - 1
    if found is None:
        left = _BUT_NOT.search(near)
        if left is None or not at or a - len(near) + left.start() > spans[at][0]:
            return None
        judged = _JUDGES.search(text, *spans[at - 1])  # whoever is not blamed is not praised
        return Place(*spans[at - 1], "no tone" if judged else "", turned=True)
    unlike = a - len(near) + found.start()
    if spans[at][0] < unlike and text[unlike - 2 : unlike] != ", ":
        return Place(spans[at][0], unlike, turned=True)
    comma = text.find(",", a, a + _AROUND)
    if comma < 0:  # "Kenya is a host, unlike Turkey."
        return Place(spans[at][0], unlike, turned=True) if spans[at][0] < unlike else None
    behind = bisect_right([end for _, end in spans[at : at + 3]], comma + 2)
    if at + behind >= len(spans):
        return None
    return Place(comma + 2, spans[min(at + behind, len(spans) - 1)][1], turned=True)
