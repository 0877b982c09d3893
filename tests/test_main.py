import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from long_run import choose

from analysis.__main__ import main
from analysis.commands import figures

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture
def one_fails(monkeypatch):
    """Stand in for the kernels: every notebook is copied, the one on topics fails."""

    def execute(book, draft, corpus, reading, on_cell):
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


def test_a_corpus_of_ones_own_gets_what_succeeded_and_hears_what_did_not(
    one_fails, tmp_path, capsys
):
    shutil.copytree(ROOT / "seeds", tmp_path / "mine")
    (tmp_path / "mine" / "bad.txt").write_bytes(b"a" + bytes(1))
    assert main(["figures", str(tmp_path / "mine"), "--out", str(tmp_path / "out")]) == 1
    printed = capsys.readouterr()
    assert "error: 04-which-topics-emerge.ipynb: too few paragraphs" in printed.err
    assert (
        "6 of 7 notebooks executed on 5 documents" in printed.out
        and "set aside: bad.txt, line 1" in printed.out
    )
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


@pytest.fixture
def failing(monkeypatch):
    """Let a command fail in a way that it does not expect."""

    def make(error):
        def fail(*given, **options):
            raise error

        monkeypatch.setattr("analysis.commands.themes.read_themes", fail)
        return main(["themes", "lint"])

    return make


@pytest.mark.parametrize(
    "error, said",
    [
        (KeyError("x\n\x1b[31m"), "KeyError: 'x"),
        (IndexError(), "IndexError"),
        (RecursionError("maximum recursion depth exceeded"), "RecursionError: maximum"),
        (AssertionError(), "AssertionError"),
        (MemoryError(), "more memory than there is; use a smaller corpus"),
        (UnicodeEncodeError("ascii", "é", 0, 1, "no"), "'ascii'"),
        (BrokenPipeError(32, "Broken pipe"), "Broken pipe"),
        (OSError(28, "No space left on device"), "No space left"),
        (ZeroDivisionError("x" * 10_000), "ZeroDivisionError: xxx"),
    ],
)
def test_what_no_command_expects_is_said_in_one_line(failing, capsys, monkeypatch, error, said):
    monkeypatch.delenv("ANALYSIS_TRACEBACK", raising=False)
    assert failing(error) == 2
    shown = capsys.readouterr().err
    assert (
        shown.startswith("error: ")
        and said in shown
        and shown.count("\n") == 1
        and len(shown) < 800
        and shown[:-1].isprintable()
    )


def test_where_it_arose_is_shown_when_asked_for(failing, monkeypatch, capsys):
    monkeypatch.setenv("ANALYSIS_TRACEBACK", "1")
    assert failing(KeyError("x")) == 2
    shown = capsys.readouterr().err
    assert "Traceback" in shown and shown.splitlines()[-1].startswith("error: KeyError: 'x'")
    monkeypatch.delenv("ANALYSIS_TRACEBACK")
    for arguments in (["--traceback", "themes", "lint"], ["themes", "lint", "--traceback"]):
        assert main(arguments) == 2 and "Traceback" in capsys.readouterr().err


def run_python(*arguments, environment=(), **options):
    own = os.environ | {"PYTHONPATH": str(ROOT)} | dict(environment)
    return subprocess.run(
        [sys.executable, "-m", "analysis", *arguments],
        env=own,
        capture_output=True,
        text=True,
        **options,
    )


ASCII_ALONE = [
    {"LC_ALL": "C"},
    {"PYTHONIOENCODING": "ascii"},
    {"LC_ALL": "POSIX", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
]


@pytest.mark.parametrize("environment", choose(ASCII_ALONE, ASCII_ALONE[2:]))
def test_a_terminal_that_shows_ascii_alone_ends_no_run(tmp_path, environment):
    (tmp_path / "über 中.txt").write_text(
        "Tokyo, Oct 07: Ministers of “Japan” – and 印度 – agreed on trade together this week.\n",
        encoding="utf-8",
    )
    done = run_python("clean", str(tmp_path), environment=environment)
    assert done.returncode == 0 and "Japan" in done.stdout and not done.stderr


def test_who_stops_reading_hears_nothing_more(tmp_path):
    line = "Tokyo, Oct 07: Ministers of Japan and India agreed on trade together this week and will meet again.\n\n"
    for i in range(300):
        (tmp_path / f"{i}.txt").write_text(f"{i} {line}{line}")
    command = f"{sys.executable} -m analysis clean {tmp_path} | head -n 1"
    done = subprocess.run(
        command,
        shell=True,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
    )
    assert done.stdout.count("\n") == 1 and not done.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no device that is full")
def test_a_full_disk_under_the_output_is_told(tmp_path):
    (tmp_path / "a.txt").write_text(
        "Tokyo, Oct 07: Ministers of Japan and India agreed on trade together this week.\n"
    )
    command = f"{sys.executable} -m analysis clean {tmp_path} > /dev/full"
    done = subprocess.run(
        command,
        shell=True,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 2 and "No space left" in done.stderr and done.stderr.count("\n") == 1
