"""Who a sentence says is speaking: the verb of saying and its subject, by rule, within one
sentence.

English news word order only: "Price said", "said Pompeo in a tweet", "According to the
spokesperson, Cale Brown, ...". The rules walk over words, not over a parse; where they cannot tell,
they find nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from .vocabulary import (
    BODIES,
    CONNECTORS,
    DAYS,
    DETERMINERS,
    INVERTED,
    NO_SPEAKERS,
    OFFICES,
    PARTICLES,
    PLURAL,
    PREPOSITIONS,
    PRONOUNS,
    REACH,
    SKIPPED,
    STARTERS,
    STATEMENTS,
    SUBORDINATORS,
    TITLES,
    UNNAMED,
    VERB,
    Word,
    split_words,
)

# Words before a verb that its subject may take. Phrases stand within phrases ("the minister of the
# government of ..."): this bounds how deep they are followed, whatever a text repeats.
_FARTHEST = 2 * REACH


@dataclass(frozen=True)
class Attribution:
    """Who is said to speak: a `kind`, the words and where they stand in the sentence, what
    introduces them.

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


class Words(list):
    """The words of a sentence, and what their phrases were found to name: a phrase within phrases
    is read once.
    """

    def __init__(self, text: str) -> None:
        super().__init__(split_words(text))
        self.phrases: dict[tuple[int, int], Attribution | None] = {}


def hide_quotations(text: str, spans: list[tuple[int, int]]) -> str:
    """Return a text of the same length whose quotations are blank but for their marks."""
    pieces, last = [], 0
    for start, end in spans:
        pieces += [text[last:start], '"', " " * (end - start - 2), '"' * (end - start > 1)]
        last = end
    return "".join([*pieces, text[last:]])


def find_attribution(sentence: str) -> Attribution | None:
    """Return who a sentence says is speaking, or None; quotations are to be hidden
    (`hide_quotations`).

    Examples
    --------
    >>> find_attribution("State Department spokesperson Ned Price said on Friday that talks went on.").words
    'Ned Price'
    >>> find_attribution("Talks went on, said the minister.").kind
    'role'
    """
    words = Words(sentence)
    at = {word.start: i for i, word in enumerate(words)}
    found = [
        _according(words, i)
        for i, w in enumerate(words[:-2])
        if w.low == "according" and words[i + 1].low == "to"
    ]
    for verb in VERB.finditer(sentence):
        i = at.get(verb.start())
        if i is None:
            continue
        last = i
        while last + 1 < len(words) and words[last + 1].start < verb.end():
            last += 1
        found.append(_by_verb(words, i, last, bool(verb["weak"])))
    kept = [(one, final) for one, final in filter(None, found)]
    # A quotation's own verb first; then who stands at the end ("..., Price said."); then the first.
    return min(kept, key=lambda pair: (not pair[0].direct, not pair[1]))[0] if kept else None


def _by_verb(words: Words, first: int, last: int, weak: bool) -> tuple[Attribution, bool] | None:
    """Return the subject of the verb at words `first` to `last`, and whether both close the
    sentence.
    """
    subject, stop = _subject(words, first - 1), last
    if subject is not None:
        before = [
            word for word in words[max(0, first - REACH) : first] if word.end <= subject.opens
        ]
        if before and before[-1].low in SUBORDINATORS:
            return None
    else:
        before = words[max(0, first - 2) : first]
        if words[first].low not in INVERTED or not before or before[-1].text not in '",':
            return None
        end = _phrase_end(words, last + 1)
        subject, stop = _phrase(words, end, last + 1), last if end is None else end
        if subject is None and before[-1].text == '"':
            subject = Attribution(
                "unnamed", "", words[first].start, words[first].start, words[first].start
            )
        if subject is None:
            return None
    after = words[stop + 1 : stop + 1 + REACH]
    marks = "".join(word.text for word in before[-2:])
    direct = marks[-1:] == '"' or marks == '",' or _leads_in(after)
    if words[first].low == "say" and subject.kind not in ("unnamed", "plural", "pair"):
        return None
    if weak and not direct and not {"that", '"'} & {word.low for word in after[:5]}:
        return None
    return replace(subject, direct=direct), marks[-1:] in ('"', ",") and len(after) <= 9


def _leads_in(after: list[Word]) -> bool:
    """Tell whether a quotation follows the verb behind a colon or comma, or at once."""
    for i, word in enumerate(after):
        if word.text == '"':
            return i == 0 or after[i - 1].text in ":,"
        if (
            word.text == ":"
            and after[i + 1 : i + 2]
            and after[i + 1].text != '"'
            or word.low == "that"
        ):
            return False
    return False


def _subject(words: Words, i: int) -> Attribution | None:
    """Return the subject that ends at or before word i, past adverbs, days and what stands between
    commas.
    """
    while i >= 0:
        if words[i].low in SKIPPED or words[i].low.endswith("ly") and not words[i].capital:
            i -= 1
        elif (
            i
            and words[i].low in ("week", "month", "year")
            and words[i - 1].low in ("last", "this", "earlier")
        ):
            i -= 2
        else:
            break
    floor = max(0, i - _FARTHEST)
    if i >= 2 and words[i].text == ",":
        opening = next((j for j in range(i - 1, max(-1, i - 22), -1) if words[j].text in ',"'), -1)
        if opening < 1 or words[opening].text != ",":
            return None
        outer, inner = _phrase(words, opening - 1, floor), _phrase(words, i - 1, opening + 1)
        if inner and inner.kind == "person" and outer and outer.kind == "role":
            return replace(inner, intro=f"{outer.intro} {inner.intro}", opens=outer.opens)
        if inner and inner.kind == "role" and outer and outer.kind == "person":
            return replace(outer, intro=f"{inner.intro} {outer.intro}")
        return outer
    return _phrase(words, i, floor)


def _phrase(words: Words, end: int | None, floor: int) -> Attribution | None:
    """Return what the noun phrase that ends at word `end` names, looking back no further than
    `floor`.
    """
    if end is None or end < floor:
        return None
    if (end, floor) not in words.phrases:
        words.phrases[end, floor] = _read_phrase(words, end, floor)
    return words.phrases[end, floor]


def _read_phrase(words: Words, end: int, floor: int) -> Attribution | None:
    word = words[end]
    if word.low in PRONOUNS:
        return Attribution("pronoun", word.text, word.start, word.end, word.start)
    if not (word.capital or word.low in TITLES | BODIES | PLURAL | STATEMENTS | UNNAMED):
        return _head_before(words, end, floor)
    run = _run(words, end, floor)
    if run is None:
        return None
    start, opens = run
    phrase = words[start : end + 1]
    if opens > floor and words[opens - 1].low in PREPOSITIONS and not words[opens - 1].capital:
        return _head_before(words, end, floor, phrase)
    return _pair(words, opens, floor, phrase) or _classify(phrase, words[opens:start])


def _run(words: list[Word], end: int, floor: int) -> tuple[int, int] | None:
    """Return where the run of names, titles and offices that ends at word `end` begins, without and
    with its article.
    """
    start = end
    floor = max(floor, end - REACH)
    while start > floor and _continues(words, start - 1):
        start -= 1
    while start < end and words[start].low in STARTERS | CONNECTORS:
        start += 1
    if {word.low for word in words[start : end + 1]} & (NO_SPEAKERS | SUBORDINATORS) or words[
        start
    ].low in STARTERS:
        return None
    opens = start
    while opens > floor and words[opens - 1].low in DETERMINERS:
        opens -= 1
    return start, opens


def read_name(before: str) -> Attribution | None:
    """Return the name that a text ends with, and the titles before it, whatever the sentence does
    with it.

    Examples
    --------
    >>> read_name("held talks with his Japanese counterpart Toshimitsu Motegi").intro
    'his Japanese counterpart Toshimitsu Motegi'
    """
    words = split_words(before)
    run = _run(words, len(words) - 1, 0) if words and words[-1].capital else None
    return _classify(words[run[0] :], words[run[1] : run[0]]) if run else None


def opening_subject(sentence: str) -> Attribution | None:
    """Return the person that a sentence opens with, or None ("Foreign Minister Wang Yi visited
    Delhi.").
    """
    words = Words(sentence)
    end = _phrase_end(words, 0)
    joined = end is not None and end + 1 < len(words) and words[end + 1].low in ("and", "&")
    found = _phrase(words, end, 0) if end is not None and not joined else None
    return found if found and found.kind == "person" else None


def _pair(words: Words, opens: int, floor: int, phrase: list[Word]) -> Attribution | None:
    """Return two persons that speak as one ("Jaishankar and Blinken said"), where they open the
    sentence.
    """
    if (
        opens - 2 < floor
        or words[opens - 1].low not in ("and", "&")
        or not words[opens - 2].capital
    ):
        return None
    first, second = _phrase(words, opens - 2, floor), _classify(phrase, [])
    if (
        first
        and first.kind == "person"
        and second.kind == "body"
        and phrase[0].start == words[opens].start
    ):
        return replace(
            second, words=f"{first.words} and {second.words}", start=first.start, opens=first.opens
        )
    if first is None or second.kind != "person" or first.kind not in ("person", "pair", "body"):
        return None
    lead = [word for word in words[max(0, opens - REACH) : opens] if word.end <= first.opens]
    if (
        [word.text for word in lead[-1:]] == [","]
        and len(lead) > 1
        and lead[-2].capital
        and lead[-2].low not in STARTERS
    ):
        return None  # the end of a longer list
    if lead and lead[-1].text not in ',"' and lead[-1].low not in DAYS:
        return None
    if first.kind == "body":
        # One body of two words ("Bureau of Fisheries and Aquatic Resources"), unless a title
        # follows.
        untitled = len(second.words) == second.end - phrase[0].start
        return (
            replace(first, words=f"{first.words} and {second.words}", end=second.end)
            if untitled
            else None
        )
    return Attribution(
        "pair", f"{first.words} and {second.words}", first.start, second.end, first.opens
    )


def _continues(words: list[Word], i: int) -> bool:
    """Tell whether word i belongs to the noun phrase that goes on at i + 1."""
    word = words[i]
    if word.capital:
        return word.low not in DAYS
    if word.low in CONNECTORS:
        return (
            i > 0
            and words[i - 1].capital
            or i > 1
            and words[i - 1].low == "of"
            and words[i - 2].capital
        )
    return word.low in TITLES | OFFICES | BODIES | STATEMENTS | PLURAL


def _head_before(
    words: Words, end: int, floor: int, tail: list[Word] | None = None
) -> Attribution | None:
    """Return the head of a phrase like "the president of Ghana" or "the strategy crafted by the
    Council".
    """
    for i in range(end - 1, max(floor, end - 9) - 1, -1):
        word = words[i]
        if word.text in ',":;':
            return None
        if word.low in STATEMENTS and tail and i + 1 < len(words):
            by = _classify(tail, [])
            if word.low == "statement" and i and words[i - 1].low == "joint" or by.kind == "plural":
                return _statement(words, i)
            return by
        common = word.low in UNNAMED or not word.capital and word.low in TITLES | PLURAL
        head = _phrase(words, i, floor) if common and words[i + 1].low in PREPOSITIONS else None
        if head:
            intro = f"{head.intro} {' '.join(w.text for w in words[i + 1 : end + 1])}"
            # "ambassador to Kabul Dana Cole": the place, then the name.
            if (
                head.kind == "role"
                and tail
                and len(tail) > 2
                and all(w.capital for w in tail)
                and tail[-1].low not in BODIES
            ):
                return replace(_classify(tail[-2:], []), intro=intro, opens=head.opens)
            return head if head.kind == "unnamed" else replace(head, intro=intro)
    return None


def _statement(words: list[Word], i: int) -> Attribution:
    start = words[i - 1].start if i and words[i - 1].low == "joint" else words[i].start
    name = "joint statement" if start != words[i].start else words[i].text
    return Attribution("statement", name, start, words[i].end, start)


def _classify(phrase: list[Word], determiner: list[Word]) -> Attribution:
    """Return what a run of words names: the person behind the last title, else a body, a role, a
    statement.
    """
    last = phrase[-1]
    intro, opens = " ".join(w.text for w in [*determiner, *phrase]), [*determiner, *phrase][0].start

    def make(kind: str, words: list[Word]) -> Attribution:
        name = " ".join(w.text for w in words)
        return Attribution(kind, name, words[0].start, words[-1].end, opens, intro)

    if last.low in STATEMENTS:
        joint = (
            len(phrase) > 1
            and phrase[-2].low == "joint"
            or bool(determiner)
            and determiner[0].low == "their"
        )
        return replace(
            make(
                "statement",
                phrase[-2:] if len(phrase) > 1 and phrase[-2].low == "joint" else [last],
            ),
            intro="joint" if joint else intro,
        )
    if last.low in UNNAMED and (not last.capital or len(phrase) == 1):
        return make("unnamed", [last])
    if last.low in PLURAL and (not last.capital or len(phrase) == 1):
        return make("plural", [last])
    if last.low in BODIES or len(phrase) == 1 and last.text.isupper() and len(last.text) > 1:
        return make("body", phrase)
    title = max((i for i, w in enumerate(phrase) if w.role), default=-1)
    rest = _after_office(phrase[title + 1 :]) if title >= 0 else phrase
    while rest and not rest[0].capital and rest[0].low not in PARTICLES:
        rest = rest[1:]
    if not rest:
        return make("role", phrase)
    if (
        title < 0
        and any(w.low in BODIES for w in rest)
        and not all(w.low in OFFICES for w in rest[:-1])
    ):
        return make("body", phrase)
    if title < 0 and (
        of := next((i for i, w in enumerate(rest) if i and w.low in CONNECTORS - PARTICLES), 0)
    ):
        rest = rest[:of]  # "Rebecca Hill of the Daily Post"
    possessive = max(
        (i for i, w in enumerate(rest[:-1]) if re.search(r"['’]s$", w.text)), default=-1
    )
    return make("person", rest[possessive + 1 :])


def _after_office(rest: list[Word]) -> list[Word]:
    """Return the name that follows a title: "of State Mike Pompeo", "of Japan Minoru Kihara"; empty
    for "of Sri Lanka".
    """
    of = bool(rest) and rest[0].low in ("of", "for")
    while rest and rest[0].low in CONNECTORS - PARTICLES:
        rest = rest[1:]
    if of and rest and rest[0].low not in OFFICES:
        return rest[-2:] if len(rest) > 2 else []
    while rest and rest[0].low in OFFICES | CONNECTORS - PARTICLES:
        rest = rest[1:]
    return rest


def _phrase_end(words: list[Word], i: int) -> int | None:
    """Return where the noun phrase that begins at word i ends ("said US Secretary of State Mike
    Pompeo | in a ...").
    """
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
        elif low == "and" and end == j - 1 and _joins_body(words, j):
            continue
        elif low not in CONNECTORS | DETERMINERS | OFFICES and (end is not None or j > i + 5):
            break
    return end


def _joins_body(words: list[Word], i: int) -> bool:
    """Tell whether the "and" at i stands within a body's name ("Food and Agriculture
    Organization").
    """
    for word in words[i + 1 : i + 5]:
        if not word.capital:
            return False
        if word.low in BODIES:
            return True
    return False


def _according(words: Words, i: int) -> tuple[Attribution, bool] | None:
    """Return whom "according to" names; a name between commas after a role is the name."""
    end = _phrase_end(words, i + 2)
    subject = _phrase(words, end, i + 2) if end is not None else None
    if subject is None:
        return None
    rest = words[end + 1 : end + 2]
    if (
        rest
        and rest[0].text[0].isalnum()
        and rest[0].low not in PREPOSITIONS | SUBORDINATORS | {"and", "but", "last", "this"}
    ):
        # What speaks is no one by name ("according to Palestinian tallies", "an Acme poll").
        return replace(subject, kind="unnamed"), False
    if subject.kind in ("role", "body") and end + 2 < len(words) and words[end + 1].text == ",":
        stop = _phrase_end(words, end + 2)
        named = _phrase(words, stop, end + 2) if stop is not None else None
        if (
            named
            and named.kind == "person"
            and words[stop + 1 : stop + 2]
            and words[stop + 1].text == ","
        ):
            subject = replace(
                named, intro=f"{' '.join(w.text for w in words[i + 2 : end + 1])} {named.intro}"
            )
    return subject, False
