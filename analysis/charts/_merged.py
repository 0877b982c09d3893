"""Many periods or documents as few rows: neighbours in time added up, what has no date apart."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TypeVar

import numpy as np

from ..core.periods import tell_period
from ..core.safe_text import one_line
from ._time_axis import find_period, name_period

Key = TypeVar("Key")
MOST = 24  # periods that one picture holds


def are_dated(names: Sequence[str]) -> bool:
    """Tell whether most names are periods, or of documents and begin with their day.

    >>> are_dated(["2020-10", "undated", "2020-11"]), are_dated(["India", "Japan"])
    (True, False)
    """
    return 2 * sum(bool(find_period(name)) for name in names) > len(names)


def merge_columns(
    columns: Sequence[str], names: Mapping[str, str] | None = None, most: int = MOST
) -> dict[str, str]:
    """Return for each column, by time, the first of those that it is added to; the undated last.

    >>> merge_columns(["2020", "2021", "2022", "undated"], most=2)
    {'2020': '2020', '2021': '2020', '2022': '2022', 'undated': 'undated'}
    """
    shown = names or {}
    periods = {column: find_period(shown.get(column, column)) for column in columns}
    timed = sorted((column for column in columns if periods[column]), key=lambda c: periods[c])
    size = -(-len(timed) // most)
    first = {column: timed[i // size * size] for i, column in enumerate(timed)}
    return first | {column: column for column in columns if column not in first}


def name_merged(merged: Mapping[str, str], names: Mapping[str, str]) -> dict[str, str]:
    """Return the name of each group of columns, by its first: from the first to the last of them.

    >>> name_merged({"2020-10": "2020-10", "2020-11": "2020-10"}, {})
    {'2020-10': 'Oct\\nto Nov 2020'}
    """
    ends: dict[str, list[str]] = {}
    for column, first in merged.items():
        ends.setdefault(first, []).append(name_period(names.get(column, column)))
    return {first: own[0] if len(own) == 1 else _join(own) for first, own in ends.items()}


def _join(names: list[str]) -> str:
    """Return a span in two lines, of documents by their days, the year once if it is the same."""
    first, last = (one_line(name.split("\n")[0]) for name in (names[0], names[-1]))
    same = first[-5:] == last[-5:] and first[-5:-4] == " "
    return f"{first[:-5] if same else first}\nto {last}"


def say_merged(merged: Mapping[str, str]) -> str:
    """Return what a subtitle says of columns that were added up, "" where none was.

    >>> say_merged({"2020": "2020", "2021": "2020"}), say_merged({"2020": "2020"})
    ('; each row covers up to 2 neighbouring periods', '')
    """
    size = max(Counter(merged.values()).values(), default=1)
    noun = "periods" if any(map(tell_period, merged)) else "documents"
    return f"; each row covers up to {size:,} neighbouring {noun}" if size > 1 else ""


def choose_even(keys: Sequence[Key], most: int) -> list[Key]:
    """Return at most so many keys, evenly spread, the first and the last among them.

    >>> choose_even("abcdefg", 3), choose_even("ab", 3)
    (['a', 'd', 'g'], ['a', 'b'])
    """
    if len(keys) <= most:
        return list(keys)
    return [keys[i] for i in np.linspace(0, len(keys) - 1, most).round().astype(int)]


def choose_groups(names: Mapping[str, str], most: int) -> list[str]:
    """Return at most so many keys: an even choice where their names are of times, else the first.

    >>> choose_groups({"2020": "2020", "2021": "2021", "2022": "2022"}, 2)
    ['2020', '2022']
    """
    keys = list(names)
    return choose_even(keys, most) if are_dated(list(names.values())) else keys[:most]
