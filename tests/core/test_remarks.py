"""Tests of warnings in words alone: alike in every run and on every machine."""

import ast
import warnings
from pathlib import Path

import nbformat
from nbclient import NotebookClient

from analysis.core.remarks import Remark
from analysis.publish.kernels import fork_kernel

PACKAGE = Path(__file__).resolve().parents[2] / "analysis"


def test_a_remark_is_its_words_and_other_warnings_are_as_ever():
    assert warnings.formatwarning("look at this", Remark, "/tmp/x_12.py", 3) == "look at this\n"
    assert "x_12.py:3: UserWarning" in warnings.formatwarning("a", UserWarning, "/tmp/x_12.py", 3)


def test_all_warnings_of_the_package_are_remarks():
    calls = {
        f"{file.relative_to(PACKAGE)}:{node.lineno}": ast.unparse(node)
        for file in PACKAGE.rglob("*.py")
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "warnings.warn"
    }
    assert len(calls) > 5
    assert not {at: call for at, call in calls.items() if ", Remark," not in call}


def test_faults_beside_a_corpus_show_as_words_in_a_notebook(tmp_path, loaded):
    (tmp_path / "claims.yml").write_text("claims:\n  - text: a\n  - text: b\n    theme: russia\n")
    (tmp_path / "labels.csv").write_text("text,russia\nOne.,maybe\nTwo.,1\n")
    cells = [
        f"from analysis.describe import read_claims\nread_claims({str(tmp_path)!r})",
        f"from analysis.themes import read_labels\nread_labels({str(tmp_path)!r}, beside=True)",
    ]
    book = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell) for cell in cells])
    client = NotebookClient(book, kernel_name="python3")
    fork_kernel(client)
    client.execute()
    said = [
        "".join(out["text"] for out in cell.outputs if out["output_type"] == "stream").splitlines()
        for cell in book.cells
    ]
    assert said == [
        [
            "claims.yml, line 2: a claim without `theme`; write it; it was left out",
            "claims.yml, line 3: a claim without `says`; write it; it was left out",
        ],
        ["labels.csv, row 2, column russia: 'maybe'; write 0 or 1; left out"],
    ]
