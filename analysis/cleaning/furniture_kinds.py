"""Which kind of page furniture a line is most like, by its words and its place."""

from __future__ import annotations

import numpy as np

from .line_features import ALONE, Lines

_PROSE = 8  # words from which a line can be prose by its length


def name_kinds(lines: Lines, first: int, last: int) -> list[str]:
    """Return which kind of furniture each line of a page is most like.

    Parameters
    ----------
    lines
        The lines of one page.
    first, last
        The places of the first and last line of its body.
    """
    n, count, place = lines.n_words, lines.count_cues, np.arange(len(lines.texts))
    asks = count("asks") > 0  # a plea goes on below
    inside = (place > first) & (place < last) & (lines.alone[ALONE.index("ellipsis")] == 0)
    kinds = [
        ("notice", count("legal") > 1),
        ("prompt", (n > 1) & (count("prompt", "asks") > 0) | (n < 20) & (count("reader") > 0)),
        ("prompt", (n >= _PROSE) & (place > last) & np.append(False, asks[:-1])),
        ("caption", count("credit") > 0),
        ("related link", (n < 5) & (count("related") > 0) | (n >= 5) & inside),
        ("teaser", n >= 5),
        ("navigation", place < first),
    ]
    which = np.full(len(lines.texts), len(kinds))
    for k in reversed(range(len(kinds))):
        which[kinds[k][1]] = k
    names = [name for name, _ in kinds] + ["fragment"]
    return [names[k] for k in which.tolist()]
