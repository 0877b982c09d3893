"""Files that must be in memory before they can be read, up to a size, and the libraries that only
some of them need.
"""

import importlib
import io
import zipfile
from types import ModuleType
from typing import BinaryIO

from ..budget import FREE, MAX_RATIO
from ..source import DAMAGED, MAX_DOCUMENT, SPLIT_IT, TOO_LONG, Record, Source, Unreadable

#: Bytes of a file of which a part alone cannot be read.
MAX_FILE = 200_000_000
_AT_ONCE = 1 << 18  # asking for all that it may be would make room for that
_MOST_PARTS = 20_000  # files within a document that is a zip file
_LONGEST_FIELD = 5000  # characters of a title or another field
_PROJECT = "shifting-priorities"
_SAVE = "open it and save it again"
_RENEW = "open it in Office or LibreOffice and save it in the new format, without a password"


def read_whole(source: Source, most: int = MAX_FILE) -> bytes:
    """Return the bytes of a source; `Unreadable` if it has more than `most`, or none."""
    with source.open() as stream:
        raw = read_bounded(stream, most)
    if not raw:
        raise Unreadable(0, "it is empty", "save the document again, or delete the file")
    return raw


def read_bounded(stream: BinaryIO, most: int = MAX_FILE, remedy: str = SPLIT_IT) -> bytes:
    """Return all bytes of a stream; `Unreadable` if there are more than `most`."""
    pieces, size = [], 0
    while piece := stream.read(_AT_ONCE):
        size += len(piece)
        if size > most:
            raise Unreadable(0, f"it is larger than {most:,} bytes", remedy)
        pieces.append(piece)
    return b"".join(pieces)


def open_parts(raw: bytes, what: str) -> zipfile.ZipFile:
    """Open a document that is a zip file of parts; `what` it should be, an error names.

    `Unreadable` if it is none, is locked by a password, or expands beyond what is credible:
    declared sizes are checked, and more than a part declares is never read of it.
    """
    if raw.startswith(b"\xd0\xcf\x11\xe0"):  # as old documents and locked ones begin
        said = f"it is locked by a password, or a document of an old kind and no {what}"
        raise Unreadable(0, said, _RENEW)
    try:
        parts = zipfile.ZipFile(io.BytesIO(raw))
        listed = parts.infolist()
    except (*DAMAGED, ValueError) as error:
        raise Unreadable(0, f"it is damaged or no {what} ({error})", _SAVE) from error
    if len(listed) > _MOST_PARTS:
        raise Unreadable(0, f"it has {len(listed):,} parts, as no {what} has", "leave it out")
    most = max(FREE, MAX_RATIO * len(raw))
    if sum(part.file_size for part in listed) > most:
        said = f"it expands to more than {most:,} bytes, as no {what} does"
        raise Unreadable(0, said, "copy its text into a new document")
    return parts


def read_part(parts: zipfile.ZipFile, name: str) -> bytes:
    """Return a part of a document, nothing if there is none; `Unreadable` if it is damaged."""
    try:
        return parts.read(name)
    except KeyError:
        return b""
    except (*DAMAGED, ValueError) as error:
        raise Unreadable(0, f"its part {name} is damaged ({error})", _SAVE) from error


def import_extra(module: str, ending: str) -> ModuleType:
    """Import a library of the extra `documents`; `Unreadable` if it is not installed."""
    try:
        return importlib.import_module(module)
    except ImportError as error:
        said = f"reading {ending} needs the package {module}"
        raise Unreadable(0, said, f"pip install '{_PROJECT}[documents]'") from error


def as_document(
    source: Source,
    text: str,
    fields: dict[str, str],
    *,
    is_html: bool = False,
    doc_id: str = "",
    line: int = 0,
) -> Record:
    """Return a source, or what is in it at a line, as a document with the fields that are not
    empty; `Unreadable` if its text is empty or longer than a document may be.
    """
    text = text.replace("\0", "")
    if not text.strip():
        raise Unreadable(0, "it holds no text", "check it, or delete it")
    if len(text) > MAX_DOCUMENT:
        raise Unreadable(0, TOO_LONG, SPLIT_IT)
    return Record(doc_id or source.stem, source.name, line, text, is_html, clean_fields(fields))


def clean_fields(fields: dict[str, str]) -> dict[str, str]:
    """Return fields on one line each, without those that are empty."""
    cleaned = {name: clean_field(value) for name, value in fields.items()}
    return {name: value for name, value in cleaned.items() if value}


def clean_field(value: str) -> str:
    """Return a field on one line, without what is no character.

    >>> clean_field(" Ships\\n agreed\\0 ")
    'Ships agreed'
    """
    plain = value.replace("\0", "").encode("utf-8", "replace").decode()
    return " ".join(plain[:_LONGEST_FIELD].split())
