"""VADER's rules, exactly and fast: the compound score of vaderSentiment 3.3.2 to the last digit, in linear time.

What makes it fast: each distinct token is looked up once and becomes a number; a text whose numbers
hold no word of the lexicon scores 0 at once; and where no word modifies another (negation, degree words,
capitals, "but"), the score is a plain sum. What makes it linear: nothing looks at more than six tokens.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Container

from .vader_rules import (
    ROLES,
    Sentence,
    Word,
    compound,
    describe_emoji,
    emphasise,
    load_rules,
    shift_to_but,
    strip_marks,
)

_CACHE = 1 << 20  # so many distinct tokens are kept; then the cache starts anew
_SHOUTED = -(1 << 30)  # codes from here down stand for words in capitals


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
        self.rules, self._capitals = load_rules(), capitals
        #: Whether the scores are vaderSentiment's own.
        self.is_plain = weigh is None and capitals
        self._weigh_token = weigh or (lambda _, weight: weight)
        self._words: dict[int, Word | None] = {0: None}
        self._weights: dict[int, float] = {}
        self._code, self._weight = TokenCache(self._read).__getitem__, self._weights.__getitem__
        self._known: dict[Word, int] = {}

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
        emphasis = sum(emphasise(text))
        return compound(total + emphasis if total > 0 else total - emphasis)

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
            spans = _map_to_emoji(spans, text, self.rules.descriptions)
        found = [(*span, weight) for span, weight in zip(spans, kept.values(), strict=True)]
        total = float(sum(weights))
        for mark, size in zip("!?", emphasise(described), strict=True):
            if total and size:
                first = max(text.find(mark), 0)  # the marks may all be those of an emoji's description
                found.append((first, max(text.rfind(mark), first) + 1, math.copysign(size, total)))
        return found

    def read_tokens(self, tokens: list[str]) -> tuple[list[int], dict[int, Word | None]]:
        """Return the code of each token (None: it holds an emoji), and what the codes stand for."""
        descriptions = self.rules.descriptions
        codes = [self._code(token) if token.isascii() or descriptions.keys().isdisjoint(token) else None for token in tokens]
        return codes, self._words

    def _put_emoji_in_words(self, text: str) -> str:
        if text.isascii() or self.rules.descriptions.keys().isdisjoint(text):
            return text
        return describe_emoji(text, self.rules.descriptions)

    def _read(self, token: str) -> int:
        """Return the code of a token: 0 does nothing, above 0 has a weight alone, below 0 the rules name it."""
        rules, lower = self.rules, strip_marks(token).lower()
        weight = self._weigh_token(lower, rules.lexicon.get(lower))
        if weight is None and lower not in rules.acting and "n't" not in lower:
            return 0
        degree = rules.degrees.get(lower, 0.0)
        negates = lower in rules.negations or "n't" in lower
        special = lower in rules.special
        named = lower in rules.negations or special or lower in ROLES
        acts = bool(degree or negates or named)
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
        sentence = Sentence(tokens, codes, self._words, mixed)
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
                weight = self.rules.modify(sentence, i, word)
            places.append(i)
            weights.append(weight)
        return places, weights if but < 0 else shift_to_but(places, weights, but)


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


def _find_spans(text: str, places: Container[int]) -> list[tuple[int, int]]:
    """Return start and end of the tokens of a text at these places, without the marks that VADER strips."""
    spans = []
    for place, match in enumerate(re.finditer(r"\S+", text)):
        if place in places:
            stripped = strip_marks(match.group())
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


