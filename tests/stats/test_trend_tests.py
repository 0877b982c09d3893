from itertools import permutations

import numpy as np
import pandas as pd
import pytest
from benchmarks.coverage import measure_calls
from made import make, make_many

from analysis.stats import compare_dates
from analysis.stats.trend_tests import adjust_holm


def test_permutation_equals_a_count_by_hand():
    y, x = [0, 1, 2, 4], [10, 10, 10, 10]  # equal lengths, so that all weights are
    result = compare_dates(*make(y, x)).iloc[0]
    excess = [a - sum(y) / 4 for a in y]
    sizes = [
        abs(sum((r - 2.5) * e for r, e in zip(o, excess, strict=True)))
        for o in permutations([1, 2, 3, 4])
    ]
    assert result["p"] == pytest.approx(np.mean([s >= sizes[0] - 1e-9 for s in sizes]))
    assert result["p_least"] == pytest.approx(np.mean([s >= max(sizes) - 1e-9 for s in sizes]))
    assert result["direction"] == 1 and result["n_orders"] == 24 and result["method"] == "exact"
    without = [compare_dates(*make(np.delete(y, i), [10] * 3)).at[0, "p"] for i in range(4)]
    assert result["p_without"] == pytest.approx(max(without))


def test_holm_by_hand_and_families_apart():
    assert adjust_holm(pd.Series([0.01, 0.04, 0.03, 0.5])).tolist() == pytest.approx(
        [0.04, 0.09, 0.09, 0.5]
    )
    y = np.array([[0, 3, 1], [1, 2, 1], [2, 1, 1], [3, 0, 1], [4, 0, 1], [5, 0, 1]])
    tallies, documents = make_many(y, [20] * 6)
    split = compare_dates(tallies, documents, family=["t0"]).set_index("theme")
    assert split.loc["t0", "p_holm"] == split.loc["t0", "p"] and split["n_family"].tolist() == [
        1,
        2,
        2,
    ]
    assert split.loc["t1", "p_holm"] == pytest.approx(2 * split.loc["t1", "p"])
    assert compare_dates(tallies, documents)["n_family"].tolist() == [3, 3, 3]


@pytest.mark.parametrize("n", [5, 12, 50, 200])
def test_shuffled_dates_are_seldom_called_a_change(n):
    row = measure_calls(0.5, 3.0, 3.0, n, "none", 100)
    assert row["rose"] + row["fell"] <= 0.05 + 2 * np.sqrt(0.05 * 0.95 / 100)


def test_a_planted_fourfold_rise_of_fifty_documents_is_called():
    row = measure_calls(2.0, 3.0, 12.0, 50, "step", 80, family=4)
    assert row["rose"] >= 0.9 and row["fell"] == 0


def test_a_planted_rise_is_found_and_documents_of_one_episode_move_together():
    tallies, documents = make([0, 0, 1, 2, 5, 8, 9], [20] * 7)
    found = compare_dates(tallies, documents).iloc[0]
    assert (
        found["p"] < 0.05
        and found["direction"] == 1
        and found["sign_holds"]
        and found["p_without"] < 0.1
    )
    assert compare_dates(tallies, documents.assign(episode=["a"] * 6 + ["b"])).at[0, "n_units"] == 2


def test_pitmans_approximation_agrees_with_many_orders(monkeypatch):
    rng = np.random.default_rng(0)
    tallies, documents = make_many(rng.poisson(2, (60, 6)), rng.integers(10, 40, 60))
    drawn = compare_dates(tallies, documents)
    monkeypatch.setattr("analysis.stats.date_permutation._MANY", 20)
    near = compare_dates(tallies, documents)
    assert set(near["method"]) == {"Pitman's approximation"} and set(drawn["method"]) == {
        "Monte Carlo"
    }
    assert near["p"].to_numpy() == pytest.approx(drawn["p"].to_numpy(), abs=0.015)


@pytest.mark.parametrize("measure", ["share", "rate"])
def test_leaving_out_by_arrays_gives_what_leaving_out_one_by_one_gives(monkeypatch, measure):
    rng = np.random.default_rng(1)
    y = rng.poisson(2, (60, 6))
    y[:, 0] = rng.poisson(np.linspace(0.2, 8, 60))
    tallies, documents = make_many(y, rng.integers(10, 40, 60))
    tallies = tallies.assign(measure=measure)
    monkeypatch.setattr("analysis.stats.date_permutation._MANY", 20)
    one_by_one = compare_dates(tallies, documents, measure=measure)
    monkeypatch.setattr("analysis.stats.date_permutation._LEFT_OUT_ALL", 20)
    few = compare_dates(tallies, documents, measure=measure)
    monkeypatch.setattr("analysis.stats.date_permutation._LEFT_OUT_OF_MANY", 60)
    arrays = compare_dates(tallies, documents, measure=measure)
    assert arrays["p_without"].to_numpy() == pytest.approx(
        one_by_one["p_without"].to_numpy(), rel=1e-9
    )
    assert arrays["sign_holds"].tolist() == one_by_one["sign_holds"].tolist()
    assert (few["p_without"] <= arrays["p_without"] + 1e-12).all()
    assert few["p_without"][0] < 0.001 and few["p_without"][0] == pytest.approx(
        arrays["p_without"][0], rel=0.01
    )


def test_the_same_seed_gives_the_same_p():
    tallies, documents = make([1, 0, 2, 1, 0, 3, 1, 1, 4, 0], [9] * 10)
    assert compare_dates(tallies, documents, seed=3).equals(
        compare_dates(tallies, documents, seed=3)
    )


def test_a_growth_ratio_comes_from_thirty_episodes_on():
    rng = np.random.default_rng(4)
    n = 120
    y = rng.poisson(np.exp(np.linspace(0, np.log(4), n)) * rng.gamma(2, 0.5, n))
    row = compare_dates(*make(y, [20] * n)).iloc[0]
    assert row["low"] < 4 < row["high"] and row["low"] > 1 and row["remark"] == ""
    few = compare_dates(*make(y[:29], [20] * 29)).iloc[0]
    assert np.isnan(few["ratio"]) and few["remark"] == "no ratio under 30 episodes"
    none = compare_dates(*make([0] * 40, [20] * 40)).iloc[0]
    assert "fewer than two episodes" in none["remark"] and none["p"] == 1 and none["direction"] == 0


def test_a_date_that_is_an_interval_enters_as_one():
    y = [0, 1, 2, 3, 4, 5]
    tallies, documents = make(y, [20] * 6)
    sure = compare_dates(tallies, documents).iloc[0]
    wide = documents.assign(date_low=documents["date"], date_high=documents["date"])
    assert compare_dates(tallies, wide).iloc[0].equals(sure)
    wide.loc[0, "date_high"] = pd.Timestamp("2020-01-12")  # the first may be the last
    vague = compare_dates(tallies, wide).iloc[0]
    assert vague["direction"] == 1 and vague["p"] > sure["p"]
    wide.loc[:, "date_high"] = pd.Timestamp("2030-01-01")  # nothing is known of the order
    wide.loc[:, "date_low"] = pd.Timestamp("2010-01-01")
    assert compare_dates(tallies, wide).at[0, "p"] > 0.05


def test_undated_documents_are_left_out_unless_their_interval_is_known():
    tallies, documents = make([1, 2, 3, 4], [9] * 4)
    tallies.loc[0, "period"] = "undated"
    assert compare_dates(tallies, documents).at[0, "n_units"] == 3
    known = documents.assign(date_low=documents["date"], date_high=documents["date"])
    assert compare_dates(tallies, known).at[0, "n_units"] == 4


def test_too_little_to_test_is_no_error():
    for n in (0, 1, 2):
        out = compare_dates(*make([1] * n, [5] * n))
        assert len(out) == min(n, 1) and (out["p"] == 1).all() and not out["sign_holds"].any()


def test_pooled_rows_and_other_measures_are_refused():
    tallies, documents = make([1], [2])
    with pytest.raises(ValueError, match="one row a document"):
        compare_dates(tallies.assign(n_documents=2), documents)
    with pytest.raises(ValueError, match="'tone'"):
        compare_dates(tallies, documents, measure="tone")
