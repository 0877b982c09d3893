"""VADER's rules compiled: what `Scorer` does, on the bytes of a whole column at once.

Needs numba to be fast (`pip install '.[fast]'`). Texts that hold characters beyond the plain ones (emoji, other scripts, odd
spaces), or more words of tone around a "but" than are worth it, are left to `Scorer`; so every score is the same.
"""

from __future__ import annotations

import sys
from functools import cache

import numpy as np
import pyarrow as pa

from .vader_kernel import COMPILED, NAMED, SLOTS, hash_bytes, score_bytes, to_slot
from .vader_rules import load_rules

__all__ = ["COMPILED", "score_texts"]


def score_texts(texts: pa.LargeStringArray) -> np.ndarray:
    """Return the compound score of each text (NaN: left to `Scorer`)."""
    _, offsets, data = texts.buffers()
    ends = np.frombuffer(offsets, np.int64)[texts.offset : texts.offset + len(texts) + 1]
    # numba reads past no end, but an empty buffer has no address.
    raw = np.frombuffer(data, np.uint8) if data is not None and data.size else np.zeros(1, np.uint8)
    with np.errstate(over="ignore"):  # hashes wrap round
        total = score_bytes(raw, ends, sys.version_info >= (3, 12), *_tables())
    compound = total / np.sqrt(total * total + 15)
    scores = np.round(compound, 4)
    # Python rounds the decimal expansion, numpy the product: they may differ where it ends in a 5.
    product = np.abs(compound) * 1e4
    for i in np.flatnonzero(np.abs(product - np.floor(product) - 0.5) < 1e-6):
        scores[i] = round(float(compound[i]), 4)
    return scores


@cache
def _tables() -> tuple:
    """Return vaderSentiment's tables as arrays: the words, by a hash of their letters, and what they do."""
    rules = load_rules()
    phrases = {**rules.idioms, **{k: v for k, v in rules.degrees.items() if " " in k}}
    parts = [word for phrase in phrases if " " in phrase for word in phrase.split()]
    names = {word: i for i, word in enumerate(dict.fromkeys([*NAMED, *parts]), 1)}
    words = dict.fromkeys([*rules.lexicon, *rules.degrees, *rules.negations, *names])
    words = [word for word in words if word.isascii() and word == word.lower() and " " not in word]
    keys = [word.encode() for word in words]
    slots = np.zeros(SLOTS, np.int32)
    for k, key in enumerate(keys, 1):
        slot = to_slot(hash_bytes(np.frombuffer(key, np.uint8), 0, len(key)))
        while slots[slot]:
            slot = (slot + 1) % SLOTS
        slots[slot] = k
    edges = np.concatenate([[0], np.cumsum([len(key) for key in keys])])
    columns = (
        np.array([0.0, *(rules.lexicon.get(word, 0.0) for word in words)]),
        np.array([False, *(word in rules.lexicon for word in words)]),
        np.array([0.0, *(rules.degrees.get(word, 0.0) for word in words)]),
        np.array([False, *(word in rules.negations or "n't" in word for word in words)]),
        np.array([0, *(names.get(word, 0) for word in words)], np.int32),
    )
    return (slots, np.frombuffer(b"".join(keys), np.uint8), edges, *columns, *_phrase_tables(rules, names), rules.scalar, rules.shout)


def _phrase_tables(rules, names: dict[str, int]) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Return the names of the words of each idiom (0: none) with its weight, and of each degree word of two."""
    out = []
    for table in (rules.idioms, rules.degrees):
        rows = [([names[word] for word in phrase.split()], value) for phrase, value in table.items() if " " in phrase]
        out += [np.array([row + [0] * (3 - len(row)) for row, _ in rows], np.int32), np.array([float(v) for _, v in rows])]
    return tuple(out)
