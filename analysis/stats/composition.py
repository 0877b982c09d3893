"""What a corpus is made of: documents and words by source, side or kind, their counts beside them,
and the lines that cleaning kept and removed.
"""

import numpy as np
import pandas as pd

from ..core.cache import cached
from ..core.periods import UNDATED, place_documents
from ..corpus.copies import drop_copies
from ..text.vocabulary import count_words
from .binning import choose_period
from .estimates import check_documents, count_themes

#: The group of documents whose source (side, kind) is empty.
NOT_TOLD = "unknown"


@cached()
def count_composition(
    documents: pd.DataFrame, *, by: str = "source", period: str | None = "year"
) -> pd.DataFrame:
    """Count the documents of each source, or of each value of another column, by period.

    Parameters
    ----------
    documents
        Table `documents`; those with a `copy_of` are not counted. Words are counted where it has a
        `text`.
    by
        A column of `documents`. Without a `source` no document tells its own.
    period
        As in `tally_mentions`; None takes the period that charts of this corpus show.

    Returns
    -------
    DataFrame
        `period`, `group` (the value of the column, "unknown" where it is empty), `n_documents`,
        `n_words` (where texts are known), `share` (0-1, of the documents of the period). Periods
        in order of time, documents without a date as "undated" behind them; within a period, the
        largest group of the corpus first.

    Raises
    ------
    ValueError
        If `by` is no column or `period` is unknown.

    Examples
    --------
    >>> documents = pd.DataFrame({"date": pd.to_datetime(["2020-10-06"] * 2), "source": ["IANS", ""]})
    >>> count_composition(documents).values.tolist()
    [['2020', 'IANS', 1, 0.5], ['2020', 'unknown', 1, 0.5]]
    """
    documents = drop_copies(documents).reset_index(drop=True)
    when = place_documents(documents, period or name_period_length(documents))
    rows = pd.DataFrame({"period": when, "group": name_groups(documents, by), "n_documents": 1})
    if "text" in documents:
        rows["n_words"] = pd.Series(count_words(documents["text"]), dtype="int64").to_numpy()
    cells = rows.groupby(["period", "group"], as_index=False).sum()
    size = cells.groupby("group")["n_documents"].transform("sum")
    late = cells["period"] == UNDATED
    cells = cells.assign(size=-size, late=late)
    cells = cells.sort_values(["late", "period", "size", "group"], ignore_index=True)
    of = cells.groupby("period")["n_documents"].transform("sum")
    return cells.drop(columns=["size", "late"]).assign(share=cells["n_documents"] / of)


def name_groups(documents: pd.DataFrame, by: str) -> pd.Series:
    """Return the group of each document: its value in a column as text, or `NOT_TOLD`; of a source
    that is no column, no document tells its own.

    Raises
    ------
    ValueError
        If another is no column.
    """
    if by not in documents.columns:
        if by == "source":
            return pd.Series(NOT_TOLD, index=documents.index, dtype="str")
        raise ValueError(f"{by!r} is no column of documents ({', '.join(documents.columns)})")
    names = documents[by].astype("str").fillna("").str.strip()
    return names.where(names != "", NOT_TOLD).astype("str")


def name_events(documents: pd.DataFrame) -> pd.Series:
    """Return the event of each document: its episode, or where it has none the document itself."""
    own = documents["doc_id"].astype("str")
    if "episode" not in documents.columns:
        return own
    events = documents["episode"].astype("str").fillna("")
    return events.where(events != "", own)


def name_period_length(documents: pd.DataFrame) -> str:
    """Return the period that charts of a corpus show, the year for one without dates."""
    return choose_period(documents, most=-1) or "year"


def arrange_documents(
    counts: pd.DataFrame, documents: pd.DataFrame, *, by: str, measure: str
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return each counted document's `day`, `unit` (event), `group` (its value in `by`) and `x`; and
    y, a column a theme.

    Raises
    ------
    ValueError
        If `by` is no column, or as `check_documents`.
    """
    rows = check_documents(counts, measure)
    rows = rows[rows["sum_x"] > 0]
    names = {"unit": name_events(documents), "group": name_groups(documents, by)}
    of = pd.DataFrame({"doc_id": documents["doc_id"].astype("str"), **names})
    each = rows.drop_duplicates("group")[["group", "period", "sum_x"]]
    each = each.set_axis(["doc_id", "day", "x"], axis=1).merge(of, on="doc_id", how="inner")
    each = each.sort_values(["day", "doc_id"], ignore_index=True)
    at = pd.Index(each["doc_id"]).get_indexer(rows["group"])
    return each, count_themes(rows, at, len(each))


def is_dated(docs: pd.DataFrame) -> np.ndarray:
    """Return which documents of `arrange_documents` have a day."""
    return (docs["day"] != UNDATED).to_numpy()


def tally_lines(
    documents: pd.DataFrame, dropped_lines: pd.DataFrame, mentions: pd.DataFrame
) -> pd.DataFrame:
    """Count what cleaning removed: lines by reason, and the theme hits they would have given.

    Parameters
    ----------
    documents, dropped_lines
        As `read_corpus` gives them; blank lines are not counted.
    mentions
        What `find_mentions` finds in `lines_as_sentences(dropped_lines)`.

    Returns
    -------
    DataFrame
        `doc_id`, `reason` ("kept" for body lines), `n_lines`, `n_mentions` (0 for kept lines).
    """
    lines = dropped_lines[dropped_lines["reason"] != "blank"]
    hits = mentions.groupby(["doc_id", "sentence_no"]).size().rename("n_mentions")
    lines = lines.join(hits, on=["doc_id", "line_no"]).fillna({"n_mentions": 0})
    by = lines.groupby(["doc_id", "reason"], as_index=False)
    dropped = by.agg(n_lines=("line_no", "size"), n_mentions=("n_mentions", "sum"))
    n_kept = documents["text"].str.count("\n") + 1
    kept = documents[["doc_id"]].assign(reason="kept", n_lines=n_kept, n_mentions=0)
    out = pd.concat([kept, dropped]).sort_values("doc_id", kind="stable", ignore_index=True)
    return out.astype({"n_lines": "int64", "n_mentions": "int64"})
