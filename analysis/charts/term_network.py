"""Terms that share sentences, as a network."""

from __future__ import annotations

import numpy as np
import pandas as pd

from ..core.safe_text import one_line
from ._label_places import find_clear, part_boxes, spread_links
from ._layout import count_words, draw_nothing
from .chart import Chart
from .style import (
    BLUE,
    GREY,
    INK,
    MARGIN,
    PALE,
    SIZE,
    WIDTH,
    add_canvas,
    cut_text,
    house_style,
    start_figure,
    text_width,
)

_TERM = 1.9  # inches, the widest term
_HIGH = 0.26  # inches, of a term with the room around it


def plot_term_network(
    links: pd.DataFrame,
    *,
    top: int = 45,
    headline: str = "Terms that share sentences",
    source: str = "",
) -> Chart:
    """Draw terms, near each other and joined by a line where they share sentences.

    Parameters
    ----------
    links
        Table of `link_terms`: the wider a line, the more sentences two terms share; whole and blue
        where these come from more than one document, dashed and grey where from one.
    top
        Links drawn, at most: the first.
    headline
        What the chart says, in plain text.
    source
        The line at the foot.
    """
    rows = links.head(top)
    if rows.empty:
        return draw_nothing(headline, "no two terms share sentences", rows, source)
    sums = (
        pd.concat([rows.groupby(side)["n_sentences"].sum() for side in ("term_a", "term_b")])
        .groupby(level=0)
        .sum()
    )
    terms = sorted(sums.index, key=lambda term: (-sums[term], term))
    with house_style():
        figure, n_left = _draw(rows, terms)
    several = int((rows["n_documents"] > 1).sum())
    alt = (
        f"{count_words(len(rows), 'link')} between {count_words(len(terms), 'term')}, {several} "
        "from more than one document: "
    )
    alt += "; ".join(
        f"{one_line(row.term_a)} and {one_line(row.term_b)} {row.n_sentences}"
        for row in rows.head(12).itertuples()
    )
    alt += f"; and {len(rows) - 12} more." if len(rows) > 12 else "."
    note = "The wider a line, the more sentences two terms share"
    note += f" ({rows['n_sentences'].min():,} to {rows['n_sentences'].max():,})"
    note += (
        "; blue: in several documents; dashed: in one. Linked terms are drawn near each "
        "other, no place means more."
    )
    note += f" The first {len(rows)} of {len(links):,} links." if len(rows) < len(links) else ""
    note += f" {count_words(n_left, 'term')} without room left out." if n_left else ""
    return Chart(figure, headline, note, alt, rows, source)


def _draw(rows: pd.DataFrame, terms: list[str]):
    """Draw the network; return how many terms had no room, too."""
    at = {term: i for i, term in enumerate(terms)}
    a, b = (rows[side].map(at).to_numpy() for side in ("term_a", "term_b"))
    strength = np.sqrt(rows["n_sentences"].to_numpy() / rows["n_sentences"].max())
    height = min(1.2 + 0.13 * len(terms), 5.0)
    figure = start_figure(height)
    ax = add_canvas(figure)
    shown = [cut_text(one_line(term), _TERM) for term in terms]
    wide = np.array([text_width(text, SIZE) for text in shown]) + 0.16
    room = (MARGIN, 0.05, WIDTH - MARGIN, height - 0.05)
    places = (
        spread_links(a, b, strength, len(terms)) * [room[2] - room[0], room[3] - room[1]] + room[:2]
    )
    places = part_boxes(places, wide, _HIGH, room)
    kept = find_clear(places, wide, _HIGH)
    for i, j, share, n in zip(a, b, strength, rows["n_documents"], strict=True):
        if i in kept and j in kept:
            look = (
                {"color": BLUE, "alpha": 0.35 + 0.4 * share}
                if n > 1
                else {"color": GREY, "ls": (0, (3, 2))}
            )
            ax.plot(*places[[i, j]].T, lw=0.6 + 3.4 * share, zorder=1, **look)
    for i in kept:
        ax.text(
            *places[i],
            shown[i],
            ha="center",
            va="center",
            color=INK,
            zorder=2,
            bbox={"facecolor": "white", "edgecolor": PALE, "linewidth": 0.5, "pad": 1.5},
        )
    return figure, len(terms) - len(kept)
