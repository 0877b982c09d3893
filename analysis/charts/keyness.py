"""What one group of documents says and another does not."""

from __future__ import annotations

import numpy as np
import pandas as pd

from ..core.safe_text import one_line
from ._layout import PAPER, PLOT_WIDTH, draw_nothing
from .chart import Chart
from .style import (
    BLUE,
    GREY,
    INK,
    PALE,
    RED,
    SMALL,
    WIDTH,
    add_canvas,
    cut_text,
    house_style,
    start_figure,
)
from .style import text_width as measure

_LABEL = 2.3  # inches, the longest term
_PITCH, _HEAD, _AXIS = 0.25, 0.3, 0.32


def plot_keyness(
    keyness: pd.DataFrame,
    *,
    a: str = "the first group",
    b: str = "the other",
    top: int = 12,
    level: float = 0.05,
    headline: str = "Words that set two groups of documents apart",
    source: str = "",
) -> Chart:
    """Draw the terms that lean most to either side as bars from a middle: those of `a` to the
    right, `b` to the left.

    A bar is filled where no single document makes its direction, and hollow where leaving one out
    can turn it.

    Parameters
    ----------
    keyness
        Table `keyness`, in its order: the first `top` terms of each side are drawn.
    a, b
        Display names of the two groups.
    level
        A term is written bold where its adjusted p (`q`) is at most this.
    top
        Terms of each side that are drawn, those that set it apart most.
    headline
        What the chart says, in plain text.
    source
        The line at the foot.
    """
    rows = keyness[keyness["log_odds"] != 0]
    if rows.empty:
        return draw_nothing(headline, "no term stands more on one side", rows, source)
    rows = pd.concat(
        [_rank(rows[rows["log_odds"] < 0], top), _rank(rows[rows["log_odds"] > 0], top)]
    )
    a, b = one_line(a), one_line(b)
    with house_style():
        figure = _draw(rows, a, b, level)
    alt = " ".join(
        f"More in {name}: {_say(side, level)}."
        for name, side in ((a, _of(rows, 1)), (b, _of(rows, -1)))
    )
    return Chart(figure, headline, _explain(keyness, level), alt, rows, source)


def _rank(side: pd.DataFrame, top: int) -> pd.DataFrame:
    """Return the first terms of a side, the longest bars on top."""
    first = side.head(top)
    return first.iloc[np.argsort(-first["log_odds"].abs(), kind="stable")]


def _of(rows: pd.DataFrame, sign: int) -> pd.DataFrame:
    return rows[np.sign(rows["log_odds"]) == sign]


def _say(side: pd.DataFrame, level: float) -> str:
    """Return a side's terms with their size, and which of them one document could turn."""
    if side.empty:
        return "none"
    return ", ".join(
        f"{one_line(row.term)} {np.exp(abs(row.log_odds)):.1f}×"
        + ("" if row.sign_holds else " (rests on one)")
        + (f" (q {row.q:.2g})" if row.q <= level else "")
        for row in side.head(6).itertuples()
    )


def _explain(keyness: pd.DataFrame, level: float) -> str:
    """Return how the chart is read, and what these documents could have shown."""
    n, passed = len(keyness), int((keyness["q"] <= level).sum())
    splits = int(keyness["n_splits"].max())
    how = f"all {splits:,} ways" if keyness["exact"].all() else f"{splits - 1:,} random ways"
    return (
        "How many times as often (odds, drawn towards 1); small figures: occurrences left : "
        "right\n"
        "Filled: no document (or event) decides the direction; hollow: the bar rests on one\n"
        f"Bold: q at most {level:.0%}, which {passed:,} of {n:,} terms reach; documents split in "
        f"{how}, least p "
        f"{keyness['p_least'].min():.2g}"
    )


def _draw(rows: pd.DataFrame, a: str, b: str, level: float):
    left, right = _of(rows, -1), _of(rows, 1)
    figure = start_figure(_HEAD + _PITCH * max(len(left), len(right)) + _AXIS)
    ax, middle = add_canvas(figure), WIDTH / 2
    shown = [_Label(row, level) for row in rows.itertuples()]
    room = PLOT_WIDTH / 2
    scale = min(
        (room - label.width - 0.2) / abs(size)
        for label, size in zip(shown, rows["log_odds"], strict=True)
    )
    bottom = _HEAD + _PITCH * max(len(left), len(right))
    _draw_scale(ax, rows["log_odds"].abs().max(), scale, middle, bottom)
    for sign, name, side in ((-1, b, left), (1, a, right)):
        colour = BLUE if sign > 0 else RED
        name = cut_text(f"more in {name}", room - 0.15, weight="bold")
        ax.text(middle + 0.08 * sign, 0.14, name, weight="bold", color=colour, va="center",
                ha="left" if sign > 0 else "right")  # fmt: skip
        for i, row in enumerate(side.itertuples()):
            _draw_bar(
                ax, row, _Label(row, level), scale, middle, _HEAD + _PITCH * (i + 0.5), colour
            )
    return figure


class _Label:
    """A term as it is written beside its bar, and the room that it and its counts need."""

    def __init__(self, row, level: float) -> None:
        self.weight = "bold" if row.q <= level else "normal"
        self.text = cut_text(one_line(row.term), _LABEL, weight=self.weight)
        self.counts = f"{row.count_b:,}:{row.count_a:,}"
        self.term_width = measure(self.text, weight=self.weight)
        self.width = self.term_width + measure(self.counts, SMALL) + 0.14


def _draw_bar(ax, row, label: _Label, scale: float, middle: float, y: float, colour: str) -> None:
    """Draw a bar, its term and its counts, from the middle outwards."""
    sign, end = np.sign(row.log_odds), middle + scale * row.log_odds
    ax.barh(
        y,
        scale * row.log_odds,
        left=middle,
        height=0.15,
        color=colour if row.sign_holds else "white",
        edgecolor=colour,
        linewidth=1,
    )
    side = "left" if sign > 0 else "right"
    at = end + 0.07 * sign
    ax.text(at, y, label.text, weight=label.weight, ha=side, va="center", color=INK, bbox=PAPER)
    ax.text(
        at + (label.term_width + 0.06) * sign,
        y,
        label.counts,
        fontsize=SMALL,
        ha=side,
        va="center",
        color=GREY,
        bbox=PAPER,
    )


def _draw_scale(ax, longest: float, scale: float, middle: float, bottom: float) -> None:
    """Draw the middle and ticks at 2, 4, 8 ... times, as far as bars reach and figures have
    room.
    """
    ax.plot([middle, middle], [_HEAD, bottom], color=INK, lw=0.8)
    ax.text(middle, bottom + 0.16, "1×", fontsize=SMALL, color=GREY, ha="center", va="center")
    last = 0.0
    for power in range(1, 40):
        x = scale * power * np.log(2)
        if power * np.log(2) > longest * 1.02:
            break
        if x - last < 0.45:
            continue
        last = x
        for sign in (-1, 1):
            ax.plot([middle + sign * x] * 2, [_HEAD, bottom], color=PALE, lw=0.6, zorder=0)
            ax.text(
                middle + sign * x,
                bottom + 0.16,
                f"{2**power:,}×",
                fontsize=SMALL,
                color=GREY,
                ha="center",
                va="center",
            )
