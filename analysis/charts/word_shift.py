"""Which words make the difference between two mean tones."""

from __future__ import annotations

import numpy as np
import pandas as pd

from ._layout import PLOT_WIDTH, cut_labels, draw_nothing, label_width
from .chart import Chart
from .style import (
    BLUE,
    GREY,
    INK,
    MARGIN,
    PALE,
    SILVER,
    SMALL,
    WIDTH,
    add_canvas,
    house_style,
    start_figure,
    text_width,
)

_PITCH = 0.25  # inches from one word to the next


def plot_shifts(
    shifts: pd.DataFrame,
    *,
    a: str = "a",
    b: str = "b",
    headline: str = "Which words make the difference in tone",
    source: str = "",
) -> Chart:
    """Draw what each word adds to the difference of two mean tones: to the right where it makes b
    the warmer.

    A bar is split into what comes of using the word more or less (blue) and of its weighing more or
    less where it stands (grey). It is hollow where the sign turns when one document is left out, or
    cannot be tried.

    Parameters
    ----------
    shifts
        As `shift_words` gives them: `word`, `shift`, `by_use`, `by_weight`, `low`, `high`,
        `sign_holds`.
    a, b
        What the two sides are called.
    headline
        What the chart says, in plain text.
    source
        The line at the foot.
    """
    if shifts.empty:
        return draw_nothing(
            headline, "no word is scored, or one side has no sentence", shifts, source
        )
    with house_style():
        figure = _draw(shifts)
    total = shifts["shift"].sum()
    alt = f"Difference in mean tone, {b} minus {a}: {total:+.3f}. " + " ".join(
        f"{row.word} {row.shift:+.3f}{'' if row.sign_holds else ', not sure'}."
        for row in shifts.itertuples()
    )
    note = (
        f"Part of the difference in mean tone ({b} minus {a}: {total:+.2f}); blue: by use, grey: "
        "by weight\n"
        "Line: 95% interval over documents; hollow: the sign may turn when one document is left out"
    )
    return Chart(figure, headline, note, alt, shifts, source)


def _draw(shifts: pd.DataFrame):
    left, value = label_width(shifts["word"]), 0.6
    figure = start_figure(_PITCH * len(shifts) + 0.12)
    ax = add_canvas(figure)
    edges = shifts[["shift", "by_use", "by_weight", "low", "high"]].fillna(0.0)
    low, high = min(edges.min().min(), 0.0), max(edges.max().max(), 1e-9)
    start, room = MARGIN + left + value, PLOT_WIDTH - left - 2 * value
    zero = start - room * low / (high - low)
    scale = room / (high - low)
    ax.plot([zero, zero], [0.02, _PITCH * len(shifts) + 0.08], color=GREY, lw=0.9, zorder=0)
    for i, (row, name) in enumerate(
        zip(shifts.itertuples(), cut_labels(shifts["word"], left - 0.1), strict=True)
    ):
        y = 0.06 + _PITCH * (i + 0.5)
        ax.text(MARGIN + left - 0.1, y, name, ha="right", va="center")
        _draw_bar(ax, row, y, zero, scale)
        figures = f"{row.shift:+.3f}".replace("-", "\u2212")
        ends = [
            zero,
            zero + scale * row.shift,
            zero + scale * (0.0 if np.isnan(row.by_use) else row.by_use),
            *(zero + scale * e for e in (row.low, row.high) if not np.isnan(e)),
        ]
        if row.shift < 0:
            ax.text(
                max(min(ends) - 0.06, MARGIN + left + text_width(figures, SMALL)),
                y,
                figures,
                fontsize=SMALL,
                ha="right",
                va="center",
            )
        else:
            ax.text(
                min(max(ends) + 0.06, WIDTH - MARGIN - 0.4), y, figures, fontsize=SMALL, va="center"
            )
    return figure


def _draw_bar(ax, row, y: float, zero: float, scale: float) -> None:
    """Draw a word's bar: the part by use from zero on, that by weight behind it, and the
    interval.
    """
    for part, base, colour in ((row.by_use, 0.0, BLUE), (row.by_weight, row.by_use, SILVER)):
        if abs(part) * scale < 0.004:
            continue
        look = (
            {"color": colour}
            if row.sign_holds
            else {"facecolor": "white", "edgecolor": colour, "linewidth": 1.1}
        )
        ax.barh(y, scale * part, left=zero + scale * base, height=0.14, **look)
    if not np.isnan(row.low):
        ax.plot([zero + scale * row.low, zero + scale * row.high], [y, y], color=INK, lw=0.9)
    ax.plot([MARGIN, WIDTH - MARGIN], [y + _PITCH / 2] * 2, color=PALE, lw=0.3, zorder=0)
