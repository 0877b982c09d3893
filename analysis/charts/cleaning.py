"""What cleaning kept and took away."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from ._layout import (
    PLOT_WIDTH,
    count_words,
    draw_nothing,
    head_columns,
    head_height,
    in_order,
    label_width,
)
from .chart import Chart
from .style import (
    BLUE,
    GREY,
    MARGIN,
    RED,
    SILVER,
    SMALL,
    WIDTH,
    add_canvas,
    cut_text,
    house_style,
    start_figure,
    text_width,
)


def plot_cleaning(
    lines: pd.DataFrame,
    *,
    names: Mapping[str, str] | None = None,
    headline: str = "Lines that cleaning kept and took away, by reason",
    source: str = "",
) -> Chart:
    """Draw lines kept and dropped by reason, and the theme hits that dropped lines would have
    given.

    A column a document while their names fit (about eight), else one bar a reason over all
    documents.

    Parameters
    ----------
    lines
        As `tally_lines` gives them: `doc_id`, `reason` ("kept" for body lines), `n_lines`,
        `n_mentions`.
    names
        Display names of documents, in the order wanted.
    headline
        What the chart says, in plain text.
    source
        The line at the foot.
    """
    if lines.empty:
        return draw_nothing(headline, "no lines were read", lines, source)
    totals = lines.groupby("reason").agg(
        n_documents=("doc_id", "nunique"),
        n_lines=("n_lines", "sum"),
        n_mentions=("n_mentions", "sum"),
    )
    totals = (
        totals.astype("int64")
        .reset_index()
        .sort_values(["n_lines", "reason"], ascending=[False, True])
    )
    totals = totals.sort_values(
        "reason", key=lambda reasons: reasons != "kept", kind="stable", ignore_index=True
    )
    gone = totals[totals["reason"] != "kept"]
    alt = (
        f"Lines of {count_words(lines['doc_id'].nunique(), 'document')}: "
        f"{totals['n_lines'].sum() - gone['n_lines'].sum():,} kept, {gone['n_lines'].sum():,} "
        "dropped, which would have "
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
            note = (
                "Number of lines (bar and figure); in bold the theme hits that dropped lines "
                "would have given"
            )
        else:
            figure, rows = _draw_cleaning(lines, totals, documents, names or {}, left, step), lines
            note = (
                "Number of lines (disc and figure); in bold the theme hits that dropped lines "
                "would have given"
            )
    return Chart(figure, headline, note, alt, rows, source)


def _say_reason(row) -> str:
    return f"{row.reason} {row.n_lines:,}" + (
        f" ({count_words(row.n_mentions, 'hit')})" if row.n_mentions else ""
    )


def _draw_cleaning(
    lines, totals, documents: list[str], names: Mapping[str, str], left: float, step: float
):
    """Draw a matrix of discs: reasons down, documents across, a column of totals."""
    shown = [names.get(doc, doc) for doc in documents]
    head, pitch = head_height(shown, step - 0.08) + 0.05, 0.3
    at = {
        reason: head + pitch * (i + 0.5 + 0.35 * (i > 0))
        for i, reason in enumerate(totals["reason"])
    }
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
        ax.scatter(
            x + 0.13, y, s=(0.25 * 72) ** 2 * row.n_lines / largest, color=colour, linewidths=0
        )
        ax.text(x + 0.29, y, f"{row.n_lines:,}", va="center")
        if row.n_mentions:
            words, after = (
                count_words(int(row.n_mentions), "hit"),
                0.37 + text_width(f"{row.n_lines:,}"),
            )
            words = (
                words
                if after + text_width(words, SMALL, "bold") < step
                else f"+{row.n_mentions:.0f}"
            )
            x += after
            ax.text(x, y, words, va="center", color=RED, weight="bold", fontsize=SMALL)
    for row in totals.itertuples():
        ax.text(
            right - 0.6, at[row.reason], f"{row.n_lines:,}", ha="right", va="center", weight="bold"
        )
        if row.n_mentions:
            words = count_words(row.n_mentions, "hit")
            ax.text(
                right - 0.52,
                at[row.reason],
                words,
                va="center",
                color=RED,
                weight="bold",
                fontsize=SMALL,
            )
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
