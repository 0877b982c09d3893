"""What one group of documents says and another does not."""

import numpy as np
import pandas as pd

from ..core.counts import say_count, say_part
from ..core.safe_text import one_line
from ..words.counted import choose_whole
from ._canvas import PAPER, Canvas
from ._layout import PLOT_WIDTH, draw_nothing, say_each
from ._text import SMALL, cut_text
from ._text import text_width as measure
from .chart import Chart
from .style import BLUE, INK, RED, WIDTH, house_style

_LABEL = 2.3  # inches, the longest term
_LEVEL = 0.05  # of q, at which a term is bold
_PITCH, _HEAD, _AXIS = 0.25, 0.3, 0.32


@house_style()
def plot_keyness(
    keyness: pd.DataFrame,
    *,
    a: str = "the first group",
    b: str = "the other",
    top: int = 12,
    headline: str = "Words distinctive of either of two groups of documents",
    source: str = "",
) -> Chart:
    """Draw the terms that lean most to either side as bars from a middle: those of `a` to the
    right, `b` to the left.

    A bar is filled where no single document decides its direction, and hollow where leaving one out
    can turn it, or comparing within sources does.

    Parameters
    ----------
    keyness
        Table `keyness`, in its order: the first `top` whole terms of each side are drawn, in bold where
        the adjusted p (`q`) is at most 5 per cent.
    a, b
        Display names of the two groups.
    top
        Terms of each side that are drawn, the most distinctive first.
    headline, source
        What the chart says, and the line at the foot, in plain text.
    """
    rows = keyness[keyness["log_odds"].abs() > 0]
    if rows.empty:
        return draw_nothing(headline, "no term is more frequent in one group", rows, source)
    rows = rows.groupby(np.sign(rows["log_odds"]), sort=False).head(4 * top)
    rows = rows[rows["term"].isin(choose_whole(rows["term"], len(rows)))]
    sides = [rows[np.sign(rows["log_odds"]) == sign].head(top) for sign in (-1, 1)]
    # the longest bars on top
    left, right = (side.iloc[np.argsort(-side["log_odds"].abs(), kind="stable")] for side in sides)
    rows = pd.concat([left, right])
    a, b = one_line(a), one_line(b)
    figure = _draw(rows, {-1: (b, left), 1: (a, right)})
    alt = say_each((f"More in {name}", _say(side)) for name, side in ((a, right), (b, left)))
    return Chart(figure, headline, _explain(keyness), alt, rows, source)


def _say(side: pd.DataFrame) -> str:
    """Return a side's terms with their size, and which of them one document could turn."""
    said = (
        _say_term(row) + (f" (q {row.q:.2g})" if row.q <= _LEVEL else "")
        for row in side.head(6).itertuples()
    )
    return ", ".join(said) or "none"


def _say_term(row) -> str:
    turns = row.log_odds * row.log_odds_within < 0
    by = "turns within sources" if turns else "by one document"
    rests = "" if row.sign_holds else f" ({by})"
    return f"{one_line(row.term)} {np.exp(abs(row.log_odds)):.1f}×{rests}"


def _explain(keyness: pd.DataFrame) -> str:
    """Return how the chart is read, and what these documents could have shown."""
    n, passed = len(keyness), int((keyness["q"] <= _LEVEL).sum())
    splits, random = int(keyness["n_splits"].max()), round(1 / keyness["p_least"].min()) - 1
    turns = (keyness["log_odds_within"] * keyness["log_odds"] < 0).any()
    else_ = ", or it turns within sources" if turns else ""
    how = "one way" if splits == 1 else f"all {splits:,} ways"
    how = how if keyness["exact"].all() else say_count(random, "random way")
    return (
        "How many times as often (odds, shrunk towards 1); small figures: occurrences left : "
        "right\n"
        f"Filled: no document (or event) decides the direction; hollow: one decides it{else_}\n"
        f"Bold: q at most {_LEVEL:.0%}, which {say_part(passed, n, 'term', 'reaches', 'reach')}; documents split in "
        f"{how}, smallest attainable p {keyness['p_least'].min():.2g}"
    )


def _draw(rows: pd.DataFrame, sides: dict[int, tuple[str, pd.DataFrame]]):
    bottom = _HEAD + _PITCH * max(len(side) for _, side in sides.values())
    canvas, middle, room = Canvas(bottom + _AXIS), WIDTH / 2, PLOT_WIDTH / 2
    labels = {row.Index: _Label(row) for row in rows.itertuples()}
    sizes = rows["log_odds"].abs()
    scale = min((room - labels[i].width - 0.2) / size for i, size in sizes.items())
    _draw_scale(canvas, sizes.max(), scale, bottom)
    for sign, (name, side) in sides.items():
        colour, ha = (BLUE, "left") if sign > 0 else (RED, "right")
        name = cut_text(f"more in {name}", room - 0.15, weight="bold")
        canvas.write(middle + 0.08 * sign, 0.14, name, ha, color=colour, weight="bold")
        for i, row in enumerate(side.itertuples()):
            label, y = labels[row.Index], _HEAD + _PITCH * (i + 0.5)
            length = scale * row.log_odds
            canvas.bar(middle, y, length, 0.15, colour, edge=1, hollow=not row.sign_holds)
            x = middle + length + 0.07 * sign
            words = f"{_say_term(row)}, q {row.q:.2g}; {label.counts} occurrences left : right"
            canvas.say(middle + length / 2, y, words)
            canvas.write(x, y, label.text, ha, weight=label.weight, bbox=PAPER)
            canvas.note(x + (label.term_width + 0.06) * sign, y, label.counts, ha, bbox=PAPER)
    return canvas.figure


class _Label:
    """A term as it is written beside its bar, and the room that it and its counts need."""

    def __init__(self, row) -> None:
        self.weight = "bold" if row.q <= _LEVEL else "normal"
        self.text = cut_text(one_line(row.term), _LABEL, weight=self.weight)
        self.counts = f"{row.count_b:,}:{row.count_a:,}"
        self.term_width = measure(self.text, weight=self.weight)
        self.width = self.term_width + measure(self.counts, SMALL) + 0.14


def _draw_scale(canvas: Canvas, longest: float, scale: float, bottom: float) -> None:
    """Draw the middle and ticks at 2, 4, 8 ... times, as far as bars reach and figures fit."""
    middle, last = WIDTH / 2, 0.0
    canvas.post(middle, _HEAD, bottom, INK)
    canvas.note(middle, bottom + 0.16, "1×", "center")
    for power in range(1, 40):
        x = scale * power * np.log(2)
        if power * np.log(2) > longest * 1.02:
            break
        if x - last >= 0.45:
            last = x
            for at in (middle - x, middle + x):
                canvas.post(at, _HEAD, bottom, lw=0.6, zorder=0)
                canvas.note(at, bottom + 0.16, f"{2**power:,}×", "center")
