"""A topic as a reader meets it: its most typical sentences, and who says it."""

import numpy as np
import pandas as pd

from ..core.cache import cached
from .fitted import Topics
from .names import name_topics

_SENTENCES = 2  # of each topic, from different documents
_DOCUMENTS = 30  # in which sentences of a topic are looked for, those with most of it


@cached()
def read_topics(topics: Topics, sentences: pd.DataFrame, documents: pd.DataFrame) -> pd.DataFrame:
    """List the two most typical sentences of each topic, with who says them, source and date.

    Parameters
    ----------
    topics
        What `fit_topics` gives.
    sentences
        A frame with `doc_id` and `text`, and with `speaker` and `tone` if these are to be shown.
    documents
        Table `documents`: `doc_id`, `date` and `source`.

    Returns
    -------
    DataFrame
        By topic and rank: `topic`, `name`, `text`, `doc_id`, `date`, `source`, and `speaker` and
        `tone` of the sentence where `sentences` has them. Sentences have most of the topic's words
        for their length; they are of documents with much of the topic.
    """
    names, rows = name_topics(topics), []
    more = [column for column in ("speaker", "tone") if column in sentences.columns]
    facts = documents.set_index("doc_id")[["date", "source"]]
    for topic, words in topics.topics.groupby("topic"):
        shares = topics.weights[topics.weights["topic"] == topic]
        best = shares.sort_values(["share", "doc_id"], ascending=[False, True])["doc_id"]
        own = sentences[sentences["doc_id"].isin(best.head(_DOCUMENTS))]
        places = topics.model.terms.find(own["text"].tolist()) if topics.model else None
        if places is None or own.empty:
            continue
        weight = words.set_index("word")["weight"].reindex(places.terms).fillna(0.0).to_numpy()
        once = np.unique(places.text.astype("int64") * max(len(weight), 1) + places.code)
        text, code = once // max(len(weight), 1), once % max(len(weight), 1)
        held = np.bincount(text, weights=weight[code], minlength=len(own))
        n = np.bincount(places.text, minlength=len(own))
        score = pd.Series(np.round(held / np.sqrt(n + 10), 9), index=own.index)
        ranked = own.assign(_score=score).sort_values("_score", ascending=False, kind="stable")
        ranked = ranked[ranked["_score"] > 0].drop_duplicates("doc_id").head(_SENTENCES)
        rows.append(ranked[["text", "doc_id", *more]].assign(topic=topic, name=names[str(topic)]))
    columns = ["topic", "name", "text", "doc_id", "date", "source", *more]
    if not rows:
        return pd.DataFrame({column: [] for column in columns})
    return pd.concat(rows, ignore_index=True).join(facts, on="doc_id")[columns]
