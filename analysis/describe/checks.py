"""How far the measures can be trusted, in words: agreement with readers, dates checked by text."""

import pandas as pd

from ..core.cache import cached
from ..core.counts import say_part
from ..core.safe_text import escape_markdown
from ..project import ROOT
from ..themes.agreement import MACRO
from ..themes.lexicon import Themes
from .findings import Findings


def describe_agreement(agreement: pd.DataFrame, themes: Themes) -> Findings:
    """Say how far the themes that are found agree with those that a reader saw.

    Parameters
    ----------
    agreement, themes
        What `compare_labels` gives, and the lexicon (`read_themes`).

    Returns
    -------
    Findings
        A sentence for each class and one for their mean; one that says so where nothing is
        labelled.
    """
    rows = agreement[agreement["n"] > 0]
    if rows.empty:
        words = "No sentence of this corpus is labelled: put a `labels.csv` beside the articles "
        return Findings((f"{words}to measure agreement.",))
    out = []
    for row in rows[rows["class"] != MACRO].itertuples(index=False):
        name = escape_markdown(themes.labels.get(row[1], row[1]))
        out.append(
            f"**{name}**: a reader saw it in {say_part(row.n_labelled, row.n, 'sentence')}, the "
            f"lexicon in {row.n_predicted}, both in {row.n_both}; F1 {_say(row.f1)} "
            f"({_say(row.low)} to {_say(row.high)}), kappa {_say(row.kappa)}."
        )
    mean = rows[rows["class"] == MACRO]
    if len(mean):
        out.append(
            f"The mean F1 of the themes is {_say(mean['f1'].iloc[0])} (1: the lexicon and the reader "
            "mark the same sentences)."
        )
    return Findings(tuple(out))


def read_benchmark(name: str) -> pd.DataFrame:
    """Return a table of the project's own measurements (`tests/benchmarks/README.md`).

    Parameters
    ----------
    name
        "bodies", "dates" (pages with known body and date), "themes", "tone", "targets" (labelled
        sentences), "coverage", "calls" or "corrections" (simulated corpora).

    Returns
    -------
    DataFrame
        As the benchmark wrote it; without rows where the project's tests are not at hand.
    """
    path = ROOT / "tests" / "benchmarks" / f"{name}.csv"
    return pd.read_csv(path) if path.exists() else pd.DataFrame({"table": []})


def _say(value: float) -> str:
    return "unknown" if pd.isna(value) else f"{value:.2f}"


@cached()
def check_dates(documents: pd.DataFrame, by_text: pd.DataFrame) -> pd.DataFrame:
    """Compare the dates of documents with what their text alone says.

    Parameters
    ----------
    documents, by_text
        Table `documents`, read with metadata and without (`read_corpus(..., metadata=False)`).

    Returns
    -------
    DataFrame
        `doc_id`, `date`, `text_low`, `text_high` (the interval that the text allows; NaT: open),
        `evidence`, and `agrees`: "yes" where the date lies within, "unknown" where the text gives
        no bound, else "no".
    """
    text = by_text[["doc_id", "date_low", "date_high", "date_evidence"]]
    text = text.set_axis(["doc_id", "text_low", "text_high", "evidence"], axis=1)
    rows = documents[["doc_id", "date"]].merge(text, on="doc_id")
    inside = ~(rows["date"] < rows["text_low"]) & ~(rows["date"] > rows["text_high"])
    agrees = inside.map({True: "yes", False: "no"}).astype("str")
    unknown = rows["text_low"].isna() & rows["text_high"].isna() | rows["date"].isna()
    return rows.assign(agrees=agrees.mask(unknown, "unknown"))
