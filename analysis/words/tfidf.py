"""The words and phrases that mark a group of sentences: a document, a period, an outlet."""

from collections.abc import Collection, Hashable, Mapping

import numpy as np
import pandas as pd
from scipy.sparse import csr_array

from ..core.cache import cached
from ..core.schema import conform, empty
from ..text.vocabulary import check_texts
from .counted import check_options, find_terms


@cached()
def weigh_terms(
    sentences: pd.DataFrame,
    *,
    by: str = "doc_id",
    groups: Mapping[Hashable, str] | pd.Series | None = None,
    top: int | None = None,
    max_words: int = 3,
    min_count: int = 2,
    keep_words: Collection[str] = (),
    drop_words: Collection[str] = (),
) -> pd.DataFrame:
    """Weigh words and phrases by TF-IDF: often in the group, rarely in the others.

    Parameters
    ----------
    sentences
        A frame with `text` and the column `by`; with a column `speaker`, as `attribute_speech`
        gives it, names of speakers are left out.
    by
        The column that says to which group a sentence belongs.
    groups
        The group of each value of `by` (a mapping, or a Series indexed by it), for groups wider
        than a document, such as periods. Sentences whose value it does not hold are left out.
    top
        Return the first so many terms of each group; all of them unless given.
    max_words
        The longest phrase, in words.
    min_count
        The fewest occurrences, in all groups together, of a term that is weighed.
    keep_words, drop_words
        Words that are counted, and words that are left out, whatever is found: `Study.traced` has
        the list of those that are left out as of genre or speaker (`counted.list_genre`).

    Returns
    -------
    DataFrame
        Table `terms`, by group and rank: `weight` from 0 to 1 (more: more the group's own), `count`
        in the group, `n_groups` that use the term, `rank` from 1 within the group (ties: by count,
        then by alphabet). A group without any term has no row; without enough text there is none at
        all.

    Raises
    ------
    ValueError
        If a column is missing or an option is out of range.

    Notes
    -----
    weight = count * idf, divided by the root of the sum of its squares over the group's terms; idf
    = ln((1 + n) / (1 + n_groups)) with n groups in all (Salton and Buckley 1988, smoothed): a term
    that every group has weighs nothing. With one group every idf is 1 and the weight says no more
    than the count.

    Terms are in lower case, save names in capitals that would read as stop words (US, WHO). A
    phrase is one term where its words stand together more than by chance, in two documents and
    more (`read_terms`); its parts count where they stand alone: "united" is not counted within
    "united nations". Phrases are those of all sentences, whatever the groups.

    Examples
    --------
    >>> texts = ["The Quad met.", "The Quad agreed.", "Trade met trade."]
    >>> rows = pd.DataFrame({"doc_id": ["a", "a", "b"], "text": texts})
    >>> weigh_terms(rows)[["group", "term", "weight", "count"]].to_dict("records")[0]
    {'group': 'a', 'term': 'quad', 'weight': 1.0, 'count': 2}
    """
    check_texts(sentences, by)
    check_options(top=top, max_words=max_words, min_count=min_count)
    group = sentences[by] if groups is None else sentences[by].map(dict(groups))
    known = sentences.assign(_group=group.to_numpy()).groupby("_group", sort=True)
    names = [str(name) for name in known.size().index]
    places = find_terms(
        sentences, by, max_words=max_words, keep_words=keep_words, drop_words=drop_words
    )
    counts = places.count(known.ngroup().to_numpy(), len(names))
    kept = np.flatnonzero(counts.sum(axis=0) >= min_count)
    counts, found = counts[:, kept], places.terms[kept]
    if not len(found):
        return empty("terms")
    return conform(_rank(counts, np.array(names, dtype=object), found, top), "terms")


def _rank(
    counts: csr_array, groups: np.ndarray, found: np.ndarray, top: int | None
) -> pd.DataFrame:
    """Return the terms of each group (rows of counts) by weight, with their rank."""
    cells = counts.tocoo()
    row, column, count = cells.row, cells.col, cells.data.astype("int64")
    n, n_groups = len(groups), np.bincount(column)
    own = np.log((1 + n) / (1 + n_groups)) if n > 1 else np.ones(len(found))
    weight = count * own[column]
    length = np.sqrt(np.bincount(row, weight**2, minlength=n))[row]
    weight = np.divide(weight, length, out=np.zeros_like(weight), where=length > 0).round(6)
    place = np.argsort(np.argsort(groups, kind="stable"))  # groups come by name, as text
    order = np.lexsort((column, -count, -weight, place[row]))
    sizes = np.bincount(row, minlength=len(groups))[np.argsort(groups, kind="stable")]
    rank = np.arange(len(order)) - np.repeat(np.cumsum(sizes) - sizes, sizes) + 1
    if top is not None:
        order, rank = order[rank <= top], rank[rank <= top]
    return pd.DataFrame(
        {
            "group": groups[row[order]],
            "term": found[column[order]],
            "weight": weight[order],
            "count": count[order],
            "n_groups": n_groups[column[order]],
            "rank": rank,
        }
    )
