import numpy as np
import pandas as pd
import pytest
from benchmarks.coverage import measure_calls
from long_run import runs
from made import make, make_many

from analysis.stats import compare_dates
from analysis.stats.trend_tests import adjust_holm


def test_holm_by_hand_and_families_apart():
    assert adjust_holm(pd.Series([0.01, 0.04, 0.03, 0.5])).tolist() == pytest.approx(
        [0.04, 0.09, 0.09, 0.5]
    )
    y = np.array([[0, 3, 1], [1, 2, 1], [2, 1, 1], [3, 0, 1], [4, 0, 1], [5, 0, 1]])
    tallies, documents = make_many(y, [20] * 6)
    split = compare_dates(tallies, documents, family=["t0"]).set_index("theme")
    assert split.loc["t0", "p_family"] == split.loc["t0", "p"]
    assert split["n_family"].tolist() == [1, 2, 2]
    assert (split["p_family"] >= split["p"]).all()
    assert (split["p_family"] <= split["p"] * split["n_family"] + 1e-9).all()
    assert compare_dates(tallies, documents)["n_family"].tolist() == [3, 3, 3]


@pytest.mark.parametrize("n", [5, 12, 50, 200])
def test_shuffled_dates_are_seldom_called_a_change(n):
    n_runs = runs(60, 20)
    row = measure_calls(0.5, 3.0, 3.0, n, "none", n_runs)
    # what chance allows
    assert row["called_up"] + row["called_down"] <= 0.05 + 2 * np.sqrt(0.05 * 0.95 / n_runs)


def test_a_planted_fourfold_rise_of_fifty_documents_is_called():
    row = measure_calls(2.0, 3.0, 12.0, 50, "step", runs(30, 10), family=4)
    assert row["called_up"] >= 0.9 and row["called_down"] == 0


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


def test_sums_drawn_for_very_many_units_agree_with_orders(monkeypatch):
    rng = np.random.default_rng(0)
    tallies, documents = make_many(rng.poisson(2, (120, 6)), rng.integers(10, 40, 120))
    drawn = compare_dates(tallies, documents, dated=False)
    monkeypatch.setattr("analysis.stats.shape_tests.MANY", 20)
    near = compare_dates(tallies, documents, dated=False)
    assert set(near["method"]) == {"normal sums"} and set(drawn["method"]) == {"Monte Carlo"}
    assert near["p"].to_numpy() == pytest.approx(drawn["p"].to_numpy(), abs=0.06)


def test_a_change_that_one_episode_makes_is_not_called():
    y = [1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 0, 1, 0, 1, 40, 39, 0, 1]
    tallies, documents = make(y, [50] * 20)
    apart = compare_dates(tallies, documents).iloc[0]
    together = [f"e{i}" if i not in (16, 17) else "e16" for i in range(20)]
    one = compare_dates(tallies, documents.assign(episode=together)).iloc[0]
    assert apart["shape"] == "pulse" and not one["called"]


def test_the_same_seed_gives_the_same_p():
    tallies, documents = make([1, 0, 2, 1, 0, 3, 1, 1, 4, 0], [9] * 10)
    assert compare_dates(tallies, documents, seed=3).equals(
        compare_dates(tallies, documents, seed=3)
    )


@pytest.mark.parametrize(
    ("shape", "start", "end"), [("step", "2020-02-10", ""), ("pulse", "2020-02-10", "2020-02-25")]
)
def test_a_planted_change_is_named_dated_and_measured(shape, start, end):
    rng = np.random.default_rng(4)
    day = np.arange(80)
    level = np.where((day >= 40) & ((day < 56) | (shape == "step")), 0.24, 0.06)
    row = compare_dates(*make(rng.binomial(50, level), [50] * 80)).iloc[0]
    assert row["called"] and row["shape"] == shape and row["direction"] == 1
    assert row["start_low"] <= start <= row["start_high"]
    assert row["end"] == end or row["end_low"] <= end <= row["end_high"]
    assert row["low"] < 4 < row["high"] and row["low"] > 2
    assert row["before"] == pytest.approx(0.06, abs=0.02)
    assert row["within"] == pytest.approx(0.24, abs=0.03)
    assert np.isnan(row["after"]) if shape == "step" else row["after"] < 0.1


def test_a_steady_trend_has_no_date_and_halves_for_levels():
    rng = np.random.default_rng(1)
    row = compare_dates(*make(rng.binomial(40, np.linspace(0.03, 0.3, 60)), [40] * 60)).iloc[0]
    assert row["shape"] == "trend" and row["called"] and row["start"] == row["end"] == ""
    assert row["before"] < 0.15 < row["within"] and np.isnan(row["after"]) and row["low"] > 1


def test_a_theme_that_is_never_there_does_not_change():
    row = compare_dates(*make([0] * 40, [20] * 40)).iloc[0]
    assert row["p"] == 1 and row["direction"] == 0 and not row["called"]


def test_the_counts_of_one_theme_change_no_number_of_another():
    rng = np.random.default_rng(7)
    y = rng.binomial(20, 0.2, (30, 3))
    own = ["p", "shape", "start", "before", "within", "ratio", "low", "high", "p_without"]
    whole = compare_dates(*make_many(y, [20] * 30)).set_index("theme")[own]
    y[:, 1] = rng.binomial(20, 0.3, 30)
    other = compare_dates(*make_many(y, [20] * 30)).set_index("theme")[own]
    assert whole.loc[["t0", "t2"]].equals(other.loc[["t0", "t2"]])


def test_neighbours_that_are_alike_change_places_together():
    rng = np.random.default_rng(3)
    alike = np.repeat(rng.gamma(1, 1, (25, 4)), 4, axis=0)
    found = compare_dates(*make_many(rng.poisson(3 * alike), [60] * 100), dated=False)
    assert found["block"].min() >= 4
    free = compare_dates(*make_many(rng.poisson(3, (100, 4)), [60] * 100), dated=False)
    assert set(free["block"]) == {1}


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
    with pytest.raises(ValueError, match="one row per document"):
        compare_dates(tallies.assign(n_documents=2), documents)
    with pytest.raises(ValueError, match="'tone'"):
        compare_dates(tallies, documents, measure="tone")


@pytest.mark.parametrize("n", [40, 400])
@pytest.mark.parametrize("many", [20, 5_000])
def test_a_theme_without_a_hit_does_not_change_with_the_lengths(monkeypatch, n, many):
    monkeypatch.setattr("analysis.stats.shape_tests.MANY", many)
    row = compare_dates(*make([0] * n, np.arange(10, 10 + n))).iloc[0]
    assert row["p"] == 1 and row["direction"] == 0 and not row["called"]
