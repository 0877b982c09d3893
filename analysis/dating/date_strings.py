"""The days that a string names in full or in part: "3 May 2021", "02/11/2023", "Oct 07"."""

import re
from datetime import date
from typing import NamedTuple

from ..core.calendar_names import DAYS
from .calendar_words import MONTHS, full_year, make_day, number_month, read_both_ways, span_months

_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|"
    r"oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
# A clock or a counter often touches the year where markup was lost: "20232:23 PM", "20230 comments".
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_END = r"(?=\D|$|\d{1,2}:\d\d)"  # of a year that touches the day before it
_DAY = r"(?<!\d)(?P<day>\d{1,2})"
_TH = r"(?:st|nd|rd|th|er|[ºª°])?"
_OF = r"(?: of| de| del| d['’])?"
_WORD = r"(?P<month>[^\s\d.,;:/|()\[\]_\"'’،-]{2,14})"  # of any language: looked up
# The first may touch the word before it, and the last its own year: "Jo ReedMay 3, 2021", "Feb 182021".
_YEAR_LAST = (
    re.compile(rf"(?i){_MONTH}\.? ?{_DAY}(?:st|nd|rd|th)?(?:, ?| ){_YEAR}"),
    re.compile(rf"(?i){_DAY}(?:st|nd|rd|th)?(?:\. |[ ./-]){_MONTH}[.,]{{0,2}}[ /-]?{_YEAR}"),
    re.compile(rf"(?i)\b{_MONTH} {_DAY} \d\d:\d\d(?::\d\d)?(?: [A-Z]{{1,5}})? {_YEAR}"),
    re.compile(rf"(?i){_WORD}\.? ?{_DAY}{_TH},?(?: de| del)? {_YEAR}"),
    re.compile(
        rf"(?i){_DAY}{_TH}(?:\.? ?{_OF} |\.|[-/]| d['’]){_WORD}(?:[.,،]{{0,2}}{_OF} |[./-]){_YEAR}"
    ),
    re.compile(rf"(?i){_DAY} tháng (?P<month>\d\d?)(?:, | năm |, năm ){_YEAR}"),
    re.compile(rf"(?i){_MONTH}\.? {_DAY}{_YEAR}{_END}"),
)
_ISO = re.compile(
    rf"(?<!\d){_YEAR}(?P<sign>[-/.]|\. )(?P<month>\d\d?)(?P=sign)(?P<day>\d\d?)(?!\d)"
)
_YEAR_WORD = re.compile(rf"(?<!\d){_YEAR}(?:\.? |, |-){_WORD}(?: |-)(?P<day>\d{{1,2}})(?!\d|:)")
_CJK = re.compile(rf"(?<!\d){_YEAR} ?[年년] ?(?P<month>\d\d?) ?[月월] ?(?P<day>\d\d?) ?[日일]")
_EIGHT = re.compile(rf"(?<![^\s:(\[]){_YEAR}(?P<month>[01]\d)(?P<day>[0-3]\d)(?![^\s,;)\]T])")
_SHORT_YEAR = re.compile(
    r"(?i)(?<![\d-])(?P<day>\d\d?)([-/])(?P<month>[a-z]{3,9})\2(?P<year>\d\d)(?![\d-])"
    rf"|\b{_MONTH.replace('month', 'month2')}\.? (?P<day2>\d\d?),? ['’](?P<year2>\d\d)(?!\d)"
)
_NUMBERS = re.compile(
    r"(\d(?<![\d/.-].)\d?)([/-]|\. ?)(\d\d?)\2((?:19|20)?\d\d)(?![\d/-]|\.\d|(?<=[/.-]\d\d):)"
)
_MONTH_ONLY = re.compile(rf"(?i)(?<![\d] )\b{_MONTH},? {_YEAR}{_END}")
_MONTH_DAY = re.compile(
    rf"(?i)\b(?:{_MONTH}\.? {_DAY}\b|{_DAY.replace('day', 'day2')} "
    rf"{_MONTH.replace('month', 'month2')}\b)"
)
_WEEKDAY = re.compile(rf"(?i)\b({'|'.join(DAYS)})\b")
_A_YEAR = re.compile("(?:19|20)[0-9]{2}")
_REACH = 26  # characters from a year to the other end of its date
_CLOCK = 6  # characters of a clock that touches a year
#: What every full date holds: a quick test of a whole page for the few lines that are worth
# reading.
MAY_BE_DATE = re.compile(
    "[0-9](?:[^0-9\n]{0,22}+(?:19|20)[0-9]{2}"
    "|(?<=[12])[09][0-9]{2}(?:[-/.‐-―년年]|(?:[.년年]|,? )[^0-9\n]{1,14}+)[0-9]"
    "|[0-9]{7}(?![0-9])"
    "|[0-9]?(?:[/‐-―-]|[.] ?)[0-9]{1,2}[/.‐-―-] ?[0-9]{2}"
    "|[0-9]?(?:[-/][A-Za-z]{3,9}[-/]|,? ['’])[0-9]{2})"
)
_OTHER_SIGNS = re.compile(r"(?![0-9])\d|[\u2010-\u2015\u2212]")
_OTHER_SCRIPT = re.compile("[\u0660-\u0fff\uff10-\uff19]")  # a quick test of a whole page
# by the sign behind a year that comes first
_YEAR_FIRST = {
    sign: patterns
    for signs, patterns in (
        ("-/.", (_ISO, _YEAR_WORD)),
        (" ", (_YEAR_WORD, _CJK)),
        (",", (_YEAR_WORD,)),
        ("年년", (_CJK,)),
        ("01", (_EIGHT,)),
    )
    for sign in signs
}
_A_DAY = re.compile(r"(?<!\d)\d\d?(?=\D|(?:19|20)\d\d)")


class NamedDay(NamedTuple):
    """A full date in a string: where it starts, its words, and the days that they can mean, in
    order.
    """

    start: int
    words: str
    days: tuple[date, ...]


def read_days(text: str, *, day_first: bool | None = None) -> list[NamedDay]:
    """Return the days that a line names in full, by their place, in time that grows with its
    length; `day_first` tells whether 02/11/2023 is the second of November (None: either).

    Examples
    --------
    >>> [str(day) for day in read_days("Posted 02/11/2023")[0].days]
    ['2023-02-11', '2023-11-02']
    """
    written, text = text, _plain_signs(text)
    found: list[NamedDay] = []
    for year in _A_YEAR.finditer(text):
        # a search from every sign of the line would take ten times as long
        _read_before(found, text, year)
        for pattern in _YEAR_FIRST.get(text[year.end() : year.end() + 1], ()):
            match = pattern.match(text, year.start(), year.end() + _REACH)
            if match:
                _add(found, match, match["year"], match["month"], match["day"])
    if any(sign in text for sign in "-/'’"):
        for match in _SHORT_YEAR.finditer(text):
            parts = (match[name] or match[f"{name}2"] for name in ("year", "month", "day"))
            _add(found, match, *parts)
    for match in _NUMBERS.finditer(text):
        days = _read_numbers(*match.groups(), day_first)
        if days:
            found.append(NamedDay(match.start(), match.group(), days))
    if len(found) > 1:
        found = _drop_overlapping(sorted(found, key=lambda f: (f.start, -len(f.words), f.days)))
    if written is text:
        return found
    return [f._replace(words=written[f.start : f.start + len(f.words)]) for f in found]


def _read_before(found: list[NamedDay], text: str, year: re.Match) -> None:
    """Add the first date that ends in a year."""
    start = max(0, year.start() - _REACH)
    if not _A_DAY.search(text, start, year.end()):
        return
    for pattern in _YEAR_LAST:
        for match in pattern.finditer(text, start, year.end() + _CLOCK):
            if match.start("year") == year.start() and _add(
                found, match, match["year"], match["month"], match["day"]
            ):
                return


def _add(found: list[NamedDay], match: re.Match, year: str, month: str, day: str) -> bool:
    """Add a day if the calendar has it, from where its words begin; tell whether it has."""
    number = month if month.isdecimal() else number_month(month)
    named = make_day(full_year(year), str(number), day) if number else None
    if named:
        found.append(NamedDay(match.start(), match.group(), (named,)))
    return named is not None


def _drop_overlapping(found: list[NamedDay]) -> list[NamedDay]:
    """Return days without those that begin within the words of another."""
    kept: list[NamedDay] = []
    for named in found:
        if not kept or named.start >= kept[-1].start + len(kept[-1].words):
            kept.append(named)
    return kept


def plain_digits(text: str) -> str:
    """Return a text with the digits of a keyboard, each in its place.

    Examples
    --------
    >>> plain_digits("２０２３年")
    '2023年'
    """
    # of four digits, as a year has them, one is among each fourth sign
    if text.isascii() or not _OTHER_SCRIPT.search(text[::4]):
        return text
    return _plain_signs(text)


def _plain_signs(text: str) -> str:
    """Return a line with the digits and hyphens of a keyboard, each in its place."""
    if text.isascii() or not _OTHER_SIGNS.search(text):
        return text
    return _OTHER_SIGNS.sub(lambda m: str(int(m[0])) if m[0].isdecimal() else "-", text)


def _read_numbers(
    first: str, sign: str, second: str, year: str, day_first: bool | None
) -> tuple[date, ...]:
    """Return the days that three numbers can mean; with points the day comes first."""
    if len(year) == 2 and len(second) < 2:  # a version or a score
        return ()
    number = full_year(year)
    if sign in "/-":
        return read_both_ways(first, second, number, day_first)
    day = make_day(number, second, first)
    return (day,) if day else ()


def read_order(text: str) -> bool | None:
    """Tell whether a text writes the day before the month in numbers, by a day above 12; None if it
    does not show.

    Examples
    --------
    >>> read_order("Posted 04/05/2021, 14/05/2021"), read_order("Posted 04/05/2021")
    (True, None)
    """
    first = second = False
    for match in _NUMBERS.finditer(text):
        if match[2] in "/-" and len(match[4]) == 4:
            first, second = first or 12 < int(match[1]) < 32, second or 12 < int(match[3]) < 32
    return first if first != second else None


def read_month_days(text: str) -> list[tuple[int, int, int]]:
    """Return the place, month and day wherever a text names both in words.

    Examples
    --------
    >>> read_month_days("Tokyo, Oct 07")
    [(7, 10, 7)]
    """
    return [
        (m.start(), MONTHS[(m["month"] or m["month2"]).lower()], int(m["day"] or m["day2"]))
        for m in _MONTH_DAY.finditer(text)
    ]


def read_month(text: str) -> tuple[str, date, date] | None:
    """Return the first month that a text names with its year but no day: its words, first and last
    day.
    """
    match = _MONTH_ONLY.search(text)
    if not match:
        return None
    month = MONTHS[match["month"].lower()]
    return match.group(), *span_months(int(match["year"]), month, month)


def read_weekday(text: str) -> tuple[str, int] | None:
    """Return the first weekday that a text names, and its number from Monday, 0."""
    match = _WEEKDAY.search(text)
    return (match[1], DAYS.index(match[1].lower())) if match else None
