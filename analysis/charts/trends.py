"""Estimates with their intervals over time, a panel a theme."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from ..core.measures import MEASURES
from ..core.safe_text import one_line
from ._layout import count_words, draw_nothing, label_width, name_theme
from ._time_axis import MARKED, name_period, name_points, place_points
from .chart import Chart
from .style import (
    BLUE,
    GREY,
    INK,
    MARGIN,
    RED,
    SMALL,
    WIDTH,
    add_axes,
    add_canvas,
    cut_text,
    house_style,
    start_figure,
    text_width,
    wrap_text,
)

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


def plot_trends(
    trends: pd.DataFrame,
    *,
    labels: Mapping[str, str] | None = None,
    names: Mapping[str, str] | None = None,
    headline: str = "Themes over time",
    source: str = "",
) -> Chart:
    """Draw estimates with their intervals over time, one panel a theme, one scale for all.

    Marks are hollow where an estimate rests on one document. Up to three groups are lines of a
    panel; more, or more than twelve periods, and each group has a panel; groups that stand in one
    period each (documents) are the points of one line.

    Parameters
    ----------
    trends
        Table `trends` of one measure: "share" and "topic share" (0-1, drawn per cent), "rate" (per
        1,000 words), "tone" (-1 to 1).
    labels, names
        Display names of themes and of groups.
    headline
        What the chart says, in plain text.
    source
        The line at the foot.

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
        raise ValueError(
            f"one measure a chart, not {', '.join(rows['measure'].unique())}: select one"
        )
    measure = rows["measure"].iloc[0]
    unit, factor, form = _MEASURES.get(measure, (one_line(measure).capitalize(), 1, "{:.3g}"))
    rows = _arrange(rows, labels or {}, names or {})
    points = list(dict.fromkeys(rows.sort_values(["period", "point"], kind="stable")["point"]))
    with house_style():
        figure = _draw_panels(rows, points, measure, factor, form)
    notes = [unit, f"{'band' if len(points) > MARKED else 'bars'}: {_say_level(rows)} interval"]
    if (rows["n_documents"] == 1).any():
        notes.append("hollow: one document")
    alt = f"{unit}, in {count_words(len(points), 'period')}. " + " ".join(
        f"{title}: {_say_estimates(cells, factor, form)}."
        for title, cells in rows.groupby("panel", sort=False)
    )
    drawn = rows.drop(columns=["panel", "point", "series"])
    return Chart(figure, headline, "; ".join(notes), alt, drawn, source)


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
    return rows.assign(
        panel=theme, series=group.map(one_line) if group.nunique() > 1 else "", point=day
    )


def _say_level(rows: pd.DataFrame) -> str:
    levels = rows["level"].dropna().unique() if "level" in rows else []
    return f"{100 * levels[0]:g}%" if len(levels) == 1 else ""


def _say_estimates(cells: pd.DataFrame, factor: float, form: str) -> str:
    """Return estimates with their intervals while they are few, else first, least and largest."""

    def say(row) -> str:
        value, low, high = (_say_value(v * factor, form) for v in (row.estimate, row.low, row.high))
        interval = "" if np.isnan(row.low) or np.isnan(row.high) else f" ({low} to {high})"
        return f"{one_line(row.point)}{f', {row.series}' if row.series else ''} {value}{interval}"

    if len(cells) <= MARKED:
        return ", ".join(map(say, cells.itertuples()))
    ends = cells.iloc[[0, cells["estimate"].argmin(), cells["estimate"].argmax(), -1]]
    return "; ".join(
        f"{w} {say(r)}"
        for w, r in zip(("first", "least", "most", "last"), ends.itertuples(), strict=True)
    )


def _say_value(value: float, form: str) -> str:
    """Return a value in its form, a zero without a minus."""
    text = form.format(value)
    return text if any(digit in text for digit in "123456789") else text.replace("-", "")


def _draw_panels(rows: pd.DataFrame, points: list[str], measure: str, factor: float, form: str):
    """Draw a panel a theme, one below the other on one scale of time, so that they compare down and
    across.
    """
    panels, series = list(dict.fromkeys(rows["panel"])), list(dict.fromkeys(rows["series"]))
    title = label_width(panels, 1.35, weight="bold")
    ends = min(1.25, max(text_width(f"● {name}", SMALL) for name in series) + 0.1)
    left, high, pitch = MARGIN + title + 0.4, 0.8, 1.0
    width = WIDTH - MARGIN - left - (ends if len(series) > 1 else 0)
    xs = dict(zip(points, place_points(rows, points, width), strict=True))
    lines = 1 + max(point.count("\n") for point in points)
    figure = start_figure(pitch * len(panels) + 0.1 + 0.15 * lines)
    canvas, scale = add_canvas(figure), _scale(rows, measure, factor)
    for j, panel in enumerate(panels):
        top = 0.1 + pitch * j
        for i, text in enumerate(wrap_text(panel, title - 0.1, weight="bold")[:5]):
            canvas.text(MARGIN, top + 0.08 + 0.17 * i, text, weight="bold", va="center")
        ax = add_axes(
            figure,
            left,
            top,
            width,
            high,
            xlim=(0, width),
            ylim=scale[:2],
            xticks=[],
            yticks=scale[2],
        )
        if measure == "tone":
            ax.axhline(0, color=GREY, lw=0.8, zorder=0.5)
        cells = rows[rows["panel"] == panel]
        _draw_series(ax, cells, series, xs, factor, form)
        if len(series) > 1:
            _name_lines(ax, cells, series, factor, high)
    name_points(canvas, points, [left + xs[point] for point in points], pitch * len(panels) - 0.02)
    return figure


def _draw_series(
    ax, cells: pd.DataFrame, series: list[str], xs: Mapping[str, float], factor: float, form: str
) -> None:
    """Draw the groups of a panel, as marks while the points of time are few, else as lines."""
    draw = _draw_marks if len(xs) <= MARKED else _draw_line
    for i, name in enumerate(series):
        # or the whiskers of groups would hide each other
        shift = 0.06 * (i - (len(series) - 1) / 2)
        one = cells[cells["series"] == name]
        x = np.array([xs[point] for point in one["point"]]) + shift
        if len(one):
            draw(ax, x, one, factor, form, _SERIES[i], len(series) == 1)


def _scale(rows: pd.DataFrame, measure: str, factor: float) -> tuple[float, float, list[float]]:
    """Return the limits and ticks of the scale that all panels share; the highest tick lies over
    every interval.
    """
    if measure == "tone":
        return -1, 1, [-1, 0, 1]
    reach = rows[["estimate", "high"]].max().max() * factor
    reach = reach if reach > 0 else 1.0
    step = 10 ** np.floor(np.log10(reach))
    step *= next(m for m in (0.2, 0.5, 1, 2, 5) if reach / (m * step) <= 4)
    ticks = [float(f"{step * i:.6g}") for i in range(int(np.ceil(reach / step - 1e-9)) + 1)]
    low = (
        0.0
        if measure in _MEASURES
        else min(0.0, rows[["estimate", "low"]].min().min() * factor * 1.08)
    )
    return low, ticks[-1], ticks


def _draw_marks(
    ax, x: np.ndarray, cells: pd.DataFrame, factor: float, form: str, look, alone: bool
) -> None:
    """Draw marks with whiskers; a line joins them where there are several groups, else each has its
    value.
    """
    colour, mark, _ = look
    if not alone:
        ax.plot(x, cells["estimate"] * factor, color=colour, lw=1.2, alpha=0.6)
    room = np.append(np.diff(x), 9.0)
    for at, row, free in zip(x, cells.itertuples(), room, strict=True):
        y, face = row.estimate * factor, "white" if row.n_documents == 1 else colour
        ends = [row.low * factor, row.high * factor]
        ax.plot(
            [at, at], ends, "_-", color=colour, lw=1.3, ms=5, mew=1.3, alpha=0.75, clip_on=False
        )
        ax.plot(at, y, mark, color=colour, ms=6, mew=1.5, mfc=face, clip_on=False, zorder=3)
        value = _say_value(y, form).replace("-", "\u2212")
        if alone and free > text_width(value, SMALL) + 0.15:
            ax.annotate(
                value, (at, y), (6, 0.5), textcoords="offset points", fontsize=SMALL, va="bottom"
            )


def _draw_line(
    ax, x: np.ndarray, cells: pd.DataFrame, factor: float, form: str, look, alone: bool
) -> None:
    """Draw a line with its band; the largest value is named."""
    colour, *_ = look
    y = cells["estimate"].to_numpy() * factor
    ax.fill_between(
        x, cells["low"] * factor, cells["high"] * factor, color=colour, alpha=0.18, linewidth=0
    )
    ax.plot(x, y, color=colour, lw=1.5)
    thin = (cells["n_documents"] == 1).to_numpy()
    ax.plot(x[thin], y[thin], "o", color=colour, mfc="white", ms=3.5, mew=1, clip_on=False)
    i = int(y.argmax())
    ax.plot(x[i], y[i], "o", color=colour, ms=4, mfc="white" if thin[i] else colour, clip_on=False)
    value = _say_value(y[i], form).replace("-", "\u2212")
    ax.annotate(
        value,
        (x[i], y[i]),
        (5, 1),
        textcoords="offset points",
        fontsize=SMALL,
        va="bottom",
        bbox={"facecolor": "white", "edgecolor": "none", "pad": 0.5, "alpha": 0.8},
    )


def _name_lines(ax, cells: pd.DataFrame, series: list[str], factor: float, high: float) -> None:
    """Name each line at the right edge, beside its last value; names stand a line apart."""
    low, top = ax.get_ylim()
    last = cells.groupby("series")["estimate"].last() * factor
    edge, line = -1.0, 0.15
    for n, name in enumerate(last.sort_values(kind="stable").index):
        y = max((last[name] - low) / (top - low) * high, edge)
        y = edge = min(y, high - line * (len(last) - 1 - n))
        edge += line
        colour, _, sign = _SERIES[series.index(name)]
        ax.annotate(
            cut_text(f"{sign} {name}", 1.15, SMALL),
            (1, y / high),
            (4, 0),
            xycoords="axes fraction",
            textcoords="offset points",
            color=colour,
            fontsize=SMALL,
            va="center",
        )
