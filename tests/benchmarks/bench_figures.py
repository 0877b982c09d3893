"""How long `make figures` takes, cold and warm, beside as many empty notebooks and beside what its
verbs need by themselves, and `import analysis` beside the libraries that it stands on.

    PYTHONPATH=. python tests/benchmarks/bench_figures.py [--rounds N] [NAME=PATH ...]

The five articles and the sixty speeches, or the corpora that are named. An empty notebook imports
pandas, scikit-learn and matplotlib, and two run at a time, as `figures` does. Cold keeps its
results in an empty folder, warm finds those of the run before. The verbs are all cells of the
notebooks in one process, in which what was made is not made again; on two cores half their time
would do, and of their cpu-seconds all. Wall and cpu-seconds of all processes, the least of some
rounds that take turns (default 2): where the machine has other work, read the cpu-seconds. All is
written to a folder that is thrown away. Linux only.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
IMPORTS = "import pandas, sklearn, matplotlib.pyplot"
# what outlives its parent is waited for too
REAP = (
    "import ctypes, os, subprocess, sys\n"
    "ctypes.CDLL(None).prctl(36, 1, 0, 0, 0)\n"
    "code = subprocess.run([sys.executable, *sys.argv[1:]]).returncode\n"
    "try:\n    while True: os.wait()\nexcept ChildProcessError: sys.exit(code)"
)
SIXTY = "example:quad-at-the-un"


def list_books() -> list[Path]:
    """Return the notebooks that a corpus of one's own has."""
    books = sorted((ROOT / "notebooks").glob("*.ipynb"))
    return [book for book in books if SIXTY not in book.read_text(encoding="utf-8")]


def run_empty() -> None:
    import nbformat
    from nbclient import NotebookClient

    def execute(_: Path) -> None:
        cells = [nbformat.v4.new_code_cell(IMPORTS)]
        NotebookClient(
            nbformat.v4.new_notebook(cells=cells), timeout=600, kernel_name="python3"
        ).execute()

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(execute, list_books()))


def run_verbs(corpus: str) -> None:
    for book in list_books():
        names: dict = {}
        cells = json.loads(book.read_text(encoding="utf-8"))["cells"]
        for cell in (cell for cell in cells if cell["cell_type"] == "code"):
            code = "".join(cell["source"]).replace('CORPUS = "seeds"', f"CORPUS = {corpus!r}")
            exec(compile(code, book.name, "exec"), names)


def time_it(command: list[str], **environment: str) -> tuple[float, float]:
    """Return the wall and cpu seconds of a command and all that it started."""
    given = os.environ | {"ANALYSIS_CACHE": "no", "PYTHONPATH": str(ROOT)} | environment
    given |= {"MPLBACKEND": "agg", "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
    start, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
    full = [sys.executable, "-c", REAP, *command]
    subprocess.run(full, cwd=ROOT, env=given, check=True, capture_output=True)
    wall, after = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    return wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def time_corpus(corpus: str, folder: Path) -> Iterator[tuple[str, tuple[float, float]]]:
    """Yield the seconds of all that is done with a corpus."""
    figures = ["-m", "analysis", "figures", "--out", str(folder / "out"), "--", corpus]
    for run in ("cold", "warm"):
        yield run, time_it(figures, ANALYSIS_CACHE=str(folder / "kept"))
    kept = {"ANALYSIS_CACHE": str(folder / "anew"), "ANALYSIS_FIGURES": str(folder / "figures")}
    yield "verbs", time_it([__file__, "--verbs", corpus], **kept)
    shutil.rmtree(folder)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("corpora", nargs="*", metavar="NAME=PATH")
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--empty", action="store_true", help=argparse.SUPPRESS)
    parser.add_argument("--verbs", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.empty:
        return run_empty()
    if options.verbs:
        return run_verbs(options.verbs)
    imports = {"the libraries": ["-c", IMPORTS], "analysis": ["-c", "import analysis"]}
    with tempfile.TemporaryDirectory() as folder:
        articles = shutil.copytree(ROOT / "seeds", f"{folder}/articles")
        corpora = {"five articles": articles, "sixty speeches": SIXTY}
        corpora = dict(pair.split("=", 1) for pair in options.corpora) or corpora
        spent: dict[tuple[str, str], list[tuple[float, float]]] = {}
        for _ in range(options.rounds):
            spent.setdefault(("", "empty"), []).append(time_it([__file__, "--empty"]))
            for name, command in imports.items():
                spent.setdefault(("", name), []).append(time_it(command))
            for name, corpus in corpora.items():
                for run, seconds in time_corpus(corpus, Path(folder) / "work"):
                    print(
                        f"{name}, {run}: {seconds[0]:.1f} s, cpu {seconds[1]:.1f} s",
                        file=sys.stderr,
                    )
                    spent.setdefault((name, run), []).append(seconds)
    least = {key: tuple(map(min, zip(*runs, strict=True))) for key, runs in spent.items()}
    for name in imports:
        print(f"import of {name}: {least['', name][1]:.2f} cpu-seconds")
    print(
        f"{len(list_books())} empty notebooks: wall {least['', 'empty'][0]:.1f} s, cpu {least['', 'empty'][1]:.1f} s"
    )
    print("| corpus | | cold | warm | verbs | cold / empty | warm / empty | cold / verbs |")
    for name in corpora:
        for i, clock in enumerate(("wall", "cpu")):
            cold, warm, verbs = (least[name, run][i] for run in ("cold", "warm", "verbs"))
            empty = least["", "empty"][i]
            # the verbs have one core
            shares = cold / empty, warm / empty, cold / verbs * (2 if clock == "wall" else 1)
            said = [*(f"{n:.1f}" for n in (cold, warm, verbs)), *(f"{n:.2f}" for n in shares)]
            print(f"| {name} | {clock} | {' | '.join(said)} |")


if __name__ == "__main__":
    main()
