"""The bytes of a file of labels: text in UTF-8, or as spreadsheets save it."""

from __future__ import annotations

import re

_SEPARATOR = re.compile(r'"?sep=(?P<mark>.)"?\r?', re.IGNORECASE)
_LOOKED_AT = 400  # bytes


def tell_encoding(raw: bytes) -> str:
    """Return the encoding of a file of labels: UTF-16 where its bytes show it, else UTF-8.

    Parameters
    ----------
    raw
        The bytes of the file, or the first of them.

    Examples
    --------
    >>> [tell_encoding("doc_id,text".encode(name)) for name in ("utf-16", "utf-16-be", "utf-8-sig")]
    ['utf-16-le', 'utf-16-be', 'utf-8']
    """
    if raw[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return "utf-16-le" if raw[0] == 0xFF else "utf-16-be"
    head = raw[:_LOOKED_AT]
    for name, zeros in (("utf-16-le", head[1::2]), ("utf-16-be", head[::2])):
        if len(head) > 3 and 2 * zeros.count(0) > len(zeros):
            return name
    return "utf-8"


def decode_cells(raw: bytes, errors: str = "replace") -> tuple[str, str]:
    """Return the text of a file of labels, its head first, and what parts its cells.

    Parameters
    ----------
    raw
        The bytes of the file.
    errors
        What to do with bytes that are no text, as in `bytes.decode`.

    Examples
    --------
    >>> decode_cells(b"sep=;\\nid;text\\n")
    ('id;text\\n', ';')
    """
    text = raw.decode(tell_encoding(raw), errors).removeprefix("\ufeff")
    head, _, rest = text.partition("\n")
    if match := _SEPARATOR.fullmatch(head):
        return rest, match["mark"]
    # spreadsheets in some countries write a semicolon
    return text, max(",;\t", key=head.count)
