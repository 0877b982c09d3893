"""Topic and tone analytics for foreign-policy news: the verbs, in the order the data flows."""

from .charts import Chart, write_gallery
from .copies import drop_copies, mark_copies
from .documents import Corpus, read_corpus
from .episodes import assign_episodes
from .keyness import compare_terms
from .maps import compare_topics_themes, link_terms, map_documents
from .mentions import Themes, find_mentions, read_themes
from .plots import (
    plot_cleaning,
    plot_heat_map,
    plot_keyness,
    plot_stability,
    plot_summary,
    plot_term_map,
    plot_terms,
    plot_timeline,
    plot_tone,
    plot_tone_map,
    plot_topics,
    plot_trends,
)
from .prevalence import estimate_topics, tally_topics
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
    tabulate_tone_map,
)
from .sentences import lines_as_sentences, split_sentences
from .sentiment import score_sentences
from .tallies import add_tallies, label_periods, tally_lines, tally_mentions, tally_tone
from .terms import weigh_terms
from .topics import Topics, fit_topics, label_topics, match_topics
from .trends import PRIOR, compare_dates, compare_periods, estimate_trends

__all__ = [
    # files to documents
    "Corpus",
    "read_corpus",
    "mark_copies",
    "drop_copies",
    "assign_episodes",
    # documents to sentences, theme hits and tone
    "split_sentences",
    "lines_as_sentences",
    "Themes",
    "read_themes",
    "find_mentions",
    "score_sentences",
    # sums, estimates and tests
    "tally_mentions",
    "tally_tone",
    "tally_lines",
    "add_tallies",
    "label_periods",
    "PRIOR",
    "estimate_trends",
    "compare_periods",
    "compare_dates",
    # words and topics
    "weigh_terms",
    "compare_terms",
    "Topics",
    "fit_topics",
    "label_topics",
    "match_topics",
    "tally_topics",
    "estimate_topics",
    "compare_topics_themes",
    "map_documents",
    "link_terms",
    # the words that a statistic earns, and tables under display names
    "Findings",
    "read_corpus_line",
    "read_source",
    "read_themes_over_time",
    "read_limits",
    "name_documents",
    "tabulate_themes",
    "tabulate_tone",
    "tabulate_tone_map",
    "headline_timeline",
    "headline_cleaning",
    "headline_themes",
    "headline_terms",
    "headline_topics",
    "headline_tone",
    # charts
    "Chart",
    "plot_timeline",
    "plot_cleaning",
    "plot_heat_map",
    "plot_summary",
    "plot_trends",
    "plot_terms",
    "plot_term_map",
    "plot_keyness",
    "plot_stability",
    "plot_topics",
    "plot_tone",
    "plot_tone_map",
    "write_gallery",
]
