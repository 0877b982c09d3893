"""What is chosen in an explorer, and the cells of the table that shows what was found."""

from dataclasses import dataclass

import pandas as pd

from ..core.periods import UNDATED
from ..core.safe_text import escape_html

ALL = ""  # what is chosen where nothing is


@dataclass(frozen=True)
class Choice:
    """What is looked at: a theme, the beginning of a date, a speaker, a term; "" is all of them."""

    theme: str = ALL
    period: str = ALL
    who: str = ALL
    term: str = ALL


def as_cells(rows: pd.DataFrame) -> pd.DataFrame:
    """Return sentences as the table that is shown: titled columns, safe HTML, hits marked."""
    day = '<span style="white-space:nowrap">{}</span>'.format
    who = rows["speaker"].where(rows["speaker"] != "", rows["side"]).map(escape_html)
    cells = {
        "Date": name_days(rows["date"]).map(day).tolist(),
        "Who": who.tolist() if who.any() else None,
        "Sentence": [mark(row, "<mark>", "</mark>", escape_html) for row in rows.itertuples()],
        "Tone": [f"{tone + 0.0:+.2f}" for tone in rows["tone"]] if "tone" in rows else None,
        # a long name may break, but without a hyphen, which would be no part of it
        "Where": [escape_html(say_place(row)).replace("_", "_<wbr>") for row in rows.itertuples()],
    }
    return pd.DataFrame({name: cell for name, cell in cells.items() if cell is not None})


def say_place(row) -> str:
    """Return the file and line of a sentence, as editors write and open them."""
    file = row.file or row.doc_id
    return f"{file}:{row.line}" if row.line else file


def mark(row, opening: str, closing: str, escape=str) -> str:
    """Return a sentence with its hits marked; where several themes overlap, once."""
    parts, place = [], 0
    for start, end in sorted(row.hits):
        if start >= place:
            parts += [escape(row.text[place:start]), opening, escape(row.text[start:end]), closing]
            place = end
    return "".join([*parts, escape(row.text[place:])])


def name_days(dates: pd.Series) -> pd.Series:
    """Return dates as days, as they are written; "undated" without one."""
    return dates.dt.strftime("%Y-%m-%d").fillna(UNDATED).astype("str")
