"""Terms that share sentences, as a network."""

import numpy as np
import pandas as pd

from ..core.counts import say_count
from ..core.safe_text import one_line
from ._canvas import Canvas
from ._label_places import find_clear, part_boxes, spread_links
from ._layout import draw_nothing
from ._text import cut_text, text_width
from .chart import Chart
from .style import BLUE, GREY, MARGIN, PALE, WIDTH, house_style

_TERM = 1.9  # inches, the widest term
_HIGH = 0.26  # inches, of a term with the room around it
_BOX = {"facecolor": "white", "edgecolor": PALE, "linewidth": 0.5, "pad": 1.5}


@house_style()
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
    headline, source
        What the chart says, and the line at the foot, in plain text.
    """
    rows = links.head(top)
    if rows.empty:
        return draw_nothing(headline, "no two terms share sentences", rows, source)
    ends = [rows.set_index(side)["n_sentences"] for side in ("term_a", "term_b")]
    sums = pd.concat(ends).groupby(level=0).sum()
    terms = sorted(sums.index, key=lambda term: (-sums[term], term))
    figure, n_left = _draw(rows, terms)
    alt = f"{say_count(len(rows), 'link')} between {say_count(len(terms), 'term')}, "
    alt += f"{(rows['n_documents'] > 1).sum()} from more than one document: " + "; ".join(
        f"{one_line(row.term_a)} and {one_line(row.term_b)} {row.n_sentences}"
        for row in rows.head(12).itertuples()
    )
    alt += f"; and {len(rows) - 12} more." if len(rows) > 12 else "."
    least, most = rows["n_sentences"].min(), rows["n_sentences"].max()
    note = (
        f"The wider a line, the more sentences two terms share ({least:,} to {most:,}); blue: in "
    )
    note += "several documents; dashed: in one. Linked terms are drawn near each other, no place "
    note += "means more."
    note += f" The first {len(rows)} of {len(links):,} links." if len(rows) < len(links) else ""
    note += f" {say_count(n_left, 'term')} without room left out." if n_left else ""
    return Chart(figure, headline, note, alt, rows, source)


def _draw(rows: pd.DataFrame, terms: list[str]):
    """Draw the network; return how many terms had no room, too."""
    at = {term: i for i, term in enumerate(terms)}
    a, b = (rows[side].map(at).to_numpy() for side in ("term_a", "term_b"))
    strength = np.sqrt(rows["n_sentences"].to_numpy() / rows["n_sentences"].max())
    height = min(1.2 + 0.13 * len(terms), 5.0)
    canvas = Canvas(height)
    shown = [cut_text(one_line(term), _TERM) for term in terms]
    wide = np.array([text_width(text) for text in shown]) + 0.16
    room = (MARGIN, 0.05, WIDTH - MARGIN, height - 0.05)
    places = spread_links(a, b, strength, len(terms))
    places = places * [room[2] - room[0], room[3] - room[1]] + room[:2]
    places = part_boxes(places, wide, _HIGH, room)
    clear = set(find_clear(places, wide, _HIGH))
    # a term whose links are all to terms without room would hang in the air
    linked = {int(i) for pair in zip(a, b, strict=True) if clear.issuperset(pair) for i in pair}
    kept = sorted(clear & linked)
    shared = rows["n_sentences"]
    for i, j, share, s, n in zip(a, b, strength, shared, rows["n_documents"], strict=True):
        if i in kept and j in kept:
            counts = f"{say_count(s, 'sentence')} of {say_count(n, 'document')}"
            canvas.say(*places[[i, j]].mean(axis=0), f"{terms[i]} and {terms[j]}: {counts}")
            several, one = {"alpha": 0.35 + 0.4 * share}, {"ls": (0, (3, 2))}
            look = {"color": BLUE, **several} if n > 1 else {"color": GREY, **one}
            canvas.axes.plot(*places[[i, j]].T, lw=0.6 + 3.4 * share, zorder=1, **look)
    for i in kept:
        canvas.write(*places[i], shown[i], "center", zorder=2, bbox=_BOX)
    return canvas.figure, len(terms) - len(kept)
