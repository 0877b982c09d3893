"""What a chart says of its marks on hover and focus: noted as drawn, shown without a script."""

import html
import json
import math
from collections.abc import Sequence
from typing import NamedTuple

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from ..core.safe_text import one_line

_MOST = 600  # values; of more a reader finds none, and a page would be heavy
# Radio buttons: they alone are one stop of the keyboard and go on by arrow keys by themselves.
STYLE = """
.plot { position: relative; display: block; container-type: inline-size;
  overflow-x: clip; }
.plot img { display: block; width: 100%; height: auto; }
.values input { --half: max(0.5rem, 1.1cqw); appearance: none; position: absolute; margin: 0;
  left: calc(var(--x) * 100cqw - var(--half)); top: calc(var(--y) * 100% - var(--half));
  width: calc(2 * var(--half)); height: calc(2 * var(--half)); border-radius: 50%; cursor: help; }
.values input:is(:hover, :focus) { outline: 2px solid #1a1a1a; z-index: 3;
  box-shadow: inset 0 0 0 2px #fff; }
.values input:is(:hover, :focus)::after { content: attr(aria-label); position: absolute;
  --edge: calc(var(--half) - var(--x) * 100cqw); bottom: calc(100% + 4px);
  left: clamp(var(--edge), var(--half) - 8rem, var(--edge) + 100cqw - min(16rem, 100cqw));
  width: min(16rem, 100cqw); box-sizing: border-box; padding: 0.35rem 0.6rem; border-radius: 4px;
  background: #1a1a1a; color: #fff; border: 1px solid #fff; pointer-events: none;
  font: 0.8125rem/1.4 system-ui, sans-serif; overflow-wrap: anywhere; }
.values input.high:is(:hover, :focus)::after { bottom: auto; top: calc(100% + 4px); }
@media print { .values { display: none; } }
"""


class Value(NamedTuple):
    """What is said of a mark, and where it is, as a share of the picture from its left and top."""

    x: float
    y: float
    words: str


def note_value(axes: Axes, x: float, y: float, words: str) -> None:
    """Note what is said of a mark at a point of some axes."""
    vars(axes.figure).setdefault("noted", []).append((axes, x, y, one_line(words)))


def locate_values(figure: Figure) -> list[Value]:
    """Return what was noted of a finished figure, in order; of too many values, none."""
    noted = vars(figure).get("noted", [])
    if len(noted) > _MOST:
        return []
    wide, high = figure.bbox.size
    places = [axes.transData.transform((x, y)) for axes, x, y, _ in noted]
    return [
        Value(round(x / wide, 4), round(1 - y / high, 4), words)
        for (x, y), (*_, words) in zip(places, noted, strict=True)
        if math.isfinite(x + y)
    ]


def pack_values(values: Sequence[Value]) -> str:
    """Return values as the text that a picture holds."""
    return json.dumps(values, ensure_ascii=False, separators=(",", ":"))


def unpack_values(text: str) -> list[Value]:
    """Return the values that a picture holds; nothing where its text is no list of them.

    >>> unpack_values('[[0.5,0.25,"Russia: 6"]]'), unpack_values("[[1]]")
    ([Value(x=0.5, y=0.25, words='Russia: 6')], [])
    """
    try:
        values = [Value(float(x), float(y), str(words)) for x, y, words in json.loads(text)]
    except (ValueError, TypeError, RecursionError):
        return []
    return [value for value in values if 0 <= value.x <= 1 and 0 <= value.y <= 1][:_MOST]


def show_values(image: str, values: Sequence[Value], name: str) -> str:
    """Return a picture's HTML, its values over it, for a page with `STYLE`, under its own name."""
    # JupyterLab would take the arrow keys for its own
    marks = "".join(
        f'<input type="radio" data-lm-suppress-shortcuts name="{html.escape(name)}"'
        f' aria-label="{html.escape(words)}"'
        f'{" class=high" if y < 0.4 else ""} style="--x:{x:g};--y:{y:g}">'
        for x, y, words in values
    )
    group = 'role="radiogroup" aria-label="Values of the chart"'
    shown = f'<span class="values" {group}>{marks}</span>' if marks else ""
    return f'<span class="plot">{image}{shown}</span>'
