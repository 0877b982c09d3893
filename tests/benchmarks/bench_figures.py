"""How long `make figures` takes beside as many empty notebooks, and `import analysis` beside the
libraries that it stands on.

    PYTHONPATH=. python tests/benchmarks/bench_figures.py [--rounds N]

An empty notebook imports pandas, scikit-learn and matplotlib, and two run at a time, as `figures`
does. Wall seconds, the least of some rounds that take turns (default 2). The figures are written to
a folder that is thrown away.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
IMPORTS = "import pandas, sklearn, matplotlib.pyplot"


def run_empty() -> None:
    import nbformat
    from nbclient import NotebookClient

    def execute(_: Path) -> None:
        cells = [nbformat.v4.new_code_cell(IMPORTS)]
        NotebookClient(
            nbformat.v4.new_notebook(cells=cells), timeout=600, kernel_name="python3"
        ).execute()

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(execute, sorted((ROOT / "notebooks").glob("*.ipynb"))))


def time_it(command: list[str]) -> float:
    start = time.perf_counter()
    subprocess.run([sys.executable, *command], cwd=ROOT, check=True, capture_output=True)
    return time.perf_counter() - start


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--empty", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.empty:
        return run_empty()
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(ROOT / "seeds", f"{folder}/articles")
        commands = {
            "empty notebooks": [__file__, "--empty"],
            "make figures": [
                "-m",
                "analysis",
                "figures",
                f"{folder}/articles",
                "--out",
                f"{folder}/out",
            ],
            "import of the libraries": ["-c", IMPORTS],
            "import analysis": ["-c", "import analysis"],
        }
        runs = [
            {name: time_it(command) for name, command in commands.items()}
            for _ in range(options.rounds)
        ]
    spent = {name: min(run[name] for run in runs) for name in commands}
    for floor, ours in (
        ("empty notebooks", "make figures"),
        ("import of the libraries", "import analysis"),
    ):
        print(
            f"{floor:26}{spent[floor]:7.2f} s\n{ours:26}{spent[ours]:7.2f} s{spent[ours] / spent[floor]:7.2f} times"
        )


if __name__ == "__main__":
    main()
