"""Levels corrected by labels beside the uncorrected ones, by period, with intervals."""

from collections.abc import Mapping

import numpy as np
import pandas as pd

from ..core.counts import say_count
from ..core.measures import MEASURES
from ._layout import TONE, draw_nothing, name_theme, say_each
from ._paired_intervals import ROWS, draw_pairs
from .chart import Chart
from .style import house_style

_KINDS = {
    "corrected": ("estimate", "low", "high"),
    "uncorrected": ("uncorrected", "uncorrected_low", "uncorrected_high"),
}
_DRAWN = [column for columns in _KINDS.values() for column in columns]


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
    rows = told.head(ROWS).reset_index(drop=True)
    measure = MEASURES["tone" if first == "tone" else "share"]
    drawn = rows.assign(**{name: rows[name] * measure.factor for name in _DRAWN})
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
    notes += [f"the first {ROWS} of {len(told)} periods"] * (len(rows) < len(told))
    alt = f"Corrected and uncorrected levels of {say_count(len(rows), 'period')}. " + say_each(
        (name, ", ".join(_say(row, kind) for kind in _KINDS))
        for name, (_, row) in zip(names, drawn.iterrows(), strict=True)
    )
    counts = "labels", [f"{n:,.0f}" for n in drawn["n_labels"]]
    figure = draw_pairs(drawn, names, _KINDS, _say, told=counts, tick="{:.6g}")
    kept = ["measure", "theme", "period", *_DRAWN, "n_labels", "remark"]
    kept = [name for name in kept if name in drawn]
    return Chart(figure, headline, "; ".join(notes), alt, drawn[kept], source)


def _say(row: pd.Series, kind: str) -> str:
    """Return a level with its interval, in words."""
    value, low, high = (row[column] for column in _KINDS[kind])
    if np.isnan(value):
        return f"{kind} unknown, too few labels"
    form = "{:+.2f}" if row["measure"] == "tone" else "{:.1f}"
    if np.isnan(low) or np.isnan(high):
        return f"{kind} {form.format(value)}"
    return f"{kind} {form.format(value)} ({form.format(low)} to {form.format(high)})"
