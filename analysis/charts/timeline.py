"""The documents in time."""

from __future__ import annotations

import numpy as np
import pandas as pd

from ..core.safe_text import one_line
from ._layout import PAPER, PLOT_WIDTH, count_words, draw_nothing, label_width
from ._time_axis import count_months, list_ticks, name_month
from .chart import Chart
from .style import (
    BLUE,
    GREY,
    MARGIN,
    PALE,
    RED,
    SMALL,
    WIDTH,
    add_canvas,
    cut_text,
    house_style,
    start_figure,
    text_width,
)

_LABELLED, _LANES = 12, 8
_BASES = {"text": ("o", "disc: the text bears the "
                        "date"), "part": ("s", "square: it bears part of it"),
          "curated": ("D", "diamond: curated")}  # fmt: skip


def plot_timeline(
    documents: pd.DataFrame,
    *,
    headline: str = "The documents in time",
    source: str = "",
) -> Chart:
    """Draw each document at its date in the lane of its group; from thirteen on, their number per
    span of time.

    Parameters
    ----------
    documents
        Table `documents`; a label is made of `forum` (else `title`, else `doc_id`) and `place`, and
        the mark tells `date_basis` ("text", "part", "curated"), where these columns are there. A
        bar spans `date_low` to `date_high`; a line joins documents of one episode. Undated
        documents are named in the subtitle.
    headline
        What the chart says, in plain text.
    source
        The line at the foot.
    """
    documents = documents.assign(
        group=documents["group"].fillna(""), episode=documents["episode"].fillna("")
    )
    rows = documents.dropna(subset=["date"]).sort_values(["date", "doc_id"], ignore_index=True)
    undated = documents[documents["date"].isna()]
    missing = ""
    if len(undated):
        named = "; ".join(
            one_line(cut_text(label, 2.6)) for label in _label_documents(undated).head(3)
        )
        missing = (
            f"Without a date: {named}{f' and {len(undated) - 3} more' if len(undated) > 3 else ''}"
        )
    if rows.empty:
        why = missing[:1].lower() + missing[1:] if missing else "there are no documents"
        return draw_nothing(headline, why, rows, source)
    first, last = rows["date"].iloc[0], rows["date"].iloc[-1]
    alt = (
        f"Timeline of {count_words(len(rows), 'document')} on "
        f"{count_words(rows['episode'].nunique(), 'episode')} "
        f"from {first:%-d %B %Y} to {last:%-d %B %Y}"
    )
    with house_style():
        if len(rows) <= _LABELLED:
            figure, drawn, note = _draw_documents(rows)
            named = (
                f"{d:%-d %B %Y}, {t}"
                for d, t in zip(rows["date"], _label_documents(rows), strict=True)
            )
            alt += ": " + "; ".join(named) + "."
        else:
            figure, drawn, note = _draw_numbers(rows)
            groups = rows["group"].value_counts(sort=False)
            alt += ", by group: " + ", ".join(f"{g} {n}" for g, n in groups.head(20).items()) + "."
    lines = "\n".join(line for line in (note, missing) if line)
    return Chart(figure, headline, lines, f"{alt} {missing}", drawn, source)


def _label_documents(rows: pd.DataFrame) -> pd.Series:
    """Return forum (else title, else doc_id) and place of each document."""
    label = pd.Series("", index=rows.index)
    for column in ("forum", "title", "doc_id"):
        if column in rows:
            label = label.where(label != "", rows[column].fillna("").astype("str").map(one_line))
    if "place" in rows:
        label = label + rows["place"].fillna("").map(lambda place: f", {place}" if place else "")
    return label


def _draw_documents(rows: pd.DataFrame):
    """Draw a row a document, group by group; return figure, the rows drawn and a note on the
    marks.
    """
    basis = rows.get("date_basis", pd.Series("", index=rows.index)).fillna("")
    drawn = rows[["doc_id", "date", "source", "episode", "group"]].assign(
        date=rows["date"].dt.strftime("%Y-%m-%d"), label=_label_documents(rows), basis=basis
    )
    groups = list(dict.fromkeys(rows["group"]))
    left = label_width(groups, 1.6, SMALL, "bold") if len(groups) > 1 else 0.1
    order = [i for group in groups for i in rows.index[rows["group"] == group]]
    lane = rows["group"].map(groups.index)
    at = {i: 0.2 + 0.3 * n + 0.14 * lane[i] for n, i in enumerate(order)}
    height = max(at.values()) + 0.25
    figure = start_figure(height + 0.2)
    ax = add_canvas(figure)
    place = _draw_time(ax, rows, MARGIN + left, height)
    for n, i in enumerate(order):
        if len(groups) > 1 and (n == 0 or lane[order[n - 1]] != lane[i]):
            text = cut_text(rows.at[i, "group"], left - 0.1, SMALL, "bold")
            ax.text(MARGIN, at[i], text, fontsize=SMALL, weight="bold", va="center")
        _draw_document(ax, rows.loc[i], place, at[i], drawn.at[i, "label"], basis[i], MARGIN + left)
    joined = False
    for episode, same in rows.groupby("episode"):
        if episode and len(same) > 1:
            joined = True
            ax.plot(place(same["date"]), [at[i] for i in same.index], color=RED, lw=1.4, zorder=1)
    notes = [words for name, (_, words) in _BASES.items() if (basis == name).any()]
    note = "; ".join([*notes, *(["a line joins documents of one episode"] if joined else [])])
    return figure, drawn, note[:1].upper() + note[1:]


def _draw_time(ax, rows: pd.DataFrame, start: float, height: float):
    """Draw the time axis below a plot; return the function from dates to inches."""
    low, high = rows["date"].min(), rows["date"].max()
    for column, edge in (("date_low", min), ("date_high", max)):
        if column in rows and rows[column].notna().any():
            low, high = (
                (edge(low, rows[column].min()), high)
                if edge is min
                else (low, edge(high, rows[column].max()))
            )
    span = max((high - low).days, 60)
    low = low - (pd.Timedelta(days=span) - (high - low)) / 2  # a single day is centred
    begin, room = start + 0.15, WIDTH - MARGIN - 0.3 - start - 0.15

    def place(dates):
        return begin + room * ((pd.to_datetime(dates) - low) / pd.Timedelta(days=1)) / span

    months, step = list_ticks(low, low + pd.Timedelta(days=span))
    for month in months:
        x = place(_start_of(month))
        ax.plot([x, x], [0.02, height], color="#E4E4E4", lw=0.8, zorder=0)
        ax.text(
            x,
            height + 0.03,
            name_month(month, step),
            fontsize=SMALL,
            color=GREY,
            ha="center",
            va="top",
        )
    return place


def _start_of(month: int) -> pd.Timestamp:
    """Return the first day of a month of `count_months`."""
    return pd.Timestamp(np.datetime64(month - 1970 * 12, "M").astype("datetime64[us]"))


def _draw_document(
    ax, row: pd.Series, place, y: float, label: str, basis: str, start: float
) -> None:
    """Draw a document's mark and, on the side that has room, its date and label."""
    x = float(place(row["date"]))
    low, high = row.get("date_low", pd.NaT), row.get("date_high", pd.NaT)
    edges = [x, x]
    if pd.notna(low) and pd.notna(high) and high - low >= pd.Timedelta(days=1):
        edges = [float(place(low)), float(place(high))]
        ax.plot(edges, [y, y], color="#9DBFE0", lw=5, solid_capstyle="butt", zorder=2)
    mark, _ = _BASES.get(basis, ("o", ""))
    ax.plot(
        x,
        y,
        mark,
        color=BLUE,
        mfc="white" if basis in ("part", "curated") else BLUE,
        ms=7,
        mew=1.6,
        zorder=3,
    )
    text = f"{row['date']:%-d %b %Y}  {label}"
    after, before = WIDTH - MARGIN - max(edges[1], x) - 0.12, min(edges[0], x) - start - 0.12
    right = text_width(text) <= after or after >= before
    text = cut_text(text, after if right else before)
    ax.text(
        max(edges[1], x) + 0.12 if right else min(edges[0], x) - 0.12,
        y,
        text,
        va="center",
        zorder=4,
        ha="left" if right else "right",
        bbox=PAPER,
    )


def _draw_numbers(rows: pd.DataFrame):
    """Draw a lane a group with the number of documents per span; return figure, rows drawn and a
    note.
    """
    first = rows["date"].min()
    span = max((rows["date"].max() - first).days, 1)
    step, name = next(
        ((step, name) for step, name, days in _SPANS if span / days <= 24), _SPANS[-1][:2]
    )
    top = (
        rows["group"]
        .value_counts()
        .sort_index()
        .sort_values(ascending=False, kind="stable")
        .index[:_LANES]
    )
    lanes = rows["group"].where(rows["group"].isin(top), "other groups")
    bins = (
        count_months(rows["date"]) // step
        if step
        else (rows["date"].dt.normalize() - first.normalize()).dt.days
    )
    begin, n_bins = int(bins.min()), int(bins.max() - bins.min()) + 1
    starts = [
        _start_of(i * step) if step else first.normalize() + pd.Timedelta(days=i)
        for i in range(begin, begin + n_bins)
    ]
    drawn = (
        rows.assign(group=lanes, start=bins - begin)
        .groupby(["group", "start"], as_index=False)
        .agg(n_documents=("doc_id", "nunique"), n_episodes=("episode", "nunique"))
    )
    groups = [g for g in dict.fromkeys(lanes) if g != "other groups"]
    groups += ["other groups"] * ("other groups" in set(lanes))
    titles = [f"{g} ({(lanes == g).sum():,})" for g in groups]
    left, pitch, tallest = label_width(titles, 1.8, SMALL, "bold"), 0.62, drawn["n_documents"].max()
    figure = start_figure(pitch * len(groups) + 0.25)
    ax = add_canvas(figure)
    wide = (PLOT_WIDTH - left) / n_bins
    for j, (group, title) in enumerate(zip(groups, titles, strict=True)):
        base = pitch * (j + 1)
        ax.plot([MARGIN + left, WIDTH - MARGIN], [base, base], color=PALE, lw=0.8)
        count = title[len(group) :]  # is never cut
        title = (
            cut_text(group, left - 0.1 - text_width(count, SMALL, "bold"), SMALL, "bold") + count
        )
        ax.text(MARGIN, base - 0.08, title, fontsize=SMALL, weight="bold")
        for row in drawn[drawn["group"] == group].itertuples():
            x, tall = (
                MARGIN + left + wide * (row.start + 0.5),
                (pitch - 0.2) * row.n_documents / tallest,
            )
            ax.bar(x, -tall, bottom=base, width=min(wide * 0.8, 0.4), color=BLUE)
            ax.text(
                x,
                base - tall - 0.02,
                f"{row.n_documents:,}",
                fontsize=SMALL,
                ha="center",
                va="bottom",
            )
    named = [
        name_month(i * step, step) if step else f"{start:%-d %b %Y}"
        for i, start in enumerate(starts, begin)
    ]
    gap = int(
        np.ceil(
            (max(text_width(text, SMALL) for text in named[:: max(1, n_bins - 1)]) + 0.12) / wide
        )
    )
    for i in range(0, n_bins, gap):
        x = np.clip(MARGIN + left + wide * (i + 0.5), 0, WIDTH - MARGIN - 0.25)
        ax.text(
            x,
            pitch * len(groups) + 0.05,
            named[i],
            fontsize=SMALL,
            color=GREY,
            ha="center",
            va="top",
        )
    days = [f"{start.year:04}-{start.month:02}-{start.day:02}" for start in starts]
    return (
        figure,
        drawn.assign(start=drawn["start"].map(dict(enumerate(days)))),
        f"Number of documents per {name}",
    )


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
