"""How the values of a panel are drawn: as marks with whiskers, or as a line with a band."""

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from ..core.safe_text import one_line
from ._change_marks import ChangeMark
from ._label_places import place_labels
from ._layout import print_minus
from ._scales import Scale
from ._text import SMALL, cut_text, text_width
from ._time_axis import MARKED
from .hover import note_value
from .style import BLUE, INK, RED

# the sign tells names apart without colour
SERIES = ((BLUE, "o", "●"), (RED, "s", "■"), (INK, "D", "◆"))
HIGH = 0.8  # inches, of a panel
_ABOVE = 0.13  # inches over a panel that its labels may use
_MOST = 4  # values beyond the scale that are written beside a line; all are in the alt text
_BESIDE = {"textcoords": "offset points", "fontsize": SMALL}


def say_value(value: float, form: str) -> str:
    """Return a value in its form, a zero without a minus; ten per cent and more have no decimals.

    >>> say_value(3.26, "{:.1f}%"), say_value(32.6, "{:.1f}%"), say_value(-0.001, "{:.2f}")
    ('3.3%', '33%', '0.00')
    """
    text = (form if value < 9.95 or "%" not in form else "{:.0f}%").format(value)
    return text if any(digit in text for digit in "123456789") else text.replace("-", "")


def say_estimate(row, form: str) -> str:
    """Return an estimate with its point of time, its group and its interval, as far as there are."""
    value, low, high = (say_value(edge, form) for edge in (row.estimate, row.low, row.high))
    interval = "" if np.isnan(row.low) or np.isnan(row.high) else f" ({low} to {high})"
    return f"{one_line(row.point)}{f', {row.series}' if row.series else ''} {value}{interval}"


def draw_series(
    ax,
    cells: pd.DataFrame,
    series: list[str],
    xs: Mapping[str, float],
    scale: Scale,
    mark: ChangeMark | None = None,
) -> None:
    """Draw the groups of a panel, as marks while the points of time are few, else as lines.

    What goes beyond the scale is cut there; an estimate that does gets a mark with its value. No
    value is written on the mark of a change.
    """
    lines = [side for side in (mark.left, mark.right) if side == side] if mark else []
    for i, name in enumerate(series):
        # or the whiskers of groups would hide each other
        shift = 0.06 * (i - (len(series) - 1) / 2)
        one = cells[cells["series"] == name]
        x = np.array([xs[point] for point in one["point"]]) + shift
        for at, row in zip(x, one.itertuples(), strict=True):
            height = min(max(row.estimate, scale.low), scale.high)
            # small shares are told apart by hover, if not by the axis
            form = "{:.2g}%" if scale.form.endswith("%") else scale.form
            note_value(ax, at, height, f"{row.panel}, {say_estimate(row, form)}")
        if len(one) and len(xs) <= MARKED:
            _draw_marks(ax, x, one, scale, SERIES[i], len(series) == 1)
        elif len(one):
            _draw_line(ax, x, one, scale, SERIES[i][0], lines)


def _draw_marks(ax, x: np.ndarray, cells: pd.DataFrame, scale: Scale, look, alone: bool) -> None:
    """Draw marks with whiskers: of several groups joined by lines, else each with its value."""
    colour, mark, _ = look
    if not alone:
        ax.plot(x, cells["estimate"], color=colour, lw=1.2, alpha=0.6)
    whisker = {"color": colour, "lw": 1.3, "ms": 5, "mew": 1.3, "clip_on": False}
    room = np.append(np.diff(x), 9.0)
    for at, row, free in zip(x, cells.itertuples(), room, strict=True):
        y, face = min(row.estimate, scale.high), "white" if row.n_documents == 1 else colour
        pale = 0.4 if row.thin else 1
        beyond = row.estimate > scale.high
        high = min(row.high, scale.high) if row.high == row.high else row.high
        cut = row.high > scale.high and not beyond
        ends = [row.low, high]
        if not row.low > scale.high:
            ax.plot([at, at], ends, "-" if cut else "_-", alpha=0.75 * pale, **whisker)
        if cut:
            # an arrow in place of the end that lies beyond
            ax.plot(at, high, marker=6, color=colour, alpha=0.75 * pale, ms=5, clip_on=False)
        shape = "^" if beyond else mark
        dot = {"color": colour, "alpha": 0.55 if row.thin else 1, "clip_on": False, "zorder": 3}
        ax.plot(at, y, shape, ms=6, mew=1.5, mfc=face, **dot)
        value = print_minus(say_value(row.estimate, scale.form))
        if (alone or beyond) and free > text_width(value, SMALL) + 0.15:
            ax.annotate(value, (at, y), (6, 0.5), va="bottom", **_BESIDE)


def find_lone(thin: np.ndarray) -> np.ndarray:
    """Tell which points that are not thin have no such neighbour, so that no line shows them.

    >>> find_lone(np.array([True, False, True, False, False])).tolist()
    [False, True, False, False, False]
    """
    beside = np.concatenate([[True], thin, [True]])
    return ~thin & beside[:-2] & beside[2:]


def add_middles(points: np.ndarray) -> np.ndarray:
    """Return the points of a line, x and y, and those midway between them."""
    return np.concatenate([points, (points[:-1] + points[1:]) / 2])


def _draw_line(
    ax, x: np.ndarray, cells: pd.DataFrame, scale: Scale, colour: str, lines: Sequence[float]
) -> None:
    """Draw a line with its band, pale where there is little text; the largest value is named."""
    y, thin = cells["estimate"].to_numpy(), cells["thin"].to_numpy(dtype=bool)
    # pale from end to end, and over it what joins periods of enough text
    ax.fill_between(x, cells["low"], cells["high"], color=colour, alpha=0.09, linewidth=0)
    ax.plot(x, y, color=colour, lw=0.9, alpha=0.5)
    look = {"where": ~thin, "color": colour, "alpha": 0.1, "linewidth": 0}
    ax.fill_between(x, cells["low"], cells["high"], **look)
    ax.plot(x, np.where(thin, np.nan, y), color=colour, lw=1.5)
    lone = find_lone(thin)
    ax.plot(x[lone], y[lone], "o", color=colour, ms=2)
    one = (cells["n_documents"] == 1).to_numpy() & (y <= scale.high)
    small = {"mfc": "white", "ms": 3, "mew": 0.8, "alpha": 0.55, "clip_on": False}
    ax.plot(x[one], y[one], "o", color=colour, **small)
    solid = np.flatnonzero(~thin) if not thin.all() else np.arange(len(y))
    i = int(solid[y[solid].argmax()])
    ax.plot(x[i], y[i], "o", color=colour, ms=4, mfc="white" if one[i] else colour, clip_on=False)
    beyond = np.flatnonzero(y > scale.high)
    top = np.full(len(beyond), scale.high)
    ax.plot(x[beyond], top, "^", color=colour, mfc="white", ms=4.5, mew=1, clip_on=False, zorder=3)
    # a value for each mark as far as there is room, the largest first
    most = beyond[np.argsort(-y[beyond], kind="stable")][:_MOST]
    up = np.linspace(scale.low, scale.high, 9)
    clear = [add_middles(np.column_stack([x, np.clip(y, scale.low, scale.high)]))]  # of values
    clear += [np.column_stack([np.full(9, at), up]) for at in lines]
    _write_values(ax, x, y, [i, *most], scale, np.concatenate(clear))


def _write_values(ax, x, y, chosen: list[int], scale: Scale, clear: np.ndarray) -> None:
    """Write values beside their points, none on another or on points that are to be kept clear."""
    span = scale.high - scale.low
    texts = [print_minus(say_value(y[i], scale.form)) for i in chosen]
    own = np.column_stack([x[chosen], np.clip(y[chosen], scale.low, scale.high)])
    others = clear[~(clear[:, None] == own[None]).all(axis=2).any(axis=1)]
    points = np.concatenate([own, others])
    points[:, 1] = HIGH * (scale.high - points[:, 1]) / span
    room = (0.0, -_ABOVE, ax.get_xlim()[1], HIGH)
    places = place_labels(points, texts, SMALL, room, 0.035)
    if places[0] is None:  # the largest is always said, if need be over the line
        places[0] = place_labels(points[:1], texts[:1], SMALL, room)[0]
    for at, text in zip(places, texts, strict=True):
        if at is not None:
            value = scale.high - span * at[1] / HIGH
            ax.text(at[0], value, text, fontsize=SMALL, ha="center", va="center")


def name_lines(ax, cells: pd.DataFrame, series: list[str]) -> None:
    """Name each line at the right edge, beside its last value; names stand a line apart."""
    low, top = ax.get_ylim()
    last = cells.groupby("series")["estimate"].last().sort_values(kind="stable").clip(low, top)
    edge, line = -1.0, 0.15
    for n, (name, value) in enumerate(last.items()):
        y = max((value - low) / (top - low) * HIGH, edge)
        y = edge = min(y, HIGH - line * (len(last) - 1 - n))
        edge += line
        colour, _, sign = SERIES[series.index(name)]
        at, text = {"xycoords": "axes fraction", **_BESIDE}, cut_text(f"{sign} {name}", 1.15, SMALL)
        ax.annotate(text, (1, y / HIGH), (4, 0), color=colour, va="center", **at)
