"""PDF files, written by hand, and pages as they were printed."""

import os
import random
import time
import zlib

import pytest

from analysis.sources.documents import pdf_process
from analysis.sources.documents.page_layout import join_pages, join_words
from analysis.sources.documents.pdf import read_pdf

from .as_source import fault, only, read

pytest.importorskip("pypdfium2", reason="PDF files are read with the extra documents")


def write(objects, **trailer):
    """Return a PDF file of objects, the first the catalogue."""
    out = b"%PDF-1.4\n" + b"".join(
        b"%d 0 obj%s endobj\n" % (n, data) for n, data in enumerate(objects, 1)
    )
    extra = "".join(f"/{key} {value}" for key, value in trailer.items())
    return out + b"trailer<</Root 1 0 R%s>>" % extra.encode()


def stream(data, facts=b""):
    return b"<<%s/Length %d>>stream\n%s\nendstream" % (facts, len(data), data)


def pdf(*pages, facts=b""):
    """Return a PDF file of pages of lines."""
    kids = b" ".join(b"%d 0 R" % (5 + 2 * n) for n in range(len(pages)))
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[%s]/Count %d>>" % (kids, len(pages)),
    ]
    objects += [
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
        b"<<%s>>" % facts,
    ]
    for n, lines in enumerate(pages):
        shown = b"".join(
            b"BT /F 12 Tf 50 %d Td (%s) Tj ET " % (800 - 14 * k, line.encode("cp1252"))
            for k, line in enumerate(lines)
        )
        objects.append(
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 850]/Contents %d 0 R/Resources<</Font<</F 3 0 R>>>>>>"
            % (6 + 2 * n)
        )
        objects.append(stream(shown))
    return write(objects, Info="4 0 R")


BODY = [
    "The ministers have agreed to meet again in the course",
    "of the year, they said in a joint state-",
    "ment; a long-",
    "term plan for the Indo-",
    "Pacific.",
]
TEXT = "The ministers have agreed to meet again in the course\nof the year, they said in a joint statement; a long-term plan for the Indo-Pacific."
GOOD = pdf(
    *[
        ["Gazette of May 2024", f"{word} {BODY[0]}", *BODY[1:], str(n)]
        for n, word in enumerate("One Two Three Four".split(), 1)
    ]
)


def test_a_pdf_is_its_lines_with_words_in_one_piece():
    record = only(
        read_pdf, pdf(BODY, facts=b"/Title(Ships)/Author(Ann)/CreationDate(D:20240501120000Z)")
    )
    assert record.text == TEXT
    assert record.fields == {
        "title": "Ships",
        "author": "Ann",
        "file_date": "2024-05-01",
        "page_starts": "1",
    }
    assert "title" not in only(read_pdf, pdf(BODY, facts=b"/Title(Microsoft Word - a.doc)")).fields


def test_running_heads_and_page_numbers_are_left_out_and_pages_can_be_found():
    record = only(read_pdf, GOOD)
    lines = record.text.split("\n")
    assert record.fields["running_heads"] == "Gazette of May 2024" and "Gazette" not in record.text
    starts = [lines[int(start) - 1].split()[0] for start in record.fields["page_starts"].split(",")]
    assert starts == ["One", "Two", "Three", "Four"] and len(lines) == 8


def test_pages_without_text_are_remarked_on_and_a_file_without_is_named():
    records, (remark,) = read(read_pdf, pdf(BODY, [], BODY))
    assert remark.problem == "page 2 of 3 holds no text" and remark.outcome.startswith("read")
    assert "OCR" in remark.remedy and records[0].fields["page_starts"] == "1,3,3"
    assert "no text" in fault(read_pdf, pdf([], []))


def drawing(levels):
    """Return a PDF file whose page draws a shape that draws ten others, and so on."""
    objects = [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>"]
    objects.append(
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</XObject<</X 5 0 R>>>>>>"
    )
    objects.append(stream(b"/X Do " * 10))
    for level in range(levels):
        facts = (
            b"/Type/XObject/Subtype/Form/BBox[0 0 600 800]/Resources<</XObject<</X %d 0 R>>>>"
            % (6 + level)
        )
        objects.append(stream(b"/X Do " * 10, facts))
    return write([*objects, stream(b"0 0 9 9 re f", b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]")])


PACKED = zlib.compress(zlib.compress(b"a" * 10**8, 9), 9)
HOSTILE = {
    "empty": b"", "a page of the web": b"<html>", "cut off": GOOD[:400], "NULs": b"%PDF-1.4" + b"\0" * 999,
    "no streams": GOOD.replace(b"stream", b"\0" * 6), "no catalogue": write([b"<<>>"]), "no pages": write([b"<</Type/Catalog>>"]),
    "a loop": write([b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[2 0 R 2 0 R]/Count 2>>"]),
    "locked": write([b"<</Type/Catalog/Pages 2 0 R>>", b"<</Filter/Unknown/V 9>>"], Encrypt="2 0 R", ID="[<00><00>]"),
    "many pages": pdf(*[["a"]] * 3001), "packed twice": pdf(["a"]).replace(stream(b"BT /F 12 Tf 50 800 Td (a) Tj ET "), stream(PACKED, b"/Filter[/FlateDecode/FlateDecode]")),
}  # fmt: skip


@pytest.mark.parametrize("raw", HOSTILE.values(), ids=HOSTILE)
def test_a_bad_pdf_is_named(raw):
    fault(read_pdf, raw)


def test_a_pdf_that_takes_too_long_costs_itself(monkeypatch):
    pdf_process._stop()
    monkeypatch.setattr(pdf_process, "MAX_SECONDS", 1)
    assert "takes more than" in fault(read_pdf, drawing(9))
    assert only(read_pdf, pdf(BODY)).text == TEXT
    pdf_process._stop()


def test_a_process_that_was_killed_is_started_anew():
    assert only(read_pdf, pdf(BODY)).text == TEXT
    pdf_process._running[0][1].kill()
    pdf_process._running[0][1].wait()
    assert only(read_pdf, pdf(BODY)).text == TEXT


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system cannot fork")
def test_a_forked_process_has_a_reader_of_its_own():
    assert only(read_pdf, pdf(BODY)).text == TEXT
    child = os.fork()
    if not child:
        os._exit(0 if only(read_pdf, GOOD).text.startswith("One") else 1)
    assert os.waitpid(child, 0)[1] == 0 and only(read_pdf, pdf(BODY)).text == TEXT


def test_any_byte_of_a_pdf_may_be_wrong():
    order = random.Random(1)
    for _ in range(200):
        raw = bytearray(GOOD)
        for _ in range(order.choice([1, 10, 100])):
            raw[order.randrange(len(raw))] = order.randrange(256)
        records, problems = read(read_pdf, bytes(raw))
        assert records or problems


def test_what_a_browser_prints_around_a_page_is_no_text():
    page = ["Ships agreed", "21/08/2024, 17:53", "They met.", "11/28/26, 12:32 PM"]
    assert join_pages([[*page, "https://p/1 1/1"]]) == (page[:3], [1], ["https://p/1 1/1"])
    assert join_pages([[*page, "11/28/26, 12:32 PM Ships | Post", "file:///p 9/12"]])[0] == page
    assert join_pages([[*page, "11/28/26, 12:32 PM Ships | Post", "file:///p 9/12"]])[0] == page
    assert join_pages([page]) == (page, [1], [])
    assert join_pages([[*page[:3], "1 of 2 28/11/2026, 12:32"]])[0] == page[:3]


def test_short_pages_keep_their_text_and_split_words_the_hyphen_that_is_theirs():
    assert join_pages([["One."], ["One."], ["One."], []])[0] != []
    assert join_pages([["a", "b", "c"]] * 5)[0] == ["b"] * 5
    lines = [
        "re\u00adelection of re-election",
        "state\u00adment statement",
        "2\u00ad5",
        "OP\u00adTIONAL",
        "a\u00adb\u00adc",
        "end\u00ad",
    ]
    assert join_words([lines]) == [
        ["re-election of re-election", "statement statement", "2-5", "OPTIONAL", "abc", "end-"]
    ]
    start = time.process_time()
    join_words([["a\u00ad" * 200_000, "b" * 200_000, "-" * 200_000]])
    join_pages([[str(n), "1" * 150, "a"] for n in range(20_000)])
    assert time.process_time() - start < 10
