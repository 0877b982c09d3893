"""The subject of a verb of saying: beside it, or before what stands between the two."""

from dataclasses import replace

from .phrases import FARTHEST, Attribution, Words, read_phrase_at, read_phrase_from, read_statement
from .vocabulary import DETERMINERS, PLURAL, SKIPPED, STARTERS, STATEMENTS, SUBORDINATORS

_RELATIVE = frozenset("who whom whose which".split())
_SPANS = frozenset("week month year".split())
_JOINING = frozenset("and but then yet".split())
# what was done with a statement, which stands between it and its verb
_ISSUED = frozenset(
    "issued released published signed adopted made circulated read posted seen obtained agreed "
    "following after by from on in at".split()
)
_FAR = 24  # words between a subject and its second verb, or its verb behind a relative clause


def find_subject(words: Words, i: int) -> Attribution | None:
    """Return the subject that ends at or before word i, the one before the verb of saying, past
    adverbs, days and insertions.
    """
    last = i
    i = _skip_adverbs(words, i)
    if i < 0:
        return None
    if words[i].low in ("who", "which"):
        return _find_antecedent(words, i)
    joined = words[i].low in _JOINING or any(word.low == "then" for word in words[i + 1 : last + 1])
    if joined and (first := _find_first(words, i)) is not None:
        return first
    floor = max(0, i - FARTHEST)
    if i >= 2 and words[i].text == ",":
        return _past_insertion(words, i, floor)
    if issued := _find_issued(words, i):
        return issued
    found = _read_at(words, i, floor)
    return _outside_relative(words, i, found) if found else None


def _read_at(words: Words, end: int, floor: int) -> Attribution | None:
    """Return what the phrase that ends at a word names; one before brackets that say what he is of
    is a person: "Ann Lee (Norland)".
    """
    if end < floor or words[end].text != ")":
        return read_phrase_at(words, end, floor)
    opening = next((i for i in range(end - 1, max(floor, end - 9), -1) if words[i].text == "("), -1)
    found = read_phrase_at(words, opening - 1, floor) if opening > floor else None
    if found is None or found.kind != "person" or found.end != words[opening - 1].end:
        return None
    held = " ".join(word.text for word in words[opening + 1 : end])
    return replace(found, intro=f"{found.intro} of {held}")


def _skip_adverbs(words: Words, i: int) -> int:
    while i >= 0:
        if words[i].low in SKIPPED or words[i].low.endswith("ly") and not words[i].capital:
            i -= 1
        elif i and words[i].low in _SPANS and words[i - 1].low in ("last", "this", "earlier"):
            i -= 2
        else:
            break
    return i


def _past_insertion(words: Words, i: int, floor: int) -> Attribution | None:
    """Return the subject before what stands between two commas, of which word i is the second."""
    for j in range(i - 1, max(0, i - _FAR), -1):
        if words[j].text == '"':
            break
        if words[j].low in _RELATIVE and words[j - 1].text == ",":
            return read_phrase_at(words, j - 2, floor) or _unnamed(words, j - 2)
    opening = next((j for j in range(i - 1, max(-1, i - 22), -1) if words[j].text in ',"'), -1)
    if opening < 1 or words[opening].text != ",":
        return None
    outer, inner = (_read_at(words, opening - 1, floor), read_phrase_at(words, i - 1, opening + 1))
    if inner and inner.kind == "person" and outer and outer.kind in ("role", "unnamed"):
        # a name that does not begin at the comma is one within the insertion
        if inner.opens == words[opening + 1].start:
            return replace(inner, intro=f"{outer.intro} {inner.intro}", opens=outer.opens)
        return outer
    if inner and inner.kind == "role" and outer and outer.kind == "person":
        return replace(outer, intro=f"{inner.intro} {outer.intro}")
    return outer


def _find_antecedent(words: Words, i: int) -> Attribution | None:
    """Return whom "who" at word i means: "he met the envoy, who said"."""
    end = i - 2 if i and words[i - 1].text == "," else i - 1
    found = read_phrase_at(words, end, max(0, end - FARTHEST))
    return found or (_unnamed(words, end) if words[i].low == "who" else None)


def _outside_relative(words: Words, i: int, found: Attribution) -> Attribution | None:
    """Return the head of "the official who briefed Ann Lee" where `found` is the last name of it."""
    if i >= 1 and words[i].end != found.end and found.kind == "person":
        return found
    for j in range(i - 1, max(0, i - _FAR), -1):
        if words[j].text in ',":;':
            return found
        if words[j].low in ("who", "whom", "whose") and words[j].start < found.opens:
            return read_phrase_at(words, j - 1, max(0, j - 1 - FARTHEST)) or _unnamed(words, j - 1)
    return found


def _unnamed(words: Words, i: int) -> Attribution | None:
    """Return the speaker that a noun in small letters means: "the man who"."""
    if i < 1 or not words[i].text[0].isalpha() or words[i].capital:
        return None
    at = words[i].start
    return Attribution("unnamed", "", at, at, at)


def _find_first(words: Words, i: int) -> Attribution | None:
    """Return the subject that a sentence opens with, where the verb behind the "and" or comma at
    word i is its second one: "Ann Lee met the minister and said ...".
    """
    while i > 0 and (words[i].text == "," or words[i].low in _JOINING):
        i -= 1
    begin = find_opening(words)
    found, end = read_phrase_from(words, begin)
    if found is None or end >= i or i - end > _FAR:
        return None
    if found.kind in ("statement", "unnamed") or words[begin].start < found.opens:
        return None
    behind = end + 1
    if words[behind].text == "," and found.kind in ("role", "person"):
        found, behind = name_behind(words, end, found)
        behind += words[behind].text == ","
    if behind >= i or words[behind].capital or not words[behind].text[0].isalpha():
        return None
    if words[behind].low in STARTERS | SUBORDINATORS | {"and", "or", "of"}:
        return None
    if any(word.low in SUBORDINATORS or word.text in '":;' for word in words[behind : i + 1]):
        return None
    return found


def find_opening(words: Words) -> int:
    """Return the word that a sentence's first phrase opens with, past "On Monday," and "But"."""
    if len(words) > 3 and words[0].low in ("on", "in", "at", "after", "during", "earlier", "later"):
        comma = next((j for j in range(1, min(9, len(words))) if words[j].text == ","), -1)
        return comma + 1 if 0 < comma < len(words) - 1 else 0
    return int(len(words) > 1 and words[0].low in ("but", "and", "meanwhile", "then"))


def name_behind(words: Words, end: int, subject: Attribution) -> tuple[Attribution, int]:
    """Return a person named between commas behind a role (`subject`) that ends at word `end`, with
    the title, and the word behind; the subject itself where none is.
    """
    alone = subject, end + 1
    if end + 2 >= len(words) or words[end + 1].text != ",":
        return alone
    named, stop = read_phrase_from(words, end + 2)
    closes = stop + 1 == len(words) or words[stop + 1].text in ',.:;"-–—'
    if named is None or not closes or named.opens != words[end + 2].start:
        return alone
    if subject.kind == "person":
        return (subject, stop + 1) if named.kind == "role" else alone
    if named.kind != "person":
        return alone
    intro = f"{subject.intro} {named.intro}".strip()
    return replace(named, intro=intro, opens=subject.opens), stop + 1


def _find_issued(words: Words, i: int) -> Attribution | None:
    """Return the statement of "a joint statement issued after the meeting said"."""
    for j in range(i - 1, max(-1, i - 14), -1):
        if words[j].text in ',":;' or words[j].low in _RELATIVE:
            return None
        if words[j].low in STATEMENTS and words[j + 1].low in _ISSUED:
            found = _with_article(words, read_statement(words, j))
            shared = any(word.low in PLURAL for word in words[j + 1 : i + 1])
            return replace(found, intro="joint") if shared else found
    return None


def _with_article(words: Words, found: Attribution) -> Attribution:
    """Return a statement that opens with the article before it, so that a quotation that ends there
    is beside it: "... cooperation," a joint statement issued later said.
    """
    before = next((word for word in reversed(words) if word.end <= found.opens), None)
    if before is None or before.low not in DETERMINERS:
        return found
    return replace(found, opens=before.start)
