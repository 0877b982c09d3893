"""Terms that rose, peaked, dipped or fell over time."""

from collections.abc import Mapping

import numpy as np
import pandas as pd
from matplotlib.figure import Figure

from ..core.counts import say_count
from ..core.safe_text import one_line
from ._canvas import Canvas
from ._change_marks import ChangeMark, draw_change, place_changes, say_change, say_marks
from ._layout import PLOT_WIDTH, draw_nothing, label_width, say_each
from ._text import SMALL, cut_text, text_width
from ._time_axis import name_period, name_points, place_points
from .chart import Chart
from .style import BLUE, MARGIN, PALE, add_axes, house_style

_KINDS = {"rose": "Rose", "peaked": "Peaked", "dipped": "Dipped", "fell": "Fell"}
_TERM = 1.7  # inches, the longest term
_PITCH, _HIGH, _HEAD, _GAP = 0.27, 0.21, 0.24, 0.15
_LITTLE = 0.2  # of the median period's words: a period with less does not set the scale


@house_style()
def plot_term_changes(
    rates: pd.DataFrame,
    changes: pd.DataFrame,
    *,
    top: int = 24,
    headline: str = "Terms that changed over time",
    source: str = "",
) -> Chart:
    """Draw the rate of each term that changed by the test of shapes, by kind of change and date;
    each term has a scale of its own.

    Parameters
    ----------
    rates, changes
        Of `Study.traced`: the rate of each term in each period, and the test.
    top
        Terms drawn, at most: the greatest changes, by the near end of their intervals.
    headline, source
        What the chart says, and the line at the foot, in plain text.
    """
    rates = rates.dropna(subset=["rate", "n_words"]).drop_duplicates(["term", "period"])
    called = _choose(changes[changes["theme"].isin(rates["term"])], top)
    rows = rates[rates["term"].isin(called["theme"])]
    if rows.empty:
        none = f"of {say_count(len(changes), 'term')} none changed by more than chance"
        return draw_nothing(headline, none if len(changes) else "no term was tested", rows, source)
    rows = rows.merge(called[["theme", "change"]].rename(columns={"theme": "term"}), on="term")
    figure, marks = _draw(rows, called)
    said = [
        f"{one_line(r.theme)} {_say_levels(r)}, {marks[r.theme].words}" for r in called.itertuples()
    ]
    by_kind = pd.Series(said).groupby(called["change"], sort=False)
    alt = say_each((_KINDS[kind], "; ".join(of)) for kind, of in by_kind)
    n = int(changes["called"].sum())
    tested = f"{n:,} of {say_count(len(changes), 'term')} tested changed"
    drawn = f", {len(called)} drawn" if len(called) < n else ""
    note = "; ".join([tested + drawn, *say_marks(marks)])
    note += "\nTimes per 1,000 words, each term from 0 to its own largest; figures: the level "
    note += "before, within and after"
    return Chart(figure, headline, note, f"{tested}. {alt}", rows, source)


def _choose(changes: pd.DataFrame, top: int) -> pd.DataFrame:
    """Return the terms to draw with their kind of change, by kind and date."""
    called = changes[changes["called"] & (changes["direction"] != 0)].drop_duplicates("theme")
    ends = np.log(called[["low", "high"]].clip(1e-9, 1e9))
    same = np.sign(ends["low"]) == np.sign(ends["high"])
    size = ends.abs().min(axis=1).where(same, 0.0).fillna(0.0).round(6)
    called = called.assign(size=size).sort_values(["size", "theme"], ascending=[False, True])
    called = called.head(top)
    pulse, up = called["shape"] == "pulse", called["direction"] > 0
    change = np.where(pulse, np.where(up, "peaked", "dipped"), np.where(up, "rose", "fell"))
    called = called.assign(change=pd.Categorical(change, list(_KINDS)))
    called = called.sort_values(["change", "start", "end", "theme"], ignore_index=True)
    return called.assign(change=called["change"].astype("str")).drop(columns="size")


def _say_levels(row) -> str:
    """Return the levels of a change per 1,000 words, one after the other."""
    levels = [row.before, row.within, row.after][: 3 if row.shape == "pulse" else 2]
    return " → ".join(_say_rate(level) for level in levels)


def _say_rate(level: float) -> str:
    rate = 1000 * level
    if np.isnan(level):
        return "?"
    return f"{rate:.0f}" if rate >= 9.95 else f"{rate:.1f}" if rate >= 0.95 else f"{rate:.2f}"


def _draw(rows: pd.DataFrame, called: pd.DataFrame) -> tuple[Figure, Mapping[str, ChangeMark]]:
    """Draw a line per term below each other, on one axis of time; return the marks of changes, too."""
    terms, periods = called["theme"].tolist(), sorted(rows["period"].unique())
    points = [name_period(period) for period in periods]
    pairs = zip(called.itertuples(), called.to_dict("records"), strict=True)
    said = [(_say_levels(row), say_change(fields)) for row, fields in pairs]
    left = MARGIN + label_width(map(one_line, terms), _TERM)
    columns = [max(text_width(pair[i], SMALL) for pair in said) + _GAP for i in (0, 1)]
    width = PLOT_WIDTH + MARGIN - left - sum(columns)
    days = pd.DataFrame({"point": points, "period": periods})
    xs = place_points(days, points, width + 0.4)  # no value stands beside the last
    marks = place_changes(called, terms, {t: t for t in terms}, periods, xs)
    kinds = called["change"].tolist()
    heads = sum(a != b for a, b in zip([None, *kinds], kinds, strict=False))
    bottom = _HEAD * heads + _PITCH * len(terms) + 0.05
    canvas, y, before = Canvas(bottom + 0.2), 0.05, None
    words = rows.drop_duplicates("period").set_index("period")["n_words"]
    full = words >= _LITTLE * words.median()
    for row, (levels, change) in zip(called.itertuples(), said, strict=True):
        if row.change != before:
            canvas.small(MARGIN, y + _HEAD / 2, _KINDS[row.change], weight="bold")
            before, y = row.change, y + _HEAD
        of = rows[rows["term"] == row.theme].set_index("period").reindex(periods)
        middle = y + _PITCH / 2
        canvas.write(MARGIN, middle, cut_text(one_line(row.theme), _TERM))
        _draw_line(canvas, of, full.reindex(periods), marks[row.theme], xs, (left, y, width))
        canvas.small(left + width + _GAP, middle, levels)
        canvas.note(left + width + _GAP + columns[0], middle, change)
        y += _PITCH
    name_points(canvas, points, list(left + xs), y + 0.02)
    return canvas.figure, marks


def _draw_line(canvas: Canvas, of: pd.DataFrame, full, mark: ChangeMark, xs, place) -> None:
    """Draw the rate of a term as a filled line; what is beyond the scale is cut."""
    left, top, width = place
    highest = max(of["rate"].where(full).fillna(0.0).max(), 1e-9)
    limits = {"xlim": (0, width), "ylim": (0, 1.08 * highest), "xticks": [], "yticks": []}
    axes = add_axes(canvas.figure, left, top + _PITCH - _HIGH - 0.02, width, _HIGH, **limits)
    axes.set_frame_on(False)
    axes.plot([xs[0], xs[-1]], [0, 0], color=PALE, lw=0.8, clip_on=False)
    draw_change(axes, mark, 0, 1.08 * highest)
    height = np.minimum(of["rate"].to_numpy(), 1.08 * highest)
    axes.fill_between(xs, 0, height, color=BLUE, alpha=0.18, linewidth=0)
    axes.plot(xs, height, color=BLUE, lw=1.3, clip_on=False)
    for row in of.assign(x=xs).dropna(subset="rate").itertuples():
        words = f"{row.term}, {name_period(row.Index)}: {row.rate:.2g} per 1,000 words"
        canvas.say(left + row.x, top + _PITCH / 2, f"{words}, {say_count(int(row.count), 'time')}")
