"""Paths and the names of files: any text gives a file's name, no two the same."""

import time
import unicodedata
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from analysis.project import ROOT, expand_home, find_path, name_files

ODD = [
    "",
    ".",
    "..",
    "../../etc/passwd",
    "a/b",
    "a:b",
    "A_B",
    "a_b",
    "a_b-2",
    "-rf",
    "x" * 5000,
    "中" * 500,
    "\ud800",
    "é",
    "e\u0301",
    "\0",
    "a\nb",
    "🙂",
    "con",
]


@given(st.lists(st.text(), max_size=30))
def test_any_names_give_names_of_files_that_differ(names):
    files = name_files([*names, *ODD], ".txt", taken=["a_b.txt"])
    folded = [unicodedata.normalize("NFC", file).casefold() for file in files]
    assert len(set(folded)) == len(files) == len(names) + len(ODD) and "a_b.txt" not in folded
    for file in files:
        assert (
            len(file.encode()) < 200
            and not set("/\\\0\n: ") & set(file)
            and file[0] not in ".-"
            and file.endswith(".txt")
        )


def test_plain_names_stay_as_they_are():
    assert name_files(["000_a", "b.c", "über", "d-2", "d", "d"], ".txt") == [
        "000_a.txt",
        "b.c.txt",
        "über.txt",
        "d-2.txt",
        "d.txt",
        "d-3.txt",
    ]


def test_many_names_alike_take_time_in_proportion():
    def measure(n):
        def once():
            start = time.perf_counter()
            name_files(["same"] * n, ".txt")
            return time.perf_counter() - start

        return min(once() for _ in range(3))

    assert measure(40_000) / measure(20_000) < 4


def test_a_path_is_found_as_given_in_the_project_or_at_home(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    assert find_path("seeds") == ROOT / "seeds"
    (tmp_path / "seeds").mkdir()
    assert find_path("seeds") == Path("seeds")
    assert (
        find_path("~/articles") == tmp_path / "home" / "articles" == expand_home(Path("~/articles"))
    )
    (tmp_path / "~").mkdir()
    assert expand_home(Path("~")) == Path("~")
