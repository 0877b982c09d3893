"""What is known of documents beside their text: the rows of `metadata.csv`, and their days."""

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import lru_cache

import pandas as pd

from ..core.periods import PERIODS, bound_period, label_periods
from ..dating.cells import is_missing, parse_days
from ..dating.columns import expand_short, find_order
from ..dating.stamps import WIDEST_DATED
from ..sources.names import clean_name
from ..sources.source import Problem, Source
from .metadata_tables import read_table

READ_ANYWAY = "read, dated by its own text"
_SHOWN = 60  # characters of a value that is no date
_DATES = ("date", "date_low", "date_high")
REMEDY_DATE = "write it as YYYY-MM-DD or leave it empty"
_REMEDY_FILE = "save it as a UTF-8 CSV file with a doc_id column"


@dataclass(frozen=True)
class Known:
    """A row of metadata.csv: its file and line, and its columns as they are named there, apart from
    what we say of it.

    `folder` is the one that the file appears in, below the corpus. `days` are those of `read_days`.
    `bad_date` says which date is none; `fault` (line, problem, remedy) why the row cannot be used
    at all.
    """

    file: str = ""
    line: int = 0
    facts: dict[str, str] = field(default_factory=dict)
    days: dict[str, date] = field(default_factory=dict)
    bad_date: str = ""
    fault: tuple[int, str, str] | None = None
    folder: str = ""


#: What is known of a document that has no row.
NO_ROW = Known()


def read_days(
    fields: dict[str, str], *, day_first: bool | None = None
) -> tuple[dict[str, date], str]:
    """Return the days that `date`, `date_low` and `date_high` give, and what is wrong with one of
    them ("" if nothing).

    `date_low` and `date_high` are both there if one is; `date` if they are at most `WIDEST_DATED`
    apart or whole months of a year, or it was given. A date that may be two is the interval from
    one to the other, unless `day_first` tells; "n/a" and "2 days ago" count as not given. Of the
    other fields only `date_precision` is read ("year", "month": what is known of a date that is
    written as a day).

    Examples
    --------
    >>> read_days({"date": "2021"})[0].keys(), read_days({"date": "soon"})[1]
    (dict_keys(['date_low', 'date_high', 'date']), "date 'soon' is no date")
    """
    given = {}
    for column in _DATES:
        value = fields.get(column, "")
        if is_missing(value) or (column == "date_high" and not given):  # an end alone dates nothing
            continue
        given[column] = parse_days(value, day_first=day_first)
        if given[column] is None:
            return {}, f"{column} {str(value)[:_SHOWN]!r} is no date"
    if not {"date", "date_low"} & given.keys():
        return {}, ""
    date_given = given.get("date")
    low = given.get("date_low", date_given)[0]
    high = (given.get("date_high") or date_given or given["date_low"])[1]
    if low > high:
        return {}, f"date_low {low} is later than date_high {high}"
    low, high = _widen(low, high, str(fields.get("date_precision", "")))
    exact = date_given and date_given[0] == date_given[1]
    days = {"date_low": low, "date_high": high}
    # whole months of one year, which no two readings of one date are
    whole = low.year == high.year and low.day == 1 and (high + timedelta(days=1)).day == 1
    if exact or whole or high - low <= WIDEST_DATED:
        days["date"] = date_given[0] if exact else low + (high - low) // 2
    return days, ""


@lru_cache(1 << 12)  # rows of a table share their days
def _widen(low: date, high: date, precision: str) -> tuple[date, date]:
    """Return the first and the last day of the periods of two days, where these are all that is
    known.
    """
    period = precision.strip().lower().removesuffix("ly").replace("annual", "year")
    if period not in PERIODS:
        return low, high
    days = pd.Series([low, high]).astype("datetime64[s]")
    (first, _), (_, last) = map(bound_period, label_periods(days, period))
    return date.fromisoformat(first), date.fromisoformat(last)


def list_folders(rows: Mapping[str, Known]) -> tuple[str, ...]:
    """Return the folders whose files the tables of metadata are about: those that they stand in."""
    return tuple(sorted({row.file[: row.file.rfind("/") + 1] for row in rows.values()}))


def read_metadata(sources: Iterable[Source]) -> tuple[dict[str, Known], list[Problem]]:
    """Return the rows of metadata files by document id, and which files could not be read.

    Ids are as they appear there, behind the folder that the file appears in (`matching.match_rows`
    finds their files). A row has a `fault` where it has too many or too few fields, or where its id stands twice.
    """
    rows: dict[str, Known] = {}
    problems = []
    for source in sources:
        try:
            read = read_table(source)
            order = _settle_dates([row for _, row in read if isinstance(row, dict)])
            for line, row in read:
                if isinstance(row, tuple):
                    problem, remedy = row[:2]
                    problems.append(Problem(source.name, line, problem, remedy, READ_ANYWAY))
                    continue
                folder = source.stem.rpartition("/")[0]
                doc_id = clean_name(f"{folder}/" * bool(folder) + (row.get("doc_id") or "").strip())
                if doc_id not in rows:
                    rows[doc_id] = replace(_check_row(source.name, line, row, order), folder=folder)
                    continue
                first = rows[doc_id]
                again = _check_row(source.name, line, row, order)
                if (again.facts, again.days) == (first.facts, first.days) and not again.fault:
                    continue  # the same row twice says the same
                where = f"lines {first.line} and {line}"
                if first.file != source.name:
                    where = f"line {line} and in {first.file}, line {first.line}"
                fault = (line, f"the id {doc_id} stands on {where}", "keep one of the two rows")
                rows[doc_id] = replace(first, file=source.name, fault=fault)
        except Exception as error:  # a file that is damaged or no table, and what nobody thought of
            expected = isinstance(error, ValueError | OSError | csv.Error)
            said = f"{error}" if expected else f"{type(error).__name__}: {error}"
            said, remedy = f"the metadata cannot be read: {said}", _REMEDY_FILE
            line = getattr(error, "line", 1)
            problems.append(Problem(source.name, line, said, remedy, READ_ANYWAY))
    return rows, problems


def _settle_dates(rows: list[dict]) -> bool | None:
    """Tell whether a file writes the day before the month in numbers, by all its dates; write days
    such as 201006 in full, where they show that these are no months.
    """
    dates = [row[name] for row in rows for name in _DATES if row.get(name)]
    short = expand_short(dates)
    for row in rows if short else ():
        row |= {name: short[row[name]] for name in _DATES if row.get(name) in short}
    return find_order(dates)


def _check_row(file: str, line: int, row: dict, day_first: bool | None) -> Known:
    """Return what a row says, or its fault."""
    if None in row or None in row.values():
        said = "the row has more or fewer fields than the header"
        return Known(file, line, fault=(line, said, "quote fields that hold a comma"))
    facts = {k: v.strip() for k, v in row.items()}
    days, problem = read_days(facts, day_first=day_first)
    facts = {k: v for k, v in facts.items() if k not in (*_DATES, "doc_id")}
    return Known(file, line, facts, days, problem)
