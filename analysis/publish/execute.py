"""One notebook executed on a corpus: its copy is written, or what went wrong is said."""

from __future__ import annotations

import atexit
import json
import os
import re
import signal
import threading
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

from ..core.progress import VARIABLE, say_beside
from ..core.safe_text import drop_codes, make_visible, one_line
from ..project import EXAMPLE, ROOT
from ..scaling.processes import ONE_THREAD, ended_on_stop

if TYPE_CHECKING:
    from nbclient import NotebookClient

NOTEBOOKS = ROOT / "notebooks"
TIMEOUT = 600  # seconds of one cell
_STARTS = 3  # times that a kernel is started where it dies before its first cell is done
_LONGEST = 500  # characters of an error
# Classes look up those that their parts are of when the first object is made: of two threads that do
# so at once, one fails.
_BUILDING = threading.Lock()
_ADVICE = "use a smaller corpus, or tally it first (python -m analysis tally)"
_METADATA = {
    "kernelspec": {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}


# What reads the corpus in a notebook.
_STUDY, _READ = "Study(CORPUS", "read_corpus(CORPUS"


class Reading(NamedTuple):
    """How a corpus is read, where not as usual: arguments of `read_corpus`, and those of `Study`
    alone; what charts show as one is a parameter of notebooks.
    """

    corpus: Mapping[str, Any] = MappingProxyType({})
    study: Mapping[str, str] = MappingProxyType({})
    period: str = "auto"


_AS_USUAL = Reading()


class _NoStart(Exception):
    """A kernel died at once: two programs may have chosen one port at the same time."""


def execute(
    book: Path,
    draft: Path,
    corpus: str,
    reading: Reading = _AS_USUAL,
    on_cell: Callable[[], object] = lambda: None,
) -> str:
    """Execute a copy of a notebook with its corpus set; return what went wrong, or nothing.

    The copy is written to the folder `notebooks` of the draft. `corpus` is a path, or "seeds", as
    notebooks name themselves; `on_cell` is called whenever a cell is done.
    """
    import nbformat

    problem = ""
    for _ in range(_STARTS):
        try:
            notebook = nbformat.read(book, as_version=4)
            set_corpus(notebook, corpus, reading)
            problem, ended = _run(notebook, on_cell)
            if ended:
                notebook.metadata = dict(_METADATA)
                (draft / "notebooks").mkdir(exist_ok=True)
                nbformat.write(notebook, draft / "notebooks" / book.name)
                told = ", but for a cell that failed" if problem else ""
                say_beside(f"executed {book.name}{told}")
            break
        except _NoStart as error:
            problem = f"its kernel could not be started, tried {_STARTS} times: {_say(error)}; "
            problem += "run it again"
        except Exception as error:  # a failed notebook is reported by name; the others still run
            problem = f"{type(error).__name__}: {_say(error)}"
            break
    return f"{book.name}: {problem}" if problem else ""


def count_cells(book: Path) -> int:
    """Return how many cells of a notebook are executed."""
    cells = json.loads(book.read_text(encoding="utf-8"))["cells"]
    return sum(cell["cell_type"] == "code" for cell in cells)


def names_example(book: Path) -> bool:
    """Tell whether a notebook is on an example of the package, and on no corpus of the user."""
    return f'CORPUS = \\"{EXAMPLE}' in book.read_text(encoding="utf-8")


def set_corpus(notebook: dict, corpus: str, reading: Reading = _AS_USUAL) -> None:
    """Let a notebook read another corpus, in another way; `repr` is right for every name."""
    asked = {_STUDY: {**reading.corpus, **reading.study}, _READ: reading.corpus}
    parameters = {"CORPUS": corpus} if corpus != "seeds" else {}
    parameters |= {"PERIOD": reading.period} if reading.period != _AS_USUAL.period else {}
    for cell in notebook.cells:
        if cell.cell_type != "code":
            continue
        for call, more in asked.items():
            given = "".join(f", {name}={value!r}" for name, value in more.items())
            cell.source = cell.source.replace(call, call + given)
        if "parameters" in cell.metadata.get("tags", []):
            for name, value in parameters.items():
                written = f"{name} = {value!r}".replace("\\", r"\\")
                cell.source = re.sub(rf"(?m)^{name} = .*$", written, cell.source)


def _run(notebook: dict, on_cell: Callable[[], object]) -> tuple[str, bool]:
    """Execute a notebook in place; return which cell failed and why, and whether all were run.

    A cell that fails costs itself, and those that need what it makes: the cells behind it are run
    too. Raises _NoStart if the kernel dies before a cell is done.
    """
    from nbclient import NotebookClient
    from nbclient.exceptions import CellTimeoutError, DeadKernelError

    from .kernels import fork_kernel

    begun, done = [], []

    def count(cell_index: int, **_: Any) -> None:
        done.append(cell_index)
        on_cell()

    with _BUILDING:
        client = NotebookClient(
            notebook,
            timeout=TIMEOUT,
            allow_errors=True,
            kernel_name="python3",
            record_timing=False,
            extra_arguments=["--log-level=40"],
            resources={"metadata": {"path": str(NOTEBOOKS)}},
            on_cell_execute=lambda cell, cell_index: begun.append(cell_index),
            on_cell_executed=count,
        )
        fork_kernel(client)
    try:
        with ended_on_stop(lambda: _kill(client)):
            # two run at a time, and outputs hold no progress
            client.execute(env=os.environ | ONE_THREAD | {VARIABLE: "no"})
    except Exception as error:
        if not done and _is_of_the_start(error, begun):
            raise _NoStart(str(error)) from error
        where = f"cell {begun[-1] + 1} of {len(notebook.cells)}: " if begun else ""
        said = _say(error)
        if isinstance(error, CellTimeoutError):
            said = f"not done after {TIMEOUT} seconds; {_ADVICE}"
        elif isinstance(error, DeadKernelError):
            said = f"its kernel died, perhaps for want of memory; {_ADVICE}"
        return f"{where}{said}", False
    finally:
        # which would complain at the end of a kernel that never ran
        atexit.unregister(getattr(client, "_cleanup_kernel", None))
    return _say_failed(notebook), True


def _say_failed(notebook: dict) -> str:
    """Say which cells failed, and put a plain sentence in place of their tracebacks."""
    from nbformat.v4 import new_output

    failed = []
    for number, cell in enumerate(notebook.cells, 1):
        for i, output in enumerate(cell.get("outputs", [])):
            if output["output_type"] == "error":
                said = _say_line(f"{output['ename']}: {output['evalue']}")
                failed.append(f"cell {number} of {len(notebook.cells)}: {said}")
                text = f"This cell could not be computed on this corpus ({said}). "
                text += "Please report it with the corpus.\n"
                cell.outputs[i] = new_output("stream", name="stdout", text=text)
    more = f" (and {len(failed) - 1} more, some of which needed it)" if len(failed) > 1 else ""
    return f"{failed[0]}{more}" if failed else ""


def _is_of_the_start(error: Exception, begun: list[int]) -> bool:
    """Tell whether an error is of a kernel that never ran, and of no cell."""
    from nbclient.exceptions import DeadKernelError

    if begun:
        return isinstance(error, DeadKernelError)
    return isinstance(error, (RuntimeError, EOFError, ConnectionError))


def _say(error: Exception) -> str:
    return _say_line(str(error)) or type(error).__name__


def _say_line(said: str) -> str:
    """Return the last line that says something, as it can be shown."""
    lines = [line for line in map(one_line, drop_codes(said).splitlines()) if line]
    return make_visible(lines[-1])[:_LONGEST] if lines else ""


def _kill(client: NotebookClient) -> None:
    """End a kernel at once, and what it started."""
    process = getattr(getattr(client.km, "provisioner", None), "process", None)
    if process is None:
        return
    with suppress(ProcessLookupError):
        try:
            os.killpg(process.pid, signal.SIGKILL)
        except (ProcessLookupError, AttributeError):  # no group yet, or none on this system
            process.kill()
