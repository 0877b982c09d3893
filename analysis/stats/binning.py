"""What a chart shows as one: a document where there are few, a period where there are many."""

import pandas as pd

from ..core.periods import PERIODS, UNDATED, check_period, label_periods, place_documents

#: Up to so many documents each is shown by itself.
MOST_DOCUMENTS = 40
_MOST_PERIODS = 24
_KNOWN = 0.9  # of the dates, which must be known to within the period
_LEAST = 4  # documents of a period shorter than a year, on average


def label_cells(
    documents: pd.DataFrame, *, most: int = MOST_DOCUMENTS, period: str = "auto"
) -> pd.Series:
    """Return the cell of a chart in which each document stands ("2022"; "undated" without a date),
    by `doc_id`: its own where there are up to so many documents, else its period's (`choose_period`).

    Examples
    --------
    >>> documents = pd.DataFrame({"doc_id": ["a", "b"], "date": pd.to_datetime(["2020-10-06", "2022-02-11"])})
    >>> label_cells(documents).tolist(), label_cells(documents, most=1).tolist()
    (['a', 'b'], ['2020', '2022'])
    """
    chosen = choose_period(documents, most=most, period=period)
    names = documents["doc_id"] if chosen is None else place_documents(documents, chosen)
    return pd.Series(names.to_numpy(), index=documents["doc_id"], dtype="str", name="cell")


def choose_period(
    documents: pd.DataFrame, *, most: int = MOST_DOCUMENTS, period: str = "auto"
) -> str | None:
    """Return the period that the cells of a chart are, or None where each document has its own.

    "auto": of more than so many documents the shortest of day, week, month, quarter, year and
    decade that makes no more than 24 periods, of four documents on average. Or one of these,
    whatever their number; or "document".

    Raises
    ------
    ValueError
        If `period` is none of those.
    """
    if period == "document":
        return None
    if period != "auto":
        return check_period(period)
    if len(documents) <= most:
        return None
    dates = documents["date"].dropna()
    counts = {name: label_periods(dates, name).nunique() for name in PERIODS}
    for name, longer in zip(PERIODS, PERIODS[1:], strict=False):
        n = counts[name]
        known = (place_documents(documents, name) != UNDATED).sum() >= _KNOWN * len(dates)
        enough = name == "year" or known and len(dates) >= _LEAST * n
        # dates that are known to the year alone make as many quarters as years
        if n <= _MOST_PERIODS and enough and (n > counts[longer] or name == "year"):
            return name
    return "decade"
