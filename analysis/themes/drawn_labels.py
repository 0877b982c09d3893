"""Labels of a random sample, one line per decision of a coder, as table `labels`."""

from __future__ import annotations

import pandas as pd

from ..core.schema import conform

_NEEDED = {"doc_id", "key", "theme", "label", "start", "text"}
_KEY = ["doc_id", "key", "theme"]
_WORDS = {"yes": True, "no": False}
_FORMULA = "=+-@"


def is_drawn(cells: pd.DataFrame) -> bool:
    """Tell whether a table has one line per decision, and not one column per theme."""
    return set(cells) >= _NEEDED


def read_drawn(cells: pd.DataFrame) -> pd.DataFrame:
    """Return table `labels` of decisions on themes, with the `probability` of each sentence.

    The last decision of each coder counts, and of several coders the first to decide; a sentence on
    which they differ, or one was unsure, is borderline. Lines that are not whole are left out.
    """
    fill = {"coder": "", "measure": "themes", "probability": "1", "sentence_no": "0"}
    rows = cells.assign(**{name: value for name, value in fill.items() if name not in cells})
    rows = rows[rows["measure"].isin(["", "themes"])]
    rows = rows.drop_duplicates([*_KEY, "coder"], keep="last")
    words = rows["label"].str.strip().str.lower()
    numbers = {
        "probability": pd.to_numeric(rows["probability"].str.replace(",", "."), errors="coerce"),
        "start": pd.to_numeric(rows["start"], errors="coerce"),
        "sentence_no": pd.to_numeric(rows["sentence_no"], errors="coerce").fillna(0),
    }
    rows = rows.assign(label=words, **numbers)
    rows = rows[rows["label"].isin([*_WORDS, "unsure"])]
    rows = rows[rows["probability"].between(0, 1, inclusive="right") & (rows["start"] >= 0)]
    n_labels = rows.groupby(_KEY)["label"].transform("nunique")
    rows = rows.assign(borderline=n_labels > 1, note="")
    rows = rows[rows["label"].isin(_WORDS)].drop_duplicates(_KEY)
    rows = rows.assign(label=rows["label"].map(_WORDS).astype("bool"), text=_unarm(rows["text"]))
    rows = rows.rename(columns={"theme": "class"}).assign(doc_id=_unarm(rows["doc_id"]))
    rows = rows.astype({"start": "int64", "sentence_no": "int64"})
    rows = rows.drop_duplicates(["doc_id", "start", "class"])
    kept = "doc_id sentence_no start text class label borderline note probability".split()
    return conform(rows[kept].assign(end=rows["start"] + rows["text"].str.len()), "labels")


def _unarm(cells: pd.Series) -> pd.Series:
    """Return cells without the apostrophe that files have before what looks like a formula."""
    armed = cells.str[:1].eq("'") & cells.str[1:2].isin(list(_FORMULA))
    return cells.where(~armed, cells.str[1:])
