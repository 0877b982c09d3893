"""How processes are started: with the package loaded, on one thread each, deaf to Ctrl-C."""

import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager, suppress

import pyarrow as pa

from ..core.progress import VARIABLE

# Forked from a process that has loaded the package, a process starts at once. Other systems than
# Linux cannot fork, or have libraries that a fork may not use.
START = "forkserver" if sys.platform == "linux" else "spawn"
LOADED = __package__  # which imports all that a worker needs
_STOPPING = [
    getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)
]
_enders: set[Callable[[], None]] = set()
_stopped = threading.Event()
#: What lets libraries compute on one thread: processes are as many as cores already.
ONE_THREAD = dict.fromkeys(("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"), "1")


def preload(*modules: str) -> None:
    """Let a process begin to load modules, from which all others are forked; return at once."""
    if START != "forkserver":
        return
    from multiprocessing import forkserver  # not on every system

    multiprocessing.get_context(START).set_forkserver_preload(list(modules))
    # both are handed on to all that it starts
    with _one_thread(), _handle(signal.SIG_IGN, [signal.SIGINT]):
        forkserver.ensure_running()


def start_pool(workers: int) -> ProcessPoolExecutor:
    """Start so many processes, and wait for the first."""
    preload(LOADED)
    with _one_thread():
        context = multiprocessing.get_context(START)
        pool = ProcessPoolExecutor(workers, mp_context=context, initializer=_prepare_worker)
        pool.submit(int).result()
    return pool


@contextmanager
def stop_when_told() -> Iterator[None]:
    """Let Ctrl-C, or a request to end, end what was started (`ended_on_stop`), then the block."""
    _stopped.clear()

    def stop(*about) -> None:
        _stopped.set()
        for end in list(_enders):
            with suppress(Exception):  # what has ended already
                end()
        raise KeyboardInterrupt

    heard = [n for n in _STOPPING if signal.getsignal(n) not in (signal.SIG_IGN, None)]
    with _handle(stop, heard):
        yield


@contextmanager
def ended_on_stop(end: Callable[[], None]) -> Iterator[None]:
    """Within the block, let `end` be called when the run is stopped: threads hear no signal."""
    _enders.add(end)
    try:
        if _stopped.is_set():
            end()
            raise KeyboardInterrupt
        yield
    finally:
        _enders.discard(end)


def count_cores() -> int:
    """Return on how many cores this process may run."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def is_stopped() -> bool:
    """Tell whether the run was stopped, so that nothing more is begun."""
    return _stopped.is_set()


def end_forkserver() -> None:
    """End the process from which others are forked at once, even while it loads."""
    with suppress(ImportError, AttributeError, ProcessLookupError):
        from multiprocessing import forkserver

        if pid := forkserver._forkserver._forkserver_pid:
            os.kill(pid, signal.SIGKILL)


@contextmanager
def put_off_interrupt() -> Iterator[None]:
    """Let Ctrl-C wait for the end of the block: a half-started process could not be ended."""
    caught: list = []
    before = signal.getsignal(signal.SIGINT)
    same = [number for number in _STOPPING if signal.getsignal(number) is before]
    with _handle(lambda *about: caught.append(about), same):
        yield
    if caught and callable(before):
        before(*caught[0])


@contextmanager
def _handle(handler, signals: list[int]) -> Iterator[None]:
    """Handle signals otherwise, where it can be: a thread of a program never hears them."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = {number: signal.signal(number, handler) for number in signals}
    try:
        yield
    finally:
        for number, old in before.items():
            signal.signal(number, old)


@contextmanager
def _one_thread() -> Iterator[None]:
    """Let libraries that processes load from here on compute on one thread."""
    before = {name: os.environ.get(name) for name in ONE_THREAD}
    os.environ.update(ONE_THREAD)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value


def _prepare_worker() -> None:
    """Leave Ctrl-C to the parent process, end when it has ended, and keep to one thread."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    pa.set_cpu_count(1)
    os.environ[VARIABLE] = "no"  # the parent process shows how far all are
    end_with_parent()


def end_with_parent() -> None:
    """Let this process end when the one that asked for it has ended."""
    parent = multiprocessing.parent_process()

    def follow() -> None:
        parent.join()
        os._exit(1)

    threading.Thread(target=follow, daemon=True).start()
