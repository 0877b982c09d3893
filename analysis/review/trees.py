"""Versions of the project: read from git or the working tree, mixed, and run aside."""

import io
import json
import os
import re
import subprocess
import sys
import tempfile
import threading
from pathlib import Path

from ..core.scratch import open_scratch
from . import extract

Tree = dict[str, bytes]  # path within the project, with slashes -> content
#: What a run reads; figures are only compared.
RUN = ("analysis", "notebooks", "seeds", "tests/benchmarks")
FAILED = 600  # seconds after which a run is given up
_LINK = "120000"
_running: set[subprocess.Popen] = set()
_stopped = threading.Event()


class CannotCompare(Exception):
    """Two versions cannot be compared; the message says why and what to do."""


def read_tree(root: Path, revision: str | None) -> Tree:
    """Return what is run, and the figures, of a commit or (None) of the working tree.

    Neither index nor working tree is written; links are left out. Raises CannotCompare if the
    folder is in no repository, or the commit is not known.
    """
    folders = [*RUN, "figures", "requirements.lock"]
    if revision is None:
        names = _list(root, "ls-files", "-z", "-co", "--exclude-standard", "--", *folders)
        files = {name: root / name for name in sorted(set(names))}
        return {
            name: path.read_bytes()
            for name, path in files.items()
            if path.is_file() and not path.is_symlink()
        }
    lines = _list(root, "ls-tree", "-r", "-z", resolve(root, revision), "--", *folders)
    entries = [line.split("\t", 1) for line in lines]
    kinds = {name: head.split() for head, name in entries}
    wanted = {n: id for n, (mode, kind, id) in kinds.items() if kind == "blob" and mode != _LINK}
    return dict(zip(wanted, _read_blobs(root, list(wanted.values())), strict=True))


def _list(root: Path, *arguments: str) -> list[str]:
    """Return what git lists, names as the system has them."""
    listed = _git(root, *arguments).decode("utf-8", "surrogateescape")
    return [line for line in listed.split("\0") if line]


def _read_blobs(root: Path, ids: list[str]) -> list[bytes]:
    """Return blobs as they are stored: no filter or line ending of the tree has a say."""
    raw = io.BytesIO(_git(root, "cat-file", "--batch", given="\n".join(ids).encode() + b"\n"))
    out = []
    for _ in ids:
        size = int(raw.readline().split()[2])
        out.append(raw.read(size + 1)[:-1])  # a line break stands behind each
    return out


def resolve(root: Path, revision: str) -> str:
    """Return the full name of a commit; raises CannotCompare if there is no such commit."""
    if not revision.strip():
        raise CannotCompare("no commit is named: name one, as in `review origin/main`")
    try:
        how = ("--verify", "--quiet", "--end-of-options")
        found = _git(root, "rev-parse", *how, f"{revision}^{{commit}}")
    except CannotCompare as error:
        if "repository" in str(error) or "installed" in str(error):
            raise
        raise CannotCompare(
            f"{revision!r} is no commit here: fetch it, or name a folder of results"
        ) from error
    return found.decode().strip()


def find_base(root: Path, base: str, head: str | None) -> str:
    """Return the commit where the new version left `base`, itself in a shallow clone without one.

    Raises CannotCompare if a commit is not known, or the new one is an old one of `base`.
    """
    old, new = resolve(root, base), resolve(root, head or "HEAD")
    try:
        fork = _git(root, "merge-base", old, new).decode().strip()
    except CannotCompare:
        return old
    if head and fork == new != old:
        raise CannotCompare(
            f"{head!r} is an older state of {base!r} and changes nothing in it: name the older "
            "one first"
        )
    return fork


def _git(root: Path, *arguments: str, given: bytes = b"") -> bytes:
    try:
        command = ["git", "-C", str(root), *arguments]
        done = subprocess.run(command, input=given, capture_output=True)
    except FileNotFoundError:
        raise CannotCompare("git is not installed: name two folders of results instead") from None
    if done.returncode:
        said = done.stderr.decode(errors="replace").strip().splitlines()
        raise CannotCompare(f"git {arguments[0]}: {said[0] if said else 'nothing found'}")
    return done.stdout


def run_tree(tree: Tree, *, draw: bool = False) -> dict:
    """Return what a version says (see `extract`), run in a folder of its own with its own verbs.

    Raises CannotCompare if it cannot be run; the message is the error's last line.
    """
    script = Path(extract.__file__)
    with open_scratch(Path(tempfile.gettempdir()), "analysis-review-") as folder:
        root, out = (folder / "tree").resolve(), folder / "out.json"
        for name, data in tree.items():
            if name.startswith(tuple(f"{folder}/" for folder in RUN)):
                path = root / name
                if not path.resolve().is_relative_to(root):
                    raise CannotCompare(f"{name!r} lies outside the project")
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(data)
        own = {"PYTHONPATH": str(root), "PYTHONDONTWRITEBYTECODE": "1", "MPLBACKEND": "agg"}
        # one thread: two versions run at a time, and sums come in one order; what several notebooks
        # ask for is made once
        own |= {"OMP_NUM_THREADS": "1", "ANALYSIS_CACHE": str(folder / "cache")}
        others = ("ANALYSIS_", "PYTEST", "COV_")
        environment = {k: v for k, v in os.environ.items() if not k.startswith(others)} | own
        command = [sys.executable, "-P", str(script), str(out), str(root), *["draw"] * draw]
        code, told = _run_script(command, environment)
        if code or not out.exists():
            said = told.decode(errors="replace").replace(f"{root}{os.sep}", "").strip()
            raise CannotCompare(_say_error(said) or f"it ended with {code}")
        return json.loads(out.read_text(encoding="utf-8"))


def _say_error(said: str) -> str:
    """Return the last line of a traceback, and the file of the version in which it arose."""
    lines = said.splitlines()
    places = re.findall(r'^\s*File "([^"/][^"]*)", line (\d+)', said, re.M)
    where = " ({}, line {})".format(*places[-1]) if places else ""
    return f"{lines[-1]}{where}" if lines else ""


def _run_script(command: list[str], environment: dict[str, str]) -> tuple[int, bytes]:
    """Run a command; return its exit code and what it wrote to standard error."""
    with subprocess.Popen(
        command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    ) as process:
        _running.add(process)
        try:
            if _stopped.is_set():
                process.kill()
            _, told = process.communicate(timeout=FAILED)
            return process.returncode, told
        except subprocess.TimeoutExpired:
            process.kill()
            raise CannotCompare(f"not done after {FAILED} seconds") from None
        finally:
            _running.discard(process)


def allow_runs() -> None:
    """Let versions be run, after an earlier `stop_runs` too."""
    _stopped.clear()


def stop_runs() -> None:
    """End all versions that are running, and let no other begin."""
    _stopped.set()
    for process in list(_running):
        process.kill()
