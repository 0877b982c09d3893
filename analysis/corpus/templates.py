"""Which documents repeat the wording of one of another time, and what they changed in it."""

from __future__ import annotations

import numpy as np
import pandas as pd

from .candidates import pair_up
from .copies import drop_copies, rank_documents
from .fingerprints import choose_prints, hash_runs, strip_marks
from .windows import COPY_DAYS, bound_days, check_days, count_apart, narrow

_SHORTEST = 0.2  # a text shorter than this share of the other is a passage of it
_COLUMNS = ["doc_id", "repeats", "days_apart", "share", "n_added", "n_removed", "added", "removed"]


def list_templates(
    documents: pd.DataFrame,
    sentences: pd.DataFrame,
    *,
    threshold: float = 0.6,
    days: int = COPY_DAYS,
    most: int = 5,
) -> pd.DataFrame:
    """List the documents that repeat the wording of an earlier one of another time, with what they
    changed.

    A yearly statement is no copy of last year's (`mark_copies`) and counts in full, but what is new
    in it are the sentences that changed. Texts of fewer than twenty words are not compared.

    Parameters
    ----------
    documents
        Table `documents`: `doc_id`, `date`, `text`, with `date_low`, `date_high` and `copy_of` where
        there are such. Copies are left out.
    sentences
        Table `sentences` of these documents: `doc_id` and `text`.
    threshold
        The share (0-1) of a text's words that must stand in runs of four words or more found in the
        earlier one.
    days
        Documents at most so many days apart are not listed: as in `mark_copies`, where they are
        copies.
    most
        The most sentences to show of those added and of those removed.

    Returns
    -------
    DataFrame
        One row per document that repeats another, in order of `doc_id`: `repeats`, the `doc_id` of
        the earlier one, that with the most of its words, of several the latest; `days_apart`, the
        least number of days between them; `share`, the share of its words found there; `n_added` and
        `n_removed`, how many sentences only it has and only the earlier one; `added` and
        `removed`, the first of these, one per line.

    Raises
    ------
    ValueError
        If `threshold` is not above 0 and at most 1, or `days` or `most` is negative.

    Examples
    --------
    >>> text = "The two ministers agreed to meet again in Tokyo, and praised the long friendship of both their peoples."
    >>> news = ["They spoke of Kabul.", "They spoke of Kyiv."]
    >>> documents = pd.DataFrame({"doc_id": ["a", "b"], "text": [f"{text} {last}" for last in news]})
    >>> documents["date"] = pd.to_datetime(["2021-09-10", "2022-09-10"])
    >>> sentences = pd.DataFrame({"doc_id": list("aabb"), "text": [text, news[0], text, news[1]]})
    >>> list_templates(documents, sentences)[["repeats", "days_apart", "added", "removed"]].values.tolist()
    [['a', 365, 'They spoke of Kyiv.', 'They spoke of Kabul.']]
    """
    if not 0 < threshold <= 1:
        raise ValueError(f"threshold {threshold!r} is no share above 0 and at most 1")
    check_days(days)
    if most < 0:
        raise ValueError(f"most {most!r} is negative")
    counted = drop_copies(documents)
    pairs = _pair_templates(counted.iloc[rank_documents(counted)], threshold, days)
    changes = _list_changes(pairs, sentences, most)
    table = pd.concat([pairs, changes], axis=1)[_COLUMNS]
    return table.sort_values("doc_id", ignore_index=True)


def _pair_templates(documents: pd.DataFrame, threshold: float, days: int) -> pd.DataFrame:
    """Return the best earlier text of each document that repeats one; documents are ranked."""
    low, high = bound_days(documents)
    bounds = narrow(low, high, days)
    pairs = np.empty((0, 2), np.int64)
    # most corpora of a few days need no comparison at all
    if len(documents) and bounds[0].max() - bounds[1].min() > days:
        runs = hash_runs(strip_marks(documents["text"]))
        pairs = pair_up(runs.n_words, [lambda: choose_prints(runs)], _SHORTEST)
        pairs = pairs[count_apart(*bounds, pairs) > days]
        # by the days: a date that is not known exactly has no rank that tells which is earlier
        late = low[pairs[:, 0]] > low[pairs[:, 1]]
        pairs[late] = pairs[late][:, ::-1]
    share = runs.shares(pairs)[:, 1] if len(pairs) else np.empty(0)
    ids = documents["doc_id"].to_numpy(dtype=object)
    found = pd.DataFrame(
        {
            "doc_id": pd.Series(ids[pairs[:, 1]], dtype="str"),
            "repeats": pd.Series(ids[pairs[:, 0]], dtype="str"),
            "days_apart": count_apart(low, high, pairs).astype("int64"),
            "share": share.round(6),
        }
    )
    found = found[found["share"] >= threshold].sort_values(
        ["doc_id", "share", "days_apart", "repeats"], ascending=[True, False, True, True]
    )
    return found.drop_duplicates("doc_id").reset_index(drop=True)


def _list_changes(pairs: pd.DataFrame, sentences: pd.DataFrame, most: int) -> pd.DataFrame:
    """Return for each pair the sentences that only one of the two has."""
    named = set(pairs["doc_id"]) | set(pairs["repeats"])
    texts: dict[str, dict[str, str]] = {doc_id: {} for doc_id in named}
    some = sentences[sentences["doc_id"].isin(named)]
    for doc_id, text in zip(some["doc_id"], some["text"], strict=True):
        line = " ".join(text.split())
        texts[doc_id].setdefault(line.casefold(), line)
    rows = []
    for later, earlier in zip(pairs["doc_id"], pairs["repeats"], strict=True):
        new, old = texts[later], texts[earlier]
        added = [line for key, line in new.items() if key not in old]
        removed = [line for key, line in old.items() if key not in new]
        shown = ("\n".join(lines[:most]) for lines in (added, removed))
        rows.append((len(added), len(removed), *shown))
    columns = {"n_added": "int64", "n_removed": "int64", "added": "str", "removed": "str"}
    return pd.DataFrame(rows, columns=list(columns)).astype(columns)
