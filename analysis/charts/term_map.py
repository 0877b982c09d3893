"""The top terms of groups in all groups, as a heat map."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from ..core.safe_text import one_line
from ._grid import TALL, WIDE, draw_grid, fill_counts
from ._layout import draw_nothing, in_order
from .chart import Chart
from .style import house_style

_SHORT, _MANY = 7, 16  # characters of names, of which that many columns have room


def plot_term_map(
    terms: pd.DataFrame,
    *,
    names: Mapping[str, str] | None = None,
    top: int = 3,
    headline: str = "Terms that set groups of documents apart, in all groups",
    source: str = "",
) -> Chart:
    """Draw where the top terms of each group stand: the figure is the count, the shade the TF-IDF
    weight.

    Parameters
    ----------
    terms
        Table `terms`, whole: a term that is among the top of one group is looked up in all others.
    names
        Display names of groups, in the order wanted. The first nine are drawn, or sixteen with
        short names.
    top
        Terms of each group, at most.
    headline
        What the chart says, in plain text.
    source
        The line at the foot.
    """
    if terms.empty:
        return draw_nothing(headline, "no term", terms, source)
    names = names or {}
    groups = in_order(terms["group"], names)
    short = all(len(names.get(group, group)) <= _SHORT for group in groups)
    drawn = groups[: _MANY if short else WIDE]
    rows = terms[terms["group"].isin(drawn)]
    chosen = _choose(rows, drawn, top)
    rows = rows[rows["term"].isin(chosen)]
    cells = {(term, group): (0, 0.0) for term in chosen for group in drawn}
    keys = zip(rows["term"], rows["group"], strict=True)
    cells |= dict(zip(keys, zip(rows["count"], rows["weight"], strict=True), strict=True))
    with house_style():
        columns = {group: names.get(group, group) for group in drawn}
        figure = draw_grid(
            {term: term for term in chosen},
            columns,
            fill_counts(cells, rows["weight"].max()),
            wide=_MANY,
        )
    alt = f"{len(chosen)} terms in {len(drawn)} groups. " + " ".join(
        f"{one_line(term)}: {_say(cells, term, columns)}." for term in chosen
    )
    note = (
        "Times that the term stands there; the darker, the greater its TF-IDF weight in the group"
    )
    note += f" (darkest: {rows['weight'].max():.2f})"
    note += f"; {len(drawn)} of {len(groups)} groups" if len(drawn) < len(groups) else ""
    return Chart(figure, headline, note, alt, rows, source)


def _choose(rows: pd.DataFrame, groups: list[str], top: int) -> list[str]:
    """Return the top terms of the groups, in their order, each once."""
    first = rows[rows["rank"] <= top].groupby("group")["term"].agg(list)
    return list(dict.fromkeys(term for group in groups for term in first.get(group, [])))[:TALL]


def _say(cells: Mapping, term: str, columns: Mapping[str, str]) -> str:
    counts = [(name, cells[term, group][0]) for group, name in columns.items()]
    return ", ".join(f"{one_line(name)} {n:,}" for name, n in counts if n)
