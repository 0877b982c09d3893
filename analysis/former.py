"""Names that `analysis` itself had before version 0.2; each still works for one release, warns, and
is or returns what it was or returned then.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable
from types import ModuleType
from typing import Any

from . import charts, corpus, describe, scaling, speech, stats, themes, tone, topics, words
from .charts import chart, display
from .core import locators
from .core.remarks import Former
from .corpus import copies
from .describe import checks, claims, classify, contrasts, evidence, findings, sensitivity, sides
from .describe import corpus as of_corpus
from .describe import themes as of_themes
from .explorer import choice, explorer
from .scaling import cells, folders, sample, store, tally
from .stats import binning, period_ratios, trend_tests
from .text import sentences
from .themes import concordance, cooccurrence
from .tone import register, sentiment
from .topics import fitted, names, prevalence

# Where each name that stood at the top is now: in a group, or in its module, where nothing but the
# package uses it.
_MOVED: dict[ModuleType, str] = {
    corpus: "assign_episodes mark_copies",
    speech: "list_quotes read_sides",
    themes: "Themes compare_labels compare_sides count_terms count_together lint_themes list_errors "
    "place_labels read_labels show_evidence",
    tone: "find_commitments label_tone read_ladders read_register score_targets shift_words "
    "tabulate_commitments",
    stats: "PRIOR compare_dates detectable_ratio jackknife_trends label_periods tally_lines",
    words: "compare_topics_themes link_terms map_documents",
    topics: "Topics estimate_topics name_topics",
    charts: "Chart plot_cleaning plot_document_map plot_heat_map plot_keyness plot_shifts "
    "plot_stability plot_summary plot_term_map plot_term_network plot_terms plot_timeline "
    "plot_tone plot_tone_map plot_topic_map plot_topics plot_trends",
    describe: "Claims Findings as_findings check_dates describe_agreement describe_contrasts "
    "describe_evidence describe_limits describe_sensitivity describe_sides headline_cleaning "
    "headline_keyness headline_terms headline_themes headline_timeline headline_tone "
    "headline_tone_map headline_topics leave_out read_benchmark tabulate_themes tabulate_tone "
    "tabulate_tone_map",
    scaling: "find_carriers read_documents read_tallies tally_corpus weigh_corpus",
    binning: "choose_period label_cells",
    cells: "pool_cells",
    chart: "write_gallery",
    choice: "Choice",
    claims: "Claim",
    classify: "classify_themes",
    concordance: "Evidence",
    cooccurrence: "name_sides",
    copies: "drop_copies",
    display: "Listing",
    period_ratios: "compare_periods",
    explorer: "Explorer",
    findings: "name_documents",
    fitted: "weigh_topics",
    folders: "list_documents",
    locators: "locate_sentences",
    names: "label_topics match_topics",
    of_corpus: "count_rows describe_corpus name_source",
    of_themes: "describe_themes",
    prevalence: "tally_topics",
    register: "Register",
    sample: "read_sample",
    sensitivity: "count_deletions",
    sentences: "lines_as_sentences",
    sentiment: "explain_tone",
    store: "CannotWrite",
    tally: "Tally",
    trend_tests: "adjust_holm",
}
MOVED: dict[str, ModuleType] = {
    name: place for place, listed in _MOVED.items() for name in listed.split()
}
# What a function was called, and what it returned then, where that is not what it returns now.
_RENAMED: dict[str, tuple[Callable, Callable | None]] = {
    "as_finding": (findings.as_findings, lambda found: found.sentences[0]),
    "read_agreement": (checks.describe_agreement, lambda found: found.sentences),
    "read_contrasts": (contrasts.describe_contrasts, lambda found: found.rows),
    "read_corpus_line": (of_corpus.describe_corpus, None),
    "read_evidence": (evidence.describe_evidence, lambda found: found.rows),
    "read_fragility": (sensitivity.describe_sensitivity, lambda found: found.sentences),
    "read_limits": (of_themes.describe_limits, lambda found: found.sentences[0]),
    "read_priorities": (classify.classify_themes, None),
    "read_sides_by_theme": (sides.describe_sides, lambda found: found.sentences),
    "read_source": (of_corpus.name_source, None),
    "read_themes_over_time": (of_themes.describe_themes, lambda found: found.rows),
}


def find_former(name: str) -> Any:
    """Return what a name at the top stood for, with a warning that says where it is now.

    Parameters
    ----------
    name
        A name that `analysis` had.

    Raises
    ------
    AttributeError
        If it had no such name.
    """
    if name in MOVED:
        found, convert, now = getattr(MOVED[name], name), None, name
    elif name in _RENAMED:
        found, convert = _RENAMED[name]
        now = found.__name__
    else:
        raise AttributeError(f"module 'analysis' has no attribute {name!r}")
    place = f"{MOVED[now].__name__}.{now}"
    warnings.warn(f"analysis.{name} is now {place}", Former, stacklevel=3)
    return found if convert is None else lambda *args, **options: convert(found(*args, **options))
