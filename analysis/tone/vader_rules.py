"""VADER's rules: vaderSentiment's own tables, and how a word of the lexicon weighs among other words.

The rules are those of vaderSentiment 3.3.2 (Hutto and Gilbert 2014), arithmetic and oddities included, so that
scores agree to the last digit. No rule looks at more than six tokens.
"""

from __future__ import annotations

import math
import string
from dataclasses import dataclass
from functools import cache
from heapq import heappop, heappush

#: Words that the rules name, beside the negations.
ROLES = ("no", "but", "this", "least", "doubt")
_AFTER_NO = ("or", "nor")
LINKS = ("so", "this")
DISTANCE = (1.0, 0.95, 0.9)  # how much of a degree word is left one, two and three tokens on


@dataclass(frozen=True)
class Word:
    """What the rules know of a token: its form if they name it, and what it weighs or does to words behind it."""

    lower: str
    weight: float | None = None  # of the lexicon
    degree: float = 0.0
    negates: bool = False
    special: bool = False  # part of an idiom of several words
    upper: bool = False


@dataclass(frozen=True, slots=True)
class Sentence:
    """Tokens, their codes, what the codes stand for, and whether capitals mark some of the tokens."""

    tokens: list[str]
    codes: list[int]
    words: dict[int, Word | None]
    mixed: bool

    def word(self, i: int) -> Word | None:
        return self.words[self.codes[i]] if i >= 0 else None

    def lower(self, i: int) -> str:
        """Return a token as VADER reads it, or nothing outside of the text."""
        return strip_marks(self.tokens[i]).lower() if 0 <= i < len(self.tokens) else ""


@dataclass(frozen=True)
class Rules:
    """vaderSentiment's tables, and the rules by which words modify a word of the lexicon."""

    lexicon: dict[str, float]
    degrees: dict[str, float]
    negations: frozenset[str]
    idioms: dict[str, float]
    special: frozenset[str]
    acting: frozenset[str]  # all words that the rules name or that modify others
    descriptions: dict[str, str]
    scalar: float
    shout: float

    def modify(self, sentence: Sentence, i: int, word: Word) -> float:
        """Return the weight of a word of the lexicon in its place."""
        before = [sentence.word(i - 1), sentence.word(i - 2), sentence.word(i - 3)]
        lowers = [known.lower if known else "" for known in before]
        weight = self._apply_no(sentence, i, word, lowers)
        if word.upper and sentence.mixed:
            weight += self.shout if weight > 0 else -self.shout
        for back, known in enumerate(before[:i]):
            if known and known.weight is not None:
                continue
            if known and known.degree:
                weight += self._degree(known, weight, sentence.mixed) * DISTANCE[back]
            weight = self._negate(weight, back, known, lowers)
            if back == 2 and (word.special or any(w and w.special for w in before)):
                weight = self._apply_idioms(weight, sentence, i)
        if lowers[0] == "least" and before[0].weight is None and sentence.lower(i - 2) not in ("at", "very"):
            weight *= self.scalar
        return weight

    def _apply_no(self, sentence: Sentence, i: int, word: Word, lowers: list[str]) -> float:
        """Return the weight after "no", which negates what follows and then has no weight of its own."""
        after = sentence.word(i + 1) if word.lower == "no" and i + 1 < len(sentence.tokens) else None
        weight = 0.0 if after and after.weight is not None else word.weight
        if "no" in lowers[:2] or lowers[2] == "no" and sentence.lower(i - 1) in _AFTER_NO:
            weight = word.weight * self.scalar
        return weight

    def _degree(self, word: Word, weight: float, mixed: bool) -> float:
        """Return what a degree word adds to a weight."""
        degree = -word.degree if weight < 0 else word.degree
        if word.upper and mixed:
            degree += self.shout if weight > 0 else -self.shout
        return degree

    def _negate(self, weight: float, back: int, word: Word | None, lowers: list[str]) -> float:
        """Return the weight after the word `back` + 1 tokens before it, if that negates."""
        one, two, three = lowers
        if back == 1 and two == "never" and one in LINKS:
            return weight * 1.25
        if back == 2 and (three == "never" and two in LINKS or one in LINKS):
            return weight * 1.25
        if lowers[back] == "without" and "doubt" in lowers[:back]:
            return weight
        return weight * self.scalar if word and word.negates else weight

    def _apply_idioms(self, weight: float, sentence: Sentence, i: int) -> float:
        """Return the weight of an idiom around the word, or the word's with "kind of" and its like before it."""
        three, two, one, here, after, later = (sentence.lower(j) for j in range(i - 3, i + 3))
        pairs = (f"{one} {here}", f"{two} {one} {here}", f"{two} {one}", f"{three} {two} {one}", f"{three} {two}")
        weight = next((self.idioms[pair] for pair in pairs if pair in self.idioms), weight)
        weight = self.idioms.get(f"{here} {after}", weight)
        weight = self.idioms.get(f"{here} {after} {later}", weight)
        for pair in (pairs[3], pairs[4], pairs[2]):
            weight += self.degrees.get(pair, 0.0)
        return weight


@cache
def load_rules() -> Rules:
    """Return vaderSentiment's own tables; their import takes a moment, so only on use."""
    from vaderSentiment import vaderSentiment as vader

    analyzer = vader.SentimentIntensityAnalyzer()
    descriptions = {emoji: words for emoji, words in analyzer.emojis.items() if len(emoji) == 1}
    phrases = [phrase.split() for phrase in (*vader.SPECIAL_CASES, *vader.BOOSTER_DICT) if " " in phrase]
    # Of each phrase those words that have a weight, and one more that is rare enough to tell.
    special = {word for words in phrases for word in words if word in analyzer.lexicon}
    special |= {max(words, key=len) for words in phrases}
    return Rules(
        lexicon=analyzer.lexicon,
        degrees=vader.BOOSTER_DICT,
        negations=frozenset(vader.NEGATE),
        idioms=vader.SPECIAL_CASES,
        special=frozenset(special),
        acting=frozenset({*vader.BOOSTER_DICT, *vader.NEGATE, *special, *ROLES}),
        descriptions=descriptions,
        scalar=vader.N_SCALAR,
        shout=vader.C_INCR,
    )


def strip_marks(token: str) -> str:
    """Return a token without the marks around it, unless so little is left that it is an emoticon."""
    stripped = token.strip(string.punctuation)
    return token if len(stripped) <= 2 else stripped


def describe_emoji(text: str, descriptions: dict[str, str]) -> str:
    """Return the text with emoji put in words; only a space before one divides it from what precedes."""
    pieces, divided = [], True
    for char in text:
        words = descriptions.get(char)
        if words is None:
            pieces.append(char)
            divided = char == " "
        else:
            pieces.append(words if divided else f" {words}")
            divided = False
    return "".join(pieces)


def shift_to_but(places: list[int], weights: list[float], but: int) -> list[float]:
    """Return the weights halved before "but" and raised by half behind it.

    vaderSentiment goes by values: at each word it changes the first one of the same weight, which may be
    another word. A heap of places for each weight finds that first one.
    """
    out, by_weight = weights.copy(), {}
    for k, weight in enumerate(out):
        by_weight.setdefault(weight, []).append(k)
    for k in range(len(out)):
        weight = out[k]
        first = heappop(by_weight[weight])
        out[first] = weight * 0.5 if places[first] < but else weight * 1.5
        heappush(by_weight.setdefault(out[first], []), first)
    return out


def emphasise(text: str) -> tuple[float, float]:
    """Return what exclamation marks and question marks add to the size of a sum."""
    asked = text.count("?")
    return min(text.count("!"), 4) * 0.292, 0 if asked < 2 else asked * 0.18 if asked <= 3 else 0.96


def compound(total: float) -> float:
    """Return a sum of weights on the scale from -1 to 1."""
    return round(min(1.0, max(-1.0, total / math.sqrt(total * total + 15))), 4)
