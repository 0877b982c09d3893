"""`figures`: executes the notebooks on a corpus, writes every chart with its table, and says what was set aside."""

from __future__ import annotations

import argparse
import os
import re
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from ..charts import FOLDER_VARIABLE, write_gallery, write_whole
from ..documents import read_corpus
from ..paths import ROOT, find_path
from ..scaling.processes import preload

HELP = "execute the notebooks and write every chart"
EXAMPLE = "python -m analysis figures my-articles --out my-results"
NOTEBOOKS = ROOT / "notebooks"
# What kernels and notebooks import, loaded once and forked; what is not installed is left out.
_LOADED = (
    "analysis.commands.kernels",
    "ipykernel.kernelapp",
    "scipy.optimize",
    "scipy.stats",
    "sklearn.feature_extraction.text",
    "anywidget",
    "itables",
)
_ANSI = re.compile("\x1b\\[[0-9;]*m")


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add what the command takes."""
    parser.add_argument(
        "corpus",
        nargs="?",
        default="seeds",
        help="a folder or file of articles: text, HTML, tables, archives (default: seeds)",
    )
    parser.add_argument(
        "--out",
        type=Path,
        help="where notebooks/ and figures/ are written (default: the project; a corpus of your own needs it)",
    )
    parser.add_argument("--check", action="store_true", help="write nothing; fail if a committed file would change")


def run(options: argparse.Namespace) -> int:
    """Execute and write; return 0 if all notebooks ran, 1 if one failed or a file would change, 2 without a corpus."""
    own = find_path(options.corpus).resolve() != (ROOT / "seeds").resolve()
    if own and not options.out:
        print(
            "error: a corpus of your own needs --out FOLDER: the project's notebooks and figures tell of seeds",
            file=sys.stderr,
        )
        return 2
    name = str(find_path(options.corpus).resolve()) if own else "seeds"
    try:
        return _run(name, (options.out or ROOT).resolve(), options.check)
    except (FileNotFoundError, ValueError) as error:
        print(f"error: {error}", file=sys.stderr)
        return 2


def _run(corpus_name: str, out: Path, check: bool) -> int:
    """Execute all notebooks into a draft folder; what succeeds moves to `out`, into the project only if all do."""
    books = sorted(NOTEBOOKS.glob("*.ipynb"), key=lambda book: (-book.stat().st_size, book.name))  # the longest first
    with tempfile.TemporaryDirectory() as draft:
        os.environ[FOLDER_VARIABLE] = str(Path(draft, "figures"))
        os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, [str(ROOT), os.environ.get("PYTHONPATH")]))
        preload(*_LOADED)
        with ThreadPoolExecutor(2) as pool:
            jobs = [pool.submit(_execute, book, Path(draft), corpus_name) for book in books]
            try:
                corpus = read_corpus(corpus_name)  # while the first kernels start
            except BaseException:
                pool.shutdown(wait=False, cancel_futures=True)
                raise
            errors = [job.result() for job in jobs]
        failed = [error for error in errors if error]
        write_gallery(Path(draft, "figures"))
        if check:
            failed = failed or _compare(Path(draft), out)
        elif (
            not failed or out != ROOT
        ):  # what a small corpus of one's own can show is shown; the project's own is whole
            _publish(Path(draft), out)
    for error in failed:
        print(f"error: {error}", file=sys.stderr)
    print(
        f"{len(books) - sum(map(bool, errors))} of {len(books)} notebooks executed on {len(corpus.documents)} documents"
        + ("" if failed or check else f"; figures in {os.path.relpath(out / 'figures')}")
    )
    for row in corpus.set_aside.itertuples():
        print(f"{row.outcome}: {row.file}{f', line {row.line}' if row.line else ''}: {row.problem}; {row.remedy}")
    return 1 if failed else 0


def _execute(book: Path, draft: Path, corpus: str) -> str:
    """Execute a copy of a notebook with its corpus set; return what went wrong, or nothing."""
    import nbformat
    from nbclient import NotebookClient

    from .kernels import fork_kernel

    notebook = nbformat.read(book, as_version=4)
    for cell in notebook.cells:
        if "parameters" in cell.metadata.get("tags", []):
            cell.source = f"CORPUS = {corpus!r}".replace("'", '"')
    client = NotebookClient(
        notebook,
        timeout=600,
        kernel_name="python3",
        record_timing=False,
        extra_arguments=["--log-level=40"],
        resources={"metadata": {"path": str(NOTEBOOKS)}},
    )
    fork_kernel(client)
    try:
        client.execute()
    except Exception as error:  # a failed notebook is reported by name; the others still run
        last = str(error).strip().splitlines()[-1]
        return f"{book.name}: {_ANSI.sub('', last)}"
    sys.stderr.write(f"executed {book.name}\n")  # in one piece: two run at a time
    notebook.metadata = {
        "kernelspec": {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"},
        "language_info": {"name": "python"},
    }
    (draft / "notebooks").mkdir(exist_ok=True)
    nbformat.write(notebook, draft / "notebooks" / book.name)
    return ""


def _files(folder: Path) -> dict[str, bytes]:
    return {
        f"{sub}/{path.name}": path.read_bytes()
        for sub in ("notebooks", "figures")
        for path in sorted((folder / sub).glob("*"))
        if path.suffix in (".ipynb", ".png", ".csv", ".md")
    }


def _compare(draft: Path, out: Path) -> list[str]:
    """Return which files differ between a fresh run and what is there."""
    new, old = _files(draft), _files(out)
    return [
        f"{name} changed: run `make figures` and look at what moved"
        for name in sorted({*new, *old})
        if new.get(name) != old.get(name)
    ]


def _publish(draft: Path, out: Path) -> None:
    """Move every file into place whole, and take away charts that are no longer made."""
    new, old = _files(draft), _files(out)
    for name, data in new.items():
        (out / name).parent.mkdir(parents=True, exist_ok=True)
        write_whole(out / name, data)
    for name in set(old) - set(new):
        if name.startswith("figures/") and name.endswith((".png", ".csv")):
            (out / name).unlink()
