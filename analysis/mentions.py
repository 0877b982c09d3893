"""Sentences to mentions: which sentence carries which theme, by which term, where.

Whole columns are gated by RE2 through Arrow; only the rows that hit are read word by word, and only where a word
begins like a term of the lexicon is the term's exact pattern tried. So the time hardly grows with the lexicon.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from .lexicon import Themes
from .patterns import Entry
from .schema import conform, empty

_WORD, _MARK = re.compile(r"\w+"), "\x01"
_PLAIN = re.compile(r"[\w*]+")
# So many terms at a time RE2 holds in the memory that Arrow gives it, in ASCII and not; with more its automaton thrashes.
_GATE_TERMS = (600, 200)

# What may stand at a word: an entry, and the length of its hit where the word alone decides (else -1).
Candidate = tuple[Entry, int]


def find_mentions(sentences: pd.DataFrame, themes: Themes) -> pd.DataFrame:
    """Find every hit of every theme's terms.

    Of the terms that fit at a place the longest wins; hits of one theme never overlap; a hit that lies within an
    exclusion is none. Themes do not see each other.

    Parameters
    ----------
    sentences
        `doc_id`, `sentence_no`, `start` and `text` are read.
    themes
        A lexicon.

    Returns
    -------
    DataFrame
        Table `mentions`, one row a hit: `term` as it stands in the text, `pattern` as in the lexicon, offsets
        into the document's text. `theme` is categorical over all themes of the lexicon, found or not.

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
    gated = pc.indices_nonzero(_pass_gate(column, themes.entries))
    texts, openings = column.take(gated), _Openings(themes.entries)
    marked = _mark(texts, themes.entries)
    rows = [
        (row, orders[entry.theme], start, end, text[start:end], entry.term)
        for row, text, words in zip(gated.to_pylist(), texts.to_pylist(), marked.to_pylist(), strict=True)
        for start, end, entry in _choose(openings.fit(text, words))
    ]
    if not rows:
        return empty("mentions").astype({"theme": kind})
    rows.sort()
    out = pd.DataFrame(rows, columns=["row", "order", "start", "end", "term", "pattern"])
    at = sentences[["doc_id", "sentence_no", "start"]].iloc[out["row"]].reset_index(drop=True)
    out = out.assign(
        doc_id=at["doc_id"],
        sentence_no=at["sentence_no"],
        theme=pd.Categorical.from_codes(out["order"], dtype=kind),
        start=out["start"] + at["start"],
        end=out["end"] + at["start"],
    )
    return conform(out.drop(columns=["row", "order"]), "mentions").astype({"theme": kind})


def _as_array(texts: pd.Series) -> pa.Array:
    """Return texts as one Arrow array; a column read from a file may come in chunks."""
    column = pa.array(texts.astype("str"), pa.large_string())
    return column.combine_chunks() if isinstance(column, pa.ChunkedArray) else column


def _pass_gate(column: pa.Array, entries: tuple[Entry, ...]) -> pa.Array:
    """Return for each text whether a term may be in it."""
    plain = pc.string_is_ascii(column)
    passed = plain
    for which, rows in enumerate((plain, pc.invert(plain))):
        texts = column.filter(rows)
        found = pa.array([False] * len(texts), pa.bool_())
        # In order of the alphabet, so that RE2 joins common beginnings.
        gates = sorted({entry.gates[which] for entry in entries if not entry.excluded})
        for i in range(0, len(gates), _GATE_TERMS[which]):
            pattern = "(?i)" + "|".join(gates[i : i + _GATE_TERMS[which]])
            found = pc.or_(found, pc.match_substring_regex(texts, pattern))
        passed = pc.replace_with_mask(passed, rows, found)
    return passed


def _mark(texts: pa.Array, entries: tuple[Entry, ...]) -> pa.Array:
    """Return texts with a mark before each word that begins like a term."""
    openings = "|".join(sorted({entry.opening for entry in entries}))
    return pc.replace_substring_regex(pc.replace_substring(texts, _MARK, " "), f"(?i)(?:{openings})", f"{_MARK}\\0")


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

    def fit(self, text: str, marked: str) -> list[tuple[int, int, Entry]]:
        """Return start, end and entry of all that fits at the marked words of a text, from left to right."""
        fits = []
        before, *pieces = marked.split(_MARK)
        start = len(before)
        for piece in pieces:
            word = _WORD.match(text, start).group()
            candidates = self._seen.get(word)
            if candidates is None:
                candidates = self._seen[word] = list(self._look_up(word))
            # RE2 knows the edges of ASCII words only: a letter that is not ASCII, here or before, may stand within one.
            if candidates and not (before[-1:].isalnum() or before[-1:] == "_"):
                for entry, length in candidates:
                    if length < 0:
                        match = entry.pattern.match(text, start)
                        length = match.end() - start if match else 0
                    if length and (entry.company is None or entry.company.search(text)):
                        fits.append((start, start + length, entry))
            start += len(piece)
            before = piece
        return fits

    def _look_up(self, word: str) -> Iterator[Candidate]:
        low = word.casefold()
        prefixes = [pair for key in dict.fromkeys((low[:2], low[:1], "")) for pair in self._prefixes.get(key, ())]
        entries = self._words.get(low, []) + [entry for prefix, entry in prefixes if low.startswith(prefix)]
        for entry in dict.fromkeys(entries):
            if not _PLAIN.fullmatch(entry.term):
                yield entry, -1
            elif entry.pattern.fullmatch(word):
                yield entry, len(word)


def _choose(fits: list[tuple[int, int, Entry]]) -> list[tuple[int, int, Entry]]:
    """Return the hits among what fits: theme by theme leftmost, then longest, unless an exclusion covers it."""
    if len(fits) == 1:
        return [] if fits[0][2].excluded else fits
    blocks = [(entry.theme, start, end) for start, end, entry in fits if entry.excluded]
    last: dict[str, int] = {}
    hits = []
    for start, end, entry in sorted(fits, key=lambda fit: (fit[0], -fit[1])):
        covered = any(theme == entry.theme and a <= start and end <= b for theme, a, b in blocks)
        if start >= last.get(entry.theme, 0) and not covered:
            hits.append((start, end, entry))
            last[entry.theme] = end
    return hits
