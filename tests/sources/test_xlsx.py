"""Excel workbooks."""

import io
import zipfile
from datetime import datetime

import pytest

from analysis import read_corpus
from analysis.sources.columns import find_columns
from analysis.sources.documents.xlsx import read_xlsx_rows
from analysis.sources.source import Unreadable

from .as_source import OneWay, pack

openpyxl = pytest.importorskip("openpyxl", reason="workbooks are read with the extra documents")
SHEET = "xl/worksheets/sheet1.xml"


def workbook(**sheets):
    book = openpyxl.Workbook()
    book.remove(book.active)
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def change(raw, name, function):
    with zipfile.ZipFile(io.BytesIO(raw)) as parts:
        return pack(
            {n: function(parts.read(n)) if n == name else parts.read(n) for n in parts.namelist()}
        )


def rows_of(raw, columns=None, find=True):
    stream = io.BufferedReader(OneWay(raw))
    return list(
        read_xlsx_rows(stream, (lambda names: find_columns(names, columns or {})) if find else None)
    )


DAY = datetime(2024, 5, 1)
NEWS = [
    ["Text of the export of 2024"],
    [],
    ["url", "Title", "Text", "date", "n", "e"],
    ["a1", "T", "They met.", DAY, 3, "#REF!"],
    [],
    ["a2", None, "So.", DAY.date(), 1.5, "#x"],
]
GOOD = workbook(
    News=NEWS,
    Notes=[["who", "what"], ["a", "b"]],
    Empty=[],
    Sources=[["Title", "n"], ["The Post", 1]],
)


def test_rows_of_sheets_with_texts_are_read_and_other_sheets_remarked_on():
    first, second, notes, sources = rows_of(GOOD)
    assert first == (
        4,
        {"url": "a1", "Title": "T", "Text": "They met.", "date": DAY, "n": 3, "e": None},
    )
    assert second == (
        6,
        {"url": "a2", "Title": None, "Text": "So.", "date": DAY, "n": 1.5, "e": "#x"},
    )
    assert "'Notes'" in notes[1][0] and "'Sources'" in sources[1][0]


def test_sheets_of_titles_are_read_if_none_has_texts():
    raw = workbook(Notes=[["who"], ["a"]], Sources=[["Title", "n"], ["They met.", 1]])
    assert rows_of(raw)[0] == (2, {"Title": "They met.", "n": 1})


def test_a_column_that_is_named_is_found_below_the_title_of_a_sheet():
    raw = workbook(A=[["Export"], ["id", "Wortlaut"], [1, "They met."]])
    assert rows_of(raw, {"text": "Wortlaut"}) == [(3, {"id": 1, "Wortlaut": "They met."})]
    with pytest.raises(Unreadable, match="no column 'Other'"):
        rows_of(raw, {"text": "Other"})
    assert rows_of(raw, find=False) == [(3, {"id": 1, "Wortlaut": "They met."})]


def test_what_breaks_off_is_read_up_to_there_and_other_sheets_too():
    raw = workbook(
        A=[["id", "text"], *[[n, "They met."] for n in range(50)]], B=[["id", "text"], [1, "So."]]
    )
    found = rows_of(change(raw, SHEET, lambda sheet: sheet[: len(sheet) * 3 // 4]))
    faults = [row for _, row in found if isinstance(row, tuple)]
    assert len(found) > 30 and len(faults) == 1 and "breaks off" in faults[0][0]
    assert found[-1] == (2, {"id": 1, "text": "So."})


def test_cells_that_lie_far_apart_or_are_no_dates_cost_nothing():
    raw = workbook(A=[["id", "text"], [1, "They met."], [2, "So."]])
    far = change(raw, SHEET, lambda sheet: sheet.replace(b'r="3"', b'r="999999999"'))
    assert rows_of(far) == [(2, {"id": 1, "text": "They met."})]
    wide = workbook(A=[["text", *range(3000)], ["They met.", *range(3000)]])
    assert len(rows_of(wide)[0][1]) == 1000
    dated = workbook(A=[["text", "date"], ["They met.", DAY]])
    ((_, row),) = rows_of(
        change(dated, SHEET, lambda sheet: sheet.replace(b"<v>45413</v>", b"<v>9e99</v>"))
    )
    assert row["text"] == "They met."


ENTITIES = b'<!DOCTYPE l [<!ENTITY a "aaaaaaaaaa">' + b"".join(
    b'<!ENTITY a%d "%s">' % (n, b"&a%s;" % (b"%d" % (n - 1) if n else b"") * 10) for n in range(9)
)
HOSTILE = {
    "empty": b"", "junk": b"abc", "cut off": GOOD[: len(GOOD) // 2], "old or locked": b"\xd0\xcf\x11\xe0" * 99, "another zip": pack({"a": "b"}),
    "no sheets": workbook(A=[]), "no texts": workbook(A=[["x", "y"], [1, 2]]), "no workbook": change(GOOD, "xl/workbook.xml", lambda part: b"<a/>"),
    "a bomb": change(GOOD, SHEET, lambda sheet: sheet.replace(b"<sheetData>", b"<sheetData>" + b"<row/>" * 5_000_000)),
    "entities": change(workbook(A=NEWS), SHEET, lambda sheet: ENTITIES + b"]><worksheet><sheetData><row><c><v>&a8;</v></c></row></sheetData></worksheet>"),
    "no XML": change(workbook(A=NEWS), SHEET, lambda sheet: b"\0" * 999), "styles": change(GOOD, "xl/styles.xml", lambda part: b"<a>"),
}  # fmt: skip


@pytest.mark.parametrize("raw", HOSTILE.values(), ids=HOSTILE)
def test_a_bad_workbook_is_named(raw):
    with pytest.raises(Unreadable) as raised:
        rows_of(raw)
    assert str(raised.value) and raised.value.remedy


def test_of_two_columns_of_one_name_the_longer_is_the_text_and_it_is_said(tmp_path):
    import openpyxl

    book = openpyxl.Workbook()
    for row in (
        ["id", "text", "text"],
        [1, "Talks", "The ministers met in Tokyo on Monday and agreed on trade."],
    ):
        book.active.append(row)
    book.save(tmp_path / "a.xlsx")
    corpus = read_corpus(tmp_path)
    assert corpus.documents["text"][0].startswith("The ministers met")
    assert "two columns are named 'text'" in set(corpus.set_aside["problem"])
