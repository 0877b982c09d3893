"""Who speaks in a whole document, as its metadata says."""

import re

import pandas as pd

from .names import make_plain, surname, tidy
from .people import Speaker
from .quote_attribution import read_name
from .sides import Sides, name_country, read_sides

_NOBODY = frozenset(
    "unknown none nan null na n/a <na> various multiple several anonymous true false yes no "
    "unspecified unavailable other others all".split()
)
_LONGEST = 100  # characters of a name
_TITLES = re.compile(
    r"(?i)\A(?:(?:h\.? ?e\.?|his excellency|her excellency|mr|mrs|ms|miss|mx|dr|prof|shri|smt|sir|dame|"
    r"hon|the hon|the honou?rable)\.?\s+)+(?=\S)"
)


def read_given(documents: pd.DataFrame, sides: Sides) -> dict[str, Speaker]:
    """Return the speakers that metadata gives, by document: their columns `speaker` and `side`, and
    `country` where there is a speaker and no side; none of the columns has to be there.

    A side without a speaker counts if it is one of the list of sides, or a country: a column of
    that name may hold anything else too.
    """
    if not {"speaker", "side"} & set(documents.columns):
        return {}
    out: dict[str, Speaker] = {}
    cells = (
        [" ".join(cell.split()) for cell in read_cells(documents, name)]
        for name in ("doc_id", "speaker", "side", "country")
    )
    for doc_id, named, side, country in zip(*cells, strict=True):
        name = read_person(named)
        # of what is neither in the list nor a country, nothing is told
        told = side if side in sides.words.values() else name_country(side, sides)
        if name:
            told = told or name_country(country, sides) or find_side(name, named, sides)
            out[doc_id] = Speaker(name, side=told or side)
        elif told:
            out[doc_id] = Speaker(side=told)
    return out


def name_given_sides(documents: pd.DataFrame) -> pd.Series:
    """Return the side that metadata gives each document, as `attribute_speech` names it; "" for
    none.
    """
    given = read_given(documents, read_sides())
    named = [given[name].side if name in given else "" for name in documents["doc_id"]]
    return pd.Series(named, index=documents.index, dtype="str")


def read_cells(documents: pd.DataFrame, name: str) -> list[str]:
    """Return a column's cells that are text, "" for others and where there is no such column."""
    if name not in documents:
        return [""] * len(documents)
    return [cell if isinstance(cell, str) else "" for cell in documents[name].tolist()]


def read_person(cell: str) -> str:
    """Return the name of a cell without forms of address, "" if it names nobody.

    Examples
    --------
    >>> read_person("H.E. Mr. Mark Rutte"), read_person("n/a"), read_person("12")
    ('Mark Rutte', '', '')
    """
    name = _TITLES.sub("", cell.strip())
    if len(name) > _LONGEST or cell.lower() in _NOBODY or not re.search(r"[^\W\d_]{2}", name):
        return ""
    return tidy(name)


def find_side(name: str, intro: str, sides: Sides) -> str:
    """Return the side of a speaker whose name and titles (`intro`, the name included) stand by
    themselves, "" if it is unknown.

    A surname alone tells the side where his office is named too: "Vice President Harris".

    Examples
    --------
    >>> from analysis.speech import read_sides
    >>> find_side("Harris", "Vice President Harris", read_sides())
    'US'
    """
    plain = make_plain(tidy(name))
    found = sides.speakers.get(name) or sides.speakers.get(plain) or sides.read(intro)
    if found:
        return found
    person = read_name(plain)
    own = person.words if person and person.kind == "person" else plain
    if own in sides.speakers:
        return sides.speakers[own]
    if " " in own or own == intro:
        return ""
    told = {side for full, side in sides.speakers.items() if surname(full) == own}
    return told.pop() if len(told) == 1 else ""
