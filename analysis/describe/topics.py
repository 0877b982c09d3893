"""The words for topics: how much of the text each makes up, how it changed, its tone, its theme."""

import numpy as np
import pandas as pd

from ..core.cache import cached
from ..core.counts import say_list
from ..core.safe_text import escape_markdown
from ..stats.tallies import sum_cells
from ..stats.trend_tests import compare_dates
from ..themes.lexicon import Themes
from ..topics.fitted import Topics
from ..topics.names import name_topics
from ..words.maps import compare_topics_themes
from .changes import are_too_few, say_test
from .findings import Findings, say_count
from .tone import print_tone

_WORDS = 2  # of a topic's first words, which a sentence of it holds, and the hits of a near theme
_TONED = 5  # sentences; of fewer no tone is said
_COLUMNS = ["topic", "name", "share", "tone", "n_sentences", "theme", "called", "reading"]


@cached()
def describe_topics(
    topics: Topics,
    sentences: pd.DataFrame,
    documents: pd.DataFrame,
    mentions: pd.DataFrame,
    themes: Themes,
) -> Findings:
    """Say of each topic how much of the text it makes up, how it changed, in what tone it is spoken
    of, and which theme is nearest.

    A change is tested as that of a theme (`compare_dates`), all topics together. That the topics
    were found in the same documents, the test does not know.

    Parameters
    ----------
    topics
        What `fit_topics` gives.
    sentences
        A frame with `doc_id`, `text` and `tone`, as `score_sentences` gives it.
    documents, mentions, themes
        Tables of these names, and the lexicon (`read_themes`).

    Returns
    -------
    Findings
        One row per topic: `topic`, `name`, `share` (of the text that is neither genre nor common to
        all, 0-1), `tone` (-1 to 1: the mean of the sentences that hold two of its words; missing
        under five) and `n_sentences` of these, `theme` (the one whose hits hold most of its
        words, two or more; "" for none), `called` (whether a change is), `reading`.
    """
    weights = topics.weights[topics.weights["topic"] < topics.n_topics]
    if weights.empty:
        return Findings(pd.DataFrame(columns=_COLUMNS))
    names = name_topics(topics)
    tests = compare_dates(_tally(weights, sentences, documents), documents)
    few = are_too_few(tests)
    tests = {row["theme"]: row for row in tests.to_dict("records")}
    near = _find_nearest(topics, weights, mentions)
    tone = _measure_tone(topics, sentences)
    rows = []
    for topic, share in weights.groupby("topic")["share"].mean().items():
        name, test = names[str(topic)], tests.get(str(topic))
        mean, n = tone.get(topic, (np.nan, 0))
        theme, words = near.get(topic, ("", ""))
        parts = [f"**{escape_markdown(name)}** makes up {share:.0%} of the text"]
        if test and not few:
            said = say_test(test, "topics", called=test["called"])
            parts.append(said.replace("% of sentences", "% of the text"))
        if n >= _TONED:
            parts.append(f"mean tone {print_tone(mean)} in {say_count(n, 'sentence')}")
        taken = [words for number, words in topics.merged if number == topic and words]
        if taken:
            quoted = [f"“{escape_markdown(', '.join(words))}”" for words in taken]
            parts.append(f"merged with a near topic of {say_list(quoted)}")
        if theme:
            label = escape_markdown(themes.labels.get(theme, theme))
            parts.append(f"nearest theme: {label} ({escape_markdown(words)})")
        called = bool(test and test["called"])
        rows.append((topic, name, share, mean if n >= _TONED else np.nan, n, theme, called,
                     f"{'; '.join(parts)}."))  # fmt: skip
    return Findings(pd.DataFrame(rows, columns=_COLUMNS))


def _tally(weights: pd.DataFrame, sentences: pd.DataFrame, documents: pd.DataFrame) -> pd.DataFrame:
    """Return tallies of topics: of each document's words as many as the topic has of it."""
    words = sentences["text"].astype("str").str.count(" ") + 1
    n = weights["doc_id"].map(words.groupby(sentences["doc_id"]).sum()).fillna(0).astype("int64")
    y, theme = (weights["share"] * n).round().astype("int64"), weights["topic"].astype("str")
    cells = weights[["doc_id"]].assign(theme=theme, measure="share", y=y, x=n)
    return sum_cells(cells[n > 0], documents, "date", "doc_id", "document")


def _find_nearest(
    topics: Topics, weights: pd.DataFrame, mentions: pd.DataFrame
) -> dict[int, tuple[str, str]]:
    """Return of each topic the theme whose hits have most of its words, and these words."""
    beside = compare_topics_themes(topics.topics, weights, mentions)
    beside = beside[beside["n_words"] >= _WORDS]
    order = ["topic", "n_words", "correlation"]
    best = beside.sort_values(order, ascending=[True, False, False], kind="stable")
    best = best.drop_duplicates("topic")
    return {row.topic: (row.theme, row.words) for row in best.itertuples()}


def _measure_tone(topics: Topics, sentences: pd.DataFrame) -> dict[int, tuple[float, int]]:
    """Return of each topic the mean tone of the sentences that hold two of its words, and how many
    these are.
    """
    if topics.model is None or sentences.empty:
        return {}
    places = topics.model.terms.find(sentences["text"].tolist())
    number = {term: code for code, term in enumerate(places.terms)}
    held = pd.DataFrame({"text": places.text, "code": places.code}).drop_duplicates()
    tone, out = sentences["tone"].to_numpy("float64"), {}
    for topic, words in topics.topics.groupby("topic")["word"]:
        codes = [number[word] for word in words if word in number]
        per_text = held.loc[held["code"].isin(codes), "text"].value_counts()
        own = tone[per_text.index[per_text >= _WORDS]]
        out[int(topic)] = (float(own.mean()) if len(own) else np.nan, len(own))
    return out
