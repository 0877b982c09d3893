"""Saved web pages and e-books."""

import plistlib

import pytest

from analysis import read_corpus
from analysis.sources.documents.saved_pages import read_epub, read_mhtml, read_webarchive

from .as_source import fault, only, pack, read

FIRST = "The foreign ministers of India and Japan agreed in Tokyo on Tuesday to deepen cooperation."
SECOND = (
    "Officials said that talks on semiconductors would go on in Delhi before the spring, and more."
)
PAGE = f"<html><head><title>Talks</title></head><body><h1>Talks</h1><p>{FIRST}</p></body></html>"
MHTML = (
    "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://example.org/talks\r\n"
    "Subject: =?utf-8?Q?Talks=20in=20T=C5=8Dky=C5=8D?=\r\nDate: Tue, 6 Oct 2020 10:00:00 +0000\r\n"
    'MIME-Version: 1.0\r\nContent-Type: multipart/related; type="text/html"; boundary="B"\r\n\r\n\r\n--B\r\n'
    "Content-Type: text/html\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
    f"{PAGE}\r\n--B\r\nContent-Type: image/png\r\nContent-Location: https://example.org/a.png\r\n\r\nx\r\n--B--\r\n"
)


def test_the_page_of_a_browsers_file_is_read_with_when_it_was_saved():
    record = only(read_mhtml, MHTML)
    assert FIRST in record.text and record.is_html
    assert record.fields == {
        "title": "Talks in Tōkyō",
        "url": "https://example.org/talks",
        "crawl_date": "2020-10-06T10:00:00+00:00",
    }
    assert "no part of HTML" in fault(read_mhtml, MHTML.replace("text/html", "text/css"))


@pytest.mark.parametrize("form", [plistlib.FMT_BINARY, plistlib.FMT_XML])
def test_the_page_of_safari_is_read(form):
    main = {
        "WebResourceData": PAGE.encode(),
        "WebResourceMIMEType": "text/html",
        "WebResourceTextEncodingName": "UTF-8",
        "WebResourceURL": "https://example.org/talks",
    }
    record = only(read_webarchive, plistlib.dumps({"WebMainResource": main}, fmt=form))
    assert record.text == PAGE and record.fields == {"url": "https://example.org/talks"}
    main["WebResourceMIMEType"] = "image/png"
    fault(read_webarchive, plistlib.dumps({"WebMainResource": main}, fmt=form))


@pytest.mark.parametrize(
    "raw", [b"bplist00" + bytes(99), b"<plist>", plistlib.dumps({"a": 1}), b"x"]
)
def test_what_is_no_archive_of_safari_is_named(raw):
    fault(read_webarchive, raw)


def chapter(title, text):
    return (
        f'<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><head><title>x</title></head>'
        f"<body><h2>{title}</h2><p>{text}</p><p>{SECOND}</p></body></html>"
    )


def write_epub(**more):
    items = "".join(f'<item id="{n}" href="{n}.xhtml"/>' for n in ("c2", "cover", "c1"))
    package = (
        '<package xmlns="http://www.idpf.org/2007/opf"><metadata xmlns:dc="http://purl.org/dc/elements/1.1/">'
        "<dc:title>Book of talks</dc:title><dc:creator>A. Author</dc:creator><dc:date>2020-10-06</dc:date>"
        f'</metadata><manifest><item id="nav" href="nav.xhtml" properties="nav"/>{items}</manifest>'
        '<spine><itemref idref="cover"/><itemref idref="c1"/><itemref idref="c2"/></spine></package>'
    )
    return pack(
        {
            "mimetype": "application/epub+zip",
            "META-INF/container.xml": '<container><rootfiles><rootfile full-path="O/p.opf"/></rootfiles></container>',
            "O/p.opf": package,
            "O/nav.xhtml": chapter("Contents", FIRST),
            "O/cover.xhtml": "<html><body><img/></body></html>",
            "O/c1.xhtml": chapter("One", FIRST),
            "O/c2.xhtml": chapter("Two", FIRST),
        }
        | more
    )


def test_the_chapters_of_a_book_are_documents_in_its_order():
    records, problems = read(read_epub, write_epub())
    assert [record.doc_id for record in records] == ["news-0001", "news-0002"]
    assert [record.fields["title"] for record in records] == ["One", "Two"]
    assert (
        records[0].fields["source"] == "Book of talks" and records[0].fields["date"] == "2020-10-06"
    )
    assert [problem.outcome for problem in problems] == ["passed over"]


def test_a_book_without_its_order_is_read_and_a_locked_one_named():
    assert len(read(read_epub, write_epub(**{"O/p.opf": "<a"}))[0]) == 3
    assert "locked" in fault(read_epub, write_epub(**{"META-INF/rights.xml": "<a/>"}))
    fault(read_epub, b"PK\x03\x04")


def test_the_folder_of_a_saved_page_holds_no_article_and_is_named(tmp_path):
    body = "<html><body><article><p>The ministers met in Tokyo on Monday to speak of trade.</p></article></body></html>"
    (tmp_path / "Talks.html").write_text(body, encoding="utf-8")
    for folder in ("Talks_files", "Other_files"):  # of the latter, no page is there
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "a.html").write_text(body.replace("Tokyo", folder), encoding="utf-8")
    corpus = read_corpus(tmp_path)
    assert list(corpus.documents["doc_id"]) == ["Other_files/a", "Talks"]
    assert any("Talks_files/" in said for said in corpus.set_aside["problem"])
