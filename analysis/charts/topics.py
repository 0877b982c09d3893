"""Topics: their words, how well they hold, and where they stand."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from ..core.safe_text import one_line
from ._layout import TOO_SMALL, draw_nothing, head_columns, head_height, in_order
from .chart import Chart
from .style import (
    BLUE,
    GREY,
    INK,
    MARGIN,
    PALE,
    RED,
    SILVER,
    SMALL,
    WIDTH,
    add_axes,
    add_canvas,
    fit_text,
    house_style,
    start_figure,
)

_BARS = 6  # documents that plot_topics draws as bars; more are dots
_NAME = 3  # words that name a topic


def plot_topics(
    topics: pd.DataFrame,
    weights: pd.DataFrame,
    stability: pd.DataFrame,
    *,
    bar: float = 0.6,
    names: Mapping[str, str] | None = None,
    headline: str = "Topics, how well they hold, and where they stand",
    source: str = "",
) -> Chart:
    """Draw each topic's words, the first three as its name, its stability and its share of each
    document.

    Parameters
    ----------
    topics, weights
        The tables of these names.
    stability
        Table `stability`; the rows for as many topics as there are in `topics` are used. A topic
        without one counts as not stable.
    bar
        Least stability, 0-1, at which a topic is named; under it, it is grey.
    names
        Display names of documents, in the order wanted.
    headline
        What the chart says, in plain text.
    source
        The line at the foot.
    """
    if topics.empty or weights.empty:
        return draw_nothing(headline, TOO_SMALL, weights, source)
    numbers = sorted(set(topics["topic"]))
    fitted = (
        stability[stability["n_topics"] == len(numbers)]
        .set_index("topic")["stability"]
        .reindex(numbers)
    )
    words = topics.sort_values(["topic", "rank"]).groupby("topic")["word"].agg(", ".join)
    documents = in_order(weights["doc_id"], names or {})
    rows = weights.assign(stability=weights["topic"].map(fitted), words=weights["topic"].map(words))
    with house_style():
        figure = _draw_topics(fitted, words, weights, documents, names or {}, bar)
    alt = " ".join(
        f"Topic {n}, stability "
        f"{_say_stability(fitted[n])}{'' if fitted[n] >= bar else ', not stable'}: "
        f"{words[n]}; {_say_shares(weights[weights['topic'] == n], names or {})}."
        for n in numbers
    )
    note = (
        f"Stability: 0 to 1, 1 is the same top words in every resample; under {bar:g} a topic is "
        "grey and has no name.\n"
        "Share of each document's text that the topic makes up"
    )
    return Chart(figure, headline, note, alt, rows, source)


def _say_stability(value: float) -> str:
    """Return two digits, cut and not rounded: what falls short of the bar must not read as if it
    reached it.
    """
    return "unknown" if np.isnan(value) else f"{np.floor(round(value * 100, 6)) / 100:.2f}"


def _say_shares(cells: pd.DataFrame, names: Mapping[str, str]) -> str:
    if cells["share"].isna().all():
        return f"no share of {len(cells)} documents"
    most = cells.iloc[cells["share"].argmax()]
    name = one_line(names.get(most["doc_id"], most["doc_id"]))
    return f"largest share {most['share']:.0%} in {name}, of {len(cells)} documents"


def _draw_topics(
    fitted: pd.Series, words, weights, documents: list[str], names: Mapping[str, str], bar: float
):
    pitch, text, gauge = 0.74, 2.6, 0.85
    start = MARGIN + text + gauge + 0.3
    shown = [names.get(doc, doc) for doc in documents] if len(documents) <= _BARS else ["share"]
    head = 0.08 + head_height(shown, (WIDTH - MARGIN - start) / len(shown) - 0.05)
    figure = start_figure(head + pitch * len(fitted))
    ax = add_canvas(figure)
    top = max(weights["share"].max(), 1e-9)
    _head_topics(ax, documents, names, start, MARGIN + text, head)
    for i, (topic, value) in enumerate(fitted.items()):
        y, stable = head + pitch * i, value >= bar
        ink, colour = (INK, BLUE) if stable else (GREY, SILVER)
        ax.plot([MARGIN, WIDTH - MARGIN], [y, y], color=PALE, lw=0.6)
        _write_words(ax, f"Topic {topic}", words[topic], stable, y, text - 0.2)
        left, middle = MARGIN + text, y + pitch * 0.55
        ax.barh(middle, gauge, left=left, height=0.13, color="#F0F0F0")
        ax.barh(
            middle, gauge * (0 if np.isnan(value) else value), left=left, height=0.13, color=colour
        )
        ax.plot([left + gauge * bar] * 2, [middle - 0.1, middle + 0.1], color=INK, lw=1)
        ax.text(
            left,
            middle - 0.19,
            _say_stability(value),
            fontsize=SMALL,
            va="center",
            color=ink,
            weight="bold",
        )
        cells = weights[weights["topic"] == topic].set_index("doc_id")["share"].reindex(documents)
        _draw_shares(ax, cells.to_numpy(), start, y, pitch, top, colour)
    return figure


def _write_words(ax, title: str, words: str, stable: bool, y: float, width: float) -> None:
    """Write a topic's words, the first three of a stable one as its name."""
    first, ink = words.split(", "), INK if stable else GREY
    title += f": {', '.join(first[:_NAME])}" if stable else ", not stable"
    listed = ", ".join(first[_NAME:]) if stable else f"({words})"
    at = y + 0.14
    for line in fit_text(title, width, lines=2, weight="bold").split("\n"):
        ax.text(MARGIN, at, line, weight="bold", va="center", color=ink)
        at += 0.17
    room = 3 if at < y + 0.4 else 2  # lines
    for line in fit_text(listed, width, SMALL, lines=room).split("\n"):
        ax.text(MARGIN, at, line, fontsize=SMALL, va="center", color=ink)
        at += 0.14


def _head_topics(
    ax, documents: list[str], names: Mapping[str, str], start: float, gauge: float, head: float
) -> None:
    style = {"fontsize": SMALL, "color": GREY, "va": "bottom"}
    ax.text(gauge, head - 0.08, "stability", **style)
    if len(documents) > _BARS:
        ax.text(
            start,
            head - 0.08,
            f"share of each of {len(documents)} documents (a dot each), from 0",
            **style,
        )
        return
    step = (WIDTH - MARGIN - start) / len(documents)
    xs = (start + step * i for i in range(len(documents)))
    head_columns(ax, (names.get(doc, doc) for doc in documents), xs, step - 0.05, head - 0.08)


def _draw_shares(
    ax, shares: np.ndarray, start: float, y: float, pitch: float, top: float, colour: str
) -> None:
    """Draw a bar a document with its per cent, or from seven documents on a dot each on a line from
    0.
    """
    room = WIDTH - MARGIN - start
    if len(shares) > _BARS:
        middle, width = y + pitch * 0.55, room - 0.5
        ax.plot([start, start + width], [middle, middle], color=PALE, lw=0.8)
        ax.plot(
            start + width * shares / top,
            np.full(len(shares), middle),
            "o",
            color=colour,
            ms=5,
            alpha=0.45,
            mew=0,
        )
        if not np.isnan(shares).all():
            most = np.nanmax(shares)
            ax.text(
                start + width * most / top + 0.08,
                middle,
                f"{most:.0%}",
                fontsize=SMALL,
                va="center",
            )
        return
    step, base = room / len(shares), y + pitch - 0.06
    for i, share in enumerate(shares):
        if np.isnan(share):
            continue
        tall = (pitch - 0.28) * share / top
        ax.bar(
            start + step * i,
            -tall,
            bottom=base,
            width=min(0.45, step * 0.6),
            align="edge",
            color=colour,
        )
        ax.text(start + step * i, base - tall - 0.02, f"{share:.0%}", fontsize=SMALL, va="bottom")


def plot_stability(
    stability: pd.DataFrame,
    *,
    bar: float = 0.6,
    headline: str = "How well topics hold, by how many there are",
    source: str = "",
) -> Chart:
    """Draw the stability of topics against their number: the mean as a line, each topic as a ring.

    Parameters
    ----------
    stability
        Table `stability` (0-1, higher holds better); its `coherence`, where it has it, is drawn
        beside.
    bar
        Drawn as a dashed line: under it a topic gets no name.
    headline
        What the chart says, in plain text.
    source
        The line at the foot.
    """
    rows = stability.dropna(subset=["stability"])
    if rows.empty:
        why = (
            TOO_SMALL
            if stability.empty
            else "no topic could be tried on other documents: there is one, or none was left out"
        )
        return draw_nothing(headline, why, rows, source)
    means = rows.groupby("n_topics")["stability"].mean()
    with house_style():
        figure = _draw_stability(rows, means, bar)
    alt = (
        "Mean stability of topics by their number: "
        + ", ".join(f"{k} topics {v:.2f}" for k, v in means.items())
        + f". {(rows['stability'] >= bar).sum()} of {len(rows)} topics reach {bar:g}."
    )
    note = (
        "Stability of top words over resamples of the documents, 0 to 1 (the same words); "
        "disc: mean; ring: a topic"
    )
    if "coherence" in rows and rows["coherence"].notna().any():
        coherence = rows.groupby("n_topics")["coherence"].mean()
        alt += (
            " Mean coherence: "
            + ", ".join(f"{k} topics {v:.2f}" for k, v in coherence.items())
            + "."
        )
        note += (
            "\nDashed, hollow: mean coherence of top words (NPMI; 0: together as by chance, "
            "1: always)"
        )
    return Chart(figure, headline, note, alt, rows, source)


def _draw_stability(rows: pd.DataFrame, means: pd.Series, bar: float):
    figure, low, high = start_figure(2.75), means.index.min() - 0.5, means.index.max() + 0.5
    ax = add_axes(
        figure, 0.5, 0.1, 6.6, 2.2, xlim=(low, high), ylim=(0, 1.05), yticks=[0, 0.25, 0.5, 0.75, 1]
    )
    room = 6.6 / (high - low)  # inches from one number of topics to the next
    every = int(np.ceil(0.35 / room))
    ax.set_xticks(list(means.index)[::every])
    ax.set_xlabel("number of topics")
    ax.axhline(bar, color=GREY, lw=0.9, ls="--")
    clear = 4 if room > 1 else 30  # points; the last mean's value may need them
    ax.annotate(
        f"bar {bar:g}",
        (high, bar),
        (clear, 0),
        textcoords="offset points",
        fontsize=SMALL,
        color=GREY,
        va="center",
        annotation_clip=False,
    )
    ax.plot(rows["n_topics"], rows["stability"], "o", color=GREY, mfc="none", ms=5)
    ax.plot(means.index, means, "-o", color=BLUE, lw=2, ms=6.5)
    if "coherence" in rows:
        coherence = rows.groupby("n_topics")["coherence"].mean().clip(lower=0)
        ax.plot(coherence.index, coherence, "--s", color=RED, lw=1.4, ms=5, mfc="white")
    for n, mean in list(means.items())[:: int(np.ceil(0.42 / room))]:
        ax.annotate(
            f"{mean:.2f}",
            (n, mean),
            (7, 0),
            textcoords="offset points",
            color=BLUE,
            fontsize=SMALL,
            va="center",
            weight="bold",
            bbox={"facecolor": "white", "edgecolor": "none", "pad": 0.8, "alpha": 0.9},
        )
    return figure
