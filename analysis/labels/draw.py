"""A random sample of sentences to label, stratified by period and by what the measure says."""

import numpy as np
import pandas as pd

from .measured import (
    HIT,
    NO_HIT,
    STRATA,
    THEMES,
    complete,
    hash_text,
    list_themes,
    measure_sentences,
    warn_undated,
)

#: Columns of a sample, the first of a file of labels.
SAMPLE = "doc_id sentence_no start text key measure theme period stratum probability".split()
# Of hits and of the others: sentences that a lexicon missed are few among many, so that what is not
# known of them is most of what is not known.
PARTS = {HIT: 0.25, NO_HIT: 0.75}
_LEAST = 10  # sentences of each stratum, where it has them


def draw_labels(
    sentences: pd.DataFrame,
    mentions: pd.DataFrame | None = None,
    documents: pd.DataFrame | None = None,
    *,
    measure: str = THEMES,
    theme: str | None = None,
    period: str = "year",
    n: int = 120,
    seed: int = 0,
) -> pd.DataFrame:
    """Draw a random sample of sentences to label, stratified by period and by what was measured.

    Of a theme a quarter of each period's sample are sentences that mention it, so far as there are
    any; of tone, negative, neutral and positive sentences are drawn in proportion to their numbers,
    but no fewer than ten each. Which sentences are drawn depends on their own words, document and
    `seed` alone: a larger sample holds the smaller one, and most of a sample stays when articles
    are added.

    Parameters
    ----------
    sentences
        Table `sentences`; its tone is scored unless it has been.
    mentions
        Table `mentions`; found with the package's lexicon unless given.
    documents
        Table `documents`, for the period of each sentence; copies and documents without a date are
        left out. Without it there is one period, "all".
    measure
        "themes" or "tone".
    theme
        The theme; None means each theme in turn, of tone all sentences. With tone, only sentences
        that mention the theme are drawn.
    period
        "day", "week", "month", "quarter", "year", "decade" or "all".
    n
        How many sentences per period and theme; `correct_estimates` needs 100 labels, besides those
        marked "unsure".
    seed
        Another seed gives another sample.

    Returns
    -------
    DataFrame
        One row per sentence and theme: `doc_id`, `sentence_no`, `start`, `text`, `key` (of the
        sentence in its document), `measure`, `theme`, `period`, `stratum` ("hit" or "no hit";
        "negative", "neutral" or "positive") and `probability`, with which it was drawn.

    Raises
    ------
    ValueError
        If `measure`, `theme` or `period` is none of those, `n` is under 1, or a column is missing.

    Examples
    --------
    >>> rows = pd.DataFrame({"doc_id": "a", "sentence_no": range(40), "start": range(40),
    ...                      "text": [f"Sentence {i}." for i in range(40)]})
    >>> found = pd.DataFrame({"doc_id": "a", "sentence_no": range(20), "theme": "russia"})
    >>> draw_labels(rows, found, n=20).groupby("stratum")["probability"].agg(["size", "first"]).values.tolist()
    [[10.0, 0.5], [10.0, 0.5]]
    """
    if n < 1:
        raise ValueError(f"n={n}: draw at least 1 sentence per period")
    sentences, mentions = complete(sentences, mentions, measure)
    warn_undated(documents, period)
    drawn = []
    for name in list_themes(mentions, measure, theme):
        rows = measure_sentences(sentences, mentions, documents, measure, name, period)
        rows = rows.assign(measure=measure, theme=name)
        drawn += [_draw(part, measure, n, seed) for _, part in rows.groupby("period")]
    if not drawn:
        return pd.DataFrame(columns=SAMPLE)
    return pd.concat(drawn, ignore_index=True)[SAMPLE]


def _draw(rows: pd.DataFrame, measure: str, n: int, seed: int) -> pd.DataFrame:
    """Return the sample of one period: of each stratum the sentences with the lowest numbers."""
    first = rows.iloc[0]
    purpose = f"{seed}|{measure}|{first['theme']}"
    number = [
        hash_text(f"{purpose}|{doc_id}|{key}")
        for doc_id, key in zip(rows["doc_id"], rows["key"], strict=True)
    ]
    rows = rows.assign(number=number).sort_values("number", kind="stable")
    sizes = rows["stratum"].value_counts().reindex(STRATA[measure], fill_value=0)
    parts = PARTS if measure == THEMES else (sizes / sizes.sum()).to_dict()
    wanted = allocate(sizes.to_dict(), parts, n)
    rows["probability"] = [wanted[name] / sizes[name] for name in rows["stratum"]]
    rank = rows.groupby("stratum").cumcount()
    kept = rows[rank < rows["stratum"].map(wanted)]
    return kept.sort_values(["doc_id", "sentence_no"], kind="stable")


def allocate(sizes: dict[str, int], parts: dict[str, float], n: int) -> dict[str, int]:
    """Return how many to draw of each stratum: near its part of n, at least ten where n allows, no
    more than there are, n in all where there are as many.

    Examples
    --------
    >>> allocate({"hit": 8, "no hit": 500}, {"hit": 0.25, "no hit": 0.75}, 120)
    {'hit': 8, 'no hit': 112}
    """
    least = min(_LEAST, n // len(sizes))
    out = {name: min(size, max(int(parts[name] * n), least)) for name, size in sizes.items()}
    order = sorted(sizes, key=lambda name: sizes[name], reverse=True)
    while sum(out.values()) > n:  # the least of a small stratum, from the largest
        out[max(order, key=lambda name: out[name])] -= 1
    for name in order:
        out[name] += min(sizes[name] - out[name], int(np.clip(n - sum(out.values()), 0, None)))
    return out
