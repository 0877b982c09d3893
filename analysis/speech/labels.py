"""What the label of a paragraph in a transcript says: who asks, for which outlet ("AP/Jane Doe"), who
answers, or whose name it is.
"""

import re
from functools import lru_cache
from typing import NamedTuple

from ..cleaning.turn_labels import is_asking
from .names import has_title, surname, tidy
from .people import REPORTER, People, Speaker
from .sides import Sides, name_country
from .titles import Titled
from .vocabulary import (
    BODIES,
    CONNECTORS,
    DAYS,
    MONTHS,
    OFFICES,
    PARTICLES,
    STATEMENTS,
    TITLES,
    VERB,
    Word,
    split_words,
)

LONGEST, _MOST_WORDS = 100, 12  # characters and words of a label
_MOST_ASKING, _LINKS = 8, frozenset("of the from for and at with in to".split())
# "QUESTION (in Hindi):", "Ann Lee (Norland) (spoke in French):"
_BEHIND = re.compile(r"(?:\s?[(\[][^()\[\]\n]{0,60}[)\]]){1,3}\Z")
_MEMBER = re.compile(
    r"(?: \([^()\n]{3,60}\))? \((?:Lab(?:/Co-op)?|Con|LD|SNP|PC|DUP|UUP|SDLP|Alliance|Green|Ind|Reform|CB|"
    r"ALP|LP|Nats|NDP|CPC|Lib\.?|BQ|TUV|Non-Afl)\):"
)
_COUNTRY = re.compile(r"\s?\(([^()\n]{3,60})\)(?:\s?\([^()\n]{1,60}\))?:")
_NO_NAME = re.compile(r"[\"“”?!;<>=\n]|\d{3}")
_ANSWERED = re.compile(
    r"A(?:\d{0,2}\.?|NSWER|nswer|NS|ns)|(?:R(?:eply|EPLY|esponse|ESPONSE))", re.ASCII
)
_OTHERS = frozenset(
    "moderator student attendee caller staff operator announcer participant participants audience member members "
    "aide official officials spokespeople voice others crowd translator interpreter".split()
)
_OFFICIAL = OFFICES | frozenset(
    "audience administration u.s us department a the first second unidentified male female another "
    "government call".split()
)
_GREETED = frozenset(
    "excellencies excellency ladies gentlemen friends colleagues delegates citizens".split()
)
# What begins a heading or a line of a list and no name.
_NO_TURN = frozenset(
    "note notes fact facts myth background date time place subject re source sources contact "
    "video audio photo image caption summary update correction who what when where why how "
    "above below left right first second third finally step part chapter section from to cc via "
    "tags topic topics".split()
)
_NOT_NAMES = BODIES | STATEMENTS | DAYS | MONTHS | OFFICES | _NO_TURN
_BESIDE_NAME = frozenset(
    "of for the state affairs dame baroness hon rt honourable honorable".split()
)
_SECRETARY = re.compile(r"(?:SEC|Sec)\.(?= )")
_SMALL = CONNECTORS | frozenset(
    "and to male female reporter journalist correspondent question".split()
)
# small words of names that are not as often names themselves ("AL", "BEN")
_SMALL_IN_NAMES = PARTICLES - {"al", "ben", "el", "la"}
_LETTERS = {"pm": "prime minister", "eam": "external affairs minister", "fm": "foreign minister"}
# Names of outlets, or the first of their words, and letters that stand for one.
_KNOWN = frozenset(
    "reuters bloomberg xinhua interfax yonhap kyodo jiji nikkei asahi yomiuri mainichi sankei anadolu politico "
    "axios semafor newsweek tass efe dpa ansa news24 "
    "ap afp pti ani aap bbc cnn abc nbc cbs pbs npr nhk dw ria sbs cbc ctv itv rte voa rfe cnbc msnbc ndtv wion "
    "cna scmp ft wsj nyt kbs mbc ytn cgtn cctv trt sabc enca ians upi euronews wafa irna".split()
)
_TWO = frozenset(
    "le monde,le figaro,el país,el pais,el mundo,der spiegel,die zeit,die welt,la repubblica,al jazeera,"
    "al arabiya,the age,indian express,daily maverick,voice of,press trust,associated press".split(
        ","
    )
)
# Names of outlets with the article, or beside a person.
_COMMON = frozenset(
    "guardian economist telegraph hindu australian age punch vanguard times post independent".split()
)
# What the name of an outlet ends with, behind another word.
_ENDS = frozenset(
    "times post news journal herald tribune gazette standard mail shimbun press radio tv television network "
    "broadcasting weekly magazine telegraph chronicle observer globe mirror express guardian today daily "
    "nation courier news24 newspaper".split()
)
# Before these words it is none: "Breaking News", "Good News".
_NO_OUTLET = frozenset(
    "breaking good bad latest more top related fake other in media press free our no meeting".split()
)
_PARTS = re.compile(r", | from | FROM | of (?=[Tt]he )|[/(–—]| - ")


class Label(NamedTuple):
    """What a label is: "asks", "answers", "office", "name", "loose" (a name that nothing else
    tells of), "outlet" or "other", and the speaker as far as the label names one.
    """

    kind: str
    who: Speaker
    words: frozenset[str] = frozenset()


#: Labels, as they are written and what each says, by the number of the paragraph that each opens.
Found = dict[int, tuple[str, Label]]


def find_label(text: str, start: int) -> str:
    """Return what stands before a colon where a paragraph begins, "" where it is no label."""
    colon = text.find(":", start, start + LONGEST)
    if colon < 0 or not text[start].isupper() or not text[colon + 1 : colon + 2].isspace():
        return ""
    whole = text[start:colon]
    label = _BEHIND.sub("", whole)
    if _NO_NAME.search(label) or label.count(" ") >= _MOST_WORDS:
        return ""
    if ("/" in label or label != whole) and names_outlet(whole):
        return whole
    return "" if "/" in label else label


def is_member(text: str, end: int) -> bool:
    """Tell whether a label that ends at a place is followed by a party in brackets, as members of a
    parliament are: "Ann Lee (Harbour) (Lab)".
    """
    return _MEMBER.match(text, end) is not None


def read_country(text: str, end: int, sides: Sides) -> str:
    """Return the side of the country in brackets behind a label that ends at a place, "" where none
    stands there.
    """
    match = _COUNTRY.match(text, end)
    return name_country(match[1], sides) if match else ""


def read_label(
    label: str, at: int, people: People, titled: Titled | None, loose: bool
) -> Label | None:
    """Return what a label, which stands at a place, says, or None where it is none (a dateline, a
    heading); `loose` tells whether a name in small letters without a title may be one.
    """
    if is_asking(label):
        return Label("asks", Speaker(side=REPORTER))
    if names_outlet(label):
        return Label("outlet", Speaker(side=REPORTER))
    if _SECRETARY.match(label):
        at, label = at - 5, f"{'SECRETARY' if label[1] == 'E' else 'Secretary'}{label[4:]}"
    words = split_words(label)
    lows = frozenset(word.low.strip(".") for word in words)
    if VERB.search(label.lower()) or lows & _GREETED or words[0].low in _NO_TURN:
        return None  # "Prime Minister Modi said:", "Mr. President, Excellencies:", "Fact:"
    capitals = label.upper() == label
    if words[-1].low in _OTHERS and all(word.low in _OFFICIAL for word in words[:-1]):
        side = people.sides.read(_write_small(label) if capitals else label)
        return Label("other", Speaker(side=side))
    if words[-1].low in _OTHERS or not label.isupper() and not _is_capital(label):
        return None  # "Team Members"
    if _ANSWERED.fullmatch(label):
        return Label("answers", Speaker())
    comma = next((i for i, word in enumerate(words) if word.text == ","), 0)
    if comma and (first := words[:comma]):
        words = first if _names(first) else words  # "Shri Arun Rao, Official Spokesperson"
    titles = [i for i, word in enumerate(words) if word.role]
    if not capitals and any(
        word.low not in OFFICES | TITLES | CONNECTORS | {"the", "vice", "deputy", "us", "and"}
        and not people.sides.read(word.text)
        for word in words[: titles[0] if titles else 0]
    ):
        return None  # "Key Outcomes for the Prime Minister"
    rest = words[titles[-1] + 1 :] if titles else words
    rest = [word for word in rest if word.text[0].isalpha() and word.low not in _BESIDE_NAME]
    intro = _write_small(label) if capitals else label
    if titles and not rest:
        office = frozenset(" ".join(_LETTERS.get(low, low) for low in lows).split())
        who = titled.by_office(set(office)) if titled else None
        return Label("office", who or Speaker(side=people.sides.read(intro)), office)
    if not rest or not titles and not capitals and not loose:
        return None
    return _read_person(rest, titles, intro, capitals, at, people, titled)


def _read_person(
    rest: list[Word],
    titles: list[int],
    intro: str,
    capitals: bool,
    at: int,
    people: People,
    titled: Titled | None,
) -> Label | None:
    """Return whom the words of a label name; "loose" where neither a title nor the text tells."""
    name = " ".join(word.text for word in rest)
    full = people.full_name(_write_small(name) if capitals else name, at)
    known = titled.by_surname(full) if titled else None
    evident = bool(titles) or capitals and " " in full and full.lower() != tidy(name).lower()
    counted = [w for w in rest if w.low not in PARTICLES and not w.text.endswith(".")]
    if known is None and not titles and len(counted) > 3:
        return None
    side = people.side(full, intro) or (known.side if known else "")
    full = known.name if known and " " not in full else full
    who = Speaker(full, rest[0].start + at, rest[-1].end + at, side, person=True)
    if known is not None and capitals or evident:
        return Label("name", who)
    if not titles and (
        {word.low for word in rest} & _NOT_NAMES or people.sides.read(_write_small(name))
    ):
        return None
    titled_so = " " in full and full.lower() != tidy(name).lower()
    if titled_so and any(
        tidy(mention.name) == full and has_title(mention.intro)
        for mention in people.mentions(surname(full))
    ):
        known = who
    if known is None and not any(people.is_name(word.text.title()) for word in rest):
        return None  # "Look: we will not wait."
    return Label("known" if known is not None else "loose", who)


def _write_small(words: str) -> str:
    """Return words in capitals as a name is written: "Ursula von der Leyen"."""
    return " ".join(
        word.lower() if word.lower() in _SMALL_IN_NAMES else word.title()
        for word in words.split(" ")
    )


def may_name(label: str) -> bool:
    """Tell whether a label looks like a name or an office, not like the begin of a sentence."""
    words = label.split()
    return len(words) <= 4 and _is_capital(label) and words[0].lower() not in _NO_TURN


def may_ask(label: str) -> bool:
    """Tell whether a label that is not understood may be a person's with what he is or is of:
    "Tom Roe from Harbour Echo", not "I told him this".
    """
    words = label.split()
    named = [word for word in words if word not in _LINKS]
    few = 1 < len(named) <= len(words) <= _MOST_ASKING and words[0].lower() not in _NO_TURN
    return few and all(word[0].isupper() and word not in ("I", "We") for word in named)


def _is_capital(label: str) -> bool:
    """Tell whether all words of a label have a capital but for those that join them."""
    return all(not word[0].islower() or word in _SMALL for word in label.split())


def _names(words: list[Word]) -> bool:
    """Tell whether the words before a comma hold a name besides its titles."""
    titles = [i for i, word in enumerate(words) if word.role]
    return bool(words[titles[-1] + 1 :] if titles else len(words) > 1)


@lru_cache(maxsize=4096)
def names_outlet(label: str) -> bool:
    """Tell whether a label names an outlet, alone or beside who asks for it.

    Examples
    --------
    >>> [*map(names_outlet, ["Reuters", "South China Morning Post", "Mr. Smith from the Times"])]
    [True, True, True]
    >>> [*map(names_outlet, ["Times", "Breaking News", "Penny Wong", "Senator Post"])]
    [False, False, False, False]
    """
    parts = [part.strip(" )") for part in _PARTS.split(label)]
    return any(_is_outlet(part, len(parts) > 1) for part in parts)


def _is_outlet(words: str, beside: bool) -> bool:
    """Tell whether words are an outlet's name; "the Times" is one only beside a person."""
    if words.lower().startswith(tuple(_TWO)):
        return True
    names = words.split()[words[:4].lower() == "the " :]
    if not 0 < len(names) < 6 or any(name[0].islower() and name != "of" for name in names):
        return False
    lows = [name.lower().strip(".") for name in names]
    if not TITLES.isdisjoint(lows[:-1]) or lows[0] in _NO_OUTLET:
        return False
    if len(names) == 1 and (beside or len(words) > len(names[0])) and lows[0] in _COMMON:
        return True
    if lows[0] in _KNOWN and (names[0].isupper() or len(lows[0]) > 4):
        return len(names) < 4
    numbered = lows[0] == "channel" and len(names) == 2
    head = lows[: lows.index("of")] if "of" in lows else lows  # "Times of India"
    return numbered or len(names) > 1 and bool(head) and head[-1] in _ENDS
