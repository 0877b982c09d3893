from dataclasses import replace

import pandas as pd
import pytest
from planted_topics import LAW, SEA, THREE, make, rotate

from analysis.topics.fit import fit_topics
from analysis.topics.names import (
    compare_topics,
    head_words,
    label_topics,
    name_topics,
)
from analysis.topics.reading import read_topics


def test_labels_name_only_what_is_stable():
    documents = [rotate(SEA, 4) for _ in range(4)] + [rotate(LAW, 4)]
    fit = fit_topics(make(*documents), n_topics=2, n_words=6)
    named = label_topics(fit, bar=0.9)
    assert (named["name"] == "").tolist() == [s < 0.9 for s in named["stability"]]
    for topic, name in label_topics(fit, bar=0.5)[["topic", "name"]].itertuples(index=False):
        assert name.split(", ") == fit.topics.loc[fit.topics["topic"] == topic, "word"].tolist()[:3]


def test_display_names_put_what_is_not_stable_in_brackets():
    documents = [rotate(SEA, 4) for _ in range(4)] + [rotate(LAW, 4)]
    fit = fit_topics(make(*documents), n_topics=2, n_words=6)
    bar = max(fit.stability_of_topics.values())
    stable, names = label_topics(fit, bar=bar)["name"], name_topics(fit, bar=bar)
    assert list(names) == ["0", "1"] and sorted(stable != "") == [False, True]
    for name, shown in zip(stable, names.values(), strict=True):
        assert shown == name if name else shown[0] + shown[-1] == "()" and shown.count(", ") == 2
    seeded = fit_topics(THREE, n_topics=3, seeds={"food": ["wheat"]})
    assert name_topics(seeded)["0"].startswith("food: ")


@pytest.mark.parametrize(("stability", "named"), [(0.59, False), (0.6, True), (0.8, True)])
def test_a_topic_has_a_name_from_a_stability_of_three_fifths_on(stability, named):
    fit = fit_topics(make(*[rotate(SEA, 4)] * 4), n_topics=1, n_words=6)
    fit = replace(fit, stability=fit.stability.assign(stability=stability))
    assert (label_topics(fit)["name"][0] != "") == named and (
        name_topics(fit)["0"][0] != "("
    ) == named


def test_topics_that_are_kept_split_gone_and_new():
    """A topic is split where two of the other fit have a part of its words."""
    a = fit_topics(THREE, n_topics=3, n_words=6)
    b = fit_topics(
        make(*[rotate(SEA, 4) + rotate("mine ore iron coal zinc gold", 4)] * 9),
        n_topics=2,
        n_words=6,
    )
    found = compare_topics(a, b)
    assert sorted(found["change"]) == ["gone", "gone", "kept", "new"]
    assert found.loc[found["change"] == "kept", "overlap"].tolist() == [1.0]
    assert compare_topics(a, a)["change"].tolist() == ["kept"] * 3
    words = list(SEA.split())
    halves = pd.DataFrame({"topic": [0] * 3 + [1] * 3, "rank": [1, 2, 3] * 2, "word": words})
    split = replace(b, topics=halves.assign(weight=0.1, stays=1.0))
    assert compare_topics(a, split)["change"].value_counts().to_dict() == {"gone": 2, "split": 1}


def test_typical_sentences_are_of_the_topic():
    documents = pd.DataFrame({"doc_id": sorted(set(THREE["doc_id"])), "source": "wire"})
    documents["date"] = pd.Timestamp("2020-01-01")
    fit = fit_topics(THREE, n_topics=3, n_words=6)
    found = read_topics(fit, THREE, documents)
    assert found["topic"].tolist() == [0, 0, 1, 1, 2, 2]
    for topic, text in zip(found["topic"], found["text"], strict=True):
        assert set(text.split(", ")) <= set(fit.topics.loc[fit.topics["topic"] == topic, "word"])


def test_a_phrase_far_down_gives_no_name():
    words = ["covid", "virus", "vaccine", "shots", "doses", "secretary of state"]
    assert head_words(words) == ["covid", "virus", "vaccine"]
    assert head_words([*words[:4], "secretary of state"]) == [
        "secretary of state",
        "covid",
        "virus",
    ]
