"""How often each word stands in each paragraph or document: what topics are fitted to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from .vocabulary import check_texts, list_phrases, stop_words

if TYPE_CHECKING:
    from scipy.sparse import csr_array

UNITS = {"paragraph": ["doc_id", "paragraph_no"], "document": ["doc_id"]}


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
    texts = sentences.groupby(UNITS[unit], sort=False)["text"].agg(list)
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


def count_distinct(matrix: csr_array) -> int:
    """Return how many rows of a sparse matrix differ."""
    matrix.sort_indices()
    return len(
        {
            (matrix.indices[a:b].tobytes(), matrix.data[a:b].tobytes())
            for a, b in zip(matrix.indptr[:-1], matrix.indptr[1:], strict=True)
        }
    )
