"""Messages and mailboxes."""

import time

import pytest

from analysis import read_corpus
from analysis.sources.documents.mail import read_eml, read_mbox

from .as_source import fault, only, read

HEAD = """From: =?utf-8?q?The_Po=C3=A9st?= <a@p>
Subject: =?utf-8?b?U2hpcHMg4oCT?= agreed
 today
Date: Wed, 01 May 2024 10:00:00 +0900
"""
PLAIN = (
    HEAD
    + "Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n\nThey met in a caf=C3=A9 and=\n agreed.\n"
)
PARTS = (
    HEAD
    + """Content-Type: multipart/mixed; boundary=Q

--Q
Content-Type: multipart/alternative; boundary=B

--B
Content-Type: text/html

<p>As HTML.</p>
--B
Content-Type: text/plain

As text.
--B--
--Q
Content-Type: text/plain
Content-Disposition: attachment; filename=x.txt

attached
--Q--
"""
)


def test_a_message_is_its_text_and_what_its_headers_say():
    record = only(read_eml, PLAIN.replace("\n", "\r\n"))
    assert record.text == "They met in a café and agreed.\n" and record.doc_id == "news"
    assert record.fields == {
        "title": "Ships – agreed today",
        "date": "2024-05-01T10:00:00+09:00",
        "source": "The Poést",
    }


def test_plain_text_comes_before_html_and_nothing_that_is_attached():
    assert only(read_eml, PARTS).text.strip() == "As text."
    record = only(read_eml, PARTS.replace("As text.", ""))
    assert record.text.strip() == "<p>As HTML.</p>" and record.is_html


@pytest.mark.parametrize(
    "charset, text, encoding",
    [
        ("bogus", "café", "latin-1"),
        ("iso-2022-jp", "日本", "iso-2022-jp"),
        ("koi8-r", "встреча", "koi8-r"),
        ("us-ascii", "café", "utf-8"),
    ],
)
def test_a_message_is_read_in_its_encoding(charset, text, encoding):
    head = f"Subject: x\nContent-Type: text/plain; charset={charset}\n\n".encode()
    assert only(read_eml, head + text.encode(encoding)).text == text


def test_a_subject_may_be_of_any_characters():
    assert only(read_eml, "Subject: caf\u00e9 a\u202eb\n\nbody").fields["title"] == "café a\u202eb"


HOSTILE = {
    "empty": b"", "text": b"hello world\nx", "binary": b"\0\xff" * 999, "no text": b"Subject: x\n\n", "attached": b"Subject: x\nContent-Type: application/pdf\n\nx",
    "many parts": b"Content-Type: multipart/mixed; boundary=b\n\n" + b"--b\n\n" * 50_000, "long": b"Subject: x\n\n" + b"a" * 10_000_001,
}  # fmt: skip


@pytest.mark.parametrize("raw", HOSTILE.values(), ids=HOSTILE)
def test_a_bad_message_is_named(raw):
    fault(read_eml, raw)


@pytest.mark.parametrize(
    "head",
    [
        "Subject: " + "=?utf-8?q?a?=" * 50_000, "From: " + '(,<"' * 50_000, "From: " + "(" * 50_000, "X: y\n" * 50_000 + "Z: y",
        "Content-Type: text/plain" + "; a*0=b" * 50_000, 'Content-Type: text/plain; x="' + ';\\"' * 50_000,
    ],
)  # fmt: skip
def test_long_headers_take_no_long_time(head):
    start = time.process_time()
    assert only(read_eml, head + "\n\nThey met.").text == "They met."
    assert time.process_time() - start < 10


def test_messages_of_a_mailbox_are_documents_and_a_bad_one_costs_itself():
    deep = (
        "From a\n"
        + "".join(f"Content-Type: multipart/mixed; boundary=b{n}\n\n--b{n}\n" for n in range(5000))
        + "\n"
    )
    raw = f"From a@b Wed May 01\n{PLAIN}\n>From here on\n\n{deep}\nFrom x\nSubject: none\n\n\nFrom y\n{PARTS}"
    records, problems = read(read_mbox, raw)
    assert [record.doc_id for record in records] == ["news-000001", "news-000004"]
    assert records[0].text.rstrip().endswith("agreed.\n\nFrom here on") and records[0].line == 1
    assert raw.split("\n")[records[1].line - 1] == "From y"
    assert [problem.doc_id for problem in problems] == ["news-000002", "news-000003"]


def test_a_message_that_is_too_large_costs_itself():
    records, problems = read(
        read_mbox, b"From a\nSubject: x\n\n" + b"a" * 50_000_001 + f"\n\nFrom b\n{PLAIN}".encode()
    )
    assert len(records) == 1 and "larger" in problems[0].problem


@pytest.mark.parametrize("raw", ["", "no mailbox", "\n\n"])
def test_a_bad_mailbox_is_named(raw):
    fault(read_mbox, raw)


def test_a_message_as_apples_mail_keeps_it_is_read(tmp_path):
    raw = b"From: a@b.org\nSubject: Talks\nDate: Mon, 01 Mar 2021 10:00:00 +0000\n\nThe ministers met.\n"
    kept = b"%d      \n%s<?xml version='1.0'?><plist></plist>\n" % (len(raw), raw)
    (tmp_path / "1.emlx").write_bytes(kept)
    found = read_corpus(tmp_path).documents.iloc[0]
    assert (found["title"], found["text"]) == ("Talks", "The ministers met.")
