"""Rows of JSON that are lists of cells: the first of them names the columns, or what they hold
does.
"""

from collections.abc import Iterator, Mapping

from .columns import KNOWN, squash
from .headerless import is_data, name_by_content, say_named
from .text_lines import Row

_FIRST = 20  # rows that show what the columns of a table without a header hold
_NO_ROW = ("it is no JSON object", "write one {...} for each document")


def is_cells(value: object) -> bool:
    """Tell whether a value of JSON is a list of cells rather than of objects."""
    return isinstance(value, list) and not (value and all(isinstance(i, dict) for i in value))


class ListRows:
    """Turns lists of cells into rows.

    Parameters
    ----------
    columns
        The names of columns that the user gave.
    """

    def __init__(self, columns: Mapping[str, str]) -> None:
        self._given = frozenset(map(squash, columns.values()))
        self._header: list[str] = []
        self._held: list[tuple[int, list]] = []

    def add(self, line: int, cells: list) -> Iterator[Row]:
        """Yield the rows that a list completes."""
        if self._header:
            yield line, self._name(cells)
        elif self._held:
            self._held.append((line, cells))
            if len(self._held) >= _FIRST:
                yield from self._name_held()
        elif (KNOWN | self._given) & set(map(squash, map(str, cells))):
            self._header = [str(cell) for cell in cells]
        elif not self._given and is_data(cells):
            self._held.append((line, cells))
        else:
            self._header = [str(cell) for cell in cells]
            yield line, _NO_ROW

    def close(self) -> Iterator[Row]:
        """Yield what is left at the end of a list of lists; another may follow."""
        yield from self._name_held()
        self._header = []

    def _name_held(self) -> Iterator[Row]:
        held, self._held = self._held, []
        if not held:
            return
        texts = [["" if c is None else str(c) for c in cells] for _, cells in held]
        self._header = name_by_content([own for own in texts if len(own) == len(texts[0])])
        yield held[0][0], say_named(self._header)
        for line, cells in held:
            yield line, self._name(cells)

    def _name(self, cells: list) -> dict:
        return dict(zip(self._header, cells, strict=False))
