"""Two values with their intervals per row, on one scale from 0: parts of a change, corrected levels."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
from matplotlib.ticker import MaxNLocator

from ._canvas import Canvas
from ._layout import PLOT_WIDTH, cut_labels, label_width, print_minus
from .style import GREY, MARGIN, PALE, WIDTH

_PITCH = 0.42  # inches from row to row
_HEAD, _FOOT = 0.3, 0.3


class Values(NamedTuple):
    """One value of every row, how it is drawn, and what hover says."""

    table: np.ndarray  # rows by value, low and high; NaN where there is none
    off: float  # inches from the middle of the row
    colour: str
    shape: str
    hollow: bool
    said: Sequence[str]


def draw_pairs(
    names: Sequence[str],
    kinds: Mapping[str, Values],
    *,
    told: tuple[str, Sequence[str]],
    aside: float,
    tick: str,
):
    """Draw the values of each row below each other.

    Parameters
    ----------
    names
        Of the rows.
    kinds
        The values by kind.
    told
        What stands at the right: its head, and a text for each row; `aside` are the inches for it.
    tick
        The format of the scale.
    """
    left = label_width(names, 2.6)
    start, width = MARGIN + left + 0.1, PLOT_WIDTH - left - 0.2 - aside
    ends = np.concatenate([values.table for values in kinds.values()])
    low, high = min(0.0, np.nanmin(ends)), max(0.0, np.nanmax(ends))
    room = max(high - low, 1e-9) * 0.04
    low, high = low - room, high + room
    bottom = _HEAD + _PITCH * len(names)
    canvas = Canvas(bottom + _FOOT)

    def place(value: float) -> float:
        return start + width * (value - low) / (high - low)

    for at in MaxNLocator(6).tick_values(low, high):
        if low <= at <= high:
            colour, lw = (GREY, 0.9) if abs(at) < 1e-12 else (PALE, 0.6)
            canvas.post(place(at), _HEAD - 0.06, bottom, colour, lw, zorder=0)
            shown = print_minus(tick.format(at)) if abs(at) >= 1e-12 else "0"
            canvas.note(place(at), bottom + 0.04, shown, "center", "top")
    canvas.note(WIDTH - MARGIN, _HEAD - 0.1, told[0], "right", "bottom")
    for i, label in enumerate(cut_labels(names, left - 0.1)):
        y = _HEAD + _PITCH * (i + 0.5)
        canvas.write(MARGIN + left - 0.1, y, label, "right")
        for values in kinds.values():
            value, least, most = values.table[i]
            if np.isnan(value):
                continue
            if not (np.isnan(least) or np.isnan(most)):
                canvas.rule(y + values.off, place(least), place(most), values.colour, 1.4)
            canvas.mark(
                place(value), y + values.off, values.colour, 5.5, values.shape, values.hollow
            )
            canvas.say(place(value), y + values.off, f"{names[i]}: {values.said[i]}")
        canvas.small(WIDTH - MARGIN, y, told[1][i], "right")
    return canvas.figure
