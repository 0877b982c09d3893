"""Levels corrected by labels beside the uncorrected ones, by period, with intervals."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd
from matplotlib.ticker import MaxNLocator

from ..core.measures import MEASURES
from ._canvas import Canvas
from ._layout import (
    PLOT_WIDTH,
    TONE,
    count_words,
    cut_labels,
    draw_nothing,
    label_width,
    name_theme,
    print_minus,
    say_each,
)
from .chart import Chart
from .style import BLUE, GREY, MARGIN, PALE, RED, WIDTH, house_style

_ROWS = 30  # periods; more would be no picture
_PITCH, _OFF = 0.42, 0.09  # inches: from row to row, of a mark from the middle of its row
_HEAD, _FOOT, _COUNTS = 0.3, 0.3, 1.0
_MARKS = {
    "corrected": (("estimate", "low", "high"), -_OFF, BLUE, "o", False),
    "uncorrected": (
        ("uncorrected", "uncorrected_low", "uncorrected_high"), _OFF, RED, "s", True,
    ),
}  # fmt: skip
_DRAWN = [column for columns, *_ in _MARKS.values() for column in columns]


@house_style()
def plot_corrected(
    corrected: pd.DataFrame,
    *,
    labels: Mapping[str, str] | None = None,
    headline: str = "Levels corrected by labels, beside the uncorrected ones",
    source: str = "",
) -> Chart:
    """Draw each period's corrected level beside the uncorrected one, with their intervals.

    Parameters
    ----------
    corrected
        What `correct_estimates` gives. Of a period with too few labels only the uncorrected level
        is drawn.
    labels
        Display names of themes.
    headline, source
        What the chart says, and the line at the foot, in plain text.
    """
    told = corrected.dropna(subset=["uncorrected"])
    if told.empty:
        why = "there is no period with labels, or none in which anything was measured"
        return draw_nothing(headline, why, told, source)
    first = told["measure"].iloc[0]
    told = told[told["measure"] == first]
    rows = told.head(_ROWS).reset_index(drop=True)
    measure = MEASURES["tone" if first == "tone" else "share"]
    drawn = rows.assign(**{name: rows[name] * measure.factor for name in _DRAWN})
    themes = [name_theme(theme, labels) for theme in rows["theme"]]
    single = len(set(themes)) == 1
    periods = rows["period"].astype("str")
    names = list(periods) if single else [f"{a}, {b}" for a, b in zip(themes, periods, strict=True)]
    notes = [TONE if measure.name == "tone" else f"{themes[0]}: share of sentences, per cent"]
    if not single and measure.name != "tone":
        notes = ["Share of sentences, per cent"]
    notes += ["disc: corrected; hollow square: uncorrected; bars: interval"]
    n_refused = int(drawn["estimate"].isna().sum())
    notes += [f"{count_words(n_refused, 'period')} with too few labels"] * (n_refused > 0)
    notes += [f"the first {_ROWS} of {len(told)} periods"] * (len(rows) < len(told))
    alt = f"Corrected and uncorrected levels of {count_words(len(rows), 'period')}. " + say_each(
        (name, f"{_say(row, 'corrected')}, {_say(row, 'uncorrected')}")
        for name, (_, row) in zip(names, drawn.iterrows(), strict=True)
    )
    kept = ["measure", "theme", "period", *_DRAWN, "n_labels", "remark"]
    kept = [name for name in kept if name in drawn]
    return Chart(_draw(drawn, names), headline, "; ".join(notes), alt, drawn[kept], source)


def _say(row: pd.Series, kind: str) -> str:
    """Return a level with its interval, in words."""
    columns = _MARKS[kind][0]
    value, low, high = (row[column] for column in columns)
    if np.isnan(value):
        return f"{kind} unknown, too few labels"
    form = "{:+.2f}" if row["measure"] == "tone" else "{:.1f}"
    if np.isnan(low) or np.isnan(high):
        return f"{kind} {form.format(value)}"
    return f"{kind} {form.format(value)} ({form.format(low)} to {form.format(high)})"


def _draw(rows: pd.DataFrame, names: list[str]):
    left = label_width(names, 2.6)
    start, width = MARGIN + left + 0.1, PLOT_WIDTH - left - 0.2 - _COUNTS
    ends = rows[_DRAWN].to_numpy("float64")
    low, high = min(0.0, np.nanmin(ends)), max(0.0, np.nanmax(ends))
    room = max(high - low, 1e-9) * 0.04
    low, high = low - room, high + room
    canvas, bottom = Canvas(_HEAD + _PITCH * len(rows) + _FOOT), _HEAD + _PITCH * len(rows)

    def place(value: float) -> float:
        return start + width * (value - low) / (high - low)

    for tick in MaxNLocator(6).tick_values(low, high):
        if low <= tick <= high:
            colour, lw = (GREY, 0.9) if abs(tick) < 1e-12 else (PALE, 0.6)
            canvas.post(place(tick), _HEAD - 0.06, bottom, colour, lw, zorder=0)
            shown = print_minus(f"{tick:.6g}") if abs(tick) >= 1e-12 else "0"
            canvas.note(place(tick), bottom + 0.04, shown, "center", "top")
    canvas.note(WIDTH - MARGIN, _HEAD - 0.1, "labels", "right", "bottom")
    shown_names = cut_labels(names, left - 0.1)
    for i, ((_, row), label) in enumerate(zip(rows.iterrows(), shown_names, strict=True)):
        y = _HEAD + _PITCH * (i + 0.5)
        canvas.write(MARGIN + left - 0.1, y, label, "right")
        for kind, (columns, off, colour, shape, hollow) in _MARKS.items():
            value, least, most = (row[column] for column in columns)
            if np.isnan(value):
                continue
            if not (np.isnan(least) or np.isnan(most)):
                canvas.rule(y + off, place(least), place(most), colour, 1.4)
            canvas.mark(place(value), y + off, colour, 5.5, shape, hollow)
            canvas.say(place(value), y + off, f"{names[i]}: {_say(row, kind)}")
        canvas.small(WIDTH - MARGIN, y, f"{row['n_labels']:,.0f}", "right")
    return canvas.figure
