"""Whether two texts that have most words in common name other people and places: readouts and
messages in one form, and releases that end alike, are no copies of each other.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from .country_names import is_country_word
from .names_in_texts import is_name

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
