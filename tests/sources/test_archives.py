import io
import os
import stat
import tarfile
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from long_run import examples

from analysis import read_corpus
from analysis.sources import budget, names
from analysis.sources.listing import list_sources
from analysis.sources.names import clean_name, split_name
from analysis.sources.source import Problem, Source
from sources.test_records import BODY, write_tar, write_zip


def read_names(path):
    """Open every source and return names and problems."""
    found = []
    for item in list_sources(path):
        if isinstance(item, Source):
            with item.open() as stream:
                stream.read()
        found.append(item)
    return [s.name for s in found if isinstance(s, Source)], [
        p for p in found if isinstance(p, Problem)
    ]


@pytest.mark.parametrize(
    "name", ["../out.txt", "a/../../out.txt", "/etc/out.txt", "C:/out.txt", "..\\out.txt"]
)
@pytest.mark.parametrize("kind", ["zip", "tar"])
def test_a_member_that_climbs_out_is_refused_and_the_rest_is_read(tmp_path, name, kind):
    members = {name: BODY.encode(), "in.txt": BODY.encode()}
    data = write_zip(**members) if kind == "zip" else write_tar("w", **members)
    (tmp_path / f"a.{kind}").write_bytes(data)
    names, problems = read_names(tmp_path)
    assert (
        names == [f"a.{kind}/in.txt"]
        and "climbs out" in problems[0].problem
        and not (tmp_path / "out.txt").exists()
    )


def test_an_archive_within_an_archive_is_refused(tmp_path):
    (tmp_path / "a.zip").write_bytes(
        write_zip(**{"b.zip": write_zip(x=b""), "c.txt.gz": b"", "in.txt": BODY})
    )
    names, problems = read_names(tmp_path)
    assert names == ["a.zip/in.txt"] and [p.file for p in problems] == [
        "a.zip/b.zip",
        "a.zip/c.txt.gz",
    ]


def test_links_and_locked_members_are_refused(tmp_path):
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        link = tarfile.TarInfo("link.txt")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        archive.addfile(link)
    (tmp_path / "a.tar").write_bytes(out.getvalue())
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        info = zipfile.ZipInfo("link.txt")
        info.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(info, "/etc/passwd")
        archive.writestr("locked.txt", BODY)
    data = bytearray(out.getvalue())
    data[data.rindex(b"PK\x01\x02") + 8] |= 1  # the flag of encryption of the last member
    (tmp_path / "b.zip").write_bytes(bytes(data))
    names, problems = read_names(tmp_path)
    assert (
        not names
        and ["link" in p.problem or "password" in p.problem for p in problems] == [True] * 3
    )


@pytest.mark.parametrize("ending", ["zip", "tar.gz", "csv.gz"])
def test_an_archive_that_expands_beyond_measure_is_stopped(tmp_path, ending):
    import gzip

    zeros = b"0" * 30_000_000
    members = {"a.csv": zeros, "b.txt": BODY.encode()}
    make = {"zip": lambda: write_zip(**members), "tar.gz": lambda: write_tar("w:gz", **members)}
    (tmp_path / f"bomb.{ending}").write_bytes(make.get(ending, lambda: gzip.compress(zeros))())
    (tmp_path / "good.txt").write_text(BODY)
    corpus = read_corpus(tmp_path)
    assert (
        corpus.documents["doc_id"].tolist()[-1] == "good"
        and "expands to more than" in corpus.set_aside.at[0, "problem"]
    )


def test_many_members_share_one_budget(tmp_path, monkeypatch):
    monkeypatch.setattr(budget, "FREE", 1000)
    (tmp_path / "a.zip").write_bytes(
        write_zip(**{f"{i:03d}.txt": "a" * 100_000 for i in range(300)})
    )
    packed = (tmp_path / "a.zip").stat().st_size
    read = []
    with pytest.raises(budget.TooLarge):
        for source in list_sources(tmp_path):
            with source.open() as stream:
                read.append(len(stream.read()))
    assert sum(read) <= budget.MAX_RATIO * packed


def test_text_that_packs_well_is_read(tmp_path):
    (tmp_path / "a.zip").write_bytes(
        write_zip(**{f"{i}.txt": f"{i}: {BODY}\n" * 200 for i in range(20)})
    )
    assert len(read_names(tmp_path)[0]) == 20


def test_links_out_pipes_and_hidden_files(tmp_path):
    inside = tmp_path / "in"
    (inside / ".git").mkdir(parents=True)
    (inside / ".git" / "x.txt").write_text(BODY)
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "secret.txt").write_text(BODY)
    os.symlink(tmp_path / "out", inside / "folder")
    os.symlink(tmp_path / "out", inside / "folder.txt")
    os.symlink(tmp_path / "nowhere", inside / "dead.txt")
    os.symlink(inside, inside / "loop")
    os.mkfifo(inside / "pipe.txt")
    (inside / "a.txt").write_text(BODY)
    names, problems = read_names(inside)
    assert names == ["a.txt"]
    assert {p.file: p.problem.split(":")[0] for p in problems} == {
        "dead.txt": "it is a link out of the folder",
        "folder": "it is a link out of the folder",
        "loop": "it is a link to a folder of the corpus",
        "./": "1 file that holds no article was passed over",
        "folder.txt": "it is a link out of the folder",
        "pipe.txt": "it cannot be opened",
    }


def test_names_that_look_alike_are_equal():
    assert clean_name("Ministe\u0300re") == clean_name("Ministère") == "Ministère"
    assert clean_name("001\u00a0b") == "001 b" and clean_name("a\u200bb\ud800\x07") == "ab??"


@settings(max_examples=examples(200))
@given(st.text(st.characters(exclude_categories=[])))
def test_a_clean_name_is_printable_and_normal(name):
    normal = clean_name(name)
    assert normal.isprintable() and clean_name(normal) == normal


def test_names_that_cannot_be_shown_are_cleaned(tmp_path):
    (tmp_path / os.fsdecode(b"caf\xe9.txt")).write_text(BODY)
    assert read_corpus(tmp_path).documents["doc_id"].tolist() == ["caf?"]


@settings(max_examples=examples(100))
@given(st.text())
def test_any_name_splits_and_cleans(name):
    stem, kind = split_name(name)
    assert kind in {*names.ENDINGS.values(), "archive", ""} and len(stem) <= len(name)
    assert clean_name(clean_name(name)) == clean_name(name) and clean_name(name).isprintable()
