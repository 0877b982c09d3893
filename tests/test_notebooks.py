"""What can be said of the notebooks without running them; `pytest --nbval` runs them and compares
their outputs, and `nbval_once` what they wrote.
"""

import json
import re
import shutil
from pathlib import Path

import nbformat
import pytest
from nbval_once import FIGURES, compare_committed, list_code, list_saved

from analysis.charts.chart import write_gallery

BOOKS = sorted(Path(__file__).resolve().parents[1].joinpath("notebooks").glob("*.ipynb"))


@pytest.fixture(params=BOOKS, ids=lambda p: p.stem)
def cells(request):
    return json.loads(request.param.read_text(encoding="utf-8"))["cells"]


def test_there_are_eight():
    assert [p.name[:2] for p in BOOKS] == ["00", "01", "02", "03", "04", "05", "06", "07"]


def test_outputs_are_there_to_compare(cells):
    code = [c for c in cells if c["cell_type"] == "code"]
    assert [c["execution_count"] for c in code] == list(range(1, len(code) + 1))
    outputs = [o for c in code for o in c["outputs"]]
    assert len(outputs) >= 5 and not [o for o in outputs if o["output_type"] in ("error", "stream")]
    assert any("text/markdown" in o["data"] for o in outputs)


def test_cells_call_and_never_define(cells):
    sources = ["".join(c["source"]) for c in cells if c["cell_type"] == "code"]
    assert max(len(s.splitlines()) for s in sources) <= 12
    assert not [s for s in sources if re.search(r"^\s*(def |class |plt\.|[%!])|;\s*$", s, re.M)]


def test_a_question_opens_and_a_parameter_names_the_corpus(cells):
    assert re.match(r"# .+\?", "".join(cells[0]["source"]))
    tagged = [c for c in cells if "parameters" in c["metadata"].get("tags", [])]
    assert len(tagged) == 1
    corpus = r"seeds|example:[\w-]+"
    assert re.match(rf'CORPUS = "({corpus})"\nPERIOD = "auto"  # ', "".join(tagged[0]["source"]))


def test_no_number_is_typed_into_findings(cells):
    prose = " ".join("".join(c["source"]) for c in cells if c["cell_type"] == "markdown")
    assert not re.search(r"\d+(\.\d+)? ?%|p = |\bof \d+ reports", prose)
    assert not re.search(
        r"(?i)\b(two|three|four|five|six) (articles|reports|documents|pages|episodes)\b", prose
    )


def test_prose_outweighs_code_and_cells_are_short(cells):
    code = ["".join(c["source"]).splitlines() for c in cells if c["cell_type"] == "code"]
    words = sum(len("".join(c["source"]).split()) for c in cells if c["cell_type"] == "markdown")
    assert words >= 10 * sum(map(len, code)) and sorted(map(len, code))[len(code) // 2] <= 4


def test_a_notebook_as_committed_differs_from_the_committed_files_once_anything_moves(tmp_path):
    book = next(book for book in BOOKS if book.name.startswith("05"))
    outputs = [cell.outputs for cell in list_code(nbformat.read(book, as_version=4))]
    for file in FIGURES.glob("05-*"):
        shutil.copy(file, tmp_path)
    assert compare_committed(book, outputs, tmp_path) == []
    (tmp_path / "05-new.csv").write_text("a\n")
    (tmp_path / "05-word-shifts.png").write_bytes(b"another")
    next(filter(None, outputs))[0].metadata = {"moved": True}  # which nbval does not look at
    differing = {"05-new", "05-new.csv", "05-word-shifts.png", book.name}
    assert {*compare_committed(book, outputs, tmp_path)} == differing
    (tmp_path / "05-new.csv").unlink()
    for file in tmp_path.glob("05-tone-by-theme.*"):
        file.unlink()
    assert "05-tone-by-theme" in compare_committed(book, outputs, tmp_path)


def test_each_figure_is_of_a_notebook_and_the_gallery_shows_them(tmp_path):
    saved = [list_saved(nbformat.read(book, as_version=4)) for book in BOOKS]
    files = [file for file in FIGURES.iterdir() if file.name != "README.md"]
    assert {file.stem for file in files} == set().union(*saved)
    assert sum(map(len, saved)) == len(set().union(*saved))
    assert {file.suffix for file in files} == {".png", ".csv"}
    for file in files:
        shutil.copy(file, tmp_path)
    assert write_gallery(tmp_path).read_bytes() == (FIGURES / "README.md").read_bytes()
