"""Folders that a run works in: one run at a time in a folder of results, and nothing left of a run
that was killed.

A lock of the system's own ends with the process that holds it, however that ends; so a folder whose
lock can be had is nobody's.
"""

import glob
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

try:
    import fcntl
except ImportError:  # not on every system
    fcntl = None

_MARK = "made-by-analysis"  # a file by which a folder is known for one of ours
_PROBE = b"\0" * 1_000_000  # a disk with less room than this is full


class CannotUse(Exception):
    """A folder or file that results cannot be written to; the message says why and what to do."""


def say_os_error(error: OSError) -> str:
    """Return what the system says is wrong, without its number."""
    return error.strerror or str(error) or type(error).__name__


@contextmanager
def open_scratch(parent: Path, prefix: str) -> Iterator[Path]:
    """Give a new folder in `parent`, taken away at the end; those of runs that were killed are
    taken away first.

    Raises
    ------
    OSError
        If it cannot be made.
    """
    for old in parent.glob(f"{glob.escape(prefix)}*"):
        _remove_if_left(old)
    while True:
        folder = Path(tempfile.mkdtemp(prefix=prefix, dir=parent))
        lock = lock_folder(folder, wait=True)
        if folder.is_dir():  # else another run took it for one that was left, before it was locked
            break
        unlock(lock)
    try:
        (folder / _MARK).touch()
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        unlock(lock)


@contextmanager
def open_results(out: Path, *, alone: bool = True) -> Iterator[None]:
    """Make a folder of results if there is none, see that it can be written, and hold it, so that no
    other run may write to it meanwhile if it is to be `alone`; left empty, it is taken away.

    Raises
    ------
    CannotUse
        If it cannot be made or written, or another run is writing to it.
    """
    made = [folder for folder in (out, *out.parents) if not os.path.lexists(folder)]
    lock = None
    try:
        try:
            out.mkdir(parents=True, exist_ok=True)
            lock = lock_folder(out) if alone else None
            with tempfile.TemporaryFile(dir=out, prefix=".draft-") as probe:
                probe.write(_PROBE)
                probe.flush()
        except BlockingIOError as error:
            said = f"another run is writing to {out}: wait for its end, or name another folder"
            raise CannotUse(said) from error
        except OSError as error:
            said = f"{out} cannot be written ({say_os_error(error)}): name another folder, or mend"
            raise CannotUse(f"{said} that") from error
        yield
    finally:
        with suppress(OSError):  # one that holds something stays
            for folder in made:
                folder.rmdir()
        unlock(lock)


def lock_folder(folder: Path, *, wait: bool = False) -> int | None:
    """Lock a folder and return by what it is held; nothing where the system or the disk has no
    locks.
    """
    if fcntl is None:
        return None
    held = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(held, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
    except BlockingIOError:
        os.close(held)
        raise
    except OSError:
        os.close(held)
        return None
    return held


def unlock(lock: int | None) -> None:
    if lock is not None:
        os.close(lock)


def _remove_if_left(folder: Path) -> None:
    """Take a folder away that is ours and whose run has ended."""
    if folder.is_symlink() or not folder.is_dir():
        return
    with suppress(OSError):  # held by a run, or another user's
        lock = lock_folder(folder)
        try:
            if lock is not None and (folder / _MARK).is_file():
                shutil.rmtree(folder, ignore_errors=True)
        finally:
            unlock(lock)
