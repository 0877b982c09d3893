"""How far a step of more than two seconds is, at which rate, and how long it still takes: by tqdm, on
a terminal, and in JupyterLab if that is asked for.

Nothing is shown where nobody looks: in files, pipes and notebooks that a command executes. In
JupyterLab a bar that is gone leaves an empty output, which would be saved with the notebook.
"""

import os
import sys
from collections.abc import Iterable, Iterator, Sized
from contextlib import contextmanager
from threading import RLock
from typing import Any, TextIO

#: "no" silences all progress, "yes" shows it in JupyterLab too.
VARIABLE = "ANALYSIS_PROGRESS"
_OFF, _ON = ("no", "off", "0", "false"), ("yes", "on", "1", "true")
_DELAY = 2.0  # seconds before which a step shows nothing


def track(
    items: Iterable, label: str, *, total: int | None = None, unit: str = " steps"
) -> Iterator:
    """Yield items, and show how many are done: before the bar what the step does (`label`), and for
    the rate what the items are (`unit`); `total` is needed where they do not know their number.

    Examples
    --------
    >>> list(track([1, 2], "counting"))
    [1, 2]
    """
    if total is None and isinstance(items, Sized):
        total = len(items)
    with open_bar(label, total, unit) as bar:
        for item in items:
            yield item
            bar.update()


@contextmanager
def open_bar(
    label: str, total: int | None, unit: str, *, stream: TextIO | None = None, **look: Any
) -> Iterator[Any]:
    """Give a bar with the methods of tqdm (`update`, `set_description_str`), taken away at the end.

    It is shown if the stream, or standard error, is a terminal; `look` are other options of tqdm.
    """
    make = _find_tqdm(stream)
    if make is None:
        yield _NO_BAR
        return
    shown = {"desc": label, "total": total, "unit": unit, "leave": False, "delay": _DELAY}
    bar = make(**shown | {"file": stream or sys.stderr, "dynamic_ncols": True} | look)
    try:
        yield bar
    finally:
        bar.close()


def say_beside(text: str) -> None:
    """Write a line to standard error, above the bars on it, in one piece: threads may write too."""
    make = _find_tqdm(None)
    if make is None or _in_lab():
        sys.stderr.write(f"{text}\n")
    else:
        make.write(f"{text}\n", file=sys.stderr, end="")


def _find_tqdm(stream: TextIO | None) -> Any:
    """Return tqdm's class, or nothing where no bar is to be shown; the import takes a moment."""
    stream = stream or sys.stderr
    wanted, in_lab = os.environ.get(VARIABLE, "").lower(), _in_lab()
    if wanted in _OFF or stream is None:
        return None
    if not (wanted in _ON if in_lab else stream.isatty()):
        return None
    try:
        from tqdm.auto import tqdm as auto
        from tqdm.std import tqdm
    except ImportError:  # what shows how far a step is never ends it
        return None
    # its own lock is for processes, of which none draws, and its thread may not be forked
    tqdm.set_lock(_LOCK)
    tqdm.monitor_interval = 0
    return auto if in_lab else tqdm


def _in_lab() -> bool:
    """Tell whether this is a kernel of JupyterLab: those of nbclient and nbval have no session."""
    return "ipykernel.kernelapp" in sys.modules and "JPY_SESSION_NAME" in os.environ


class _NoBar:
    """A bar that nobody sees."""

    def update(self, n: float = 1) -> None:
        """Show nothing."""

    def set_description_str(self, *_: object, **__: object) -> None:
        """Show nothing."""


_LOCK, _NO_BAR = RLock(), _NoBar()
