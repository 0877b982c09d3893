"""VADER: the compound score of vaderSentiment 3.3.2 to the last digit, on columns, in linear time.

The rules that most sentences need (degree words, negation, "no", "but", marks) run on arrays of
tokens. Where a word needs another one (idioms, capitals, "never so"), vaderSentiment weighs it. On
whole texts it takes quadratic time, so it is given the word among the three tokens before it and
the two behind it, all that its rules depend on.
"""

import math
import re
from functools import cache, cached_property, lru_cache
from types import SimpleNamespace
from typing import NamedTuple

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from .vader_words import (
    EMOJI,
    LINKS,
    Reader,
    TokenColumn,
    Weigh,
    Word,
    describe_emoji,
    number_tokens,
    shift_to_but,
)

_ASKED = 1 << 16  # so many verdicts of the library are kept
_SURROGATE = re.compile("[\ud800-\udfff]")
_DISTANCE = (1.0, 0.95, 0.9)  # what is left of a degree word one, two and three tokens on


class Scorer(Reader):
    """Scores texts by VADER's rules; `weigh` may give tokens other weights (see `Reader`)."""

    def __init__(self, weigh: Weigh | None = None, *, capitals: bool = True):
        super().__init__(weigh, capitals=capitals)
        self._analyzer = self.tables.library.SentimentIntensityAnalyzer
        self._of = [abs(self.code("of"))]
        self._ask = lru_cache(_ASKED)(self._ask_library)

    def score(self, text: str) -> float:
        """Return the compound score of a text, from -1 (negative) over 0 (none) to 1 (positive)."""
        text, _ = describe_emoji(text)
        tokens = text.split()
        codes = list(map(self.code, tokens))
        alone = map(self.weights.__getitem__, codes)
        total = float(sum(alone if min(codes, default=0) >= 0 else self._weigh(tokens, codes)[1]))
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
        described, origin = describe_emoji(text)
        tokens, found = described.split(), []
        places, weights = self._weigh(tokens, list(map(self.code, tokens)))
        if not any(weights):
            return []
        starts = [match.start() for match in re.finditer(r"\S+", described)]
        for place, weight in zip(places, weights, strict=True):
            if weight:
                stripped = self.strip(tokens[place])
                start = starts[place] + tokens[place].index(stripped)
                end = start + len(stripped)
                span = (origin[start], origin[end - 1] + 1) if origin else (start, end)
                found.append((*span, weight))
        total = float(sum(weights))
        for mark, size in zip("!?", self._emphasise(described), strict=True):
            if total and size:
                first = max(text.find(mark), 0)  # the marks may be those of an emoji's description
                found.append((first, max(text.rfind(mark), first) + 1, math.copysign(size, total)))
        return found

    def _emphasise(self, text: str) -> tuple[float, float]:
        """Return what the marks ! and ? of a text add to the size of its sum."""
        return self._analyzer._amplify_ep(text), self._analyzer._amplify_qm(text)

    def _weigh(self, tokens: list[str], codes: list[int]) -> tuple[list[int], list[float]]:
        """Return places and weights of the tokens of the lexicon, after all rules for words."""
        shouts = not self.shouting.isdisjoint(codes)
        mixed = shouts and self.mixes_capitals(tokens)
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
                weight = self.weigh_near(mixed, i - first, list(map(abs, codes[first : i + 3])))
            places.append(i)
            weights.append(weight)
        return places, weights if but < 0 else shift_to_but(places, weights, but)

    def mixes_capitals(self, tokens: list[str]) -> bool:
        """Tell whether some tokens of a text, but not all, are in capitals."""
        return self.tables.library.allcap_differential(tokens)

    def weigh_near(self, mixed: bool, i: int, kinds: list[int]) -> float:
        """Return what word `i` weighs among others: up to three before it and two behind it.

        Words are given by their places in `words`; `mixed` says what `mixes_capitals` does.
        """
        name = self.words[kinds[i]].name
        if name == "kind" and kinds[i + 1 : i + 2] == self._of:
            return 0.0
        # what follows matters to words that rules name
        return self._ask(mixed, i, *(kinds if name else kinds[: i + 1]))

    def _ask_library(self, mixed: bool, i: int, *codes: int) -> float:
        """Return what vaderSentiment says a word weighs among others, given their codes."""
        near = [self.examples[code] for code in codes]
        analyzer = object.__new__(self._analyzer)  # which would read its files again
        weighed = [code for code in codes if self.words[code].weight is not None]
        analyzer.lexicon = {self.examples[c].lower(): self.weights[c] for c in weighed}
        text = SimpleNamespace(words_and_emoticons=near, is_cap_diff=mixed)
        return analyzer.sentiment_valence(0, text, near[i], i, [])[0]


@cache
def make_plain_scorer() -> Scorer:
    """Return the scorer of vaderSentiment's own weights, which remembers the tokens that it read."""
    return Scorer()


class Tokens:
    """The tokens of a column of texts: which distinct token is where, and where texts start."""

    def __init__(self, texts: pa.Array):
        lists = pc.utf8_split_whitespace(pc.utf8_trim_whitespace(texts))
        encoded = lists.flatten().dictionary_encode()
        lengths = pc.list_value_length(lists).to_numpy(zero_copy_only=False)
        self.texts, self.distinct = texts, encoded.dictionary.to_pylist()
        self.numbers = encoded.indices.to_numpy(zero_copy_only=False)
        self.starts = np.concatenate([[0], np.cumsum(lengths)])
        #: The text of each token.
        self.owner = np.repeat(np.arange(len(lengths), dtype=np.int32), lengths)
        self._known = number_tokens(self.distinct)

    def look_up(self, column: TokenColumn) -> np.ndarray:
        """Return what a column says of each distinct token."""
        return column.take(*self._known, self.distinct)

    def tell(self, bits: TokenColumn) -> np.ndarray:
        """Return of each text the bits that any of its tokens has."""
        told = self.look_up(bits)[self.numbers]
        out = np.zeros(len(self.starts) - 1, np.int64)
        for bit in (1 << k for k in range(int(told.max(initial=0)).bit_length())):
            out[self.owner[told & bit > 0]] |= bit
        return out

    @cached_property
    def marks(self) -> tuple[np.ndarray, np.ndarray]:
        """What the exclamation marks, and the question marks, of each text add to the size of its
        sum.
        """
        counts = (pc.count_substring(self.texts, mark) for mark in "!?")
        told, asked = (count.to_numpy(zero_copy_only=False) for count in counts)
        asked = np.where(asked < 2, 0.0, np.where(asked <= 3, asked * 0.18, 0.96))
        return np.minimum(told, 4) * 0.292, asked


def to_column(texts: pd.Series) -> pa.Array:
    """Return texts as Arrow strings, lone surrogates as U+FFFD (no rule names either)."""
    try:
        column = pa.array(texts, pa.large_string())
    except UnicodeEncodeError:
        column = pa.array([_SURROGATE.sub("\ufffd", text) for text in texts], pa.large_string())
    return column.combine_chunks() if isinstance(column, pa.ChunkedArray) else column


def score_tokens(tokens: Tokens, scorer: Scorer) -> np.ndarray:
    """Return the compound score of each text, the same as `scorer.score` gives."""
    weighed = weigh_tokens(tokens, scorer)
    total, left = weighed.total, weighed.left
    total = total + np.sign(total) * sum(tokens.marks)
    scores = total / np.sqrt(total * total + 15)
    shifted = np.abs(scores) * 1e4
    left = left | (np.abs(shifted - np.floor(shifted) - 0.5) < 1e-6)
    scores = np.round(scores, 4)
    scores[left] = [scorer.score(text) for text in tokens.texts.filter(pa.array(left)).to_pylist()]
    return scores


class Weighed(NamedTuple):
    """The words of the lexicon in a column of texts: their places among the tokens, their texts,
    their weights; of each text their sum, and whether it must be weighed by itself (`left`).
    """

    places: np.ndarray
    rows: np.ndarray
    weights: np.ndarray
    total: np.ndarray
    left: np.ndarray


def weigh_tokens(tokens: Tokens, scorer: Scorer) -> Weighed:
    """Return what each word weighs after all rules for words, where arrays can tell."""
    kinds = tokens.look_up(scorer.kinds)[tokens.numbers]
    words = [*scorer.words, Word()]  # the last, at -1, of tokens with emoji
    scored = np.array([w.weight is not None and not w.degree for w in words])
    places = np.flatnonzero(scored[kinds])
    rows, starts = tokens.owner[places], tokens.starts
    weights, odd = _modify(scorer, kinds, places, starts[rows], starts[rows + 1])
    emoji = np.unique(tokens.owner[kinds == EMOJI])
    odd = np.flatnonzero(odd & ~np.isin(rows, emoji))
    weights[odd] = _ask_around(scorer, tokens, kinds, places[odd])
    buts = np.flatnonzero(np.array([w.name == "but" for w in words])[kinds])
    but_rows, once = np.unique(tokens.owner[buts], return_index=True)
    ends = (np.searchsorted(rows, but_rows, side) for side in ("left", "right"))
    for but, a, b in zip(buts[once].tolist(), *ends, strict=True):
        weights[a:b] = shift_to_but(places[a:b].tolist(), weights[a:b].tolist(), but)
    total = np.bincount(rows, weights, minlength=len(starts) - 1)
    left = (total != 0) & (np.abs(total) < 1e-9)  # whose sign or last digit is not sure
    left[emoji] = True
    return Weighed(places, rows, weights, total, left)


def _ask_around(
    scorer: Scorer, tokens: Tokens, kinds: np.ndarray, places: np.ndarray
) -> list[float]:
    """Return what words weigh that need a rule which arrays do not have."""
    out, known, mixed = [], -1, False
    for place, row in zip(places.tolist(), tokens.owner[places].tolist(), strict=True):
        start, end = tokens.starts[row : row + 2].tolist()
        if row != known:
            known, shouts = (
                row,
                any(scorer.words[kind].shouts for kind in kinds[start:end].tolist()),
            )
            mixed = shouts and scorer.mixes_capitals(
                [tokens.distinct[n] for n in tokens.numbers[start:end].tolist()]
            )
        first = max(place - 3, start)
        out.append(
            scorer.weigh_near(mixed, place - first, kinds[first : min(place + 3, end)].tolist())
        )
    return out


def _modify(
    scorer: Scorer, kinds: np.ndarray, places: np.ndarray, first: np.ndarray, last: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Return the weights of the words of the lexicon, and which need a rule that is not here.

    `first` and `last` are the edges of the text that each place is in.
    """
    words, scalar = [*scorer.words, Word()], scorer.tables.library.N_SCALAR
    has = np.array([w.weight is not None for w in words])
    no, link = np.array([w.name == "no" for w in words]), np.array([w.name in LINKS for w in words])
    weights = np.array([w.weight or 0.0 for w in words])
    degrees = np.array([w.degree for w in words])
    negates, rare = np.array([w.negates for w in words]), np.array([w.rare for w in words])
    here = kinds[places]
    backs = [places - back for back in (1, 2, 3)]
    before = [np.where(back >= first, kinds[np.maximum(back, 0)], 0) for back in backs]
    after = np.where(places + 1 < last, kinds[np.minimum(places + 1, len(kinds) - 1)], 0)
    weight = np.where(no[here] & has[after], 0.0, weights[here])
    denied = no[before[0]] | no[before[1]]
    weight = np.where(denied, weights[here] * scalar, weight)
    for back, kind in enumerate(before):
        acts = ~has[kind] & (backs[back] >= first)
        degree = np.where(weight < 0, -degrees[kind], degrees[kind]) * _DISTANCE[back]
        weight = np.where(acts, weight + degree, weight)
        linked = link[before[0]] if back == 2 else False
        factor = np.where(linked, 1.25, np.where(negates[kind], scalar, 1.0))
        weight = np.where(acts, weight * factor, weight)
    odd = no[before[2]] & ~denied
    for kind in (here, *before):
        odd |= rare[kind]
    return weight, odd
