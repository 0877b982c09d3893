import shutil
from pathlib import Path

import pytest

from analysis.__main__ import main
from analysis.commands import figures

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture
def one_fails(monkeypatch):
    """Stand in for the kernels: every notebook is copied, the one on topics fails."""

    def execute(book, draft, corpus):
        if book.name.startswith("04"):
            return f"{book.name}: too few paragraphs"
        (draft / "notebooks").mkdir(exist_ok=True)
        (draft / "figures").mkdir(exist_ok=True)
        shutil.copy(book, draft / "notebooks")
        for chart in (ROOT / "figures").glob(f"{book.name[:2]}*.png"):
            shutil.copy(chart, draft / "figures")
        return ""

    monkeypatch.setattr(figures, "_execute", execute)
    monkeypatch.setenv("ANALYSIS_FIGURES", "")
    monkeypatch.setenv("PYTHONPATH", "")


def test_a_corpus_of_ones_own_gets_what_succeeded_and_hears_what_did_not(one_fails, tmp_path, capsys):
    shutil.copytree(ROOT / "seeds", tmp_path / "mine")
    (tmp_path / "mine" / "bad.txt").write_bytes(b"a" + bytes(1))
    assert main(["figures", str(tmp_path / "mine"), "--out", str(tmp_path / "out")]) == 1
    printed = capsys.readouterr()
    assert "error: 04-which-topics-emerge.ipynb: too few paragraphs" in printed.err
    assert "6 of 7 notebooks executed on 5 documents" in printed.out and "set aside: bad.txt, line 1" in printed.out
    assert len(list((tmp_path / "out" / "notebooks").glob("*.ipynb"))) == 6
    assert (tmp_path / "out" / "figures" / "README.md").exists()


def test_a_corpus_of_ones_own_does_not_overwrite_the_project(tmp_path, capsys):
    assert main(["figures", str(tmp_path)]) == 2
    assert "--out" in capsys.readouterr().err


def test_check_names_what_would_change(one_fails, monkeypatch, capsys):
    assert main(["figures", "--check"]) == 1
    assert "04-which-topics-emerge" in capsys.readouterr().err


def test_an_empty_corpus_is_told_and_writes_nothing(one_fails, tmp_path, capsys):
    (tmp_path / "none").mkdir()
    assert main(["figures", str(tmp_path / "none"), "--out", str(tmp_path / "out")]) == 2
    assert "no documents in" in capsys.readouterr().err and not (tmp_path / "out").exists()
    assert main(["figures", str(tmp_path / "nowhere"), "--out", str(tmp_path / "out")]) == 2
    assert "no corpus at" in capsys.readouterr().err
