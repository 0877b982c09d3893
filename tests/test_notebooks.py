"""What can be said of the notebooks without running them; `pytest --nbval` runs them and compares
their outputs.
"""

import json
import re
from pathlib import Path

import pytest

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
