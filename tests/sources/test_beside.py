"""Files beside articles are one remark, and never documents."""

import zipfile

import pytest

from analysis import read_corpus
from analysis.corpus.preview import preview_corpus
from analysis.sources.beside import is_beside, is_left

BODY = "The foreign ministers of India and Japan agreed on Tuesday to deepen cooperation."
NOTES = ("README", "ReadMe.txt", "readme-en.md", "LICENSE", "LICENSE.md", "CHANGELOG.md", "COPYING")
LEFT = (
    "Thumbs.db", "desktop.ini", ".DS_Store", "~$talks.docx", ".~lock.talks.odt#", "talks.txt~", "._a.txt",
)  # fmt: skip


def fill(folder):
    (folder / "sub" / "__MACOSX").mkdir(parents=True)
    (folder / "sub" / "__MACOSX" / "._b.txt").write_bytes(bytes(99))
    for name in (*NOTES, *LEFT, "a.txt", "sub/b.txt"):
        (folder / name).write_text(f"{BODY} {name}")


def test_they_are_one_remark(tmp_path):
    fill(tmp_path)
    corpus = read_corpus(tmp_path)
    assert corpus.documents["doc_id"].tolist() == ["a", "sub/b"]
    (row,) = corpus.set_aside.to_dict("records")
    assert row["outcome"] == "passed over" and row["file"] == "./"
    assert all(name in row["problem"] for name in (*NOTES, *LEFT, "sub/__MACOSX/"))
    assert row["problem"].startswith(f"{len(NOTES) + len(LEFT) + 1} files")
    seen, _ = preview_corpus(tmp_path)
    assert seen.set_aside.equals(corpus.set_aside)


def test_notes_beside_a_metadata_file_are_its_own(tmp_path):
    (tmp_path / "a.txt").write_text(BODY)
    (tmp_path / "README.md").write_text(BODY)
    (tmp_path / "labels.csv").write_text("a,b\n")
    assert "README.md, labels.csv" in read_corpus(tmp_path).set_aside["problem"][0]
    (tmp_path / "metadata.csv").write_text("doc_id,date\na,2020-10-06\n")
    assert not len(read_corpus(tmp_path).set_aside)
    (tmp_path / "LICENSE").write_text(BODY)
    assert read_corpus(tmp_path).set_aside["problem"][0].endswith(": LICENSE")


def test_those_of_an_archive_are_named_with_it(tmp_path):
    with zipfile.ZipFile(tmp_path / "x.zip", "w") as archive:
        for name in ("a.txt", "__MACOSX/._a.txt", ".DS_Store", "d/README.txt"):
            archive.writestr(name, BODY)
    corpus = read_corpus(tmp_path)
    assert corpus.documents["doc_id"].tolist() == ["x/a"]
    (row,) = corpus.set_aside.to_dict("records")
    assert row["file"] == "x.zip" and row["problem"].startswith("3 files")


@pytest.mark.parametrize(
    "name", ["reading.txt", "licensed-to-talk.txt", "read.me.later", "thumbs.txt", "changes.md", "a~b.txt"]
)  # fmt: skip
def test_articles_are_none_of_them(name):
    assert not is_beside(name) and not is_left(name)
