"""The change of each theme in two parts: within sources, and by their mixture, with intervals."""

from collections.abc import Mapping

import pandas as pd

from ..core.counts import say_count
from ..core.measures import MEASURES
from ._layout import draw_nothing, name_theme, say_each
from ._paired_intervals import ROWS, draw_pairs
from .chart import Chart
from .style import house_style

_PARTS = {part: (part, f"{part}_low", f"{part}_high") for part in ("within", "between")}


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
    why = "with one group, or none on both sides, no change can be parted"
    if len(told) and "called" in told:
        told, why = told[told["called"] != "no"], "no theme was found to change"
    if told.empty:
        return draw_nothing(headline, why, told, source)
    rows = told.head(ROWS).reset_index(drop=True)
    measure = MEASURES[rows["measure"].iloc[0]]
    unit = 100.0 if measure.name == "share" else measure.unit
    scaled = [column for columns in _PARTS.values() for column in columns]
    drawn = rows.assign(**{name: rows[name] * unit for name in scaled})
    names = [name_theme(theme, labels) for theme in drawn["theme"]]
    counted = "Points of the share of sentences" if unit == 100 else "Hits per 1,000 words"
    notes = [
        f"{counted} by which each theme changed",
        "disc: within groups; hollow square: by their mixture; bars: 95% interval",
    ]
    notes += [f"{len(parts) - len(told)} unknown"] * (len(told) < len(parts))
    notes += [f"the first {ROWS} of {len(told)} themes"] * (len(rows) < len(told))
    alt = f"Change of {say_count(len(rows), 'theme')} in two parts. " + say_each(
        (
            name,
            f"{_say_part(row, 'within')}, {_say_part(row, 'between')}; explained by {row['carried_by']}",
        )
        for name, (_, row) in zip(names, drawn.iterrows(), strict=True)
    )
    columns = ["theme", "measure", "before", "after", *scaled, "carried_by"]
    kept = drawn[[name for name in columns if name in drawn]]
    told_by = "explained by", drawn["carried_by"].tolist()
    figure = draw_pairs(drawn, names, _PARTS, _say_part, told=told_by, tick="{:+.6g}")
    return Chart(figure, headline, "; ".join(notes), alt, kept, source)


def _say_part(row: pd.Series, part: str) -> str:
    """Return a part with its interval."""
    return f"{part} {row[part]:+.2f} ({row[f'{part}_low']:+.2f} to {row[f'{part}_high']:+.2f})"
