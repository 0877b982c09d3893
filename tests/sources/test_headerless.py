"""Tables without a header, with other separators, put together, and rows of JSON that are lists."""

import csv
import io
import json

import pytest

from analysis import read_corpus
from analysis.sources.headerless import is_data, name_by_content

NAMES = ["id", "date", "title", "text"]
ROWS = [
    ["1", "2020-10-06", "India and Japan agree", "India and Japan agreed on Tuesday to deepen cooperation on supply chains, ministers said."],
    ["2", "2020-10-07", "Four ministers meet", "The foreign ministers of the four countries spoke about a free and open Indo-Pacific region."],
    ["3", "2020-10-08", "Australia joins exercise", "Australia said on Thursday that it would join the naval exercise; it had long sought that."],
]  # fmt: skip
CELLS = [dict(zip(NAMES, row, strict=True)) for row in ROWS]
HEADER = "it has no header: its columns are named by what they hold"


def write_csv(rows, sign=","):
    out = io.StringIO()
    csv.writer(out, delimiter=sign, lineterminator="\n").writerows(rows)
    return out.getvalue()


def read(tmp_path, text, name="t.csv"):
    (tmp_path / name).write_text(text, encoding="utf-8")
    return read_corpus(tmp_path)


def check(corpus):
    """All three articles are read whole, with title and date."""
    documents = corpus.documents.sort_values("date")
    assert documents["title"].tolist() == [row[2] for row in ROWS]
    assert documents["date"].astype(str).tolist() == [row[1] for row in ROWS]
    assert documents["text"].tolist() == [row[3] for row in ROWS]
    assert "set aside" not in corpus.set_aside["outcome"].tolist()


@pytest.mark.parametrize("sign", list(",;\t|^~§¦") + ["\x01", "\x1f"])
def test_any_of_these_stands_between_cells(tmp_path, sign):
    corpus = read(tmp_path, write_csv([NAMES, *ROWS], sign))
    check(corpus)
    assert corpus.set_aside.empty


@pytest.mark.parametrize("sign", [";;", "||", "::", "^^", "~~", "|~|", "~|~"])
def test_separators_of_several_signs(tmp_path, sign):
    corpus = read(tmp_path, "".join(sign.join(row) + "\n" for row in [NAMES, *ROWS]))
    check(corpus)
    assert corpus.set_aside.empty


@pytest.mark.parametrize("sign", list(",;\t|"))
def test_without_a_header_columns_are_named_by_what_they_hold(tmp_path, sign):
    corpus = read(tmp_path, write_csv(ROWS, sign))
    check(corpus)
    (said,) = corpus.set_aside.itertuples()
    assert said.problem == f"{HEADER} (id, date, title, text)"
    assert said.line == 1 and said.remedy == "write the names of its columns on the first line"


def test_texts_alone_and_headlines_alone(tmp_path):
    corpus = read(tmp_path, write_csv([[row[3]] for row in ROWS]))
    assert sorted(corpus.documents["text"]) == sorted(row[3] for row in ROWS)
    corpus = read(tmp_path, write_csv([[row[1].replace("-", ""), row[2]] for row in ROWS]))
    assert corpus.documents["title"].tolist() == [row[2] for row in ROWS]
    assert corpus.documents["date"].astype(str).tolist() == [row[1] for row in ROWS]


@pytest.mark.parametrize(
    ("cells", "told"),
    [
        (["nr", "Inhalt"], False),
        (["id", "2019", "2020", "2021"], False),
        (
            ["Which of these did the ministers say at the talks in Tokyo in the year 2020", "b"],
            False,
        ),
        (["2020-10-06", "Talks held in Tokyo"], True),
        (["https://ledger.example/a", "Talks held in Tokyo"], True),
        (["7", ROWS[0][3]], True),
        ([ROWS[0][3]], True),
        ([], False),
        (["", None], False),
    ],
)
def test_a_row_is_told_from_a_header(cells, told):
    assert is_data(cells) is told


def test_names_are_given_once_to_what_fits():
    rows = [["The Ledger", f"https://x.example/{k}", ROWS[k][2], ROWS[k][3], ROWS[k][1], "7.5"] for k in range(3)]  # fmt: skip
    assert name_by_content(rows) == ["source", "url", "title", "text", "date", "column_6"]
    assert name_by_content([]) == [] and name_by_content([[""]]) == ["column_1"]


@pytest.mark.parametrize(
    "again",
    [
        [NAMES, ROWS[2]],
        [["id", "title", "text", "date"], [ROWS[2][k] for k in (0, 2, 3, 1)]],
        [[*NAMES, "author"], [*ROWS[2], "Jane Roe"]],
    ],
)
def test_a_header_that_stands_again_is_no_row(tmp_path, again):
    corpus = read(tmp_path, write_csv([NAMES, *ROWS[:2], *again]))
    check(corpus)
    (said,) = corpus.set_aside.itertuples()
    assert said.problem == "its header appears in it again: the line is no row" and said.line == 4


def lines(values):
    return "".join(json.dumps(value) + "\n" for value in values)


@pytest.mark.parametrize(
    ("name", "text", "named"),
    [
        ("t.jsonl", lines([NAMES, *ROWS]), True),
        ("t.jsonl", lines(ROWS), False),
        ("t.jsonl", lines([CELLS[:2], CELLS[2:]]), True),
        ("t.jsonl", lines(json.dumps(row) for row in CELLS), True),
        ("t.jsonl", lines({"article": row} for row in CELLS), True),
        ("t.jsonl", lines({"n": k, "doc": row} for k, row in enumerate(CELLS)), True),
        ("t.json", json.dumps(ROWS), False),
        ("t.json", json.dumps([NAMES, *ROWS]), True),
        ("t.json", json.dumps(json.dumps(CELLS)), True),
        ("t.json", json.dumps([json.dumps(row) for row in CELLS]), True),
        ("t.json", json.dumps({"columns": NAMES, "index": [0, 1, 2], "data": ROWS}), True),
        ("t.json", json.dumps({"data": [{"type": "a", "id": row["id"], "attributes": row} for row in CELLS]}), True),
        ("t.csv", write_csv([["n", "data"], *([k, json.dumps(row)] for k, row in enumerate(CELLS))]), True),
    ],
)  # fmt: skip
def test_json_in_the_shapes_that_programs_write(tmp_path, name, text, named):
    corpus = read(tmp_path, text, name)
    check(corpus)
    said = corpus.set_aside["problem"].tolist()
    assert not said if named else said == [f"{HEADER} (id, date, title, text)"]


def test_one_document_by_the_rules_of_json_api(tmp_path):
    value = {"data": {"type": "articles", "id": "1", "attributes": CELLS[0]}}
    (document,) = read(tmp_path, json.dumps(value), "t.json").documents.itertuples()
    assert document.title == ROWS[0][2] and document.text == ROWS[0][3]
