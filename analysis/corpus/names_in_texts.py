"""The people, places and bodies that a text names, told by their capitals."""

import re
from collections import Counter
from itertools import chain

import pandas as pd

from ..core.calendar_names import DAYS, MONTHS

# A capital says nothing at the start of a sentence, line or quotation. (Both patterns begin with
# the signs that they look for, and look back from there: so the signs between are passed over
# quickly.)
_START = re.compile(r"[.!?:\n“\"](?:(?<=[\n“\"])|(?<=[a-z0-9%)”’][a-z0-9%)”’].)\s)")
_INITIALS = re.compile(r"[A-Z](?<=\b[A-Z])\.(?:[A-Z]\.)+")
_WORD = re.compile(r"[^\W_]+(?:[+&][^\W_]+)*")
# a word, no small letter first
_NAME = re.compile(r"[^\W_a-z0-9](?<![^\W_].)(?<![^\W_][+&].)[^\W_]*(?:[+&][^\W_]+)*")
_FIRST = re.compile(rf"(?:\A|{_START.pattern})[\W_]*[^\W_]+")
_LETTERS = re.compile(r"[^\W\d_]{4,}")
# Where every noun has a capital, capitals tell no names; both words are in all but the shortest
# texts in German.
_NOUNS = re.compile(r"\bund\b.*\bder\b|\bder\b.*\bund\b", re.DOTALL)
_DATES = frozenset((*DAYS, *MONTHS, *(name[:3] for name in MONTHS), "sept"))


def _find_names(text: str) -> Counter:
    """Count the capitalised words of a text that do not begin a sentence, and names such as 2+2, in
    lower case.
    """
    pieces = _START.split(_INITIALS.sub(lambda m: m.group().replace(".", "") + " ", text))
    found: Counter = Counter()
    for word, n in Counter(chain.from_iterable(map(_find_words, pieces))).items():
        if (word[0].isupper() or "+" in word) and len(word) > 1 and word.lower() not in _DATES:
            found[word.lower()] += n
    return found


def _find_words(piece: str) -> list[str]:
    """Return the words after the first that may be names."""
    if "+" in piece:
        return _WORD.findall(piece)[1:]
    first = _WORD.search(piece)
    return _NAME.findall(piece, first.end()) if first else []


def find_names(texts: pd.Series) -> pd.Series:
    """Return for each text the list of names in it, each as often as it is there.

    Examples
    --------
    >>> find_names(pd.Series(["Yesterday we met Motegi in Tokyo."])).tolist()
    [['motegi', 'tokyo']]
    """
    found = [list(_find_names(text).elements()) for text in texts.fillna("")]
    return pd.Series(found, index=texts.index, dtype=object)


def lower_others(text: str) -> str:
    """Return a text with small letters wherever a capital does not tell a name: where sentences
    begin, in lines of capitals and headlines, and throughout in German.

    Examples
    --------
    >>> lower_others("MINISTERS MEET\\nThe Ministers Meet\\nThe two met Motegi in Tokyo.")
    'ministers meet\\nthe ministers meet\\nthe two met Motegi in Tokyo.'
    """
    if _NOUNS.search(text):
        return text.lower()
    lines = (line.lower() if _is_headline(line) else line for line in text.split("\n"))
    return _FIRST.sub(lambda m: m.group().lower(), "\n".join(lines))


def _is_headline(line: str) -> bool:
    """Tell whether a line is in capitals, or most of its longer words have one and no stop ends it."""
    words = _LETTERS.findall(line)
    n_capital = sum(word[0].isupper() for word in words)
    if not words or line.rstrip().endswith((".", "!", "?", '"', "”")):
        return line.isupper()
    return line.isupper() or n_capital > 0.6 * len(words)


def is_name(word: str) -> bool:
    """Tell whether a word of what `lower_others` gives is a name; abbreviations, which other papers
    write out, and days and months are none.
    """
    return word[0].isupper() and not word.isupper() and word.lower() not in _DATES
