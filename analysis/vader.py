"""VADER text by text: vaderSentiment's compound score to the last digit, in linear time.

Word lists, weights and rules are the library's. It reads the whole text again for each word, so its
time is quadratic; here it weighs a word among the three tokens before it and the two behind it, all
that its rules depend on. A word that nothing modifies has its weight in the lexicon.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from functools import cache
from heapq import heappop, heappush
from types import ModuleType, SimpleNamespace
from typing import NamedTuple

Weigh = Callable[[str, float | None], float | None]
_CACHE = 1 << 20  # so many distinct tokens are kept; then the cache starts anew
EMOJI = -1  # the code of a token that holds one, in a column
LINKS = {"so", "this"}
_RARE = {"never", "without", "doubt", "least"}  # their rules are left to the library
_ACTING = {"no", "but", *LINKS, *_RARE}
_NAMED = {"or", "nor", "at", "very", *_ACTING}


class Word(NamedTuple):
    """All that the rules know of a token; `name` is empty where no rule names it."""

    name: str = ""
    weight: float | None = None  # of the lexicon
    degree: float = 0.0
    negates: bool = False
    shouts: bool = False
    rare: bool = False  # needs rules that arrays do not have


class Tables(NamedTuple):
    """The library, its lexicon, the words that it knows otherwise, and what emoji are called."""

    library: ModuleType
    lexicon: dict[str, float]
    negations: set[str]
    known: set[str]
    named: set[str]
    idiomatic: set[str]
    emoji: dict[str, str]


@cache
def load_tables() -> Tables:
    """Return vaderSentiment and its tables; the import takes a moment, so only on use."""
    from vaderSentiment import vaderSentiment as vader

    analyzer = vader.SentimentIntensityAnalyzer()
    lexicon = analyzer.lexicon
    phrases = [text.split() for text in (*vader.SPECIAL_CASES, *vader.BOOSTER_DICT) if " " in text]
    words = {word for phrase in phrases for word in phrase}
    # Of each phrase the words that have a weight, and its longest, which is rare enough to tell.
    idiomatic = {word for word in words if word in lexicon}
    idiomatic |= {max(phrase, key=len) for phrase in phrases}
    emoji = {char: name for char, name in analyzer.emojis.items() if len(char) == 1}
    negations, named = set(vader.NEGATE), words | _NAMED
    known = {*vader.BOOSTER_DICT, *negations, *named}
    return Tables(vader, lexicon, negations, known, named, idiomatic, emoji)


class TokenCache(dict):
    """What `read` says of each token, read on first use; it forgets rather than grow unbounded."""

    def __init__(self, read: Callable[[str], object]):
        super().__init__()
        self._read = read

    def __missing__(self, token: str) -> object:
        if len(self) >= _CACHE:
            self.clear()
        value = self[token] = self._read(token)
        return value


class Scorer:
    """Scores texts by VADER's rules; `weigh` may give tokens other weights than the lexicon's.

    Parameters
    ----------
    weigh
        From a token in lower case and the lexicon's weight (None: not in it) to the weight that
        counts (-4 to 4; None: the token is no word of the lexicon). The lexicon's own by default.
    capitals
        Whether words in capitals among others weigh more, as in VADER.
    """

    def __init__(self, weigh: Weigh | None = None, *, capitals: bool = True):
        self.tables, self._capitals = load_tables(), capitals
        self._weigh_token = weigh or (lambda _, weight: weight)
        #: By the size of its code, each kind of token; codes below 0 modify what follows.
        self.words = [Word()]
        self._codes, self._weights = {}, [0.0]
        self._asked: dict[tuple[int, ...], float] = {}
        self._analyzer = self.tables.library.SentimentIntensityAnalyzer
        self._strip = self.tables.library.SentiText._strip_punc_if_word
        self._code = TokenCache(self._read).__getitem__
        self._of = [self._code("of")]

    def score(self, text: str) -> float:
        """Return the compound score of a text, from -1 (negative) over 0 (none) to 1 (positive)."""
        text, _ = self._describe_emoji(text)
        tokens = text.split()
        codes = list(map(self._code, tokens))
        if min(codes, default=0) >= 0:
            total = float(sum(map(self._weights.__getitem__, codes)))
        else:
            total = float(sum(self._weigh(tokens, codes)[1]))
        if not total:
            return 0.0
        total += math.copysign(sum(self._emphasise(text)), total)
        return round(self.tables.library.normalize(total), 4)

    def weigh_spans(self, text: str) -> list[tuple[int, int, float]]:
        """Return start, end and weight of each word that has one, and of the marks ! and ?.

        The span is the token without the marks around it, the whole emoji whose description holds
        the word, or all from the first ! (or ?) to the last. The weights sum to what `score`
        normalises.
        """
        described, origin = self._describe_emoji(text)
        tokens = list(re.finditer(r"\S+", described))
        words = [token.group() for token in tokens]
        places, weights = self._weigh(words, list(map(self._code, words)))
        found = []
        for place, weight in zip(places, weights, strict=True):
            if weight:
                stripped = self._strip(words[place])
                start = tokens[place].start() + words[place].index(stripped)
                end = start + len(stripped)
                span = (origin[start], origin[end - 1] + 1) if origin else (start, end)
                found.append((*span, weight))
        total = float(sum(weights))
        for mark, size in zip("!?", self._emphasise(described), strict=True):
            if total and size:
                first = max(text.find(mark), 0)  # the marks may be those of an emoji's description
                found.append((first, max(text.rfind(mark), first) + 1, math.copysign(size, total)))
        return found

    def read_tokens(self, tokens: list[str]) -> list[int]:
        """Return the place of each token in `words`, or -1 where it holds an emoji."""
        emoji, code = self.tables.emoji.keys(), self._code
        return [abs(code(t)) if t.isascii() or emoji.isdisjoint(t) else EMOJI for t in tokens]

    def _emphasise(self, text: str) -> tuple[float, float]:
        """Return what the marks ! and ? of a text add to the size of its sum."""
        return self._analyzer._amplify_ep(text), self._analyzer._amplify_qm(text)

    def _describe_emoji(self, text: str) -> tuple[str, list[int]]:
        """Return a text with emoji put in words, and from which character each is (none: as is).

        As in vaderSentiment, only a space before an emoji divides it from what precedes.
        """
        emoji = self.tables.emoji
        if text.isascii() or emoji.keys().isdisjoint(text):
            return text, []
        pieces, origin, divided = [], [], True
        for i, char in enumerate(text):
            words = emoji.get(char)
            piece = char if words is None else words if divided else f" {words}"
            pieces.append(piece)
            origin += [i] * len(piece)
            divided = char == " "
        return "".join(pieces), origin

    def _read(self, token: str) -> int:
        """Return the code of a token: 0 does nothing, above 0 only has a weight, below 0 acts."""
        tables, lower = self.tables, self._strip(token).lower()
        weight = self._weigh_token(lower, tables.lexicon.get(lower))
        if weight is None and lower not in tables.known and "n't" not in lower:
            return 0
        degree = tables.library.BOOSTER_DICT.get(lower, 0.0)
        negates = lower in tables.negations or "n't" in lower
        shouts = self._capitals and token.isupper() and (weight is not None or degree != 0)
        rare = shouts or lower in tables.idiomatic or lower in _RARE
        name = lower if lower in tables.named else ""
        word = Word(name, weight, degree, negates, shouts, rare)
        if word not in self._codes:  # few: words that no rule names share one per weight
            acts = degree or negates or rare or lower in _ACTING
            self._codes[word] = -len(self.words) if acts else len(self.words)
            self.words.append(word)
            self._weights.append(weight or 0.0)
        return self._codes[word]

    def _weigh(self, tokens: list[str], codes: list[int]) -> tuple[list[int], list[float]]:
        """Return places and weights of the tokens of the lexicon, after all rules for words."""
        mixed = self._capitals and self.tables.library.allcap_differential(tokens)
        places, weights, but = [], [], -1
        for i, code in enumerate(codes):
            if not code:
                continue
            word, first = self.words[abs(code)], i - 3 if i > 3 else 0
            if but < 0 and word.name == "but":
                but = i
            if word.weight is None or word.degree:
                continue
            weight = word.weight
            if min(codes[first : i + 1]) < 0:
                if word.name == "kind" and codes[i + 1 : i + 2] == self._of:
                    continue
                end = i + 3 if word.name else i + 1  # what follows matters to words that rules name
                key = (mixed, i - first, *codes[first:end])
                weight = self._asked.get(key)
                if weight is None:
                    weight = self._ask(key, tokens[first:end])
            places.append(i)
            weights.append(weight)
        return places, weights if but < 0 else shift_to_but(places, weights, but)

    def _ask(self, key: tuple[int, ...], tokens: list[str]) -> float:
        """Return the weight that vaderSentiment gives a word for the tokens near it, and keep it.

        The key (whether capitals count, the place of the word, the codes) is all that it depends on.
        """
        mixed, i, *codes = key
        near = list(map(self._strip, tokens))
        weighed = zip(near, (self.words[abs(code)].weight for code in codes), strict=True)
        analyzer = object.__new__(self._analyzer)  # which would read its files again
        analyzer.lexicon = {token.lower(): weight for token, weight in weighed if weight is not None}
        text = SimpleNamespace(words_and_emoticons=near, is_cap_diff=mixed)
        if len(self._asked) >= _CACHE:
            self._asked.clear()
        weight = self._asked[key] = analyzer.sentiment_valence(0, text, near[i], i, [])[0]
        return weight


def shift_to_but(places: list[int], weights: list[float], but: int) -> list[float]:
    """Return the weights halved before "but" and raised by half behind it.

    vaderSentiment goes by values: at each word it changes the first one of the same weight, which
    may be another word. A heap of places for each weight finds that first one.
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
