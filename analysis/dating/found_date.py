"""What is found of a page's date: an interval with its evidence."""

from dataclasses import dataclass
from datetime import date, timedelta

from .stamps import Stamp

#: The widest interval in the middle of which a document is dated.
WIDEST_DATED = timedelta(days=31)


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
