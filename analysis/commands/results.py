"""What a run of `figures` wrote: compared with the files of its place, or moved there."""

import errno
import os
import re
from collections.abc import Iterable
from pathlib import Path

from ..core.files import write_whole
from ..core.scratch import say_os_error
from ..publish.brief import TABLES

FOLDERS = ("notebooks", "figures")
PAGES = ("brief.pdf", "brief.docx")


def _files(folder: Path) -> dict[str, Path]:
    return {
        f"{sub}/{path.name}": path
        for sub in FOLDERS
        for path in sorted((folder / sub).glob("*"))
        if path.suffix in (".ipynb", ".png", ".csv", ".md") and path.is_file()
    }


def compare_files(draft: Path, out: Path) -> list[str]:
    """Return which files differ between a fresh run and what is there."""
    found = [_files(folder).items() for folder in (draft, out)]
    new, old = ({(name, path.read_bytes()) for name, path in files} for files in found)
    moved = sorted({name for name, _ in new ^ old})
    return [f"{name} changed: run `make figures` and look at what moved" for name in moved]


def publish(draft: Path, out: Path, books: Iterable[str]) -> list[str]:
    """Move every file into place whole, remove what only an earlier run made; return problems."""
    new, problems = _files(draft), []
    earlier = _list_earlier(out, books)
    gone = earlier - set(new)
    if earlier and compare_files(draft, out):
        gone |= set(PAGES)  # the page of an earlier result would contradict this one
    for name, path in new.items():
        try:
            (out / name).parent.mkdir(parents=True, exist_ok=True)
            _move(path, out / name)
        except OSError as error:
            said = f"cannot be written ({say_os_error(error)}): make room for it and run again"
            problems.append(f"{out / name} {said}")
    for name in gone:
        try:
            (out / name).unlink(missing_ok=True)
        except OSError as error:
            said = f"cannot be taken away ({say_os_error(error)}): remove it"
            problems.append(f"{out / name} is of an earlier run and {said}")
    return problems


def _move(file: Path, target: Path) -> None:
    try:
        os.replace(file, target)
    except OSError as error:
        if error.errno != errno.EXDEV:
            raise
        write_whole(target, file.read_bytes())  # the folder is on another disk


def _list_earlier(out: Path, books: Iterable[str]) -> set[str]:
    """Return the files of an earlier run: charts that its gallery names, and notebooks."""
    gallery = out / "figures" / "README.md"
    text = gallery.read_text(encoding="utf-8", errors="replace") if gallery.is_file() else ""
    if not text.startswith("# Figures\n\nMade by `make figures`"):
        return set()
    charts = re.findall(r"\]\(([\w-][\w.-]*\.(?:png|csv))\)", text)
    return {
        *(f"figures/{name}.csv" for name in TABLES),
        *(f"figures/{name}" for name in charts),
        *(f"notebooks/{book}" for book in books),
    }
