"""Which documents are copies of another: syndicated text counts once, however often it was printed.

A document copies another if most of its words stand in runs of words that the other has too. That
share outlives small edits, a changed lead and a cut (a Jaccard index does not outlive the cut),
while two reports of one event that quote the same sentences share the quotes alone. Candidates are
pairs that share fingerprints: a fixed quarter of the hashes of all runs of four words (Broder 1997,
"On the resemblance and containment of documents"). Fingerprints need no seed and serve containment,
which MinHash signatures do not; every candidate is then compared in full.

A copy shares the time too. A statement that repeats last year's wording is one of this year, and
counts (`words.templates` shows what it repeats).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from .fingerprints import choose_prints, group_same, hash_runs, strip_marks

# A document is paired with so many that follow it among those with the fingerprint, and with the
# first of them: the work grows with the corpus, not with the square of a formula's frequency.
_REACH = 8
# A pair is compared if it shares this part of the shorter one's fingerprints, and two at least
# (edits that leave 60 % of the words in runs of four leave a third of the runs).
_SHARED = 0.2
_AT_ONCE = 16_000_000  # pairs counted at once
#: Days after an original in which the same words are a copy of it: what is reprinted is so within
# weeks, and a statement made every year or half-year is not.
COPY_DAYS = 90


def mark_copies(
    documents: pd.DataFrame,
    *,
    threshold: float = 0.6,
    shortest: float = 0.2,
    days: int = COPY_DAYS,
) -> pd.DataFrame:
    """Mark the documents whose text is that of another of about the same time, whole, edited or
    cut.

    Of texts that copy each other, the earliest is the original: by `date`, then `doc_id`, documents
    without a date last. A text that stands in a longer one, and holds too little of it to be copied
    by it, is a copy of the longer one whatever its date, so that every passage is counted once and
    none is lost. A copy of a copy names the original. The order of the rows changes nothing.

    Parameters
    ----------
    documents
        Table `documents`: `doc_id`, `date`, `text` (the body).
    threshold
        The share (0-1) of a text's words that must stand in runs of four words or more found in the
        other text.
    shortest
        A text shorter than this share (0-1) of the other's length is no copy but a passage of it,
        so that a collected volume does not swallow what it collects.
    days
        No document later than its original by more days is a copy. One without a date may be of any
        day.

    Returns
    -------
    DataFrame
        The documents, rows and index as given, with `copy_of`: the `doc_id` of the original, "" for
        originals and for documents without a word.

    Raises
    ------
    ValueError
        If a column is missing or a share is not above 0 and at most 1.

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
        raise ValueError(
            f"documents: no column {', '.join(missing)} (it has "
            f"{', '.join(map(str, documents.columns))})"
        )
    rows = rank_documents(documents)
    plain = strip_marks(documents["text"].iloc[rows])
    day = count_days(documents["date"].iloc[rows])
    same, first = split_by_days(group_same(plain)[0], day, days)
    runs = hash_runs(plain.take(pa.array(first)))
    original = find_originals(
        runs.n_words,
        [lambda: choose_prints(runs)],
        runs.shares,
        day[first],
        threshold=threshold,
        shortest=shortest,
        days=days,
    )
    place = np.where(
        pc.utf8_length(plain).to_numpy() > 0, first[original[same]], np.arange(len(rows))
    )
    return documents.assign(copy_of=name_originals(documents["doc_id"], rows, place))


def count_days(dates: pd.Series) -> np.ndarray:
    """Return the days since 1970 of dates, NaN where there is none."""
    counted = dates.astype("datetime64[s]").to_numpy().astype("datetime64[D]")
    return np.where(np.isnat(counted), np.nan, counted.astype("int64").astype(float))


def split_by_days(group: np.ndarray, day: np.ndarray, days: int) -> tuple[np.ndarray, np.ndarray]:
    """Return groups, numbered by their first item, of which each item is within so many days of the
    first; and the place of this.

    Parameters
    ----------
    group
        The number of the group of each item, the items in order of their days.
    day
        The day of each, NaN where it is unknown: such an item stays with the first of its group.
    days
        How many days a group may span.
    """
    order = np.argsort(group, kind="stable")
    sizes = np.bincount(group, minlength=1)
    ends = np.cumsum(sizes)
    leader = np.arange(len(group))
    for end, size in zip(ends[sizes > 1].tolist(), sizes[sizes > 1].tolist(), strict=True):
        items = order[end - size : end]
        head = start = items[0]
        for item in items[1:].tolist():
            if day[item] - day[start] > days:
                start = item
            # what has no date goes to the first, which may be its original
            leader[item] = head if np.isnan(day[item]) else start
    first, split = np.unique(leader, return_inverse=True)
    return split, first


def rank_documents(documents: pd.DataFrame) -> np.ndarray:
    """Return the places of the documents, those first that are originals before others: by date,
    then `doc_id`.
    """
    ranked = documents[["doc_id", "date"]].reset_index(drop=True)
    return ranked.sort_values(
        ["date", "doc_id"], kind="stable", na_position="last"
    ).index.to_numpy()


def name_originals(doc_ids: pd.Series, rows: np.ndarray, original: np.ndarray) -> pd.Series:
    """Return `copy_of`, in the order of `doc_ids`, from the rank of the original of each ranked
    document.
    """
    ids = doc_ids.to_numpy(dtype=object)[rows]
    copy_of = np.empty(len(ids), dtype=object)
    copy_of[rows] = np.where(original != np.arange(len(ids)), ids[original], "")
    return pd.Series(copy_of, index=doc_ids.index, dtype="str")


def sign_texts(texts: pd.Series) -> pd.DataFrame:
    """Return what is needed of each text to find its copies in a corpus that does not fit in
    memory.

    Returns
    -------
    DataFrame
        `same` (the same number for texts that differ in marks and capitals alone), `n_words`, and
        `prints`, the array of the text's fingerprints, none twice.
    """
    plain = strip_marks(texts)
    runs = hash_runs(plain)
    prints, place = choose_prints(runs)
    order = np.argsort(place, kind="stable")
    parts = np.split(prints[order], np.searchsorted(place[order], np.arange(1, len(texts))))
    same = pd.util.hash_array(plain.to_numpy(zero_copy_only=False).astype(object), categorize=False)
    n_words = np.where(pc.utf8_length(plain).to_numpy() > 0, runs.n_words, 0)
    return pd.DataFrame(
        {"same": same, "n_words": n_words, "prints": parts[: len(texts)]}, index=texts.index
    )


def list_pairs(
    texts: pd.Series,
    choose: Callable[[np.ndarray, np.ndarray], np.ndarray],
    *,
    shortest: float = 0.2,
) -> tuple[np.ndarray, np.ndarray]:
    """Return pairs of places of texts that share fingerprints, and the shares of words that each of
    a pair has of the other.

    Parameters
    ----------
    texts
        Texts in order.
    choose
        Tells of the places of the first and of the second of pairs which are compared.
    shortest
        As in `mark_copies`.
    """
    runs = hash_runs(strip_marks(texts))
    pairs = _pair_up(runs.n_words, [lambda: choose_prints(runs)], shortest)
    pairs = pairs[choose(pairs[:, 0], pairs[:, 1])]
    return pairs, runs.shares(pairs)


def share_words(texts: pd.Series, pairs: np.ndarray) -> np.ndarray:
    """Return for each pair of places of texts which share of the first's words the second has, and
    the reverse.
    """
    return hash_runs(strip_marks(texts)).shares(pairs)


def drop_copies(documents: pd.DataFrame) -> pd.DataFrame:
    """Return the documents that count: all whose `copy_of` is "", or all where copies were not
    marked.

    Sentences and mentions of copies stay in their tables as evidence; the `tally_*` verbs call
    this.

    Parameters
    ----------
    documents
        Table `documents`.
    """
    return documents[documents["copy_of"] == ""] if "copy_of" in documents.columns else documents


def find_originals(
    n_words: np.ndarray,
    prints: Sequence[Callable[[], tuple[np.ndarray, np.ndarray]]],
    shares_of: Callable[[np.ndarray], np.ndarray],
    day: np.ndarray,
    *,
    threshold: float = 0.6,
    shortest: float = 0.2,
    days: int = COPY_DAYS,
) -> np.ndarray:
    """Return for each text, in order of rank, the number of its original (its own where it is one).

    Parameters
    ----------
    n_words
        The words of each text, no two of which are the same in every word and of about one time.
    prints
        Give fingerprints and the numbers of their texts, sorted by both, in one part or several;
        all of one fingerprint stand in one part. One part at a time is in memory; several are each
        asked for twice.
    shares_of
        Gives for pairs of texts the shares of words that each has of the other.
    day
        The day of each text, NaN where it is unknown.
    threshold, shortest, days
        As in `mark_copies`.
    """
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import connected_components

    for name, share in {"threshold": threshold, "shortest": shortest}.items():
        if not 0 < share <= 1:
            raise ValueError(f"{name} {share!r} is no share above 0 and at most 1")
    n = len(n_words)
    pairs = _pair_up(n_words, prints, shortest)
    pairs = pairs[~(np.abs(day[pairs[:, 0]] - day[pairs[:, 1]]) > days)]
    shares = shares_of(pairs)
    mutual = (shares >= threshold).all(axis=1)
    links = coo_array(
        (np.ones(mutual.sum(), bool), (pairs[mutual, 0], pairs[mutual, 1])), shape=(n, n)
    )
    _, linked = connected_components(links, directed=False)
    group, first = split_by_days(linked, day, days)
    original = first[_follow(_containers(pairs, shares, threshold, group, n_words))[group]]
    far = np.abs(day - day[original]) > days  # by way of a third text
    return np.where(far, first[group], original)


def _containers(
    pairs: np.ndarray, shares: np.ndarray, threshold: float, group: np.ndarray, n_words: np.ndarray
) -> np.ndarray:
    """Return for each group of copies the longer group that holds the most of it, or itself."""
    length = np.zeros(group.max(initial=-1) + 1, dtype=np.int64)
    np.maximum.at(length, group, n_words)
    part, whole = group[pairs.T.ravel()], group[pairs[:, ::-1].T.ravel()]
    edges = pd.DataFrame({"part": part, "whole": whole, "share": shares.T.ravel().round(6)})
    # Only a longer group can hold another: that keeps the pointers free of circles.
    edges = edges[(edges["share"] >= threshold) & (length[edges["part"]] < length[edges["whole"]])]
    edges = edges.sort_values(
        ["share", "whole"], ascending=[False, True], kind="stable"
    ).drop_duplicates("part")
    whole = np.arange(len(length))
    whole[edges["part"]] = edges["whole"]
    return whole


def _follow(to: np.ndarray) -> np.ndarray:
    """Return where the pointers end."""
    while not np.array_equal(to, to[to]):
        to = to[to]
    return to


def _pair_up(n_words: np.ndarray, parts: Sequence[Callable], shortest: float) -> np.ndarray:
    """Return the pairs (earlier, later) that share enough fingerprints to be compared, in order.

    A pair that shares so much in all shares as much in one of several parts: those that do in any
    are counted over all.
    """
    n, found, least = len(n_words), [np.empty(0, np.int64)], 2 if len(parts) == 1 else 1
    n_prints = np.zeros(n, np.int64)
    for part in parts:
        prints, texts = part()
        here = np.bincount(texts, minlength=n)
        n_prints += here
        for pairs, shared in _count_shared(prints, texts, n):
            a, b = np.divmod(pairs, n)
            near = np.minimum(n_words[a], n_words[b]) >= shortest * np.maximum(
                n_words[a], n_words[b]
            )
            found.append(pairs[near & _share_enough(shared, here[a], here[b], least)])
        found = [np.unique(np.concatenate(found))]
    (pairs,) = found
    if len(parts) > 1:
        total = np.zeros(len(pairs), np.int64)
        for part in parts:
            for these, shared in _count_shared(*part(), n):
                _, at, among = np.intersect1d(pairs, these, assume_unique=True, return_indices=True)
                total[at] += shared[among]
        a, b = np.divmod(pairs, n)
        pairs = pairs[_share_enough(total, n_prints[a], n_prints[b], 2)]
    return np.column_stack(np.divmod(pairs, n))


def _share_enough(
    shared: np.ndarray, n_prints: np.ndarray, n_others: np.ndarray, least: int
) -> np.ndarray:
    return shared >= np.maximum(_SHARED * np.minimum(n_prints, n_others), least)


def _count_shared(
    prints: np.ndarray, texts: np.ndarray, n: int
) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    """Yield pairs of texts as a * n + b and how many fingerprints they share, each pair once, so
    many as memory holds.

    `prints` are sorted, then by text.
    """
    new = np.ones(len(prints) + 1, dtype=bool)
    new[1:-1] = prints[1:] != prints[:-1]
    alone = new[:-1] & new[1:]
    new, texts = new[:-1][~alone], texts[~alone]
    place = np.arange(len(texts))
    head = np.maximum.accumulate(np.where(new, place, 0)) if len(place) else place
    ends = np.linspace(0, n, 2 + _count_pairs(new) // _AT_ONCE).astype(np.int64)
    for low, high in zip(ends[:-1], ends[1:], strict=True):
        keys = []
        for step in range(1, _REACH + 2):
            # the last step goes to the first text of all
            later = np.flatnonzero(place - step >= head)
            first = texts[later - step if step <= _REACH else head[later]]
            within = (first >= low) & (first < high)
            keys.append(first[within] * n + texts[later[within]])
        yield np.unique(np.concatenate(keys), return_counts=True)


def _count_pairs(new: np.ndarray) -> int:
    """Return how many pairs `_count_shared` meets, where `new` tells at which text another
    fingerprint begins.
    """
    lengths = np.diff(np.append(np.flatnonzero(new), len(new)))
    return int(sum(np.maximum(lengths - step, 0).sum() for step in range(1, _REACH + 2)))
