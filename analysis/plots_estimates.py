"""Charts of estimates with their intervals: themes over time, and tone."""

from __future__ import annotations

from collections.abc import Mapping

import matplotlib
import pandas as pd

from .charts import Chart
from .plots import _cut, _figure, _nothing
from .style import BLUE, GREY, STYLE

_UNITS = {"share": "share of sentences", "rate": "hits per 1,000 words", "tone": "mean tone, -1 to 1"}


def plot_trends(
    trends: pd.DataFrame,
    *,
    labels: Mapping[str, str] | None = None,
    names: Mapping[str, str] | None = None,
    headline: str = "Themes by period",
    source: str = "",
    reading: str = "",
) -> Chart:
    """Draw estimates with their intervals, one panel a theme, periods in order; hollow marks rest on one document.

    Parameters
    ----------
    trends
        Table `trends` of one measure; one row a theme and period (and group).
    labels, names
        Display names of themes and of groups.
    """
    rows = trends[trends["period"] != "undated"].dropna(subset=["estimate"])
    if rows.empty:
        return _nothing(headline, "no document has a date", rows)
    labels, names, measure = labels or {}, names or {}, rows["measure"].iloc[0]
    scale = 100 if measure == "share" else 1
    themes = list(dict.fromkeys(rows["theme"]))
    places = list(
        dict.fromkeys(zip(*rows.sort_values("period", kind="stable")[["period", "group"]].values.T, strict=True))
    )
    columns = min(2, len(themes))
    with matplotlib.rc_context(STYLE):
        figure, axes = _figure(
            1.3 + 1.75 * -(-len(themes) // columns), -(-len(themes) // columns), columns, sharey=True, sharex=True
        )
        for ax, theme in zip(axes, themes, strict=False):
            cells = rows[rows["theme"] == theme].set_index(["period", "group"])
            for at, cell in cells.iterrows():
                x, y = places.index(at), cell["estimate"] * scale
                ax.plot([x, x], [cell["low"] * scale, cell["high"] * scale], color=BLUE, lw=1.3, alpha=0.75)
                ax.plot(x, y, "o", color=BLUE, ms=6, mew=1.5, mfc="white" if cell["n_documents"] == 1 else BLUE)
                ax.annotate(
                    f"{y:.0f}" if scale == 100 else f"{y:.2g}",
                    (x, y),
                    xytext=(6, 2),
                    textcoords="offset points",
                    fontsize=8,
                )
            ax.set_title(labels.get(theme, theme))
            ax.set_xlim(-0.5, len(places) - 0.4)
            if len(places) <= 12:
                ax.set_xticks(range(len(places)), [names.get(g, p) for p, g in places], fontsize=7.5)
            if measure == "tone":
                ax.axhline(0, color=GREY, lw=0.8)
        for ax in axes[len(themes) :]:
            ax.set_axis_off()
        level = f"{100 * rows['level'].iloc[0]:.0f} %"
        alt = f"{_UNITS[measure].capitalize()} for {len(themes)} themes over {len(places)} periods. " + " ".join(
            f"{labels.get(t, t)}: "
            + ", ".join(
                f"{names.get(r.group, r.period)} {r.estimate * scale:.{0 if scale == 100 else 2}f}"
                f"{' %' if scale == 100 else ''}"
                for r in rows[rows["theme"] == t].itertuples()
            )
            + "."
            for t in themes
        )
        unit = _UNITS[measure] + (", per cent" if scale == 100 else "")
        return Chart(
            figure,
            headline,
            f"{unit[0].upper()}{unit[1:]}; bars are {level} intervals; hollow: one document",
            alt,
            rows,
            source,
            reading,
        )


def plot_tone(rows: pd.DataFrame, *, headline: str = "Tone", source: str = "", reading: str = "") -> Chart:
    """Draw mean tones with intervals, a row each.

    Parameters
    ----------
    rows
        `label`, `estimate`, `low`, `high` (-1 to 1), `n_sentences`, `thin` (rests on one document: hollow).
    """
    if rows.empty:
        return _nothing(headline, "no sentence was scored", rows)
    with matplotlib.rc_context(STYLE):
        figure, (ax,) = _figure(1.5 + 0.3 * len(rows))
        for y, row in enumerate(rows.itertuples()):
            ax.plot([row.low, row.high], [y, y], color=BLUE, lw=1.3, alpha=0.75)
            ax.plot(row.estimate, y, "o", color=BLUE, mfc="white" if row.thin else BLUE, mew=1.5)
            ax.text(1.03, y, f"{row.estimate:+.2f}   n = {row.n_sentences}", va="center", fontsize=8.5)
        ax.axvline(0, color=GREY, lw=0.9)
        ax.set(xlim=(-1.02, 1.42), ylim=(len(rows) - 0.4, -0.6), xticks=[-1, -0.5, 0, 0.5, 1])
        ax.set_yticks(range(len(rows)), [_cut(label, 44) for label in rows["label"]])
        alt = "Mean tone with interval. " + " ".join(
            f"{r.label}: {r.estimate:+.2f} ({r.low:+.2f} to {r.high:+.2f}), {r.n_sentences} sentences."
            for r in rows.itertuples()
        )
        return Chart(
            figure,
            headline,
            "Mean tone of sentences, -1 negative to 1 positive; bars are 95 % intervals, documents as "
            "unit; hollow: one document",
            alt,
            rows,
            source,
            reading,
        )
