"""Topic and tone analytics for foreign-policy news: the verbs of every study, in the order the data
flows.

Functions for a single question are in groups, each a folder: `analysis.corpus` (copies and events),
`analysis.speech` (quotations and sides), `analysis.themes` (evidence, agreement with labels, themes
together), `analysis.tone` (targets, word shifts, commitments), `analysis.stats` (tests, power),
`analysis.labels` (a random sample of labels, estimates corrected by it),
`analysis.words` (maps and links), `analysis.topics` (names, shares over time), `analysis.charts`,
`analysis.describe` (headlines, findings, claims) and `analysis.scaling` (corpora of any size). The
list `__all__` of each names what is public.
"""

from . import charts, corpus, describe, labels, scaling, speech, stats, themes, tone, topics, words
from .charts.display import show
from .corpus.read import Corpus, read_corpus
from .describe.claims import claim
from .explorer.explorer import explore
from .speech.speech import attribute_speech
from .stats.estimates import estimate_trends
from .stats.tallies import add_tallies, pool_tallies, tally_mentions, tally_tone
from .study import Study
from .text.sentences import split_sentences
from .themes.lexicon import read_themes
from .themes.mentions import find_mentions
from .tone.sentiment import score_sentences
from .topics.fit import fit_topics
from .words.keyness import compare_terms
from .words.tfidf import weigh_terms

__all__ = [
    # a corpus, and every table that is made of it
    "Study",
    # files to documents
    "Corpus",
    "read_corpus",
    # documents to sentences, speech, theme hits and tone
    "split_sentences",
    "attribute_speech",
    "read_themes",
    "find_mentions",
    "score_sentences",
    # sums and estimates
    "tally_mentions",
    "tally_tone",
    "add_tallies",
    "pool_tallies",
    "estimate_trends",
    # words and topics
    "weigh_terms",
    "compare_terms",
    "fit_topics",
    # what readers see
    "claim",
    "show",
    "explore",
]
# Not in `__all__`: `import *` would bring modules whose names a notebook wants for its tables.
_GROUPS = (corpus, speech, themes, tone, stats, labels, words, topics, charts, describe, scaling)


def __getattr__(name: str):
    """Return the version, which is read where it is asked for."""
    if name == "__version__":
        from .project import read_version

        return read_version()
    raise AttributeError(f"module 'analysis' has no attribute {name!r}")


def __dir__() -> list[str]:
    """Return the public names: the verbs of `__all__`, the groups, and the version."""
    groups = [group.__name__.rpartition(".")[2] for group in _GROUPS]
    return sorted([*__all__, *groups, "__version__"])
