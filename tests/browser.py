"""A real browser and a real JupyterLab for the tests that need them; whatever is missing, they skip
and say what.
"""

import json
import os
import secrets
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
# Read from the model of the notebook: JupyterLab draws only the cells in view.
_STATE = """() => {
  const panel = window.jupyterapp && window.jupyterapp.shell.currentWidget;
  if (!panel || !panel.content || !panel.content.model || !panel.sessionContext) return null;
  const kernel = panel.sessionContext.session && panel.sessionContext.session.kernel;
  const code = panel.content.widgets.filter(cell => cell.model.type === 'code');
  return {
    ready: panel.context.isReady && panel.content.widgets.length === panel.content.model.cells.length,
    kernel: kernel && kernel.connectionStatus === 'connected' ? kernel.status : 'none',
    counts: code.map(cell => cell.model.executionCount),
    errors: code.flatMap(cell => cell.model.outputs.toJSON().filter(output => output.output_type === 'error')
      .map(output => output.ename + ': ' + output.evalue))};
}"""


@contextmanager
def open_browser():
    """Yield a Chromium of the system, driven by Playwright."""
    sync_api = pytest.importorskip(
        "playwright.sync_api", reason="needs playwright: pip install '.[browser]'"
    )
    path = next(
        filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None
    )
    if not path:
        pytest.skip("needs a Chromium: apt-get install chromium")
    with (
        sync_api.sync_playwright() as playwright,
        closing(playwright.chromium.launch(executable_path=path, args=FLAGS)) as browser,
    ):
        yield browser


@contextmanager
def start_lab(folder: Path, settings: Path):
    """Yield the address of a JupyterLab that serves a folder and knows no other settings than its
    own.
    """
    news = settings / "settings/@jupyterlab/apputils-extension/notification.jupyterlab-settings"
    news.parent.mkdir(parents=True)
    # else a dialog asks
    news.write_text(json.dumps({"fetchNews": "false", "checkForUpdates": False}))
    with closing(socket.socket()) as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    token = secrets.token_hex(16)
    names = {"CONFIG_DIR": "config", "DATA_DIR": "data", "RUNTIME_DIR": "runtime"}
    lab = {"WORKSPACES_DIR": "workspaces", "SETTINGS_DIR": "settings"}
    environment = (
        os.environ
        | {"PYTHONPATH": str(folder), "IPYTHONDIR": f"{settings}/ipython"}
        | {f"JUPYTER_{name}": f"{settings}/{value}" for name, value in names.items()}
        | {f"JUPYTERLAB_{name}": f"{settings}/{value}" for name, value in lab.items()}
    )
    options = [
        f"--port={port}", f"--IdentityProvider.token={token}", f"--ServerApp.root_dir={folder}", "--ServerApp.ip=127.0.0.1",
        "--ServerApp.port_retries=0", "--LabApp.expose_app_in_browser=True", "--no-browser", "--allow-root",
    ]  # fmt: skip
    with open(settings / "log", "w") as log:
        server = subprocess.Popen(
            [sys.executable, "-m", "jupyterlab", *options],
            cwd=folder,
            env=environment,
            stdout=log,
            stderr=log,
        )
        try:
            _wait_for(f"http://127.0.0.1:{port}/api/status?token={token}", server, settings / "log")
            yield f"http://127.0.0.1:{port}/lab/tree/{{}}?token={token}&reset"
        finally:
            server.terminate()
            server.wait(20)


def _wait_for(address: str, server: subprocess.Popen, log: Path) -> None:
    for _ in range(240):
        if server.poll() is not None:
            break
        try:
            urllib.request.urlopen(address, timeout=2).close()
            return
        except OSError:
            time.sleep(0.25)
    raise RuntimeError(f"JupyterLab does not answer: {log.read_text()[-2000:]}")


def open_notebook(page, address: str, seconds: float = 90) -> None:
    """Open a notebook and wait for its kernel."""
    page.goto(address)
    _wait_until(page, lambda state: state["ready"] and state["kernel"] == "idle", seconds)


def run_all(page, seconds: float = 180) -> dict:
    """Run all cells; return their counts and errors when the kernel has come to rest."""
    page.locator(".lm-MenuBar-itemLabel", has_text="Run").first.click()
    page.locator(".lm-Menu-itemLabel", has_text="Run All Cells").first.click()
    page.wait_for_timeout(500)
    calm = []

    def is_calm(state) -> bool:
        done = state["kernel"] == "idle" and (None not in state["counts"] or state["errors"])
        calm.append(done)
        return all(calm[-3:]) and len(calm) > 3

    return _wait_until(page, is_calm, seconds)


def _wait_until(page, holds, seconds: float) -> dict:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        state = page.evaluate(_STATE)
        if state and holds(state):
            return state
        page.wait_for_timeout(250)
    raise AssertionError(f"not within {seconds} s: {state}")


def save(page) -> None:
    """Save the notebook, and wait until it is."""
    page.evaluate("async () => await window.jupyterapp.shell.currentWidget.context.save()")
