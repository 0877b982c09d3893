"""The process that reads PDF files: a file on which it takes too long, or ends, costs itself.

A file of two kilobytes can draw a shape that draws ten others, and so on, for hours, and a library in
C that fails takes its process along.
"""

import atexit
import json
import os
import struct
import subprocess
import sys
import threading
from contextlib import suppress

from ..source import MAX_DOCUMENT
from . import pdf_child

#: Pages of a document at most; a book has a thousand.
MAX_PAGES = 3000
#: Seconds of processor time that a file may take; 3,000 pages take 3.
MAX_SECONDS = 60
_LENGTH = struct.Struct(">Q")
_MOST_FILES = 500  # of one process, whose memory grows

_lock = threading.Lock()
_running: list[tuple[int, subprocess.Popen]] = []  # at most one, with the process that started it
_read = 0  # files that it has read


def read_apart(raw: bytes) -> dict | None:
    """Return what `pdf_child.read_pages` returns, from a process of its own; None if that ended."""
    global _read
    with _lock:
        child = _start()
        try:
            child.stdin.write(_LENGTH.pack(len(raw)))
            child.stdin.write(raw)
            child.stdin.flush()
            head = child.stdout.read(_LENGTH.size)
            size = _LENGTH.unpack(head)[0] if len(head) == _LENGTH.size else 0
            data = child.stdout.read(size)
            answer = json.loads(data) if size and len(data) == size else None
        except BrokenPipeError:
            answer = None
        except BaseException:  # interrupted, its answer would be taken for that of the next file
            _stop()
            raise
        _read += 1
        if answer is None or _read >= _MOST_FILES:
            _stop()
        return answer


def _start() -> subprocess.Popen:
    """Return the process, started if there is none of this one."""
    global _read
    if _running and _running[0][0] == os.getpid() and _running[0][1].poll() is None:
        return _running[0][1]
    # that of a process from which this one was forked is not its own to end
    _running.clear()
    limits = map(str, (MAX_PAGES, MAX_DOCUMENT, MAX_SECONDS))
    # -P: modules beside the program have names of libraries
    child = subprocess.Popen(
        [sys.executable, "-P", pdf_child.__file__, *limits],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    _running.append((os.getpid(), child))
    _read = 0
    return child


def _stop() -> None:
    """End the process, if it is this one's."""
    while _running:
        owner, child = _running.pop()
        if owner == os.getpid():
            child.kill()
            child.wait()
            for stream in (child.stdin, child.stdout):
                with suppress(OSError):  # what was still to be written has no reader
                    stream.close()


atexit.register(_stop)
