"""What the columns of a table hold, as their names and its first rows show."""

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from .column_names import SHAPES, WEAK_DATES
from .columns import find_all_columns, find_columns, find_date_parts, squash
from .text_columns import TextColumns, find_text_columns, find_unnamed

_DATE_LIKE = re.compile(r"\d{4}|\d{1,2}[./-]\d{1,2}[./-]\d{2}")
_LONGEST_DATE, _SHARE = 60, 0.5  # characters of a date; share of cells that must be like one
_TEXTS = ("text", "html", "summary")
# Where a table has no column of texts, what is read as one, in this order.
_INSTEAD = ("summary", "title")


class Layout(NamedTuple):
    """The columns of a table: those of texts; for each further thing those that may hold it, the
    likeliest first; the parts of a date; what its tool leaves out; and what is read as text where
    none is: "summary", "title", "unnamed" or "", and its column.
    """

    texts: TextColumns
    html: tuple[str, ...]
    fields: dict[str, tuple[str, ...]]
    date_parts: tuple[str, ...]
    constants: dict[str, str]
    instead: str
    instead_column: str

    def has_text(self) -> bool:
        """Whether there is anything that can be read as a text."""
        return bool(self.texts.bodies or self.texts.parts or self.html or self.instead)

    def names(self) -> frozenset[str]:
        """What is found in the table, by our names."""
        texts = self.texts.bodies or self.texts.parts
        date = {"date"} if self.date_parts else set()
        return frozenset({*self.fields, *date} | ({"text"} if texts else set()))


def find_layout(names: Iterable[str], columns: Mapping[str, str], rows: list[dict]) -> Layout:
    """Return the layout of a table with columns of these names and first rows; `columns` are the
    names that the user gave, by what they hold.

    >>> find_layout(["pub_year", "title", "content"], {}, []).date_parts
    ('pub_year',)
    """
    names = list(names)
    found = find_all_columns(names, columns)
    squashed = {squash(name): name for name in reversed(names)}
    constants: dict[str, str] = {}
    for signs, constant, further in SHAPES:
        if signs <= squashed.keys():
            constants |= {key: value for key, value in constant.items() if key not in found}
            found |= {k: (squashed[name],) for k, name in further.items() if k not in found}
    date_parts = () if "date" in columns else find_date_parts(names)
    if "date" not in columns:
        dates = [
            name
            for name in found.pop("date", ())
            if name not in date_parts
            and (squash(name) not in WEAK_DATES or _looks_like_dates(name, rows))
        ]
        found |= {"date": tuple(dates)} if dates else {}
    texts = find_text_columns(names, columns)
    html = found.get("html", ())
    instead, column = "", ""
    if not (texts.bodies or texts.parts or html):
        taken = {name for own in found.values() for name in own} | set(date_parts)
        column = find_unnamed(rows, taken, (*texts.leads, *texts.retold, *found.get("title", ())))
        if column:
            instead, texts = "unnamed", texts._replace(bodies=(column,))
        else:
            instead = next((key for key in _INSTEAD if key in found), "")
            column = find_columns(names, columns)[instead] if instead else ""
    fields = {key: own for key, own in found.items() if key not in _TEXTS}
    return Layout(texts, html, fields, date_parts, constants, instead, column)


def _looks_like_dates(name: str, rows: list[dict]) -> bool:
    """Tell whether the cells of a column, whose name other things have too, may be dates."""
    cells = [str(row[name]).strip() for row in rows if row.get(name) is not None]
    cells = [cell for cell in cells if cell]
    like = sum(len(c) <= _LONGEST_DATE and bool(_DATE_LIKE.search(c)) for c in cells)
    return like >= _SHARE * len(cells)
