"""Topic and tone analytics for foreign-policy news: the verbs, in the order the data flows."""

from .changes import adjust_holm, compare_dates
from .charts import Chart, write_gallery
from .claims import Claim, Claims, claim
from .contrasts import read_contrasts
from .documents import Corpus, read_corpus
from .fragility import count_deletions, leave_out, read_fragility
from .mentions import Themes, find_mentions, read_themes
from .periods import label_periods
from .plots import (
    plot_cleaning,
    plot_heat_map,
    plot_summary,
    plot_timeline,
)
from .plots_estimates import plot_tone, plot_trends
from .plots_words import plot_stability, plot_terms, plot_topics
from .power import detectable_ratio
from .readings import (
    Findings,
    headline_cleaning,
    headline_terms,
    headline_timeline,
    headline_tone,
    headline_topics,
    name_documents,
    read_corpus_line,
    read_source,
    tabulate_themes,
    tabulate_tone,
)
from .readings_change import (
    headline_themes,
    read_evidence,
    read_limits,
    read_priorities,
    read_themes_over_time,
)
from .sentences import lines_as_sentences, split_sentences
from .sentiment import score_sentences
from .series import compare_series, find_change_points
from .tallies import add_tallies, pool_tallies, tally_lines, tally_mentions, tally_tone
from .terms import weigh_terms
from .topics import Topics, fit_topics, match_topics
from .trends import PRIOR, compare_periods, estimate_trends, jackknife_trends

__all__ = [
    name
    for name in dir()
    if name[0] != "_"
    and name
    not in (
        "changes",
        "charts",
        "claims",
        "contrasts",
        "fragility",
        "intervals",
        "negbin",
        "periods",
        "power",
        "readings_change",
        "series",
        "sketches",
        "documents",
        "mentions",
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
        "dates",
        "topics",
        "trends",
    )
]
