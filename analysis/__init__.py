"""Topic and tone analytics for foreign-policy news: the verbs, in the order the data flows."""

from .agreement import compare_labels, list_errors, place_labels, read_labels
from .cells import choose_period, label_cells, pool_cells
from .changes import adjust_holm, compare_dates
from .charts import Chart, write_gallery
from .claims import Claim, Claims, claim
from .commitments import find_commitments, read_ladders, tabulate_commitments
from .contrasts import read_contrasts
from .copies import drop_copies, mark_copies
from .documents import Corpus, read_corpus
from .episodes import assign_episodes
from .evidence import Evidence, count_terms, show_evidence
from .explorer import Choice, Explorer, explore
from .fragility import count_deletions, leave_out, read_fragility
from .keyness import compare_terms
from .lexicon import Themes, read_themes
from .lint import lint_themes
from .listings import Listing, show
from .maps import compare_topics_themes, link_terms, map_documents
from .mentions import find_mentions
from .periods import label_periods
from .places import locate_sentences
from .plots import (
    plot_cleaning,
    plot_document_map,
    plot_heat_map,
    plot_keyness,
    plot_shifts,
    plot_stability,
    plot_summary,
    plot_term_map,
    plot_term_network,
    plot_terms,
    plot_timeline,
    plot_tone,
    plot_tone_map,
    plot_topic_map,
    plot_topics,
    plot_trends,
)
from .power import detectable_ratio
from .prevalence import estimate_topics, tally_topics
from .readings import (
    Findings,
    as_finding,
    check_dates,
    count_rows,
    headline_cleaning,
    headline_keyness,
    headline_terms,
    headline_themes,
    headline_timeline,
    headline_tone,
    headline_tone_map,
    headline_topics,
    name_documents,
    read_agreement,
    read_benchmark,
    read_corpus_line,
    read_evidence,
    read_limits,
    read_priorities,
    read_sides_by_theme,
    read_source,
    read_themes_over_time,
    tabulate_themes,
    tabulate_tone,
    tabulate_tone_map,
)
from .register import Register, read_register
from .scaling import (
    CannotWrite,
    Tally,
    find_carriers,
    list_documents,
    read_documents,
    read_sample,
    read_tallies,
    tally_corpus,
    weigh_corpus,
)
from .sentences import lines_as_sentences, split_sentences
from .sentiment import explain_tone, label_tone, score_sentences
from .series import compare_series, find_change_points
from .shifts import shift_words
from .speakers import read_sides
from .speech import attribute_speech, list_quotes
from .tallies import add_tallies, pool_tallies, tally_lines, tally_mentions, tally_tone
from .targets import score_targets
from .terms import weigh_terms
from .together import compare_sides, count_together, name_sides
from .topic_names import label_topics, match_topics, name_topics
from .topics import Topics, fit_topics, weigh_topics
from .trends import PRIOR, compare_periods, estimate_trends, jackknife_trends

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
    "locate_sentences",
    "read_sides",
    "attribute_speech",
    "list_quotes",
    "Themes",
    "read_themes",
    "find_mentions",
    "lint_themes",
    "Evidence",
    "show_evidence",
    "count_terms",
    "Choice",
    "Explorer",
    "explore",
    "Register",
    "read_register",
    "score_sentences",
    "label_tone",
    "explain_tone",
    "score_targets",
    "shift_words",
    "read_ladders",
    "find_commitments",
    "tabulate_commitments",
    # corpora of any size
    "CannotWrite",
    "Tally",
    "tally_corpus",
    "weigh_corpus",
    "read_tallies",
    "list_documents",
    "find_carriers",
    "read_documents",
    "read_sample",
    # sums, estimates and tests
    "tally_mentions",
    "tally_tone",
    "tally_lines",
    "add_tallies",
    "pool_tallies",
    "choose_period",
    "label_cells",
    "pool_cells",
    "label_periods",
    "PRIOR",
    "estimate_trends",
    "jackknife_trends",
    "compare_periods",
    "compare_dates",
    "adjust_holm",
    "compare_series",
    "find_change_points",
    "detectable_ratio",
    "leave_out",
    "count_deletions",
    # themes beside each other, and beside labels
    "count_together",
    "name_sides",
    "compare_sides",
    "read_labels",
    "place_labels",
    "compare_labels",
    "list_errors",
    # words and topics
    "weigh_terms",
    "compare_terms",
    "Topics",
    "fit_topics",
    "weigh_topics",
    "label_topics",
    "name_topics",
    "match_topics",
    "tally_topics",
    "estimate_topics",
    "compare_topics_themes",
    "map_documents",
    "link_terms",
    # the words that a statistic earns, and tables under display names
    "Findings",
    "as_finding",
    "Listing",
    "show",
    "count_rows",
    "read_corpus_line",
    "read_source",
    "read_themes_over_time",
    "read_priorities",
    "read_contrasts",
    "read_evidence",
    "read_fragility",
    "read_limits",
    "read_sides_by_theme",
    "check_dates",
    "read_agreement",
    "read_benchmark",
    "Claim",
    "Claims",
    "claim",
    "name_documents",
    "tabulate_themes",
    "tabulate_tone",
    "tabulate_tone_map",
    "headline_timeline",
    "headline_cleaning",
    "headline_themes",
    "headline_terms",
    "headline_keyness",
    "headline_topics",
    "headline_tone",
    "headline_tone_map",
    # charts
    "Chart",
    "plot_timeline",
    "plot_cleaning",
    "plot_heat_map",
    "plot_summary",
    "plot_trends",
    "plot_terms",
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
    "write_gallery",
]
