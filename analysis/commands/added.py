"""Documents that are added: which files they came of, when they are from, and which are told."""

from __future__ import annotations

from collections.abc import Collection

import pandas as pd

from ..sources.identify import drop_endings

_FACTS = ("date", "source", "group", "title", "copy_of")  # that tell a document


def list_moved(before: pd.DataFrame, now: pd.DataFrame) -> tuple[dict, dict]:
    """Return of two tables of documents those that only one holds so, with what tells them."""
    columns = ["doc_id", *(c for c in _FACTS if c in before and c in now)]
    old, new = (
        table[columns]
        .assign(date=table["date"].dt.strftime("%Y-%m-%d"))
        .astype("object")
        .fillna("")
        .astype("str")
        for table in (before, now)
    )
    moved = ~pd.concat([old, new]).duplicated(keep=False).to_numpy()
    first, last = old[moved[: len(old)]], new[moved[len(old) :]]
    return _by_id(first), _by_id(last)


def _by_id(table: pd.DataFrame) -> dict[str, dict]:
    return {row.pop("doc_id"): row for row in table.to_dict("records")}


def belongs(file: str, names: Collection[str]) -> bool:
    """Tell whether a document's file is one of some files, or a member of an archive among them."""
    return any(
        file == name or file.startswith((f"{name}/", f"{drop_endings(name)}/")) for name in names
    )


def bound_dates(documents: pd.DataFrame) -> pd.DataFrame:
    """Return the first and the last day that each document may be of; its date where these are not
    known.
    """
    date = documents["date"]
    ends = [documents.get(name, date).fillna(date) for name in ("date_low", "date_high")]
    return pd.concat(ends, axis=1, keys=("low", "high"))
