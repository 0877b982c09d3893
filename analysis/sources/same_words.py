"""Whether a text says what another does, nearly in its words."""

import re

_MOST_WORDS, _MOST_TEXT = 400, 200_000  # of what is said, and signs of the text, that are compared
_SAME = 0.6  # of its runs of three words that are also the text's: it says the same
_WORD = re.compile(r"\w+")


def says(text: str, other: str) -> bool:
    """Tell whether a text says what another one does.

    Examples
    --------
    >>> says("On Tuesday, they met in Tokyo.", "They met in Tokyo")
    True
    """
    return holds(plain_signs(text), plain_signs(other))


def plain_signs(text: str) -> str:
    """Return the words of a text in lower case, a space between them.

    Examples
    --------
    >>> plain_signs("They met, in Tokyo.")
    'they met in tokyo'
    """
    return " ".join(_WORD.findall(text.lower()))


def holds(text: str, said: str) -> bool:
    """Tell whether plain words hold others, though with some changed here and there."""
    if said in text:
        return True
    words, text = said.split()[:_MOST_WORDS], text[:_MOST_TEXT]
    runs = [" ".join(words[k : k + 3]) for k in range(len(words) - 2)]
    return bool(runs) and sum(run in text for run in runs) >= _SAME * len(runs)
