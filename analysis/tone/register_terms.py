"""The terms of a register in a text: where they stand, and which texts may hold any."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

import numpy as np

from .register_file import Entry
from .register_patterns import compile_source, compile_term, write_things
from .vader import Tokens
from .vader_words import TokenCache, TokenColumn

_GAP_WORDS = 11
# So many bits tell words, or things, apart as well as need be: what they let through is looked at.
_BITS = 62
_DASHES = "-—–\u2011"
_WORD = re.compile(r"\w+")


_Parts = tuple[tuple[int, ...], int, int, int]


class _Term(NamedTuple):
    """A phrase or stance, its word that fewest terms have, the others, its weight; number and source
    of the pattern of its things.
    """

    term: str
    rarest: str
    others: list[str]
    weight: float
    things: int | None = None
    then: str = ""


@dataclass(frozen=True)
class TermFinder:
    """Finds the phrases and constructions of a register's entries."""

    entries: tuple[Entry, ...]
    _patterns: TokenCache = field(init=False, repr=False, compare=False)
    # what tokens tell, each different answer once, and which of these a token gives
    _answers: dict[_Parts, int] = field(init=False, repr=False, compare=False)
    _parts: TokenColumn = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_patterns", TokenCache(self._read_token))
        object.__setattr__(self, "_answers", {((), 0, 0, 0): 0})
        object.__setattr__(self, "_parts", TokenColumn(self._number_parts))

    def propose(self, tokens: Tokens) -> tuple[np.ndarray, np.ndarray]:
        """Return texts, in order, and the numbers of the terms that each may hold: it holds no other.

        A term may be where its rarest word is, if its other words are in the same token or near it,
        and a thing of a construction is not too far behind it. `tokens` are those of
        the texts, typographic marks as they are.
        """
        answers = tokens.look_up(self._parts)
        columns = np.array([parts[1:] for parts in self._answers], np.int64).T
        counts = np.array([len(parts[0]) for parts in self._answers], np.int64)
        flat = np.array([number for parts in self._answers for number in parts[0]], np.int64)
        # a dash by itself divides words as a space does
        all_numbers = answers[tokens.numbers]
        there = np.flatnonzero(columns[2][all_numbers] == 0)
        numbers, owner = all_numbers[there], tokens.owner[there]
        others, things = columns[0][numbers], columns[1][numbers]
        longest = max((len(term.others) for term in self._terms), default=0)
        near, wide = _around(others, 1), _around(others, longest)
        things = _ahead(things, longest + _GAP_WORDS + self._longest_thing)
        keys = np.flatnonzero(counts[numbers])
        number = numbers[keys]
        times, first = counts[number], (np.cumsum(counts) - counts)[number]
        places = np.repeat(keys, times)
        offsets = np.arange(len(places)) - np.repeat(np.cumsum(times) - times, times)
        terms = flat[np.repeat(first, times) + offsets]
        pair, other, thing = (need[terms] for need in self._needs)
        may = (near[places] & pair == pair) & (wide[places] & other == other)
        may &= things[places] & thing == thing
        pairs = np.unique(owner[places[may]].astype(np.int64) * len(self._terms) + terms[may])
        return np.divmod(pairs, max(len(self._terms), 1))

    def find(self, text: str, numbers: Iterable[int] | None = None) -> list[tuple[int, int, float]]:
        """Return the stretches of a plain text: constructions first, then the longer.

        `numbers` are those of the terms that it may hold, if they are known.
        """
        text = text.replace("İ", "I").lower()  # the one letter whose small form is longer
        if numbers is None:
            told = set().union(*filter(None, map(self._patterns.__getitem__, text.split())))
            numbers = [number for number in told if self._may_hold(text, number, told)]
        found = []
        for number in numbers:
            term, *_, weight, _, then = self._terms[number]
            # a stance within a list of things begins none of its own, or long lists took
            # quadratic time
            done = 0
            for match in compile_term(term).finditer(text):
                start, end = match.span()
                listed = then and start >= done and compile_source(then).match(text, end)
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

    def _may_hold(self, text: str, number: int, told: set[int]) -> bool:
        """Tell whether a text has the words of a term, and a word of its things."""
        if number < 0:
            return False
        _, _, others, _, things, _ = self._terms[number]
        return (things is None or things in told) and all(w.strip("*") in text for w in others)

    def _read_token(self, token: str) -> frozenset[int]:
        """Return the numbers of the patterns that may match where a text holds this token."""
        numbers: list[int] = []
        size, opened = self._openings
        for piece in _WORD.findall(token):
            if piece[:size] not in opened:
                continue
            numbers += self._keys.get(piece, ())
            for end in self._stem_sizes:
                numbers += self._stems.get(piece[:end], ())
        return frozenset(numbers)

    def _number_parts(self, token: str) -> int:
        return self._answers.setdefault(self._read_parts(token), len(self._answers))

    def _read_parts(self, token: str) -> _Parts:
        """Return the terms whose rarest word a token holds, as bits what it holds of their other words
        and of things, and whether it is a dash; nothing for most.
        """
        if not token.strip(_DASHES):
            return (), 0, 0, 1
        token = token.replace("İ", "I").lower()
        told, others = self._read_token(token), 0
        for piece in _WORD.findall(token):
            others |= self._others.get(piece, 0)
            for end in self._other_sizes:
                others |= self._other_stems.get(piece[:end], 0)
        if not told:
            return (), others, 0, 0
        things = sum({1 << ~number % _BITS for number in told if number < 0})
        return tuple(n for n in told if n >= 0), others, things, 0

    @cached_property
    def _others(self) -> dict[str, int]:
        """Return a bit of each word of a term that is not its rarest."""
        words = sorted({word for term in self._terms for word in term.others})
        return {word: 1 << i % _BITS for i, word in enumerate(words)}

    @cached_property
    def _other_stems(self) -> dict[str, int]:
        return {word[:-1]: bit for word, bit in self._others.items() if word.endswith("*")}

    @cached_property
    def _other_sizes(self) -> list[int]:
        return measure_stems(self._others)

    @cached_property
    def _needs(self) -> np.ndarray:
        """Return bits that each term needs: of the other of two words, of all others, of things."""
        needs = []
        for term in self._terms:
            bits = sum({self._others[word] for word in term.others})
            pair = bits if len(term.others) == 1 else 0
            needs.append((pair, bits, 0 if term.things is None else 1 << ~term.things % _BITS))
        return np.array(needs, np.int64).reshape(-1, 3).T

    @cached_property
    def _longest_thing(self) -> int:
        return max((len(_list_words(thing)) for e in self.entries for thing in e.things), default=0)

    @cached_property
    def _stems(self) -> dict[str, list[int]]:
        return {key[:-1]: numbers for key, numbers in self._keys.items() if key.endswith("*")}

    @cached_property
    def _openings(self) -> tuple[int, set[str]]:
        """Return the first letters of all keys, and how many they are: most tokens have others."""
        size = min([3, *map(len, self._stems)])
        return size, {key.strip("*")[:size] for key in self._keys}

    @cached_property
    def _stem_sizes(self) -> list[int]:
        return measure_stems(self._keys)

    @cached_property
    def _terms(self) -> list[_Term]:
        """Return phrases, and constructions by their stances."""
        listed = [term for e in self.entries if e.part != "words" for term in e.terms]
        counts = Counter(word for term in listed for word in _list_words(term))
        out: list[_Term] = []
        for i, e in enumerate(self.entries):
            things: tuple = ()
            if e.part == "constructions":
                things = (~i, write_things(e.things, near=e.near))
            if e.part != "words":
                for term in e.terms:
                    words = _list_words(term)
                    at = min(range(len(words)), key=lambda k: _rank(words[k], counts))
                    others = words[:at] + words[at + 1 :]
                    out.append(_Term(term, words[at], others, e.weight, *things))
        return out

    @cached_property
    def _keys(self) -> dict[str, list[int]]:
        """Return the numbers of terms, and below 0 of constructions, by words they need."""
        keys: dict[str, list[int]] = {}
        for number, term in enumerate(self._terms):
            keys.setdefault(term.rarest, []).append(number)
        for i, e in enumerate(self.entries):
            for key in {max(_list_words(thing), key=len) for thing in e.things}:
                keys.setdefault(key, []).append(~i)
        return keys


def measure_stems(terms: Iterable[str]) -> list[int]:
    """Return how many letters the stems among some terms have, the longest first."""
    return sorted({len(term) - 1 for term in terms if term.endswith("*")}, reverse=True)


def _list_words(term: str) -> list[str]:
    """Return the words of a term, stems with their asterisk."""
    return re.findall(r"\w+\*?", term)


def _rank(word: str, counts: Counter[str]) -> tuple[bool, int, int]:
    """Return how common a word may be: short ones of any text, then those of many terms."""
    return len(word) < 5, counts[word], -len(word)


def _ahead(bits: np.ndarray, reach: int) -> np.ndarray:
    """Return of each place the bits of all from it to so many places on."""
    done = 0
    while done < reach:
        step = min(done + 1, reach - done, len(bits))
        bits, done = (
            bits | np.concatenate([bits[step:], np.zeros(step, bits.dtype)]),
            done + max(step, 1),
        )
    return bits


def _around(bits: np.ndarray, reach: int) -> np.ndarray:
    """Return of each place the bits of all that are at most so many places away."""
    before = np.zeros(reach, bits.dtype)
    return _ahead(np.concatenate([before, bits]), 2 * reach)[: len(bits)]
