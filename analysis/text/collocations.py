"""Phrases that a corpus uses as one word, and the variants of a form: the terms that are counted.

"Prime minister" is one term where the two words stand together more than by chance, in a few
documents; "minister" counts only where it stands alone. Forms that differ in number ("sanction",
"sanctions"), an accent or a hyphen ("Indo-Pacific", "Indo Pacific") are one term, as it is written most often.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from .phrases import Words, read_words, widen
from .spans import Spans, look_up, settle
from .vocabulary import may_bound, stop_words

if TYPE_CHECKING:
    from scipy.sparse import csr_array

LONGEST = 3  # words of a phrase
_NPMI = 0.35  # the least of a phrase
_SURE = 1.0  # of what a hyphen joins somewhere, or is never apart
# Words in -s that are no plural of the word without it.
_NO_PLURALS = frozenset({"arms", "customs", "goods", "means", "news", "paris", "wales"})


@dataclass(frozen=True)
class Places:
    """Each place of a term, as they are read: `code` (which of the `terms`, by alphabet) and `text`
    (in which).
    """

    code: np.ndarray
    text: np.ndarray
    terms: np.ndarray

    def count(self, owners: np.ndarray, n_owners: int) -> csr_array:
        """Return how often each owner's texts hold each term; `owners` has the owner of each text, or
        -1.
        """
        from scipy.sparse import csr_array

        owner = owners[self.text]
        held = owner >= 0
        cells = (np.ones(held.sum()), (owner[held], self.code[held]))
        matrix = csr_array(cells, shape=(n_owners, len(self.terms)))
        matrix.sum_duplicates()
        return matrix


@dataclass(frozen=True)
class Terms:
    """The terms of a corpus: `variants` of forms, `phrases` with their NPMI, and their `spelling`."""

    variants: Mapping[str, str] = field(default_factory=dict)
    phrases: Mapping[str, float] = field(default_factory=dict)
    spelling: Mapping[str, str] = field(default_factory=dict)

    def find(self, texts: Sequence[str]) -> Places:
        """Return each place of a term in sentences of this corpus or of any other; no two overlap,
        and none depends on the other texts.
        """
        words, _ = _resolve(read_words(texts), self.variants)
        return self._name(words, settle(words, self.phrases))

    def _name(self, words: Words, spans: Spans) -> Places:
        """Return the places of the terms that were settled, as they are written."""
        used, code = np.unique(spans.code, return_inverse=True)
        names = np.array([self.spelling.get(n := spans.names[c], n) for c in used], dtype=object)
        terms, which = np.unique(names.astype(str), return_inverse=True)
        order = np.argsort(spans.start)  # as they are read: phrases stand among the words
        return Places(which[code][order], words.text[spans.start[order]], terms.astype(object))


def read_terms(
    texts: Sequence[str], owners: np.ndarray, *, max_words: int = LONGEST, min_count: int = 3
) -> tuple[Terms, Places]:
    """Return the words that are one term in some texts, and each place of one.

    Parameters
    ----------
    texts
        Sentences.
    owners
        The number of the document of each.
    max_words
        The longest phrase, in words; 1 for none.
    min_count
        The fewest places of a phrase, two where its words never stand apart; they must be in two
        documents (three of over twenty, unless one of its words is nowhere else), or in the only
        one.

    Notes
    -----
    A phrase begins and ends with a content word and holds none but links within. Its words stand
    together by normalised pointwise mutual information of at least .35 (Bouma 2009; of three words
    as in Van de Cruys 2011, and each end with the rest), or by a hyphen somewhere else in the corpus.

    Examples
    --------
    >>> texts = ["The Indo-Pacific is open", "An Indo Pacific of rules", "Indo-Pacific sanctions", "A sanction"]
    >>> read_terms(texts, np.arange(4))[1].terms.tolist()
    ['indo-pacific', 'open', 'rules', 'sanction']
    """
    raw = read_words(texts)
    variants = _join_numbers(raw)
    variants |= _join_accents(raw, variants)
    joined = _list_spaced(_resolve(raw, variants)[0]) if max_words > 1 else {}
    words, surface = _resolve(raw, variants | joined)
    owner = np.asarray(owners, dtype="int64")[words.text]
    n_owners = len(np.unique(owner))
    phrases = _find_phrases(
        words, owner, max_words, min_count, 3 if n_owners > 20 else min(2, n_owners)
    )
    phrases |= dict.fromkeys(joined.values(), _SURE)
    spans = settle(words, phrases)
    terms = Terms(variants | joined, phrases, _spell_most(raw, surface, spans))
    return terms, terms._name(words, spans)


def _join_numbers(words: Words) -> dict[str, str]:
    """Return the more frequent form of a singular and its plural, by the other."""
    n = np.bincount(words.code, minlength=len(words.forms))
    number, stops = {form: i for i, form in enumerate(words.forms)}, stop_words()
    variants = {}
    for form, i in number.items():
        if len(form) < 4 or form[-1] != "s" or form[-2] in "sui'" or form in _NO_PLURALS:
            continue
        endings = ((3, "y"), (2, ""), (1, "")) if form.endswith("ies") else ((1, ""), (2, ""))
        for cut, ending in endings if form.endswith("es") else ((1, ""),):
            single = form[:-cut] + ending
            if len(single) > 2 and single in number and may_bound(single, stops):
                j = number[single]
                least, most = (single, form) if n[i] > n[j] else (form, single)
                variants.setdefault(least, most)
                break
    return variants


def _join_accents(words: Words, joined: Mapping[str, str]) -> dict[str, str]:
    """Return the more frequent form with or without accents ("Côte", "Cote"), by the other."""
    n = np.bincount(words.code, minlength=len(words.forms))
    number, variants = {form: i for i, form in enumerate(words.forms)}, {}
    for form, i in number.items():
        if form.isascii() or len(form) < 3 or form in joined:
            continue
        marked = unicodedata.normalize("NFD", form)
        plain = "".join(mark for mark in marked if not unicodedata.combining(mark))
        if plain != form and plain in number and plain not in joined:
            least, most = (plain, form) if n[i] > n[number[plain]] else (form, plain)
            variants.setdefault(least, most)
    return variants


def _list_spaced(words: Words) -> dict[str, str]:
    """Return the forms of two words with a hyphen that are written with a space somewhere too."""
    number = {form: i for i, form in enumerate(words.forms)}
    pairs = words.code[:-1] * len(number) + words.code[1:]
    spaced = set(pairs[~words.opens[1:]].tolist())
    stops, found = stop_words(), {}
    for form in words.forms:
        parts = form.split("-")
        if len(parts) != 2 or not all(part in number and may_bound(part, stops) for part in parts):
            continue
        if number[parts[0]] * len(number) + number[parts[1]] in spaced:
            found[form] = " ".join(parts)
    return found


def _resolve(words: Words, variants: Mapping[str, str]) -> tuple[Words, np.ndarray]:
    """Return words with the form that stands for each, and the old form's code (-1: its rest)."""
    number: dict[str, int] = {}
    new = []
    for form in words.forms:
        parts = variants.get(form, form).split(" ")
        new.append([number.setdefault(variants.get(p, p), len(number)) for p in parts])
    size = np.array([len(parts) for parts in new], dtype="int64")
    first = np.cumsum(size) - size
    flat = np.array([code for parts in new for code in parts], dtype="int64")
    repeat = size[words.code] if len(words.code) else np.zeros(0, dtype="int64")
    at = np.repeat(np.arange(len(words.code)), repeat)
    place = np.arange(len(at)) - (np.cumsum(repeat) - repeat)[at]
    code = flat[first[words.code[at]] + place] if len(at) else np.zeros(0, dtype="int64")
    surface = np.where(place == 0, words.code[at], -1)
    opens = words.opens[at] & (place == 0)
    joins = words.joins[at] & (place == repeat[at] - 1)
    return Words(code, words.text[at], opens, list(number), joins), surface


def _find_phrases(
    words: Words, owner: np.ndarray, max_words: int, min_count: int, min_owners: int
) -> dict[str, float]:
    """Return the phrases whose words stand together more than by chance, with their NPMI."""
    n = np.bincount(words.code, minlength=len(words.forms)).astype(float)
    rare, total, found = -np.log(np.maximum(n, 1) / max(n.sum(), 1)), max(n.sum(), 2), {}
    names: dict[str, float] = {}  # that small words hold together, however rare
    for step, (start, last, key) in enumerate(widen(words, stop_words(), max_words)):
        several = last > start
        start, last, key = start[several], last[several], key[several]
        if not len(start):
            continue
        code, _ = pd.factorize(key)
        count = np.bincount(code)
        first = np.zeros(len(count), dtype="int64")
        first[code[::-1]] = start[::-1]
        size = np.zeros(len(count), dtype="int64")
        size[code] = last - start + 1
        if not step:
            names |= dict.fromkeys(_write(words, first, size), _SURE)
            continue
        seen = pd.factorize(code * (owner.max() + 1) + owner[start])[1]
        spread = np.bincount(np.asarray(seen) // (owner.max() + 1), minlength=len(count))
        together = -np.log(count / total)
        of_each = [
            (i < size, words.code[first + np.minimum(i, size - 1)]) for i in range(size.max())
        ]
        alone = sum(np.where(held, rare[of], 0.0) for held, of in of_each)
        npmi = (alone - together) / together / (size - 1)
        often = np.where(npmi > _SURE - 1e-9, count >= min(2, min_count), count >= min_count)
        # "tren de aragua": one of its words never stands elsewhere, so that fewer texts are enough
        own = np.min([n[of] for _, of in of_each], axis=0) <= count
        own &= count >= min_count
        good = (npmi >= _NPMI) & often & (spread >= np.where(own, min(2, min_owners), min_owners))
        for j, name in zip(
            np.flatnonzero(good).tolist(), _write(words, first[good], size[good]), strict=True
        ):
            found[name] = round(float(npmi[j]), 6)
    return _drop_cut(words, _drop_loose(words, found, total)) | names


def _write(words: Words, start: np.ndarray, size: np.ndarray) -> list[str]:
    """Return the words of stretches, joined by spaces."""
    return [
        " ".join(words.forms[code] for code in words.code[at : at + n])
        for at, n in zip(start.tolist(), size.tolist(), strict=True)
    ]


def _drop_loose(words: Words, phrases: dict[str, float], total: float) -> dict[str, float]:
    """Return the phrases without those of which the first or last word stands beside the others by
    chance: "American supply chain".
    """
    parts = {name: name.split(" ") for name in phrases if name.count(" ") > 1}
    if not parts:
        return phrases
    cuts = {n: [(w[:1], w[1:]), (w[:-1], w[-1:])] for n, w in parts.items()}
    names = list({" ".join(p) for two in cuts.values() for cut in two for p in cut} | parts.keys())
    _, _, code = look_up(words, sorted(names))
    n = dict(zip(sorted(names), np.bincount(code, minlength=len(names)).tolist(), strict=True))
    kept = dict(phrases)
    for name, two in cuts.items():
        together = -np.log(n[name] / total)
        apart = (-np.log(n[" ".join(a)] * n[" ".join(b)] / total**2) for a, b in two)
        if min(apart) - together < _NPMI * together:
            del kept[name]
    return kept


def _drop_cut(words: Words, phrases: dict[str, float]) -> dict[str, float]:
    """Return the phrases without those that mostly cut another: "effects of climate" (change)."""
    names = list(phrases)
    start, length, code = look_up(words, names)
    pair = np.zeros(len(words.code) + 2, dtype=bool)  # whether a phrase of two words starts here
    pair[start[length == 2] + 1] = True
    cuts = (length > 2) & (pair[start] | pair[start + length])
    n = np.bincount(code, minlength=len(names))
    cut = np.bincount(code[cuts], minlength=len(names))
    return {name: phrases[name] for i, name in enumerate(names) if 2 * cut[i] <= n[i]}


def _spell_most(raw: Words, surface: np.ndarray, spans: Spans) -> dict[str, str]:
    """Return how phrases are written most often, where that is not by the forms that are counted."""
    several = spans.length > 1
    start, length, code = (part[several] for part in (spans.start, spans.length, spans.code))
    key = code.astype("int64")
    for i in range(length.max() if len(length) else 0):
        at = np.minimum(start + i, len(surface) - 1)
        own = np.where(i < length, surface[at], -2)
        key = pd.factorize(key * (len(raw.forms) + 2) + own + 2)[0]
    first = np.unique(key, return_index=True)[1]
    count = np.bincount(key)
    most: dict[str, tuple[int, str]] = {}
    for j, n in zip(first.tolist(), count.tolist(), strict=True):
        forms = surface[start[j] : start[j] + length[j]].tolist()
        text = " ".join(raw.forms[c] for c in forms if c >= 0)
        name = spans.names[code[j]]
        most[name] = max(most.get(name, (0, "")), (n, text))
    return {name: text for name, (_, text) in most.items() if text != name}
