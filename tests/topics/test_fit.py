"""Topics, their words, shares and stability."""

import os
import subprocess
import sys
import warnings
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from long_run import examples
from planted_topics import FARM, LAW, SEA, THREE, make, make_large, rotate
from threadpoolctl import threadpool_limits

from analysis.core.schema import TABLES
from analysis.topics import fit as fitting
from analysis.topics.fit import fit_topics
from analysis.topics.fitted import weigh_topics
from analysis.topics.names import label_topics, name_topics

ROOT = Path(__file__).parents[2]


def test_three_subjects_are_found():
    fit = fit_topics(THREE, n_topics=3, n_words=6)
    sets = fit.topics.groupby("topic")["word"].agg(set).tolist()
    assert sets == [set(SEA.split()), set(LAW.split()), set(FARM.split())]
    assert (fit.n_documents, fit.n_paragraphs) == (5, len(THREE))
    assert set(fit.stability_of_topics.values()) == {1.0}


def test_shares_are_the_parts_of_the_documents():
    fit = fit_topics(THREE, n_topics=3)
    shares = fit.weights.pivot(index="doc_id", columns="topic", values="share")
    expected = [[3 / (6 + i % 2), 2 / (6 + i % 2), (1 + i % 2) / (6 + i % 2)] for i in range(5)]
    np.testing.assert_allclose(shares, expected, atol=0.02)
    np.testing.assert_allclose(shares.sum(axis=1), 1, atol=1e-5)


def test_tables_are_as_declared():
    fit = fit_topics(THREE)
    for name in ("topics", "weights", "stability"):
        frame = getattr(fit, name)
        assert {c: str(frame[c].dtype) for c in TABLES[name].columns} == TABLES[name].columns
    assert fit.stability["converged"].all()
    assert fit.stability["n_topics"].unique().tolist() == [2, 3, 4, 5, 6]
    assert fit.topics.groupby("topic")["weight"].apply(lambda w: w.is_monotonic_decreasing).all()


def test_topics_stand_by_size():
    fit = fit_topics(THREE, n_topics=3)
    totals = fit.weights.groupby("topic")["share"].sum()
    assert totals.is_monotonic_decreasing and totals.index[0] == 0


def test_stability_by_hand():
    """A subject that one document alone holds is gone when that document is left out, and only
    then.
    """
    documents = [rotate(SEA, 4) for _ in range(4)] + [rotate(LAW, 4)]
    fit = fit_topics(make(*documents), n_topics=2, n_words=6)
    heads = fit.topics[fit.topics["rank"] == 1].set_index("topic")["word"]
    law = next(topic for topic, word in heads.items() if word in LAW)
    assert fit.stability_of_topics[law] == pytest.approx(4 / 5)


def test_of_the_chosen_number_most_topics_hold():
    fit = fit_topics(THREE, n_words=4)
    holds = fit.stability[fit.stability["stability"] >= 0.6].groupby("n_topics").size()
    assert holds[fit.n_fitted] == fit.n_topics >= 3
    assert set(fit.topics["topic"]) == set(range(fit.n_topics))


def test_text_in_no_topic_that_holds_has_a_share_of_its_own():
    """A subject that one document of five alone has is gone when it is left out."""
    rng = np.random.default_rng(0)
    noise = [" ".join(f"w{i}" for i in rng.integers(0, 60, 12)) for _ in range(25)]
    documents = [rotate(SEA, 4) + rotate(LAW, 4) + noise[5 * i : 5 * i + 5] for i in range(5)]
    fit = fit_topics(make(*documents), n_words=6)
    assert fit.n_topics < fit.n_fitted and fit.rest == fit.n_topics
    totals = fit.weights.groupby("doc_id")["share"].sum()
    np.testing.assert_allclose(totals, 1, atol=1e-5)
    assert set(fit.weights["topic"]) == set(range(fit.rest + 1))
    assert name_topics(fit)[str(fit.rest)] == "not in a stable topic"


def test_words_of_genre_are_told_and_can_be_kept_or_left_out():
    """A label before every sentence is no matter."""
    documents = [
        [f"MODERATOR: {text}" for text in rotate(SEA, 3)] + rotate(LAW, 3) for _ in "abcde"
    ]
    fit = fit_topics(make(*documents), n_topics=2)
    assert fit.genre.set_index("word")["reason"].to_dict() == {"moderator": "labels speakers"}
    assert "moderator" not in set(fit.topics["word"])
    kept = fit_topics(make(*documents), n_topics=2, keep_words=["moderator"], drop_words=["Ship"])
    assert kept.genre.set_index("word")["reason"].to_dict() == {"ship": "left out by choice"}
    assert "moderator" in set(kept.topics["word"]) and "ship" not in set(kept.topics["word"])


def test_words_of_one_source_are_no_matter():
    wires = {"a": "reuters", "b": "xinhua"}
    documents = [
        [f"{text} {wires['ab'[i % 2]]}" for text in rotate(SEA, 3) + rotate(LAW, 3)]
        for i in range(12)
    ]
    sentences = make(*documents)
    sources = {doc_id: "ab"[i % 2] for i, doc_id in enumerate(sentences["doc_id"].unique())}
    genre = fit_topics(sentences, n_topics=2, n_resamples=2, sources=sources).genre
    assert genre["word"].tolist() == ["reuters", "xinhua"]
    assert set(genre["reason"]) == {"belongs to one source"}


def test_given_number_is_taken():
    fit = fit_topics(THREE, n_topics=4)
    assert fit.n_topics == 4
    assert fit.stability["n_topics"].unique().tolist() == [4]


def test_the_number_chosen_has_the_figures_that_it_has_when_it_is_asked_for():
    many = make(*(rotate(SEA, 2) + rotate([LAW, FARM][i % 2], 2) for i in range(12)))
    fit = fit_topics(many, n_words=4)
    asked = fit_topics(many, n_words=4, n_topics=fit.n_fitted)
    assert fit.refits["refit"].nunique() == 20
    own, whole = (
        {
            frozenset(words): (rating, round(float(shares.sum()), 6))
            for (topic, words), rating in zip(
                f.topics.groupby("topic")["word"], f.stability_of_topics.values(), strict=True
            )
            for shares in [f.weights.loc[f.weights["topic"] == topic, "share"]]
        }
        for f in (fit, asked)
    )
    assert own.keys() <= whole.keys() and all(own[k][0] == whole[k][0] for k in own)
    # a variant's text is that of the topic that it varies
    assert sum(share for _, share in own.values()) == pytest.approx(12, abs=1e-4)
    varied = [k for k in own if own[k][1] != pytest.approx(whole[k][1], abs=1e-4)]
    assert len(varied) == len(set(fit.model.variant_of))


def test_where_no_topic_holds_a_few_documents_are_said_to_be_few():
    rng = np.random.default_rng(0)
    words = [f"w{chr(97 + i // 26)}{chr(97 + i % 26)}" for i in range(200)]
    documents = [[" ".join(rng.choice(words, 12)) for _ in range(3)] for _ in range(30)]
    fit = fit_topics(make(*documents), n_resamples=4, candidates=[4])
    assert fit.n_topics == 0 and fit.note.startswith("no topic holds")
    assert "; 30 documents are few for topics" in fit.note
    assert (
        fit.weights.empty and fit.refits.empty
    )  # a chart of what is in no topic would say nothing


def test_a_sample_is_fitted_and_all_documents_are_weighed():
    many = make(*(rotate(SEA, 2) + rotate([LAW, FARM][i % 2], 2) for i in range(40)))
    fit = fit_topics(many, n_topics=3, n_words=6, max_units=60)
    assert fit.sampled and (fit.n_documents, fit.n_paragraphs) == (40, 60)
    assert fit.weights["doc_id"].unique().tolist() == many["doc_id"].unique().tolist()
    assert sorted(map(sorted, fit.topics.groupby("topic")["word"].agg(list))) == sorted(
        sorted(w.split()) for w in (SEA, LAW, FARM)
    )
    shares = fit.weights.pivot(index="doc_id", columns="topic", values="share").round(2)
    assert shares.drop_duplicates().shape == (2, 3) and set(shares.to_numpy().ravel()) == {0.0, 0.5}
    for table, own in zip(weigh_topics(fit, many), (fit.weights, fit.refits), strict=True):
        pd.testing.assert_frame_equal(table, own)
    turned = fit_topics(
        many.sort_values("doc_id", ascending=False, kind="stable"),
        n_topics=3,
        n_words=6,
        max_units=60,
    )
    pd.testing.assert_frame_equal(turned.topics, fit.topics)
    whole = fit_topics(many, n_topics=3, n_words=6, max_units=None)
    assert not whole.sampled and whole.n_documents == 40


def test_a_seed_that_the_sample_does_not_say_is_named_so():
    many = make(*(rotate(SEA, 2) + rotate(LAW, 2) for i in range(40)))
    fit = fit_topics(many, n_topics=2, seeds={"space": ["rocket"]}, max_units=60)
    assert (
        fit.note
        == "no word of space appears in two paragraphs of the sample, so there is no topic of it"
    )


def test_twice_the_same():
    many = make(*(rotate(SEA, 2) + rotate([LAW, FARM][i % 2], 2) for i in range(12)))
    for sentences in (THREE, many):
        a, b = fit_topics(sentences, seed=3), fit_topics(sentences, seed=3)
        for name in ("topics", "weights", "stability"):
            pd.testing.assert_frame_equal(getattr(a, name), getattr(b, name))


FIT = """
import sys
import pandas as pd
from analysis.topics.fit import fit_topics

small, large = (pd.read_csv(f"{name}.csv") for name in ("small", "large"))
names = "topics", "weights", "stability", "refits"
for fit in (fit_topics(small), fit_topics(large, n_topics=6, n_resamples=3)):
    for name in names:
        sys.stdout.write(getattr(fit, name).to_csv(index=False))
"""


def test_another_process_finds_the_same(tmp_path):
    """No hash seed or number of threads shows in a table, nor in one of a large corpus, with
    randomised singular vectors.
    """
    large = make_large()
    for name, table in {"small": THREE, "large": large}.items():
        table.to_csv(tmp_path / f"{name}.csv", index=False)
    threads = {f"{library}_NUM_THREADS": "1" for library in ("OMP", "OPENBLAS", "MKL")}
    environment = {**os.environ, **threads, "PYTHONHASHSEED": "7", "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", FIT]
    options = {"cwd": tmp_path, "env": environment, "capture_output": True, "text": True}
    other = subprocess.run(command, check=True, **options).stdout
    with threadpool_limits(2):
        fits = fit_topics(THREE), fit_topics(large, n_topics=6, n_resamples=3)
    names = "topics", "weights", "stability", "refits"
    own = "".join(getattr(fit, name).to_csv(index=False) for fit in fits for name in names)
    assert own == other and len(own) > 1000


def test_order_of_documents_changes_no_topic():
    turned = pd.concat([part for _, part in reversed(list(THREE.groupby("doc_id")))])
    pd.testing.assert_frame_equal(fit_topics(THREE).topics, fit_topics(turned).topics, atol=1e-3)


def test_one_document_has_no_stability():
    one = make(rotate(SEA, 3) + rotate(LAW, 3))
    for fit in (fit_topics(one), fit_topics(one, n_topics=2)):
        assert fit.n_topics == 2 and fit.stability["stability"].isna().all()
        assert label_topics(fit)["name"].tolist() == ["", ""]
        assert fit.note.startswith("one document leaves nothing to resample")


def test_hundred_identical_documents():
    fit = fit_topics(make(*[rotate(SEA, 3) + rotate(LAW, 3)] * 100), n_topics=2)
    assert fit.weights.groupby("topic")["share"].nunique().tolist() == [1, 1]
    assert set(fit.stability["stability"]) == {1.0}
    assert fit.note == ""


@pytest.mark.parametrize("sentences", [make(["zebra"], ["lion"]), make(), make(*[[SEA]] * 100)])
def test_a_corpus_that_is_too_small_gives_empty_tables_and_says_why(sentences):
    fit = fit_topics(sentences)
    assert fit.topics.empty and fit.weights.empty and fit.stability.empty and fit.n_topics == 0
    assert fit.note.startswith("topics need more text")
    assert label_topics(fit).empty


def test_document_without_a_known_word_has_no_share():
    fit = fit_topics(make(rotate(SEA, 3), rotate(LAW, 3), ["zebra"]), n_topics=2)
    assert fit.weights.loc[fit.weights["doc_id"] == "d002", "share"].tolist() == [0, 0]
    assert (fit.n_documents, fit.n_paragraphs) == (2, 6)


@pytest.mark.parametrize(
    ("sentences", "options", "message"),
    [
        (THREE, {"n_topics": 0}, "must be 1 or more"),
        (THREE, {"candidates": []}, "must be 1 or more"),
        (THREE, {"n_words": 0}, "n_words=0"),
        (THREE, {"max_share": 0}, "max_share=0"),
        (THREE, {"max_units": 0}, "max_units=0"),
        (THREE, {"method": "lsa"}, "method='lsa'"),
        (THREE, {"unit": "page"}, "unit='page'"),
        (THREE, {"method": "lda", "seeds": {"food": ["rice"]}}, "seeds need method='nmf'"),
        (
            THREE,
            {"n_topics": 1, "seeds": {"food": ["rice"], "sea": ["ship"]}},
            "2 seeds need as many topics",
        ),
        (THREE.drop(columns="paragraph_no"), {"unit": "paragraph"}, "no column paragraph_no"),
    ],
)
def test_faults_are_named(sentences, options, message):
    with pytest.raises(ValueError, match=message):
        fit_topics(sentences, **options)


@pytest.mark.parametrize(("n_law", "stays"), [(1, 0.8), (2, 1.0), (3, 1.0)])
def test_words_stay_where_another_text_has_them(n_law, stays):
    """Five texts, so five refits: the one without the only text on law has no topic of its words."""
    documents = [rotate(SEA, 4) for _ in range(5 - n_law)] + [rotate(LAW, 4) for _ in range(n_law)]
    topics = fit_topics(make(*documents), n_topics=2, n_words=6).topics
    law = topics.groupby("topic")["word"].transform(lambda words: set(words) <= set(LAW.split()))
    assert topics.loc[law, "stays"].round(2).tolist() == [stays] * 6
    # without the text on law both topics are of the sea, and which takes a word of equal weight is
    # left to the last bit
    assert n_law == 1 or topics.loc[~law, "stays"].tolist() == [1.0] * 6


def test_coherence_by_hand():
    """Two words that always stand together have 1; words that never do are not shown together."""
    fit = fit_topics(
        make(["quad sea", "quad sea", "law court", "law court"]), n_topics=2, n_words=2
    )
    assert fit.stability["coherence"].tolist() == [1.0, 1.0]
    apart = fit_topics(make(["quad", "quad", "sea", "sea"]), n_topics=1, n_words=2)
    assert apart.topics["word"].tolist() == ["quad"] and apart.stability["coherence"].isna().all()


def test_refits_hold_all_documents_and_the_topics_of_the_whole():
    fit = fit_topics(THREE, n_topics=3, n_words=6)
    assert fit.refits.groupby("refit")["doc_id"].nunique().tolist() == [5] * 5
    means = fit.refits.groupby(["doc_id", "topic"])["share"].mean().reset_index()
    np.testing.assert_allclose(means["share"], fit.weights["share"], atol=0.05)
    assert fit.diversity == 1.0


def test_allocation_finds_three_subjects_too():
    fit = fit_topics(THREE, n_topics=3, n_words=6, method="lda", n_resamples=0)
    sets = fit.topics.groupby("topic")["word"].agg(set).tolist()
    of = [[i for i, w in enumerate((SEA, LAW, FARM)) if words <= set(w.split())] for words in sets]
    assert sorted(of) == [[0], [1], [2]] and all(len(words) >= 3 for words in sets)


def test_a_document_may_be_the_unit():
    documents = [rotate([SEA, LAW][i % 2], 3) for i in range(6)]
    lines = make(*documents).drop(columns="paragraph_no")
    fit = fit_topics(lines, n_topics=2, unit="document", n_words=6)
    assert fit.n_paragraphs == 6 and set(fit.weights["share"].round(2)) == {0.0, 1.0}


def test_words_are_bounded_by_number_and_by_share():
    few = fit_topics(THREE, n_topics=1, max_terms=2, n_words=9).topics
    assert len(few) == 2
    rare = fit_topics(
        make(*[["quad sea", "quad port", "quad sea", "quad port"]] * 3), n_topics=2, max_share=0.5
    )
    assert "quad" not in set(rare.topics["word"])


def test_without_resamples_no_topic_has_a_stability():
    fit = fit_topics(THREE, n_topics=3, n_resamples=0)
    assert (
        fit.stability["stability"].isna().all()
        and fit.refits.empty
        and fit.topics["stays"].isna().all()
    )


def test_seeds_become_topics_in_their_order_and_take_the_words_beside_them():
    fit = fit_topics(
        THREE,
        n_topics=3,
        n_words=6,
        seeds={"food": ["wheat", "rice"], "right": ["court", "appeal"]},
    )
    sets = fit.topics.groupby("topic")["word"].agg(set).tolist()
    assert sets == [set(FARM.split()), set(LAW.split()), set(SEA.split())]
    assert label_topics(fit)["seed"].tolist() == ["food", "right", ""] and fit.seeds == (
        "food",
        "right",
    )


def test_a_seed_finds_a_subject_of_two_lines():
    documents = [
        rotate(SEA, 6) + rotate(LAW, 6) + ["tractor soil crop"] * (i < 2) for i in range(6)
    ]
    fit = fit_topics(make(*documents), n_topics=3, seeds={"food": ["tractor"]}, n_words=3)
    assert set(fit.topics.loc[fit.topics["topic"] == 0, "word"]) == {"tractor", "soil", "crop"}
    assert (
        fit.weights[fit.weights["topic"] == 0]["share"].gt(0.02).tolist()
        == [True] * 2 + [False] * 4
    )


def test_a_seed_without_a_word_in_the_text_gives_no_topic_and_is_named():
    fit = fit_topics(THREE, n_topics=3, seeds={"space": ["rocket"], "food": ["wheat*"]})
    assert (
        fit.seeds == ("food",)
        and fit.note == "no word of space appears in two paragraphs, so there is no topic of it"
    )


@pytest.mark.parametrize(
    "sentences", [make(), make(["zebra"], ["lion"]), make(*[[SEA]] * 100), make(rotate(SEA, 3))]
)
def test_seeds_in_a_small_corpus_are_fitted_or_a_note_says_why_not(sentences):
    fit = fit_topics(sentences, seeds={"food": ["ship"], "right": ["court"]})
    assert fit.note and len(label_topics(fit)) == fit.n_topics


WORDS = st.lists(st.sampled_from(["quad", "port", "aid", "trade", "sea"]), max_size=5).map(" ".join)


@settings(max_examples=examples(40))
@given(st.lists(st.lists(WORDS, max_size=3), max_size=5), st.integers(1, 4))
def test_any_small_corpus_is_fitted_or_said_to_be_too_small(documents, n_topics):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        fit = fit_topics(make(*documents), n_topics=n_topics, n_resamples=3)
    if not fit.n_topics:
        assert (
            fit.note.startswith(f"topics need more text for the {n_topics} that were asked for: ")
            and fit.topics.empty
        )
    assert fit.weights["share"].between(0, 1).all()
    assert fit.stability["stability"].dropna().between(0, 1).all()
    sums = fit.weights.groupby("doc_id")["share"].sum().round(4)
    assert set(sums) <= {0.0, 1.0}


def test_what_nearly_all_text_is_about_is_no_topic():
    """Of twelve documents most is of the sea; two subjects beside it are topics."""
    sea = rotate(SEA, 13)
    documents = [sea + rotate(LAW, 12) + sea + rotate(FARM, 12) + sea for _ in range(12)]
    fit = fit_topics(make(*documents), n_words=6, candidates=[3])
    firsts = fit.topics.groupby("topic")["word"].agg(set).tolist()
    assert sorted(firsts, key=min) == [set(LAW.split()), set(FARM.split())]
    asked = fit_topics(make(*documents), n_words=6, n_topics=3)
    assert asked.n_topics == 3 and asked.weights.groupby("topic")["share"].mean().max() > 0.6


def test_a_single_word_is_no_topic():
    """Each paragraph says one word: topics of one word are always the same."""
    words = "ship port sea coast court judge law statute wheat rice crop soil".split()
    documents = [[word] * 3 for word in words for _ in range(3)]
    fit = fit_topics(make(*documents), n_words=6)
    assert fit.topics.empty or fit.topics.groupby("topic").size().min() > 1


def test_what_few_texts_end_with_is_of_their_matter():
    """A word that ends three of twenty long texts is no word of style; one that ends all is."""
    body = [text for _ in range(4) for text in rotate(SEA, 6) + rotate(LAW, 6)]
    documents = [body + (["virus spreads virus"] if i < 3 else []) + ["goodbye"] for i in range(20)]
    genre = fit_topics(make(*documents), n_topics=2).genre
    assert "virus" not in set(genre["word"])
    assert genre.set_index("word")["reason"].get("goodbye") == "opens or ends texts"


TABLE = pd.read_csv(Path(__file__).parents[1] / "benchmarks" / "topics.csv")


def test_topics_that_are_shown_hold_on_large_corpora():
    large = TABLE[TABLE["documents"] >= 300]
    assert len(large) == 3 and large["hold"].min() >= 8
    assert large["of_text"].min() >= 0.4 and large["of_text"].mean() >= 0.5
    assert TABLE["least"].min() >= 0.6 and large["stability"].min() >= 0.7
    assert large["npmi"].round(2).min() >= 0.2 and TABLE["most_of_every_period"].max() < 0.4


def test_the_model_card_says_what_was_measured():
    card = (Path(__file__).parents[2] / "MODELCARD.md").read_text("utf-8")
    rows = TABLE.set_index("corpus").loc[["UN General Debate", "White House", "White House titles"]]
    for column, form in (("hold", "{:.0f}"), ("stability", "{:.2f}"), ("npmi", "{:.2f}")):
        a, b, c = (form.format(value).removeprefix("0") for value in rows[column])
        assert f"{a}, {b} and {c}" in card
    a, b, c = (f"{value:.0%}".removesuffix("%") for value in rows["of_text"])
    assert f"{a}, {b} and {c} % of the text" in card


def test_numbers_that_are_not_among_the_best_are_spared_most_resamples(monkeypatch):
    texts = [
        rotate(SEA, 2 + i % 3) + rotate(LAW, 1 + i % 2) + rotate(FARM, i % 4) for i in range(20)
    ]
    sizes = (2, 3, 4, 5, 6)
    fitted = []
    known = fitting.refit
    monkeypatch.setattr(
        fitting, "refit", lambda *a: (fitted.append((sorted(a[1]), len(a[2]))), known(*a))[1]
    )
    short = fit_topics(make(*texts), candidates=sizes)
    assert fitted[0] == ([*sizes], 7) and (len(fitted[1][0]), fitted[1][1]) == (3, 13)
    assert short.n_fitted in fitted[1][0]
    monkeypatch.setattr(fitting, "_FINALISTS", 9)
    whole = fit_topics(make(*texts), candidates=sizes)
    rows = [found.stability.set_index(["n_topics", "topic"]) for found in (short, whole)]
    for size in fitted[1][0]:
        pd.testing.assert_frame_equal(*(table.loc[size] for table in rows))
    assert len(rows[0]) == len(rows[1]) and short.n_fitted == whole.n_fitted


def plant_short(n_subjects, n_documents, seed=0):
    """Return short documents of one paragraph, each on one of some subjects, in common words too."""
    rng = np.random.default_rng(seed)
    common = [f"c{i}word" for i in range(60)]
    subjects = [[f"s{k}w{chr(97 + j)}x" for j in range(8)] for k in range(n_subjects)]
    texts = []
    for i in range(n_documents):
        own = subjects[i % n_subjects] if n_subjects else []
        for _ in range(4):
            words = [*rng.choice(common, 5), *(rng.choice(own, 4) if own else [])]
            texts.append((f"d{i:03}", 0, ", ".join(rng.permutation(words)) + "."))
    return pd.DataFrame(texts, columns=["doc_id", "paragraph_no", "text"])


def test_ten_subjects_of_sixty_short_documents_are_found_and_none_where_there_is_none():
    found = fit_topics(plant_short(10, 60))
    assert found.n_topics == found.n_fitted == 10
    first = found.topics[found.topics["rank"] <= 6].groupby("topic")["word"]
    heads = first.agg(lambda words: {word.split("w")[0] for word in words})
    assert sorted(map(len, heads)) == [1] * 10 and len(set.union(*heads)) == 10
    assert fit_topics(plant_short(0, 60)).n_topics == 0
