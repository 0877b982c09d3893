"""Documents by what they are about, on a plane."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from ..core.counts import say_count
from ..core.safe_text import one_line
from ..topics.names import head_words
from ._canvas import Canvas
from ._label_places import place_apart, place_labels
from ._layout import PLOT_WIDTH, draw_nothing
from ._text import SMALL, cut_text
from .chart import Chart
from .style import BLUE, GREY, MARGIN, WIDTH, house_style

_FEW = 25  # documents that are named; more are dots
_DOTS = 300  # documents; of more, those near each other are one disc
_CELL = 0.16  # inches, the side of the squares whose documents are one disc
_HEIGHT = 4.0  # inches, at most
_LABEL, _EDGE = 1.7, 0.35  # inches: the widest label; kept free around the points
_KEY = 12  # topics that are listed
_COMPARED = 1000  # documents of a topic, at most, that tell where its middle is


@house_style()
def plot_document_map(
    places: pd.DataFrame,
    topics: pd.DataFrame,
    *,
    names: Mapping[str, str] | None = None,
    headline: str = "Documents that are about the same stand near each other",
    source: str = "",
) -> Chart:
    """Draw each document as a dot at its place among the topics; the numbers are those of the
    topics listed below. Of more than 300 documents, those near each other are one disc, whose area
    is their number.

    Parameters
    ----------
    places
        From `map_documents`; a dot is filled where the largest topic makes up half of the document
        or more.
    topics
        Table `topics`, whose first words tell the topics.
    names
        Display names of documents; up to 25 are named, as far as there is room.
    headline, source
        What the chart says, and the line at the foot, in plain text.
    """
    n_all = len(places)
    places = places.dropna(subset=["x", "y"])
    if places.empty:
        why = "there is no topic" if topics.empty else "no document has a topic"
        return draw_nothing(headline, why, places, source)
    ranked = topics.sort_values(["topic", "rank"]).groupby("topic")["word"].agg(list)
    heads = {topic: ", ".join(head_words(words)) for topic, words in ranked.items()}
    key = [
        f"{topic}: {one_line(heads.get(topic, 'in no topic that holds'))}; "
        f"largest in {say_count(len(shares), 'document')}, half or more in {int((shares >= 0.5).sum()):,}"
        for topic, shares in places.groupby("topic")["share"]
    ]
    figure = _draw(places, key, names or {})
    alt = f"{say_count(len(places), 'document')} on a plane. Topic {'. '.join(key)}."
    kept = places.attrs.get("explained")
    note = "The further apart, the less alike are two documents' shares of topics; directions mean "
    note += "nothing\n"
    said = "" if kept is None else f"{kept:.0%} of the differences are kept on the plane; "
    said += "number: the largest topic, listed below; hollow: under half of the document"
    note += said[0].upper() + said[1:]
    note += ", for most of them\nArea of a disc: number of documents" if len(places) > _DOTS else ""
    if n_out := n_all - len(places):
        note += f"\nLeft out: {say_count(n_out, 'document')} without a share of any topic"
    return Chart(figure, headline, note, alt, places, source)


def _draw(places: pd.DataFrame, key: list[str], names: Mapping[str, str]):
    points, height = _scale(places)
    few = len(points) <= _FEW
    more = [f"and {say_count(len(key) - _KEY, 'topic')} more"] if len(key) > _KEY else []
    listed = key[:_KEY] + more
    canvas = Canvas(height + 0.2 + 0.17 * len(listed))
    radius, alpha = (0.09, 1) if few else (0.05, 0.55)
    filled = (places["share"] >= 0.5).to_numpy()
    room = (MARGIN, 0.02, WIDTH - MARGIN, height - 0.02)
    marks = np.column_stack([points, np.full(len(points), radius)])
    if len(points) > _DOTS:
        marks = _draw_discs(canvas, points, filled)
    else:
        for full in (False, True):
            x, y = points[filled == full].T
            canvas.mark(x, y, BLUE, 144 * radius, hollow=not full, edge=1, alpha=alpha)
        for (x, y), row in zip(points, places.itertuples(), strict=True):
            name = names.get(row.doc_id, row.doc_id)
            canvas.say(x, y, f"{name}: topic {row.topic}, {row.share:.0%} of its text")
    if few:
        _name_documents(canvas, places, points, names, room, radius)
    else:
        _number_topics(canvas, places["topic"].to_numpy(), points, marks, room)
    canvas.rule(height + 0.06, lw=0.6)
    for i, text in enumerate(listed):
        canvas.note(MARGIN, height + 0.17 + 0.17 * i, cut_text(text, PLOT_WIDTH, SMALL))
    return canvas.figure


def _draw_discs(canvas: Canvas, points: np.ndarray, filled: np.ndarray) -> np.ndarray:
    """Draw a disc for the documents of each square, hollow as most are; return x, y, radius."""
    cells = pd.DataFrame(np.floor(points / _CELL).astype("int64"), columns=["column", "row"])
    cells = cells.assign(x=points[:, 0], y=points[:, 1], filled=filled)
    by = cells.groupby(["column", "row"], as_index=False)
    discs = by.agg(x=("x", "mean"), y=("y", "mean"), n=("x", "size"), filled=("filled", "mean"))
    area = ((_CELL * 72) ** 2 * discs["n"] / discs["n"].max()).clip(lower=4)
    full = discs["filled"] >= 0.5
    look: dict[str, Any] = {"edgecolors": BLUE, "linewidths": 0.8, "zorder": 2}
    faces = np.where(full, BLUE, "#FFFFFF")
    for disc in discs.itertuples():
        canvas.say(disc.x, disc.y, say_count(int(disc.n), "document"))
    canvas.axes.scatter(discs["x"], discs["y"], s=area, c=faces, alpha=0.75, **look)
    radius = np.sqrt(area / np.pi) / 72
    return np.column_stack([discs["x"], discs["y"], radius])


def _scale(places: pd.DataFrame) -> tuple[np.ndarray, float]:
    """Return the points in inches, one scale for both directions, and the height that they need."""
    raw = places[["x", "y"]].to_numpy(dtype=float) * [1, -1]
    reach = np.ptp(raw, axis=0)
    wide = WIDTH - 2 * MARGIN - 2 * (_LABEL if len(places) <= _FEW else _EDGE)
    scale = min(wide / max(reach[0], 1e-9), (_HEIGHT - 2 * _EDGE) / max(reach[1], 1e-9), 50)
    height = max(reach[1] * scale + 2 * _EDGE, 1.2)
    return (raw - raw.min(axis=0) - reach / 2) * scale + [WIDTH / 2, height / 2], height


def _name_documents(canvas: Canvas, places, points, names: Mapping[str, str], room, radius):
    """Write beside each point the number of its topic and the document's name."""
    pairs = zip(places["topic"], places["doc_id"], strict=True)
    texts = [f"{topic} · {one_line(names.get(doc, doc))}" for topic, doc in pairs]
    texts = [cut_text(text, _LABEL, SMALL) for text in texts]
    for at, text in zip(place_labels(points, texts, SMALL, room, radius), texts, strict=True):
        if at is not None:
            canvas.small(*at, text, "center")


def _number_topics(canvas: Canvas, topics: np.ndarray, points: np.ndarray, marks: np.ndarray, room):
    """Write each topic's number where it covers nothing, joined to the middle of its documents."""
    look = {"facecolor": "white", "edgecolor": BLUE, "linewidth": 0.8, "pad": 1.8}
    middles = {topic: _find_middle(points[topics == topic]) for topic in np.unique(topics)}
    texts = [str(topic) for topic in middles]
    at = np.array(list(middles.values()))
    placed = place_apart(at, marks, texts, SMALL + 1, room)
    for (x, y), (to_x, to_y), text in zip(placed, at, texts, strict=True):
        canvas.axes.plot([x, to_x], [y, to_y], color=GREY, lw=0.6, zorder=1)
        canvas.write(x, y, text, "center", size=SMALL + 1, weight="bold", bbox=look)


def _find_middle(own: np.ndarray) -> np.ndarray:
    """Return the point that is nearest to all others."""
    own = own[:: -(-len(own) // _COMPARED)]  # or many would be compared with as many
    far = np.sqrt(((own[:, None] - own[None]) ** 2).sum(axis=2)).sum(axis=1)
    return own[np.argsort(np.round(far, 6), kind="stable")[0]]
