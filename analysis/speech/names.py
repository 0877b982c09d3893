"""A name as it is counted: without stops, its surname, and what stands behind that ("Jr", "III")."""

import re
from functools import lru_cache

from .vocabulary import split_words

_INITIAL = re.compile(
    r"(?<=\b[A-Z])\.(?=\s|$)|(?<=\b[A-Z])\.(?=[A-Z]\b)|,(?= [JS][Rr]\b)|(?<=\b[JS][Rr])\."
)
#: What stands behind a surname, or the name of a king; no initial ("Leo X" is as often a letter).
SUFFIX = r"(?:[JS][Rr]\b\.?|(?:II|III|IV|VI{0,3}|IX|X(?:I{1,3}|I?V|VI{0,3}))(?![\w'’-]))"
# "R." in "Joseph R. Biden"
_MIDDLE = re.compile(r"(?<=\S) [A-Z]\.?(?= \S)")
_SUFFIX = re.compile(rf",? {SUFFIX}\Z")


@lru_cache(maxsize=4096)
def has_title(intro: str) -> bool:
    """Tell whether words hold a title ("US Secretary of State")."""
    return any(word.role for word in split_words(intro))


def tidy(name: str) -> str:
    """Return a name as it is counted, without full stops behind initials.

    Examples
    --------
    >>> tidy("V.K. Singh"), tidy("Ferdinand Marcos, Jr.")
    ('VK Singh', 'Ferdinand Marcos Jr')
    """
    return " ".join(_INITIAL.sub("", name).split())


def split_suffix(name: str) -> tuple[str, str]:
    """Return a name without "Jr" or a numeral behind it, and that.

    Examples
    --------
    >>> split_suffix("Charles III"), split_suffix("Xi")
    (('Charles', 'III'), ('Xi', ''))
    """
    match = _SUFFIX.search(name)
    return (name[: match.start()], match[0].lstrip(" ,").rstrip(".")) if match else (name, "")


def make_plain(name: str) -> str:
    """Return a name without a middle initial, "Jr" or a numeral.

    Examples
    --------
    >>> make_plain("Joseph R Biden Jr")
    'Joseph Biden'
    """
    return _MIDDLE.sub("", split_suffix(name)[0])


def surname(name: str) -> str:
    """Return the last word of a name, "Jr" or a numeral left out; "" of no name.

    Examples
    --------
    >>> surname("Ferdinand Marcos Jr"), surname("Penny Wong")
    ('Marcos', 'Wong')
    """
    return split_suffix(name)[0].rpartition(" ")[2]


def share_surname(name: str, other: str) -> bool:
    """Tell whether two names have one surname, in capitals or not."""
    return surname(name).lower() == surname(other).lower()
