"""A name as it is counted: without stops, its surname, and what stands behind that ("Jr", "III"); and
whom "he" and whom "she" can mean.
"""

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
_HE_TITLES = frozenset(
    "mr king prince sir lord shri spokesman chairman congressman sheikh pope archbishop imam".split()
)
_SHE_TITLES = frozenset(
    "mrs ms miss madam madame queen princess lady dame smt spokeswoman chairwoman "
    "congresswoman".split()
)
_HE = frozenset(
    "abdul ahmed ajit ali alexander andrew anthony antonio antony arun barack ben benjamin bill boris "
    "carlos charles christopher david donald edward emmanuel eric ernesto friedrich fumio george "
    "hans henry hiroshi ivan jack jake james jan jens jim joe john jonas jose josé joseph juan karl "
    "keir kenji kevin klaus lars lloyd luis manmohan marco mark martin michael mike minoru mohammed "
    "muhammad narendra ned nicolas oleg olaf oscar pablo paul pedro peter piotr rajnath ravi recep rex "
    "richard robert rohan ronald sanjay scott sergei sergey shigeru shinzo stefan steven sven takeshi "
    "thomas tim tom tomas tony viktor vladimir volodymyr william yoshihide yusuf".split()
)
_SHE = frozenset(
    "agnes alice amy ana angela anita anna annalena anne ann annie aisha barbara carmen caroline "
    "catherine charlotte christine claire claudia diana elena elizabeth ellen emily emma erna eva "
    "fatima fiona giorgia gita grace hanna hannah helen hillary indira ingrid isabel jacinda jane "
    "janet jen jennifer jill joanna julia julie kamala karen karine karoline kate katherine kirsten "
    "laura leila linda lisa louise lucia lucy magdalena margaret maria marie marina marise martha mary "
    "melanie meera mette michelle monica nancy natalia nicola nirmala nina olena olga patricia penny "
    "priti rachel rebecca retno rosa ruth sanna sara sarah sonia sophie susan sushma teresa theresa "
    "ursula valerie victoria wendy yoko yuriko".split()
)


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


def read_gender(name: str, intro: str = "") -> str:
    """Return "he" or "she" where a title that introduces a name, or a given name, says so, else "".

    Examples
    --------
    >>> read_gender("Ann Lee"), read_gender("Rao", "Mr Rao"), read_gender("Kim Lee")
    ('she', 'he', '')
    """
    lows = {word.low.strip(".") for word in split_words(intro)}
    he, she = bool(lows & _HE_TITLES), bool(lows & _SHE_TITLES)
    if he != she:
        return "he" if he else "she"
    given = name.split()[0].lower() if " " in name else ""
    return "he" if given in _HE else "she" if given in _SHE else ""
