import csv
import gzip
import io
import json
import os
import tarfile
import zipfile
from datetime import date, datetime

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from long_run import examples

from analysis import read_corpus
from analysis.sources.columns import ALIASES, find_columns
from analysis.sources.listing import list_sources
from analysis.sources.records import read_records
from analysis.sources.source import Record

BODY = "India and Japan have agreed to build new ships together, the ministers said in Tokyo."
OTHER = "The envoys of the two countries have met in Delhi and they spoke of trade for an hour."
ROWS = [
    {
        "url": "a1",
        "headline": "Ships agreed",
        "body": BODY,
        "published": "2021-05-03",
        "outlet": "The Post",
    },
    {
        "url": "a2",
        "headline": "Trade talks",
        "body": OTHER,
        "published": "2021-06-04T10:00:00Z",
        "outlet": "Wire",
    },
]


def write_csv(rows, delimiter=","):
    out = io.StringIO()
    writer = csv.DictWriter(out, list(rows[0]), delimiter=delimiter)
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode()


def write_parquet(rows):
    out = io.BytesIO()
    pd.DataFrame(rows).to_parquet(out)
    return out.getvalue()


def write_jsonl(rows):
    return "\n".join(map(json.dumps, rows)).encode()


def write_zip(**members):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()


def write_tar(mode, **members):
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode=mode) as archive:
        for name, data in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return out.getvalue()


KINDS = {
    "n.csv": write_csv(ROWS),
    "n.tsv": write_csv(ROWS, "\t"),
    "semicolon.csv": write_csv(ROWS, ";"),
    "bom.csv": b"\xef\xbb\xbf" + write_csv(ROWS),
    "wide.csv": write_csv(ROWS).decode().encode("utf-16"),
    "n.jsonl": write_jsonl(ROWS),
    "n.ndjson": b"\n\n" + write_jsonl(ROWS) + b"\n",
    "n.json": json.dumps(ROWS, indent=1).encode(),
    "small.json": json.dumps(ROWS, separators=(",", ":")).encode(),
    "n.parquet": write_parquet(ROWS),
    "n.csv.gz": gzip.compress(write_csv(ROWS)),
    "n.parquet.gz": gzip.compress(write_parquet(ROWS)),
    "n.zip": write_zip(**{"deep/n.csv": write_csv(ROWS)}),
    "p.zip": write_zip(**{"n.parquet": write_parquet(ROWS)}),
    "n.tar": write_tar("w", **{"n.jsonl": write_jsonl(ROWS)}),
    "n.tar.gz": write_tar("w:gz", **{"n.parquet": write_parquet(ROWS)}),
    "N.TGZ": write_tar("w:gz", **{"N.CSV": write_csv(ROWS)}),
}


@pytest.mark.parametrize("name", KINDS)
@pytest.mark.parametrize("in_folder", [False, True])
def test_every_kind_of_table_gives_the_same_documents(tmp_path, name, in_folder):
    (tmp_path / name).write_bytes(KINDS[name])
    corpus = read_corpus(tmp_path if in_folder else tmp_path / name)
    documents = corpus.documents
    assert documents["doc_id"].tolist() == ["a1", "a2"] and corpus.set_aside.empty, (
        corpus.set_aside.to_dict("records")
    )
    assert documents["text"].tolist() == [BODY, OTHER] and documents["title"].tolist() == [
        "Ships agreed",
        "Trade talks",
    ]
    assert documents["source"].tolist() == ["The Post", "Wire"]
    assert documents["date"].dt.date.tolist() == [date(2021, 5, 3), date(2021, 6, 4)]
    assert documents["date_evidence"].str.startswith("metadata").all()
    assert (documents.dtypes[["doc_id", "title", "text", "source", "date_evidence"]] == "str").all()


def test_columns_name_what_is_read_and_what_is_carried_along(tmp_path):
    rows = [
        {
            "key": "x",
            "words": BODY,
            "text": "unused",
            "country": "IND",
            "day": date(2020, 1, 2),
            "lang": "en",
        }
    ]
    (tmp_path / "t.parquet").write_bytes(write_parquet(rows))
    columns = {
        "doc_id": "key",
        "text": "words",
        "group": "country",
        "date": "day",
        "language": "lang",
    }
    document = read_corpus(tmp_path / "t.parquet", columns=columns).documents.iloc[0]
    assert (document["doc_id"], document["text"], document["group"], document["language"]) == (
        "x",
        BODY,
        "IND",
        "en",
    )
    assert document["date"] == pd.Timestamp("2020-01-02")


def test_a_table_without_ids_numbers_its_rows_in_an_order_that_sorts(tmp_path):
    (tmp_path / "news.csv").write_bytes(
        write_csv([{"text": BODY if i % 2 else OTHER} for i in range(12)])
    )
    assert read_corpus(tmp_path).documents["doc_id"].tolist() == [
        f"news-{i:06d}" for i in range(1, 13)
    ]


@pytest.mark.parametrize(
    ("name", "data", "words", "line"),
    [
        ("x.csv", b"", "no rows", 1),
        ("x.csv", b"text\n", "no rows", 1),
        ("x.json", b"[]", "no rows", 1),
        ("x.parquet", write_parquet([{"text": "a"}][:0] or {"text": []}), "no rows", 1),
        ("x.parquet", b"not Parquet at all", "no Parquet file", 0),
        ("x.csv", b"a,b\n1,2\n", "no text column (it has a, b)", 2),
        ("x.jsonl", b'{"a": 1}\n', "no text column", 1),
        ("x.json", b"[1, 2", "no JSON object", 1),
        ("x.json", b'[{"text": "' + BODY.encode() + b'"},\n{"text": ', "no JSON from here on", 2),
        ("x.json", b"[" * 100_000, "no JSON", 1),
        ("x.jsonl", b"[" * 100_000, "no JSON", 1),
        ("x.mobi", b"PK..", "no reader for .mobi", 0),
        ("x.csv.gz", b"no gzip", "cannot be opened", 0),
        ("x.gz", gzip.compress(b"what is it", mtime=0), "does not say what it is", 0),
        ("x.zip", b"PK no zip", "cannot be opened|damaged", 0),
        ("x.tar.gz", gzip.compress(b"no tar" * 200, mtime=0), "damaged", 0),
        ("x.txt", b"a" * 10_000_001, "larger than 10,000,000 bytes", 1),
        ("x.txt", b"\n" * 1_000_000 + BODY.encode(), "more than 100,000 lines", 100_001),
        ("x.txt", b"\r" * 1_000_000 + BODY.encode(), "more than 100,000 lines", 100_001),
        ("x.csv", b"text\n" + b"a" * 10_000_001 + b"\n", "longer than 10,000,000", 2),
        ("x.jsonl", b'{"text": "' + b"a" * 10_000_001 + b'"}\n', "longer than 10,000,000", 1),
        ("x.csv", b'text,id\n"never closed,1\nmore,2\nmore,3\nmore,4\n', "quotes do not close", 2),
        ("x.json", b'[{"text": "' + b"a" * 20_000_001 + b'"}]', "longer than 10,000,000", 1),
        ("x.csv", b"text,id\nno\0thing,1\n", "NUL", 2),
        ("x.csv", b"\0\1\2\3binary", "header cannot be read", 1),
        ("x.jsonl", b'{"text": 5}\n', "no text but int", 1),
        ("x.jsonl", b'{"text": "a\\u0000b"}\n', "NUL", 1),
        ("x.parquet", write_parquet([{"text": None}, {"text": ""}]), "empty", 1),
    ],
)
def test_bad_input_is_named_by_file_and_line_and_the_rest_is_read(
    tmp_path, name, data, words, line
):
    (tmp_path / name).write_bytes(data)
    (tmp_path / "good.txt").write_text(BODY)
    corpus = read_corpus(tmp_path)
    rows = corpus.set_aside
    assert (
        rows["file"].tolist()[0] == name
        and rows["remedy"].ne("").all()
        and rows["outcome"].eq("set aside").all()
    )
    assert any(w in rows.at[0, "problem"] for w in words.split("|")), rows.at[0, "problem"]
    assert rows.at[0, "line"] == line
    assert "good" in corpus.documents["doc_id"].tolist()


@pytest.mark.parametrize("bad", ['"open', '2,"x" y,z', "2", "2,a,b,c", '2,"a\nb,"c"'])
def test_a_broken_row_costs_itself_alone(tmp_path, bad):
    rows = f'id,text,date\n1,"{BODY}",2020-01-01\n{bad}\n3,"{OTHER}\nand ""more"" of it was said, they added.",2020-01-03\n'
    (tmp_path / "t.csv").write_text(rows)
    corpus = read_corpus(tmp_path)
    assert corpus.documents["doc_id"].tolist() == ["1", "3"]
    assert corpus.documents["text"].tolist()[1].endswith('and "more" of it was said, they added.')
    # what its second half says is no document either
    assert corpus.set_aside["line"].tolist()[0] == 3


def test_a_broken_line_of_jsonl_costs_itself_alone(tmp_path):
    lines = [
        json.dumps({"id": "1", "text": BODY}),
        '{"id": "2", "text": ',
        "[1]",
        json.dumps({"id": "4", "text": OTHER}),
    ]
    (tmp_path / "t.jsonl").write_text("\n".join(lines))
    corpus = read_corpus(tmp_path)
    assert corpus.documents["doc_id"].tolist() == ["1", "4"] and corpus.set_aside[
        "line"
    ].tolist() == [2, 3]


def test_a_table_in_another_encoding_and_a_line_in_yet_another(tmp_path):
    rows = write_csv(
        [
            {"id": "1", "text": "India’s envoys " + BODY},
            {"id": "2", "text": "Japan’s envoys " + OTHER},
        ]
    )
    (tmp_path / "t.csv").write_bytes(rows.decode().encode("cp1252"))
    assert read_corpus(tmp_path).documents["text"].tolist() == [
        "India’s envoys " + BODY,
        "Japan’s envoys " + OTHER,
    ]
    mixed = rows.splitlines(keepends=True)
    (tmp_path / "t.csv").write_bytes(b"".join([*mixed[:2], mixed[2].decode().encode("cp1252")]))
    assert read_corpus(tmp_path).documents["text"].tolist() == [
        "India’s envoys " + BODY,
        "Japan’s envoys " + OTHER,
    ]


def test_ids_and_dates_that_are_none_or_stand_twice(tmp_path):
    rows = [
        {"id": "", "text": BODY, "date": "2020-01-01"},
        {"id": "x", "text": OTHER, "date": "next week"},
        {"id": "x", "text": BODY, "date": ""},
    ]
    (tmp_path / "t.csv").write_bytes(write_csv(rows))
    corpus = read_corpus(tmp_path)
    assert corpus.documents["doc_id"].tolist() == ["t-000001", "t/x", "x"]
    assert corpus.documents["date"].isna().tolist() == [False, True, True]
    aside = corpus.set_aside.set_index("line")
    assert (
        aside.at[2, "outcome"] == "read, named by its row"
        and aside.at[3, "outcome"] == "read, dated by its own text"
    )
    assert (
        "also that of others in it" in aside.at[4, "problem"]
        and aside.at[4, "outcome"] == "read, named by file and id"
    )


def test_a_missing_named_column_is_said(tmp_path):
    (tmp_path / "t.csv").write_bytes(write_csv([{"text": BODY}]))
    with pytest.raises(ValueError, match="no column 'body'.*it has text"):
        read_corpus(tmp_path, columns={"text": "body"})


def test_metadata_goes_before_columns_and_these_before_the_text(tmp_path):
    (tmp_path / "t.csv").write_bytes(
        write_csv([{"id": "a", "text": BODY, "source": "Wire", "date": "2020-01-01"}])
    )
    (tmp_path / "metadata.csv").write_text("doc_id,outlet,event_date\na,The Post,2020-02-02\n")
    document = read_corpus(tmp_path).documents.iloc[0]
    assert document["source"] == "The Post" and document["date"] == pd.Timestamp("2020-02-02")


def test_metadata_within_an_archive_counts(tmp_path):
    (tmp_path / "a.zip").write_bytes(
        write_zip(**{"x/a.txt": BODY, "x/metadata.csv": "doc_id,date\na,2020-02-02\n"})
    )
    corpus = read_corpus(tmp_path / "a.zip")
    assert (
        corpus.documents["date"].tolist() == [pd.Timestamp("2020-02-02")] and corpus.set_aside.empty
    )


def test_no_metadata_outside_the_folder_is_opened(tmp_path):
    inside = tmp_path / "in"
    inside.mkdir()
    (inside / "a.txt").write_text(BODY)
    (tmp_path / "facts").write_text("doc_id,date\na,2020-02-02\n")
    os.symlink(tmp_path / "facts", inside / "metadata.csv")
    corpus = read_corpus(inside)
    assert corpus.documents["date"].isna().all() and "link out" in corpus.set_aside.at[0, "problem"]


def test_dates_of_parquet_are_read_as_they_are(tmp_path):
    rows = [
        {"id": "a", "text": BODY, "date": datetime(2020, 5, 6, 7)},
        {"id": "b", "text": OTHER, "date": pd.NaT},
    ]
    (tmp_path / "t.parquet").write_bytes(write_parquet(rows))
    corpus = read_corpus(tmp_path)
    assert corpus.documents["date"].isna().tolist() == [False, True] and corpus.set_aside.empty


def test_every_alias_is_found_whatever_its_case():
    for key, names in ALIASES.items():
        for name in names:
            assert find_columns([name.upper(), "z"], {})[key] == name.upper()


_CELLS = st.text(max_size=30)


@settings(max_examples=examples(60))
@given(
    st.lists(st.fixed_dictionaries({"id": _CELLS, "text": _CELLS}), min_size=1, max_size=8),
    st.booleans(),
)
def test_json_of_any_text_is_read_or_set_aside_row_by_row(tmp_path_factory, rows, ascii_only):
    path = tmp_path_factory.mktemp("json") / "t.jsonl"
    lines = [json.dumps(row, ensure_ascii=ascii_only) for row in rows]
    path.write_text("\n".join(lines), encoding="utf-8", errors="surrogatepass")
    _every_row_is_read_or_named(path, rows)


@settings(max_examples=examples(60))
@given(st.lists(st.fixed_dictionaries({"id": _CELLS, "text": _CELLS}), min_size=1, max_size=8))
def test_csv_of_any_text_is_read_or_set_aside_row_by_row(tmp_path_factory, rows):
    path = tmp_path_factory.mktemp("csv") / "t.csv"
    path.write_bytes(
        write_csv(
            [{k: v.encode("utf-8", "replace").decode() for k, v in row.items()} for row in rows]
        )
    )
    _every_row_is_read_or_named(path, rows)


def _every_row_is_read_or_named(path, rows):
    found = list(read_records(list_sources(path)))
    records = [r for r in found if isinstance(r, Record)]
    aside = [r for r in found if not isinstance(r, Record) and r.outcome == "set aside"]
    merged = sum("lines" in r.problem for r in aside)
    assert (
        len(records) + len(aside) == len(rows)
        or merged
        or "\0" in "".join(r["id"] + r["text"] for r in rows)
    )
    texts = [row["text"].encode("utf-8", "replace").decode() for row in rows]
    assert all(r.text.encode("utf-8", "replace").decode() in texts for r in records)


@settings(max_examples=examples(80))
@given(
    st.sampled_from(
        [".txt", ".html", ".csv", ".tsv", ".jsonl", ".json", ".parquet", ".zip", ".csv.gz", ".tar"]
    ),
    st.binary(max_size=200),
)
def test_no_bytes_raise_anything_but_that_there_are_no_documents(tmp_path_factory, ending, data):
    path = tmp_path_factory.mktemp("any") / f"x{ending}"
    path.write_bytes(data)
    try:
        corpus = read_corpus(path)
        assert len(corpus.documents)
    except ValueError as error:
        assert str(error).startswith("no documents in")


@pytest.mark.parametrize("name", ["n.zip", "n.tar.gz", "n.csv.gz", "n.parquet", "n.json"])
def test_a_file_with_a_byte_changed_or_cut_off_never_raises(tmp_path, name):
    data = KINDS[name]
    for place in range(0, len(data), max(1, len(data) // 40)):
        for broken in (
            data[:place],
            data[:place] + bytes([data[place] ^ 0x55]) + data[place + 1 :],
        ):
            (tmp_path / name).write_bytes(broken)
            found = list(read_records(list_sources(tmp_path / name)))
            assert sum(isinstance(r, Record) for r in found) == 2 or any(
                not isinstance(r, Record) for r in found
            )
