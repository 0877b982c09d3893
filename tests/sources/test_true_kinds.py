"""Files whose content is of another kind than their name says are read by their content."""

import gzip
import io
import json

import pytest
from any_corpora import write_article
from hypothesis import given
from hypothesis import strategies as st

from analysis import read_corpus
from analysis.sources.names import ENDINGS
from analysis.sources.sniff import sniff_sure
from analysis.sources.source import Problem, Source, Unreadable
from analysis.sources.true_kinds import find_kind, settle_kind

from .as_source import pack

FIRST = "The foreign ministers of India and Japan agreed in Tokyo on Tuesday to deepen cooperation."
SECOND = "Officials said that talks on semiconductors, too, would go on in Delhi before the spring."
PROSE = f"{FIRST}\n\n{SECOND}\n"
HTML = f"<!DOCTYPE html><html><body><article><p>{FIRST}</p><p>{SECOND}</p></article></body></html>"
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE = "urn:oasis:names:tc:opendocument:xmlns"
PARAGRAPHS = "".join(f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>" for text in (FIRST, SECOND))
FLAT = "".join(f"<t:p>{text}</t:p>" for text in (FIRST, SECOND))
ODT = (
    f'<o:document-content xmlns:o="{OFFICE}:office:1.0" xmlns:t="{OFFICE}:text:1.0"><o:body>'
    f"<o:text>{FLAT}</o:text></o:body></o:document-content>"
)
ONE = {
    "docx": pack({"word/document.xml": f'<w:document xmlns:w="{WORD}"><w:body>{PARAGRAPHS}</w:body></w:document>'}),
    "odt": pack({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": ODT}),
    "rtf": (r"{\rtf1\ansi " + FIRST + r"\par " + SECOND + "}").encode(),
    "html": HTML.encode(),
    "txt": PROSE.encode(),
    "utf-16": PROSE.encode("utf-16"),
    "xml of Word": f'<?xml version="1.0"?><w:wordDocument xmlns:w="http://schemas.microsoft.com/office/word/2003/wordml"><w:body>{PARAGRAPHS}</w:body></w:wordDocument>'.encode(),
    "mail": f"MIME-Version: 1.0\nFrom: a@b.org\nSubject: Talks\nContent-Type: text/plain\n\n{PROSE}".encode(),
}  # fmt: skip
ROWS = [{"id": str(n), "text": text} for n, text in enumerate((FIRST, SECOND), 1)]
TABLES = {
    "csv": "id,text\n" + "".join(f'{row["id"]},"{row["text"]}"\n' for row in ROWS),
    "json": json.dumps(ROWS),
    "pretty": json.dumps(ROWS, indent=1),
    "jsonl": "".join(json.dumps(row) + "\n" for row in ROWS),
    "html": "<html><body><table><tr><th>id</th><th>text</th></tr>"
    + "".join(f"<tr><td>{row['id']}</td><td>{row['text']}</td></tr>" for row in ROWS)
    + "</table></body></html>",
    "xml": '<?xml version="1.0"?><Workbook><Worksheet><Table><Row><Cell><Data>id</Data></Cell><Cell><Data>text</Data></Cell></Row>'
    + "".join(f"<Row><Cell><Data>{row['id']}</Data></Cell><Cell><Data>{row['text']}</Data></Cell></Row>" for row in ROWS)
    + "</Table></Worksheet></Workbook>",
}  # fmt: skip


def read(folder, name, content):
    raw = content.encode() if isinstance(content, str) else content
    (folder / name).write_bytes(raw)
    return read_corpus(folder)


@pytest.mark.parametrize("kind", ONE)
@pytest.mark.parametrize("ending", ["doc", "docx", "txt", "rtf", "pdf", "odt", "xls", ""])
def test_one_document_is_read_under_any_name_of_an_office_file(tmp_path, kind, ending):
    corpus = read(tmp_path, f"a.{ending}" if ending else "a", ONE[kind])
    assert [line.strip() for text in corpus.documents["text"] for line in text.split("\n")] == [
        FIRST,
        SECOND,
    ]
    assert corpus.documents["doc_id"].tolist() == ["a"]
    said = corpus.set_aside["outcome"].tolist()
    assert all(outcome.startswith("read") for outcome in said) and len(said) <= 1


@pytest.mark.parametrize(
    "ending", ["csv", "json", "jsonl", "xml", "html", "srt", "vtt", "md", "tsv"]
)
def test_prose_is_read_under_the_name_of_a_table(tmp_path, ending):
    corpus = read(tmp_path, f"a.{ending}", f"Talks in Tokyo\n\n{PROSE}")
    assert corpus.documents["text"].tolist()[0].endswith(SECOND)
    assert ending == "md" or "it is plain text" in corpus.set_aside["problem"][0]


@pytest.mark.parametrize(
    ("ending", "kind"),
    [(e, k) for e in ("json", "jsonl", "txt", "xml", "xls") for k in ("csv", "json", "jsonl", "pretty")]
    + [("csv", "json"), ("csv", "jsonl"), ("xls", "html"), ("xls", "xml"), ("", "csv"), ("csv", "html")],
)  # fmt: skip
def test_a_table_is_read_under_another_name(tmp_path, ending, kind):
    if (ending, kind) == ("jsonl", "pretty"):
        return  # lines that are no JSON each
    corpus = read(tmp_path, f"a.{ending}" if ending else "a", TABLES[kind])
    assert corpus.documents["text"].tolist() == [FIRST, SECOND]
    assert corpus.documents["doc_id"].tolist() == ["1", "2"]


@pytest.mark.parametrize("name", ["a.json", "a.jsonl"])
def test_json_of_texts_alone_is_read(tmp_path, name):
    assert read(tmp_path, name, json.dumps(PROSE)).documents["doc_id"].tolist() == ["a"]
    listed = json.dumps([FIRST, SECOND]) if name == "a.json" else f'"{FIRST}"\n"{SECOND}"\n'
    corpus = read(tmp_path, name, listed)
    assert corpus.documents["text"].tolist() == [FIRST, SECOND]
    assert corpus.documents["doc_id"].tolist() == ["a-000001", "a-000002"]


@pytest.mark.parametrize(
    ("ending", "kind", "remedy"),
    [("doc", "old", ".docx"), ("xls", "old", ".xlsx"), ("ppt", "old", ".pptx"), ("docx", "", "new format"), ("txt", "old", ".docx")],
)  # fmt: skip
def test_files_of_an_older_office_are_named_with_a_remedy(tmp_path, ending, kind, remedy):
    (tmp_path / "other.txt").write_text(PROSE)
    aside = read(
        tmp_path, f"a.{ending}", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
    ).set_aside
    assert aside["file"].tolist() == [f"a.{ending}"] and remedy in aside["remedy"][0]


def test_an_archive_without_ending_and_a_packed_text_are_told_apart(tmp_path):
    (tmp_path / "b.gz").write_bytes(gzip.compress(PROSE.encode()))
    corpus = read(tmp_path, "a", pack({"a.txt": PROSE, "b.html": HTML}))
    assert corpus.documents["file"].tolist() == ["b.gz"]
    assert corpus.set_aside["remedy"].tolist() == ["name it .zip"]


@pytest.mark.parametrize(
    "content", [b" \n\t\n", b"\xef\xbb\xbf", b"\xff\xfe", "\u200b\ufeff\n".encode()]
)
@pytest.mark.parametrize(
    "ending", ["txt", "html", "csv", "json", "xml", "md", "docx", "srt", "eml"]
)
def test_blank_files_are_set_aside_once(tmp_path, ending, content):
    (tmp_path / "other.txt").write_text(PROSE)
    aside = read(tmp_path, f"a.{ending}", content).set_aside
    assert aside["file"].tolist() == [f"a.{ending}"] and aside["outcome"].tolist() == ["set aside"]


@pytest.mark.parametrize(
    "table",
    ["id,text\n1,They met.\n", "a sentence, and more\n1,2\n3,4\n", "Full text\nThey met in Tokyo today.\n", "text\n" + FIRST],
)  # fmt: skip
def test_a_table_of_sentences_is_no_prose(table):
    assert find_kind("csv", table.encode()) == ""


@pytest.mark.parametrize(
    "text", ["From Tokyo to Delhi they met.", "Subject: they met.", "Date: to be set.\nThey met."]
)
def test_an_article_that_begins_like_mail_is_none(text):
    assert sniff_sure(text.encode()) == ""


@given(
    st.sampled_from(sorted(set(ENDINGS.values()))),
    st.binary(max_size=300) | st.sampled_from(list(ONE.values())),
)
def test_any_bytes_under_any_kind_settle(kind, raw):
    source = Source("a", "a", kind, lambda: io.BytesIO(raw))
    try:
        settled, remark = settle_kind(source)
    except Unreadable:
        return
    assert remark is None or isinstance(remark, Problem)
    with settled.open() as stream:
        assert stream.read() == raw


def test_articles_of_any_name_are_read_alike(tmp_path):
    for ending in ("txt", "csv", "json", "xml", "docx", "pdf"):
        (tmp_path / f"a.{ending}").write_text(write_article(5, 9))
    assert read_corpus(tmp_path).documents["text"].nunique() == 1
