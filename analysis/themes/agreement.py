"""How far a measure can be trusted: its agreement with readers of the sentences."""

import numpy as np
import pandas as pd

from ..core.cache import cached
from ..core.schema import conform, empty

MACRO = "macro"


@cached()
def compare_labels(
    predictions: pd.DataFrame, labels: pd.DataFrame, *, measure: str = "themes", level: float = 0.95
) -> pd.DataFrame:
    """Compare a measure with labels: precision, recall, F1 and Cohen's kappa of each class.

    Parameters
    ----------
    predictions
        Table `mentions`, or any frame with `doc_id`, `start` and `theme` (or `class`): a labelled
        sentence is predicted to be of a class if a row of that class starts within it.
    labels
        Table `labels`, of the same documents. Where it has a column `probability`, with which each
        sentence was drawn, a sentence stands for as many as it was drawn from.
    measure
        What is compared, for the column `measure`.
    level
        Of the intervals, 0-1.

    Returns
    -------
    DataFrame
        Table `agreement`, one row per class and the row "macro" with their means; more is better in
        all. `n` counts sentences, `n_labelled`, `n_predicted`, `n_both` those that the labels, the
        measure, both give the class. `precision_low` to `recall_high` are Wilson intervals (Wilson
        1927). `low` and `high` are F1's: F1 rises with the share n_both / (n_labelled + n_predicted
        - n_both), and this share's Wilson interval is carried over (Hand, Christen and Kirielle
        2021). What has no denominator is NaN. The intervals take sentences as independent.

    Examples
    --------
    >>> labels = pd.DataFrame({"doc_id": list("abc"), "sentence_no": 0, "start": 0, "end": 5, "text": "words",
    ...                        "class": "x", "label": [True, True, False], "borderline": False, "note": ""})
    >>> found = pd.DataFrame({"doc_id": ["a", "c"], "start": [2, 3], "theme": "x"})
    >>> compare_labels(found, labels)[["class", "precision", "recall", "f1"]].values.tolist()[0]
    ['x', 0.5, 0.5, 0.5]
    """
    judged = _judge(predictions, labels)
    if judged.empty:
        return empty("agreement")
    rows = [
        {"class": name, **_score(group, level)}
        for name, group in judged.groupby("class", sort=False)
    ]
    out = pd.DataFrame(rows)
    means = out[["precision", "recall", "f1", "kappa"]].mean().to_dict()
    counts = out[["n_labelled", "n_predicted", "n_both"]].sum().to_dict()
    nothing = dict.fromkeys([c for c in out.columns if c.endswith(("low", "high"))], np.nan)
    out.loc[len(out)] = {"class": MACRO, "n": out["n"].max(), **counts, **means, **nothing}
    return conform(out.assign(measure=measure), "agreement")


def list_errors(predictions: pd.DataFrame, labels: pd.DataFrame) -> pd.DataFrame:
    """List every sentence on which a measure and the labels differ.

    Parameters
    ----------
    predictions, labels
        As in `compare_labels`.

    Returns
    -------
    DataFrame
        `class`, `error` ("false positive": found but not labelled, or "false negative"), `doc_id`,
        `start`, `text`, `terms` (what hit, comma-separated), `borderline` and `note` of the label;
        in the order of the labels.
    """
    judged = _judge(predictions, labels)
    wrong = judged[judged["label"] != judged["predicted"]]
    error = np.where(wrong["predicted"], "false positive", "false negative")
    columns = ["class", "error", "doc_id", "start", "text", "terms", "borderline", "note"]
    return wrong.assign(error=error)[columns].reset_index(drop=True)


def _judge(predictions: pd.DataFrame, labels: pd.DataFrame) -> pd.DataFrame:
    """Return labels with `predicted` and the `terms` that hit, joined by place in the text."""
    found = (
        predictions.rename(columns={"theme": "class"})
        if "class" not in predictions
        else predictions
    )
    found = found.assign(**{"class": found["class"].astype("str")})
    found = found.assign(at=found["start"], hit=found.get("term", ""))
    pairs = labels[["doc_id", "class", "start", "end"]].merge(
        found[["doc_id", "class", "at", "hit"]], on=["doc_id", "class"]
    )
    pairs = pairs[(pairs["start"] <= pairs["at"]) & (pairs["at"] < pairs["end"])]
    terms = pairs.sort_values("at", kind="stable").groupby(
        ["doc_id", "class", "start"], as_index=False
    )["hit"]
    terms = terms.agg(lambda hits: ", ".join(dict.fromkeys(hits))).rename(columns={"hit": "terms"})
    judged = labels.merge(terms, on=["doc_id", "class", "start"], how="left")
    return judged.assign(predicted=judged["terms"].notna(), terms=judged["terms"].fillna(""))


def _score(group: pd.DataFrame, level: float) -> dict[str, float]:
    """Return counts, scores and intervals of one class."""
    n, labelled, predicted = len(group), int(group["label"].sum()), int(group["predicted"].sum())
    both = int((group["label"] & group["predicted"]).sum())
    either = labelled + predicted - both
    alike = (n - either + both) / n
    chance = (labelled * predicted + (n - labelled) * (n - predicted)) / n**2
    low, high = (2 * share / (1 + share) for share in _wilson(both, either, level))
    out: dict[str, float] = {"n": n, "n_labelled": labelled}
    out |= {"n_predicted": predicted, "n_both": both}
    if "probability" in group:
        return {**out, **_score_drawn(group, level)}
    for name, of in (("precision", predicted), ("recall", labelled)):
        out[name] = _divide(both, of)
        out[f"{name}_low"], out[f"{name}_high"] = _wilson(both, of, level)
    return {
        **out,
        "f1": _divide(2 * both, labelled + predicted),
        "kappa": _divide(alike - chance, 1 - chance),
        "low": low,
        "high": high,
    }


def _score_drawn(group: pd.DataFrame, level: float) -> dict[str, float]:
    """Return scores and intervals of sentences that were drawn with different probabilities."""
    weight = 1 / group["probability"].fillna(1)
    labelled, predicted = group["label"], group["predicted"]
    out: dict[str, float] = {}
    for name, of in (("precision", predicted), ("recall", labelled)):
        out[name], (out[f"{name}_low"], out[f"{name}_high"]) = _share(
            labelled & predicted, of, weight, level
        )
    union, ends = _share(labelled & predicted, labelled | predicted, weight, level)
    every = pd.Series(True, group.index)
    alike = _share(labelled == predicted, every, weight, level)[0]
    yes, found = (_share(part, every, weight, level)[0] for part in (labelled, predicted))
    chance = yes * found + (1 - yes) * (1 - found)
    low, high = (2 * share / (1 + share) for share in ends)
    f1 = 2 * union / (1 + union)
    return {**out, "f1": f1, "kappa": _divide(alike - chance, 1 - chance), "low": low, "high": high}


def _share(
    part: pd.Series, of: pd.Series, weight: pd.Series, level: float
) -> tuple[float, tuple[float, float]]:
    """Return a weighted share and Wilson's interval of as many sentences as it is worth (Kish)."""
    from scipy.stats import norm

    total = weight[of].sum()
    if not total:
        return np.nan, (np.nan, np.nan)
    share, n = weight[part & of].sum() / total, total**2 / (weight[of] ** 2).sum()
    square = norm.ppf((1 + level) / 2) ** 2
    middle = (share * n + square / 2) / (n + square)
    half = np.sqrt(square * (n * share * (1 - share) + square / 4)) / (n + square)
    return share, (min(middle - half, share), max(middle + half, share))


def _divide(a: float, b: float) -> float:
    return a / b if b else np.nan


def _wilson(hits: int, n: int, level: float) -> tuple[float, float]:
    """Return the Wilson score interval of a share."""
    from scipy.stats import binomtest

    if not n:
        return np.nan, np.nan
    interval = binomtest(hits, n).proportion_ci(confidence_level=level, method="wilson")
    return float(interval.low), float(interval.high)
