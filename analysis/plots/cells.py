"""Counts of themes by document or period, as a heat map."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd
from matplotlib.colors import LinearSegmentedColormap

from ..charts import Chart
from ..style import BLUE, GREY, INK, MARGIN, add_canvas, cut_text, house_style, one_line, start_figure
from ._layout import PLOT_WIDTH, draw_nothing, head_columns, head_height, label_width, name_theme

_SHADES = LinearSegmentedColormap.from_list("shades", ["#FFFFFF", "#9DBFE0", BLUE, "#123A66"])


def plot_heat_map(
    counts: pd.DataFrame,
    *,
    labels: Mapping[str, str] | None = None,
    headline: str = "Sentences that carry each theme, by document",
    source: str = "",
    reading: str = "",
) -> Chart:
    """Draw counts as a heat map: the figure is the count, the shade its share; more than nine columns turn to rows.

    Parameters
    ----------
    counts
        `theme`, `column` (a document or period), `n` (count), `share` (0-1, darker is more); both in order of
        appearance. A pair without a row stays empty.
    labels
        Display names of themes.
    """
    if counts.empty:
        return draw_nothing(headline, "nothing was counted", counts, source, reading)
    themes, columns = list(dict.fromkeys(counts["theme"])), list(dict.fromkeys(counts["column"]))
    shown = {theme: name_theme(theme, labels) for theme in themes}
    cells = {(row.theme, row.column): (row.n, row.share) for row in counts.itertuples()}
    top = counts["share"].max()
    with house_style():
        if len(columns) <= 9:
            figure = _draw_cells(cells, shown, {column: column for column in columns}, top)
        else:
            turned = {(column, theme): cell for (theme, column), cell in cells.items()}
            figure = _draw_cells(turned, {column: one_line(column) for column in columns}, shown, top)
    alt = f"Sentences that carry each theme in {len(columns)} columns. " + " ".join(
        f"{shown[theme]}: {_say_counts([(c, cells[theme, c][0]) for c in columns if (theme, c) in cells])}."
        for theme in themes
    )
    darkest = f" (darkest: {top:.0%})" if top > 0 else ""
    note = f"Number of sentences that carry the theme; the darker, the larger their share{darkest}"
    return Chart(figure, headline, note, alt, counts, source, reading)


def _say_counts(pairs: list[tuple[str, float]]) -> str:
    """Return all counts when they are few, else the sum and the three largest."""
    if len(pairs) <= 9:
        return ", ".join(f"{one_line(name)} {n:.0f}" for name, n in pairs)
    most = sorted(pairs, key=lambda pair: -pair[1])[:3]
    listed = ", ".join(f"{one_line(name)} {n:.0f}" for name, n in most if n)
    return f"{sum(n for _, n in pairs):.0f} in all" + (f", most in {listed}" if listed else "")


def _draw_cells(cells: Mapping, rows: Mapping[str, str], columns: Mapping[str, str], top: float):
    """Draw a grid of shaded cells with a count in each."""
    left, pitch = label_width(rows.values(), 2.6), 0.3
    step = (PLOT_WIDTH - left) / max(len(columns), 4)  # a single column is no poster
    head = head_height(columns.values(), step - 0.06)
    figure = start_figure(head + pitch * len(rows) + 0.08)
    ax = add_canvas(figure)
    middles = (MARGIN + left + step * (i + 0.5) for i in range(len(columns)))
    head_columns(ax, columns.values(), middles, step - 0.06, head - 0.06, "center")
    for j, (row, name) in enumerate(rows.items()):
        y = head + pitch * (j + 0.5)
        ax.text(MARGIN + left - 0.1, y, cut_text(name, left - 0.1), ha="right", va="center")
        for i, column in enumerate(columns):
            if (row, column) not in cells:
                continue
            n, share = cells[row, column]
            x, shade = MARGIN + left + step * i, _SHADES(share / top if n and top > 0 and share == share else 0.0)
            ax.bar(x + 0.01, pitch - 0.02, bottom=y - pitch / 2 + 0.01, width=step - 0.02, align="edge", color=shade,
                   edgecolor="#EBEBEB", linewidth=0.6)  # fmt: skip
            ax.text(x + step / 2, y, f"{n:.0f}", ha="center", va="center", color=_ink_on(shade) if n else GREY)
    return figure


def _ink_on(shade: tuple[float, ...]) -> str:
    """Return white or ink, whichever has more contrast (WCAG relative luminance) with a colour."""
    channels = np.array(shade[:3])
    linear = np.where(channels <= 0.04045, channels / 12.92, ((channels + 0.055) / 1.055) ** 2.4)
    luminance = float(linear @ [0.2126, 0.7152, 0.0722])
    return "#FFFFFF" if 1.05 / (luminance + 0.05) > (luminance + 0.05) / 0.066 else INK
