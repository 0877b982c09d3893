"""The story in one chart: the share of each report that mentions each theme."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from ..core.counts import say_count, say_part
from ..core.safe_text import one_line
from ._canvas import PAPER, Canvas
from ._change_marks import draw_change, place_changes, say_marks
from ._layout import PLOT_WIDTH, draw_nothing, label_width, name_themes, say_each
from ._scales import ENOUGH, are_apart, mark_few
from ._text import SMALL, cut_text, text_width
from ._time_axis import find_period, name_period
from ._trend_marks import find_lone
from .chart import Chart
from .style import BLUE, GREY, INK, MARGIN, PALE, SILVER, WIDTH, house_style

_DISCS = 12  # columns; more are a band
_PITCH, _HEAD = 0.5, 0.5  # inches
_BAND = (_PITCH - 0.16) / 2  # inches, half of the widest band


@house_style()
def plot_summary(
    cells: pd.DataFrame,
    *,
    labels: Mapping[str, str] | None = None,
    changes: pd.DataFrame | None = None,
    headline: str = "Share of sentences that mention each theme, by report",
    source: str = "",
) -> Chart:
    """Draw the summary: themes down, time across, a disc whose area is the share of sentences, the
    count beside it.

    More than twelve columns are drawn as a band whose width is the share. Where the largest shares
    of themes differ by more than four times, each band has its own scale, and says so. A column
    with far fewer sentences than the others is pale and does not set the scale.

    Parameters
    ----------
    cells
        `theme`, `column` (document or period, in order of time), `n` (sentences with the theme),
        `of` (sentences), `share` (0-1), `context` (True: drawn grey, under the others), and, where
        it is known, `dated`: columns without a date are left out of a band.
    labels
        Display names of themes.
    changes
        What changed: the rows of `describe_themes` (`theme`, `change`, `start`, `end`), marked at
        its date and said beside the theme.
    headline, source
        What the chart says, and the line at the foot, in plain text.
    """
    rows = cells.dropna(subset=["n", "of", "share"]).drop_duplicates(["theme", "column"])
    if rows.empty:
        return draw_nothing(headline, "nothing was counted", rows, source)
    rows = rows.sort_values("context", kind="stable", ignore_index=True)
    rows = rows.drop(columns="dated", errors="ignore")
    shown, columns = name_themes(rows["theme"], labels), list(dict.fromkeys(cells["column"]))
    band, n_columns = len(columns) > _DISCS, len(columns)
    dated = cells.loc[cells["dated"], "column"] if "dated" in cells else cells["column"]
    if band and len(dated):  # a band is read as time
        columns = list(dict.fromkeys(dated))
        rows = rows[rows["column"].isin(columns)]
    sizes = rows.groupby("column")["of"].max().reindex(columns)
    thin = mark_few(sizes, ENOUGH["sentences"]).fillna(False) & band
    scales = _scale_bands(rows, thin) if band else dict.fromkeys(shown, rows["share"].max())
    own = len(set(scales.values())) > 1
    figure, marks = _draw_summary(rows, shown, columns, scales, thin, changes, labels)
    of = say_count(len(columns), "column")
    alt = f"Share of sentences that mention each theme in {of}. " + say_each(
        (name, "; ".join([_say_summary(hits), *([marks[name].words] if name in marks else [])]))
        for theme, name in shown.items()
        for hits in [rows[(rows["theme"] == theme) & (rows["n"] > 0)]]
    )
    mark = "width of the band" if band else "area of the disc"
    note = f"The {mark} is the share of sentences that mention the theme"
    notes = [note + ", each theme on a scale of its own" * own]
    notes += ["figures: sentences with the theme, of all"]
    if n_out := n_columns - len(columns):
        notes.append(f"left out: {n_out:,} without a date")
    notes += ["pale: few sentences, do not set the scale"] * bool(thin.any())
    tops = rows["theme"].map(scales)
    notes += ["triangle: beyond the scale"] * bool((rows["share"] > tops * 1.001).any())
    return Chart(figure, headline, "; ".join([*notes, *say_marks(marks)]), alt, rows, source)


def _scale_bands(rows: pd.DataFrame, thin: pd.Series) -> dict[str, float]:
    """Return the share that fills the height of each theme's band."""
    solid = rows[~rows["column"].map(thin)]
    levels = solid.groupby("theme", sort=False)["share"].max()
    levels = levels.reindex(dict.fromkeys(rows["theme"]), fill_value=0.0)
    if not are_apart(levels):
        levels[:] = levels.max()
    most = rows.groupby("theme")["share"].max()
    return {theme: level or most[theme] or 1e-9 for theme, level in levels.items()}


def _say_summary(hits: pd.DataFrame) -> str:
    """Return all counts when they are few, else the sum and the largest share."""
    if len(hits) > 9:
        most = hits.iloc[hits["share"].argmax()]
        where = f"{_name_column(most['column'])} ({most['n']:,} of {most['of']:,})"
        return f"{hits['n'].sum():,} sentences, most in {where}"
    said = (f"{_name_column(row.column)} {row.n:,} of {row.of:,}" for row in hits.itertuples())
    return ", ".join(said) or "none"


def _name_column(column: str) -> str:
    return one_line(name_period(column))


def _draw_summary(
    rows: pd.DataFrame,
    shown: Mapping[str, str],
    columns: list[str],
    scales: Mapping[str, float],
    thin: pd.Series,
    changes: pd.DataFrame | None,
    labels: Mapping[str, str] | None,
):
    """Draw one row per theme; return the marks of changes, too."""
    heads = [name_period(column) for column in columns]
    moved = place_changes(changes, shown.values(), labels, [], [])  # as if there were no axis
    words = [mark.words for mark in moved.values()]
    left = label_width([*shown.values(), "For context"], size=10)
    left = max(left, label_width(words, size=SMALL))
    start, step = MARGIN + left, (PLOT_WIDTH - left) / len(columns)
    xs = start + step * (np.arange(len(columns)) + 0.5)
    marks = place_changes(changes, shown.values(), labels, list(map(find_period, columns)), xs)
    grey = set(rows.loc[rows["context"].astype(bool), "theme"])
    gap = 0.28 if 0 < len(grey) < len(shown) else 0.0
    at = {t: _HEAD + _PITCH * (i + 0.5) + gap * (t in grey) for i, t in enumerate(shown)}
    canvas = Canvas(max(at.values()) + _PITCH / 2 + 0.02)
    _name_columns(canvas, heads, start, step)
    if gap:
        canvas.note(MARGIN, min(at[theme] for theme in grey) - _PITCH / 2 - 0.06, "For context")
    own = len(set(scales.values())) > 1
    middles = xs if len(columns) > _DISCS else xs - (step - _widest(step)) / 2
    for theme, y in at.items():
        canvas.rule(y, start, color="#EBEBEB", zorder=0)
        colour, ink = (SILVER, GREY) if theme in grey else (BLUE, INK)
        mark = marks.get(shown[theme])
        above = 0.08 if mark else 0.0
        canvas.write(MARGIN, y - above, cut_text(shown[theme], left - 0.1, 10), size=10, color=ink)
        if mark:
            canvas.small(MARGIN, y + 0.09, cut_text(mark.words, left - 0.1, SMALL))
            draw_change(canvas.axes, mark, y + _BAND, y - _BAND)
        cells = rows[rows["theme"] == theme].set_index("column").reindex(columns)
        if len(columns) > _DISCS:
            _draw_band(canvas, cells, xs, y, scales[theme], colour, thin.to_numpy(), own, mark)
        else:
            _draw_discs(canvas, cells, start, step, y, scales[theme], colour)
        _say_cells(canvas, shown[theme], cells, middles, y)
    return canvas.figure, marks


def _name_columns(canvas: Canvas, columns: list[str], start: float, step: float) -> None:
    """Name as many columns as have room, at even steps, above their middles or their discs."""
    every = int(np.ceil((max(text_width(column, SMALL) for column in columns[:40]) + 0.08) / step))
    every = 1 if len(columns) <= 7 else max(1, min(every, int(np.ceil(1.1 / step))))
    for i in range(0, len(columns), every):
        text = cut_text(columns[i], step * every - 0.06, SMALL)
        wide, is_band = text_width(text, SMALL), len(columns) > _DISCS
        x = start + step * i + (step - wide) / 2 * is_band
        if i == 0 or x + wide < WIDTH - 0.03:
            canvas.note(x, _HEAD - (0.11 if is_band else 0.08), text, va="bottom")


def _widest(step: float) -> float:
    return min(0.44, _PITCH - 0.06, step * 0.6)


def _say_cells(canvas: Canvas, name: str, cells: pd.DataFrame, xs: np.ndarray, y: float) -> None:
    for x, cell in zip(xs, cells[["n", "of", "share"]].itertuples(), strict=True):
        if not np.isnan(cell.n):
            words = f"{say_part(int(cell.n), int(cell.of), 'sentence')}, {_say_share(cell.share)}"
            canvas.say(x, y, f"{name}, {_name_column(cell.Index)}: {words}")


def _draw_discs(canvas: Canvas, cells: pd.DataFrame, start, step, y, top, colour) -> None:
    largest = _widest(step)
    for i, cell in enumerate(cells.itertuples()):
        if np.isnan(cell.n):  # no such cell
            continue
        x = start + step * i + largest / 2
        if cell.n == 0:
            canvas.mark(x, y, PALE, 4, hollow=True, edge=1.0)
            continue
        size = largest * np.sqrt(cell.share / top)
        canvas.disc(x, y, (size * 72) ** 2, colour)
        words = f"{cell.n:,.0f} of {cell.of:,.0f}"
        if x + size / 2 + text_width(words, SMALL) + 0.06 > start + step * (i + 1):
            words = f"{cell.n:.0f}"
        canvas.small(x + size / 2 + 0.04, y, words, bbox=PAPER)


def _draw_band(
    canvas: Canvas, cells: pd.DataFrame, xs, y, top, colour, thin, own: bool, mark
) -> None:
    """Draw a band, pale where sentences are few, and tell its widest place, the share if `own`."""
    shares = cells["share"].fillna(0).to_numpy()
    half = np.minimum(shares / top, 1) * _BAND
    if thin.any():  # pale from end to end, and over it what joins columns of enough sentences
        canvas.axes.fill_between(xs, y - half, y + half, color=colour, alpha=0.35, linewidth=0)
        lone = find_lone(thin)
        canvas.axes.vlines(xs[lone], (y - half)[lone], (y + half)[lone], color=colour, lw=1.2)
    look: dict[str, Any] = {"where": ~thin, "color": colour, "linewidth": 0.4}
    canvas.axes.fill_between(xs, y - half, y + half, **look)
    beyond, above = np.flatnonzero(shares > top * 1.001), 0.01
    if len(beyond):
        canvas.mark(xs[beyond], np.full(len(beyond), y - _BAND), colour, 4, "^", True, 0.8)
        above = 0.045
    solid = shares if thin.all() else np.where(thin, -1, shares)
    chosen = [int(solid.argmax()), *beyond[np.argsort(-shares[beyond], kind="stable")][:2]]
    taken: list[tuple[float, float]] = []
    for i in [i for i in chosen if shares[i] > 0]:
        words = f"{cells['n'].iloc[i]:,.0f} of {cells['of'].iloc[i]:,.0f}"
        words += f" ({_say_share(shares[i])})" if own or i in beyond else ""
        room = text_width(words, SMALL) / 2
        place = _find_room(xs[i], room, (xs[0], WIDTH - MARGIN), taken)
        if place is not None:
            taken.append((place, room))
            high = _BAND if mark else half[i]  # over the line or field of a change
            canvas.small(place, y - high - above, words, "center", "bottom")


def _find_room(
    x: float, room: float, ends: tuple[float, float], taken: list[tuple[float, float]]
) -> float | None:
    """Return the middle of words, twice `room` wide, near to x and over it; None without room."""
    sides = [x, *(at + way * (room + wide + 0.06) for at, wide in taken for way in (-1, 1))]
    sides = [float(np.clip(side, ends[0] + room, ends[1] - room)) for side in sides]
    near = [side for side in sides if abs(side - x) <= room + 0.01]
    free = [s for s in near if all(abs(s - at) >= room + wide + 0.05 for at, wide in taken)]
    return min(free, key=lambda side: abs(side - x), default=None)


def _say_share(share: float) -> str:
    return f"{share:.0%}" if share >= 0.0995 else f"{share:.1%}"
