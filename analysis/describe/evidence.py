"""What each theme's estimate is based on, in words: mentions, documents, sources, episodes."""

import pandas as pd

from ..core.cache import cached
from ..core.counts import say_part
from ..core.safe_text import escape_markdown
from ..stats.estimates import estimate_trends
from ..stats.tallies import pool_tallies, sum_events
from ..themes.lexicon import Themes
from .findings import Findings, say_count


@cached()
def describe_evidence(
    by_document: pd.DataFrame,
    themes: Themes,
    *,
    documents: pd.DataFrame | None = None,
    measure: str = "rate",
) -> Findings:
    """Say what each theme's pooled estimate is based on: mentions, documents, sources, episodes.

    Parameters
    ----------
    by_document, themes
        Tallies with one row per document (`period="date", group="doc_id"`), and the lexicon
        (`read_themes`).
    documents
        Table `documents`, for the episode of each: the interval takes events as the unit, without
        it documents.
    measure
        "share" or "rate".

    Returns
    -------
    Findings
        The pooled row of `trends` of each theme, in the lexicon's order, and `reading`.
    """
    counts = by_document[by_document["measure"] == measure]
    if documents is None:
        counts = pool_tallies(counts, period="all", group="all")
    else:
        counts = sum_events(counts, documents, "all")
    rows = estimate_trends(counts).set_index("theme")
    rows = rows.loc[[t for t in themes.names if t in rows.index]].reset_index()
    rows["reading"] = [
        f"**{escape_markdown(themes.labels[row.theme])}**: {_say_evidence(row, measure)}"
        for row in rows.itertuples()
    ]
    return Findings(rows)


def _say_evidence(row, measure: str) -> str:
    if row.method == "none":
        return row.remark
    what = "hit" if measure == "rate" else "sentence"
    low, middle, high = (_say_value(v, measure) for v in (row.low, row.estimate, row.high))
    unit = " hits per 1,000 words" if measure == "rate" else " of sentences"
    if row.n_mentions == 0:
        limit = f"; at most {high}{unit}" if high else ", and too few words to set a limit"
        return f"no {what} in {say_count(row.n_documents, 'document')}{limit}"
    carriers = say_part(row.n_carriers, row.n_documents, "document")
    of = f"{say_count(row.n_mentions, what)} in {carriers}"
    named = f"{say_count(row.n_sources, 'named source')}, {say_count(row.n_episodes, 'episode')}"
    within = f"{low} to {high}" if high else f"{low} or more"
    return (
        f"{middle}{unit} ({within}); {of}, {named}; the top document gives "
        f"{row.top_document_share:.0%}"
    )


def _say_value(value: float, measure: str) -> str:
    if measure == "share":
        return f"{value:.1%}"
    if value >= 1000:
        return ""  # a hit a word is no limit
    return f"{value:.0f}" if value >= 10 else f"{value:.2g}"
