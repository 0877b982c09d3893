import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st
from long_run import examples

from analysis.stats.distinct_counts import SIZE, count_names, merge_sketches, sketch_names


def sketch(names):
    rows = pd.DataFrame({"cell": "c", "name": pd.Series(list(names), dtype="str")})
    return sketch_names(rows, ["cell"], "name").get("c", "")


@settings(max_examples=examples(30))
@given(st.lists(st.sets(st.sampled_from([f"outlet {i}" for i in range(40)])), max_size=5))
def test_united_sketches_are_the_sketch_of_the_union_and_count_exactly(sets):
    union = set().union(*sets)
    merged = merge_sketches(pd.Series([sketch(s) for s in sets], dtype="str"))
    assert merged == sketch(union) and count_names(pd.Series([merged])).item() == len(union)


def test_many_names_are_counted_to_within_a_quarter_and_parts_unite_to_the_whole():
    names = [f"outlet {i}" for i in range(5_000)]
    whole = sketch(names)
    assert merge_sketches(pd.Series([sketch(names[:3_000]), sketch(names[2_000:])])) == whole
    assert (
        len(whole.split()) == SIZE and abs(count_names(pd.Series([whole])).item() - 5_000) < 1_250
    )


def test_an_empty_name_is_no_name():
    assert sketch(["", "ANI", "ANI"]) == sketch(["ANI"]) and sketch([""]) == ""
