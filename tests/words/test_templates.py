"""Statements that repeat their wording from year to year."""

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from analysis.words.templates import list_templates

SENTENCES = [
    "The ministers of India and Japan reviewed the progress of bilateral cooperation in the year.",
    "They welcomed the growth of trade and the work of both governments on supply chains.",
    "Both sides stressed the rule of law at sea and freedom of navigation in the region.",
    "They agreed to hold the next meeting of this dialogue in the capital of the other side.",
]


def frame(*rows):
    documents = pd.DataFrame(rows, columns=["doc_id", "date", "text"])
    return documents.assign(date=pd.to_datetime(documents["date"]))


def test_what_stays_and_what_changes_is_told():
    first, second = " ".join(SENTENCES), " ".join(SENTENCES[:3]) + " They spoke of chips."
    rows = frame(
        ("a", "2021-09-10", first), ("b", "2022-09-10", second), ("c", "2022-09-11", "No.")
    )
    (row,) = list_templates(rows).itertuples(index=False)
    assert (row.doc_id, row.earlier, row.days, row.n_kept) == ("b", "a", 365, 3)
    assert row.added == "They spoke of chips." and row.removed == SENTENCES[3]
    assert 0.8 < row.share <= 1


def test_each_is_compared_with_the_last_before_it_and_copies_are_none():
    text = " ".join(SENTENCES)
    days = ["2020-09-10", "2021-09-10", "2021-09-12", "2022-09-10", None]
    found = list_templates(frame(*((f"d{k}", day, text) for k, day in enumerate(days))))
    assert found[["doc_id", "earlier"]].values.tolist() == [
        ["d3", "d2"],
        ["d2", "d0"],
        ["d1", "d0"],
    ]
    assert (found["added"] == "").all()


@given(st.lists(st.tuples(st.integers(0, 2000), st.permutations(SENTENCES)), max_size=8))
def test_any_documents_give_a_table_of_one_shape(rows):
    start = pd.Timestamp("2015-01-01")
    documents = frame(
        *((f"d{k}", start + pd.Timedelta(days=d), " ".join(s)) for k, (d, s) in enumerate(rows))
    )
    found = list_templates(documents)
    assert found.columns.tolist() == [
        "doc_id", "earlier", "days", "share", "n_kept", "added", "removed",
    ]  # fmt: skip
    assert found["doc_id"].is_unique and (found["days"] > 14).all()


def test_years_alone_tell_which_is_the_earlier_and_a_day_of_a_year_is_no_other_time():
    text = " ".join(SENTENCES)
    rows = frame(("a", None, text), ("b", None, text), ("c", None, text))
    rows["date_low"] = pd.to_datetime(["2022-01-01", "2021-01-01", "2021-06-01"])
    rows["date_high"] = pd.to_datetime(["2022-12-31", "2021-12-31", "2021-06-01"])
    found = list_templates(rows.iloc[[0, 1]])
    assert found[["doc_id", "earlier", "days"]].values.tolist() == [["a", "b", 1]]
    assert list_templates(rows.iloc[[1, 2]]).empty


def test_copies_are_left_out():
    text = " ".join(SENTENCES)
    rows = frame(("a", "2021-09-10", text), ("b", "2022-09-10", text), ("c", "2022-09-11", text))
    found = list_templates(rows.assign(copy_of=["", "", "b"]))
    assert found[["doc_id", "earlier"]].values.tolist() == [["b", "a"]]
