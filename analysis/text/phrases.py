"""Words and phrases of many texts at once: where they stand, and which are more than parts.

What a word and a phrase is, `vocabulary` says of one text. Here the words of all texts are numbers
in one array, and phrases are windows of it, so that half a million words take a fraction of a
second.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import count
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from .vocabulary import LINKS, WORD, is_stop, is_within, may_bound, normalise, stop_words

if TYPE_CHECKING:
    from scipy.sparse import csr_array

# splits a text into what stands between words, and the words
_AROUND = re.compile(f"({WORD.pattern})")
# read at a time, since a list of words takes some twenty times the memory of their text
_CHARACTERS = 2**20
# characters of a text whose words are kept for the next call, which often asks for the same
_KEPT = 5_000_000
_APART = "\0"  # between texts: neither a word nor what may stand within a phrase


@dataclass(frozen=True)
class Words:
    """All words of some texts: `code` of each, its `text`, whether it `opens` a run; `forms`."""

    code: np.ndarray
    text: np.ndarray
    opens: np.ndarray
    forms: list[str]


@dataclass(frozen=True)
class Phrases:
    """Each place where a phrase stands.

    `start` (its first word, counted over all texts), `code` (which phrase) and `text` (in which
    text) by place, the shorter phrases first, `ends` where the places of each length end; `first`
    is a start of each phrase, `length` its words.
    """

    words: Words
    start: np.ndarray
    code: np.ndarray
    ends: list[int]
    first: np.ndarray
    length: np.ndarray

    @property
    def text(self) -> np.ndarray:
        """The number of the text of each place."""
        return self.words.text[self.start]

    def spell(self, codes: Iterable[int]) -> list[str]:
        """Return phrases as they are written."""
        words, forms = self.words.code, self.words.forms
        spans = zip(self.first[codes].tolist(), self.length[codes].tolist(), strict=True)
        return [
            " ".join([forms[word] for word in words[start : start + n].tolist()])
            for start, n in spans
        ]

    def find_recurring(self, min_count: int) -> np.ndarray:
        """Return the codes of phrases that recur, at least once outside a longer one that does.

        The longest such phrase at a place is outside there. So whatever is left out stands,
        wherever it occurs, inside a phrase that is kept.
        """
        frequent = np.bincount(self.code, minlength=len(self.first)) >= min_count
        # spans that are a longer frequent phrase, or within one
        taken = np.zeros(len(self.words.code), dtype=bool)
        free = np.zeros(len(self.first), dtype=bool)
        for begin, end in reversed(list(zip([0, *self.ends], self.ends, strict=False))):
            start, code = self.start[begin:end], self.code[begin:end]
            taken[1:] |= taken[
                :-1
            ].copy()  # a span is within one that is a word longer at either end
            start, code = start[frequent[code]], code[frequent[code]]
            free[code[~taken[start]]] = True
            taken[start] = True
        return np.flatnonzero(free)

    def count(
        self, owners: np.ndarray, n_owners: int, codes: np.ndarray | None = None
    ) -> tuple[csr_array, np.ndarray]:
        """Return how often each owner's texts hold each phrase (by alphabet), and the phrases.

        `owners` has the number of each text's owner; all phrases are counted unless `codes` are
        given.
        """
        from scipy.sparse import csr_array

        codes = np.arange(len(self.first)) if codes is None else codes
        spelt = np.array(self.spell(codes), dtype=object)
        order = np.argsort(spelt, kind="stable")
        column = np.full(len(self.first), -1)
        column[codes[order]] = np.arange(len(codes))
        held = column[self.code] >= 0
        places = (owners[self.text[held]], column[self.code[held]])
        matrix = csr_array((np.ones(held.sum()), places), shape=(n_owners, len(codes)))
        matrix.sum_duplicates()
        return matrix, spelt[order]


def find_phrases_of(texts: Sequence[str], max_words: int = 1) -> Phrases:
    """Find all phrases of up to `max_words` words in some texts; none crosses from text to text.

    Examples
    --------
    >>> phrases = find_phrases_of(["The South China Sea", "Sea lanes"])
    >>> matrix, words = phrases.count(np.array([0, 1]), 2)
    >>> words.tolist(), matrix.toarray().astype(int).tolist()
    (['china', 'lanes', 'sea', 'south'], [[1, 0, 1, 1], [0, 1, 1, 0]])
    """
    stops = stop_words()
    words = read_words(texts)
    starts, codes, firsts, n_found = [], [], [], 0
    for start, key in widen(words, stops, max_words):
        code, distinct = pd.factorize(key)
        first = np.zeros(len(distinct), dtype=np.int64)
        first[code[::-1]] = start[::-1]
        starts.append(start)
        codes.append(code + n_found)
        firsts.append(first)
        n_found += len(distinct)
    length = np.repeat(np.arange(1, max_words + 1), [len(first) for first in firsts])
    ends = np.cumsum([len(start) for start in starts]).tolist()
    return Phrases(
        words, np.concatenate(starts), np.concatenate(codes), ends, np.concatenate(firsts), length
    )


def list_words(texts: Sequence[str]) -> list[list[str]]:
    """Return of each text, in order, its words that are no stop word, number or single letter.

    Examples
    --------
    >>> list_words(["The South China Sea", "Sea lanes"])
    [['south', 'china', 'sea'], ['sea', 'lanes']]
    """
    words: list[list[str]] = [[] for _ in texts]
    found = find_phrases_of(texts)
    for text, word in zip(found.text.tolist(), found.spell(found.code), strict=True):
        words[text].append(word)
    return words


def widen(
    words: Words, stops: frozenset[str], max_words: int
) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    """Yield for each length where phrases start, and a number that equal phrases share.

    A phrase neither begins nor ends with a stop word, a number or a single letter; a stop word
    that is no link ends whatever might have gone on over it.
    """
    may = np.array([may_bound(word, stops) for word in words.forms], dtype=bool)[words.code]
    closes = np.array(
        [is_stop(word, stops) and word not in LINKS for word in words.forms], dtype=bool
    )[words.code]
    start = last = np.flatnonzero(may)
    key = words.code[start]
    for _ in range(max_words):
        yield start[may[last]], key[may[last]]
        more = np.flatnonzero(~closes[last] & (last + 1 < len(may)))
        more = more[~words.opens[last[more] + 1]]
        start, last = start[more], last[more] + 1
        # or it outgrows its 64 bits
        key = pd.factorize(key[more] * len(words.forms) + words.code[last])[0]


def read_words(texts: Sequence[str]) -> Words:
    """Return all words of some texts; those of the last two calls are kept."""
    stops = stop_words()
    return (_read_again if sum(map(len, texts)) <= _KEPT else _read_words)(tuple(texts), stops)


def _read_words(texts: Sequence[str], stops: frozenset[str]) -> Words:
    """Return the words of texts, and in which run, that no mark of punctuation interrupts, each is."""
    number: defaultdict[str, int] = defaultdict(count().__next__)
    parts = [_split(chunk, first, number) for first, chunk in _take(texts)]
    raw, text, opens = (np.concatenate(arrays) for arrays in zip(*parts, strict=True))
    shouted = np.array([t.isupper() for t in texts], dtype=bool)
    forms: defaultdict[str, int] = defaultdict(count().__next__)
    plain, loud = (
        np.array([forms[normalise(word, stops, s)] for word in number], dtype=np.int64)
        for s in (False, True)
    )
    return Words(np.where(shouted[text], loud[raw], plain[raw]), text, opens, list(forms))


@lru_cache(maxsize=2)
def _read_again(texts: tuple[str, ...], stops: frozenset[str]) -> Words:
    return _read_words(texts, stops)


def _take(texts: Sequence[str]) -> Iterator[tuple[int, list[str]]]:
    """Yield texts in parts of some length, with the number of the first."""
    edges = np.cumsum([len(text) for text in texts]) // _CHARACTERS
    cuts = [0, *(np.flatnonzero(np.diff(edges)) + 1).tolist(), len(texts)]
    for begin, end in zip(cuts, cuts[1:], strict=False):
        yield begin, list(texts[begin:end])


def _split(
    texts: list[str], first: int, number: defaultdict[str, int]
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return of each word its number, its text, and whether a mark or a text's end parts it."""
    parts = _AROUND.split(_APART.join(texts))
    gaps, words = parts[:-1:2], parts[1::2]
    within = {gap: is_within(gap) for gap in set(gaps)}
    opens = ~np.fromiter(map(within.__getitem__, gaps), dtype=bool, count=len(gaps))
    opens[:1] = True
    ends = np.cumsum(np.fromiter(map(len, parts), dtype=np.int64, count=len(parts)))[1::2]
    begins = np.cumsum([0] + [len(text) + 1 for text in texts])
    code = np.fromiter(map(number.__getitem__, words), dtype=np.int64, count=len(words))
    return code, first + np.searchsorted(begins, ends, side="left") - 1, opens
