"""What is to be done, and a line on a terminal that says how much of it is."""

from __future__ import annotations

import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import TextIO


@dataclass(frozen=True)
class Task:
    """What to call the function with; `size` in bytes, for the rate."""

    name: str
    size: int
    arguments: tuple


class Progress:
    """A line on a terminal: how much is done, how fast, and how long it will take."""

    def __init__(self, tasks: Sequence[Task], label: str, stream: TextIO | None) -> None:
        stream = sys.stderr if stream is None else stream
        self._stream = stream if stream.isatty() else None
        self._label, self._n, self._size = label, len(tasks), sum(task.size for task in tasks)
        self._done = self._bytes = 0
        self._start = time.monotonic()

    def add(self, task: Task) -> None:
        """Count a task that is done."""
        self._done, self._bytes = self._done + 1, self._bytes + task.size
        if self._stream:
            passed = max(time.monotonic() - self._start, 1e-3)
            left = passed * (self._size - self._bytes) / max(self._bytes, 1)
            rate = f"{self._bytes / passed / 1e6:.1f} MB/s" if self._size else ""
            remaining = timedelta(seconds=round(left))
            text = f"{self._label}: {self._done} of {self._n} partitions, {rate}, {remaining} left"
            self._stream.write(f"\r{text:<78}")
            self._stream.flush()

    def end(self) -> None:
        """Take the line away."""
        if self._stream and self._n:
            self._stream.write(f"\r{'':<78}\r")
            self._stream.flush()
