"""The noun phrase that names a speaker: where it begins and ends, and whom or what it names."""

import re
from dataclasses import dataclass, replace
from itertools import pairwise, takewhile
from typing import Self

from .offices import after_office, find_title, take_name
from .vocabulary import (
    BODIES,
    CONNECTORS,
    DAYS,
    DETERMINERS,
    NO_SPEAKERS,
    OFFICES,
    PARTICLES,
    PLURAL,
    PREPOSITIONS,
    PRONOUNS,
    REACH,
    STARTERS,
    STATEMENTS,
    SUBORDINATORS,
    TITLES,
    UNNAMED,
    Word,
    split_words,
)

# Words before a verb that its subject may take. Phrases stand within phrases ("the minister of the
# government of ..."): this bounds how deep they are followed, whatever a text repeats.
FARTHEST = 2 * REACH
_BLOCS = frozenset("g7 g8 g20 eu un aukus asean nato quad brics african union".split())


@dataclass(frozen=True)
class Attribution:
    """Who is said to speak: a `kind`, the words, their place, what introduces them.

    `kind` is "person", "body", "pair", "role", "plural", "statement", "pronoun" or "unnamed";
    `direct` is True where a quotation stands right beside the verb of saying; `opens` is where the
    phrase begins, titles and article included.
    """

    kind: str
    words: str
    start: int
    end: int
    opens: int
    intro: str = ""
    direct: bool = False

    def move(self, by: int) -> Self:
        """Return the same, so many characters further on."""
        return replace(self, start=self.start + by, end=self.end + by, opens=self.opens + by)


class Words(list):
    """The words of a sentence, and what their phrases name: each phrase is read once."""

    def __init__(self, text: str) -> None:
        super().__init__(split_words(text))
        self.phrases: dict[tuple[int, int], Attribution | None] = {}


def read_phrase_at(words: Words, end: int | None, floor: int) -> Attribution | None:
    """Return what the noun phrase that ends at word `end` names, looking back to `floor`."""
    if end is None or end < floor:
        return None
    if (end, floor) not in words.phrases:
        words.phrases[end, floor] = _read_phrase(words, end, floor)
    return words.phrases[end, floor]


def read_phrase_from(words: Words, i: int) -> tuple[Attribution | None, int]:
    """Return what the noun phrase that begins at word i names, and its last word, i - 1 of none."""
    end = find_phrase_end(words, i)
    return read_phrase_at(words, end, i), i - 1 if end is None else end


def _read_phrase(words: Words, end: int, floor: int) -> Attribution | None:
    word = words[end]
    if word.low in PRONOUNS:
        return Attribution("pronoun", word.text, word.start, word.end, word.start)
    if not (word.capital or word.low in TITLES | BODIES | PLURAL | STATEMENTS | UNNAMED):
        return find_head_before(words, end, floor)
    run = find_run(words, end, floor)
    if run is None:
        return None
    start, opens = run
    phrase = words[start : end + 1]
    if opens > floor and words[opens - 1].low in PREPOSITIONS and not words[opens - 1].capital:
        return find_head_before(words, end, floor, phrase)
    if long := _read_long_office(words, opens, floor, phrase):
        return long
    if pair := read_pair(words, opens, floor, phrase):
        return pair
    found = classify(phrase, words[opens:start])
    if found.kind == "plural" and opens == start and _BLOCS.isdisjoint(w.low for w in phrase):
        return replace(found, kind="unnamed")  # "Partners said": none that are known
    return found


def _read_long_office(
    words: Words, opens: int, floor: int, phrase: list[Word]
) -> Attribution | None:
    """Return the person behind an office with "and" in it: "Minister for Trade and Tourism Ann Lee"."""
    if opens - 2 < floor or words[opens - 1].low not in ("and", "&") or len(phrase) < 3:
        return None
    first = read_phrase_at(words, opens - 2, floor)
    if first is None or first.kind != "role" or not {"of", "for"} & set(first.intro.split()):
        return None
    if not words[opens - 2].capital or any(word.role for word in phrase):
        return None
    named = classify(take_name(phrase), [])
    intro = f"{first.intro} and {' '.join(word.text for word in phrase)}"
    return replace(named, intro=intro, opens=first.opens) if named.kind == "person" else None


def find_run(words: list[Word], end: int, floor: int) -> tuple[int, int] | None:
    """Return where the run of names and titles up to `end` begins, without and with article."""
    start = end
    floor = max(floor, end - REACH)
    while start > floor and continues(words, start - 1):
        start -= 1
    while start < end and words[start].low in STARTERS | CONNECTORS - PARTICLES:
        start += 1
    barred = {word.low for word in words[start : end + 1]} & (NO_SPEAKERS | SUBORDINATORS)
    if barred or words[start].low in STARTERS:
        return None
    opens = start
    while opens > floor and words[opens - 1].low in DETERMINERS:
        opens -= 1
    return start, opens


def read_pair(words: Words, opens: int, floor: int, phrase: list[Word]) -> Attribution | None:
    """Return two persons that speak as one ("Jaishankar and Blinken said"), opening a sentence."""
    joined = opens - 2 >= floor and words[opens - 1].low in ("and", "&")
    if not joined or not words[opens - 2].capital:
        return None
    first, second = read_phrase_at(words, opens - 2, floor), classify(phrase, [])
    if first and first.kind == "plural" and first.end < words[opens - 2].end:
        return replace(first, intro=first.words)  # "leaders of India and Japan"
    if first is None:
        return None
    both = f"{first.words} and {second.words}"
    named = first.kind == "person" and second.kind == "body"
    if named and phrase[0].start == words[opens].start:
        return replace(second, words=both, start=first.start, opens=first.opens)
    if second.kind != "person" or first.kind not in ("person", "pair", "body"):
        return None
    lead = [word for word in words[max(0, opens - REACH) : opens] if word.end <= first.opens]
    listed = len(lead) > 1 and lead[-1].text == "," and lead[-2].capital
    if listed and lead[-2].low not in STARTERS:
        return None  # the end of a longer list
    if lead and lead[-1].text not in ',"' and lead[-1].low not in DAYS:
        return None
    if first.kind == "body":
        # One body of two words ("Bureau of Fisheries and Aquatic Resources"), unless a title
        # follows.
        untitled = len(second.words) == second.end - phrase[0].start
        return replace(first, words=both, end=second.end) if untitled else None
    return Attribution("pair", both, first.start, second.end, first.opens)


def continues(words: list[Word], i: int) -> bool:
    """Tell whether word i belongs to the noun phrase that goes on at i + 1."""
    word = words[i]
    if word.capital:
        return word.low not in DAYS
    if word.low in PARTICLES:
        named = words[i + 1].capital or words[i + 1].low in PARTICLES
        return named and not (i and words[i - 1].low in DETERMINERS)
    if word.low in CONNECTORS:
        before = words[i - 1] if i else word
        if before.capital and before.low not in UNNAMED | PLURAL:  # "Allies of Prime Minister Hale"
            return True
        return i > 1 and before.low == "of" and words[i - 2].capital
    return word.low in TITLES | OFFICES | BODIES | STATEMENTS | PLURAL


def find_head_before(
    words: Words, end: int, floor: int, tail: list[Word] | None = None
) -> Attribution | None:
    """Return the head of a phrase like "the president of Ghana", "the plan by the Council"."""
    for i in range(end - 1, max(floor, end - 9) - 1, -1):
        word = words[i]
        if word.text in ',":;':
            return None
        if word.low in STATEMENTS and tail and i + 1 < len(words):
            by = classify(tail, [])
            if word.low == "statement" and i and words[i - 1].low == "joint" or by.kind == "plural":
                return read_statement(words, i)
            return by
        posted = word.role and words[i + 1].low in ("to", "at")  # "Ambassador to Kabul Dana Cole"
        common = word.low in UNNAMED | PLURAL or not word.capital and word.low in TITLES or posted
        followed = common and words[i + 1].low in PREPOSITIONS
        if head := read_phrase_at(words, i, floor) if followed else None:
            intro = f"{head.intro} {' '.join(w.text for w in words[i + 1 : end + 1])}"
            # "ambassador to Kabul Dana Cole": the place, then the name.
            placed = head.kind == "role" and tail and len(tail) > 2 and tail[-1].low not in BODIES
            if placed and all(w.capital for w in tail):
                return replace(classify(tail[-2:], []), intro=intro, opens=head.opens)
            if word.low in PLURAL and words[i + 1].low == "of":
                head = replace(head, kind="plural")  # "leaders of the two countries"
            return head if head.kind == "unnamed" else replace(head, intro=intro)
    return None


def read_statement(words: list[Word], i: int) -> Attribution:
    start = words[i - 1].start if i and words[i - 1].low == "joint" else words[i].start
    name = "joint statement" if start != words[i].start else words[i].text
    return Attribution("statement", name, start, words[i].end, start)


def classify(phrase: list[Word], determiner: list[Word]) -> Attribution:
    """Return what words name: the person behind the last title, else a body, role or statement."""
    last = phrase[-1]
    intro, opens = " ".join(w.text for w in [*determiner, *phrase]), [*determiner, *phrase][0].start

    def make(kind: str, words: list[Word]) -> Attribution:
        name = " ".join(w.text for w in words)
        return Attribution(kind, name, words[0].start, words[-1].end, opens, intro)

    if last.low in STATEMENTS:
        joint = phrase[-2:] if len(phrase) > 1 and phrase[-2].low == "joint" else []
        statement = make("statement", joint or [last])
        shared = joint or determiner and determiner[0].low == "their"
        return replace(statement, intro="joint") if shared else statement
    if last.low in UNNAMED and (not last.capital or len(phrase) == 1):
        return make("unnamed", [last])
    if last.low in PLURAL and (not last.capital or len(phrase) == 1):
        return make("plural", [last])
    if last.low in BODIES or len(phrase) == 1 and last.text.isupper() and len(last.text) > 1:
        held = any(w.role and after.low == "of" for w, after in pairwise(phrase))
        return make("role" if held else "body", phrase)  # "Speaker of the House"
    title = find_title(phrase)
    rest = after_office(phrase[title + 1 :]) if title >= 0 else phrase
    while rest and not rest[0].capital and rest[0].low not in PARTICLES:
        rest = rest[1:]
    if not rest:
        return make("role", phrase)
    if title < 0:
        if any(w.low in BODIES for w in rest) and not all(w.low in OFFICES for w in rest[:-1]):
            return make("body", phrase)
        of = (i for i, w in enumerate(rest) if i and w.low in CONNECTORS - PARTICLES)
        rest = rest[: next(of, len(rest))]  # "Rebecca Hill of the Daily Post"
    possessive = max(
        (i for i, w in enumerate(rest[:-1]) if re.search(r"['’]s$", w.text)), default=-1
    )
    return make("person", rest[possessive + 1 :])


def find_phrase_end(words: list[Word], i: int) -> int | None:
    """Return where the noun phrase that begins at word i ends ("US envoy Ann Lee | in a ...")."""
    end = None
    for j in range(i, min(len(words), i + 16)):
        low = words[j].low
        if low in PRONOUNS and j == i:
            return j
        if not words[j].text[0].isalnum() or low in DAYS:
            break
        known = low in TITLES | BODIES | PLURAL | STATEMENTS | UNNAMED
        if words[j].capital or known:
            end = j
        elif low == "and" and end == j - 1 and joins_body(words, j):
            continue
        elif low not in CONNECTORS | DETERMINERS | OFFICES and (end is not None or j > i + 5):
            break
    return end


def joins_body(words: list[Word], i: int) -> bool:
    """Tell whether the "and" at i stands within a body's name ("Food and Agriculture Agency")."""
    named = takewhile(lambda word: word.capital, words[i + 1 : i + 5])
    return any(word.low in BODIES for word in named)
