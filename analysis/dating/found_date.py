"""What is found of a page's date: an interval with its evidence."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from .stamps import Stamp


@dataclass(frozen=True)
class FoundDate:
    """An interval of days, both ends included (None: open), the words that give it, and where they
    stand.

    `either`: it is one of the two ends, and no day between them.
    """

    low: date | None
    high: date | None
    evidence: str
    tier: str
    either: bool = False


UNKNOWN = FoundDate(None, None, "", "unknown")


def date_by(stamp: Stamp) -> FoundDate:
    """Return what a stamp gives: its day, one of two, or all days from the first to the last."""
    low, high = stamp.days[0], stamp.days[-1]
    either = len(stamp.days) == 2 and not stamp.spans
    words = f"{stamp.words}: {low} or {high}" if either else stamp.words
    return FoundDate(low, high, words, "byline", either)


def bound_by(stamp: Stamp, said: str, tier: str) -> FoundDate:
    """Return the last day of a stamp as an upper bound."""
    return FoundDate(None, stamp.days[-1], f"no later than {stamp.words}, {said}", tier)
