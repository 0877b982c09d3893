"""Sheets of OpenDocument, tables in HTML and XML, slides, and subtitles."""

import io

import pytest

from analysis.sources.columns import find_columns
from analysis.sources.documents.presentations import read_pptx
from analysis.sources.documents.sheets import read_ods_rows, read_table_rows
from analysis.sources.documents.subtitles import read_subtitles

from .as_source import fault, only, pack

FIRST = "The foreign ministers of India and Japan agreed in Tokyo to deepen cooperation."


def find(names):
    return find_columns(names, {})


def write_ods(rows, repeat=""):
    cells = "".join(
        "<r:table-row>" + "".join(f"<r:table-cell {a}><x:p>{t}</x:p></r:table-cell>" for t, a in row) + "</r:table-row>"
        for row in rows
    )  # fmt: skip
    tail = f"<r:table-row {repeat}><r:table-cell/></r:table-row>" if repeat else ""
    return pack(
        {
            "content.xml": '<o xmlns:r="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
            'xmlns:x="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:v="urn:v">'
            f"<r:table>{cells}{tail}</r:table></o>"
        }
    )


def test_rows_of_an_opendocument_sheet_are_named_by_its_header():
    rows = [
        [("A title above", "")],
        [("id", ""), ("date", ""), ("text", "")],
        [("1", ""), ("6.10.", 'v:date-value="2020-10-06"'), (FIRST, "")],
    ]
    raw = write_ods(rows, 'r:number-rows-repeated="1048576"')
    found = list(read_ods_rows(io.BytesIO(raw), find))
    assert found == [(3, {"id": "1", "date": "2020-10-06", "text": FIRST})]


def test_cells_that_are_repeated_are_counted():
    rows = [
        [("id", ""), ("a", ""), ("text", "")],
        [("1", 'r:number-columns-repeated="2"'), (FIRST, "")],
    ]
    ((_, row),) = read_ods_rows(io.BytesIO(write_ods(rows)), find)
    assert row == {"id": "1", "a": "1", "text": FIRST}


@pytest.mark.parametrize("end", [True, False])
def test_rows_of_html_are_read_with_and_without_end_tags(end):
    td, tr = ("</td>", "</tr>") if end else ("", "")
    page = f"<table><tr><th>id{td}<th>text{td}{tr}\n<tr><td>1{td}<td>{FIRST}<br>More &amp; more.{td}{tr}</table>"
    ((line, row),) = read_table_rows(io.BytesIO(page.encode()), find)
    assert line == 2 and row == {"id": "1", "text": f"{FIRST}\nMore & more."}


A = "http://schemas.openxmlformats.org/drawingml/2006/main"


def slide(*texts):
    ps = "".join(f"<a:p><a:r><a:t>{text}</a:t></a:r></a:p>" for text in texts)
    return f'<p:sld xmlns:a="{A}" xmlns:p="p">{ps}<a:p><a:fld><a:t>7</a:t></a:fld></a:p></p:sld>'


def test_slides_are_read_in_the_order_of_showing():
    parts = {
        "ppt/slides/slide1.xml": slide("Second"),
        "ppt/slides/slide2.xml": slide("Talks", FIRST),
        "ppt/notesSlides/notesSlide2.xml": slide("A note"),
        "ppt/presentation.xml": '<p:presentation xmlns:p="p" xmlns:r="r"><p:sldId id="256" r:id="b"/><p:sldId id="257" r:id="a"/></p:presentation>',
        "ppt/_rels/presentation.xml.rels": '<R><Relationship Id="a" Target="slides/slide1.xml"/><Relationship Id="b" Target="slides/slide2.xml"/></R>',
    }  # fmt: skip
    assert only(read_pptx, pack(parts)).text.split("\n") == ["Talks", FIRST, "Second", "A note"]
    del parts["ppt/presentation.xml"]
    assert only(read_pptx, pack(parts)).text.startswith("Second\nTalks")
    fault(read_pptx, pack({"a": "b"}))


SRT = (
    "1\n00:00:01,000 --> 00:00:04,000\nThe foreign ministers of India and Japan\n\n"
    "2\n00:00:04,500 --> 00:00:08,000\n<i>agreed in Tokyo</i> to deepen cooperation.\n\n"
    "3\n00:01:09,000 --> 00:01:12,000\nIn 2021\n2022 will follow.\n"
)
VTT = (
    "WEBVTT - speech\n\nNOTE by hand\nof two lines\n\nSTYLE\n::cue { color: red }\n\nintro\n"
    "00:01.000 --> 00:04.000 align:start\n<v Ann>The foreign ministers\n\n"
    "00:00:04.500 --> 00:00:08.000\nThe foreign ministers\nagreed<00:05.000> in Tokyo.\n\n"
    "00:00:08.000 --> 00:00:09.000\n<v Bob>Indeed.\n"
)


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_subtitles_are_what_is_said_without_times(end):
    assert only(read_subtitles, SRT.replace("\n", end)).text.split("\n") == [
        FIRST,
        "In 2021 2022 will follow.",
    ]
    assert only(read_subtitles, VTT.replace("\n", end)).text.split("\n") == [
        "Ann: The foreign ministers agreed in Tokyo.",
        "Bob: Indeed.",
    ]
    fault(read_subtitles, "WEBVTT\n\nNOTE none\n")
