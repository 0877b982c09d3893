"""Counts in, estimates and tests out: intervals, trends, changes, and what a corpus could have
shown.
"""

from .composition import count_composition, tally_lines
from .estimates import PRIOR, jackknife_trends
from .group_levels import compare_groups
from .mixture_tests import compare_mixture
from .part_change import part_change
from .power import detectable_ratio
from .trend_tests import compare_dates

__all__ = [
    "PRIOR",
    "compare_dates",
    "compare_groups",
    "compare_mixture",
    "count_composition",
    "detectable_ratio",
    "jackknife_trends",
    "part_change",
    "tally_lines",
]
