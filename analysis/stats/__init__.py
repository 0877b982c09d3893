"""Counts in, estimates and tests out: intervals, trends, changes, and what a corpus could have
shown.
"""

from ..core.periods import label_periods
from .estimates import PRIOR, jackknife_trends
from .line_counts import tally_lines
from .power import detectable_ratio
from .trend_tests import compare_dates

__all__ = [
    "PRIOR",
    "compare_dates",
    "detectable_ratio",
    "jackknife_trends",
    "label_periods",
    "tally_lines",
]
