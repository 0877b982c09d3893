"""Every benchmark that ends in a ratio, run one after the other, each ratio beside the committed one.

    PYTHONPATH=. python tests/benchmarks/bench_all.py [--speeches FILE.parquet] [--texts FILE.parquet]
        [--only NAME ...] [--save]

Ratios to peers or to a floor in the same run hardly depend on the machine, as seconds do. They stand
in `ratios.csv`: the name, the command (those with {speeches} or {texts} are run where that file is
given: columns doc_id, date, text), where its output says the ratio (of two numbers the first by the
second), and whether more or less of it is better. What is worse by more than a tenth is marked, and
the exit code is 1; --save writes the ratios of this run. Simulations are not among them: the tables
that they write are compared by git.
"""

from __future__ import annotations

import argparse
import csv
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

FOLDER = Path(__file__).resolve().parent
RATIOS = FOLDER / "ratios.csv"
FIELDS = ("name", "command", "pattern", "better", "ratio")
GIVEN = ("speeches", "texts")
WORSE = 0.1  # of the committed ratio


def read_rows() -> list[dict[str, str]]:
    with RATIOS.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def write_rows(rows: list[dict[str, str]]) -> None:
    with RATIOS.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, FIELDS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def find_ratio(output: str, pattern: str) -> float | None:
    """Return the number that a pattern finds, or the first of two by the second.

    Examples
    --------
    >>> find_ratio("ours 2.0 s, peer 8.0 s", r"ours ([.0-9]+) s, peer ([.0-9]+) s")
    0.25
    """
    found = re.search(pattern, output, re.MULTILINE)
    if not found:
        return None
    first, *second = map(float, found.groups())
    return first / second[0] if second else first


def judge(now: float, before: float, better: str) -> str:
    """Return by how much a ratio has moved, marked where it is worse by more than a tenth.

    Examples
    --------
    >>> judge(1.2, 1.0, "less"), judge(1.2, 1.0, "more"), judge(0.95, 1.0, "more")
    ('+20 % WORSE', '+20 %', '-5 %')
    """
    change = now / before - 1
    worse = change if better == "less" else -change
    return f"{change:+.0%}".replace("%", " %") + " WORSE" * (worse > WORSE)


def run(command: str, given: dict[str, str]) -> str:
    """Return what a benchmark prints."""
    words = [word.format(**given) for word in shlex.split(command)]
    done = subprocess.run(
        [sys.executable, FOLDER / words[0], *words[1:]],
        cwd=FOLDER.parents[1],
        env=os.environ | {"PYTHONPATH": str(FOLDER.parents[1])},
        capture_output=True,
        text=True,
    )
    return done.stdout if done.returncode == 0 else f"failed: {done.stderr[-300:]}"


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--speeches", help="the general debate of the United Nations, or the like")
    parser.add_argument("--texts", help="statements and releases of a government, or the like")
    parser.add_argument("--only", nargs="*", metavar="NAME", help="scripts, as in bench_tone.py")
    parser.add_argument("--save", action="store_true")
    options = parser.parse_args()
    given = {k: v for k in GIVEN if (v := getattr(options, k))}
    rows, outputs, worse = read_rows(), {}, 0
    for row in rows:
        command = row["command"]
        needed = set(re.findall(r"\{(\w+)\}", command))
        if needed - given.keys() or options.only and command.split()[0] not in options.only:
            continue
        if command not in outputs:
            outputs[command] = run(command, given)
        now = find_ratio(outputs[command], row["pattern"])
        if now is None:
            worse += 1
            print(f"{row['name']:58} no ratio: {outputs[command][-200:]!r}", flush=True)
            continue
        said = judge(now, float(row["ratio"]), row["better"]) if row["ratio"] else "new"
        worse += said.endswith("WORSE")
        print(f"{row['name']:58}{row['ratio']:>8}{now:8.2f}  {said}", flush=True)
        row["ratio"] = f"{now:.3g}"
    if options.save:
        write_rows(rows)
    return 1 if worse else 0


if __name__ == "__main__":
    sys.exit(main())
