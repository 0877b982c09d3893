"""The text of PDF files, page by page: a program, which runs in a process of its own.

It imports nothing of the package, so that it starts in a twentieth of a second. Its input is files
and its output what it read of each as JSON, all with their lengths before them.
"""

import json
import signal
import struct
import sys
from contextlib import closing
from typing import BinaryIO

_LENGTH = struct.Struct(">Q")
_MEMORY = 4 << 30  # bytes; a file may ask for any number


def serve(incoming: BinaryIO, outgoing: BinaryIO, pages: int, size: int, seconds: int) -> None:
    """Read files until there are no more: of so many pages and characters (`size`), each in so many
    seconds of the processor's time, behind which the system ends the process.
    """
    while len(head := incoming.read(_LENGTH.size)) == _LENGTH.size:
        raw = incoming.read(_LENGTH.unpack(head)[0])
        if hasattr(signal, "setitimer"):  # Windows has none
            signal.setitimer(signal.ITIMER_PROF, seconds)
        try:
            answer = read_pages(raw, pages, size)
        except Exception as error:
            answer = {"error": f"{type(error).__name__}: {error}"}
        data = json.dumps(answer).encode("ascii")
        if hasattr(signal, "setitimer"):
            signal.setitimer(signal.ITIMER_PROF, 0)
        outgoing.write(_LENGTH.pack(len(data)) + data)
        outgoing.flush()


def read_pages(raw: bytes, pages: int, size: int) -> dict:
    """Return the texts of a file's pages (None: it cannot be read) and what it says of itself; of
    one that has more pages or characters (`size`) than these, that alone.
    """
    import pypdfium2 as pdfium  # an extra

    with pdfium.PdfDocument(raw) as document:
        n = len(document)
        if n > pages:
            return {"too_many": n}
        known = {
            name: document.get_metadata_value(name) for name in ("Title", "Author", "CreationDate")
        }
        texts: list[str | None] = []
        for number in range(n):
            try:
                texts.append(_read_page(document, number))
            except pdfium.PdfiumError:
                texts.append(None)
            size -= len(texts[-1] or "")
            if size < 0:
                return {"too_long": True}
    return {"pages": texts, "known": known}


def _read_page(document, number: int) -> str:
    with closing(document[number]) as page, closing(page.get_textpage()) as text:
        # the page as it is seen, so that what is cut off at its edge does not come
        return text.get_text_bounded()


def _limit_memory() -> None:
    try:
        import resource  # not on every system

        _, hard = resource.getrlimit(resource.RLIMIT_AS)
        most = _MEMORY if hard == resource.RLIM_INFINITY else min(_MEMORY, hard)
        resource.setrlimit(resource.RLIMIT_AS, (most, hard))
    except (ImportError, OSError, ValueError):
        pass


if __name__ == "__main__":
    _limit_memory()
    serve(sys.stdin.buffer, sys.stdout.buffer, *map(int, sys.argv[1:4]))
