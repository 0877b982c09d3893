"""Topic and tone analytics for foreign-policy news: the verbs, in the order the data flows."""

from .agreement import compare_labels, list_errors, place_labels, read_labels
from .charts import Chart, write_gallery
from .documents import Corpus, read_corpus
from .evidence import Evidence, count_terms, show_evidence
from .lexicon import Themes, read_themes
from .lint import lint_themes
from .mentions import find_mentions
from .plots import (
    plot_cleaning,
    plot_heat_map,
    plot_summary,
    plot_timeline,
)
from .plots_estimates import plot_tone, plot_trends
from .plots_words import plot_stability, plot_terms, plot_topics
from .readings import (
    Findings,
    headline_cleaning,
    headline_terms,
    headline_themes,
    headline_timeline,
    headline_tone,
    headline_topics,
    name_documents,
    read_corpus_line,
    read_limits,
    read_source,
    read_themes_over_time,
    tabulate_themes,
    tabulate_tone,
)
from .sentences import lines_as_sentences, split_sentences
from .sentiment import score_sentences
from .tallies import add_tallies, label_periods, tally_lines, tally_mentions, tally_tone
from .terms import weigh_terms
from .together import compare_sides, count_together, name_sides
from .topics import Topics, fit_topics, match_topics
from .trends import PRIOR, compare_dates, compare_periods, estimate_trends

__all__ = [
    name
    for name in dir()
    if name[0] != "_"
    and name
    not in (
        "agreement",
        "charts",
        "documents",
        "evidence",
        "lexicon",
        "lint",
        "mentions",
        "patterns",
        "plots",
        "plots_words",
        "plots_estimates",
        "readings",
        "schema",
        "sentences",
        "sentiment",
        "style",
        "vocabulary",
        "tallies",
        "terms",
        "text",
        "together",
        "dates",
        "topics",
        "trends",
    )
]
