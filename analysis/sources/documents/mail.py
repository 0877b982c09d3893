"""Mail (.eml, .mbox): each message a document, its subject the title.

Newsletters and the wires' alerts come as mail. What is attached is read as a file of its own.
"""

import email.parser
import email.utils
import io
import re
from collections import deque
from collections.abc import Iterator
from email.message import Message
from typing import BinaryIO

from ...core.guards import say_error
from ..beside import say_passed_over
from ..identify import drop_endings, identify
from ..names import PACKED, find_ending, split_name
from ..source import MAX_DOCUMENT, SET_ASIDE, TOO_LONG, Problem, Record, Source, Unreadable
from .mail_parts import (
    LONGEST_HEADER,
    Parts,
    decode_part,
    find_parts,
    read_header,
    read_inner,
    read_payload,
)  # fmt: skip
from .whole_files import clean_fields, read_whole

#: A document, what is attached to one, or what is wrong with it.
Found = Iterator[Record | Source | Problem]

#: Bytes of a message, with what is attached to it.
MAX_MESSAGE = 50_000_000
_MOST_INNER = 100  # messages within a message
_LONGEST_LINE = 1 << 20  # bytes
_FROM = re.compile(rb"From [^\r\n]{1,500}\r?\n?")
_QUOTED_FROM = re.compile(rb"(?m)^>(>*From )")
_HEADER = re.compile(rb"(?:>?From [^\r\n]*\r?\n)?[!-9;-~]{1,100}:")
# As Apple's Mail keeps a message: its bytes are counted above it, and marks of its own follow.
_COUNTED = re.compile(rb"([0-9]{1,9})[ \t]*\r?\n(?=[!-9;-~]{1,100}:)")
_EXPORT = "export it again from the mail program"
_SAVE = "save it as a file of its own, beside the message"


class BoundedMessage(Message):
    """A message whose headers are no longer than any, and in UTF-8 if they are not ASCII."""

    def set_raw(self, name: str, value) -> None:
        value = str(value)[:LONGEST_HEADER]
        if not value.isascii():
            value = value.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
        super().set_raw(name, value)


def read_eml(source: Source) -> Found:
    """Yield the document that a message is, and what is attached to it.

    The sender is the field `source`, the subject the title; plain text comes before HTML. What is
    attached is a source of its own, named by the message and its own name; a message within it is a
    document. `Unreadable` if it is no message, or has neither text nor attachments.
    """
    raw = read_whole(source, MAX_MESSAGE)
    if counted := _COUNTED.match(raw):
        raw = raw[counted.end() :][: int(counted[1])]
    if not _HEADER.match(raw.lstrip()[:1000]):
        said = "it is no mail (it does not begin with headers)"
        raise Unreadable(1, said, "check what was saved under its name")
    aside: list[str] = []
    yield from _read_messages(raw.lstrip(), source, source.stem, 0, aside)
    yield from say_passed_over(source.name, aside, what="attached part")


def read_mbox(source: Source) -> Found:
    """Yield the messages of a mailbox; one that cannot be read costs itself.

    Ids are the file's name with the message's number. `Unreadable` if it is no mailbox.
    """
    aside: list[str] = []
    with source.open() as stream:
        for number, (line, raw) in enumerate(_iter_messages(stream), 1):
            doc_id = f"{source.stem}-{number:06d}"
            try:
                if raw is None:
                    problem = f"the message is larger than {MAX_MESSAGE:,} bytes"
                    raise Unreadable(line, problem, "take out what is attached to it")
                yield from _read_messages(raw, source, doc_id, line, aside)
            except Unreadable as error:
                yield Problem(source.name, line, str(error), error.remedy, doc_id=doc_id)
            except Exception as error:  # of the library, which has many ways to fail
                yield Problem(source.name, line, *say_error(error), doc_id=doc_id)
    yield from say_passed_over(source.name, aside, what="attached part")


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


def _read_messages(raw: bytes, source: Source, doc_id: str, line: int, aside: list[str]) -> Found:
    """Yield a message as a document, the messages within it, and what is attached to them as
    sources; the names of what holds no article go to `aside`.
    """
    # in the old way, in which a header that is wrong is no error
    raw = _QUOTED_FROM.sub(rb"\1", raw) if line else raw
    message: Message = email.parser.BytesParser(BoundedMessage).parsebytes(raw)
    place = f"{source.name}/{doc_id.rpartition('-')[2]}" if line else source.name
    ahead = deque([(message, source.name, place, doc_id)])
    n_read = 0
    while ahead:
        message, file, place, doc_id = ahead.popleft()
        parts = find_parts(message)
        aside += parts.aside
        n_read += 1
        try:
            yield _read_text(message, parts, file, doc_id, line)
        except Unreadable as error:
            if n_read == 1 and not parts.attached:
                raise
            outcome = "what is attached is read" if parts.attached else SET_ASIDE
            yield Problem(file, line, str(error), error.remedy, outcome, doc_id)
        for name, part in parts.attached:
            own, inner = f"{place}/{name}", read_inner(part)
            if part.get_content_type() == "message/rfc822" and inner is not None:
                if n_read + len(ahead) < _MOST_INNER:
                    ahead.append((inner, own, own, f"{doc_id}/{drop_endings(name)}"))
                else:
                    yield Problem(own, line, "it is a message within too many", _SAVE)
            else:
                yield _open_attached(part, own, f"{doc_id}/{drop_endings(name)}")


def _open_attached(part: Message, name: str, stem: str) -> Source | Problem:
    """Return what is attached to a message as a source."""
    raw = read_payload(part)
    kind = split_name(name.rpartition("/")[2])[1]
    if kind == "archive" or find_ending(name, PACKED):
        return Problem(name, 0, "it is an archive that is attached to a message", _SAVE)
    return identify(name, kind, lambda: io.BytesIO(raw), stem=stem)


def _read_text(message: Message, parts: Parts, file: str, doc_id: str, line: int) -> Record:
    """Return the document that the message's own text is."""
    is_html = parts.is_html
    texts = [decode_part(part, line) for part in parts.own]
    text = "\n\n".join(text for text in texts if text.strip())
    if not text and parts.html is not None and not is_html:
        text, is_html = decode_part(parts.html, line), True
    if not text.strip():
        said = "the message has no text of its own"
        raise Unreadable(line, said, "none is needed" if parts.attached else "take it out")
    if len(text) > MAX_DOCUMENT:
        raise Unreadable(line, TOO_LONG, "take it out")
    sender = read_header(message, "from")
    # the library calls itself for each comment within a comment
    name, address = email.utils.parseaddr(sender) if sender.count("(") < 20 else (sender, "")
    fields = {
        "title": read_header(message, "subject"),
        "date": read_mail_date(read_header(message, "date")),
        "source": name or address,
    }
    return Record(doc_id, file, line, text.replace("\0", ""), is_html, clean_fields(fields))


def read_mail_date(said: str) -> str:
    """Return a date in ISO order, "" if it is none."""
    try:
        return email.utils.parsedate_to_datetime(said[:100]).isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        return ""
