"""Groups compared at the same dates: planted truths."""

import numpy as np
import pandas as pd
import pytest
from chunked import rechunk, rename_rows
from long_run import choose, runs
from made_mixtures import count_documents, tabulate

from analysis.stats import compare_groups, group_tests


def plant(kind, seed, n=44, lift=1.0, measure="share"):
    """Return documents of two sources, the first of two themes said `lift` times as much by b."""
    rng = np.random.default_rng([7, seed])
    is_b, length = rng.random(n) < 0.5, rng.integers(10, 100, n)
    if kind in ("few long", "few short"):
        is_b = np.arange(n) % 11 == 0
        long = is_b if kind == "few long" else ~is_b
        length = np.where(long, rng.integers(150, 250, n), rng.integers(10, 30, n))
    late = rng.random(n) < (np.where(is_b, 0.8, 0.2) if kind == "dates" else 0.5)
    level = np.full((n, 2), 0.05) * np.where(late & (kind == "dates"), 3, 1)[:, None]
    level[:, 0] *= np.where(is_b, lift, 1)
    days = np.where(late, "2021-01-01", "2019-01-01")
    return count_documents(
        days, np.where(is_b, "b", "a"), level, rng, lengths=length, measure=measure
    )


def whole(documents, counts, **options):
    out = compare_groups(counts, documents, **options)
    return out[out["period"] == "all"].reset_index(drop=True)


KINDS = ["lengths", "few long", "few short", "dates"]


@pytest.mark.parametrize("kind", choose(KINDS, KINDS[1:]))  # which are harder than the first
def test_where_nothing_differs_p_is_uniform_and_few_are_called(kind, monkeypatch):
    """Whatever the lengths of the documents, and though one source writes later than the other."""
    monkeypatch.setattr(group_tests, "_N_PERMUTATIONS", 199)
    rows = pd.concat([whole(*plant(kind, i), seed=i).assign(run=i) for i in range(runs(100, 50))])
    assert np.mean(rows["p"] <= 0.05) <= 0.08 and 0.4 < rows["p"].mean() < 0.6
    assert rows.groupby("run")["p_family"].min().le(0.05).mean() <= 0.1
    assert rows.groupby("run")["called"].any().mean() <= 0.05
    assert np.mean((rows["low"] <= 1) & (rows["high"] >= 1)) >= 0.93


def test_a_difference_is_found_and_measured():
    rows = whole(*plant("lengths", 0, n=200, lift=3.0)).set_index("theme")
    first = rows.loc["theme 0"]
    assert first["called"] and not rows.loc["theme 1", "called"]
    ratio = 3.0 if first["group"] == "b" else 1 / 3
    assert first["low"] < ratio < first["high"]
    assert rows["p"].le(rows["p_family"]).all()


def test_levels_are_those_at_the_same_dates():
    """Both sources say as much in each year; all at once, one would seem to say more."""
    days = ["2019-01-01"] * 4 + ["2021-01-01"] * 4
    y = [[2], [2], [2], [2], [8], [8], [8], [8]]
    documents, counts = tabulate(days, list("aaabbbba"), y, [20] * 8)
    row = whole(documents, counts, period="year").iloc[0]
    assert np.isclose(row["level"], row["level_other"]) and row["p"] == 1
    out = compare_groups(counts, documents, period="year")
    years = out[out["period"] != "all"].set_index("period")
    assert np.allclose(years["level"], [0.1, 0.4]) and np.allclose(years["level_other"], [0.1, 0.4])
    assert years["n_documents"].tolist() == [3, 1] and years["p"].isna().all()


def test_the_ratio_is_mantels_and_haenszels():
    days = ["2019-01-01"] * 3 + ["2020-01-01"] * 4
    x, y = [20, 30, 50, 40, 10, 25, 60], [[4], [3], [9], [2], [2], [5], [6]]
    documents, counts = tabulate(days, list("abbaabb"), y, x)
    row = whole(documents, counts, period="year").iloc[0]
    a = {"2019": (4, 20), "2020": (4, 50)}
    b = {"2019": (12, 80), "2020": (11, 85)}
    up = sum(a[t][0] * b[t][1] / (a[t][1] + b[t][1]) for t in a)
    down = sum(b[t][0] * a[t][1] / (a[t][1] + b[t][1]) for t in a)
    found = row["level"] / row["level_other"]
    assert np.isclose(found, up / down if row["group"] == "a" else down / up)


def test_of_more_than_two_the_five_largest_stand_against_the_rest():
    rng = np.random.default_rng(3)
    sources = [f"s{i}" for i in range(8) for _ in range(9 - i)] + [""] * 20
    n = len(sources)
    documents, counts = count_documents(["2020-01-01"] * n, sources, np.full((n, 1), 0.1), rng)
    rows = whole(documents, counts)
    assert rows["group"].tolist() == [f"s{i}" for i in range(5)]
    assert set(rows["other"]) == {"the rest"}
    assert (rows["n_documents"] + rows["n_documents_other"]).eq(n - 20).all()


@pytest.mark.parametrize("sources", [["a"] * 4, [""] * 4, ["a", "", "a", ""]])
def test_one_source_is_compared_with_none(sources):
    documents, counts = tabulate(["2020-01-01"] * 4, sources, [[1]] * 4, [20] * 4)
    assert compare_groups(counts, documents).empty
    assert compare_groups(counts, documents.drop(columns="source")).empty
    assert compare_groups(counts.head(0), documents.head(0)).empty


def test_no_period_in_common_is_said():
    documents, counts = tabulate(["2019-01-01", "2021-01-01"], ["a", "b"], [[1], [9]], [20, 20])
    row = whole(documents, counts, period="year").iloc[0]
    assert row["remark"] == "no period has documents of both" and np.isnan(row["p"])
    assert not row["called"] and row["n_periods"] == 0


def test_without_any_date_all_are_of_one_period():
    documents, counts = tabulate(
        ["undated"] * 6, list("aaabbb"), [[1], [2], [1], [9], [8], [9]], [20] * 6
    )
    out = compare_groups(counts, documents)
    assert out["period"].tolist() == ["all"] and out["remark"].tolist() == ["none is dated"]
    some = pd.concat([counts.assign(period="2020-01-01", group="x" + counts["group"]), counts])
    more = pd.concat([documents.assign(doc_id="x" + documents["doc_id"]), documents])
    assert whole(more, some, period="year")["n_documents"].tolist() == [3]


def test_documents_of_one_source_on_one_event_move_together():
    documents, counts = tabulate(["2020-01-01"] * 20, list("ab") * 10, [[0], [9]] * 10, [20] * 20)
    assert whole(documents, counts)["p"].iloc[0] < 0.01
    assert whole(documents.assign(episode="one"), counts)["p"].iloc[0] == 1


def test_order_chunks_and_other_themes_change_nothing():
    documents, counts = plant("lengths", 1)
    first = compare_groups(counts, documents)
    shuffled = counts.sample(frac=1, random_state=0).sort_values("theme", kind="stable")
    odd = compare_groups(
        rename_rows(rechunk(shuffled, 1), "falling"),
        rename_rows(rechunk(documents.sample(frac=1, random_state=2), 2), "same"),
    )
    pd.testing.assert_frame_equal(odd, first)
    alone = whole(documents, counts[counts["theme"] == "theme 1"]).iloc[0]
    both = first[(first["theme"] == "theme 1") & (first["period"] == "all")].iloc[0]
    names = ["level", "ratio", "low", "high", "p"]
    assert alone[names].tolist() == both[names].tolist()


def test_a_family_is_judged_by_itself():
    documents, counts = plant("lengths", 2, n=100, lift=2.0)
    one = whole(documents, counts, family=["theme 0"])
    assert np.allclose(one["p"], one["p_family"])


def test_rates_are_compared_too():
    row = whole(*plant("lengths", 4, n=100, lift=4.0, measure="rate"), measure="rate").iloc[0]
    assert row["measure"] == "rate" and row["called"]
