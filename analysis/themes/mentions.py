"""Sentences to mentions: which sentence carries which theme, by which term, where.

Whole columns are gated by RE2 through Arrow; only the rows that hit are read word by word, and only
where a word begins like a term of the lexicon is the term's exact pattern tried. So the time hardly
grows with the lexicon. Hashtags of several words are taken apart for a second reading.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from itertools import pairwise

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from ..core.apart import Apart
from ..core.cache import cached
from ..core.progress import track
from ..core.schema import conform, empty
from ..text.marks import MARKS
from .company import Surroundings
from .lexicon import Themes
from .patterns import ANY_BEGINNING, Entry, spell

# For RE2: a hashtag of which the spelling shows that it is more than one word.
SEVERAL = r"#[A-Za-z0-9_]*(?:[a-z][A-Z0-9]|[A-Z][A-Z][a-z]|[0-9][A-Z][a-z]|[A-Za-z0-9]_[A-Za-z0-9])"
_HASHTAG = re.compile(r"(?<![\w&])#[A-Za-z0-9_]+")  # within a word or an entity it is none
_SEAM = re.compile(r"(?<=[a-z])(?=[A-Z0-9])|(?<=[A-Z])(?=[A-Z][a-z])|(?<=[0-9])(?=[A-Z][a-z])")
_WORD, _MARK = re.compile(r"\w+"), "\x01"
_IN_WORD = re.compile(rf"[\w{MARKS}]")
# So many terms at a time RE2 holds in the memory that Arrow gives it; with more its automaton
# thrashes.
_GATE_TERMS = 700

# What may stand at a word: its place in the words looked at, an entry, and the length of its hit
# where the word alone decides (else -1).
Candidate = tuple[int, Entry, int]
# Where a term fits in a text.
Fit = tuple[int, int, Entry]


class Opened:
    """A text whose hashtags are taken apart.

    Attributes
    ----------
    text
        The text with a space between the words of each hashtag.
    """

    def __init__(self, text: str) -> None:
        self._tags = [tag.span() for tag in _HASHTAG.finditer(text)]
        cuts = [
            seam.start() for start, end in self._tags for seam in _SEAM.finditer(text, start, end)
        ]
        # The place of each space among the characters of the opened text.
        self._seams = [cut + i for i, cut in enumerate(cuts)]
        spaced = _HASHTAG.sub(lambda tag: tag.group().replace("_", " "), text)
        pieces = [spaced[a:b] for a, b in pairwise([0, *cuts, len(text)])]
        self.text = " ".join(pieces)

    def find(self, start: int, end: int) -> tuple[int, int] | None:
        """Return where a hit in the opened text is in the closed one; None outside hashtags."""
        first = start - bisect_left(self._seams, start)
        last = end - bisect_left(self._seams, end)
        at = bisect_left(self._tags, (first + 1, 0)) - 1
        inside = at >= 0 and last <= self._tags[at][1]
        return (first, last) if inside else None


@cached()
def find_mentions(sentences: pd.DataFrame, themes: Themes) -> pd.DataFrame:
    """Find every hit of every theme's terms.

    Of the terms that fit at a place the longest wins; hits of one theme never overlap; a hit that
    lies within an exclusion is none. Themes do not see each other.

    Parameters
    ----------
    sentences
        `doc_id`, `sentence_no`, `start` and `text` are read.
    themes
        A lexicon.

    Returns
    -------
    DataFrame
        Table `mentions`, one row per hit: `term` as it appears in the text, `pattern` as in the
        lexicon, offsets into the document's text. `theme` is categorical over all themes of the
        lexicon, found or not.

    Examples
    --------
    >>> from analysis import read_themes
    >>> rows = pd.DataFrame({"doc_id": ["a"], "sentence_no": [0], "start": [10], "text": ["The #IndoPacific."]})
    >>> find_mentions(rows, read_themes())[["theme", "start", "end", "term"]].values.tolist()
    [['indo_pacific', 15, 26, 'IndoPacific']]
    """
    kind = pd.CategoricalDtype(themes.names)
    orders = {name: order for order, name in enumerate(themes.names)}
    column = _as_array(sentences["text"])
    openings, apart = _Openings(themes.entries), Apart("which themes are mentioned")
    gated = pc.indices_nonzero(_pass_gate(column, themes.entries)).to_numpy()
    tagged = pc.indices_nonzero(pc.match_substring_regex(column, SEVERAL)).to_numpy()
    gated = np.union1d(gated, tagged)
    opened = [Opened(text) for text in column.take(pa.array(tagged)).to_pylist()]
    texts = column.take(pa.array(gated))
    both = pa.concat_arrays([texts, pa.array([each.text for each in opened], texts.type)])
    marked = _mark(both, themes.entries).to_pylist()
    texts = texts.to_pylist()
    in_tags = dict(
        zip(tagged.tolist(), zip(opened, marked[len(texts) :], strict=True), strict=True)
    )
    # Flat lists, since Python's collector of garbage would go through a tuple for each hit, again
    # and again.
    places, terms, patterns = [], [], []
    doc_ids = sentences["doc_id"].iloc[gated].tolist()
    looked_at = zip(gated.tolist(), doc_ids, texts, marked[: len(texts)], strict=True)
    for row, doc_id, text, words in track(
        looked_at, "finding themes", total=len(texts), unit=" sentences"
    ):
        chosen = []
        with apart.of(doc_id):
            fits = openings.fit(text, words)
            if row in in_tags:
                tags, words_in_tags = in_tags[row]
                fits += _find_in_hashtags(tags, words_in_tags, openings)
            chosen = _choose(fits)
        for start, end, entry in chosen:
            places += (row, orders[entry.theme], start, end)
            terms.append(text[start:end])
            patterns.append(entry.term)
    apart.warn()
    if not terms:
        return empty("mentions").astype({"theme": kind})
    rows, order, starts, ends = np.array(places).reshape(-1, 4).T
    at = sentences[["doc_id", "sentence_no", "start"]].iloc[rows].reset_index(drop=True)
    out = at.assign(
        theme=pd.Categorical.from_codes(order, dtype=kind),
        start=at["start"] + starts,
        end=at["start"] + ends,
        term=pd.array(terms, "str"),
        pattern=pd.array(patterns, "str"),
    )
    # Hits of one theme are in order already.
    return conform(out.iloc[np.lexsort((order, rows))], "mentions").astype({"theme": kind})


def _as_array(texts: pd.Series) -> pa.Array:
    """Return texts as one Arrow array; a column read from a file may come in chunks."""
    column = pa.array(texts.astype("str"), pa.large_string())
    return column.combine_chunks() if isinstance(column, pa.ChunkedArray) else column


def _pass_gate(column: pa.Array, entries: tuple[Entry, ...]) -> pa.Array:
    """Return for each text whether a term may begin in it."""
    openings = _order([entry for entry in entries if not entry.excluded])
    passed = pa.array([False] * len(column), pa.bool_())
    for i in range(0, len(openings), _GATE_TERMS):
        pattern = "(?i)" + "|".join(openings[i : i + _GATE_TERMS])
        passed = pc.or_(passed, pc.match_substring_regex(column, pattern))
    return passed


def _mark(texts: pa.Array, entries: tuple[Entry, ...]) -> pa.Array:
    """Return texts with a mark before and after each opening of a term."""
    pattern, marked = f"(?i)(?:{'|'.join(_order(entries))})", f"{_MARK}\\0{_MARK}"
    return pc.replace_substring_regex(pc.replace_substring(texts, _MARK, " "), pattern, marked)


def _order(entries: Iterable[Entry]) -> list[str]:
    """Return the openings so that RE2 joins beginnings, and prefers the longer of two that fit."""
    openings = {(entry.letters, entry.opening) for entry in entries}
    parts = [opening.partition(ANY_BEGINNING) for _, opening in sorted(openings, reverse=True)]
    ends = "|".join(fold + end for fold, any_beginning, end in parts if any_beginning)
    plain = [opening for opening, any_beginning, _ in parts if not any_beginning]
    return list(dict.fromkeys([*plain, *([f"{ANY_BEGINNING}(?:{ends})"] if ends else [])]))


class _Openings:
    """Says which entries may begin at a word; remembers each word it has seen."""

    def __init__(self, entries: tuple[Entry, ...]) -> None:
        self._words: dict[str, list[Entry]] = {}
        self._prefixes: dict[str, list[tuple[str, Entry]]] = {}
        for entry in entries:
            for head in entry.heads:
                prefix = head.rstrip("*")
                if head.startswith("*"):
                    self._prefixes.setdefault("", []).append(("", entry))
                elif prefix == head:
                    self._words.setdefault(head, []).append(entry)
                else:
                    self._prefixes.setdefault(prefix[:2], []).append((prefix, entry))
        self._seen: dict[str, list[Candidate]] = {}

    def fit(self, text: str, marked: str) -> list[Fit]:
        """Return start, end and entry of all that fits at the marked words of a text, in order."""
        fits: list[Fit] = []
        around = None
        before, *pieces = marked.replace(_MARK * 2, "").split(_MARK)  # openings side by side as one
        start = len(before)
        for words, after in zip(pieces[::2], pieces[1::2], strict=True):
            end = start + len(words)
            # RE2 knows the edges of ASCII words only: a letter that is not ASCII may stand before,
            # within one word.
            within = _IN_WORD.match(before[-1:]) is not None
            if (after[:1].isalnum() or after[:1] == "_") and not (within and words.isalnum()):
                words += _WORD.match(text, end).group()
            candidates = self._seen.get(words)
            if candidates is None:
                candidates = self._seen[words] = list(self._look_up(words))
            for shift, entry, length in candidates:
                at = start + shift
                if length < 0:
                    match = entry.pattern.match(text, at)
                    length = match.end() - at if match else 0
                elif _IN_WORD.match(text, at + length):
                    length = 0  # a mark on its last letter makes it another word
                if not length or (within and at == start):
                    continue
                if entry.company is not None:
                    around = around or Surroundings(text)
                    if not around.hold(at, at + length, entry.company):
                        continue
                fits.append((at, at + length, entry))
            start = end + len(after)
            before = after
        return fits

    def _look_up(self, words: str) -> Iterator[Candidate]:
        """Yield what may stand at each word: one term's opening may cover another's."""
        letters, at = spell(words), 0  # all letters, and where those of a word begin among them
        for found in _WORD.finditer(words):
            word, shift = found.group(), found.start()
            low, begin, at = word.casefold(), at, at + len(spell(word))
            # What follows is not known where the opening of another term ends before it: as one in
            # the words' midst may.
            ends = at == len(letters) and (shift or not words.isascii())
            prefixes = [
                pair
                for key in dict.fromkeys((low[:2], low[:1], ""))
                for pair in self._prefixes.get(key, ())
            ]
            entries = self._words.get(low, []) + [
                entry for prefix, entry in prefixes if low.startswith(prefix)
            ]
            for entry in dict.fromkeys(entries):
                if not entry.plain:
                    if ends or letters.startswith(entry.letters, begin):
                        yield shift, entry, -1
                elif entry.pattern.fullmatch(word):
                    yield shift, entry, len(word)


def _choose(fits: list[Fit]) -> list[Fit]:
    """Return the hits of each theme: leftmost, then longest, unless an exclusion covers it."""
    if len(fits) < 2:
        return [] if fits and fits[0][2].excluded else fits
    last: dict[str, int] = {}
    blocked: dict[str, int] = {}  # where the exclusions of a theme end that began before, or here
    hits = []
    for start, end, entry in sorted(fits, key=lambda fit: (fit[0], -fit[1], not fit[2].excluded)):
        theme = entry.theme
        if entry.excluded:
            blocked[theme] = max(blocked.get(theme, 0), end)
        elif start >= last.get(theme, 0) and end > blocked.get(theme, 0):
            hits.append((start, end, entry))
            last[theme] = end
    return hits


def _find_in_hashtags(opened: Opened, marked: str, openings: _Openings) -> list[Fit]:
    """Return what fits in the hashtags of a text that are several words."""
    places = [
        (opened.find(start, end), entry) for start, end, entry in openings.fit(opened.text, marked)
    ]
    return [(*place, entry) for place, entry in places if place]
