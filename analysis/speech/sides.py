"""Which words and names stand for which side: read from a YAML file; and what a column of countries,
by code or by name, calls a side.
"""

import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from ..core.yaml_file import Place, read_yaml
from ..corpus.country_names import list_names

DEFAULT = Path(__file__).with_name("sides.yml")
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


@dataclass(frozen=True)
class Sides:
    """Which words and which names stand for which side; `words` and `speakers` lead to the side."""

    words: dict[str, str]
    speakers: dict[str, str]

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """Any of the words, the longest first."""
        words = sorted(map(re.escape, self.words), key=len, reverse=True)
        return re.compile(rf"(?<![\w-])(?:{'|'.join(words)})(?![\w-])" if words else r"(?!)")

    def read(self, text: str) -> str:
        """Return the side whose word stands last in a text, "" where none does."""
        found = self.pattern.findall(text)
        return self.words[found[-1]] if found else ""


def read_sides(path: str | Path | None = None) -> Sides:
    """Read which words and names stand for which side.

    Parameters
    ----------
    path
        A YAML file in the form of the packaged `sides.yml`, which is the default.

    Raises
    ------
    ValueError
        If the file has not that form; the message names the file and the side.

    Examples
    --------
    >>> read_sides().read("Japanese counterpart")
    'Japan'
    """
    data, place = read_yaml(Path(path or DEFAULT))
    if not isinstance(data, dict) or not isinstance(data.get("sides"), dict):
        raise place.fault("it needs `sides`, a list of words for each side")
    unknown = [key for key in data if key not in ("version", "sides", "speakers")]
    if unknown:
        raise place.at(unknown[0]).fault(f"unknown key {unknown[0]!r}; it may have sides, speakers")
    speakers = data.get("speakers") or {}
    if not isinstance(speakers, dict):
        raise place.at("speakers").fault("it needs a list of names for each side")
    return Sides(_invert(data["sides"], place.at("sides")), _invert(speakers, place.at("speakers")))


def _invert(sides: dict, place: Place) -> dict[str, str]:
    """Return a side for each word; a word of two sides is an error."""
    out: dict[str, str] = {}
    for side, words in sides.items():
        here = place.at(str(side), words=f", side {side}")
        if not isinstance(words, list) or not all(
            isinstance(word, str) and word.strip() for word in words
        ):
            raise here.fault("write a list of words in [brackets], quoted where YAML reads no text")
        for i, word in enumerate(words):
            if out.setdefault(word, str(side)) != side:
                raise here.at(i).fault(
                    f"{word!r} stands under {out[word]} and {side}; keep it under one"
                )
    return out


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
    known = map(_NAMES.get, (cell, bare, _FORM.sub("", bare, count=1)))
    name = next(filter(None, known), cell if cell in sides.words else "")
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
        joined = _COMMA.search(text[:first].removesuffix("the ").removesuffix("The "))
    # "in Paris, and Japan said"; "Trinidad and Tobago" is one
    return -1 if comma and n == 2 or name_country(text[first:], sides) else first


def _is_country(words: str, sides: Sides) -> bool:
    bare = words.replace(".", "")
    return bool(name_country(bare, sides) or sides.pattern.fullmatch(bare))
