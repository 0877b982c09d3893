"""The terms of a register in a text: where they stand, and which texts may hold any."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache, cached_property
from typing import NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from .register_file import Entry
from .vader import Tokens
from .vader_words import TokenCache

# Between a stance and its thing: at most three words ("cross-border" is one), then "has been" and
# the like, and no other mark.
_GAP = r"(?:\s++[\w']++(?:-[\w']++)*+){0,3}?(?:\s++(?:has|have|had|was|were|is|are)(?:\s++been)?)??[\s-]++"
# No word between them denies ("tensions have not eased"): then each word weighs for itself.
_DENIED = r"(?!\s++(?:not|never|no|nor|cannot|hardly|without|unless|\w+n't)\b)"
# Words that begin a phrase: what follows them is not what the word before them describes.
_BEGINS = (
    "of to for from in on at by with against over into about between among after before "
    "despite amid because when while if since through under that which who as than will would "
    "can could may must shall should is are was were be been has have had do does did not"
).replace(" ", "|")
# So many tokens a word of a thing may be behind one of its stance: rest of the stance (at most three
# words), gap (five) and begin of the thing (four).
_REACH = 12
# What continues a list of things: "terrorism, including cross-border terrorism and violent
# extremism".
_JOIN = r"(?:,|,?\s++(?:and|or|including|as\s++well\s++as))"
# Texts that are not plain ASCII are looked at one by one: RE2 and Python differ on what is a letter
# there.
_BEYOND = r"[^\t\n\r -~]"


class _Term(NamedTuple):
    """A phrase or stance, its words, its weight; number and source of the pattern of its things."""

    term: str
    words: list[str]
    weight: float
    things: int | None = None
    then: str = ""


@dataclass(frozen=True)
class TermFinder:
    """Finds the phrases and constructions of a register's entries."""

    entries: tuple[Entry, ...]
    _patterns: TokenCache = field(init=False, repr=False, compare=False)
    _bits: TokenCache = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_patterns", TokenCache(self._read_token))
        object.__setattr__(self, "_bits", TokenCache(self._read_bits))

    def select(self, texts: pa.Array, tokens: Tokens) -> pa.BooleanArray:
        """Tell of each text whether it may hold a term: no other text holds one.

        `tokens` are those of the texts, typographic marks as they are.
        """
        held = pc.match_substring_regex(texts, _BEYOND)
        phrases = [_to_gate(term) for e in self.entries if e.part == "phrases" for term in e.terms]
        if phrases:
            source = rf"(?i)(?:^|\W)(?:{'|'.join(phrases)})"
            held = pc.or_(held, pc.match_substring_regex(texts, source))
        return pc.or_(held, pa.array(self._select_constructions(tokens)))

    def _select_constructions(self, tokens: Tokens) -> np.ndarray:
        """Tell of each text whether a word of a thing is close behind a word of its stance.

        Each kind of construction is a bit of a number; alternatives of hundreds of stances and
        things, as one pattern of RE2, took longer than all else.
        """
        bits = np.array([self._bits[token] for token in tokens.distinct], np.int64).reshape(-1, 2)
        stances, things = bits[tokens.numbers, 0], bits[tokens.numbers, 1]
        out = np.zeros(len(tokens.starts) - 1, bool)
        for back in range(min(_REACH + 1, len(stances))):
            here = np.flatnonzero(stances[: len(stances) - back] & things[back:])
            rows = tokens.owner[here]
            out[rows[rows == tokens.owner[here + back]]] = True
        return out

    def _read_bits(self, token: str) -> tuple[int, int]:
        """Return bits of the constructions whose stance, and whose thing, a token may hold."""
        stances = things = 0
        for number in self._patterns[token.replace("İ", "I").lower()]:
            entry = self._terms[number].things if number >= 0 else number
            bit = 0 if entry is None else 1 << (~entry % 62)
            stances, things = (stances | bit, things) if number >= 0 else (stances, things | bit)
        return stances, things

    def find(self, text: str) -> list[tuple[int, int, float]]:
        """Return the stretches of a plain text: constructions first, then the longer."""
        text = text.replace("İ", "I").lower()  # the one letter whose small form is longer
        numbers = set().union(*filter(None, map(self._patterns.__getitem__, text.split())))
        found = []
        for number in numbers:
            if number >= 0:
                term, words, weight, things, then = self._terms[number]
                if (things is None or things in numbers) and all(word in text for word in words):
                    # a stance within a list of things begins none of its own, or long lists took
                    # quadratic time
                    done = 0
                    for match in _compile(term).finditer(text):
                        start, end = match.span()
                        listed = then and start >= done and _compile_source(then).match(text, end)
                        if listed or not then:
                            done = listed.end() if listed else end
                            found.append((not then, start - done, start, done, weight))
        if len(found) < 2:
            return [hit[2:] for hit in found]
        kept: list[tuple[int, int, float]] = []
        taken = bytearray(len(text))
        for _, _, start, end, weight in sorted(found):
            if taken.find(1, start, end) < 0:
                kept.append((start, end, weight))
                taken[start:end] = b"\1" * (end - start)
        return sorted(kept)

    def _read_token(self, token: str) -> frozenset[int]:
        """Return the numbers of the patterns that may match where a text holds this token."""
        numbers: list[int] = []
        for piece in re.findall(r"\w+", token):
            numbers += self._keys.get(piece, ())
            for end in self._stem_sizes:
                numbers += self._stems.get(piece[:end], ())
        return frozenset(numbers)

    @cached_property
    def _stems(self) -> dict[str, list[int]]:
        return {key[:-1]: numbers for key, numbers in self._keys.items() if key.endswith("*")}

    @cached_property
    def _stem_sizes(self) -> list[int]:
        return measure_stems(self._keys)

    @cached_property
    def _terms(self) -> list[_Term]:
        """Return phrases, and constructions by their stances."""
        out: list[_Term] = []
        for i, e in enumerate(self.entries):
            things: tuple = ()
            if e.part == "constructions":
                thing, gap = _any_of(e.things), _make_gap(e.near)
                things = (~i, rf"{gap}{thing}(?:{_JOIN}{gap}{thing})*+")
            if e.part != "words":
                out += [_Term(term, _list_words(term), e.weight, *things) for term in e.terms]
        return out

    @cached_property
    def _keys(self) -> dict[str, list[int]]:
        """Return the numbers of terms, and below 0 of constructions, by words they need."""
        keys: dict[str, list[int]] = {}
        for number, term in enumerate(self._terms):
            keys.setdefault(_key(term.term), []).append(number)
        for i, e in enumerate(self.entries):
            for key in {_key(thing) for thing in e.things}:
                keys.setdefault(key, []).append(~i)
        return keys


def measure_stems(terms: Iterable[str]) -> list[int]:
    """Return how many letters the stems among some terms have, the longest first."""
    return sorted({len(term) - 1 for term in terms if term.endswith("*")}, reverse=True)


def _key(term: str) -> str:
    """Return the longest word of a term."""
    return max(re.findall(r"\w+\*?", term), key=len)


def _list_words(term: str) -> list[str]:
    """Return the words of a term as far as they are written, the shortest first: the longest of a
    text that is looked at is known to be there.
    """
    return sorted(re.findall(r"\w+", term), key=len)[:-1]


_compile_source = cache(re.compile)


@cache
def _compile(term: str) -> re.Pattern[str]:
    """Return the pattern of a term as whole words; it begins with a literal, which is fast.

    Most texts need few of the terms, and compiling all takes longer than scoring some reports.
    """
    first = re.match(r"[\w']+", term.replace("’", "'"))
    head = first.group() if first else ""
    return re.compile(rf"{head}(?<!\w{head}){_source(term)[len(head) :]}(?!\w)")


def _to_gate(term: str) -> str:
    """Return an RE2 source that matches wherever a term appears in ASCII."""
    return _source(term).replace("++", "+").replace("*+", "*")


def _make_gap(near: bool) -> str:
    """Return the pattern of what may stand between a stance and its thing."""
    barred = rf"{_DENIED}(?!\s++(?:{_BEGINS})\b)" if near else _DENIED
    return _GAP.replace(r"(?:\s++", rf"(?:{barred}\s++", 1)


def _any_of(terms: tuple[str, ...]) -> str:
    """Return the source of a pattern for any of the terms, the longest first, as whole words."""
    ordered = sorted(terms, key=lambda term: (-len(term), term))
    return rf"(?<!\w)(?:{'|'.join(map(_source, ordered))})(?!\w)"


def _source(term: str) -> str:
    """Return the source of a pattern for a term as the register writes it."""
    escaped = re.escape(term.replace("’", "'")).replace(r"\*", r"\w*+")
    return re.sub(r"(?:\\[ -])+", lambda _: r"[\s-]++", escaped)
