"""Tables as notebooks show them: whole texts, few digits, escaped, whatever pandas is set to."""

import math
from dataclasses import dataclass, field

import pandas as pd

from ..core.safe_text import escape_text, html_table, one_line

_WIDEST = 300  # characters of a cell
_PLAIN = 60  # characters of a cell in plain text


@dataclass(frozen=True)
class Listing:
    """A table that shows itself, and keeps its `rows`."""

    rows: pd.DataFrame = field(repr=False)
    cells: tuple[tuple[str, ...], ...] = field(repr=False)
    note: str = ""

    def _repr_html_(self) -> str:
        numeric = map(pd.api.types.is_numeric_dtype, self.rows.dtypes)
        looks = [f"text-align:{'right' if right else 'left'}" for right in numeric]
        rows = [map(escape_text, line) for line in self.cells]
        names = [escape_text(str(name)) for name in self.rows.columns]
        note = f"<p>{escape_text(self.note)}</p>" if self.note else ""
        return html_table(rows, looks, names=names) + note

    def __repr__(self) -> str:
        if not self.cells:
            return self.note
        cells = [[cell[:_PLAIN] for cell in line] for line in self.cells]
        frame = pd.DataFrame(cells, columns=self.rows.columns)
        text = frame.to_string(index=False, max_colwidth=None, line_width=None, justify="left")
        return "\n".join(filter(None, [text, self.note]))


def show(table: pd.DataFrame, *, most: int = 40, digits: int = 2) -> Listing:
    """Return a table in the form in which a notebook shows it.

    Parameters
    ----------
    table
        Any frame; its index is left out.
    most
        Rows shown, at most; a note says how many there are.
    digits
        Digits behind the point of numbers that are not whole.

    Returns
    -------
    Listing
        Dates as days, missing values empty, texts on one line and cut at 300 characters; `rows` is
        the table itself.

    Examples
    --------
    >>> show(pd.DataFrame({"theme": ["russia"], "share": [1 / 3], "n": [7]}))
    theme  share n
    russia 0.33  7
    >>> show(pd.DataFrame({"theme": []}))
    No rows.
    """
    head = table.head(most)
    lines = head.itertuples(index=False)
    cells = tuple(tuple(_write(cell, digits) for cell in line) for line in lines)
    note = f"{most} of {len(table):,} rows." if len(table) > most else ""
    note = "No rows." if table.empty else note
    return Listing(head, cells, note)


def _write(cell, digits: int) -> str:
    """Return a cell as text."""
    if pd.api.types.is_scalar(cell) and pd.isna(cell):
        return ""
    if isinstance(cell, pd.Timestamp):
        return f"{cell:%Y-%m-%d}"
    if isinstance(cell, float) and math.isinf(cell):
        return "no end" if cell > 0 else "no beginning"
    if isinstance(cell, float):
        return f"{cell + 0.0:.{digits}f}" if round(cell, digits) else f"{0:.{digits}f}"
    text = one_line(str(cell))
    return text if len(text) <= _WIDEST else text[: _WIDEST - 1] + "…"
