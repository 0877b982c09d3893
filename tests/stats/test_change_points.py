import numpy as np
import pandas as pd
import pytest
from made import make
from scipy import stats

from analysis import compare_series, find_change_points
from analysis.stats.change_points import _mann_kendall


def periods(y, x, measure="share"):
    """Tallies of one document a year."""
    tallies = make(y, x, measure)[0]
    return tallies.assign(period=[str(1990 + i) for i in range(len(y))], group="all")


def test_without_autocorrelation_it_is_kendalls_tau():
    y = [3, 1, 4, 1, 5, 9, 2, 6, 5, 8]
    row = compare_series(periods(y, [20] * 10)).iloc[0]
    assert row["n_effective"] == 10 and row["p"] > 0
    s = sum(np.sign(y[j] - y[i]) for i in range(10) for j in range(i + 1, 10))
    variance = (10 * 9 * 25 - 2 * (2 * 1 * 9)) / 18  # two pairs of ties
    assert row["tau"] == pytest.approx(s / 45)
    assert row["p"] == pytest.approx(2 * stats.norm.sf((s - 1) / np.sqrt(variance)))


def test_periods_that_hang_together_count_for_less():
    rng, plain, corrected = np.random.default_rng(3), [], []
    for _ in range(300):
        noise = np.zeros(60)
        for i in range(1, 60):
            noise[i] = 0.6 * noise[i - 1] + rng.standard_normal()
        corrected.append(_mann_kendall(noise)[1] < 0.05)
        plain.append(stats.kendalltau(np.arange(60), noise).pvalue < 0.05)
    assert np.mean(plain) > 0.25 and np.mean(corrected) < 0.7 * np.mean(plain)
    # the correction is not whole: detrending takes some of the autocorrelation with it


def test_few_periods_are_refused_by_name():
    tallies = periods([1, 2, 3], [9, 9, 9])
    assert "3 periods, fewer than 8" in compare_series(tallies).at[0, "remark"]
    found = find_change_points(tallies).iloc[0]
    assert np.isnan(found["probability"]) and "no change point is looked for" in found["remark"]
    with pytest.raises(ValueError, match="'tone'"):
        find_change_points(tallies, measure="tone")


def test_a_planted_change_is_found_where_it_is_and_probabilities_add_up():
    rng = np.random.default_rng(0)
    level = np.repeat([2, 8], 10)
    documents = [
        periods(rng.poisson(level * rng.gamma(2, 0.5, 20)), [500] * 20, "rate") for _ in range(12)
    ]
    found = find_change_points(
        pd.concat([d.assign(group=str(i)) for i, d in enumerate(documents)], ignore_index=True),
        measure="rate",
    )
    assert found["probability"].sum() == pytest.approx(1) and len(found) == 20
    best = found.loc[found["probability"].idxmax()]
    assert abs(int(best["period"]) - 2000) <= 1 and 2 < best["ratio"] < 8
    assert found.loc[found["period"] == "none", "probability"].item() < 0.05


def test_no_change_is_seldom_called_one():
    rng, none = np.random.default_rng(1), []
    for _ in range(100):
        y = rng.poisson(5 * rng.gamma(1, 1, 15))
        found = find_change_points(periods(y, [500] * 15, "rate"), measure="rate")
        none.append(found.loc[found["period"] == "none", "probability"].item())
    assert np.mean(np.array(none) < 0.05) <= 0.05 and np.median(none) > 0.5


def test_groups_are_added_and_other_themes_stay_apart():
    one = periods([1, 2, 3, 4, 5, 6, 7, 8], [20] * 8)
    two = pd.concat([one.assign(group="a"), one.assign(group="b"), one.assign(theme="u")])
    out = compare_series(two).set_index("theme")
    assert out["tau"].tolist() == [1, 1] and out["n_periods"].tolist() == [8, 8]
