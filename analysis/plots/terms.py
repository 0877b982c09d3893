"""Terms that set groups of documents apart."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from ..charts import Chart
from ..style import (
    BLUE,
    GREY,
    MARGIN,
    SILVER,
    SMALL,
    add_canvas,
    cut_text,
    house_style,
    one_line,
    start_figure,
    text_width,
)
from ._layout import PLOT_WIDTH, draw_nothing, in_order

_GROUPS, _COLUMNS = 12, 3  # panels of plot_terms


def plot_terms(
    terms: pd.DataFrame,
    *,
    names: Mapping[str, str] | None = None,
    top: int = 12,
    headline: str = "Terms that set groups of documents apart",
    source: str = "",
    reading: str = "",
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
    """
    if terms.empty:
        return draw_nothing(headline, "no term", terms, source, reading)
    names = names or {}
    groups = in_order(terms["group"], names)
    rows = terms[terms["group"].isin(groups[:_GROUPS])].groupby("group", sort=False).head(top)
    with house_style():
        figure = _draw_terms(rows, groups[:_GROUPS], names)
    alt = f"Top terms by TF-IDF in {len(groups)} group{'' if len(groups) == 1 else 's'}. " + " ".join(
        f"{one_line(names.get(g, g))}: " + ", ".join(rows.loc[rows["group"] == g, "term"].head(5)) + "."
        for g in groups[:_GROUPS]
    )
    note = "Bar and figure: TF-IDF weight, 0 to 1; × how often it stands there; dark blue: in no other group"
    if len(groups) > _GROUPS:
        note += f"; {_GROUPS} of {len(groups)} groups"
    return Chart(figure, headline, note, alt, rows, source, reading)


def _say_weight(weight: float, count: int) -> str:
    """Return a weight without its zero, as it is below one, and how often the term stands."""
    return f"{weight:.2f}".removeprefix("0") + f" ×{count:,}"


def _draw_terms(rows: pd.DataFrame, groups: list[str], names: Mapping[str, str]):
    columns = min(_COLUMNS, len(groups))
    wide = PLOT_WIDTH / max(columns, 2)
    head = 0.16 + 0.15 * max(names.get(g, g).count("\n") + 1 for g in groups)
    pitch, sizes = 0.2, rows.groupby("group").size()
    lines = [groups[i : i + columns] for i in range(0, len(groups), columns)]
    highs = [head + pitch * max(sizes[g] for g in line) + 0.12 for line in lines]
    figure = start_figure(sum(highs))
    ax = add_canvas(figure)
    value = max(
        text_width(_say_weight(weight, n), SMALL) for weight, n in zip(rows["weight"], rows["count"], strict=True)
    )
    label = min(wide * 0.52, max(text_width(term, SMALL) for term in rows["term"])) + 0.06
    longest = max(rows["weight"].max(), 1e-9)
    for line, top in zip(lines, np.cumsum([0, *highs[:-1]]), strict=True):
        for i, group in enumerate(line):
            start = MARGIN + wide * i
            title = cut_text(names.get(group, group), wide - 0.2, SMALL, "bold")
            ax.text(start + label, top + head - 0.08, title, fontsize=SMALL, weight="bold", va="bottom")
            cells = rows[rows["group"] == group]
            for j, (row, count) in enumerate(zip(cells.itertuples(), cells["count"], strict=True)):
                y = top + head + pitch * (j + 0.4)
                long = (wide - label - value - 0.18) * row.weight / longest
                ax.text(
                    start + label - 0.06,
                    y,
                    cut_text(row.term, label - 0.06, SMALL),
                    fontsize=SMALL,
                    ha="right",
                    va="center",
                )
                ax.barh(y, long, left=start + label, height=0.14, color=BLUE if row.n_groups == 1 else SILVER)
                ax.text(
                    start + label + long + 0.04,
                    y,
                    _say_weight(row.weight, count),
                    fontsize=SMALL,
                    va="center",
                    color=GREY,
                )
    return figure
