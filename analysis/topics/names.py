"""Names for topics that hold, and the same topics found again in another fit."""

from __future__ import annotations

import pandas as pd

from .fit import BAR
from .fitted import Topics
from .stability import match_sets


def label_topics(topics: Topics, *, bar: float = BAR) -> pd.DataFrame:
    """Name each topic by its first three words, if it is stable enough to bear a name.

    Parameters
    ----------
    topics
        From `fit_topics`.
    bar
        The least stability, 0-1, of a topic that is named.

    Returns
    -------
    DataFrame
        `topic`, `name` ("" where the stability is under the bar or unknown), `stability` and
        `seed`, the name of the topic's seed ("" for none): what was looked for, whether or not the
        topic is stable.
    """
    heads = topics.topics[topics.topics["rank"] <= 3].groupby("topic")["word"].agg(", ".join)
    seeds = dict(enumerate(topics.seeds))
    rows = [
        (topic, heads.get(topic, "") if stability >= bar else "", stability, seeds.get(topic, ""))
        for topic, stability in topics.stability_of_topics.items()
    ]
    return pd.DataFrame(rows, columns=["topic", "name", "stability", "seed"]).astype(
        {"name": "str", "seed": "str"}
    )


def name_topics(topics: Topics, *, bar: float = BAR) -> dict[str, str]:
    """Return a display name for each topic, by its number as text.

    The seed's name and the first three words; in brackets where the topic is under the bar, since
    other documents would have given it others.

    Parameters
    ----------
    topics
        What `fit_topics` gives.
    bar
        The least stability, 0-1, of a topic whose name stands without brackets.
    """
    words = topics.topics[topics.topics["rank"] <= 3].groupby("topic")["word"].agg(", ".join)
    return {
        str(row.topic): (f"{row.seed}: " if row.seed else "")
        + (row.name or f"({words.get(row.topic, '')})")
        for row in label_topics(topics, bar=bar).itertuples(index=False)
    }


def match_topics(a: pd.DataFrame, b: pd.DataFrame) -> pd.DataFrame:
    """Match the topics of two fits one to one, so that their words overlap as much as can be.

    Parameters
    ----------
    a, b
        Tables `topics`; all words that they hold are compared. From two months or corpora, one less
        the mean overlap is how far the topics drifted; small corpora drift by chance, so compare it
        with the drift between two halves of one of them.

    Returns
    -------
    DataFrame
        `topic_a`, `topic_b` and `overlap`, the Jaccard overlap of their words (0, none in common;
        1, the same), in order of `topic_a`; one row for each topic of the smaller fit.

    Examples
    --------
    >>> a = pd.DataFrame({"topic": [1, 1, 2], "word": ["trade", "tariff", "quad"]})
    >>> b = pd.DataFrame({"topic": [1, 2, 2], "word": ["quad", "trade", "port"]})
    >>> match_topics(a, b)["overlap"].round(2).tolist()
    [0.33, 1.0]
    """
    sets_a, sets_b = (frame.groupby("topic")["word"].agg(frozenset) for frame in (a, b))
    rows, columns, overlap = match_sets(list(sets_a), list(sets_b))
    return pd.DataFrame(
        {"topic_a": sets_a.index[rows], "topic_b": sets_b.index[columns], "overlap": overlap}
    )
