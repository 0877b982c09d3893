"""Which column of a table holds what, whatever the tool that wrote it calls it."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from itertools import takewhile
from types import MappingProxyType

from ..core.counts import say_some
from .column_names import ALIASES, DATE_PART_NAMES
from .names import clean_name
from .source import Unreadable

#: No names of columns.
NONE: Mapping[str, str] = MappingProxyType({})
_SHOWN = 40  # columns that are named, and characters of each
_NOT_IN_NAMES = re.compile(r"[\W_]+")


def squash(name: str) -> str:
    """Return a column's name without what does not count in it.

    >>> squash("Published_At") == squash("publishedAt") == squash("published at")
    True
    >>> squash("Título")
    'titulo'
    """
    if not name.isascii():
        name = unicodedata.normalize("NFKD", name.lower()).replace("ı", "i").replace("ł", "l")
    return _NOT_IN_NAMES.sub("", name).lower()


# What may stand around the name of a column, and of what.
_BRACKETS = re.compile(r"\([^()]{0,30}\)|\[[^\[\]]{0,30}\]")
_AROUND = re.compile(
    r"^(?:articles?|news|story|item|original|full)|(?:en|eng|english|utc|gmt|local|name|str)$"
)
_REDUCED = ("text", "date", "title", "source")
_SQUASHED = {key: tuple(dict.fromkeys(map(squash, names))) for key, names in ALIASES.items()}
#: All names by which something is found.
KNOWN = frozenset(name for names in _SQUASHED.values() for name in names)


def find_columns(names: Iterable[str], columns: Mapping[str, str]) -> dict[str, str]:
    """Return which column holds what, of `columns` first and then by `ALIASES`; `Unreadable` if a
    column that `columns` names is not there.

    >>> find_columns(["URL", "body", "lang"], {"language": "lang"})
    {'language': 'lang', 'doc_id': 'URL', 'text': 'body'}
    """
    return {key: found[0] for key, found in find_all_columns(names, columns).items()}


def find_all_columns(
    names: Iterable[str], columns: Mapping[str, str]
) -> dict[str, tuple[str, ...]]:
    """Return all columns that may hold each thing, the likeliest first; of what `columns` names,
    that one alone (`Unreadable` if it is not there).

    >>> find_all_columns(["text", "id", "body"], {})
    {'doc_id': ('id',), 'text': ('text', 'body')}
    """
    names = list(names)
    missing = [column for column in columns.values() if column not in names]
    if missing:
        said = f"it has no column {missing[0]!r} (it has {list_names(names)})"
        raise Unreadable(1, said, "correct the name in columns")
    by_name = {squash(name): name for name in reversed(names)}
    found: dict[str, tuple[str, ...]] = {key: (column,) for key, column in columns.items()}
    for key, aliases in _SQUASHED.items():
        own = tuple(by_name[alias] for alias in aliases if alias in by_name)
        if key not in found and own:
            found[key] = own
    used = {name for own in found.values() for name in own}
    reduced = {_reduce(name): name for name in reversed(names) if name not in used}
    for key in _REDUCED if reduced.keys() - {""} else ():
        own = tuple(reduced[alias] for alias in _SQUASHED[key] if alias in reduced)
        if key not in found and own:
            found[key] = own
    return found


def _reduce(name: str) -> str:
    """Return a name without what tables put around it, "" if there is nothing of that.

    >>> _reduce("News Source (EN)"), _reduce("Source")
    ('source', '')
    """
    whole = squash(name)
    plain = squash(_BRACKETS.sub(" ", name)) if "(" in name or "[" in name else whole
    plain = _AROUND.sub("", plain)
    return plain if plain != whole else ""


def find_date_parts(names: Iterable[str]) -> tuple[str, ...]:
    """Return the columns with year, month and day of a date, as far as they are there.

    >>> find_date_parts(["Day", "month", "pub_year", "text"])
    ('pub_year', 'month', 'Day')
    """
    by_part: dict[str, str] = {}
    for name in names:
        if part := DATE_PART_NAMES.get(squash(name)):
            by_part.setdefault(part, name)
    parts = takewhile(by_part.__contains__, ("year", "month", "day"))
    return tuple(by_part[part] for part in parts)


def list_names(names: Iterable[str]) -> str:
    """Return names of columns, the first ones, cut where they are long."""
    return say_some([clean_name(name[:_SHOWN]) for name in names], _SHOWN)
