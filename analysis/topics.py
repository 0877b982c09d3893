"""What the paragraphs of a corpus are about: topics, the words of each, and whether they would come again."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from .schema import conform, empty
from .vocabulary import check_texts, list_phrases, stop_words

if TYPE_CHECKING:
    from scipy.sparse import csr_array

# The least stability of a topic that is named.
BAR = 0.6
MAX_ITERATIONS = 2000


@dataclass(frozen=True)
class Topics:
    """Topics of a corpus.

    `topics`: table `topics`, the words of each topic; `weights`: table `weights`, each topic's share in each
    document; `stability`: table `stability`, for every number of topics that was tried. Topics count from 0,
    the largest first. `n_documents` and `n_paragraphs` count what was fitted: paragraphs with at least one
    word of the vocabulary, and the documents that hold them. `note` says what the corpus was too small for, if
    it was: without enough text the tables are empty, and with one document no topic has a stability.
    """

    topics: pd.DataFrame
    weights: pd.DataFrame
    stability: pd.DataFrame
    n_topics: int
    n_documents: int
    n_paragraphs: int
    note: str = ""

    @property
    def stability_of_topics(self) -> dict[int, float]:
        """The stability of each topic of the chosen fit (0-1; missing with one document)."""
        rows = self.stability[self.stability["n_topics"] == self.n_topics]
        return dict(zip(rows["topic"], rows["stability"], strict=True))


@dataclass(frozen=True)
class _Counts:
    """How often each word of the vocabulary stands in each paragraph, and whose the paragraphs are."""

    matrix: csr_array
    words: np.ndarray
    doc_ids: np.ndarray


@dataclass(frozen=True)
class _Fit:
    """A factorisation: topic shares of each paragraph, word shares of each topic, both in rows."""

    loadings: np.ndarray
    words: np.ndarray
    converged: bool


def fit_topics(
    sentences: pd.DataFrame,
    *,
    n_topics: int | None = None,
    candidates: Iterable[int] = range(2, 7),
    n_words: int = 10,
    seed: int = 0,
    n_resamples: int = 20,
) -> Topics:
    """Find topics by non-negative matrix factorisation of the paragraphs, and try how stable they are.

    Parameters
    ----------
    sentences
        A frame with `doc_id`, `paragraph_no` and `text`.
    n_topics
        The number of topics; unless given, the candidate whose topics are the most stable (ties: the fewer).
    candidates
        The numbers of topics to try. Those for which the corpus is too small are left out.
    n_words
        Words shown, and compared, for each topic.
    seed
        Of the resampling and of the factorisation's start.
    n_resamples
        Bootstraps of the documents where there are more than eight. With up to eight, each is left out once.

    Returns
    -------
    Topics
        `topics.weight` is the word's share of its topic (0-1, all words of the topic sum to 1);
        `weights.share` is the mean over the document's paragraphs of the topic's share in the paragraph; it
        sums to 1 over the topics, and is 0 throughout for a document that no topic reaches.
        `stability.stability` is the mean over resamples of the Jaccard overlap between the topic's first
        words and those of the topic matched to it: 1, always the same words; 0, none of them ever again;
        missing where one document leaves nothing to resample. Its further column `converged` says whether
        the factorisation came to rest.

    Raises
    ------
    ValueError
        If a column is missing, an option is out of range, or the corpus is too small for the number of topics
        that was asked for. Where no number was asked for, a small corpus gives empty tables and a `note`.

    Notes
    -----
    TF-IDF of the words that stand in at least two paragraphs, Frobenius loss, coordinate descent from an
    `nndsvda` start (Lee and Seung 1999; Boutsidis and Gallopoulos 2008). A fixed seed makes a fit repeat; it
    does not make it stable, so resamples are of whole documents and each is fitted anew (Greene et al. 2014).
    """
    from threadpoolctl import threadpool_limits

    if n_words < 1 or n_resamples < 1:
        raise ValueError(f"n_words={n_words}, n_resamples={n_resamples}: must be 1 or more")
    counts = _count_words(sentences)
    sizes = _choose_sizes(counts, n_topics, candidates)
    note = _note(counts, sizes)
    if not sizes:
        return Topics(empty("topics"), empty("weights"), empty("stability"), 0, 0, len(counts.doc_ids), note)
    with threadpool_limits(limits=1):
        fits = {size: _order(_factorise(counts.matrix, size, seed), counts) for size in sizes}
        stability = _try_stability(counts, fits, n_words, seed, n_resamples)
    chosen = _choose_size(stability) if n_topics is None else n_topics
    return Topics(
        topics=_list_words(fits[chosen], counts.words, n_words),
        weights=_share_out(fits[chosen], counts, sentences["doc_id"].unique()),
        stability=stability,
        n_topics=chosen,
        n_documents=len(np.unique(counts.doc_ids)),
        n_paragraphs=len(counts.doc_ids),
        note=note,
    )


def _note(counts: _Counts, sizes: list[int]) -> str:
    """Say what the corpus is too small for; nothing where it is large enough."""
    if not sizes:
        return f"topics need more text: {_count_distinct(counts.matrix)} different paragraphs share a word with another"
    if len(np.unique(counts.doc_ids)) < 2:
        return "one document leaves nothing to resample, so no topic has a stability and none is named"
    return ""


def label_topics(topics: Topics, *, bar: float = BAR) -> pd.DataFrame:
    """Name each topic by its first three words, if it is stable enough to bear a name.

    Parameters
    ----------
    topics
        From `fit_topics`.
    bar
        The least stability, 0-1, of a topic that is named.

    Returns
    -------
    DataFrame
        `topic`, `name` ("" where the stability is under the bar or unknown) and `stability`.
    """
    heads = topics.topics[topics.topics["rank"] <= 3].groupby("topic")["word"].agg(", ".join)
    rows = [
        (topic, heads.get(topic, "") if stability >= bar else "", stability)
        for topic, stability in topics.stability_of_topics.items()
    ]
    return pd.DataFrame(rows, columns=["topic", "name", "stability"]).astype({"name": "str"})


def match_topics(a: pd.DataFrame, b: pd.DataFrame) -> pd.DataFrame:
    """Match the topics of two fits one to one, so that their words overlap as much as can be.

    Parameters
    ----------
    a, b
        Tables `topics`; all words that they hold are compared.

    Returns
    -------
    DataFrame
        `topic_a`, `topic_b` and `overlap`, the Jaccard overlap of their words (0, none in common; 1, the
        same), in order of `topic_a`; one row for each topic of the smaller fit.

    Examples
    --------
    >>> a = pd.DataFrame({"topic": [1, 1, 2], "word": ["trade", "tariff", "quad"]})
    >>> b = pd.DataFrame({"topic": [1, 2, 2], "word": ["quad", "trade", "port"]})
    >>> match_topics(a, b)["overlap"].round(2).tolist()
    [0.33, 1.0]
    """
    sets_a, sets_b = (frame.groupby("topic")["word"].agg(frozenset) for frame in (a, b))
    rows, columns, overlap = _match(list(sets_a), list(sets_b))
    return pd.DataFrame({"topic_a": sets_a.index[rows], "topic_b": sets_b.index[columns], "overlap": overlap})


def _count_words(sentences: pd.DataFrame) -> _Counts:
    """Count the words that stand in at least two paragraphs; paragraphs without any are left out."""
    from scipy.sparse import csr_array
    from sklearn.feature_extraction.text import CountVectorizer

    check_texts(sentences, "doc_id", "paragraph_no")
    stops = stop_words()
    paragraphs = sentences.groupby(["doc_id", "paragraph_no"], sort=False)["text"].agg(list)
    phrases = [list_phrases(texts, stops) for texts in paragraphs]
    n_paragraphs = pd.Series([word for words in phrases for word in set(words)], dtype="str").value_counts()
    vocabulary = sorted(n_paragraphs.index[n_paragraphs >= 2])
    if not vocabulary:
        return _Counts(csr_array((0, 0)), np.array([], dtype=object), np.array([], dtype=object))
    counter = CountVectorizer(analyzer=list, vocabulary=vocabulary, lowercase=False, dtype=np.float64)
    matrix = counter.transform(phrases)
    held = np.flatnonzero(matrix.sum(axis=1))
    doc_ids = paragraphs.index.get_level_values("doc_id").to_numpy(dtype=object)
    return _Counts(matrix[held], np.array(vocabulary, dtype=object), doc_ids[held])


def _choose_sizes(counts: _Counts, n_topics: int | None, candidates: Iterable[int]) -> list[int]:
    """Return the numbers of topics to fit, in order; the corpus bounds them."""
    most = min(_count_distinct(counts.matrix), len(counts.words))
    wanted = sorted({*candidates}) if n_topics is None else [n_topics]
    if not wanted or wanted[0] < 1:
        raise ValueError(f"{wanted}: the number of topics must be 1 or more")
    sizes = [size for size in wanted if size <= most]
    if not sizes and n_topics is not None:
        raise ValueError(
            f"{n_topics} topics need as many different paragraphs and words, there are {most}; "
            "ask for fewer topics or give more text"
        )
    return sizes


def _count_distinct(matrix: csr_array) -> int:
    """Return how many rows of a sparse matrix differ."""
    matrix.sort_indices()
    return len(
        {
            (matrix.indices[a:b].tobytes(), matrix.data[a:b].tobytes())
            for a, b in zip(matrix.indptr[:-1], matrix.indptr[1:], strict=True)
        }
    )


def _factorise(matrix: csr_array, size: int, seed: int) -> _Fit:
    """Fit topics to counts: TF-IDF, then W H, scaled so that the rows of H and those of W sum to 1."""
    import warnings

    from sklearn.decomposition import NMF
    from sklearn.exceptions import ConvergenceWarning
    from sklearn.feature_extraction.text import TfidfTransformer

    weighed = TfidfTransformer().fit_transform(matrix)
    model = NMF(size, init="nndsvda", solver="cd", max_iter=MAX_ITERATIONS, tol=1e-4, random_state=seed)
    # Failure to converge is told by `converged`; the residual of a perfect fit can come out below 0.
    with warnings.catch_warnings(), np.errstate(invalid="ignore"):
        warnings.simplefilter("ignore", ConvergenceWarning)
        loadings = model.fit_transform(weighed)
    mass = model.components_.sum(axis=1)
    return _Fit(_normalise(loadings * mass), _normalise(model.components_), model.n_iter_ < MAX_ITERATIONS)


def _normalise(rows: np.ndarray) -> np.ndarray:
    """Return the rows divided by their sums, rounded where other machines could differ; zeros stay zero."""
    sums = rows.sum(axis=1, keepdims=True)
    return np.round(np.divide(rows, sums, out=np.zeros_like(rows), where=sums > 0), 6)


def _order(fit: _Fit, counts: _Counts) -> _Fit:
    """Return the fit with its topics by the sum of their shares in documents, ties by their first word."""
    totals = np.round(_mean_by_document(fit, counts).sum(axis=0), 6)
    heads = [counts.words[row.argmax()] for row in fit.words]
    order = sorted(range(len(totals)), key=lambda k: (-totals[k], heads[k]))
    return _Fit(fit.loadings[:, order], fit.words[order], fit.converged)


def _mean_by_document(fit: _Fit, counts: _Counts) -> pd.DataFrame:
    """Return documents by topics: the mean shares of the document's paragraphs that any topic reaches."""
    shares = pd.DataFrame(fit.loadings, index=counts.doc_ids)
    return shares[shares.sum(axis=1) > 0].groupby(level=0, sort=False).mean()


def _list_words(fit: _Fit, words: np.ndarray, n_words: int) -> pd.DataFrame:
    """Return table `topics`."""
    rows = [
        (topic, rank, words[j], row[j])
        for topic, row in enumerate(fit.words)
        for rank, j in enumerate(_first(row, n_words), start=1)
    ]
    return conform(pd.DataFrame(rows, columns=["topic", "rank", "word", "weight"]), "topics")


def _first(row: np.ndarray, n_words: int) -> list[int]:
    """Return the columns of the greatest weights above 0; ties stay in alphabetical order."""
    return [int(j) for j in np.argsort(-row, kind="stable")[:n_words] if row[j] > 0]


def _share_out(fit: _Fit, counts: _Counts, doc_ids: Sequence[str]) -> pd.DataFrame:
    """Return table `weights`, for all documents in their order."""
    means = _mean_by_document(fit, counts)
    means = means.div(means.sum(axis=1), axis=0).reindex(doc_ids).fillna(0.0).round(6)
    long = means.rename_axis(index="doc_id", columns="topic").stack().rename("share").reset_index()
    return conform(long, "weights")


def _try_stability(counts: _Counts, fits: dict[int, _Fit], n_words: int, seed: int, n_resamples: int) -> pd.DataFrame:
    """Return table `stability`: every fit against its refits on resampled documents."""
    resamples = _resample(counts.doc_ids, seed, n_resamples)
    rows = []
    for size, fit in fits.items():
        whole = _word_sets(fit, n_words)
        overlaps = [_overlap(whole, counts, picked, seed, n_words) for picked in resamples]
        means = np.mean(overlaps, axis=0) if overlaps else np.full(size, np.nan)
        rows += [(size, k, round(float(mean), 6), fit.converged) for k, mean in enumerate(means)]
    return conform(pd.DataFrame(rows, columns=["n_topics", "topic", "stability", "converged"]), "stability")


def _resample(doc_ids: np.ndarray, seed: int, n_resamples: int) -> list[np.ndarray]:
    """Return the rows of each resample: documents left out one by one, or drawn anew where over 8."""
    documents = list(dict.fromkeys(doc_ids))
    if len(documents) <= 8:
        return [np.flatnonzero(doc_ids != out) for out in documents] if len(documents) > 1 else []
    rows = {doc_id: np.flatnonzero(doc_ids == doc_id) for doc_id in documents}
    rng = np.random.default_rng(seed)
    draws = rng.integers(len(documents), size=(n_resamples, len(documents)))
    return [np.concatenate([rows[documents[i]] for i in draw]) for draw in draws]


def _overlap(whole: list[frozenset[int]], counts: _Counts, picked: np.ndarray, seed: int, n_words: int) -> np.ndarray:
    """Return for each topic of the whole its overlap with its match in a refit; 0 where none is left."""
    matrix = counts.matrix[picked]
    size = min(len(whole), matrix.shape[0], matrix.shape[1])
    refit = _word_sets(_factorise(matrix, size, seed), n_words)
    rows, _, overlap = _match(whole, refit)
    found = np.zeros(len(whole))
    found[rows] = overlap
    return found


def _word_sets(fit: _Fit, n_words: int) -> list[frozenset[int]]:
    return [frozenset(_first(row, n_words)) for row in fit.words]


def _match(a: list[frozenset], b: list[frozenset]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return positions in a, in b, and the Jaccard overlap of the pairs with the greatest sum (Kuhn 1955)."""
    from scipy.optimize import linear_sum_assignment

    overlap = np.array([[len(x & y) / max(len(x | y), 1) for y in b] for x in a]).reshape(len(a), len(b))
    rows, columns = linear_sum_assignment(overlap, maximize=True)
    return rows, columns, overlap[rows, columns]


def _choose_size(stability: pd.DataFrame) -> int:
    """Return the number of topics with the greatest mean stability, the fewest where several tie."""
    return int(stability.groupby("n_topics")["stability"].mean().round(6).fillna(0.0).idxmax())
