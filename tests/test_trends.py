from itertools import permutations

import numpy as np
import pandas as pd
import pytest

from analysis import compare_dates, compare_periods, estimate_trends
from analysis.schema import conform


def make(y, x, measure="share"):
    """Tallies of one document a row, and their documents, one episode each."""
    n = len(y)
    y, x = np.array(y, float), np.array(x, float)
    days = [f"2020-01-{i + 1:02d}" for i in range(n)]
    ids = [f"d{i}" for i in range(n)]
    tallies = pd.DataFrame(
        {
            "period": days,
            "group": ids,
            "theme": "t",
            "measure": measure,
            "n_documents": 1,
            "sum_y": y,
            "sum_x": x,
            "sum_yy": y * y,
            "sum_xy": x * y,
            "sum_xx": x * x,
            "n_episodes": 1,
            "top_y": y,
        }
    )
    return conform(tallies, "tallies"), pd.DataFrame({"doc_id": ids, "episode": ids})


def test_estimates_are_ratios_inside_their_intervals():
    trends = estimate_trends(make([0, 1, 10, 10], [10, 10, 10, 0])[0])
    assert (
        trends["estimate"].tolist()[:3] == [0, 0.1, 1.0]
        and np.isnan(trends["estimate"][3])
        and np.isnan(trends["high"][3])
    )
    inside = trends.head(3)
    assert (inside["low"] <= inside["estimate"]).all() and (inside["estimate"] <= inside["high"]).all()
    assert inside["low"][0] == 0 and 0 < inside["high"][0] < 1  # no hits give an upper bound
    assert trends["top_document_share"].tolist()[1] == 1.0 and np.isnan(trends["top_document_share"][0])


def test_more_documents_narrow_the_interval():
    one, many = make([2], [10])[0], make([2] * 8, [10] * 8)[0]
    pooled = (
        many.assign(period="all", group="all").groupby(["period", "group", "theme", "measure"], as_index=False).sum()
    )
    widths = [estimate_trends(t).eval("high - low").iloc[0] for t in (one, pooled)]
    assert widths[1] < widths[0] / 2


def test_intervals_cover_a_planted_rate_of_bursty_documents():
    rng = np.random.default_rng(0)
    covered = []
    for _ in range(120):
        y = rng.poisson(3 * rng.gamma(2, 0.5, 5))  # negative binomial, k = 2, 3 hits per 1,000 words
        tallies, _ = make(y, np.ones(5), "rate")
        cell = (
            tallies.assign(period="all", group="all")
            .groupby(["period", "group", "theme", "measure"], as_index=False)
            .sum()
        )
        row = estimate_trends(cell).iloc[0]
        covered.append(row["low"] <= 3 <= row["high"])
    assert np.mean(covered) >= 0.9


def test_permutation_equals_a_count_by_hand():
    y, x = [0, 1, 2, 4], [10, 10, 12, 9]
    tallies, documents = make(y, x)
    rate, ranks = sum(y) / sum(x), [1, 2, 3, 4]
    excess = [a - rate * b for a, b in zip(y, x, strict=True)]
    sizes = [abs(sum((r - 2.5) * e for r, e in zip(order, excess, strict=True))) for order in permutations(ranks)]
    result = compare_dates(tallies, documents).iloc[0]
    assert result["p"] == pytest.approx(np.mean([s >= sizes[0] - 1e-9 for s in sizes]))
    assert result["direction"] == 1 and result["n_orders"] == 24 and result["p_least"] <= result["p"]


def test_dates_shuffled_are_seldom_called_a_change():
    rng = np.random.default_rng(1)
    p = [compare_dates(*make(rng.poisson(3, 6), [20] * 6)).at[0, "p"] for _ in range(60)]
    assert np.mean(np.array(p) < 0.05) <= 0.1


def test_a_planted_rise_is_found_and_documents_of_one_episode_move_together():
    tallies, documents = make([0, 0, 1, 2, 5, 8, 9], [20] * 7)
    found = compare_dates(tallies, documents).iloc[0]
    assert found["p"] < 0.05 and found["direction"] == 1 and found["sign_holds"]
    assert compare_dates(tallies, documents.assign(episode=["a"] * 6 + ["b"])).at[0, "n_units"] == 2


def test_periods_compare_as_a_ratio():
    before, after = make([5] * 10, [100] * 10)[0], make([20] * 10, [100] * 10)[0]
    row = compare_periods(before, after).iloc[0]
    assert row["low"] < row["ratio"] < row["high"] and row["ratio"] == pytest.approx(4, rel=0.1)


def test_wrong_level_and_pooled_rows_are_refused():
    with pytest.raises(ValueError, match="level"):
        estimate_trends(make([1], [2])[0], level=95)
    with pytest.raises(ValueError, match="one row a document"):
        compare_dates(make([1], [2])[0].assign(n_documents=2), pd.DataFrame({"doc_id": ["d0"], "episode": ["a"]}))
