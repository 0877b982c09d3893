"""The manifest of a tally: read, and refused where it is none or names what is not there."""

import functools
import json
from collections.abc import Callable, Iterable
from pathlib import Path

import pyarrow as pa

from ..corpus.read import TALLY
from ..project import find_path
from .store import FORMAT, Broken, is_key

_MOST = 500_000_000  # bytes of a manifest
# of results, any of which shows that a folder is a tally's
_KINDS = ("documents", "tallies", "pages")
_KEYS = ("documents", "tallies", "set_aside")  # of a manifest that are keys of results
_SHAPE = {
    "themes": list, "lexicon": str, "episodes": str, "n_documents": int, "failures": list,
    "parts": list,
}  # fmt: skip
# What is raised where tables are not what they should be.
_WRONG = (
    KeyError, IndexError, TypeError, AttributeError, UnicodeError, OverflowError, pa.ArrowException,
)  # fmt: skip
PART_SHAPE = {"name": str, "pages": str, "n_documents": int, "shared": list, "cells": str}


def is_tally(path: str | Path) -> bool:
    """Tell whether a path is a folder of `tally_corpus`, not just one with a tally.json."""
    if "://" in str(path) or not (find_path(path) / TALLY).is_file():
        return False
    files = (file for kind in _KINDS for file in (find_path(path) / kind).glob("??/*.parquet"))
    return any(is_key(file.stem) for file in files)


def read_manifest(folder: str | Path) -> dict:
    """Return what a tally folder says of itself.

    Raises
    ------
    FileNotFoundError
        If it is no such folder, or no run of it has come to its end.
    ValueError
        If it was written by another version of this package, or by something else.
    """
    if not is_tally(folder):
        said = f"{folder} holds no finished tally: run tally_corpus(..., out={str(folder)!r})"
        raise FileNotFoundError(f"{said} to its end")
    path = find_path(folder) / TALLY
    try:
        if path.is_symlink() or path.stat().st_size > _MOST:
            raise ValueError("it is a link, or larger than any manifest")
        manifest = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError) as error:
        said = f"{path} cannot be read ({error}); run tally_corpus again: what is done is kept"
        raise Broken(said) from error
    written = manifest.get("format") if isinstance(manifest, dict) else None
    if type(written) is int and written != FORMAT:
        raise ValueError(f"{folder} is of format {written}, not {FORMAT}: run tally_corpus anew")
    if wrong := _find_wrong(manifest):
        raise Broken(
            f"{path} is not what tally_corpus writes ({wrong}); run it again: what is done is kept"
        )
    return manifest


def _find_wrong(manifest: object) -> str:
    """Return what is not as `tally_corpus` writes it, "" if all is."""
    if not isinstance(manifest, dict) or manifest.get("format") != FORMAT:
        return "it names no format"
    wrong = [name for name in _KEYS if not is_key(manifest.get(name))]
    wrong += [name for name, kind in _SHAPE.items() if type(manifest.get(name)) is not kind]
    if wrong:
        return f"{wrong[0]} is wrong or missing"
    if not all(isinstance(theme, str) for theme in manifest["themes"]):
        return "themes are no names"
    for number, part in enumerate(manifest["parts"], 1):
        if not isinstance(part, dict) or part.keys() != PART_SHAPE.keys():
            return f"part {number} is none"
        right = is_key(part["pages"]) and is_key(part["cells"])
        right = right and all(type(part[name]) is kind for name, kind in PART_SHAPE.items())
        if not right or any(type(n) is not int for n in part["shared"]):
            return f"part {number} is wrong"
    return ""


def check_themes(manifest: dict, themes: Iterable[str], remedy: str = "") -> None:
    """Raise ValueError for a theme that was not tallied."""
    if unknown := sorted(set(themes) - set(manifest["themes"])):
        known = ", ".join(manifest["themes"])
        raise ValueError(f"theme {unknown[0]!r} was not tallied; there are {known}{remedy}")


def plainly(function: Callable) -> Callable:
    """Say in one line that the tables of a folder are not what they should be."""

    @functools.wraps(function)
    def call(folder: str | Path, *arguments, **options):
        try:
            return function(folder, *arguments, **options)
        except _WRONG as error:
            said = f"the tables in {folder} are not what tally_corpus writes"
            raise Broken(f"{said} ({type(error).__name__}: {error}); run it again") from error

    return call
