"""The files of a result with those that are added: a folder of both, in which each keeps its name."""

import csv
import filecmp
import io
import os
import shutil
from collections.abc import Collection, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from ..core.scratch import CannotUse, say_os_error
from ..corpus.metadata_files import list_metadata_beside
from ..corpus.metadata_tables import METADATA, read_table
from ..corpus.read import TALLY
from ..sources.beside import TABLES, is_beside
from ..sources.formats import ONE_DOCUMENT
from ..sources.identify import drop_endings
from ..sources.listing import list_files, list_sources
from ..sources.names import split_name
from ..sources.source import Problem, Source
from .asides import NAME as ASIDE


@dataclass
class Gathered:
    """What became of the files that are added, by their names."""

    added: list[str] = field(default_factory=list)
    known: list[str] = field(default_factory=list)  # those that are there already
    # of what was not added (a file, a row, a member) its name, what is wrong, and the remedy
    refused: list[tuple[str, str, str]] = field(default_factory=list)
    lost: set[str] = field(default_factory=set)  # those of which nothing was added


def copy_corpus(corpus: Path, folder: Path, *, own: bool) -> None:
    """Put the files of a corpus, a folder or a file, into a new folder, under their names.

    Those of a folder of our own, which nobody else changes, are linked where the disk can. Raises
    CannotUse if a file cannot be copied.
    """
    folder.mkdir()
    for file, name in _list(corpus, beside=True):
        try:
            _put(file, folder / name, link=own)
        except OSError as error:
            raise CannotUse(
                f"{file} cannot be copied ({say_os_error(error)}): see that it can be read and "
                "that there is room"
            ) from error


def gather(new: Path, folder: Path, *, without: Collection[str] = ()) -> Gathered:
    """Put the files of `new`, a folder or a file, beside those of the folder of a corpus.

    No file there is changed but `metadata.csv`, which takes the rows of the new one; and a file of
    which no document could be read (`without` are their names) gives way to another of its name.
    """
    out = Gathered()
    problems = (found for found in list_files(new) if isinstance(found, Problem))
    out.refused += [(found.file, found.problem, found.remedy) for found in problems]
    for file, name in _list(new, beside=False):
        target, why = folder / name, None
        try:
            if not target.exists():
                _put(file, target)
                out.added.append(name)
            elif not target.is_file():
                why = "a folder of the corpus has this name", "give it another name"
            elif filecmp.cmp(file, target, shallow=False):
                out.known.append(name)
            elif target.name == METADATA:
                _merge(file, target, name, out)
            elif name in without and not is_beside(name):
                target.unlink()  # it may be a link to the file of the former result
                _put(file, target)
                out.added.append(name)
            else:
                remedy = "give it another name, or change the one in the result's corpus folder"
                why = "the corpus holds another file of this name", remedy
        except OSError as error:
            why = f"it cannot be read: {say_os_error(error)}", "check that you may read it"
        if why:
            out.refused.append((name, *why))
    if new.is_file():
        _take_row(new, folder, out)
    out.lost = {name for name, *_ in out.refused} - {*out.added, *out.known}
    return out


def check_kind(path: Path) -> None:
    """Raise CannotUse if a corpus is a tally."""
    if (path / TALLY).is_file():
        raise CannotUse(
            f"{path} is a tally, to which no document can be added: put them with the tallied "
            "corpus, run tally again, which goes on from what is done, and then figures"
        )


def _list(path: Path, *, beside: bool) -> Iterator[tuple[Path, str]]:
    """Yield the files that are read at a path, with their names below it."""
    if not path.is_dir():
        yield path, path.name
        if beside:  # what belongs to a corpus that is one file
            tables = (path.with_name(name) for name in TABLES if name not in (METADATA, ASIDE))
            files = (*list_metadata_beside(path), *(file for file in tables if file.is_file()))
            yield from ((file, file.name) for file in files if file != path)
        return
    for found in list_files(path):
        if not isinstance(found, Problem) and found[0].is_file():
            yield found[0], found[0].relative_to(path).as_posix()


def _put(file: Path, target: Path, *, link: bool = False) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    if link:
        with suppress(OSError):  # on a disk without links
            os.link(file, target)
            return
    shutil.copyfile(file, target)


def _take_row(new: Path, folder: Path, out: Gathered) -> None:
    """Take over what is said of a single file beside it."""
    one = split_name(new.name)[1] in ONE_DOCUMENT
    only = {new.name, drop_endings(new.name)} if one else None
    for file in list_metadata_beside(new):
        _merge(file, folder / METADATA, file.name, out, only)


def _merge(
    file: Path, target: Path, name: str, out: Gathered, only: Collection[str] | None = None
) -> None:
    """Add the rows of a table of metadata to that of the corpus, whichever came first."""
    try:
        new, twice = _read_rows(file)
        old = _read_rows(target)[0] if target.is_file() else {}
    except (ValueError, csv.Error) as error:
        remedy = "mend it, or put its rows into the metadata.csv of the result's corpus folder"
        out.refused.append((name, f"it cannot be joined to the one there: {error}", remedy))
        return
    new = {key: row for key, row in new.items() if only is None or key in only}
    for key in sorted(new.keys() & twice):
        del new[key]
        out.refused.append((name, f"it has two rows of {key} that differ", "keep one of them"))
    for key in sorted(new.keys() & old.keys()):
        if new[key] != old[key]:
            said = f"the corpus holds another row of {key}"
            out.refused.append((name, said, "change that row in the result's corpus folder"))
    if not new.keys() - old.keys():
        out.known.append(name)
        return
    rows = new | old
    columns = sorted({column for row in rows.values() for column in row} - {"doc_id"})
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, ["doc_id", *columns], restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows[key] for key in sorted(rows))
    target.unlink(missing_ok=True)
    target.write_bytes(text.getvalue().encode("utf-8", "replace"))
    out.added.append(name)


def _read_rows(file: Path) -> tuple[dict[str, dict[str, str]], set[str]]:
    """Return the filled cells of a table of metadata by document, and which have two rows."""
    source = next((s for s in list_sources(file) if isinstance(s, Source)), None)
    if source is None:
        raise ValueError("it cannot be opened")
    rows: dict[str, dict[str, str]] = {}
    twice: set[str] = set()
    for line, row in read_table(source):
        if not isinstance(row, dict) or None in row or not row.get("doc_id"):
            raise ValueError(f"line {line} is not of its columns")
        key, said = str(row["doc_id"]), {str(k): str(v) for k, v in row.items() if v}
        if rows.setdefault(key, said) != said:
            twice.add(key)
    return rows, twice
