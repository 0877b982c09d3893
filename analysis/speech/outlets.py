"""Labels of questions that name an outlet: "Reuters", "Mr. Smith from the Times", "AP/Jane Doe"."""

import re
from functools import lru_cache

from .vocabulary import TITLES

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
