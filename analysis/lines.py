"""What each line of a page shows by itself: its words, its first and last signs, its cues.

`measure_lines` counts it once for a page; `Lines.take` gives some of the lines as if there were no others. No measure
knows the name or the phrases of a site.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from itertools import count, islice, repeat

import numpy as np

WORD = re.compile(r"\w+(?:['’]\w+)?")
SENTENCE_END = re.compile(r"(?<!\.\.)[.!?][\"'”’»)\]]*$")
#: Words that carry grammar, not content: running prose is full of them, menus and labels are not.
FUNCTION = frozenset(
    "a about after again all also an and are as at be because been before being both but by can could did do does "
    "during each for from had has have he her him his how i if in into is it its may more most no not of on one or "
    "other our out over she should so some such than that the their them then there these they this those through to "
    "under until up was we were what when where which while who will with would you your "
    "d ll m re s t ve".split()  # the last are what follows an apostrophe
)
#: Generic words of page furniture (and, last, of reported speech), in the groups that the weights know.
CUES = {
    name: frozenset(words.split())
    for name, words in {
        "prompt": "subscribe subscribed subscriber subscribers subscribing subscription subscriptions newsletter "
        "newsletters signup login logged register registered registering inbox notification notifications alerts "
        "click tap download app donate donation advert adverts advertise advertisement advertising ads unsubscribe "
        "follow join sign email account membership bookmark bookmarks whatsapp telegram youtube instagram facebook "
        "twitter",
        "reader": "you your yours please us reader readers",
        "legal": "copyright reserved rights terms privacy policy cookies cookie consent conditions redistributed "
        "republished unauthorized disclaimer trademark llc opt commission affiliate",
        "related": "related recommended trending popular latest watch read more next also story stories topics tags "
        "comments comment reply discussion discuss share",
        "credit": "photo photos photograph image images picture pictures pictured getty shutterstock credit file "
        "video courtesy afp handout screengrab",
        "person": "reporter journalist editor correspondent writer columnist freelance author contributed covers",
        "speech": "said says told added according announced",
        "asks": "comment comments reply share support notification",
    }.items()
}
BULLET = re.compile(r"\s*(?:[•*·▪►»>|–—-]|\d{1,2}[.)])\s")
MEASURED = 500  # characters of a line that are measured: beyond, a paragraph is no more of one
# Words are split as UTF-8 bytes, in half the time of a regular expression on text: ASCII signs that are no part of a word
# become spaces, as do the signs of Latin-1 and of general punctuation (dashes, quotes, dots), which have these bytes.
_PUNCTUATION = re.compile(rb"\xe2\x80.|\xc2.", re.DOTALL)
_END_OF_LINE = b"\x01"
_SPACED = bytes(
    byte if byte >= 128 or chr(byte).isalnum() or byte in b"_\x01" else ord(" ") for byte in range(256)
)
_CLOSING = "\"'”’»)]"  # what may follow the end of a sentence
_MARKS = frozenset(".!?…" + _CLOSING)
LONGEST = 60  # words beyond which a line is no more of a paragraph

# Kinds of UTF-8 bytes: a lead byte from C3 to DF is taken for a letter in lower case, as most letters are.
_LOWER, _FIGURE, _GAP, _NEW_LINE = 1, 2, 3, 4
_SIGNS = bytearray(256)
for _byte in range(256):
    _sign = chr(_byte)
    if _sign.isdecimal():
        _SIGNS[_byte] = _FIGURE
    elif "a" <= _sign <= "z" or 0xC3 <= _byte < 0xE0:
        _SIGNS[_byte] = _LOWER
    elif _byte < 128 and not _sign.isalpha() and _sign not in "_'":
        _SIGNS[_byte] = _NEW_LINE if _sign == "\n" else _GAP
_GROUPS = tuple(CUES)

#: What a line shows by itself, in the order of the rows of `Lines.alone`.
ALONE = (
    "length", "function", "stop", "question", "colon", "ellipsis", "bullet", "lower",
    "prompt", "reader", "legal", "related", "credit", "person", "speech", "repeated",
)  # fmt: skip
_CODES = {word.encode(): 1 for word in FUNCTION}  # a bit for function words and one for each group of cues
for _bit, _group in enumerate(CUES.values(), start=1):
    _CODES.update({word: _CODES.get(word, 0) | 1 << _bit for word in map(str.encode, _group)})


@dataclass(frozen=True)
class Lines:
    """The filled lines of a page, measured: arrays have one entry a line, `pair_*` one a content word of a line."""

    texts: list[str]
    openings: list[str]  # first words, in lower case, "" where there is none
    n_words: np.ndarray
    digits: np.ndarray  # whether there are any
    alone: np.ndarray  # one row a measure, as `ALONE`; "repeated" is still 0
    cues: np.ndarray  # number of different words, one row a group, as `CUES`
    same: np.ndarray  # equal where lines are
    pair_line: np.ndarray
    pair_word: np.ndarray

    @cached_property
    def repeats(self) -> np.ndarray:
        """How often each line stands on the page."""
        return np.bincount(self.same)[self.same]

    @cached_property
    def n_content(self) -> np.ndarray:
        """How many different words of each line are no function words."""
        return np.bincount(self.pair_line, minlength=len(self.texts))

    def count_cues(self, *groups: str) -> np.ndarray:
        """Count for each line the different words of some groups of cues."""
        return sum(self.cues[_GROUPS.index(group)] for group in groups)

    def count_shared(self, i: int) -> np.ndarray:
        """Count for each line the content words that it shares with line `i`."""
        own = np.zeros(int(self.pair_word.max(initial=0)) + 1, bool)
        own[self.pair_word[self.pair_line == i]] = True
        return np.bincount(self.pair_line[own[self.pair_word]], minlength=len(self.texts))

    def take(self, places: np.ndarray) -> Lines:
        """Return some of the lines, as if there were no others."""
        number = np.full(len(self.texts), -1)
        number[places] = np.arange(len(places))
        line = number[self.pair_line]
        kept = line >= 0
        texts, openings = ([column[i] for i in places.tolist()] for column in (self.texts, self.openings))
        rows = self.n_words[places], self.digits[places], self.alone[:, places], self.cues[:, places], self.same[places]
        return Lines(texts, openings, *rows, line[kept], self.pair_word[kept])


def measure_lines(texts: list[str]) -> Lines:
    """Measure what each line of a page shows by itself.

    Parameters
    ----------
    texts
        The lines that are not blank, in order, without spaces at their ends. Of a line no more than `MEASURED`
        characters and its end are looked at.

    Returns
    -------
    Lines
        What `score_lines` weighs, and what a line can be asked.
    """
    n = len(texts)
    heads = [text[:MEASURED] for text in texts]
    page = "\n".join(heads)
    tokens = _split_words(page)
    forms = defaultdict(count().__next__)  # numbers each new word
    end_of_line = forms[_END_OF_LINE]
    form = np.fromiter(map(forms.__getitem__, tokens), np.int64, len(tokens))
    breaks = np.flatnonzero(form == end_of_line)
    starts, ends = np.append(0, breaks + 1)[:n], np.append(breaks, len(tokens))[:n]
    n_words = ends - starts
    codes = np.fromiter(map(_CODES.get, forms, repeat(0)), np.int64, len(forms))
    pair_line, pair_word = _find_pairs(np.repeat(np.arange(n), n_words), form[form != end_of_line], len(forms))
    pair_code = codes[pair_word]
    cues = _count_cues(pair_line, pair_code, n)
    content = pair_code & 1 == 0
    lower, digits = _count_signs(page, n)
    some = np.maximum(n_words, 1)
    functions = np.append(0, np.cumsum(codes[form] & 1))
    alone = np.zeros((len(ALONE), n))
    alone[ALONE.index("length")] = np.log1p(np.minimum(n_words, LONGEST))
    alone[ALONE.index("function")] = (functions[ends] - functions[starts]) / some
    alone[ALONE.index("lower")] = lower / some
    for measure, places in _measure_ends(texts).items():
        alone[ALONE.index(measure), places] = 1
    for measure, cue in zip(CUES, cues, strict=True):
        if measure in ALONE:
            alone[ALONE.index(measure)] = np.minimum(cue, 3)
    first = np.append(form, 0)[starts].tolist()
    spelt = [b"", *islice(forms, 1, None)]
    same = defaultdict(count().__next__)
    return Lines(
        texts, [spelt[i].decode() for i in first], n_words, digits > 0,
        alone, cues,
        np.fromiter(map(same.__getitem__, heads), np.int64, n), pair_line[content], pair_word[content],
    )  # fmt: skip


def _split_words(page: str) -> list[bytes]:
    """Return the words of a page in lower case as UTF-8, with a mark between its lines."""
    data = page.lower().replace("\x01", " ").replace("\n", " \x01 ").encode("utf-8", "replace")
    return _PUNCTUATION.sub(b" ", data).translate(_SPACED).split()


def _count_signs(page: str, n: int) -> tuple[np.ndarray, np.ndarray]:
    """Count for each of `n` lines the words that begin in lower case, and the digits."""
    signs = np.frombuffer(("\n" + page).encode("utf-8", "replace").translate(_SIGNS), np.uint8)
    starts = np.append(np.flatnonzero(signs == _NEW_LINE)[:n], len(signs))
    lower = np.flatnonzero((signs[1:] == _LOWER) & (signs[:-1] >= _GAP))
    figures = np.flatnonzero(signs == _FIGURE)
    return np.diff(np.searchsorted(lower, starts)), np.diff(np.searchsorted(figures, starts))


def _find_pairs(line: np.ndarray, form: np.ndarray, n_forms: int) -> tuple[np.ndarray, np.ndarray]:
    """Return the different words of each line, as line numbers and word numbers."""
    keys = np.sort(line * n_forms + form)
    keys = keys[np.append(True, keys[1:] != keys[:-1])] if len(keys) else keys
    line = keys // n_forms
    return line, keys - line * n_forms


def _count_cues(line: np.ndarray, codes: np.ndarray, n: int) -> np.ndarray:
    """Return how many different words of each group of cues each line has, one row a group."""
    cued = codes > 1
    line, codes = line[cued], codes[cued]
    return np.array([np.bincount(line[(codes >> bit) & 1 > 0], minlength=n) for bit in range(1, len(CUES) + 1)])


def _measure_ends(texts: list[str]) -> dict[str, list[int]]:
    """Return which lines show what by their first and last signs."""
    shown: dict[str, list[int]] = {name: [] for name in ("stop", "question", "colon", "ellipsis", "bullet")}
    for i, text in enumerate(texts):
        last = text[-1:]
        if last in _MARKS:
            end = text[-16:].rstrip(_CLOSING)
            if end.endswith(("...", "…")):
                shown["ellipsis"].append(i)
            elif end.endswith((".", "!", "?")):
                shown["stop"].append(i)
                if "?" in text[-3:]:
                    shown["question"].append(i)
        elif last == ":":
            shown["colon"].append(i)
        if not text[:1].isalpha() and BULLET.match(text[:16]):
            shown["bullet"].append(i)
    return shown
