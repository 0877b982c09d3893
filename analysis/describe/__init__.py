"""The words that numbers earn: every headline and finding is computed here, none is typed."""

from .checks import check_dates, read_agreement, read_benchmark
from .corpus import count_rows, headline_cleaning, headline_timeline, read_corpus_line, read_source
from .findings import Findings, as_finding, name_documents
from .sides import read_sides_by_theme
from .themes import (
    headline_themes,
    read_evidence,
    read_limits,
    read_priorities,
    read_themes_over_time,
    tabulate_themes,
)
from .tone import headline_tone, headline_tone_map, tabulate_tone, tabulate_tone_map
from .words import headline_keyness, headline_terms, headline_topics

__all__ = [
    "Findings",
    "as_finding",
    "name_documents",
    "count_rows",
    "read_corpus_line",
    "read_source",
    "headline_timeline",
    "headline_cleaning",
    "tabulate_themes",
    "read_themes_over_time",
    "read_priorities",
    "read_evidence",
    "read_limits",
    "headline_themes",
    "headline_terms",
    "headline_keyness",
    "headline_topics",
    "tabulate_tone",
    "tabulate_tone_map",
    "headline_tone",
    "headline_tone_map",
    "read_sides_by_theme",
    "read_agreement",
    "check_dates",
    "read_benchmark",
]
