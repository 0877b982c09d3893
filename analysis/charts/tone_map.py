"""The tone of each theme in each document, as a map."""

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.colors import LinearSegmentedColormap

from ..core.counts import say_count
from ..core.periods import UNDATED
from ..core.safe_text import one_line
from ._canvas import Canvas
from ._grid import FEW, TALL, draw_grid, ink_on, shade_cell
from ._layout import TONE, draw_nothing, in_order, name_themes, say_each, say_tone
from ._merged import MOST, are_dated, merge_columns, name_merged, say_merged
from ._text import SMALL
from .chart import Chart
from .style import BLUE, GREY, INK, RED

ALL = "all"  # the theme that means all sentences
_PITCH = 0.46  # inches
_SHADES = LinearSegmentedColormap.from_list("tone", [RED, "#FFFFFF", BLUE], N=257)
_WORDS = 1.0  # inches of a cell that has room for "12 sentences"
_STEPS = 5  # of shade from none to full: a PNG has 64 colours


def plot_tone_map(
    cells: pd.DataFrame,
    *,
    labels: Mapping[str, str] | None = None,
    names: Mapping[str, str] | None = None,
    headline: str = "Mean tone of each theme, by document",
    source: str = "",
) -> Chart:
    """Draw mean tones as a map, themes down and documents across; more than nine documents turn to
    rows.

    A cell says its tone in figures, by a bar to the right (warm) or left (cold) of its middle, and
    by a shade of blue or red on the scale from -1 to 1, so that it can be read without colour. It
    is pale, its bar hollow, where there are fewer than five sentences, and empty where the theme
    does not appear in the document. Of more than 24 periods or dated documents neighbours are
    added up.

    Parameters
    ----------
    cells
        `theme` ("all": all sentences, drawn last), `group` (document), `estimate` (-1 to 1, higher
        is warmer), `n_sentences`; themes in order of appearance.
    labels
        Display names of themes.
    names
        Display names of documents, in the order wanted.
    headline, source
        What the chart says, and the line at the foot, in plain text.
    """
    rows = cells.dropna(subset=["estimate"])
    if rows.empty:
        return draw_nothing(headline, "no sentence was scored", rows, source)
    names, themes = names or {}, sorted(dict.fromkeys(rows["theme"]), key=lambda t: t == ALL)
    groups = in_order(sorted(set(rows["group"])), names)
    shown = name_themes(themes, {ALL: "All sentences", **(labels or {})})
    merged = {group: group for group in groups}
    if len(groups) > MOST and are_dated([names.get(group, group) for group in groups]):
        merged = merge_columns(groups, names)
        rows = _add_up(rows.assign(group=rows["group"].map(merged)))
    n_groups = len(set(merged.values()))
    columns = dict(list(name_merged(merged, names).items())[:TALL])
    rows = rows[rows["group"].isin(columns)]
    drawn = {(row.theme, row.group): row for row in rows.itertuples()}
    fill = _fill(drawn, shown, columns)
    figure = draw_grid(shown, columns, fill, pitch=_PITCH, apart=(ALL, UNDATED))
    note = f"{TONE}; in figures, as a bar from the middle, and as a shade (red: negative)\n"
    note += f"Small: number of sentences; pale and hollow: fewer than {FEW}; empty: none"
    note += say_merged(merged)
    note += f"; the first {TALL} of {n_groups:,} documents" if n_groups > TALL else ""
    noun = "column" if n_groups == len(groups) else "row"
    alt = f"Mean tone of each theme in {say_count(n_groups, noun)}. " + say_each(
        (shown[theme], _say_cells(rows[rows["theme"] == theme], columns, noun)) for theme in themes
    )
    return Chart(figure, headline, note, alt, rows, source)


def _add_up(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the mean tone of all sentences per theme and group; intervals do not add up."""
    keys = ["theme", "group"]
    sums = rows.assign(estimate=rows["estimate"] * rows["n_sentences"])
    out = sums.groupby(keys, sort=False, as_index=False)[["estimate", "n_sentences"]].sum()
    return out.assign(estimate=out["estimate"] / out["n_sentences"].where(out["n_sentences"] > 0))


def _say_cells(rows: pd.DataFrame, columns: Mapping[str, str], noun: str) -> str:
    """Return all tones, with their numbers of sentences, while they are few, else the two ends."""

    def say(row) -> str:
        n = say_count(int(row.n_sentences), "sentence")
        return f"{one_line(columns[row.group])} {round(row.estimate, 2) + 0.0:+.2f} ({n})"

    if len(rows) <= 9:
        return ", ".join(map(say, rows.itertuples()))
    many = rows[rows["n_sentences"] >= FEW]
    ends = many if len(many) > 1 else rows
    warm, cold = ends.iloc[ends["estimate"].argmax()], ends.iloc[ends["estimate"].argmin()]
    return f"in {say_count(len(rows), noun)}, warmest in {say(warm)}, coldest in {say(cold)}"


def _fill(
    cells: Mapping[tuple[str, str], Any], themes: Mapping[str, str], groups: Mapping[str, str]
) -> Callable:
    """Return what shades a cell and writes tone and number of sentences."""

    def fill(canvas: Canvas, theme: str, group: str, x: float, y: float, width: float) -> None:
        cell = cells.get((theme, group))
        if cell is None:
            return
        thin, middle = cell.n_sentences < FEW, x + width / 2
        shade = (1.0, 1.0, 1.0) if thin else _shade(cell.estimate)
        shade_cell(canvas, x, y, width, _PITCH, shade, dashed=thin)
        words = say_count(int(cell.n_sentences), "sentence")
        where = f"{themes[theme]}, {groups[group]}"
        canvas.say(middle, y, f"{where}: {cell.estimate:+.2f}, {words}")
        words = words if width > _WORDS else f"{cell.n_sentences:,.0f}"
        colour = GREY if thin else ink_on(shade)
        canvas.write(middle, y - 0.1, say_tone(cell.estimate), "center", color=colour)
        canvas.write(middle, y + 0.06, words, "center", size=SMALL - 1, color=colour)
        base, length = y + _PITCH / 2 - 0.05, (width / 2 - 0.06) * cell.estimate
        canvas.post(middle, base - 0.035, base + 0.035, INK)
        canvas.bar(middle, base, length, 0.05, RED if length < 0 else BLUE, edge=0.7, hollow=thin)

    return fill


def _shade(tone: float) -> tuple[float, ...]:
    """Return the shade of a tone: white at 0, in even steps to full colour at -1 and 1."""
    depth = np.ceil(abs(round(tone, 2)) * _STEPS - 1e-9) / _STEPS * np.sign(tone)
    return _SHADES((0.75 * depth + 1) / 2)  # full colour is the bar's
