"""A notebook's cells run here, without a kernel: what each gives, on any corpus."""

from __future__ import annotations

from pathlib import Path

import nbformat

from analysis.publish.execute import NOTEBOOKS, set_corpus
from analysis.review.extract import run_cell


def run_notebook(name: str, corpus: str | Path) -> dict[str, object]:
    """Run the notebook whose name begins so, on a corpus; return what each cell shows."""
    (book,) = NOTEBOOKS.glob(f"{name}*.ipynb")
    notebook = nbformat.read(book, as_version=4)
    set_corpus(notebook, str(corpus))
    space: dict[str, object] = {"__name__": book.stem}
    out = {}
    for number, cell in enumerate(notebook.cells):
        if cell.cell_type == "code":
            shown = run_cell(cell.source, space, f"{book.name}, cell {number}")
            if shown is not None:
                out[f"{book.stem}, cell {number}"] = shown
    return out
