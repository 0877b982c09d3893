"""Committed ratios of benchmarks: where they come from, and what is marked as worse."""

import re
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parent / "benchmarks"))

import bench_all


def test_every_ratio_comes_from_a_script_and_a_place_in_its_output():
    rows = bench_all.read_rows()
    assert len({row["name"] for row in rows}) == len(rows) > 5
    for row in rows:
        script, *options = row["command"].split()
        text = (bench_all.FOLDER / script).read_text(encoding="utf-8")
        assert "__main__" in text and all(
            "{" not in o or o[1:-1] in bench_all.GIVEN for o in options
        )
        assert re.compile(row["pattern"]).groups in (1, 2)
        assert row["better"] in ("less", "more") and float(row["ratio"]) > 0


@pytest.mark.parametrize(
    "now, before, better, said",
    [
        (1.2, 1.0, "less", "+20 % WORSE"),
        (1.2, 1.0, "more", "+20 %"),
        (0.8, 1.0, "more", "-20 % WORSE"),
        (1.05, 1.0, "less", "+5 %"),
    ],
)
def test_what_is_worse_by_more_than_a_tenth_is_marked(now, before, better, said):
    assert bench_all.judge(now, before, better) == said


def test_a_ratio_is_found_or_made_of_two_numbers_or_missed():
    assert (
        bench_all.find_ratio("a\nours 2.0 s, peer 8.0 s", r"ours ([\d.]+) s, peer ([\d.]+)") == 0.25
    )
    assert bench_all.find_ratio("1.5 times", r"([\d.]+) times") == 1.5
    assert bench_all.find_ratio("failed: no module", r"([\d.]+) times") is None


def test_a_run_prints_and_saves_and_ends_with_1_if_any_is_worse(tmp_path, monkeypatch, capsys):
    row = {"name": "one", "command": "x.py", "pattern": r"([\d.]+) times", "better": "less"}
    monkeypatch.setattr(bench_all, "RATIOS", tmp_path / "ratios.csv")
    monkeypatch.setattr(bench_all, "run", lambda command, given: "2.0 times")
    needs = row | {"name": "two", "command": "y.py {texts}", "ratio": "1"}
    bench_all.write_rows([row | {"ratio": "1"}, needs])
    monkeypatch.setattr(sys, "argv", ["bench_all.py", "--save"])
    assert bench_all.main() == 1
    assert "+100 % WORSE" in capsys.readouterr().out
    assert [row["ratio"] for row in bench_all.read_rows()] == ["2", "1"]
    assert bench_all.main() == 0
