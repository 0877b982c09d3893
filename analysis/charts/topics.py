"""Topics: their words, how stable they are, and their shares of documents."""

from collections.abc import Mapping

import numpy as np
import pandas as pd

from ..core.counts import say_count
from ..core.safe_text import one_line
from ..topics.names import head_words
from ._canvas import Canvas
from ._layout import TOO_SMALL, draw_nothing, head_columns, head_height, in_order
from ._text import SIZE, SMALL, fit_text
from .chart import Chart
from .style import BLUE, GREY, INK, MARGIN, SILVER, WIDTH, house_style

_BARS = 6  # documents that are drawn as bars; more are dots
_PITCH, _TEXT, _GAUGE = 0.74, 2.6, 0.85  # inches: of a topic, its words, its stability
_LEFT = MARGIN + _TEXT + _GAUGE + 0.3  # where shares begin


@house_style()
def plot_topics(
    topics: pd.DataFrame,
    weights: pd.DataFrame,
    stability: pd.DataFrame,
    *,
    bar: float = 0.6,
    names: Mapping[str, str] | None = None,
    headline: str = "Topics, how stable they are, and their shares of documents",
    source: str = "",
) -> Chart:
    """Draw each topic's words, the first three as its name, its stability and its share of each
    document.

    Parameters
    ----------
    topics, weights
        The tables of these names.
    stability
        Table `stability`, the rows of the topics (`Topics.rated`), or of all numbers that were
        tried, of which as many as there are `topics` are used. A topic without one counts as not
        stable.
    bar
        Least stability, 0-1, at which a topic is named; under it, it is grey.
    names
        Display names of documents, in the order wanted.
    headline, source
        What the chart says, and the line at the foot, in plain text.
    """
    if topics.empty or weights.empty:
        why = "no topic is stable" if len(weights) or len(stability) else TOO_SMALL
        return draw_nothing(headline, why, weights, source)
    numbers, names = sorted(set(topics["topic"])), names or {}
    if stability["n_topics"].nunique() > 1:
        stability = stability[stability["n_topics"] == len(numbers)]
    fitted = stability.set_index("topic")["stability"].reindex(numbers)
    words = topics.sort_values(["topic", "rank"]).groupby("topic")["word"].agg(", ".join)
    shown = {doc: names.get(doc, doc) for doc in in_order(weights["doc_id"], names)}
    figure = _draw_topics(fitted, words, weights, shown, bar)
    said = {n: _say_stability(v) + ", not stable" * (not v >= bar) for n, v in fitted.items()}
    alt = " ".join(
        f"Topic {n}, stability {said[n]}: {words[n]}; "
        f"{_say_shares(weights[weights['topic'] == n], shown)}."
        for n in numbers
    )
    note = f"Stability: 0 to 1, 1 is the same top words in every resample; under {bar:g} a topic "
    note += "is grey and has no name.\nShare of each document's text that the topic makes up"
    rest = weights[~weights["topic"].isin(numbers)]
    if len(rest):
        mean = rest.groupby("doc_id")["share"].sum().reindex(shown).mean()
        note += f"; {mean:.0%} of the text is in no topic that holds"
        alt += f" In no topic that holds: {mean:.0%}."
        weights = weights[weights["topic"].isin(numbers)]
    rows = weights.assign(stability=weights["topic"].map(fitted), words=weights["topic"].map(words))
    return Chart(figure, headline, note, alt, rows, source)


def _say_stability(value: float) -> str:
    """Return two digits, cut and not rounded, so that none reads as if it reached the bar."""
    return "unknown" if np.isnan(value) else f"{np.floor(round(value * 100, 6)) / 100:.2f}"


def _say_shares(cells: pd.DataFrame, shown: Mapping[str, str]) -> str:
    if cells["share"].isna().all():
        return f"no share of {say_count(len(cells), 'document')}"
    most = cells.iloc[cells["share"].argmax()]
    name = one_line(shown[most["doc_id"]])
    return f"largest share {most['share']:.0%} in {name}, of {say_count(len(cells), 'document')}"


def _draw_topics(fitted: pd.Series, words, weights, shown: Mapping[str, str], bar: float):
    few = len(shown) <= _BARS
    heads = list(shown.values()) if few else ["share"]
    step = (WIDTH - MARGIN - _LEFT) / len(heads)
    head = 0.08 + head_height(heads, step - 0.05)
    canvas, gauge = Canvas(head + _PITCH * len(fitted)), MARGIN + _TEXT
    top = max(weights["share"].max(), 1e-9)
    canvas.note(gauge, head - 0.08, "stability", va="bottom")
    xs = [_LEFT + step * i for i in range(len(heads) if few else 0)]
    if few:
        head_columns(canvas, heads, xs, step - 0.05, head - 0.08)
    else:
        note = f"share of each of {len(shown):,} documents (a dot each), from 0"
        canvas.note(_LEFT, head - 0.08, note, va="bottom")
    for i, (topic, value) in enumerate(fitted.items()):
        y, stable = head + _PITCH * i, value >= bar
        ink, colour = (INK, BLUE) if stable else (GREY, SILVER)
        canvas.rule(y, lw=0.6)
        _write_words(canvas, f"Topic {topic}", words[topic], stable, y)
        middle = y + _PITCH * 0.55
        canvas.bar(gauge, middle, _GAUGE, 0.13, "#F0F0F0")
        canvas.bar(gauge, middle, _GAUGE * (0 if np.isnan(value) else value), 0.13, colour)
        canvas.post(gauge + _GAUGE * bar, middle - 0.1, middle + 0.1, INK, 1)
        canvas.small(gauge, middle - 0.19, _say_stability(value), color=ink, weight="bold")
        canvas.say(gauge + _GAUGE / 2, middle, f"Topic {topic}: stability {_say_stability(value)}")
        shares = weights[weights["topic"] == topic].set_index("doc_id")["share"].reindex(shown)
        draw = _draw_bars if few else _draw_dots
        draw(canvas, shares.to_numpy(), y, top, colour)
        for x, name, share in zip(xs, shown.values(), shares, strict=False):
            if share == share:
                canvas.say(x + 0.2, y + _PITCH - 0.1, f"Topic {topic}, {name}: {share:.0%}")
    return canvas.figure


def _write_words(canvas: Canvas, title: str, words: str, stable: bool, y: float) -> None:
    """Write a topic's words, the first three of a stable one as its name."""
    every, ink, width = words.split(", "), INK if stable else GREY, _TEXT - 0.2
    head = head_words(every)
    title += f": {', '.join(head)}" if stable else ", not stable"
    listed = ", ".join(word for word in every if word not in head) if stable else f"({words})"
    at = y + 0.14
    # in small letters where it is long
    size = SIZE if fit_text(title, width, lines=2, weight="bold")[-1:] != "…" else SMALL
    for line in fit_text(title, width, size, lines=2, weight="bold").split("\n"):
        canvas.write(MARGIN, at, line, size=size, color=ink, weight="bold")
        at += 0.17
    room = 3 if at < y + 0.4 else 2  # lines
    for line in fit_text(listed, width, SMALL, lines=room).split("\n"):
        canvas.small(MARGIN, at, line, color=ink)
        at += 0.14


def _draw_dots(canvas: Canvas, shares: np.ndarray, y: float, top: float, colour: str) -> None:
    """Draw one dot per document on a line from 0."""
    middle, width = y + _PITCH * 0.55, WIDTH - MARGIN - _LEFT - 0.5
    canvas.rule(middle, _LEFT, _LEFT + width)
    ys = np.full(len(shares), middle)
    canvas.mark(_LEFT + width * shares / top, ys, colour, 5, edge=0, alpha=0.45)
    if not np.isnan(shares).all():
        most = np.nanmax(shares)
        canvas.small(_LEFT + width * most / top + 0.08, middle, f"{most:.0%}")


def _draw_bars(canvas: Canvas, shares: np.ndarray, y: float, top: float, colour: str) -> None:
    """Draw one bar per document with its per cent."""
    step, base = (WIDTH - MARGIN - _LEFT) / len(shares), y + _PITCH - 0.06
    for i in np.flatnonzero(~np.isnan(shares)):
        x, tall = _LEFT + step * i, (_PITCH - 0.28) * shares[i] / top
        canvas.box(x, base, min(0.45, step * 0.6), -tall, colour)
        canvas.small(x, base - tall - 0.02, f"{shares[i]:.0%}", va="bottom")
