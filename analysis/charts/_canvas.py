"""What charts are drawn on: bare axes in inches, with the few marks and sizes of text that all use."""

import numpy as np
from matplotlib.artist import Artist
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle

from ._text import SIZE, SMALL
from .hover import note_value
from .style import GREY, INK, MARGIN, PALE, WIDTH, add_canvas, start_figure

PAPER = {"facecolor": "white", "edgecolor": "none", "pad": 1}  # behind text that a line would cross


class Canvas:
    """A figure, or a bare page, in inches from its left and top edge."""

    def __init__(self, height: float, width: float = WIDTH) -> None:
        self.figure = start_figure(height, width)
        self.axes = add_canvas(self.figure)

    def write(self, x, y, text, ha="left", va="center", size=SIZE, color=INK, **look) -> None:
        """Write a text; `ha` and `va` say which edge of it, or its middle, is at `x` and `y`."""
        self.axes.text(x, y, text, ha=ha, va=va, fontsize=size, color=color, **look)

    def say(self, x, y, words: str) -> None:
        """Say of the mark at a place what hover and focus show."""
        note_value(self.axes, x, y, words)

    def small(self, x, y, text, ha="left", va="center", **look) -> None:
        """Write a text in small letters."""
        self.write(x, y, text, ha, va, SMALL, **look)

    def note(self, x, y, text, ha="left", va="center", **look) -> None:
        """Write what explains the marks, in small grey letters."""
        self.write(x, y, text, ha, va, SMALL, GREY, **look)

    def rule(self, y, left=MARGIN, right=WIDTH - MARGIN, color=PALE, lw=0.8, **look) -> None:
        """Draw a line across, as a rule from margin to margin."""
        self._add(Line2D([left, right], [y, y], color=color, lw=lw, **look))

    def post(self, x, top, bottom, color=PALE, lw=0.8, **look) -> None:
        """Draw a line down."""
        self._add(Line2D([x, x], [top, bottom], color=color, lw=lw, **look))

    def mark(self, x, y, color, size=6.0, shape="o", hollow=False, edge=1.5, **look) -> None:
        """Draw marks, hollow or filled, at one place or at several."""
        face = "white" if hollow else color
        look = {"marker": shape, "mfc": face, "ms": size, "mew": edge, "ls": "", **look}
        self._add(Line2D(np.atleast_1d(x), np.atleast_1d(y), color=color, **look))

    def disc(self, x, y, area, color) -> None:
        """Draw a disc of an area in square points."""
        self.axes.scatter(x, y, s=area, color=color, linewidths=0)

    def bar(self, x, y, length, height, color, edge=0.0, hollow=False) -> None:
        """Draw a bar from `x` on, to the left where its length is negative; `edge` is in points."""
        look = {"edgecolor": color, "linewidth": edge} if edge else {}
        face = "white" if hollow else color
        self.box(x, y - height / 2, length, height, face, **look)

    def column(self, x, base, height, width, color) -> None:
        """Draw a bar that stands on a line, or several at once."""
        for at, tall in np.broadcast(x, height):
            self.box(at - width / 2, base, width, -tall, color)

    def box(self, left, bottom, width, height, color, **look) -> None:
        """Fill a box."""
        self._add(Rectangle((left, bottom), width, height, facecolor=color, **look))

    def _add(self, mark: Artist) -> None:
        """Add a mark as it is: the axes do not follow it as with `Axes.bar`, four times as slow."""
        self.axes.add_artist(mark)
