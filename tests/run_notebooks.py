"""A notebook's cells run here, without a kernel: what each gives, on any corpus."""

from __future__ import annotations

import ast
import json
from pathlib import Path

NOTEBOOKS = Path(__file__).resolve().parents[1] / "notebooks"


def run_notebook(name: str, corpus: str | Path) -> dict[str, object]:
    """Run the cells of the notebook whose name begins so, on a corpus; return what each cell ends with, by its number."""
    (book,) = NOTEBOOKS.glob(f"{name}*.ipynb")
    space: dict[str, object] = {"__name__": book.stem}
    out = {}
    for number, cell in enumerate(json.loads(book.read_text(encoding="utf-8"))["cells"]):
        if cell["cell_type"] != "code":
            continue
        source = "".join(cell["source"])
        if "parameters" in cell["metadata"].get("tags", []):
            source = f"CORPUS = {str(corpus)!r}"
        tree = ast.parse(source)
        last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
        exec(compile(tree, f"{book.name}, cell {number}", "exec"), space)
        if last is not None:
            out[f"{book.stem}, cell {number}"] = eval(compile(ast.Expression(last.value), f"{book.name}, cell {number}", "eval"), space)
    return out
