"""A timeline of many documents: their number per span of time, a lane for each group."""

import numpy as np
import pandas as pd

from ..core.counts import say_count
from ..core.periods import find_ends
from ._canvas import Canvas
from ._layout import PLOT_WIDTH, label_width
from ._text import SMALL, cut_text, text_width
from ._time_axis import count_months, name_month, start_of
from .style import BLUE, MARGIN, WIDTH

_LANES, _REST = 8, "other groups"
_PITCH = 0.62  # inches from lane to lane
_BARS = 24  # of a lane, as a rule at most
_KNOWN = 0.9  # of the dates, which must be known to within a bar
# months of a bar (0: a day), what it is called, and its days
_SPANS = (
    (0, "day", 1),
    (1, "month", 31),
    (3, "quarter", 92),
    (12, "year", 366),
    (60, "five years", 1827),
    (120, "ten years", 3653),
    (600, "fifty years", 18_263),
    (1200, "hundred years", 36_525),
    (6000, "five hundred years", 182_622),
)


def draw_counts(rows: pd.DataFrame):
    """Draw a lane per group with the documents per span; return figure, rows drawn and a note."""
    low, high = find_ends(rows)
    wide = (high - low).dt.days.fillna(0)
    step, span, length = _choose_span(rows["date"], wide)
    rows = rows[wide < length]
    bins, starts, named = _cut_time(rows["date"], step)
    sizes = rows["group"].value_counts().sort_index()
    top = sizes.sort_values(ascending=False, kind="stable").index[:_LANES]
    lanes = rows["group"].where(rows["group"].isin(top), _REST)
    by = rows.assign(group=lanes, start=bins).groupby(["group", "start"], as_index=False)
    drawn = by.agg(n_documents=("doc_id", "nunique"), n_episodes=("episode", "nunique"))
    sizes = lanes.value_counts()
    groups = sorted(dict.fromkeys(lanes), key=lambda group: group == _REST)
    counts = {group: f" ({sizes[group]:,})" for group in groups}
    left = label_width((group + n for group, n in counts.items()), 1.8, SMALL, "bold")
    canvas = Canvas(_PITCH * len(groups) + 0.25)
    wide, tallest = (PLOT_WIDTH - left) / len(starts), drawn["n_documents"].max()
    for j, (group, count) in enumerate(counts.items()):
        base = _PITCH * (j + 1)
        canvas.rule(base, MARGIN + left)
        room = left - 0.1 - text_width(count, SMALL, "bold")  # the count is never cut
        title = cut_text(group, room, SMALL, "bold") + count
        canvas.small(MARGIN, base - 0.08, title, va="baseline", weight="bold")
        own = drawn[drawn["group"] == group]
        told = _choose_told(own, wide)
        for row in own.itertuples():
            x = MARGIN + left + wide * (row.start + 0.5)
            tall = (_PITCH - 0.2) * row.n_documents / tallest
            canvas.column(x, base, tall, min(wide * 0.8, 0.4), BLUE)
            if row.start in told:
                canvas.small(x, base - tall - 0.02, f"{row.n_documents:,}", "center", "bottom")
            words = say_count(row.n_documents, "document")
            canvas.say(x, base - tall / 2, f"{group}, {named[row.start]}: {words}")
    _name_spans(canvas, named, MARGIN + left, wide, _PITCH * len(groups) + 0.05)
    days = [f"{start.year:04}-{start.month:02}-{start.day:02}" for start in starts]
    drawn = drawn.assign(start=drawn["start"].map(dict(enumerate(days))))
    return canvas.figure, drawn, f"Number of documents per {span}"


def _choose_told(bars: pd.DataFrame, wide: float) -> set[int]:
    """Return the bars whose number has room above them, the tallest first."""
    widest = max(text_width(f"{n:,}", SMALL) for n in bars["n_documents"])
    apart = int(np.ceil((widest + 0.05) / wide))
    told: set[int] = set()
    for start in bars.sort_values("n_documents", ascending=False, kind="stable")["start"]:
        if told.isdisjoint(range(start - apart + 1, start + apart)):
            told.add(int(start))
    return told


def _choose_span(dates: pd.Series, wide: pd.Series) -> tuple[int, str, int]:
    """Return the shortest span of which there are few and to which nearly all dates are known: a
    year's documents without a day are no peak in its middle.
    """
    days = max((dates.max() - dates.min()).days, 1)
    few = [span for span in _SPANS if days / span[2] <= _BARS] or [_SPANS[-1]]
    return next((span for span in few if (wide < span[2]).mean() >= _KNOWN), few[0])


def _cut_time(dates: pd.Series, step: int) -> tuple[pd.Series, list[pd.Timestamp], list[str]]:
    """Return the span that each date is in, by number; where all spans begin, and their names."""
    if step:
        bins = count_months(dates) // step
        numbers = range(int(bins.min()), int(bins.max()) + 1)
        starts = [start_of(i * step) for i in numbers]
        return bins - numbers[0], starts, [name_month(i * step, step) for i in numbers]
    first = dates.min().normalize()
    bins = (dates.dt.normalize() - first).dt.days
    starts = [first + pd.Timedelta(days=i) for i in range(int(bins.max()) + 1)]
    return bins, starts, [f"{start:%-d %b %Y}" for start in starts]


def _name_spans(canvas: Canvas, named: list[str], left: float, wide: float, y: float) -> None:
    """Write below the lanes as many names of spans as have room."""
    widest = max(text_width(text, SMALL) for text in named[:: max(1, len(named) - 1)])
    for i in range(0, len(named), int(np.ceil((widest + 0.12) / wide))):
        x = np.clip(left + wide * (i + 0.5), 0, WIDTH - MARGIN - 0.25)
        canvas.note(x, y, named[i], "center", "top")
