"""What signs a line has: how a sentence ends, what opens an item of a list, what must be there for
a rule to be worth a look; and what is prose in another script than Latin, Greek and Cyrillic.

`line_classifier` weighs what English shows: words between spaces, small letters, function words, a
full stop. A paragraph in Japanese or Hindi has none of these, so it is recognised by its length and
by the marks that end its sentences.
"""

import re

import numpy as np

_CLOSING = "\"'”’»)]"  # what may follow the end of a sentence
_MARKS = frozenset(".!?…" + _CLOSING)
_OPENS_ITEM = frozenset("•*·▪►»>|–—-0123456789")
_BULLET = re.compile(r"\s*(?:[•*·▪►»>|–—-]|\d{1,2}[.)])\s")
_END = re.compile(r"(?<!\.\.)[.!?][\"'”’»)\]]*$")
# A headline and its teaser run together ("in the portShips are"): no sentence, whatever ends it.
_GLUED = re.compile(
    r"[A-Z](?<=[a-z]{3}[A-Z]|[a-z]{2}[.?!][A-Z])[a-z]"
    r"(?<!\bLinkedIn)(?<!\bWhatsAp)(?<!\bBuzzFe)(?<!\bPlaySt)(?<!\bSnapCh)"
)
_LOOKED = 500  # characters that are looked at

_CLAUSE = re.compile(r"\w[)\]]?[,;](?: (?:and|or))?$")
_GOES_ON = frozenset(",;dr")  # last letters of what that finds
# Letters and vowel signs: from Armenian and Hebrew to Cherokee, kana, Han, Hangul, Arabic forms.
_OTHER = re.compile(
    "[\u0530-\u1cff\u3041-\u30ff\u3400-\ud7ff\uf900-\ufaff\ufb1d-\ufdff\ufe70-\ufefc]"
)
_KNOWN = re.compile("[A-Za-z\u00c0-\u052f\u1e00-\u1fff]")
# Each of these stands for about as much as two or three letters do.
_SYLLABLES = re.compile("[\u3041-\u30ff\u3400-\ud7ff\uf900-\ufaff]")
_MORE = 1.5
_OTHER_CLOSING = "\"'”’»)]」』）】〕》〉"
_STOPS = tuple(".!?…。．！？｡।॥؟۔።։။។៕") + ("๚",)
# Letters from which on a line with a full stop is prose, and one without; headlines have 30 to 90,
# and some scripts (Thai) no full stop.
_SENTENCE, _PARAGRAPH = 30, 100


def ends_sentence(text: str) -> bool:
    """Tell whether a line ends as a sentence does."""
    return bool(_END.search(text[-16:]))


def is_item(text: str) -> bool:
    """Tell whether a line begins with the mark or the number of an item of a list."""
    return bool(_BULLET.match(text[:16]))


def measure_signs(texts: list[str]) -> dict[str, list[int]]:
    """Return which lines, without spaces at their ends, show what by their first and last signs.

    Examples
    --------
    >>> measure_signs(["These are:", "• Ships", "Two shipsA port has ordered two."])
    {'end': [2], 'stop': [2], 'question': [], 'ellipsis': [], 'colon': [0], 'clause': [], 'bullet': [1]}
    """
    last = [text[-1:] for text in texts]
    shown: dict[str, list[int]] = {name: [] for name in ("end", "stop", "question", "ellipsis")}
    for i in [i for i, sign in enumerate(last) if sign in _MARKS]:
        end = texts[i][-16:].rstrip(_CLOSING)
        if end.endswith(("...", "…")):
            shown["ellipsis"].append(i)
        elif end.endswith((".", "!", "?")):
            shown["end"].append(i)
            if _GLUED.search(texts[i], 0, _LOOKED):
                continue
            shown["stop"].append(i)
            if "?" in texts[i][-3:]:
                shown["question"].append(i)
    shown["colon"] = [i for i, sign in enumerate(last) if sign == ":"]
    shown["clause"] = [
        i for i, sign in enumerate(last) if sign in _GOES_ON and _CLAUSE.search(texts[i][-8:])
    ]
    shown["bullet"] = [
        i
        for i, text in enumerate(texts)
        if (text[:1] in _OPENS_ITEM or text[:1] > "\x7f") and _BULLET.match(text[:16])
    ]
    return shown


def find_other_prose(texts: list[str]) -> np.ndarray:
    """Return which lines, of which the first some hundred characters and the end are enough, are
    prose in another script than Latin, Greek and Cyrillic.

    Examples
    --------
    >>> find_other_prose(["日本とインドの外相は東京で会談した。", "国際", "India and 日本。"]).tolist()
    [True, False, False]
    """
    return np.array([not text.isascii() and _is_prose(text) for text in texts], dtype=bool)


def _is_prose(text: str) -> bool:
    size = measure_letters(text)
    return size >= _PARAGRAPH or (
        size >= _SENTENCE and text[-16:].rstrip(_OTHER_CLOSING).endswith(_STOPS)
    )


def measure_letters(text: str) -> float:
    """Return how long a line of other scripts is, in letters; 0 where half of it is Latin, Greek or
    Cyrillic.
    """
    if not _OTHER.search(text):
        return 0
    n = len(_OTHER.findall(text))
    return n + _MORE * len(_SYLLABLES.findall(text)) if n > len(_KNOWN.findall(text)) else 0
