"""What the paragraphs of a corpus are about: topics, their words, and how stable they are."""

from collections.abc import Collection, Hashable, Iterable, Mapping

import numpy as np
import pandas as pd

from ..core.cache import cached
from ..core.counts import say_count
from .choice import rank_sizes, tell_kinds
from .document_terms import Counts, count_distinct, count_units, learn_words, weigh_seeds
from .fitted import Topics, keep_model, keep_nothing, weigh_all
from .genre import rate_words
from .models import METHODS, Factoriser, Fit
from .stability import FEW, Clashes, find_clashes, first_words, refit, resample
from .tables import list_stability, list_words, mean_by_document
from .units import UNITS, choose_unit, cut_units, passage_length

_FEWEST = 6  # topics that are tried in any case
# Units that each topic needs: more where documents are left out in turn, as few others bear them out.
_UNITS, _UNITS_OF_FEW = 5, 10
_MANY = 300  # documents: of fewer, that no topic holds may be for want of them
SIZES = (2, 3, 4, 5, 6, 8, 10, 12, 15, 20, 25, 30, 40)
# Resamples that every number of topics goes through, and how many numbers go through all.
_FIRST, _FINALISTS = 7, 3
_YEAR = 4  # letters of a date
_NAMED = 3  # words of a topic that was merged with another


@cached()
def fit_topics(
    sentences: pd.DataFrame,
    *,
    n_topics: int | None = None,
    candidates: Iterable[int] = SIZES,
    method: str = "nmf",
    unit: str = "auto",
    max_terms: int = 10_000,
    max_share: float = 1.0,
    max_units: int | None = 8_000,
    n_words: int = 10,
    seed: int = 0,
    n_resamples: int = 20,
    seeds: Mapping[str, Iterable[str]] | None = None,
    sources: Mapping[Hashable, str] | None = None,
    dates: Mapping[Hashable, object] | None = None,
    keep_words: Collection[str] = (),
    drop_words: Collection[str] = (),
) -> Topics:
    """Find topics by factorising the words of paragraphs, and try how stable they are.

    Parameters
    ----------
    sentences
        A frame with `doc_id`, `paragraph_no` and `text`.
    n_topics
        The number of topics; unless given, the candidate of which most hold and most text is in
        these, and only these are topics. What makes up more than 60 % of the text is none, nor is a single word.
    candidates
        The numbers of topics to try. Those for which the corpus is too small are left out: each
        needs five units, and ten where there are up to eight documents.
    method
        "nmf", non-negative factorisation of TF-IDF; or "lda", latent Dirichlet allocation of
        counts.
    unit
        What has one mixture of topics: "paragraph"; "passage", 300 words of a long text, fewer in a
        corpus of under a thousand such; "document"; or "auto": headlines whole, passages of 60
        words and more where the corpus has a thousand, else paragraphs.
    max_terms
        The words used, those in most units first.
    max_share
        The largest share of units (0-1) that a word used may appear in.
    max_units
        The most units that are fitted, drawn from all documents: of each year as many, in it of each
        source, and there of each document in proportion to its length. With None all are fitted,
        however long it takes.
    n_words
        Words shown, and compared, for each topic.
    seed
        Of the resampling and of the factorisation's start.
    n_resamples
        Bootstraps of the documents where there are more than eight; after the seventh, only the
        three numbers of topics that seem best by then go through them. With up to eight documents,
        each is left out once. With 0 there is neither, and no topic has a stability.
    seeds
        Terms by name, as `read_themes().list_terms()` gives them: each name becomes a topic that is
        seeded with its terms, and is free to take further words from the text; the other topics,
        of `n_topics` in all, are found beside them. A seed holds its topic still, so its stability
        is no finding as that of the others is. By "nmf" only.
    sources
        The source of each `doc_id`: what only the documents of one say is a word of genre.
    dates
        The date of each `doc_id`, by which a sample has as many units of each year.
    keep_words, drop_words
        Words that are no words of genre whatever is found, and words to leave out: `Topics.genre`
        lists those that were found.

    Returns
    -------
    Topics
        `topics.weight` says how much the word tells of its topic (0-1, `rank_words`): often in
        its units, rarely in others, and beside its other words; `topics.stays` the share of resamples in whose
        matched topic it is among the first (1: always); `weights.share` is the mean over the
        document's paragraphs of the topic's share in the paragraph; it sums to 1 over the topics,
        and is 0 throughout for a document that no topic reaches. `stability.stability` is the mean
        over resamples of the Jaccard overlap between the topic's first words and those of the topic
        matched to it: 1, always the same words; 0, none of them ever again; missing where one
        document leaves nothing to resample. `stability.coherence` is the mean normalised pointwise
        mutual information of the topic's first words over the units, of headlines whole headlines (-1,
        never together; 0, by chance; 1, always). A further column `converged` says whether the fit came to rest.

    Raises
    ------
    ValueError
        If a column is missing or an option is out of range. A corpus that is too small, be it for
        the number of topics that was asked for, gives empty tables and a `note` that says so.

    Notes
    -----
    Terms are words and phrases (`read_terms`) that appear in at least two units and in one of a
    hundred. Words of genre (`rate_words`) are fitted and gather in topics of their own, but no
    topic is known by them; a topic that is mostly of genre is no topic of the text. A fixed seed
    makes a fit repeat; it does not make it stable, so resamples are of whole documents, each is
    fitted anew (Greene et al. 2014), and its topics are matched to those of the whole by their first
    words (Kuhn 1955). A refit by "nmf" starts twice, once on its own and once from the topics of the
    whole, and keeps what fits the resample better: so a topic counts as lost where other documents
    speak against it, not where the search missed it. A consensus of refits (Kotliar et al. 2019) was
    tried; its topics hold no better than those of a single fit.
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
    if method not in METHODS or unit not in {"auto", *UNITS}:
        raise ValueError(
            f"method={method!r}, unit={unit!r}: one of {', '.join(METHODS)}; one of "
            f"{', '.join(UNITS)}"
        )
    if seeds and method != "nmf":
        raise ValueError(f"seeds need method='nmf', not {method!r}")
    unit = choose_unit(sentences) if unit == "auto" else unit
    length = passage_length(sentences) if unit == "passage" else 0
    whole = cut_units(sentences, unit, length)
    groups = [
        np.array([str(known.get(doc_id))[:end] for doc_id in whole.doc_ids], dtype=object)
        for known, end in ((dates, _YEAR), (sources, None))
        if known is not None
    ]
    units = whole.draw(max_units, seed, groups)
    terms, places = learn_words(sentences)
    counts = count_units(places, units, max_terms, max_share)
    names, rows = weigh_seeds(counts, seeds or {})
    sizes = _choose_sizes(counts, n_topics, candidates, len(names))
    sampled = units is not whole
    unsaid = [name for name in seeds or {} if name not in names]
    note = _note(counts, sizes, n_topics, unsaid, sampled)
    if not sizes:
        return keep_nothing(method, unit, len(counts.doc_ids), note, sampled)
    words = {"sources": sources, "keep": keep_words, "drop": drop_words}
    matter, genre = rate_words(sentences, units, counts, terms, **words)
    with threadpool_limits(limits=1):  # bits depend on how sums are split
        drawn = rows if names else None
        factoriser = Factoriser(counts.matrix, method, seed, seeds=drawn, matter=matter)
        fits = {
            size: _order(fit, counts, len(names)) for size, fit in factoriser.fit(sizes).items()
        }
        times, clashes = resample(counts.doc_ids, seed, n_resamples), find_clashes(counts.words)
        refits = refit(factoriser, fits, times[:_FIRST], n_words, clashes)
        stability = list_stability(counts, fits, refits, n_words, clashes)
        best = rank_sizes(stability, fits, n_words, clashes)[:_FINALISTS]
        finalists = {size: fits[size] for size in sorted(best)}
        more = refit(factoriser, finalists, times[_FIRST:], n_words, clashes)
        refits |= {size: refits[size].extend(more[size]) for size in finalists}
        stability = list_stability(counts, fits, refits, n_words, clashes)
        chosen = rank_sizes(stability, finalists, n_words, clashes)[0]
        n_shown = n_matter = chosen
        variant_of: list[int] = []
        if n_topics is None and len(times):
            kinds, variants = tell_kinds(fits[chosen], refits[chosen], stability, n_words, clashes)
            order = sorted(range(chosen), key=lambda k: kinds[k])
            fits[chosen] = fits[chosen].reorder(order)
            refits[chosen] = refits[chosen].reorder(order)
            n_shown, n_matter = kinds.count(0), chosen - kinds.count(3)
            variant_of = [order.index(variants[k]) for k in order if k in variants]
            stability = list_stability(counts, fits, refits, n_words, clashes)
        if not n_shown:
            note = f"no topic holds: of up to {max(sizes)} that were tried, none has mostly the same first"
            note += " words when other documents are drawn"
            if FEW < (n := len(np.unique(counts.doc_ids))) < _MANY:
                note += f"; {n} documents are few for topics, as each resample leaves out a third "
                note += "of them; try more documents, or seeds that say what to look for"
    model = keep_model(
        [fits[chosen], *refits[chosen].fits], method=method, unit=unit, length=length, terms=terms,
        words=tuple(map(str, counts.words)), n_stable=n_shown, n_matter=n_matter,
        variant_of=tuple(variant_of),
    )  # fmt: skip
    weights, shares, background = weigh_all(model, sentences, True, places, whole)
    if not n_shown:  # all of it is in none
        weights, shares = weights.head(0), shares.head(0)
    kept = refits[chosen].kept
    return Topics(
        topics=list_words(fits[chosen], kept, counts.words, n_words, clashes, n_shown),
        weights=weights,
        stability=stability,
        refits=shares,
        background=background,
        genre=genre,
        n_topics=n_shown,
        n_fitted=chosen,
        n_documents=len(np.unique(counts.doc_ids)),
        n_paragraphs=len(counts.doc_ids),
        note=note,
        seeds=tuple(names),
        model=model,
        sampled=sampled,
        merged=_list_merged(fits[chosen], variant_of, n_shown, counts, n_words, clashes),
    )


def _list_merged(
    fit: Fit, variant_of: list[int], n_shown: int, counts: Counts, n_words: int, clashes: Clashes
) -> tuple[tuple[int, tuple[str, ...]], ...]:
    """Return of each variant its topic, and its first words that are none of that topic's."""
    heads = [first_words(row, n_words, clashes) for row in fit.ranks]
    out = []
    for head, topic in zip(heads[n_shown:], variant_of, strict=False):
        words = [counts.words[j] for j in head if j not in heads[topic]]
        out.append((topic, tuple(words[:_NAMED])))
    return tuple(out)


def _note(
    counts: Counts, sizes: list[int], n_topics: int | None, unsaid: list[str], sampled: bool
) -> str:
    """Say what the corpus is too small for; nothing where it is large enough."""
    if not sizes:
        distinct = count_distinct(counts.matrix)
        asked = "" if n_topics is None else f" for the {n_topics} that were asked for"
        shown = f"{say_count(distinct, 'different paragraph')} share{'s' * (distinct == 1)}"
        return f"topics need more text{asked}: {shown} a word with another"
    if len(np.unique(counts.doc_ids)) < 2:
        said = "one document leaves nothing to resample, so no topic has a stability"
        return f"{said} and none is named"
    if not unsaid:
        return ""
    where = "in two paragraphs of the sample" if sampled else "in two paragraphs"
    return f"no word of {', '.join(unsaid)} appears {where}, so there is no topic of it"


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
    needed = _UNITS_OF_FEW if len(np.unique(counts.doc_ids)) <= FEW else _UNITS
    few = max(_FEWEST, len(counts.doc_ids) // needed) if n_topics is None else most
    sizes = [size for size in wanted if n_seeds <= size <= min(most, few)]
    if not sizes and n_topics is None and n_seeds <= most and wanted[-1] < n_seeds:
        sizes = [n_seeds]
    return sizes


def _order(fit: Fit, counts: Counts, n_seeds: int) -> Fit:
    """Return the fit with topics of seeds first, then the largest; ties by first word."""
    totals = np.round(mean_by_document(fit.loadings, counts).sum(axis=0), 6)
    heads = [counts.words[row.argmax()] for row in fit.words]
    free = sorted(range(n_seeds, len(totals)), key=lambda k: (-totals[k], heads[k]))
    return fit.reorder([*range(n_seeds), *free])
