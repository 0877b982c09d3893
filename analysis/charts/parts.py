"""The change of each theme in two parts: within sources, and by their mixture, with intervals."""

from collections.abc import Mapping

import pandas as pd

from ..core.counts import say_count
from ..core.measures import MEASURES
from ._layout import draw_nothing, name_theme, say_each
from ._paired_intervals import Values, draw_pairs
from .chart import Chart
from .style import BLUE, RED, house_style

_ROWS = 30  # themes; more would be no picture
_OFF, _VERDICT = 0.09, 1.0  # inches: of a mark from the middle of its row, for what explains it
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
    alt = f"Change of {say_count(len(rows), 'theme')} in two parts. " + say_each(
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
    kinds = {
        part: Values(
            rows[[part, f"{part}_low", f"{part}_high"]].to_numpy("float64"),
            *look,
            [_say_part(row, part) for _, row in rows.iterrows()],
        )
        for part, look in _MARKS.items()
    }
    told = ("explained by", rows["carried_by"].tolist())
    return draw_pairs(names, kinds, told=told, aside=_VERDICT, tick="{:+.6g}")
