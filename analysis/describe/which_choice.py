"""Which choice moves a claim most: how often it is supported, or else its ratio."""

import numpy as np
import pandas as pd

from ..core.counts import say_count
from ..core.safe_text import escape_markdown
from ..core.wording import say_list
from .changes import MOVES, say_ratio
from .readings import CHOICES

#: What is said of an option in a sentence.
SAID = {
    "lexicon": {"default": "the lexicon as it is", "narrow": "the narrow lexicon", "wide": "the wide lexicon"},
    "cleaning": {"default": "cleaned text", "none": "uncleaned text"},
    "dates": {"as intervals": "dates as intervals", "as given": "dates as given"},
    "unit": {"event": "events", "document": "documents"},
    "measure": {"share": "shares", "rate": "rates"},
    "test": {"shape": "the test of shapes", "contrast": "the contrast of two periods"},
}  # fmt: skip
_NAMED = 3  # sources that are named at most
_STEADY = "whether it is supported depends on no choice; "
_MUCH = np.log(1.1)  # a ratio that moves by less is said to stay


def say_choice(rows: pd.DataFrame) -> str:
    """Say which choice moves a claim most: first how often it is supported, else the ratio, of each
    kind of ratio by itself.

    Parameters
    ----------
    rows
        What `spread_claim` gives of one claim, of specifications that could be tested.
    """
    moved = _weigh_choices(rows)
    if not moved:
        return ""
    turned, shifted, name, kind = max(moved, key=lambda each: each[:2])
    steady = rows["agrees"].nunique() == 1
    if not turned and shifted < _MUCH:
        if rows["says"].iloc[0] not in MOVES:
            return ""
        what = "whether it is supported, or " if steady else ""
        return f"no choice moves {what}the ratio by much"
    if name == "left_out":
        return _say_sources(rows, bool(turned), steady)
    crossed = rows[rows["left_out"] == ""]
    if turned:
        by = dict(list(crossed.groupby(name, sort=False)["agrees"]))
        counts = [
            f"{int(by[option].sum())} of {len(by[option])} with {SAID[name][option]}"
            for option in CHOICES[name]
            if option in by
        ]
        return f"the choice of {name} moves it most: supported in {say_list(counts)}"
    same = crossed[crossed["ratio_of"] == kind]
    by = same.groupby(name, sort=False)["estimate"].median().dropna()
    medians = [f"{say_ratio(by[o])} with {SAID[name][o]}" for o in CHOICES[name] if o in by]
    of = f" of {kind}" * (rows["ratio_of"].nunique() > 1)
    return f"{_STEADY * steady}the choice of {name} moves the ratio{of} most: median {say_list(medians)}"


def _say_sources(rows: pd.DataFrame, turned: bool, steady: bool) -> str:
    out, whole = rows[rows["left_out"] != ""], rows[rows["default"]].iloc[0]
    if turned:
        flipped = [
            escape_markdown(name) for name in out.loc[out["agrees"] != whole["agrees"], "left_out"]
        ]
        more = f" or {say_count(len(flipped) - _NAMED, 'other')}" if len(flipped) > _NAMED else ""
        verb = "not supported" if whole["agrees"] else "supported only"
        return f"the sources move it most: {verb} without {say_list(flipped[:_NAMED], 'or')}{more}"
    far = out.loc[_shift_sources(out, whole).idxmax()]
    return (
        f"{_STEADY * steady}the sources move the ratio most: {say_ratio(far['estimate'])} without "
        f"{escape_markdown(far['left_out'])}, {say_ratio(whole['estimate'])} with all"
    )


def _weigh_choices(rows: pd.DataFrame) -> list[tuple[float, float, str, str]]:
    """Return for each choice by how much it moves the share of specifications that support the
    claim, the logarithm of the ratio, and of which kind of ratio.
    """
    crossed, out = rows[rows["left_out"] == ""], []
    for name in CHOICES:
        by = crossed.groupby(name, sort=False)
        if by.ngroups < 2:
            continue
        turned = _span(by["agrees"].mean())
        out.append((turned, 0.0, name, ""))
        if rows["says"].iloc[0] in MOVES:
            for kind, of in crossed.groupby("ratio_of", sort=False):
                middle = _log(of["estimate"]).groupby(of[name], sort=False).median()
                out.append((turned, _span(middle), name, str(kind)))
    left, whole = rows[rows["left_out"] != ""], rows[rows["default"]]
    if len(left) and len(whole):
        turned = float((left["agrees"] != whole["agrees"].iloc[0]).mean())
        shifted = 0.0
        if rows["says"].iloc[0] in MOVES:
            shifted = _shift_sources(left, whole.iloc[0]).max()
        out.append((turned, 0.0 if np.isnan(shifted) else round(float(shifted), 9), "left_out", ""))
    return out


def _shift_sources(left: pd.DataFrame, whole: pd.Series) -> pd.Series:
    """Return by how much each source moves the logarithm of the ratio; empty where it is then one
    of another kind.
    """
    logs = _log(left["estimate"]).where(left["ratio_of"] == whole["ratio_of"])
    return (logs - _log(pd.Series([whole["estimate"]])).iloc[0]).abs()


def _log(ratios: pd.Series) -> pd.Series:
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.log(ratios.astype("float64")).replace([-np.inf, np.inf], np.nan)


def _span(values: pd.Series) -> float:
    span = float(values.max() - values.min())
    return 0.0 if np.isnan(span) else round(span, 9)
