import numpy as np
import pandas as pd
import pytest
from planted_copies import edit, join, plant, write_sentences

from analysis import split_sentences
from analysis.corpus import list_templates, mark_copies
from analysis.corpus.copies import drop_copies


def write_yearly(n_years=3, *, seed=1):
    """A statement that keeps six sentences and has two of its own every year."""
    rng = np.random.default_rng(seed)
    kept, rows = write_sentences(rng, 6), []
    for year in range(n_years):
        own = [join([sentence]) for sentence in write_sentences(rng, 2)]
        text = " ".join([join(kept), *own])
        rows.append((f"y{year}", pd.Timestamp(f"{2020 + year}-09-10"), text, own))
    return pd.DataFrame(rows, columns=["doc_id", "date", "text", "own"])


def templates(documents, **options):
    documents = mark_copies(documents)
    return list_templates(documents, split_sentences(documents), **options)


def test_a_yearly_statement_counts_and_what_changed_is_listed():
    documents = write_yearly()
    assert (mark_copies(documents)["copy_of"] == "").all()
    found = templates(documents).set_index("doc_id")
    assert found["repeats"].to_dict() == {"y1": "y0", "y2": "y1"} or set(found["repeats"]) == {"y0"}
    own = documents.set_index("doc_id")["own"]
    for doc_id, row in found.iterrows():
        assert row["added"].split("\n") == own[doc_id]
        assert row["removed"].split("\n") == own[row["repeats"]]
        assert (row["n_added"], row["n_removed"]) == (2, 2)
        assert 0.6 <= row["share"] < 1 and row["days_apart"] in (365, 730, 731)


def test_of_several_as_like_the_latest_is_named():
    documents = write_yearly().assign(text=lambda frame: frame["text"].iloc[0])
    found = templates(documents)
    assert found[["doc_id", "repeats"]].values.tolist() == [["y1", "y0"], ["y2", "y1"]]
    assert found["days_apart"].tolist() == [365, 365] and found["share"].tolist() == [1, 1]
    assert found["added"].tolist() == ["", ""]


def test_copies_of_the_same_days_are_none():
    documents = write_yearly()
    documents["date"] = pd.Timestamp("2020-09-10")
    assert templates(documents.assign(text=documents["text"].iloc[0])).empty
    twice = pd.concat([write_yearly(), write_yearly().assign(doc_id=["c0", "c1", "c2"])])
    assert set(templates(twice)["doc_id"]) == {"c1", "c2"}  # the rest are copies of these


def test_documents_whose_days_may_be_the_same_are_none():
    documents = write_yearly(2)
    documents["date_low"] = pd.to_datetime(["2021-01-01", "2021-06-01"])
    documents["date_high"] = pd.to_datetime(["2021-12-31", "2021-06-01"])
    assert templates(documents).empty
    assert templates(documents.assign(date=pd.NaT, date_low=pd.NaT, date_high=pd.NaT)).empty
    # known by the year, the later one first by name, and neither with a date
    documents["date_low"] = pd.to_datetime(["2022-01-01", "2021-01-01"])
    documents["date_high"] = pd.to_datetime(["2022-12-31", "2021-12-31"])
    found = templates(documents.assign(date=pd.NaT))
    assert found[["doc_id", "repeats", "days_apart"]].values.tolist() == [["y0", "y1", 1]]


def test_the_sentences_shown_are_bounded_and_the_counts_are_not():
    rng = np.random.default_rng(2)
    kept, new = write_sentences(rng, 30), write_sentences(rng, 9)
    documents = pd.DataFrame(
        {"doc_id": ["a", "b"], "text": [join(kept), join(kept + new)]},
    ).assign(date=pd.to_datetime(["2020-01-01", "2021-01-01"]))
    (row,) = templates(documents, most=2).itertuples()
    assert row.n_added == 9 and len(row.added.split("\n")) == 2 and row.removed == ""
    (row,) = templates(documents, most=0).itertuples()
    assert row.n_added == 9 and row.added == ""


def test_planted_texts_that_come_back_are_found_and_others_are_not():
    first = drop_copies(mark_copies(plant(200, seed=6)))
    rng = np.random.default_rng(7)
    again = first.iloc[::3].assign(doc_id=lambda frame: "again-" + frame["doc_id"])
    again["text"] = [
        join(edit(rng, [text.lower().rstrip(".").split()], 0.05)) for text in again["text"]
    ]
    again["date"] += pd.Timedelta(days=365)
    found = templates(pd.concat([first, again], ignore_index=True))
    hits = found["doc_id"].str.startswith("again-")
    assert (found["doc_id"][hits] == "again-" + found["repeats"][hits]).mean() > 0.95
    assert hits.sum() >= 0.95 * len(again) and (~hits).sum() <= 0.02 * len(first)


def test_the_order_of_the_rows_changes_nothing():
    documents = pd.concat([write_yearly(4, seed=seed).assign(seed=seed) for seed in range(5)])
    documents["doc_id"] += "-" + documents["seed"].astype("str")
    mixed = documents.sample(frac=1, random_state=3)
    pd.testing.assert_frame_equal(templates(documents), templates(mixed))


def test_nothing_gives_a_table_with_its_columns():
    empty = templates(write_yearly().iloc[:0])
    full = templates(write_yearly())
    assert empty.columns.tolist() == full.columns.tolist() and empty.empty
    assert (empty.dtypes == full.dtypes).all()


def test_what_cannot_be_is_named():
    documents = write_yearly()
    for options in ({"threshold": 0}, {"days": -1}, {"most": -1}):
        with pytest.raises(ValueError, match=next(iter(options))):
            templates(documents, **options)
