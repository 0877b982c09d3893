"""The notebooks, executed once by nbval for two checks: nbval compares what a reader sees, and an item
behind the cells of each holds the notebook, and what it wrote, to the committed files byte for byte.
"""

from __future__ import annotations

import os
import re
import sys
import tempfile
from itertools import groupby
from pathlib import Path

import nbformat
import nbval.kernel
import pytest
from jupyter_client.manager import KernelManager
from nbval.plugin import IPyNbCell

from analysis.charts._saved import FOLDER_VARIABLE
from analysis.commands.figures import _LOADED
from analysis.core.progress import VARIABLE
from analysis.publish.execute import _METADATA
from analysis.publish.kernels import ForkedProvisioner
from analysis.scaling.processes import ONE_THREAD, START, preload

FIGURES = Path(__file__).resolve().parents[1] / "figures"


def list_code(notebook) -> list:
    """Return the cells of a notebook that are run."""
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def list_saved(notebook) -> set[str]:
    """Return the names under which the cells of a notebook save charts and tables."""
    sources = [cell.source for cell in list_code(notebook)]
    return {name for source in sources for name in re.findall(r'\.save\("([^"]+)"', source)}


def compare_committed(book: Path, outputs: list[list], folder: Path) -> list[str]:
    """Return which committed files differ from what an executed notebook shows and wrote.

    Parameters
    ----------
    book
        The committed notebook.
    outputs
        What each of its cells shows now.
    folder
        Where its charts and tables were written.
    """
    notebook = nbformat.read(book, as_version=4)
    notebook.metadata = dict(_METADATA)  # as `figures` writes it
    for number, (cell, shown) in enumerate(zip(list_code(notebook), outputs, strict=True), 1):
        cell.execution_count, cell.outputs = number, shown
        for output in shown:  # nbval takes the count away
            if output.output_type == "execute_result":
                output.execution_count = number
    written = {path.name: path.read_bytes() for path in folder.iterdir()}
    with tempfile.TemporaryDirectory() as place:
        nbformat.write(notebook, Path(place) / book.name)
        made = {book: (Path(place) / book.name).read_bytes()}
    made |= {FIGURES / name: data for name, data in written.items()}
    lacking = list_saved(notebook) ^ {Path(name).stem for name in written}
    differing = [p.name for p, data in made.items() if not p.is_file() or p.read_bytes() != data]
    return sorted({*differing, *lacking})


class Manager(KernelManager):
    """Starts a kernel as `figures` does: forked, on one thread, with a folder for what it draws."""

    def start_kernel(self, **how):
        if START == "forkserver":
            preload(*_LOADED)
            self.provisioner = ForkedProvisioner(kernel_spec=self.kernel_spec, parent=self)
        self.figures = Path(tempfile.mkdtemp(prefix="figures-"))
        own = ONE_THREAD | {VARIABLE: "no", FOLDER_VARIABLE: str(self.figures)}
        return super().start_kernel(env=os.environ | own, **how)


class Committed(pytest.Item):
    """Whether an executed notebook, and what it wrote, are the committed files."""

    def __init__(self, *, cells, **how):
        super().__init__(**how)
        self.cells = cells

    def runtest(self):
        if not sys.platform.startswith("linux"):
            pytest.skip("the committed figures are Linux's")
        if any(cell.test_outputs is None for cell in self.cells):
            pytest.skip("a cell was not run")
        shown = [cell.test_outputs for cell in self.cells]
        differing = compare_committed(self.path, shown, self.parent.kernel.km.figures)
        assert not differing, f"{differing} changed: run `make figures` and look at what moved"

    def repr_failure(self, excinfo):
        return str(excinfo.value)

    def reportinfo(self):
        return self.path, 0, f"{self.path.name}: as committed"


def add_second_check(items: list[pytest.Item]) -> None:
    """Put the second check behind the cells of each notebook that is run whole, and let nbval start
    kernels as `figures` does.
    """
    nbval.kernel.KernelManager = Manager
    out = []
    for parent, group in groupby(items, key=lambda item: item.parent):
        out += (cells := list(group))
        if isinstance(cells[0], IPyNbCell) and len(cells) == len(list_code(parent.nb)):
            out.append(Committed.from_parent(parent, name="as committed", cells=cells))
    items[:] = out
