"""Estimates with their intervals over time, one panel per theme."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from ..core.measures import MEASURES
from ..core.safe_text import one_line
from ._canvas import Canvas
from ._layout import count_words, draw_nothing, label_width, name_theme, print_minus, say_each
from ._text import SMALL, cut_text, text_width, wrap_text
from ._time_axis import MARKED, name_period, name_points, place_points
from .chart import Chart
from .style import BLUE, GREY, INK, MARGIN, RED, WIDTH, add_axes, house_style

# measure: what the subtitle calls it, factor from table to axis, format of a value
_MEASURES = {
    **{name: (measure.title, measure.factor, measure.form) for name, measure in MEASURES.items()},
    "topic share": (
        "Share of the documents' text that the topic makes up, per cent",
        100,
        "{:.0f}%",
    ),
}
# the sign tells names apart without colour
_SERIES = ((BLUE, "o", "●"), (RED, "s", "■"), (INK, "D", "◆"))
_HIGH, _PITCH = 0.8, 1.0  # inches, of a panel and from one to the next
_BESIDE = {"textcoords": "offset points", "fontsize": SMALL}


@house_style()
def plot_trends(
    trends: pd.DataFrame,
    *,
    labels: Mapping[str, str] | None = None,
    names: Mapping[str, str] | None = None,
    headline: str = "Themes over time",
    source: str = "",
) -> Chart:
    """Draw estimates with their intervals over time, one panel per theme, one scale for all.

    Marks are hollow where an estimate comes from one document. Up to three groups are lines of a
    panel; more, or more than twelve periods, and each group has a panel; groups that occur in one
    period each (documents) are the points of one line.

    Parameters
    ----------
    trends
        Table `trends` of one measure: "share" and "topic share" (0-1, drawn per cent), "rate" (per
        1,000 words), "tone" (-1 to 1).
    labels, names
        Display names of themes and of groups.
    headline, source
        What the chart says, and the line at the foot, in plain text.

    Raises
    ------
    ValueError
        If the table holds several measures.
    """
    edges = ["estimate", "low", "high"]
    # what has no end is drawn without one
    rows = trends.assign(**trends[edges].where(np.isfinite(trends[edges])))
    rows = rows[rows["period"] != "undated"].dropna(subset=["estimate"])
    if rows.empty:
        why = "no document has a date" if len(trends) else "there are no estimates"
        return draw_nothing(headline, why, rows, source)
    if rows["measure"].nunique() > 1:
        measures = ", ".join(rows["measure"].unique())
        raise ValueError(f"one measure a chart, not {measures}: select one")
    measure = rows["measure"].iloc[0]
    unit, factor, form = _MEASURES.get(measure, (one_line(measure).capitalize(), 1, "{:.3g}"))
    rows = _arrange(rows, labels or {}, names or {})
    drawn = rows.assign(**rows[edges] * factor)
    points = list(dict.fromkeys(rows.sort_values(["period", "point"], kind="stable")["point"]))
    figure = _draw_panels(drawn, points, measure, form)
    notes = [unit, f"{'band' if len(points) > MARKED else 'bars'}: {_say_level(rows)} interval"]
    notes += ["hollow: one document"] * bool((rows["n_documents"] == 1).any())
    alt = f"{unit}, in {count_words(len(points), 'period')}. " + say_each(
        (title, _say_estimates(cells, form)) for title, cells in drawn.groupby("panel", sort=False)
    )
    rows = rows.drop(columns=["panel", "point", "series"])
    return Chart(figure, headline, "; ".join(notes), alt, rows, source)


def _arrange(
    rows: pd.DataFrame, labels: Mapping[str, str], names: Mapping[str, str]
) -> pd.DataFrame:
    """Return rows with the panel, the series and the point of time that each is drawn at."""
    theme = rows["theme"].map(lambda t: name_theme(t, labels))
    group = rows["group"].map(lambda g: names.get(g, g))
    day = rows["period"].map(name_period)
    if rows.groupby("group")["period"].nunique().max() == 1 < rows["group"].nunique():
        point = group.where(rows["group"].isin(names), day + "\n" + group)
        return rows.assign(panel=theme, series="", point=point)
    if rows["group"].nunique() > (len(_SERIES) if day.nunique() <= MARKED else 1):
        rows = rows.assign(panel=theme + ", " + group.map(one_line), series="", point=day)
        order = {name: i for i, name in enumerate(dict.fromkeys(rows["theme"]))}
        return rows.sort_values("theme", key=lambda names: names.map(order), kind="stable")
    several = group.map(one_line) if group.nunique() > 1 else ""
    return rows.assign(panel=theme, series=several, point=day)


def _say_level(rows: pd.DataFrame) -> str:
    levels = rows["level"].dropna().unique() if "level" in rows else []
    return f"{100 * levels[0]:g}%" if len(levels) == 1 else ""


def _say_estimates(cells: pd.DataFrame, form: str) -> str:
    """Return estimates with their intervals while they are few, else first, least and largest."""

    def say(row) -> str:
        value, low, high = (_say_value(edge, form) for edge in (row.estimate, row.low, row.high))
        interval = "" if np.isnan(row.low) or np.isnan(row.high) else f" ({low} to {high})"
        return f"{one_line(row.point)}{f', {row.series}' if row.series else ''} {value}{interval}"

    if len(cells) <= MARKED:
        return ", ".join(map(say, cells.itertuples()))
    ends = cells.iloc[[0, cells["estimate"].argmin(), cells["estimate"].argmax(), -1]]
    words = ("first", "least", "most", "last")
    return "; ".join(f"{w} {say(row)}" for w, row in zip(words, ends.itertuples(), strict=True))


def _say_value(value: float, form: str) -> str:
    """Return a value in its form, a zero without a minus."""
    text = form.format(value)
    return text if any(digit in text for digit in "123456789") else text.replace("-", "")


def _draw_panels(rows: pd.DataFrame, points: list[str], measure: str, form: str):
    """Draw one panel per theme, one below the other on one scale of time, so that they compare down and
    across.
    """
    panels, series = list(dict.fromkeys(rows["panel"])), list(dict.fromkeys(rows["series"]))
    title = label_width(panels, 1.35, weight="bold")
    ends = min(1.25, max(text_width(f"● {name}", SMALL) for name in series) + 0.1)
    left = MARGIN + title + 0.4
    width = WIDTH - MARGIN - left - (ends if len(series) > 1 else 0)
    xs = dict(zip(points, place_points(rows, points, width), strict=True))
    lines = 1 + max(point.count("\n") for point in points)
    canvas = Canvas(_PITCH * len(panels) + 0.1 + 0.15 * lines)
    low, high, ticks = _scale(rows, measure)
    scale = {"xlim": (0, width), "ylim": (low, high), "xticks": [], "yticks": ticks}
    for j, panel in enumerate(panels):
        top = 0.1 + _PITCH * j
        for i, text in enumerate(wrap_text(panel, title - 0.1, weight="bold")[:5]):
            canvas.write(MARGIN, top + 0.08 + 0.17 * i, text, weight="bold")
        ax = add_axes(canvas.figure, left, top, width, _HIGH, **scale)
        if measure == "tone":
            ax.axhline(0, color=GREY, lw=0.8, zorder=0.5)
        cells = rows[rows["panel"] == panel]
        _draw_series(ax, cells, series, xs, form)
        if len(series) > 1:
            _name_lines(ax, cells, series)
    below = _PITCH * len(panels) - 0.02
    name_points(canvas, points, [left + xs[point] for point in points], below)
    return canvas.figure


def _draw_series(ax, cells: pd.DataFrame, series: list[str], xs: Mapping[str, float], form: str):
    """Draw the groups of a panel, as marks while the points of time are few, else as lines."""
    draw = _draw_marks if len(xs) <= MARKED else _draw_line
    for i, name in enumerate(series):
        # or the whiskers of groups would hide each other
        shift = 0.06 * (i - (len(series) - 1) / 2)
        one = cells[cells["series"] == name]
        x = np.array([xs[point] for point in one["point"]]) + shift
        if len(one):
            draw(ax, x, one, form, _SERIES[i], len(series) == 1)


def _scale(rows: pd.DataFrame, measure: str) -> tuple[float, float, list[float]]:
    """Return the limits and ticks of the scale that all panels share; the highest tick lies over
    every interval.
    """
    if measure == "tone":
        return -1, 1, [-1, 0, 1]
    reach = rows[["estimate", "high"]].max().max()
    reach = reach if reach > 0 else 1.0
    step = 10 ** np.floor(np.log10(reach))
    step *= next(m for m in (0.2, 0.5, 1, 2, 5) if reach / (m * step) <= 4)
    ticks = [float(f"{step * i:.6g}") for i in range(int(np.ceil(reach / step - 1e-9)) + 1)]
    least = 0.0 if measure in _MEASURES else rows[["estimate", "low"]].min().min() * 1.08
    return min(0.0, least), ticks[-1], ticks


def _draw_marks(ax, x: np.ndarray, cells: pd.DataFrame, form: str, look, alone: bool) -> None:
    """Draw marks with whiskers; a line joins them where there are several groups, else each has its
    value.
    """
    colour, mark, _ = look
    if not alone:
        ax.plot(x, cells["estimate"], color=colour, lw=1.2, alpha=0.6)
    whisker = {"color": colour, "lw": 1.3, "ms": 5, "mew": 1.3, "alpha": 0.75, "clip_on": False}
    room = np.append(np.diff(x), 9.0)
    for at, row, free in zip(x, cells.itertuples(), room, strict=True):
        y, face = row.estimate, "white" if row.n_documents == 1 else colour
        ax.plot([at, at], [row.low, row.high], "_-", **whisker)
        ax.plot(at, y, mark, color=colour, ms=6, mew=1.5, mfc=face, clip_on=False, zorder=3)
        value = print_minus(_say_value(y, form))
        if alone and free > text_width(value, SMALL) + 0.15:
            ax.annotate(value, (at, y), (6, 0.5), va="bottom", **_BESIDE)


def _draw_line(ax, x: np.ndarray, cells: pd.DataFrame, form: str, look, alone: bool) -> None:
    """Draw a line with its band; the largest value is named."""
    colour, *_ = look
    y, thin = cells["estimate"].to_numpy(), (cells["n_documents"] == 1).to_numpy()
    ax.fill_between(x, cells["low"], cells["high"], color=colour, alpha=0.18, linewidth=0)
    ax.plot(x, y, color=colour, lw=1.5)
    ax.plot(x[thin], y[thin], "o", color=colour, mfc="white", ms=3.5, mew=1, clip_on=False)
    i = int(y.argmax())
    ax.plot(x[i], y[i], "o", color=colour, ms=4, mfc="white" if thin[i] else colour, clip_on=False)
    value = print_minus(_say_value(y[i], form))
    paper = {"facecolor": "white", "edgecolor": "none", "pad": 0.5, "alpha": 0.8}
    ax.annotate(value, (x[i], y[i]), (5, 1), va="bottom", bbox=paper, **_BESIDE)


def _name_lines(ax, cells: pd.DataFrame, series: list[str]) -> None:
    """Name each line at the right edge, beside its last value; names stand a line apart."""
    low, top = ax.get_ylim()
    last = cells.groupby("series")["estimate"].last().sort_values(kind="stable")
    edge, line = -1.0, 0.15
    for n, (name, value) in enumerate(last.items()):
        y = max((value - low) / (top - low) * _HIGH, edge)
        y = edge = min(y, _HIGH - line * (len(last) - 1 - n))
        edge += line
        colour, _, sign = _SERIES[series.index(name)]
        at, text = {"xycoords": "axes fraction", **_BESIDE}, cut_text(f"{sign} {name}", 1.15, SMALL)
        ax.annotate(text, (1, y / _HIGH), (4, 0), color=colour, va="center", **at)
