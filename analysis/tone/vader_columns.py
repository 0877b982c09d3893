"""VADER's rules on a whole column: the tokens of all texts are looked up once, and the rules run on arrays.

The rules that most sentences need (degree words, negation, "no", "but", marks) are here, word for word those of
`vader_rules`; a text that needs another one (idioms, emoji, capitals, "never so") is left to `Scorer`, and so is one whose
sum is too near to 0 or to the edge of a rounding to be sure of its last digit. So every score is the scorer's.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from . import vader_fast
from .vader import Scorer
from .vader_rules import DISTANCE, LINKS, Word, shift_to_but

_MANY = 20_000  # from so many texts on, the compiled scorer is worth its start
_SURROGATE = re.compile("[\ud800-\udfff]")
EMOJI = -1  # the kind of tokens that hold one
#: Words of rules that few sentences need.
_RARE = frozenset({"never", "without", "doubt", "least"})


@dataclass(frozen=True)
class Tokens:
    """The tokens of a column of texts: which distinct token stands where, and where each text starts."""

    texts: pa.Array
    distinct: list[str]
    numbers: np.ndarray
    starts: np.ndarray

    @cached_property
    def owner(self) -> np.ndarray:
        """The text of each token."""
        return np.repeat(np.arange(len(self.starts) - 1, dtype=np.int32), np.diff(self.starts))

    @cached_property
    def emphasis(self) -> np.ndarray:
        """What the exclamation and question marks of each text add to the size of its sum."""
        told, asked = (pc.count_substring(self.texts, mark).to_numpy(zero_copy_only=False) for mark in "!?")
        return np.minimum(told, 4) * 0.292 + np.where(asked < 2, 0.0, np.where(asked <= 3, asked * 0.18, 0.96))


@dataclass(frozen=True)
class _Tables:
    """What the rules know of each distinct token, as arrays."""

    weight: np.ndarray
    has: np.ndarray
    degree: np.ndarray
    negates: np.ndarray
    no: np.ndarray
    but: np.ndarray
    link: np.ndarray
    rare: np.ndarray
    scalar: float


def to_column(texts: pd.Series) -> pa.Array:
    """Return texts as Arrow strings, halves of surrogate pairs as U+FFFD (neither is a mark or letter to any rule)."""
    try:
        column = pa.array(texts, pa.large_string())
    except UnicodeEncodeError:
        column = pa.array([_SURROGATE.sub("\ufffd", text) for text in texts], pa.large_string())
    return column.combine_chunks() if isinstance(column, pa.ChunkedArray) else column


def split_texts(texts: pa.Array) -> Tokens:
    """Return the tokens of texts (Arrow strings), divided where `str.split` divides them."""
    lists = pc.utf8_split_whitespace(pc.utf8_trim_whitespace(texts))
    encoded = lists.flatten().dictionary_encode()
    starts = np.concatenate([[0], np.cumsum(pc.list_value_length(lists).to_numpy(zero_copy_only=False))])
    return Tokens(texts, encoded.dictionary.to_pylist(), encoded.indices.to_numpy(zero_copy_only=False), starts)


def score_texts(texts: pa.Array, scorer: Scorer, tokens: Tokens | None = None) -> np.ndarray:
    """Return the compound score of each text: compiled, if that can be had and is worth its start, else by arrays."""
    if not (vader_fast.COMPILED and scorer.is_plain and len(texts) >= _MANY):
        return score_tokens(split_texts(texts) if tokens is None else tokens, scorer)
    scores = vader_fast.score_texts(texts)
    left = np.flatnonzero(np.isnan(scores))
    scores[left] = [scorer.score(text) for text in texts.take(pa.array(left)).to_pylist()]
    return scores


def score_tokens(tokens: Tokens, scorer: Scorer) -> np.ndarray:
    """Return the compound score of each text, the same as `scorer.score` gives."""
    tables, kinds = _describe(tokens, scorer)
    n_texts = len(tokens.starts) - 1
    places = np.flatnonzero((tables.has & (tables.degree == 0))[kinds])
    owner = tokens.owner
    rows = owner[places]
    weights, odd = _modify(tables, kinds, places, tokens.starts[rows], tokens.starts[rows + 1])
    buts = np.flatnonzero(tables.but[kinds])
    _shift(places, rows, weights, buts, owner[buts])
    total = np.bincount(rows, weights, minlength=n_texts)
    left = np.zeros(n_texts, bool)
    left[rows[odd]] = True
    left[owner[kinds == EMOJI]] = True
    scores = _finish(total, tokens.emphasis, left)
    texts = tokens.texts.filter(pa.array(left)).to_pylist()
    scores[left] = [scorer.score(text) for text in texts]
    return scores


def _describe(tokens: Tokens, scorer: Scorer) -> tuple[_Tables, np.ndarray]:
    """Return what each kind of token is to the rules, and the kind of each token in its place."""
    codes, words = scorer.read_tokens(tokens.distinct)
    kinds = {code: kind for kind, code in enumerate(words)} | {None: EMOJI}
    known = [word or Word("") for word in words.values()]

    def table(read, dtype):
        return np.array([read(word) for word in known], dtype)

    tables = _Tables(
        weight=table(lambda w: w.weight or 0.0, float),
        has=table(lambda w: w.weight is not None, bool),
        degree=table(lambda w: w.degree, float),
        negates=table(lambda w: w.negates, bool),
        no=table(lambda w: w.lower == "no", bool),
        but=table(lambda w: w.lower == "but", bool),
        link=table(lambda w: w.lower in LINKS, bool),
        rare=table(lambda w: w.special or w.lower in _RARE or w.upper and (w.weight is not None or w.degree != 0), bool),
        scalar=scorer.rules.scalar,
    )
    numbers = np.fromiter(map(kinds.__getitem__, codes), np.int32, len(codes))
    return tables, numbers[tokens.numbers]


def _modify(
    tables: _Tables, kinds: np.ndarray, places: np.ndarray, first: np.ndarray, last: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Return the weights of the words of the lexicon in their places, and which need a rule that is not here.

    `first` and `last` are the edges of the text that each place stands in.
    """
    before = [np.where(places - back >= first, kinds[np.maximum(places - back, 0)], 0) for back in (1, 2, 3)]
    after = np.where(places + 1 < last, kinds[np.minimum(places + 1, len(kinds) - 1)], 0)
    plain, scalar = tables.weight[kinds[places]], tables.scalar
    weight = np.where(tables.no[kinds[places]] & tables.has[after], 0.0, plain)
    denied = tables.no[before[0]] | tables.no[before[1]]
    weight = np.where(denied, plain * scalar, weight)
    for back, kind in enumerate(before):
        acts = ~tables.has[kind] & (places - back > first)
        degree = np.where(weight < 0, -tables.degree[kind], tables.degree[kind]) * DISTANCE[back]
        weight = np.where(acts, weight + degree, weight)
        linked = tables.link[before[0]] if back == 2 else False
        factor = np.where(linked, 1.25, np.where(tables.negates[kind], scalar, 1.0))
        weight = np.where(acts, weight * factor, weight)
    odd = tables.no[before[2]] & ~denied
    for kind in (kinds[places], *before):
        odd |= tables.rare[kind]
    return weight, odd


def _shift(places: np.ndarray, rows: np.ndarray, weights: np.ndarray, buts: np.ndarray, but_rows: np.ndarray) -> None:
    """Weigh down what stands before the first "but" of a text and up what stands behind, in place."""
    but_rows, once = np.unique(but_rows, return_index=True)
    edges = zip(buts[once].tolist(), np.searchsorted(rows, but_rows), np.searchsorted(rows, but_rows, "right"), strict=True)
    for but, a, b in edges:
        if a < b:
            weights[a:b] = shift_to_but(places[a:b].tolist(), weights[a:b].tolist(), but)


def _finish(total: np.ndarray, emphasis: np.ndarray, left: np.ndarray) -> np.ndarray:
    """Return the compound scores of sums of weights; mark in `left` the texts whose last digit is not sure."""
    left |= (total != 0) & (np.abs(total) < 1e-9)
    total = total + np.sign(total) * emphasis
    scores = total / np.sqrt(total * total + 15)
    shifted = np.abs(scores) * 1e4
    left |= np.abs(shifted - np.floor(shifted) - 0.5) < 1e-6
    return np.round(scores, 4)
