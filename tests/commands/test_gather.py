"""The files of a result with those that are added."""

import json

import pytest

from analysis.commands.gather import copy_corpus, gather
from analysis.corpus.read import read_corpus

TEXT = "The ministers spoke of the sea and of trade for a long time in the capital. "


@pytest.mark.parametrize("name", ["metadata.csv", "metadata.json", "metadata.tsv"])
def test_a_corpus_of_one_file_keeps_what_stands_beside_it(tmp_path, name):
    (tmp_path / "in").mkdir()
    rows = [{"doc_id": f"d{i}", "text": f"{TEXT} Item {i}. {TEXT * i}"} for i in range(3)]
    one = tmp_path / "in" / "texts.jsonl"
    one.write_text("".join(json.dumps(row) + "\n" for row in rows))
    known = [{"doc_id": f"d{i}", "date": f"2021-0{i + 1}-05"} for i in range(3)]
    if name.endswith("json"):
        (tmp_path / "in" / name).write_text(json.dumps(known))
    else:
        mark = "\t" if name.endswith("tsv") else ","
        lines = [mark.join(row) for row in ([*known[0]], *(row.values() for row in known))]
        (tmp_path / "in" / name).write_text("\n".join(lines) + "\n")
    for beside in ("claims.yml", "targets.csv", "labels.csv", "set-aside.csv", "other.txt"):
        (tmp_path / "in" / beside).write_text("x\n")
    copy_corpus(one, tmp_path / "out", own=False)
    there = {path.name for path in (tmp_path / "out").iterdir()}
    assert there == {one.name, name, "claims.yml", "targets.csv", "labels.csv"}
    (tmp_path / "out" / "targets.csv").unlink(), (tmp_path / "out" / "labels.csv").unlink()
    read, again = read_corpus(one), read_corpus(tmp_path / "out")
    assert read.documents["date"].notna().all()
    assert again.documents["date"].tolist() == read.documents["date"].tolist()


@pytest.mark.parametrize("name", ["metadata.csv", "metadata.json"])
def test_a_file_that_is_added_brings_what_is_said_of_it_beside_it(tmp_path, name):
    (tmp_path / "in").mkdir()
    (tmp_path / "out").mkdir()
    (tmp_path / "in" / "a.txt").write_text(f"{TEXT * 3}\n")
    row = {"doc_id": "a", "date": "2021-03-05"}
    lines = json.dumps([row]) if name.endswith("json") else "doc_id,date\na,2021-03-05\n"
    (tmp_path / "in" / name).write_text(lines)
    found = gather(tmp_path / "in" / "a.txt", tmp_path / "out")
    assert "a.txt" in found.added and not found.refused
    assert (tmp_path / "out" / "metadata.csv").read_text() == "doc_id,date\na,2021-03-05\n"
