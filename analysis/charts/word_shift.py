"""Which words make the difference between two mean tones."""

import numpy as np
import pandas as pd

from ._canvas import Canvas
from ._layout import PLOT_WIDTH, cut_labels, draw_nothing, label_width, print_minus
from ._text import SMALL, text_width
from .chart import Chart
from .style import BLUE, GREY, INK, MARGIN, SILVER, WIDTH, house_style

_ROWS = 60  # words; more would be no picture
_PITCH = 0.25  # inches from one word to the next


@house_style()
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
    less where it occurs (grey). It is hollow where the sign turns when one document is left out, or
    cannot be tried.

    Parameters
    ----------
    shifts
        As `shift_words` gives them: `word`, `shift`, `by_use`, `by_weight`, `low`, `high`,
        `sign_holds`; the first sixty words are drawn, of those that
        shift anything by a thousandth.
    a, b
        What the two sides are called.
    headline, source
        What the chart says, and the line at the foot, in plain text.
    """
    rows = shifts.dropna(subset=["shift"]).head(_ROWS)
    rows = rows[rows["shift"].abs().round(3) > 0]
    if rows.empty:
        why = "no word is scored, or one side has no sentence"
        return draw_nothing(headline, why, rows, source)
    figure, total = _draw(rows), shifts["shift"].sum()
    alt = f"Difference in mean tone, {b} minus {a}: {total:+.3f}. " + " ".join(
        f"{_say(row)}." for row in rows.itertuples()
    )
    note = (
        f"Part of the difference in mean tone ({b} minus {a}: {total:+.2f}); blue: by use, grey: "
        "by weight\n"
        "Line: 95% interval over documents; hollow: the sign may turn when one document is left out"
    )
    note += f"; the first {_ROWS} of {len(shifts)} words" if len(shifts) > _ROWS else ""
    return Chart(figure, headline, note, alt, rows, source)


def _say(row) -> str:
    return f"{row.word} {row.shift:+.3f}{'' if row.sign_holds else ', not sure'}"


def _draw(shifts: pd.DataFrame):
    left, value = label_width(shifts["word"]), 0.6
    canvas = Canvas(_PITCH * len(shifts) + 0.12)
    edges = shifts[["shift", "by_use", "by_weight", "low", "high"]].fillna(0.0)
    low, high = min(edges.min().min(), 0.0), max(edges.max().max(), 1e-9)
    room = PLOT_WIDTH - left - 2 * value
    zero, scale = MARGIN + left + value - room * low / (high - low), room / (high - low)
    canvas.post(zero, 0.02, _PITCH * len(shifts) + 0.08, GREY, 0.9, zorder=0)
    names = cut_labels(shifts["word"], left - 0.1)
    for i, (row, name) in enumerate(zip(shifts.itertuples(), names, strict=True)):
        y = 0.06 + _PITCH * (i + 0.5)
        canvas.write(MARGIN + left - 0.1, y, name, "right")
        _draw_bar(canvas, row, y, zero, scale)
        canvas.say(zero + scale * row.shift / 2, y, _say(row))
        figures = print_minus(f"{row.shift:+.3f}")
        use = 0.0 if np.isnan(row.by_use) else row.by_use
        reach = [0.0, row.shift, use, *(edge for edge in (row.low, row.high) if not np.isnan(edge))]
        if row.shift < 0:
            least = MARGIN + left + text_width(figures, SMALL)
            canvas.small(max(zero + scale * min(reach) - 0.06, least), y, figures, "right")
        else:
            canvas.small(min(zero + scale * max(reach) + 0.06, WIDTH - MARGIN - 0.4), y, figures)
    return canvas.figure


def _draw_bar(canvas: Canvas, row, y: float, zero: float, scale: float) -> None:
    """Draw a word's bar: the part by use, behind it that by weight, and the interval."""
    edge = 0.0 if row.sign_holds else 1.1
    for part, base, colour in ((row.by_use, 0.0, BLUE), (row.by_weight, row.by_use, SILVER)):
        if abs(part) * scale >= 0.004:
            x = zero + scale * base
            canvas.bar(x, y, scale * part, 0.14, colour, edge, hollow=not row.sign_holds)
    if not np.isnan(row.low):
        canvas.rule(y, zero + scale * row.low, zero + scale * row.high, INK, 0.9)
    canvas.rule(y + _PITCH / 2, lw=0.3, zorder=0)
