"""Stamps: dates that stand on a page beside its text, with what labels them; and what is found of a
page's date: an interval with its evidence.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice
from typing import NamedTuple, Self

from ..cleaning.pages import Line
from .calendar_words import plain_words
from .date_strings import MAY_BE_DATE, NamedDay, plain_digits, read_days, read_order
from .told_dates import is_in_letter, is_issued, is_seen, tells_of
from .written_dates import read_written

# How words begin that label a date, in lower case; "other": what it is of that is not the page's.
_STEMS = {
    stem: label
    for label, stems in {
        "posted": "publish|publié|publicad|pubblicat|posted|first |created|added|issued|veröffentlicht|gepubliceerd|"
        "опубликован|yayın|opublikowan|terbit|发布|發布|公開|게시|입력",
        "updated": "updat|modif|edited|revis|mis à jour|actualizad|atualizad|aggiornat|aktualisiert|bijgewerkt|"
        "обновлен|güncelle|zaktualizowan|更新|수정",
        "other": "deadline|expir|until|through|event|starts|begins|ends |born|died|since|joined|version|"
        "due |apply|comments close|effective|valid|next |vote|voting|entry into force|enters into|in force|printed",
    }.items()
    for stem in stems.split("|")
}
SEEN = "seen"  #: labels the day on which somebody fetched a text
_LABEL = re.compile("|".join(_STEMS))
# of an event to come, but not "Press conference:"
_CONFERENCE = re.compile(r"(?i)(?<!press )(?<!news )\bconference(?: dates?\b|:)[^.?!|;]*$")
# a series that is called an update, not a label: "Weekly Update"
_UPDATE_OF = re.compile(r"(?i)(?!(?:last|latest|page|article|story|date|site)\b)\w.* updates?")
_NEW = re.compile("[.?!|;]")
_PICTURE = re.compile(
    r"\b(?:[Pp]hoto|PHOTO|[Pp]icture|[Ii]mage)(?:graph)?\b(?! [Gg]aller)|\bGetty\b"
)
_AT_HOUR = re.compile(
    r"(?im)^\W{0,3}posted by [^\n]{1,60}? (?:at|@) [0-9]{1,2}:[0-9]{2}(?!.{0,20}(?:19|20)[0-9]{2})"
)
# a date that touches the sentence before it: the two were apart before markup was lost
_TOUCHES = re.compile(r"[.?!][”’\"']?(?:[^\W\d_]{3,12}, )?$")
_GOES_ON = re.compile(r" ?[,|;•·/–—]")  # what divides a date from who posted it, and where
_HAS_DIGIT = re.compile("[0-9]")
_SIGNED = re.compile(r"(?i)\W*(?:by(?! (?-i:an?|the|this) (?-i:[a-z]))|\w+ by|on)\b")
# opens a sentence on what was once; the weekday is named of what is new
_TELLS = re.compile(r"(?i)\W*on (?![^\W\d]+day\b)")
_TELLS_FROM = 40  # characters beside the date
# before a date that is part of a sentence
_WITHIN = frozenset(("on", "in", "of", "from", "until", "since", "by"))
_JOINS = re.compile(r" ?[-–—] ?| (?:to|until) ")
# the first day of an interval that leaves the year to the last
_OPENS = re.compile(
    r"(?<![\w:./-])([0-9]{1,2}\.?( [^\W\d_]{3,9}\.?)?|[^\W\d_]{3,9}( [0-9]{1,2}))"
    r"(?: ?[-–—/] ?| (?:to|and|bis|au|al) )$"
)
_WIDEST = timedelta(days=31)
_POSTS = 50  # on one page, beyond which no more are looked for
_ABOVE = 8  # lines above a date in which a sentence shows that a letter is within a text
_LONGEST = 240  # characters of a line that may hold a stamp
#: The widest interval in the middle of which a document is dated.
WIDEST_DATED = timedelta(days=31)


class Stamp(NamedTuple):
    """A full date in a line that is no running prose: its readings, words, and place among the
    filled lines.
    """

    days: tuple[date, ...]
    words: str
    place: int
    label: str
    bare: bool  # with next to nothing else in its line
    spans: bool = False  # its days are the first and the last of many
    before: str = ""  # what stands around it in its line
    behind: str = ""

    def keep_until(self, latest: date) -> Self | None:
        """Return the stamp without its days after another, None if none is left."""
        days = tuple(day for day in self.days if day <= latest)
        if days and self.spans:
            days = days[0], min(self.days[-1], latest)
        return self._replace(days=days) if days else None


def read_stamps(lines: list[Line], crawled: date | None) -> Iterator[Stamp]:
    """Yield the full dates that stand as stamps in lines that are neither blank nor running prose,
    in order; none is later than the day on which the page was fetched, if that is known.
    """
    heads = [line.text[:_LONGEST] for line in lines]
    text = "\n".join(heads)
    dated = find_dated(text)
    order = read_order("\n".join([heads[k] for k in dated])) if dated else None
    posts = find_posts(text, dated)
    for place in dated:
        line = lines[place].text[: _LONGEST + 40].strip()[:_LONGEST]
        end = 0
        for start, words, days, spans in read_intervals(line, read_days(line, day_first=order)):
            label = read_label(line[max(end, start - 30) : start])
            before, end = line[:start], start + len(words)
            label = label if lines[place].reason or start < 60 else ""
            label = SEEN if is_seen(before, line[end:]) else label
            bare = not label and len(line) < len(words) + 14
            if bare and place:
                above = lines[place - 1].text[:_LONGEST]
                label = SEEN if is_seen(above, "") else read_label_line(above)
                if place in posts:
                    label = "posted" if len(posts) == 1 else "post"
            opens = not start and lines[place].reason and _GOES_ON.match(line, end)
            alone = stands_alone(line, start, words) or is_issued(before) and not line[end:]
            if not label and (not (opens or alone) or line[:2] == "— "):
                continue
            # of a picture; one with next to nothing but a date must say so
            picture = bool(_PICTURE.search(lines[place].text[:_LONGEST]))
            picture |= lines[place].reason == "caption" and not bare
            if label == "other" or picture and not label:
                continue
            if not label and _is_told(lines, place, before, line[end:], bare=bare):
                continue
            around = line[max(0, start - 20) : start], line[end : end + 30]
            stamp = Stamp(days, words, place, label, bare and not label, spans, *around)
            if stamp := stamp.keep_until(crawled or date.max):
                yield stamp


def read_intervals(
    line: str, named: list[NamedDay]
) -> Iterator[tuple[int, str, tuple[date, ...], bool]]:
    """Yield where the dates of a line begin, their words, their days, and whether these are the
    first and the last of an interval, as in 3-5 May 2021. Two dates far apart with a dash between
    them are those of a life or a reign: neither is yielded.
    """
    last = 0
    for k, (start, words, days) in enumerate(named):
        above, last = last, start + len(words)
        if k + 1 < len(named) and _JOINS.fullmatch(line, last, named[k + 1].start):
            continue
        if k and _JOINS.fullmatch(line, above, start):
            first, low = named[k - 1].start, named[k - 1].days[0]
            if low <= days[-1] <= low + _WIDEST:
                yield first, line[first:last], (low, days[-1]), True
            continue
        opens = _OPENS.search(line, above, start)
        written = None
        if opens:
            dash = " - " if opens[2] or opens[3] else "-"
            written = read_written(plain_words(f"{opens[1]}{dash}{words}"))
        if not opens or not written or written.kind != "span":
            yield start, words, days, False
        elif written.high - written.low <= _WIDEST:
            yield opens.start(), line[opens.start() : last], written[:2], True


def _is_told(lines: list[Line], place: int, before: str, behind: str, *, bare: bool) -> bool:
    """Tell whether a date without a label is of what its line tells, or of a letter in the text."""
    within = not bare or bool(before.strip() and behind.strip())
    title = within and (lines[place].reason == "headline" or not place)
    if not _TOUCHES.search(before) and tells_of(before, behind, title=title):
        return True
    first = max(0, place - _ABOVE)
    return bare and is_in_letter(
        [line.text[:_LONGEST] for line in lines[first : place + 2]], place - first
    )


def find_dated(text: str) -> list[int]:
    """Return which lines of a text may hold a full date."""
    places: list[int] = []
    place = seen = 0
    for match in MAY_BE_DATE.finditer(plain_digits(text)):
        place += text.count("\n", seen, match.start())
        seen = match.start()
        if not places or places[-1] != place:
            places.append(place)
    return places


def find_posts(text: str, dated: list[int]) -> frozenset[int]:
    """Return the places of dates that head posts, each of which says by whom and at what hour it
    was posted but not on what day, as blogs have it.
    """
    if not dated or "osted by " not in text:
        return frozenset()
    places = (
        text.count("\n", 0, found.start()) for found in islice(_AT_HOUR.finditer(text), _POSTS)
    )
    above = (bisect_left(dated, place) - 1 for place in places)
    return frozenset(dated[k] for k in above if k >= 0)


def read_label_line(text: str) -> str:
    """Return the label that a line of nothing else gives the date below it."""
    text = text.strip()
    if len(text) > 25 or len(text.split()) > 3 or _HAS_DIGIT.search(text):
        return ""
    if _UPDATE_OF.fullmatch(text):
        return ""
    label = read_label(text)
    return label if label != "other" or text.endswith(":") else ""


def stands_alone(line: str, start: int, words: str) -> bool:
    """Tell whether a date is most of its line, or opens or closes a short one, and is no part of a
    sentence.
    """
    rest = len(line) - len(words)
    before = line[:start].rstrip().rpartition(" ")[2].lower()
    if _TELLS.match(line) and rest > _TELLS_FROM:
        return False
    if _SIGNED.match(line) and start < 60 or _TOUCHES.search(line[:start]):
        return True
    return rest < 75 and (start < 60 or rest - start < 20) and before not in _WITHIN


def read_label(before: str) -> str:
    """Return the label right before a date: the last of those there."""
    if _CONFERENCE.search(before):
        return "other"
    found = [*_LABEL.finditer(before.lower())][-1:]
    label = _STEMS[found[0].group()] if found else ""
    # what another sentence says is no matter of the date's
    return "" if label == "other" and _NEW.search(before, found[0].end()) else label


def span_stamps(stamps: list[Stamp]) -> Stamp:
    """Return stamps of many days, as a list of posts has them, as one that may be any of them."""
    days = sorted(day for s in stamps for day in s.days)
    words = f"{stamps[0].words} and others"
    return Stamp((days[0], days[-1]), words, stamps[0].place, stamps[0].label, False, spans=True)


@dataclass(frozen=True)
class FoundDate:
    """An interval of days, both ends included (None: open), the words that give it, and where they
    stand.

    `either`: it is one of the two ends, and no day between them. `likely`: the day that it most
    likely is, where the interval is open.
    """

    low: date | None
    high: date | None
    evidence: str
    tier: str
    either: bool = False
    likely: date | None = None

    @property
    def day(self) -> date | None:
        """The day that stands for the interval: its middle, if it is known to within 31 days and is
        not one of two; else the likely one, or None.
        """
        if self.either or self.low is None or self.high is None:
            return self.likely
        near = self.high - self.low <= WIDEST_DATED
        return self.low + (self.high - self.low) // 2 if near else self.likely


UNKNOWN = FoundDate(None, None, "", "unknown")


def date_by(stamp: Stamp) -> FoundDate:
    """Return what a stamp gives: its day, one of two, or all days from the first to the last."""
    low, high = stamp.days[0], stamp.days[-1]
    either = len(stamp.days) == 2 and not stamp.spans
    words = f"{stamp.words}: {low} or {high}" if either else stamp.words
    return FoundDate(low, high, words, "byline", either)


def bound_by(stamp: Stamp, said: str, tier: str, *, likely: bool = False) -> FoundDate:
    """Return the last day of a stamp as an upper bound, and whether it is likely the day itself."""
    day = stamp.days[-1]
    words = f"no later than {stamp.words}, {said}"
    return FoundDate(None, day, words, tier, likely=day if likely else None)
