"""Three small charts of a result: which of its charts carry the story, redrawn for a third of a page
from the tables beside them, under their own headlines.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pandas as pd
from matplotlib.figure import Figure

from ..charts._canvas import Canvas
from ..charts._layout import print_minus, say_tone
from ..charts._scales import are_apart
from ..charts._text import SMALL, cut_text, text_width
from ..charts._time_axis import name_period
from ..charts.spread import scale_ratios
from ..charts.style import BLUE, GREY, INK, PALE, RED, SILVER, add_canvas
from ..core.measures import MEASURES
from ..core.safe_text import one_line
from ..stats.trend_tests import SIGNIFICANT

_BARS = 24  # columns that are bars; more are an area
_LABEL, _VALUE = 0.92, 0.42  # inches: of a row's name and its figure
_MOST = 6  # rows


class Sheet(Canvas):
    """A bare page, or part of one, in inches from its left and top edge."""

    def __init__(self, width: float, height: float) -> None:
        self.figure = Figure(figsize=(width, height))
        self.axes = add_canvas(self.figure)


Draw = Callable[[Canvas, float, float, float, float], None]


class Panel(NamedTuple):
    """A small chart: the file that it is of, headline, what its marks are, its description, and
    what draws it into a left and top edge, width and height.
    """

    name: str
    title: str
    note: str
    alt: str
    draw: Draw


class _Found(NamedTuple):
    """What a table has to show, and whether more than chance is in it."""

    more_than_chance: bool
    note: str
    draw: Draw


def choose_panels(figures: Path, story: str, leave: Iterable[str] = ()) -> list[Panel]:
    """Return at most three charts of a result.

    The themes over time come first, since the story is told of them; then charts in which
    something is more than chance, in the order of `_FORMS`, then the others. No two are of one
    form or have one headline; of one form, that of the themes in the story.

    Parameters
    ----------
    figures
        A folder of charts, as `Chart.save` writes them.
    story
        The headline of the story: the themes that it names are drawn first.
    leave
        How the names of charts begin that are of another corpus.
    """
    ranked = []
    for path in sorted(figures.glob("*.csv")):
        if path.name.startswith(tuple(leave)):
            continue
        title, alt = _read_words(path.with_suffix(".png"))
        if not title:
            continue
        try:
            rows = pd.read_csv(path)
        except (OSError, ValueError):  # of another's hand
            continue
        for place, (columns, read) in enumerate(_FORMS):
            if columns <= set(rows) and len(rows) and (found := read(rows, story)):
                panel = Panel(path.stem, title, found.note, alt, found.draw)
                named = any(str(label) in story for label in rows.get("label", ()))
                key = (place > 0, not found.more_than_chance, place, not named, path.stem)
                ranked.append((key, panel))
    chosen: dict[int, Panel] = {}
    for (_, _, place, *_), panel in sorted(ranked, key=lambda each: each[0]):
        if panel.title not in {other.title for other in chosen.values()}:
            chosen.setdefault(place, panel)
    return list(chosen.values())[:3]


def _read_words(path: Path) -> tuple[str, str]:
    """Return headline and description of a chart, nothing where a file is none."""
    from PIL import Image

    try:
        with Image.open(path) as image:
            image.load()
            said = dict(getattr(image, "text", {}))
    except (OSError, ValueError, SyntaxError):
        return "", ""
    return one_line(said.get("Title", "")), one_line(said.get("Description", ""))


def _show_shares(rows: pd.DataFrame, story: str) -> _Found | None:
    rows = rows.dropna(subset=["share"])
    rows = rows[rows.groupby("theme")["n"].transform("sum") > 0]
    if rows.empty:
        return None
    labels = list(dict.fromkeys(rows["theme"]))
    led = [str(label) in story for label in labels]
    first = [labels[i] for i in np.argsort(np.logical_not(led), kind="stable")[:_MOST]]
    table = rows.pivot_table("share", "theme", "column", sort=False) * 100
    table = table.loc[[label for label in labels if label in first]]
    return _show_strips(table, MEASURES["share"].title, _say_per_cent)


def _show_terms(rows: pd.DataFrame, _story: str) -> _Found | None:
    table = rows.pivot_table("rate", "term", "period", sort=False).sort_index(axis=1)
    table = table[table.max(axis=1) > 0].fillna(0.0).head(_MOST)
    return _show_strips(table, MEASURES["rate"].title, "{:.2g}".format) if len(table) else None


def _show_strips(table: pd.DataFrame, note: str, say: Callable[[float], str]) -> _Found:
    """Return rows of bars, each on a scale of its own where their levels are far apart."""
    most = table.max(axis=1)
    own = are_apart(most)
    note += "; at right, the largest" + ", each on a scale of its own" * own
    columns = [name_period(str(column).split("\n")[0]) for column in table.columns]
    tops = most if own else pd.Series(most.max(), index=most.index)
    rows = [
        (one_line(str(name)), (table.loc[name] / (tops[name] or 1.0)).to_numpy(), say(most[name]))
        for name in table.index
    ]
    return _Found(True, note, _draw_strips(rows, columns))


def _say_per_cent(value: float) -> str:
    return f"{value:.0f}%" if value >= 9.95 else f"{value:.1f}%"


def _show_tone(rows: pd.DataFrame, _story: str) -> _Found | None:
    rows = rows.dropna(subset=["estimate", "low", "high"])
    if rows.empty:
        return None
    apart = bool(rows["low"].max() > rows["high"].min())
    rows = rows.sort_values("estimate", ascending=False, kind="stable")
    if len(rows) > _MOST:  # both ends
        rows = pd.concat([rows.head(_MOST // 2), rows.tail(_MOST // 2)])
    dots = [
        (one_line(str(row.label)), row.estimate, row.low, row.high, say_tone(row.estimate))
        for row in rows.itertuples()
    ]
    return _Found(apart, f"{MEASURES['tone'].title}; line: 95% interval", _draw_dots(dots, -1, 1))


def _show_keyness(rows: pd.DataFrame, _story: str) -> _Found | None:
    told = rows[(rows["q"] <= SIGNIFICANT) & rows["sign_holds"].astype("bool")]
    if told.empty:
        return None
    told = told.head(_MOST)
    most = float(told["log_odds"].abs().max()) or 1.0
    dots = [
        (
            one_line(str(row.term)),
            row.log_odds,
            0.0,
            row.log_odds,
            f"{np.exp(abs(row.log_odds)):.1f}",
        )
        for row in told.itertuples()
    ]
    note = "How many times as often: more (right) or less (left)"
    return _Found(True, note, _draw_dots(dots, -most, most))


def _show_spread(rows: pd.DataFrame, _story: str) -> _Found | None:
    rows = rows[(rows["estimate"] > 0) & np.isfinite(rows["estimate"])]
    if rows.empty:
        return None
    agrees = rows["agrees"].astype("bool")
    note = "Ratio of levels in each specification, with 95% interval; filled: supported"
    rows = rows.assign(agrees=agrees).sort_values("estimate", kind="stable")
    return _Found(bool(agrees.any()), note, _draw_ratios(rows))


def _show_documents(rows: pd.DataFrame, _story: str) -> _Found | None:
    days = pd.to_datetime(rows["date" if "date" in rows else "start"], errors="coerce")
    years = days.dt.year[days.notna()].astype("int64")
    if years.empty:
        return None
    n = rows["n_documents"] if "n_documents" in rows else pd.Series(1, index=rows.index)
    by = n[years.index].groupby(years).sum()
    by = by.reindex(range(by.index.min(), by.index.max() + 1), fill_value=0)
    table = pd.DataFrame([by.to_numpy("float64")], index=["Documents"], columns=by.index)
    return _show_strips(table, "By year", "{:,.0f}".format)._replace(more_than_chance=False)


#: The columns of a table that can be drawn small, and what reads it; the first of equals is chosen.
_FORMS: tuple[tuple[set[str], Callable[[pd.DataFrame, str], _Found | None]], ...] = (
    ({"theme", "column", "n", "of", "share", "context"}, _show_shares),
    ({"label", "estimate", "low", "high", "n_sentences"}, _show_tone),
    ({"term", "period", "rate"}, _show_terms),
    ({"term", "log_odds", "q", "sign_holds"}, _show_keyness),
    ({"claim", "left_out", "estimate", "low", "high", "agrees"}, _show_spread),
    ({"doc_id", "date", "basis"}, _show_documents),
    ({"group", "start", "n_documents"}, _show_documents),
)


def _draw_strips(rows: list[tuple[str, np.ndarray, str]], columns: list[str]) -> Draw:
    """Return what draws a row of bars for each name, from 0 to 1, its words at the right, over the
    names of the first and the last column.
    """

    def draw(canvas: Canvas, x: float, y: float, width: float, height: float) -> None:
        pitch = min(0.36, (height - 0.2) / len(rows))
        left = x + min(_LABEL, max(text_width(name, SMALL) for name, *_ in rows)) + 0.06
        room = x + width - _VALUE - left
        step = room / len(columns)
        xs = left + step * (np.arange(len(columns)) + 0.5)
        for i, (name, values, words) in enumerate(rows):
            base = y + pitch * (i + 1) - 0.05
            heights = np.nan_to_num(values) * (pitch - 0.07)
            canvas.rule(base, left, left + room, lw=0.6)
            if len(columns) > _BARS:
                edges = np.r_[left, xs, left + room]
                tall = np.r_[heights[0], heights, heights[-1]]
                canvas.axes.fill_between(edges, base - tall, base, color=BLUE, lw=0)
            else:
                canvas.column(xs, base, heights, step * 0.7, BLUE)
            canvas.small(x, base - 0.06, cut_text(name, left - x - 0.05, SMALL))
            canvas.small(x + width, base - 0.06, words, "right")
        _name_ends(canvas, columns, (left, x, x + width), y + pitch * len(rows) + 0.09)

    return draw


def _name_ends(
    canvas: Canvas, columns: list[str], ends: tuple[float, float, float], y: float
) -> None:
    """Say from which column to which bars go, below them, or as far left as it takes."""
    start, left, right = ends
    words = " to ".join(dict.fromkeys((columns[0], columns[-1])))
    words = cut_text(words, right - left, SMALL)
    canvas.note(min(start, right - text_width(words, SMALL)), y, words)


def _draw_dots(rows: list[tuple[str, float, float, float, str]], least: float, most: float) -> Draw:
    """Return what draws a mark with its interval for each name on one scale with a line at 0."""

    def draw(canvas: Canvas, x: float, y: float, width: float, height: float) -> None:
        pitch = min(0.32, height / len(rows))
        left = x + min(_LABEL, max(text_width(name, SMALL) for name, *_ in rows)) + 0.1
        room = x + width - _VALUE - 0.04 - left

        def place(value: float) -> float:
            return left + room * (float(np.clip(value, least, most)) - least) / (most - least)

        canvas.post(place(0.0), y, y + pitch * len(rows), SILVER)
        for i, (name, estimate, low, high, words) in enumerate(rows):
            middle, colour = y + pitch * (i + 0.5), RED if estimate < 0 else BLUE
            canvas.rule(middle, place(low), place(high), colour, 1.2)
            canvas.mark(place(estimate), middle, colour, 5.5, "s" if estimate < 0 else "o")
            canvas.small(x, middle, cut_text(name, left - x - 0.08, SMALL))
            canvas.small(x + width, middle, words, "right")

    return draw


def _draw_ratios(rows: pd.DataFrame) -> Draw:
    """Return what draws the ratio of every specification, sorted, on a log scale."""

    def draw(canvas: Canvas, x: float, y: float, width: float, height: float) -> None:
        height = min(height, 1.5) - 0.1
        locate, ticks = scale_ratios(rows, y + 0.05, height)
        left = x + 0.34
        step = (x + width - left) / len(rows)
        for tick in ticks:
            canvas.rule(locate(tick), left, x + width, GREY if tick == 1 else PALE, zorder=0)
            canvas.note(left - 0.05, locate(tick), print_minus(f"{tick:g}"), "right")
        size = float(np.clip(step * 45, 1.8, 5))
        for i, row in enumerate(rows.itertuples()):
            at, colour = left + step * (i + 0.5), BLUE if row.agrees else SILVER
            if np.isfinite(row.low) and np.isfinite(row.high):
                canvas.post(at, locate(row.high), locate(row.low), colour, min(1.2, step * 30))
            ink = BLUE if row.agrees else INK
            canvas.mark(at, locate(row.estimate), ink, size, hollow=not row.agrees, edge=0.9)

    return draw
