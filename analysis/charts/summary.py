"""The story in one chart: how much of each report carries each theme."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from ..core.safe_text import one_line
from ._layout import PAPER, PLOT_WIDTH, count_words, draw_nothing, label_width, name_theme
from .chart import Chart
from .style import (
    BLUE,
    GREY,
    INK,
    MARGIN,
    PALE,
    SILVER,
    SMALL,
    WIDTH,
    add_canvas,
    cut_text,
    house_style,
    start_figure,
    text_width,
)


def plot_summary(
    cells: pd.DataFrame,
    *,
    labels: Mapping[str, str] | None = None,
    headline: str = "How much of each report carries each theme",
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
    headline
        What the chart says, in plain text.
    source
        The line at the foot.
    """
    if cells.empty:
        return draw_nothing(headline, "nothing was counted", cells, source)
    rows = cells.sort_values("context", kind="stable", ignore_index=True)
    themes, columns = list(dict.fromkeys(rows["theme"])), list(dict.fromkeys(cells["column"]))
    shown = {theme: name_theme(theme, labels) for theme in themes}
    with house_style():
        figure = _draw_summary(rows, shown, columns)
    alt = (
        "Share of sentences that carry each theme in "
        f"{count_words(len(columns), 'report or period')}. ".replace(
            "report or periods", "reports or periods"
        )
        + " ".join(
            _say_summary(shown[theme], rows[(rows["theme"] == theme) & (rows["n"] > 0)])
            for theme in themes
        )
    )
    mark = "width of the band" if len(columns) > 12 else "area of the disc"
    note = (
        f"The {mark} is the share of sentences that carry the theme; figures: sentences with "
        "the theme, of all"
    )
    return Chart(figure, headline, note, alt, rows, source)


def _say_summary(name: str, hits: pd.DataFrame) -> str:
    if hits.empty:
        return f"{name}: none."
    if len(hits) > 9:
        most = hits.iloc[hits["share"].argmax()]
        return (
            f"{name}: {hits['n'].sum():,} sentences, most in {one_line(most['column'])} "
            f"({most['n']:,} of {most['of']:,})."
        )
    return (
        f"{name}: "
        + ", ".join(f"{one_line(r.column)} {r.n:,} of {r.of:,}" for r in hits.itertuples())
        + "."
    )


def _draw_summary(rows: pd.DataFrame, shown: Mapping[str, str], columns: list[str]):
    left, pitch, head = label_width([*shown.values(), "For context"], size=10), 0.5, 0.5
    step, top = (PLOT_WIDTH - left) / len(columns), max(rows["share"].max(), 1e-9)
    grey = set(rows.loc[rows["context"].astype(bool), "theme"])
    gap = 0.28 if 0 < len(grey) < len(shown) else 0.0
    at = {theme: head + pitch * (i + 0.5) + gap * (theme in grey) for i, theme in enumerate(shown)}
    figure = start_figure(max(at.values()) + pitch / 2 + 0.02)
    ax = add_canvas(figure)
    _name_columns(ax, columns, MARGIN + left, step, head)
    if gap:
        y = min(at[theme] for theme in grey) - pitch / 2 - 0.06
        ax.text(MARGIN, y, "For context", fontsize=SMALL, color=GREY, va="center")
    for theme, y in at.items():
        ax.plot([MARGIN + left, WIDTH - MARGIN], [y, y], color="#EBEBEB", lw=0.8, zorder=0)
        colour, ink = (SILVER, GREY) if theme in grey else (BLUE, INK)
        ax.text(
            MARGIN, y, cut_text(shown[theme], left - 0.1, 10), fontsize=10, va="center", color=ink
        )
        cells = rows[rows["theme"] == theme].set_index("column").reindex(columns)
        draw = _draw_band if len(columns) > 12 else _draw_discs
        draw(ax, cells, MARGIN + left, step, y, top, pitch, colour)
    return figure


def _name_columns(ax, columns: list[str], start: float, step: float, head: float) -> None:
    """Name as many columns as there is room for, the first and then at even steps."""
    every = int(np.ceil((max(text_width(column, SMALL) for column in columns[:40]) + 0.08) / step))
    every = 1 if len(columns) <= 7 else max(1, min(every, int(np.ceil(1.1 / step))))
    for i in range(0, len(columns), every):
        text = cut_text(columns[i], step * every - 0.06, SMALL)
        if i == 0 or start + step * i + text_width(text, SMALL) < WIDTH - 0.03:
            ax.text(start + step * i, head - 0.08, text, fontsize=SMALL, color=GREY, va="bottom")


def _draw_discs(ax, cells: pd.DataFrame, start, step, y, top, pitch, colour) -> None:
    largest = min(0.44, pitch - 0.06, step * 0.6)
    for i, cell in enumerate(cells.itertuples()):
        if np.isnan(cell.n):  # no such cell
            continue
        x = start + step * i + largest / 2
        if cell.n == 0:
            ax.plot(x, y, "o", ms=4, mfc="white", mec=PALE)
            continue
        size = largest * np.sqrt(cell.share / top)
        ax.scatter(x, y, s=(size * 72) ** 2, color=colour, linewidths=0)
        words = f"{cell.n:,.0f} of {cell.of:,.0f}"
        if x + size / 2 + text_width(words, SMALL) + 0.06 > start + step * (i + 1):
            words = f"{cell.n:.0f}"
        ax.text(x + size / 2 + 0.04, y, words, fontsize=SMALL, va="center", bbox=PAPER)


def _draw_band(ax, cells: pd.DataFrame, start, step, y, top, pitch, colour) -> None:
    x = start + step * (np.arange(len(cells)) + 0.5)
    half = cells["share"].fillna(0).to_numpy() / top * (pitch - 0.16) / 2
    ax.fill_between(x, y - half, y + half, color=colour, linewidth=0.4)
    if half.max() > 0:
        i = int(half.argmax())
        words = f"{cells['n'].iloc[i]:,.0f} of {cells['of'].iloc[i]:,.0f}"
        room = text_width(words, SMALL) / 2
        place = np.clip(x[i], start + room, WIDTH - MARGIN - room)
        ax.text(place, y - half[i] - 0.01, words, fontsize=SMALL, ha="center", va="bottom")
