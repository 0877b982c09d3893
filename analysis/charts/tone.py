"""Mean tones with their intervals."""

from collections.abc import Mapping

import numpy as np
import pandas as pd

from ..core.counts import say_count
from ..core.safe_text import one_line
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
    say_tone,
)
from ._merged import are_dated, choose_even
from ._text import SMALL, text_width
from ._time_axis import name_period
from .chart import Chart
from .style import BLUE, GREY, MARGIN, PALE, WIDTH, house_style

_ROWS = 60  # more would be no picture
_PITCH = 0.27  # inches


@house_style()
def plot_tone(
    trends: pd.DataFrame,
    *,
    labels: Mapping[str, str] | None = None,
    headline: str = "Mean tone",
    source: str = "",
) -> Chart:
    """Draw mean tones with their intervals, one per row; hollow where there is only one document.

    Parameters
    ----------
    trends
        `label` (or, where there is none, `group` and `theme`), `estimate`, `low`, `high` (-1 to 1,
        higher is warmer); if known `n_sentences`, `level` (of the intervals, else 0.95), and `thin`
        or `n_documents` (1: hollow).
    labels
        Display names of themes, for rows without a label.
    headline, source
        What the chart says, and the line at the foot, in plain text.
    """
    if trends.empty:
        return draw_nothing(headline, "no sentence was scored", trends, source)
    label = trends["label"] if "label" in trends else _label_rows(trends, labels or {})
    rows = trends.assign(label=label)
    periods = are_dated(rows["label"].head(_ROWS).tolist())
    rows = rows.iloc[choose_even(range(len(rows)), _ROWS)] if periods else rows.head(_ROWS)
    rows = rows.assign(label=rows["label"].map(name_period)) if periods else rows
    one = rows.get("n_documents", pd.Series(2, index=rows.index)) == 1
    thin = rows.get("thin", one).astype(bool)
    level = rows["level"].iloc[0] if "level" in rows else 0.95
    notes = [TONE, f"bars: {100 * level:g}% interval, documents as unit"]
    notes += ["hollow: one document"] * bool(thin.any())
    which = "an even choice," if periods else "the first"
    notes += [f"{which} {_ROWS} of {len(trends):,} rows"] * (len(trends) > _ROWS)
    alt = f"Mean tone of {say_count(len(rows), 'row')}. " + say_each(
        (one_line(row.label), _say(row)) for row in rows.itertuples()
    )
    return Chart(_draw_tone(rows, thin), headline, "; ".join(notes), alt, rows, source)


def _label_rows(rows: pd.DataFrame, labels: Mapping[str, str]) -> pd.Series:
    """Return group and theme, each where it tells rows apart."""
    group, theme = rows["group"], rows["theme"].map(lambda t: name_theme(t, labels))
    if group.nunique() == 1:
        return theme
    return group if theme.nunique() == 1 else group + ", " + theme


def _say(row) -> str:
    """Return a tone with its interval and its number of sentences, as far as they are known."""
    if np.isnan(row.estimate):
        return "no sentence"
    n = getattr(row, "n_sentences", None)
    said = say_interval(row.estimate, row.low, row.high, "{:+.2f}")
    return said if n is None else f"{said}, {say_count(n, 'sentence')}"


def _draw_tone(rows: pd.DataFrame, thin: pd.Series):
    names = rows["label"].map(one_line)
    counts = [say_count(int(n), "sentence") for n in rows.get("n_sentences", [])]
    right = max((text_width(words, SMALL) for words in counts), default=-0.15) + 0.15 + 0.45
    left = label_width(names, 2.8)
    start, scale = MARGIN + left + 0.1, (PLOT_WIDTH - left - 0.1 - right - 0.15) / 2
    canvas, bottom = Canvas(_PITCH * len(rows) + 0.3), _PITCH * len(rows) + 0.08
    for tick in (-1, -0.5, 0, 0.5, 1):
        x, look = start + scale * (tick + 1), (PALE, 0.6) if tick else (GREY, 0.9)
        canvas.post(x, 0.04, bottom, *look, zorder=0)
        canvas.note(x, bottom + 0.03, print_minus(f"{tick:+g}") if tick else "0", "center", "top")
    labels = cut_labels(names, left - 0.1)
    for i, (row, label) in enumerate(zip(rows.itertuples(), labels, strict=True)):
        y, known = 0.18 + _PITCH * i, not np.isnan(row.estimate)
        canvas.write(MARGIN + left - 0.1, y, label, "right")
        if known:
            low, high = (start + scale * (min(max(e, -1), 1) + 1) for e in (row.low, row.high))
            if not np.isnan(low + high):
                canvas.rule(y, low, high, BLUE, 1.4, alpha=0.75)
            x = start + scale * (row.estimate + 1)
            canvas.mark(x, y, BLUE, hollow=thin.iloc[i])
            canvas.say(x, y, f"{row.label}: {_say(row)}")
        figure = say_tone(row.estimate) if known else "–"
        canvas.small(WIDTH - MARGIN - right + 0.4, y, figure, "right")
        if counts:
            canvas.note(WIDTH - MARGIN, y, counts[i], "right")
    return canvas.figure
