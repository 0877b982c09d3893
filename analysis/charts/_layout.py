"""What charts share: names of themes and columns, widths of labels, the chart of nothing."""

from collections.abc import Iterable, Mapping

import pandas as pd

from ..core.measures import MEASURES
from ._canvas import Canvas
from ._text import SMALL, cut_text, fit_text, text_width, wrap_text
from .chart import Chart
from .style import GREY, MARGIN, WIDTH, house_style

PLOT_WIDTH = WIDTH - 2 * MARGIN
TONE = MEASURES["tone"].title
TOO_SMALL = "the corpus is too small for topics: too few different paragraphs share words"
_LABEL = 2.2  # inches, the widest column of row labels


@house_style()
def draw_nothing(headline: str, why: str, rows: pd.DataFrame, source: str = "") -> Chart:
    """Return a chart that says why there is nothing to draw, in place of a traceback."""
    lines = wrap_text(f"Nothing to draw: {why}.", PLOT_WIDTH)
    canvas = Canvas(0.75 + 0.15 * len(lines))
    canvas.write(MARGIN, 0.36, "\n".join(lines), va="top", color=GREY)
    return Chart(canvas.figure, headline, "", f"Nothing to draw: {why}.", rows.head(0), source)


def name_theme(theme: str, labels: Mapping[str, str] | None = None) -> str:
    """Return the display name of a theme: that in `labels`, else the identifier made readable.

    >>> name_theme("indo_pacific"), name_theme("cyber_security"), name_theme("russia", {"russia": "Russia (RU)"})
    ('Indo-Pacific', 'Cyber security', 'Russia (RU)')
    """
    names = {"indo_pacific": "Indo-Pacific", **(labels or {})}
    return names.get(theme, theme[:1].upper() + theme[1:].replace("_", " "))


def name_themes(themes: Iterable[str], labels: Mapping[str, str] | None = None) -> dict[str, str]:
    """Return the display names of the distinct themes, in order of appearance."""
    return {theme: name_theme(theme, labels) for theme in dict.fromkeys(themes)}


def in_order(keys: Iterable[str], names: Mapping[str, str]) -> list[str]:
    """Return the distinct keys in the order of `names` (by date), those without a name last."""
    seen = dict.fromkeys(keys)
    return [key for key in names if key in seen] + [key for key in seen if key not in names]


def label_width(
    labels: Iterable[str], limit: float = _LABEL, size: float = 9, weight: str = "normal"
) -> float:
    """Return the inches that a column of row labels takes, at most `limit`."""
    return min(limit, max((text_width(label, size, weight) for label in labels), default=0)) + 0.15


def head_columns(
    canvas: Canvas, names: Iterable[str], xs: Iterable[float], width: float, y: float, ha="left"
) -> None:
    """Write the names of columns, wrapped to their width, above `y`."""
    for name, x in zip(names, xs, strict=True):
        canvas.note(x, y, fit_text(name, width, SMALL), ha, "bottom")


def head_height(names: Iterable[str], width: float) -> float:
    """Return the inches that `head_columns` needs."""
    lines = (fit_text(name, width, SMALL).count("\n") + 1 for name in names)
    return 0.1 + 0.16 * max(lines, default=1)


def say_each(said: Iterable[tuple[str, str]]) -> str:
    """Return what is said of each of several things, a sentence each, for an alt text.

    >>> say_each([("Russia", "3 of 20"), ("Terrorism", "none")])
    'Russia: 3 of 20. Terrorism: none.'
    """
    return " ".join(f"{name}: {words}." for name, words in said)


def say_interval(value: float, low: float, high: float, form: str) -> str:
    """Return a value with its interval, where it has one.

    >>> say_interval(1, 0.5, 2, "{:.1f}"), say_interval(1, 0.5, float("nan"), "{:.1f}")
    ('1.0 (0.5 to 2.0)', '1.0')
    """
    ends = "" if pd.isna(low) or pd.isna(high) else f" ({form.format(low)} to {form.format(high)})"
    return form.format(value) + ends


def say_tone(tone: float) -> str:
    """Return a mean tone with its sign, as it is drawn; zero has no sign.

    >>> say_tone(0.456), say_tone(-0.3), say_tone(-0.001)
    ('+0.46', '\u22120.30', '0.00')
    """
    return print_minus(f"{tone:+.2f}") if round(tone, 2) else "0.00"


def print_minus(number: str) -> str:
    """Return a number with a minus as wide as the plus, as it is drawn."""
    return number.replace("-", "\u2212")


def cut_labels(labels: Iterable[str], width: float, size: float = 9) -> list[str]:
    """Return labels cut to a width: at the end, or before the last word to tell two apart.

    >>> cut_labels(["A long statement, d01", "A long statement, d02", "Brief"], 1.0)
    ['A long st… d01', 'A long st… d02', 'Brief']
    """
    labels = list(labels)
    cut = [cut_text(label, width, size) for label in labels]
    return [
        _cut_middle(label, width, size) if short != label and cut.count(short) > 1 else short
        for label, short in zip(labels, cut, strict=True)
    ]


def _cut_middle(label: str, width: float, size: float) -> str:
    last = (label.split() or [""])[-1]
    ends = (last[-n:] for n in range(12, 0, -1))
    end = next((f" {end}" for end in ends if text_width(end, size) <= width / 2), "")
    return cut_text(label, width - text_width(end, size), size) + end
