"""What a chart shows as one: a document where there are few, a period where there are many."""

from __future__ import annotations

import pandas as pd

from ..core.periods import UNDATED, label_periods

#: Up to so many documents each is shown by itself.
MOST_DOCUMENTS = 40
_MOST_PERIODS = 24


def label_cells(documents: pd.DataFrame, *, most: int = MOST_DOCUMENTS) -> pd.Series:
    """Say in which cell of a chart each document stands: its own or, of many, its period's.

    Parameters
    ----------
    documents
        Table `documents`; `doc_id` and `date` are read.
    most
        Up to so many documents each has a cell of its own, under its `doc_id`. More share those of
        their month, year or decade: of the shortest that makes no more than 24 periods, or of the
        decade; of the year where each has one month.

    Returns
    -------
    Series
        The name of the cell ("2022"; "undated" without a date), indexed by `doc_id`.

    Examples
    --------
    >>> documents = pd.DataFrame({"doc_id": ["a", "b"], "date": pd.to_datetime(["2020-10-06", "2022-02-11"])})
    >>> label_cells(documents).tolist(), label_cells(documents, most=1).tolist()
    (['a', 'b'], ['2020', '2022'])
    """
    period = choose_period(documents, most=most)
    names = documents["doc_id"] if period is None else label_periods(documents["date"], period)
    return pd.Series(names.to_numpy(), index=documents["doc_id"], dtype="str", name="cell")


def choose_period(documents: pd.DataFrame, *, most: int = MOST_DOCUMENTS) -> str | None:
    """Return the period of `label_cells`, or None where each document stands for itself.

    Parameters
    ----------
    documents
        Table `documents`.
    most
        Up to so many documents each has a cell of its own.
    """
    if len(documents) <= most:
        return None
    months, years = (_count(documents["date"], period) for period in ("month", "year"))
    if years < months <= _MOST_PERIODS:
        return "month"
    return "year" if years <= _MOST_PERIODS else "decade"


def _count(dates: pd.Series, period: str) -> int:
    names = label_periods(dates, period)
    return names[names != UNDATED].nunique()
