"""A fit of topics as tables: words of topics, their shares of documents, their stability."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from ..core.schema import conform
from .document_terms import Counts
from .models import Fit
from .stability import Clashes, Refits, cohere, first_words

# From this share of words of genre on, a topic is one of genre and no topic of the text.
GENRE = 0.2


def mean_by_document(loadings: np.ndarray, counts: Counts) -> pd.DataFrame:
    """Return documents by topics: mean shares of the paragraphs that any topic reaches."""
    shares = pd.DataFrame(loadings, index=counts.doc_ids)
    return shares[shares.sum(axis=1) > 0].groupby(level=0, sort=False).mean()


def list_words(
    fit: Fit, kept: np.ndarray, words: np.ndarray, n_words: int, clashes: Clashes, n_stable: int
) -> pd.DataFrame:
    """Return table `topics`; `kept` is refits by topics by ranks."""
    stays = kept.mean(axis=0) if len(kept) else np.full((len(fit.words), n_words), np.nan)
    rows = [
        (topic, rank, words[j], row[j], round(float(stays[topic, rank - 1]), 6))
        for topic, row in enumerate(fit.ranks[:n_stable])
        for rank, j in enumerate(first_words(row, n_words, clashes), start=1)
    ]
    columns = ["topic", "rank", "word", "weight", "stays"]
    return conform(pd.DataFrame(rows, columns=columns), "topics")


def share_out(loadings: np.ndarray, counts: Counts, doc_ids: Sequence[str]) -> pd.DataFrame:
    """Return table `weights`, for all documents in their order."""
    means = mean_by_document(loadings, counts)
    # one after the other, or the last bit depends on how many rows there are
    total = sum(means[topic] for topic in means)
    means = means.div(total, axis=0).reindex(doc_ids).fillna(0.0).round(6)
    long = means.rename_axis(index="doc_id", columns="topic").stack().rename("share").reset_index()
    return conform(long, "weights")


def list_stability(
    counts: Counts, fits: dict[int, Fit], refits: dict[int, Refits], n_words: int, clashes: Clashes
) -> pd.DataFrame:
    """Return table `stability`: every fit against its refits, and the coherence of its words."""
    rows = []
    for size, fit in fits.items():
        overlaps = refits[size].overlaps
        means = overlaps.mean(axis=0) if len(overlaps) else np.full(size, np.nan)
        heads = [first_words(row, n_words, clashes) for row in fit.ranks]
        coherence = cohere(counts.matrix, heads)
        of_text = mean_by_document(fit.loadings, counts).sum(axis=0)
        of_text = of_text.where(fit.genre() < GENRE)
        shares = of_text / max(of_text.sum(), 1e-12)
        for k, values in enumerate(zip(means, coherence, shares, strict=True)):
            stability, npmi, share = (round(float(value), 6) for value in values)
            rows.append((size, k, stability, npmi, fit.converged, share))
    columns = ["n_topics", "topic", "stability", "coherence", "converged", "share"]
    return conform(pd.DataFrame(rows, columns=columns), "stability")
