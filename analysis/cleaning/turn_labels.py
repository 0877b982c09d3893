"""Lines that hold nothing but the label of a speaker in a transcript: "[Reporter]", "QUESTION:",
"MR. PRICE:", a name in capitals. What is said stands below.
"""

import re
from collections import Counter
from collections.abc import Sequence

from .asking_labels import is_surely_asking

LEAST = 3  # labels from which on they are those of a transcript
_WORDS, _LETTERS = 5, 60  # of a label, at most
_SAID = 2  # words of the line below a label, at least
_WORD = r"[A-Z][\w.'’-]*"
_NAME = rf"(?:The )?{_WORD}(?: (?:of |and |for )?{_WORD}){{0,4}}(?: \d{{1,2}})?"
# A label has marks of its own, or is one in capitals, or what stands alone as a sentence would.
_LABEL = re.compile(
    rf"(?:\[(?P<set>{_NAME}):?\]:?|\*\*(?P<bold>{_NAME}):?\*\*:?|(?P<colon>{_NAME}):|(?P<bare>{_NAME})\.?)"
)


def find_label_lines(texts: Sequence[str]) -> dict[int, str]:
    """Find the lines, or paragraphs, that are labels of speakers, by their places, each with what
    it names.

    Where nobody asks, or only one has a label, none is a label. A label without marks of its own
    must come twice.

    Examples
    --------
    >>> find_label_lines(["[Reporter]", "Will he go?", "[Ned Price]", "He will.", "[Reporter]", "Why not now?"])
    {0: 'Reporter', 2: 'Ned Price', 4: 'Reporter'}
    >>> find_label_lines(["Contact:", "Call us today.", "Press:", "Ask us anything.", "Contact:", "Write to us."])
    {}
    """
    found: dict[int, re.Match[str]] = {}
    for i, text in enumerate(texts[:-1]):
        if len(text) <= _LETTERS and text.count(" ") < _WORDS and text[:1].isprintable():
            match = _LABEL.fullmatch(text)
            if match and texts[i + 1].count(" ") >= _SAID - 1:
                found[i] = match
    names = {i: match[match.lastgroup].rstrip(".") for i, match in found.items() if match.lastgroup}
    if not any(map(is_surely_asking, names.values())):
        return {}
    times = Counter(names.values())
    sure = {i: name for i, name in names.items() if found[i].lastgroup != "bare" or times[name] > 1}
    asked = [name for name in sure.values() if is_surely_asking(name)]
    return sure if len(sure) >= LEAST and 0 < len(asked) < len(sure) else {}
