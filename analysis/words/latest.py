"""The latest texts, to be compared with those before."""

import pandas as pd

from ..core.periods import UNDATED, place_documents


def take_latest(
    documents: pd.DataFrame, period: str, *, share: float = 0.2
) -> tuple[pd.Series, list[str], str]:
    """Return the period of each document, and the latest that together hold a share of them.

    The first period of all is left to compare them with; documents without a date, or with
    one known less well than the period, are not counted.

    Parameters
    ----------
    documents
        A frame with `doc_id`, `date` and, where they are there, `date_low` and `date_high`.
    period
        "day", "week", "month", "quarter", "year" or "decade".
    share
        What the latest periods hold at least, 0 to 1.

    Returns
    -------
    tuple
        The period of each `doc_id`, missing where it has none and others do; the latest
        periods, in order (["undated"] where there is no other); and their name in words ("2024-Q3
        to 2025-Q1").

    Raises
    ------
    ValueError
        If `period` is unknown, or `share` is not from 0 to 1.

    Examples
    --------
    >>> days = pd.to_datetime(["2019-05-01", "2020-05-01", "2021-05-01", "2022-05-01"])
    >>> take_latest(pd.DataFrame({"doc_id": list("abcd"), "date": days}), "year", share=0.5)[1:]
    (['2021', '2022'], '2021 to 2022')
    """
    if not 0 <= share <= 1:
        raise ValueError(f"share={share!r}: give a number from 0 to 1")
    periods = place_documents(documents, period).set_axis(documents["doc_id"])
    dated = periods != UNDATED
    if dated.any():
        periods = periods.where(dated)
    n = periods[dated].value_counts().sort_index()
    later = n.iloc[1:].iloc[::-1].cumsum()
    n_taken = 1 + int((later < share * n.sum()).to_numpy()[:-1].sum())
    names = [str(name) for name in n.index[-n_taken:]] or [UNDATED]
    return periods, names, names[0] if len(names) == 1 else f"{names[0]} to {names[-1]}"
