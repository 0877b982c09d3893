"""What a corpus is made of."""

import pandas as pd
import pytest
from chunked import rechunk, rename_rows

from analysis.stats import count_composition
from analysis.stats.composition import name_events, name_groups, name_period_length

DOCUMENTS = pd.DataFrame(
    {
        "doc_id": list("abcdef"),
        "date": pd.to_datetime(
            ["2019-05-01", "2020-01-01", "2020-02-01", "2020-03-01", None, None]
        ),
        "source": ["IANS", "ANI", "", "ANI", "ANI", "IANS"],
        "side": ["india", "", "us", "us", "us", "us"],
        "episode": ["e1", "e1", "", "e2", "e3", "e4"],
        "text": ["one two", "one", "", "one two three", "one", "one"],
        "copy_of": ["", "", "", "b", "", ""],
    }
)


def test_documents_words_and_shares_a_period():
    out = count_composition(DOCUMENTS)
    assert out.values.tolist() == [
        ["2019", "IANS", 1, 2, 1.0],
        ["2020", "ANI", 1, 1, 0.5],
        ["2020", "unknown", 1, 0, 0.5],
        ["undated", "ANI", 1, 1, 0.5],
        ["undated", "IANS", 1, 1, 0.5],
    ]
    assert out.groupby("period")["share"].sum().eq(1).all()


def test_by_any_column_and_period_and_without_texts():
    out = count_composition(DOCUMENTS.drop(columns="text"), by="side", period="all")
    assert out.values.tolist() == [
        ["all", "us", 3, 0.6],
        ["all", "india", 1, 0.2],
        ["all", "unknown", 1, 0.2],
    ]
    assert set(count_composition(DOCUMENTS, period=None)["period"]) == {"2019", "2020", "undated"}
    assert set(count_composition(DOCUMENTS, period="month")["period"]) == {
        "2019-05",
        "2020-01",
        "2020-02",
        "undated",
    }


def test_a_missing_source_is_not_told_and_any_other_missing_column_is_named():
    out = count_composition(DOCUMENTS.drop(columns="source"))
    assert set(out["group"]) == {"unknown"}
    with pytest.raises(ValueError, match="'country' is no column of documents"):
        count_composition(DOCUMENTS, by="country")
    with pytest.raises(ValueError, match="is none of"):
        count_composition(DOCUMENTS, period="fortnight")


def test_no_documents_give_no_rows():
    out = count_composition(DOCUMENTS.head(0))
    assert out.empty and list(out) == ["period", "group", "n_documents", "n_words", "share"]
    assert name_period_length(DOCUMENTS.head(0)) == "year"


def test_values_that_are_no_text_are_named_and_empty_ones_not_told():
    names = name_groups(pd.DataFrame({"kind": [None, "a", " ", 1.5, float("nan")]}), "kind")
    assert names.tolist() == ["unknown", "a", "unknown", "1.5", "unknown"]


def test_a_document_without_an_event_is_one():
    assert name_events(DOCUMENTS).tolist() == ["e1", "e1", "c", "e2", "e3", "e4"]
    assert name_events(DOCUMENTS[["doc_id"]]).tolist() == list("abcdef")


@pytest.mark.parametrize("kind", ["same", "texts", "falling"])
def test_rows_by_any_name_and_in_any_chunks(kind):
    odd = rename_rows(rechunk(DOCUMENTS, 3), kind)
    pd.testing.assert_frame_equal(count_composition(odd), count_composition(DOCUMENTS))
