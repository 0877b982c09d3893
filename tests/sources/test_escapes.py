"""Tests of cells as programs print them."""

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from long_run import examples

from analysis import read_corpus
from analysis.sources.escapes import mend_escapes, plain_date

PARAGRAPHS = ["The ministers met in Tokyo on Monday.", "“They agreed on trade,” he said."]


@pytest.mark.parametrize(
    "printed",
    [
        "\\n\\n".join(PARAGRAPHS),
        "\\r\\n".join(PARAGRAPHS),
        "_x000D_\n".join(PARAGRAPHS),
        str(PARAGRAPHS),
        str("\n".join(PARAGRAPHS).encode()),
        "\n".join(PARAGRAPHS).replace("“", "\\u201c").replace("”", "\\u201d"),
    ],
)
def test_what_a_program_printed_is_read_as_it_was_written(printed):
    text, said = mend_escapes(printed)
    assert said and [line for line in text.split("\n") if line] == PARAGRAPHS


@pytest.mark.parametrize(
    "text", ["It is in C:\\news\\new.", "['They met', he wrote", "a\\nb", "[1] They met.", "b'"]
)
def test_what_no_program_printed_stays(text):
    assert mend_escapes(text) == (text, "")


@settings(max_examples=examples(200))
@given(st.text(alphabet="['\\\\nrux0d_D b\"].,e", max_size=60))
def test_any_cell_is_mended_or_stays(text):
    mended, said = mend_escapes(text)
    assert (mended == text) or said


@pytest.mark.parametrize(
    "printed",
    [
        repr(dt.datetime(2021, 3, 13, 10, 15)),
        "Timestamp('2021-03-13 10:15:00')",
        'ISODate("2021-03-13T10:15:00Z")',
        "[2021, 3, 13, 10, 15, 0]",
        "time.struct_time(tm_year=2021, tm_mon=3, tm_mday=13, tm_hour=10, tm_min=15, tm_isdst=0)",
        "13-MAR-21 10.15.00.000000 AM",
        "\u200e3/13/2021",
        "2021年3月13日 星期六",
        '="2021-03-13"',
        "Published 13 March 2021 | Updated 15 March 2021",
    ],
)
def test_dates_that_a_program_printed_date_their_row(tmp_path, printed):
    cell = printed.replace('"', '""')
    text = " ".join(PARAGRAPHS)
    (tmp_path / "a.csv").write_text(f'id,date,text\n1,"{cell}","{text}"\n', encoding="utf-8")
    found = read_corpus(tmp_path).documents["date"][0]
    assert found == dt.datetime(2021, 3, 13)


def test_a_plain_date_stays():
    assert plain_date("1 March 2021") == "1 March 2021"
