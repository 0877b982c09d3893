"""A fit of topics kept, to weigh any documents by: those that were fitted and those that were
not.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from ..core.schema import empty
from .document_terms import Counts, count_known
from .models import Fit, place
from .tables import share_out

if TYPE_CHECKING:
    from scipy.sparse import csr_array


@dataclass(frozen=True)
class TopicModel:
    """The topics of a whole and of its refits, and nothing of the text that they came from: small,
    to be sent about.

    `words`: the vocabulary; `held`: fits by topics (rows) by words, the whole first, then every
    refit with its topics in the order of the whole; `idf`: fits by words.
    """

    method: str
    unit: str
    n_topics: int
    words: tuple[str, ...]
    held: csr_array
    idf: np.ndarray

    @property
    def n_refits(self) -> int:
        """How many refits there are beside the whole."""
        return len(self.idf) - 1

    def place(self, counts: csr_array, number: int) -> np.ndarray:
        """Return the topic shares of rows of counts by one of the fits (0: the whole)."""
        first = number * self.n_topics
        held = self.held[first : first + self.n_topics].toarray()
        return place(counts, self.method, held, self.idf[number])


def keep_model(
    whole: Fit, refits: Sequence[Fit], words: Sequence[str], method: str, unit: str
) -> TopicModel:
    """Return what is needed of a fit and its refits to place other text."""
    from scipy.sparse import csr_array, vstack

    fits = [whole, *refits]
    held = vstack([csr_array(fit.held) for fit in fits], format="csr")
    return TopicModel(
        method,
        unit,
        len(whole.words),
        tuple(map(str, words)),
        held,
        np.array([fit.idf for fit in fits]),
    )


def keep_nothing(method: str, unit: str) -> TopicModel:
    """Return the model of a corpus that was too small for any topic."""
    from scipy.sparse import csr_array

    return TopicModel(method, unit, 0, (), csr_array((0, 0)), np.zeros((1, 0)))


def weigh(
    model: TopicModel, sentences: pd.DataFrame, *, refits: bool = True
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return tables `weights` and `refits` of documents by kept topics; see `weigh_topics`."""
    doc_ids = sentences["doc_id"].unique()
    counts = count_known(sentences, model.unit, model.words)
    if not model.n_topics or not len(doc_ids):
        return empty("weights"), list_refits(model, counts, doc_ids, False)
    return share_out(model.place(counts.matrix, 0), counts, doc_ids), list_refits(
        model, counts, doc_ids, refits
    )


def list_refits(
    model: TopicModel, counts: Counts, doc_ids: Sequence[str], wanted: bool = True
) -> pd.DataFrame:
    """Return table `refits`: the shares of all documents under every refit, of which there may be
    none.
    """
    numbers = range(model.n_refits if wanted else 0)
    parts = [
        share_out(model.place(counts.matrix, n + 1), counts, doc_ids).assign(refit=n)
        for n in numbers
    ]
    return pd.concat([empty("weights").assign(refit=0), *parts], ignore_index=True)[
        ["refit", "doc_id", "topic", "share"]
    ]
