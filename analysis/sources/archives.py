"""Archive members and packed files as streams of bytes: none from outside the archive, none that
expands without bound.

An archive is read where it stands, member by member; nothing is unpacked to disk. It is opened one
level deep: an archive within an archive is refused.
"""

import bz2
import gzip
import io
import lzma
import re
import stat
import tarfile
import zipfile
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any, BinaryIO

from .beside import is_beside, is_left, list_unsaid, say_passed_over
from .budget import Budget, expand
from .documents.whole_files import import_extra
from .identify import drop_endings, identify
from .names import ARCHIVES, PACKED, clean_name, find_ending, split_name
from .source import Problem, Source

# Bytes of memory that unpacking may take: xz -9 needs 65 million, zstd --ultra 134 million. A file
# may ask for gigabytes.
_MEMORY = 1 << 28
_PIECE = 1 << 16
# Bytes of Zstandard at once: 4 of them may be 128 thousand, and the library gives all.
_SMALL_PIECE = 1 << 10
_LONGEST_HEADER = 1_000_000  # bytes
_LONG_HEADERS = (
    tarfile.GNUTYPE_LONGNAME, tarfile.GNUTYPE_LONGLINK, tarfile.XHDTYPE, tarfile.XGLTYPE, tarfile.SOLARIS_XHDTYPE,
)  # fmt: skip
_PACKED_TARS = {".tgz": ".gz", ".tbz2": ".bz2", ".tbz": ".bz2", ".txz": ".xz"}


def open_packed(file: Path, size: int) -> BinaryIO:
    """Open a file, unpacked if its name says that it is packed."""
    return unpack(file.open("rb"), file.name, size)


def unpack(stream: BinaryIO, name: str, size: int) -> BinaryIO:
    """Return a stream of so many bytes, unpacked if its name says that it is packed."""
    ending = find_ending(name, PACKED)
    return expand(_unpack(stream, ending), Budget(size)) if ending else stream


def _unpack(stream: BinaryIO, ending: str) -> BinaryIO:
    return OPENERS[ending](stream) if ending else stream


def open_archive(file: Path, name: str, budget: Budget, stem: str) -> Iterator[Source | Problem]:
    """Yield an archive's members as sources, `stem` before the stem of each, and problems."""
    passed_over: list[str] = []
    open_member = partial(
        _open_member, archive=name, stem=stem, budget=budget, passed_over=passed_over
    )
    ending = find_ending(file.name, ARCHIVES)
    if ending == ".zip":
        with zipfile.ZipFile(file) as archive:
            if not archive.infolist():
                yield Problem(name, 0, "the archive is empty", "pack it again, or delete it")
            for info in archive.infolist():
                fault = "it is locked by a password" if info.flag_bits & 1 else ""
                fault = "it is a link" if stat.S_ISLNK(info.external_attr >> 16) else fault
                if not info.is_dir():
                    yield from open_member(info.filename, fault, partial(archive.open, info))
    elif ending in PACKED:  # its name does not say what is in it
        yield identify(name, "", lambda: open_packed(file, file.stat().st_size))
    else:
        # read as a stream, so that nothing is expanded twice; what is passed over counts too
        packing = _PACKED_TARS.get(ending, ending.removeprefix(".tar"))
        with (
            expand(_unpack(file.open("rb"), packing), budget) as raw,
            tarfile.open(fileobj=raw, mode="r|", tarinfo=_Header) as archive,
        ):
            while (info := archive.next()) is not None:
                archive.members.clear()  # or a million members would be kept
                plain = info.isreg() and not info.issparse()
                fault = "" if plain else "it is a link or no regular file"
                if not info.isdir():
                    opened = partial(archive.extractfile, info)
                    yield from open_member(info.name, fault, opened, once=True)
    yield from say_passed_over(name, list_unsaid(passed_over))


class _Header(tarfile.TarInfo):
    """A member's header; names and facts that are too long are not read into memory."""

    def _proc_member(self, archive: tarfile.TarFile):
        if self.type in _LONG_HEADERS and self.size > _LONGEST_HEADER:
            raise tarfile.ReadError("a header is longer than any")
        return super()._proc_member(archive)


def _open_member(
    inner: str,
    fault: str,
    opened: Callable[[], BinaryIO],
    *,
    archive: str,
    stem: str,
    budget: Budget,
    passed_over: list[str],
    once: bool = False,
) -> Iterator[Source | Problem]:
    """Yield an archive's member if its name stays within and it is read at all, or what is wrong
    with it; the name of one that holds no article goes to `passed_over`.
    """
    parts = inner.replace("\\", "/").split("/")
    name = f"{archive}/{clean_name(inner)}"
    kind = split_name(parts[-1])[1]
    if parts[0] == "" or ".." in parts or re.match("[A-Za-z]:", inner):
        remedy = "pack the archive again with plain names"
        yield Problem(name, 0, "its path climbs out of the archive", remedy)
    elif any(map(is_left, parts)):
        passed_over.append(clean_name(inner))
    elif kind == "archive" or kind and find_ending(parts[-1], PACKED):
        yield Problem(name, 0, "it is an archive within an archive", "unpack the outer one")
    elif fault:
        remedy = "pack the file itself, without a password"
        yield Problem(name, 0, f"{fault} and is not opened", remedy)
    else:
        if is_beside(name):
            passed_over.append(clean_name(inner))
        own = stem + drop_endings(clean_name(inner))
        yield identify(name, kind, lambda: expand(opened(), budget), stem=own, once=once)
        budget.spend(0)  # raises where looking at it took more than there was


class DamagedPacking(OSError):
    """A packed file that is damaged, or not what its name says."""


class _Frames(io.RawIOBase):
    """A packed stream of one or more pieces packed apart, that says where it breaks off.

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
