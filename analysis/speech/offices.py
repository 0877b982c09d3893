"""Where an office ends and a name begins: "Secretary of State Ann Lee", "Minister Gen Nakatani"."""

from .names import split_suffix
from .vocabulary import BODIES, CONNECTORS, OFFICES, PARTICLES, TITLES, Word

# ranks that are names of people too
_NAMES_TOO = frozenset("gen major king prince dean pope bishop judge marshal mayor lord".split())
_CIVIL = frozenset("minister secretary president premier chancellor senator governor envoy".split())
_PLACES = BODIES | OFFICES | {"advisers", "advisors", "chiefs", "services"}


def find_title(phrase: list[Word]) -> int:
    """Return the last title before the name in a phrase, -1 where there is none.

    A rank is a name where it stands alone between an office and a surname ("Minister Gen
    Nakatani"), or last behind an office and a given name ("Senator Angus King").
    """
    titles = [i for i, word in enumerate(phrase) if word.role]
    if not titles:
        return -1
    last = titles[-1]
    if len(titles) == 1 or phrase[last].low not in _NAMES_TOO or not phrase[last].capital:
        return last
    before = titles[-2]
    if last == len(phrase) - 1:
        between = phrase[before + 1 : last]
        named = between and all(word.capital and word.low not in _PLACES for word in between)
        return before if named and between[-1].low != "crown" else last
    alone = before == last - 1 and last == len(phrase) - 2 and phrase[last].text[-1] != "."
    return before if alone and phrase[before].low in _CIVIL else last


def after_office(rest: list[Word]) -> list[Word]:
    """Return the name in what follows a title ("of State Mike Pompeo"); empty for "of Sri Lanka"."""
    of = bool(rest) and rest[0].low in ("of", "for")
    while rest and rest[0].low in CONNECTORS - PARTICLES:
        rest = rest[1:]
    if of and rest and rest[0].low not in OFFICES:
        return _behind_place(rest)
    while rest and rest[0].low in OFFICES | CONNECTORS - PARTICLES:
        office, rest = rest[0], rest[1:]
        if office.low in ("of", "for") and rest and rest[0].low not in OFFICES:
            return _behind_place(rest)  # "of State for East Asia Ann Lee"
    if (named := _before_place(rest)) and not of:
        return named  # "King Abdullah II of Jordan"
    if any(word.low in ("of", "for") or word.low in _PLACES for word in rest[:-1]):
        return _behind_place(rest)  # "Chiefs of Staff Ann Lee"
    return rest


def _before_place(rest: list[Word]) -> list[Word]:
    """Return the name before "of" and a place, none where words of an office are among them."""
    at = next((i for i, word in enumerate(rest) if word.low == "of"), 0)
    named = rest[:at]
    plain = all(word.capital and word.low not in _PLACES | TITLES for word in named)
    return named if plain and 0 < len(named) < 4 else []


def _behind_place(rest: list[Word]) -> list[Word]:
    """Return the name behind the place or field of an office, none where that is all."""
    joined = max((i for i, word in enumerate(rest) if word.low in ("of", "for", "the")), default=-1)
    name = take_name(rest[joined + 1 :])
    return name if len(name) < len(rest) - joined - 1 else []


def take_name(words: list[Word]) -> list[Word]:
    """Return the person's name that words end with: behind a field ("Affairs"), else two words, an
    initial and a particle not counted.
    """
    field = max(
        (i for i, word in enumerate(words[:-1]) if word.low in _PLACES | TITLES), default=-1
    )
    if 1 <= len(words) - field - 1 <= 3 and field >= 0:
        return words[field + 1 :]
    start = len(words) - 1 - bool(split_suffix(f"- {words[-1].text}")[1])
    while start > 0 and words[start - 1].low in PARTICLES:
        start -= 1
    start -= 1
    if start > 0 and len(words[start].text.rstrip(".")) == 1:
        start -= 1
    return words[max(0, start) :]
