"""What statements repeat from year to year: the wording that stays, and the sentences that change."""

from __future__ import annotations

import re

import numpy as np
import pandas as pd

from ..corpus.copies import COPY_DAYS, count_days, list_pairs, rank_documents

_ENDS = re.compile(r"(?<=[.!?।。])[\"'”’)\]]*\s+|\n+")
_MARKS = re.compile(r"[\W_]+")
_MOST_PAIRS = 10_000  # whose sentences are compared
_COLUMNS = ["doc_id", "earlier", "days", "share", "n_kept", "added", "removed"]


def list_templates(
    documents: pd.DataFrame, *, threshold: float = 0.6, days: int = COPY_DAYS
) -> pd.DataFrame:
    """Return the documents that repeat the wording of an earlier one of another time, and what
    changed.

    Such documents count in every measure; this shows how much of them is new. Each is compared with
    the latest document before it that shares as much.

    Parameters
    ----------
    documents
        Table `documents`: `doc_id`, `date`, `text`.
    threshold
        The share (0-1) of the words of each that must stand in runs of four words found in the
        other.
    days
        How many days apart they are at least; documents without a date are left out.

    Returns
    -------
    DataFrame
        `doc_id`, `earlier` (the document repeated), `days` between them, `share` (0-1) of the
        later one's words that stand in the earlier, `n_kept` sentences of it that stand there too,
        and the sentences `added` and `removed`, each on a line; the latest first.

    Examples
    --------
    >>> text = "The two ministers agreed to meet again in Tokyo before the end of the year. They "
    >>> text += "spoke of trade, of supply chains and of the rule of law at sea for an hour. "
    >>> rows = [("a", "2020-10-07", text), ("b", "2021-10-08", text + "Trade rose.")]
    >>> documents = pd.DataFrame(rows, columns=["doc_id", "date", "text"])
    >>> documents["date"] = pd.to_datetime(documents["date"])
    >>> list_templates(documents)[["doc_id", "earlier", "days", "n_kept", "added"]].values.tolist()
    [['b', 'a', 366, 2, 'Trade rose.']]
    """
    dated = documents[documents["date"].notna()]
    ranked = dated.iloc[rank_documents(dated)].reset_index(drop=True)
    day = count_days(ranked["date"])
    pairs, shares = list_pairs(ranked["text"], lambda a, b: day[b] - day[a] > days)
    near = (shares >= threshold).all(axis=1)
    pairs, shares = pairs[near], shares[near]
    # of each later document, the last before it
    order = np.lexsort((-pairs[:, 0], -pairs[:, 1]))
    _, first = np.unique(-pairs[order, 1], return_index=True)
    rows = []
    for at in order[first][:_MOST_PAIRS]:
        early, late = pairs[at]
        kept, added, removed = _compare(ranked["text"].iat[early], ranked["text"].iat[late])
        ids = ranked["doc_id"].iat[late], ranked["doc_id"].iat[early]
        rows.append((*ids, int(day[late] - day[early]), shares[at, 1], kept, added, removed))
    out = pd.DataFrame(rows, columns=_COLUMNS)
    names = ["doc_id", "earlier", "added", "removed"]
    return out.astype(
        dict.fromkeys(names, "str") | {"days": "int64", "share": "float64", "n_kept": "int64"}
    )


def _compare(early: str, late: str) -> tuple[int, str, str]:
    """Return how many sentences of the later text the earlier has, and those of each alone."""
    before, after = (
        {_MARKS.sub(" ", s).strip().lower(): s for s in _cut(t)} for t in (early, late)
    )
    added = [sentence for key, sentence in after.items() if key not in before]
    removed = [sentence for key, sentence in before.items() if key not in after]
    return len(after) - len(added), "\n".join(added), "\n".join(removed)


def _cut(text: str) -> list[str]:
    return [part for piece in _ENDS.split(text) if (part := piece.strip())]
