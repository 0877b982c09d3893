"""Metadata in tables of any kind, and tables of files that go by other names."""

import csv
import io
import json

import pandas as pd
import pytest

from analysis import read_corpus
from analysis.corpus.metadata_files import find_tables_beside
from analysis.corpus.preview import preview_corpus

BODY = "India and Japan have agreed to build new ships together, the ministers said in {}."
KEYS = ["file", "date", "title", "source"]
ROWS = [[f"d{k}.txt", f"2020-10-0{k + 6}", f"Talks {k}", "The Ledger"] for k in range(3)]
OBJECTS = [dict(zip(KEYS, row, strict=True)) for row in ROWS]


def write_csv(rows, sign=","):
    out = io.StringIO()
    csv.writer(out, delimiter=sign, lineterminator="\n").writerows(rows)
    return out.getvalue().encode()


def write_xlsx(rows):
    book = pytest.importorskip("openpyxl").Workbook()
    for row in rows:
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def write(folder, name, content, *, below=""):
    (folder / below).mkdir(exist_ok=True)
    for k in range(3):
        (folder / below / f"d{k}.txt").write_text(BODY.format(k))
    (folder / below / name).write_bytes(content)
    return read_corpus(folder)


def check(corpus):
    documents = corpus.documents.sort_values("doc_id")
    assert documents["title"].tolist() == [row[2] for row in ROWS]
    assert documents["date"].astype(str).tolist() == [row[1] for row in ROWS]
    assert set(documents["source"]) == {"The Ledger"}
    assert set(corpus.set_aside["outcome"]) <= {"passed over"}  # the README


CONTENTS = {
    "metadata.csv": write_csv([KEYS, *ROWS]),
    "Metadata.CSV": write_csv([KEYS, *ROWS], ";"),
    "metadata.tsv": write_csv([KEYS, *ROWS], "\t"),
    "metadata.json": json.dumps(OBJECTS).encode(),
    "metadata.jsonl": "".join(json.dumps(row) + "\n" for row in OBJECTS).encode(),
    "meta.json": json.dumps({row["file"]: row for row in OBJECTS}).encode(),
    "index.json": json.dumps({"documents": OBJECTS}).encode(),
    "index.csv": write_csv([KEYS, *ROWS]),
    "articles.csv": write_csv([["id", *KEYS], *([k + 50, *row] for k, row in enumerate(ROWS))]),
    "files.tsv": write_csv([KEYS, *ROWS], "\t"),
}


@pytest.mark.parametrize("below", ["", "2020"])
@pytest.mark.parametrize("name", CONTENTS)
def test_metadata_is_read_from_any_table(tmp_path, name, below):
    corpus = write(tmp_path, name, CONTENTS[name], below=below)
    check(corpus)
    check(preview_corpus(tmp_path).corpus)


def test_metadata_is_read_from_a_workbook(tmp_path):
    check(write(tmp_path, "metadata.xlsx", write_xlsx([KEYS, *ROWS])))


def test_dates_of_metadata_in_three_columns_or_in_six_digits(tmp_path):
    rows = [[row[0], 2020, 10, k + 6, *row[2:]] for k, row in enumerate(ROWS)]
    check(write(tmp_path, "metadata.csv", write_csv([["file", "year", "month", "day", *KEYS[2:]], *rows])))  # fmt: skip
    rows = [[row[0], day, *row[2:]] for row, day in zip(ROWS, ["201006", "201007", "201031"], strict=True)]  # fmt: skip
    days = write(tmp_path, "metadata.csv", write_csv([KEYS, *rows])).documents["date"]
    assert days.astype(str).tolist() == ["2020-10-06", "2020-10-07", "2020-10-31"]


@pytest.mark.parametrize("name", ["D{}.TXT", "d-{}", "D_{}.txt", " d{} "])
def test_names_are_matched_by_letters_and_digits(tmp_path, name):
    rows = [[name.format(k), *row[1:]] for k, row in enumerate(ROWS)]
    check(write(tmp_path, "metadata.csv", write_csv([KEYS, *rows])))


def test_tables_of_texts_or_of_other_things_are_documents(tmp_path):
    texts = [["id", "text"], *([f"d{k}", BODY.format(k + 7)] for k in range(3))]
    assert len(write(tmp_path, "index.csv", write_csv(texts)).documents) == 6
    other = [["id", "title"], *([f"q{k}", f"Ministers meet for talks {k}"] for k in range(3))]
    assert len(write(tmp_path, "index.csv", write_csv(other)).documents) == 6
    assert find_tables_beside(tmp_path) == frozenset()


@pytest.mark.parametrize("name", ["d{}.json", "d{}.txt.json", "d{}.meta.json", "d{}_info.json"])
def test_a_file_of_json_beside_each_document_says_what_is_known_of_it(tmp_path, name):
    for k, row in enumerate(OBJECTS):
        facts = {"id": k + 70, "date": row["date"], "title": row["title"], "source": "The Ledger"}
        (tmp_path / name.format(k)).write_text(json.dumps(facts))
    check(write(tmp_path, "readme.txt", b""))


def test_files_of_json_with_texts_are_documents_though_others_have_their_names(tmp_path):
    for k in range(3):
        (tmp_path / f"d{k}.json").write_text(json.dumps({"title": "a", "text": BODY.format(k + 7)}))
    assert len(write(tmp_path, "d3.json", b'{"title": "Ministers meet"}').documents) == 7


def test_a_table_that_is_alone_or_damaged_is_none_beside(tmp_path):
    (tmp_path / "metadata.json").write_text(json.dumps([{"id": 1, "title": "Ministers meet"}]))
    assert find_tables_beside(tmp_path) == frozenset()
    assert len(read_corpus(tmp_path).documents) == 1
    corpus = write(tmp_path, "metadata.json", b'[{"id": 1, ')
    assert len(corpus.documents) == 3 and "metadata.json" in set(corpus.set_aside["file"])


@pytest.mark.parametrize("name", ["metadata.csv", "metadata.tsv", "metadata.json"])
def test_metadata_stands_beside_a_single_table_too(tmp_path, name):
    (tmp_path / name).write_bytes(CONTENTS[name].replace(b".txt", b""))
    (tmp_path / "t.csv").write_bytes(
        write_csv([["id", "text"], *([f"d{k}", BODY.format(k)] for k in range(3))])
    )
    check(read_corpus(tmp_path / "t.csv"))


def write_pair(folder, name, ids, about):
    """Write a table of texts with some ids, and one without texts beside it."""
    (folder / "texts.csv").write_bytes(
        write_csv([["id", "text"], *([own, BODY.format(k)] for k, own in enumerate(ids))])
    )
    rows = ([own, f"2021-03-0{k + 1}", f"Talks {k}"] for k, own in enumerate(about))
    (folder / name).write_bytes(write_csv([["id", "date", "title"], *rows]))
    return read_corpus(folder).documents.sort_values("doc_id", ignore_index=True)


@pytest.mark.parametrize(
    ("name", "ids"),
    [
        *[
            (name, ["x1", "x2", "x3"])
            for name in ("index.csv", "articles.csv", "speeches_meta.csv")
        ],
        *[(name, ["1", "2", "3"]) for name in ("index.csv", "meta.csv", "speeches_meta.csv")],
    ],
)
def test_a_table_without_texts_is_about_those_of_another(tmp_path, name, ids):
    documents = write_pair(tmp_path, name, ids, ids)
    assert documents["doc_id"].tolist() == ids
    assert documents["title"].tolist() == ["Talks 0", "Talks 1", "Talks 2"]
    assert documents["date"].dt.day.tolist() == [1, 2, 3]


@pytest.mark.parametrize("about", [["1", "2"], ["1", "2", "3", "4"]])
def test_a_table_named_after_another_may_have_a_row_more_or_fewer(tmp_path, about):
    documents = write_pair(tmp_path, "texts_meta.csv", ["1", "2", "3"], about)
    assert len(documents) == 3 and documents["date"].notna().sum() == min(len(about), 3)


@pytest.mark.parametrize(
    ("name", "about"),
    [
        *[(name, ["1", "2"]) for name in ("sources.csv", "data.csv", "prices.csv")],
        ("index.csv", ["1", "2", "7"]),
        ("index.csv", ["q1"]),
        ("b.csv", ["x1", "x2"]),
    ],
)
def test_a_table_of_other_ids_or_of_another_name_is_of_documents(tmp_path, name, about):
    """Rows are numbered in tables that have nothing to do with each other."""
    ids = ["1", "2", "3"] if "1" in about else ["x1", "x2", "x3"]
    assert len(write_pair(tmp_path, name, ids, about)) == len(ids) + len(about)


def test_of_a_row_without_a_file_the_name_is_said_as_it_is_written(tmp_path):
    rows = [["filename", "date"], ["d0.txt", "2021-03-01"], ["d9.TXT", "2021-03-02"], ["d8", ""]]
    (tmp_path / "d0.txt").write_text(BODY.format(1))
    corpus = write(tmp_path, "metadata.csv", write_csv(rows))
    said = " ".join(corpus.set_aside["problem"])
    assert "there is no file d9.TXT" in said and ".TXT.txt" not in said
    assert "there is no file d8.txt" in said


def test_dates_with_dots_name_the_day_first(tmp_path):
    rows = [["filename", "datum"], *([f"d{k}.txt", f"0{k + 1}.03.2021"] for k in range(3))]
    text = ";".join
    data = "\n".join(map(text, rows)).encode()
    dates = write(tmp_path, "metadata.csv", data).documents["date"]
    assert dates.tolist() == [pd.Timestamp(2021, 3, k + 1) for k in range(3)]


def test_a_table_in_a_folder_is_about_the_files_of_that_folder(tmp_path):
    (tmp_path / "a").mkdir()
    for name in ("a/d0", "a/d1", "top"):
        (tmp_path / f"{name}.txt").write_text(BODY.format(name))
    (tmp_path / "a/index.csv").write_bytes(write_csv([["file", "date"], ["d0.txt", "2021-03-01"]]))
    aside = read_corpus(tmp_path).set_aside
    lacking = aside.loc[aside["problem"].str.contains("has no row for it"), "file"]
    assert lacking.tolist() == ["a/d1.txt"]


def test_numbers_that_two_tables_of_texts_have_are_about_neither(tmp_path):
    for name in "ab":
        rows = ([str(k), BODY.format(f"{name}{k}")] for k in range(3))
        (tmp_path / f"{name}.csv").write_bytes(write_csv([["id", "text"], *rows]))
    documents = write_pair(tmp_path, "b_meta.csv", ["x"], ["0", "1", "2"])
    texts = documents[documents["file"].isin(["a.csv", "b.csv"])]
    assert len(texts) == 6 and texts["date"].isna().all()


def test_an_index_may_be_about_the_texts_of_several_tables(tmp_path):
    for name in "ab":
        rows = ([f"{name}{k}", BODY.format(f"{name}{k}")] for k in range(3))
        (tmp_path / f"{name}.csv").write_bytes(write_csv([["id", "text"], *rows]))
    ids = [f"{name}{k}" for name in "ab" for k in range(3)]
    rows = ([own, f"2021-03-0{k + 1}"] for k, own in enumerate(ids))
    (tmp_path / "index.csv").write_bytes(write_csv([["id", "date"], *rows]))
    documents = read_corpus(tmp_path).documents
    assert len(documents) == 6 and documents["date"].notna().all()
