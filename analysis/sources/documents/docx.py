"""Word documents (.docx): the text of their paragraphs, tables, text boxes and notes, in order."""

import re
import zipfile
from collections.abc import Iterator

from ..source import Problem, Record, Source, Unreadable
from .flow import Flow
from .safe_xml import BadXml, iter_shown, iter_xml
from .whole_files import as_document, open_parts, read_part, read_whole

_WHAT = "Word document"
_SAVE = "open it in Word or LibreOffice and save it again as .docx"
# What stands for one character, or for a few.
_SIGNS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "ptab": "\t"}
# What is in the file and not in the text: deleted words, commands of fields, the second version of
# a drawing for older programs.
_SKIPPED = {"del", "moveFrom", "instrText", "delText", "delInstrText", "Fallback"}
# What else an element does where it begins or ends.
_ACTS = {
    ("start", "p"): Flow.begin, ("start", "tr"): Flow.begin_row, ("start", "tc"): Flow.begin_cell,
    ("end", "tr"): Flow.end_row,
}  # fmt: skip
_OFF = {"0", "false", "off", "none"}
_FILE_NAME = re.compile(r"(?i)^microsoft word\b|\.\w{3,4}$|^(document|untitled|doc)\s*\d*$")


def read_docx(source: Source) -> Iterator[Record | Problem]:
    """Yield the document that a .docx file is.

    Headers and footers of pages, comments and deleted words are not its text. `created` of its
    properties is when the file was made, perhaps from an older one, and not when the article was
    published: it is the field `file_date`, which dates nothing.
    """
    parts = open_parts(read_whole(source), _WHAT)
    # where Word says its text is; other programs use the same name
    name = next((n for n in parts.namelist() if re.fullmatch(r"word/document\d*\.xml", n)), "")
    if not name:
        raise Unreadable(0, f"it is no {_WHAT} (it has no word/document.xml)", _SAVE)
    flow = Flow()
    styled = read_word_xml(read_part(parts, name), flow)
    for notes in ("word/footnotes.xml", "word/endnotes.xml"):
        if raw := read_part(parts, notes):
            read_word_xml(raw, flow)
    fields = read_fields(parts, _FILE_NAME) | ({"title": styled} if styled else {})
    yield as_document(source, flow.text(), fields)


def read_word_xml(raw: bytes, flow: Flow) -> str:
    """Add the text of a part, or of a whole document of Word in one file of XML, and return its
    first paragraph that has the style of a title; `Unreadable` if it is not well formed.
    """
    hidden, in_run, in_text, title, is_title = False, False, False, "", False
    for kind, name, attributes in iter_shown(raw, _SKIPPED, "its text", _SAVE):
        if kind == "text":
            if in_text and not hidden:
                flow.add(name)
        elif name == "t":
            in_text = kind == "start"
        elif name == "r":
            hidden, in_run = False, kind == "start"
        elif act := _ACTS.get((kind, name)):
            act(flow)
            if name == "p":
                is_title = False
        elif kind == "end":
            if name == "p":
                text = flow.end()
                title = title or (text if is_title else "")
        elif name == "vanish" and in_run:
            hidden = attributes.get("val", "").lower() not in _OFF
        elif name == "pStyle":
            is_title = attributes.get("val", "").lower() == "title"
        elif name in _SIGNS and in_run and not hidden:
            flow.add(_SIGNS[name])
    return title


def read_fields(parts: zipfile.ZipFile, no_title: re.Pattern[str]) -> dict[str, str]:
    """Return what a document of Microsoft's says of itself; a title that a program made is none."""
    known = read_properties(parts, "docProps/core.xml")
    title = known.get("title", "")
    return {
        "title": "" if no_title.search(title) else title,
        "author": known.get("creator", ""),
        "file_date": known.get("created", "")[:10],
    }


def read_properties(parts: zipfile.ZipFile, name: str) -> dict[str, str]:
    """Return the properties of an office document by name, none if they cannot be read."""
    known: dict[str, str] = {}
    open_name = ""
    try:
        for (kind, value, _), _ in iter_xml(read_part(parts, name)):
            if kind == "start":
                open_name = value.removeprefix("dc:")
            elif kind == "end":
                open_name = ""
            elif open_name and len(known.get(open_name, "")) < 1000:
                known[open_name] = known.get(open_name, "") + value
    except (BadXml, Unreadable):
        pass  # the text is read without them
    return known
