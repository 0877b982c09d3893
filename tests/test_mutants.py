"""Mutants that once raised, lost the article beside them or took too long
(`tests/benchmarks/fuzz.py` looks for more).
"""

import mutants
import pytest
from long_run import runs

FAILED = [
    # a tally.json that is none, of bytes that are no UTF-8, or without the results that it names
    *(("file", number) for number in (10, 41, 77, 1007, 1010, 1033, 1064, 1165, 1259, 1320, 1483)),
    # a metadata.csv of which a cell of the column clean is no list of lines
    ("file", 2468),
    # a metadata.csv of which a row has too few or too many fields
    *(("file", number) for number in (14, 94, 1021, 1030, 1139, 1220, 1310, 1497)),
]  # fmt: skip
FIRST = runs(25, 12)  # of each kind are tried whatever they once did


@pytest.mark.parametrize(
    "kind, number", [*FAILED, *((kind, i) for kind in mutants.KINDS for i in range(FIRST))]
)
def test_a_mutant_costs_no_more_than_itself(tmp_path, kind, number):
    mutants.make(kind, number, tmp_path)
    mutants.read(tmp_path)


def test_a_mutant_is_the_same_for_its_number(tmp_path):
    for kind in mutants.KINDS:
        written = []
        for name in "ab":
            folder = tmp_path / f"{kind} {name}"
            folder.mkdir()
            mutants.make(kind, 7, folder)
            written.append(
                {
                    file.name: file.read_bytes()
                    for file in folder.iterdir()
                    if file.suffix not in (".gz", ".zip", ".tar")
                }
            )
        assert written[0] == written[1]
