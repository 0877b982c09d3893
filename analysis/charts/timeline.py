"""The documents in time: few at their dates, each in a row of its own, and many counted."""

import pandas as pd

from ..core.counts import say_count
from ..core.periods import find_ends
from ..core.safe_text import one_line
from ..core.said_dates import name_known, say_date, say_stretch, write_date
from ._canvas import PAPER, Canvas
from ._layout import draw_nothing, label_width
from ._text import SMALL, cut_text, text_width
from ._time_axis import list_ticks, name_month, start_of
from ._timeline_counts import draw_counts
from .chart import Chart
from .style import BLUE, MARGIN, RED, WIDTH, house_style

_LABELLED = 12  # documents; more are counted
# where the date comes from: its mark, and what the subtitle says of it
_BASES = {
    "text": ("o", "disc: the text gives the date"),
    "part": ("s", "square: it gives part of it"),
    "curated": ("D", "diamond: curated"),
}

# inches: half of the line that ends a bar, and how far from there a label on it begins
_END, _INSET = 0.06, 0.4


@house_style()
def plot_timeline(
    documents: pd.DataFrame, *, headline: str = "The documents in time", source: str = ""
) -> Chart:
    """Draw each document at its date in the lane of its group; from thirteen on, their number per
    span of time.

    Parameters
    ----------
    documents
        Table `documents`; a label is made of `forum` (else `title`, else `doc_id`) and `place`, and
        the mark tells `date_basis` ("text", "part", "curated"), where these columns are there. A
        bar spans `date_low` to `date_high`, alone where no day is known; a line joins documents of
        one episode. Undated documents are named in the subtitle.
    headline, source
        What the chart says, and the line at the foot, in plain text.
    """
    filled = {column: documents[column].fillna("") for column in ("group", "episode")}
    documents = documents.assign(**filled)
    rows = documents.dropna(subset=["date"]).sort_values(["date", "doc_id"], ignore_index=True)
    missing = _name_undated(documents[documents["date"].isna()])
    if rows.empty:
        why = missing[:1].lower() + missing[1:] if missing else "there are no documents"
        return draw_nothing(headline, why, rows, source)
    n_episodes = say_count(rows["episode"].nunique(), "episode")
    alt = f"Timeline of {say_count(len(rows), 'document')} on {n_episodes} {say_stretch(rows)}"
    if len(rows) <= _LABELLED:
        labels = _label_documents(rows)
        figure, drawn, note = _draw_documents(rows, labels)
        days = map(say_date, rows.to_dict("records"))
        named = (f"{day}, {name}" for day, name in zip(days, labels, strict=True))
        alt += f": {'; '.join(named)}."
    else:
        figure, drawn, note = draw_counts(rows)
        if vague := len(rows) - int(drawn["n_documents"].sum()):
            span = note.rpartition("per ")[2]
            said_so = f"{say_count(vague, 'document')} left out: date not known to the {span}"
            missing = "; ".join(part for part in (said_so, missing) if part)
        groups = rows["group"].value_counts(sort=False).head(20)
        alt += f", by group: {', '.join(f'{group} {n:,}' for group, n in groups.items())}."
    lines = "\n".join(line for line in (note, missing) if line)
    return Chart(figure, headline, lines, f"{alt} {missing}", drawn, source)


def _name_undated(rows: pd.DataFrame) -> str:
    """Return the names of the first documents without a date and the number of the others."""
    if rows.empty:
        return ""
    named = "; ".join(one_line(cut_text(label, 2.6)) for label in _label_documents(rows).head(3))
    return f"Without a date: {named}{f' and {len(rows) - 3} more' if len(rows) > 3 else ''}"


def _label_documents(rows: pd.DataFrame) -> pd.Series:
    """Return forum (else title, else doc_id) and place of each document."""
    label = pd.Series("", index=rows.index)
    for column in ("forum", "title", "doc_id"):
        if column in rows:
            label = label.where(label != "", rows[column].fillna("").astype("str").map(one_line))
    if "place" in rows:
        label = label + rows["place"].fillna("").map(lambda place: f", {place}" if place else "")
    return label


def _draw_documents(rows: pd.DataFrame, labels: pd.Series):
    """Draw a row per document, group by group; return figure, rows drawn and a note on marks."""
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
    """Return where the line through an episode passes each: its day, or the nearest of its span."""
    is_span = spans.loc[same.index]
    if not is_span.any():
        return same["date"]
    known = same.loc[~is_span, "date"]
    near = known.mean() if len(known) else same["date_low"].max()
    within = pd.Series(near, same.index).clip(same["date_low"], same["date_high"])
    return same["date"].where(~is_span, within)


def _draw_time(canvas: Canvas, rows: pd.DataFrame, start: float, height: float):
    """Draw the time axis below a plot; return the function from dates to inches."""
    edges = pd.concat([rows["date"], *find_ends(rows)])
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
    canvas: Canvas, row: pd.Series, place, y: float, label: str, *, basis, start, spanned
) -> None:
    """Draw a document's mark, or the ends of its time, with its date and label where they fit."""
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
    at, room, ha = (right, after, "left") if after >= before else (left, before, "right")
    if text_width(text) <= after:
        at, room, ha = right, after, "left"
    elif spanned and text_width(text) > room:
        at, room, ha = left + _INSET, right - left - _INSET, "left"
    canvas.write(at, y, cut_text(text, room), ha, zorder=4, bbox=PAPER)
