"""The test of the newest period: planted breaks, dumb cases by hand, and the measured rate of false
alerts.
"""

from itertools import combinations
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from made import make, make_many

from analysis.stats.newest import compare_newest

TABLE = pd.read_csv(Path(__file__).parents[1] / "benchmarks" / "alerts.csv")


def test_p_is_the_share_of_choices_as_extreme_by_hand():
    """Six events, two in the newest period: of 15 choices of two, those as far from the mean."""
    tallies, documents = make([1, 2, 1, 2, 6, 9], [10] * 6)
    days = pd.to_datetime(
        ["2020-01-01", "2020-01-02", "2020-01-03", "2020-01-04"] + ["2020-02-01"] * 2
    )
    tallies["period"], documents["date"] = days.strftime("%Y-%m-%d"), days
    (row,) = compare_newest(tallies, documents, period="2020-02").to_dict("records")
    # lengths are alike, so that only the order of the counts matters
    top = [pair for pair in combinations([1, 2, 1, 2, 6, 9], 2) if sum(pair) >= 15]
    assert row["p"] == pytest.approx(len(top) / 15) and row["p_least"] == pytest.approx(1 / 15)
    assert (row["direction"], row["n_newest"], row["n_before"]) == (1, 2, 4)
    assert row["level"] == pytest.approx(15 / 20) and row["level_before"] == pytest.approx(6 / 40)
    assert row["n_mentions"] == 15 and row["since"] == "" and not row["alert"]


def make_months(levels, each=6, seed=0):
    """Return tallies of two themes: the first at a level for each month, the second at a tenth."""
    rng = np.random.default_rng(seed)
    level = np.repeat(levels, each)
    y = np.column_stack([rng.binomial(20, level), rng.binomial(20, 0.1, len(level))])
    tallies, documents = make_many(y, [20] * len(level))
    months = np.repeat(pd.date_range("2020-01-01", periods=len(levels), freq="MS"), each)
    days = pd.Series(months) + pd.to_timedelta(np.arange(len(level)) % each, "D")
    tallies["period"] = np.tile(days.dt.strftime("%Y-%m-%d"), 2)
    return tallies, documents.assign(date=days.to_numpy()), f"{days.max():%Y-%m}"


def test_a_planted_break_is_found_in_its_month_either_way():
    for before, newest, way in ((0.1, 0.5, 1), (0.4, 0.05, -1)):
        tallies, documents, period = make_months([before] * 17 + [newest])
        rows = compare_newest(tallies, documents, period=period).set_index("theme")
        assert rows["alert"].tolist() == [True, False] and rows.at["t0", "direction"] == way
        # the same, whatever the rows' order
        mixed = tallies.sample(frac=1, random_state=1), documents.sample(frac=1, random_state=2)
        again = compare_newest(*mixed, period=period).set_index("theme").reindex(rows.index)
        assert again["alert"].tolist() == [True, False]


def test_a_level_that_rose_a_year_ago_is_no_news_and_a_further_rise_is():
    tallies, documents, period = make_months([0.1] * 12 + [0.35] * 13)
    row = compare_newest(tallies, documents, period=period).iloc[0]
    assert not row["alert"] and row["since"] == "2021-01-01"
    assert row["level_before"] == pytest.approx(0.35, abs=0.04) and row["n_before"] == 72
    tallies, documents, period = make_months([0.1] * 12 + [0.35] * 12 + [0.75])
    assert compare_newest(tallies, documents, period=period).iloc[0]["alert"]


def test_one_event_alone_raises_no_alert():
    tallies, documents, period = make_months([0.1] * 17 + [0.9])
    row = compare_newest(
        tallies,
        documents.assign(episode=documents["episode"].where(documents["date"] < period, "one")),
        period=period,
    ).iloc[0]
    assert (row["n_newest"], row["p_without"], row["alert"]) == (1, 1.0, False)


def test_odd_tables_give_no_row_and_a_period_that_is_none_is_an_error():
    tallies, documents, period = make_months([0.1] * 3)
    for given in ((tallies.iloc[:0], documents), (tallies, documents.iloc[:0])):
        assert compare_newest(*given, period=period).empty
    assert compare_newest(tallies, documents, period="2031-01").empty  # nothing lies in it
    assert compare_newest(tallies, documents, period="2020").empty  # nothing lies before it
    assert compare_newest(tallies, documents, period=period, family=[]).empty
    none = tallies.assign(sum_y=0, sum_yy=0, sum_xy=0, n_carriers=0, top_y=0)
    assert not compare_newest(none, documents, period=period)["alert"].any()
    with pytest.raises(ValueError, match="no period"):
        compare_newest(tallies, documents, period="soon")


def test_alerts_are_false_as_seldom_as_is_said_and_breaks_are_found():
    """What `tests/benchmarks/alerts.py` measured."""
    still = TABLE[TABLE["newest_ratio"] == 1]
    none = still[still["before"] == "none"]
    assert (none["alerts"] <= 0.05).all() and none["runs"].sum() >= 500
    chance = 2 * np.sqrt(0.05 * 0.95 / still["runs"])
    assert (still["alerts"] <= 0.05 + chance).all()
    assert np.average(still["alerts"], weights=still["runs"]) <= 0.05
    found = TABLE[(TABLE["newest_ratio"] == 3) & (TABLE["documents_each"] == 8)]
    found = found.set_index("before")["found"]
    assert found["none"] >= 0.85 and found["step"] >= 0.85 and found["runs"] >= 0.5
