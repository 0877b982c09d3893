"""A forked kernel is to a notebook what one started by a command is."""

import os
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor

import nbformat
import pytest
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, DeadKernelError

from analysis.commands import figures
from analysis.publish import kernels
from analysis.publish.execute import execute
from analysis.publish.kernels import fork_kernel
from analysis.scaling.processes import ONE_THREAD, START, preload

forkserver = pytest.importorskip("multiprocessing.forkserver")

pytestmark = pytest.mark.skipif(START != "forkserver", reason="kernels are forked on Linux only")
TOLD = """
import os, sys, matplotlib
print(os.getcwd(), os.environ.get("MARK"), __name__, get_ipython().__class__.__name__, matplotlib.get_backend())
print("aside", file=sys.stderr)
import matplotlib.pyplot as plt; _ = plt.plot([1, 2]); plt.show()
1 / 0
"""


def make_client(folder, *cells, **options):
    notebook = nbformat.v4.new_notebook(
        cells=[nbformat.v4.new_code_cell(cell, id=str(i)) for i, cell in enumerate(cells)]
    )
    resources = {"metadata": {"path": str(folder)}}
    return NotebookClient(
        notebook, kernel_name="python3", record_timing=False, resources=resources, **options
    )


def list_outputs(notebook):
    """What a reader sees, pictures by their kind."""
    outputs = [output for cell in notebook.cells for output in cell["outputs"]]
    return [
        output.get("text") or output.get("evalue") or sorted(output["data"]) for output in outputs
    ]


@pytest.fixture(scope="module", autouse=True)
def libraries_loaded():
    """Let kernels be forked from one that has the libraries loaded, whatever ran before, and no
    variable that says on how many threads or where to draw.
    """
    with pytest.MonkeyPatch.context() as patch:
        for name in (*ONE_THREAD, "MPLBACKEND"):
            patch.delenv(name, raising=False)
        forkserver._forkserver._stop()
        preload(*figures._LOADED)


def test_a_cell_finds_what_it_finds_elsewhere(tmp_path, monkeypatch):
    monkeypatch.setenv("MARK", "x")
    forked, started = (
        make_client(tmp_path, TOLD, "x = 2", "x", allow_errors=True) for _ in range(2)
    )
    monkeypatch.delenv("MPLBACKEND", raising=False)
    fork_kernel(forked)
    forked.execute()
    started.execute()
    shown = list_outputs(forked.nb)
    assert (
        f"{tmp_path} x __main__ ZMQInteractiveShell" in shown[0] and shown[-2] == "division by zero"
    )
    assert ["image/png", "text/plain"] in shown
    assert shown == list_outputs(started.nb)


def test_kernels_know_nothing_of_each_other(tmp_path):
    first, second = (
        make_client(tmp_path, "import json; json.mark = 1"),
        make_client(tmp_path, "import json; json.mark"),
    )
    for client in (first, second):
        fork_kernel(client)
    first.execute()
    with pytest.raises(Exception, match="has no attribute 'mark'"):
        second.execute()


def test_a_kernel_that_dies_is_told(tmp_path):
    client = make_client(tmp_path, "import os; os._exit(1)")
    fork_kernel(client)
    with pytest.raises(DeadKernelError):
        client.execute()


def test_a_cell_without_end_is_interrupted(tmp_path):
    client = make_client(tmp_path, "while True: pass", timeout=1, interrupt_on_timeout=True)
    fork_kernel(client)
    with pytest.raises(CellExecutionError, match="KeyboardInterrupt"):
        client.execute()


def test_a_kernel_ends_with_what_started_it(tmp_path):
    script = tmp_path / "run.py"
    script.write_text(
        "if __name__ == '__main__':\n"  # a kernel loads what stands before it
        "    from test_kernels import *\n"
        "    cell = \"import os, time; open('pid', 'w').write(str(os.getpid())); time.sleep(60)\"\n"
        f"    client = make_client({str(tmp_path)!r}, cell)\n"
        "    fork_kernel(client)\n"
        "    client.execute()\n"
    )
    environment = os.environ | {
        "PYTHONPATH": os.pathsep.join([os.path.dirname(__file__), *sys.path])
    }
    process = subprocess.Popen([sys.executable, script], env=environment)
    pid = tmp_path / "pid"
    wait_for(lambda: pid.exists() and pid.read_text())
    process.send_signal(signal.SIGKILL)
    process.wait()
    wait_for(lambda: not is_running(int(pid.read_text())))


def wait_for(true, seconds=60):
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "it never came true"
        time.sleep(0.1)


def is_running(pid):
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return b"zombie" not in open(f"/proc/{pid}/status", "rb").read()


def test_of_many_threads_one_builds_a_client_at_a_time(tmp_path, monkeypatch):
    """Classes look up those of their parts when the first object is made: two at once fail."""
    fork, building, most = kernels.fork_kernel, [], []

    def fork_slowly(client):
        building.append(client)
        most.append(len(building))
        time.sleep(0.1)
        fork(client)
        building.remove(client)

    monkeypatch.setattr(kernels, "fork_kernel", fork_slowly)
    books = [tmp_path / f"{i}.ipynb" for i in range(3)]
    for book in books:
        nbformat.write(nbformat.v4.new_notebook(), book)
    with ThreadPoolExecutor(3) as pool:
        assert list(pool.map(lambda book: execute(book, tmp_path, "seeds"), books)) == [""] * 3
    assert most == [1, 1, 1]


@pytest.mark.parametrize("forked", [True, False])
def test_a_notebook_computes_on_one_thread_whatever_loads_its_libraries(
    forked, tmp_path, monkeypatch
):
    for name in ONE_THREAD:
        monkeypatch.delenv(name, raising=False)
    if not forked:  # as on systems that cannot fork
        monkeypatch.setattr("analysis.publish.kernels.START", "spawn")
    count = "{info['num_threads'] for info in threadpoolctl.threadpool_info()}"
    load = "import threadpoolctl, numpy, scipy.linalg, sklearn.cluster, pyarrow"
    cell = nbformat.v4.new_code_cell(f"{load}\nprint({count}, pyarrow.cpu_count())")
    nbformat.write(nbformat.v4.new_notebook(cells=[cell]), tmp_path / "book.ipynb")
    assert execute(tmp_path / "book.ipynb", tmp_path, "seeds") == ""
    shown = nbformat.read(tmp_path / "notebooks/book.ipynb", as_version=4)
    assert list_outputs(shown) == ["{1} 1\n"]
