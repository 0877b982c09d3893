"""A grid of cells under the names of its columns and beside those of its rows."""

from collections.abc import Callable, Collection, Iterable, Mapping

import numpy as np
from matplotlib.colors import LinearSegmentedColormap

from ..core.periods import UNDATED
from ..core.safe_text import one_line
from ._canvas import Canvas
from ._layout import PLOT_WIDTH, cut_labels, head_columns, head_height, label_width
from ._text import SIZE, SMALL, fit_text, text_width
from .style import BLUE, GREY, INK, MARGIN, house_style

WIDE = 9  # columns; of more, each is a row
TALL = 100  # of them drawn; more would be no picture
FEW = 5  # sentences; a cell with fewer is pale and hollow
_SHADES = LinearSegmentedColormap.from_list("shades", ["#FFFFFF", "#9DBFE0", BLUE, "#123A66"])
_STEPS = 8  # of shade: a PNG has 64 colours


@house_style()
def draw_grid(
    themes: Mapping[str, str],
    columns: Mapping[str, str],
    fill: Callable,
    *,
    pitch: float = 0.3,
    apart: Collection[str] = (UNDATED,),
    wide: int = WIDE,
):
    """Draw themes as rows, or as columns where there are more than `wide` others, and let `fill`
    draw each cell.

    `fill` is called with canvas, theme, column, and the cell's left edge, middle from above and
    width, in inches; `pitch` are the inches from row to row. A last row or column whose key is in
    `apart` stands off the others.
    """
    turned = len(columns) > wide
    rows, heads = themes, columns
    if turned:
        rows, heads = {key: _name_row(name, pitch) for key, name in columns.items()}, themes
    left = _label_width(rows.values(), heads.values())
    gap, aside = (0.12 * (len(keys) > 1 and [*keys][-1] in apart) for keys in (rows, heads))
    step = (PLOT_WIDTH - left - aside) / max(len(heads), 4)  # a single column is no poster
    head = head_height(heads.values(), step - 0.06)
    canvas = Canvas(head + pitch * len(rows) + gap + 0.08)
    starts = [MARGIN + left + step * i + aside * (key in apart) for i, key in enumerate(heads)]
    middles = [start + step / 2 for start in starts]
    head_columns(canvas, heads.values(), middles, step - 0.06, head - 0.06, "center")
    fitted = _fit_names(rows.values(), left - 0.1)
    for j, (row, (name, size)) in enumerate(zip(rows, fitted, strict=True)):
        y = head + pitch * (j + 0.5) + gap * (row in apart)
        look = {"linespacing": 1.0} if size == SMALL else {}
        canvas.write(MARGIN + left - 0.1, y, name, "right", size=size, **look)
        for column, start in zip(heads, starts, strict=True):
            theme, other = (column, row) if turned else (row, column)
            fill(canvas, theme, other, start, y, step)
    return canvas.figure


def _name_row(name: str, pitch: float) -> str:
    """Return a column's name for a row: on one line, or on two where the row is high enough."""
    first, _, rest = name.partition("\n")
    return f"{one_line(first)}\n{one_line(rest)}".strip() if pitch > 0.36 else one_line(name)


def _fit_names(names: Iterable[str], width: float) -> list[tuple[str, float]]:
    """Return the names of rows and their size: one too long goes over two lines, in small letters."""
    names = list(names)
    cut = cut_labels(names, width)
    over = [fit_text(name, width, SMALL, 2) for name in names]
    return [
        (two, SMALL) if one != name and "\n" not in name and over.count(two) == 1 else (one, SIZE)
        for name, one, two in zip(names, cut, over, strict=True)
    ]


def _label_width(rows: Iterable[str], columns: Iterable[str]) -> float:
    """Return the inches for the names of rows: as needed while the columns' words stay whole."""
    heads = list(columns)
    words = [word for head in heads for word in head.split()]
    need = max((text_width(word, SMALL) for word in words), default=0) + 0.09
    return min(label_width(rows, 2.6), max(PLOT_WIDTH - need * max(len(heads), 4), 1.2))


def shade_cell(canvas: Canvas, x, y, width: float, pitch: float, colour, dashed=False) -> None:
    """Fill a cell, with a thin edge, so that a white one is seen too."""
    edge, line = ("#BFBFBF", ":") if dashed else ("#EBEBEB", "-")
    look = {"edgecolor": edge, "linestyle": line, "linewidth": 0.6}
    canvas.box(x + 0.01, y - pitch / 2 + 0.01, width - 0.02, pitch - 0.02, colour, **look)


def draw_counts(
    rows: Mapping[str, str],
    columns: Mapping[str, str],
    cells: Mapping,
    top: float,
    wide: int = WIDE,
    thin: Collection = (),
    *,
    said: Callable[[float, float], str],
):
    """Draw a grid of counts, shaded by share of the greatest, `top`; those in `thin` are hollow."""

    def fill(canvas: Canvas, row: str, column: str, x: float, y: float, width: float) -> None:
        if (row, column) not in cells:
            return
        n, share = cells[row, column]
        pale = (row, column) in thin
        depth = share / top if n and top > 0 and share == share and not pale else 0.0
        shade = _SHADES(np.ceil(min(depth, 1) * _STEPS) / _STEPS)
        shade_cell(canvas, x, y, width, 0.3, shade, dashed=pale)
        colour = ink_on(shade) if n and not pale else GREY
        canvas.write(x + width / 2, y, f"{n:,.0f}", "center", color=colour)
        canvas.say(x + width / 2, y, f"{rows[row]}, {columns[column]}: {said(n, share)}")

    return draw_grid(rows, columns, fill, wide=wide)


def ink_on(shade: tuple[float, ...]) -> str:
    """Return white or ink, whichever has more contrast (WCAG relative luminance) with a colour."""
    channels = np.array(shade[:3])
    linear = np.where(channels <= 0.04045, channels / 12.92, ((channels + 0.055) / 1.055) ** 2.4)
    luminance = float(linear @ [0.2126, 0.7152, 0.0722])
    return "#FFFFFF" if 1.05 / (luminance + 0.05) > (luminance + 0.05) / 0.066 else INK
