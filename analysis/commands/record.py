"""What a folder of results was made of, in a small file by which documents can be added."""

import hashlib
import json
import os
from dataclasses import dataclass
from pathlib import Path

from ..core.files import write_whole
from ..core.scratch import CannotUse
from ..project import EXAMPLE, find_path
from ..publish.execute import Reading
from ..sources.listing import list_files
from ..sources.source import Problem

NAME = "result.json"
_ABOUT = "made by python -m analysis figures"


@dataclass(frozen=True)
class Record:
    """What results were made of."""

    corpus: Path
    reading: Reading
    files: str  # `hash_corpus` of the corpus, before it was read


def hash_corpus(path: Path) -> str:
    """Return a hash of the names and bytes of the files that are read at a path, wherever it lies."""
    digest = hashlib.blake2b(digest_size=20)
    for found in list_files(path):
        if isinstance(found, Problem):
            continue
        try:
            with found[0].open("rb") as stream:
                held = hashlib.file_digest(stream, "blake2b").hexdigest()
        except OSError as error:
            held = f"error {error.errno}"
        name = found[0].relative_to(path).as_posix() if path.is_dir() else found[1]
        digest.update(f"{len(name)} {name} {held}\n".encode("utf-8", "surrogateescape"))
    return digest.hexdigest()


def write_record(out: Path, record: Record) -> None:
    """Write what results were made of; paths as seen from their folder, so that both can move."""
    rows = {
        "about": _ABOUT,
        "corpus": _see_from(out, record.corpus),
        **record.reading.corpus,
        **record.reading.study,
        "period": record.reading.period,
        "files": record.files,
    }
    if "themes" in rows:
        rows["themes"] = _see_from(out, Path(rows["themes"]))
    write_whole(out / NAME, (json.dumps(rows, indent=1) + "\n").encode())


def read_record(out: Path) -> Record:
    """Return what results were made of; raises CannotUse if the folder does not say."""
    made = "make it with: python -m analysis figures CORPUS --out FOLDER"
    if not out.is_dir():
        raise CannotUse(f"no folder {out}: {made}")
    if not (out / NAME).is_file():
        raise CannotUse(f"{out} holds no {NAME}, which says what a result was made of: {made}")
    try:
        rows = json.loads((out / NAME).read_text(encoding="utf-8"))
        names = ("corpus", "clean", "start", "end", "themes", "period", "files")
        text: dict[str, str] = {name: rows[name] for name in names if name in rows}
        columns = rows.get("columns", {})
        if not all(isinstance(v, str) for v in [*text.values(), *columns.values()]):
            raise TypeError("an entry is no text")
        corpus, period, files = (text[name] for name in ("corpus", "period", "files"))
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise CannotUse(
            f"{out / NAME} cannot be read ({type(error).__name__}: {error}): {made}"
        ) from error
    chosen = {"columns": columns} if columns else {}
    chosen |= {"clean": text["clean"]} if "clean" in text else {}
    study: dict[str, str] = {k: text[k] for k in ("start", "end", "themes") if k in text}
    if "themes" in study:
        study["themes"] = str(_look_up(out, study["themes"]))
    return Record(_look_up(out, corpus), Reading(chosen, study, period), files)


def _see_from(out: Path, path: Path) -> str:
    examples = find_path(f"{EXAMPLE}quad-at-the-un").parent
    if path.parent == examples:
        return f"{EXAMPLE}{path.name}"
    try:
        return Path(os.path.relpath(path, out)).as_posix()
    except ValueError:  # on another drive
        return str(path)


def _look_up(out: Path, name: str) -> Path:
    path = find_path(name) if name.startswith(EXAMPLE) else out / name
    return Path(os.path.normpath(path))
