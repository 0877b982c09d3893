"""Labels of a random sample, one line per decision of a coder, as table `labels`."""

import warnings

import pandas as pd

from ..core.remarks import Remark
from ..core.schema import conform

#: What a file of decisions must have; and what stands for columns that it lacks.
NEEDED = {"doc_id", "key", "theme", "label"}
_FILL = {
    "measure": "themes", "coder": "", "date": "", "probability": "1", "period": "", "text": "",
    "stratum": "", "start": "", "sentence_no": "0",
}  # fmt: skip
_KEY = ["doc_id", "key", "theme"]
_WORDS = {"yes": True, "no": False}
# The apostrophe that files have before what a spreadsheet would take for a formula.
_ARMED = r"\A'(?=[=+\-@＝＋－＠])"


def is_drawn(cells: pd.DataFrame) -> bool:
    """Tell whether a table has one line per decision, and not one column per theme."""
    return set(cells) >= {*NEEDED, "start", "text"}


def clean_decisions(cells: pd.DataFrame, name: str = "") -> pd.DataFrame:
    """Return decisions with all columns, their words and numbers as they are meant.

    `label` is in lower case, `probability`, `start` and `sentence_no` are numbers, NaN where there
    is none; lines without a label are left out. With a `name`, a warning says what numbers depend
    on and is not there.
    """
    for column, so in (
        ("probability", "each sentence counts as if all had the same chance to be drawn"),
        ("coder", "all labels count as those of one coder"),
    ):
        if name and column not in cells:
            warnings.warn(f"{name}: no column {column}: {so}", Remark, stacklevel=3)
    missing = {column: value for column, value in _FILL.items() if column not in cells}
    rows = cells.assign(**missing)
    for column in ("doc_id", "theme", "coder", "text"):
        rows[column] = rows[column].astype("str").str.replace(_ARMED, "", regex=True)
    label = rows["label"].fillna("").astype("str").str.lower().str.split().str.join(" ")
    rows = rows.assign(label=label, measure=rows["measure"].replace("", _FILL["measure"]))
    rows["probability"] = rows["probability"].astype("str").str.replace(",", ".")
    for column in ("probability", "start", "sentence_no"):
        rows[column] = pd.to_numeric(rows[column], errors="coerce")
    return rows[rows["label"] != ""]


def read_drawn(cells: pd.DataFrame, name: str = "the labels") -> pd.DataFrame:
    """Return table `labels` of decisions on themes, with the `probability` of each sentence.

    The last decision of each coder counts, and of several coders the first to decide; a sentence on
    which they differ, or one was unsure, is borderline. Lines that are not whole are left out.
    """
    rows = clean_decisions(cells, name)
    rows = rows[rows["measure"] == "themes"].drop_duplicates([*_KEY, "coder"], keep="last")
    rows = rows[rows["label"].isin([*_WORDS, "unsure"])]
    rows = rows[rows["probability"].between(0, 1, inclusive="right") & (rows["start"] >= 0)]
    n_labels = rows.groupby(_KEY)["label"].transform("nunique")
    rows = rows.assign(borderline=n_labels > 1, note="")
    rows = rows[rows["label"].isin(_WORDS)].drop_duplicates(_KEY)
    rows = rows.assign(label=rows["label"].map(_WORDS).astype("bool"))
    rows = rows.assign(sentence_no=rows["sentence_no"].fillna(0))
    rows = rows.rename(columns={"theme": "class"}).astype(
        {"start": "int64", "sentence_no": "int64"}
    )
    rows = rows.drop_duplicates(["doc_id", "start", "class"])
    kept = "doc_id sentence_no start text class label borderline note probability".split()
    return conform(rows[kept].assign(end=rows["start"] + rows["text"].str.len()), "labels")
