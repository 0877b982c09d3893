"""OpenDocument texts (.odt): the text of their paragraphs, headings, tables and notes, in order."""

from collections.abc import Iterator

from ..source import Problem, Record, Source, Unreadable
from .docx import read_properties
from .flow import Flow
from .safe_xml import iter_shown
from .whole_files import as_document, open_parts, read_part, read_whole

_WHAT = "OpenDocument text"
_SAVE = "open it in LibreOffice and save it again as .odt"
# Deleted words, comments and what appears in forms is not the text.
_SKIPPED = set("tracked-changes annotation forms note-citation ruby-text sequence-decls".split())
# What an element does where it begins or ends.
_ACTS = {
    ("start", "p"): Flow.begin, ("end", "p"): Flow.end, ("start", "h"): Flow.begin,
    ("end", "h"): Flow.end, ("start", "note-body"): Flow.begin_note,
    ("end", "note-body"): Flow.end_note, ("start", "table-row"): Flow.begin_row,
    ("end", "table-row"): Flow.end_row, ("start", "table-cell"): Flow.begin_cell,
}  # fmt: skip
_SIGNS = {"tab": "\t", "line-break": "\n"}
_LONGEST_GAP = 100  # spaces; more are one
_ENCRYPTED = b"encryption-data"


def read_odt(source: Source) -> Iterator[Record | Problem]:
    """Yield the document that an .odt file is; when it was made, `file_date`, dates nothing."""
    parts = open_parts(read_whole(source), _WHAT)
    raw = read_part(parts, "content.xml")
    if not raw:
        raise Unreadable(0, f"it is no {_WHAT} (it has no content.xml)", _SAVE)
    if _ENCRYPTED in read_part(parts, "META-INF/manifest.xml"):
        raise Unreadable(0, "it is locked by a password", "save it again without a password")
    flow = Flow()
    read_flat_xml(raw, flow)
    known = read_properties(parts, "meta.xml")
    fields = {
        "title": known.get("title", ""),
        "author": known.get("initial-creator") or known.get("creator", ""),
        "file_date": known.get("creation-date", "")[:10],
    }
    yield as_document(source, flow.text(), fields)


def read_flat_xml(raw: bytes, flow: Flow) -> None:
    """Add the text of a content.xml, or of a whole document in one file of XML (.fodt);
    `Unreadable` if it is not well formed.
    """
    for kind, name, attributes in iter_shown(raw, _SKIPPED, "its text", _SAVE):
        if kind == "text":
            flow.add(name.replace("\n", " "))
        elif act := _ACTS.get((kind, name)):
            act(flow)
        elif kind == "start" and name == "s":
            n = attributes.get("c", "1")
            n_spaces = int(n) if len(n) < 6 and n.isascii() and n.isdigit() else 1
            flow.add(" " * min(n_spaces, _LONGEST_GAP))
        elif kind == "start" and name in _SIGNS:
            flow.add(_SIGNS[name])
