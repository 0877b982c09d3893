"""How names are listed in a sentence."""

from collections.abc import Iterable


def say_list(words: Iterable[str], last: str = "and") -> str:
    """Join words as in a sentence; "" of none.

    Examples
    --------
    >>> say_list(["a", "b", "c"]), say_list(["a", "b"], "or"), say_list(["a"]), say_list([])
    ('a, b and c', 'a or b', 'a', '')
    """
    *most, end = list(words) or [""]
    return f"{', '.join(most)} {last} {end}" if most else end
