"""The level of a theme or tone by period, corrected for the measure's errors by labels, beside the
uncorrected one.
"""

import warnings
from pathlib import Path

import numpy as np
import pandas as pd

from ..core.counts import say_count
from ..core.measures import MEASURES
from ..core.remarks import Remark
from ..stats.estimates import estimate_trends
from .corrected_level import correct_level
from .decisions import as_written, current_labels, read_decisions
from .measured import HIT, THEMES, VALUES, complete, list_themes, measure_sentences, warn_undated

#: Labels per period that a correction needs: with fewer, few errors of a rare theme are among them.
LEAST = 100
_COLUMNS = [
    "measure", "theme", "period", "estimate", "low", "high", "uncorrected", "uncorrected_low",
    "uncorrected_high", "level", "n_labels", "n_unsure", "n_sentences", "n_documents", "precision",
    "recall", "tuning", "width_ratio", "remark",
]  # fmt: skip


def correct_estimates(
    labels: str | Path | pd.DataFrame,
    sentences: pd.DataFrame,
    mentions: pd.DataFrame | None = None,
    documents: pd.DataFrame | None = None,
    *,
    measure: str = THEMES,
    theme: str | None = None,
    period: str = "year",
    coder: str | None = None,
    level: float = 0.95,
) -> pd.DataFrame:
    """Correct the share of a theme, or the tone, of each period for the errors of the measure.

    The corrected level is the mean of what is measured in all sentences and the mean error in a
    random sample of labelled ones (Egami et al. 2023; Angelopoulos et al. 2023). Where the lexicon
    misses more in one period than in another, the uncorrected levels differ and the corrected ones
    do not. This is bought with wider intervals: `width_ratio` says how much wider.

    Parameters
    ----------
    labels
        The file of labels that `label` writes, or its rows. Labels of sentences that are no longer
        in the corpus are left out with a warning. Where coders differ, their mean counts; "unsure"
        counts as missing, as if the coder might have been unsure of any sentence of its stratum.
    sentences, mentions, documents, measure, theme, period
        As for `draw_labels`. The period may be another than that of the sample.
    coder
        Whose labels count; those of all coders unless given.
    level
        Of the intervals, 0-1.

    Returns
    -------
    DataFrame
        One row per theme and period: `estimate` with `low` and `high` and, next to it, `uncorrected`
        with its own (shares 0-1, tone -1 to 1), documents as the unit; `n_labels` without the
        `n_unsure`; `precision` and `recall` of a theme; `tuning`, how much of the tone that was
        measured is used (0-1); `width_ratio`, how many times as wide the corrected interval is;
        and `remark`. A period with fewer than 100 labels has no estimate, and its remark says how
        many are lacking.

    Raises
    ------
    ValueError
        If `measure`, `theme`, `period` or `coder` is none of those, or a table lacks a column.
    """
    sentences, mentions = complete(sentences, mentions, measure)
    decided = current_labels(read_decisions(labels, weighed=True))
    decided = decided[decided["measure"] == measure]
    if coder is not None:
        coders = sorted(decided["coder"].astype("str").unique())
        if as_written(coder) not in coders:
            named = ", ".join(map(repr, coders[:12])) or "nobody: there are no labels"
            raise ValueError(f"coder {coder!r} is none of {named}")
        decided = decided[decided["coder"] == as_written(coder)]
    warn_undated(documents, period)
    _warn_unknown(decided["theme"], list_themes(mentions, measure, theme), theme)
    tables = []
    for name in list_themes(mentions, measure, theme):
        own = decided[decided["theme"] == as_written(name)]
        if own.empty and theme is None:
            continue  # nobody has begun with it
        rows = measure_sentences(sentences, mentions, documents, measure, name, period)
        rows = _join(rows, own, measure)
        beside = _estimate_uncorrected(rows, measure, level)
        for at, part in rows.groupby("period"):
            about = {"measure": measure, "theme": name, "period": at, "level": level}
            tables.append(about | _correct(part, measure, level) | beside.loc[at].to_dict())
    out = pd.DataFrame(tables, columns=_COLUMNS)
    out = out.astype({name: "int64" for name in _COLUMNS if name.startswith("n_")})
    wide = (out["high"] - out["low"]) / (out["uncorrected_high"] - out["uncorrected_low"])
    return out.assign(width_ratio=wide.replace(np.inf, np.nan))


def _warn_unknown(labelled: pd.Series, known: list[str], theme: str | None) -> None:
    """Say which labels are of themes that were not looked for, where all themes are asked for or
    none of one is labelled.
    """
    lost = labelled[~labelled.isin([as_written(name) for name in known])]
    if len(lost) and (theme is None or len(lost) == len(labelled)):
        names = ", ".join(map(repr, lost.astype("str").unique()[:12]))
        said = f"{say_count(len(lost), 'label')} left out, whose theme {names} is none of "
        warnings.warn(said + ", ".join(map(repr, known[:12])), Remark, stacklevel=3)


def _join(rows: pd.DataFrame, decided: pd.DataFrame, measure: str) -> pd.DataFrame:
    """Return measured sentences with `label` (NaN without one), `probability` and `n_unsure`."""
    value = decided["label"].map(VALUES[measure]).astype("float64")
    decided = decided.assign(label=value, probability=decided["probability"].astype("float64"))
    cells = decided.groupby(["doc_id", "key"])
    found = cells.agg(label=("label", "mean"), probability=("probability", "mean"))
    written = rows["doc_id"].map(as_written)
    places = pd.MultiIndex.from_arrays([written, rows["key"]])
    n_lost = (~found.index.isin(places)).sum()
    if n_lost:
        said = f"{n_lost:,} of {len(found):,} labelled sentences are not among those counted"
        warnings.warn(f"{said} and were left out", Remark, stacklevel=3)
    at = found.reindex(places)
    return rows.assign(
        label=at["label"].to_numpy(),
        probability=at["probability"].to_numpy(),
        unsure=(at["probability"].notna() & at["label"].isna()).to_numpy(),
    )


def _correct(rows: pd.DataFrame, measure: str, level: float) -> dict[str, object]:
    """Return the corrected level of a period, or why there is none."""
    known = rows["label"].notna()
    n_labels, lacking = int(known.sum()), LEAST - int(known.sum())
    out: dict[str, object] = {"n_labels": n_labels, "n_unsure": int(rows["unsure"].sum())}
    if lacking > 0:
        said = f"{n_labels} of {LEAST} labels: label {lacking} more"
        if len(rows) < LEAST:
            said = f"{say_count(len(rows), 'sentence')}, too few for {LEAST} labels: take longer periods"
        return out | {"remark": said}
    values = (rows[name].to_numpy("float64") for name in ("measured", "label", "probability"))
    numbers = (pd.factorize(rows[name])[0] for name in ("stratum", "doc_id"))
    found = correct_level(*values, *numbers, is_share=measure == THEMES, level=level)
    alike = found.low == found.high
    said = "all labels are alike, so that the interval has no width: label more" if alike else ""
    out |= found._asdict() | {"remark": said}
    return out | (_rate(rows[known], rows["stratum"]) if measure == THEMES else {})


def _rate(known: pd.DataFrame, strata: pd.Series) -> dict[str, float]:
    """Return precision and recall of a theme in all sentences, of which some are labelled."""
    sizes = strata.value_counts()
    weight = 1 / known["probability"]
    yes = {}
    for name, n in sizes.items():
        inside = known["stratum"] == name
        total = weight[inside].sum()
        yes[name] = (weight * known["label"])[inside].sum() / total * n if total else np.nan
    found, n_hit = yes.get(HIT, 0.0), sizes.get(HIT, 0)
    every = sum(yes.values())
    return {
        "precision": found / n_hit if n_hit else np.nan,
        "recall": found / every if every else np.nan,
    }


def _estimate_uncorrected(rows: pd.DataFrame, measure: str, level: float) -> pd.DataFrame:
    """Return the uncorrected level of each period with its interval and counts, as `trends` has
    it.
    """
    kind = MEASURES["share" if measure == THEMES else "tone"]
    scale = 1 / kind.unit
    y = (rows["measured"] * scale).round().astype("int64")
    sums = rows.assign(y=y).groupby(["period", "doc_id"])["y"].agg(["sum", "size"])
    sums.columns = ["y", "x"]
    products = {"sum_y": sums["y"], "sum_x": sums["x"], "sum_yy": sums["y"] ** 2}
    products |= {"sum_xy": sums["y"] * sums["x"], "sum_xx": sums["x"] ** 2}
    products |= {"n_documents": 1, "n_units": 1, "n_carriers": sums["y"] != 0}
    cells = pd.DataFrame(products, index=sums.index).astype("int64").groupby("period").sum()
    cells["top_y"] = sums["y"].groupby("period").max()
    names = {"group": "all", "theme": "theme", "measure": kind.name, "sources": "", "episodes": ""}
    trends = estimate_trends(cells.reset_index().assign(**names), level=level).set_index("period")
    out = trends[["estimate", "low", "high"]].add_prefix("uncorrected_")
    out = out.rename(columns={"uncorrected_estimate": "uncorrected"})
    return out.assign(n_documents=cells["n_documents"], n_sentences=cells["sum_x"])
