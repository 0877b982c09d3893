"""One tidy table to one chart. Marks never compute statistics; headlines come from `readings`."""

from __future__ import annotations

from collections.abc import Mapping

import matplotlib
import numpy as np
import pandas as pd
from matplotlib.figure import Figure

from .charts import Chart
from .style import BLUE, GREY, INK, PALE, RED, STYLE, WIDTH

_MARKS = {"text": "o", "part": "s", "curated": "D"}


def _figure(height: float, rows: int = 1, columns: int = 1, **options):
    figure = Figure(figsize=(WIDTH, height), layout="constrained")
    return figure, figure.subplots(rows, columns, squeeze=False, **options).ravel()


def _nothing(headline: str, why: str, rows: pd.DataFrame) -> Chart:
    """Return a chart that says why there is nothing to draw."""
    with matplotlib.rc_context(STYLE):
        figure, (ax,) = _figure(2)
        ax.set_axis_off()
        ax.text(0.5, 0.5, f"Nothing to draw: {why}", ha="center", color=GREY)
        return Chart(figure, headline, "", f"Nothing to draw: {why}.", rows)


def _cut(text: str, n: int = 28) -> str:
    """Shorten each line of a label to n characters."""
    return "\n".join(line if len(line) <= n else line[: n - 1] + "…" for line in text.split("\n"))


def _in_order(documents: pd.Series, names: Mapping[str, str]) -> list[str]:
    """Return the documents in the order of their names (by date), those without a name last."""
    seen = dict.fromkeys(documents)
    return [d for d in names if d in seen] + [d for d in seen if d not in names]


def plot_timeline(
    documents: pd.DataFrame, *, headline: str = "The documents in time", source: str = "", reading: str = ""
) -> Chart:
    """Draw each document at its date, a row each (at most 40), its mark by what the date rests on.

    Parameters
    ----------
    documents
        Table `documents`; `forum`, `place`, `date_basis` are used where they are there.
    """
    rows = documents.dropna(subset=["date"]).sort_values(["date", "doc_id"], ignore_index=True)
    undated = len(documents) - len(rows)
    if rows.empty:
        return _nothing(headline, "no document has a date", rows)
    label = (
        rows["title"]
        .where(rows.get("forum", rows["title"]) == "", rows.get("forum", rows["title"]))
        .where(lambda s: s != "", rows["doc_id"])
    )
    label = label + rows["place"].map(lambda p: f", {p}" if p else "") if "place" in rows else label
    drawn = rows[["doc_id", "date", "source", "episode", "group"]].assign(
        label=label,
        date=rows["date"].dt.strftime("%Y-%m-%d"),
        basis=rows.get("date_basis", pd.Series("", index=rows.index)),
    )
    shown = rows.head(40)
    with matplotlib.rc_context(STYLE):
        figure, (ax,) = _figure(1.5 + 0.42 * len(shown))
        left, right = rows["date"].min(), rows["date"].max()
        middle = left + (right - left) / 2
        for y, row in shown.iterrows():
            mark = _MARKS.get(drawn.at[y, "basis"], "o")
            ax.plot(row["date"], y, mark, color=BLUE, markerfacecolor=BLUE if mark == "o" else "white", ms=8, mew=1.6)
            late = row["date"] > middle
            ax.annotate(
                f"{row['date']:%-d %b %Y}  {_cut(drawn.at[y, 'label'], 58)}",
                (row["date"], y),
                xytext=(-10 if late else 10, 0),
                textcoords="offset points",
                va="center",
                ha="right" if late else "left",
                fontsize=8.5,
                parse_math=False,
            )
        for _, same in shown.groupby("episode"):
            if len(same) > 1:
                ax.plot(same["date"], same.index, color=RED, lw=1.4, zorder=0)
        ax.set(ylim=(len(shown) - 0.4, -0.6), yticks=[])
        ax.margins(x=0.12)
        ax.grid(axis="x")
        alt = (
            f"Timeline of {len(rows)} documents on {rows['episode'].nunique()} episodes from {left:%-d %B %Y} to {right:%-d %B %Y}: "
            + "; ".join(f"{d:%-d %B %Y}, {t}" for d, t in zip(shown["date"], drawn["label"], strict=False))
            + "."
        )
        note = "Disc: the text bears the date; square: in part; diamond: curated. A red line joins documents of one episode."
        return Chart(
            figure, headline, note + (f" {undated} without a date." if undated else ""), alt, drawn, source, reading
        )


def plot_cleaning(
    lines: pd.DataFrame,
    *,
    names: Mapping[str, str] | None = None,
    headline: str = "What cleaning took away",
    source: str = "",
    reading: str = "",
) -> Chart:
    """Draw lines kept and dropped by document, with the reason, and the theme hits that dropped lines would have given.

    Parameters
    ----------
    lines
        As `tally_lines` gives them.
    """
    if lines.empty:
        return _nothing(headline, "no lines were read", lines)
    reasons = ["kept", *sorted(set(lines["reason"]) - {"kept"})]
    names = names or {}
    documents = _in_order(lines["doc_id"], names)
    with matplotlib.rc_context(STYLE):
        figure, (ax,) = _figure(1.7 + 0.36 * len(reasons))
        ax.set(xlim=(-0.6, len(documents) - 0.4), ylim=(len(reasons) - 0.5, -0.7))
        for _, row in lines.iterrows():
            x, y = documents.index(row["doc_id"]), reasons.index(row["reason"])
            ax.scatter(x - 0.18, y, s=14 * row["n_lines"] ** 1.1, color=BLUE if y == 0 else GREY, linewidths=0)
            ax.text(x + 0.02, y, str(row["n_lines"]), va="center", fontsize=9)
            if row["n_mentions"]:
                ax.text(
                    x + 0.16,
                    y,
                    f"{row['n_mentions']} hit{'s' if row['n_mentions'] > 1 else ''}",
                    va="center",
                    color=RED,
                    fontsize=9,
                    weight="bold",
                )
        ax.set_xticks(range(len(documents)), [_cut(names.get(d, d), 18) for d in documents])
        ax.set_yticks(range(len(reasons)), reasons)
        ax.xaxis.tick_top()
        kept, dropped = lines[lines["reason"] == "kept"], lines[lines["reason"] != "kept"]
        alt = (
            f"Lines by document and reason: {kept['n_lines'].sum()} kept, {dropped['n_lines'].sum()} dropped, which would have "
            f"given {dropped['n_mentions'].sum()} theme hits."
        )
        return Chart(
            figure,
            headline,
            "Number of lines (disc and figure), and in red the theme hits that dropped lines would have given",
            alt,
            lines,
            source,
            reading,
        )


def plot_heat_map(
    counts: pd.DataFrame, *, headline: str = "Themes by document", source: str = "", reading: str = ""
) -> Chart:
    """Draw counts as a heat map: the figure is the count, the shade its share.

    Parameters
    ----------
    counts
        `theme`, `column`, `n` (count), `share` (0-1, darker is more); rows and columns in order of appearance.
    """
    if counts.empty:
        return _nothing(headline, "nothing was counted", counts)
    themes, columns = list(dict.fromkeys(counts["theme"])), list(dict.fromkeys(counts["column"]))
    shares = counts.pivot(index="theme", columns="column", values="share").loc[themes, columns].to_numpy()
    numbers = counts.pivot(index="theme", columns="column", values="n").loc[themes, columns].to_numpy()
    with matplotlib.rc_context(STYLE):
        figure, (ax,) = _figure(1.6 + 0.36 * len(themes))
        top = max(float(np.nanmax(shares)), 1e-9)
        ax.imshow(shares, cmap="Blues", vmin=0, vmax=top * 1.15, aspect="auto")
        for (y, x), n in np.ndenumerate(numbers):
            ax.text(x, y, f"{n:.0f}", ha="center", va="center", color="white" if shares[y, x] > 0.6 * top else INK)
        ax.set_xticks(range(len(columns)), [_cut(c, 20) for c in columns])
        ax.set_yticks(range(len(themes)), themes)
        ax.xaxis.tick_top()
        ax.grid(False)
        alt = "Sentences that carry each theme. " + " ".join(
            f"{t}: " + ", ".join(f"{c} {n:.0f}" for c, n in zip(columns, numbers[i], strict=True)) + "."
            for i, t in enumerate(themes)
        )
        return Chart(
            figure,
            headline,
            "Number of sentences that carry the theme; the darker, the larger their share of the document",
            alt,
            counts,
            source,
            reading,
        )


def plot_summary(
    cells: pd.DataFrame, *, headline: str = "Shifting priorities", source: str = "", reading: str = ""
) -> Chart:
    """Draw the summary: themes by document, the disc as large as the share of sentences, the count beside it.

    Parameters
    ----------
    cells
        `theme`, `column`, `n`, `of` (sentences of the document), `share` (0-1), `context` (drawn grey).
    """
    if cells.empty:
        return _nothing(headline, "nothing was counted", cells)
    themes, columns = list(dict.fromkeys(cells["theme"])), list(dict.fromkeys(cells["column"]))
    with matplotlib.rc_context(STYLE):
        figure, (ax,) = _figure(1.8 + 0.52 * len(themes))
        for row in cells.itertuples():
            x, y = columns.index(row.column), themes.index(row.theme)
            colour = GREY if row.context else BLUE
            if row.n:
                ax.scatter(x, y, s=2600 * row.share, color=colour, alpha=0.85, linewidths=0)
                ax.annotate(
                    f"{row.n}/{row.of}", (x, y), xytext=(17, 0), textcoords="offset points", va="center", fontsize=8.5
                )
            else:
                ax.plot(x, y, "o", ms=4, mfc="white", color=PALE)
        ax.set(xlim=(-0.5, len(columns) - 0.4), ylim=(len(themes) - 0.45, -0.6))
        ax.set_xticks(range(len(columns)), [_cut(c, 20) for c in columns])
        ax.set_yticks(range(len(themes)), themes)
        ax.tick_params(axis="y", labelcolor=INK, labelsize=10)
        ax.xaxis.tick_top()
        alt = "Sentences that carry each theme, of all in the document. " + " ".join(
            f"{t}: "
            + ", ".join(
                f"{r.column.replace(chr(10), ' ')} {r.n} of {r.of}" for r in cells[cells["theme"] == t].itertuples()
            )
            + "."
            for t in themes
        )
        return Chart(
            figure,
            headline,
            "Sentences that carry the theme, of all sentences of the report; the area of a disc is the share",
            alt,
            cells,
            source,
            reading,
        )
