"""Mail (.eml, .mbox): each message a document, its subject the title.

Newsletters and the wires' alerts come as mail. Attached files are not read.
"""

from __future__ import annotations

import email.parser
import email.utils
import re
from collections.abc import Iterator
from email.errors import HeaderParseError
from email.header import decode_header
from email.message import Message
from typing import BinaryIO

from ...core.guards import say_error
from ..decoding import Undecodable, decode
from ..html_charset import decode_named
from ..source import MAX_DOCUMENT, Problem, Record, Source, Unreadable
from .whole_files import clean_field, read_whole

#: Bytes of a message, with what is attached to it.
MAX_MESSAGE = 50_000_000
_LONGEST_HEADER = 2000  # characters; the library takes quadratic time
_MOST_PARTS = 1000
_LONGEST_LINE = 1 << 20  # bytes
_FROM = re.compile(rb"From [^\r\n]{1,500}\r?\n?")
_QUOTED_FROM = re.compile(rb"(?m)^>(>*From )")
_HEADER = re.compile(rb"(?:>?From [^\r\n]*\r?\n)?[!-9;-~]{1,100}:")
_EXPORT = "export it again from the mail program"


class _Message(Message):
    """A message whose headers are no longer than any, and in UTF-8 if they are not ASCII."""

    def set_raw(self, name: str, value) -> None:
        value = str(value)[:_LONGEST_HEADER]
        if not value.isascii():
            value = value.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
        super().set_raw(name, value)


def read_eml(source: Source) -> Iterator[Record | Problem]:
    """Yield the document that a message is.

    Parameters
    ----------
    source
        The file. The sender is the field `source`, the subject the title; plain text comes before
        HTML.

    Raises
    ------
    Unreadable
        If it is no message, or has no text.
    """
    raw = read_whole(source, MAX_MESSAGE)
    if not _HEADER.match(raw.lstrip()[:1000]):
        raise Unreadable(
            1,
            "it is no mail (it does not begin with headers)",
            "check what was saved under its name",
        )
    yield _read_message(raw.lstrip(), source, source.stem, 0)


def read_mbox(source: Source) -> Iterator[Record | Problem]:
    """Yield the messages of a mailbox; one that cannot be read costs itself.

    Parameters
    ----------
    source
        The file, read message by message. Ids are the file's name with the message's number.

    Raises
    ------
    Unreadable
        If it is no mailbox.
    """
    with source.open() as stream:
        for number, (line, raw) in enumerate(_iter_messages(stream), 1):
            doc_id = f"{source.stem}-{number:06d}"
            try:
                if raw is None:
                    problem = f"the message is larger than {MAX_MESSAGE:,} bytes"
                    raise Unreadable(line, problem, "take out what is attached to it")
                yield _read_message(raw, source, doc_id, line)
            except Unreadable as error:
                yield Problem(source.name, line, str(error), error.remedy, doc_id=doc_id)
            except Exception as error:  # of the library, which has many ways to fail
                yield Problem(source.name, line, *say_error(error), doc_id=doc_id)


def _iter_messages(stream: BinaryIO) -> Iterator[tuple[int, bytes | None]]:
    """Yield the line at which each message begins, and its bytes; None if it is too large."""
    pieces: list[bytes] = []
    size = line = start = 0
    blank, begun, whole = True, False, True
    while piece := stream.readline(_LONGEST_LINE):
        if whole:
            line += 1
        if whole and blank and _FROM.fullmatch(piece):
            if begun:
                yield start, b"".join(pieces) if size <= MAX_MESSAGE else None
            pieces, size, start, begun = [], 0, line, True
        elif not begun and piece.strip():
            raise Unreadable(line, 'it is no mailbox (it does not begin with "From ")', _EXPORT)
        else:
            size += len(piece)
            if size <= MAX_MESSAGE:
                pieces.append(piece)
            else:
                pieces.clear()
        if whole:
            blank = not piece.strip()
        whole = piece.endswith(b"\n")
    if not begun:
        raise Unreadable(0, "it is empty", "export it again, or delete it")
    yield start, b"".join(pieces) if size <= MAX_MESSAGE else None


def _read_message(raw: bytes, source: Source, doc_id: str, line: int) -> Record:
    # in the old way, in which a header that is wrong is no error
    raw = _QUOTED_FROM.sub(rb"\1", raw) if line else raw
    message = email.parser.BytesParser(_Message).parsebytes(raw)
    plain, html = _find_texts(message)
    part, is_html = (plain, False) if plain is not None else (html, True)
    if part is None:
        raise Unreadable(
            line, "the message has no text", "save what is attached to it as a file of its own"
        )
    text = _decode_part(part, line)
    if not text.strip() and html is not None and not is_html:
        text, is_html = _decode_part(html, line), True
    if not text.strip():
        raise Unreadable(line, "the message has no text", "take it out")
    if len(text) > MAX_DOCUMENT:
        raise Unreadable(
            line,
            f"its text is longer than {MAX_DOCUMENT:,} characters, as no article is",
            "take it out",
        )
    sender = _read_header(message, "from")
    # the library calls itself for each comment within a comment
    name, address = email.utils.parseaddr(sender) if sender.count("(") < 20 else (sender, "")
    fields = {
        "title": _read_header(message, "subject"),
        "date": _read_date(_read_header(message, "date")),
        "source": name or address,
    }
    fields = {key: clean_field(value) for key, value in fields.items()}
    known = {key: value for key, value in fields.items() if value}
    return Record(doc_id, source.name, line, text.replace("\0", ""), is_html, known)


def _find_texts(message: Message) -> tuple[Message | None, Message | None]:
    """Return the first part that is plain text and the first that is HTML, of those not attached."""
    plain = html = None
    # parts still to be looked at, the next one last; parts stand within parts
    ahead, looked_at = [message], 0
    while ahead and looked_at < _MOST_PARTS and plain is None:
        part = ahead.pop()
        looked_at += 1
        payload = part.get_payload()
        if isinstance(payload, list):
            if part.get_content_type() != "message/rfc822" or part is message:
                ahead += [p for p in reversed(payload[:_MOST_PARTS]) if isinstance(p, Message)]
        elif str(part.get("content-disposition", "")).strip().lower().startswith("attachment"):
            continue
        elif part.get_content_type() == "text/plain":
            plain = part
        elif part.get_content_type() == "text/html" and html is None:
            html = part
    return plain, html


def _decode_part(part: Message, line: int) -> str:
    payload = part.get_payload(decode=True)
    raw = payload if isinstance(payload, bytes) else b""
    said = str(part.get_param("charset", "") or "")[:40]
    try:
        text = raw.decode("utf-8-sig")
        # escape sequences of Japanese mail are ASCII
        if "\x1b" not in text or not said:
            return text.replace("\r\n", "\n")
    except UnicodeDecodeError:
        pass
    text = decode_named(raw, said) if said else None
    if text is None:
        try:
            text, _ = decode(raw)
        except Undecodable as error:
            raise Unreadable(line, f"its text cannot be decoded: {error}", _EXPORT) from error
    return text.replace("\r\n", "\n")


def _read_header(message: Message, name: str) -> str:
    """Return a header, its encoded words decoded as far as they can be."""
    said = str(message.get(name, ""))[:_LONGEST_HEADER]
    try:
        words = decode_header(said)
    except (HeaderParseError, ValueError, LookupError):
        return said
    decoded = []
    for word, charset in words:
        if isinstance(word, bytes):
            text = decode_named(word, charset) if charset else None
            word = word.decode("utf-8", "replace") if text is None else text
        decoded.append(word)
    return " ".join("".join(decoded).split())


def _read_date(said: str) -> str:
    """Return a date in ISO order, "" if it is none."""
    try:
        return email.utils.parsedate_to_datetime(said[:100]).isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        return ""
