"""A span of dates: what lies outside is named and counted, and nothing inside is lost."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis import Study, read_corpus
from analysis.core.periods import bound_span
from analysis.corpus.date_range import keep_dates
from analysis.corpus.read import Corpus

TEXT = "The ministers of India and Japan met on {}. They spoke about trade and about ships."
DATES = {"a": "2020-12-31", "b": "2021-01-01", "c": "2021-06-30", "d": "2022-02-11", "e": ""}


@pytest.fixture
def folder(tmp_path):
    rows = [f"{name},{day},Wire" for name, day in DATES.items()]
    (tmp_path / "metadata.csv").write_text("\n".join(["doc_id,date,source", *rows]) + "\n")
    for name in DATES:
        (tmp_path / f"{name}.txt").write_text(TEXT.format(f"{name} street {name * 9}"))
    return tmp_path


@pytest.mark.parametrize(
    ("start", "end", "kept"),
    [
        ("", "", "abcde"),
        ("2021", "", "bcd"),
        ("", "2021", "abc"),
        ("2021", "2021", "bc"),
        ("2021-Q1", "2021-Q2", "bc"),
        ("2021-02", "2022-W06", "cd"),
        ("2020-12-31", "2020-12-31", "a"),
        ("2020s", "", "abcd"),
    ],
)
def test_what_lies_outside_is_named_and_the_rest_is_as_it_was(folder, start, end, kept):
    whole = read_corpus(folder)
    part = keep_dates(whole, start, end)
    assert "".join(part.documents["doc_id"]) == kept
    same = whole.documents[whole.documents["doc_id"].isin(list(kept))].reset_index(drop=True)
    pd.testing.assert_frame_equal(part.documents, same)
    gone = set(part.set_aside["doc_id"]) - set(whole.set_aside["doc_id"])
    assert gone == set(DATES) - set(kept)
    assert set(part.dropped_lines["doc_id"]) <= set(kept)


def test_a_study_of_a_span_is_that_of_these_files_alone(folder):
    part = Study(folder, start="2021", end="2021")
    for name in "ade":
        (folder / f"{name}.txt").unlink()
    pd.testing.assert_frame_equal(part.sentences, Study(folder).sentences)


@pytest.mark.parametrize(
    ("start", "end", "why"),
    [
        ("soon", "", "no period"),
        ("", "2021-13", "no period"),
        ("2022", "2021", "ends before it begins"),
        ("2030", "", "they are of 2020-12-31 to 2022-02-11"),
    ],
)
def test_a_span_that_holds_nothing_is_refused_with_the_reason(folder, start, end, why):
    with pytest.raises(ValueError, match=why):
        keep_dates(read_corpus(folder), start, end)


def test_a_copy_takes_the_place_of_an_original_outside_the_span():
    documents = pd.DataFrame(
        {
            "doc_id": ["o", "p", "q", "r"],
            "date": pd.to_datetime(["2019-01-01", "2020-03-01", "2020-02-01", "2020-04-01"]),
            "copy_of": ["", "o", "o", ""],
            "file": list("opqr"),
        }
    )
    lines = pd.DataFrame({"doc_id": ["o", "q"], "line_no": [1, 1], "text": "x", "reason": "blank"})
    aside = pd.DataFrame(columns=["file", "line", "problem", "remedy", "outcome", "doc_id"])
    kept = keep_dates(Corpus(documents, lines, aside), start="2020")
    assert dict(zip(kept.documents["doc_id"], kept.documents["copy_of"], strict=True)) == {
        "p": "q",
        "q": "",
        "r": "",
    }
    assert kept.dropped_lines["doc_id"].tolist() == ["q"] and kept.set_aside["doc_id"].tolist() == [
        "o"
    ]


@given(st.lists(st.dates(), min_size=1, max_size=30), st.dates(), st.dates())
def test_each_document_is_read_or_named(days, one, other):
    documents = pd.DataFrame(
        {
            "doc_id": [f"d{i}" for i in range(len(days))],
            "date": pd.Series([str(day) for day in days]).astype("datetime64[s]"),
            "copy_of": "",
            "file": "a",
        }
    )
    aside = pd.DataFrame(columns=["file", "line", "problem", "remedy", "outcome", "doc_id"])
    corpus = Corpus(documents, pd.DataFrame(columns=["doc_id"]), aside)
    start, end = sorted((str(one), str(other)))
    inside = [f"d{i}" for i, day in enumerate(days) if start <= str(day) <= end]
    if not inside:
        with pytest.raises(ValueError):
            keep_dates(corpus, start, end)
        return
    part = keep_dates(corpus, start, end)
    assert part.documents["doc_id"].tolist() == inside
    assert sorted([*part.documents["doc_id"], *part.set_aside["doc_id"]]) == sorted(
        documents["doc_id"]
    )


def test_bounds_are_days():
    assert bound_span("2021-Q1", "2021-W01") == ("2021-01-01", "2021-01-10")
    assert bound_span("", "") == ("", "9999-12-31")
