"""VADER's rules, exactly and fast: the compound score of vaderSentiment 3.3.2 to the last digit, in linear time.

The only module that knows these rules (Hutto and Gilbert 2014). Lexicon and word lists are vaderSentiment's
own. What makes it fast: each distinct token is looked up once and becomes a number; a text whose numbers
hold no word of the lexicon scores 0 at once; and where no word modifies another (negation, degree words,
capitals, "but"), the score is a plain sum. What makes it linear: nothing looks at more than six tokens.
"""

from __future__ import annotations

import math
import re
import string
from collections.abc import Callable, Container, Iterable
from dataclasses import dataclass
from functools import cache
from heapq import heappop, heappush

_CACHE = 1 << 20  # so many distinct tokens are kept; then the cache starts anew
_SHOUTED = -(1 << 30)  # codes from here down stand for words in capitals
_AFTER_NO = ("or", "nor")
_LINKS = ("so", "this")
_ROLES = ("no", "but", "this", "least", "doubt")  # words that the rules name, beside the negations
_DISTANCE = (1.0, 0.95, 0.9)  # how much of a degree word is left one, two and three tokens on


@dataclass(frozen=True)
class Word:
    """What the rules know of a token: its form if they name it, and what it weighs or does to words behind it."""

    lower: str
    weight: float | None = None  # of the lexicon
    degree: float = 0.0
    negates: bool = False
    special: bool = False  # part of an idiom of several words
    upper: bool = False


class Scorer:
    """Scores texts by VADER's rules; `weigh` may give tokens other weights than the lexicon's.

    Parameters
    ----------
    weigh
        From a token in lower case and the lexicon's weight (None: not in it) to the weight that counts
        (-4 to 4; None: the token is no word of the lexicon). The lexicon's own unless given.
    capitals
        Whether words in capitals among others weigh more, as in VADER.
    """

    def __init__(self, weigh: Callable[[str, float | None], float | None] | None = None, *, capitals: bool = True):
        self._rules, self._capitals = _load_rules(), capitals
        self._weigh_token = weigh or (lambda _, weight: weight)
        self._words: dict[int, Word | None] = {0: None}
        self._weights: dict[int, float] = {}
        self._code, self._weight = TokenCache(self._read).__getitem__, self._weights.__getitem__
        self._known: dict[Word, int] = {}

    def score_texts(self, texts: Iterable[str]) -> list[float]:
        """Return the compound score of each text, -1 (most negative) to 1; each distinct text is scored once."""
        texts = list(texts)
        scores = {text: self.score(text) for text in dict.fromkeys(texts)}
        return [scores[text] for text in texts]

    def score(self, text: str) -> float:
        """Return the compound score of a text, from -1 (most negative) over 0 (none) to 1 (most positive)."""
        text = self._put_emoji_in_words(text)
        tokens = text.split()
        codes = list(filter(None, map(self._code, tokens)))
        if not codes:
            return 0.0
        total = float(sum(map(self._weight, codes))) if min(codes) > 0 else float(sum(self._weigh(tokens)[1]))
        if not total:
            return 0.0
        emphasis = sum(_emphasise(text))
        return _compound(total + emphasis if total > 0 else total - emphasis)

    def weigh_spans(self, text: str) -> list[tuple[int, int, float]]:
        """Return start, end and weight of each word that has one after all rules, and of the marks ! and ?.

        The span is the token without the marks around it, the whole emoji whose description holds the word,
        or all from the first ! (or ?) to the last. The weights sum to what `score` normalises.
        """
        described = self._put_emoji_in_words(text)
        places, weights = self._weigh(described.split())
        kept = {place: weight for place, weight in zip(places, weights, strict=True) if weight}
        if not kept:
            return []
        spans = _find_spans(described, kept)
        if described is not text:
            spans = _map_to_emoji(spans, text, self._rules.descriptions)
        found = [(*span, weight) for span, weight in zip(spans, kept.values(), strict=True)]
        total = float(sum(weights))
        for mark, size in zip("!?", _emphasise(described), strict=True):
            if total and size:
                first = max(text.find(mark), 0)  # the marks may all be those of an emoji's description
                found.append((first, max(text.rfind(mark), first) + 1, math.copysign(size, total)))
        return found

    def _put_emoji_in_words(self, text: str) -> str:
        if text.isascii() or self._rules.descriptions.keys().isdisjoint(text):
            return text
        return _describe_emoji(text, self._rules.descriptions)

    def _read(self, token: str) -> int:
        """Return the code of a token: 0 does nothing, above 0 has a weight alone, below 0 the rules name it."""
        rules, lower = self._rules, _strip(token).lower()
        weight = self._weigh_token(lower, rules.lexicon.get(lower))
        degree = rules.degrees.get(lower, 0.0)
        negates = lower in rules.negations or "n't" in lower
        special = lower in rules.special
        named = lower in rules.negations or special or lower in _ROLES
        acts = bool(degree or negates or named)
        if weight is None and not acts:
            return 0
        # Words that no rule names share one code a weight, so that codes stay few whatever the text.
        word = Word(lower if named or degree else "", weight, degree, negates, special, self._capitals and token.isupper())
        if word not in self._known:
            code = len(self._words)
            code = _SHOUTED - code if word.upper else -code if acts else code
            self._known[word], self._words[code] = code, word
            if weight is not None:
                self._weights[code] = weight
        return self._known[word]

    def _weigh(self, tokens: list[str]) -> tuple[list[int], list[float]]:
        """Return places and weights of the tokens of the lexicon, after the rules that words are under."""
        codes = list(map(self._code, tokens))
        mixed = min(codes, default=0) <= _SHOUTED and not all(map(str.isupper, tokens))
        sentence = _Sentence(tokens, codes, self._words, mixed)
        places, weights, but = [], [], -1
        for i, code in enumerate(codes):
            if not code:
                continue
            if code > 0 and min(codes[i - 3 if i > 3 else 0 : i], default=0) >= 0:
                weight = self._weights[code]
            else:
                word = self._words[code]
                if but < 0 and word.lower == "but":
                    but = i
                if word.weight is None or word.degree or word.lower == "kind" and sentence.lower(i + 1) == "of":
                    continue
                weight = self._rules.modify(sentence, i, word)
            places.append(i)
            weights.append(weight)
        return places, weights if but < 0 else _shift_to_but(places, weights, but)


class TokenCache(dict):
    """What `read` says of each token, read on first use; it forgets rather than grow without bound."""

    def __init__(self, read: Callable[[str], object]):
        super().__init__()
        self._read = read

    def __missing__(self, token: str) -> object:
        if len(self) >= _CACHE:
            self.clear()
        value = self[token] = self._read(token)
        return value


@dataclass(frozen=True, slots=True)
class _Sentence:
    """Tokens, their codes, what the codes stand for, and whether capitals mark some of the tokens."""

    tokens: list[str]
    codes: list[int]
    words: dict[int, Word | None]
    mixed: bool

    def word(self, i: int) -> Word | None:
        return self.words[self.codes[i]] if i >= 0 else None

    def lower(self, i: int) -> str:
        """Return a token as VADER reads it, or nothing outside of the text."""
        return _strip(self.tokens[i]).lower() if 0 <= i < len(self.tokens) else ""


@dataclass(frozen=True)
class _Rules:
    """vaderSentiment's tables, and the rules by which words modify a word of the lexicon."""

    lexicon: dict[str, float]
    degrees: dict[str, float]
    negations: frozenset[str]
    idioms: dict[str, float]
    special: frozenset[str]
    descriptions: dict[str, str]
    scalar: float
    shout: float

    def modify(self, sentence: _Sentence, i: int, word: Word) -> float:
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
                weight += self._degree(known, weight, sentence.mixed) * _DISTANCE[back]
            weight = self._negate(weight, back, known, lowers)
            if back == 2 and (word.special or any(w and w.special for w in before)):
                weight = self._apply_idioms(weight, sentence, i)
        if lowers[0] == "least" and before[0].weight is None and sentence.lower(i - 2) not in ("at", "very"):
            weight *= self.scalar
        return weight

    def _apply_no(self, sentence: _Sentence, i: int, word: Word, lowers: list[str]) -> float:
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
        if back == 1 and two == "never" and one in _LINKS:
            return weight * 1.25
        if back == 2 and (three == "never" and two in _LINKS or one in _LINKS):
            return weight * 1.25
        if lowers[back] == "without" and "doubt" in lowers[:back]:
            return weight
        return weight * self.scalar if word and word.negates else weight

    def _apply_idioms(self, weight: float, sentence: _Sentence, i: int) -> float:
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
def _load_rules() -> _Rules:
    """Return vaderSentiment's own tables; their import takes a moment, so only on use."""
    from vaderSentiment import vaderSentiment as vader

    analyzer = vader.SentimentIntensityAnalyzer()
    descriptions = {emoji: words for emoji, words in analyzer.emojis.items() if len(emoji) == 1}
    phrases = [phrase.split() for phrase in (*vader.SPECIAL_CASES, *vader.BOOSTER_DICT) if " " in phrase]
    # Of each phrase those words that have a weight, and one more that is rare enough to tell.
    special = {word for words in phrases for word in words if word in analyzer.lexicon}
    special |= {max(words, key=len) for words in phrases}
    return _Rules(
        lexicon=analyzer.lexicon,
        degrees=vader.BOOSTER_DICT,
        negations=frozenset(vader.NEGATE),
        idioms=vader.SPECIAL_CASES,
        special=frozenset(special),
        descriptions=descriptions,
        scalar=vader.N_SCALAR,
        shout=vader.C_INCR,
    )


def _strip(token: str) -> str:
    """Return a token without the marks around it, unless so little is left that it is an emoticon."""
    stripped = token.strip(string.punctuation)
    return token if len(stripped) <= 2 else stripped


def _describe_emoji(text: str, descriptions: dict[str, str]) -> str:
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


def _find_spans(text: str, places: Container[int]) -> list[tuple[int, int]]:
    """Return start and end of the tokens of a text at these places, without the marks that VADER strips."""
    spans = []
    for place, match in enumerate(re.finditer(r"\S+", text)):
        if place in places:
            stripped = _strip(match.group())
            start = match.start() + match.group().index(stripped)
            spans.append((start, start + len(stripped)))
    return spans


def _map_to_emoji(spans: list[tuple[int, int]], text: str, descriptions: dict[str, str]) -> list[tuple[int, int]]:
    """Return spans of a text with emoji put in words as spans of the text; those of a description span its emoji."""
    origin: list[int] = []  # of each character of the described text
    divided = True
    for i, char in enumerate(text):
        words = descriptions.get(char)
        origin += [i] * (1 if words is None else len(words) + (not divided))
        divided = char == " " if words is None else False
    return [(origin[start], origin[end - 1] + 1) for start, end in spans]


def _shift_to_but(places: list[int], weights: list[float], but: int) -> list[float]:
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


def _emphasise(text: str) -> tuple[float, float]:
    """Return what exclamation marks and question marks add to the size of a sum."""
    asked = text.count("?")
    return min(text.count("!"), 4) * 0.292, 0 if asked < 2 else asked * 0.18 if asked <= 3 else 0.96


def _compound(total: float) -> float:
    """Return a sum of weights on the scale from -1 to 1."""
    return round(min(1.0, max(-1.0, total / math.sqrt(total * total + 15))), 4)
