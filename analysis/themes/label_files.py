"""The bytes of a file of labels: text in UTF-8, or as spreadsheets save it."""

from ..sources.decoding import find_mark
from ..sources.dialects import find_dialect

_LOOKED_AT = 400  # bytes


def tell_encoding(raw: bytes) -> str:
    """Return the encoding of a file of labels by its first bytes, as lines are added to it: one
    without a mark.

    Examples
    --------
    >>> [tell_encoding("doc_id,text".encode(name)) for name in ("utf-16", "utf-16-be", "utf-8-sig")]
    ['utf-16-le', 'utf-16-be', 'utf-8']
    """
    found = find_mark(raw[:_LOOKED_AT])
    wide = "utf-16-le" if raw[:1] == b"\xff" else "utf-16-be"
    return {"": "utf-8", "utf-8-sig": "utf-8", "utf-16": wide}.get(found, found)


def decode_cells(raw: bytes, errors: str = "replace") -> tuple[str, str]:
    """Return the text of a file of labels, its head first, and what separates its cells; `errors`
    as in `bytes.decode`.

    Examples
    --------
    >>> decode_cells(b"sep=;\\nid;text\\n")
    ('id;text\\n', ';')
    """
    text = raw.decode(tell_encoding(raw), errors).removeprefix("\ufeff")
    head, _, rest = text.partition("\n")
    dialect, ahead = find_dialect([(1, head)])
    if head.strip() and not ahead:  # it says the separator, and is no header
        dialect, _ = find_dialect([(1, head), (2, rest.partition("\n")[0])])
        text = rest
    return text, dialect.delimiter
