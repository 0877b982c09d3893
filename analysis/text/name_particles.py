"""Names that small words hold together: "Ursula von der Leyen", "Mohammed bin Salman"."""

from collections.abc import Sequence

from ..core.calendar_names import DAYS
from .vocabulary import PARTICLES, may_bound, stop_words

# that open a name in capitals too ("Da Nang", "Chris Van Hollen"), where others are names themselves
_CAPITAL = frozenset("Bin Da De Del Della Der Di Van Von".split())
# before a small word that is none of a name: "a van", "the bin"
_DETERMINERS = frozenset(
    "a an the this that his her their its my our your one each every any no".split()
)
# before a name, and no part of it
_TITLES = frozenset(
    "ambassador baron baroness chancellor chief colleague commander commission commissioner congressman "
    "congresswoman count crown dame deputy director dr emir envoy general governor judge justice king lady "
    "lord madam madame mayor minister mr mrs ms premier president prince princess prof professor queen "
    "representative secretary senator sheikh sir speaker spokesman spokesperson spokeswoman sultan "
    "today yesterday tomorrow".split()
) | {*DAYS}


def find_joins(words: Sequence[str], gaps: Sequence[str]) -> list[int]:
    """Return which words of a text, as written, with what stands before each, are joined to the
    next by a name: its small words, and what is written with a capital right before them and is no
    title.

    Examples
    --------
    >>> words = "Premier Lula da Silva met President von der Leyen in a van".split()
    >>> [words[i] for i in find_joins(words, [" "] * len(words))]
    ['Lula', 'da', 'von', 'der']
    """
    found: set[int] = set()
    for i in range(len(words) - 2, -1, -1):
        word = words[i]
        small = word in PARTICLES
        if not (small or word in _CAPITAL or word.lower() in PARTICLES) or gaps[i + 1] != " ":
            continue
        after, before = words[i + 1], words[i - 1] if i and gaps[i] == " " else ""
        named = after[0].isupper() and not after.isupper() and (small or word in _CAPITAL)
        if not (named or after in PARTICLES and i + 1 in found):
            continue
        if small and before.lower() in _DETERMINERS:
            continue
        found.add(i)
        if before and before.lower() not in PARTICLES and _leads(before):
            found.add(i - 1)
    return sorted(found)


def _leads(word: str) -> bool:
    """Tell whether a word may be the given name before a small word."""
    low = word.lower()
    if not word[0].isupper() or word.isupper() or low.endswith(("'s", "’s")) or low in _TITLES:
        return False
    return may_bound(low, stop_words())
