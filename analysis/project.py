"""Where things are: the project's folder, paths that a notebook names, and names that a file can
have.
"""

import re
import tomllib
import unicodedata
from collections.abc import Iterable
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

PACKAGES = Path(__file__).resolve().parent.parent  # where `analysis` is imported from
_SHIPPED = Path(__file__).resolve().with_name("shipped")  # notebooks that a wheel carries
INSTALLED = _SHIPPED.is_dir()
ROOT = _SHIPPED if INSTALLED else PACKAGES
RESULTS = Path() if INSTALLED else ROOT  # where charts are written if no folder is named
_EXAMPLES = Path(__file__).resolve().with_name("examples")
EXAMPLE = "example:"  # what the name of a corpus that comes with the package begins with
_LONGEST = (
    150  # bytes of a file's name: file systems take 255, and a draft of it needs some of them
)


def find_path(path: str | Path) -> Path:
    """Return a path as given or, where a relative one does not exist, the same path in the
    project's folder.

    Installed from a wheel there is no such folder, and the path is returned as given.
    A leading "~" is the home folder (`expand_home`); "example:quad-at-the-un" is a corpus that comes
    with the package.

    Raises
    ------
    FileNotFoundError
        If there is no example of that name; it says which there are.
    """
    if str(path).startswith(EXAMPLE):
        return _find_example(str(path).removeprefix(EXAMPLE))
    path = expand_home(Path(path))
    return path if INSTALLED or path.is_absolute() or path.exists() else ROOT / path


def _find_example(name: str) -> Path:
    names = sorted(folder.name for folder in _EXAMPLES.iterdir() if folder.is_dir())
    if name not in names:
        listed = ", ".join(f"{EXAMPLE}{known}" for known in names)
        raise FileNotFoundError(f"no example {name!r}: there is {listed}")
    return _EXAMPLES / name


def read_version() -> str:
    """Return the version, which `pyproject.toml` says: in a clone the file itself, installed what was
    made of it.
    """
    file = PACKAGES / "pyproject.toml"
    if not INSTALLED and file.is_file():
        return tomllib.loads(file.read_text(encoding="utf-8"))["project"]["version"]
    try:
        return version("shifting-priorities")
    except PackageNotFoundError:  # a copy of the package alone
        return "unknown"


def expand_home(path: Path) -> Path:
    """Return a path with a leading "~" as the home folder, where nothing has that name: not every
    shell replaces it.
    """
    return path.expanduser() if path.parts[:1] == ("~",) and not path.exists() else path


def name_files(names: Iterable[str], ending: str, *, taken: Iterable[str] = ()) -> list[str]:
    """Return a file's name for each name, in their order: letters, digits, "_", "." and "-" only,
    not long, no two alike.

    Parameters
    ----------
    names
        Any texts, of any length.
    ending
        What each file's name ends with, as in ".txt".
    taken
        Files' names that are not given again. Names that differ in the case of letters alone count
        as one, since some file systems take them so.

    Examples
    --------
    >>> name_files(["a", "A", "a/b", "../a:b", ""], ".txt")
    ['a.txt', 'A-2.txt', 'a_b.txt', '_a_b.txt', '_.txt']
    """
    stems = [
        _cut(re.sub(r"[^\w.-]", "_", unicodedata.normalize("NFC", name)).lstrip(".-")) or "_"
        for name in names
    ]
    used = {name.casefold() for name in taken}
    used_next: dict[str, int] = {}
    out = []
    for stem in stems:
        key, number = stem.casefold(), used_next.get(stem.casefold(), 1)
        while (name := f"{stem}{f'-{number}' if number > 1 else ''}{ending}").casefold() in used:
            number += 1
        used_next[key] = number + 1
        used.add(name.casefold())
        out.append(name)
    return out


def _cut(stem: str) -> str:
    return stem.encode("utf-8", "replace")[:_LONGEST].decode("utf-8", "ignore")
