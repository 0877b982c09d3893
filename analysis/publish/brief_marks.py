"""The marks of small charts: bars over time, marks with intervals, ratios of specifications."""

from collections.abc import Callable

import numpy as np
import pandas as pd

from ..charts._canvas import Canvas
from ..charts._layout import print_minus
from ..charts._text import SMALL, cut_text, text_width
from ..charts.spread import scale_ratios
from ..charts.style import BLUE, GREY, INK, PALE, RED, SILVER

_BARS = 24  # columns that are bars; more are an area
_LABEL, _VALUE = 0.92, 0.42  # inches: of a row's name and its figure


Draw = Callable[[Canvas, float, float, float, float], None]


def draw_strips(rows: list[tuple[str, np.ndarray, str]], columns: list[str]) -> Draw:
    """Return what draws a row of bars, from 0 to 1, and its words for each name."""

    def draw(canvas: Canvas, x: float, y: float, width: float, height: float) -> None:
        pitch = min(0.36, (height - 0.2) / len(rows))
        left = x + min(_LABEL, max(text_width(name, SMALL) for name, *_ in rows)) + 0.06
        room = x + width - _VALUE - left
        step = room / len(columns)
        xs = left + step * (np.arange(len(columns)) + 0.5)
        for i, (name, values, words) in enumerate(rows):
            base = y + pitch * (i + 1) - 0.05
            heights = np.nan_to_num(values) * (pitch - 0.07)
            canvas.rule(base, left, left + room, lw=0.6)
            if len(columns) > _BARS:
                edges = np.r_[left, xs, left + room]
                tall = np.r_[heights[0], heights, heights[-1]]
                canvas.axes.fill_between(edges, base - tall, base, color=BLUE, lw=0)
            else:
                canvas.column(xs, base, heights, step * 0.7, BLUE)
            canvas.small(x, base - 0.06, cut_text(name, left - x - 0.05, SMALL))
            canvas.small(x + width, base - 0.06, words, "right")
        # from which column to which bars go, below them, or as far left as it takes
        right, words = x + width, " to ".join(dict.fromkeys((columns[0], columns[-1])))
        words = cut_text(words, right - x, SMALL)
        start = min(left, right - text_width(words, SMALL))
        canvas.note(start, y + pitch * len(rows) + 0.09, words)

    return draw


def draw_dots(rows: list[tuple[str, float, float, float, str]], least: float, most: float) -> Draw:
    """Return what draws a mark with its interval for each name on one scale with a line at 0."""

    def draw(canvas: Canvas, x: float, y: float, width: float, height: float) -> None:
        pitch = min(0.32, height / len(rows))
        left = x + min(_LABEL, max(text_width(name, SMALL) for name, *_ in rows)) + 0.1
        room = x + width - _VALUE - 0.04 - left

        def place(value: float) -> float:
            return left + room * (float(np.clip(value, least, most)) - least) / (most - least)

        canvas.post(place(0.0), y, y + pitch * len(rows), SILVER)
        for i, (name, estimate, low, high, words) in enumerate(rows):
            middle, colour = y + pitch * (i + 0.5), RED if estimate < 0 else BLUE
            canvas.rule(middle, place(low), place(high), colour, 1.2)
            canvas.mark(place(estimate), middle, colour, 5.5, "s" if estimate < 0 else "o")
            canvas.small(x, middle, cut_text(name, left - x - 0.08, SMALL))
            canvas.small(x + width, middle, words, "right")

    return draw


def draw_ratios(rows: pd.DataFrame) -> Draw:
    """Return what draws the ratio of every specification, in their order, on a log scale."""

    def draw(canvas: Canvas, x: float, y: float, width: float, height: float) -> None:
        height = min(height, 1.5) - 0.1
        locate, ticks = scale_ratios(rows, y + 0.05, height)
        left = x + 0.34
        step = (x + width - left) / len(rows)
        for tick in ticks:
            canvas.rule(locate(tick), left, x + width, GREY if tick == 1 else PALE, zorder=0)
            canvas.note(left - 0.05, locate(tick), print_minus(f"{tick:g}"), "right")
        size = float(np.clip(step * 45, 1.8, 5))
        for i, row in enumerate(rows.itertuples()):
            at, colour = left + step * (i + 0.5), BLUE if row.agrees else SILVER
            if np.isfinite(row.low) and np.isfinite(row.high):
                canvas.post(at, locate(row.high), locate(row.low), colour, min(1.2, step * 30))
            ink = BLUE if row.agrees else INK
            canvas.mark(at, locate(row.estimate), ink, size, hollow=not row.agrees, edge=0.9)

    return draw
