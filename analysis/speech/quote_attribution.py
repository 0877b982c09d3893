"""Who a sentence says is speaking, by rule: the verb of saying and its subject.

English news word order only: "Price said", "said Pompeo in a tweet", "According to the
spokesperson, Cale Brown, ...". The rules walk over words, not over a parse; where they cannot tell,
they find nothing.
"""

import re
from dataclasses import replace

from .phrases import (
    FARTHEST,
    Attribution,
    Words,
    classify,
    find_run,
    read_phrase_at,
    read_phrase_from,
)
from .subjects import find_subject, name_behind
from .vocabulary import INVERTED, PREPOSITIONS, REACH, SUBORDINATORS, VERB, Word, split_words

_WORDS = frozenset("words put puts".split())
_QUOTING = frozenset("quoted quotes quoting cited cites citing".split())
_OF_PERSON = {"his": "he", "her": "she", "their": "they"}
_DASH = re.compile(r"\s*(?:[–—―]|--?)\s*(?=[A-Z])")
_LONGEST_CREDIT = 14  # words behind the name


def hide_quotations(text: str, spans: list[tuple[int, int]]) -> str:
    """Return a text of the same length whose quotations are blank but for their marks."""
    pieces, last = [], 0
    for start, end in spans:
        pieces += [text[last:start], '"', " " * (end - start - 2), '"' * (end - start > 1)]
        last = end
    return "".join([*pieces, text[last:]])


def find_attribution(sentence: str) -> Attribution | None:
    """Return who a sentence says is speaking, or None; hide quotations first (`hide_quotations`).

    Examples
    --------
    >>> find_attribution("State Department spokesperson Ned Price said on Friday that talks went on.").words
    'Ned Price'
    >>> find_attribution("Talks went on, said the minister.").kind
    'role'
    """
    words = Words(sentence)
    at = {word.start: i for i, word in enumerate(words)}
    found: list[tuple[Attribution, bool] | None] = []
    if "ccording to" in sentence:
        places = [i for i, word in enumerate(words[:-2]) if word.low == "according"]
        found += [_according(words, i) for i in places if words[i + 1].low == "to"]
    for verb in VERB.finditer(sentence):
        i = at.get(verb.start())
        if i is None:
            continue
        last = i
        while last + 1 < len(words) and words[last + 1].start < verb.end():
            last += 1
        found.append(_by_verb(words, i, last, bool(verb["weak"])))
    found += [_by_opening_verb(words), _quoted_by(words) if "as saying" in sentence else None]
    if "words" in sentence or " put" in sentence:
        found += [_in_the_words_of(words, i) for i, w in enumerate(words) if w.low in _WORDS]
    kept = [*filter(None, found)]
    # A quotation's own verb first; then who stands at the end ("..., Price said."); then the first.
    return min(kept, key=lambda pair: (not pair[0].direct, not pair[1]))[0] if kept else None


def _by_verb(words: Words, first: int, last: int, weak: bool) -> tuple[Attribution, bool] | None:
    """Return the subject of the verb at words `first` to `last`, and if both close the sentence."""
    subject, stop = find_subject(words, first - 1), last
    if subject is not None:
        before = [w for w in words[max(0, first - REACH) : first] if w.end <= subject.opens]
        if before and before[-1].low in SUBORDINATORS:
            return None
    else:
        before = words[max(0, first - 2) : first]
        if words[first].low not in INVERTED or not before or before[-1].text not in '",':
            return None
        subject, stop = read_phrase_from(words, last + 1)
        if subject is not None:
            subject, stop = _read_inverted(words, stop, subject)
        elif before[-1].text == '"':
            at = words[first].start
            subject = Attribution("unnamed", "", at, at, at)
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
        behind = after[i + 1 : i + 2] if word.text == ":" else []
        if word.low == "that" or behind and behind[0].text != '"':
            return False
    return False


def read_name(before: str) -> Attribution | None:
    """Return the name that a text ends with, and the titles before it.

    Examples
    --------
    >>> read_name("held talks with his Japanese counterpart Toshimitsu Motegi").intro
    'his Japanese counterpart Toshimitsu Motegi'
    """
    words = split_words(before)
    run = find_run(words, len(words) - 1, 0) if words and words[-1].capital else None
    return classify(words[run[0] :], words[run[1] : run[0]]) if run else None


def opening_subject(sentence: str) -> Attribution | None:
    """Return the person that a sentence opens with, or None ("Minister Wang Yi visited Delhi.")."""
    words = Words(sentence)
    found, end = read_phrase_from(words, 0)
    joined = any(word.low in ("and", "&") for word in words[end + 1 : end + 2])
    return found if found and found.kind == "person" and not joined else None


def read_persons(sentence: str) -> list[Attribution]:
    """Return the persons whom a sentence names, in order, each with its titles."""
    words = Words(sentence)
    found: list[Attribution] = []
    for i, word in enumerate(words):
        if not word.capital or i + 1 < len(words) and words[i + 1].capital:
            continue
        run = find_run(words, i, max(0, i - FARTHEST))
        one = classify(words[run[0] : i + 1], words[run[1] : run[0]]) if run else None
        if one and one.kind == "person":
            found.append(one)
    return found


def _according(words: Words, i: int) -> tuple[Attribution, bool] | None:
    """Return whom "according to" names; a name between commas after a role is the name."""
    subject, end = read_phrase_from(words, i + 2)
    if subject is None:
        return None
    rest = words[end + 1 : end + 2]
    closing = PREPOSITIONS | SUBORDINATORS | {"and", "but", "last", "this"}
    if rest and rest[0].text[0].isalnum() and rest[0].low not in closing:
        # What speaks is no one by name ("according to Palestinian tallies", "an Acme poll").
        return replace(subject, kind="unnamed"), False
    if subject.kind in ("role", "body"):
        subject = name_behind(words, end, subject)[0]
    return subject, False


def _read_inverted(words: Words, end: int, subject: Attribution) -> tuple[Attribution, int]:
    """Return the subject behind its verb, with the name between commas or the second of two."""
    if subject.kind in ("role", "body", "unnamed"):
        named, behind = name_behind(words, end, subject)
        return named, behind - 1
    after = words[end + 1 : end + 3]
    if subject.kind == "person" and len(after) > 1 and after[0].low == "and" and after[1].capital:
        second, stop = read_phrase_from(words, end + 2)
        if second and second.kind == "person":
            both = f"{subject.words} and {second.words}"
            return replace(subject, kind="pair", words=both, end=second.end), stop
    return subject, end


def _by_opening_verb(words: Words) -> tuple[Attribution, bool] | None:
    """Return the subject of a verb that opens a sentence: "Said Ann Lee: ..."."""
    if len(words) < 4 or words[0].low not in INVERTED or not words[0].capital:
        return None
    subject, end = read_phrase_from(words, 1)
    if subject is None or subject.opens != words[1].start:
        return None
    subject, stop = _read_inverted(words, end, subject)
    if stop == end and subject.kind == "person":
        stop = name_behind(words, end, subject)[1] - 1
    after = words[stop + 1 : stop + 3]
    leads = after and (after[0].text in ':"' or [word.text for word in after] == [",", '"'])
    return (replace(subject, direct=True), False) if leads else None


def _quoted_by(words: Words) -> tuple[Attribution, bool] | None:
    """Return whom another quotes: "state television quoted Ann Lee as saying"."""
    i = next((i for i, word in enumerate(words) if word.low == "saying"), 0)
    verbs = [j for j in range(i - 2, max(-1, i - REACH), -1) if words[j].low in _QUOTING]
    found = _read_behind(words, words[verbs[0]].low, i - 2) if verbs else None
    return (replace(found, direct=True), False) if found else None


def _in_the_words_of(words: Words, i: int) -> tuple[Attribution, bool] | None:
    """Return whose words they are: "in Ann Lee's words", "in the words of Ann Lee", "as she put
    it".
    """
    if words[i].low in ("put", "puts"):
        if i < 2 or [word.low for word in words[i + 1 : i + 2]] != ["it"]:
            return None
        subject = _read_behind(words, "as", i - 1)
        quoted = any(word.text == '"' for word in words[max(0, i - REACH) : i + REACH])
        return (subject, False) if subject and quoted else None
    if [word.low for word in words[i + 1 : i + 2]] == ["of"]:
        if i < 2 or [word.low for word in words[i - 2 : i]] != ["in", "the"]:
            return None
        subject, end = read_phrase_from(words, i + 2)
        return (name_behind(words, end, subject)[0], False) if subject else None
    own = i - 1 - (i > 1 and words[i - 1].low == "own")
    if own < 1:
        return None
    if words[own].low in _OF_PERSON and words[own - 1].low == "in":
        at = words[own]
        return Attribution("pronoun", _OF_PERSON[at.low], at.start, at.end, at.start), False
    if words[own].text[-2:] not in ("'s", "’s") and words[own].text[-1:] not in "'’":
        return None
    subject = _read_behind(words, "in", own)
    if subject is None:
        return None
    name = subject.words.removesuffix("'s").removesuffix("’s").rstrip("'’")
    return replace(subject, words=name, end=subject.start + len(name)), False


def _read_behind(words: Words, before: str, end: int) -> Attribution | None:
    """Return what the phrase up to word `end` names, if it follows the word `before` at once."""
    low = max(0, end - REACH)
    at = next((j for j in range(end, low - 1, -1) if words[j].low == before), None)
    found = read_phrase_at(words, end, at + 1) if at is not None else None
    return found if found and at is not None and found.opens == words[at + 1].start else None


def read_credit(line: str) -> Attribution | None:
    """Return who is named behind the dash that follows a quotation, to the end of its line: "– Ann
    Lee, US envoy".

    Examples
    --------
    >>> read_credit(" – Ann Lee, US envoy").words
    'Ann Lee'
    """
    dash = _DASH.match(line)
    words = Words(line[dash.end() :] if dash else "")
    found, end = read_phrase_from(words, 0)
    if found is None or found.kind not in ("person", "body"):
        return None
    rest = words[end + 1 :]
    if rest and (rest[0].text not in ",.(" or len(rest) > _LONGEST_CREDIT):
        return None
    # the next of a list: "– Ann Lee (3 May): ..."
    if any(word.text in ':"' for word in rest) or found.opens != words[0].start:
        return None
    intro = f"{' '.join(word.text for word in rest)} {found.intro}".strip()
    return replace(found.move(dash.end()), intro=intro, direct=True)
