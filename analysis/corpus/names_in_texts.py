"""The people, places and bodies that a text names, told by their capitals; and whether two texts that
have most words in common name others: readouts and messages in one form, and releases that end
alike, are no copies of each other.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np
import pandas as pd

from ..core.calendar_names import DAYS, MONTHS
from .country_names import is_country_word

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
# Names that the other lacks: how many, of those in what is not shared, where a story told anew
# names its people again; and of all names of a text, which are more in a story that was updated.
_OF_APART, _OF_ALL = 0.5, 0.25
# Words of one passage, or else passages, in which they stand: a by-line is one short passage.
_PASSAGE, _PASSAGES = 12, 2
# Letters by which a name is known in another form: Ukraine, Ukrainian; Zelensky, Zelenskyy.
_STEM = 4
# Places that papers name otherwise.
_ALSO = {"kiev": "kyiv", "burma": "myanmar", "burmese": "myanmar", "türkiye": "turkey"}
# Words of a first line that may be a headline.
_HEADLINE = 25


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


@dataclass(frozen=True)
class Named:
    """The words of a text: which are names, in lower case and "" for others, what a name of another
    text may be known by, and the words of its headline.
    """

    names: np.ndarray
    known: frozenset[str]
    headline: frozenset[str]


def list_names(words: Sequence[str], headline: Sequence[str]) -> Named:
    """Return what is named in the words of a text, capitals left to names (`lower_others`)."""
    names = [word.lower() if word and is_name(word) else "" for word in words]
    known = {_ALSO.get(word, word) for word in map(str.lower, words)}
    stems = {name[:_STEM] for name in names if len(name) >= _STEM}
    return Named(
        np.array(names, dtype=object), frozenset(known | stems), frozenset(map(str.lower, headline))
    )


def find_headline(title: str, text: str) -> str:
    """Return the headline of a document: its title, or else a short first line without a stop.

    Examples
    --------
    >>> find_headline("", "Call with Peru\\nThe two ministers met.")
    'Call with Peru'
    """
    first, _, rest = text.partition("\n")
    short = len(first.split()) <= _HEADLINE and not first.rstrip().endswith((".", ":"))
    return title or (first if rest and short else "")


def name_others(
    both: tuple[Named, Named], found: Sequence[np.ndarray], offsets: tuple[int, int]
) -> bool:
    """Tell whether each of two texts names what the other does not, in much of what they do not
    share. One name is enough if the headline has it too, or if it is a country's and comes twice,
    as in a message of one form.

    `found` tells of each which words are in runs that the other has, but for as many words at its
    head as `offsets` says.
    """
    apart = []
    for k, (words, offset) in enumerate(zip(found, offsets, strict=True)):
        names = both[k].names[offset : offset + len(words)]
        if len(names) != len(words):  # a script whose small letters are parted otherwise
            return False
        apart.append(_find_own(names, words, both[1 - k].known))
    # what a text is about: a story that was edited or cut has a headline on what both tell
    if all(own and own.keys() & named.headline for own, named in zip(apart, both, strict=True)):
        return True
    return all(
        _has_others(own, words, named, offset)
        for own, words, named, offset in zip(apart, found, both, offsets, strict=True)
    )


def _find_own(names: np.ndarray, words: np.ndarray, known: frozenset[str]) -> dict[str, list[int]]:
    """Return the names that the other text does not know, with their places among the words."""
    own: dict[str, list[int]] = {}
    for i in np.flatnonzero(~words & (names != "")).tolist():
        if not {_ALSO.get(names[i], names[i]), names[i][:_STEM]} & known:
            own.setdefault(names[i], []).append(i)
    return own


def _has_others(own: dict[str, list[int]], words: np.ndarray, named: Named, offset: int) -> bool:
    """Tell whether names of a text's own are many of its names, and more than one by-line."""
    names = named.names[offset : offset + len(words)]
    if not own or len(own) < _OF_APART * len(set(names[~words & (names != "")])):
        return False
    passage = np.cumsum(np.diff(words, prepend=True) != 0)
    passages = {int(passage[i]) for places in own.values() for i in places}
    if len(own) == 1:
        return len(passages) >= _PASSAGES and is_country_word(*own)
    wide = any(np.count_nonzero(passage == p) >= _PASSAGE for p in passages)
    return len(own) >= _OF_ALL * len(set(named.names) - {""}) and (
        wide or len(passages) >= _PASSAGES
    )
