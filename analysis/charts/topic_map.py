"""Topics by their first words and by period, as a heat map."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from ..core.safe_text import one_line
from ._grid import WIDE, draw_grid, fill_counts
from ._layout import TOO_SMALL, count_words, draw_nothing
from .chart import Chart
from .style import house_style

_SHORT, _MANY = 7, 15  # characters of names, of which that many columns have room


def plot_topic_map(
    trends: pd.DataFrame,
    *,
    labels: Mapping[str, str] | None = None,
    headline: str = "What each period was about",
    source: str = "",
) -> Chart:
    """Draw the share of each topic in each period: the figure is per cent, the shade the same.

    Parameters
    ----------
    trends
        From `estimate_topics`; of several groups the first, of many periods the last fifteen are
        drawn (nine with long names).
    labels
        Display names of topics, by their number as text: from `name_topics`.
    headline
        What the chart says, in plain text.
    source
        The line at the foot.
    """
    rows = trends[(trends["period"] != "undated") & trends["estimate"].notna()]
    if rows.empty:
        return draw_nothing(
            headline,
            "no document with a topic has a date" if len(trends) else TOO_SMALL,
            rows,
            source,
        )
    rows = rows[rows["group"] == rows["group"].iloc[0]]
    periods = sorted(set(rows["period"]))
    drawn = periods[-(_MANY if all(len(period) <= _SHORT for period in periods) else WIDE) :]
    rows = rows[rows["period"].isin(drawn)]
    themes = sorted(set(rows["theme"]), key=lambda theme: (len(theme), theme))
    names = {theme: (labels or {}).get(theme, f"Topic {theme}") for theme in themes}
    keys = zip(rows["theme"], rows["period"], strict=True)
    cells = {key: (100 * share, share) for key, share in zip(keys, rows["estimate"], strict=True)}
    counts = rows.groupby("period")["n_documents"].max()
    heads = {period: f"{period}\nn {counts[period]:,}" for period in drawn}
    with house_style():
        figure = draw_grid(names, heads, fill_counts(cells, rows["estimate"].max()), wide=_MANY)
    alt = (
        f"Shares of {count_words(len(themes), 'topic')} in {count_words(len(drawn), 'period')}. "
        + " ".join(
            f"{one_line(names[theme])}: {_say(rows[rows['theme'] == theme])}." for theme in themes
        )
    )
    note = (
        "Share of the documents' text that the topic makes up, per cent; the darker, the more; "
        "n: documents"
    )
    note += (
        "; in brackets: a topic that is not stable"
        if any(name.endswith(")") for name in names.values())
        else ""
    )
    note += (
        f"; the last {len(drawn)} of {len(periods)} periods" if len(drawn) < len(periods) else ""
    )
    return Chart(figure, headline, note, alt, rows, source)


def _say(rows: pd.DataFrame) -> str:
    """Return the first, greatest and last share."""
    rows = rows.sort_values("period")
    ends = rows.iloc[sorted({0, int(rows["estimate"].to_numpy().argmax()), len(rows) - 1})]
    return ", ".join(f"{row.period} {row.estimate:.0%}" for row in ends.itertuples())
