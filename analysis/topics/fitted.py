"""Topics as they were found, and documents weighed by them: those that were fitted and any others."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from scipy.sparse import csr_array, vstack

from ..core.schema import empty
from ..text.collocations import Places, Terms
from .document_terms import count_known
from .models import Fit, place
from .tables import share_out
from .units import Units, cut_units


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
    common: np.ndarray
    terms: Terms
    length: int
    n_stable: int
    n_matter: int
    variant_of: tuple[int, ...] = ()

    @property
    def n_refits(self) -> int:
        """How many refits there are beside the whole."""
        return len(self.idf) - 1

    @property
    def n_shown(self) -> int:
        """How many topics have shares: those that hold, and what is in none of them as one more."""
        return self.n_stable + (self.n_stable + len(self.variant_of) < self.n_matter)

    def place(self, counts: csr_array, number: int) -> tuple[np.ndarray, np.ndarray]:
        """Return how much each topic makes up of rows of counts by one of the fits (0: the whole),
        those that do not hold as one, and how much genre and what all texts share do. The topics
        after those that are shown are variants of one of these (`variant_of`), whose shares count
        as its own.
        """
        first = number * self.n_topics
        held = np.vstack([self.held[first : first + self.n_topics].toarray(), self.common[None, :]])
        found = place(counts, self.method, held, self.idf[number])
        stable, after = found[:, : self.n_stable].copy(), self.n_stable + len(self.variant_of)
        for k, topic in enumerate(self.variant_of, self.n_stable):
            stable[:, topic] += found[:, k]
        others = found[:, after : self.n_matter]
        rest = others.sum(axis=1, keepdims=True)[:, : self.n_shown - self.n_stable]
        return np.hstack([stable, rest]), found[:, self.n_matter :].sum(axis=1)


@dataclass(frozen=True)
class Topics:
    """Topics of a corpus.

    `topics`: table `topics`, the words of each topic; `weights`: table `weights`, each topic's
    share of what is neither genre nor common to all texts, in each document; `stability`: table
    `stability`, for every number of topics that was tried; `refits`: the shares again under the
    topics of every resample (`refit`, `doc_id`, `topic`, `share`), the topics matched to those of
    the whole. Topics count from 0: those of the `seeds` in their order, then the others, the largest
    first; where their number was chosen, only those that hold are topics, and the number after them
    (`rest`) has the share of the text in topics that do not; where none holds there are no shares.
    `background` is the `share` of each document that is genre and common to all, `genre` the words
    of genre with a reason.
    `n_fitted` topics were fitted, `n_documents` and `n_paragraphs` count what to: units with at
    least one word of the vocabulary, and the documents that hold them; with `sampled`, these are a
    sample, and `weights` and `refits` are of all documents nevertheless. `model` is what
    `weigh_topics` needs to weigh further documents. `note` says what the corpus was too small for,
    if it was: without enough text the tables are empty, with one document no topic has a stability,
    and a seed of which the text has no word gives no topic. `merged` lists the topics that share so
    many words with one that is shown that they count as it: its number, and their own first words.
    """

    topics: pd.DataFrame
    weights: pd.DataFrame
    stability: pd.DataFrame
    refits: pd.DataFrame
    background: pd.DataFrame
    genre: pd.DataFrame
    n_topics: int
    n_fitted: int
    n_documents: int
    n_paragraphs: int
    note: str = ""
    seeds: tuple[str, ...] = ()
    model: TopicModel | None = None
    sampled: bool = False
    merged: tuple[tuple[int, tuple[str, ...]], ...] = ()

    @property
    def unit(self) -> str:
        """What was given one mixture of topics: "paragraph", "passage" or "document"."""
        return self.model.unit if self.model else "paragraph"

    @property
    def rated(self) -> pd.DataFrame:
        """The rows of `stability` of the topics that are shown."""
        return self.stability[self.stability["n_topics"] == self.n_fitted].head(self.n_topics)

    @property
    def rest(self) -> int | None:
        """The number under which `weights` hold the text that is in no topic that holds, if any."""
        return self.n_topics if self.model and self.model.n_shown > self.n_topics else None

    @property
    def diversity(self) -> float:
        """The share of different words among topics' first words (1: none in two topics)."""
        n = len(self.topics)
        return self.topics["word"].nunique() / n if n else float("nan")

    @property
    def stability_of_topics(self) -> dict[int, float]:
        """The stability of each topic of the chosen fit (0-1; missing with one document)."""
        return dict(zip(self.rated["topic"], self.rated["stability"], strict=True))


def keep_model(fits: Sequence[Fit], **options: Any) -> TopicModel:
    """Return what is needed of a fit and its refits to place other text."""
    held, idf = vstack([csr_array(fit.held) for fit in fits], "csr"), [fit.idf for fit in fits]
    n, common = len(fits[0].words), fits[0].common
    return TopicModel(held=held, idf=np.array(idf), n_topics=n, common=common, **options)


def keep_nothing(method: str, unit: str, n_units: int, note: str, sampled: bool) -> Topics:
    """Return what there is of a corpus that was too small for any topic."""
    none = np.zeros(0)
    shapes = (csr_array((0, 0)), np.zeros((1, 0)), none)
    model = TopicModel(method, unit, 0, (), *shapes, Terms(), 0, 0, 0)
    weights, refits, background = weigh_all(None, empty("sentences"), False)
    genre = pd.DataFrame({"word": [], "reason": [], "value": []})
    return Topics(
        empty("topics"), weights, empty("stability"), refits, background, genre, 0, 0, 0, n_units,
        note, model=model, sampled=sampled,
    )  # fmt: skip


def weigh_topics(
    topics: Topics | TopicModel, sentences: pd.DataFrame, *, refits: bool = True
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Weigh documents by topics that were fitted before, to these or to other documents.

    Returns tables `weights` and `refits` as in `Topics`, of the documents given, in their order; 0
    throughout for a document that no topic reaches, no rows where there are no topics. `sentences`
    are all of each document, with `paragraph_no` where paragraphs were fitted. Of the topics their
    `model` is all that is needed, and the least to send to another process; to weigh by those of
    every resample too (`refits`) takes as many times longer.

    The topics are held fixed, and what each makes up of a unit fitted by least squares without
    negative values (by "lda": inferred from its counts), beside what all texts share. No document's
    shares depend on the others given: those of parts of a corpus, one below the other, are those of
    the whole, bit for bit (`refits` once sorted by `refit`, stably).
    """
    model = topics.model if isinstance(topics, Topics) else topics
    return weigh_all(model, sentences, refits)[:2]


def weigh_all(
    model: TopicModel | None,
    sentences: pd.DataFrame,
    refits: bool,
    places: Places | None = None,
    units: Units | None = None,
) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    """Return the tables of `weigh_topics`, and the share of each document that all texts share;
    `places` and `units` are found unless they are known.
    """
    from threadpoolctl import threadpool_limits

    none = empty("weights").assign(refit=0)[["refit", "doc_id", "topic", "share"]]
    doc_ids = sentences["doc_id"].unique()
    if model is None or not model.n_topics or not len(doc_ids):
        return empty("weights"), none, none[["doc_id", "share"]]
    units = units or cut_units(sentences, model.unit, model.length)
    places = places or model.terms.find(sentences["text"].tolist())
    counts = count_known(places, units, model.words)
    with threadpool_limits(limits=1):
        found, common = model.place(counts.matrix, 0)
        weights = share_out(found, counts, doc_ids)
        numbers = range(model.n_refits if refits else 0)
        parts = [share_out(model.place(counts.matrix, n + 1)[0], counts, doc_ids) for n in numbers]
    both = pd.DataFrame({"all": found.sum(axis=1) + common, "common": common}, index=counts.doc_ids)
    both = both.groupby(level=0, sort=False).sum().reindex(doc_ids)
    shared = (both["common"] / both["all"]).fillna(0.0).round(6)
    background = pd.DataFrame({"doc_id": doc_ids, "share": shared.to_numpy()})
    parts = [none, *(part.assign(refit=n) for n, part in enumerate(parts))]
    return weights, pd.concat(parts, ignore_index=True)[list(none.columns)], background
