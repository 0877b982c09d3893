"""Archives of the web, and the answers of servers in them."""

import gzip
import time
import zlib

import pytest

from analysis.sources.documents.warc import read_warc, split_head, unpack_body

from .as_source import fault, only, read

PAGE = "<html><p>They met in a café.</p></html>"


def record(content, address="http://x/a", kind="response", length=None, media="application/http"):
    head = f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {address}\r\nWARC-Date: 2024-05-01T10:00:00Z\r\nContent-Type: {media}\r\n"
    return (
        f"{head}Content-Length: {len(content) if length is None else length}\r\n\r\n".encode()
        + content
        + b"\r\n\r\n"
    )


def answer(body, media="text/html; charset=utf-8", status="200 OK", **headers):
    more = "".join(f"{name.replace('_', '-')}: {value}\r\n" for name, value in headers.items())
    return f"HTTP/1.1 {status}\r\nContent-Type: {media}\r\n{more}\r\n".encode() + (
        body.encode() if isinstance(body, str) else body
    )


INFO = record(b"software: x", "", "warcinfo", media="application/warc-fields")
GOOD = record(answer(PAGE))


def test_pages_are_documents_with_their_address_and_capture():
    others = [
        record(b"GET / HTTP/1.1\r\n\r\n", kind="request"),
        record(answer(b"\x89PNG", "image/png")),
        record(answer(PAGE, status="404 No")),
        record(b"", kind="revisit"),
    ]
    found = only(read_warc, INFO + b"".join(others) + GOOD)
    assert (found.doc_id, found.line, found.text, found.is_html) == ("http://x/a", 6, PAGE, True)
    assert found.fields == {"crawl_date": "2024-05-01T10:00:00Z"}
    assert only(read_warc, record(PAGE.encode(), kind="resource", media="text/html")).text == PAGE


@pytest.mark.parametrize(
    "content",
    [
        answer(PAGE.encode("latin-1"), "text/html; charset=iso-8859-1"), answer(gzip.compress(PAGE.encode()), Content_Encoding="gzip"),
        answer(PAGE, Content_Encoding="gzip"), answer(zlib.compress(PAGE.encode()), Content_Encoding="deflate"),
        answer(zlib.compress(PAGE.encode())[2:-4], Content_Encoding="deflate"), answer(PAGE, Content_Encoding="br"),
        answer(b"5;x=y\r\n" + PAGE.encode()[:5] + b"\r\n%x\r\n" % (len(PAGE.encode()) - 5) + PAGE.encode()[5:] + b"\r\n0\r\n\r\n", Transfer_Encoding="chunked"),
        answer(PAGE, Transfer_Encoding="chunked"), b"HTTP/1.0 200\r\n\r\n" + PAGE.encode(), answer(PAGE.encode("cp1252"), "text/html; charset=none"),
    ],
)  # fmt: skip
def test_a_page_is_read_however_it_was_sent(content):
    assert only(read_warc, INFO + record(content)).text == PAGE


@pytest.mark.parametrize(
    "bad",
    [
        record(answer(b"\x8b\x03\x80", Content_Encoding="br")), record(answer(b"\x1f\x8bjunk", Content_Encoding="gzip")), record(answer(b"<html>\0\0\xff")),
        record(answer("<html>" + "a" * 11_000_000)), record(answer(gzip.compress(b"a" * 10**8), Content_Encoding="gzip")), record(answer(" ")),
        record(answer(PAGE), length="x"), record(answer(PAGE), length=10), record(b"", length=10**30),
    ],
)  # fmt: skip
def test_a_bad_record_costs_itself(bad):
    records, problems = read(read_warc, INFO + bad + GOOD)
    assert len(records) == len(problems) == 1


def test_what_breaks_off_is_read_up_to_there():
    records, problems = read(read_warc, (INFO + GOOD + GOOD)[:-60])
    assert len(records) == 1 and "breaks off" in problems[0].problem


HOSTILE = {
    "empty": b"",
    "text": b"abc",
    "NULs": b"\0" * 10**5,
    "blank": b"\n" * 10**5,
    "a length": record(answer(PAGE), length=10**14),
}


@pytest.mark.parametrize("raw", HOSTILE.values(), ids=HOSTILE)
def test_a_bad_archive_is_named(raw):
    fault(read_warc, raw)


def test_an_archive_that_is_damaged_everywhere_is_given_up_soon():
    start = time.process_time()
    for raw in (
        b"WARC/1.0\r\n" + b"a" * 10**7,
        b"WARC/1.0\r\n" + b"a: b\r\n" * 10**5,
        INFO + b"WARC/1.0\r\n\r\n" * 10**5,
    ):
        records, problems = read(read_warc, raw)
        assert not records and len(problems) <= 1001
    unpack_body({"transfer-encoding": "chunked"}, b"1\r\na\r\n" * 10**5)
    split_head(b"a" * 10**7)
    assert time.process_time() - start < 10
