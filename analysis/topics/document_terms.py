"""How often each word stands in each paragraph or document: what topics are fitted to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from ..text.phrases import find_phrases_of, list_words
from ..text.vocabulary import check_texts, count_words

if TYPE_CHECKING:
    from scipy.sparse import csr_array

# The columns that name a unit of text; passages are numbered here.
UNITS = {"paragraph": ["doc_id", "paragraph_no"], "passage": ["doc_id"], "document": ["doc_id"]}
_PASSAGE = 500  # words


@dataclass(frozen=True)
class Counts:
    """How often each word of the vocabulary stands in each paragraph, and whose these are."""

    matrix: csr_array
    words: np.ndarray
    doc_ids: np.ndarray


def count_units(sentences: pd.DataFrame, unit: str, max_terms: int, max_share: float) -> Counts:
    """Count the words that stand in at least two units; units without any are left out."""
    from scipy.sparse import csr_array

    owners, matrix, words = _count_words(sentences, unit)
    if not len(words):
        return Counts(csr_array((0, 0)), np.array([], dtype=object), np.array([], dtype=object))
    n_units = np.bincount(matrix.indices, minlength=len(words))
    usable = np.flatnonzero((n_units >= 2) & (n_units <= max_share * len(owners)))
    usable = np.sort(usable[np.argsort(-n_units[usable], kind="stable")[:max_terms]])
    matrix = matrix[:, usable]
    held = np.flatnonzero(matrix.sum(axis=1))
    return Counts(matrix[held], words[usable], owners[held])


def count_known(sentences: pd.DataFrame, unit: str, words: Sequence[str]) -> Counts:
    """Count given words in units; units without any are left out."""
    from scipy.sparse import csr_array

    owners, matrix, found = _count_words(sentences, unit)
    known = np.array(words, dtype=object)
    column = pd.Index(known).get_indexer(found)[matrix.indices]
    row = np.repeat(np.arange(len(owners)), np.diff(matrix.indptr))[column >= 0]
    cells = (matrix.data[column >= 0], (row, column[column >= 0]))
    matrix = csr_array(cells, shape=(len(owners), len(known)))
    held = np.flatnonzero(matrix.sum(axis=1))
    return Counts(matrix[held], known, owners[held])


def _count_words(sentences: pd.DataFrame, unit: str) -> tuple[np.ndarray, csr_array, np.ndarray]:
    """Return whose each unit is, its counts of words (columns), and the words by alphabet."""
    check_texts(sentences, *UNITS[unit])
    units = sentences.groupby(_name_units(sentences, unit), sort=False)
    owners = units.size().index.get_level_values("doc_id").to_numpy(dtype=object)
    number = units.ngroup().to_numpy()
    known = number >= 0  # a sentence of no paragraph is in no unit
    matrix, words = find_phrases_of(sentences["text"][known].tolist()).count(
        number[known], len(owners)
    )
    return owners, matrix, words


def _name_units(sentences: pd.DataFrame, unit: str) -> list[pd.Series]:
    """Return the columns that tell units apart, the document's first."""
    columns = [sentences[column] for column in UNITS[unit]]
    return columns + ([_number_passages(sentences)] if unit == "passage" else [])


def draw_documents(sentences: pd.DataFrame, unit: str, most: int, seed: int) -> pd.DataFrame:
    """Return the sentences of whole documents, drawn, that have at most so many units.

    Documents come in the order of a hash of their names: so the draw does not depend on the order
    of the corpus, and keeps most of its documents when the corpus grows. Two come at least, since
    one leaves nothing to resample.
    """
    check_texts(sentences, *UNITS[unit])
    units = pd.concat(_name_units(sentences, unit), axis=1).drop_duplicates()
    sizes = units["doc_id"].value_counts()
    if sizes.sum() <= most:
        return sentences
    names = np.array([f"{seed} {doc_id}" for doc_id in sizes.index], dtype=object)
    sizes = sizes.iloc[np.lexsort((names, pd.util.hash_array(names, categorize=False)))]
    drawn = sizes.index[: max(2, int((sizes.cumsum() <= most).sum()))]
    place = sentences["doc_id"].map(dict(zip(drawn, range(len(drawn)), strict=True)))
    # NaN comes last
    return sentences.iloc[np.argsort(place.to_numpy(), kind="stable")[: int(place.notna().sum())]]


def _number_passages(sentences: pd.DataFrame) -> pd.Series:
    """Return the passage in which each sentence begins; those of a document are about as long."""
    n = pd.Series(count_words(sentences["text"]), index=sentences.index)
    words = n.groupby(sentences["doc_id"].to_numpy())
    total = words.transform("sum").clip(lower=1)
    return (
        ((words.cumsum() - n) * (total / _PASSAGE).round().clip(lower=1) // total)
        .astype("int64")
        .rename("passage_no")
    )


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
    return len(
        {
            (matrix.indices[a:b].tobytes(), matrix.data[a:b].tobytes())
            for a, b in zip(matrix.indptr[:-1], matrix.indptr[1:], strict=True)
        }
    )
