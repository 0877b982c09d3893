import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from long_run import examples
from made import compare, make

from analysis import add_tallies, estimate_trends, pool_tallies
from analysis.core.measures import MEASURES
from analysis.stats import jackknife_trends


def pool(tallies):
    return pool_tallies(tallies, period="all", group="all")


@pytest.mark.parametrize("measure", MEASURES)
def test_every_measure_is_estimated_in_its_range_and_alike_from_sums_of_sums(measure):
    y, x = [0, 3, 5, 2, 9, 1, 4], [10, 12, 9, 11, 10, 8, 12]
    tallies, _ = make(y, x, measure)
    (row,) = estimate_trends(pool(tallies)).itertuples()
    one = MEASURES[measure]
    assert row.estimate == pytest.approx(one.unit * sum(y) / sum(x))
    assert row.low < row.estimate < row.high <= max(1.0, one.unit)
    parts = [pool(tallies.iloc[:3]), pool(tallies.iloc[3:])]
    for sums in (add_tallies(*parts), add_tallies(*parts[::-1])):
        pd.testing.assert_frame_equal(estimate_trends(sums), estimate_trends(pool(tallies)))
    earlier, later = parts[0].assign(period="0"), parts[1].assign(period="1")
    if measure != "tone":  # two tones have a difference, and no ratio
        (ratio,) = compare(earlier, later, measure=measure).itertuples()
        assert ratio.low < ratio.ratio < ratio.high


def test_estimates_are_ratios_inside_their_intervals():
    trends = estimate_trends(make([0, 1, 10, 0], [10, 10, 10, 0])[0])
    assert (
        trends["estimate"].tolist()[:3] == [0, 0.1, 1.0]
        and trends.loc[3, ["estimate", "low", "high"]].isna().all()
    )
    inside = trends.head(3)
    assert (inside["low"] <= inside["estimate"]).all() and (
        inside["estimate"] <= inside["high"]
    ).all()
    assert inside["low"][0] == 0 and 0 < inside["high"][0] < 1  # no hits give an upper bound
    assert trends["top_document_share"].tolist()[1] == 1.0 and np.isnan(
        trends["top_document_share"][0]
    )


def test_what_cannot_be_estimated_is_said():
    rows = make([0, 1, 0], [10, 10, 0])[0]
    nobody = rows.tail(1).assign(n_documents=0, n_units=0, group="nobody")
    remarks = estimate_trends(add_tallies(rows, nobody)).set_index("group")["remark"]
    assert (
        remarks["d0"].startswith("no hits: only an upper bound; one document")
        and "prior" in remarks["d1"]
    )
    assert remarks["d2"].startswith("no sentences") and remarks["nobody"].startswith("no documents")
    assert estimate_trends(pool(make([1, 2], [10, 10])[0])).at[0, "remark"] == ""


@pytest.mark.parametrize(
    ("column", "value", "words"),
    [
        ("sum_y", -1, "sum_y is -1"),
        ("sum_x", np.nan, "sum_x is nan"),
        ("sum_y", 1.5, "1.5"),
        ("sum_y", 99, "99 of 10"),
    ],
)
def test_sums_that_cannot_be_are_named(column, value, words):
    with pytest.raises(ValueError, match=f"tallies, t in 2020-01-01, d0: .*{words}"):
        estimate_trends(make([1, 2], [10, 10])[0].assign(**{column: value}))
    with pytest.raises(ValueError, match="measure 'weight'"):
        estimate_trends(make([1, 2], [10, 10])[0].assign(measure="weight"))


@settings(max_examples=examples(8))
@given(
    st.lists(st.tuples(st.integers(0, 9), st.integers(10, 900)), min_size=1, max_size=8),
    st.randoms(),
)
def test_estimates_equal_the_raw_ratio_and_no_order_changes_them(rows, random):
    y, x = zip(*rows, strict=True)
    tallies = make(y, x, "rate")[0]
    whole = estimate_trends(pool(tallies))
    assert whole.at[0, "estimate"] == pytest.approx(1000 * sum(y) / sum(x), abs=1e-12)
    shuffled = list(range(len(y)))
    random.shuffle(shuffled)
    pd.testing.assert_frame_equal(
        estimate_trends(pool(tallies.iloc[shuffled])), whole, check_exact=True
    )


def test_what_an_estimate_rests_on_stands_beside_it():
    tallies = make([0, 10, 0, 0, 0], [300] * 5, "rate")[0].assign(sources=["", "ab", "", "", ""])
    row = estimate_trends(pool(tallies)).iloc[0]
    assert (row["n_mentions"], row["n_carriers"], row["n_documents"]) == (10, 1, 5)
    assert (row["n_sources"], row["n_episodes"], row["top_document_share"]) == (1, 1, 1.0)


def test_more_documents_narrow_the_interval():
    one, many = make([2], [10])[0], pool(make([2] * 8, [10] * 8)[0])
    widths = [estimate_trends(t).eval("high - low").iloc[0] for t in (one, many)]
    assert widths[1] < widths[0] / 2


def test_from_thirty_units_on_the_ratio_interval_is_not_undercut():
    rng = np.random.default_rng(0)
    trends = {}
    for n in (29, 30):
        y, x = rng.poisson(3 * rng.gamma(2, 0.5, n)), rng.integers(200, 900, n)
        trends[n] = estimate_trends(pool(make(y, x, "rate")[0])).iloc[0]
        second = jackknife_trends(make(y, x, "rate")[0]).iloc[0]
    assert [trends[n]["method"] for n in (29, 30)] == ["posterior", "posterior and ratio"]
    assert trends[30]["low"] <= second["low"] * 1.02 and trends[30]["high"] >= second["high"] * 0.98


def test_the_jackknife_leaves_one_out_at_a_time():
    y, x = [1, 4, 2], [200, 300, 500]
    logs = [np.log((7 - a) / (1000 - b)) for a, b in zip(y, x, strict=True)]
    error = np.sqrt(2 / 3 * sum((v - np.mean(logs)) ** 2 for v in logs))
    row = jackknife_trends(make(y, x, "rate")[0]).iloc[0]
    assert row["estimate"] == pytest.approx(7) and row["high"] == pytest.approx(
        7 * np.exp(4.302653 * error), rel=1e-6
    )
    assert jackknife_trends(make([3, 0], [9, 9])[0]).at[0, "remark"] == "one unit has all hits"
    assert jackknife_trends(make([3], [9])[0]).at[0, "remark"].startswith("one unit")
    with pytest.raises(ValueError, match="one row per unit"):
        jackknife_trends(pool(make(y, x)[0]))


def test_tone_interval_has_documents_as_clusters():
    tallies = make([5000, 5000, 5000, 5000], [5, 5, 5, 5], "tone")[0]
    row = estimate_trends(pool(tallies)).iloc[0]
    assert (
        row["estimate"] == pytest.approx(0.1)
        and row["n_mentions"] == 20
        and np.isnan(row["top_document_share"])
    )
    apart = estimate_trends(
        pool(make([25000, -15000, 25000, -15000], [5, 5, 5, 5], "tone")[0])
    ).iloc[0]
    assert (
        apart["estimate"] == row["estimate"] and apart["high"] > row["high"] and row["low"] > -0.2
    )


def test_periods_compare_as_a_ratio():
    before, after = make([5] * 10, [100] * 10)[0], make([20] * 10, [100] * 10)[0]
    row = compare(before, after).iloc[0]
    assert row["low"] < row["ratio"] < row["high"] and row["ratio"] == pytest.approx(4, rel=0.15)
    back = compare(after, before).iloc[0]
    assert back["ratio"] == pytest.approx(1 / row["ratio"], rel=0.05)


def test_ratios_hold_a_planted_change():
    rng, runs = np.random.default_rng(2), 120
    parts = {"before": [], "after": []}
    for i in range(runs):  # each run is a theme
        y = rng.poisson(np.repeat([1.5, 6.0], 8) * rng.gamma(1, 1, 16))
        tallies = make(y, [500] * 16, "rate", theme=f"t{i}")[0]
        parts["before"].append(tallies.head(8))
        parts["after"].append(tallies.tail(8))
    rows = compare(pd.concat(parts["before"]), pd.concat(parts["after"]), measure="rate")
    assert ((rows["low"] <= 4) & (rows["high"] >= 4)).mean() >= 0.93


def test_a_tone_has_no_ratio():
    tallies = make([1, 2], [10, 10], "tone")[0]
    with pytest.raises(ValueError, match="'tone'"):
        compare(tallies, tallies, measure="tone")


def test_wrong_level_is_refused():
    with pytest.raises(ValueError, match="level"):
        estimate_trends(make([1], [2])[0], level=95)


@pytest.mark.filterwarnings("error")
def test_a_ratio_to_nothing_has_an_interval_however_many_units_there_are():
    before, after = make([0] * 40, [10] * 40)[0], make([0, 2] * 20, [10] * 40)[0]
    for one, other in ((before, after), (after, before)):
        earlier, later = pool(one).assign(period="0"), pool(other).assign(period="1")
        (row,) = compare(earlier, later, measure="share").itertuples()
        assert 0 < row.low < row.ratio < row.high < np.inf
