"""Where `figures` reads and writes: paths that can be used and are not in each other's way."""

import argparse
import os
import tempfile
from pathlib import Path

from ..core.scratch import CannotUse, say_os_error
from ..project import INSTALLED, ROOT, expand_home, find_path
from ..publish.execute import NOTEBOOKS
from .asides import NAME as ASIDE
from .record import NAME as RECORD
from .results import FOLDERS

SEEDS = ROOT / "seeds"


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
