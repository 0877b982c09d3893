"""Rows of metadata.csv meet their files, however the names are written."""

import unicodedata

import pandas as pd
import pytest

from analysis import read_corpus
from analysis.corpus.matching import match_rows
from analysis.corpus.metadata import Known

BODY = "India and Japan have agreed to build new ships together, the ministers said in {}."
NFD = unicodedata.normalize("NFD", "Ministère")


def write(folder, files, rows, name="metadata.csv"):
    for k, file in enumerate(files):
        path = folder / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(BODY.format(k))
    (folder / name).parent.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text("\n".join(rows) + "\n", encoding="utf-8")
    return read_corpus(folder)


@pytest.mark.parametrize(
    ("file", "row"),
    [
        ("001.txt", "001.txt"),
        ("001.txt", "1"),
        ("001.txt", "./001.txt"),
        ("2020/talks.txt", "talks"),
        ("2020/talks.txt", "2020/talks"),
        ("2020/talks.txt", "2020\\talks.txt"),
        (f"{NFD}.txt", "Ministère"),
        ("Ministère.txt", NFD),
        ("a.b.txt", "a.b"),
        ("007.html.txt", "007.html"),
    ],
)
def test_a_row_meets_its_file(tmp_path, file, row):
    corpus = write(tmp_path, [file], ["doc_id,date", f"{row},2020-10-06"])
    assert corpus.documents["date"].tolist() == [pd.Timestamp("2020-10-06")]
    assert corpus.set_aside.empty


@pytest.mark.parametrize("name", ["Metadata.csv", "METADATA.CSV"])
@pytest.mark.parametrize(
    "header", ["doc_id,date", "id,Published", "filename,pub_date", "sep=,\ndoc_id,date"]
)
def test_headers_and_names_of_the_file_may_differ(tmp_path, name, header):
    corpus = write(tmp_path, ["a.txt"], [header, "a,6 October 2020"], name)
    assert corpus.documents["date"].tolist() == [pd.Timestamp("2020-10-06")]


def test_a_row_that_fits_two_files_dates_neither_and_is_said(tmp_path):
    corpus = write(tmp_path, ["x/a.txt", "y/a.txt"], ["doc_id,date", "a,2020-10-06"])
    assert corpus.documents["date"].isna().all()
    assert "fits 2 files: x/a, y/a" in " ".join(corpus.set_aside["problem"])


def test_a_folder_has_its_own_metadata(tmp_path):
    write(tmp_path, ["x/a.txt"], ["doc_id,date", "a,2020-10-06"], "x/metadata.csv")
    corpus = write(tmp_path, ["y/a.txt"], ["doc_id,date", "a,2021-10-06"], "y/metadata.csv")
    assert corpus.documents["doc_id"].tolist() == ["x/a", "y/a"]
    assert corpus.documents["date"].dt.year.tolist() == [2020, 2021] and corpus.set_aside.empty


def test_an_exact_name_goes_before_a_likeness():
    rows = {"1": Known("m", 2), "01": Known("m", 3)}
    matched, problems = match_rows(rows, ["1", "01"])
    assert {k: v.line for k, v in matched.items()} == {"1": 2, "01": 3} and not problems


def test_what_fits_no_file_keeps_its_id():
    rows = {"t-000001": Known("m", 2)}
    assert match_rows(rows, ["a"]) == (rows, [])


def test_a_path_that_begins_above_the_corpus_meets_its_file(tmp_path):
    rows = ["doc_id,date", "articles/x/a.txt,2020-10-06", "articles/y/a.txt,2021-10-06"]
    corpus = write(tmp_path, ["x/a.txt", "y/a.txt"], rows)
    assert corpus.documents["date"].dt.year.tolist() == [2020, 2021] and corpus.set_aside.empty


def test_the_same_row_twice_is_used(tmp_path):
    corpus = write(tmp_path, ["a.txt"], ["doc_id,date", "a,2020-10-06", "a,2020-10-06"])
    assert corpus.documents["date"].dt.year.tolist() == [2020] and corpus.set_aside.empty


def test_a_row_may_name_its_file_by_a_path_of_windows():
    rows = {"C:\\news\\001.txt": Known("metadata.csv", 2)}
    assert list(match_rows(rows, ["001", "002"])[0]) == ["001"]
