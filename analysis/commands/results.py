"""Where `figures` reads and writes; what it wrote, compared with what is there or moved there."""

import argparse
import errno
import os
import re
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path

from ..core.files import write_whole
from ..core.scratch import CannotUse, open_results, open_scratch, say_os_error
from ..project import INSTALLED, RESULTS, ROOT, expand_home, find_path
from ..publish.brief import TABLES
from ..publish.execute import NOTEBOOKS
from .asides import NAME as ASIDE
from .record import NAME as RECORD

SEEDS = ROOT / "seeds"
FOLDERS = ("notebooks", "figures")
PAGES = ("brief.pdf", "brief.docx")


def add_results(parser: argparse.ArgumentParser, holds: str) -> None:
    """Add the folder of results that is shown, and say what it holds."""
    parser.add_argument(
        "results", nargs="?", type=Path, default=RESULTS,
        help=f"a folder with {holds} (default: the project; installed from a wheel, the current "
        "folder)",
    )  # fmt: skip


def find_results(options: argparse.Namespace) -> Path:
    """Return the folder of results that `add_results` asks for; raises CannotUse without one."""
    results = expand_home(options.results)
    if not results.is_dir():
        raise CannotUse(
            f"no folder {results}: name one that `make figures` has written, or run it first"
        )
    return results


def resolve_paths(given: str, *outs: Path, what: str = "corpus") -> tuple[Path, ...]:
    """Return the paths of what is read (`what` it is, an error names) and of what is written.

    Raises
    ------
    CannotUse
        If there is nothing to read, or one is no path.
    """
    if not given:
        raise CannotUse(
            f"the folder of the {what} has no name: name a folder of articles, or one file"
        )
    try:
        found = find_path(given)
        path, exists = found.resolve(), found.exists()
        paths = (path, *(expand_home(out).resolve() for out in outs))
    except FileNotFoundError as error:  # an example that does not come with the package
        raise CannotUse(str(error)) from error
    except (OSError, RuntimeError) as error:  # a name too long, links that lead to each other
        said = say_os_error(error) if isinstance(error, OSError) else error
        named = " or ".join(map(str, (given, *outs[:1])))
        raise CannotUse(f"{named} is no path: {said}; name another") from error
    if not exists:
        raise CannotUse(f"no {what} at {path}: name a folder of articles, or one file")
    return paths


def place_results(options: argparse.Namespace) -> tuple[Path, Path]:
    """Return the paths of corpus and results, if one can be read and the other is not in its way.

    Raises CannotUse if there is no such corpus, or the results would be read as articles or stand
    where others do.
    """
    out = options.out or ROOT
    corpus, out, *within = resolve_paths(options.corpus, out, *(out / name for name in FOLDERS))
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
    for target in (out, *within):
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


@contextmanager
def open_draft(out: Path, *, keep: bool) -> Iterator[Path]:
    """Give a folder for new results: within `out`, which no other run may write to meanwhile, or
    elsewhere if nothing is to be kept.
    """
    with open_results(out) if keep else nullcontext():
        if keep:
            _look_in_the_way(out)
        parent = out if keep else Path(tempfile.gettempdir())
        with open_scratch(parent, ".draft-" if keep else "analysis-draft-") as draft:
            yield draft


def _look_in_the_way(out: Path) -> None:
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
