"""A tally folder that comes from elsewhere, was stopped, or stands where nothing can be written."""

import errno
import json
import os
import shutil
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

import analysis as a
from analysis.corpus import assign_episodes, mark_copies
from analysis.scaling import read_tallies, store, tally_corpus
from analysis.scaling.folders import list_documents
from analysis.scaling.packing import pack_lexicon, unpack_lexicon
from analysis.scaling.partitions import list_partitions
from analysis.scaling.store import CannotWrite, read_lists, read_table
from analysis.tone.register import read_register

GOOD = "India and Japan have agreed to build new ships together, the ministers said in Tokyo.\n"


@pytest.fixture(scope="module")
def tallied(tmp_path_factory):
    """A corpus and its tally, of which each test gets a copy."""
    made = tmp_path_factory.mktemp("tallied")
    (made / "corpus").mkdir()
    (made / "corpus" / "good.txt").write_text(GOOD)
    tally_corpus(made / "corpus", out=made / "t")
    return made


@pytest.fixture
def folder(tallied, tmp_path):
    shutil.copytree(tallied, tmp_path, dirs_exist_ok=True)
    return tmp_path / "t"


def change(manifest, name, value):
    if name.startswith("part."):
        manifest["parts"][0][name[5:]] = value
    else:
        manifest[name] = value
    return manifest


@pytest.mark.parametrize("name", ["documents", "tallies", "set_aside", "part.pages", "part.cells"])
@pytest.mark.parametrize(
    "key",
    [
        "/etc/passwd",
        "../" * 12 + "x",
        "a" * 23,
        "A" * 24,
        "g" * 24,
        "a" * 24 + "\n",
        "",
        None,
        7,
        [],
        "٠" * 24,
    ],
)
def test_a_key_is_24_hexadecimal_digits(folder, name, key):
    manifest = change(json.loads((folder / "tally.json").read_text()), name, key)
    (folder / "tally.json").write_text(json.dumps(manifest))
    for read in (a.read_corpus, read_tallies, list_documents):
        with pytest.raises(ValueError, match="run it again"):
            read(folder)


WRONG = [("format", "1"), ("format", None), ("format", True), ("format", 99), ("themes", "x"), ("themes", [1]), ("parts", {}), ("parts", [7]), ("parts", [{}]),
         ("n_documents", "1"), ("n_documents", None), ("part.shared", [None]), ("part.shared", "abc"), ("part.name", 1), ("part.more", 1), ("lexicon", 0)]  # fmt: skip


@pytest.mark.parametrize(("name", "value"), WRONG)
def test_a_manifest_of_another_shape_is_said(folder, name, value):
    manifest = change(json.loads((folder / "tally.json").read_text()), name, value)
    (folder / "tally.json").write_text(json.dumps(manifest))
    with pytest.raises(ValueError, match="run"):
        a.read_corpus(folder)


@pytest.mark.parametrize(
    "text",
    ["", "{", "[]", "null", "7", '"x"', "[" * 100_000, "\0", "{}", '{"format": 2}', b"\xff\xfe"],
)
def test_a_broken_manifest_is_said_beside_results_and_a_file_beside_articles(
    folder, tmp_path, text
):
    raw = text if isinstance(text, bytes) else text.encode()
    whole = (folder / "tally.json").read_bytes()
    for broken in (raw, whole[: len(whole) // 2]):
        (folder / "tally.json").write_bytes(broken)
        with pytest.raises(ValueError, match="tally.json"):
            a.read_corpus(folder)
        (tmp_path / "corpus" / "tally.json").write_bytes(broken)
        corpus = a.read_corpus(tmp_path / "corpus")
        assert corpus.documents["doc_id"].tolist() == ["good"] and corpus.set_aside[
            "file"
        ].tolist() == ["tally.json"]


def test_tables_that_are_gone_damaged_or_links_are_said(folder, tmp_path):
    for kind in ("documents", "pages", "tallies"):
        file = next((folder / kind).rglob("*.parquet"))
        raw = file.read_bytes()
        (tmp_path / "elsewhere.parquet").write_bytes(raw)
        for spoil in (
            lambda f: f.write_bytes(b"x"),
            Path.unlink,
            lambda f: (f.unlink(), f.symlink_to(tmp_path / "elsewhere.parquet")),
        ):
            spoil(file)
            with pytest.raises(ValueError, match="damaged|link|finished"):
                read_tallies(folder) if kind == "tallies" else a.read_corpus(folder)
            file.unlink(missing_ok=True)
            file.write_bytes(raw)
    file = next((folder / "documents").rglob("*.parquet"))
    pq.write_table(pa.table({"doc_id": ["x"], "part ": [99]}), file)
    with pytest.raises(ValueError, match="damaged|not what tally_corpus writes"):
        a.read_corpus(folder)


def test_a_complete_tally_needs_no_room_and_a_full_disk_is_said_by_its_folder(
    folder, tmp_path, monkeypatch
):
    def refuse(*args, **options):
        raise OSError(errno.EROFS, "Read-only file system", "x.draft")

    monkeypatch.setattr(store.os, "replace", refuse)
    monkeypatch.setattr(Path, "unlink", refuse)
    assert tally_corpus(tmp_path / "corpus", out=folder).n_documents == 1
    (tmp_path / "corpus" / "more.txt").write_text(GOOD.replace("India", "China"))
    with pytest.raises(CannotWrite) as raised:
        tally_corpus(tmp_path / "corpus", out=folder)
    assert (
        ".draft" not in str(raised.value)
        and str(folder) in str(raised.value)
        and "run again" in str(raised.value)
    )


def test_drafts_of_a_killed_run_go_and_nothing_else(folder, tmp_path):
    key = next((folder / "pages").rglob("*.parquet"))
    drafts = [key.with_name(f"{key.name}.123.draft"), folder / "tally.json.9.draft"]
    others = [folder / "speech.draft", folder / "mine.12.draft", key.with_name("my.draft")]
    for file in drafts + others:
        file.write_text("x")
    tally_corpus(tmp_path / "corpus", out=folder)
    assert not any(map(Path.exists, drafts)) and all(map(Path.exists, others))


@pytest.mark.parametrize("cuts", [[], [0], [1, 1], [2, 0, 1]])
def test_lists_in_any_number_of_chunks(tmp_path, cuts):
    path = tmp_path / "pages" / "aa" / f"{'a' * 24}.parquet"
    path.parent.mkdir(parents=True)
    values = [[1, 2], [], [3]][: sum(cuts)]
    chunks = [
        pa.array(values[sum(cuts[:i]) : sum(cuts[: i + 1])], pa.list_(pa.uint64()))
        for i in range(len(cuts))
    ]
    with pq.ParquetWriter(path, pa.schema({"x": pa.list_(pa.uint64())})) as writer:
        for chunk in chunks:
            writer.write_table(pa.table({"x": chunk}))
    flat, ends = read_lists(path, "x")
    assert flat.tolist() == [n for row in values for n in row] and len(ends) == len(values) == len(
        read_table(path)
    )


def test_copies_and_episodes_of_texts_in_any_number_of_chunks():
    rows = pd.DataFrame(
        {
            "doc_id": list("abcd"),
            "text": [GOOD * 3, "Other words of Delhi and of Rome.", GOOD * 3, ""],
            "episode": "",
        }
    )
    rows["date"] = rows["date_low"] = rows["date_high"] = pd.Timestamp("2021-01-01")
    whole = assign_episodes(mark_copies(rows))
    chunked = pd.concat([rows[:1], rows[1:1], rows[1:3], rows[3:]])
    pd.testing.assert_frame_equal(assign_episodes(mark_copies(chunked)), whole)
    assert len(mark_copies(rows[:0])) == 0


def test_a_line_as_long_as_the_file_is_no_partition_in_memory(tmp_path):
    file = tmp_path / "t.jsonl"
    file.write_bytes(b'{"text": "a"}\n' + b"x" * 3_000_000 + b'\n\n{"text": "b"}\n')
    cut = list_partitions(file, size=1_000_000)
    assert [p.pieces[0].before for p in cut] == [(0, 0), (2, 2)] and sum(
        p.size for p in cut
    ) == os.path.getsize(file)


def test_a_lexicon_that_was_packed_is_the_same_and_not_compiled_again():
    themes, register = a.read_themes(), read_register()
    packed, described = pack_lexicon(themes, register)
    again, same_register = unpack_lexicon(packed)
    assert pack_lexicon(again, same_register)[1] == described and same_register == register
    assert len(again.entries) == len(themes.entries)
    for one, two in zip(themes.entries, again.entries, strict=True):
        assert one.term == two.term and one.pattern is two.pattern
