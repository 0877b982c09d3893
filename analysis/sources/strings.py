"""JSON that holds texts and no objects: one string, a list of strings, or a string a line."""

import json
from collections.abc import Iterator

from .decoding import decode
from .documents.whole_files import as_document
from .source import Problem, Record, Source, Unreadable

_LONG = 20  # signs of a text without spaces


def list_strings(raw: bytes) -> list[tuple[int, str]] | None:
    """Return the strings of JSON, each with its line; None where it holds anything else.

    Examples
    --------
    >>> list_strings(b'["They met.", "More."]'), list_strings(b'{"text": "Talks."}')
    ([(1, 'They met.'), (1, 'More.')], None)
    """
    try:
        text = decode(raw)[0].lstrip("\ufeff")
        value = json.loads(text)
    except (ValueError, RecursionError):
        return _list_lines(raw)
    items = value if isinstance(value, list) else [value]
    if not all(isinstance(item, str) for item in items) or not _are_texts(items):
        return None
    return [(1, item) for item in items]


def _are_texts(items: list[str]) -> bool:
    """Tell whether strings are texts: none is JSON itself, and one has several words."""
    return any(len(item.split()) > 1 or len(item) > _LONG for item in items) and not any(
        item.lstrip()[:1] in ("[", "{") for item in items
    )


def _list_lines(raw: bytes) -> list[tuple[int, str]] | None:
    found: list[tuple[int, str]] = []
    try:
        lines = decode(raw)[0].lstrip("\ufeff").split("\n")
        for number, line in enumerate(lines, 1):
            value = json.loads(line) if line.strip() else None
            if isinstance(value, str):
                found.append((number, value))
            elif line.strip():
                return None
    except (ValueError, RecursionError):
        return None
    return found if _are_texts([text for _, text in found]) else None


def read_strings(source: Source, found: list[tuple[int, str]]) -> Iterator[Record | Problem]:
    """Yield texts as documents: one of a file by itself, more with their numbers."""
    for number, (line, text) in enumerate(found, 1):
        doc_id = f"{source.stem}-{number:06d}" if len(found) > 1 else source.stem
        at = line if len(found) > 1 else 0
        try:
            yield as_document(source, text, {}, doc_id=doc_id, line=at)
        except Unreadable as error:
            yield Problem(source.name, line, str(error), error.remedy, doc_id=doc_id)
