"""Terms distinctive of groups of documents."""

from collections.abc import Mapping

import numpy as np
import pandas as pd

from ..core.counts import say_count
from ..core.safe_text import one_line
from ..words.counted import choose_whole
from ._canvas import Canvas
from ._layout import PLOT_WIDTH, draw_nothing, in_order, say_each
from ._merged import choose_groups
from ._text import SMALL, cut_text, fit_text, text_width
from ._time_axis import name_period
from .chart import Chart
from .style import BLUE, MARGIN, SILVER, house_style

_GROUPS, _MANY, _COLUMNS = 24, 12, 3  # panels; of more than so many each has half the terms
_GAP = 0.25  # inches from panel to panel


@house_style()
def plot_terms(
    terms: pd.DataFrame,
    *,
    names: Mapping[str, str] | None = None,
    top: int = 12,
    headline: str = "Terms distinctive of groups of documents",
    source: str = "",
) -> Chart:
    """Draw the top terms of each group as ranked bars, blue where no other group has the term; of a
    phrase and its part the first.

    Parameters
    ----------
    terms
        Table `terms`, in order of rank. Up to 24 groups are drawn: of more the first, or an even
        choice of periods.
    names
        Display names of groups, in the order wanted.
    top
        Terms drawn of a group, at most; half as many of each of more than twelve groups.
    headline, source
        What the chart says, and the line at the foot, in plain text.
    """
    terms = terms.dropna(subset=["weight"]).reset_index(drop=True)
    if terms.empty:
        return draw_nothing(headline, "no term", terms, source)
    names = names or {}
    groups = in_order(terms["group"], names)
    named = {group: names.get(group, group) for group in groups}
    shown = {group: name_period(named[group]) for group in choose_groups(named, _GROUPS)}
    top = -(-top // 2) if len(shown) > _MANY else top
    known = terms[terms["group"].isin(shown)].drop_duplicates(["group", "term"])
    by = known.groupby("group", sort=False)
    kept = [of[of["term"].isin(choose_whole(of["term"], top))] for _, of in by]
    rows = pd.concat(kept).sort_index()
    figure = _draw_terms(rows, shown)
    alt = f"Top terms by TF-IDF in {say_count(len(groups), 'group')}. " + say_each(
        (one_line(name), ", ".join(rows.loc[rows["group"] == group, "term"].head(5)))
        for group, name in shown.items()
    )
    note = "Bar and figure: TF-IDF weight, 0 to 1; × how often it appears there; dark blue: in no "
    note += "other group"
    note += f"; {_GROUPS} of {len(groups)} groups" if len(groups) > _GROUPS else ""
    return Chart(figure, headline, note, alt, rows, source)


def _draw_terms(rows: pd.DataFrame, shown: Mapping[str, str]):
    """Draw panels, up to three beside each other, with the labels they need and on one scale."""
    groups, columns = list(shown), min(_COLUMNS, len(shown))
    # inches of a label; a longer term takes two or three lines
    limit = 1.25 if columns == _COLUMNS else 1.9
    pairs = zip(rows["weight"], rows["count"], strict=True)
    rows = rows.assign(
        label=rows["term"].map(lambda term: fit_text(term, limit, SMALL)),
        figure=[f"{weight:.2f}".removeprefix("0") + f" ×{n:,}" for weight, n in pairs],
    )
    cells = {group: rows[rows["group"] == group] for group in groups}
    labels = [
        max(rows["label"][rows["group"].isin(groups[i::columns])].map(_measure)) + 0.06
        for i in range(columns)
    ]
    value = max(rows["figure"].map(_measure)) + 0.04
    wide = PLOT_WIDTH / (2 if columns == 1 else 1)  # a single panel is no poster
    bar = (wide - sum(labels)) / columns - value - _GAP
    starts = np.cumsum([MARGIN, *(label + bar + value + _GAP for label in labels[:-1])]) + labels
    head = 0.16 + 0.15 * max(name.count("\n") + 1 for name in shown.values())
    scale, top = bar / max(rows["weight"].max(), 1e-9), 0.0
    lines = [groups[i : i + columns] for i in range(0, len(groups), columns)]
    highs = [head + max(_place_rows(cells[group])[-1] for group in line) + 0.12 for line in lines]
    canvas = Canvas(sum(highs))
    for line, high in zip(lines, highs, strict=True):
        for group, start, label in zip(line, starts, labels, strict=False):
            _name_group(canvas, shown[group], start, label, bar + value, top + head - 0.08)
            _draw_bars(canvas, cells[group], start, top + head, scale, shown[group])
        top += high
    return canvas.figure


def _measure(text: str) -> float:
    return text_width(text, SMALL)


def _place_rows(cells: pd.DataFrame) -> np.ndarray:
    """Return where the rows of a panel begin and the last ends, in inches; more lines take more."""
    return np.cumsum([0.0, *(0.2 + 0.15 * cells["label"].str.count("\n"))])


def _name_group(canvas: Canvas, name: str, start, label: float, room: float, y: float) -> None:
    """Write a group's name over its bars, or over its labels too where it needs their room."""
    beside = text_width(name, SMALL, "bold") <= room
    name = name if beside else cut_text(name, label + room, SMALL, "bold")
    canvas.small(start if beside else start - label, y, name, va="bottom", weight="bold")


def _draw_bars(canvas: Canvas, cells: pd.DataFrame, start, top: float, scale, group: str) -> None:
    edges = top + _place_rows(cells)
    middles = (edges[:-1] + edges[1:]) / 2 - 0.02
    for y, row in zip(middles, cells.itertuples(), strict=True):
        length, colour = scale * row.weight, BLUE if row.n_groups == 1 else SILVER
        canvas.small(start - 0.06, y, row.label, "right")
        canvas.bar(start, y, length, 0.14, colour)
        words = f"{row.term}: TF-IDF weight {row.weight:.2f}, {say_count(row.count, 'time')}"
        canvas.say(start + length / 2, y, f"{group}, {words}")
        canvas.note(start + length + 0.04, y, row.figure)
