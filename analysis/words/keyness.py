"""The words that one group of documents says and another does not, tested document by document.

Words of one article come together, so a test that counts words takes one talkative report for a
shift. Here whole documents, or the episodes that they report, change sides.
"""

import math
from collections.abc import Collection, Hashable, Mapping

import numpy as np
import pandas as pd

from ..core.cache import cached
from ..core.schema import conform, empty
from ..stats.permutation import permute
from ..text.collocations import Places
from ..text.vocabulary import check_texts, count_words
from .counted import check_options, find_terms
from .log_odds import Counts, Model, compare_within, disperse, holds_sign
from .rarefaction import Contrast


@cached()
def compare_terms(
    sentences: pd.DataFrame,
    a: Hashable | Collection[Hashable],
    b: Hashable | Collection[Hashable] | None = None,
    *,
    groups: Mapping[Hashable, Hashable] | pd.Series | None = None,
    units: Mapping[Hashable, Hashable] | pd.Series | None = None,
    sources: Mapping[Hashable, Hashable] | pd.Series | None = None,
    max_words: int = 3,
    min_count: int = 3,
    min_documents: int = 2,
    prior: float = 1.0,
    n_permutations: int = 9_999,
    seed: int = 0,
    keep_words: Collection[str] = (),
    drop_words: Collection[str] = (),
) -> pd.DataFrame:
    """Compare how often two groups of documents use each term, and test the difference.

    Where one group's documents are longer, the test takes words from them at random, many times
    over, until both groups have the same lengths; sizes and counts are of the whole documents.

    Parameters
    ----------
    sentences
        A frame with `doc_id` and `text`; with a column `speaker`, as `attribute_speech` gives it,
        names of speakers are left out. Copies of a text count like any other: drop them first.
    a, b
        A group or several; all documents of no group in `a` where `b` is not given.
    groups
        The group of each `doc_id` (a mapping, or a Series indexed by it); without it every document
        is a group of its own name. Documents that it does not hold are left out.
    units
        What changes sides together, for each `doc_id`: the episode, where several documents report
        one; the document unless given.
    sources
        The source of each `doc_id` ("" for none), so that what differs only because one side has
        more of a source is told apart.
    max_words
        The longest phrase, in words.
    min_count, min_documents
        The fewest occurrences, and documents with one, of a term that is compared.
    prior
        The weight of the prior, in documents of mean length.
    n_permutations
        The random splits at most; where there are no more splits than that and one, all of them are
        tried.
    seed
        Of the random splits, and of the words that longer documents lose.
    keep_words, drop_words
        Words that are counted, and words that are left out, whatever is found: `Study.traced` has
        the list of those that are left out as of genre or speaker (`counted.list_genre`).

    Returns
    -------
    DataFrame
        Table `keyness`, by `p` and then the size of `z`: `log_odds` (natural logarithm; above 0:
        more in `a`) and `z`, the same in standard errors of independent words, for ranking alone;
        `p` of a difference as large, either way, when documents change sides; `p_least`, the
        smallest that these splits can give; `q`, p for all terms together: twice how often the
        greatest difference of any term in the same direction is as large; `sign_holds`, whether leaving
        out any one unit keeps the sign (never where a group has one unit) and comparing within
        sources does not turn it; `log_odds_within`, the same as `log_odds` with documents compared
        only with those of their own source (missing where no source is in both groups); counts and documents
        with the term in each group; `dispersion` over the documents of the group that says it more:
        0, in proportion to their length; 1, all in the shortest; missing where it has one document;
        `n_splits` and whether they are all there are (`exact`). No row without enough text.

    Raises
    ------
    ValueError
        If a column is missing, a group is unknown (one without a sentence is not) or on both sides,
        or an option is out of range.

    Notes
    -----
    Terms are those of `weigh_terms`. Log-odds with a Dirichlet prior in proportion to the term's use
    in both groups (Monroe, Colaresi and Quinn 2008). Inference by permutation of the difference of
    rates over its standard error (Janssen 1997), after rarefaction to matched lengths; p is a mean
    over draws of it. Random splits end early for terms whose p is plainly large (Besag and Clifford
    1991). q keeps the chance of any false term (Westfall and Young 1993), half of it for each
    direction. Normalised deviation of
    proportions (Gries 2008; Lijffijt and Gries 2012).

    Examples
    --------
    >>> texts = ["quad quad sea", "quad sea", "trade sea", "trade trade sea"]
    >>> rows = pd.DataFrame({"doc_id": list("wxyz"), "text": texts})
    >>> found = compare_terms(rows, ["w", "x"], ["y", "z"])
    >>> found[["term", "log_odds", "p", "p_least"]].round(2).values.tolist()
    [['quad', 2.2, 0.33, 0.33], ['trade', -2.2, 0.33, 0.33], ['sea', 0.0, 1.0, 0.33]]
    """
    check_texts(sentences, "doc_id")
    check_options(max_words=max_words, min_count=min_count, min_documents=min_documents)
    check_options(n_permutations=n_permutations)
    if not 0 < prior < math.inf:
        raise ValueError(f"prior={prior}: must be above 0, in documents")
    sides = _choose_sides(sentences["doc_id"].unique(), a, b, groups)
    places = find_terms(
        sentences, max_words=max_words, keep_words=keep_words, drop_words=drop_words
    )
    counts = _count(sentences, places, sides, units, sources, min_count, min_documents)
    if counts is None:
        return empty("keyness")
    return _compare(counts, prior, n_permutations, seed)


def _choose_sides(
    doc_ids: Collection, a, b, groups: Mapping | pd.Series | None
) -> dict[Hashable, bool]:
    """Return whether each document that is compared is in group a."""
    of = {doc_id: doc_id for doc_id in doc_ids} if groups is None else dict(groups)
    known = set(of.values())
    of = {doc_id: of[doc_id] for doc_id in doc_ids if doc_id in of and not pd.isna(of[doc_id])}
    names = dict.fromkeys(of.values())
    first = _as_list(a)
    second = [name for name in names if name not in first] if b is None else _as_list(b)
    for name in [*first, *second]:
        if name not in known:
            found = ", ".join(map(str, list(names)[:12])) + (", ..." if len(names) > 12 else "")
            raise ValueError(f"group {name!r} has no document; groups are {found or 'none'}")
    both = [name for name in first if name in second]
    if both:
        raise ValueError(f"group {both[0]!r} appears in a and in b: name each group once")
    return {doc_id: name in first for doc_id, name in of.items() if name in first or name in second}


def _as_list(names: Hashable | Collection[Hashable]) -> list[Hashable]:
    return list(names) if isinstance(names, Collection) and not isinstance(names, str) else [names]


def _count(
    sentences: pd.DataFrame,
    places: Places,
    sides: Mapping,
    units,
    sources,
    min_count: int,
    min_documents: int,
) -> Counts | None:
    """Return the counts of both groups; None where one has no word or no term is left."""
    n = pd.Series(count_words(sentences["text"]), dtype="float64")
    doc_ids = pd.Series(sentences["doc_id"].to_numpy())
    held = n.groupby(doc_ids.where(doc_ids.isin(list(sides)) & (n > 0)), sort=True)
    n_words = held.sum()
    if len({sides[doc_id] for doc_id in n_words.index}) < 2:
        return None
    matrix = places.count(held.ngroup().fillna(-1).to_numpy("int64"), len(n_words))
    terms = places.terms
    kept = np.bincount(matrix.indices, minlength=len(terms)) >= min_documents
    kept &= matrix.sum(axis=0) >= min_count
    if not kept.any():
        return None
    of = {} if units is None else dict(units)
    unit = np.array([of.get(doc_id, doc_id) for doc_id in n_words.index], dtype=object)
    in_a = np.array([sides[doc_id] for doc_id in n_words.index])
    of = sources.to_dict() if isinstance(sources, pd.Series) else dict(sources or {})
    named = pd.Series(of, dtype="object").reindex(n_words.index)
    is_named = named.notna() & (named.astype("str").str.strip() != "")
    source = named.where(is_named, None).to_numpy()
    return Counts(matrix[:, kept], terms[kept].tolist(), n_words.to_numpy(), in_a, unit, source)


def _compare(counts: Counts, prior: float, n_permutations: int, seed: int) -> pd.DataFrame:
    """Return table `keyness` of documents by terms."""
    model = Model(counts, prior)
    size, z = model.measure()
    within = np.round(compare_within(counts, model), 4)
    turned = np.sign(within) * np.sign(np.round(size, 9)) < 0
    contrast, split = Contrast(model.units, seed), model.units.in_a
    options = n_permutations, seed, contrast.counts.is_random
    found = permute(contrast.look, len(counts.terms), split, *options)
    in_a = counts.in_a
    has = (counts.matrix > 0).astype("int64")
    uneven = np.where(size >= 0, disperse(counts, in_a), disperse(counts, ~in_a))
    out = pd.DataFrame(
        {
            "term": counts.terms,
            "log_odds": np.round(size, 4) + 0.0,
            "z": np.round(z, 4) + 0.0,
            "p": found.p.round(6),
            "p_least": found.p_least.round(6),
            "q": found.p_family.round(6),
            "sign_holds": holds_sign(model, np.sign(np.round(size, 9))) & ~turned,
            "log_odds_within": within + 0.0,
            "count_a": counts.matrix[in_a].sum(axis=0),
            "count_b": counts.matrix[~in_a].sum(axis=0),
            "n_documents_a": has[in_a].sum(axis=0),
            "n_documents_b": has[~in_a].sum(axis=0),
            "dispersion": uneven.round(4),
            "n_splits": found.n_splits,
            "exact": found.exact,
        }
    )
    order = np.lexsort((out["term"].to_numpy(dtype=str), -out["z"].abs(), out["p"]))
    return conform(out.iloc[order], "keyness")
