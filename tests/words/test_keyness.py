"""Words that set two groups of documents apart."""

import itertools
import math
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from benchmarks.terms import draw_counts, measure_terms
from hypothesis import given, settings
from hypothesis import strategies as st
from long_run import examples
from planted_words import draw

from analysis.core.schema import TABLES, empty
from analysis.words.keyness import _compare, compare_terms
from analysis.words.log_odds import Counts, Model
from analysis.words.rarefaction import Contrast

FOUR = {"w": "quad quad sea", "x": "quad sea port", "y": "trade sea", "z": "trade trade sea port"}
SIX = {**FOUR, "u": "quad trade sea sea", "v": "port port quad"}
# Two lengths, as often on either side of w, x and u.
EVEN = {"w": "quad quad sea", "x": "quad sea port", "u": "quad trade sea sea"}
EVEN |= {"y": "trade sea sea", "z": "trade trade sea port", "v": "port port quad"}


def make(texts):
    return pd.DataFrame({"doc_id": list(texts), "text": list(texts.values())}).astype("str")


def log_odds(texts, side, term, prior=1.0):
    """Return the log-odds of Monroe et al., word by word."""
    words = {d: text.split() for d, text in texts.items()}
    every = [w for d in words for w in words[d]]
    weight = prior * len(every) / len(words)
    first = weight * every.count(term) / len(every)

    def odds(some):
        y, n = some.count(term), len(some)
        return (y + first) / (n + weight - y - first)

    return math.log(
        odds([w for d in side for w in words[d]])
        / odds([w for d in words if d not in side for w in words[d]])
    )


def contrast(texts, side, term):
    """Return the difference of a term's rates over its standard error, document by document."""
    y = {d: text.split().count(term) for d, text in texts.items()}
    x = {d: len(text.split()) for d, text in texts.items()}
    rate, gap, square = sum(y.values()) / sum(x.values()), 0, 0
    for sign, some in ((1, side), (-1, [d for d in texts if d not in side])):
        n = sum(x[d] for d in some)
        gap += sign * sum(y[d] for d in some) / n
        square += sum((y[d] - rate * x[d]) ** 2 for d in some) / n**2
    return gap / math.sqrt(square)


def test_log_odds_and_exact_p_by_hand():
    got = compare_terms(
        make(EVEN), ["w", "x", "u"], ["y", "z", "v"], min_count=1, min_documents=1, max_words=1
    )
    sides = list(itertools.combinations(EVEN, 3))
    assert set(got["term"]) == {"quad", "sea", "port", "trade"}
    sizes = {t: np.array([contrast(EVEN, side, t) for side in sides]) for t in got["term"]}
    most, least = (f(list(sizes.values()), axis=0) for f in (np.max, np.min))
    for row in got.itertuples():
        own, size = contrast(EVEN, ("w", "x", "u"), row.term), np.abs(sizes[row.term])
        assert row.log_odds == pytest.approx(log_odds(EVEN, "wxu", row.term), abs=1e-4)
        assert row.p == pytest.approx(np.mean(size >= abs(own) - 1e-9))
        assert row.p_least == pytest.approx(np.mean(size >= size.max() - 1e-9))
        one_way = np.mean(most >= own - 1e-9 if own > 0 else least <= own + 1e-9)
        assert row.q == pytest.approx(max(row.p, min(1, 2 * one_way)))
        assert (row.n_splits, row.exact) == (20, True)


def test_what_the_short_side_lacks_does_not_hide_what_it_says_more():
    """Twelve documents beside sixty: rare words are missing among the twelve by chance, and by more
    standard errors than words that they say four times as often are more.
    """
    by_direction, over_both = [], []
    for seed in range(6):
        counts = draw_counts(12, 60, 5.0, 1, seed, times=4.0)
        by_direction.append(_compare(counts, 1.0, 999, seed).set_index("term").loc["t0", "q"])
        units, rng = Model(counts, 1.0).units, np.random.default_rng(seed)
        splits = [units.in_a, *(rng.permutation(units.in_a) for _ in range(999))]
        sizes = np.abs(Contrast(units, seed).look(0, slice(None))(np.stack(splits, axis=1)))
        over_both.append(np.mean(sizes.max(axis=0) >= sizes[counts.terms.index("t0"), 0] - 1e-9))
    assert sum(q <= 0.05 for q in by_direction) >= 2
    assert min(over_both) > 0.05


def test_counts_documents_and_dispersion_by_hand():
    texts = {"w": "quad quad quad sea", "x": "sea sea sea sea", "y": "sea sea", "z": "sea quad"}
    got = compare_terms(make(texts), ["w", "x"], ["y", "z"], max_words=1).set_index("term")
    assert got.loc["quad", ["count_a", "count_b", "n_documents_a", "n_documents_b"]].tolist() == [
        3,
        1,
        1,
        1,
    ]
    # All in one of two documents of one length: as uneven as can be.
    assert got.loc["quad", "dispersion"] == 1.0
    # In b: sea 2 of 3 and 1 of 3, the documents half each; 1/6 over the 1/2 that is the most.
    assert got.loc["sea", "dispersion"] == pytest.approx(1 / 3, abs=1e-4)


def test_the_random_splits_of_a_family_agree_with_all_of_them():
    sentences, groups, _ = draw(12, 25, seed=5, planted=5, times=4, uneven=False)
    exact, drawn = (
        compare_terms(sentences, "a", groups=groups, n_permutations=n).set_index("term")
        for n in (999, 900)
    )
    assert (exact["q"] >= exact["p"]).all() and (drawn["q"] >= drawn["p"]).all()
    np.testing.assert_allclose(drawn["q"].loc[exact.index], exact["q"], atol=0.05)


@pytest.mark.parametrize("n_permutations", [999, 99])
def test_no_term_moves_another_but_by_the_greatest_of_all(n_permutations):
    counts = draw_counts(6, 6, 1.0, 3, seed=4)
    some = np.flatnonzero(np.arange(len(counts.terms)) % 3 == 0)
    fewer = Counts(
        counts.matrix[:, some], [counts.terms[j] for j in some], counts.n_words, counts.in_a,
        counts.units,
    )  # fmt: skip
    whole, part = (
        _compare(each, 1.0, n_permutations, 7).set_index("term") for each in (counts, fewer)
    )
    assert 20 < len(part) < len(whole)
    whole = whole.loc[part.index]
    pd.testing.assert_frame_equal(whole.drop(columns="q"), part.drop(columns="q"))
    assert (whole["q"] >= part["q"]).all() and (whole["q"] > part["q"]).any()


def test_words_of_longer_documents_are_not_called():
    """One corpus in twenty may have a false term; before lengths were matched most had."""
    rows = [measure_terms(n, n, spread, 3, 12) for n in (12, 50) for spread in (0.3, 5.0)]
    assert np.mean([row["any_false"] for row in rows]) <= 0.1
    assert all(row["p_under_.05"] <= 0.05 for row in rows)


@pytest.mark.parametrize("longer", [1, 3])
def test_a_planted_word_is_found_whatever_the_lengths(longer):
    row = measure_terms(50, 50, 2.0, longer, 5, times=6.0)
    assert row["planted_called"] == 1


def test_the_table_of_what_was_measured_keeps_its_level():
    table = pd.read_csv(Path(__file__).parents[1] / "benchmarks" / "terms.csv")
    null = table[(table["times"] == 1) & ~table["in_pieces"]]
    assert (null.groupby("longer")["any_false"].mean() <= 0.05).all()
    assert (null["p_under_.05"] <= 0.055).all() and set(null["longer"]) == {1, 2, 3}


def test_sign_by_leaving_one_out():
    sides, options = (
        [["w", "x", "u"], ["y", "z", "v"]],
        {"min_count": 1, "min_documents": 1, "max_words": 1},
    )
    texts = {**SIX, "w": "quad quad sea oil oil"}
    got = compare_terms(make(texts), *sides, prior=1e-3, **options)
    for row in got.itertuples():
        signs = set()
        for out in texts:
            words = [" ".join(texts[d] for d in side if d != out).split() for side in sides]
            first, other = (w.count(row.term) / len(w) for w in words)
            signs.add((first > other) - (first < other))
        assert row.sign_holds == (signs in ({1}, {-1}))
    assert set(got["sign_holds"]) == {True, False}


def test_within_sources_by_hand():
    """Mantel and Haenszel's odds, source by source; a source on one side only, and none, say nothing."""
    texts = {**SIX, "t": "quad quad quad", "s": "sea quad"}
    sides, of = (
        [["w", "x", "u", "t"], ["y", "z", "v", "s"]],
        dict(zip("wxuyzvts", "ABCABBD", strict=False)),
    )
    got = compare_terms(make(texts), *sides, sources=of, min_count=1, min_documents=1, max_words=1)
    words = {d: text.split() for d, text in texts.items()}
    total, n = sum(words.values(), []), len(sum(words.values(), []))
    mean = n / len(texts)
    for row in got.itertuples():
        share = total.count(row.term) / n
        up = down = mean * share * (mean - mean * share) / (2 * mean)
        for source in "AB":
            a, b = (sum((words[d] for d in side if of.get(d) == source), []) for side in sides)
            ya, yb, size = a.count(row.term), b.count(row.term), len(a) + len(b)
            up += ya * (len(b) - yb) / size
            down += yb * (len(a) - ya) / size
        assert row.log_odds_within == pytest.approx(math.log(up / down), abs=1e-4)
    alone = compare_terms(make(texts), *sides, sources=dict.fromkeys("wxyz", ""), min_count=1)
    assert alone["log_odds_within"].isna().all()


@pytest.mark.parametrize(
    "sources",
    [dict.fromkeys("wxyzuv", "A"), dict(zip("wxyzuv", "ABCDEF", strict=True)), {}, {"w": None},
     {"w": np.nan, "x": " ", "u": pd.NA, "unknown": "A"}, {"w": "A", "y": "A"}, pd.Series(["A"] * 2, index=["w", "z"]), pd.Series(["A", None], index=["w", "z"], dtype="string"),
     {"w": 0, "x": ("a", "b")}, pd.Series(["A", "B"], index=["w", "w"])],
)  # fmt: skip
def test_any_sources_can_be_given(sources):
    options = {"min_count": 1, "min_documents": 1, "max_words": 1}
    sides = [["w", "x", "u"], ["y", "z", "v"]]
    bare, told = (compare_terms(make(SIX), *sides, sources=s, **options) for s in (None, sources))
    of = {d: s for d, s in dict(sources).items() if isinstance(s, str) and s and d in SIX}
    both = any(of.get(d) is not None and of.get(d) == of.get(e) for d in sides[0] for e in sides[1])
    assert told["log_odds_within"].notna().all() == both
    kept = bare.columns.drop(["log_odds_within", "sign_holds"])
    pd.testing.assert_frame_equal(bare[kept], told[kept])
    if len(of) == len(SIX) and len(set(of.values())) == 1:  # the whole is its own source
        words = {d: text.split() for d, text in SIX.items()}
        n = [sum(len(words[d]) for d in side) for side in sides]
        for row in told.itertuples():
            y = [sum(words[d].count(row.term) for d in side) for side in sides]
            first = sum(y) / sum(n) * sum(n) / len(SIX)
            prior = first * (sum(n) / len(SIX) - first) / (2 * sum(n) / len(SIX))
            up, down = y[0] * (n[1] - y[1]) / sum(n) + prior, y[1] * (n[0] - y[0]) / sum(n) + prior
            assert row.log_odds_within == pytest.approx(math.log(up / down), abs=1e-4)


def test_what_only_follows_the_source_does_not_hold():
    """One paper says a word always, the other never; the last year has more of the first paper."""
    a = {f"a{i}": "sea sea quad port" for i in range(8)}
    b = {f"b{i}": "sea sea trade port" for i in range(8)}
    late = [f"a{i}" for i in range(6)] + ["b0", "b1"]
    texts, sources = a | b, {d: d[0] for d in a | b}
    bare = compare_terms(make(texts), late, max_words=1)
    told = compare_terms(make(texts), late, max_words=1, sources=sources)
    assert bare.set_index("term").at["quad", "sign_holds"]
    assert told.set_index("term").at["quad", "log_odds_within"] == pytest.approx(0, abs=1e-9)
    pd.testing.assert_frame_equal(
        bare.drop(columns="log_odds_within"), told.drop(columns="log_odds_within")
    )
    # where a paper says it less than before, what all papers say more of is no rise within them
    for i in range(6, 8):
        texts[f"a{i}"] = "sea quad quad port"
    turned = compare_terms(make(texts), late, max_words=1, sources=sources).set_index("term")
    assert turned.at["quad", "log_odds"] > 0 > turned.at["quad", "log_odds_within"]
    assert not turned.at["quad", "sign_holds"]


def test_a_group_of_one_document_never_holds_and_has_no_dispersion():
    got = compare_terms(make(FOUR), "w", min_count=1)
    assert not got["sign_holds"].any()
    assert got.loc[got["log_odds"] > 0, "dispersion"].isna().all()
    assert (got["p_least"] >= 0.25).all()


def test_turning_the_groups_turns_the_sign_and_nothing_else():
    sentences, groups, _ = draw(30, 20, seed=3, planted=3)
    there, back = (
        compare_terms(sentences, *sides, groups=groups).set_index("term") for sides in ("ab", "ba")
    )
    back = back.loc[there.index]
    np.testing.assert_allclose(there["log_odds"], -back["log_odds"])
    assert (there["sign_holds"] == back["sign_holds"]).all()
    assert (there["count_a"] == back["count_b"]).all()
    np.testing.assert_allclose(there["p"], back["p"], atol=0.05)


def test_random_splits_agree_with_all_of_them():
    sentences, groups, _ = draw(12, 25, seed=5, planted=5, times=4, uneven=False)
    exact = compare_terms(sentences, "a", groups=groups).set_index("term")
    drawn = (
        compare_terms(sentences, "a", groups=groups, n_permutations=900)
        .set_index("term")
        .loc[exact.index]
    )
    assert exact["exact"].all() and not drawn["exact"].any()
    assert set(exact["n_splits"]) == {924} and set(drawn["n_splits"]) == {901}
    np.testing.assert_allclose(drawn["p"], exact["p"], atol=0.08)
    assert set(drawn["p_least"]) == {round(1 / 901, 6)}


def test_random_splits_go_on_only_for_terms_that_may_be_rare_under_chance():
    sentences, groups, planted = draw(40, 30, seed=2, planted=4, times=8, burst=2)
    got = compare_terms(sentences, "a", groups=groups, n_permutations=3000).set_index("term")
    assert (got.loc[sorted(planted & set(got.index)), "n_splits"] == 3001).all()
    assert (got.loc[got["p"] > 0.1, "n_splits"] == 1000).all()


def test_bursty_words_of_one_source_are_seldom_set_apart():
    found = []
    for seed in range(25):
        sentences, groups, _ = draw(24, 50, seed=seed)
        found.append(compare_terms(sentences, "a", groups=groups, n_permutations=199)["p"])
    p = pd.concat(found)
    assert len(p) > 900 and 0.03 < (p <= 0.05).mean() <= 0.06


def test_planted_words_are_found():
    sentences, groups, planted = draw(60, 60, seed=8, planted=6, times=5, burst=2)
    got = compare_terms(sentences, "a", groups=groups)
    found = set(got.loc[(got["q"] <= 0.05) & (got["log_odds"] > 0), "term"])
    assert len(found & planted) >= 5 and len(found - planted) <= 1


def test_documents_of_one_episode_change_sides_together():
    copies = {f"{d}{i}": text for d, text in FOUR.items() for i in range(3)}
    groups = {d: "a" if d[0] in "wx" else "b" for d in copies}
    options = {"groups": groups, "max_words": 1}
    got = compare_terms(
        make(copies), "a", "b", units={d: d[0] for d in copies}, **options
    ).set_index("term")
    assert set(got["n_splits"]) == {6} and got.loc["quad", "p"] == pytest.approx(1 / 3, abs=1e-4)
    assert compare_terms(make(copies), "a", "b", **options)["p"].min() < 0.01


def test_b_is_all_others_and_documents_of_no_group_are_left_out():
    groups = {"w": 2020, "x": 2020, "y": 2023, "z": 2024}
    both = [compare_terms(make(SIX), 2020, b, groups=groups) for b in (None, [2023, 2024])]
    pd.testing.assert_frame_equal(*both)
    assert both[0].set_index("term").loc["quad", ["count_a", "count_b"]].tolist() == [3, 0]


def test_table_is_as_declared_and_the_same_twice():
    sentences, groups, _ = draw(30, 20, seed=1)
    a, b = (compare_terms(sentences, "a", groups=groups, n_permutations=500) for _ in range(2))
    pd.testing.assert_frame_equal(a, b)
    assert {c: str(t) for c, t in a.dtypes.items()} == TABLES["keyness"].columns


@pytest.mark.parametrize(
    ("texts", "a", "groups"),
    [
        ({}, [], None),
        ({"w": "quad quad quad"}, "w", None),
        ({"w": "the of", "x": "quad quad quad"}, "w", None),
        ({"w": "...", "x": "quad quad quad"}, "w", None),
        (FOUR, "2020", dict.fromkeys(FOUR, "2020")),
    ],
)
def test_too_little_text_gives_an_empty_table(texts, a, groups):
    pd.testing.assert_frame_equal(compare_terms(make(texts), a, groups=groups), empty("keyness"))


def test_identical_documents_differ_in_nothing():
    got = compare_terms(
        make({f"d{i:03}": "quad sea port" for i in range(100)}), [f"d{i:03}" for i in range(50)]
    )
    assert (got["log_odds"] == 0).all() and (got["p"] == 1).all() and not got["sign_holds"].any()


def test_a_corpus_of_one_word_differs_in_nothing():
    got = compare_terms(make({"w": "quad quad", "x": "quad"}), "w")
    assert got["log_odds"].tolist() == [0.0] and got["z"].tolist() == [0.0]


@pytest.mark.parametrize(
    ("a", "options", "message"),
    [
        ("nobody", {}, "group 'nobody' has no document; groups are w, x, y, z"),
        ("w", {"b": ["w", "x"]}, "group 'w' appears in a and in b"),
        ("w", {"min_count": 0}, "min_count=0"),
        ("w", {"n_permutations": 0}, "n_permutations=0"),
        ("w", {"prior": 0}, "prior=0"),
    ],
)
def test_faults_are_named(a, options, message):
    with pytest.raises(ValueError, match=message):
        compare_terms(make(FOUR), a, **options)


WORDS = st.lists(st.sampled_from(["quad", "port", "aid", "sea", "the"]), max_size=6).map(" ".join)


@settings(max_examples=examples(40))
@given(st.lists(WORDS, min_size=2, max_size=6), st.integers(1, 5))
def test_any_small_corpus_is_compared(texts, k):
    texts = {f"d{i}": text for i, text in enumerate(texts)}
    got = compare_terms(make(texts), list(texts)[:k], min_count=1, min_documents=1)
    assert (
        got["p"].between(0, 1).all()
        and (got["p_least"] <= got["p"]).all()
        and (got["q"] >= got["p"] - 1e-6).all()
    )
    assert got["dispersion"].dropna().between(0, 1).all()
    assert np.isfinite(got[["log_odds", "z"]]).all().all()


def test_a_group_whose_documents_have_no_sentence_is_compared_with_nothing():
    rows = pd.DataFrame({"doc_id": ["a", "b"], "text": ["quad quad sea", "quad sea"]})
    assert compare_terms(rows, "2024", groups={"a": "2023", "b": "2023", "c": "2024"}).empty
    with pytest.raises(ValueError, match="'2025' has no document"):
        compare_terms(rows, "2025", groups={"a": "2023", "b": "2023", "c": "2024"})
