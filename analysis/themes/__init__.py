"""A lexicon and sentences in, mentions of themes out, with the evidence for each and the agreement
with readers.
"""

from .agreement import compare_labels, list_errors
from .concordance import count_terms, show_evidence
from .cooccurrence import compare_sides, count_together
from .labels import place_labels, read_labels
from .lexicon import Themes
from .lint import lint_themes

__all__ = [
    "Themes",
    "compare_labels",
    "compare_sides",
    "count_terms",
    "count_together",
    "lint_themes",
    "list_errors",
    "place_labels",
    "read_labels",
    "show_evidence",
]
