"""Scales of panels, and the periods with so little in them that they do not set one."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

APART = 4.0  # times that levels differ at which each panel gets its own scale
_FEW = 0.25  # of the usual number of documents or sentences
# never few, whatever is usual; of a rate, thousand words
ENOUGH = {"sentences": 500, "documents": 10, "rate": 12.5}
_BAND = 2.5  # times the largest estimate to which intervals are drawn
_COUNTED = ("share", "rate", "topic share")  # measures that are never negative


@dataclass(frozen=True)
class Scale:
    """The vertical scale of one panel."""

    low: float
    high: float
    ticks: tuple[float, ...]
    form: str
    own: bool = False


def are_apart(levels: pd.Series) -> bool:
    """Tell whether levels, each the largest value of a panel, are too far apart for one scale.

    >>> are_apart(pd.Series([0.1, 0.3, 0.0])), are_apart(pd.Series([0.1, 0.5]))
    (False, True)
    """
    some = levels[levels > 0]
    return len(some) > 1 and bool(some.max() > APART * some.min())


def mark_few(sizes: pd.Series, enough: float) -> pd.Series:
    """Tell which sizes are under a quarter of the median (but for zeros), and under `enough`.

    >>> mark_few(pd.Series([200, 3, 180, 0]), 500).tolist()
    [False, True, False, True]
    """
    return sizes < min(_FEW * sizes[sizes > 0].median(), enough)


def mark_thin(rows: pd.DataFrame) -> pd.Series:
    """Tell which rows of `trends` come from one document (others: three) or from far less text."""
    keys = ["period", "group"]
    cells = rows.groupby(keys)["n_documents"].transform("max")
    usual = cells[~rows.duplicated(keys)].median()
    thin = (rows["n_documents"] == 1) & (usual > 2) | mark_few(cells, ENOUGH["documents"])
    if "n_mentions" in rows:
        # of a share or rate the table has the hits, not what they were counted in
        within = rows["n_mentions"] / rows["estimate"].where(rows["estimate"] > 0)
        tone = rows["measure"].str.startswith("tone")
        sizes = within.groupby([rows[key] for key in keys]).transform("max")
        sizes = rows["n_mentions"].where(tone, sizes)
        by = rows["theme"].where(tone, "")
        single = rows.groupby("group")["period"].nunique().max() == 1
        by = by if single else by + "\n" + rows["group"]
        enough = ENOUGH["rate" if (rows["measure"] == "rate").all() else "sentences"]
        thin |= sizes.groupby(by).transform(mark_few, enough).astype(bool)
    return thin


def choose_scales(rows: pd.DataFrame, measure: str, form: str) -> dict[str, Scale]:
    """Return the scale of each panel: one for all, or one each where their levels are far apart.

    `rows` have `panel`, `estimate`, `low`, `high`, in the unit of the axis, and `thin`, which tells
    rows that do not set the scale; `form` is how a value is written.
    """
    panels = list(dict.fromkeys(rows["panel"]))
    if measure == "tone":
        return dict.fromkeys(panels, Scale(-1, 1, (-1, 0, 1), form))
    if measure not in _COUNTED:
        reach = rows[["estimate", "high"]].max().max()
        least = min(0.0, rows[["estimate", "low"]].min().min() * 1.08)
        ticks = list_ticks(reach)
        return dict.fromkeys(panels, Scale(least, ticks[-1], ticks, form))
    solid = rows[~rows["thin"]] if not rows["thin"].all() else rows
    by = solid.groupby("panel")
    levels, highs = by["estimate"].max(), by["high"].max()
    if not are_apart(levels):
        ticks = list_ticks(_reach(levels.max(), highs.max()))
        return dict.fromkeys(panels, Scale(0.0, ticks[-1], ticks, form))
    scales = {}
    for panel in panels:
        level, high = levels.get(panel, 0.0), highs.get(panel, np.nan)
        # of what is nowhere there are only upper bounds, some of them of little text
        high = by["high"].median().get(panel, np.nan) if level == 0 else high
        ticks = list_ticks(_reach(level, high))
        scales[panel] = Scale(0.0, ticks[-1], ticks, _refine(form, ticks[-1]), own=True)
    return scales


def _reach(level: float, high: float) -> float:
    """Return how far a scale must go: over the estimates, and over intervals within reason."""
    if np.isnan(high):
        return level
    return max(level, min(high, _BAND * level)) if level > 0 else high


def list_ticks(reach: float) -> tuple[float, ...]:
    """Return two to five even ticks from 0 on, the last at `reach` or over it.

    >>> list_ticks(77), list_ticks(0.3), list_ticks(float("nan"))
    ((0.0, 20.0, 40.0, 60.0, 80.0), (0.0, 0.1, 0.2, 0.3), (0.0, 0.5, 1.0))
    """
    reach = reach if reach > 0 else 1.0
    step = 10 ** np.floor(np.log10(reach))
    step *= next(m for m in (0.2, 0.5, 1, 2, 5) if reach / (m * step) <= 4)
    return tuple(float(f"{step * i:.6g}") for i in range(int(np.ceil(reach / step - 1e-9)) + 1))


def _refine(form: str, top: float) -> str:
    """Return a format of whole per cent with as many decimals as a low scale needs."""
    digits = 2 if top <= 1 else 1 if top <= 10 else 0
    return form.replace(":.0f}", f":.{digits}f}}")
