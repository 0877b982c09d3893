"""Sentences as counted terms: a phrase is one word, and words of genre and speaker are left out.

Every measure of words counts these terms, so that charts of them agree. A phrase is found as for
topics (`read_terms`), its parts count where they stand alone, and forms that differ in case,
number or a hyphen are one. What greets, labels a speaker or names one, or directs a stage, is told
by how it spreads (`rate_words`), and can be read (`list_genre`) and overruled.
"""

import hashlib
from collections.abc import Collection, Iterable

import numpy as np
import pandas as pd
from scipy.sparse import csr_array

from ..text.collocations import LONGEST, Places, read_terms
from ..text.vocabulary import check_texts
from ..topics.document_terms import Counts
from ..topics.genre import BRACKETS, CALLS, ENDS, LABELS, NAMES, rate_words
from ..topics.units import choose_unit, cut_units, passage_length

_RARE = 0.01  # of the units: in fewer, how a word spreads says little
_FEW = 10  # units that are enough to tell by its place in texts
_MOSTLY, _PLACES = 0.5, 3  # of a word's places, in labels or brackets: enough in so few places
_UNITS = 4_000  # that are looked at
_KEPT: dict[bytes, tuple[Places, pd.DataFrame]] = {}  # of the last two corpora


def find_terms(
    sentences: pd.DataFrame,
    by: str = "doc_id",
    *,
    max_words: int = LONGEST,
    keep_words: Collection[str] = (),
    drop_words: Collection[str] = (),
) -> Places:
    """Return each place of a term, of so many words at most, that is no word of genre.

    The column `by` says to which document a sentence belongs; with a column `speaker`, as
    `attribute_speech` gives it, names of speakers are known. Words to keep are counted, and words to
    drop left out, whatever is found.
    """
    places, genre = _find_again(sentences, by, max_words)
    kept, dropped = (
        {word.lower() for word in ([words] if isinstance(words, str) else words)}
        for words in (keep_words, drop_words)
    )
    out = {word for word in genre["word"] if word.lower() not in kept}
    matter = np.array([t not in out and t.lower() not in dropped for t in places.terms], dtype=bool)
    held = matter[places.code] if len(places.code) else np.zeros(0, dtype=bool)
    return Places(places.code[held], places.text[held], places.terms)


def check_options(**options: int | None) -> None:
    """Raise ValueError naming the option that is under 1."""
    for name, value in options.items():
        if value is not None and value < 1:
            raise ValueError(f"{name}={value}: must be 1 or more")


def list_genre(
    sentences: pd.DataFrame, *, by: str = "doc_id", max_words: int = LONGEST
) -> pd.DataFrame:
    """Return the words of genre and speaker, which measures of words leave out: `word`, `reason`,
    and `value`, how far the word is of that kind (see `rate_words`). Handed on as `keep_words`, the
    words are counted.

    Examples
    --------
    >>> texts = ["Ada Lovelace spoke of trade.", "Trade, Lovelace said."]
    >>> rows = pd.DataFrame({"doc_id": ["a", "b"], "text": texts, "speaker": "Ada Lovelace"})
    >>> list_genre(rows)[["word", "reason"]].values.tolist()
    [['ada', 'names a speaker'], ['lovelace', 'names a speaker']]
    """
    return _find_again(sentences, by, max_words)[1].copy()


def weigh_overall(counts: csr_array) -> np.ndarray:
    """Return the TF-IDF of each term over all documents (rows): much where it is frequent, and in
    few of them.
    """
    n_documents = np.bincount(counts.indices, minlength=counts.shape[1])
    own = np.log((1 + counts.shape[0]) / np.maximum(n_documents, 1))
    return (counts.sum(axis=0) * own).round(9)


def choose_whole(terms: Iterable[str], top: int) -> list[str]:
    """Return the first so many terms of which none is a part of another, as charts show them.

    Examples
    --------
    >>> choose_whole(["china sea", "sea", "trade", "south china sea"], 3)
    ['china sea', 'trade']
    """
    chosen: list[str] = []
    parts: set[str] = set()
    for term in terms:
        words = term.split(" ")
        n = len(words)
        own = {" ".join(words[i:j]) for i in range(n) for j in range(i + 1, n + 1)}
        if term not in parts and own.isdisjoint(chosen):
            chosen.append(term)
            parts |= own
        if len(chosen) >= top:
            break
    return chosen


def _find_again(sentences: pd.DataFrame, by: str, max_words: int) -> tuple[Places, pd.DataFrame]:
    """Return what `_find` does; that of the last two corpora is kept, for one is asked often."""
    check_texts(sentences, by)
    frame = pd.DataFrame({"doc_id": sentences[by].to_numpy(), "text": sentences["text"].to_numpy()})
    for name in {"paragraph_no", "speaker"} & set(sentences):
        frame[name] = sentences[name].to_numpy()
    key = hashlib.blake2b(f"{max_words} {list(frame)} {len(frame)}".encode())
    key.update(pd.util.hash_pandas_object(frame, index=False).to_numpy().tobytes())
    asked = key.digest()
    found = _KEPT.pop(asked, None) or _find(frame, max_words)
    for old in list(_KEPT)[:-1]:
        _KEPT.pop(old, None)
    _KEPT[asked] = found
    return found


def _find(sentences: pd.DataFrame, max_words: int) -> tuple[Places, pd.DataFrame]:
    """Return all places of terms, and the words of genre among them."""
    from threadpoolctl import threadpool_limits

    owner, _ = pd.factorize(sentences["doc_id"], use_na_sentinel=False)
    sentences["doc_id"] = owner
    terms, places = read_terms(sentences["text"].tolist(), owner, max_words=max_words)
    if not len(places.code):
        return places, pd.DataFrame({"word": [], "reason": [], "value": []})
    unit = choose_unit(sentences)
    length = passage_length(sentences) if unit == "passage" else None
    units = cut_units(sentences, unit, length).draw(_UNITS, 0)
    matrix = places.count(units.of_sentence, len(units.document))
    counts = Counts(matrix, places.terms, units.doc_ids[units.document], np.arange(matrix.shape[0]))
    with threadpool_limits(limits=1):  # bits depend on how sums are split
        _, genre = rate_words(sentences, units, counts, terms)
    at = pd.Index(places.terms).get_indexer(genre["word"])
    n_units = np.bincount(matrix.indices, minlength=len(places.terms))[at]
    reason, least = genre["reason"], max(2, _RARE * matrix.shape[0])
    enough = n_units >= np.where(reason == ENDS, min(_FEW, least), least)
    sure = (genre["value"] >= _MOSTLY) & (matrix.sum(axis=0)[at] >= _PLACES)
    enough |= (reason == NAMES) | (reason.isin([LABELS, BRACKETS, CALLS]) & sure)
    return places, genre[enough].reset_index(drop=True)
