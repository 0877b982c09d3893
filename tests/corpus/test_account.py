"""What is found adds up: each piece that is put into a folder is a document, or set aside."""

import gzip
import io
import json
import os
import re
import tarfile
import tempfile
import zipfile
from email.message import EmailMessage
from pathlib import Path

import pandas as pd
import pytest
from any_corpora import write_article
from hypothesis import given, settings
from hypothesis import strategies as st
from long_run import examples

from analysis import read_corpus
from analysis.corpus import account_files
from analysis.corpus.account import find_option, name_kinds, weigh_problems
from analysis.corpus.preview import preview_corpus

PICTURE = b"\x89PNG\r\n\x1a\n" + bytes(range(256))
BESIDE = ("README.md", "metadata.csv", "LICENSE", "Thumbs.db")
#: Each kind of row of a table, with the documents that it gives.
ROWS = {"good": 1, "again": 1, "empty": 0, "broken": 0, "undated": 1}

#: The endings of members of an archive that stand for such rows; others are .txt.
MEMBERS = {"again": "html", "undated": "text", "broken": "png"}


def write_page(seed):
    return f"<html><head><title>Talks {seed}</title></head><body><article><p>{write_article(seed)}</p></article></body></html>"


def write_feed(seed):
    items = "".join(
        f"<item><title>Talks {i}</title><description>{write_article(seed * 1000 + i)}</description></item>"
        for i in range(3)
    )
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>News</title>{items}</channel></rss>'


def count_rows(rows, *, runs):
    """Return how many documents rows give, and how many of them are set aside; `runs` tells whether
    broken rows one after another are one.
    """
    kept = sum(ROWS[row] for row in rows)
    lost = [
        row
        for k, row in enumerate(rows)
        if not ROWS[row] and not (runs and row == "broken" and k and rows[k - 1] == "broken")
    ]
    return kept, len(lost)


def write_member(row, seed):
    text = write_page(seed) if row == "again" else write_article(seed)
    return {"empty": b"", "broken": PICTURE}.get(row, text.encode())


def list_cells(rows, seed):
    for k, row in enumerate(rows):
        name = "same" if row == "again" else f"{seed}-{k}"
        date = "" if row == "undated" else f"2021-03-{1 + k % 28:02}"
        yield row, [name, date, "" if row == "empty" else write_article(seed * 1000 + k, 3)]


def as_csv(rows, seed):
    lines = ["id,date,text"]
    for row, cells in list_cells(rows, seed):
        written = ",".join(f'"{cell}"' for cell in cells)
        lines.append(f"{written},one,too,many" if row == "broken" else written)
    return "\n".join(lines) + "\n"


def as_objects(rows, seed):
    return [
        json.dumps(dict(zip(("id", "date", "text"), cells, strict=True)))
        for row, cells in list_cells(rows, seed)
        if row != "broken"
    ]


def as_jsonl(rows, seed):
    lines = iter(as_objects(rows, seed))
    return "".join(
        f'{{"id": "{k}", \n' if row == "broken" else next(lines) + "\n"
        for k, row in enumerate(rows)
    )


def write_zip(members):
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return held.getvalue()


def write_mail(k):
    """Return a mail with a text and a table attached, a picture, and a file that is not read."""
    mail = EmailMessage()
    mail["Subject"], mail["From"] = f"Talks {k}", "a@b.org"
    mail.set_content(write_article(k * 100 + 1))
    files = {
        "a.txt": write_article(k * 100 + 2),
        "t.csv": f'id,date,text\n{k}x,2021-03-01,"{write_article(k * 100 + 3)}"\n',
        "p.png": "x",
        "b.dat": "\0\1\2" * 99,
    }
    for name, content in files.items():
        mail.add_attachment(
            content.encode(), maintype="application", subtype="octet-stream", filename=name
        )
    return mail.as_bytes()


def put(folder, kind, k, rows):
    """Write a piece; return how many documents it gives, and how many rows it sets aside."""
    text = write_article(k).encode()
    where = folder / ("" if k % 2 else f"part {k % 4}")
    where.mkdir(exist_ok=True)
    if kind == "csv":
        (where / f"t{k}.csv").write_text(as_csv(rows, k))
        return count_rows(rows, runs=True) if rows else (0, 1)
    if kind == "jsonl":
        (where / f"t{k}.jsonl").write_text(as_jsonl(rows, k))
        return count_rows(rows, runs=False) if rows else (0, 1)
    if kind == "json":
        rows = [row for row in rows if row != "broken"]
        (where / f"t{k}.json").write_text(f"[{', '.join(as_objects(rows, k))}]")
        return count_rows(rows, runs=False) if rows else (0, 1)
    if kind == "zip":
        rows = rows or ["good"]
        held = io.BytesIO()
        with zipfile.ZipFile(held, "w") as archive:
            for i, row in enumerate(rows):
                archive.writestr(f"m{i}.{MEMBERS.get(row, 'txt')}", write_member(row, k * 1000 + i))
        (where / f"a{k}.zip").write_bytes(held.getvalue())
        return count_rows(rows, runs=False)
    if kind == "link":
        (where / f"l{k}.txt").symlink_to("/etc/hostname")
        return 0, 1
    if kind == "tar":
        with tarfile.open(where / f"a{k}.tar.gz", "w:gz") as archive:
            for i in range(3):
                member = tarfile.TarInfo(f"m{i}.txt")
                content = write_article(k * 1000 + i).encode()
                member.size = len(content)
                archive.addfile(member, io.BytesIO(content))
        return 3, 0
    name, content, kept, lost = {
        "text": (f"a{k}.txt", text, 1, 0),
        "same name": ("same.txt", text, 1, 0),
        "page": (f"a{k}.html", write_page(k).encode(), 1, 0),
        "same stem": ("same.html", write_page(k).encode(), 1, 0),
        "packed": (f"p{k}.txt.gz", gzip.compress(text), 1, 0),
        "no ending": (f"article{k}", text, 1, 0),
        "odd ending": (f"a{k}.xyz", text, 1, 0),
        "binary": (f"b{k}.dat", bytes(range(256)) * 4, 0, 1),
        "picture": (f"p{k}.png", PICTURE, 0, 1),
        "empty": (f"e{k}.txt", b"", 0, 1),
        "empty and odd": (f"e{k}.xyz", b"", 0, 1),
        "blank": (f"e{k}.html", b" \n\n", 0, 1),
        "NUL": (f"n{k}.txt", b"a\0" + text, 0, 1),
        "damaged": (f"d{k}.zip", b"PK\x03\x04" + bytes(30), 0, 1),
        "cut": (f"c{k}.txt.gz", gzip.compress(text)[:-20], 0, 1),
        "no column": (f"c{k}.csv", b"a,b\n1,2\n3,4\n", 0, 1),
        "no header": (f"h{k}.csv", b"", 0, 1),
        "no JSON": (f"j{k}.json", b"{", 0, 1),
        "copy": (f"y{k}.txt", write_article(999_999).encode(), 1, 0),
        "feed": (f"f{k}.xml", write_feed(k).encode(), 3, 0),
        "mail": (f"m{k}.eml", b"Subject: Talks\nDate: Mon, 1 Mar 2021 10:00:00 +0000\n\n" + text, 1, 0),
        "mailbox": (f"m{k}.mbox", b"".join(b"From a@b.c Mon Mar  1 10:00:00 2021\nSubject: Talks\n\n%s\n\n" % write_article(k * 1000 + i).encode() for i in range(2)), 2, 0),
        "semicolons": (f"s{k}.csv", f"text;source\n{write_article(k)};A\n{write_article(k + 500)};B\n".encode("cp1252"), 2, 0),
        "nested": (f"n{k}.json", json.dumps({"status": "ok", "articles": [{"title": "T", "content": write_article(k * 1000 + i)} for i in range(3)]}).encode(), 3, 0),
        "notes": ("README.md", b"Notes on it.", 0, 0),
        "hidden": (f".hidden{k}.txt", text, 0, 0),
        "another reader": (f"w{k}.mobi", b"PK\x03\x04", 0, 1),
        "damaged book": (f"w{k}.epub", b"PK\x03\x04", 0, 1),
        "left by a system": ("Thumbs.db", PICTURE, 0, 0),
        "license": ("LICENSE", text, 0, 0),
        "mail with files": (f"mf{k}.eml", write_mail(k), 3, 1),
        "mailbox with files": (f"mf{k}.mbox", b"".join(b"From a@b.c Mon Mar  1 10:00:00 2021\n%s\n\n" % write_mail(k * 10 + i) for i in range(2)), 6, 2),
        "page as Word": (f"o{k}.doc", write_page(k).encode(), 1, 0),
        "text as table": (f"o{k}.csv", text, 1, 0),
        "text as JSON": (f"oj{k}.json", text, 1, 0),
        "texts in JSON": (f"ol{k}.json", json.dumps([write_article(k * 10 + i) for i in range(2)]).encode(), 2, 0),
        "old Word": (f"ow{k}.doc", b"\xd0\xcf\x11\xe0" + bytes(600), 0, 1),
        "zip in zip": (f"z{k}.zip", write_zip({"in.zip": write_zip({"a.txt": text}), "b.txt": text, ".hidden": text}), 1, 1),
        "articles in XML": (f"x{k}.xml", f"<docs>{''.join(f'<doc><title>T{i}</title><text>{write_article(k * 10 + i)}</text></doc>' for i in range(3))}</docs>".encode(), 3, 0),
        "subtitles": (f"s{k}.srt", b"1\n00:00:01,000 --> 00:00:04,000\n" + text.replace(b"\n", b" ") + b"\n", 1, 0),
        "pointer": (f"p{k}.gdoc", b'{"url": "https://example.org"}', 0, 1),
    }[kind]  # fmt: skip
    if (where / name).exists():
        return 0, 0
    (where / name).write_bytes(content)
    return kept, lost


KINDS = [
    "csv", "jsonl", "json", "zip", "text", "same name", "page", "same stem", "packed", "no ending", "odd ending", "binary", "picture",
    "link", "tar", "copy", "feed", "mail", "mailbox", "semicolons", "nested", "empty", "empty and odd", "blank", "NUL", "damaged", "cut", "no column", "no header", "no JSON", "notes", "hidden", "another reader",
    "damaged book", "left by a system", "license", "mail with files", "mailbox with files", "page as Word", "text as table", "text as JSON",
    "texts in JSON", "old Word", "zip in zip", "articles in XML", "subtitles", "pointer",
]  # fmt: skip
PIECES = st.lists(
    st.tuples(st.sampled_from(KINDS), st.lists(st.sampled_from(sorted(ROWS)), max_size=6)),
    max_size=8,
)


@settings(max_examples=examples(100))  # for the fifty kinds of file
@given(PIECES, st.integers(0, 3), st.booleans())
def test_documents_and_what_is_set_aside_are_all_that_was_put_in(pieces, n_without_file, described):
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "first.txt").write_text(write_article(999_999))
        counts = [put(folder, kind, k, rows) for k, (kind, rows) in enumerate(pieces)]
        if described or n_without_file:
            lines = [
                "doc_id,date",
                "first,2021-03-01",
                *(f"gone{i},2021-03-02" for i in range(n_without_file)),
            ]
            (folder / "metadata.csv").write_text("\n".join(lines) + "\n")
        corpus = read_corpus(folder)
        files = account_files(corpus)
        lost = corpus.set_aside["outcome"] == "set aside"
        assert len(corpus.documents) == 1 + sum(kept for kept, _ in counts)
        assert lost.sum() == n_without_file + sum(n for _, n in counts), corpus.set_aside[
            lost
        ].to_dict("records")
        assert files["documents"].sum() == len(corpus.documents)
        assert files["set_aside"].sum() == lost.sum() and files["remarks"].sum() == (~lost).sum()
        told = {re.sub(r"\.(zip|tar\.gz)(/.*)?$", "", file) for file in files["file"]}
        for path in folder.rglob("*"):
            if path.is_file() and path.name[0] != "." and path.name not in BESIDE:
                assert re.sub(r"\.(zip|tar\.gz)$", "", path.relative_to(folder).as_posix()) in told
        beside = {p.name for p in folder.rglob("*") if p.name in BESIDE[2:] or p.name[0] == "."}
        named = " ".join(corpus.set_aside.loc[corpus.set_aside["file"] == "./", "problem"])
        assert all(name in named for name in beside if not named.endswith("more"))
        seen, extent = preview_corpus(folder)
        assert extent == "" and account_files(seen).equals(files)


def test_a_table_without_documents_is_accounted_for(tmp_path):
    (tmp_path / "a.csv").write_text("a,b\n1,2\n")
    corpus, _ = preview_corpus(tmp_path)
    assert account_files(corpus).values.tolist() == [["a.csv", "csv", 0, 1, 0]]
    assert weigh_problems(corpus).tolist() == [1]


@pytest.mark.parametrize(
    ("remedy", "option"),
    [
        ("name it: columns={'date': 'seendate'}", "--column date=seendate"),
        ("name it: read_corpus(path, columns={'text': 'it\\'s; rm'})", """--column 'text=it'"'"'s; rm'"""),
        ("name it: read_corpus(path, columns={'text': ...})", ""),
        ("name it: columns={'date': '}'}", "--column 'date=}'"),
        ("keep all their lines: clean='no'", "--clean no"),
        ("name it: columns={'date': open('x')}", ""),
        ("mend it", ""),
        ("name it: columns={'date': '" + "(" * 10_000 + "'}", ""),
    ],
)  # fmt: skip
def test_options_are_those_that_a_remedy_names(remedy, option):
    assert find_option(remedy) == option


def test_kinds_leave_out_names_numbers_and_how_many_share_a_problem():
    problems = pd.Series(["13 documents of this file: its id is in a.csv", "its id is in b.csv"])
    kinds = name_kinds(pd.Series(["read", "read"]), problems)
    assert kinds.nunique() == 1
    assert os.linesep not in kinds[0]
