"""The terms of a register in a text: where they stand, and which texts may hold any."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache, cached_property
from typing import NamedTuple

import numpy as np

from .register_file import Entry
from .vader import Tokens
from .vader_words import TokenCache, TokenColumn

# Between a stance and its thing: at most three words ("cross-border" is one), then "has been" and
# the like, and no other mark.
_GAP = r"(?:\s++[\w']++(?:-[\w']++)*+){0,3}?(?:\s++(?:has|have|had|was|were|is|are)(?:\s++been)?)??[\s-]++"
# Before these, what a stance is of: "tensions between the two neighbours", "hopes for a new treaty".
_OF_WHAT = (
    r"(?:{barred}\s++between(?:{barred}\s++[\w'.-]++){1,4}?{barred}\s++and|"
    r"{barred}\s++(?:between|among|over|with|in|on|of|for|along|across)(?:{barred}\s++[\w'-]++){0,3}?)??"
)
# No word between them denies ("tensions have not eased"): then each word weighs for itself.
_DENIED = (
    r"(?!\s++(?:not|never|no|nor|cannot|hardly|without|unless|\w+n't|"
    r"when|as|after|because|while|until|although|though|whereas|who|if|but)\b)"
)
# Words that begin a phrase: what follows them is not what the word before them describes.
_BEGINS = (
    "of to for from in on at by with against over into about between among after before "
    "despite amid because when while if since through under that which who how as than will would "
    "can could may must shall should is are was were be been has have had do does did not"
).replace(" ", "|")
_GAP_WORDS = 11
# What continues a list of things: "terrorism, including cross-border terrorism and violent
# extremism".
_JOIN = r"(?:,|,?\s++(?:and|or|including|as\s++well\s++as))"
# So many bits tell words, or things, apart as well as need be: what they let through is looked at.
_BITS = 62
_DASHES = "-—–\u2011"


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

    def _may_hold(self, text: str, number: int, told: set[int]) -> bool:
        """Tell whether a text has the words of a term, and a word of its things."""
        if number < 0:
            return False
        _, _, others, _, things, _ = self._terms[number]
        return (things is None or things in told) and all(w.strip("*") in text for w in others)

    def _read_token(self, token: str) -> frozenset[int]:
        """Return the numbers of the patterns that may match where a text holds this token."""
        numbers: list[int] = []
        for piece in re.findall(r"\w+", token):
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
        told = self._read_token(token)
        things = sum({1 << ~number % _BITS for number in told if number < 0})
        others = 0
        for piece in re.findall(r"\w+", token):
            others |= self._others.get(piece, 0)
            for end in self._other_sizes:
                others |= self._others.get(f"{piece[:end]}*", 0)
        return tuple(n for n in told if n >= 0), others, things, 0

    @cached_property
    def _others(self) -> dict[str, int]:
        """Return a bit of each word of a term that is not its rarest."""
        words = sorted({word for term in self._terms for word in term.others})
        return {word: 1 << i % _BITS for i, word in enumerate(words)}

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
                thing, gap = _any_of(e.things), _make_gap(e.near)
                of_what = "" if e.near else _OF_WHAT.replace("{barred}", _DENIED)
                things = (~i, rf"{of_what}{gap}{thing}(?:{_JOIN}{gap}{thing})*+")
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


_compile_source = cache(re.compile)


@cache
def _compile(term: str) -> re.Pattern[str]:
    """Return the pattern of a term as whole words; it begins with a literal, which is fast.

    Most texts need few of the terms, and compiling all takes longer than scoring some reports.
    """
    first = re.match(r"[\w']+", term.replace("’", "'"))
    head = first.group() if first else ""
    return re.compile(rf"{head}(?<!\w{head}){_source(term)[len(head) :]}(?!\w)")


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
