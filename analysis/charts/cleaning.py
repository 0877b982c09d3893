"""What cleaning kept and removed."""

from collections.abc import Mapping

import pandas as pd

from ..core.counts import say_count
from ._canvas import Canvas
from ._layout import PLOT_WIDTH, draw_nothing, head_columns, head_height, in_order, label_width
from ._text import SMALL, cut_text, text_width
from .chart import Chart
from .style import BLUE, MARGIN, RED, SILVER, WIDTH, house_style

_HITS = {"color": RED, "weight": "bold"}


@house_style()
def plot_cleaning(
    lines: pd.DataFrame,
    *,
    names: Mapping[str, str] | None = None,
    headline: str = "Lines that cleaning kept and removed, by reason",
    source: str = "",
) -> Chart:
    """Draw lines kept and dropped by reason, and the theme hits that dropped lines would have
    given.

    One column per document while their names fit (about eight), else one bar per reason over all
    documents.

    Parameters
    ----------
    lines
        As `tally_lines` gives them: `doc_id`, `reason` ("kept" for body lines), `n_lines`,
        `n_mentions`.
    names
        Display names of documents, in the order wanted.
    headline, source
        What the chart says, and the line at the foot, in plain text.
    """
    if lines.empty:
        return draw_nothing(headline, "no lines were read", lines, source)
    totals, names = _add_up(lines), names or {}
    gone = totals[totals["reason"] != "kept"]
    n_gone = gone["n_lines"].sum()
    alt = (
        f"Lines of {say_count(lines['doc_id'].nunique(), 'document')}: "
        f"{totals['n_lines'].sum() - n_gone:,} kept, {n_gone:,} dropped, which would have given "
        f"{say_count(gone['n_mentions'].sum(), 'theme hit')}. "
        f"Dropped: {', '.join(map(_say_reason, gone.itertuples())) or 'none'}."
    )
    documents = in_order(lines["doc_id"], names)
    left, total = label_width(totals["reason"]), 1.15
    step = (PLOT_WIDTH - left - total) / len(documents)
    if step < 0.72:
        figure, rows, mark = _draw_reasons(totals, left), totals, "bar"
    else:
        shown = {doc: names.get(doc, doc) for doc in documents}
        figure, rows, mark = _draw_matrix(lines, totals, shown, left, step), lines, "disc"
    note = f"Number of lines ({mark} and figure); in bold the theme hits that dropped lines would "
    return Chart(figure, headline, note + "have given", alt, rows, source)


def _add_up(lines: pd.DataFrame) -> pd.DataFrame:
    """Return the sums of each reason: lines kept first, then the reason that removed most."""
    sums = {"n_documents": ("doc_id", "nunique"), "n_lines": ("n_lines", "sum")}
    totals = lines.groupby("reason").agg(**sums, n_mentions=("n_mentions", "sum"))
    totals = totals.astype("int64").reset_index()
    totals = totals.sort_values(["n_lines", "reason"], ascending=[False, True])
    gone = totals["reason"] != "kept"
    return pd.concat([totals[~gone], totals[gone]], ignore_index=True)


def _say_reason(row) -> str:
    hits = f" ({say_count(row.n_mentions, 'hit')})" if row.n_mentions else ""
    return f"{row.reason} {row.n_lines:,}{hits}"


def _draw_matrix(lines, totals, shown: Mapping[str, str], left: float, step: float):
    """Draw a matrix of discs: reasons down, documents across, a column of totals."""
    head, pitch = head_height(shown.values(), step - 0.08) + 0.05, 0.3
    reasons = enumerate(totals["reason"])
    at = {reason: head + pitch * (i + 0.5 + 0.35 * (i > 0)) for i, reason in reasons}
    canvas = Canvas(max(at.values()) + pitch)
    right = WIDTH - MARGIN
    xs = {doc: MARGIN + left + step * i for i, doc in enumerate(shown)}
    head_columns(canvas, shown.values(), xs.values(), step - 0.08, head - 0.1)
    canvas.note(right - 0.6, head - 0.1, "all", "right", "bottom")
    for reason, y in at.items():
        canvas.rule(y + pitch / 2, color="#EBEBEB")
        canvas.write(MARGIN + left - 0.15, y, cut_text(reason, left - 0.15), "right")
    largest = max(lines["n_lines"].max(), 1)
    for row in lines.itertuples():
        x, y, count = xs[row.doc_id], at[row.reason], f"{row.n_lines:,}"
        area = (0.25 * 72) ** 2 * row.n_lines / largest
        canvas.disc(x + 0.13, y, area, BLUE if row.reason == "kept" else SILVER)
        canvas.write(x + 0.29, y, count)
        canvas.say(x + 0.13, y, f"Lines of {shown[row.doc_id]}: {_say_reason(row)}")
        if row.n_mentions:
            words, after = say_count(int(row.n_mentions), "hit"), 0.37 + text_width(count)
            fits = after + text_width(words, SMALL, "bold") < step
            canvas.small(x + after, y, words if fits else f"+{row.n_mentions:.0f}", **_HITS)
    for row in totals.itertuples():
        canvas.write(right - 0.6, at[row.reason], f"{row.n_lines:,}", "right", weight="bold")
        if row.n_mentions:
            canvas.small(right - 0.52, at[row.reason], say_count(row.n_mentions, "hit"), **_HITS)
    return canvas.figure


def _draw_reasons(totals: pd.DataFrame, left: float):
    """Draw one bar per reason."""
    canvas = Canvas(0.15 + 0.27 * len(totals))
    start, room = MARGIN + left, PLOT_WIDTH - left - 3.0
    for i, row in enumerate(totals.itertuples()):
        y, width = 0.2 + 0.27 * i, room * row.n_lines / max(totals["n_lines"].max(), 1)
        canvas.bar(start, y, width, 0.17, BLUE if row.reason == "kept" else SILVER)
        canvas.write(start - 0.1, y, cut_text(row.reason, left - 0.1), "right")
        where = say_count(row.n_documents, "document")
        words = f"{row.n_lines:,} in {where}"
        canvas.small(start + width + 0.06, y, words)
        canvas.say(start + width / 2, y, f"Lines of {where}: {_say_reason(row)}")
        if row.n_mentions:
            x = start + width + 0.14 + text_width(words, SMALL)
            canvas.small(x, y, say_count(row.n_mentions, "hit"), **_HITS)
    return canvas.figure
