"""Estimates with their intervals over time, one panel per theme."""

from collections.abc import Mapping

import numpy as np
import pandas as pd

from ..core.counts import say_count
from ..core.measures import MEASURES
from ..core.safe_text import one_line
from ._canvas import Canvas
from ._change_marks import MOVES, ChangeMark, draw_change, place_changes, say_marks
from ._layout import draw_nothing, label_width, name_theme, say_each
from ._scales import Scale, choose_scales, mark_thin
from ._text import SMALL, fit_text, text_width, wrap_text
from ._time_axis import MARKED, name_period, name_points, place_points
from ._trend_marks import HIGH, SERIES, draw_series, name_lines, say_estimate
from .chart import Chart
from .style import GREY, MARGIN, WIDTH, add_axes, house_style

# measure: what the subtitle calls it, factor from table to axis, format of a value
_MEASURES = {name: (kind.title, kind.factor, kind.form) for name, kind in MEASURES.items()}
_TOPICS = "Share of the documents' text that the topic makes up, per cent"
_MEASURES["topic share"] = _TOPICS, 100, "{:.0f}%"
_PITCH = 1.0  # inches from one panel to the next
_TITLE, _CHANGED = 1.35, 1.3  # inches, at most, of a panel's name and of the words of a change


@house_style()
def plot_trends(
    trends: pd.DataFrame,
    *,
    labels: Mapping[str, str] | None = None,
    names: Mapping[str, str] | None = None,
    changes: pd.DataFrame | None = None,
    headline: str = "Themes over time",
    source: str = "",
) -> Chart:
    """Draw estimates with their intervals over time, one panel per theme.

    All panels have one scale, but where the largest values of themes differ by more than four times
    each has its own, and says so. A period with far less text than the others is pale and does not
    set the scale; nor does an interval beyond 2.5 times the largest estimate. Marks are hollow
    where an estimate comes from one document. Up to three groups are lines of a panel; more, or
    more than twelve periods, and each group has a panel; groups that occur in one period each
    (documents) are the points of one line.

    Parameters
    ----------
    trends
        Table `trends` of one measure: "share" and "topic share" (0-1, drawn per cent), "rate" (per
        1,000 words), "tone" (-1 to 1).
    labels, names
        Display names of themes and of groups.
    changes
        What changed: the rows of `describe_themes` (`theme`, `change`, `start`, `end`). Where a
        panel is a theme, its change is marked at its date and said beside it.
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
    drawn = rows.assign(**rows[edges] * factor, thin=mark_thin(rows))
    days = rows.sort_values(["period", "point"], kind="stable").drop_duplicates("point")
    scales = choose_scales(drawn, measure, form)
    changes = changes if (rows["series"] == "").all() else None
    figure, marks = _draw_panels(drawn, days, scales, changes, labels)
    moved = {title: f"; {mark.words}" for title, mark in marks.items()}
    alt = f"{unit}, in {say_count(len(days), 'period')}. " + say_each(
        (title, _say_estimates(cells, scales[title].form) + moved.get(title, ""))
        for title, cells in drawn.groupby("panel", sort=False)
    )
    notes = [unit, *_list_notes(drawn, scales, len(days) > MARKED), *say_marks(marks)]
    rows = rows.drop(columns=["panel", "point", "series"])
    return Chart(figure, headline, "; ".join(notes), alt, rows, source)


def _list_notes(rows: pd.DataFrame, scales: Mapping[str, Scale], lines: bool) -> list[str]:
    """Return what the subtitle explains, as far as it is there to see."""
    own = any(scale.own for scale in scales.values())
    tops = rows["panel"].map({panel: scale.high for panel, scale in scales.items()})
    cut, beyond = (bool((rows[edge] > tops).any()) for edge in ("high", "estimate"))
    levels = rows["level"].dropna().unique() if "level" in rows else []
    level = f"{100 * levels[0]:g}%" if len(levels) == 1 else ""
    interval = f"{'band' if lines else 'bars'}: {level} interval"
    notes = ["each theme on a scale of its own"] * own
    notes += [interval + ", cut where it leaves the scale" * cut]
    notes += ["hollow: one document"] * bool((rows["n_documents"] == 1).any())
    notes += ["pale: little text, does not set the scale"] * bool(rows["thin"].any())
    return notes + ["triangle: beyond the scale"] * beyond


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
    if rows["group"].nunique() > (len(SERIES) if day.nunique() <= MARKED else 1):
        rows = rows.assign(panel=theme + ", " + group.map(one_line), series="", point=day)
        order = {name: i for i, name in enumerate(dict.fromkeys(rows["theme"]))}
        return rows.sort_values("theme", key=lambda names: names.map(order), kind="stable")
    several = group.map(one_line) if group.nunique() > 1 else ""
    return rows.assign(panel=theme, series=several, point=day)


def _say_estimates(cells: pd.DataFrame, form: str) -> str:
    """Return estimates with their intervals while they are few, else first, least and largest."""
    if len(cells) <= MARKED:
        return ", ".join(say_estimate(row, form) for row in cells.itertuples())
    ends = cells.iloc[[0, cells["estimate"].argmin(), cells["estimate"].argmax(), -1]]
    words = zip(("first", "least", "most", "last"), ends.itertuples(), strict=True)
    return "; ".join(f"{which} {say_estimate(row, form)}" for which, row in words)


def _draw_panels(
    rows: pd.DataFrame,
    days: pd.DataFrame,
    scales: Mapping[str, Scale],
    changes: pd.DataFrame | None,
    labels: Mapping[str, str] | None,
):
    """Draw a panel per theme, all on one scale of time; return the marks of changes, too."""
    panels, series = list(dict.fromkeys(rows["panel"])), list(dict.fromkeys(rows["series"]))
    points = days["point"].tolist()
    title = label_width(panels, _TITLE, weight="bold")
    if changes is not None and changes["change"].isin(MOVES).any():
        title = max(title, _CHANGED + 0.15)
    ends = min(1.25, max(text_width(f"● {name}", SMALL) for name in series) + 0.1)
    left = MARGIN + title + 0.4
    width = WIDTH - MARGIN - left - (ends if len(series) > 1 else 0)
    places = place_points(rows, points, width)
    xs = dict(zip(points, places, strict=True))
    marks = place_changes(changes, panels, labels, days["period"].tolist(), places)
    lines = 1 + max(point.count("\n") for point in points)
    canvas = Canvas(_PITCH * len(panels) + 0.1 + 0.15 * lines)
    for j, panel in enumerate(panels):
        top, scale = 0.1 + _PITCH * j, scales[panel]
        _name_panel(canvas, panel, scale, marks.get(panel), title - 0.1, top + 0.08)
        limits = {"xlim": (0, width), "ylim": (scale.low, scale.high)}
        ax = add_axes(canvas.figure, left, top, width, HIGH, **limits, xticks=[])
        ax.set_yticks(scale.ticks)
        if scale.low < 0:
            ax.axhline(0, color=GREY, lw=0.8, zorder=0.5)
        cells = rows[rows["panel"] == panel]
        draw_change(ax, marks.get(panel), scale.low, scale.high)
        draw_series(ax, cells, series, xs, scale, marks.get(panel))
        if len(series) > 1:
            name_lines(ax, cells, series)
    below = _PITCH * len(panels) - 0.02
    name_points(canvas, points, [left + xs[point] for point in points], below)
    return canvas.figure, marks


def _name_panel(
    canvas: Canvas, panel: str, scale: Scale, mark: ChangeMark | None, width: float, top: float
) -> None:
    """Write a panel's name beside it, under it its scale where that is its own, and its change."""
    said = fit_text(mark.words, width, SMALL, lines=2).split("\n") if mark else []
    scaled = [f"0 to {scale.high:g}{'%' * scale.form.endswith('%')}"] if scale.own else []
    most = 5 if not said + scaled else 4 - len(said)
    for text in wrap_text(panel, width, weight="bold")[:most]:
        canvas.write(MARGIN, top, text, weight="bold")
        top += 0.17
    for text, look in [(text, {"color": GREY}) for text in scaled] + [(text, {}) for text in said]:
        canvas.small(MARGIN, top, text, **look)
        top += 0.145
