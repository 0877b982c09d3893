"""Results that took long, kept on disk: what was made from the same inputs, by the same code and
with the same options is read again, by every notebook and by the next run.

What a result is kept under is a hash of all that it is made from, so it is never out of date.
"""

import inspect
import os
import time
import warnings
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from functools import lru_cache, wraps
from pathlib import Path
from typing import ParamSpec, TypeVar

from ..project import find_path
from .content import CannotHash, hash_code, hash_files, hash_values
from .scratch import lock_folder, unlock

#: A folder to keep results in, or "no"; unset, notebooks have one among the user's caches.
VARIABLE = "ANALYSIS_CACHE"
_OFF = ("no", "off", "0", "false")
_WORTH = 0.1  # seconds that a result must take to be kept
_LARGEST = "2G"  # of all that is kept; what was not asked for the longest goes
#: Whether a result is being made: what is made on the way to it is not kept by itself.
_MAKING = ContextVar("_MAKING", default=False)
_P = ParamSpec("_P")
_R = TypeVar("_R")


def cached(
    *, files: str = "", beside: Callable[[Path], Iterable[Path]] | None = None
) -> Callable[[Callable[_P, _R]], Callable[_P, _R]]:
    """Let a function's results be kept, if they took over a tenth of a second.

    Results with a warning are not kept, nor those of arguments whose content is not known; each is
    made once where several processes ask for it at a time.

    Parameters
    ----------
    files
        The argument that is the path of what is read; its files count, and not its name alone.
    beside
        Lists the files beside such a path that are read with it.
    """

    def decorate(function: Callable[_P, _R]) -> Callable[_P, _R]:
        name = f"{function.__module__}.{function.__qualname__}"
        signature = inspect.signature(function)

        @wraps(function)
        def call(*args: _P.args, **kwargs: _P.kwargs) -> _R:
            folder = "" if _MAKING.get() else find_folder()
            code = hash_code() if folder else ""
            if not folder or not code:
                return function(*args, **kwargs)

            def hash_read() -> str:
                path = find_path(given.arguments[files]) if files else Path()
                return hash_files(path, beside(path) if beside else ()) if files else ""

            def is_same() -> bool:
                try:
                    return (hash_code(), hash_read()) == (code, read)
                except (CannotHash, OSError):
                    return False

            try:
                given = signature.bind(*args, **kwargs)
                given.apply_defaults()
                read = hash_read()
                key = hash_values(name, code, read, given.arguments)
            except (CannotHash, TypeError, OSError):
                return function(*args, **kwargs)
            return _fetch(folder, key, lambda: function(*args, **kwargs), is_same)

        return call

    return decorate


def find_folder() -> str:
    """Return the folder in which results are kept, or "" where they are not."""
    named = os.environ.get(VARIABLE, "")
    if named:
        return "" if named.lower() in _OFF else named
    return name_folder() if _in_notebook() else ""


def keep_results(kept: bool) -> None:
    """Let this process and those that it starts keep results where they are kept unless another
    folder is named, or keep none.
    """
    if kept:
        os.environ.setdefault(VARIABLE, name_folder())
    else:
        os.environ[VARIABLE] = "no"


def name_folder() -> str:
    """Return where results are kept unless another folder is named."""
    from platformdirs import user_cache_dir

    return user_cache_dir("shifting-priorities", appauthor=False)


def _in_notebook() -> bool:
    import sys

    kernels = sys.modules.get("ipykernel.kernelapp")
    return kernels is not None and kernels.IPKernelApp.initialized()


def _fetch(folder: str, key: str, make: Callable[[], _R], is_same: Callable[[], bool]) -> _R:
    """Return what is kept under a key, else make it, and keep it if its files are still the same."""
    kept = _open(folder)
    if kept is None:
        return make()
    for found in _load(kept, key):
        return found
    with _alone(Path(folder), key):
        for found in _load(kept, key):  # made meanwhile
            return found
        start = time.perf_counter()
        token = _MAKING.set(True)
        try:
            with warnings.catch_warnings(record=True) as said:
                result = make()
        finally:
            _MAKING.reset(token)
        for warning in said:
            warnings.warn_explicit(
                warning.message, warning.category, warning.filename, warning.lineno
            )
        if not said and time.perf_counter() - start > _WORTH and is_same():
            with warnings.catch_warnings(), suppress(Exception):  # a full disk costs no result
                warnings.simplefilter("ignore")
                kept(key, lambda: result)
        return result


def _load(kept, key: str) -> list:
    """Return what is kept under a key, alone in a list, or none; what is damaged is taken away."""
    if not kept.check_call_in_cache(key, None):
        return []
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        with suppress(Exception):  # another process may take it away meanwhile
            found = kept.call_and_shelve(key, _lose)
            try:
                return [found.get()]
            except Exception:  # whatever a broken file may raise
                found.clear()
    return []


def _lose() -> None:
    """Make nothing: what was there is gone."""
    raise KeyError


@lru_cache(maxsize=4)
def _open(folder: str):
    """Return what keeps results in a folder, or nothing where that is not the user's own: another's
    could hold code.
    """
    from joblib import Memory

    try:
        Path(folder).mkdir(mode=0o700, parents=True, exist_ok=True)
        if hasattr(os, "getuid") and Path(folder).stat().st_uid != os.getuid():
            return None
        memory = Memory(folder, verbose=0)
        memory.reduce_size(bytes_limit=_LARGEST)
    except OSError:
        return None
    return memory.cache(_keep, ignore=["make"])


def _keep(key: str, make: Callable[[], object]) -> object:
    return make()


@contextmanager
def _alone(folder: Path, key: str) -> Iterator[None]:
    """Let one process at a time look for a result, and make it."""
    place, lock = folder / "locks" / key, None
    try:
        with suppress(OSError):
            place.mkdir(parents=True, exist_ok=True)
            lock = lock_folder(place, wait=True)
        yield
    finally:
        with suppress(OSError):
            place.rmdir()
        unlock(lock)
