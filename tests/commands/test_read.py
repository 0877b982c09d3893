"""What will be read is said before a long run."""

import json

import pytest

from analysis import read_corpus
from analysis.__main__ import main
from analysis.describe.reading import account_files, describe_reading, list_facts

BODY = "India and Japan have agreed to build ships together {} times the ministers said."


@pytest.fixture
def folder(tmp_path):
    rows = "".join(f"{k},2020-10-0{k + 1},{BODY.format(k)}\n" for k in range(4))
    (tmp_path / "t.csv").write_text("id,wann,text\n" + rows + "9,x\n")
    (tmp_path / "a.txt").write_text(BODY.format(20))
    (tmp_path / "logo.png").write_bytes(b"\x89PNG")
    (tmp_path / "metadata.csv").write_text("doc_id,date\na,2020-10-06\n")
    return tmp_path


def test_the_account_of_files_adds_up(folder):
    corpus = read_corpus(folder)
    table = account_files(corpus).set_index("file")
    assert table.loc["t.csv"].tolist() == [4, 1, 1]
    assert table.loc["a.txt"].tolist() == [1, 0, 0]
    assert table.loc["logo.png"].tolist() == [0, 1, 0]
    assert table["documents"].sum() == len(corpus.documents)
    assert table[["set_aside", "remarks"]].values.sum() == len(corpus.set_aside)


def test_what_is_read_and_what_to_change_is_said(folder, capsys):
    assert main(["read", str(folder)]) == 0
    said = capsys.readouterr().out
    assert "5 documents, from 2 of 3 files (.csv 4, .txt 1)" in said
    assert "1 of 5 dated, 2020-10-06 to 2020-10-06" in said and "4 without a date" in said
    assert "name it: columns={'date': 'wann'}" in said and "2 files or rows set aside" in said
    assert main(["read", str(folder), "--column", "date=wann"]) == 0
    assert "5 of 5 dated" in capsys.readouterr().out


def test_the_same_as_json(folder, capsys):
    assert main(["read", str(folder), "--json"]) == 0
    facts = json.loads(capsys.readouterr().out)
    assert facts.pop("only_first") == 0
    assert facts == json.loads(json.dumps(list_facts(read_corpus(folder))))
    assert facts["documents"] == sum(facts["kinds"].values()) == 5


def test_only_the_first_rows_of_a_large_corpus_are_read(folder, capsys, monkeypatch):
    monkeypatch.setattr("analysis.commands.read.MOST", 3)
    assert main(["read", str(folder)]) == 0
    said = capsys.readouterr().out
    assert said.startswith("of the first 3 files and rows:") and "no file" not in said


def test_what_cannot_be_read_is_one_line(tmp_path, capsys):
    assert main(["read", str(tmp_path / "nowhere")]) == 2
    assert main(["read", str(tmp_path), "--column", "date"]) == 2
    assert len(capsys.readouterr().err.strip().splitlines()) == 2


def test_a_corpus_without_dates_says_what_that_means(tmp_path):
    (tmp_path / "t.csv").write_text(f"id,text\n1,{BODY.format(1)}\n")
    findings = describe_reading(read_corpus(tmp_path))
    assert "nothing can be shown over time" in findings.only(about=["dates"]).sentences[0]


def test_notebooks_show_how_their_corpus_was_read():
    import nbformat

    from analysis.publish.execute import NOTEBOOKS, set_corpus

    for book in sorted(NOTEBOOKS.glob("*.ipynb")):
        plain, chosen = (nbformat.read(book, as_version=4) for _ in range(2))
        set_corpus(chosen, "it's mine", "clean='no'")
        code = "\n".join(cell.source for cell in chosen.cells if cell.cell_type == "code")
        assert 'CORPUS = "it\'s mine"' in code and "Study(CORPUS, clean='no')" in code
        assert "read_corpus(CORPUS, metadata" not in code
        set_corpus(plain, "seeds")
        assert plain == nbformat.read(book, as_version=4)
