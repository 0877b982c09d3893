"""VADER's words: what vaderSentiment's tables and rules know of each token, as a small number.

Tokens that no rule tells apart have the same number, so that there are few whatever the text.
"""

from collections.abc import Callable
from functools import cache
from heapq import heappop, heappush
from threading import RLock
from types import ModuleType
from typing import NamedTuple

import numpy as np

_CACHE = 1 << 20  # so many distinct tokens are kept; then the cache starts anew
_UNREAD = np.iinfo(np.int64).min
_LOCK = RLock()  # while tokens are numbered and read
EMOJI = -1  # the place of a token that holds one
LINKS = {"so", "this"}
_RARE = {"never", "without", "doubt", "least"}
_ACTING = {"no", "but", *LINKS, *_RARE}
_NAMED = {"or", "nor", "at", "very", *_ACTING}
Weigh = Callable[[str, float | None], float | None]


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


class Vocabulary(dict):
    """The number of each token that was seen, from 0 on."""

    def __missing__(self, token: str) -> int:
        self[token] = number = len(self)
        return number


_VOCABULARY = Vocabulary()


def number_tokens(tokens: list[str]) -> tuple[Vocabulary, np.ndarray]:
    """Return the numbers of tokens in the vocabulary that all share, and that vocabulary."""
    global _VOCABULARY
    with _LOCK:
        if len(_VOCABULARY) >= _CACHE:
            _VOCABULARY = Vocabulary()
        numbers = np.fromiter(map(_VOCABULARY.__getitem__, tokens), np.int64, len(tokens))
        return _VOCABULARY, numbers


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


class TokenColumn:
    """What `read` says, in whole numbers, of tokens by their number in a vocabulary, each read once.

    A token that cannot be read costs the texts that hold it, as others are not read with it.
    """

    def __init__(self, read: Callable[[str], int]):
        self._read, self._of, self._values = read, Vocabulary(), np.empty(0, np.int64)

    def take(self, vocabulary: Vocabulary, numbers: np.ndarray, tokens: list[str]) -> np.ndarray:
        """Return what is said of some tokens."""
        with _LOCK:
            if vocabulary is not self._of:
                self._of, self._values = vocabulary, np.empty(0, np.int64)
            grown = len(vocabulary) - len(self._values)
            self._values = (
                np.append(self._values, np.full(grown, _UNREAD)) if grown else self._values
            )
            out = self._values[numbers]
            new = np.flatnonzero(out == _UNREAD)
            out[new] = [self._read(tokens[i]) for i in new.tolist()]
            self._values[numbers[new]] = out[new]
            return out


class Reader:
    """Reads tokens as VADER's rules see them.

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
        #: Each kind of token, its weight, and the first token of that kind.
        self.words, self.weights, self.examples = [Word()], [0.0], [""]
        self._codes: dict[Word, int] = {}
        self.shouting: set[int] = set()  # codes of words in capitals
        self.strip = self.tables.library.SentiText._strip_punc_if_word
        #: The place of a token in these lists: below 0 if it acts on others, 0 if it does nothing.
        self.code = TokenCache(self._read).__getitem__
        #: The place of each token of a vocabulary, or -1 where it holds an emoji.
        self.kinds = TokenColumn(self._read_kind)

    def _read_kind(self, token: str) -> int:
        plain = token.isascii() or self.tables.emoji.keys().isdisjoint(token)
        return abs(self._read(token)) if plain else EMOJI

    def _read(self, token: str) -> int:
        """Return the code of a token: 0 does nothing, above 0 only has a weight, below 0 acts."""
        tables, lower = self.tables, self.strip(token).lower()
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
            self.weights.append(weight or 0.0)
            self.examples.append(self.strip(token))
            if shouts:
                self.shouting.add(self._codes[word])
        return self._codes[word]


def describe_emoji(text: str) -> tuple[str, list[int]]:
    """Return a text with emoji put in words, and from which character each is (none: as is).

    As in vaderSentiment, only a space before an emoji divides it from what precedes.
    """
    emoji = load_tables().emoji
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
