"""Prose in other scripts than Latin, Greek and Cyrillic, which the scores of lines do not know.

`line_classifier` weighs what English shows: words between spaces, small letters, function words, a
full stop. A paragraph in Japanese or Hindi has none of these, so it is recognised by its length and
by the marks that end its sentences.
"""

import re

import numpy as np

# Letters and vowel signs: from Armenian and Hebrew to Cherokee, kana, Han, Hangul, Arabic forms.
_OTHER = re.compile(
    "[\u0530-\u1cff\u3041-\u30ff\u3400-\ud7ff\uf900-\ufaff\ufb1d-\ufdff\ufe70-\ufefc]"
)
_KNOWN = re.compile("[A-Za-z\u00c0-\u052f\u1e00-\u1fff]")
# Each of these stands for about as much as two or three letters do.
_SYLLABLES = re.compile("[\u3041-\u30ff\u3400-\ud7ff\uf900-\ufaff]")
_MORE = 1.5
_CLOSING = "\"'”’»)]」』）】〕》〉"
_STOPS = tuple(".!?…。．！？｡।॥؟۔።։။។៕") + ("๚",)
# Letters from which on a line with a full stop is prose, and one without; headlines have 30 to 90,
# and some scripts (Thai) no full stop.
_SENTENCE, _PARAGRAPH = 30, 100


def find_other_prose(texts: list[str]) -> np.ndarray:
    """Return which lines, of which the first some hundred characters and the end are enough, are
    prose in another script than Latin, Greek and Cyrillic.

    Examples
    --------
    >>> find_other_prose(["日本とインドの外相は東京で会談した。", "国際", "India and 日本。"]).tolist()
    [True, False, False]
    """
    return np.array([not text.isascii() and _is_prose(text) for text in texts], dtype=bool)


def _is_prose(text: str) -> bool:
    size = measure_letters(text)
    return size >= _PARAGRAPH or (
        size >= _SENTENCE and text[-16:].rstrip(_CLOSING).endswith(_STOPS)
    )


def measure_letters(text: str) -> float:
    """Return how long a line of other scripts is, in letters; 0 where half of it is Latin, Greek or
    Cyrillic.
    """
    if not _OTHER.search(text):
        return 0
    n = len(_OTHER.findall(text))
    return n + _MORE * len(_SYLLABLES.findall(text)) if n > len(_KNOWN.findall(text)) else 0
