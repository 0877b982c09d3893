"""The change of each theme in two parts: within sources, and by their mixture, with intervals."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd
from matplotlib.ticker import MaxNLocator

from ..core.measures import MEASURES
from ._canvas import Canvas
from ._layout import (
    PLOT_WIDTH,
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

_ROWS = 30  # themes; more would be no picture
_PITCH, _OFF = 0.42, 0.09  # inches: from row to row, of a mark from the middle of its row
_HEAD, _FOOT, _VERDICT = 0.3, 0.3, 1.0
_MARKS = {"within": (-_OFF, BLUE, "o", False), "between": (_OFF, RED, "s", True)}


@house_style()
def plot_parts(
    parts: pd.DataFrame,
    *,
    labels: Mapping[str, str] | None = None,
    headline: str = "How much of each change happened within groups",
    source: str = "",
) -> Chart:
    """Draw for each theme the change within groups and by their mixture, with their intervals.

    Parameters
    ----------
    parts
        What `part_change` gives: `theme`, `measure`, `within` and `between` with `_low` and
        `_high`, `carried_by`. Themes of which it cannot be told are left out, and those that were
        not found to change (`called`).
    labels
        Display names of themes.
    headline, source
        What the chart says, and the line at the foot, in plain text.
    """
    told = parts[parts["carried_by"] != "cannot be told"].dropna(subset=["within", "between"])
    if told.empty:
        why = "with one group, or none on both sides, no change can be parted"
        return draw_nothing(headline, why, told, source)
    changed = told[told["called"] != "no"] if "called" in told else told
    if changed.empty:
        return draw_nothing(headline, "no theme was found to change", told, source)
    told = changed
    rows = told.head(_ROWS).reset_index(drop=True)
    measure = MEASURES[rows["measure"].iloc[0]]
    unit = 100.0 if measure.name == "share" else measure.unit
    scaled = [f"{part}{end}" for part in _MARKS for end in ("", "_low", "_high")]
    drawn = rows.assign(**{name: rows[name] * unit for name in scaled})
    names = [name_theme(theme, labels) for theme in drawn["theme"]]
    counted = "Points of the share of sentences" if unit == 100 else "Hits per 1,000 words"
    notes = [
        f"{counted} by which each theme changed",
        "disc: within groups; hollow square: by their mixture; bars: 95% interval",
    ]
    notes += [f"{len(parts) - len(told)} unknown"] * (len(told) < len(parts))
    notes += [f"the first {_ROWS} of {len(told)} themes"] * (len(rows) < len(told))
    alt = f"Change of {count_words(len(rows), 'theme')} in two parts. " + say_each(
        (name, _say(row)) for name, (_, row) in zip(names, drawn.iterrows(), strict=True)
    )
    columns = ["theme", "measure", "before", "after", *scaled, "carried_by"]
    kept = drawn[[name for name in columns if name in drawn]]
    return Chart(_draw(drawn, names), headline, "; ".join(notes), alt, kept, source)


def _say(row: pd.Series) -> str:
    """Return both parts with their intervals."""
    said = (_say_part(row, part) for part in _MARKS)
    return f"{', '.join(said)}; explained by {row['carried_by']}"


def _say_part(row: pd.Series, part: str) -> str:
    return f"{part} {row[part]:+.2f} ({row[f'{part}_low']:+.2f} to {row[f'{part}_high']:+.2f})"


def _draw(rows: pd.DataFrame, names: list[str]):
    left = label_width(names, 2.6)
    start, width = MARGIN + left + 0.1, PLOT_WIDTH - left - 0.2 - _VERDICT
    ends = rows[[f"{part}_{end}" for part in _MARKS for end in ("low", "high")]].to_numpy()
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
            shown = print_minus(f"{tick:+.6g}") if abs(tick) >= 1e-12 else "0"
            canvas.note(place(tick), bottom + 0.04, shown, "center", "top")
    canvas.note(WIDTH - MARGIN, _HEAD - 0.1, "explained by", "right", "bottom")
    labels = cut_labels(names, left - 0.1)
    for i, ((_, row), label) in enumerate(zip(rows.iterrows(), labels, strict=True)):
        y = _HEAD + _PITCH * (i + 0.5)
        canvas.write(MARGIN + left - 0.1, y, label, "right")
        for part, (off, colour, shape, hollow) in _MARKS.items():
            canvas.rule(y + off, place(row[f"{part}_low"]), place(row[f"{part}_high"]), colour, 1.4)
            canvas.mark(place(row[part]), y + off, colour, 5.5, shape, hollow)
            canvas.say(place(row[part]), y + off, f"{names[i]}: {_say_part(row, part)}")
        canvas.small(WIDTH - MARGIN, y, row["carried_by"], "right")
    return canvas.figure
