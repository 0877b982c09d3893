"""The units of text that have one mixture of topics each, and a sample of them from all documents."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from ..text.vocabulary import check_texts, count_words

# The columns that name a unit of text; passages are numbered here.
UNITS = {"paragraph": ["doc_id", "paragraph_no"], "passage": ["doc_id"], "document": ["doc_id"]}
_PASSAGE = 300  # words at most: of longer ones fewer topics hold
_MANY = 1_000  # passages that a corpus should have: of fewer, fewer topics hold
_SHORT = 60  # words: such documents, and such paragraphs, are not cut


@dataclass(frozen=True)
class Units:
    """The unit of each sentence (-1 for none), the document of each unit, and their names."""

    of_sentence: np.ndarray
    document: np.ndarray
    doc_ids: np.ndarray

    def draw(self, most: int | None, seed: int, groups: Sequence[np.ndarray] = ()) -> Units:
        """Return so many of the units (with None all), evenly over groups, within these in
        proportion to length.

        Groups of `doc_ids` are in one way or several, each within the one before (as years, then
        sources): a group that has fewer units than its turn leaves the rest to the others. Units
        come in the order of a hash of their documents' names and their places, so the sample does not
        depend on the order of the corpus.
        """
        n = len(self.document)
        if most is None or n <= most:
            return self
        names = pd.util.hash_array(self.doc_ids.astype(object), categorize=False)[self.document]
        place = pd.Series(self.document).groupby(self.document).cumcount().to_numpy("uint64")
        mixed = np.uint64(seed & 0xFFFF) * np.uint64(0x9E3779B97F4A7C15) + names
        drawn = pd.util.hash_array(mixed + place * np.uint64(0xBF58476D1CE4E5B9))
        rank = _rank_within(self.document, np.lexsort((drawn, self.document)))
        size = np.bincount(self.document)[self.document]
        turn = (rank + (drawn >> np.uint64(11)) / 2.0**53) / size
        # the first of each group come before the second of any, from the smallest groups to the largest
        codes = [pd.factorize(group, use_na_sentinel=False)[0][self.document] for group in groups]
        for depth in range(len(codes), 0, -1):
            within = np.unique(np.stack(codes[:depth]), axis=1, return_inverse=True)[1].ravel()
            turn = _rank_within(within, np.lexsort((drawn, turn, within)))
        kept = np.sort(np.lexsort((drawn, turn))[: max(most, 2)])
        new = np.full(n + 1, -1)
        new[kept] = np.arange(len(kept))
        return Units(new[self.of_sentence], self.document[kept], self.doc_ids)


def _rank_within(group: np.ndarray, order: np.ndarray) -> np.ndarray:
    """Return the rank of each row in its group, from 0, of rows that are ordered by group."""
    begins = np.diff(group[order], prepend=-1) != 0
    ranks = np.empty(len(order), dtype="int64")
    ranks[order] = np.arange(len(order)) - np.flatnonzero(begins)[np.cumsum(begins) - 1]
    return ranks


def choose_unit(sentences: pd.DataFrame) -> str:
    """Return "document" for headlines and the like, "passage" where text is long, "paragraph" else.

    Passages have 300 words, or fewer where the corpus has less than a thousand such; where that
    leaves less than sixty words, paragraphs are taken as they are.
    """
    by_document = sentences["doc_id"].to_numpy()
    words = pd.Series(count_words(sentences["text"])).groupby(by_document).sum()
    if "paragraph_no" not in sentences.columns:
        return "passage"
    paragraphs = sentences.groupby(by_document)["paragraph_no"].nunique()
    if words.median() <= _SHORT and paragraphs.median() == 1:
        return "document"
    return "passage" if words.sum() / _MANY >= _SHORT else "paragraph"


def cut_units(sentences: pd.DataFrame, unit: str, length: int | None = None) -> Units:
    """Return the units of sentences: paragraphs (by `paragraph_no`), passages of so many words (see
    `passage_length`) or documents.
    """
    check_texts(sentences, *UNITS[unit])
    columns = [sentences[column] for column in UNITS[unit]]
    if unit == "passage":
        columns.append(_number_passages(sentences, length or _PASSAGE))
    groups = sentences.groupby(columns, sort=False)
    owners = groups.size().index.get_level_values("doc_id").to_numpy(dtype=object)
    document, doc_ids = pd.factorize(owners)
    return Units(groups.ngroup().to_numpy(), document, np.asarray(doc_ids, dtype=object))


def passage_length(sentences: pd.DataFrame) -> int:
    """Return 300 words, or what gives a corpus a thousand passages, but at least 60."""
    return int(np.clip(count_words(sentences["text"]).sum() // _MANY, _SHORT, _PASSAGE))


def _number_passages(sentences: pd.DataFrame, length: int) -> pd.Series:
    """Return the passage in which each sentence begins; those of a document are about as long."""
    n = pd.Series(count_words(sentences["text"]), index=sentences.index)
    words = n.groupby(sentences["doc_id"].to_numpy())
    total = words.transform("sum").clip(lower=1)
    n_passages = (total / length).round().clip(lower=1)
    return ((words.cumsum() - n) * n_passages // total).astype("int64").rename("passage_no")
