"""Stamps: dates that stand on a page beside its text, with what labels them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import accumulate

from ..cleaning.pages import Line
from .date_strings import (
    MAY_BE_DATE,
    read_days,
    read_month_days,
    read_order,
    read_weekday,
)

_POSTED = re.compile(r"(?i)publish|posted|first |created|added|issued")
_UPDATED = re.compile(r"(?i)updat|modif|edited|revis|review")
_SIGNED = re.compile(r"(?i)\W*(?:by|\w+ by|on)\b")
# before a date that is part of a sentence
_WITHIN = frozenset(("on", "in", "of", "from", "until", "since", "by"))
_LONGEST = 240  # characters of a line that may hold a stamp


@dataclass(frozen=True)
class Stamp:
    """A full date in a line that is no running prose: its readings, words, and place among the
    filled lines.
    """

    days: tuple[date, ...]
    words: str
    place: int
    label: str
    bare: bool  # with next to nothing else in its line


def read_stamps(lines: list[Line], crawled: date | None) -> Iterator[Stamp]:
    """Yield the full dates that stand as stamps, in lines that are no running prose, in order."""
    dated = find_dated(lines)
    order = read_order("\n".join([lines[k].text[:_LONGEST] for k in dated])) if dated else None
    near = None
    for place in dated:
        line = lines[place].text[: _LONGEST + 40].strip()[:_LONGEST]
        for start, words, days in read_days(line, day_first=order):
            label = max(list_labels(line[max(0, start - 30) : start]), default=(0, ""))[1]
            label = label if lines[place].reason or start < 60 else ""
            if not label and (not stands_alone(line, start, words) or line.startswith("— ")):
                continue
            if len(days) > 1:
                near = name_days(lines) if near is None else near
                days = settle(days, line, near)
            days = tuple(d for d in days if crawled is None or d <= crawled)
            if days:
                yield Stamp(days, words, place, label, not label and len(line) < len(words) + 14)


def find_dated(lines: list[Line]) -> list[int]:
    """Return which lines may hold a full date."""
    heads = [line.text[:_LONGEST] for line in lines]
    ends = list(accumulate(len(head) + 1 for head in heads))
    found = (bisect_right(ends, match.start()) for match in MAY_BE_DATE.finditer("\n".join(heads)))
    return list(dict.fromkeys(found))


def stands_alone(line: str, start: int, words: str) -> bool:
    """Tell whether a date is most of its line, or opens or closes a short one, and is no part of a
    sentence.
    """
    rest = len(line) - len(words)
    before = line[:start].rstrip().rpartition(" ")[2].lower()
    if _SIGNED.match(line) and start < 60:
        return True
    return rest < 75 and (start < 60 or rest - start < 20) and before not in _WITHIN


def list_labels(before: str) -> list[tuple[int, str]]:
    """Return the labels before a date, with their places: the last one is the date's."""
    return [
        (m.start(), name)
        for name, kind in (("posted", _POSTED), ("updated", _UPDATED))
        for m in kind.finditer(before)
    ]


def name_days(lines: list[Line]) -> set[tuple[int, int]]:
    """Return month and day wherever a page names both in words."""
    text = "\n".join(line.text[:2000] for line in lines[:5000])
    return {(month, day) for _, month, day in read_month_days(text)}


def settle(days: tuple[date, ...], line: str, near: set[tuple[int, int]]) -> tuple[date, ...]:
    """Return the readings of 02/11/2023 that agree with the line's weekday, or else with the days
    the page names.
    """
    weekday = read_weekday(line)
    agreeing = [d for d in days if weekday and d.weekday() == weekday[1]]
    close = [
        d
        for d in days
        if any(abs((d.month - month) * 30 + d.day - day) <= 14 for month, day in near)
    ]
    return tuple(agreeing if len(agreeing) == 1 else close if len(close) == 1 else days)


def span_stamps(stamps: list[Stamp]) -> Stamp:
    """Return stamps of many days, as a list of posts has them, as one that may be any of them."""
    days = sorted(day for s in stamps for day in s.days)
    return Stamp(
        (days[0], days[-1]),
        f"{stamps[0].words} and others",
        stamps[0].place,
        stamps[0].label,
        False,
    )
