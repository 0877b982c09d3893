"""Whether two texts that have most words in common name other people and places: readouts and
messages in one form, and releases that end alike, are no copies of each other.
"""

from __future__ import annotations

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


@dataclass(frozen=True)
class Named:
    """The words of a text: which are names, in lower case and "" for others, and what a name of
    another text may be known by.
    """

    names: np.ndarray
    known: frozenset[str]


def list_names(words: Sequence[str]) -> Named:
    """Return what is named in the words of a text, capitals left to names (`lower_others`)."""
    names = [word.lower() if word and is_name(word) else "" for word in words]
    stems = {name[:_STEM] for name in names if len(name) >= _STEM}
    return Named(np.array(names, dtype=object), frozenset(word.lower() for word in words) | stems)


def name_others(
    both: tuple[Named, Named],
    found: Sequence[np.ndarray],
    offsets: tuple[int, int],
) -> bool:
    """Tell whether each of two texts names what the other does not, in much of what they do not
    share. One name is enough if it is a country's and comes twice, as in a message of one form.

    Parameters
    ----------
    both
        The names of the two.
    found
        Of each, which words are in runs that the other has.
    offsets
        How many words at the head of each are left out of `found`.
    """
    for k, (words, offset) in enumerate(zip(found, offsets, strict=True)):
        names = both[k].names[offset : offset + len(words)]
        if len(names) != len(words):  # a script whose small letters are parted otherwise
            return False
        apart = np.flatnonzero(~words & (names != ""))
        known = both[1 - k].known
        own = [i for i in apart.tolist() if not {names[i], names[i][:_STEM]} & known]
        kinds = {names[i] for i in own}
        if len(kinds) < _OF_APART * len(set(names[apart])) or not kinds:
            return False
        passage = np.cumsum(np.diff(words, prepend=True) != 0)
        passages = set(passage[own].tolist())
        wide = any(np.count_nonzero(passage == p) >= _PASSAGE for p in passages)
        if len(kinds) == 1:
            if len(passages) < _PASSAGES or not is_country_word(*kinds):
                return False
        elif len(kinds) < _OF_ALL * len(set(both[k].names) - {""}) or (
            not wide and len(passages) < _PASSAGES
        ):
            return False
    return True
