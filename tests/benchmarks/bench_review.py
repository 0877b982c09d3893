"""What `review` costs beside `make figures`, for one cause, in cpu-seconds.

    PYTHONPATH=. python tests/benchmarks/bench_review.py [--drawing]

A clone of the commit is changed in one place (a term of a theme; with --drawing the colour of
charts, so that the new version is drawn as well) and reviewed against the commit; then its figures
are made. Of both all processes count. Writes nothing here.
"""

from __future__ import annotations

import argparse
import os
import resource
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
EDITS = {
    False: ("analysis/themes/themes.yml", "{term: [Quad, QUAD, Quadrilateral], case: true}, ", ""),
    True: ("analysis/charts/style.py", 'BLUE, RED = "#1F5FA8"', 'BLUE, RED = "#AA0000"'),
}


def spend(root: Path, *arguments: str) -> float:
    """Return the cpu-seconds of a command of the project and of all that it started."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    environment = os.environ | {"PYTHONPATH": str(root), "OMP_NUM_THREADS": "1"}
    # what outlives its parent is waited for too
    script = (
        "import ctypes, os, subprocess, sys\n"
        "ctypes.CDLL(None).prctl(36, 1, 0, 0, 0)\n"
        "code = subprocess.run([sys.executable, '-m', 'analysis', *sys.argv[1:]]).returncode\n"
        "try:\n    while True: os.wait()\nexcept ChildProcessError: sys.exit(code)"
    )
    subprocess.run(
        [sys.executable, "-c", script, *arguments],
        cwd=root,
        env=environment,
        check=True,
        capture_output=True,
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--drawing", action="store_true")
    name, old, new = EDITS[parser.parse_args().drawing]
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "project"
        subprocess.run(["git", "clone", "-q", ROOT, root], check=True)
        text = (root / name).read_text(encoding="utf-8")
        if old not in text:
            raise SystemExit(f"{name} does not hold {old!r}: name another edit")
        (root / name).write_text(text.replace(old, new), encoding="utf-8")
        review = spend(root, "review", "HEAD")
        figures = spend(root, "figures", "--no-cache", "--out", f"{folder}/out", "--", "seeds")
    print(f"figures {figures:.1f} cpu-s; review {review:.1f} cpu-s, {review / figures:.2f} times")


if __name__ == "__main__":
    main()
