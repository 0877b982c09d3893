"""What signs a line has: how a sentence ends, what opens an item of a list, what must be there for
a rule to be worth a look.
"""

import re

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
