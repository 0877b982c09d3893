"""Sums over events: the documents of one are one unit."""

import pandas as pd

from .tallies import sum_cells


def sum_events(tallies: pd.DataFrame, documents: pd.DataFrame, period: str) -> pd.DataFrame:
    """Sum tallies with one row per document over events, all groups together.

    Parameters
    ----------
    tallies
        Table `tallies` with one row per document (`period="date", group="doc_id"`).
    documents
        Table `documents`, for the date and the episode of each.
    period
        As in `tally_mentions`.

    Returns
    -------
    DataFrame
        Table `tallies`: what `tally_mentions(by="episode")` gives for the same counts.
    """
    cells = tallies.rename(columns={"group": "doc_id", "sum_y": "y", "sum_x": "x"})
    cells = cells[["doc_id", "theme", "measure", "y", "x"]]
    return sum_cells(cells, documents, period, None, "episode")
