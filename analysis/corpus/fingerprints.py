"""Texts as runs of words, hashed: what copies have in common whatever was cut, added or moved."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from .names_in_texts import Named, find_headline, list_names, lower_others, name_others

# Words in a run. Runs of three are met by chance in texts on one subject; runs of five break at
# every tenth edit.
_RUN = 4
# Words in a row that the other text lacks: a sentence of its own, and no edit of one.
_PASSAGE = 12
# Share of the words between what two texts begin and end with from which they are versions of one;
# and of the words of such an end, how many the other has at least: it comes word for word, but for
# a name or a number.
_ALIKE, _SAME = 0.5, 0.9
# One in so many hashes is a fingerprint.
_EVERY = 4
# Texts of fewer words are copies only if the same in every word.
_FEWEST_WORDS = 20
_CHUNK = 20_000
_AT_ONCE = 500  # documents whose names are listed together
_WRITTEN = ("text", "title")
_NOT_WORD = r"[^\p{L}\p{M}\p{N}]+"
# Scripts that put no space between words: every character is a word.
_UNSPACED = r"([\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Khmer}\p{Lao}\p{Myanmar}])"


@dataclass(frozen=True)
class Runs:
    """The hashes of the runs of words of all documents, in order of the text; those of document i
    at starts[i:i+2]. `texts`, where given, are the documents as written (`text`, and `title` where
    known), whose capitals tell names.
    """

    hashes: np.ndarray
    starts: np.ndarray
    n_words: np.ndarray
    texts: pd.DataFrame | None = None

    def of(self, i: int) -> np.ndarray:
        return self.hashes[self.starts[i] : self.starts[i + 1]]

    def shares(self, pairs: np.ndarray, without: np.ndarray | None = None) -> np.ndarray:
        """Return for each pair which share of the first's words appear in runs of the second, the
        reverse, which share of the shorter one's are in passages that the longer lacks, and what
        `measure_ends` gives. Of two texts that name others (`name_others`), the shares are 0.
        `without` are, for each pair, the words at the head and foot of the first and of the second
        that are left out.
        """
        known = {i: np.sort(self.of(i)) for i in np.unique(pairs).tolist()}
        names = self._list_names(list(known)) if self.texts is not None else {}
        both: list[tuple[float, ...]] = []
        cuts = np.zeros((len(pairs), 4), np.int64) if without is None else without
        for (a, b), (c, d, e, f) in zip(pairs.tolist(), cuts.tolist(), strict=True):
            found = find_in(self.of(a), known[b]), find_in(self.of(b), known[a])
            found = found[0][c : max(len(found[0]) - d, c)], found[1][e : max(len(found[1]) - f, e)]
            if not all(map(len, found)):
                both.append((0, 0, 1, 0, 0, 0, 0))
                continue
            passages = [find_passages(words) for words in found]
            sizes = [len(words) for words in found]
            shares = [float(np.mean(words)) for words in found]
            parts = zip(sizes, passages, strict=True)
            own = min(float((b - a).sum()) / n for n, (a, b) in parts if n == min(sizes))
            ends = measure_ends(found, passages)
            if self.texts is not None and name_others((names[a], names[b]), found, (c, e)):
                shares, own = [0.0, 0.0], 1.0
            both.append((*shares, own, *ends))
        return np.array(both).reshape(-1, 7)

    def _list_names(self, places: list[int]) -> dict[int, Named]:
        """Return the names of some documents; many at a time, since a pattern is compiled each time."""
        out: dict[int, Named] = {}
        for first in range(0, len(places), _AT_ONCE):
            some = places[first : first + _AT_ONCE]
            rows = self.texts.reindex(columns=list(_WRITTEN)).iloc[some]
            pairs = [
                [value if isinstance(value, str) else "" for value in row]
                for row in zip(*(rows[column] for column in _WRITTEN), strict=True)
            ]
            lowered = [lower_others(text) for text, _ in pairs]
            headlines = [find_headline(title, text) for text, title in pairs]
            parts = _part(pa.array([*lowered, *headlines], pa.large_string())).to_pylist()
            halves = parts[: len(some)], parts[len(some) :]
            for i, words, headline in zip(some, *halves, strict=True):
                out[i] = list_names(words.split(" "), headline.split(" "))
        return out


def strip_marks(texts: pd.Series) -> pa.Array:
    """Return each text in lower case, its words parted by one space, without marks."""
    column = pa.array(texts.fillna(""), type=pa.large_string())
    # A column may come in any number of chunks, which only one array forgets.
    column = column.combine_chunks() if isinstance(column, pa.ChunkedArray) else column
    return _part(pc.utf8_lower(column))


def _part(texts: pa.Array) -> pa.Array:
    parted = pc.replace_substring_regex(texts, _UNSPACED, r" \1 ")
    return pc.utf8_trim(pc.replace_substring_regex(parted, _NOT_WORD, " "), " ")


def group_same(plain: pa.Array) -> tuple[np.ndarray, np.ndarray]:
    """Return for each text the number of its group of equal texts, and for each group the place of
    its first.
    """
    codes = plain.dictionary_encode().indices.to_numpy()
    _, first = np.unique(codes, return_index=True)
    return codes, first


def hash_runs(plain: pa.Array, texts: pd.DataFrame | None = None) -> Runs:
    """Return the hashes of all runs of words; the same words give the same hash in every corpus."""
    parts = [_hash_chunk(plain.slice(i, _CHUNK)) for i in range(0, len(plain), _CHUNK)]
    hashes = [part[0] for part in parts] or [np.empty(0, np.uint64)]
    n_words = np.concatenate([part[1] for part in parts]) if parts else np.empty(0, np.int64)
    starts = np.concatenate([[0], np.maximum(n_words - _RUN + 1, 0).cumsum()])
    return Runs(np.concatenate(hashes), starts, n_words, texts)


def _hash_chunk(plain: pa.Array) -> tuple[np.ndarray, np.ndarray]:
    words = pc.split_pattern(plain, " ")
    ends = words.offsets.to_numpy() - words.offsets[0].as_py()
    coded = words.flatten().dictionary_encode()
    codes, n_words = coded.indices.to_numpy(), np.diff(ends)
    vocabulary = pd.util.hash_array(
        coded.dictionary.to_numpy(zero_copy_only=False), categorize=False
    )
    hashed = vocabulary[codes] if len(codes) else np.empty(0, np.uint64)
    n_runs = max(len(hashed) - _RUN + 1, 0)
    runs = np.zeros(n_runs, dtype=np.uint64)
    for i in range(_RUN):
        runs *= np.uint64(0x9E3779B97F4A7C15)
        runs += hashed[i : i + n_runs]
    runs ^= runs >> np.uint64(33)
    runs *= np.uint64(0xFF51AFD7ED558CCD)
    runs ^= runs >> np.uint64(33)
    left = np.repeat(ends[1:], n_words)[:n_runs] - np.arange(n_runs)
    return runs[left >= _RUN], n_words


def choose_prints(runs: Runs) -> tuple[np.ndarray, np.ndarray]:
    """Return the fingerprints of texts that are long enough and the numbers of their texts, sorted
    by both.
    """
    chosen = np.flatnonzero(runs.hashes % np.uint64(_EVERY) == 0)
    texts = np.searchsorted(runs.starts, chosen, side="right") - 1
    long = runs.n_words[texts] >= _FEWEST_WORDS
    chosen, texts = chosen[long], texts[long]
    order = np.argsort(runs.hashes[chosen], kind="stable")
    prints, texts = runs.hashes[chosen][order], texts[order]
    new = np.ones(len(prints), dtype=bool)
    new[1:] = (prints[1:] != prints[:-1]) | (texts[1:] != texts[:-1])
    return prints[new], texts[new]


def sign_texts(texts: pd.Series) -> pd.DataFrame:
    """Return what is needed of each text to find its copies in a corpus that does not fit in
    memory.

    Returns
    -------
    DataFrame
        `same` (the same number for texts that differ in marks and capitals alone), `n_words`, and
        `prints`, the array of the text's fingerprints, none twice.
    """
    plain = strip_marks(texts)
    runs = hash_runs(plain)
    prints, place = choose_prints(runs)
    order = np.argsort(place, kind="stable")
    parts = np.split(prints[order], np.searchsorted(place[order], np.arange(1, len(texts))))
    same = pd.util.hash_array(plain.to_numpy(zero_copy_only=False).astype(object), categorize=False)
    n_words = np.where(pc.utf8_length(plain).to_numpy() > 0, runs.n_words, 0)
    return pd.DataFrame(
        {"same": same, "n_words": n_words, "prints": parts[: len(texts)]}, index=texts.index
    )


def share_words(
    documents: pd.DataFrame, pairs: np.ndarray, without: np.ndarray | None = None
) -> np.ndarray:
    """Return for pairs of places of documents what `Runs.shares` gives of their texts."""
    return hash_runs(strip_marks(documents["text"]), documents).shares(pairs, without)


def find_in(runs: np.ndarray, others: np.ndarray) -> np.ndarray:
    """Tell of each word of a text whether it is in a run that the other text has (those sorted)."""
    found = others[np.minimum(others.searchsorted(runs), len(others) - 1)] == runs
    words = np.zeros(len(runs) + _RUN - 1, dtype=bool)
    for i in range(_RUN):
        words[i : i + len(runs)] |= found
    return words


def find_passages(found: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return where the passages begin and end of which nothing was found: whole sentences of a
    text's own, where single edits leave shorter gaps.

    Examples
    --------
    >>> find_passages(np.repeat([True, False, True, False], [20, 12, 5, 3]))
    (array([20]), array([32]))
    """
    edges = np.flatnonzero(np.diff(np.concatenate([[True], found, [True]])))
    starts, ends = edges[::2], edges[1::2]
    long = ends - starts >= _PASSAGE
    return starts[long], ends[long]


def measure_ends(
    found: Sequence[np.ndarray], passages: Sequence[tuple[np.ndarray, np.ndarray]]
) -> tuple[int, ...]:
    """Return how many words two texts have in common, word for word, at the head and foot of the
    first and of the second, if they share little of what is between these; 0 for one that has no
    passage of its own between them, and for both if neither has.

    `found` tells of each which words are in runs that the other has; `passages` are what
    `find_passages` gives.

    Examples
    --------
    >>> found = [np.repeat([False, True], [n, 60]) for n in (30, 50)]
    >>> measure_ends(found, [find_passages(words) for words in found])
    (0, 60, 0, 60)
    """
    both = []
    for words, (starts, ends) in zip(found, passages, strict=True):
        if not len(starts):
            both.append([0, 0])
            continue
        if words[starts[0] : ends[-1]].mean() > _ALIKE:
            return 0, 0, 0, 0
        common = words[: starts[0]], words[ends[-1] :]
        same = [np.count_nonzero(end) >= _SAME * len(end) for end in common]
        both.append([len(end) if is_same else 0 for end, is_same in zip(common, same, strict=True)])
    if all(map(any, both)):
        both = [
            [n if m else 0 for n, m in zip(one, other, strict=True)]
            for one, other in (both, both[::-1])
        ]
    return *both[0], *both[1]
