"""What each line of a page shows by itself: its words, its first and last signs, its cues.

`measure_lines` counts it once for a page; `Lines.take` gives some of the lines as if there were no
others. No measure knows the name or the phrases of a site.
"""

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from itertools import count, repeat
from typing import Self

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from .cue_words import CUES, FUNCTION, OPENINGS
from .line_bytes import count_signs, find_marks, find_pairs, split_words
from .line_signs import find_other_prose, measure_signs

WORD = re.compile(r"\w+(?:['’]\w+)?")
MEASURED = 500  # characters of a line that are measured: beyond, a paragraph is no more of one
LONGEST = 60  # words beyond which a line is no more of a paragraph
# words from which on a cue counts the less the longer the line is, words of a sentence whose cues
# count as `_ONCE` together, and cues that always count
_CUED, _SENTENCE, _ONCE, _OF_PROSE = 25, 20, 0.7, ("person", "speech")

_GROUPS = tuple(CUES)
_HINTS = frozenset("our you become".split())  # one of which every plea of a site has
#: What most lines lack and a rule needs, so that it passes over them.
_MARKS = ("pair", "gap", "owner", "clause", "plea", *OPENINGS)

#: What a line shows by itself, in the order of the rows of `Lines.alone`.
ALONE = (
    "length", "function", "stop", "question", "colon", "ellipsis", "bullet", "lower",
    "prompt", "reader", "legal", "related", "credit", "person", "speech", "repeated",
)  # fmt: skip
# a bit for function words and one for each group of cues and of openings
_CODES = {word: 1 for word in FUNCTION}
for _bit, _group in enumerate([*CUES.values(), _HINTS, *OPENINGS.values()], start=1):
    _CODES.update({word: _CODES.get(word, 0) | 1 << _bit for word in _group})


_HINTED = 1 << len(CUES) + 1
_CUE_BITS = _HINTED - 2

_STAMP_WORDS = 12  # words of a line that says when something was posted, at most
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}"
# for RE2
_STAMP = (
    rf"(?i)(?:\b(?:last )?(?:updated|posted|published|modified)\b.{{0,40}}\d|"
    rf"\b{_MONTH}\.? ?\d{{1,2}}(?:st|nd|rd|th)?,? ?\d{{4}}\b|"
    rf"\b\d{{1,2}}(?:st|nd|rd|th)?[ -]{_MONTH}\.?,?[ -]\d{{4}}\b|\b\d{{4}}-\d\d-\d\d\b|"
    r"\b\d{1,2}/\d{1,2}/\d{4}\b|^\d{1,2}\. ?\d{1,2}\. ?(?:19|20)\d\d\b.{0,12}$"
    r"|^(?:19|20)\d\d\. ?\d{1,2}\. ?\d{1,2}\b.{0,12}$)"
)
_RECENT = r"(?i)\b\d{1,2} ?(?:s|m|h|d|sec|min|hr|hour|day|week|month|year)[a-z]* ago\b"


@dataclass(frozen=True)
class Lines:
    """The filled lines of pages, measured: arrays have one entry a line, `pair_*` one a content
    word of a line.
    """

    texts: list[str]
    openings: list[str]  # first words, in lower case, "" where there is none
    starts: np.ndarray  # where each page starts among the lines; the number of lines last
    n_words: np.ndarray
    digits: np.ndarray  # whether there are any
    stamped: np.ndarray  # whether it is short and says when something was posted
    ended: np.ndarray  # whether it ends as a sentence does
    other: np.ndarray  # whether it is prose in another script, see `line_signs`
    alone: np.ndarray  # one row per measure, as `ALONE`; "repeated" is still 0
    cues: np.ndarray  # number of different words, one row per group, as `CUES`
    marks: np.ndarray  # whether it has what a rule needs, one row per mark, as `_MARKS`
    same: np.ndarray  # equal where lines of a page are
    pair_line: np.ndarray
    pair_word: np.ndarray

    @cached_property
    def repeats(self) -> np.ndarray:
        """How often each line stands on its page."""
        first = self.same.min(initial=0)
        return np.bincount(self.same - first)[self.same - first]

    @cached_property
    def n_content(self) -> np.ndarray:
        """How many different words of each line are no function words."""
        return np.bincount(self.pair_line, minlength=len(self.texts))

    def count_cues(self, *groups: str) -> np.ndarray:
        """Count for each line the different words of some groups of cues."""
        return sum(self.cues[_GROUPS.index(group)] for group in groups)

    def shows(self, measure: str) -> np.ndarray:
        """Tell which lines show something by themselves."""
        return self.alone[ALONE.index(measure)] > 0

    def marked(self, mark: str) -> np.ndarray:
        """Tell which lines have a mark."""
        return self.marks[_MARKS.index(mark)]

    def count_shared(self, i: int) -> np.ndarray:
        """Count for each line the content words that it shares with line `i`."""
        own = np.zeros(int(self.pair_word.max(initial=0)) + 1, bool)
        own[self.pair_word[self.pair_line == i]] = True
        return np.bincount(self.pair_line[own[self.pair_word]], minlength=len(self.texts))

    def pages(self) -> list[Self | None]:
        """Return the lines of each page by themselves, None for a page that has none."""
        pairs = np.searchsorted(self.pair_line, self.starts).tolist()
        starts = self.starts.tolist()
        return [
            self._slice(*ends) if ends[1] > ends[0] else None
            for ends in zip(starts, starts[1:], pairs, pairs[1:], strict=False)
        ]

    def _slice(self, start: int, end: int, first: int, last: int) -> Self:
        of = slice(start, end)
        pairs = self.pair_line[first:last] - start, self.pair_word[first:last]
        return self._cut(of, self.texts[of], self.openings[of], np.array([0, end - start]), *pairs)

    def take(self, places: np.ndarray) -> Self:
        """Return some of the lines, in order, as if there were no others."""
        number = np.full(len(self.texts), -1)
        number[places] = np.arange(len(places))
        line = number[self.pair_line]
        kept = line >= 0
        texts, openings = (
            [column[i] for i in places.tolist()] for column in (self.texts, self.openings)
        )
        starts = np.searchsorted(places, self.starts)
        return self._cut(places, texts, openings, starts, line[kept], self.pair_word[kept])

    def _cut(self, of, texts: list[str], openings: list[str], starts: np.ndarray, *pairs) -> Self:
        """Return these lines, of which the others of their fields are given."""
        rows = [self.n_words, self.digits, self.stamped, self.ended, self.other, self.alone]
        rows += [self.cues, self.marks, self.same]
        return type(self)(texts, openings, starts, *(row[..., of] for row in rows), *pairs)


def list_places(which: np.ndarray) -> list[int]:
    """Return the places of the lines that are told, in order."""
    return np.flatnonzero(which).tolist()


def measure_lines(pages: list[list[str]]) -> Lines:
    """Measure what each line of some pages shows by itself: what `score_lines` weighs, and what a
    line can be asked. The lines are those that are not blank, without spaces at their ends; of one
    no more than `MEASURED` characters and its end are looked at.
    """
    texts = [text for page in pages for text in page]
    heads = [text[:MEASURED] for text in texts]
    starts = np.cumsum([0, *map(len, pages)])
    n = len(texts)
    raw = np.frombuffer("\n".join([*heads, ""]).encode("utf-8", "replace"), np.uint8)
    line, form, forms = split_words(raw, n)
    n_words = np.bincount(line, minlength=n)
    codes = np.fromiter(map(_CODES.get, forms, repeat(0)), np.int64, len(forms))
    pair_line, pair_word = find_pairs(line, form, len(forms))
    pair_code = codes[pair_word]
    cues = _count_cues(pair_line, pair_code, n)
    content = pair_code & 1 == 0
    lower, digits = count_signs(raw, n)
    some = np.maximum(n_words, 1)
    alone = np.zeros((len(ALONE), n))
    row = dict(zip(ALONE, alone, strict=True))
    row["length"][:] = np.log1p(np.minimum(n_words, LONGEST))
    row["function"][:] = np.bincount(line[codes[form] & 1 > 0], minlength=n) / some
    row["lower"][:] = lower / some
    signs, ended, clause = measure_signs(texts), np.zeros(n, bool), np.zeros(n, bool)
    clause[signs.pop("clause")] = True
    ended[signs.pop("end")] = True
    for measure, places in signs.items():
        row[measure][places] = 1
    # a long paragraph may name what furniture asks for
    weak = np.minimum(1, _CUED / some)
    most = np.where((n_words >= _SENTENCE) & (row["stop"] > 0), _ONCE, 3)
    for measure, cue in zip(CUES, cues, strict=True):
        if measure in _OF_PROSE:
            row[measure][:] = np.minimum(cue, 3)
        elif measure in ALONE:
            cap = 3 if measure == "reader" else most
            row[measure][:] = np.minimum(np.minimum(cue, 3) * weak, cap)
    first = np.append(form, 0)[np.searchsorted(line, np.arange(n))]
    openings = [
        forms[i] if some else "" for i, some in zip(first.tolist(), n_words.tolist(), strict=True)
    ]
    opening = np.where(n_words > 0, np.append(codes, 0)[first], 0) >> len(CUES) + 2
    hinted = np.bincount(pair_line[pair_code & _HINTED > 0], minlength=n) > 0
    opens = [(opening >> bit) & 1 > 0 for bit in range(len(OPENINGS))]
    ends = [
        head if head == text else f"{head} {text[MEASURED:][-16:]}"
        for head, text in zip(heads, texts, strict=True)
    ]
    return Lines(
        texts,
        openings,
        starts,
        n_words,
        digits > 0,
        find_stamps(texts, (digits > 0) & (n_words <= _STAMP_WORDS)),
        ended,
        find_other_prose(ends),
        alone,
        cues,
        np.array([*find_marks(raw), clause, hinted, *opens]),
        _number_lines(heads, starts.tolist()),
        pair_line[content],
        pair_word[content],
    )


def _number_lines(heads: list[str], starts: list[int]) -> np.ndarray:
    """Number the different lines, those of each page apart from those of others."""
    numbers, new = [], count().__next__
    for start, end in zip(starts, starts[1:], strict=False):
        same = defaultdict(new)
        numbers += map(same.__getitem__, heads[start:end])
    return np.array(numbers, np.int64)


def _count_cues(line: np.ndarray, codes: np.ndarray, n: int) -> np.ndarray:
    """Return how many different words of each group of cues each line has, one row per group."""
    cued = (codes & _CUE_BITS) > 0
    line, codes = line[cued], codes[cued]
    return np.array(
        [np.bincount(line[(codes >> bit) & 1 > 0], minlength=n) for bit in range(1, len(CUES) + 1)]
    )


def find_stamps(texts: list[str], brief: np.ndarray) -> np.ndarray:
    """Return which lines say when something was posted, as a date or as so many hours ago; only
    those that are `brief`, and have a digit, are looked at.

    Examples
    --------
    >>> find_stamps(["May 4, 2023", "2 hours ago", "4 ships"], np.ones(3, bool)).tolist()
    [True, True, False]
    """
    places = np.flatnonzero(brief)
    chosen = pa.array([texts[i].encode("utf-8", "replace") for i in places.tolist()], pa.binary())
    seen = pc.match_substring_regex(chosen.cast(pa.string()), f"{_STAMP}|{_RECENT}")
    stamped = np.zeros(len(texts), bool)
    stamped[places] = seen.to_numpy(zero_copy_only=False)
    return stamped
