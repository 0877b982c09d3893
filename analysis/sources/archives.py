"""Files and archive members as streams of bytes: none from outside the given folder, none that
expands without bound.

An archive is read where it stands, member by member; nothing is unpacked to disk. It is opened one
level deep: an archive within an archive is refused.
"""

from __future__ import annotations

import errno
import gzip
import os
import re
import stat
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from ..core.guards import say_error
from .budget import Budget, TooLarge, expand

SET_ASIDE = "set aside"
_LONGEST_HEADER = 1_000_000  # bytes
_LONG_HEADERS = (
    tarfile.GNUTYPE_LONGNAME, tarfile.GNUTYPE_LONGLINK, tarfile.XHDTYPE, tarfile.XGLTYPE, tarfile.SOLARIS_XHDTYPE,
)  # fmt: skip
_LONGEST_NAME = 1000  # characters of a folder that cannot be read, as it is named
#: What is read, by the end of a file's name.
KINDS = {
    ".txt": "text", ".html": "html", ".htm": "html", ".csv": "csv", ".tsv": "csv", ".jsonl": "jsonl",
    ".ndjson": "jsonl", ".json": "json", ".parquet": "parquet",
}  # fmt: skip
_ARCHIVES = (".zip", ".tar.gz", ".tgz", ".tar", ".gz")
# Documents and archives that someone may expect to be read; any other file of a folder is passed
# over.
_FOREIGN = tuple(
    ".pdf .doc .docx .odt .rtf .epub .xls .xlsx .ods .7z .rar .bz2 .xz .zst .warc .eml "
    ".mbox".split()
)
#: What reading a file or an archive that is damaged, locked or not what its name says raises.
DAMAGED = (
    OSError,
    EOFError,
    zlib.error,
    zipfile.BadZipFile,
    tarfile.TarError,
    NotImplementedError,
    RuntimeError,
)


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with a file or a row of it, where, and what to do: a row of table
    `set_aside`.
    """

    file: str
    line: int
    problem: str
    remedy: str
    outcome: str = SET_ASIDE
    doc_id: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """A file or member: its name below the folder, its name without endings, its kind, and how to
    open it.

    It may be a piece of a table: `rows` are those to read of a Parquet file (from, to), `before`
    how many lines and rows of a JSONL file stand before what `open` gives.
    """

    name: str
    stem: str
    kind: str
    open: Callable[[], BinaryIO]
    rows: tuple[int, int] | None = None
    before: tuple[int, int] = (0, 0)


def list_sources(path: Path) -> Iterator[Source | Problem]:
    """Yield what can be read at a path, in order of name, and what is wrong with the rest.

    Parameters
    ----------
    path
        A folder, searched with its subfolders but through no link that leads out of it, or a file.
        Names that begin with a dot are passed over.

    Yields
    ------
    Source or Problem
        A `Source` must be opened before the next is asked for: members of an archive come as they
        stand in it.
    """
    for found in list_files(path):
        if isinstance(found, Problem):
            yield found
        else:
            yield from open_file(*found)


def list_files(path: Path) -> Iterator[tuple[Path, str, str] | Problem]:
    """Yield the files that `list_sources` opens at a path: file, name below the folder, kind ("":
    there is no reader).
    """
    if not path.is_dir():
        kind = split_name(path.name)[1]
        yield path, path.name, kind if kind or _ends(path.name, _FOREIGN) else "text"
        return
    root = path.resolve()
    for file in _walk(path):
        if isinstance(file, Problem):
            yield file
            continue
        name = clean_name(file.relative_to(path).as_posix())
        kind = split_name(file.name)[1]
        if not (kind or _ends(file.name, _FOREIGN)):
            continue
        if fault := _check_link(file, root):
            yield Problem(name, 0, fault, "copy the file into the folder")
        else:
            yield file, name, kind


def _check_link(file: Path, root: Path) -> str:
    """Return what is wrong with a file that is a link, "" if it is none or leads to what is within
    the folder.
    """
    try:
        inside = not file.is_symlink() or file.resolve().is_relative_to(root)
    except RuntimeError:
        return "it is a link to itself"
    except OSError:
        return ""  # said when it is opened
    return "" if inside else "it is a link out of the folder"


def split_name(name: str) -> tuple[str, str]:
    """Return a file's name without its endings, and what it is: a value of `KINDS`, "archive" or
    "".

    Examples
    --------
    >>> split_name("news.2021.csv.gz"), split_name("all.TAR.GZ"), split_name("notes.md")
    (('news.2021', 'csv'), ('all', 'archive'), ('notes', ''))
    """
    packed = _ends(name, _ARCHIVES)
    if packed and packed != ".gz":
        return name[: -len(packed)], "archive"
    stem, dot, ending = name.removesuffix(name[-3:] if packed else "").rpartition(".")
    kind = KINDS.get(f".{ending.lower()}", "") if dot else ""
    return (stem, kind) if kind else (name.rpartition(".")[0] or name, "archive" if packed else "")


def clean_name(name: str) -> str:
    """Return a name that can be printed and stored: what is no character, or shows as none, becomes
    "?".
    """
    return name if name.isprintable() else "".join(c if c.isprintable() else "?" for c in name)


def _ends(name: str, endings: tuple[str, ...]) -> str:
    lower = name.lower()
    return next(filter(lower.endswith, endings), "") if lower.endswith(endings) else ""


def _walk(root: Path) -> Iterator[Path | Problem]:
    """Yield the files of a folder and, into no linked folder, of those below; one named like a text
    comes too.
    """
    # of folders that are being read, what comes next: none is too deep for that
    below = [_list_entries(root, root)]
    while below:
        entry = next(below[-1], None)
        if entry is None:
            below.pop()
        elif isinstance(entry, Problem):
            yield entry
        elif not entry.name.startswith("."):
            is_folder = _is_folder(entry)
            if not is_folder or split_name(entry.name)[1]:
                yield Path(entry.path)
            if is_folder:
                below.append(_list_entries(entry.path, root))


def _is_folder(entry: os.DirEntry) -> bool:
    try:
        return entry.is_dir(follow_symlinks=False)
    except OSError:
        return False  # what is wrong with it is said when it is opened


def _list_entries(folder: str | Path, root: Path) -> Iterator[os.DirEntry | Problem]:
    """Return what is in a folder in order of name, or what is wrong with it."""
    try:
        with os.scandir(folder) as entries:
            return iter(sorted(entries, key=lambda entry: entry.name))
    except OSError as error:
        long = error.errno == errno.ENAMETOOLONG
        remedy = "move what is in it further up" if long else "check that you may read it"
        name = clean_name(os.path.relpath(folder, root).replace(os.sep, "/"))
        name = (
            name
            if len(name) <= _LONGEST_NAME
            else f"{name[: _LONGEST_NAME // 2]}…{name[-_LONGEST_NAME // 2 :]}"
        )
        return iter(
            [
                Problem(
                    f"{name}/", 0, f"the folder cannot be read: {error.strerror or error}", remedy
                )
            ]
        )


def open_file(file: Path, name: str, kind: str) -> Iterator[Source | Problem]:
    """Yield a file of `list_files` as one source, an archive as one for each member."""
    remedy = "check that it is a file that you may read"
    try:
        status = file.stat()
        if not stat.S_ISREG(status.st_mode):  # opening a pipe or device would wait for ever
            what = "Is a directory" if stat.S_ISDIR(status.st_mode) else "it is no regular file"
            yield Problem(name, 0, f"it cannot be opened: {what}", remedy)
        elif not kind:
            yield Problem(
                name,
                0,
                f"there is no reader for {file.suffix}",
                "save its text as .txt, .html or .csv",
            )
        elif kind == "archive":
            yield from _open_archive(file, name, Budget(status.st_size))
        else:
            yield Source(
                name,
                clean_name(split_name(file.name)[0]),
                kind,
                lambda: _open(file, status.st_size),
            )
    except TooLarge as error:
        yield Problem(
            name,
            0,
            f"{error}; what follows in it was not read",
            "unpack it yourself if you trust it",
        )
    except OSError as error:
        yield Problem(name, 0, f"it cannot be opened: {error.strerror or error}", remedy)
    except DAMAGED as error:
        yield Problem(name, 0, f"the archive is damaged: {error}", "fetch or pack it again")
    except UnicodeError:
        yield Problem(
            name,
            0,
            "a name in the archive is not UTF-8, as the archive says",
            "pack it again with plain names",
        )
    except Exception as error:
        yield Problem(name, 0, *say_error(error))


def _open(file: Path, size: int) -> BinaryIO:
    if not file.name.lower().endswith(".gz"):
        return file.open("rb")
    return expand(gzip.open(file), Budget(size))


def _open_archive(file: Path, name: str, budget: Budget) -> Iterator[Source | Problem]:
    ending = _ends(file.name, _ARCHIVES)
    if ending == ".zip":
        with zipfile.ZipFile(file) as archive:
            for info in archive.infolist():
                link = stat.S_ISLNK(info.external_attr >> 16)
                fault = (
                    "it is a link"
                    if link
                    else "it is locked by a password"
                    if info.flag_bits & 1
                    else ""
                )
                if not info.is_dir():
                    yield from _open_member(
                        info.filename, name, fault, lambda i=info: archive.open(i), budget
                    )
    elif ending == ".gz":
        yield Problem(
            name, 0, "its name does not say what is in it", "name it by its kind, as in news.csv.gz"
        )
    else:
        # read as a stream, so that nothing is expanded twice; what is passed over counts too
        opened = open if ending == ".tar" else gzip.open
        with (
            expand(opened(file, "rb"), budget) as raw,
            tarfile.open(fileobj=raw, mode="r|", tarinfo=_Header) as archive,
        ):
            while (info := archive.next()) is not None:
                archive.members.clear()  # or a million members would be kept
                fault = (
                    ""
                    if info.isreg() and not info.issparse()
                    else "it is a link or no regular file"
                )
                if not info.isdir():
                    yield from _open_member(
                        info.name, name, fault, lambda i=info: archive.extractfile(i), budget
                    )


class _Header(tarfile.TarInfo):
    """A member's header that takes no name or facts of a length that no header has, which would be
    read into memory.
    """

    def _proc_member(self, archive: tarfile.TarFile):
        if self.type in _LONG_HEADERS and self.size > _LONGEST_HEADER:
            raise tarfile.ReadError("a header is longer than any")
        return super()._proc_member(archive)


def _open_member(
    inner: str, archive: str, fault: str, opened: Callable[[], BinaryIO], budget: Budget
) -> Iterator[Source | Problem]:
    """Yield an archive's member if its name stays within and it is read at all, or what is wrong
    with it.
    """
    parts = inner.replace("\\", "/").split("/")
    name = f"{archive}/{clean_name(inner)}"
    stem, kind = split_name(parts[-1])
    if parts[0] == "" or ".." in parts or re.match("[A-Za-z]:", inner):
        yield Problem(
            name, 0, "its path climbs out of the archive", "pack the archive again with plain names"
        )
    elif any(part.startswith(".") for part in parts) or parts[0] == "__MACOSX":
        return
    elif kind == "archive" or kind and parts[-1].lower().endswith(".gz"):
        yield Problem(name, 0, "it is an archive within an archive", "unpack the outer one")
    elif _ends(inner, _FOREIGN):
        yield Problem(
            name,
            0,
            f"there is no reader for {_ends(inner, _FOREIGN)}",
            "save its text as .txt, .html or .csv",
        )
    elif kind and fault:
        yield Problem(
            name, 0, f"{fault} and is not opened", "pack the file itself, without a password"
        )
    elif kind:
        yield Source(name, clean_name(stem), kind, lambda: expand(opened(), budget))
        if budget.left < 0:
            raise TooLarge(f"it expands to more than {budget.all:,} bytes, as no text does")
