"""The charts: one tidy table to one `Chart`, one kind of chart a module.

Statistics never draw and marks never compute: what is drawn is a column of the table. Headlines and
readings come from `describe`; without one a chart describes itself.
"""

from .chart import Chart
from .cleaning import plot_cleaning
from .composition import plot_composition
from .document_map import plot_document_map
from .heat_maps import plot_heat_map, plot_term_map, plot_topic_map
from .keyness import plot_keyness
from .paired_intervals import plot_corrected, plot_parts
from .spread import plot_spread
from .stability import plot_stability
from .summary import plot_summary
from .term_changes import plot_term_changes
from .term_network import plot_term_network
from .terms import plot_terms
from .timeline import plot_timeline
from .tone import plot_tone
from .tone_map import plot_tone_map
from .topics import plot_topics
from .trends import plot_trends
from .word_shift import plot_shifts

# In the order the data flows.
__all__ = [
    "Chart",
    "plot_timeline",
    "plot_cleaning",
    "plot_composition",
    "plot_heat_map",
    "plot_summary",
    "plot_trends",
    "plot_parts",
    "plot_corrected",
    "plot_spread",
    "plot_terms",
    "plot_term_changes",
    "plot_term_map",
    "plot_term_network",
    "plot_keyness",
    "plot_stability",
    "plot_topics",
    "plot_topic_map",
    "plot_document_map",
    "plot_tone",
    "plot_tone_map",
    "plot_shifts",
]
