"""Options that no notebook needs do what their docstrings say."""

import numpy as np
import pandas as pd
import pytest
from made import compare, make

import analysis

RNG = np.random.default_rng(3)
COUNTS = make(RNG.poisson(4, 12), [30] * 12, "rate")
WEIGHTS = pd.DataFrame(
    {"doc_id": [f"d{i}" for i in range(12)], "topic": 0, "share": RNG.random(12)}
)
TONED = pd.DataFrame({"doc_id": list("abcd"), "text": ["Good.", "Bad.", "Good news.", "War."]})
LABELS = pd.DataFrame(
    {"doc_id": list("abcd"), "sentence_no": 0, "start": 0, "end": 9, "text": "x", "class": "c",
     "label": [True, True, False, False], "borderline": False, "note": ""}
)  # fmt: skip
FOUND = pd.DataFrame({"doc_id": ["a", "c"], "start": 0, "theme": "c"})


def estimate_topics(**options):
    return analysis.topics.estimate_topics(
        COUNTS[1], WEIGHTS, WEIGHTS.assign(refit=0), period="all", **options
    )


@pytest.mark.parametrize(
    "estimate",
    [
        lambda level: analysis.stats.jackknife_trends(COUNTS[0], level=level),
        lambda level: analysis.themes.compare_labels(FOUND, LABELS, level=level).iloc[:1],
        lambda level: analysis.tone.shift_words(TONED[:2], TONED[2:], level=level),
        lambda level: estimate_topics(level=level),
    ],
    ids=["jackknife_trends", "compare_labels", "shift_words", "estimate_topics"],
)
def test_an_interval_of_a_higher_level_holds_that_of_a_lower_one(estimate):
    narrow, wide = estimate(0.5), estimate(0.9)
    assert len(narrow)
    assert (wide["low"] < narrow["low"]).all() and (narrow["high"] < wide["high"]).all()


@pytest.mark.parametrize(
    ("estimate", "column"),
    [
        (lambda seed: compare(COUNTS[0][:6], COUNTS[0][6:], "rate", seed), "low"),
        (lambda seed: estimate_topics(seed=seed), "low"),
        (
            lambda seed: analysis.stats.detectable_ratio(*make([9] * 9, [30] * 9), seed=seed),
            "power",
        ),
        (lambda seed: compare_terms(seed=seed, n_permutations=99), "p"),
    ],
    ids=["compare", "estimate_topics", "detectable_ratio", "compare_terms"],
)
def test_another_seed_draws_others_and_says_nearly_the_same(estimate, column):
    same, again, other = (estimate(seed)[column] for seed in (0, 0, 1))
    assert same.equals(again) and not same.equals(other)
    assert other.to_numpy() == pytest.approx(same.to_numpy(), abs=0.2)


def compare_terms(**options):
    texts = ["trade and ports " + "sea " * (i % 4) for i in range(14)]
    rows = pd.DataFrame({"doc_id": [f"d{i:02}" for i in range(14)], "text": texts})
    return analysis.compare_terms(rows, [f"d{i:02}" for i in range(7)], **options)


def test_more_power_asks_for_a_larger_change():
    data = make(RNG.poisson(6, 40), [20] * 40)
    ratios = [
        analysis.stats.detectable_ratio(*data, power=p).at[0, "ratio"] for p in (0.2, 0.8, 0.99)
    ]
    assert ratios == sorted(ratios) and ratios[0] < ratios[2]


def test_the_raw_score_can_be_tallied(corpus, sentences):
    scored = analysis.score_sentences(sentences)
    raw = analysis.tally_tone(corpus.documents, scored, column="tone_raw", period="all", group=None)
    assert raw.at[0, "measure"] == "tone_raw"
    assert raw.at[0, "sum_y"] == (scored["tone_raw"] * 1e4).round().sum()


def test_evidence_is_shown_of_one_term(corpus, sentences, mentions):
    shown = analysis.themes.show_evidence(mentions, sentences, corpus.documents, term="quad")
    assert set(shown.rows["term"].str.lower()) == {"quad"} and "term 'quad'" in shown.caption


def test_an_explorer_begins_where_it_is_told_and_shows_so_many_rows(corpus, sentences, mentions):
    shown = analysis.explore(
        mentions, sentences, corpus.documents, theme="", period="2020", max_rows=2
    )
    assert set(shown.find(shown.first)["date"].dt.year) == {2020}
    assert len(repr(shown).splitlines()) == 3


def test_labels_of_the_classes_asked_for_are_read(tmp_path):
    (tmp_path / "labels.csv").write_text("text,x,remark\nA sentence.,1,yes\n")
    labels = analysis.themes.read_labels(tmp_path / "labels.csv", classes=["x"])
    assert labels["class"].tolist() == ["x"] and labels["label"].all()


def test_a_register_of_ones_own_weighs_words_and_targets(tmp_path):
    file = tmp_path / "register.yml"
    file.write_text("version: 1\nwords:\n- {weight: -3, reason: a test, words: [ports]}\n")
    register = analysis.tone.read_register(file)
    rows = pd.DataFrame(
        {"doc_id": list("ab"), "sentence_no": 0, "start": 0, "text": ["India has ports.", "India."]}
    )
    toward = [
        analysis.tone.score_targets(rows, {"India": ["India"]}, register=r).at[0, "tone"]
        for r in (register, None)
    ]
    assert toward[0] < -0.5 and np.isnan(toward[1])
    assert analysis.tone.shift_words(rows[1:], rows[:1], register=register)["word"].tolist() == [
        "ports"
    ]


def test_phrases_are_weighed_up_to_the_length_asked_for():
    rows = pd.DataFrame({"doc_id": list("ab"), "text": ["South China Sea"] * 2})
    longest = [
        analysis.weigh_terms(rows, max_words=n)["term"].str.split().str.len().max()
        for n in (1, 2, 3)
    ]
    assert longest == [1, 2, 3]


def test_a_study_takes_a_lexicon_and_names_of_columns(tmp_path):
    (tmp_path / "news.csv").write_text("body,name\nThe Quad met in Tokyo on trade.,first\n")
    themes = tmp_path / "own.yml"
    themes.write_text("themes:\n  trade: {terms: [trade]}\n")
    study = analysis.Study(
        tmp_path / "news.csv",
        themes=analysis.read_themes(themes),
        columns={"text": "body", "doc_id": "name"},
    )
    assert study.documents["doc_id"].tolist() == ["first"]
    assert study.mentions["theme"].tolist() == ["trade"]
