"""Counts of themes by document or period, as a heat map."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from ..core.safe_text import one_line
from ._grid import TALL, draw_grid, fill_counts
from ._layout import count_words, draw_nothing, name_theme
from .chart import Chart
from .style import house_style


def plot_heat_map(
    counts: pd.DataFrame,
    *,
    labels: Mapping[str, str] | None = None,
    headline: str = "Sentences that carry each theme, by document",
    source: str = "",
) -> Chart:
    """Draw counts as a heat map: the figure is the count, the shade its share; more than nine
    columns turn to rows.

    Parameters
    ----------
    counts
        `theme`, `column` (a document or period), `n` (count), `share` (0-1, darker is more); both
        in order of appearance. A pair without a row stays empty.
    labels
        Display names of themes.
    headline
        What the chart says, in plain text.
    source
        The line at the foot.
    """
    if counts.empty:
        return draw_nothing(headline, "nothing was counted", counts, source)
    themes, columns = list(dict.fromkeys(counts["theme"])), list(dict.fromkeys(counts["column"]))
    shown = {theme: name_theme(theme, labels) for theme in themes}
    drawn = counts[counts["column"].isin(columns[:TALL])]
    cells = {(row.theme, row.column): (row.n, row.share) for row in drawn.itertuples()}
    top = drawn["share"].max()
    with house_style():
        figure = draw_grid(
            shown, {column: column for column in columns[:TALL]}, fill_counts(cells, top)
        )
    alt = f"Sentences that carry each theme in {count_words(len(columns), 'column')}. " + " ".join(
        f"{shown[theme]}: "
        f"{_say_counts([(c, cells[theme, c][0]) for c in columns if (theme, c) in cells])}."
        for theme in themes
    )
    darkest = f" (darkest: {top:.0%})" if top > 0 else ""
    note = f"Number of sentences that carry the theme; the darker, the larger their share{darkest}"
    note += f"; the first {TALL} of {len(columns)}" if len(columns) > TALL else ""
    return Chart(figure, headline, note, alt, drawn, source)


def _say_counts(pairs: list[tuple[str, float]]) -> str:
    """Return all counts when they are few, else the sum and the three largest."""
    if len(pairs) <= 9:
        return ", ".join(f"{one_line(name)} {n:.0f}" for name, n in pairs)
    most = sorted(pairs, key=lambda pair: -pair[1])[:3]
    listed = ", ".join(f"{one_line(name)} {n:.0f}" for name, n in most if n)
    return f"{sum(n for _, n in pairs):.0f} in all" + (f", most in {listed}" if listed else "")
