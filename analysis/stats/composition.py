"""What a corpus is made of from period to period: documents and words by source, side or kind."""

import pandas as pd

from ..core.cache import cached
from ..core.periods import UNDATED, place_documents
from ..corpus.copies import drop_copies
from ..text.vocabulary import count_words
from .binning import choose_period

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
    rows = pd.DataFrame(
        {
            "period": place_documents(documents, period or name_period_length(documents)),
            "group": name_groups(documents, by),
            "n_documents": 1,
        }
    )
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
    """Return the group of each document: its value in a column as text, or `NOT_TOLD`.

    Raises
    ------
    ValueError
        If there is no such column, unless it is `source`: then no document tells its own.
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
