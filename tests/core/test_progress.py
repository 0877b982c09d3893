"""Progress: rate and time left on a terminal and in JupyterLab, and nothing where nobody looks."""

import io
import re
import sys

import nbformat
import pytest
from nbclient import NotebookClient

from analysis.core import progress
from analysis.core.progress import VARIABLE, open_bar, say_beside, track
from analysis.publish import execute
from analysis.publish.kernels import fork_kernel

SLOW = """
import time
from analysis.core import progress
progress._DELAY = 0.1
for _ in progress.track(range(4), "waiting"):
    time.sleep(0.1)
"""


class Terminal(io.StringIO):
    def isatty(self):
        return True


@pytest.fixture
def open_terminal(monkeypatch):
    """To be called within a test: pytest puts its own standard error in place before one."""

    def open_one(delay=0.0):
        out = Terminal()
        monkeypatch.setattr(sys, "stderr", out)
        monkeypatch.setattr(progress, "_DELAY", delay)
        monkeypatch.delenv(VARIABLE, raising=False)
        return out

    return open_one


def wait(times=4):
    import time

    for _ in track(range(times), "waiting"):
        time.sleep(0.15)


def test_a_terminal_sees_rate_and_time_left_and_an_empty_line_at_the_end(open_terminal):
    terminal = open_terminal()
    wait()
    lines = terminal.getvalue().split("\r")
    assert any(re.search(r"waiting: +\d+%.* [23]/4 .*<\d\d:\d\d, .*steps", line) for line in lines)
    assert not lines[-1].strip()


def test_a_step_of_less_than_two_seconds_shows_nothing(open_terminal, monkeypatch):
    terminal = open_terminal(delay=2.0)
    wait(2)
    assert not terminal.getvalue().strip()


@pytest.mark.parametrize("silenced", [True, False])
def test_it_can_be_silenced_and_a_file_sees_none(open_terminal, monkeypatch, silenced):
    terminal = open_terminal()
    if silenced:
        monkeypatch.setenv(VARIABLE, "no")
    else:
        monkeypatch.setattr(terminal, "isatty", lambda: False)
    wait()
    say_beside("executed one")
    assert terminal.getvalue() == "executed one\n"


def test_a_line_is_written_beside_the_bar(open_terminal):
    terminal = open_terminal()
    with open_bar("executing", 3, " cells", mininterval=0) as bar:
        bar.update()
        say_beside("executed one")
        bar.update()
    assert "executed one\n" in terminal.getvalue()
    assert re.search(r"executing: .*2/3", terminal.getvalue().split("executed one\n")[1])


def test_what_is_stopped_takes_its_bar_away(open_terminal):
    terminal = open_terminal()
    with pytest.raises(KeyboardInterrupt):
        for _ in track(range(3), "waiting"):
            raise KeyboardInterrupt
    assert not terminal.getvalue().split("\r")[-1].strip()


def make_slow(monkeypatch, *cells):
    book = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell) for cell in cells])
    monkeypatch.delenv(VARIABLE, raising=False)
    monkeypatch.setenv("JPY_SESSION_NAME", "a.ipynb")  # as in JupyterLab
    return book


def run(book):
    client = NotebookClient(book, kernel_name="python3")
    fork_kernel(client)
    client.execute()


def test_jupyterlab_shows_it_if_asked_since_it_leaves_an_output(monkeypatch, loaded):
    book = make_slow(monkeypatch, SLOW, f"import os; os.environ['{VARIABLE}'] = 'yes'\n{SLOW}")
    run(book)
    assert book.cells[0].outputs == []
    (shown,) = book.cells[1].outputs
    assert "application/vnd.jupyter.widget-view+json" in shown["data"]


def test_an_executed_notebook_holds_none(tmp_path, monkeypatch, loaded):
    book = make_slow(monkeypatch, SLOW)
    nbformat.write(book, tmp_path / "slow.ipynb")
    done = []
    said = execute.execute(
        tmp_path / "slow.ipynb", tmp_path, "seeds", on_cell=lambda: done.append(1)
    )
    written = nbformat.read(tmp_path / "notebooks/slow.ipynb", as_version=4)
    assert said == "" and done == [1] and written.cells[0].outputs == []
    monkeypatch.delenv("JPY_SESSION_NAME")  # as nbval runs it
    run(book)
    assert book.cells[0].outputs == []
