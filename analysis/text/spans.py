"""Where terms stand: phrases, the longer and closer first, and the words outside of them."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from .phrases import Words
from .vocabulary import may_bound, stop_words


@dataclass(frozen=True)
class Spans:
    """Where each term starts, its words, and which it is of the `names`, phrases first."""

    start: np.ndarray
    length: np.ndarray
    code: np.ndarray
    names: list[str]


def settle(words: Words, phrases: Mapping[str, float]) -> Spans:
    """Return the phrases, the longer and closer first, and the content words outside of them."""
    names, score = list(phrases), np.array(list(phrases.values()), dtype=float)
    start, length, code = look_up(words, names)
    order = np.lexsort((start, code, -score[code], -length))
    taken = bytearray(len(words.code))
    kept = []
    for i, at, n in zip(order.tolist(), start[order].tolist(), length[order].tolist(), strict=True):
        if not any(taken[at : at + n]):
            taken[at : at + n] = b"\1" * n
            kept.append(i)
    stops = stop_words()
    may = np.array([may_bound(form, stops) for form in words.forms], dtype=bool)
    free = np.frombuffer(bytes(taken), dtype="uint8") == 0
    alone = (
        np.flatnonzero(may[words.code] & free) if len(words.code) else np.zeros(0, dtype="int64")
    )
    chosen = np.array(sorted(kept), dtype="int64")
    return Spans(
        np.concatenate([start[chosen], alone]),
        np.concatenate([length[chosen], np.ones(len(alone), dtype="int64")]),
        np.concatenate([code[chosen], words.code[alone] + len(names)]),
        names + words.forms,
    )


def look_up(words: Words, phrases: list[str]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return every place of phrases: start, length in words, and which; words are matched one
    after the other along a tree of the phrases' beginnings.
    """
    number, n_forms = {form: i for i, form in enumerate(words.forms)}, max(len(words.forms), 1)
    steps: list[dict[int, int]] = []
    whole: dict[int, int] = {}
    n_nodes = 1
    for at_phrase, phrase in enumerate(phrases):
        codes = [number.get(word, -1) for word in phrase.split(" ")]
        at_node = 0
        for depth, code in enumerate(codes if min(codes) >= 0 else ()):
            if depth == len(steps):
                steps.append({})
            key = at_node * n_forms + code
            if key not in steps[depth]:
                steps[depth][key], n_nodes = n_nodes, n_nodes + 1
            at_node = steps[depth][key]
        if at_node:
            whole[at_node] = at_phrase
    ends = np.full(n_nodes, -1)
    ends[list(whole)] = list(whole.values())
    start = np.arange(len(words.code))
    node = np.zeros(len(start), dtype="int64")
    found: list[tuple[np.ndarray, np.ndarray, np.ndarray]] = [(np.zeros(0, dtype="int64"),) * 3]
    for depth, step in enumerate(steps):
        inside = start + depth < len(words.code)
        start, node = start[inside], node[inside]
        if depth:
            inside = ~words.opens[start + depth]
            start, node = start[inside], node[inside]
        keys = np.array(sorted(step), dtype="int64")
        own = node * n_forms + words.code[start + depth]
        at = np.searchsorted(keys, own).clip(max=len(keys) - 1)
        held = keys[at] == own
        start, node = start[held], np.array([step[k] for k in keys.tolist()])[at[held]]
        full = ends[node] >= 0
        found.append((start[full], np.full(full.sum(), depth + 1), ends[node[full]]))
    starts, lengths, which = (np.concatenate(part) for part in zip(*found, strict=True))
    return starts, lengths, which
