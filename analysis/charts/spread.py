"""The estimates of one claim in every specification, sorted, over the choices that made each."""

from difflib import get_close_matches

import numpy as np
import pandas as pd

from ..core.counts import say_count
from ._canvas import Canvas
from ._layout import PLOT_WIDTH, cut_labels, draw_nothing, label_width
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
_MOVES = ("rose", "fell", "peaked", "dipped")  # other claims are counted, and have no ratio
#: The kinds of ratio, and what each is a ratio of.
_KINDS = {
    "a step or trend": "after over before a step or trend",
    "a peak or dip": "within over outside a peak or dip",
    "two periods": "later over earlier of two periods",
}
_MOST_LETTERS, _MOST_NEAR = 160, 3  # of a claim that is named, and claims that are named instead
_LABEL = 2.4  # inches
_HIGH, _HEAD, _FOOT = 2.1, 0.12, 0.22
_PITCH, _GAP = 0.19, 0.1  # inches from option to option, and between choices
_TICKS = (0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100)
_BEYOND = 3.0  # times the farthest estimate: intervals are cut there


@house_style()
def plot_spread(
    specifications: pd.DataFrame, *, claim: str = "", headline: str = "", source: str = ""
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
    moves = specifications[specifications["says"].isin(_MOVES)]
    tested = moves[moves["not_tested"] == ""]
    text = claim or next(iter([*tested["claim"].head(1), *moves["claim"].head(1)]), "")
    rows = moves[moves["claim"] == text]
    rows = rows[rows["default"].cumsum() <= 1]  # of claims in the same words the first
    n = int((rows["not_tested"] == "").sum())
    if not n:
        why = _say_nothing(text, specifications, rows)
        return draw_nothing(headline or "Claims in every specification", why, rows, source)
    rows = _sort(rows)
    n_agreed, n_not = int(rows["agrees"].sum()), len(rows) - n
    said = f"supported in {n_agreed:,} of {say_count(n, 'specification')}"
    said += f"; {n_not:,} could not be tested" * (n_not > 0)
    groups, joint = _list_groups(rows), rows["p_median"].iloc[0]
    alt = f"“{text}”: {said}. "
    for kind, of in rows.dropna(subset="estimate").groupby("ratio_of", sort=False)["estimate"]:
        alt += f"Ratios of {kind} from {_say(of.min())} to {_say(of.max())}, "
        alt += f"median {_say(of.median())}. "
    alt += f"Joint p {joint:.3f}." if pd.notna(joint) else "No joint p."
    for name, options in groups.items():
        told = "; ".join(_say_option(label, rows[kept]) for label, kept in options)
        alt += f" By {name}: {told}."
    head = headline or f"“{_cut(text)}”: {said}"
    return Chart(_draw(rows, groups), head, "\n".join(_list_notes(rows)), alt, rows, source)


def _sort(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the rows by kind of ratio and ratio; then those without one, then the untested."""
    rows = rows.assign(estimate=rows["estimate"].where(rows["estimate"] > 0))
    untested = rows["not_tested"] != ""
    last = np.select([untested, rows["estimate"].isna()], [2, 1], 0)
    kind = rows["ratio_of"].map({kind: i for i, kind in enumerate(_KINDS)}).where(~untested, 0)
    order = np.lexsort([rows["estimate"].fillna(0), kind, last])
    return rows.iloc[order].reset_index(drop=True)


def _say_nothing(text: str, specifications: pd.DataFrame, rows: pd.DataFrame) -> str:
    """Say why there is nothing to draw of a claim."""
    there = list(dict.fromkeys(specifications["claim"]))
    if len(rows):
        why = ", ".join(rows["not_tested"].unique())
        return f"no specification of “{_cut(text)}” could be tested ({why})"
    if not text:
        return "no claim of a rise, fall, peak or dip could be tested"
    if text in there:
        return f"“{_cut(text)}” was counted, and has no ratio"
    near = get_close_matches(_cut(text), map(_cut, there), _MOST_NEAR, 0.0)
    names = ", ".join(f"“{name}”" for name in near) or "none"
    more = f" and {len(there) - len(near)} more" * (len(there) > len(near))
    return f"no claim “{_cut(text)}” was tested; there are: {names}{more}"


def _list_notes(rows: pd.DataFrame) -> list[str]:
    tested, first = rows[rows["not_tested"] == ""], rows.iloc[0]
    drawn = tested.dropna(subset="estimate")
    of = ", ".join(said for kind, said in _KINDS.items() if (drawn["ratio_of"] == kind).any())
    lost = bool((rows["default"] & (rows["not_tested"] != "")).any())
    marks = {
        "filled: supported, hollow: not": True,
        "square: the default": tested["default"].any(),
        "at the foot: no ratio": len(drawn) < len(tested),
        f"cross: could not be tested{', the default among them' * lost}": len(tested) < len(rows),
    }
    ratio = f"Ratio of levels ({of}) with 95% interval, on a log scale, cut at its ends"
    shown = "; ".join([ratio if of else "No ratio", *(mark for mark, on in marks.items() if on)])
    across = drawn["agrees"] & (drawn["low"] <= 1) & (drawn["high"] >= 1)
    n = f"Tested on {say_count(first['n_documents'], 'document')} of "
    n += f"{say_count(first['n_events'], 'event')}, each copy once"
    if first["n_whole"]:
        n += f", from a random sample of {first['n_whole']:,} documents"
    if first["too_few"] and (tested["test"] == "shape").any():
        n += "; too few for the test of shapes by event to show any change"
    n_out, n_sources = int((rows["left_out"] != "").sum()), first["n_sources"]
    constant = [name for name in _NAMED if rows[name].nunique() == 1]
    notes = {
        shown: True,
        "Supported by permuted dates, not by the interval: where that spans 1, it is uncertain by "
        "how much": across.any(),
        n: True,
        f"Left out, one at a time: {n_out} of {n_sources:,} sources": 0 < n_out < n_sources,
        f"No difference here, or no choice: {', '.join(constant)}": bool(constant),
    }
    return [note for note, on in notes.items() if on]


def _say_option(label: str, rows: pd.DataFrame) -> str:
    """Say of an option how often it supports the claim, and its median where there is one."""
    tested = rows[rows["not_tested"] == ""]
    if tested.empty:
        return f"{label} not tested"
    drawn = tested.dropna(subset="estimate")
    one = len(drawn) and drawn["ratio_of"].nunique() == 1
    median = f" (median {_say(drawn['estimate'].median())})" if one else ""
    return f"{label} {int(tested['agrees'].sum())} of {len(tested)}{median}"


def _cut(text: str) -> str:
    return text if len(text) <= _MOST_LETTERS else text[: _MOST_LETTERS - 1].rstrip() + "…"


def _say(ratio: float) -> str:
    return f"{ratio:.2g}" if ratio < 100 else "over 100"


def _list_groups(rows: pd.DataFrame) -> dict[str, list[tuple[str, np.ndarray]]]:
    """Return for each choice that varies its options, and which specifications have them."""
    out = {}
    for name, options in _NAMED.items():
        if rows[name].nunique() > 1:
            there = sorted(rows[name].unique(), key=[*options, *rows[name]].index)
            out[name] = [(options.get(o, o), (rows[name] == o).to_numpy()) for o in there]
    kinds = [kind for kind in _KINDS if (rows["ratio_of"] == kind).any()]
    if len(kinds) > 1:
        out.pop("test", None)  # the kinds tell the tests too
        each = [(kind, (rows["ratio_of"] == kind).to_numpy()) for kind in kinds]
        out = {"ratio of": each} | out
    if names := sorted(set(rows["left_out"]) - {""}):
        out["without"] = [(name, (rows["left_out"] == name).to_numpy()) for name in names]
    return out


def _draw(rows: pd.DataFrame, groups: dict[str, list[tuple[str, np.ndarray]]]):
    labels = [label for options in groups.values() for label, _ in options]
    heads = max((text_width(name, SMALL) for name in groups), default=0) + 0.12
    left = MARGIN + heads + label_width([*labels, "0.01"], _LABEL - heads, SMALL)
    width = PLOT_WIDTH + MARGIN - left - 0.05
    n, n_labels = len(rows), len(labels)
    foot = _HEAD + _HIGH + _FOOT * bool(rows["estimate"].isna().any())
    canvas = Canvas(foot + 0.12 + _PITCH * n_labels + _GAP * len(groups) + 0.05)
    step = width / n
    xs = left + step * (np.arange(n) + 0.5)
    place, ticks = scale_ratios(rows, _HEAD, _HIGH)
    for tick in ticks:
        look = (GREY, 0.9) if tick == 1 else (PALE, 0.6)
        canvas.rule(place(tick), left, left + width, *look, zorder=0)
        canvas.note(left - 0.06, place(tick), f"{tick:g}", "right")
    size = float(np.clip(step * 45, 1.8, 6))
    kind = rows["ratio_of"].where(rows["estimate"].notna(), "")
    for at in np.flatnonzero((kind != kind.shift()).to_numpy())[1:]:
        canvas.post(left + step * at, _HEAD, foot, GREY, 0.7, zorder=0)
    for x, row in zip(xs, rows.itertuples(), strict=True):
        if not np.isnan(row.low):
            colour = BLUE if row.agrees else SILVER
            canvas.post(x, place(row.high), place(row.low), colour, min(1.4, step * 30), zorder=1)
        y = foot - _FOOT / 2 if np.isnan(row.estimate) else place(row.estimate)
        shape, colour = ("s" if row.default else "o"), (RED if row.default else BLUE)
        if row.not_tested:
            shape, colour = "x", (RED if row.default else GREY)
        canvas.mark(x, y, colour, size * (1 + 0.4 * row.default), shape, not row.agrees, 1.1)
        canvas.say(x, y, _say_row(row))
    y, tested = foot + 0.12, (rows["not_tested"] == "").to_numpy()
    cut = iter(cut_labels(labels, left - MARGIN - heads - 0.1, SMALL))
    for name, options in groups.items():
        canvas.rule(y + _GAP / 2, MARGIN, left + width, lw=0.5)
        y += _GAP
        canvas.small(MARGIN, y + _PITCH / 2, name, weight="bold")
        for _, kept in options:
            middle = y + _PITCH / 2
            canvas.small(left - 0.06, middle, next(cut), "right")
            lost = xs[kept & ~tested]
            canvas.mark(lost, np.full(len(lost), middle), GREY, 3, "x")
            for agrees, colour in ((True, BLUE), (False, SILVER)):
                at = xs[kept & tested & (rows["agrees"] == agrees).to_numpy()]
                wide = min(3, step * 40)
                canvas.axes.vlines(at, middle - 0.06, middle + 0.06, color=colour, lw=wide)
            y += _PITCH
    return canvas.figure


def _say_row(row) -> str:
    verdict = "supported" if row.agrees else "not supported"
    if row.not_tested:
        verdict = f"could not be tested ({row.not_tested})"
    chosen = {name: getattr(row, name) for name in _NAMED}
    choices = [_NAMED[name].get(option, option) for name, option in chosen.items()]
    choices += [f"without {row.left_out}"] if row.left_out else []
    ratio = f"{_say(row.estimate)} ({_say(row.low)} to {_say(row.high)})"
    ratio = "no ratio" if np.isnan(row.estimate) else ratio
    return f"{ratio}, {verdict}: {', '.join(choices)}"


def scale_ratios(rows: pd.DataFrame, top: float, high: float):
    """Return what places a ratio on a log scale, and its ticks; intervals may be cut.

    The scale begins at `top` and is `high`, both in inches; `rows` have `estimate`, `low`, `high`.
    """
    drawn = rows.dropna(subset="estimate")[["estimate", "low", "high"]]
    logs = np.log(drawn.clip(1e-6, 1e6)).fillna(0.0)
    least, most = min([0.0, *logs["estimate"]]), max([0.0, *logs["estimate"]])
    room = np.log(_BEYOND)
    lower = max(min([least, *logs["low"]]), least - room) - 0.15
    upper = min(max([most, *logs["high"]]), most + room) + 0.15

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
