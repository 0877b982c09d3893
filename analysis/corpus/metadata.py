"""What is known of documents beside their text: the rows of `metadata.csv`, and days as people
write them.
"""

from __future__ import annotations

import calendar
import csv
import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from email.utils import parsedate_to_datetime
from itertools import chain

from ..sources.columns import find_columns, list_names, squash
from ..sources.decoding import decode
from ..sources.dialects import find_dialect
from ..sources.names import clean_name
from ..sources.source import Problem, Source
from ..sources.tabular import read_csv
from ..sources.text_lines import Row

READ_ANYWAY = "read, dated by its own text"
#: A date known only to within this many days still places a document; a wider interval leaves
# `date` empty.
WIDEST_DATED = timedelta(days=31)
MAX_METADATA = 500_000_000  # bytes
_SHOWN = 60  # characters of a value that is no date
_LONGEST = 200  # characters of a date
# Columns of a curator, before the names that tools give.
_CURATED = {"event_date": "date", "outlet": "source"}
# What a column may say of a document, and what a column of ids may be called beside its own names.
_COLUMNS = ("doc_id", "date", "title", "source", "episode", "group", "clean", "crawl_date")
_IDS = frozenset(("file", "filename", "filepath", "path", "name", "docname"))
_FORMATS = (
    "%B %d, %Y",
    "%b %d, %Y",
    "%d %B %Y",
    "%d %b %Y",
    "%B %d %Y",
    "%d-%b-%Y",
    "%d.%m.%Y",
    "%Y/%m/%d",
)
_DATES = ("date", "date_low", "date_high")
REMEDY_DATE = "write it as YYYY-MM-DD or leave it empty"


@dataclass(frozen=True)
class Known:
    """A row of metadata.csv: its file and line, and its columns as they are named there, apart from
    what we say of it.

    `folder` is the one that the file stands in, below the corpus. `days` are those of `read_days`.
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


def parse_days(value: str) -> tuple[date, date] | None:
    """Return the first and last day that a date names, or None if it is none or may be two.

    ISO 8601 dates and times, months and years, RFC 2822, and English with the month in words are
    understood. 03/05/2021 may be March or May; 25/12/2021 may not.

    Examples
    --------
    >>> [day.isoformat() for day in parse_days("2021-02")], parse_days("03/05/2021"), parse_days("soon")
    (['2021-02-01', '2021-02-28'], None, None)
    >>> parse_days("May 3, 2021")[0] == parse_days("2021-05-03T23:59:00Z")[0] == date(2021, 5, 3)
    True
    """
    value = value.strip()
    if len(value) > _LONGEST:
        return None
    partial = re.fullmatch(r"(\d{4})(?:-(\d\d))?", value)
    if partial:
        year, month = int(partial[1]), int(partial[2] or 0)
        if year < 1 or month > 12 or (partial[2] and not month):
            return None
        low, last = date(year, month or 1, 1), month or 12
        return low, date(year, last, calendar.monthrange(year, last)[1])
    day = _parse_day(value)
    return (day, day) if day else None


def _parse_day(value: str) -> date | None:
    numbers = re.fullmatch(r"(\d\d?)/(\d\d?)/(\d{4})", value)
    if numbers:
        first, second, year = map(int, numbers.groups())
        readings = [(m, d) for m, d in {(first, second), (second, first)} if m <= 12]
        value = (
            f"{year:04d}-{readings[0][0]:02d}-{readings[0][1]:02d}" if len(readings) == 1 else ""
        )
    try:
        return datetime.fromisoformat(value).date()
    except ValueError:
        pass
    for form in _FORMATS:
        try:
            return datetime.strptime(value, form).date()
        except ValueError:
            continue
    try:
        return parsedate_to_datetime(value).date()
    except Exception:  # it stumbles over much that is no date, each time in another way
        return None


def read_days(fields: dict[str, str]) -> tuple[dict[str, date], str]:
    """Return the days that `date`, `date_low` and `date_high` give, and what is wrong with one of
    them ("" if nothing).

    `date_low` and `date_high` are both there if one is; `date` if they are at most `WIDEST_DATED`
    apart, or it was given.

    Examples
    --------
    >>> read_days({"date": "2021"})[0].keys(), read_days({"date": "soon"})[1]
    (dict_keys(['date_low', 'date_high']), "date 'soon' is no date")
    """
    given = {}
    for column in _DATES:
        if value := fields.get(column, ""):
            given[column] = parse_days(value)
            if given[column] is None:
                return {}, f"{column} {value[:_SHOWN]!r} is no date"
    if not {"date", "date_low"} & given.keys():
        return {}, ""
    date_given = given.get("date")
    low = given.get("date_low", date_given)[0]
    high = (given.get("date_high") or date_given or given["date_low"])[1]
    if low > high:
        return {}, f"date_low {low} is later than date_high {high}"
    exact = date_given and date_given[0] == date_given[1]
    days = {"date_low": low, "date_high": high}
    if exact or high - low <= WIDEST_DATED:
        days["date"] = date_given[0] if exact else low + (high - low) // 2
    return days, ""


def read_metadata(sources: Iterable[Source]) -> tuple[dict[str, Known], list[Problem]]:
    """Return the rows of metadata files by document id, and which files could not be read.

    Ids are as they stand there, behind the folder that the file stands in (`matching.match_rows`
    finds their files). A row has a `fault` where it has too many or too few fields, or where its id stands twice.
    """
    rows: dict[str, Known] = {}
    problems = []
    for source in sources:
        try:
            for line, row in _read_rows(source):
                if isinstance(row, tuple):
                    problem, remedy = row[:2]
                    problems.append(Problem(source.name, line, problem, remedy, READ_ANYWAY))
                    continue
                folder = source.stem.rpartition("/")[0]
                doc_id = clean_name(f"{folder}/" * bool(folder) + (row.get("doc_id") or "").strip())
                if doc_id not in rows:
                    rows[doc_id] = replace(_check_row(source.name, line, row), folder=folder)
                    continue
                first = rows[doc_id]
                where = f"lines {first.line} and {line}"
                if first.file != source.name:
                    where = f"line {line} and in {first.file}, line {first.line}"
                fault = (line, f"the id {doc_id} stands on {where}", "keep one of the two rows")
                rows[doc_id] = replace(first, file=source.name, fault=fault)
        except Exception as error:  # a file that is damaged or no table, and what nobody thought of
            said = (
                f"{error}"
                if isinstance(error, ValueError | OSError | csv.Error)
                else f"{type(error).__name__}: {error}"
            )
            problems.append(
                Problem(
                    source.name,
                    getattr(error, "line", 1),
                    f"the metadata cannot be read: {said}",
                    "save it as a UTF-8 CSV file with a doc_id column",
                    READ_ANYWAY,
                )
            )
    return rows, problems


def _read_rows(source: Source) -> list[Row]:
    """Return the rows with their lines; of one that cannot be read, what is wrong and the
    remedy.
    """
    with source.open() as stream:
        raw = stream.read(MAX_METADATA + 1)
    if len(raw) > MAX_METADATA:
        raise ValueError(f"it is larger than {MAX_METADATA:,} bytes")
    text = decode(raw)[0]
    numbered = enumerate(io.StringIO(text, newline=""), 1)
    dialect, ahead = find_dialect(numbered, _IDS)
    reader = csv.DictReader(
        (line for _, line in chain(ahead, numbered)),
        strict=True,
        delimiter=dialect.delimiter,
        skipinitialspace=dialect.spaced,
    )
    before = ahead[0][0] - 1 if ahead else 0
    names = _name_columns(reader.fieldnames or [])
    if "doc_id" not in names.values():
        raise ValueError(f"it has no column doc_id, only {list_names(names) or 'nothing'}")
    try:
        rows: list[Row] = [(reader.line_num + before, row) for row in reader]
    except csv.Error:  # one stray quote would cost all rows
        rows = list(read_csv(io.BytesIO(text.encode())))
    return [
        (line, row if isinstance(row, tuple) else {names.get(k, k): v for k, v in row.items()})
        for line, row in rows
    ]


def _name_columns(header: Sequence[str]) -> dict[str, str]:
    """Return what is said of a document by each column."""
    curated = {key: name for name, key in _CURATED.items() if name in header}
    found = find_columns(header, curated)
    ours = {column: key for key, column in found.items() if key in _COLUMNS}
    names = {name: ours.get(name, name.strip()) for name in header}
    if "doc_id" not in names.values():
        named = next((name for name in header if squash(name) in _IDS), None)
        names |= {named: "doc_id"} if named is not None else {}
    return names


def _check_row(file: str, line: int, row: dict) -> Known:
    """Return what a row says, or its fault."""
    if None in row or None in row.values():
        fault = (
            line,
            "the row has more or fewer fields than the header",
            "quote fields that hold a comma",
        )
        return Known(file, line, fault=fault)
    facts = {k: v.strip() for k, v in row.items()}
    days, problem = read_days(facts)
    facts = {k: v for k, v in facts.items() if k not in (*_DATES, "doc_id")}
    return Known(file, line, facts, days, problem)
