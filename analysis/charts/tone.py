"""Mean tones with their intervals."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from ..core.safe_text import one_line
from ._layout import (
    PLOT_WIDTH,
    TONE,
    count_words,
    cut_labels,
    draw_nothing,
    label_width,
    name_theme,
    say_tone,
)
from .chart import Chart
from .style import (
    BLUE,
    GREY,
    MARGIN,
    PALE,
    SMALL,
    WIDTH,
    add_canvas,
    house_style,
    start_figure,
    text_width,
)

_ROWS = 60  # of plot_tone; more would be no picture


def plot_tone(
    trends: pd.DataFrame,
    *,
    labels: Mapping[str, str] | None = None,
    level: float = 0.95,
    headline: str = "Mean tone",
    source: str = "",
) -> Chart:
    """Draw mean tones with their intervals, a row each; hollow where one document is all there is.

    Parameters
    ----------
    trends
        `label` (or, where there is none, `group` and `theme`), `estimate`, `low`, `high` (-1 to 1,
        higher is warmer); where they are there `n_sentences`, and `thin` or `n_documents` (1:
        hollow).
    labels
        Display names of themes, for rows without a label.
    level
        Of the intervals, 0-1; a column `level` goes before it.
    headline
        What the chart says, in plain text.
    source
        The line at the foot.
    """
    if trends.empty:
        return draw_nothing(headline, "no sentence was scored", trends, source)
    rows = trends.head(_ROWS)
    if "label" not in rows:
        rows = rows.assign(label=_label_rows(rows, labels or {}))
    thin = (
        rows["thin"]
        if "thin" in rows
        else rows.get("n_documents", pd.Series(2, index=rows.index)) == 1
    )
    level = rows["level"].iloc[0] if "level" in rows else level
    with house_style():
        figure = _draw_tone(rows, thin.astype(bool))
    notes = [TONE, f"bars: {100 * level:g}% interval, documents as unit"]
    notes += ["hollow: one document"] * bool(thin.any())
    notes += [f"the first {_ROWS} of {len(trends)} rows"] * (len(trends) > _ROWS)
    alt = f"Mean tone of {count_words(len(rows), 'row')}. " + " ".join(
        map(_say_tone, rows.itertuples())
    )
    return Chart(figure, headline, "; ".join(notes), alt, rows, source)


def _label_rows(rows: pd.DataFrame, labels: Mapping[str, str]) -> pd.Series:
    """Return group and theme, each where it tells rows apart."""
    group, theme = rows["group"], rows["theme"].map(lambda t: name_theme(t, labels))
    if group.nunique() == 1:
        return theme
    return group if theme.nunique() == 1 else group + ", " + theme


def _say_tone(row) -> str:
    label, n = one_line(row.label), getattr(row, "n_sentences", None)
    if np.isnan(row.estimate):
        return f"{label}: no sentence."
    interval = (
        "" if np.isnan(row.low) or np.isnan(row.high) else f" ({row.low:+.2f} to {row.high:+.2f})"
    )
    return f"{label}: {row.estimate:+.2f}{interval}{'' if n is None else f', {n} sentences'}."


def _draw_tone(rows: pd.DataFrame, thin: pd.Series):
    names = rows["label"].map(one_line)
    counts = (
        [count_words(int(n), "sentence") for n in rows["n_sentences"]]
        if "n_sentences" in rows
        else []
    )
    right = max((text_width(words, SMALL) for words in counts), default=-0.15) + 0.15 + 0.45
    left, pitch = label_width(names, 2.8), 0.27
    labels = cut_labels(names, left - 0.1)
    start, scale = MARGIN + left + 0.1, (PLOT_WIDTH - left - 0.1 - right - 0.15) / 2
    figure = start_figure(pitch * len(rows) + 0.3)
    ax = add_canvas(figure)
    bottom = pitch * len(rows) + 0.08
    for tick in (-1, -0.5, 0, 0.5, 1):
        x = start + scale * (tick + 1)
        ax.plot(
            [x, x],
            [0.04, bottom],
            color=GREY if tick == 0 else PALE,
            lw=0.9 if tick == 0 else 0.6,
            zorder=0,
        )
        text = f"{tick:+g}".replace("-", "\u2212") if tick else "0"
        ax.text(x, bottom + 0.03, text, fontsize=SMALL, color=GREY, ha="center", va="top")
    for i, row in enumerate(rows.itertuples()):
        y, known = 0.18 + pitch * i, not np.isnan(row.estimate)
        ax.text(MARGIN + left - 0.1, y, labels[i], ha="right", va="center")
        if known:
            ends = [
                start + scale * (min(max(edge, -1), 1) + 1)
                for edge in (row.low, row.high)
                if not np.isnan(edge)
            ]
            if len(ends) == 2:
                ax.plot(ends, [y, y], color=BLUE, lw=1.4, alpha=0.75)
            face = "white" if thin.iloc[i] else BLUE
            ax.plot(start + scale * (row.estimate + 1), y, "o", color=BLUE, mfc=face, ms=6, mew=1.5)
        x = WIDTH - MARGIN - right + 0.4
        ax.text(
            x, y, say_tone(row.estimate) if known else "–", va="center", ha="right", fontsize=SMALL
        )
        if counts:
            ax.text(
                WIDTH - MARGIN, y, counts[i], va="center", ha="right", fontsize=SMALL, color=GREY
            )
    return figure
