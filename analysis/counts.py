"""How often each word stands in each paragraph or document: what topics are fitted to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from .vocabulary import check_texts, count_words, list_phrases, stop_words

if TYPE_CHECKING:
    from scipy.sparse import csr_array

# The columns that name a unit of text; passages are numbered here.
UNITS = {"paragraph": ["doc_id", "paragraph_no"], "passage": ["doc_id"], "document": ["doc_id"]}
_PASSAGE = 500  # words


@dataclass(frozen=True)
class Counts:
    """How often each word of the vocabulary stands in each paragraph, and whose the paragraphs are."""

    matrix: csr_array
    words: np.ndarray
    doc_ids: np.ndarray


def count_units(sentences: pd.DataFrame, unit: str, max_terms: int, max_share: float) -> Counts:
    """Count the words of units that stand in at least two of them; units without any are left out."""
    from scipy.sparse import csr_array
    from sklearn.feature_extraction.text import CountVectorizer

    check_texts(sentences, *UNITS[unit])
    stops = stop_words()
    parts = [sentences[column] for column in UNITS[unit]] + ([_number_passages(sentences)] if unit == "passage" else [])
    texts = sentences["text"].groupby(parts, sort=False).agg(list)
    phrases = [list_phrases(lines, stops) for lines in texts]
    if not any(phrases):
        return Counts(csr_array((0, 0)), np.array([], dtype=object), np.array([], dtype=object))
    counter = CountVectorizer(analyzer=list, lowercase=False, dtype=np.float64)
    matrix = csr_array(counter.fit_transform(phrases))
    n_units = np.bincount(matrix.indices, minlength=matrix.shape[1])
    usable = np.flatnonzero((n_units >= 2) & (n_units <= max_share * len(texts)))
    usable = np.sort(usable[np.argsort(-n_units[usable], kind="stable")[:max_terms]])
    matrix = matrix[:, usable]
    held = np.flatnonzero(matrix.sum(axis=1))
    doc_ids = texts.index.get_level_values("doc_id").to_numpy(dtype=object)
    return Counts(matrix[held], counter.get_feature_names_out()[usable], doc_ids[held])


def _number_passages(sentences: pd.DataFrame) -> pd.Series:
    """Return which passage of its document each sentence begins in; passages of one document are about as long."""
    n = pd.Series(count_words(sentences["text"]), index=sentences.index)
    words = n.groupby(sentences["doc_id"].to_numpy())
    total = words.transform("sum").clip(lower=1)
    return ((words.cumsum() - n) * (total / _PASSAGE).round().clip(lower=1) // total).astype("int64").rename("passage_no")


def weigh_seeds(counts: Counts, seeds: Mapping[str, Iterable[str]]) -> tuple[list[str], np.ndarray]:
    """Return the names of the seeds of which the text has a word, and how much each word belongs to them (0-1).

    A word counts 1 where it is a term, its part where the term has several words; a term that ends with a star stands for
    all words that begin so.
    """
    stops, lower = stop_words(), [word.lower() for word in counts.words]
    column = {word: j for j, word in enumerate(lower)}
    rows = np.zeros((len(seeds), len(lower)))
    for row, terms in zip(rows, seeds.values(), strict=True):
        for term in terms:
            words = [word.lower() for word in list_phrases([term], stops)]
            for i, word in enumerate(words):
                begins = term.endswith("*") and i == len(words) - 1
                at = [j for j, w in enumerate(lower) if w.startswith(word)] if begins else [column.get(word, -1)]
                at = [j for j in at if j >= 0]
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
