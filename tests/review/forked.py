"""Versions of the project run in forks of a process with the libraries loaded and the patterns of the
lexicon compiled, which take longer than all that a version says; its own modules each loads itself.
"""

from __future__ import annotations

import os
import runpy
import sys
import tempfile
import traceback
from contextlib import contextmanager
from multiprocessing import get_context
from pathlib import Path


@contextmanager
def libraries_loaded():
    """Let processes be forked from one that is warm, and from none that is so afterwards."""
    from multiprocessing import forkserver

    from analysis.scaling.processes import preload

    forkserver._forkserver._stop()
    preload("tests.review.warm")
    yield
    forkserver._forkserver._stop()
    preload()


def run_script(command: list[str], environment: dict[str, str]) -> tuple[int, bytes]:
    """Do what `analysis.review.trees` does in a process of its own: run the script of a version."""
    script = command[command.index("-P") + 1 :]
    with tempfile.NamedTemporaryFile() as said:
        given = script, environment, said.name
        process = get_context("forkserver").Process(target=_serve, args=given)
        process.start()
        process.join()
        return process.exitcode, Path(said.name).read_bytes()


def _serve(script: list[str], environment: dict[str, str], said: str) -> None:
    os.environ.clear()
    os.environ.update(environment)
    for name in [name for name in sys.modules if name.partition(".")[0] == "analysis"]:
        del sys.modules[name]
    sys.path[:0] = environment["PYTHONPATH"].split(os.pathsep)
    sys.argv = script
    with open(said, "w", encoding="utf-8") as sys.stderr:
        try:
            runpy.run_path(script[0], run_name="__main__")
        except Exception:
            traceback.print_exc()
            sys.exit(1)
