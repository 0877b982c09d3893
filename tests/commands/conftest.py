"""What tests of commands share: a stand-in for the kernels."""

import shutil
from pathlib import Path

import nbformat
import pytest

from analysis.commands import figures
from analysis.publish import execute as notebooks

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def stub(monkeypatch):
    """Stand in for the kernels: each notebook is executed by writing it with its corpus set; those
    asked for fail.
    """
    failing, seen, readings = {}, [], []

    def execute(book, draft, corpus, reading, on_cell):
        seen.append(corpus)
        readings.append(reading)
        if book.name in failing or "all" in failing:
            return f"{book.name}: {failing.get(book.name) or failing['all']}"
        notebook = nbformat.read(book, as_version=4)
        notebooks.set_corpus(notebook, corpus, reading)
        (draft / "notebooks").mkdir(exist_ok=True)
        nbformat.write(notebook, draft / "notebooks" / book.name)
        for chart in (ROOT / "figures").glob(f"{book.name[:2]}*"):
            shutil.copy(chart, draft / "figures")
        return ""

    execute.failing, execute.seen, execute.readings = failing, seen, readings
    monkeypatch.setattr(figures, "_execute", execute)
    monkeypatch.setattr(figures, "preload", lambda *names: None)
    monkeypatch.setenv("ANALYSIS_FIGURES", "")
    monkeypatch.setenv("PYTHONPATH", "")
    return execute
