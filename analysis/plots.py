"""Charts of the corpus and of themes in it: one tidy table to one chart.

Statistics never draw and marks never compute: what is drawn is a column of the table. Headlines and readings
come from `readings`; without one a chart describes itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np
import pandas as pd
from matplotlib.colors import LinearSegmentedColormap

from .charts import Chart
from .style import (
    BLUE,
    GREY,
    INK,
    MARGIN,
    PALE,
    RED,
    SILVER,
    SMALL,
    WIDTH,
    add_canvas,
    cut_text,
    fit_text,
    house_style,
    one_line,
    start_figure,
    text_width,
)

PLOT_WIDTH = WIDTH - 2 * MARGIN
_PAPER = {"facecolor": "white", "edgecolor": "none", "pad": 1}  # behind text that a line would cross
_LABEL = 2.2  # inches, the widest column of row labels
_SHADES = LinearSegmentedColormap.from_list("shades", ["#FFFFFF", "#9DBFE0", BLUE, "#123A66"])


def draw_nothing(headline: str, why: str, rows: pd.DataFrame, source: str = "", reading: str = "") -> Chart:
    """Return a chart that says why there is nothing to draw, in place of a traceback."""
    with house_style():
        figure = start_figure(0.9)
        add_canvas(figure).text(MARGIN, 0.45, f"Nothing to draw: {why}.", color=GREY, va="center")
    return Chart(figure, headline, "", f"Nothing to draw: {why}.", rows.head(0), source, reading)


def name_theme(theme: str, labels: Mapping[str, str] | None = None) -> str:
    """Return the display name of a theme: that in `labels`, else the identifier made readable.

    Examples
    --------
    >>> name_theme("indo_pacific"), name_theme("cyber_security"), name_theme("russia", {"russia": "Russia (RU)"})
    ('Indo-Pacific', 'Cyber security', 'Russia (RU)')
    """
    names = {"indo_pacific": "Indo-Pacific", **(labels or {})}
    return names.get(theme, theme[:1].upper() + theme[1:].replace("_", " "))


def in_order(keys: Iterable[str], names: Mapping[str, str]) -> list[str]:
    """Return the distinct keys in the order of `names` (as a rule by date), those without a name last."""
    seen = dict.fromkeys(keys)
    return [key for key in names if key in seen] + [key for key in seen if key not in names]


def label_width(labels: Iterable[str], limit: float = _LABEL, size: float = 9, weight: str = "normal") -> float:
    """Return the inches that a column of row labels takes, at most `limit`."""
    return min(limit, max((text_width(label, size, weight) for label in labels), default=0)) + 0.15


def head_columns(ax, names: Iterable[str], xs: Iterable[float], width: float, y: float, ha: str = "left") -> None:
    """Write the names of columns, wrapped to their width, above `y`."""
    for name, x in zip(names, xs, strict=True):
        ax.text(x, y, fit_text(name, width, SMALL), fontsize=SMALL, color=GREY, ha=ha, va="bottom")


def head_height(names: Iterable[str], width: float) -> float:
    """Return the inches that `head_columns` needs."""
    return 0.1 + 0.16 * max((fit_text(name, width, SMALL).count("\n") + 1 for name in names), default=1)


def count_words(n: int, noun: str) -> str:
    """Return a count with its noun, in the plural unless it is one.

    Examples
    --------
    >>> count_words(1, "hit"), count_words(1200, "line")
    ('1 hit', '1,200 lines')
    """
    return f"{n:,} {noun}{'' if n == 1 else 's'}"


_LABELLED, _LANES = 12, 8
_BASES = {"text": ("o", "disc: the text bears the date"), "part": ("s", "square: it bears part of it"),
          "curated": ("D", "diamond: curated")}  # fmt: skip


def plot_timeline(
    documents: pd.DataFrame,
    *,
    headline: str = "The documents in time",
    source: str = "",
    reading: str = "",
) -> Chart:
    """Draw each document at its date in the lane of its group; from thirteen on, their number per span of time.

    Parameters
    ----------
    documents
        Table `documents`; a label is made of `forum` (else `title`, else `doc_id`) and `place`, and the mark
        tells `date_basis` ("text", "part", "curated"), where these columns are there. A bar spans `date_low`
        to `date_high`; a line joins documents of one episode. Undated documents are named in the subtitle.
    """
    rows = documents.dropna(subset=["date"]).sort_values(["date", "doc_id"], ignore_index=True)
    undated = documents[documents["date"].isna()]
    missing = ""
    if len(undated):
        named = "; ".join(one_line(cut_text(label, 2.6)) for label in _label_documents(undated).head(3))
        missing = f"Without a date: {named}{f' and {len(undated) - 3} more' if len(undated) > 3 else ''}"
    if rows.empty:
        why = missing[:1].lower() + missing[1:] if missing else "there are no documents"
        return draw_nothing(headline, why, rows, source, reading)
    first, last = rows["date"].iloc[0], rows["date"].iloc[-1]
    alt = (
        f"Timeline of {count_words(len(rows), 'document')} on {count_words(rows['episode'].nunique(), 'episode')} "
        f"from {first:%-d %B %Y} to {last:%-d %B %Y}"
    )
    with house_style():
        if len(rows) <= _LABELLED:
            figure, drawn, note = _draw_documents(rows)
            named = (f"{d:%-d %B %Y}, {t}" for d, t in zip(rows["date"], _label_documents(rows), strict=True))
            alt += ": " + "; ".join(named) + "."
        else:
            figure, drawn, note = _draw_numbers(rows)
            groups = rows["group"].value_counts(sort=False)
            alt += ", by group: " + ", ".join(f"{g} {n}" for g, n in groups.head(20).items()) + "."
    lines = "\n".join(line for line in (note, missing) if line)
    return Chart(figure, headline, lines, f"{alt} {missing}", drawn, source, reading)


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
    """Draw a row a document, group by group; return figure, the rows drawn and a note on the marks."""
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
            low, high = (edge(low, rows[column].min()), high) if edge is min else (low, edge(high, rows[column].max()))
    span = max((high - low).days, 60)
    low = low - (pd.Timedelta(days=span) - (high - low)) / 2  # a single day stands in the middle
    begin, room = start + 0.15, WIDTH - MARGIN - 0.3 - start - 0.15

    def place(dates):
        return begin + room * ((pd.to_datetime(dates) - low) / pd.Timedelta(days=1)) / span

    unit, style = next((u, s) for u, s, days in _UNITS if span / days <= 9)
    for tick in pd.date_range(low.normalize(), low + pd.Timedelta(days=span), freq=unit):
        x = place(tick)
        ax.plot([x, x], [0.02, height], color="#E4E4E4", lw=0.8, zorder=0)
        ax.text(x, height + 0.03, tick.strftime(style), fontsize=SMALL, color=GREY, ha="center", va="top")
    return place


_UNITS = (
    ("MS", "%b %Y", 31), ("QS", "%b %Y", 91), ("YS", "%Y", 365), ("2YS", "%Y", 731), ("5YS", "%Y", 1826),
    ("10YS", "%Y", 3652), ("50YS", "%Y", 18262), ("100YS", "%Y", 1e9),
)  # fmt: skip


def _draw_document(ax, row: pd.Series, place, y: float, label: str, basis: str, start: float) -> None:
    """Draw a document's mark and, on the side that has room, its date and label."""
    x = float(place(row["date"]))
    low, high = row.get("date_low", pd.NaT), row.get("date_high", pd.NaT)
    edges = [x, x]
    if pd.notna(low) and pd.notna(high) and high - low >= pd.Timedelta(days=1):
        edges = [float(place(low)), float(place(high))]
        ax.plot(edges, [y, y], color="#9DBFE0", lw=5, solid_capstyle="butt", zorder=2)
    mark, _ = _BASES.get(basis, ("o", ""))
    ax.plot(x, y, mark, color=BLUE, mfc="white" if basis in ("part", "curated") else BLUE, ms=7, mew=1.6, zorder=3)
    text = f"{row['date']:%-d %b %Y}  {label}"
    after, before = WIDTH - MARGIN - max(edges[1], x) - 0.12, min(edges[0], x) - start - 0.12
    right = text_width(text) <= after or after >= before
    text = cut_text(text, after if right else before)
    ax.text(max(edges[1], x) + 0.12 if right else min(edges[0], x) - 0.12, y, text, va="center", zorder=4,
            ha="left" if right else "right", bbox=_PAPER)  # fmt: skip


def _draw_numbers(rows: pd.DataFrame):
    """Draw a lane a group with the number of documents per span; return figure, rows drawn and a note."""
    span = max((rows["date"].max() - rows["date"].min()).days, 1)
    unit, name, style = next((u, n, s) for u, n, s, days in _SPANS if span / days <= 24)
    top = rows["group"].value_counts().sort_index().sort_values(ascending=False, kind="stable").index[:_LANES]
    lanes = rows["group"].where(rows["group"].isin(top), "other groups")
    starts = rows["date"].dt.to_period(unit).dt.start_time
    drawn = (
        rows.assign(group=lanes, start=starts)
        .groupby(["group", "start"], as_index=False)
        .agg(n_documents=("doc_id", "nunique"), n_episodes=("episode", "nunique"))
    )
    groups = [g for g in dict.fromkeys(lanes) if g != "other groups"]
    groups += ["other groups"] * ("other groups" in set(lanes))
    titles = [f"{g} ({(lanes == g).sum():,})" for g in groups]
    left, pitch, tallest = label_width(titles, 1.8, SMALL, "bold"), 0.62, drawn["n_documents"].max()
    figure = start_figure(pitch * len(groups) + 0.25)
    ax = add_canvas(figure)
    every = pd.period_range(starts.min(), starts.max(), freq=unit).start_time
    step = (PLOT_WIDTH - left) / len(every)
    for j, (group, title) in enumerate(zip(groups, titles, strict=True)):
        base = pitch * (j + 1)
        ax.plot([MARGIN + left, WIDTH - MARGIN], [base, base], color=PALE, lw=0.8)
        ax.text(MARGIN, base - 0.08, cut_text(title, left - 0.1, SMALL, "bold"), fontsize=SMALL, weight="bold")
        for row in drawn[drawn["group"] == group].itertuples():
            x, tall = MARGIN + left + step * (every.get_loc(row.start) + 0.5), (pitch - 0.2) * row.n_documents / tallest
            ax.bar(x, -tall, bottom=base, width=min(step * 0.8, 0.4), color=BLUE)
            ax.text(x, base - tall - 0.02, f"{row.n_documents:,}", fontsize=SMALL, ha="center", va="bottom")
    gap = int(np.ceil((text_width(every[0].strftime(style), SMALL) + 0.12) / step))
    for i in range(0, len(every), gap):
        x = np.clip(MARGIN + left + step * (i + 0.5), 0, WIDTH - MARGIN - 0.25)
        ax.text(
            x, pitch * len(groups) + 0.05, every[i].strftime(style), fontsize=SMALL, color=GREY, ha="center", va="top"
        )
    return figure, drawn.assign(start=drawn["start"].dt.strftime("%Y-%m-%d")), f"Number of documents per {name}"


_SPANS = (
    ("D", "day", "%-d %b %Y", 1), ("M", "month", "%b %Y", 31), ("Q", "quarter", "%b %Y", 92),
    ("Y", "year", "%Y", 366), ("10Y", "ten years", "%Y", 1e9),
)  # fmt: skip


def plot_cleaning(
    lines: pd.DataFrame,
    *,
    names: Mapping[str, str] | None = None,
    headline: str = "Lines that cleaning kept and took away, by reason",
    source: str = "",
    reading: str = "",
) -> Chart:
    """Draw lines kept and dropped by reason, and the theme hits that dropped lines would have given.

    A column a document while their names fit (about eight), else one bar a reason over all documents.

    Parameters
    ----------
    lines
        As `tally_lines` gives them: `doc_id`, `reason` ("kept" for body lines), `n_lines`, `n_mentions`.
    names
        Display names of documents, in the order wanted.
    """
    if lines.empty:
        return draw_nothing(headline, "no lines were read", lines, source, reading)
    totals = lines.groupby("reason").agg(
        n_documents=("doc_id", "nunique"), n_lines=("n_lines", "sum"), n_mentions=("n_mentions", "sum")
    )
    totals = totals.astype("int64").reset_index().sort_values(["n_lines", "reason"], ascending=[False, True])
    totals = totals.sort_values("reason", key=lambda reasons: reasons != "kept", kind="stable", ignore_index=True)
    gone = totals[totals["reason"] != "kept"]
    alt = (
        f"Lines of {count_words(lines['doc_id'].nunique(), 'document')}: "
        f"{totals['n_lines'].sum() - gone['n_lines'].sum():,} kept, {gone['n_lines'].sum():,} dropped, which would have "
        f"given {count_words(gone['n_mentions'].sum(), 'theme hit')}. Dropped: "
        + (", ".join(_say_reason(row) for row in gone.itertuples()) or "none")
        + "."
    )
    documents = in_order(lines["doc_id"], names or {})
    left, total = label_width(totals["reason"]), 1.15
    step = (PLOT_WIDTH - left - total) / len(documents)
    with house_style():
        if step < 0.72:
            figure, rows = _draw_reasons(totals, left), totals
            note = "Number of lines (bar and figure); in bold the theme hits that dropped lines would have given"
        else:
            figure, rows = _draw_cleaning(lines, totals, documents, names or {}, left, step), lines
            note = "Number of lines (disc and figure); in bold the theme hits that dropped lines would have given"
    return Chart(figure, headline, note, alt, rows, source, reading)


def _say_reason(row) -> str:
    return f"{row.reason} {row.n_lines:,}" + (f" ({count_words(row.n_mentions, 'hit')})" if row.n_mentions else "")


def _draw_cleaning(lines, totals, documents: list[str], names: Mapping[str, str], left: float, step: float):
    """Draw a matrix of discs: reasons down, documents across, a column of totals."""
    shown = [names.get(doc, doc) for doc in documents]
    head, pitch = head_height(shown, step - 0.08) + 0.05, 0.3
    at = {reason: head + pitch * (i + 0.5 + 0.35 * (i > 0)) for i, reason in enumerate(totals["reason"])}
    figure = start_figure(max(at.values()) + pitch)
    ax = add_canvas(figure)
    start, right = MARGIN + left, WIDTH - MARGIN
    head_columns(ax, shown, (start + step * i for i in range(len(shown))), step - 0.08, head - 0.1)
    ax.text(right - 0.6, head - 0.1, "all", fontsize=SMALL, color=GREY, ha="right", va="bottom")
    for reason, y in at.items():
        ax.plot([MARGIN, right], [y + pitch / 2] * 2, color="#EBEBEB", lw=0.8)
        ax.text(start - 0.15, y, cut_text(reason, left - 0.15), ha="right", va="center")
    largest = max(lines["n_lines"].max(), 1)
    for row in lines.itertuples():
        x, y = start + step * documents.index(row.doc_id), at[row.reason]
        colour = BLUE if row.reason == "kept" else SILVER
        ax.scatter(x + 0.13, y, s=(0.25 * 72) ** 2 * row.n_lines / largest, color=colour, linewidths=0)
        ax.text(x + 0.29, y, f"{row.n_lines:,}", va="center")
        if row.n_mentions:
            words, after = count_words(int(row.n_mentions), "hit"), 0.37 + text_width(f"{row.n_lines:,}")
            words = words if after + text_width(words, SMALL, "bold") < step else f"+{row.n_mentions:.0f}"
            x += after
            ax.text(x, y, words, va="center", color=RED, weight="bold", fontsize=SMALL)
    for row in totals.itertuples():
        ax.text(right - 0.6, at[row.reason], f"{row.n_lines:,}", ha="right", va="center", weight="bold")
        if row.n_mentions:
            words = count_words(row.n_mentions, "hit")
            ax.text(right - 0.52, at[row.reason], words, va="center", color=RED, weight="bold", fontsize=SMALL)
    return figure


def _draw_reasons(totals: pd.DataFrame, left: float):
    """Draw one bar a reason."""
    figure = start_figure(0.15 + 0.27 * len(totals))
    ax = add_canvas(figure)
    start, room = MARGIN + left, PLOT_WIDTH - left - 3.0
    for i, row in enumerate(totals.itertuples()):
        y, width = 0.2 + 0.27 * i, room * row.n_lines / max(totals["n_lines"].max(), 1)
        ax.barh(y, width, left=start, height=0.17, color=BLUE if row.reason == "kept" else SILVER)
        ax.text(start - 0.1, y, cut_text(row.reason, left - 0.1), ha="right", va="center")
        words = f"{row.n_lines:,} in {count_words(row.n_documents, 'document')}"
        ax.text(start + width + 0.06, y, words, va="center", fontsize=SMALL)
        if row.n_mentions:
            x = start + width + 0.14 + text_width(words, SMALL)
            words = count_words(row.n_mentions, "hit")
            ax.text(x, y, words, va="center", color=RED, weight="bold", fontsize=SMALL)
    return figure


def plot_heat_map(
    counts: pd.DataFrame,
    *,
    labels: Mapping[str, str] | None = None,
    headline: str = "Sentences that carry each theme, by document",
    source: str = "",
    reading: str = "",
) -> Chart:
    """Draw counts as a heat map: the figure is the count, the shade its share; more than nine columns turn to rows.

    Parameters
    ----------
    counts
        `theme`, `column` (a document or period), `n` (count), `share` (0-1, darker is more); both in order of
        appearance. A pair without a row stays empty.
    labels
        Display names of themes.
    """
    if counts.empty:
        return draw_nothing(headline, "nothing was counted", counts, source, reading)
    themes, columns = list(dict.fromkeys(counts["theme"])), list(dict.fromkeys(counts["column"]))
    shown = {theme: name_theme(theme, labels) for theme in themes}
    cells = {(row.theme, row.column): (row.n, row.share) for row in counts.itertuples()}
    top = counts["share"].max()
    with house_style():
        if len(columns) <= 9:
            figure = _draw_cells(cells, shown, {column: column for column in columns}, top)
        else:
            turned = {(column, theme): cell for (theme, column), cell in cells.items()}
            figure = _draw_cells(turned, {column: one_line(column) for column in columns}, shown, top)
    alt = f"Sentences that carry each theme in {len(columns)} columns. " + " ".join(
        f"{shown[theme]}: {_say_counts([(c, cells[theme, c][0]) for c in columns if (theme, c) in cells])}."
        for theme in themes
    )
    darkest = f" (darkest: {top:.0%})" if top > 0 else ""
    note = f"Number of sentences that carry the theme; the darker, the larger their share{darkest}"
    return Chart(figure, headline, note, alt, counts, source, reading)


def _say_counts(pairs: list[tuple[str, float]]) -> str:
    """Return all counts when they are few, else the sum and the three largest."""
    if len(pairs) <= 9:
        return ", ".join(f"{one_line(name)} {n:.0f}" for name, n in pairs)
    most = sorted(pairs, key=lambda pair: -pair[1])[:3]
    listed = ", ".join(f"{one_line(name)} {n:.0f}" for name, n in most if n)
    return f"{sum(n for _, n in pairs):.0f} in all" + (f", most in {listed}" if listed else "")


def _draw_cells(cells: Mapping, rows: Mapping[str, str], columns: Mapping[str, str], top: float):
    """Draw a grid of shaded cells with a count in each."""
    left, pitch = label_width(rows.values(), 2.6), 0.3
    step = (PLOT_WIDTH - left) / max(len(columns), 4)  # a single column is no poster
    head = head_height(columns.values(), step - 0.06)
    figure = start_figure(head + pitch * len(rows) + 0.08)
    ax = add_canvas(figure)
    middles = (MARGIN + left + step * (i + 0.5) for i in range(len(columns)))
    head_columns(ax, columns.values(), middles, step - 0.06, head - 0.06, "center")
    for j, (row, name) in enumerate(rows.items()):
        y = head + pitch * (j + 0.5)
        ax.text(MARGIN + left - 0.1, y, cut_text(name, left - 0.1), ha="right", va="center")
        for i, column in enumerate(columns):
            if (row, column) not in cells:
                continue
            n, share = cells[row, column]
            x, shade = MARGIN + left + step * i, _SHADES(share / top if n and top > 0 and share == share else 0.0)
            ax.bar(x + 0.01, pitch - 0.02, bottom=y - pitch / 2 + 0.01, width=step - 0.02, align="edge", color=shade,
                   edgecolor="#EBEBEB", linewidth=0.6)  # fmt: skip
            ax.text(x + step / 2, y, f"{n:.0f}", ha="center", va="center", color=_ink_on(shade) if n else GREY)
    return figure


def _ink_on(shade: tuple[float, ...]) -> str:
    """Return white or ink, whichever has more contrast (WCAG relative luminance) with a colour."""
    channels = np.array(shade[:3])
    linear = np.where(channels <= 0.04045, channels / 12.92, ((channels + 0.055) / 1.055) ** 2.4)
    luminance = float(linear @ [0.2126, 0.7152, 0.0722])
    return "#FFFFFF" if 1.05 / (luminance + 0.05) > (luminance + 0.05) / 0.066 else INK


def plot_summary(
    cells: pd.DataFrame,
    *,
    labels: Mapping[str, str] | None = None,
    headline: str = "How much of each report carries each theme",
    source: str = "",
    reading: str = "",
) -> Chart:
    """Draw the summary: themes down, time across, a disc whose area is the share of sentences, the count beside it.

    More than twelve columns are drawn as a band whose width is the share.

    Parameters
    ----------
    cells
        `theme`, `column` (document or period, in order of time), `n` (sentences with the theme), `of`
        (sentences), `share` (0-1), `context` (True: drawn grey, under the others).
    labels
        Display names of themes.
    """
    if cells.empty:
        return draw_nothing(headline, "nothing was counted", cells, source, reading)
    rows = cells.sort_values("context", kind="stable", ignore_index=True)
    themes, columns = list(dict.fromkeys(rows["theme"])), list(dict.fromkeys(cells["column"]))
    shown = {theme: name_theme(theme, labels) for theme in themes}
    with house_style():
        figure = _draw_summary(rows, shown, columns)
    alt = f"Share of sentences that carry each theme in {count_words(len(columns), 'report or period')}. ".replace(
        "report or periods", "reports or periods"
    ) + " ".join(_say_summary(shown[theme], rows[(rows["theme"] == theme) & (rows["n"] > 0)]) for theme in themes)
    mark = "width of the band" if len(columns) > 12 else "area of the disc"
    note = f"The {mark} is the share of sentences that carry the theme; figures: sentences with the theme, of all"
    return Chart(figure, headline, note, alt, rows, source, reading)


def _say_summary(name: str, hits: pd.DataFrame) -> str:
    if hits.empty:
        return f"{name}: none."
    if len(hits) > 9:
        most = hits.loc[hits["share"].idxmax()]
        return f"{name}: {hits['n'].sum()} sentences, most in {one_line(most['column'])} ({most['n']} of {most['of']})."
    return f"{name}: " + ", ".join(f"{one_line(r.column)} {r.n} of {r.of}" for r in hits.itertuples()) + "."


def _draw_summary(rows: pd.DataFrame, shown: Mapping[str, str], columns: list[str]):
    left, pitch, head = label_width([*shown.values(), "For context"], size=10), 0.5, 0.5
    step, top = (PLOT_WIDTH - left) / len(columns), max(rows["share"].max(), 1e-9)
    grey = set(rows.loc[rows["context"].astype(bool), "theme"])
    gap = 0.28 if 0 < len(grey) < len(shown) else 0.0
    at = {theme: head + pitch * (i + 0.5) + gap * (theme in grey) for i, theme in enumerate(shown)}
    figure = start_figure(max(at.values()) + pitch / 2 + 0.02)
    ax = add_canvas(figure)
    _name_columns(ax, columns, MARGIN + left, step, head)
    if gap:
        y = min(at[theme] for theme in grey) - pitch / 2 - 0.06
        ax.text(MARGIN, y, "For context", fontsize=SMALL, color=GREY, va="center")
    for theme, y in at.items():
        ax.plot([MARGIN + left, WIDTH - MARGIN], [y, y], color="#EBEBEB", lw=0.8, zorder=0)
        colour, ink = (SILVER, GREY) if theme in grey else (BLUE, INK)
        ax.text(MARGIN, y, cut_text(shown[theme], left - 0.1, 10), fontsize=10, va="center", color=ink)
        cells = rows[rows["theme"] == theme].set_index("column").reindex(columns)
        draw = _draw_band if len(columns) > 12 else _draw_discs
        draw(ax, cells, MARGIN + left, step, y, top, pitch, colour)
    return figure


def _name_columns(ax, columns: list[str], start: float, step: float, head: float) -> None:
    """Name as many columns as there is room for, the first and then at even steps."""
    every = int(np.ceil((max(text_width(column, SMALL) for column in columns[:40]) + 0.08) / step))
    every = 1 if len(columns) <= 7 else max(1, min(every, int(np.ceil(1.1 / step))))
    for i in range(0, len(columns), every):
        text = cut_text(columns[i], step * every - 0.06, SMALL)
        if i == 0 or start + step * i + text_width(text, SMALL) < WIDTH - 0.03:
            ax.text(start + step * i, head - 0.08, text, fontsize=SMALL, color=GREY, va="bottom")


def _draw_discs(ax, cells: pd.DataFrame, start, step, y, top, pitch, colour) -> None:
    largest = min(0.44, pitch - 0.06, step * 0.6)
    for i, cell in enumerate(cells.itertuples()):
        if np.isnan(cell.n):  # no such cell
            continue
        x = start + step * i + largest / 2
        if cell.n == 0:
            ax.plot(x, y, "o", ms=4, mfc="white", mec=PALE)
            continue
        size = largest * np.sqrt(cell.share / top)
        ax.scatter(x, y, s=(size * 72) ** 2, color=colour, linewidths=0)
        words = f"{cell.n:.0f} of {cell.of:.0f}"
        if x + size / 2 + text_width(words, SMALL) + 0.06 > start + step * (i + 1):
            words = f"{cell.n:.0f}"
        ax.text(x + size / 2 + 0.04, y, words, fontsize=SMALL, va="center", bbox=_PAPER)


def _draw_band(ax, cells: pd.DataFrame, start, step, y, top, pitch, colour) -> None:
    x = start + step * (np.arange(len(cells)) + 0.5)
    half = cells["share"].fillna(0).to_numpy() / top * (pitch - 0.16) / 2
    ax.fill_between(x, y - half, y + half, color=colour, linewidth=0.4)
    if half.max() > 0:
        i = int(half.argmax())
        words = f"{cells['n'].iloc[i]:.0f} of {cells['of'].iloc[i]:.0f}"
        room = text_width(words, SMALL) / 2
        place = np.clip(x[i], start + room, WIDTH - MARGIN - room)
        ax.text(place, y - half[i] - 0.01, words, fontsize=SMALL, ha="center", va="bottom")
