"""Single files packed by bzip2, xz or Zstandard, as streams that expand no further than a budget."""

import bz2
import gzip
import io
import lzma
from collections.abc import Callable
from functools import partial
from typing import Any, BinaryIO

from .whole_files import import_extra

# Bytes of memory that unpacking may take: xz -9 needs 65 million, zstd --ultra 134 million. A file
# may ask for gigabytes.
_MEMORY = 1 << 28
_PIECE = 1 << 16
# Bytes of Zstandard at once: 4 of them may be 128 thousand, and the library gives all.
_SMALL_PIECE = 1 << 10


class DamagedPacking(OSError):
    """A packed file that is damaged, or not what its name says."""


class _Frames(io.RawIOBase):
    """A packed stream, of one or more pieces that were packed apart, that says where it breaks
    off.

    `new` makes what unpacks a piece; `unpack` calls it with bytes and how many to return at most.
    """

    def __init__(
        self, stream: BinaryIO, new: Callable[[], Any], unpack: Callable, piece: int, kind: str
    ) -> None:
        self._stream, self._new, self._unpack, self._piece = stream, new, unpack, piece
        self._kind = kind
        self._unpacker = new()
        self._begun = False
        self._packed, self._out = b"", memoryview(b"")

    def readable(self) -> bool:
        return True

    def readinto(self, buffer) -> int:
        while not self._out:
            if self._unpacker.eof:
                self._packed = self._unpacker.unused_data + self._packed
                self._unpacker, self._begun = self._new(), False
            packed = b""
            if getattr(self._unpacker, "needs_input", True):
                packed = self._packed or self._stream.read(self._piece)
                self._packed = b""
                if not packed and self._begun:
                    raise EOFError("it breaks off")
                # zeros may fill a file up behind its last piece
                packed = packed if self._begun else packed.lstrip(b"\0")
                if not packed:
                    if self._stream_ended():
                        return 0
                    continue
                self._begun = True
            try:
                self._out = memoryview(self._unpack(self._unpacker, packed, len(buffer)))
            except Exception as error:  # the libraries' own kinds
                raise DamagedPacking(
                    f"it is damaged, or no {self._kind} ({' '.join(str(error).split())[:100]})"
                ) from error
        n = min(len(buffer), len(self._out))
        buffer[:n], self._out = self._out[:n], self._out[n:]
        return n

    def _stream_ended(self) -> bool:
        self._packed = self._stream.read(self._piece)
        return not self._packed

    def close(self) -> None:
        self._stream.close()
        super().close()


def _open_xz(stream: BinaryIO) -> BinaryIO:
    new = partial(lzma.LZMADecompressor, memlimit=_MEMORY)
    frames = _Frames(stream, new, lzma.LZMADecompressor.decompress, _PIECE, ".xz")
    return io.BufferedReader(frames, _PIECE)


def _open_zst(stream: BinaryIO) -> BinaryIO:
    zstandard = import_extra("zstandard", ".zst")
    new = zstandard.ZstdDecompressor(max_window_size=_MEMORY).decompressobj
    frames = _Frames(
        stream, new, lambda unpacker, packed, _: unpacker.decompress(packed), _SMALL_PIECE, ".zst"
    )
    return io.BufferedReader(frames, _PIECE)


#: What opens a packed stream, by its ending; what expands it without bound is up to the caller.
OPENERS: dict[str, Callable] = {
    ".gz": lambda stream: gzip.GzipFile(fileobj=stream), ".bz2": bz2.BZ2File, ".xz": _open_xz,
    ".zst": _open_zst,
}  # fmt: skip
