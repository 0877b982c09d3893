"""Which documents are copies of another: syndicated text counts once, however often it was printed.

A document copies another if both are of the same days (`windows`), most of its words appear in runs
of words that the other has too, and the shorter of the two has few sentences of its own. That
outlives small edits, a changed lead and a cut (a Jaccard index does not outlive the cut), while two
reports of one event that quote the same sentences share the quotes alone, and two releases that end
in the same paragraphs these; two messages in one form that name others (`names_in_texts`) are no
copies. What three texts of a source begin or end with (`candidates`) is left out before that is
judged. Candidates are pairs that share fingerprints: a fixed quarter of the hashes of all runs of
four words (Broder 1997, "On the resemblance and containment of documents"). They need no seed and
serve containment, which MinHash signatures do not; every candidate is then compared in full.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from .candidates import list_known_ends, list_sites, pair_up, share_site
from .fingerprints import choose_prints, group_same, hash_runs, strip_marks
from .windows import (
    COPY_DAYS,
    bound_days,
    chain_same,
    check_days,
    count_apart,
    cut_groups,
    narrow,
    split_chains,
)


def mark_copies(
    documents: pd.DataFrame,
    *,
    threshold: float = 0.6,
    own: float = 0.25,
    shortest: float = 0.2,
    days: int = COPY_DAYS,
) -> pd.DataFrame:
    """Mark the documents whose text is that of another of the same days, whole, edited or cut.

    Of texts that copy each other, the earliest is the original: by `date`, then `doc_id`, documents
    without a date last. A text that is part of a longer one, and holds too little of it to be copied
    by it, is a copy of the longer one even if that is later, so that every passage is counted once
    and none is lost. A copy of a copy names the original. The order of the rows changes nothing.

    No copy is more than `days` from its original. The same text later than that is another
    document, even word for word and under the same title and source: so are statements that come
    back every year. `words.list_templates` shows them. (A page fetched again has the date that it had, and
    by its address the same `doc_id`.) A document without a date may be of any day; one known by the
    month or year may be a copy of those that may be of the same days.

    Parameters
    ----------
    documents
        Table `documents`: `doc_id`, `date`, `text` (the body); with `date_low` and `date_high`,
        where there are such, the days between which a date lies that is not known exactly, and
        with `source`, where that is known: an end that texts of several have in common is a story.
    threshold
        The share (0-1) of a text's words that must appear in runs of four words or more found in the
        other text.
    own
        The share (0-1) of the shorter text's words that may be in passages of its own: twelve words
        or more in a row of which the other has none. Two releases that end in the same
        paragraphs have more.
    shortest
        A text shorter than this share (0-1) of the other's length is no copy but a passage of it,
        so that a collected volume does not swallow what it collects.
    days
        The most days between a copy and its original.

    Returns
    -------
    DataFrame
        The documents, rows and index as given, with `copy_of`: the `doc_id` of the original, "" for
        originals and for documents without a word.

    Raises
    ------
    ValueError
        If a column is missing, a share is not above 0 and at most 1, or `days` is negative.

    Examples
    --------
    >>> text = "The two ministers agreed on Monday to meet again in Tokyo before the end of the year"
    >>> rows = [("b", "2020-10-07", text + "."), ("a", "2020-10-08", text.upper()), ("c", "2020-10-06", "Elsewhere")]
    >>> documents = pd.DataFrame(rows, columns=["doc_id", "date", "text"])
    >>> mark_copies(documents)["copy_of"].tolist()
    ['', 'b', '']
    """
    missing = [column for column in ("doc_id", "date", "text") if column not in documents.columns]
    if missing:
        found = ", ".join(map(str, documents.columns))
        raise ValueError(f"documents: no column {', '.join(missing)} (it has {found})")
    rows = rank_documents(documents)
    plain = strip_marks(documents["text"].iloc[rows])
    texts = number_texts(group_same(plain)[0], documents.iloc[rows], days)
    first = texts.first
    runs = hash_runs(plain.take(pa.array(first)), documents.iloc[rows[first]])
    prints, asked = [lambda: choose_prints(runs)], {"threshold": threshold, "own": own}
    original = find_originals(texts, runs.n_words, prints, runs.shares, shortest=shortest, **asked)
    filled = pc.utf8_length(plain).to_numpy() > 0
    place = np.where(filled, texts.first[original[texts.of]], np.arange(len(rows)))
    return documents.assign(copy_of=name_originals(documents["doc_id"], rows, place))


@dataclass(frozen=True)
class Texts:
    """The texts of ranked documents, each once for every time that it is of.

    `of` is the number of each document's text, `first` the rank of the first document with it;
    `same` is the same number for the same words of other days, and `low` and `high` are the bounds
    that must be within `days` of those of another. `site` is the number of its source.
    """

    of: np.ndarray
    first: np.ndarray
    same: np.ndarray
    low: np.ndarray
    high: np.ndarray
    site: np.ndarray
    days: int


def number_texts(same: np.ndarray, documents: pd.DataFrame, days: int) -> Texts:
    """Return the texts of ranked documents, from numbers that are the same for the same words."""
    check_days(days)
    low, high = narrow(*bound_days(documents), days)
    of = pd.DataFrame({"same": same, "low": low, "high": high}).groupby(
        ["same", "low", "high"], sort=False
    )
    number = of.ngroup().to_numpy()
    first = np.unique(number, return_index=True)[1]
    site = list_sites(documents)[first]
    return Texts(number, first, same[first], low[first], high[first], site, days)


def rank_documents(documents: pd.DataFrame) -> np.ndarray:
    """Return the places of the documents, those first that are originals before others: by date,
    then `doc_id`.
    """
    ranked = documents[["doc_id", "date"]].reset_index(drop=True)
    ranked = ranked.sort_values(["date", "doc_id"], kind="stable", na_position="last")
    return ranked.index.to_numpy()


def name_originals(doc_ids: pd.Series, rows: np.ndarray, original: np.ndarray) -> pd.Series:
    """Return `copy_of`, in the order of `doc_ids`, from the rank of the original of each ranked
    document.
    """
    ids = doc_ids.to_numpy(dtype=object)[rows]
    copy_of = np.empty(len(ids), dtype=object)
    copy_of[rows] = np.where(original != np.arange(len(ids)), ids[original], "")
    return pd.Series(copy_of, index=doc_ids.index, dtype="str")


def drop_copies(documents: pd.DataFrame) -> pd.DataFrame:
    """Return the documents that count: all whose `copy_of` is "", or all where copies were not
    marked.

    Sentences and mentions of copies stay in their tables as evidence; the `tally_*` verbs call
    this.
    """
    return documents[documents["copy_of"] == ""] if "copy_of" in documents.columns else documents


def find_originals(
    texts: Texts,
    n_words: np.ndarray,
    prints: Sequence[Callable[[], tuple[np.ndarray, np.ndarray]]],
    shares_of: Callable[..., np.ndarray],
    *,
    threshold: float = 0.6,
    own: float = 0.25,
    shortest: float = 0.2,
) -> np.ndarray:
    """Return for each text (`number_texts`), in order of rank, the number of its original (its own
    where it is one).

    `prints` give fingerprints and the numbers of their texts, sorted by both, in one part or
    several; all of one fingerprint appear in one part. One part at a time is in memory; several are
    each asked for twice. `shares_of` gives for pairs of texts, and words at their ends to leave
    out, what `fingerprints.Runs.shares` gives. The shares are those of `mark_copies`.
    """
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import connected_components

    for name, share in {"threshold": threshold, "shortest": shortest}.items():
        if not 0 < share <= 1:
            raise ValueError(f"{name} {share!r} is no share above 0 and at most 1")
    if not 0 <= own <= 1:
        raise ValueError(f"own {own!r} is no share from 0 to 1")
    n, low, high, days = len(n_words), texts.low, texts.high, texts.days
    pairs = pair_up(n_words, prints, shortest)
    pairs = pairs[texts.same[pairs[:, 0]] != texts.same[pairs[:, 1]]]
    near = count_apart(low, high, pairs) <= days
    compared = pairs[near]
    pairs, shares = _compare(compared, pairs[~near], shares_of, texts.site, n_words, threshold, own)
    mutual = (shares >= threshold).all(axis=1)
    linked = np.concatenate([pairs[mutual], chain_same(texts.same, low, high, days)])
    links = coo_array((np.ones(len(linked), bool), (linked[:, 0], linked[:, 1])), shape=(n, n))
    _, group = connected_components(links, directed=False)

    def compare(others: np.ndarray) -> np.ndarray:
        found = shares_of(others)
        return (found[:, 2] <= own) & (found[:, :2] >= threshold).all(axis=1)

    group = cut_groups(group, low, high, days)
    group = split_chains(group, texts.same, pairs[mutual], compared, compare)
    _, first, group = np.unique(group, return_index=True, return_inverse=True)
    edges = _list_containers(pairs, shares, threshold, group, n_words)

    def holds(part: int, whole: int) -> bool:
        pair = np.sort(first[[part, whole]])[None]
        found = shares_of(pair)[0]
        return found[2] <= own and found[int(pair[0, 0] != first[part])] >= threshold

    return first[_choose_containers(edges, group, first, texts, holds)[group]]


def _compare(
    pairs: np.ndarray,
    further: np.ndarray,
    shares_of: Callable[..., np.ndarray],
    site: np.ndarray,
    n_words: np.ndarray,
    threshold: float,
    own: float,
) -> tuple[np.ndarray, np.ndarray]:
    """Return the pairs with few passages of their own, and which shares of words each has of the
    other; what texts of the source begin and end with, as `further` pairs show too, is left out.
    """
    found = shares_of(pairs)
    alike = (found[:, 2] <= own) & (found[:, :2].max(axis=1, initial=0) >= threshold)
    alike &= share_site(site, pairs)
    if (doubted := alike & found[:, 3:].any(axis=1)).any():
        beside = np.isin(further, pairs[doubted]).any(axis=1)
        further = further[beside & share_site(site, further)]
        ends = np.concatenate([found, shares_of(further)])[:, 3:].astype(np.int64)
        known = list_known_ends(np.concatenate([pairs, further]), ends, site, n_words)[: len(pairs)]
        again = np.flatnonzero(alike & known.any(axis=1))
        found[again] = shares_of(pairs[again], known[again])
    alike = found[:, 2] <= own
    return pairs[alike], found[alike, :2]


def _list_containers(
    pairs: np.ndarray, shares: np.ndarray, threshold: float, group: np.ndarray, n_words: np.ndarray
) -> pd.DataFrame:
    """Return the longer groups that hold enough of a group: those of the longest first, then those
    that hold the most.
    """
    length = np.zeros(group.max(initial=-1) + 1, dtype=np.int64)
    np.maximum.at(length, group, n_words)
    part, whole = group[pairs.T.ravel()], group[pairs[:, ::-1].T.ravel()]
    edges = pd.DataFrame({"part": part, "whole": whole, "share": shares.T.ravel().round(6)})
    # Only a longer group can hold another: that keeps the pointers free of circles.
    edges = edges[(edges["share"] >= threshold) & (length[edges["part"]] < length[edges["whole"]])]
    return edges.assign(length=length[edges["part"]]).sort_values(
        ["length", "part", "share", "whole"], ascending=[False, True, False, True], kind="stable"
    )


def _choose_containers(
    edges: pd.DataFrame,
    group: np.ndarray,
    first: np.ndarray,
    texts: Texts,
    holds: Callable[[int, int], bool],
) -> np.ndarray:
    """Return for each group the one that holds it, or itself: the first that is held by none, or
    whose holder is one and holds (`holds`) this group too, all within the window of its original.
    """
    held = np.arange(len(first))
    latest, soonest = texts.low[first], texts.high[first]
    np.maximum.at(latest, group, texts.low)
    np.minimum.at(soonest, group, texts.high)
    # A group's holders are longer, so that theirs are known before.
    for part, whole in zip(edges["part"].tolist(), edges["whole"].tolist(), strict=True):
        to = held[whole]
        low, high = texts.low[first[to]], texts.high[first[to]]
        near = max(latest[part], low) - min(soonest[part], high) <= texts.days
        if held[part] == part and near and (to == whole or holds(part, to)):
            held[part] = to
    return held
