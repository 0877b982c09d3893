"""A timeline of few documents: each at its date, in a row of its own."""

import pandas as pd

from ..core.said_dates import name_known, write_date
from ._canvas import PAPER, Canvas
from ._layout import label_width
from ._text import SMALL, cut_text, text_width
from ._time_axis import list_ticks, name_month, start_of
from .style import BLUE, MARGIN, RED, WIDTH

# where the date comes from: its mark, and what the subtitle says of it
_BASES = {
    "text": ("o", "disc: the text gives the date"),
    "part": ("s", "square: it gives part of it"),
    "curated": ("D", "diamond: curated"),
}

# inches: half of the line that ends a bar, and how far from there a label on it begins
_END, _INSET = 0.06, 0.4


def draw_documents(rows: pd.DataFrame, labels: pd.Series):
    """Draw one row per document, group by group; return figure, the rows drawn and a note on the
    marks.
    """
    basis = rows.get("date_basis", pd.Series("", index=rows.index)).fillna("")
    drawn = rows[["doc_id", "date", "source", "episode", "group"]].assign(
        date=name_known(rows), label=labels, basis=basis
    )
    spans = drawn["date"].str.len() < len("2021-07-02")
    groups = list(dict.fromkeys(rows["group"]))
    left = label_width(groups, 1.6, SMALL, "bold") if len(groups) > 1 else 0.1
    order = [i for group in groups for i in rows.index[rows["group"] == group]]
    lane = rows["group"].map(groups.index)
    at = {i: 0.2 + 0.3 * n + 0.14 * lane[i] for n, i in enumerate(order)}
    height = max(at.values()) + 0.25
    canvas = Canvas(height + 0.2)
    place = _draw_time(canvas, rows, MARGIN + left, height)
    for n, i in enumerate(order):
        if len(groups) > 1 and (n == 0 or lane[order[n - 1]] != lane[i]):
            name = cut_text(rows.at[i, "group"], left - 0.1, SMALL, "bold")
            canvas.small(MARGIN, at[i], name, weight="bold")
        look = {"basis": basis[i], "start": MARGIN + left, "spanned": spans[i]}
        _draw_document(canvas, rows.loc[i], place, at[i], labels[i], **look)
    notes = [words for name, (_, words) in _BASES.items() if (basis[~spans] == name).any()]
    notes += ["bar with ends: only this span is known, no day"] * bool(spans.any())
    joined = [same for key, same in rows.groupby("episode") if key and len(same) > 1]
    for same in joined:
        ys = [at[i] for i in same.index]
        canvas.axes.plot(place(_choose_days(same, spans)), ys, color=RED, lw=1.4, zorder=1)
    note = "; ".join(notes + ["a line joins documents of one episode"] * bool(joined))
    return canvas.figure, drawn, note[:1].upper() + note[1:]


def _choose_days(same: pd.DataFrame, spans: pd.Series) -> pd.Series:
    """Return where the line through documents of one episode passes each: at its day, or within its
    span where that is nearest to the days that are known.
    """
    is_span = spans.loc[same.index]
    if not is_span.any():
        return same["date"]
    known = same.loc[~is_span, "date"]
    near = known.mean() if len(known) else same["date_low"].max()
    within = pd.Series(near, same.index).clip(same["date_low"], same["date_high"])
    return same["date"].where(~is_span, within)


def _draw_time(canvas: Canvas, rows: pd.DataFrame, start: float, height: float):
    """Draw the time axis below a plot; return the function from dates to inches."""
    known = [name for name in ("date_low", "date_high") if name in rows]
    edges = pd.concat([rows["date"], *(rows[name].dropna() for name in known)])
    low, high = edges.min(), edges.max()
    span = max((high - low).days, 60)
    low = low - (pd.Timedelta(days=span) - (high - low)) / 2  # a single day is centred
    begin, room = start + 0.15, WIDTH - MARGIN - 0.3 - start - 0.15

    def place(dates):
        return begin + room * ((pd.to_datetime(dates) - low) / pd.Timedelta(days=1)) / span

    months, step = list_ticks(low, low + pd.Timedelta(days=span))
    for month in months:
        x = place(start_of(month))
        canvas.post(x, 0.02, height, "#E4E4E4", zorder=0)
        canvas.note(x, height + 0.03, name_month(month, step), "center", "top")
    return place


def _draw_document(
    canvas: Canvas,
    row: pd.Series,
    place,
    y: float,
    label: str,
    *,
    basis: str,
    start: float,
    spanned: bool,
) -> None:
    """Draw a document's mark, or the ends of its time where no day is known, and, on the side that
    has room or else on the bar, its date and label.
    """
    x = float(place(row["date"]))
    low, high = row.get("date_low", pd.NaT), row.get("date_high", pd.NaT)
    left = right = x
    if pd.notna(low) and pd.notna(high) and high - low >= pd.Timedelta(days=1):
        left, right = float(place(low)), float(place(high))
        canvas.rule(y, left, right, "#9DBFE0", 5, solid_capstyle="butt", zorder=2)
    if spanned:  # a mark in its middle would name a day
        for end in (left, right):
            canvas.post(end, y - _END, y + _END, BLUE, 1.6, zorder=3)
    else:
        mark, _ = _BASES.get(basis, ("o", ""))
        canvas.mark(x, y, BLUE, 7, mark, hollow=basis in ("part", "curated"), edge=1.6, zorder=3)
    left, right = min(left, x) - 0.12, max(right, x) + 0.12
    text = f"{write_date(row.to_dict())}  {label}"
    canvas.say(x, y, f"{text}; {row['source'] or 'source not known'}")
    after, before = WIDTH - MARGIN - right, left - start
    if spanned and text_width(text) > max(after, before):
        canvas.write(left + _INSET, y, cut_text(text, right - left - _INSET), zorder=4, bbox=PAPER)
    elif text_width(text) <= after or after >= before:
        canvas.write(right, y, cut_text(text, after), zorder=4, bbox=PAPER)
    else:
        canvas.write(left, y, cut_text(text, before), "right", zorder=4, bbox=PAPER)
