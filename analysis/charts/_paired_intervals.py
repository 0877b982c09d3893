"""Two values with their intervals per row, on one scale from 0: parts of a change, corrected levels."""

from collections.abc import Callable, Mapping, Sequence

import numpy as np
import pandas as pd
from matplotlib.ticker import MaxNLocator

from ._canvas import Canvas
from ._layout import PLOT_WIDTH, cut_labels, label_width, print_minus
from .style import BLUE, GREY, MARGIN, PALE, RED, WIDTH

ROWS = 30  # more would be no picture
_PITCH, _HEAD, _FOOT = 0.42, 0.3, 0.3  # inches: of a row, above and below all
_TOLD = 1.0  # inches, of the texts at the right
# how far from the middle of its row in inches, colour, shape, whether hollow
_LOOKS = ((-0.09, BLUE, "o", False), (0.09, RED, "s", True))


def draw_pairs(
    rows: pd.DataFrame,
    names: Sequence[str],
    kinds: Mapping[str, Sequence[str]],
    say: Callable[[pd.Series, str], str],
    *,
    told: tuple[str, Sequence[str]],
    tick: str,
):
    """Draw the two values of each row below each other.

    Parameters
    ----------
    kinds
        Columns of value, low and high, by what they are of.
    say
        From a row and a kind to what hover says.
    told
        What stands at the right: its head, and a text for each row.
    tick
        The format of the scale.
    """
    left = label_width(names, 2.6)
    start, width = MARGIN + left + 0.1, PLOT_WIDTH - left - 0.2 - _TOLD
    ends = rows[[column for columns in kinds.values() for column in columns]].to_numpy("float64")
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
    for i, (label, (_, row)) in enumerate(
        zip(cut_labels(names, left - 0.1), rows.iterrows(), strict=True)
    ):
        middle = _HEAD + _PITCH * (i + 0.5)
        canvas.write(MARGIN + left - 0.1, middle, label, "right")
        for kind, (off, colour, shape, hollow) in zip(kinds, _LOOKS, strict=True):
            value, least, most = (row[column] for column in kinds[kind])
            y = middle + off
            if np.isnan(value):
                continue
            if not (np.isnan(least) or np.isnan(most)):
                canvas.rule(y, place(least), place(most), colour, 1.4)
            canvas.mark(place(value), y, colour, 5.5, shape, hollow)
            canvas.say(place(value), y, f"{names[i]}: {say(row, kind)}")
        canvas.small(WIDTH - MARGIN, middle, told[1][i], "right")
    return canvas.figure
