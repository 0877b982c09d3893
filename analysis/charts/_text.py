"""Text measured before it is drawn: how wide it is, cut to a width, wrapped into lines."""

import warnings
from bisect import bisect_right
from functools import lru_cache

from matplotlib.font_manager import FontProperties
from matplotlib.textpath import text_to_path

from ._fonts import list_families

SIZE, SMALL = 9.0, 8.0  # points
_HINTING = 1.02  # drawn text is fitted to pixels, and so up to this much wider than measured
_MOST_A_LINE = 1_000  # more letters than any line of a chart holds


@lru_cache(maxsize=4096)  # labels are measured again and again while they are wrapped and cut
def text_width(text: str, size: float = SIZE, weight: str = "normal") -> float:
    """Return the width in inches that the longest line of a text needs, without drawing it.

    >>> 0.6 < text_width("6 Oct 2020", 9) < 0.8
    True
    """
    font = FontProperties(family=list_families(), size=size, weight=weight)
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="Glyph")
        points = max(
            text_to_path.get_text_width_height_descent(line, font, False)[0]
            for line in text.split("\n")
        )
    return points * _HINTING / 72


def cut_text(text: str, width: float, size: float = SIZE, weight: str = "normal") -> str:
    """Return a text whose every line is cut, with an ellipsis, to at most `width` inches.

    >>> cut_text("India and Japan", 0.6, 9)
    'India a…'
    """
    return "\n".join(_cut_line(line, width, size, weight) for line in text.split("\n"))


def _cut_line(line: str, width: float, size: float, weight: str) -> str:
    n = _count_fitting(line, width, size, weight)
    return line if n == len(line) else line[:n].rstrip() + "…"


def _count_fitting(line: str, width: float, size: float, weight: str) -> int:
    """Return how many letters of a line fit: all, or as many as leave room for an ellipsis.

    Only a beginning twice as long as what fits is ever measured, so that a line of a million
    letters costs no more.
    """
    high = _find_too_long(line, width, size, weight)
    if not high:
        return len(line)

    def measure(n: int) -> float:
        return text_width(line[:n].rstrip() + "…", size, weight)

    return bisect_right(range(1, high + 1), width, key=measure)


def _find_too_long(line: str, width: float, size: float, weight: str) -> int:
    """Return how long a beginning of a line does not fit, 0 where all of it does."""
    high = 64
    while high < len(line):
        if text_width(line[:high], size, weight) > width:
            return high
        high *= 2
    return len(line) if text_width(line, size, weight) > width else 0


def wrap_text(text: str, width: float, size: float = SIZE, weight: str = "normal") -> list[str]:
    """Return the lines, at most `width` inches wide, of a text; a word that is longer is broken.

    >>> wrap_text("Technology in 3 of 5 reports", 1.0, 9)
    ['Technology in 3', 'of 5 reports']
    """
    lines: list[str] = []
    for paragraph in text.split("\n"):
        line = ""
        for word in paragraph.split():
            if line and _find_too_long(f"{line} {word}", width, size, weight):
                lines.append(line)
                line = ""
            *full, word = _break_word(word, width, size, weight)
            lines += full
            line = f"{line} {word}".strip()
        if line:
            lines.append(line)
    return lines


def _break_word(word: str, width: float, size: float, weight: str) -> list[str]:
    """Return a word in pieces that fit: itself, as a rule."""
    pieces = []
    while len(word) > 1 and (n := _count_fitting(word, width, size, weight)) < len(word):
        pieces.append(word[: max(n, 1)])
        word = word[max(n, 1) :]
    return [*pieces, word]


def fit_text(text: str, width: float, size=SIZE, lines: int = 3, weight: str = "normal") -> str:
    """Return a text wrapped to at most `lines` lines of `width` inches, the last cut if need be.

    >>> fit_text("20 Aug 2024", 0.5, 9)
    '20 Aug\\n2024'
    """
    wrapped = wrap_text(text[: _MOST_A_LINE * lines], width, size, weight)
    if len(wrapped) > lines:
        last = _cut_line(" ".join(wrapped[lines - 1 :]), width, size, weight)
        wrapped = [*wrapped[: lines - 1], last]
    return "\n".join(wrapped)
