"""What only a whole column shows: which number of 06/07/2018 is the day, and whether its cells are
dates at all.
"""

import re
from collections.abc import Sequence
from datetime import date

import pandas as pd

from .calendar_words import WEEKDAYS, CellDays, make_day, plain_words
from .cells import is_missing, read_cell, write_cell
from .plain_numbers import read_number, read_short

_PAIR = re.compile(r"([0-9]{1,2})([/.-])([0-9]{1,2})\2([0-9]{4}|[0-9]{2})(?![0-9])", re.ASCII)
_TURNED = re.compile(r"([0-9]{2})([0-9]{2})((?:19|20)[0-9]{2})")
_SIX = re.compile(r"[0-9]{6}", re.ASCII)
_TWO_YEARS = re.compile(r"([0-9]{2})([0-9]{2})[-/]([0-9]{2})", re.ASCII)
_WEEKDAY = re.compile(r"[a-z]{3,10}")
_BEFORE = 30  # characters that a weekday and a clock may take before a date
_SAMPLE = 400  # cells by which a column is judged
_YEARS = range(1900, 2036)
# What ids, counts and telephone numbers fall out of: whole seconds of 2000 to 2033 in each unit.
_LIKELY = (date(2000, 1, 1), date(2033, 5, 18))


def find_order(values: Sequence) -> bool | None:
    """Tell whether a column writes the day before the month in numbers, or None if no cell shows it
    or two cells contradict each other.

    A number above 12 shows it, and so does a weekday: Tue 06/10/2020 is in October. Where nothing
    does, days are first in a column of dates with dots, as in the countries that write these.

    Examples
    --------
    >>> find_order(["06/07/2018", "25/07/2018"]), find_order(["06/07/2018"]), find_order(["7-25-2018"])
    (True, None, False)
    >>> find_order(["25/07/2018", "07/25/2018"]) is None, find_order(["06.07.2018"])
    (True, True)
    """
    shown = set()
    signs = set()
    for value in dict.fromkeys(v for v in values if isinstance(v, str) and len(v) <= 200):
        value = value.strip()
        signs |= {pair[2] for pair in [_PAIR.search(value[: _BEFORE + 10])] if pair}
        order = _read_order(value)
        if order is not None:
            shown.add(order)
            if len(shown) == 2:
                return None
    return shown.pop() if shown else True if signs == {"."} else None


def _read_order(value: str) -> bool | None:
    """Tell whether a cell writes the day first, if it shows."""
    pair = _TURNED.fullmatch(value)
    if pair:
        if read_number(value) is None:
            return None
        first, second, year = pair.groups()
    else:
        pair = _PAIR.search(value[: _BEFORE + 10])
        if not pair or value[: pair.start()][-1:] in tuple("0123456789/.-"):
            return None
        first, sign, second, year = pair.groups()
        if len(year) == 2 and sign == "-":  # the first may be the year
            return None
    if int(first) > 12 or int(second) > 12:
        return int(first) > 12 if make_day(2000, *sorted((first, second), key=int)) else None
    if len(year) == 2 or first == second or not value[0].isalpha():
        return None
    weekday = next(
        (WEEKDAYS[w] for w in _WEEKDAY.findall(plain_words(value)) if w in WEEKDAYS), None
    )
    ways = {True: make_day(int(year), second, first), False: make_day(int(year), first, second)}
    fitting = [way for way, day in ways.items() if day and day.weekday() == weekday]
    return fitting[0] if len(fitting) == 1 else None


def expand_short(values: Sequence) -> dict[str, str]:
    """Return the cells of a column of dates such as 201006, where it is one, with the days that
    they name in ISO: else that is June 2010. Of a column of two years each, such as 2019-20, those
    that may be a month as well are written in full.

    A cell that can be no month, as 201031, shows what all of them are, if each can be a day.

    Examples
    --------
    >>> expand_short(["201006", "201031"]), expand_short(["201006", "201007"])
    ({'201006': '2020-10-06', '201031': '2020-10-31'}, {})
    >>> expand_short(["2009-10", "2019-20"]), expand_short(["2009-10", "2019-11"])
    ({'2009-10': '2009-2010', '2019-20': '2019-2020'}, {})
    """
    if years := _expand_years(values):
        return years
    cells = {v for v in values if isinstance(v, str) and _SIX.fullmatch(v)}
    days = {cell: read_short(cell) for cell in sorted(cells)}
    if not all(days.values()):
        return {}
    shows = any((found := read_number(cell)) and found.kind == "day" for cell in days)
    return {cell: day.isoformat() for cell, day in days.items()} if shows else {}


def _expand_years(values: Sequence) -> dict[str, str]:
    """Return the cells of a column of years that follow each other, where one can be no month."""
    found = [m for v in values if isinstance(v, str) and (m := _TWO_YEARS.fullmatch(v))]
    shows = any(int(m[3]) > 12 or m[3] == "00" for m in found)
    if not shows or any(int(m[3]) != (int(m[2]) + 1) % 100 for m in found):
        return {}
    return {m[0]: f"{m[1]}{m[2]}-{int(m[1] + m[2]) + 1}" for m in found}


def looks_like_dates(values: Sequence) -> float:
    """Return the share of a column's cells that are plausible full dates, of those not empty.

    A sample of the column is read. Years, months and numbers that could be ids, counts, prices or
    telephone numbers are not counted.

    Examples
    --------
    >>> looks_like_dates(["20201006233000", "20201007120000"]), looks_like_dates([2019, 2020, 2021])
    (1.0, 0.0)
    >>> looks_like_dates(["6 Oct 2020", "n/a", "Tokyo"])
    0.5
    """
    step = max(1, len(values) // _SAMPLE)
    sample = values[::step]
    if pd.api.types.is_datetime64_any_dtype(getattr(sample, "dtype", None)):
        return float(pd.notna(sample).any())
    cells = [cell for cell in map(write_cell, sample) if not is_missing(cell)]
    if not cells:
        return 0.0
    found = {cell: days for cell in set(cells) if (days := read_cell(cell)) and _is_full(days)}
    epochs = {cell: days for cell, days in found.items() if days.kind == "epoch"}
    if epochs and not _are_moments(epochs):
        found = {cell: days for cell, days in found.items() if cell not in epochs}
    return sum(cell in found for cell in cells) / len(cells)


def _is_full(days: CellDays) -> bool:
    """Tell whether a cell names a full date of a year that a text is likely to have."""
    likely = days.low.year in _YEARS and days.high.year in _YEARS
    return likely and days.kind in ("day", "either", "clock", "epoch")


def _are_moments(epochs: dict[str, CellDays]) -> bool:
    """Tell whether numbers are moments since 1970 rather than ids: not all of one day, as a counter
    would be, within the years of a text, and of no unit finer than they need.
    """
    days = [cell.low for cell in epochs.values()]
    one = len(days) > 1 and min(days) == max(days)
    if one or not _LIKELY[0] <= min(days) <= max(days) < _LIKELY[1]:
        return False
    wholes = [cell.partition(".")[0] for cell in epochs]
    return all(len(whole) <= 13 or whole.endswith("000") for whole in wholes)
