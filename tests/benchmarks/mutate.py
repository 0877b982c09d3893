"""Change one constant, comparison or word of the spine at a time, and see whether any test of it
fails.

Run `PYTHONPATH=. python tests/benchmarks/mutate.py [--mutants 60] [--seed 0] [--only
themes/lexicon.py]`. Each mutant is written to a copy of the project, where the tests that import
the module run until one fails. One that survives is a rule that no test would miss: it is printed
with its line, and belongs into a test, or into SURVIVORS with the reason why it changes nothing.
"""

import argparse
import ast
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
#: What one reads to change a number.
SPINE = (
    "core/schema.py", "core/measures.py", "core/periods.py", "core/yaml_file.py", "sources/records.py", "corpus/read.py", "corpus/metadata.py",
    "corpus/copies.py", "corpus/episodes.py", "cleaning/pages.py", "cleaning/page_classifier.py", "dating/page_dates.py",
    "text/sentences.py", "themes/lexicon.py", "themes/patterns.py", "themes/mentions.py", "tone/sentiment.py",
    "stats/tallies.py", "stats/intervals.py", "stats/estimates.py", "stats/trend_tests.py", "stats/shapes.py", "stats/shape_tests.py", "stats/shape_estimates.py", "stats/power.py", "describe/classify.py", "describe/changes.py", "describe/themes.py",
    "describe/contrasts.py", "study.py",
)  # fmt: skip
#: Mutants that live, by file and changed line, with the reason why they may.
SURVIVORS = {
    ("corpus/episodes.py", "_BLOCK = 750"): "how many rows are compared at once: time, no number",
    (
        "corpus/metadata.py",
        "if len(raw) >= MAX_METADATA:",
    ): "a file of exactly so many bytes",
    (
        "describe/contrasts.py",
        'if not way or hit["episode"].nunique() <= 2:',
    ): "of two episodes, what leaving one out must leave is never sure: saves time",
    ("describe/themes.py", "if least <= SIGNIFICANT:"): "a p of exactly .05",
    (
        "tone/sentiment.py",
        "_ROWS = 150000  # so many sentences are scored at once, so that memory stays bounded",
    ): "memory, no number",
    (
        "tone/sentiment.py",
        "with apart.of(str(name)[:90]):",
    ): "how much of a name a warning shows",
    (
        "cleaning/page_classifier.py",
        "_BLOCK, _TURN = 0.31, 0.8999999999999999",
    ): "how far a body reaches across turns: more than a neutral score, by how much is a choice",
    (
        "dating/page_dates.py",
        's for s in (*listed, *placed.rest) if s.place <= start or s.label == "updated"',
    ): "a stamp on the headline or the first line of a body: none is read there",
    (
        "stats/power.py",
        'draw_orders(len(x), seed, int(test["block"].max(initial=1))) if len(x) < MANY else None',
    ): "a corpus of exactly so many events",
    (
        "stats/trend_tests.py",
        "_IMPUTATIONS = 30",
    ): "how many days are drawn for dates that are intervals: precision, no rule",
    ("stats/intervals.py", "return np.clip(value, 1.5e-300, 1e300)"): "any number next to nothing",
    (
        "stats/intervals.py",
        "_GRID = np.linspace(-3.2, 3.2, 49)  # standard deviations of the prior",
    ): "points of an integral: no end of an interval moves by .0001",
    (
        "stats/intervals.py",
        "_GRID = np.linspace(-3.2, 4.800000000000001, 33)  # standard deviations of the prior",
    ): "the same, by .0005",
    (
        "stats/intervals.py",
        "bracket = np.log(low) - 1e-9, np.log(high) + 1.5000000000000002e-09",
    ): "room for rounding where a root is looked for",
    (
        "stats/intervals.py",
        "middle = np.clip((low + high) / 2, 1e-9, 1 - 1.5000000000000002e-09)",
    ): "any number next to one",
    (
        "stats/shape_estimates.py",
        "n_kept = int(np.searchsorted(np.cumsum(total[order]), LEVEL * total.sum() * (1 - 1.5e-12))) + 1",
    ): "room for rounding",
    (
        "stats/power.py",
        'moved = test["shape"][i] != "trend" and test["p"][i] <= SIGNIFICANT',
    ): "a p of exactly .05",
    (
        "describe/contrasts.py",
        'return int(row["low"] > 1) - int(row["high"] <= 1)',
    ): "an interval that ends at exactly 1",
}
_TURNED = {ast.Lt: "<=", ast.LtE: "<", ast.Gt: ">=", ast.GtE: ">", ast.Eq: "!=", ast.NotEq: "=="}
_SIGNS = {ast.Lt: "<", ast.LtE: "<=", ast.Gt: ">", ast.GtE: ">=", ast.Eq: "==", ast.NotEq: "!="}
_SECONDS, _MOST_TESTS = 240, 6


def list_mutants(source: str) -> list[tuple[int, str, str]]:
    """Return line number, the line as it is and the line changed, of each change that is tried."""
    tree, lines = ast.parse(source), source.splitlines()
    docs = {id(node.body[0].value) for node in ast.walk(tree) if isinstance(getattr(node, "body", None), list) and node.body
            and isinstance(node.body[0], ast.Expr)}  # fmt: skip
    found = []

    def change(number: int, start: int, end: int, new: str) -> None:
        raw = lines[number - 1].encode()
        found.append((number, lines[number - 1], (raw[:start] + new.encode() + raw[end:]).decode()))

    for node in ast.walk(tree):
        if (
            isinstance(node, ast.Constant)
            and id(node) not in docs
            and node.lineno == node.end_lineno
        ):
            if (
                isinstance(node.value, int | float)
                and not isinstance(node.value, bool)
                and node.value not in (0, 1, -1)
            ):
                change(
                    node.lineno,
                    node.col_offset,
                    node.end_col_offset,
                    repr(type(node.value)(node.value * 1.5 + (node.value == 2))),
                )
        elif (
            isinstance(node, ast.Compare)
            and len(node.ops) == 1
            and type(node.ops[0]) in _TURNED
            and node.lineno == node.end_lineno
        ):
            sign, left, right = (
                _SIGNS[type(node.ops[0])],
                node.left.end_col_offset,
                node.comparators[0].col_offset,
            )
            between = lines[node.lineno - 1].encode()[left:right].decode()
            change(node.lineno, left, right, between.replace(sign, _TURNED[type(node.ops[0])], 1))
        elif isinstance(node, ast.BoolOp) and node.lineno == node.end_lineno:
            word, other = ("and", "or") if isinstance(node.op, ast.And) else ("or", "and")
            left, right = node.values[0].end_col_offset, node.values[1].col_offset
            between = lines[node.lineno - 1].encode()[left:right].decode()
            change(node.lineno, left, right, between.replace(word, other, 1))
    return [mutant for mutant in found if mutant[1] != mutant[2]]


def list_tests(module: str) -> list[str]:
    """Return the test files that import a module, or are named after it; those of all verbs are
    left out.
    """
    dotted = "analysis." + module.removesuffix(".py").replace("/", ".")
    package, _, name = dotted.rpartition(".")
    by_name = re.compile(
        rf"from {re.escape(dotted)}(?: |\.)|import {re.escape(dotted)}\b|from {re.escape(package)} import [^\n]*\b{name}\b"
    )
    source = (ROOT / "analysis" / module).read_text(encoding="utf-8")
    public = re.findall(r"^def ([a-z]\w+)", source, re.M)
    uses = re.compile(rf"\b(?:{'|'.join(public) or '(?!)'})\(")
    found = []
    for file in sorted((ROOT / "tests").rglob("test_*.py")):
        text = file.read_text(encoding="utf-8")
        if not file.name.startswith("test_any_") and (by_name.search(text) or uses.search(text)):
            found.append((name not in file.name, len(text), str(file.relative_to(ROOT))))
    return [f"analysis/{module}", *(file for _, _, file in sorted(found)[:_MOST_TESTS])]


def find_killer(folder: Path, module: str, number: int, new: str, at: int) -> str:
    """Return the first test that fails with a line changed, or "" where the mutant lives.

    Parameters
    ----------
    at
        A time for the changed file that no other mutant has: by it Python tells that what it
        compiled before is of another text.
    """
    file = folder / "analysis" / module
    source, before = file.read_text(encoding="utf-8"), file.stat().st_mtime
    lines = source.splitlines(keepends=True)
    lines[number - 1] = new + "\n"
    file.write_text("".join(lines), encoding="utf-8")
    os.utime(file, (at, at))
    # notebooks are none of it, and their plugin takes as long to load as a file of tests
    options = ["-q", "-x", "-rfE", "-p", "no:cacheprovider", "-p", "no:nbval"]
    options += ["-o", "addopts=--doctest-modules", *list_tests(module)]
    own = {"PYTHONPATH": str(folder), "CI": "1"}
    try:
        done = subprocess.run(
            [sys.executable, "-m", "pytest", *options],
            cwd=folder,
            env=os.environ | own,
            capture_output=True,
            text=True,
            timeout=_SECONDS,
        )
        if done.returncode not in (0, 1, 2):
            raise RuntimeError(done.stdout + done.stderr)
        failed = re.search(r"^(?:FAILED|ERROR) (\S+)", done.stdout, re.M)
        return (failed[1] if failed else "its import") if done.returncode else ""
    except subprocess.TimeoutExpired:
        return f"{_SECONDS} seconds"
    finally:
        file.write_text(source, encoding="utf-8")
        os.utime(file, (before, before))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--mutants", type=int, default=60)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--only", nargs="+", choices=SPINE, default=list(SPINE))
    options = parser.parse_args()
    mutants = [(module, *mutant) for module in options.only
               for mutant in list_mutants((ROOT / "analysis" / module).read_text(encoding="utf-8"))]  # fmt: skip
    chosen = random.Random(options.seed).sample(mutants, min(options.mutants, len(mutants)))
    lived = 0
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "project"
        shutil.copytree(
            ROOT,
            folder,
            ignore=shutil.ignore_patterns(".venv", ".git", "__pycache__", ".pytest_cache"),
        )
        for at, (module, number, old, new) in enumerate(sorted(chosen), 1_000_000_000):
            killer = find_killer(folder, module, number, new, at)
            if not killer:
                known = SURVIVORS.get((module, new.strip()), "")
                lived += not known
                print(
                    f"lives: {module}, line {number}: {old.strip()}\n       as: {new.strip()}{f'  ({known})' if known else ''}",
                    flush=True,
                )
            else:
                print(f"dies: {module}, line {number}, by {killer}", flush=True)
    print(
        f"{len(chosen)} of {len(mutants):,} mutants tried, {lived} lived that no reason is given for"
    )
    return int(lived > 0)


if __name__ == "__main__":
    sys.exit(main())
