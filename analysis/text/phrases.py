"""Words and phrases of many texts at once, and where they stand.

What a word and a phrase is, `vocabulary` says of one text. Here the words of all texts are numbers
in one array, and phrases are windows of it, so that half a million words take a fraction of a
second. Names that small words hold together ("Ursula von der Leyen") are found on the way.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import count

import numpy as np
import pandas as pd

from ..core.calendar_names import DAYS
from .vocabulary import LINKS, PARTICLES, WORD, is_stop, is_within, may_bound, normalise, stop_words

# splits a text into what stands between words, and the words
_AROUND = re.compile(f"({WORD.pattern})")
# read at a time, since a list of words takes some twenty times the memory of their text
_CHARACTERS = 2**20
# characters of a text whose words are kept for the next call, which often asks for the same
_KEPT = 5_000_000
# before a letter that is none of a name: "Annex B. Russia abstained", "in the U.S. B. Smith"
_LETTERED = re.compile(
    r"(?i)annex|appendix|article|block|category|chapter|class|division|exhibit|figure|grade|group"
    r"|hepatitis|level|model|option|part|phase|plan|point|schedule|section|series|table|team|tier"
    r"|type|vitamin|volume|zone|.*\..*"
)
_APART = "\0"  # between texts: neither a word nor what may stand within a phrase
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


@dataclass(frozen=True)
class Words:
    """All words of some texts: `code` of each, its `text`, whether it `opens` a run; `forms`; and
    whether a name `joins` it to the next word.
    """

    code: np.ndarray
    text: np.ndarray
    opens: np.ndarray
    forms: list[str]
    joins: np.ndarray


def list_words(texts: Sequence[str]) -> list[list[str]]:
    """Return of each text, in order, its words that are no stop word, number or single letter.

    Examples
    --------
    >>> list_words(["The South China Sea", "Sea lanes"])
    [['south', 'china', 'sea'], ['sea', 'lanes']]
    """
    words, stops = read_words(texts), stop_words()
    may = [may_bound(form, stops) for form in words.forms]
    listed: list[list[str]] = [[] for _ in texts]
    for text, code in zip(words.text.tolist(), words.code.tolist(), strict=True):
        if may[code]:
            listed[text].append(words.forms[code])
    return listed


def widen(
    words: Words, stops: frozenset[str], max_words: int
) -> Iterator[tuple[np.ndarray, np.ndarray, np.ndarray]]:
    """Yield for each length where phrases start and end (their last word), and a number that equal
    phrases share.

    A phrase neither begins nor ends with a stop word, a number or a single letter; a stop word
    that is no link ends whatever might have gone on over it. What a name joins counts as one word.
    """
    n = len(words.code)
    may = np.array([may_bound(word, stops) for word in words.forms], dtype=bool)[words.code]
    closes = np.array(
        [is_stop(word, stops) and word not in LINKS for word in words.forms], dtype=bool
    )[words.code]
    code, end, inside = _join_names(words)
    may, closes = may & ~inside, closes & ~words.joins
    may[words.joins & ~inside] = True
    start = np.flatnonzero(may)
    last, key = end[start], code[start]
    bounds = may | inside & ~words.joins  # where a phrase may end
    n_codes = int(code.max(initial=0)) + 1
    for _ in range(max_words):
        at = bounds[last]
        yield start[at], last[at], key[at]
        more = np.flatnonzero(~closes[last] & (last + 1 < n))
        more = more[~words.opens[last[more] + 1]]
        start, after = start[more], last[more] + 1
        # or it outgrows its 64 bits
        key = pd.factorize(key[more] * n_codes + code[after])[0]
        last = end[after]


def _join_names(words: Words) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return the code of each word, or of what a name joins from there, where that ends, and which
    words stand within.
    """
    code, end = words.code.copy(), np.arange(len(words.code))
    inside = np.zeros(len(code), dtype=bool)
    if not words.joins.any():
        return code, end, inside
    inside[1:] = words.joins[:-1]
    number: dict[tuple[int, ...], int] = {}
    for i in np.flatnonzero(words.joins & ~inside).tolist():
        j = i
        while words.joins[j]:
            j += 1
        name = tuple(words.code[i : j + 1].tolist())
        code[i], end[i] = number.setdefault(name, len(words.forms) + len(number)), j
    return code, end, inside


def read_words(texts: Sequence[str]) -> Words:
    """Return all words of some texts; those of the last two calls are kept."""
    stops = stop_words()
    return (_read_again if sum(map(len, texts)) <= _KEPT else _read_words)(tuple(texts), stops)


def _read_words(texts: Sequence[str], stops: frozenset[str]) -> Words:
    """Return the words of texts, and in which run, that no mark of punctuation interrupts, each is."""
    number: defaultdict[str, int] = defaultdict(count().__next__)
    parts = [_split(chunk, first, number) for first, chunk in _take(texts)]
    raw, text, opens, joins = (np.concatenate(arrays) for arrays in zip(*parts, strict=True))
    shouted = np.array([t.isupper() for t in texts], dtype=bool)
    forms: defaultdict[str, int] = defaultdict(count().__next__)
    plain, loud = (
        np.array([forms[normalise(word, stops, s)] for word in number], dtype=np.int64)
        for s in (False, True)
    )
    return Words(np.where(shouted[text], loud[raw], plain[raw]), text, opens, list(forms), joins)


@lru_cache(maxsize=2)
def _read_again(texts: tuple[str, ...], stops: frozenset[str]) -> Words:
    return _read_words(texts, stops)


def _take(texts: Sequence[str]) -> Iterator[tuple[int, list[str]]]:
    """Yield texts in parts of some length, with the number of the first."""
    edges = np.cumsum([len(text) for text in texts]) // _CHARACTERS
    cuts = [0, *(np.flatnonzero(np.diff(edges)) + 1).tolist(), len(texts)]
    for begin, end in zip(cuts, cuts[1:], strict=False):
        yield begin, list(texts[begin:end])


def _split(
    texts: list[str], first: int, number: defaultdict[str, int]
) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Return of each word its number, its text, whether a mark or a text's end parts it from the
    one before, and whether a name joins it to the next.
    """
    parts = _AROUND.split(_APART.join(texts))
    gaps, words = parts[:-1:2], parts[1::2]
    within = {gap: is_within(gap) for gap in set(gaps)}
    opens = ~np.fromiter(map(within.__getitem__, gaps), dtype=bool, count=len(gaps))
    opens[:1] = True
    ends = np.cumsum(np.fromiter(map(len, parts), dtype=np.int64, count=len(parts)))[1::2]
    begins = np.cumsum([0] + [len(text) + 1 for text in texts])
    code = np.fromiter(map(number.__getitem__, words), dtype=np.int64, count=len(words))
    text = first + np.searchsorted(begins, ends, side="left") - 1
    initials = _find_initials(words, gaps)
    joins = np.zeros(len(words), dtype=bool)
    joins[find_joins(words, gaps)] = True
    if not initials:
        return code, text, opens, joins
    opens[[i + 1 for i in initials]] = False
    kept = np.ones(len(words), dtype=bool)
    kept[initials] = False
    return code[kept], text[kept], opens[kept], joins[kept]


def _find_initials(words: list[str], gaps: list[str]) -> list[int]:
    """Return which words are an initial within a name, "J." in "Donald J. Trump": no word of it."""
    found: list[int] = []
    for i in [at - 1 for at, gap in enumerate(gaps) if gap == ". "]:
        if 0 < i < len(words) - 1 and len(words[i]) == 1 and words[i].isupper():
            within = gaps[i] == " " or (gaps[i] == ". " and found[-1:] == [i - 1])
            named = words[i - 1][0].isupper() and words[i + 1][0].isupper()
            if within and named and not _LETTERED.fullmatch(words[i - 1]):
                found.append(i)
    return found


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
