import pytest

from analysis.charts._merged import are_dated, choose_even, merge_columns, name_merged


@pytest.mark.parametrize("n", [1, 24, 25, 60, 700])
def test_every_column_is_in_one_of_at_most_24_groups_in_order_of_time(n):
    weeks = [f"{2000 + i // 52}-W{i % 52 + 1:02}" for i in range(n)]
    merged = merge_columns(["undated", *reversed(weeks)])
    assert sorted(merged) == sorted([*weeks, "undated"]) and list(merged)[-1] == "undated"
    firsts = list(dict.fromkeys(merged.values()))
    assert len(firsts) <= 25 and firsts == sorted(firsts) and merged["undated"] == "undated"
    assert all(first <= column for column, first in merged.items())


def test_documents_are_merged_by_the_day_in_their_names():
    names = {f"d{i}": f"{i + 1} Oct 2020\nIndia-US" for i in range(30)}
    merged = merge_columns([*names, "x"], names | {"x": "A title"})
    named = name_merged(merged, names | {"x": "A title"})
    assert named["d0"] == "1 Oct\nto 2 Oct 2020" and named["x"] == "A title" and len(named) == 16
    assert are_dated(list(names.values())) and not are_dated(["A", "B", "2020"])


def test_an_even_choice_has_both_ends():
    for n in (1, 2, 24, 25, 700):
        chosen = choose_even(range(n), 24)
        assert (chosen[0], chosen[-1], len(set(chosen))) == (0, n - 1, min(n, 24))
