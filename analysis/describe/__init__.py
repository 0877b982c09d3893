"""Tables of results in, words out: each headline and finding is computed from its numbers."""

from .checks import check_dates, describe_agreement, read_benchmark
from .claims import Claims
from .claims_file import grade_claims, read_claims
from .composition import describe_composition, headline_composition
from .contrasts import describe_contrasts
from .corpus import headline_cleaning, headline_timeline
from .evidence import describe_evidence
from .findings import Findings, as_findings
from .groups import describe_groups
from .reading import summarise_reading
from .sensitivity import describe_sensitivity, leave_out
from .sides import describe_sides
from .themes import describe_limits, headline_themes, tabulate_themes
from .tone import headline_tone, headline_tone_map, tabulate_tone, tabulate_tone_map
from .topics import describe_topics
from .words import headline_keyness, headline_terms, headline_topics

__all__ = [
    "Claims",
    "Findings",
    "as_findings",
    "check_dates",
    "describe_agreement",
    "describe_composition",
    "describe_contrasts",
    "describe_evidence",
    "describe_groups",
    "describe_limits",
    "describe_sensitivity",
    "describe_sides",
    "describe_topics",
    "grade_claims",
    "headline_cleaning",
    "headline_composition",
    "headline_keyness",
    "headline_terms",
    "headline_themes",
    "headline_timeline",
    "headline_tone",
    "headline_tone_map",
    "headline_topics",
    "leave_out",
    "read_claims",
    "read_benchmark",
    "summarise_reading",
    "tabulate_themes",
    "tabulate_tone",
    "tabulate_tone_map",
]
