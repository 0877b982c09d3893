"""Which kind of page furniture a line is most like, by its words and its place, and the headlines
below a label of links.
"""

import numpy as np

from .line_features import Lines

_PROSE = 8  # words from which a line can be prose by its length
_LABEL, _HEADLINE, _LINKS = 3, 20, 4  # words of a label, of a headline, and headlines below a label


def name_kinds(lines: Lines, first: int, last: int) -> list[str]:
    """Return which kind of furniture each line of a page, whose body goes from `first` to `last`,
    is most like.
    """
    n, count, place = lines.n_words, lines.count_cues, np.arange(len(lines.texts))
    asks = count("asks") > 0  # a plea goes on below
    inside = (place > first) & (place < last) & ~lines.shows("ellipsis")
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


def find_links(lines: Lines, said: list[str]) -> list[int]:
    """Find the headlines of a page right below a label such as "Read more:", by what lines say
    against themselves.
    """
    found, left = [], 0
    for i, (reason, n) in enumerate(zip(said, lines.n_words.tolist(), strict=True)):
        label = reason == "related link" and n <= _LABEL
        headline = not reason and _LABEL < n <= _HEADLINE and lines.texts[i][-1:].isalnum()
        if left and headline:
            found.append(i)
        left = _LINKS if label else left - 1 if left and headline else 0
    return found
