"""The parts of a message: what it says itself, and what is attached to it under which name."""

import re
from dataclasses import dataclass, field
from email.errors import HeaderParseError
from email.header import decode_header
from email.message import Message

from ..decoding import decode
from ..html_charset import decode_as, decode_named
from ..names import clean_name, say_no_article
from ..source import Unreadable

#: Characters of a header that are read; the library takes quadratic time.
LONGEST_HEADER = 2000
_MOST_PARTS = 1000
_LONGEST_NAME = 120  # characters of an attachment's name
_EXPORT = "export it again from the mail program"
_TEXTS = {"text/plain": ".txt", "text/html": ".html"}
# Endings of attachments without a name, by their type.
_ENDINGS = _TEXTS | {
    "text/csv": ".csv", "application/json": ".json", "text/xml": ".xml", "application/xml": ".xml",
    "application/pdf": ".pdf", "application/rtf": ".rtf", "text/rtf": ".rtf", "message/rfc822": ".eml",
    "application/msword": ".doc", "application/vnd.oasis.opendocument.text": ".odt",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": ".xlsx",
    "text/calendar": ".ics", "image/png": ".png", "image/jpeg": ".jpg", "image/gif": ".gif",
}  # fmt: skip
# What holds no article and comes with mail: signatures, invitations, cards, reports of delivery.
_ASIDE = {
    "text/calendar", "application/ics", "text/vcard", "text/x-vcard", "application/pgp-signature",
    "application/pkcs7-signature", "application/x-pkcs7-signature", "application/pgp-keys",
    "message/delivery-status", "message/disposition-notification", "text/rfc822-headers",
    "message/external-body", "application/pgp-encrypted",
}  # fmt: skip
_ASIDE_ENDINGS = (".ics", ".vcf", ".p7s", ".p7m", ".asc", ".sig")
_MEDIA = ("image", "audio", "video", "font")


@dataclass
class Parts:
    """The parts of a message: those of its own text, all plain or all HTML; what is attached, each
    with its name; and the names of what is attached and holds no article.
    """

    own: list[Message] = field(default_factory=list)
    html: Message | None = None  # instead of `own`, where that is empty of words
    attached: list[tuple[str, Message]] = field(default_factory=list)
    aside: list[str] = field(default_factory=list)

    @property
    def is_html(self) -> bool:
        """Whether its own text is HTML."""
        return bool(self.own) and self.own[0].get_content_type() == "text/html"


def find_parts(message: Message) -> Parts:
    """Return the parts of a message, those of a message within it left together.

    Of alternatives plain text is its own text, else HTML; further texts that stand in the message
    itself are added to it.
    """
    parts = Parts()
    names: dict[str, int] = {}
    # parts still to be looked at, the next one last, and whether each is one of alternatives
    ahead, looked_at = [(message, False)], 0
    while ahead and looked_at < _MOST_PARTS:
        part, is_choice = ahead.pop()
        looked_at += 1
        payload, kind = part.get_payload(), part.get_content_type()
        if isinstance(payload, list) and part.get_content_maintype() != "message":
            choice = kind == "multipart/alternative" or is_choice
            inner = [(p, choice) for p in payload[:_MOST_PARTS] if isinstance(p, Message)]
            if choice:  # the plain one is looked at first
                inner.sort(key=lambda item: item[0].get_content_type() != "text/plain")
            ahead += reversed(inner)
        elif not _is_own(parts, part, kind, is_choice):
            name = _name_part(part, kind, looked_at, names)
            if _holds_no_article(part, kind, name):
                parts.aside.append(name)
            else:
                parts.attached.append((name, part))
    parts.aside += ["further parts"] if ahead else []
    return parts


def _is_own(parts: Parts, part: Message, kind: str, is_choice: bool) -> bool:
    """Take a part in if it is a text of the message itself; tell whether it needs no more."""
    said = str(part.get("content-disposition", "")).strip().lower()
    if kind not in _TEXTS or said.startswith("attachment") or _read_name(part):
        return False
    if not parts.own or (not parts.is_html) == (kind == "text/plain"):
        parts.own.append(part)
        return True
    if kind == "text/html" and parts.html is None:
        parts.html = part
    return is_choice or kind == "text/html"


def _holds_no_article(part: Message, kind: str, name: str) -> bool:
    lower = name.lower()
    return (
        part.get_content_maintype() in _MEDIA
        or kind in _ASIDE
        or lower.endswith(_ASIDE_ENDINGS)
        or bool(say_no_article(lower))
    )


def _name_part(part: Message, kind: str, number: int, names: dict[str, int]) -> str:
    """Return a name that no other part of the message has."""
    name = _read_name(part)
    if not name and kind == "message/rfc822":
        inner = read_inner(part)
        subject = read_header(inner, "subject") if inner is not None else ""
        name = _make_safe(subject)[: _LONGEST_NAME - 4] + ".eml" if subject else ""
    name = name or f"part {number}{_ENDINGS.get(kind, '')}"
    count = names[name.lower()] = names.get(name.lower(), 0) + 1
    if count == 1:
        return name
    stem, dot, ending = name.rpartition(".")
    return f"{stem or ending} ({count}){dot if stem else ''}{ending if stem else ''}"


def _read_name(part: Message) -> str:
    """Return the file name that a part gives itself, "" if none."""
    try:
        name = part.get_filename("") or ""
    except Exception:  # of the library, which has many ways to fail
        return ""
    return _make_safe(decode_words(str(name)[:LONGEST_HEADER]))


def _make_safe(name: str) -> str:
    """Return a name without folders, no longer than names are; its ending stays."""
    name = clean_name(name.replace("\\", "/").rpartition("/")[2]).strip(" .")
    name = name.encode("utf-8", "replace").decode()
    return name if len(name) <= _LONGEST_NAME else name[: _LONGEST_NAME - 12] + name[-12:]


def decode_part(part: Message, line: int) -> str:
    """Return the text of a part; `Unreadable`, at the line of its message, if none fits."""
    raw, said = read_payload(part), str(part.get_param("charset", "") or "")[:40]
    try:
        if said and b"\x1b" in raw:  # escape sequences of Japanese mail are ASCII
            named = decode_named(raw, said)
            text = decode(raw)[0] if named is None else named
        else:
            text = decode_as(raw, said)
    except Unreadable as error:
        raise Unreadable(line, f"its text cannot be decoded: {error}", _EXPORT) from error
    return text.replace("\r\n", "\n")


def read_payload(part: Message) -> bytes:
    """Return the bytes of a part, none if it has parts of its own."""
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def read_inner(part: Message) -> Message | None:
    """Return the message that a part holds, if it holds one."""
    payload = part.get_payload()
    inner = payload[0] if isinstance(payload, list) and payload else None
    return inner if isinstance(inner, Message) else None


def read_header(message: Message, name: str) -> str:
    """Return a header, its encoded words decoded as far as they can be."""
    return decode_words(str(message.get(name, ""))[:LONGEST_HEADER])


def decode_words(said: str) -> str:
    """Return a header's text with its encoded words decoded."""
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
    return re.sub(r"\s+", " ", "".join(decoded)).strip()
