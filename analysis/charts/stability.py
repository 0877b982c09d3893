"""How stable topics are, by how many there are."""

from typing import Any

import numpy as np
import pandas as pd

from ..topics.choice import BAR, mark_holding
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
    headline: str = "How stable topics are, by how many there are",
    source: str = "",
) -> Chart:
    """Draw the stability of topics by how many are fitted, and how many hold with how much of the text.

    Parameters
    ----------
    stability
        Table `stability` (0-1, higher is more stable). With its `share`, topics that hold are
        counted (`mark_holding`), and those of genre and nearly all of the text are crosses; its
        `coherence`, where it has it, is drawn beside. Under the dashed line (0.6) a topic gets
        no name.
    headline, source
        What the chart says, and the line at the foot, in plain text.
    """
    rows = stability.dropna(subset=["stability"])
    if rows.empty:
        why = "no topic could be tried on other documents: there is one, or none was left out"
        return draw_nothing(headline, TOO_SMALL if stability.empty else why, rows, source)
    coherence = rows.groupby("n_topics")["coherence"].mean() if "coherence" in rows else None
    of_matter = pd.Series(True, index=rows.index)
    if "share" in rows and "coherence" in rows:
        of_matter = mark_holding(rows, bar=0)
    holds, n_topics = rows["stability"].ge(BAR) & of_matter, rows["n_topics"]
    by_number = rows.groupby("n_topics")[["stability"]].mean().set_axis(["mean"], axis=1)
    by_number["hold"] = holds.groupby(n_topics).sum()
    if "share" in rows:
        by_number["share"] = rows["share"].where(holds).groupby(n_topics).sum()
    figure = _draw_stability(rows.assign(of_matter=of_matter), by_number, coherence)
    alt = f"Mean stability of topics by their number: {_say(by_number['mean'])}. "
    alt += f"At or over {BAR:g}, of matter: {_say(by_number['hold'], '.0f')}."
    note = "Stability of top words over resamples of the documents, 0 to 1 (the same words); "
    note += "disc: mean; ring: a topic"
    if not of_matter.all():
        note += "; cross: one of genre, of one word or nearly all of the text"
    note += ". Above: how many hold, near ones counted apart"
    if "share" in by_number:
        alt += f" Their per cent of the text: {_say(by_number['share'] * 100, '.0f')}."
        note += ", and their share of the text without genre"
    if coherence is not None and coherence.notna().any():
        alt += f" Mean coherence: {_say(coherence)}."
        note += "\nDashed, hollow: mean coherence of top words (NPMI; 0: together as by chance, "
        note += "1: always)"
    return Chart(figure, headline, note, alt, rows, source)


def _say(values: pd.Series, form: str = ".2f") -> str:
    return ", ".join(f"{k} topics {value:{form}}" for k, value in values.dropna().items())


def _draw_stability(rows: pd.DataFrame, by_number: pd.DataFrame, coherence: pd.Series | None):
    figure = start_figure(3.05)
    place = pd.Series(np.arange(len(by_number)), index=by_number.index)  # the same room for each
    low, high = -0.5, len(place) - 0.5
    # a coherence below 0 is drawn where it is
    least = 0.0 if coherence is None else coherence.min()
    lowest = min(0.0, np.floor((0.0 if np.isnan(least) else least) * 10) / 10)
    ticks = [tick for tick in (-1, -0.5, 0, 0.25, 0.5, 0.75, 1) if tick >= lowest]
    scale: dict[str, Any] = {"xlim": (low, high), "ylim": (lowest, 1.05), "yticks": ticks}
    ax = add_axes(figure, 0.5, 0.42, _WIDE, 2.2, **scale)
    every = int(np.ceil(0.42 / (_WIDE / len(place))))
    ax.set_xticks(list(place)[::every], list(map(str, place.index))[::every])
    ax.set_xlabel("number of topics")
    ax.axhline(BAR, color=GREY, lw=0.9, ls="--")
    look: dict[str, Any] = {"textcoords": "offset points", "fontsize": SMALL}
    look |= {"va": "center", "annotation_clip": False}
    ax.annotate(f"bar {BAR:g}", (high, BAR), (4, 0), color=GREY, **look)
    for matter, marker in ((True, "o"), (False, "x")):
        some = rows[rows["of_matter"] == matter]
        at = some["n_topics"].map(place)
        ax.plot(at, some["stability"], marker, color=GREY, mfc="none", ms=5)
    ax.plot(place, by_number["mean"], "-o", color=BLUE, lw=2, ms=6.5)
    for row in rows.itertuples():
        words = f"topic {row.topic} of {row.n_topics}: stability {row.stability:.2f}"
        note_value(ax, place[row.n_topics], row.stability, words)
    for n, mean in by_number["mean"].items():
        note_value(ax, place[n], mean, f"{n} topics: mean stability {mean:.2f}")
    if coherence is not None:
        ax.plot(place[coherence.index], coherence, "--s", color=RED, lw=1.4, ms=5, mfc="white")
    # in rows above, where no ring is
    above = {"hold": by_number["hold"].map("{:.0f}".format)}
    if "share" in by_number:
        above["of text"] = (by_number["share"] * 100).map("{:.0f}%".format)
    for row, (name, texts) in enumerate(reversed(above.items())):
        height = 8 + 13 * row
        ax.annotate(name, (high, 1.05), (4, height), color=BLUE, **look)
        bold = look | {"color": BLUE, "ha": "center", "weight": "bold"}
        for n, text in list(texts.items())[::every]:
            ax.annotate(text, (place[n], 1.05), (0, height), **bold)
    return figure
