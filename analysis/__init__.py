"""Topic and tone analytics for foreign-policy news: the verbs, in the order the data flows."""

from .charts import Chart, write_gallery
from .commitments import find_commitments, read_ladders, tabulate_commitments
from .documents import Corpus, read_corpus
from .mentions import Themes, find_mentions, read_themes
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
from .register import Register, read_register
from .sentences import lines_as_sentences, split_sentences
from .sentiment import explain_tone, label_tone, score_sentences
from .shifts import shift_words
from .tallies import add_tallies, label_periods, tally_lines, tally_mentions, tally_tone
from .targets import score_targets
from .terms import weigh_terms
from .topics import Topics, fit_topics, match_topics
from .trends import PRIOR, compare_dates, compare_periods, estimate_trends

__all__ = [
    name
    for name in dir()
    if name[0] != "_"
    and name
    not in (
        "charts",
        "commitments",
        "documents",
        "mentions",
        "plots",
        "plots_words",
        "plots_estimates",
        "readings",
        "register",
        "schema",
        "shifts",
        "sentences",
        "sentiment",
        "style",
        "vader",
        "vader_fast",
        "vader_kernel",
        "vader_rules",
        "vocabulary",
        "tallies",
        "targets",
        "terms",
        "text",
        "dates",
        "topics",
        "trends",
    )
]
