"""Topics as they were found, and documents weighed by them: those that were fitted and any others."""

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
    """The topics of a whole and of its refits, without any text: small, to be sent about.

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


@dataclass(frozen=True)
class Topics:
    """Topics of a corpus.

    `topics`: table `topics`, the words of each topic; `weights`: table `weights`, each topic's
    share in each document; `stability`: table `stability`, for every number of topics that was
    tried; `refits`: the shares again under the topics of every resample (`refit`, `doc_id`,
    `topic`, `share`), the topics matched to those of the whole. Topics count from 0: those of the
    `seeds` in their order, then the others, the largest first. `n_documents` and `n_paragraphs`
    count what was fitted: paragraphs with at least one word of the vocabulary, and the documents
    that hold them; with `sampled`, these are a sample, and `weights` and `refits` are of all
    documents nevertheless. `model` is what `weigh_topics` needs to weigh further documents. `note`
    says what the corpus was too small for, if it was: without enough text the tables are empty,
    with one document no topic has a stability, and a seed of which the text has no word gives no
    topic.
    """

    topics: pd.DataFrame
    weights: pd.DataFrame
    stability: pd.DataFrame
    refits: pd.DataFrame
    n_topics: int
    n_documents: int
    n_paragraphs: int
    note: str = ""
    seeds: tuple[str, ...] = ()
    model: TopicModel | None = None
    sampled: bool = False

    @property
    def unit(self) -> str:
        """What was given one mixture of topics: "paragraph", "passage" or "document"."""
        return self.model.unit if self.model else "paragraph"

    @property
    def diversity(self) -> float:
        """The share of different words among topics' first words (1: none in two topics)."""
        return (
            self.topics["word"].nunique() / len(self.topics) if len(self.topics) else float("nan")
        )

    @property
    def stability_of_topics(self) -> dict[int, float]:
        """The stability of each topic of the chosen fit (0-1; missing with one document)."""
        rows = self.stability[self.stability["n_topics"] == self.n_topics]
        return dict(zip(rows["topic"], rows["stability"], strict=True))


def keep_model(
    whole: Fit, refits: Sequence[Fit], words: Sequence[str], method: str, unit: str
) -> TopicModel:
    """Return what is needed of a fit and its refits to place other text."""
    from scipy.sparse import csr_array, vstack

    fits = [whole, *refits]
    held = vstack([csr_array(fit.held) for fit in fits], format="csr")
    idf = np.array([fit.idf for fit in fits])
    return TopicModel(method, unit, len(whole.words), tuple(map(str, words)), held, idf)


def keep_nothing(method: str, unit: str) -> TopicModel:
    """Return the model of a corpus that was too small for any topic."""
    from scipy.sparse import csr_array

    return TopicModel(method, unit, 0, (), csr_array((0, 0)), np.zeros((1, 0)))


def list_refits(
    model: TopicModel, counts: Counts, doc_ids: Sequence[str], wanted: bool = True
) -> pd.DataFrame:
    """Return table `refits`: the shares of all documents under every refit, if any."""
    numbers = range(model.n_refits if wanted else 0)
    parts = [
        share_out(model.place(counts.matrix, n + 1), counts, doc_ids).assign(refit=n)
        for n in numbers
    ]
    return pd.concat([empty("weights").assign(refit=0), *parts], ignore_index=True)[
        ["refit", "doc_id", "topic", "share"]
    ]


def weigh_topics(
    topics: Topics | TopicModel, sentences: pd.DataFrame, *, refits: bool = True
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Weigh documents by topics that were fitted before, to these or to other documents.

    Parameters
    ----------
    topics
        From `fit_topics`; or its `model`, which is all that is needed of it and the least to send
        to another process.
    sentences
        A frame with `doc_id`, `text` and, where paragraphs were fitted, `paragraph_no`: all
        sentences of each document.
    refits
        Whether to weigh by the topics of every resample too, which takes as many times longer.

    Returns
    -------
    weights, refits : DataFrame
        Tables `weights` and `refits` as in `Topics`, of the documents given, in their order; 0
        throughout for a document that no topic reaches, no rows where there are no topics.

    Raises
    ------
    ValueError
        If a column is missing.

    Notes
    -----
    The topics are held fixed, and the shares of each unit fitted by least squares without negative
    values (by "lda": inferred from its counts). No document's shares depend on the others given:
    those of parts of a corpus, one below the other, are those of the whole, bit for bit (`refits`
    once sorted by `refit`, stably). Of documents that were fitted they are as in `Topics`, within
    the tolerance at which the fit stopped.
    """
    from threadpoolctl import threadpool_limits

    model = topics.model if isinstance(topics, Topics) else topics
    doc_ids = sentences["doc_id"].unique()
    counts = count_known(sentences, model.unit, model.words)
    if not model.n_topics or not len(doc_ids):
        return empty("weights"), list_refits(model, counts, doc_ids, False)
    with threadpool_limits(limits=1):
        weights = share_out(model.place(counts.matrix, 0), counts, doc_ids)
        return weights, list_refits(model, counts, doc_ids, refits)
