"""Maps: topics beside themes, documents by what they are about, and terms that share sentences."""

from collections.abc import Collection

import numpy as np
import pandas as pd

from ..core.cache import cached
from ..text.phrases import list_words
from ..text.vocabulary import check_texts
from .counted import check_options, choose_whole, find_terms, weigh_overall


@cached()
def compare_topics_themes(
    topics: pd.DataFrame, weights: pd.DataFrame, mentions: pd.DataFrame
) -> pd.DataFrame:
    """Lay the topics that were found beside the themes that were looked for.

    Parameters
    ----------
    topics, weights
        The tables of these names.
    mentions
        Table `mentions` of the same documents.

    Returns
    -------
    DataFrame
        `topic`, `theme`, by both: `n_words`, how many of the topic's words appear in a hit of the
        theme, `words`, which they are ("" for none), and `correlation` over documents of the
        topic's share with the theme's hits for each hit of any theme (-1 to 1; missing with fewer
        than three documents that have a hit, or where either never differs).
    """
    themes = list(pd.Categorical(mentions["theme"]).categories)
    hits = mentions.groupby(["doc_id", mentions["theme"].astype("str")]).size()
    hits = hits.unstack(fill_value=0).reindex(columns=themes, fill_value=0)
    hits = hits.div(hits.sum(axis=1), axis=0)
    shares = weights.pivot(index="doc_id", columns="topic", values="share").reindex(hits.index)
    terms = [
        " ".join(mentions.loc[mentions["theme"] == theme, "term"].unique()).lower()
        for theme in themes
    ]
    said = dict(zip(themes, map(set, list_words(terms)), strict=True))
    rows = []
    for topic, words in topics.groupby("topic")["word"]:
        for theme in themes:
            shared = [word for word in words if word.lower() in said[theme]]
            correlation = _correlate(shares[topic], hits[theme])
            rows.append((topic, theme, len(shared), ", ".join(shared), correlation))
    out = pd.DataFrame(rows, columns=["topic", "theme", "n_words", "words", "correlation"])
    kinds = ("int64", "str", "int64", "str", "float64")
    return out.astype(dict(zip(out.columns, kinds, strict=True)))


def _correlate(a: pd.Series, b: pd.Series) -> float:
    known = a.notna() & b.notna()
    a, b = a[known].to_numpy(dtype=float), b[known].to_numpy(dtype=float)
    if len(a) < 3 or np.ptp(a) < 1e-9 or np.ptp(b) < 1e-9:
        return float("nan")
    return round(float(np.corrcoef(a, b)[0, 1]), 4)


@cached()
def map_documents(weights: pd.DataFrame) -> pd.DataFrame:
    """Place documents on a plane so that those with like shares of topics stand near each other.

    Parameters
    ----------
    weights
        Table `weights`.

    Returns
    -------
    DataFrame
        `doc_id`, `x`, `y` (the first two principal components of the shares), `topic` (the largest,
        the first of several) and its `share`; documents that no topic reaches are left out. The
        attribute `explained` of the frame's `attrs` is the part of all variance (0-1) that the
        plane keeps.

    Examples
    --------
    >>> rows = [("a", 0, 1.0), ("a", 1, 0.0), ("b", 0, 0.0), ("b", 1, 1.0)]
    >>> map_documents(pd.DataFrame(rows, columns=["doc_id", "topic", "share"]))[["doc_id", "x", "y"]].values.tolist()
    [['a', 0.707107, 0.0], ['b', -0.707107, 0.0]]
    """
    shares = weights.pivot(index="doc_id", columns="topic", values="share")
    shares = shares.reindex(weights["doc_id"].unique())
    shares = shares[shares.sum(axis=1) > 0]
    values = shares.to_numpy(dtype=float)
    centred = values - values.mean(axis=0) if len(values) else values.reshape(0, 0)
    left, sizes, right = np.linalg.svd(centred, full_matrices=False)
    # a component has no sign of its own
    turn = [1.0 if row[np.abs(row.round(6)).argmax()] > 0 else -1.0 for row in right]
    places = np.zeros((len(values), 2))
    places[:, : min(2, len(sizes))] = (left * sizes * turn)[:, :2]
    out = pd.DataFrame(places.round(6) + 0.0, columns=["x", "y"])
    out.insert(0, "doc_id", shares.index.astype("str"))
    first, most = np.array([], dtype="int64"), np.array([], dtype="float64")
    if len(values):
        first, most = shares.columns.to_numpy()[values.argmax(axis=1)], values.max(axis=1)
    out["topic"], out["share"] = first, most
    total = float((sizes**2).sum())
    out.attrs["explained"] = round(float((sizes[:2] ** 2).sum()) / total, 4) if total > 0 else 1.0
    return out


@cached()
def link_terms(
    sentences: pd.DataFrame,
    *,
    terms: Collection[str] | None = None,
    top: int = 40,
    max_words: int = 3,
    min_count: int = 2,
    keep_words: Collection[str] = (),
    drop_words: Collection[str] = (),
) -> pd.DataFrame:
    """Link terms that appear in the same sentences: the edges of a network.

    Parameters
    ----------
    sentences
        A frame with `doc_id` and `text`; with `speaker`, names of speakers are left out.
    terms
        The terms to link, as `weigh_terms` writes them; unless given, the `top` by TF-IDF over
        documents, those of one document last.
    top
        How many terms are linked where none are given.
    max_words
        The longest term, in words.
    min_count
        The fewest sentences that two linked terms share.
    keep_words, drop_words
        Words that are counted, and words that are left out, whatever is found: `Study.traced` has
        the list of those that are left out as of genre or speaker (`counted.list_genre`).

    Returns
    -------
    DataFrame
        `term_a`, `term_b` (a before b in the alphabet), `n_sentences` and `n_documents` with both,
        and `lift`: how many times as often as by chance, sentences alike (1: by chance); most
        sentences first. Of a term and its part ("south china sea", "sea") the one of more weight is
        linked.

    Raises
    ------
    ValueError
        If a column is missing or an option is out of range.

    Examples
    --------
    >>> texts = ["The Quad on trade.", "Trade, the Quad said.", "Ports.", "Ports."]
    >>> link_terms(pd.DataFrame({"doc_id": list("abcd"), "text": texts}), max_words=1).values.tolist()
    [['quad', 'trade', 2, 2, 2.0]]
    """
    check_texts(sentences, "doc_id")
    check_options(top=top, max_words=max_words, min_count=min_count)
    n = len(sentences)
    places = find_terms(
        sentences, max_words=max_words, keep_words=keep_words, drop_words=drop_words
    )
    matrix, found = places.count(np.arange(n), n), places.terms
    counts = pd.Series(np.bincount(matrix.indices, minlength=len(found)), index=found)
    n_parts = np.array([term.count(" ") for term in found], dtype="int64")
    document, names = pd.factorize(sentences["doc_id"], use_na_sentinel=False)
    owned = places.count(document, len(names))
    lone = np.bincount(owned.indices, minlength=len(found)) < 2
    ranked = found[np.lexsort((-n_parts, -weigh_overall(owned), lone))]
    known = ranked if terms is None else ranked[np.isin(ranked, list(terms))]
    whole = choose_whole(known, top if terms is None else len(known))
    chosen = np.flatnonzero(counts.index.isin(whole))
    held = matrix[:, chosen].tocoo()
    said = pd.Series(found[chosen][held.col], dtype="str")
    rows = pd.DataFrame({"sentence": held.row, "term": said})
    rows["doc_id"] = sentences["doc_id"].to_numpy()[rows["sentence"]]
    pairs = rows.merge(rows, on=["sentence", "doc_id"], suffixes=("_a", "_b"))
    pairs = pairs[pairs["term_a"] < pairs["term_b"]]
    edges = pairs.groupby(["term_a", "term_b"], as_index=False).agg(
        n_sentences=("sentence", "nunique"), n_documents=("doc_id", "nunique")
    )
    edges = edges[edges["n_sentences"] >= min_count]
    if edges.empty:
        return edges.assign(lift=pd.Series(dtype="float64")).reset_index(drop=True)
    both = edges["term_a"].map(counts) * edges["term_b"].map(counts)
    edges = edges.assign(lift=(edges["n_sentences"] * n / both).astype("float64").round(4))
    order = ["n_sentences", "term_a", "term_b"]
    return edges.sort_values(order, ascending=[False, True, True], ignore_index=True)
