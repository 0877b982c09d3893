"""How stable topics are, by how many there are."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from ..core.counts import say_part
from ._layout import TOO_SMALL, draw_nothing
from ._text import SMALL
from .chart import Chart
from .hover import note_value
from .style import BLUE, GREY, RED, add_axes, house_style, start_figure

_WIDE = 6.6  # inches


@house_style()
def plot_stability(
    stability: pd.DataFrame,
    *,
    bar: float = 0.6,
    headline: str = "How stable topics are, by how many there are",
    source: str = "",
) -> Chart:
    """Draw the stability of topics against their number: the mean as a line, each topic as a ring.

    Parameters
    ----------
    stability
        Table `stability` (0-1, higher is more stable); its `coherence`, where it has it, is drawn
        beside.
    bar
        Drawn as a dashed line: under it a topic gets no name.
    headline, source
        What the chart says, and the line at the foot, in plain text.
    """
    rows = stability.dropna(subset=["stability"])
    if rows.empty:
        why = "no topic could be tried on other documents: there is one, or none was left out"
        return draw_nothing(headline, TOO_SMALL if stability.empty else why, rows, source)
    means = rows.groupby("n_topics")["stability"].mean()
    coherence = rows.groupby("n_topics")["coherence"].mean() if "coherence" in rows else None
    figure = _draw_stability(rows, means, coherence, bar)
    alt = f"Mean stability of topics by their number: {_say(means)}. "
    alt += f"{say_part(int((rows['stability'] >= bar).sum()), len(rows), 'topic', 'reaches', 'reach')} {bar:g}."
    note = "Stability of top words over resamples of the documents, 0 to 1 (the same words); "
    note += "disc and figure above: mean; ring: a topic"
    if coherence is not None and coherence.notna().any():
        alt += f" Mean coherence: {_say(coherence)}."
        note += "\nDashed, hollow: mean coherence of top words (NPMI; 0: together as by chance, "
        note += "1: always)"
    return Chart(figure, headline, note, alt, rows, source)


def _say(means: pd.Series) -> str:
    return ", ".join(f"{k} topics {value:.2f}" for k, value in means.dropna().items())


def _draw_stability(rows: pd.DataFrame, means: pd.Series, coherence: pd.Series | None, bar: float):
    figure, low, high = start_figure(2.85), means.index.min() - 0.5, means.index.max() + 0.5
    # a coherence below 0 is drawn where it is
    least = 0.0 if coherence is None else coherence.min()
    lowest = min(0.0, np.floor((0.0 if np.isnan(least) else least) * 10) / 10)
    scale: dict[str, Any] = {
        "xlim": (low, high),
        "ylim": (lowest, 1.05),
        "yticks": [tick for tick in (-1, -0.5, 0, 0.25, 0.5, 0.75, 1) if tick >= lowest],
    }
    ax = add_axes(figure, 0.5, 0.2, _WIDE, 2.2, **scale)
    room = _WIDE / (high - low)  # inches from one number of topics to the next
    ax.set_xticks(list(means.index)[:: int(np.ceil(0.35 / room))])
    ax.set_xlabel("number of topics")
    ax.axhline(bar, color=GREY, lw=0.9, ls="--")
    look: dict[str, Any] = {"textcoords": "offset points", "fontsize": SMALL, "va": "center"}
    ax.annotate(f"bar {bar:g}", (high, bar), (4, 0), color=GREY, annotation_clip=False, **look)
    ax.plot(rows["n_topics"], rows["stability"], "o", color=GREY, mfc="none", ms=5)
    ax.plot(means.index, means, "-o", color=BLUE, lw=2, ms=6.5)
    for row in rows.itertuples():
        words = f"topic {row.topic} of {row.n_topics}: stability {row.stability:.2f}"
        note_value(ax, row.n_topics, row.stability, words)
    for n, mean in means.items():
        note_value(ax, n, mean, f"{n} topics: mean stability {mean:.2f}")
    if coherence is not None:
        ax.plot(coherence.index, coherence, "--s", color=RED, lw=1.4, ms=5, mfc="white")
    # the means in a row above, where no ring is
    look |= {"color": BLUE, "weight": "bold", "ha": "center", "annotation_clip": False}
    for n, mean in list(means.items())[:: int(np.ceil(0.42 / room))]:
        ax.annotate(f"{mean:.2f}", (n, 1.05), (0, 7), **look)
    return figure
