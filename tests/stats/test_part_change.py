"""A change parted into levels within sources and their mixture: planted truths."""

import numpy as np
import pandas as pd
import pytest
from chunked import rechunk, rename_rows
from long_run import runs
from made_mixtures import count_documents, tabulate

from analysis.stats import compare_dates, part_change

from .test_standardisation import by_hand

SIDES = {"before": "2019", "after": "2021"}


def plant(kind, seed, n=40, lift=3.0):
    """Return documents of three sources on two sides; the first says `lift` times as much."""
    rng = np.random.default_rng([5, seed])
    late = np.arange(n) >= n // 2
    chance = np.where(late, 0.8, 0.2) if kind == "mixture" else np.full(n, 0.5)
    first = rng.random(n) < chance
    if kind in ("levels", "nothing"):  # the same mixture on both sides
        first = np.arange(n) % 2 == 0
    source = np.where(first, "first", np.where(np.arange(n) // 2 % 2, "second", "third"))
    level = np.where(first, 0.04 * lift, 0.04) * np.where(late & (kind == "levels"), 3, 1)
    days = np.where(late, "2021-01-01", "2019-01-01")
    return count_documents(days, source, level[:, None], rng)


def covers(row, part):
    return row[f"{part}_low"] <= 0 <= row[f"{part}_high"]


def part_many(kind, runs):
    rows = []
    for seed in range(runs):
        documents, counts = plant(kind, seed)
        rows.append(part_change(counts, documents, **SIDES, seed=seed).iloc[0])
    return rows


def test_levels_and_parts_by_hand():
    x = [10, 30, 20, 40, 50]
    y = [[1], [6], [4], [2], [10]]
    days = ["2019-01-01", "2019-02-01", "2021-01-01", "2021-02-01", "2021-03-01"]
    documents, counts = tabulate(days, ["a", "b", "a", "b", "c"], y, x)
    row = part_change(counts, documents, **SIDES).iloc[0]
    assert np.allclose(row[["level_before", "level_after"]].astype(float), [7 / 40, 16 / 110])
    within, between = by_hand([10, 30, 0], [20, 40, 50], [0.1, 0.2, 0], [0.2, 0.05, 0.2])
    assert np.allclose(row[["within", "between"]].astype(float), [within, between])
    assert np.isclose(row["within"] + row["between"], row["change"])
    assert np.isclose(row["change"], 16 / 110 - 7 / 40)
    assert (row["n_groups"], row["n_shared"], row["n_documents_after"]) == (3, 2, 3)
    assert np.isclose(row["overlap"], (1 + 60 / 110) / 2)


def test_where_nothing_changed_few_are_called():
    """At most one in twenty, and two standard errors of 200 runs."""
    rows = part_many("nothing", 200)
    for part in ("within", "between"):
        assert np.mean([not covers(row, part) for row in rows]) <= 0.08
    assert np.mean([row["carried_by"] != "neither" for row in rows]) <= 0.08


def test_where_only_the_mixture_moved_within_covers_nothing():
    rows = part_many("mixture", runs(60, 20))
    assert np.mean([covers(row, "within") for row in rows]) >= 0.9
    assert np.mean([row["between"] for row in rows]) > 0.03
    assert np.mean([row["carried_by"] == "between" for row in rows]) > 0.5


def test_where_only_levels_moved_between_covers_nothing():
    rows = part_many("levels", runs(60, 20))
    assert np.mean([covers(row, "between") for row in rows]) >= 0.9
    assert np.mean([row["carried_by"] == "within" for row in rows]) > 0.9


def test_a_mixture_that_moved_by_chance_is_not_called():
    called = []
    for seed in range(runs(60, 20)):
        documents, counts = plant("chance", seed, lift=5)
        called.append(part_change(counts, documents, **SIDES)["carried_by"].iloc[0])
    assert np.mean([name in ("between", "both") for name in called]) <= 0.1


@pytest.mark.parametrize(
    ("sources", "remark"),
    [
        (["a"] * 6, "one group only"),
        ([""] * 6, "one group only"),
        (["a"] * 3 + ["b"] * 3, "no group is on both sides"),
    ],
)
def test_one_source_or_none_in_common_cannot_be_told(sources, remark):
    days = ["2019-01-01"] * 3 + ["2021-01-01"] * 3
    documents, counts = tabulate(days, sources, [[1], [2], [0], [5], [9], [7]], [20] * 6)
    row = part_change(counts, documents, **SIDES).iloc[0]
    assert (row["carried_by"], row["remark"]) == ("cannot be told", remark)
    assert (
        np.isclose(row["within"] + row["between"], row["change"])
        and row["change_low"] < row["change"]
    )


@pytest.mark.parametrize("days", [["2019-01-01"] * 2, ["undated"] * 2])
def test_without_two_sides_nothing_is_parted(days):
    documents, counts = tabulate(days, ["a", "b"], [[1], [2]], [20, 20])
    row = part_change(counts, documents).iloc[0]
    assert row["carried_by"] == "cannot be told" and np.isnan(row["change"])
    assert row["remark"] == "no dated document on one side"


def test_one_document_of_a_source_a_side_has_an_interval():
    days = ["2019-01-01"] * 2 + ["2021-01-01"] * 2
    documents, counts = tabulate(days, ["a", "b"] * 2, [[2], [3], [2], [3]], [30] * 4)
    row = part_change(counts, documents, **SIDES).iloc[0]
    assert (
        row["within_low"] < -0.05 and row["within_high"] > 0.05 and row["carried_by"] == "neither"
    )


def test_the_cut_is_where_the_theme_changed_else_in_the_middle():
    rng = np.random.default_rng(0)
    years = np.repeat(np.arange(2010, 2022), 10)
    level = np.stack([np.where(years >= 2019, 0.4, 0.05), np.full(120, 0.1)], axis=1)
    days = [f"{year}-01-01" for year in years]
    documents, counts = count_documents(days, rng.choice(["a", "b"], 120), level, rng)
    changes = compare_dates(counts, documents)
    out = part_change(counts, documents, changes=changes).set_index("theme")
    assert out["before"].tolist() == ["before 2019-01-01", "before 2016-01-01"]
    assert set(part_change(counts, documents)["after"]) == {"since 2016-01-01"}
    assert out["carried_by"].iloc[0] == "within"


def test_one_theme_never_moves_another():
    rng = np.random.default_rng(1)
    documents, counts = count_documents(
        ["2019-01-01", "2021-01-01"] * 15, list("aab") * 10, np.full((30, 2), 0.1), rng
    )
    other = counts.assign(sum_y=counts["sum_y"].where(counts["theme"] == "theme 0", 0))
    one = counts[counts["theme"] == "theme 0"]
    rows = [part_change(table, documents, **SIDES).head(1) for table in (counts, other, one)]
    pd.testing.assert_frame_equal(rows[0], rows[1])
    pd.testing.assert_frame_equal(rows[0], rows[2])


def test_order_chunks_copies_and_undated_documents_change_nothing():
    documents, counts = plant("mixture", 0)
    first = part_change(counts, documents, **SIDES)
    late, more = plant("levels", 1)
    late = late.assign(doc_id="u" + late["doc_id"], date=pd.NaT, copy_of="")
    more = more.assign(group="u" + more["group"], period="undated")
    extra = documents.assign(doc_id="c" + documents["doc_id"], copy_of=documents["doc_id"])
    all_documents = pd.concat([documents.assign(copy_of=""), late, extra]).sample(
        frac=1, random_state=0
    )
    all_counts = pd.concat([counts, more]).sample(frac=1, random_state=1)
    odd = part_change(
        rename_rows(rechunk(all_counts, 1), "same"),
        rename_rows(rechunk(all_documents, 2), "texts"),
        **SIDES,
    )
    pd.testing.assert_frame_equal(odd, first)


def test_rates_are_parted_too():
    rng = np.random.default_rng(2)
    documents, counts = count_documents(
        ["2019-01-01", "2021-01-01"] * 20,
        list("aabb") * 10,
        np.full((40, 1), 0.05),
        rng,
        measure="rate",
    )
    row = part_change(counts, documents, **SIDES, measure="rate").iloc[0]
    assert row["measure"] == "rate" and covers(row, "within")
    assert part_change(counts, documents, **SIDES).empty


def test_what_is_asked_wrongly_is_named():
    documents, counts = plant("nothing", 0)
    with pytest.raises(ValueError, match="both before and after"):
        part_change(counts, documents, before="2019")
    with pytest.raises(ValueError, match="no column of documents"):
        part_change(counts, documents, by="kind")
    with pytest.raises(ValueError, match="one row per document"):
        part_change(counts.assign(n_documents=2), documents)
    with pytest.raises(ValueError, match="measure"):
        part_change(counts, documents, measure="tone")
