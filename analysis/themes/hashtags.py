"""Hashtags of several words, taken apart: #StopRussianAggression, #Quad_Summit2024.

A second reading of the text, with spaces between the words, and the way back to its places.
"""

import re
from bisect import bisect_left
from itertools import pairwise

# For RE2: a hashtag of which the spelling shows that it is more than one word.
SEVERAL = r"#[A-Za-z0-9_]*(?:[a-z][A-Z0-9]|[A-Z][A-Z][a-z]|[0-9][A-Z][a-z]|[A-Za-z0-9]_[A-Za-z0-9])"
_HASHTAG = re.compile(r"(?<![\w&])#[A-Za-z0-9_]+")  # within a word or an entity it is none
_SEAM = re.compile(r"(?<=[a-z])(?=[A-Z0-9])|(?<=[A-Z])(?=[A-Z][a-z])|(?<=[0-9])(?=[A-Z][a-z])")


class Opened:
    """A text whose hashtags are taken apart.

    Attributes
    ----------
    text
        The text with a space between the words of each hashtag.
    """

    def __init__(self, text: str) -> None:
        self._tags = [tag.span() for tag in _HASHTAG.finditer(text)]
        cuts = [
            seam.start() for start, end in self._tags for seam in _SEAM.finditer(text, start, end)
        ]
        # The place of each space among the characters of the opened text.
        self._seams = [cut + i for i, cut in enumerate(cuts)]
        spaced = _HASHTAG.sub(lambda tag: tag.group().replace("_", " "), text)
        pieces = [spaced[a:b] for a, b in pairwise([0, *cuts, len(text)])]
        self.text = " ".join(pieces)

    def find(self, start: int, end: int) -> tuple[int, int] | None:
        """Return where a hit in the opened text is in the closed one; None outside hashtags."""
        first = start - bisect_left(self._seams, start)
        last = end - bisect_left(self._seams, end)
        at = bisect_left(self._tags, (first + 1, 0)) - 1
        inside = at >= 0 and last <= self._tags[at][1]
        return (first, last) if inside else None
