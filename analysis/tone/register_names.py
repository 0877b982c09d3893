"""Stretches that carry no tone whatever words they are made of: names, and courtesies of the floor.

A body, treaty, bill or building is named by words in capitals that begin or end with what it is
("Freedom House", "Treaty of Amity"); a person by a title and a name ("Mr Strong"). What opens a
speech or gives someone the floor is procedure, and what would follow if something were so is no
fact. Of a text mostly in capitals, such as a headline, no words are read as names.
"""

import re

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from .vader import Tokens
from .vader_words import TokenColumn

# What ends a name of several words in capitals.
_HEADS = (
    "Act|Academy|Alliance|Cathedral|Cup|Festival|Games|Guard|Journal|Post|Temple|Times|Tribune|"
    "Accord|Accords|Administration|Agency|Agreement|Airport|Assembly|Association|"
    "Authority|Award|Awards|Bank|Bill|Board|Boulevard|Bridge|Brigade|Building|Bureau|Canal|"
    "Center|Centre|Charter|Church|Club|Code|College|Commission|Committee|Compact|Company|"
    "Conference|Congress|Convention|Corporation|Corps|Council|Court|Day|Declaration|Department|"
    "Directorate|Exchange|Facility|Federation|Force|Forum|Foundation|Framework|Front|Fund|Group|"
    "Hall|Hospital|Hotel|House|Index|Initiative|Institute|Institution|Island|Islands|Law|League|"
    "Library|Medal|Memorial|Ministry|Mission|Monument|Museum|Network|Office|Order|Organisation|"
    "Organization|Pact|Palace|Park|Party|Plan|Port|Prize|Programme|Program|Project|Protocol|"
    "Report|River|Road|School|Secretariat|Senate|Service|Society|Square|Stadium|Station|Statute|"
    "Strategy|Street|Summit|Theatre|Tower|Treaty|Tribunal|Trust|Union|University|Valley|Week|Year"
)
# What a name begins with, before "of", "for", "on" or "to".
_LEADS = (
    "Academy|Agency|Alliance|Association|Bank|Board|Bureau|Center|Centre|Coalition|College|"
    "Commission|Committee|Conference|Convention|Council|Court|Day|Declaration|Department|"
    "Directorate|Federation|Forum|Foundation|Front|Fund|House|Institute|League|Ministry|Movement|"
    "Museum|Office|Organisation|Organization|Party|Protocol|Secretariat|Society|Statute|Treaty|"
    "University|Cape|Gulf|Strait|Bay|Mount|Church|Order|Bridge|Palace|Temple|Minister|Secretary|Year|Decade"
)
_TITLES = (
    "Mr|Mrs|Ms|Miss|Dr|Sir|Lady|Lord|President|Premier|Minister|Secretary|Senator|Ambassador|"
    "Governor|Mayor|Judge|General|Admiral|Colonel|Captain|Professor|Prof|Sen|Rep|Gen|Gov|Amb"
)
_WORD = r"[A-Z][\w'’-]*+"
_AND = r"(?:and|of|for|on|the|in)"
# A name has at most six words before its head, so that each attempt ends soon.
_NO_HEAD = (
    r"(?!(?:The|A|An|This|That|Our|Their|Its|His|Her|My|Your|In|On|At|And|But|For|With|As)\b)"
)
_BODY = rf"{_NO_HEAD}(?:{_WORD}(?:,?\s(?:{_AND}\s){{0,2}})){{1,6}}(?:{_HEADS})\b"
_OF = (
    rf"\b(?:{_LEADS})\s(?:of|for|on|to)\s(?:the\s)?{_WORD}"
    rf"(?:(?:,?\s(?:{_AND}\s){{0,2}}){_WORD}){{0,6}}"
)
_PERSON = rf"\b(?:{_TITLES})\b\.?\s{_WORD}(?:\s{_WORD}){{0,2}}"
_NAMES = rf"\b{_BODY}|{_OF}|{_PERSON}"
_CHAIR = r"(?:(?:mr|mrs|ms|madam|madame)\b\.?(?:\s\w+){1,3}|sir|madam|everyone|everybody|all)"
_FLOOR = (
    rf"thank\s(?:you|u)(?:\s(?:so|very)\smuch)?(?:,\s|\s(?=mr\b|mrs\b|ms\b|madam\b)){_CHAIR}"
    r"|thank\syou\s(?:all\s)?for\s(?:coming|joining\sus|being\shere|giving\sme\sthe\sfloor)"
    r"|thank\syou(?:\s(?:so|very)\smuch)?(?=\s*[.!]?\s*$)"
    r"|(?:hello|hi|welcome),?\s(?:everyone|everybody|all)\b(?:,\s(?:and\s)?welcome)?"
    r"|i\s(?:would\slike\sto\s|also\s)?thank\s(?:the|you)\s[\w-]+(?:\s[\w-]+){0,4}?\sfor\s"
    r"(?:conven|organi|h(?:is|er)\sbrief|the\sbrief)\w*"
    r"|thanks,\s(?:everyone|everybody|all|guys)"
    r"|(?:for\s)?giv(?:e|ing)\s(?:me\s)?the\sfloor"
    r"|(?:i|we)\s(?:now\s)?have\sthe\s(?:honou?r|pleasure|privilege|distinction)\s(?:to|of)"
    r"(?:\sgiving\sthe\sfloor)?|good\s(?:morning|afternoon|evening|day|night)|good\sto\ssee\s(?:you|everyone|everybody)"
    r"|(?:honou?red|distinguished|dear|esteemed)\s(?:guests|delegates|colleagues|friends|"
    r"members|representatives)"
    r"|please\s(?:be\sseated|take\syour\sseats)|welcome\sto\s(?:the|today's|this)\s\w*\s?briefing"
)
# What would follow if something were so: the whole clause.
_CLAUSE = re.compile(r"[^.;!?]+")
_WOULD = re.compile(r"(?i)\b(?:would|could|might)\b")
_IF = re.compile(
    r"(?i)(?:^\s*(?:were|had|should)|\bif\s(?:[\w'-]+\s){1,4}?(?:were|came|did|had|went|took|\w+ed))\b"
)
_CASED, _FLOORED = re.compile(_NAMES), re.compile(rf"(?i)\b(?:{_FLOOR})")
_VERB = re.compile(
    r"(?:Thank|Thanks|Welcome|Support|Congratulations|Praise|Condemn|Protect|Respect|\w+ing)\b\W*"
)
_LOWER = re.compile(r"\b(?!(?:and|of|for|on|the|in|to)\b)[a-z]{2}")
_NAMED = (
    rf"\b{_WORD},?\s(?:{_AND}\s){{0,2}}(?:{_HEADS})\b|\b(?:{_LEADS})\s(?:of|for|on|to)\s"
    rf"|\b(?:{_TITLES})\b\.?\s[A-Z]"
).replace("*+", "*")
# A courtesy holds one of these.
_CUES = (
    "thank", "hello", "hi ", "hi,", "welcome", "have the ", "good ", "guests", "delegates",
    "colleagues", "friends", "members",
    "representatives", "please ", "welcome to ", "the floor",
)  # fmt: skip
# The same for RE2, which looks neither ahead nor back.
_GREETS = rf"(?i)\b(?:{_FLOOR})".replace(r"(?=\s*[.!]?\s*$)", r"\s*[.!]?\s*$")
_GREETS = _GREETS.replace(r"(?=mr\b|mrs\b|ms\b|madam\b)", "")
_UNREAL = _IF.pattern.replace("(?:^", "(?:(?:^|[.;!?])", 1)
_TYPOGRAPHIC = str.maketrans("", "", "“”‘’—–…\u2011")
#: Kinds of stretches without tone, as bits: names, what would follow, courtesies.
NAME, IDEA, GREETING, ALL = 1, 2, 4, 7
# What a token may tell of its text, as bits: it is not plain, or holds one of these words.
_ODD, _COULD, _CASE, _CUED = 1, 2, 4, 8
_CUE_WORDS = (
    (_COULD, ("would", "could", "might")),
    (_CASE, ("if", "were", "had", "should")),
    (_CUED, ("thank", "hello", "welcome", "floor", "hono", "pleasure", "privilege", "good",
             "distin", "dear", "esteemed", "please")),
)  # fmt: skip

_ANY_CUE = re.compile("|".join(word for _, words in _CUE_WORDS for word in words))


def select_toneless(texts: pa.Array, weighs: np.ndarray, tokens: Tokens) -> np.ndarray:
    """Return as bits what stretches without tone each text may hold (`ALL`): no other text holds one.

    `weighs` tells of each text whether a word in capitals weighs something; `tokens` are those of
    the texts. A pattern is only looked for where the words that it needs are.
    """
    said = tokens.tell(_BITS)
    odd = said & _ODD > 0
    could = (said & _COULD > 0) & (said & _CASE > 0)
    kinds = NAME * (weighs & (odd | _match(texts, weighs, _NAMED)))
    kinds |= IDEA * _match(texts, could, _UNREAL)
    kinds |= GREETING * _match(texts, said & _CUED > 0, _GREETS)
    return np.where((kinds > 0) & odd, ALL & ~(NAME * ~weighs), kinds)


def _match(texts: pa.Array, among: np.ndarray, pattern: str) -> np.ndarray:
    """Return which texts match a pattern of RE2, of those to be looked at."""
    out = np.zeros(len(texts), bool)
    places = np.flatnonzero(among)
    found = pc.match_substring_regex(texts.take(pa.array(places)), pattern)
    out[places[found.to_numpy(zero_copy_only=False)]] = True
    return out


def _read_cues(token: str) -> int:
    """Return as bits what a token may begin: a courtesy, what could be, a case."""
    lower = (token if token.isascii() else token.translate(_TYPOGRAPHIC)).lower()
    odd = _ODD * (not lower.isascii()) | _CUED * (lower.strip(",.!") == "hi")
    if not _ANY_CUE.search(lower):
        return odd
    return odd | sum(flag for flag, words in _CUE_WORDS if any(word in lower for word in words))


_BITS = TokenColumn(_read_cues)


def find_toneless(text: str, kinds: int = ALL) -> list[tuple[int, int]]:
    """Return start and end of the names and courtesies of a plain text; some may overlap.

    Only some `kinds` are looked for: names only where a word in capitals weighs something.
    """
    lower, found = text.lower(), []
    if kinds & GREETING and any(cue in lower for cue in _CUES):
        found += [match.span() for match in _FLOORED.finditer(text)]
    if kinds & NAME and _LOWER.search(text):
        for match in _CASED.finditer(text):
            verb = _VERB.match(text, match.start(), match.end())
            found.append((verb.end() if verb else match.start(), match.end()))
    if kinds & IDEA and any(word in lower for word in ("would", "could", "might")):
        for match in _CLAUSE.finditer(text):
            clause = match.group()
            if _WOULD.search(clause) and _IF.search(clause):
                found.append(match.span())
    return found
