"""The house style: how charts look (`STYLE`), how text is measured, and what finishes a figure
(`finish`).
"""

from __future__ import annotations

import warnings
from contextlib import contextmanager
from functools import lru_cache

import matplotlib
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.textpath import text_to_path

from ..core.safe_text import one_line

BLUE, RED = "#1F5FA8", "#C1440E"
INK, GREY, SILVER, PALE = "#222222", "#6B6B6B", "#A9A9A9", "#D9D9D9"
WIDTH = 8.0  # inches, of every chart
MARGIN = 0.1  # inches, on every side
SIZE, SMALL = 9.0, 8.0  # points

STYLE = {
    "font.family": "DejaVu Sans",  # comes with matplotlib: the same glyphs on every machine
    "font.size": SIZE,
    "text.color": INK,
    "text.parse_math": False,  # a dollar sign in an article is a dollar sign
    "axes.labelcolor": GREY,
    "axes.labelsize": SMALL,
    "axes.edgecolor": PALE,
    "xtick.color": GREY,
    "ytick.color": GREY,
    "xtick.labelsize": SMALL,
    "ytick.labelsize": SMALL,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.spines.left": False,
    "axes.grid": True,
    "axes.grid.axis": "y",
    "grid.color": "#EBEBEB",
    "axes.axisbelow": True,
    "xtick.major.size": 0,
    "ytick.major.size": 0,
    "figure.facecolor": "white",
}
_HINTING = 1.02  # drawn text is fitted to pixels, and so up to this much wider than measured
_LEADING = 1.38  # line height as a multiple of the font size
_HEADLINE, _FOOT = 12.0, 7.5
_MOST_A_LINE = 1_000  # more letters than any line of a chart holds
# inches; figure heights are multiples of it, so that they are whole pixels at 50, 100, 150 dpi
_STEP = 0.02


@contextmanager
def house_style():
    """Draw in the house style, without warnings for scripts that the font lacks (boxes; the table
    has the text).
    """
    with matplotlib.rc_context(STYLE), warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="Glyph")
        warnings.filterwarnings("ignore", message="Matplotlib currently does not support")
        yield


@lru_cache(maxsize=4096)  # labels are measured again and again while they are wrapped and cut
def text_width(text: str, size: float = SIZE, weight: str = "normal") -> float:
    """Return the width in inches that the longest line of a text needs, without drawing it.

    Examples
    --------
    >>> 0.6 < text_width("6 Oct 2020", 9) < 0.8
    True
    """
    font = FontProperties(family=STYLE["font.family"], size=size, weight=weight)
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="Glyph")
        points = max(
            text_to_path.get_text_width_height_descent(line, font, False)[0]
            for line in text.split("\n")
        )
    return points * _HINTING / 72


def cut_text(text: str, width: float, size: float = SIZE, weight: str = "normal") -> str:
    """Return a text whose every line is cut, with an ellipsis, to at most `width` inches.

    Examples
    --------
    >>> cut_text("India and Japan", 0.6, 9)
    'India a…'
    """
    return "\n".join(_cut_line(line, width, size, weight) for line in text.split("\n"))


def _cut_line(line: str, width: float, size: float, weight: str) -> str:
    n = _count_fitting(line, width, size, weight)
    return line if n == len(line) else line[:n].rstrip() + "…"


def _count_fitting(line: str, width: float, size: float, weight: str) -> int:
    """Return how many letters of a line fit: all, or as many as leave room for an ellipsis.

    Only a beginning twice as long as what fits is ever measured, so that a line of a million
    letters costs no more.
    """
    high = 64
    while high < len(line) and text_width(line[:high], size, weight) <= width:
        high *= 2
    if high >= len(line):
        high = len(line)
        if text_width(line, size, weight) <= width:
            return high
    low = 0  # the longest beginning that fits lies in between
    while low < high:
        middle = (low + high + 1) // 2
        if text_width(line[:middle].rstrip() + "…", size, weight) <= width:
            low = middle
        else:
            high = middle - 1
    return low


def wrap_text(text: str, width: float, size: float = SIZE, weight: str = "normal") -> list[str]:
    """Return the lines, at most `width` inches wide, of a text; a word longer than a line is
    broken.

    Examples
    --------
    >>> wrap_text("Technology in 3 of 5 reports", 1.0, 9)
    ['Technology in 3', 'of 5 reports']
    """
    lines: list[str] = []
    for paragraph in text.split("\n"):
        line = ""
        for word in paragraph.split():
            if line and _count_fitting(f"{line} {word}", width, size, weight) <= len(line) + len(
                word
            ):
                lines.append(line)
                line = ""
            *full, word = _break_word(word, width, size, weight)
            lines += full
            line = f"{line} {word}".strip()
        if line:
            lines.append(line)
    return lines


def _break_word(word: str, width: float, size: float, weight: str) -> list[str]:
    """Return a word in pieces that fit: itself, as a rule."""
    pieces = []
    while len(word) > 1 and (n := _count_fitting(word, width, size, weight)) < len(word):
        pieces.append(word[: max(n, 1)])
        word = word[max(n, 1) :]
    return [*pieces, word]


def fit_text(
    text: str, width: float, size: float = SIZE, lines: int = 3, weight: str = "normal"
) -> str:
    """Return a text wrapped to at most `lines` lines of `width` inches, the last cut where more
    would follow.

    Examples
    --------
    >>> fit_text("20 Aug 2024", 0.5, 9)
    '20 Aug\\n2024'
    """
    wrapped = wrap_text(text[: _MOST_A_LINE * lines], width, size, weight)
    if len(wrapped) > lines:
        last = _cut_line(" ".join(wrapped[lines - 1 :]), width, size, weight)
        wrapped = [*wrapped[: lines - 1], last]
    return "\n".join(wrapped)


def start_figure(height: float) -> Figure:
    """Return an empty figure whose plot will be `height` inches high; `finish` adds room for the
    text around it.
    """
    return Figure(figsize=(WIDTH, height))


def add_axes(
    figure: Figure, left: float, top: float, width: float, height: float, **options
) -> Axes:
    """Return axes placed in inches from the figure's left and top edge."""
    wide, high = figure.get_size_inches()
    return figure.add_axes(
        (left / wide, 1 - (top + height) / high, width / wide, height / high), **options
    )


def add_canvas(figure: Figure) -> Axes:
    """Return bare axes over the whole figure that count inches from the left and top edge."""
    wide, high = figure.get_size_inches()
    axes = figure.add_axes((0, 0, 1, 1), xlim=(0, wide), ylim=(high, 0))
    axes.set_axis_off()
    return axes


def finish(figure: Figure, headline: str, subtitle: str, source: str) -> None:
    """Put headline, subtitle and source line around a plot and make the figure as much higher as
    they need.

    The plot keeps its size, so nothing in it moves or shrinks, however long the headline is. With a
    layout engine the plot is fitted between them.
    """
    with house_style():
        body = figure.get_size_inches()[1]
        blocks = [
            (one_line(headline), _HEADLINE, "bold", INK),
            *((one_line(line), SIZE, "normal", GREY) for line in subtitle.split("\n")),
        ]
        lines = [
            (line, size, weight, colour)
            for text, size, weight, colour in blocks
            for line in wrap_text(text, WIDTH - 2 * MARGIN, size, weight)
        ]
        foot = wrap_text(one_line(source), WIDTH - 2 * MARGIN, _FOOT)
        above = MARGIN + sum(size * _LEADING / 72 for _, size, *_ in lines) + 0.1
        below = MARGIN + len(foot) * _FOOT * _LEADING / 72
        height = -(-(above + body + below) // _STEP) * _STEP
        _make_room(figure, body, below, height)
        y = height - MARGIN
        for line, size, weight, colour in lines:
            _put(figure, y, height, line, size, weight, colour, "top")
            y -= size * _LEADING / 72
        for i, line in enumerate(reversed(foot)):
            _put(
                figure,
                MARGIN * 0.8 + i * _FOOT * _LEADING / 72,
                height,
                line,
                _FOOT,
                "normal",
                GREY,
                "bottom",
            )


def _put(
    figure: Figure,
    y: float,
    height: float,
    line: str,
    size: float,
    weight: str,
    colour: str,
    va: str,
) -> None:
    x = MARGIN / WIDTH
    figure.text(x, y / height, line, va=va, fontsize=size, fontweight=weight, color=colour)


def _make_room(figure: Figure, body: float, below: float, height: float) -> None:
    """Heighten the figure; its axes keep their size in inches and stand `below` inches higher."""
    places = [axes.get_position() for axes in figure.axes]
    figure.set_size_inches(figure.get_size_inches()[0], height)
    if figure.get_layout_engine() is not None:
        figure.get_layout_engine().set(rect=(0, below / height, 1, body / height))
        return
    for axes, place in zip(figure.axes, places, strict=True):
        axes.set_position(
            (
                place.x0,
                (place.y0 * body + below) / height,
                place.width,
                place.height * body / height,
            )
        )
