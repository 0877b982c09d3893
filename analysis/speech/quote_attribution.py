"""Who a sentence says is speaking, by rule: the verb of saying and its subject.

English news word order only: "Price said", "said Pompeo in a tweet", "According to the
spokesperson, Cale Brown, ...". The rules walk over words, not over a parse; where they cannot tell,
they find nothing.
"""

from __future__ import annotations

from dataclasses import replace

from .phrases import (
    FARTHEST,
    Attribution,
    Words,
    classify,
    find_phrase_end,
    find_run,
    read_phrase_at,
)
from .vocabulary import (
    INVERTED,
    PREPOSITIONS,
    REACH,
    SKIPPED,
    SUBORDINATORS,
    VERB,
    Word,
    split_words,
)


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
    """Return the subject of the verb at words `first` to `last`, and if both close the sentence."""
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
        end = find_phrase_end(words, last + 1)
        subject, stop = read_phrase_at(words, end, last + 1), last if end is None else end
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
    """Return the subject that ends at or before word i, past adverbs, days and insertions."""
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
    floor = max(0, i - FARTHEST)
    if i >= 2 and words[i].text == ",":
        opening = next((j for j in range(i - 1, max(-1, i - 22), -1) if words[j].text in ',"'), -1)
        if opening < 1 or words[opening].text != ",":
            return None
        outer, inner = (
            read_phrase_at(words, opening - 1, floor),
            read_phrase_at(words, i - 1, opening + 1),
        )
        if inner and inner.kind == "person" and outer and outer.kind == "role":
            return replace(inner, intro=f"{outer.intro} {inner.intro}", opens=outer.opens)
        if inner and inner.kind == "role" and outer and outer.kind == "person":
            return replace(outer, intro=f"{inner.intro} {outer.intro}")
        return outer
    return read_phrase_at(words, i, floor)


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
    end = find_phrase_end(words, 0)
    joined = end is not None and end + 1 < len(words) and words[end + 1].low in ("and", "&")
    found = read_phrase_at(words, end, 0) if end is not None and not joined else None
    return found if found and found.kind == "person" else None


def _according(words: Words, i: int) -> tuple[Attribution, bool] | None:
    """Return whom "according to" names; a name between commas after a role is the name."""
    end = find_phrase_end(words, i + 2)
    subject = read_phrase_at(words, end, i + 2) if end is not None else None
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
        stop = find_phrase_end(words, end + 2)
        named = read_phrase_at(words, stop, end + 2) if stop is not None else None
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
