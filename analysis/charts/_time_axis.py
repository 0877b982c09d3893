"""Periods as points of time: what people call them, and where they are to scale."""

import re

import numpy as np
import pandas as pd

from ..core.periods import bound_period, tell_period
from ._canvas import Canvas
from ._text import SMALL, cut_text, text_width
from .style import WIDTH

_VALUE = 0.4  # inches kept free for the value beside the last mark
_NAME = 1.4  # inches, of a name below the axis
MARKED = 12  # periods; more are a line with a band


# the day that the name of a document begins with, alone on its line or before a comma
_DAY = re.compile(r"(?P<day>[0-9]{1,2}) (?P<month>[A-Z][a-z]{2}) (?P<year>[0-9]{4})(?=\n|,|$)")
_MONTH = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()


def name_period(period: str) -> str:
    """Return a day as people write it, a week by its Monday, a month by its name, else as it is.

    >>> name_period("2020-10-06"), name_period("2022-W12"), name_period("2020-10")
    ('6 Oct 2020', '21 Mar 2022', 'Oct 2020')
    >>> name_period("2020-Q4"), name_period("2020"), name_period("India-US")
    ('2020-Q4', '2020', 'India-US')
    """
    kind = tell_period(period)
    date = _to_date(period) if kind in ("day", "week", "month") else pd.NaT
    if pd.isna(date):
        return period
    return f"{date:%b %Y}" if kind == "month" else f"{date:%-d %b %Y}"


def find_period(name: str) -> str:
    """Return the period that a column stands for: its name, or the day at its beginning, or "".

    >>> find_period("2020-Q4"), find_period("6 Oct 2020\\nIndia-US"), find_period("India-US")
    ('2020-Q4', '2020-10-06', '')
    """
    if tell_period(name):
        return name
    found = _DAY.match(name)
    if not found or found["month"] not in _MONTH:
        return ""
    day = f"{found['year']}-{_MONTH.index(found['month']) + 1:02}-{int(found['day']):02}"
    return day if bound_period(day) else ""


def _to_date(period: str) -> pd.Timestamp:
    """Return the first day of a period, NaT of any other name."""
    bounds = bound_period(period)
    return pd.to_datetime(bounds[0], format="%Y-%m-%d", errors="coerce") if bounds else pd.NaT


_STEPS = (1, 3, 12, 24, 60, 120, 300, 600, 1200, 3000, 6000, 12000)  # months


def count_months(dates):
    """Return the months from the year 0 to each date, so that all spans are arithmetic."""
    parts = dates.dt if isinstance(dates, pd.Series) else dates
    return parts.year * 12 + parts.month - 1


def name_month(months: int, step: int = 1) -> str:
    """Return a month of `count_months` as people write it: its year alone where steps are years.

    >>> name_month(24241), name_month(24240, 12)
    ('Feb 2020', '2020')
    """
    year, month = divmod(int(months), 12)
    return f"{_MONTH[month]} {year}" if step < 12 else f"{year}"


def start_of(months: int) -> pd.Timestamp:
    """Return the first day of a month of `count_months`."""
    return pd.Timestamp(np.datetime64(months - 1970 * 12, "M").astype("datetime64[us]"))


def list_ticks(low: pd.Timestamp, high: pd.Timestamp, most: int = 9) -> tuple[list[int], int]:
    """Return the months that begin in a stretch of time, in the shortest fitting step, and that."""
    inside = low.day > 1 or low != low.normalize()  # of a month, which began before
    first, last = int(count_months(low)) + inside, int(count_months(high))
    days = max((high - low).days, 1)
    step = next((step for step in _STEPS if days / (30.4 * step) <= most), _STEPS[-1])
    return list(range(-(-first // step) * step, last + 1, step)), step


def place_points(rows: pd.DataFrame, points: list[str], width: float) -> np.ndarray:
    """Return where points of time are drawn, in inches: dates to scale, but with room for each."""
    width -= _VALUE
    gaps = np.full(len(points), width / len(points))
    few = len(points) <= MARKED
    widths = [min(text_width(point, SMALL), _NAME) + 0.15 for point in points] if few else gaps / 4
    least = np.array([(a + b) / 2 for a, b in zip(widths[:-1], widths[1:], strict=True)])
    inner = width - (widths[0] + widths[-1]) / 2
    dates = rows.drop_duplicates("point").set_index("point")["period"].reindex(points).map(_to_date)
    if len(points) > 1 and dates.notna().all() and least.sum() < inner:
        days = np.diff(dates.to_numpy()).astype("timedelta64[D]").astype(float)
        return widths[0] / 2 + np.concatenate([[0], np.cumsum(_share_out(days, least, inner))])
    return np.cumsum(gaps) - gaps / 2


def _share_out(days: np.ndarray, least: np.ndarray, room: float) -> np.ndarray:
    """Return gaps that fill the room in proportion to days, none under its least."""
    tight = np.zeros(len(days), dtype=bool)
    for _ in days:
        free = room - least[tight].sum()
        loose = days[~tight].sum()
        gaps = np.where(tight, least, free * days / loose if loose > 0 else least)
        if loose == 0 or not (gaps < least - 1e-9).any():
            break
        tight |= gaps < least
    return gaps * room / gaps.sum() if tight.all() else gaps


def name_points(canvas: Canvas, points: list[str], xs: list[float], y: float) -> None:
    """Write below the panels as many names of points of time as have room."""
    edge = 0.0
    for x, point in zip(xs, points, strict=True):
        name = cut_text(point, _NAME, SMALL)
        half = text_width(name, SMALL) / 2
        at = min(x, WIDTH - half - 0.02)
        if at - half >= edge:  # else it would lie on its neighbour
            canvas.note(at, y, name, "center", "top")
            edge = at + half + 0.1
