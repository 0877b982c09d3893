"""Where a change that was found stands on an axis of periods or documents, and its words."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from ..core.periods import bound_period
from ._layout import name_theme
from ._time_axis import name_period

MOVES = ("rose", "fell", "peaked", "dipped")
STEP, SPAN = "#444444", "#EAEAEA"  # of the line and of what is shaded
_DASHES = (0, (3, 2))


@dataclass(frozen=True)
class ChangeMark:
    """A change in words, and the span of the axis that it is drawn at.

    A step has one end, a peak or dip both; a steady trend, or a date outside the axis, has none.
    """

    words: str
    left: float = np.nan
    right: float = np.nan


def place_changes(
    changes: pd.DataFrame | None,
    shown: Collection[str],
    labels: Mapping[str, str] | None,
    periods: Sequence[str],
    xs: Sequence[float] | np.ndarray,
) -> dict[str, ChangeMark]:
    """Return the mark of each theme that changed, by the name under which it is shown.

    `changes` has `theme`, `change`, `start`, `end` and, if known, `label`; rows whose `change` is
    none of `MOVES` have no mark. `periods`, or the days of documents, are drawn at `xs`.
    """
    marks: dict[str, ChangeMark] = {}
    if changes is None:
        return marks
    bounds = [bound_period(period) for period in periods]
    edges = _part(np.asarray(xs, dtype=float))  # empty without an axis: then words alone
    for row in changes[changes["change"].isin(MOVES)].to_dict("records"):
        names = (name_theme(row["theme"], labels), row.get("label", ""))
        name = next((name for name in names if name in shown), None)
        if name is not None:
            first, last = _find_span(row["start"], row["end"], bounds)
            left = np.nan if first is None else edges[first]
            right = np.nan if last is None else edges[last + 1]
            marks[name] = ChangeMark(say_change(row), left, right)
    return marks


def say_change(row: Mapping[str, str]) -> str:
    """Return how and when a theme changed."""
    start, end = row["start"], row["end"]
    if not start:
        return f"{row['change']} steadily"
    last = f" to {name_period(end)}" if end and end != start else ""
    return f"{row['change']} {name_period(start)}{last}"


def _part(xs: np.ndarray) -> np.ndarray:
    """Return the edges midway between points, with one before the first and one after the last."""
    if not len(xs):
        return xs
    half = np.diff(xs).min() / 2 if len(xs) > 1 else 0.3
    return np.concatenate([[xs[0] - half], (xs[:-1] + xs[1:]) / 2, [xs[-1] + half]])


def _find_span(start: str, end: str, bounds: list) -> tuple[int | None, int | None]:
    """Return the first and the last point of a change; a step has no last."""
    known = [(i, *bound) for i, bound in enumerate(bounds) if bound]
    first = next((i for i, _, last in known if start and last >= start), None)
    ends = bound_period(end)
    until = [i for i, begin, _ in known if ends and begin <= ends[1]]
    return first, (until[-1] if first is not None and until and until[-1] >= first else None)


def say_marks(marks: Mapping[str, ChangeMark]) -> list[str]:
    """Return what a subtitle says of the marks that are drawn."""
    said = {True: "dashed: a rise or fall", False: "shaded: a peak or dip"}
    steps = {bool(np.isnan(mark.right)) for mark in marks.values() if not np.isnan(mark.left)}
    return [words for is_step, words in said.items() if is_step in steps]


def draw_change(axes, mark: ChangeMark | None, low: float, high: float) -> None:
    """Draw a line down at a step, a pale field over a peak or dip, behind the data."""
    if mark is None or np.isnan(mark.left):
        return
    if np.isnan(mark.right):
        look = {"color": STEP, "lw": 1, "ls": _DASHES, "zorder": 1.2}
        axes.plot([mark.left, mark.left], [low, high], **look)
    else:
        axes.fill_between([mark.left, mark.right], low, high, color=SPAN, linewidth=0, zorder=0.3)
        for side in (mark.left, mark.right):
            axes.plot([side, side], [low, high], color="#BFBFBF", lw=0.6, zorder=0.4)
