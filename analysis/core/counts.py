"""Counts with their nouns, in the singular where there is one, and lists: what all sentences are made
with.
"""

from collections.abc import Iterable, Sequence


def say_count(n: int, noun: str, nouns: str = "") -> str:
    """Return a count with its noun.

    Examples
    --------
    >>> say_count(1, "report"), say_count(1200, "report"), say_count(2, "file or row", "files or rows")
    ('1 report', '1,200 reports', '2 files or rows')
    """
    return f"{n:,} {noun if n == 1 else nouns or noun + 's'}"


def say_part(n: int, of: int, noun: str, verb: str = "", verbs: str = "") -> str:
    """Return a count of all with their noun, which is in the singular if there is one, and what one
    does, or none of one, and what others do, if anything is said.

    Examples
    --------
    >>> say_part(1, 1, "report"), say_part(1, 1200, "term", "is", "are")
    ('1 of 1 report', '1 of 1,200 terms is')
    """
    said = f"{n:,} of {say_count(of, noun)}"
    return f"{said} {verb if n == 1 or of == 1 else verbs}" if verb else said


def say_list(words: Iterable[str], last: str = "and") -> str:
    """Join words as in a sentence; "" of none.

    Examples
    --------
    >>> say_list(["a", "b", "c"]), say_list(["a", "b"], "or"), say_list(["a"]), say_list([])
    ('a, b and c', 'a or b', 'a', '')
    """
    *most, end = list(words) or [""]
    return f"{', '.join(most)} {last} {end}" if most else end


def say_some(words: Sequence[str], most: int) -> str:
    """Join the first of some words with commas, and say how many more there are.

    Examples
    --------
    >>> say_some(["a", "b", "c", "d"], 2), say_some(["a", "b"], 2)
    ('a, b and 2 more', 'a, b')
    """
    more = len(words) - most
    return ", ".join(words[:most]) + (f" and {more:,} more" if more > 0 else "")
