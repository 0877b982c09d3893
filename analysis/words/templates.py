"""What statements repeat from year to year: the wording that stays, and the sentences that change."""

import re

import numpy as np
import pandas as pd

from ..corpus.candidates import pair_up
from ..corpus.clusters import ALWAYS, NEVER
from ..corpus.copies import drop_copies
from ..corpus.fingerprints import choose_prints, hash_runs, strip_marks
from ..corpus.windows import COPY_DAYS, bound_days, count_apart, narrow

_ENDS = re.compile(r"(?<=[.!?।。])[\"'”’)\]]*\s+|\n+")
_MARKS = re.compile(r"[\W_]+")
_SHORTEST = 0.2  # a text shorter than this share of the other is a passage of it
_SAME = 0.6  # of the words of each appear in runs of four words found in the other
_MOST_PAIRS = 10_000  # whose sentences are compared
_COLUMNS = ["doc_id", "earlier", "days", "share", "n_kept", "added", "removed"]


def list_templates(documents: pd.DataFrame) -> pd.DataFrame:
    """Return the documents that repeat the wording of an earlier one of another time, and what
    changed: three fifths of the words of each appear in runs of four words found in the other.

    Such documents count in every measure; this shows how much of them is new. Each is compared with
    the latest document before it that shares as much. What is closer in time is a copy
    (`mark_copies`).

    Parameters
    ----------
    documents
        Table `documents`: `doc_id`, `date`, `text`, with `date_low`, `date_high` and `copy_of` where
        there are such. Copies and documents without a date are left out.

    Returns
    -------
    DataFrame
        `doc_id`, `earlier` (the document repeated), the least `days` between them, `share` (0-1) of the
        later one's words that appear in the earlier, `n_kept` sentences of it that appear there too,
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
    ranked = _sort_by_days(drop_copies(documents))
    low, high = bound_days(ranked)
    bounds = narrow(low, high, COPY_DAYS)
    runs = hash_runs(strip_marks(ranked["text"]))
    pairs = pair_up(runs.n_words, [lambda: choose_prints(runs)], _SHORTEST)
    pairs = pairs[count_apart(*bounds, pairs) > COPY_DAYS]
    shares, apart = runs.shares(pairs)[:, :2], count_apart(low, high, pairs)
    near = (shares >= _SAME).all(axis=1)
    pairs, shares, apart = pairs[near], shares[near], apart[near]
    # of each later document, the last before it
    order = np.lexsort((-pairs[:, 0], -pairs[:, 1]))
    _, first = np.unique(-pairs[order, 1], return_index=True)
    rows = []
    for at in order[first][:_MOST_PAIRS]:
        early, late = pairs[at]
        kept, added, removed = _compare(ranked["text"].iat[early], ranked["text"].iat[late])
        ids = ranked["doc_id"].iat[late], ranked["doc_id"].iat[early]
        rows.append((*ids, int(apart[at]), shares[at, 1], kept, added, removed))
    out = pd.DataFrame(rows, columns=_COLUMNS)
    kinds = dict.fromkeys(_COLUMNS, "str") | {
        "days": "int64",
        "share": "float64",
        "n_kept": "int64",
    }
    return out.astype(kinds)


def _sort_by_days(documents: pd.DataFrame) -> pd.DataFrame:
    """Return the documents with a date or an interval, the earliest first."""
    low, high = bound_days(documents)
    order = np.lexsort((documents["doc_id"].rank().to_numpy(), low))
    known = (low > ALWAYS) & (high < NEVER)
    return documents.iloc[order[known[order]]].reset_index(drop=True)


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
