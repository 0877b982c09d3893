"""The days that a cell of a table names, as people, programs and spreadsheets write them."""

import math
import re
import unicodedata
from datetime import date
from functools import lru_cache

from .calendar_words import CellDays, make_cell, make_day, plain_words
from .other_languages import count_years, read_digits, translate
from .plain_numbers import NUMBER, read_number
from .vague_dates import is_about, read_vague
from .written_dates import EDGES, read_written

LONGEST = 200  # characters of a date
_LARGEST = 10**20  # no number beyond it is a date, and one of many digits is slow to write
_HOUR = r"(?:[01][0-9]|2[0-4])"
#: A day, with or without a time behind it, as programs write it.
ISO = re.compile(
    r"([0-9]{4})-([0-9]{2})-([0-9]{2})"
    rf"(?:(?:[Tt]{_HOUR}|[Tt ]{_HOUR}:[0-5][0-9])(?::[0-6][0-9](?:[.,][0-9]{{1,9}})?)?"
    r"(?:[Zz]|[+-][0-9]{2}:?[0-9]{2})?)?"
)
_ZONES = (
    "z|utc|gmt|ut|[ecmp][sd]?t|ak[sd]t|hst|ist|bst|cet|cest|eet|eest|wet|west|msk|jst|kst|hkt|sgt|"
    "pht|wib|ict|npt|pkt|ae[sd]t|ac[sd]t|awst|nz[sd]t|sast|gst|eat|wat|cat|brt|art|hrs|uhr|h|"
    "[a-z]{2,9}/[a-z_]{3,20}"
)
_HALF = r"[ap]\.?m\b\.?"
# The first sign is looked for before what stands before it, which takes a third of the time.
_CLOCK = re.compile(
    r"(?:t(?<=[0-9]t)[0-2]?[0-9]|[0-2](?<![0-9a-z:.].)[0-9]|[0-9](?<![0-9a-z:.].))"
    r"(?:(?::[0-5][0-9]){1,2}(?::60)?(?:[.,:][0-9]{1,9})?(?![0-9:])"
    rf"(?: ?{_HALF})?| ?{_HALF}|h[0-5][0-9]|(?<=t[0-9]{{2}})(?:[0-5][0-9]){{0,2}}(?![0-9])"
    r"|(?<= [0-9][0-9])\.[0-5][0-9](?= ?(?:uhr|hrs|h|$)))"
    rf"(?: ?(?:{_ZONES})(?![a-z]))?(?: ?[+-][0-9]{{1,2}}(?::?[0-9]{{2}})?(?![0-9]))?"
    r"(?: ?\([^()]{1,40}\)| ?\[[^\[\]]{1,40}\])?"
)
_JOINER = re.compile(r" (?:at|um|a|a las|alle|kl\.?)$|^(?:on|am) ")  # of a date to a clock
_OPEN = re.compile("-+ ?[0-9]{4}|[0-9]{4} ?-+")  # all years from one on, or until it
_DIGIT = re.compile("[0-9]")
_LOG = re.compile("(?<=/[0-9]{4}):")  # servers write 06/Oct/2020:23:30:00
_LABEL = re.compile(r"^(?:first )?(?:published|posted|issued|created|date)\b(?: on| at)? ?:? ?")
_MISSING = frozenset(
    (
        "", "-", "--", "–", "—", "?", ".", "n/a", "#n/a", "na", "nan", "nat", "none", "null", "nil", "<na>", "\\n",
        "unknown", "undated", "missing", "no date", "not available", "not known", "n.d.", "n.d", "nd", "s.d.",
        "n. d.", "not dated", "date unknown", "unknown date", "s.a.", "s. a.", "s. d.", "s.f.", "s/f", "o.j.", "o. j.",
        "z.j.", "ohne datum", "ohne jahr", "unbekannt", "sans date", "inconnu", "inconnue", "sin fecha", "desconocido",
        "desconocida", "sem data", "senza data", "zonder datum", "onbekend", "без даты", "б.д.", "б. д.", "forthcoming",
        "in press", "tbc",
        "tba", "tbd", "0", "0.0", "00000000", "false",
    )
)  # fmt: skip
# What says how long ago it was, and days that programs write for none.
_EMPTY = re.compile(
    r"(?:(?:0000-00-00|0001-01-01)(?:[ t][0:.]*z?)?|(?:just now|now|today|yesterday|tomorrow|"
    r"last (?:night|week|month|year)|(?:about )?(?:an?|[0-9]{1,4}) ?"
    r"(?:s|secs?|seconds?|m|mins?|minutes?|h|hrs?|hours?|d|days?|w|weeks?|months?|y|yrs?|years?)\.? ago|"
    r"hier|ayer|gestern|heute|(?:il y a|hace|vor) [0-9]{1,4} ?[^\W\d]{1,9})\b.{0,40})"
)
_CJK = re.compile(
    r"([0-9]{4}) ?[年년] ?([0-9]{1,2}) ?[月월] ?([0-9]{1,2}) ?[日일](?: ?\(.{1,3}\)| ?.요일| ?.曜日)?"
)
_CJK_MONTH = re.compile(r"([0-9]{4}) ?[年년] ?([0-9]{1,2}) ?[月월]")
# JSON as .NET and as MongoDB write it
_WIRE = re.compile(r"/date\(([0-9]{1,16})(?:[+-][0-9]{4})?\)/")
_WRAPPED = re.compile(
    r"\{ ?['\"]\$date['\"] ?: ?(?:\{ ?['\"]\$numberLong['\"] ?: ?)?['\"]?([^'\"{}]{2,40}?)['\"]? ?\}{1,2}"
)


def parse_days(value: object, *, day_first: bool | None = None) -> tuple[date, date] | None:
    """Return the first and last day that a cell names, or None if it names none.

    ISO 8601 in all its forms, RFC 2822, English and the months of six more languages, numbers in
    either order (unless `day_first`, as `find_order` tells of a column, says which), seconds to
    nanoseconds since 1970, days as a spreadsheet counts them, quarters, weeks and ranges are
    understood; text beyond 200 characters is none. The day is the one that is written, whatever the
    time zone; only of seconds since 1970 it is that in UTC. Years are those from 1500 to 2100.

    Examples
    --------
    >>> [day.isoformat() for day in parse_days("2021-02")], parse_days("soon")
    (['2021-02-01', '2021-02-28'], None)
    >>> parse_days("May 3, 2021")[0] == parse_days("2021-05-03T23:59:00Z")[0] == date(2021, 5, 3)
    True
    >>> [day.isoformat() for day in parse_days("06/07/2018")]
    ['2018-06-07', '2018-07-06']
    """
    found = read_cell(value, day_first)
    return found and found[:2]


def is_missing(value: object) -> bool:
    """Tell whether a cell says that no date is known, as "n/a", "-" and "2 days ago" do.

    Examples
    --------
    >>> is_missing("n/a"), is_missing("yesterday"), is_missing("soon")
    (True, True, False)
    """
    text = write_cell(value).lower()
    return len(text) <= LONGEST and (
        text.strip("[]() ") in _MISSING or bool(_EMPTY.fullmatch(text))
    )


def write_cell(value: object) -> str:
    """Return a cell as text without spaces around it; "" for what is no text, number or date."""
    if isinstance(value, str):
        return value.strip() if len(value) <= LONGEST * 5 else "~" * (LONGEST + 1)
    try:
        if value is None or isinstance(value, bool) or type(value).__name__ == "NAType":
            return ""
        if value != value:
            return ""
        if isinstance(value, int):
            return str(value) if abs(value) < _LARGEST else "~"
        if isinstance(value, float):
            if not math.isfinite(value) or abs(value) >= _LARGEST:
                return "~"
            return str(int(value)) if value == int(value) else repr(float(value))
        if isinstance(value, date):
            return value.isoformat()[:10]
        if type(value).__module__ in ("numpy", "decimal"):
            return str(value)[:LONGEST]
    except Exception:  # a value of a type that nobody thought of
        return "~"
    return "~"


def read_cell(value: object, day_first: bool | None = None) -> CellDays | None:
    """Return the days of a cell and their kind, as `parse_days` does, or None."""
    text = write_cell(value)
    if text[:1] == "{" and len(text) <= LONGEST and (wrapped := _WRAPPED.fullmatch(text)):
        text = wrapped[1]
    return _read(text, day_first) if 1 < len(text) <= LONGEST else None


@lru_cache(maxsize=1 << 15)
def _read(text: str, day_first: bool | None) -> CellDays | None:
    iso = ISO.fullmatch(text)
    if iso and iso[3] != "00":
        return make_cell(make_day(int(iso[1]), int(iso[2]), iso[3]))
    if NUMBER.fullmatch(text):
        return read_number(text, day_first)
    if not text.isascii():
        text = count_years(read_digits(unicodedata.normalize("NFKC", text)))
    plain = _CJK_MONTH.sub(r"\1-\2", _CJK.sub(r"\1-\2-\3 ", text))
    plain = plain_words(plain).strip("\"'")
    if wire := _WIRE.fullmatch(plain):
        return read_number(wire[1])
    if not _DIGIT.search(plain) or _OPEN.fullmatch(plain):
        return None
    plain, clocks = _CLOCK.subn(" ", _LOG.sub(" ", plain))
    plain = _LABEL.sub("", " ".join(plain.split()).strip(EDGES), count=1)
    if clocks:
        plain = _JOINER.sub("", plain).strip(EDGES)
    if len(plain) == 8 and plain.isascii() and plain.isdecimal():  # 20201006T233000Z
        return read_number(plain, day_first)
    days = None if is_about(plain) else read_written(plain, day_first)
    if days is None:
        english = translate(plain).strip(EDGES)
        if english != plain and not is_about(plain):
            days = read_written(english, day_first)
        days = days or read_vague(english, day_first)
    return days
