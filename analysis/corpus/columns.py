"""What the columns of a table show as a whole: dates and texts that were not used, and which number
of 06/07/2018 is the day.
"""

from collections.abc import Iterator

import pandas as pd

from ..dating.columns import expand_short, find_order, looks_like_dates
from ..sources.names import clean_name
from ..sources.source import Problem, Unused
from .metadata import read_days

#: The share of a column's cells that must be dates for it to be taken for one of dates.
DATE_SHARE = 0.8
_WORDS, _LONGER = 12, 1.5  # of an average cell of a column of texts; and times those that were read
_MOST_DATES = 100_000  # of a table, that are compared
_SHOWN = 60  # characters of a column's name


def judge_unused(unused: Unused) -> Iterator[Problem]:
    """Yield a remark on each column of a table that was not used though it looks like one of dates,
    where no date was found, or of texts that are longer than those that were read or say other
    things.
    """
    for column, cells in unused.cells.items():
        name = clean_name(column[:_SHOWN])
        filled = [cell for cell in cells if isinstance(cell, str) and cell.strip()]
        if "date" not in unused.used and looks_like_dates(cells) >= DATE_SHARE:
            holds, kind = "a date", "date"
        elif _is_prose(filled, unused.text_length):
            holds, kind = "a longer text", "text"
        elif _is_prose(filled, 0) and 2 * sum(map(_ends_sentence, filled)) >= len(filled):
            holds, kind = "another text", "text"
        else:
            continue
        said = f"its column {name!r} looks like {holds} and was not used"
        remedy = f"name it: columns={{'{kind}': {name!r}}}"
        yield Problem(unused.file, unused.line, said, remedy, "read without it")


def _is_prose(cells: list[str], text_length: float) -> bool:
    if not cells:
        return False
    n_words = sum(len(cell.split()) for cell in cells) / len(cells)
    length = sum(map(len, cells)) / len(cells)
    return n_words >= _WORDS and length > _LONGER * text_length


def _ends_sentence(cell: str) -> bool:
    return cell.rstrip()[-1:] in tuple('.!?…。！？।"”’»')


class DateColumns:
    """The dates that the rows of each table give, as they are written, to settle what a single one
    leaves open.
    """

    def __init__(self) -> None:
        self._cells: dict[str, dict[str, None]] = {}
        self._open: dict[str, list[tuple[str, dict[str, str]]]] = {}

    def add(self, file: str, doc_id: str, fields: dict[str, str], days: dict) -> None:
        """Take in the date of a row, and whether it may be two."""
        given = {k: fields[k] for k in ("date", "date_low", "date_high") if fields.get(k)}
        cells = self._cells.setdefault(file, {})
        if len(cells) < _MOST_DATES:
            cells.update(dict.fromkeys(given.values()))
        given |= {k: fields[k] for k in ("date_precision",) if fields.get(k)}
        if days and days["date_low"] != days["date_high"]:
            self._open.setdefault(file, []).append((doc_id, given))

    def settle(self, documents: pd.DataFrame) -> pd.DataFrame:
        """Return documents with the days of those that may be two read as all dates of their table
        show.
        """
        settled = {}
        for file, waiting in self._open.items():
            order = find_order(list(self._cells[file]))
            short = expand_short(list(self._cells[file]))
            if order is None and not short:
                continue
            for doc_id, given in waiting:
                given = {key: short.get(cell, cell) for key, cell in given.items()}
                days, _ = read_days(given, day_first=order)
                if days:
                    settled[doc_id] = days
        if not settled:
            return documents
        rows = documents["doc_id"].isin(settled.keys())
        found = [settled[doc_id] for doc_id in documents.loc[rows, "doc_id"]]
        documents = documents.copy()
        for column in ("date", "date_low", "date_high"):
            days = pd.to_datetime([of.get(column) for of in found]).astype(documents[column].dtype)
            documents.loc[rows, column] = days
        return documents
