"""VADER on whole columns: each distinct token is looked up once, and the rules run on arrays.

The rules that most sentences need (degree words, negation, "no", "but", marks) are here. A text
that needs another one (idioms, emoji, capitals, "never so") is left to `Scorer`, and so is one whose sum
is too near to 0 or to the edge of a rounding to be sure of its last digit.
"""

from __future__ import annotations

import re
from functools import cached_property

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from .vader import EMOJI, LINKS, Scorer, Word, shift_to_but

_SURROGATE = re.compile("[\ud800-\udfff]")
_DISTANCE = (1.0, 0.95, 0.9)  # what is left of a degree word one, two and three tokens on


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

    @cached_property
    def emphasis(self) -> np.ndarray:
        """What the exclamation and question marks of each text add to the size of its sum."""
        counts = (pc.count_substring(self.texts, mark) for mark in "!?")
        told, asked = (count.to_numpy(zero_copy_only=False) for count in counts)
        asked = np.where(asked < 2, 0.0, np.where(asked <= 3, asked * 0.18, 0.96))
        return np.minimum(told, 4) * 0.292 + asked


def to_column(texts: pd.Series) -> pa.Array:
    """Return texts as Arrow strings, lone surrogates as U+FFFD (no rule names either)."""
    try:
        column = pa.array(texts, pa.large_string())
    except UnicodeEncodeError:
        texts = [_SURROGATE.sub("\ufffd", text) for text in texts]
        column = pa.array(texts, pa.large_string())
    return column.combine_chunks() if isinstance(column, pa.ChunkedArray) else column


def score_tokens(tokens: Tokens, scorer: Scorer) -> np.ndarray:
    """Return the compound score of each text, the same as `scorer.score` gives."""
    kinds = np.array(scorer.read_tokens(tokens.distinct), np.int32)[tokens.numbers]
    words = [*scorer.words, Word()]  # the last, at -1, of tokens with emoji
    scored = np.array([w.weight is not None and not w.degree for w in words])
    places = np.flatnonzero(scored[kinds])
    rows, starts = tokens.owner[places], tokens.starts
    weights, odd = _modify(scorer, kinds, places, starts[rows], starts[rows + 1])
    buts = np.flatnonzero(np.array([w.name == "but" for w in words])[kinds])
    but_rows, once = np.unique(tokens.owner[buts], return_index=True)
    ends = (np.searchsorted(rows, but_rows, side) for side in ("left", "right"))
    for but, a, b in zip(buts[once].tolist(), *ends, strict=True):
        weights[a:b] = shift_to_but(places[a:b].tolist(), weights[a:b].tolist(), but)
    total = np.bincount(rows, weights, minlength=len(starts) - 1)
    left = (total != 0) & (np.abs(total) < 1e-9)  # whose sign or last digit is not sure
    total += np.sign(total) * tokens.emphasis
    scores = total / np.sqrt(total * total + 15)
    shifted = np.abs(scores) * 1e4
    left |= np.abs(shifted - np.floor(shifted) - 0.5) < 1e-6
    left[rows[odd]] = True
    left[tokens.owner[kinds == EMOJI]] = True
    scores = np.round(scores, 4)
    scores[left] = [scorer.score(text) for text in tokens.texts.filter(pa.array(left)).to_pylist()]
    return scores


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
    before = [
        np.where(places - back >= first, kinds[np.maximum(places - back, 0)], 0)
        for back in (1, 2, 3)
    ]
    after = np.where(places + 1 < last, kinds[np.minimum(places + 1, len(kinds) - 1)], 0)
    weight = np.where(no[here] & has[after], 0.0, weights[here])
    denied = no[before[0]] | no[before[1]]
    weight = np.where(denied, weights[here] * scalar, weight)
    for back, kind in enumerate(before):
        acts = ~has[kind] & (places - back > first)
        degree = np.where(weight < 0, -degrees[kind], degrees[kind]) * _DISTANCE[back]
        weight = np.where(acts, weight + degree, weight)
        linked = link[before[0]] if back == 2 else False
        factor = np.where(linked, 1.25, np.where(negates[kind], scalar, 1.0))
        weight = np.where(acts, weight * factor, weight)
    odd = no[before[2]] & ~denied
    for kind in (here, *before):
        odd |= rare[kind]
    return weight, odd
