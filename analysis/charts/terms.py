"""Terms that set groups of documents apart."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from ..core.safe_text import one_line
from ._layout import PLOT_WIDTH, draw_nothing, in_order
from .chart import Chart
from .style import (
    BLUE,
    GREY,
    MARGIN,
    SILVER,
    SMALL,
    add_canvas,
    cut_text,
    fit_text,
    house_style,
    start_figure,
    text_width,
)

_GROUPS, _COLUMNS = 12, 3  # panels
_GAP = 0.25  # inches from panel to panel


def plot_terms(
    terms: pd.DataFrame,
    *,
    names: Mapping[str, str] | None = None,
    top: int = 12,
    headline: str = "Terms that set groups of documents apart",
    source: str = "",
) -> Chart:
    """Draw the top terms of each group as ranked bars, blue where no other group has the term.

    Parameters
    ----------
    terms
        Table `terms`, in order of rank. The first twelve groups are drawn.
    names
        Display names of groups, in the order wanted.
    top
        Terms drawn of a group, at most.
    headline
        What the chart says, in plain text.
    source
        The line at the foot.
    """
    if terms.empty:
        return draw_nothing(headline, "no term", terms, source)
    names = names or {}
    groups = in_order(terms["group"], names)
    rows = terms[terms["group"].isin(groups[:_GROUPS])].groupby("group", sort=False).head(top)
    with house_style():
        figure = _draw_terms(rows, groups[:_GROUPS], names)
    alt = (
        f"Top terms by TF-IDF in {len(groups)} group{'' if len(groups) == 1 else 's'}. "
        + " ".join(
            f"{one_line(names.get(g, g))}: "
            + ", ".join(rows.loc[rows["group"] == g, "term"].head(5))
            + "."
            for g in groups[:_GROUPS]
        )
    )
    note = (
        "Bar and figure: TF-IDF weight, 0 to 1; × how often it stands there; dark blue: in no "
        "other group"
    )
    if len(groups) > _GROUPS:
        note += f"; {_GROUPS} of {len(groups)} groups"
    return Chart(figure, headline, note, alt, rows, source)


def _say_weight(weight: float, count: int) -> str:
    """Return a weight without its zero, as it is below one, and how often the term stands."""
    return f"{weight:.2f}".removeprefix("0") + f" ×{count:,}"


def _draw_terms(rows: pd.DataFrame, groups: list[str], names: Mapping[str, str]):
    """Draw panels, up to three beside each other; each column takes the labels it needs, and all
    bars have one scale.
    """
    columns = min(_COLUMNS, len(groups))
    # inches of a label; a longer term takes two or three lines
    limit = 1.25 if columns == _COLUMNS else 1.9
    rows = rows.assign(shown=rows["term"].map(lambda term: fit_text(term, limit, SMALL)))
    cells = {group: rows[rows["group"] == group] for group in groups}
    labels = [
        max(rows["shown"][rows["group"].isin(groups[i::columns])].map(_measure)) + 0.06
        for i in range(columns)
    ]
    value = (
        max(
            _measure(_say_weight(weight, n))
            for weight, n in zip(rows["weight"], rows["count"], strict=True)
        )
        + 0.04
    )
    wide = PLOT_WIDTH / (2 if columns == 1 else 1)  # a single panel is no poster
    bar = (wide - sum(labels)) / columns - value - _GAP
    starts = np.cumsum([MARGIN, *(label + bar + value + _GAP for label in labels[:-1])]) + labels
    head = 0.16 + 0.15 * max(names.get(group, group).count("\n") + 1 for group in groups)
    scale, top = bar / max(rows["weight"].max(), 1e-9), 0.0
    lines = [groups[i : i + columns] for i in range(0, len(groups), columns)]
    highs = [head + max(_place_rows(cells[group])[-1] for group in line) + 0.12 for line in lines]
    figure = start_figure(sum(highs))
    ax = add_canvas(figure)
    for line, high in zip(lines, highs, strict=True):
        for group, start, label in zip(line, starts, labels, strict=False):
            _name_group(ax, names.get(group, group), start, label, bar + value, top + head - 0.08)
            _draw_bars(ax, cells[group], start, top + head, scale)
        top += high
    return figure


def _measure(text: str) -> float:
    return text_width(text, SMALL)


def _place_rows(cells: pd.DataFrame) -> np.ndarray:
    """Return where the rows of a panel begin, and where the last ends, in inches: a line of a label
    more takes more.
    """
    return np.cumsum([0.0, *(0.2 + 0.15 * cells["shown"].str.count("\n"))])


def _name_group(ax, name: str, start: float, label: float, room: float, y: float) -> None:
    """Write a group's name over its bars, or over its labels too where it needs their room."""
    beside = text_width(name, SMALL, "bold") <= room
    name = name if beside else cut_text(name, label + room, SMALL, "bold")
    ax.text(start if beside else start - label, y, name, fontsize=SMALL, weight="bold", va="bottom")


def _draw_bars(ax, cells: pd.DataFrame, start: float, top: float, scale: float) -> None:
    edges = top + _place_rows(cells)
    middles = (edges[:-1] + edges[1:]) / 2 - 0.02
    for y, row, count in zip(middles, cells.itertuples(), cells["count"], strict=True):
        ax.text(start - 0.06, y, row.shown, fontsize=SMALL, ha="right", va="center")
        ax.barh(
            y,
            scale * row.weight,
            left=start,
            height=0.14,
            color=BLUE if row.n_groups == 1 else SILVER,
        )
        words = _say_weight(row.weight, count)
        ax.text(
            start + scale * row.weight + 0.04, y, words, fontsize=SMALL, va="center", color=GREY
        )
