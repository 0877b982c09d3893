"""Dates that name less than a month of a year: "c. 2021", "Spring 2022", "1990s", "FY2021",
"2021-05-XX".

Each is an interval that holds the day, as wide as the words leave it. Where a season lies depends
on the half of the earth, which no cell tells. English, Spanish and Portuguese are written in both,
so that their spring and autumn go from March to December and their summer is the year; German,
French, Italian, Dutch and Russian are read as of the north, and so is "fall". A season takes in
what the calendar and what the weather calls by it. A winter of one year may be the one that begins
in it or ends in it.
"""

import re
from datetime import date, timedelta

from .calendar_words import CellDays, make_day, make_span, span_months
from .written_dates import EDGES, read_written

# Catalogues that give no width of their own take "circa" as five years each way.
_ABOUT = 5  # years
_ABOUT_A_MONTH, _ABOUT_A_DAY = 3, timedelta(days=15)
_CIRCA = re.compile(
    r"(?:(?:circa|ca|c|approx(?:imately)?|about|around|probably|possibly|perhaps|vers|env(?:iron)?|um|etwa|hacia|"
    r"alrededor de|por volta de|verso|rond|около|ок)\b\.? ?|c(?=[12][0-9]{3}\b)|[~≈±] ?)"
)
_DOUBT = re.compile(r" ?\(?\?\)?$")
_SEASONS = {
    name: (first, last)
    for names, first, last in (
        ("spring primavera", 3, 12),
        ("autumn otono outono", 3, 12),
        ("summer verano verao", 1, 12),
        ("fruhling fruhjahr fruehling fruehjahr printemps lente весна весной", 3, 6),
        ("sommer ete estate zomer лето летом", 6, 9),
        ("fall herbst automne autunno herfst осень осенью", 9, 12),
        ("winter invierno inverno hiver зима зимои", 0, 15),
    )
    for name in names.split()
}
# those that two years may share
_CROSSING = frozenset("winter hiver inverno invierno summer verano verao".split())
_SEASON = re.compile(
    rf"(?:the |en |im |in |l')?({'|'.join(_SEASONS)})(?:,? (?:of |de |del |issue )?|[ -])"
    r"([12][0-9]{3})(?:[-/]([0-9]{4}|[0-9]{2}))?"
)
_SEASON_LAST = re.compile(rf"([12][0-9]{{3}}),? ({'|'.join(_SEASONS)})")
_DECADE = re.compile(
    r"(?:(?:the|early|mid|late|annees|les annees|anos|los anos|anni|gli anni|jaren) ?-?)*"
    r"([12][0-9]{2})(?:0(?:'?s|er(?: jahren?)?|-е(?: годы)?)|[x?])"
)
_DECADE_WORD = re.compile(
    r"(?:les annees|annees|los anos|anos|gli anni|anni|de jaren|jaren) ([12][0-9]{2})0"
)
_BLANK = re.compile(
    r"([12][0-9]{3})-(?:(0[1-9]|1[0-2])-(?:xx|\?\?|00)|(?:xx|\?\?)(?:-(?:xx|\?\?))?|00-00)"
)
_BLANK_DAY = re.compile(r"(?:x{1,2}|\?{1,2}|00)[ /.-](.{3,20})")
_FISCAL = re.compile(
    r"(?:fy|fiscal(?: year)?|financial year) ?'?([12][0-9]{3}|[0-9]{2})(?:[-/]([0-9]{4}|[0-9]{2}))?"
)
_ORDINALS = {
    word: number
    for number, words in enumerate(("first 1st", "second 2nd", "third 3rd", "fourth 4th last"), 1)
    for word in words.split()
}
_PART = re.compile(rf"(?:the )?({'|'.join(_ORDINALS)}) (quarter|half) (?:of )?([12][0-9]{{3}})")


def is_about(plain: str) -> bool:
    """Tell whether a date is said to be about one, so that it is not to be read as that one."""
    return bool(_CIRCA.match(plain))


def read_vague(plain: str, day_first: bool | None = None) -> CellDays | None:
    """Return the days that hold a date, in `plain_words` and without a clock, of which no more than
    part of a year is said, or None.

    Examples
    --------
    >>> [str(day) for day in read_vague("fall 2021")[:2]], read_vague("before 2020")
    (['2021-09-01', '2021-12-31'], None)
    >>> [str(day) for day in read_vague("ca. march 2021")[:2]]
    ['2020-12-01', '2021-06-30']
    """
    plain = plain.strip("[]() ")
    if days := _read_blank(plain):
        return days
    circa = _CIRCA.match(plain)
    rest = _DOUBT.sub("", plain[circa.end() :] if circa else plain).strip(EDGES)
    found = _read_part(rest)
    if rest == plain:
        return found
    found = found or read_written(rest, day_first)
    return found and _widen(found)


def _widen(found: CellDays) -> CellDays | None:
    """Return an interval with what "circa" leaves open on either side of it."""
    low, high = found.low, found.high
    if (high - low).days < 7:
        low, high = low - _ABOUT_A_DAY, high + _ABOUT_A_DAY
        inside = make_day(low.year, low.month, low.day) and make_day(
            high.year, high.month, high.day
        )
        return CellDays(low, high, "span") if inside else None
    months = _ABOUT_A_MONTH if (high - low).days < 100 else 12 * _ABOUT
    last = 12 * (high.year - low.year) + high.month
    return make_span(span_months(low.year, low.month - months, last + months))


def _read_part(rest: str) -> CellDays | None:
    """Return the days of a season, decade, fiscal year or part of a year."""
    days: tuple[date, date] | None = None
    if season := _SEASON.fullmatch(rest):
        days = _read_season(season[1], int(season[2]), season[3])
    elif season := _SEASON_LAST.fullmatch(rest):
        days = _read_season(season[2], int(season[1]), None)
    elif decade := _DECADE.fullmatch(rest) or _DECADE_WORD.fullmatch(rest):
        days = span_months(int(f"{decade[1]}0"), 1, 120)
    elif part := _PART.fullmatch(rest):
        number, size = _ORDINALS[part[1]], 3 if part[2] == "quarter" else 6
        number = 12 // size if part[1] == "last" else number
        days = span_months(int(part[3]), (number - 1) * size + 1, number * size)
    elif fiscal := _FISCAL.fullmatch(rest):
        days = _read_fiscal(fiscal[1], fiscal[2])
    return make_span(days)


def _read_blank(plain: str) -> CellDays | None:
    """Return the month or the year of a date whose day, or day and month, are left blank."""
    if (blank := _BLANK.fullmatch(plain)) and not plain.startswith("1900"):  # a spreadsheet's zero
        return make_span(span_months(int(blank[1]), int(blank[2] or 1), int(blank[2] or 12)))
    if not (blank := _BLANK_DAY.fullmatch(plain)):
        return None
    found = read_written(blank[1].replace("/", "-"))
    return found if found and found.kind == "span" and (found.high - found.low).days < 31 else None


def _read_season(name: str, year: int, other: str | None) -> tuple[date, date] | None:
    """Return the days of a season of a year, or of one that two years share."""
    first, last = _SEASONS[name]
    if other:
        follows = int(other) in (year + 1, (year + 1) % 100)
        return span_months(year, 12, 15) if follows and name in _CROSSING else None
    return span_months(year, first, last)


def _read_fiscal(written: str, other: str | None) -> tuple[date, date] | None:
    """Return the days that a fiscal year may have: those named by where they end begin from April
    of the year before, those named by where they begin end until June of the year after.
    """
    year = int(written) if len(written) == 4 else 2000 + int(written)
    if other:
        follows = int(other) in (year + 1, (year + 1) % 100)
        return span_months(year, 1, 24) if follows else None
    return span_months(year, -8, 18)
