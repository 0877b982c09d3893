"""Word, OpenDocument and RTF documents, written by hand."""

import io
import random
import time
import zipfile

import pytest

from analysis.sources.documents.docx import read_docx
from analysis.sources.documents.odt import read_odt
from analysis.sources.documents.old_office import describe_old, read_doc
from analysis.sources.documents.rtf import read_rtf

from .as_source import fault, only, pack, read

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
CORE = (
    "<c:coreProperties xmlns:c='c' xmlns:dc='http://purl.org/dc/elements/1.1/' xmlns:t='http://purl.org/dc/terms/'>"
    "<dc:title>{title}</dc:title><dc:creator>Ann</dc:creator><t:created>2019-05-01T10:00:00Z</t:created></c:coreProperties>"
)


def p(text, style=""):
    style = f"<w:pPr><w:pStyle w:val='{style}'/></w:pPr>" if style else ""
    return f"<w:p>{style}<w:r><w:t>{text}</w:t></w:r></w:p>"


def table(*rows):
    cells = ["".join(f"<w:tc>{cell}</w:tc>" for cell in row) for row in rows]
    return "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in cells) + "</w:tbl>"


def docx(body, **parts):
    document = f"<w:document xmlns:w='{WORD}'><w:body>{body}</w:body></w:document>"
    named = {name.replace("__", "/") + ".xml": part for name, part in parts.items()}
    return pack({"word/document.xml": document} | named)


def test_a_word_document_is_its_paragraphs_and_tables_in_order():
    rows = table([p("India"), p("12")], [p("One.") + p("Two."), p("Three.")])
    record = only(read_docx, docx(p("Ships agreed", "Title") + p("They met.") + rows + p("After.")))
    assert record.text == "Ships agreed\nThey met.\nIndia\t12\nOne.\nTwo.\nThree.\nAfter."
    assert record.fields == {"title": "Ships agreed"} and record.doc_id == "news"


def test_what_a_reader_of_word_does_not_see_is_not_text():
    body = """<w:p><w:r><w:t>They </w:t></w:r><w:del><w:r><w:delText>never </w:delText></w:r></w:del>
    <w:ins><w:r><w:t>met</w:t></w:r></w:ins><w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden</w:t></w:r>
    <w:r><w:instrText>PAGE</w:instrText><w:tab/><w:t>twice.</w:t></w:r></w:p>"""
    box = "<m:AlternateContent xmlns:m='m'><m:Choice>{0}</m:Choice><m:Fallback>{0}</m:Fallback></m:AlternateContent>"
    body += f"<w:p><w:r>{box.format(p('In a box.'))}</w:r></w:p><w:sdt><w:sdtContent>{p('In a control.')}</w:sdtContent></w:sdt>"
    notes = f"<w:footnotes xmlns:w='{WORD}'><w:footnote>{p('A note.')}</w:footnote></w:footnotes>"
    text = only(read_docx, docx(body, word__footnotes=notes, word__header1=p("HEAD"))).text
    assert text == "They met\ttwice.\nIn a box.\nIn a control.\nA note."


@pytest.mark.parametrize(
    "title, shown", [("Ships", "Ships"), ("Microsoft Word - a.doc", None), ("a.docx", None)]
)
def test_properties_are_fields_but_when_a_file_was_made_is_no_date(title, shown):
    record = only(read_docx, docx(p("They met."), docProps__core=CORE.format(title=title)))
    assert record.fields.get("title") == shown and record.fields["author"] == "Ann"
    assert record.fields["file_date"] == "2019-05-01" and "date" not in record.fields


def test_damaged_properties_cost_only_themselves():
    assert only(read_docx, docx(p("They met."), docProps__core="<a>")).fields == {}


GOOD = docx(p("They met.") * 50)
HOSTILE = {
    "empty": b"", "junk": b"PK\x03\x04" * 50, "cut off": GOOD[: len(GOOD) // 2], "old or locked": b"\xd0\xcf\x11\xe0" * 99,
    "a zip in it": pack({"a.docx": GOOD}), "no end": docx("<w:p>"), "NULs": pack({"word/document.xml": b"\0" * 99}),
    "an empty part": pack({"word/document.xml": b""}), "no text": docx("<w:p/>"), "deep": docx("<w:p>" * 100_000),
    "entities": pack({"word/document.xml": "<!DOCTYPE l [<!ENTITY a 'aaa'>]><w:document xmlns:w='w'/>"}),
    "a bomb": docx(p("a" * 1000) * 30_000), "many parts": pack({str(n): "" for n in range(20_001)}),
}  # fmt: skip


@pytest.mark.parametrize("raw", HOSTILE.values(), ids=HOSTILE)
def test_a_bad_word_document_is_named(raw):
    fault(read_docx, raw)


def test_long_and_nested_documents_are_read_in_linear_time():
    start = time.process_time()
    assert only(read_docx, docx(p("word word") * 100_000)).text.count("\n") == 99_999
    deep = "<w:tbl><w:tr><w:tc>" * 9000 + p("One.") * 9000 + "</w:tc></w:tr></w:tbl>" * 9000
    assert only(read_docx, docx(deep)).text.count("One.") == 9000
    assert time.process_time() - start < 30


def test_any_byte_of_a_word_document_may_be_wrong():
    order = random.Random(1)
    for _ in range(100):
        raw = bytearray(GOOD)
        for _ in range(order.choice([1, 10, 100])):
            raw[order.randrange(len(raw))] = order.randrange(256)
        records, problems = read(read_docx, bytes(raw))
        assert records or problems


OFFICE = "xmlns:o='o' xmlns:t='t' xmlns:b='b'"


def odt(body, **parts):
    content = f"<o:document {OFFICE}><o:body><o:text>{body}</o:text></o:body></o:document>"
    return pack({"content.xml": content} | {f"{name}.xml": part for name, part in parts.items()})


def test_an_open_document_is_its_paragraphs_tables_and_notes():
    note = "<t:note><t:note-citation>1</t:note-citation><t:note-body><t:p>A note.</t:p></t:note-body></t:note>"
    rows = "<b:table><b:table-row><b:table-cell><t:p>India</t:p></b:table-cell><b:table-cell><t:p>12</t:p></b:table-cell></b:table-row></b:table>"
    gone = "<t:tracked-changes><t:p>gone</t:p></t:tracked-changes>"
    raw = odt(f"{gone}<t:h>Head</t:h><t:p>They met<t:s t:c='3'/>twice{note} there.</t:p>{rows}")
    assert only(read_odt, raw).text == "Head\nThey met twice there.\nIndia\t12\nA note."
    locked = pack({"content.xml": "x", "META-INF/manifest.xml": "<m:encryption-data/>"})
    assert "password" in fault(read_odt, locked) and "no OpenDocument" in fault(read_odt, GOOD)
    assert only(read_odt, odt(f"<t:p>a<t:s t:c='{'9' * 5000}'/>b</t:p>")).text == "a b"


@pytest.mark.parametrize("raw", [b"", b"junk", odt("<t:p>"), odt(""), odt("<t:p>a</t:p>")[:-30]])
def test_a_bad_open_document_is_named(raw):
    fault(read_odt, raw)


@pytest.mark.parametrize(
    "raw, text",
    [
        (
            rb"{\rtf1\ansi\ansicpg1252 Caf\'e9 \u8217?s \emdash  x\par {\b Bold}\line two}",
            "Café ’s — x\nBold\ntwo",
        ),
        (rb"{\rtf1 caf\'e9}", "café"),
        (rb"{\rtf1\mac caf\'8e}", "café"),
        (
            rb"{\rtf1\ansi{\fonttbl{\f0 Arial;}{\f1\fcharset204 Arial;}}\f1\'cf\'f0\'e8\f0\'e9}",
            "Приé",
        ),
        (rb"{\rtf1\ansicpg932 \'93\'fa\'96\'7b}", "日本"),
        (rb"{\rtf1\uc2\u8217\'81\'92x \uc0\u8217y \uc1\u-10179?\u-8704?}", "’x ’y 😀"),
        (
            rb"{\rtf1{\header H}{\*\generator G}{\pict\bin5 a}b{x}{\field{\*\fldinst HYPERLINK x}{\fldrslt link}}{\v no}}",
            "link",
        ),
        (
            rb"{\rtf1 body{\super 1{\footnote\pard note}} goes on.\par next}",
            "body1 goes on.\nnext\nnote",
        ),
        (
            rb"{\rtf1 a\par\intbl India\cell 12\cell\row\intbl One.\par Two.\cell x\cell\row\pard b}",
            "a\nIndia\t12\nOne.\nTwo.\nx\nb",
        ),
        (rb"{\rtf1 a\u99999999999999? b}", "a9999? b"),
        (rb"{\rtf1 a\bin99999999 b}", "a"),
    ],
)
def test_rtf_is_its_text(raw, text):
    assert only(read_rtf, raw).text == text


def test_rtf_tells_title_and_author():
    record = only(read_rtf, rb"{\rtf1{\info{\title Ships}{\author Ann}{\operator B}}They met.}")
    assert record.fields == {"title": "Ships", "author": "Ann"} and record.text == "They met."


@pytest.mark.parametrize(
    "raw", [b"", b"no rtf", b"{\\rtf1", b"{\\rtf1" + b"{" * 10**6, b"{\\rtf1 \0\0}"]
)
def test_bad_rtf_is_named(raw):
    fault(read_rtf, raw)


def test_odd_rtf_is_read_in_linear_time():
    start = time.process_time()
    for piece in (
        rb"\\",
        rb"\'e9",
        rb"\u",
        rb"\par ",
        rb"a}",
        rb"{\f1",
        rb"\intbl\cell",
        rb"\row\intbl a",
    ):
        read(read_rtf, b"{\\rtf1 a" + piece * 100_000)
    assert time.process_time() - start < 30


def test_documents_of_old_kinds_are_named_with_a_remedy():
    assert ".docx" in read(read_doc, b"\xd0\xcf\x11\xe0")[1][0].remedy
    assert only(read_doc, rb"{\rtf1 They met.}").text == only(read_doc, docx(p("They met."))).text
    assert ".xlsx" in describe_old(".xls")[1]
    assert zipfile.is_zipfile(io.BytesIO(GOOD))
