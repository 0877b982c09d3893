"""What is attached to mail is read as a file of its own, or named."""

import io
import zipfile
from email.message import EmailMessage

import pytest

from analysis import read_corpus
from analysis.corpus import account_files

from .as_source import pack

BODY = "The foreign ministers of India and Japan agreed in Tokyo on Tuesday to deepen cooperation."
MORE = "The prime minister told parliament that the summit had produced an accord on minerals."
LAST = "Officials said that talks on semiconductors would go on in Delhi before the spring."
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
FILES = {
    "note.txt": MORE.encode(),
    "note.html": f"<html><body><article><p>{MORE}</p></article></body></html>".encode(),
    "note.docx": pack(
        {
            "word/document.xml": f'<w:document xmlns:w="{WORD}"><w:body><w:p><w:r><w:t>{MORE}</w:t>'
            "</w:r></w:p></w:body></w:document>"
        }
    ),
    "note.rtf": rb"{\rtf1 " + MORE.encode() + b"}",
    "Erklärung über.txt": MORE.encode(),
    "unnamed": MORE.encode(),
}


def write(text=BODY, subject="Talks", files=(), html=""):
    mail = EmailMessage()
    mail["From"], mail["Subject"] = "Wire <a@b.org>", subject
    mail["Date"] = "Tue, 06 Oct 2020 10:00:00 +0000"
    mail.set_content(text)
    if html:
        mail.add_alternative(html, subtype="html")
    for name, content in files:
        mail.add_attachment(content, maintype="application", subtype="octet-stream", filename=name)
    return mail


def read(folder, mail, name="m.eml"):
    raw = mail if isinstance(mail, bytes) else mail.as_bytes()
    (folder / name).write_bytes(raw)
    corpus = read_corpus(folder)
    files = account_files(corpus)
    assert files["documents"].sum() == len(corpus.documents)
    return corpus


@pytest.mark.parametrize("name", FILES)
def test_an_attachment_is_a_document_named_by_mail_and_name(tmp_path, name):
    corpus = read(tmp_path, write(files=[(name, FILES[name])]))
    assert corpus.documents["file"].tolist() == ["m.eml", f"m.eml/{name}"]
    assert corpus.documents["doc_id"].tolist() == ["m", f"m/{name.partition('.')[0]}"]
    assert corpus.documents["text"].tolist() == [BODY, MORE]
    assert not len(corpus.set_aside)


def test_a_table_that_is_attached_gives_its_rows(tmp_path):
    table = f"id,date,text\n1,2020-10-06,{MORE}\n2,2020-10-07,{LAST}\n".encode()
    corpus = read(tmp_path, write(files=[("t.csv", table)]))
    assert corpus.documents["doc_id"].tolist() == ["1", "2", "m"]


def test_names_that_are_the_same_or_lead_elsewhere_are_told_apart(tmp_path):
    files = [("r.txt", MORE.encode()), ("r.txt", LAST.encode()), ("../../up.txt", BODY.encode())]
    corpus = read(tmp_path, write(text="See the files that stand below.", files=files))
    assert set(corpus.documents["file"]) >= {"m.eml/r.txt", "m.eml/r (2).txt", "m.eml/up.txt"}


def test_pictures_signatures_and_cards_are_one_remark(tmp_path):
    files = [
        ("logo.png", b"\x89PNG"),
        ("i.ics", b"BEGIN:VCALENDAR"),
        ("smime.p7s", b"0"),
        ("a.vcf", b"x"),
    ]
    aside = read(tmp_path, write(files=files)).set_aside
    assert aside["outcome"].tolist() == ["passed over"]
    assert all(name in aside["problem"][0] for name, _ in files)


def test_what_cannot_be_read_is_named_with_its_remedy(tmp_path):
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr("a.txt", MORE)
    files = [
        ("t.zip", held.getvalue()),
        ("t.docx", b"PK\x03\x04 none"),
        ("t.dat", bytes(range(256))),
    ]
    aside = read(tmp_path, write(files=[*files, ("good.txt", MORE.encode())])).set_aside
    assert aside["file"].tolist() == ["m.eml/t.dat", "m.eml/t.docx", "m.eml/t.zip"]
    assert aside["remedy"].ne("").all() and aside["outcome"].eq("set aside").all()


def test_a_mail_without_text_of_its_own_still_gives_what_is_attached(tmp_path):
    corpus = read(tmp_path, write(text="", files=[("r.txt", MORE.encode())]))
    assert corpus.documents["file"].tolist() == ["m.eml/r.txt"]
    assert "no text of its own" in corpus.set_aside["problem"][0]


def test_messages_within_messages_are_documents(tmp_path):
    inner = write(MORE, "Inner", [("deep.txt", LAST.encode())])
    outer = write()
    outer.add_attachment(inner)
    corpus = read(tmp_path, outer)
    assert corpus.documents["doc_id"].tolist() == ["m", "m/Inner", "m/Inner/deep"]
    assert corpus.documents["title"].tolist()[1] == "Inner"
    as_file = write(files=[("forwarded.eml", inner.as_bytes())])
    corpus = read(tmp_path, as_file)
    assert corpus.documents["doc_id"].tolist() == ["m", "m/forwarded", "m/forwarded/deep"]


def test_messages_within_messages_without_end_end(tmp_path):
    raw = write().as_bytes()
    for _ in range(200):
        raw = b"Subject: x\nMIME-Version: 1.0\nContent-Type: message/rfc822\n\n" + raw
    (tmp_path / "a.txt").write_text(BODY)
    read(tmp_path, raw)


def test_alternatives_are_read_once_and_texts_of_one_kind_are_joined(tmp_path):
    corpus = read(tmp_path, write(html=f"<p>{BODY}</p>"))
    assert corpus.documents["text"].tolist() == [BODY] and not len(corpus.set_aside)
    parts = "".join(f"--X\nContent-Type: text/plain\n\n{text}\n" for text in (BODY, MORE))
    head = "Subject: T\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=X\n\n"
    corpus = read(tmp_path, f"{head}{parts}--X--\n".encode())
    assert corpus.documents["text"][0].split("\n") == [BODY, MORE]


def test_attachments_of_a_mailbox_stand_under_their_message(tmp_path):
    mails = (write(files=[("r.txt", MORE.encode())]), write(LAST, files=[("p.png", b"x")]))
    raw = b"".join(b"From a@b.c Tue Oct  6 10:00:00 2020\n%s\n\n" % m.as_bytes() for m in mails)
    corpus = read(tmp_path, raw, "m.mbox")
    assert corpus.documents["doc_id"].tolist() == ["m-000001", "m-000001/r", "m-000002"]
    assert corpus.documents["file"].tolist()[1] == "m.mbox/000001/r.txt"
    assert corpus.set_aside["problem"].str.contains("p.png").tolist() == [True]
