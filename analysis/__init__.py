"""Topic and tone analytics for foreign-policy news: the verbs, in the order the data flows."""

from .charts import (
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
from .charts.chart import Chart, write_gallery
from .charts.display import Listing, show
from .core.locators import locate_sentences
from .core.periods import label_periods
from .corpus.copies import drop_copies, mark_copies
from .corpus.episodes import assign_episodes
from .corpus.read import Corpus, read_corpus
from .describe import (
    Claim,
    Claims,
    Findings,
    as_findings,
    check_dates,
    claim,
    classify_themes,
    count_deletions,
    count_rows,
    describe_agreement,
    describe_contrasts,
    describe_corpus,
    describe_evidence,
    describe_limits,
    describe_sensitivity,
    describe_sides,
    describe_themes,
    headline_cleaning,
    headline_keyness,
    headline_terms,
    headline_themes,
    headline_timeline,
    headline_tone,
    headline_tone_map,
    headline_topics,
    leave_out,
    name_documents,
    name_source,
    read_benchmark,
    tabulate_themes,
    tabulate_tone,
    tabulate_tone_map,
)
from .explorer.choice import Choice
from .explorer.explorer import Explorer, explore
from .scaling import (
    CannotWrite,
    Tally,
    find_carriers,
    list_documents,
    pool_cells,
    read_documents,
    read_sample,
    read_tallies,
    tally_corpus,
    weigh_corpus,
)
from .speech.sides import read_sides
from .speech.speech import attribute_speech, list_quotes
from .stats.binning import choose_period, label_cells
from .stats.change_points import compare_series, find_change_points
from .stats.estimates import PRIOR, compare_periods, estimate_trends, jackknife_trends
from .stats.line_counts import tally_lines
from .stats.power import detectable_ratio
from .stats.tallies import add_tallies, pool_tallies, tally_mentions, tally_tone
from .stats.trend_tests import adjust_holm, compare_dates
from .study import Study
from .text.sentences import lines_as_sentences, split_sentences
from .themes.agreement import compare_labels, list_errors
from .themes.concordance import Evidence, count_terms, show_evidence
from .themes.cooccurrence import compare_sides, count_together, name_sides
from .themes.labels import place_labels, read_labels
from .themes.lexicon import Themes, read_themes
from .themes.lint import lint_themes
from .themes.mentions import find_mentions
from .tone.commitments import find_commitments, read_ladders, tabulate_commitments
from .tone.register import Register, read_register
from .tone.sentiment import explain_tone, label_tone, score_sentences
from .tone.targeted_tone import score_targets
from .tone.word_shift import shift_words
from .topics.fit import fit_topics
from .topics.fitted import Topics, weigh_topics
from .topics.names import label_topics, match_topics, name_topics
from .topics.prevalence import estimate_topics, tally_topics
from .words.keyness import compare_terms
from .words.maps import compare_topics_themes, link_terms, map_documents
from .words.tfidf import weigh_terms

__all__ = [
    # a corpus, and every table that is made of it
    "Study",
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
    "as_findings",
    "Listing",
    "show",
    "count_rows",
    "describe_corpus",
    "name_source",
    "describe_themes",
    "classify_themes",
    "describe_contrasts",
    "describe_evidence",
    "describe_sensitivity",
    "describe_limits",
    "describe_sides",
    "check_dates",
    "describe_agreement",
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


def __getattr__(name: str):
    """Return what a former name stands for, with a warning: notebooks of others go on for one
    release.
    """
    from .describe.former import find_former

    return find_former(name)
