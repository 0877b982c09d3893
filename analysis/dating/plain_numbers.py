"""The days that a bare number names: 20201006, a year, seconds since 1970, a spreadsheet's count.

Of one number of digits no two kinds meet: seconds, milli-, micro- and nanoseconds since 1970 are a
thousandfold apart, and those of the first years are not read, so that none is another unit's.
"""

import re
from datetime import date, datetime, timedelta
from decimal import Decimal

from .calendar_words import (
    CellDays,
    full_year,
    make_cell,
    make_day,
    make_span,
    read_both_ways,
    span_months,
)

NUMBER = re.compile(r"[0-9]{1,20}(?:\.[0-9]{0,20})?(?:[eE]\+?[0-9]{1,2})?", re.ASCII)
_EPOCH = date(1970, 1, 1)
_SECONDS = (100_000_000, 4_102_444_800)  # since 1970: 3 March 1973 to the end of 2099
# Of a second, and what is the least of them: finer ones start with 1990, since Windows counts in
# them from other years, and the last second of the year 9999 is written for none.
_UNITS = ((1, _SECONDS[0]), *((unit, 631_152_000 * unit) for unit in (10**3, 10**6, 10**9)))
_SHEET = date(1899, 12, 30)  # day 0 of spreadsheets
SERIALS = (32_874, 73_050)  # 1990 to 2099
_FORMS = {10: "%Y%m%d%H", 12: "%Y%m%d%H%M", 14: "%Y%m%d%H%M%S"}
_CENTURIES = range(1900, 2100)


def read_number(text: str, day_first: bool | None = None) -> CellDays | None:
    """Return the days that a number as `NUMBER` matches it names, or None; 06072018 is both of two
    days unless `day_first` says which.

    Examples
    --------
    >>> [str(read_number(text).low) for text in ("20201006", "1601942400", "1601942400000.0", "44110")]
    ['2020-10-06', '2020-10-06', '2020-10-06', '2020-10-06']
    >>> read_number("1604"), read_number("7")
    (CellDays(low=datetime.date(1604, 1, 1), high=datetime.date(1604, 12, 31), kind='year'), None)
    """
    whole, _, rest = text.partition(".")
    if whole.isdecimal() and not rest.strip("0"):
        found = _read_digits(whole, day_first)
        if found:
            return found
    value = Decimal(text)
    # a spreadsheet writes 1.60194E+12: what it left out may be another day
    last = int(value.as_tuple().exponent)  # the power of ten of its last digit
    slack = Decimal(10) ** last / 2 if last > 0 else Decimal(0)
    if SERIALS[0] <= value <= SERIALS[1] and len(whole) <= 5:
        low, high = (_SHEET + timedelta(days=int(v)) for v in (value - slack, value + slack))
        return CellDays(low, high, "serial")
    for unit, least in _UNITS:
        if least <= value < _SECONDS[1] * unit:
            ends = (int(v // (unit * 86_400)) for v in (value - slack, value + slack))
            low, high = (_EPOCH + timedelta(days=end) for end in ends)
            return CellDays(low, high, "epoch")
    return None


def _read_digits(digits: str, day_first: bool | None) -> CellDays | None:
    """Return the days that digits without signs between them name by their places."""
    size = len(digits)
    if size == 4:
        return make_span(span_months(int(digits), 1, 12), "year")
    if size < 6 or size in (7, 9):
        return None
    year, month = int(digits[:4]), int(digits[4:6])
    if size == 6:
        if year in _CENTURIES and 1 <= month <= 12:
            return make_span(span_months(year, month, month), "month")
        return make_cell(read_short(digits))
    if size == 8:
        if day := make_day(year, month, digits[6:]):
            return make_cell(day)
        if int(digits[4:]) not in _CENTURIES:
            return None
        # never both: 19 and 20, with which such a year begins, are no months
        ways = read_both_ways(digits[:2], digits[2:4], int(digits[4:]), day_first)
        kind = "either" if len(ways) > 1 else "turned"
        return make_span((ways[0], ways[-1]), kind) if ways else None
    if size in _FORMS and year in _CENTURIES:
        try:
            day = datetime.strptime(digits, _FORMS[size]).date()
        except ValueError:
            return None
        return CellDays(day, day, "clock")
    return None


def read_short(digits: str) -> date | None:
    """Return the day that six digits name which begin with the last two of the year, or None.

    Examples
    --------
    >>> str(read_short("201006")), read_short("202010")
    ('2020-10-06', None)
    """
    if len(digits) != 6 or not digits.isdecimal():
        return None
    return make_day(full_year(digits[:2]), digits[2:4], digits[4:])
