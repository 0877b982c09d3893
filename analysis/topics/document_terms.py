"""How often each word appears in each paragraph or document: what topics are fitted to."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy.sparse import csr_array

from ..text.collocations import Places, Terms, read_terms
from ..text.phrases import list_words
from .units import Units

_RARE = 0.01  # of the units: in fewer, a word says little of topics


@dataclass(frozen=True)
class Counts:
    """How often each term of the vocabulary appears in each unit; whose these are; their numbers."""

    matrix: csr_array
    words: np.ndarray
    doc_ids: np.ndarray
    numbers: np.ndarray


def learn_words(sentences: pd.DataFrame) -> tuple[Terms, Places]:
    """Learn the terms of sentences, and where each stands (`read_terms`)."""
    return read_terms(sentences["text"].tolist(), pd.factorize(sentences["doc_id"])[0])


def count_units(places: Places, units: Units, max_terms: int, max_share: float) -> Counts:
    """Count the terms that appear in at least two units, and in one of a hundred; units without any
    are left out.
    """
    matrix, words = places.count(units.of_sentence, len(units.document)), places.terms
    n_units = np.bincount(matrix.indices, minlength=len(words))
    n = matrix.shape[0]
    usable = np.flatnonzero((n_units >= max(2, _RARE * n)) & (n_units <= max_share * n))
    usable = np.sort(usable[np.argsort(-n_units[usable], kind="stable")[:max_terms]])
    return _keep(matrix[:, usable], words[usable], units)


def count_known(places: Places, units: Units, words: Sequence[str]) -> Counts:
    """Count given terms in units; units without any are left out."""
    matrix, found = places.count(units.of_sentence, len(units.document)), places.terms
    known = np.array(words, dtype=object)
    column = pd.Index(known).get_indexer(found)[matrix.indices]
    row = np.repeat(np.arange(matrix.shape[0]), np.diff(matrix.indptr))[column >= 0]
    cells = (matrix.data[column >= 0], (row, column[column >= 0]))
    matrix = csr_array(cells, shape=(matrix.shape[0], len(known)))
    return _keep(matrix, known, units)


def _keep(matrix: csr_array, words: np.ndarray, units: Units) -> Counts:
    held = np.flatnonzero(matrix.sum(axis=1)) if matrix.shape[1] else np.zeros(0, dtype="int64")
    return Counts(matrix[held], words, units.doc_ids[units.document[held]], held)


def weigh_seeds(counts: Counts, seeds: Mapping[str, Iterable[str]]) -> tuple[list[str], np.ndarray]:
    """Return the seeds that have a word in the text, and how much each word belongs to them.

    A word counts 1 where it is a term, its part where the term has several words; a term that ends
    with a star stands for all words that begin so.
    """
    lower = [word.lower() for word in counts.words]
    column = {word: j for j, word in enumerate(lower)}
    rows = np.zeros((len(seeds), len(lower)))
    terms = [(row, term) for row, of in zip(rows, seeds.values(), strict=True) for term in of]
    for (row, term), words in zip(terms, list_words([term for _, term in terms]), strict=True):
        for i, word in enumerate(map(str.lower, words), 1):
            at = [column[word]] if word in column else []
            if term.endswith("*") and i == len(words):
                at = [j for j, w in enumerate(lower) if w.startswith(word)]
            row[at] = np.maximum(row[at], 1 / len(words))
    held = rows.any(axis=1)
    return [name for name, here in zip(seeds, held, strict=True) if here], rows[held]


def count_distinct(matrix: csr_array) -> int:
    """Return how many rows of a sparse matrix differ."""
    matrix.sort_indices()
    bounds = zip(matrix.indptr[:-1], matrix.indptr[1:], strict=True)
    return len({(matrix.indices[a:b].tobytes(), matrix.data[a:b].tobytes()) for a, b in bounds})
