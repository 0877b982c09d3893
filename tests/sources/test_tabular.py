"""Tables that are text: rows one by one, in time that grows with the file."""

import io
import json

import pytest
from growth import growth

from analysis.sources.json_values import read_json, read_jsonl
from analysis.sources.source import Unreadable
from analysis.sources.tabular import read_csv

CSV = [
    'z",",b\n',
    '"a,b\n',
    '"\n',
    '"a""\n',
    'z";";b\n',
    "a,b\n",
    ",\n",
    '"a\n"b,\n',
    '",",\n',
    "\r",
    '"a","b"c\n',
]
JSON = [
    "[",
    '[{"a":',
    '{"a":1},',
    "[],",
    '"',
    '\\"',
    ",",
    " ",
    "1",
    '{"a":"\\ud800"},',
    '{"a":\n1},\n',
    "]",
    "}",
    "nul",
    "\ufeff",
]


def drain(read, text):
    try:
        return sum(1 for _ in read(io.BytesIO(text.encode())))
    except Unreadable:
        return 0


@pytest.mark.parametrize("piece", CSV)
def test_csv_takes_linear_time(piece):
    assert growth(lambda n: drain(read_csv, "text,b\n" + piece * n), 4000, times=4) < 12


@pytest.mark.parametrize("piece", JSON)
@pytest.mark.parametrize("read", [read_json, read_jsonl])
def test_json_takes_linear_time(read, piece):
    assert growth(lambda n: drain(read, "[" + piece * n), 2_500, times=4) < 8


def test_quotes_that_do_not_close_cost_a_few_rows_and_not_the_rest():
    good = [f"row {i},x\n" for i in range(2000)]
    text = "text,b\n" + "".join(
        '"open,x\n' + row if i % 100 == 50 else row for i, row in enumerate(good)
    )
    rows = [row["text"] for _, row in read_csv(io.BytesIO(text.encode())) if isinstance(row, dict)]
    assert len(set(rows) & {row.split(",")[0] for row in good}) > 1950


def test_an_odd_element_of_a_list_costs_itself():
    found = [
        row
        for _, row in read_json(
            io.BytesIO(json.dumps([[], {"a": 1}, 7, None, [[]], {"a": 2}]).encode())
        )
    ]
    assert [row for row in found if isinstance(row, dict)] == [{"a": 1}, {"a": 2}] and len(
        found
    ) == 6
    assert [row for _, row in read_json(io.BytesIO(b'[[{"a": 1}, {"a": 2}]]'))] == [
        {"a": 1},
        {"a": 2},
    ]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-32", "utf-16-le"])
def test_a_file_that_is_cut_within_a_letter_keeps_the_rows_before(encoding):
    raw = '{"text": "one is here"}\n{"text": "two is here"}\n'.encode(encoding)
    rows = [row for _, row in read_jsonl(io.BytesIO(raw[:-1]))]
    assert rows[0] == {"text": "one is here"} and "as the file's first bytes say" in rows[-1][0]
