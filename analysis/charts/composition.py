"""What a corpus is made of, period by period: stacked shares of documents by source, side or kind."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from ..core.counts import say_count
from ..core.periods import UNDATED
from ..core.safe_text import one_line
from ..stats.composition import NOT_TOLD
from ._canvas import Canvas
from ._layout import draw_nothing, say_each
from ._text import SMALL, cut_text, text_width
from ._time_axis import name_period
from .chart import Chart
from .style import BLUE, GREY, INK, MARGIN, PALE, RED, WIDTH, house_style

_MOST = 6  # sources; the others are one
_PERIODS = 60  # columns; more would be no picture
_THIN = 5  # documents; a period with fewer is a narrow column
OTHERS = "others"
# Dark and light in turn and with hatches, so that neighbours differ without colour, too.
_COLOURS = (BLUE, "#BBD3EA", "#123A66", "#EFC9B6", RED, "#CFCFCF", GREY)
_HATCHES = ("", "", "////", "", "\\\\\\\\", "....", "")
_LOOKS: list[dict[str, Any]] = [
    {"color": colour, "hatch": hatch, "edgecolor": "white"}
    for colour, hatch in zip(_COLOURS, _HATCHES, strict=True)
]
_MOST_OTHERS = 0.8  # of the documents: beyond, the largest groups say little of the whole
_HIGH, _TOP, _KEY = 2.3, 0.3, 1.9  # inches: of the columns, above them, of the key


@house_style()
def plot_composition(
    composition: pd.DataFrame, *, headline: str = "What the corpus is made of", source: str = ""
) -> Chart:
    """Draw the shares of documents by source as stacked columns, one a period.

    Parameters
    ----------
    composition
        What `count_composition` gives: `period`, `group`, `n_documents`. The six largest groups are
        drawn, and the others as one; of more than sixty periods, the last. Where the others are
        four in five documents nothing is drawn.
    headline, source
        What the chart says, and the line at the foot, in plain text.
    """
    if composition.empty:
        return draw_nothing(headline, "there are no documents", composition, source)
    if set(composition["group"]) == {NOT_TOLD}:
        return draw_nothing(headline, "no group is known", composition, source)
    table = _arrange(composition)
    counts = table.sum(axis=1)
    if counts.get(OTHERS, 0) > _MOST_OTHERS * counts.sum():
        n = composition["group"].nunique()
        why = f"{n:,} groups, none with many documents: draw a few of them"
        return draw_nothing(headline, why, composition, source)
    names = {key: one_line(str(key)) for key in table.index}
    shown = table.iloc[:, -_PERIODS:]
    notes = ["Share of the documents of each period that has any; figures above: documents"]
    notes += [f"narrow: fewer than {_THIN}"]
    if len(shown.columns) < len(table.columns):
        notes.append(f"the last {_PERIODS} of {len(table.columns):,} periods")
    sums = shown.sum(axis=1)
    alt = f"Documents by group in {say_count(len(shown.columns), 'period')}. " + say_each(
        (name, _say(shown.loc[key], shown.sum())) for key, name in names.items() if sums[key]
    )
    figure = _draw(shown, names)
    rows = shown.stack().rename("n_documents").reset_index()
    rows = rows.assign(share=rows["n_documents"] / rows["period"].map(shown.sum()))
    return Chart(figure, headline, "; ".join(notes), alt, rows, source)


def _arrange(composition: pd.DataFrame) -> pd.DataFrame:
    """Return documents by group and period: the largest groups, then the others."""
    periods = list(dict.fromkeys(composition["period"]))
    of = composition.groupby("group")["n_documents"].sum()
    order = sorted(of.index, key=lambda name: (name == NOT_TOLD, -of[name], name))
    largest = order if len(order) <= _MOST + 1 else order[:_MOST]
    group = composition["group"].where(composition["group"].isin(largest), OTHERS)
    cells = composition.assign(group=group).groupby(["group", "period"])["n_documents"].sum()
    rows = [*largest, *([OTHERS] if len(largest) < len(order) and OTHERS not in largest else [])]
    table = cells.unstack(fill_value=0).reindex(index=rows, columns=periods, fill_value=0)
    return table.rename_axis(index="group", columns="period")


def _say(counts: pd.Series, of: pd.Series) -> str:
    """Return a group's documents, and its largest share or, of few periods, each."""
    total = f"{counts.sum():,} of {say_count(int(of.sum()), 'document')}"
    shares = counts / of
    if len(shares) == 1:
        return total
    shown = shares if len(shares) <= 6 else shares.iloc[[0, -1]]
    ends = [f"{share:.0%} in {name_period(period)}" for period, share in shown.items()]
    if len(shares) > 6:
        ends.insert(1, f"at most {shares.max():.0%} in {name_period(shares.idxmax())}")
    return f"{total}; {', '.join(ends)}"


def _draw(table: pd.DataFrame, names: Mapping[str, str]):
    canvas, n = Canvas(_TOP + _HIGH + 0.32), len(table.columns)
    left, right = MARGIN + 0.4, WIDTH - MARGIN - _KEY - 0.2
    step = min((right - left) / (n + 0.4), 1.1)
    base, of = _TOP + _HIGH, table.sum()
    for tick in (0, 0.25, 0.5, 0.75, 1):
        canvas.rule(base - _HIGH * tick, left, right, PALE, 0.6, zorder=0)
        canvas.note(left - 0.08, base - _HIGH * tick, f"{tick:.0%}", "right")
    xs = left + step * (np.arange(n) + 0.5)
    if UNDATED in table.columns and n > 1:
        xs[list(table.columns).index(UNDATED)] += 0.35 * step
    width = np.where(of < _THIN, 0.34, 0.76) * step
    floor = np.zeros(n)
    for (group, counts), look in zip(table.iterrows(), _LOOKS, strict=False):
        tall = counts.to_numpy() / of.to_numpy() * _HIGH
        canvas.axes.bar(xs, -tall, bottom=base - floor, width=width, linewidth=0.6, **look)
        for x, y, period, count in zip(xs, base - floor - tall / 2, of.index, counts, strict=True):
            if count:
                part = f"{count:,} of {say_count(of[period], 'document')}, {count / of[period]:.0%}"
                canvas.say(x, y, f"{names[group]}, {name_period(period)}: {part}")
        floor += tall
    _name_columns(canvas, [name_period(p) for p in table.columns], xs, base + 0.06, "top")
    _name_columns(canvas, [f"{n:,}" for n in of], xs, _TOP - 0.06, "bottom")
    _draw_key(canvas, list(names.values()), right + 0.2)
    return canvas.figure


def _name_columns(canvas: Canvas, names: list[str], xs: np.ndarray, y: float, va: str) -> None:
    """Write as many names over or under columns as there is room for, the last of them always."""
    halves = [text_width(name, SMALL) / 2 + 0.04 for name in names]
    edge, end = 0.0, xs[-1] - halves[-1]
    for i, (name, x, half) in enumerate(zip(names, xs, halves, strict=True)):
        if i == len(names) - 1 or (x - half >= edge and x + half <= end):
            canvas.note(x, y, name, "center", va)
            edge = x + half


def _draw_key(canvas: Canvas, names: list[str], left: float) -> None:
    """Write the groups beside their looks, in the order in which they are stacked."""
    for i, (name, look) in enumerate(zip(names, _LOOKS, strict=False)):
        y = _TOP + _HIGH - 0.12 - 0.27 * i
        canvas.axes.bar(left, -0.16, bottom=y + 0.08, width=0.22, align="edge", linewidth=0, **look)
        canvas.small(left + 0.3, y, cut_text(name, _KEY - 0.3, SMALL), color=INK)
