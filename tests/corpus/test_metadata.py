from datetime import date

import pytest

from analysis import read_corpus
from analysis.corpus.metadata import read_days

BODY = "India and Japan have agreed to build new ships together, the ministers said in Tokyo.\n"


def test_a_year_is_in_its_middle_and_another_wide_interval_gives_no_date():
    year = {"date_low": date(2021, 1, 1), "date_high": date(2021, 12, 31)}
    assert read_days({"date": "2021"})[0] == year | {"date": date(2021, 7, 2)}
    assert "date" not in read_days({"date_low": "2021-01-02", "date_high": "2021-12-31"})[0]
    assert "date" not in read_days({"date_low": "2020", "date_high": "2021"})[0]
    assert read_days({"date_low": "2021-05-01", "date_high": "2021-05-11"})[0]["date"] == date(
        2021, 5, 6
    )
    assert read_days({"date": "2021-05-04", "date_low": "2021-01-01", "date_high": "2021-12-31"})[
        0
    ]["date"] == date(2021, 5, 4)
    assert "later than" in read_days({"date_low": "2021-05-04", "date_high": "2021-05-01"})[1]


@pytest.mark.parametrize("value", ["n/a", " - ", "NaT", "yesterday", "3 hours ago", "0000-00-00"])
def test_a_date_that_is_not_known_is_no_fault(value):
    assert read_days({"date": value, "date_low": value}) == ({}, "")


def test_a_date_that_may_be_two_is_an_interval_unless_the_column_tells():
    wide = {"date_low": date(2020, 6, 10), "date_high": date(2020, 10, 6)}
    assert read_days({"date": "06-10-2020"}) == (wide, "")
    assert read_days({"date": "06-10-2020"}, day_first=True)[0]["date"] == date(2020, 10, 6)
    near = {"date_low": date(2018, 6, 7), "date_high": date(2018, 7, 6), "date": date(2018, 6, 21)}
    assert read_days({"date": "06/07/2018"}) == (near, "")


@pytest.mark.parametrize(("other", "month"), [("25/07/2018", 7), ("07/25/2018", 6), ("x", None)])
def test_the_dates_of_a_file_settle_their_order_together(tmp_path, other, month):
    for name in "ab":
        (tmp_path / f"{name}.txt").write_text(BODY + name)
    (tmp_path / "metadata.csv").write_text(f"doc_id,event_date\na,06/07/2018\nb,{other}\n")
    row = read_corpus(tmp_path).documents.set_index("doc_id").loc["a"]
    assert (row["date_low"] == row["date_high"]) == (month is not None)
    assert month is None or row["date"].month == month


def test_a_bad_date_costs_the_date_and_not_the_document(tmp_path):
    (tmp_path / "a.txt").write_text(BODY)
    (tmp_path / "metadata.csv").write_text(f"doc_id,date\na,{'2020' * 100}\n")
    corpus = read_corpus(tmp_path)
    assert corpus.documents["doc_id"].tolist() == ["a"]
    assert corpus.documents["date"].isna().all() and len(corpus.set_aside) == 1


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_metadata_as_a_spreadsheet_saves_it(tmp_path, encoding, delimiter):
    rows = [["doc_id", "title", "date"], ["a", "India’s café", "2020-01-02"]]
    (tmp_path / "metadata.csv").write_bytes("\r\n".join(map(delimiter.join, rows)).encode(encoding))
    (tmp_path / "a.txt").write_text(BODY)
    corpus = read_corpus(tmp_path)
    assert corpus.documents["title"].tolist() == ["India’s café"] and corpus.set_aside.empty


def test_an_id_in_two_files_is_said_with_both_places(tmp_path):
    (tmp_path / "sub").mkdir()
    for folder in (tmp_path, tmp_path / "sub"):
        (folder / "metadata.csv").write_text("doc_id,date\na,2020-01-02\n")
    (tmp_path / "a.txt").write_text(BODY)
    (tmp_path / "b.txt").write_text(BODY)
    row = read_corpus(tmp_path).set_aside.set_index("doc_id").loc["a"]
    assert (
        row["file"] == "sub/metadata.csv"
        and "a row already: metadata.csv, line 2" in row["problem"]
    )


def test_a_stray_quote_costs_its_row_and_no_other(tmp_path):
    for name in "abc":
        (tmp_path / f"{name}.txt").write_text(BODY)
    (tmp_path / "metadata.csv").write_text(
        'doc_id,date,title\na,2020-01-02,A\nb,2020-01-03,"B\nc,2020-01-04,C\n'
    )
    corpus = read_corpus(tmp_path)
    assert corpus.documents["date"].dt.day.fillna(0).tolist() == [2, 0, 4] and corpus.documents[
        "title"
    ].tolist()[::2] == ["A", "C"]
    fault = corpus.set_aside[corpus.set_aside["file"] == "metadata.csv"]
    assert (
        fault["line"].tolist() == [3] and fault["problem"].str.contains("quotes do not close").all()
    )


@pytest.mark.parametrize(
    ("high", "dated"), [("2021-05-03", True), ("2021-06-03", True), ("2021-06-04", False)]
)
def test_an_interval_of_up_to_31_days_has_a_date_in_its_middle(high, dated):
    days, problem = read_days({"date_low": "2021-05-03", "date_high": high})
    assert not problem and ("date" in days) == dated
    assert (
        not dated
        or abs((days["date"] - days["date_low"]) - (days["date_high"] - days["date"])).days <= 1
    )


@pytest.mark.parametrize("row", ["b,2020-01-03", "b,2020-01-03,B,more"])
def test_a_row_of_more_or_fewer_fields_costs_itself(tmp_path, row):
    for name in "ab":
        (tmp_path / f"{name}.txt").write_text(BODY)
    (tmp_path / "metadata.csv").write_text(f"doc_id,date,title\na,2020-01-02,A\n{row}\n")
    corpus = read_corpus(tmp_path)
    assert corpus.documents["title"].tolist()[0] == "A"
    assert corpus.documents["date"].dt.year.fillna(0).tolist() == [2020, 0]
    said = corpus.set_aside[corpus.set_aside["file"] == "metadata.csv"]
    assert said["line"].tolist() == [3] and "more or fewer fields" in said["problem"].iloc[0]
