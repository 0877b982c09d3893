"""What the paragraphs of a corpus are about: topics, their words, and how stable they are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np
import pandas as pd

from ..core.schema import empty
from .document_terms import UNITS, Counts, count_distinct, count_units, draw_documents, weigh_seeds
from .fitted import Topics, keep_model, keep_nothing, list_refits, weigh_topics
from .models import METHODS, Fit, factorise
from .stability import FEW, refit
from .tables import list_stability, list_words, mean_by_document, share_out

# The least stability of a topic that is named.
BAR = 0.6


def fit_topics(
    sentences: pd.DataFrame,
    *,
    n_topics: int | None = None,
    candidates: Iterable[int] = range(2, 7),
    method: str = "nmf",
    unit: str = "paragraph",
    max_terms: int = 10_000,
    max_share: float = 1.0,
    max_units: int | None = 4_000,
    n_words: int = 10,
    seed: int = 0,
    n_resamples: int = 20,
    seeds: Mapping[str, Iterable[str]] | None = None,
) -> Topics:
    """Find topics by factorising the words of paragraphs, and try how stable they are.

    Parameters
    ----------
    sentences
        A frame with `doc_id`, `paragraph_no` and `text`.
    n_topics
        The number of topics; unless given, the candidate whose topics are the most stable (ties:
        the fewer).
    candidates
        The numbers of topics to try. Those for which the corpus is too small are left out.
    method
        "nmf", non-negative factorisation of TF-IDF; or "lda", latent Dirichlet allocation of
        counts.
    unit
        What has one mixture of topics: "paragraph"; "passage", about 500 words, where lines of a
        long text are no paragraphs: its topics hold better than those of whole speeches; or
        "document".
    max_terms
        The words used, those in most units first.
    max_share
        The largest share of units (0-1) that a word used may stand in. Of speeches in passages .15
        does well, whole .5.
    max_units
        The most units that are fitted. Of a corpus that has more, whole documents are drawn, by a
        hash of `doc_id` and `seed`, and all documents are weighed by their topics, as
        `weigh_topics` does it. With None all are fitted, however long it takes: topics of more text
        hold better.
    n_words
        Words shown, and compared, for each topic.
    seed
        Of the resampling and of the factorisation's start.
    n_resamples
        Bootstraps of the documents where there are more than eight. With up to eight, each is left
        out once. With 0 there is neither, and no topic has a stability. The number of topics is
        chosen by the first eight bootstraps, and only the topics chosen go through all, so of the
        other rows of `stability` one is less sure.
    seeds
        Terms by name, as `read_themes().list_terms()` gives them: each name becomes a topic that is
        drawn towards its terms, and is free to take further words from the text; the other topics,
        of `n_topics` in all, are found beside them. A seed holds its topic still, so its stability
        is no finding as that of the others is. By "nmf" only.

    Returns
    -------
    Topics
        `topics.weight` is the word's share of its topic (0-1, all words of the topic sum to 1),
        raised where other topics have little of it; `topics.stays` the share of resamples in whose
        matched topic it is among the first (1: always); `weights.share` is the mean over the
        document's paragraphs of the topic's share in the paragraph; it sums to 1 over the topics,
        and is 0 throughout for a document that no topic reaches. `stability.stability` is the mean
        over resamples of the Jaccard overlap between the topic's first words and those of the topic
        matched to it: 1, always the same words; 0, none of them ever again; missing where one
        document leaves nothing to resample. `stability.coherence` is the mean normalised pointwise
        mutual information of the topic's first words over the units (-1, never together; 0, by
        chance; 1, always). A further column `converged` says whether the fit came to rest.

    Raises
    ------
    ValueError
        If a column is missing or an option is out of range. A corpus that is too small, be it for
        the number of topics that was asked for, gives empty tables and a `note` that says so.

    Notes
    -----
    Words that stand in at least two units; see `factorise` for the methods. A fixed seed makes a
    fit repeat; it does not make it stable, so resamples are of whole documents, each is fitted anew
    (Greene et al. 2014), and its topics are matched to those of the whole by their first words
    (Kuhn 1955). A refit by "nmf" starts twice, once on its own and once from the topics of the
    whole, and keeps what fits the resample better: so a topic counts as lost where other documents
    speak against it, not where the search missed it.
    """
    from threadpoolctl import threadpool_limits

    if n_words < 1 or n_resamples < 0 or max_terms < 1 or not 0 < max_share <= 1:
        raise ValueError(
            f"n_words={n_words}, n_resamples={n_resamples}, max_terms={max_terms}, "
            f"max_share={max_share}: must be 1 or "
            "more, 0 or more, 1 or more, above 0 and at most 1"
        )
    if max_units is not None and max_units < 1:
        raise ValueError(f"max_units={max_units}: must be 1 or more, or None to fit all")
    if method not in METHODS or unit not in UNITS:
        raise ValueError(
            f"method={method!r}, unit={unit!r}: one of {', '.join(METHODS)}; one of "
            f"{', '.join(UNITS)}"
        )
    if seeds and method != "nmf":
        raise ValueError(f"seeds need method='nmf', not {method!r}")
    fitted = sentences if max_units is None else draw_documents(sentences, unit, max_units, seed)
    sampled = fitted is not sentences
    counts = count_units(fitted, unit, max_terms, max_share)
    names, rows = weigh_seeds(counts, seeds or {})
    sizes = _choose_sizes(counts, n_topics, candidates, len(names))
    note = _note(
        counts, sizes, n_topics, [name for name in seeds or {} if name not in names], sampled
    )
    if not sizes:
        model = keep_nothing(method, unit)
        nothing = list_refits(model, counts, [])
        return Topics(
            topics=empty("topics"),
            weights=empty("weights"),
            stability=empty("stability"),
            refits=nothing,
            n_topics=0,
            n_documents=0,
            n_paragraphs=len(counts.doc_ids),
            note=note,
            model=model,
            sampled=sampled,
        )
    doc_ids = sentences["doc_id"].unique()
    with threadpool_limits(limits=1):  # bits depend on how sums are split
        drawn = rows if names else None
        fits = factorise(counts.matrix, sizes, method, seed, seeds=drawn)
        fits = {size: _order(fit, counts, len(names)) for size, fit in fits.items()}
        options = (method, n_words, seed, n_resamples, drawn)
        refits = refit(counts, fits, *options, slice(None if n_topics else FEW))
        stability = list_stability(counts, fits, refits, n_words)
        chosen = n_topics or _choose_size(stability)
        if n_topics is None:
            more = refit(counts, {chosen: fits[chosen]}, *options, slice(FEW, None))
            refits[chosen] = refits[chosen].join(more[chosen])
            stability = list_stability(counts, fits, refits, n_words)
        model = keep_model(fits[chosen], refits[chosen].fits, counts.words, method, unit)
        if sampled:
            weights, shares = weigh_topics(model, sentences)
        else:
            weights = share_out(fits[chosen].loadings, counts, doc_ids)
            shares = list_refits(model, counts, doc_ids)
    return Topics(
        topics=list_words(fits[chosen], refits[chosen].kept, counts.words, n_words),
        weights=weights,
        stability=stability,
        refits=shares,
        n_topics=chosen,
        n_documents=len(np.unique(counts.doc_ids)),
        n_paragraphs=len(counts.doc_ids),
        note=note,
        seeds=tuple(names),
        model=model,
        sampled=sampled,
    )


def _note(
    counts: Counts, sizes: list[int], n_topics: int | None, unsaid: list[str], sampled: bool
) -> str:
    """Say what the corpus is too small for; nothing where it is large enough."""
    if not sizes:
        distinct = count_distinct(counts.matrix)
        asked = "" if n_topics is None else f" for the {n_topics} that were asked for"
        shown = (
            "1 different paragraph shares"
            if distinct == 1
            else f"{distinct:,} different paragraphs share"
        )
        return f"topics need more text{asked}: {shown} a word with another"
    if len(np.unique(counts.doc_ids)) < 2:
        return (
            "one document leaves nothing to resample, so no topic has a stability and none is named"
        )
    where = "in two paragraphs of the sample" if sampled else "in two paragraphs"
    return (
        f"no word of {', '.join(unsaid)} stands {where}, so there is no topic of it"
        if unsaid
        else ""
    )


def _choose_sizes(
    counts: Counts, n_topics: int | None, candidates: Iterable[int], n_seeds: int
) -> list[int]:
    """Return the numbers of topics to fit, in order; the corpus bounds them, and the seeds."""
    most = min(count_distinct(counts.matrix), len(counts.words))
    wanted = sorted({*candidates}) if n_topics is None else [n_topics]
    if not wanted or wanted[0] < 1:
        raise ValueError(f"{wanted}: the number of topics must be 1 or more")
    if n_topics is not None and n_topics < n_seeds:
        raise ValueError(f"n_topics={n_topics}: {n_seeds} seeds need as many topics or more")
    sizes = [size for size in wanted if n_seeds <= size <= most]
    if not sizes and n_topics is None and n_seeds <= most and wanted[-1] < n_seeds:
        sizes = [n_seeds]
    return sizes


def _order(fit: Fit, counts: Counts, n_seeds: int) -> Fit:
    """Return the fit with topics of seeds first, then the largest; ties by first word."""
    totals = np.round(mean_by_document(fit.loadings, counts).sum(axis=0), 6)
    heads = [counts.words[row.argmax()] for row in fit.words]
    free = sorted(range(n_seeds, len(totals)), key=lambda k: (-totals[k], heads[k]))
    return fit.reorder([*range(n_seeds), *free])


def _choose_size(stability: pd.DataFrame) -> int:
    """Return the number of topics with the greatest mean stability, of ties the fewest."""
    return int(stability.groupby("n_topics")["stability"].mean().round(6).fillna(0.0).idxmax())
