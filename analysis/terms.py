"""The words and phrases that mark a group of sentences: a document, a period, an outlet."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Mapping

import pandas as pd

from .schema import conform, empty
from .vocabulary import check_texts, count_phrases


def weigh_terms(
    sentences: pd.DataFrame,
    *,
    by: str = "doc_id",
    groups: Mapping[Hashable, str] | pd.Series | None = None,
    top: int | None = None,
    max_words: int = 3,
    min_count: int = 2,
) -> pd.DataFrame:
    """Weigh words and phrases by TF-IDF: often in the group, rarely in the others.

    Parameters
    ----------
    sentences
        A frame with `text` and the column `by`.
    by
        The column that says to which group a sentence belongs.
    groups
        The group of each value of `by` (a mapping, or a Series indexed by it), for groups wider than a
        document, such as periods. Sentences whose value it does not hold are left out.
    top
        Return the first so many terms of each group; all of them unless given.
    max_words
        The longest phrase, in words.
    min_count
        The fewest occurrences, in all groups together, of a term that is weighed.

    Returns
    -------
    DataFrame
        Table `terms`, by group and rank: `weight` from 0 to 1 (more: more the group's own), `count` in the
        group, `n_groups` that use the term, `rank` from 1 within the group (ties: by count, then by
        alphabet). A group without any term has no row; without enough text there is none at all.

    Raises
    ------
    ValueError
        If a column is missing or an option is out of range.

    Notes
    -----
    weight = count * idf, divided by the root of the sum of its squares over the group's terms;
    idf = ln((1 + n) / (1 + n_groups)) + 1 with n groups in all (Salton and Buckley 1988, in scikit-learn's
    smoothed form). With one group every idf is 1 and the weight says no more than the count.

    Terms are in lower case, save names in capitals that would read as stop words (US, WHO). A phrase keeps
    within its sentence, crosses no punctuation, neither begins nor ends with a stop word or a number, and
    holds no other stop word than "of" and "and" ("rule of law", "free and open"). A phrase whose every
    occurrence stands inside a longer term is left out: "south china" does not crowd "south china sea".

    Examples
    --------
    >>> texts = ["The Quad met.", "The Quad agreed.", "Trade met trade."]
    >>> rows = pd.DataFrame({"doc_id": ["a", "a", "b"], "text": texts})
    >>> weigh_terms(rows)[["group", "term", "weight", "count"]].to_dict("records")[0]
    {'group': 'a', 'term': 'quad', 'weight': 0.942156, 'count': 2}
    """
    check_texts(sentences, by)
    _check_options(top, max_words, min_count)
    texts = _collect_texts(sentences, by, groups)
    counts = count_phrases(texts, max_words, min_count)
    vocabulary = sorted(set().union(*counts.values()))
    if not vocabulary:
        return empty("terms")
    terms = _rank(_weigh(counts, vocabulary))
    return conform(terms if top is None else terms[terms["rank"] <= top], "terms")


def _check_options(top: int | None, max_words: int, min_count: int) -> None:
    """Raise ValueError naming the option that is out of range."""
    for name, value in (("top", top), ("max_words", max_words), ("min_count", min_count)):
        if value is not None and value < 1:
            raise ValueError(f"{name}={value}: must be 1 or more")


def _collect_texts(sentences: pd.DataFrame, by: str, groups: Mapping | pd.Series | None) -> dict[str, list[str]]:
    """Return each group's texts, the groups in order of their names."""
    group = sentences[by] if groups is None else sentences[by].map(dict(groups))
    known = sentences.assign(_group=group).dropna(subset="_group")
    return {str(name): rows["text"].tolist() for name, rows in known.groupby("_group", sort=True)}


def _weigh(counts: dict[str, Counter[str]], vocabulary: list[str]) -> pd.DataFrame:
    """Return group, term, weight, count and n_groups of each term that a group uses."""
    from sklearn.feature_extraction.text import TfidfVectorizer

    vectorizer = TfidfVectorizer(analyzer=Counter.elements, vocabulary=vocabulary, lowercase=False)
    weights = vectorizer.fit_transform(counts.values()).tocoo()
    groups = list(counts)
    n_groups = Counter(term for count in counts.values() for term in count)
    rows = [
        (group, term, round(float(weight), 6), counts[group][term], n_groups[term])
        for i, j, weight in zip(weights.row, weights.col, weights.data, strict=True)
        for group, term in [(groups[i], vocabulary[j])]
    ]
    return pd.DataFrame(rows, columns=["group", "term", "weight", "count", "n_groups"])


def _rank(terms: pd.DataFrame) -> pd.DataFrame:
    """Return the terms by group and weight, with their rank."""
    ordered = terms.sort_values(["group", "weight", "count", "term"], ascending=[True, False, False, True])
    return ordered.assign(rank=ordered.groupby("group").cumcount() + 1)
