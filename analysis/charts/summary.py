"""The story in one chart: the share of each report that mentions each theme."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from ..core.safe_text import one_line
from ._canvas import PAPER, Canvas
from ._layout import PLOT_WIDTH, draw_nothing, label_width, name_themes, say_each
from ._text import SMALL, cut_text, text_width
from .chart import Chart
from .style import BLUE, GREY, INK, MARGIN, PALE, SILVER, WIDTH, house_style

_DISCS = 12  # columns; more are a band
_PITCH, _HEAD = 0.5, 0.5  # inches


@house_style()
def plot_summary(
    cells: pd.DataFrame,
    *,
    labels: Mapping[str, str] | None = None,
    headline: str = "Share of sentences that mention each theme, by report",
    source: str = "",
) -> Chart:
    """Draw the summary: themes down, time across, a disc whose area is the share of sentences, the
    count beside it.

    More than twelve columns are drawn as a band whose width is the share.

    Parameters
    ----------
    cells
        `theme`, `column` (document or period, in order of time), `n` (sentences with the theme),
        `of` (sentences), `share` (0-1), `context` (True: drawn grey, under the others).
    labels
        Display names of themes.
    headline, source
        What the chart says, and the line at the foot, in plain text.
    """
    rows = cells.dropna(subset=["n", "of", "share"]).drop_duplicates(["theme", "column"])
    if rows.empty:
        return draw_nothing(headline, "nothing was counted", rows, source)
    rows = rows.sort_values("context", kind="stable", ignore_index=True)
    shown, columns = name_themes(rows["theme"], labels), list(dict.fromkeys(cells["column"]))
    figure = _draw_summary(rows, shown, columns)
    of = "1 report or period" if len(columns) == 1 else f"{len(columns):,} reports or periods"
    alt = f"Share of sentences that carry each theme in {of}. " + say_each(
        (name, _say_summary(rows[(rows["theme"] == theme) & (rows["n"] > 0)]))
        for theme, name in shown.items()
    )
    mark = "width of the band" if len(columns) > _DISCS else "area of the disc"
    note = (
        f"The {mark} is the share of sentences that carry the theme; figures: sentences with "
        "the theme, of all"
    )
    return Chart(figure, headline, note, alt, rows, source)


def _say_summary(hits: pd.DataFrame) -> str:
    """Return all counts when they are few, else the sum and the largest share."""
    if len(hits) > 9:
        most = hits.iloc[hits["share"].argmax()]
        where = f"{one_line(most['column'])} ({most['n']:,} of {most['of']:,})"
        return f"{hits['n'].sum():,} sentences, most in {where}"
    said = (f"{one_line(row.column)} {row.n:,} of {row.of:,}" for row in hits.itertuples())
    return ", ".join(said) or "none"


def _draw_summary(rows: pd.DataFrame, shown: Mapping[str, str], columns: list[str]):
    left = label_width([*shown.values(), "For context"], size=10)
    start, step = MARGIN + left, (PLOT_WIDTH - left) / len(columns)
    top = max(rows["share"].max(), 1e-9)
    grey = set(rows.loc[rows["context"].astype(bool), "theme"])
    gap = 0.28 if 0 < len(grey) < len(shown) else 0.0
    at = {
        theme: _HEAD + _PITCH * (i + 0.5) + gap * (theme in grey) for i, theme in enumerate(shown)
    }
    canvas = Canvas(max(at.values()) + _PITCH / 2 + 0.02)
    _name_columns(canvas, columns, start, step)
    if gap:
        canvas.note(MARGIN, min(at[theme] for theme in grey) - _PITCH / 2 - 0.06, "For context")
    draw = _draw_band if len(columns) > _DISCS else _draw_discs
    for theme, y in at.items():
        canvas.rule(y, start, color="#EBEBEB", zorder=0)
        colour, ink = (SILVER, GREY) if theme in grey else (BLUE, INK)
        canvas.write(MARGIN, y, cut_text(shown[theme], left - 0.1, 10), size=10, color=ink)
        cells = rows[rows["theme"] == theme].set_index("column").reindex(columns)
        draw(canvas, cells, start, step, y, top, colour)
    return canvas.figure


def _name_columns(canvas: Canvas, columns: list[str], start: float, step: float) -> None:
    """Name as many columns as there is room for, the first and then at even steps."""
    every = int(np.ceil((max(text_width(column, SMALL) for column in columns[:40]) + 0.08) / step))
    every = 1 if len(columns) <= 7 else max(1, min(every, int(np.ceil(1.1 / step))))
    for i in range(0, len(columns), every):
        text = cut_text(columns[i], step * every - 0.06, SMALL)
        if i == 0 or start + step * i + text_width(text, SMALL) < WIDTH - 0.03:
            canvas.note(start + step * i, _HEAD - 0.08, text, va="bottom")


def _draw_discs(canvas: Canvas, cells: pd.DataFrame, start, step, y, top, colour) -> None:
    largest = min(0.44, _PITCH - 0.06, step * 0.6)
    for i, cell in enumerate(cells.itertuples()):
        if np.isnan(cell.n):  # no such cell
            continue
        x = start + step * i + largest / 2
        if cell.n == 0:
            canvas.mark(x, y, PALE, 4, hollow=True, edge=1.0)
            continue
        size = largest * np.sqrt(cell.share / top)
        canvas.disc(x, y, (size * 72) ** 2, colour)
        words = f"{cell.n:,.0f} of {cell.of:,.0f}"
        if x + size / 2 + text_width(words, SMALL) + 0.06 > start + step * (i + 1):
            words = f"{cell.n:.0f}"
        canvas.small(x + size / 2 + 0.04, y, words, bbox=PAPER)


def _draw_band(canvas: Canvas, cells: pd.DataFrame, start, step, y, top, colour) -> None:
    x = start + step * (np.arange(len(cells)) + 0.5)
    half = cells["share"].fillna(0).to_numpy() / top * (_PITCH - 0.16) / 2
    canvas.axes.fill_between(x, y - half, y + half, color=colour, linewidth=0.4)
    if half.max() > 0:
        i = int(half.argmax())
        words = f"{cells['n'].iloc[i]:,.0f} of {cells['of'].iloc[i]:,.0f}"
        room = text_width(words, SMALL) / 2
        place = np.clip(x[i], start + room, WIDTH - MARGIN - room)
        canvas.small(place, y - half[i] - 0.01, words, "center", "bottom")
