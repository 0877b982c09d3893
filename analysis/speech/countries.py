"""What a column of countries, by code or by name, calls a side."""

from __future__ import annotations

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


def name_country(cell: str, sides: Sides) -> str:
    """Return the side that a country's code or name stands for, as the list of sides calls it if it
    has it; "" if the cell names no country.

    Parameters
    ----------
    cell
        An ISO code of two or three letters, or a name in English, an official one too.
    sides
        Which words stand for which side.

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
