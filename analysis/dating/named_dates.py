"""The date in the name of a file or in the path of an address: "2023-05-04-statement.txt",
"https://example.org/2023/05/04/talks".
"""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from urllib.parse import urlsplit

from ..core import calendar_names
from .calendar_words import MONTHS, make_day, plain_words, read_both_ways, span_months
from .stamps import FoundDate
from .vague_dates import read_vague
from .written_dates import read_written

_YEARS = range(1900, 2036)  # what lies beyond is rather a number: no clock is read
_LONGEST = 300  # characters of a name
_NEAR = timedelta(days=31)  # between two days of a name that are a span
# "set", "out" and "ago" are months elsewhere, and "Mars 2020" is a mission: only these stand alone.
_ENGLISH = frozenset(
    (*calendar_names.MONTHS, *(name[:3] for name in calendar_names.MONTHS), "sept")
)
_MONTH = "|".join(
    sorted((name for name in MONTHS if len(name) > 3 or name in _ENGLISH), key=len, reverse=True)
)
_YEAR_FIRST = re.compile(
    r"(?<![0-9])([12][0-9]{3})(?:([-_./ ])([0-9]{1,2})\2([0-9]{1,2})|([0-9]{2})([0-9]{2}))(?![0-9])"
)
_YEAR_LAST = re.compile(r"(?<![0-9])([0-9]{1,2})([-_. ])([0-9]{1,2})\2([12][0-9]{3})(?![0-9])")
_TH = "(?:st|nd|rd|th)?"
_WORDS = re.compile(
    rf"(?:(?<![0-9])([0-9]{{1,2}}){_TH}[-_. ]{{0,2}}(?:of[-_ ])?)?(?<![a-z])({_MONTH})(?![a-z])[-_., ]{{0,2}}"
    rf"(?:([0-9]{{1,2}}){_TH}[-_., ]{{1,2}})?([12][0-9]{{3}})(?![0-9])"
    rf"|(?<![0-9])([12][0-9]{{3}})[-_/. ]({_MONTH})(?![a-z])(?:[-_/. ]([0-9]{{1,2}})(?![0-9]))?"
)
# "2010-11" is as often a year and the next, which is looked at where it is found.
_YEAR_MONTH = re.compile(
    r"(?<![0-9])([12][0-9]{3})(?:/(0[1-9]|1[0-2])(?=/|\Z)|[-_.](0[1-9]|1[0-2])(?![0-9]|[-_.][0-9]))"
)
# of a document, a bill or a budget, whose number follows the year: "S-2023-11"
_NUMBER_OF = re.compile(
    r"(?:(?<![a-z])[a-z]|bill|act|law|res|resolution|no|nr|budget|agenda|docs?|case|order|decree|"
    r"directive|regulation|pv|sc|inf|wp|pp|pages?|eu|ec|iso|cve|hrc|ga|version|fy|session)[-_ ./]\Z"
)
_PART = "q[1-4]|h[12]|spring|summer|autumn|fall|winter"
_OF_YEAR = re.compile(
    rf"(?<![a-z0-9])(?:([12][0-9]{{3}})[-_/. ]?({_PART})|({_PART})[-_/. ]?([12][0-9]{{3}}))(?![a-z0-9])"
)
# folders of nothing else than years, months and days: "2020/05/", "2020-May/", "2020/05 May/"
_DATED = re.compile(
    rf"(?i)(?:\A|(?<=/))(?:(?:[0-9]+|{_MONTH}|{_PART})(?:[-_. ]{{1,2}}(?:[0-9]+|{_MONTH}|{_PART}))*/)*\Z"
)
_BEFORE_MONTH = re.compile(r"(?<=/)[0-9]{1,2}[-_. ]*(?=[^\W\d_])")
# by itself "1970" is as often a number
_YEAR = re.compile(r"(?:\A(?=[0-9]{4}[/_])|(?<=[/_]))([12][0-9]{3})(?=[/_]|\Z)")
# what tells of an event: "what happened on 4 June 1989"
_TOLD = re.compile(
    r"(?:\b|_)(?:on|since|after|before|until|till|by|anniversary|events|attacks?)(?:[-_ ]of)?[-_ ]\Z"
)
_LATER_YEAR = re.compile(r"(?<![\w.,/-])((?:19|20)[0-9]{2})(?![\w/-])")


def find_named_date(
    name: str, *, text: str = "", day_first: bool | None = None
) -> FoundDate | None:
    """Return the day, month or year that a name bears (the path of a file below the corpus, or an
    address), None where it bears none or several.

    A year alone counts where it is a folder or a part of its own ("AFG_75_2020.txt"). A date in
    words may be that of an event that the name tells of, so it does not count where the text has a
    later year.

    Examples
    --------
    >>> find_named_date("2023-05-04-statement.txt").day.isoformat()
    '2023-05-04'
    >>> found = find_named_date("https://example.org/2023/05/talks")
    >>> [str(found.low), str(found.high)]
    ['2023-05-01', '2023-05-31']
    >>> find_named_date("agenda-2030.txt")
    """
    name = plain_words(_cut(name))
    ways = (_list_days, _list_words, _list_months, _list_parts, _list_years)
    for number, read in enumerate(ways):
        found = list(read(name, day_first))
        if not found:
            continue
        low, high = min(f[0] for f in found), max(f[1] for f in found)
        words = "; ".join(dict.fromkeys(f[2] for f in found))
        either = len({f[:2] for f in found}) == 1 and found[0][3]
        if len({f[:2] for f in found}) > 1 and high - low > _NEAR:
            return None
        if number == 1 and any(int(year) > high.year for year in _LATER_YEAR.findall(text)):
            return None
        middle = None if either else low + (high - low) // 2  # as of a year in metadata
        return FoundDate(low, high, words, "name", either, middle)
    return None


def narrow(found: FoundDate, named: FoundDate | None) -> FoundDate:
    """Return what a text and its name say together: the name, if it bears a date, counts where it
    lies within what the text leaves open.
    """
    if named is None or named.low is None or named.high is None:
        return found
    if found.low is not None and (found.low == found.high or named.low < found.low):
        return found
    if found.high is not None and named.high > found.high:
        return found
    return named


def _cut(name: str) -> str:
    """Return the path of an address without its host; of a file its name without endings, with the
    folders above it that are numbers or months.
    """
    if "://" in name[:12]:
        try:
            path = urlsplit(name).path
        except ValueError:
            return ""
        return path[-_LONGEST:].replace("_", "-")  # "2020_election" is no year of its own
    folders, _, last = name[-_LONGEST:].replace("\\", "/").rpartition("/")
    stem = re.sub(r"(?:\.[A-Za-z][A-Za-z0-9]{0,5}){1,2}\Z", "", last)
    kept = _DATED.search(f"{folders}/")
    return (_BEFORE_MONTH.sub("", kept[0]) if kept else "") + stem


Found = tuple[date, date, str, bool]


def _list_days(name: str, day_first: bool | None) -> Iterator[Found]:
    """Yield the days that a name gives in numbers, with their words, and whether each is one of
    two.
    """
    for match in _YEAR_FIRST.finditer(name):
        year, _, *split, month, last = match.groups()
        day = make_day(int(year), *(split if split[0] else (month, last)))
        if day and day.year in _YEARS:
            yield day, day, match[0], False
    for match in _YEAR_LAST.finditer(name):
        first, sign, second, year = match.groups()
        order = True if sign == "." else day_first
        if int(year) in _YEARS and (days := read_both_ways(first, second, int(year), order)):
            yield days[0], days[-1], match[0], len(days) > 1


def _list_words(name: str, day_first: bool | None) -> Iterator[Found]:
    """Yield the days and months that a name gives with the word of a month."""
    for match in _WORDS.finditer(name):
        if _TOLD.search(name[: match.start()]):
            continue
        before, month, behind, year = (
            match.groups()[:4] if match[2] else (None, *match.groups()[5:7], match[5])
        )
        day = before or behind
        if day:
            found = make_day(int(year), month, day)
            span = (found, found) if found else None
        elif month not in _ENGLISH:
            continue
        else:
            span = span_months(int(year), MONTHS[month], MONTHS[month])
        if span and span[0].year in _YEARS:
            yield *span, match[0], False


def _list_months(name: str, day_first: bool | None) -> Iterator[Found]:
    """Yield the months that a name gives in numbers."""
    for match in _YEAR_MONTH.finditer(name):
        month = int(match[2] or match[3])
        spans_years = match[3] and month == (int(match[1]) + 1) % 100
        if spans_years or _NUMBER_OF.search(name, 0, match.start()):
            continue
        if (span := span_months(int(match[1]), month, month)) and span[0].year in _YEARS:
            yield *span, match[0], False


def _list_parts(name: str, day_first: bool | None) -> Iterator[Found]:
    """Yield the quarters, halves and seasons of years that a name gives."""
    for match in _OF_YEAR.finditer(name):
        said = f"{match[2] or match[3]} {match[1] or match[4]}"
        found = read_vague(said) or read_written(said)
        if found and found.low.year in _YEARS:
            yield found.low, found.high, match[0], False


def _list_years(name: str, day_first: bool | None) -> Iterator[Found]:
    """Yield the years that are a folder or a part of a name."""
    for match in _YEAR.finditer(name):
        if (span := span_months(int(match[1]), 1, 12)) and span[0].year in _YEARS:
            yield *span, match[0], False
