"""What is at a path: files and members of archives as sources, and what is wrong with others."""

import errno
import os
import stat
from collections.abc import Iterator
from pathlib import Path

from ..core.guards import say_error
from .archives import open_archive, open_packed
from .beside import is_beside, is_left, list_unsaid, name_saved_page, say_passed_over
from .budget import Budget, TooLarge
from .identify import drop_endings, identify
from .names import clean_name, split_name
from .source import DAMAGED, Problem, Source

_LONGEST_NAME = 1000  # characters of a folder that cannot be read, as it is named


def list_sources(path: Path) -> Iterator[Source | Problem]:
    """Yield what can be read at a path, in order of name, and what is wrong with the rest.

    A folder is searched with its subfolders but through no link that leads out of it. Names that
    begin with a dot are passed over, as is what else systems leave in folders; one problem names
    them. A `Source` must be opened before the next is asked for: members of an archive come as they
    appear in it.
    """
    for found in list_files(path):
        if isinstance(found, Problem):
            yield found
        else:
            yield from open_file(*found, alone=found[0] == path)


def list_files(path: Path) -> Iterator[tuple[Path, str, str] | Problem]:
    """Yield the files that `list_sources` opens at a path: file, name below the folder, kind ("":
    its name does not tell).
    """
    if not path.is_dir():
        yield path, path.name, split_name(path.name)[1]
        return
    root = path.resolve()
    passed_over: list[str] = []
    for file in _walk(path, passed_over):
        if isinstance(file, Problem):
            yield file
            continue
        name = clean_name(file.relative_to(path).as_posix())
        if fault := _check_link(file, root):
            yield Problem(name, 0, fault, "copy the file into the folder")
        elif file.is_symlink() and file.is_dir():
            said = "it is a link to a folder of the corpus"
            yield Problem(name, 0, said, "none is needed: that folder is read", "passed over")
        else:
            if is_beside(name):
                passed_over.append(name)
            yield file, name, split_name(file.name)[1]
    yield from say_passed_over("./", list_unsaid(passed_over))


def _check_link(file: Path, root: Path) -> str:
    """Return what is wrong with a file that is a link, "" if it leads to a place in the folder."""
    try:
        inside = not file.is_symlink() or file.resolve().is_relative_to(root)
    except RuntimeError:
        return "it is a link to itself"
    except OSError:
        return ""  # said when it is opened
    return "" if inside else "it is a link out of the folder"


def _walk(root: Path, passed_over: list[str]) -> Iterator[Path | Problem]:
    """Yield the files of a folder and, into no linked folder, of those below; one named like a text
    comes too. What systems left there goes to `passed_over`.
    """
    # of folders that are being read, what comes next: none is too deep for that
    below = [_list_entries(root, root)]
    while below:
        entry = next(below[-1], None)
        if entry is None:
            below.pop()
        elif isinstance(entry, Problem):
            yield entry
        elif is_left(entry.name) or _is_of_page(entry):
            left = os.path.relpath(entry.path, root).replace(os.sep, "/")
            passed_over.append(clean_name(left) + ("/" if _is_folder(entry) else ""))
        else:
            is_folder = _is_folder(entry)
            if not is_folder or split_name(entry.name)[1]:
                yield Path(entry.path)
            if is_folder:
                below.append(_list_entries(entry.path, root))


def _is_of_page(entry: os.DirEntry) -> bool:
    """Tell whether an entry is the folder that a browser saved with a page beside it."""
    page = name_saved_page(entry.name)
    if not page or not _is_folder(entry):
        return False
    stem = os.path.join(os.path.dirname(entry.path), page)
    return any(os.path.isfile(f"{stem}.{ending}") for ending in ("html", "htm", "xhtml"))


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
        if len(name) > _LONGEST_NAME:
            name = f"{name[: _LONGEST_NAME // 2]}…{name[-_LONGEST_NAME // 2 :]}"
        said = f"the folder cannot be read: {error.strerror or error}"
        return iter([Problem(f"{name}/", 0, said, remedy)])


def open_file(
    file: Path, name: str, kind: str, *, alone: bool = False
) -> Iterator[Source | Problem]:
    """Yield a file of `list_files` as a source, an archive as many; `alone` if it is the corpus."""
    remedy = "check that it is a file that you may read"
    try:
        status = file.stat()
        if not stat.S_ISREG(status.st_mode):  # opening a pipe or device would wait for ever
            what = "Is a directory" if stat.S_ISDIR(status.st_mode) else "it is no regular file"
            yield Problem(name, 0, f"it cannot be opened: {what}", remedy)
        elif kind == "archive":
            before = "" if alone else f"{drop_endings(name)}/"
            yield from open_archive(file, name, Budget(status.st_size), before)
        else:
            yield identify(name, kind, lambda: open_packed(file, status.st_size))
    except TooLarge as error:
        said = f"{error}; what follows in it was not read"
        yield Problem(name, 0, said, "unpack it yourself if you trust it")
    except OSError as error:
        yield Problem(name, 0, f"it cannot be opened: {error.strerror or error}", remedy)
    except RecursionError:  # headers upon headers, with a message that depends on who asks
        yield Problem(name, 0, "the archive is damaged", "fetch or pack it again")
    except DAMAGED as error:
        yield Problem(name, 0, f"the archive is damaged: {error}", "fetch or pack it again")
    except UnicodeError:
        said = "a name in the archive is not UTF-8, as the archive says"
        yield Problem(name, 0, said, "pack it again with plain names")
    except Exception as error:
        yield Problem(name, 0, *say_error(error))
