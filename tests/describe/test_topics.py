"""The words for topics: planted changes, tones and themes are told, and nothing is told of none."""

from dataclasses import replace

import numpy as np
import pandas as pd
from own_lexicon import THEMES
from planted_topics import LAW, make, rotate

from analysis import fit_topics
from analysis.core.schema import empty
from analysis.describe import describe_topics
from analysis.describe.topics import _tally

WAR = "ukraine russia putin kyiv kremlin crimea"


def plant(n=40):
    """Documents of one event each: half of the later ones speak of war, one in ten of the earlier."""
    rng = np.random.default_rng(1)
    late = np.arange(n) >= n // 2
    texts = [
        rotate(LAW, 6) + rotate(WAR, 6 if rng.random() < (0.9 if is_late else 0.1) else 0)
        for is_late in late
    ]
    sentences = make(*texts)
    doc_ids = sentences["doc_id"].unique()
    day = pd.date_range("2020-01-01", periods=n, freq="30D")
    documents = pd.DataFrame({"doc_id": doc_ids, "date": day, "episode": doc_ids})
    documents = documents.assign(source="", group="all", copy_of="", date_low=day, date_high=day)
    is_war = sentences["text"].str.contains("russia|ukraine")
    sentences["sentence_no"] = sentences.groupby("doc_id").cumcount()
    hits = sentences[is_war][["doc_id", "sentence_no"]].assign(theme="russia", term="Russia")
    return sentences.assign(tone=np.where(is_war, -0.5, 0.25)), documents, hits


def test_a_planted_change_its_tone_and_its_theme_are_told():
    sentences, documents, hits = plant()
    hits = pd.concat([hits, hits.assign(term="Ukraine")])
    topics = fit_topics(sentences, n_topics=2)
    rows = describe_topics(topics, sentences, documents, hits, THEMES).rows.set_index("topic")
    war = rows[rows["theme"] == "russia"].iloc[0]
    law = rows[rows["theme"] == ""].iloc[0]
    assert (
        war["called"] and "rose" in war["reading"] and "2 topics tested together" in war["reading"]
    )
    assert "nearest theme: Russia (" in war["reading"] and "% of the text before" in war["reading"]
    assert war["tone"] < -0.3 and law["tone"] > 0.2
    in_war = sentences["text"].str.contains("ukraine|russia|putin|kyiv|kremlin|crimea")
    assert war["n_sentences"] == in_war.sum() and law["n_sentences"] == (~in_war).sum()
    means = topics.weights.groupby("topic")["share"].mean()
    assert np.allclose(rows["share"], means)


def test_of_few_events_no_test_is_told_and_few_sentences_have_no_tone():
    sentences, documents, hits = plant(4)
    topics = fit_topics(sentences, n_topics=2)
    rows = describe_topics(topics, sentences, documents, hits, THEMES).rows
    assert not rows["called"].any() and not rows["reading"].str.contains("p [=<]").any()
    some = describe_topics(topics, sentences.head(3), documents, hits, THEMES).rows
    assert some["tone"].isna().all() and not some["reading"].str.contains("mean tone").any()


def test_of_no_topic_nothing_is_told():
    sentences = make(["sea port"]).assign(tone=0.0)
    topics = fit_topics(sentences)
    told = describe_topics(topics, sentences, empty("documents"), empty("mentions"), THEMES)
    assert told.rows.empty and not repr(told).strip()


def test_shares_of_short_texts_are_not_rounded_to_nothing():
    """One-sentence texts with .2 and .8 of a topic: the levels told are these."""
    words = "ship port sea coast harbour navy court judge law statute appeal verdict".split()
    text = " ".join(words)
    n = 20
    doc_ids = [f"d{i:02}" for i in range(n)]
    day = pd.date_range("2020-01-01", periods=n, freq="30D")
    documents = pd.DataFrame({"doc_id": doc_ids, "date": day, "episode": doc_ids})
    weights = pd.DataFrame({"doc_id": doc_ids, "topic": 0, "share": [0.2] * 10 + [0.8] * 10})
    tallies = _tally(weights, pd.DataFrame({"doc_id": doc_ids, "text": text}), documents)
    share = tallies["sum_y"] / tallies["sum_x"]
    assert share.head(10).between(0.15, 0.25).all() and share.tail(10).between(0.75, 0.85).all()


def test_what_a_topic_was_merged_with_is_said():
    sentences, documents, hits = plant()
    topics = replace(
        fit_topics(sentences, n_topics=2), merged=((0, ("court*s", "judges")), (0, ("bench",)))
    )
    rows = describe_topics(topics, sentences, documents, hits, THEMES).rows.set_index("topic")
    assert "merged with a near topic of “court\\*s, judges” and “bench”" in rows.loc[0, "reading"]
    assert "merged" not in rows.loc[1, "reading"]
