"""A date in words or numbers, without clock and label, to the days that it names."""

import re
from datetime import date

from .calendar_words import (
    FIRST_YEAR,
    LAST_YEAR,
    MONTHS,
    WEEKDAYS,
    CellDays,
    full_year,
    make_cell,
    make_day,
    make_span,
    read_both_ways,
    span_months,
)

#: What may be left around a date when a clock or a weekday is taken out.
EDGES = " ,;|-/·.()[]'\""
_NUMBERS = re.compile(r"([0-9]{1,4})(\. |[-/. ])([0-9]{1,2})\2([0-9]{1,4})")
_TWO_NUMBERS = re.compile(r"([0-9]{4})[-/]([0-9]{1,3})|([0-9]{1,2})[-/]([0-9]{4})")
_WEEK = re.compile(r"([0-9]{4})-?w([0-9]{2})(?:-?([1-7]))?")
_PART = re.compile(
    r"(?:([0-9]{4})[- /]?([qht])([1-4])|(?:([qht])([1-4])|([1-4])([qht]))(?:[- /]| ?')?([0-9]{4}|[0-9]{2}))"
    r"(?: ?\(?[a-z]{3}-[a-z]{3}\)?)?"
)
_TOKEN = re.compile(r"[0-9]+|[a-z]+|'(?=[0-9]{2}\b)|[ ,./|-]+|.")
_ORDINALS = frozenset(("st", "nd", "rd", "th", "er", "o", "a", "e"))
_FILLERS = frozenset(
    "of the de del do den der le el il on feira at um alle kl "
    # what is early or late in a month or a year is somewhere in it
    "early mid late beginning start middle end anfang mitte ende debut mi fin principios mediados finales inicio "
    "inicios inizio meta fine begin eind".split()
)
_BETWEEN = re.compile(
    r" (?:to|until|till|through|bis|au|al) | ?\.\. ?| -{1,2} |(?<=[0-9]) ?/ ?(?=[0-9]{4}-[0-9]{2}-)"
    r"|(?<=-[0-9]{2})-(?=[0-9]{4}-)|(?<=[./][0-9]{4})-(?=[0-9])"
)
_FROM = re.compile(r"(?:from|between|du|del|vom|von) ")
# a second year of two digits that can be no month
_YEARS = re.compile(r"(?:between |from )?([0-9]{4})[-/]([0-9]{4}|[0-9]{2})")
_MOST_YEARS = 20  # of a span whose second year has two digits


_WEEKDAY = re.compile(
    rf"[(\[]?\b({'|'.join(sorted(WEEKDAYS, key=len, reverse=True))})\b(?:-feira)?[.,)\]]{{0,2}}"
)
# Other languages' weekdays cut short, before a day and its month: "mar. 6 oct.", but not "mar. 6".
_CUT_WEEKDAY = re.compile(
    r"^(?:lun|mar|mer|mie|jeu|jue|ven|vie|sam|sab|dim|dom|gio|seg|ter|qua|qui|sex|mo|di|mi|do|fr|sa|so|ma|wo|vr|za|zo)"
    r"(?:\.,?|,)? (?=[0-9]{1,2}(?:\.? [a-z]|[./-][0-9]))"
)
_AND = re.compile(r"(?<=[0-9]) (?:&|and|und|et|y|e|or|oder|ou) (?=[0-9])")


def read_written(plain: str, day_first: bool | None = None) -> CellDays | None:
    """Return the days that a date or a range of dates names, in `plain_words` and without a clock,
    or None; the time it takes grows with its length.

    06/07/2018 is both of two days unless `day_first` or a weekday tells.

    Examples
    --------
    >>> [str(day) for day in read_written("tuesday, 6th october 2020")[:2]]
    ['2020-10-06', '2020-10-06']
    >>> [str(day) for day in read_written("6-8 oct 2020")[:2]], read_written("oct-20")
    (['2020-10-06', '2020-10-08'], None)
    """
    plain = _AND.sub("-", _CUT_WEEKDAY.sub("", plain))
    return _read_one(plain, day_first) or _read_span(_FROM.sub("", plain, count=1), day_first)


def _read_one(plain: str, day_first: bool | None) -> CellDays | None:
    """Return the days of one date, which a weekday may precede or follow."""
    weekday = _WEEKDAY.search(plain)
    rest = plain
    if weekday:
        rest = " ".join(f"{plain[: weekday.start()]} {plain[weekday.end() :]}".split()).strip(EDGES)
    numbers = _NUMBERS.fullmatch(rest)
    if numbers:
        first, sign, second, third = numbers.groups()
        days = _read_numbers(first, sign, second, third, day_first)
        if weekday and len(days) > 1:
            told = [day for day in days if day.weekday() == WEEKDAYS[weekday[1]]]
            days = tuple(told) if len(told) == 1 else days
        if len(days) > 1:
            return CellDays(days[0], days[-1], "either")
        return make_cell(days[0] if days else None)
    return _read_part(rest) or _read_words(rest)


def _read_numbers(
    first: str, sign: str, second: str, third: str, day_first: bool | None
) -> tuple[date, ...]:
    """Return the days that three numbers can mean, in order."""
    if len(first) == 4:
        day = make_day(int(first), second, third) if len(third) < 3 else None
        return (day,) if day else ()
    if len(first) > 2 or len(third) not in (2, 4):
        return ()
    days = read_both_ways(first, second, full_year(third), day_first)
    if sign == "-" and len(first) == len(third) == 2 and (day_first is None or not days):
        turned = make_day(full_year(first), second, third)  # 20-10-06 is an ISO date cut short
        days = tuple(sorted({*days, turned})) if turned else days
    return days


def _read_part(rest: str) -> CellDays | None:
    """Return the days of a month in numbers, a day of a year, a week, a quarter or a half."""
    if months := _TWO_NUMBERS.fullmatch(rest):
        year, count = int(months[1] or months[4]), months[2] or months[3]
        if len(count) == 3:
            start = make_day(year, 1, 1)
            day = date.fromordinal(start.toordinal() + int(count) - 1) if start else None
            return make_cell(day if day and day.year == year and int(count) else None)
        month = int(count)
        days = span_months(year, month, month) if 1 <= month <= 12 else _span_years(rest)
    elif part := _PART.fullmatch(rest):
        year, kind = full_year(part[1] or part[8]), part[2] or part[4] or part[7]
        number, size = int(part[3] or part[5] or part[6]), 6 if kind == "h" else 3
        days = span_months(year, (number - 1) * size + 1, number * size)
    elif week := _WEEK.fullmatch(rest):
        try:
            first, last = (
                date.fromisocalendar(int(week[1]), int(week[2]), int(week[3] or n)) for n in (1, 7)
            )
        except ValueError:
            return None
        if first == last or not FIRST_YEAR <= first.year <= last.year <= LAST_YEAR:
            return make_cell(make_day(first.year, first.month, first.day))
        days = first, last
    else:
        days = _span_years(rest)
    return make_span(days)


def _span_years(rest: str) -> tuple[date, date] | None:
    """Return the days of several years, the last of which may be cut short: 2021/22."""
    years = _YEARS.fullmatch(rest)
    if not years:
        return None
    first, last = int(years[1]), int(years[2])
    if short := len(years[2]) == 2:
        last += first // 100 * 100 + (100 if last < first % 100 else 0)
    wide = short and last - first > _MOST_YEARS
    return None if wide else span_months(first, 1, 12 * (last - first + 1))


def _read_words(rest: str) -> CellDays | None:
    """Return the days of a date with its month in words, by the kinds of what it consists of."""
    shape, before = "", ""
    numbers: list[str] = []
    months: list[int] = []
    for token in _TOKEN.findall(rest):
        if token.isdecimal():
            joined = "-" if shape.endswith("d") and ("-" in before or before.strip() == "/") else ""
            shape += joined + ("d" if len(token) < 3 else "y" if len(token) == 4 else "x")
            numbers.append(token)
        elif token in MONTHS:
            shape += "m"
            months.append(MONTHS[token])
        elif token == "'":
            shape += token
        elif token.isalpha():
            if token not in _FILLERS and not (
                before.isdecimal() and len(before) < 3 and token in _ORDINALS
            ):
                return None
        elif token not in ")(" and token.strip(EDGES):
            return None
        before = token
    return _read_shape(shape, numbers, months)


def _read_shape(shape: str, numbers: list[str], months: list[int]) -> CellDays | None:
    """Return the days of a date by its shape: "dmy" is 6 October 2020, "d-dmy" is 6-8 October."""
    month = months[-1] if months else 0
    if shape in ("dmy", "mdy", "dmd", "mdd", "dm'd", "md'd"):
        return make_cell(make_day(full_year(numbers[1]), month, numbers[0]))
    if shape in ("ymd", "ydm"):
        return make_cell(make_day(int(numbers[0]), month, numbers[1]))
    if shape in ("my", "ym", "m'd"):
        return make_span(span_months(full_year(numbers[0]), month, month))
    if shape in ("y", "mmy", "mymy"):
        opens, closes = (months[0], month) if months else (1, 12)
        year, last = int(numbers[0]), int(numbers[-1])
        return make_span(span_months(year, opens, 12 * (last - year) + closes))
    if shape in ("d-dmy", "md-dy"):
        low, high = (make_day(int(numbers[2]), month, number) for number in numbers[:2])
        return CellDays(low, high, "span") if low and high and low <= high else None
    return None


def _read_span(plain: str, day_first: bool | None) -> CellDays | None:
    """Return the days from one date to another; the first may leave the year to the second."""
    sides = _BETWEEN.split(plain, maxsplit=1)
    if len(sides) != 2:
        return None
    last = _read_one(sides[1].strip(EDGES), day_first)
    if last is None:
        return None
    start = sides[0].strip(EDGES)
    first = _read_one(start, day_first) or _read_one(f"{start} {last.high.year}", day_first)
    if first is None or first.low > last.high:
        return None
    return CellDays(first.low, last.high, "either" if "either" in (first[2], last[2]) else "span")
