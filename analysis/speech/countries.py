"""What a column of countries, by code or by name, calls a side."""

import re

from ..corpus.country_names import list_names
from .sides import Sides

_NAMES = list_names()
# What stands before a country's name in its official one.
_FORM = re.compile(
    r"(?i)(?:the )?(?:(?:[a-z'-]+ ){0,3}(?:republic|kingdom|state|states|principality|sultanate|union|"
    r"grand duchy|commonwealth) of )?(?:the )?(?=\w)"
)
_LONGEST = 80  # characters of a country's name
_AND = re.compile(r",? (?:and|&) (?:the )?\Z")
_COMMA = re.compile(r", (?:the )?\Z")
_ENDS = re.compile(r"((?:[A-Z][\w.-]*(?: of(?: the)?)? ){0,3}[A-Z][\w.-]*)(?:['’]s)?\Z")


def name_country(cell: str, sides: Sides) -> str:
    """Return the side that a country's ISO code or English name stands for, as the list of sides
    calls it if it has it; "" if the cell names no country.

    Examples
    --------
    >>> from analysis.speech import read_sides
    >>> sides = read_sides()
    >>> name_country("USA", sides), name_country("Republic of the Gambia", sides)
    ('US', 'Gambia')
    >>> name_country("neutral", sides)
    ''
    """
    cell = " ".join(cell[: _LONGEST + 1].split())
    if not cell or len(cell) > _LONGEST:
        return ""
    bare = cell.replace("’", "'").lower().replace("st. ", "saint ")
    first, comma, last = bare.partition(", ")
    bare = f"{last} {first}" if comma else bare  # "Korea, Republic of"
    name = (
        _NAMES.get(cell)
        or _NAMES.get(bare)
        or _NAMES.get(_FORM.sub("", bare, count=1))
        or (cell if cell in sides.words else "")
    )
    return sides.words.get(name, name)


def find_list(text: str, start: int, sides: Sides) -> int:
    """Return where a list of countries begins whose last one, at `start`, ends a text, or -1.

    Examples
    --------
    >>> from analysis.speech import read_sides
    >>> text = "The ministers of France, Germany and the United Kingdom"
    >>> find_list(text, text.index("United"), read_sides())
    17
    >>> find_list("Ministers met and Japan", 17, read_sides())
    -1
    """
    joined = _AND.search(text, 0, start)
    if joined is None:
        return -1
    comma = joined[0][0] == ","
    first, n = -1, 1
    while joined and (named := _ENDS.search(text, 0, joined.start())):
        words = named[1].split(" ")
        places = (len(" ".join(words[:i])) + (i > 0) for i in range(len(words)))
        at = next((i for i in places if _is_country(named[1][i:], sides)), None)
        if at is None:
            break
        first, n = named.start() + at, n + 1
        behind = text[:first].removesuffix("the ").removesuffix("The ")
        joined = _COMMA.search(behind)
    # "in Paris, and Japan said"; "Trinidad and Tobago" is one
    return -1 if comma and n == 2 or name_country(text[first:], sides) else first


def _is_country(words: str, sides: Sides) -> bool:
    bare = words.replace(".", "")
    return bool(name_country(bare, sides) or sides.pattern.fullmatch(bare))
