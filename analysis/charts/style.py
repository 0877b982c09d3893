"""The house style: how charts look (`STYLE`), and what finishes a figure (`finish`)."""

import warnings
from contextlib import contextmanager

import matplotlib
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import FixedLocator

from ..core.counts import say_list
from ..core.safe_text import one_line
from ._fonts import list_families, list_unwritten
from ._text import SIZE, SMALL, wrap_text

BLUE, RED = "#1F5FA8", "#C1440E"
INK, GREY, SILVER, PALE = "#222222", "#6B6B6B", "#A9A9A9", "#D9D9D9"
WIDTH = 8.0  # inches, of every chart
MARGIN = 0.1  # inches, on every side

STYLE = {
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
_LEADING = 1.38  # line height as a multiple of the font size
_HEADLINE, _FOOT = 12.0, 7.5
# inches; figure heights are multiples of it, so that they are whole pixels at 50, 100, 150 dpi
_STEP = 0.02


@contextmanager
def house_style():
    """Draw in the house style, without warnings of scripts that lack a font: `finish` says it."""
    with matplotlib.rc_context(STYLE | {"font.family": list_families()}), warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="Glyph")
        warnings.filterwarnings("ignore", message="Matplotlib currently does not support")
        yield


def start_figure(height: float, width: float = WIDTH) -> Figure:
    """Return an empty figure for a plot `height` inches high; `finish` adds room for text."""
    return Figure(figsize=(width, height))


def add_axes(
    figure: Figure, left: float, top: float, width: float, height: float, **options
) -> Axes:
    """Return axes placed in inches from the figure's left and top edge."""
    wide, high = figure.get_size_inches()
    place = left / wide, 1 - (top + height) / high, width / wide, height / high
    return figure.add_axes(place, **options)


def add_canvas(figure: Figure) -> Axes:
    """Return bare axes over the whole figure that count inches from the left and top edge."""
    wide, high = figure.get_size_inches()
    axes = figure.add_axes((0, 0, 1, 1), xlim=(0, wide), ylim=(high, 0))
    axes.set_axis_off()
    return axes


def finish(figure: Figure, headline: str, subtitle: str, source: str) -> None:
    """Put headline, subtitle and source line around a plot, which keeps its size."""
    with house_style():
        body = figure.get_size_inches()[1]
        blocks = [(one_line(headline), _HEADLINE, "bold", INK)]
        blocks += [(one_line(line), SIZE, "normal", GREY) for line in subtitle.split("\n")]
        lines = [
            (line, size, weight, colour)
            for text, size, weight, colour in blocks
            for line in wrap_text(text, WIDTH - 2 * MARGIN, size, weight)
        ]
        note = _add_note(figure, headline, subtitle, one_line(source))
        foot = wrap_text(note, WIDTH - 2 * MARGIN, _FOOT)
        above = MARGIN + sum(size * _LEADING / 72 for _, size, *_ in lines) + 0.1
        below = MARGIN + len(foot) * _FOOT * _LEADING / 72
        height = -(-(above + body + below) // _STEP) * _STEP
        _make_room(figure, body, below, height)

        def put(y: float, line: str, size: float, va: str, weight="normal", colour=GREY) -> None:
            look = {"va": va, "fontsize": size, "fontweight": weight, "color": colour}
            figure.text(MARGIN / WIDTH, y / height, line, **look)

        y = height - MARGIN
        for line, size, weight, colour in lines:
            put(y, line, size, "top", weight, colour)
            y -= size * _LEADING / 72
        for i, line in enumerate(reversed(foot)):
            put(MARGIN * 0.8 + i * _FOOT * _LEADING / 72, line, _FOOT, "bottom")


def _add_note(figure: Figure, headline: str, subtitle: str, source: str) -> str:
    """Return the source line, and behind it in which scripts names cannot be read."""
    # asked of the labels that were set: to list all of an axis would make some that nobody sees
    drawn = [text.get_text() for text in figure.texts]
    for axes in figure.axes:
        drawn += [text.get_text() for text in axes.texts]
        drawn += [axes.get_title(), axes.get_xlabel(), axes.get_ylabel()]
        for axis in (axes.xaxis, axes.yaxis):
            locator = axis.get_major_locator()
            if isinstance(locator, FixedLocator):
                drawn += axis.get_major_formatter().format_ticks(locator())
    scripts = list_unwritten([*drawn, headline, subtitle, source])
    if not scripts:
        return source
    them = "them" if len(scripts) > 1 else "it"
    note = f"Letters in {say_list(scripts)} show as boxes: no font for {them} is installed."
    return f"{source}\n{note}".strip()


def _make_room(figure: Figure, body: float, below: float, height: float) -> None:
    """Heighten the figure; its axes keep their size in inches and stand `below` inches higher."""
    places = [axes.get_position() for axes in figure.axes]
    figure.set_size_inches(figure.get_size_inches()[0], height)
    for axes, at in zip(figure.axes, places, strict=True):
        y = (at.y0 * body + below) / height
        axes.set_position((at.x0, y, at.width, at.height * body / height))
