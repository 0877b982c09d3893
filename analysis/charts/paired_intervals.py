"""Two values with intervals per row: parts of a change, corrected and uncorrected levels."""

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd
from matplotlib.ticker import MaxNLocator

from ..core.counts import say_count
from ..core.measures import MEASURES
from ._canvas import Canvas
from ._layout import (
    PLOT_WIDTH,
    TONE,
    cut_labels,
    draw_nothing,
    label_width,
    name_theme,
    print_minus,
    say_each,
    say_interval,
)
from .chart import Chart
from .style import BLUE, GREY, MARGIN, PALE, RED, WIDTH, house_style

# the columns of value, low and high of the two kinds of each chart
_ENDS = ("", "_low", "_high")
_PARTS = {part: [part + end for end in _ENDS] for part in ("within", "between")}
_KINDS = {
    "corrected": ["estimate", "low", "high"],
    "uncorrected": ["uncorrected" + end for end in _ENDS],
}
Kinds = Mapping[str, list[str]]
# how far from the middle of its row in inches, colour, shape, whether hollow
_LOOKS = ((-0.09, BLUE, "o", False), (0.09, RED, "s", True))
_ROWS = 30  # more would be no picture
_PITCH, _HEAD, _FOOT = 0.42, 0.3, 0.3  # inches: of a row, above and below all
_TOLD = 1.0  # inches, of the texts at the right


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
    told = parts[parts["carried_by"] != "cannot be told"].dropna(subset=list(_PARTS))
    n_unknown, n_told = len(parts) - len(told), len(told)
    why = "with one group, or none on both sides, no change can be parted"
    if len(told) and "called" in told:
        told, why = told[told["called"] != "no"], "no theme was found to change"
    if told.empty:
        return draw_nothing(headline, why, told, source)
    rows = told.head(_ROWS).reset_index(drop=True)
    measure = MEASURES[rows["measure"].iloc[0]]
    unit = 100.0 if measure.name == "share" else measure.unit
    scaled = [column for columns in _PARTS.values() for column in columns]
    drawn = rows.assign(**{name: rows[name] * unit for name in scaled})
    names = [name_theme(theme, labels) for theme in drawn["theme"]]
    counted = "Points of the share of sentences" if unit == 100 else "Hits per 1,000 words"
    notes = [f"{counted} by which each theme changed"]
    notes += ["disc: within groups; hollow square: by their mixture; bars: 95% interval"]
    notes += [f"{n_unknown} unknown"] * (n_unknown > 0)
    notes += [f"{n_told - len(told)} not found to change"] * (len(told) < n_told)
    notes += [f"the first {_ROWS} of {len(told)} themes"] * (len(rows) < len(told))
    alt = f"Change of {say_count(len(rows), 'theme')} in two parts. " + say_each(
        (name, f"{_say_all(row, _PARTS, '{:+.2f}')}; explained by {row['carried_by']}")
        for name, (_, row) in zip(names, drawn.iterrows(), strict=True)
    )
    columns = ["theme", "measure", "before", "after", *scaled, "carried_by"]
    kept = drawn[[name for name in columns if name in drawn]]
    told_by = "explained by", drawn["carried_by"].tolist()
    figure = _draw_pairs(drawn, names, _PARTS, "{:+.2f}", told=told_by, tick="{:+.6g}")
    return Chart(figure, headline, "; ".join(notes), alt, kept, source)


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
    scaled = [column for columns in _KINDS.values() for column in columns]
    measure = MEASURES["tone" if first == "tone" else "share"]
    drawn = rows.assign(**{name: rows[name] * measure.factor for name in scaled})
    themes = [name_theme(theme, labels) for theme in rows["theme"]]
    single = len(set(themes)) == 1
    periods = rows["period"].astype("str")
    names = list(periods) if single else [f"{a}, {b}" for a, b in zip(themes, periods, strict=True)]
    share = f"{themes[0]}: share of sentences" if single else "Share of sentences"
    notes = [TONE if measure.name == "tone" else f"{share}, per cent"]
    level = f"{rows['level'].iloc[0]:.0%} " if "level" in rows else ""
    notes += [f"disc: corrected; hollow square: uncorrected; bars: {level}interval"]
    n_refused = int(drawn["estimate"].isna().sum())
    notes += [f"{say_count(n_refused, 'period')} with too few labels"] * (n_refused > 0)
    notes += [f"the first {_ROWS} of {len(told)} periods"] * (len(rows) < len(told))
    form = "{:+.2f}" if measure.name == "tone" else "{:.1f}"
    alt = f"Corrected and uncorrected levels of {say_count(len(rows), 'period')}. " + say_each(
        (name, _say_all(row, _KINDS, form))
        for name, (_, row) in zip(names, drawn.iterrows(), strict=True)
    )
    counts = "labels", [f"{n:,.0f}" for n in drawn["n_labels"]]
    figure = _draw_pairs(drawn, names, _KINDS, form, told=counts, tick="{:.6g}")
    kept = ["measure", "theme", "period", *scaled, "n_labels", "remark"]
    kept = [name for name in kept if name in drawn]
    return Chart(figure, headline, "; ".join(notes), alt, drawn[kept], source)


def _say_all(row: pd.Series, kinds: Kinds, form: str) -> str:
    """Return the values of a row with their intervals, in words."""
    return ", ".join(_say(row, kind, columns, form) for kind, columns in kinds.items())


def _say(row: pd.Series, kind: str, columns: list[str], form: str) -> str:
    value, low, high = row[columns]
    if np.isnan(value):
        return f"{kind} unknown, too few labels"
    return f"{kind} {say_interval(value, low, high, form)}"


def _draw_pairs(
    rows: pd.DataFrame,
    names: Sequence[str],
    kinds: Kinds,
    form: str,
    *,
    told: tuple[str, Sequence[str]],
    tick: str,
):
    """Draw the two values of each row below each other.

    `kinds` are the columns of value, low and high by what they are of, `form` how these are
    written. `told` stands at the right: a head, and a text for each row.
    """
    left = label_width(names, 2.6)
    start, width = MARGIN + left + 0.1, PLOT_WIDTH - left - 0.2 - _TOLD
    ends = rows[[column for columns in kinds.values() for column in columns]].to_numpy("float64")
    low, high = min(0.0, np.nanmin(ends)), max(0.0, np.nanmax(ends))
    room = max(high - low, 1e-9) * 0.04
    low, high = low - room, high + room
    bottom = _HEAD + _PITCH * len(names)
    canvas = Canvas(bottom + _FOOT)

    def place(value: float) -> float:
        return start + width * (value - low) / (high - low)

    for at in MaxNLocator(6).tick_values(low, high):
        if low <= at <= high:
            colour, lw = (GREY, 0.9) if abs(at) < 1e-12 else (PALE, 0.6)
            canvas.post(place(at), _HEAD - 0.06, bottom, colour, lw, zorder=0)
            shown = print_minus(tick.format(at)) if abs(at) >= 1e-12 else "0"
            canvas.note(place(at), bottom + 0.04, shown, "center", "top")
    canvas.note(WIDTH - MARGIN, _HEAD - 0.1, told[0], "right", "bottom")
    labels = cut_labels(names, left - 0.1)
    for i, (label, (_, row)) in enumerate(zip(labels, rows.iterrows(), strict=True)):
        middle = _HEAD + _PITCH * (i + 0.5)
        canvas.write(MARGIN + left - 0.1, middle, label, "right")
        for kind, (off, colour, shape, hollow) in zip(kinds, _LOOKS, strict=True):
            value, least, most = (row[column] for column in kinds[kind])
            y = middle + off
            if np.isnan(value):
                continue
            if not (np.isnan(least) or np.isnan(most)):
                canvas.rule(y, place(least), place(most), colour, 1.4)
            canvas.mark(place(value), y, colour, 5.5, shape, hollow)
            canvas.say(place(value), y, f"{names[i]}: {_say(row, kind, kinds[kind], form)}")
        canvas.small(WIDTH - MARGIN, middle, told[1][i], "right")
    return canvas.figure
