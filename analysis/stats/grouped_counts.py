"""Counts of documents as a matrix, beside the source, event and day of each."""

import numpy as np
import pandas as pd

from ..core.measures import check_counted
from ..core.periods import UNDATED
from .composition import name_events, name_groups
from .estimates import check_tallies
from .tallies import UNMATCHED


def arrange_documents(
    counts: pd.DataFrame, documents: pd.DataFrame, *, by: str, measure: str
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return each counted document's `day`, `unit` (event), `group` and `x`; and y, a column a
    theme.

    Parameters
    ----------
    counts
        Table `tallies` with one row per document (`period="date", group="doc_id"`).
    documents
        Table `documents`, for the event of each and its value in `by`.
    by
        A column of `documents`.
    measure
        "share" or "rate".

    Raises
    ------
    ValueError
        If a row of the counts holds more than one document, `by` is no column, or `measure` is
        neither.
    """
    check_counted(measure)
    rows = check_tallies(counts[counts["measure"] == measure])
    if (rows["n_documents"] > 1).any():
        raise ValueError('one row per document is needed: tally with period="date", group="doc_id"')
    rows = rows[(rows["theme"] != UNMATCHED) & (rows["sum_x"] > 0)]
    of = pd.DataFrame(
        {
            "doc_id": documents["doc_id"].astype("str").to_numpy(),
            "unit": name_events(documents).to_numpy(),
            "group": name_groups(documents, by).to_numpy(),
        }
    )
    each = rows.drop_duplicates("group")[["group", "period", "sum_x"]]
    each = each.set_axis(["doc_id", "day", "x"], axis=1).merge(of, on="doc_id", how="inner")
    each = each.sort_values(["day", "doc_id"], ignore_index=True)
    at = pd.Index(each["doc_id"]).get_indexer(rows["group"])
    rows, at = rows[at >= 0], at[at >= 0]
    theme, names = pd.factorize(rows["theme"])
    y = np.zeros((len(each), len(names)), dtype="int64")
    np.add.at(y, (at, theme), rows["sum_y"].to_numpy())
    return each, pd.DataFrame(y, columns=pd.Index(names, dtype="str"))


def is_dated(docs: pd.DataFrame) -> np.ndarray:
    """Return which documents of `arrange_documents` have a day."""
    return (docs["day"] != UNDATED).to_numpy()
