"""How long ago a page was posted: "2 hours ago", "yesterday", which only a crawl's day dates."""

import re
from collections.abc import Sequence
from datetime import date, timedelta

from ..cleaning.pages import Line
from .stamps import Stamp

_AGO = re.compile(
    r"(?i)\b([0-9]{1,3}|an?|one) ?(s|m|h|d|w|y|secs?|seconds?|mins?|minutes?|hrs?|hours?|days?|weeks?|months?|years?)"
    r" ago\b"
)
_LATELY = re.compile(
    r"(?i)\W*(?:(?:posted|published):? ?)?(just now|today|yesterday)\b"
    r"(?:,? ?(?:at )?[0-9:.]{1,5} ?[apm.]{0,4})?"
)
_UPDATED = re.compile(r"(?i)updat|modif|edited")
_BELOW = 8  # lines below a headline
_LONGEST = 60  # characters of a line that says it
_DAY = timedelta(days=1)
_UNITS = {"s": timedelta(seconds=1), "m": timedelta(minutes=1), "h": timedelta(hours=1)} | {
    "d": _DAY, "w": 7 * _DAY, "mo": 30 * _DAY, "y": 365 * _DAY
}  # fmt: skip


def find_ago(lines: Sequence[Line], title: int, crawled: date | None) -> Stamp | None:
    """Return the first short line below a headline (its place is `title`) that says how long ago a
    page was posted, as a stamp without days unless the day of the crawl is known. `lines` are those
    that are not blank.
    """
    for place, line in enumerate(lines[title : title + _BELOW], title):
        text = line.text.strip()
        if not line.reason or len(text) > _LONGEST or _UPDATED.search(text):
            continue
        found = _AGO.search(text)
        lately = None if found else _LATELY.fullmatch(text)
        if not found and not lately:
            continue
        least = _read_least(found) if found else timedelta(lately[1].lower() == "yesterday")
        unit = _read_unit(found) if found else timedelta(0)
        # units are cut off, and the clocks of site and crawl differ by up to a day
        days = () if crawled is None else (crawled - least - unit - _DAY, crawled - least)
        return Stamp(days, (found or lately).group().strip(), place, "", True, spans=True)
    return None


def _read_least(found: re.Match) -> timedelta:
    number = int(found[1]) if found[1].isdigit() else 1
    return number * _read_unit(found)


def _read_unit(found: re.Match) -> timedelta:
    unit = found[2].lower()
    return _UNITS["mo" if unit.startswith("mo") else unit[0]]
