"""Where `figures` reads and writes; what it wrote, compared with what is there or moved there."""

import argparse
import errno
import os
import re
import tempfile
from collections.abc import Iterable
from pathlib import Path

from ..core.files import write_whole
from ..core.scratch import CannotUse, say_os_error
from ..project import INSTALLED, ROOT, expand_home, find_path
from ..publish.brief import TABLES
from ..publish.execute import NOTEBOOKS
from .asides import NAME as ASIDE
from .record import NAME as RECORD

SEEDS = ROOT / "seeds"
FOLDERS = ("notebooks", "figures")
PAGES = ("brief.pdf", "brief.docx")


def place_results(options: argparse.Namespace) -> tuple[Path, Path]:
    """Return the paths of corpus and results, if one can be read and the other is not in its way.

    Raises CannotUse if there is no such corpus, or the results would be read as articles or stand
    where others do.
    """
    if not options.corpus:
        raise CannotUse("the corpus has no name: name a folder of articles, or one file")
    try:
        corpus = find_path(options.corpus)
        corpus, exists = corpus.resolve(), corpus.exists()
        out = (expand_home(options.out) if options.out else ROOT).resolve()
        targets = [out, *((out / name).resolve() for name in FOLDERS)]
    except FileNotFoundError as error:  # an example that does not come with the package
        raise CannotUse(str(error)) from error
    except (OSError, RuntimeError) as error:  # a name too long, links that lead to each other
        said = say_os_error(error) if isinstance(error, OSError) else error
        raise CannotUse(
            f"{options.corpus} or {options.out} is no path: {said}; name another"
        ) from error
    if not exists:
        raise CannotUse(f"no corpus at {corpus}: name a folder of articles, or one file")
    own = corpus != SEEDS.resolve()
    if INSTALLED and not options.out:
        raise CannotUse("name a folder for the results: --out FOLDER")
    if own and not options.out:
        raise CannotUse(
            "a corpus of your own needs --out FOLDER: the project's notebooks and figures tell of "
            "seeds"
        )
    if out == Path(out.anchor):
        raise CannotUse(f"--out {out} is the root of all folders: name a folder for the results")
    for target in targets:
        if target.is_relative_to(corpus):
            raise CannotUse(
                f"--out {out} lies within the corpus {corpus}, whose next run would read it: name "
                "a folder beside it"
            )
        ours = own and target in (ROOT, ROOT / "notebooks", ROOT / "figures")
        if ours or target.is_relative_to(SEEDS.resolve()):
            raise CannotUse(
                f"--out {out} holds the project's own, which tell of seeds: name another folder"
            )
    return corpus, out


def look_in_the_way(out: Path) -> None:
    """Raise CannotUse if something stands where a result will be, or a folder cannot be written."""
    for folder in (out / name for name in FOLDERS):
        if os.path.lexists(folder):
            try:
                with tempfile.TemporaryFile(dir=folder, prefix=".draft-"):
                    pass
            except OSError as error:
                raise CannotUse(
                    f"{folder} cannot be written ({say_os_error(error)}): move it, or name "
                    "another folder"
                ) from error
    files = [out / "notebooks" / book.name for book in NOTEBOOKS.glob("*.ipynb")]
    for file in [*files, out / "figures" / "README.md", out / ASIDE, out / RECORD]:
        if file.is_dir():
            raise CannotUse(
                f"{file} is a folder, and a file is to be written there: move it, or name another "
                "folder"
            )


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
