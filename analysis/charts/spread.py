"""The estimates of one claim in every specification, sorted, over the choices that made each."""

from __future__ import annotations

import numpy as np
import pandas as pd

from ._canvas import Canvas
from ._layout import PLOT_WIDTH, count_words, cut_labels, draw_nothing, label_width
from ._text import SMALL, text_width
from .chart import Chart
from .style import BLUE, GREY, MARGIN, PALE, RED, SILVER, house_style

#: The choices and what the chart calls their options.
_NAMED = {
    "lexicon": {"default": "as it is", "narrow": "narrow", "wide": "wide"},
    "cleaning": {"default": "cleaned", "none": "not cleaned"},
    "dates": {"as intervals": "as intervals", "as given": "as given"},
    "unit": {"event": "events", "document": "documents"},
    "measure": {"share": "share of sentences", "rate": "hits per word"},
    "test": {"shape": "shapes of change", "contrast": "two periods"},
}
_LABEL = 2.4  # inches
_HIGH, _HEAD = 2.1, 0.12
_PITCH, _GAP = 0.19, 0.1  # inches from option to option, and between choices
_TICKS = (0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100)
_BEYOND = 3.0  # times the farthest estimate: intervals are cut there


@house_style()
def plot_spread(
    specifications: pd.DataFrame,
    *,
    claim: str = "",
    headline: str = "",
    source: str = "",
) -> Chart:
    """Draw the ratio that each specification gives of a claim, sorted, and below it the choices.

    Parameters
    ----------
    specifications
        What `spread_claim` gives, or the `specifications` of a study's `spread`.
    claim
        The claim that is drawn, by its text; the first that was tested unless given.
    headline, source
        What the chart says, and the line at the foot, in plain text; without a headline it says in
        how many specifications the claim is supported.
    """
    rows = specifications.dropna(subset=["estimate", "p"])
    rows = rows[rows["claim"] == (claim or rows["claim"].head(1).sum())]
    rows = rows[rows["estimate"] > 0].sort_values("estimate", kind="stable", ignore_index=True)
    if rows.empty:
        why = "no claim of a rise, fall, peak or dip could be tested"
        return draw_nothing(headline or "Claims in every specification", why, rows, source)
    text, n, agreed = rows["claim"].iloc[0], len(rows), int(rows["agrees"].sum())
    said = f"“{text}”: supported in {agreed:,} of {count_words(n, 'specification')}"
    groups = _list_groups(rows)
    notes = [
        "Ratio of levels (within over outside a change, later over earlier) with 95% interval, on a "
        "log scale, cut at its ends; filled: supported, hollow: not; square: the default"
    ]
    constant = [name for name in _NAMED if rows[name].nunique() == 1]
    notes += [f"No difference here, or no choice: {', '.join(constant)}"] * bool(constant)
    tested, of = rows[["n_documents", "n_whole"]].iloc[0]
    notes += [f"Tested on a random sample of {tested:,} of {of:,} documents"] * bool(of)
    middle = rows["estimate"].median()
    alt = (
        f"{said}. Ratios from {_say(rows['estimate'].min())} to {_say(rows['estimate'].max())}, "
        f"median {_say(middle)}; joint p {rows['p_median'].iloc[0]:.3f}."
    )
    for name, options in groups.items():
        told = (f"{label} {_say(rows.loc[kept, 'estimate'].median())}" for label, kept in options)
        alt += f" Median by {name}: {', '.join(told)}."
    return Chart(_draw(rows, groups), headline or said, "\n".join(notes), alt, rows, source)


def _say(ratio: float) -> str:
    return f"{ratio:.2g}" if ratio < 100 else "over 100"


def _list_groups(rows: pd.DataFrame) -> dict[str, list[tuple[str, np.ndarray]]]:
    """Return for each choice that varies its options, and which specifications have them."""
    out = {}
    for name, options in _NAMED.items():
        if rows[name].nunique() > 1:
            there = sorted(rows[name].unique(), key=[*options, *rows[name]].index)
            out[name] = [(options.get(o, o), (rows[name] == o).to_numpy()) for o in there]
    names = [name for name in rows["left_out"].drop_duplicates().sort_values() if name]
    if names:
        out["without"] = [(name, (rows["left_out"] == name).to_numpy()) for name in names]
    return out


def _draw(rows: pd.DataFrame, groups: dict[str, list[tuple[str, np.ndarray]]]):
    labels = [label for options in groups.values() for label, _ in options]
    heads = max((text_width(name, SMALL) for name in groups), default=0) + 0.12
    left = MARGIN + heads + label_width([*labels, "0.01"], _LABEL - heads, SMALL)
    width = PLOT_WIDTH + MARGIN - left - 0.05
    n, n_labels = len(rows), len(labels)
    canvas = Canvas(_HEAD + _HIGH + 0.12 + _PITCH * n_labels + _GAP * len(groups) + 0.05)
    step = width / n
    xs = left + step * (np.arange(n) + 0.5)
    place, ticks = scale_ratios(rows, _HEAD, _HIGH)
    for tick in ticks:
        look = (GREY, 0.9) if tick == 1 else (PALE, 0.6)
        canvas.rule(place(tick), left, left + width, *look, zorder=0)
        canvas.note(left - 0.06, place(tick), f"{tick:g}", "right")
    size = float(np.clip(step * 45, 1.8, 6))
    for x, row in zip(xs, rows.itertuples(), strict=True):
        if not np.isnan(row.low):
            colour = BLUE if row.agrees else SILVER
            canvas.post(x, place(row.high), place(row.low), colour, min(1.4, step * 30), zorder=1)
        shape, colour = ("s" if row.default else "o"), (RED if row.default else BLUE)
        canvas.mark(
            x,
            place(row.estimate),
            colour,
            size * (1 + 0.4 * row.default),
            shape,
            not row.agrees,
            1.1,
        )
        canvas.say(x, place(row.estimate), _say_row(row))
    y = _HEAD + _HIGH + 0.12
    cut = iter(cut_labels(labels, left - MARGIN - heads - 0.1, SMALL))
    for name, options in groups.items():
        canvas.rule(y + _GAP / 2, MARGIN, left + width, lw=0.5)
        y += _GAP
        canvas.small(MARGIN, y + _PITCH / 2, name, weight="bold")
        for _, kept in options:
            canvas.small(left - 0.06, y + _PITCH / 2, next(cut), "right")
            for agrees, colour in ((True, BLUE), (False, SILVER)):
                which = kept & (rows["agrees"] == agrees).to_numpy()
                here = np.full(int(which.sum()), y + _PITCH / 2)
                canvas.axes.vlines(
                    xs[which], here - 0.06, here + 0.06, color=colour, lw=min(3, step * 40)
                )
            y += _PITCH
    return canvas.figure


def _say_row(row) -> str:
    verdict = "supported" if row.agrees else "not supported"
    choices = [
        options.get(getattr(row, name), getattr(row, name)) for name, options in _NAMED.items()
    ]
    without = f", without {row.left_out}" if row.left_out else ""
    return f"{_say(row.estimate)} ({_say(row.low)} to {_say(row.high)}), {verdict}: {', '.join(choices)}{without}"


def scale_ratios(rows: pd.DataFrame, top: float, high: float):
    """Return what places a ratio on a log scale, and its ticks; intervals may be cut.

    Parameters
    ----------
    rows
        `estimate`, `low` and `high` of each specification.
    top, high
        Where the scale begins, and its height, in inches.
    """
    logs = np.log(rows[["estimate", "low", "high"]].clip(1e-6, 1e6))
    least, most = min(logs["estimate"].min(), 0.0), max(logs["estimate"].max(), 0.0)
    room = np.log(_BEYOND)
    lower = max(min(logs["low"].min(), least), least - room) - 0.15
    upper = min(max(logs["high"].max(), most), most + room) + 0.15

    def place(ratio: float) -> float:
        at = np.clip(np.log(max(ratio, 1e-9)), lower, upper)
        return top + high * (upper - at) / (upper - lower)

    ticks = [tick for tick in _TICKS if lower <= np.log(tick) <= upper]
    apart = 0.16 * (upper - lower) / high
    kept = [1.0]
    for tick in sorted(ticks, key=lambda t: abs(np.log(t))):
        if all(abs(np.log(tick / other)) >= apart for other in kept):
            kept.append(float(tick))
    return place, sorted(kept)
