"""Presentations (.pptx): the text of their slides in the order of showing, notes of the speaker last."""

import posixpath
import re
import zipfile
from collections.abc import Iterator

from ..source import Problem, Record, Source, Unreadable
from .docx import read_fields
from .flow import Flow
from .safe_xml import BadXml, iter_shown, iter_xml
from .whole_files import as_document, open_parts, read_part, read_whole

_WHAT = "presentation"
_SAVE = "open it in PowerPoint or LibreOffice and save it again as .pptx"
_SLIDE = re.compile(r"ppt/slides/slide(\d{1,6})\.xml")
_NO_TITLE = re.compile(r"(?i)\Apowerpoint")
_MOST_SLIDES = 2000
# Fields of a slide that are no text: its number, the date of showing.
_SKIPPED = {"fld"}
# What an element does where it begins or ends.
_ACTS = {
    ("start", "p"): Flow.begin, ("end", "p"): Flow.end, ("start", "tr"): Flow.begin_row,
    ("end", "tr"): Flow.end_row, ("start", "tc"): Flow.begin_cell,
}  # fmt: skip


def read_pptx(source: Source) -> Iterator[Record | Problem]:
    """Yield the document that a presentation is, a paragraph a line."""
    parts = open_parts(read_whole(source), _WHAT)
    names = _list_slides(parts)
    if not names:
        raise Unreadable(0, f"it is no {_WHAT} (it has no slides)", _SAVE)
    flow = Flow()
    for name in names[:_MOST_SLIDES]:
        _read_slide(read_part(parts, name), flow)
    for name in names[:_MOST_SLIDES]:
        notes = name.replace("/slides/slide", "/notesSlides/notesSlide")
        if raw := read_part(parts, notes):
            _read_slide(raw, flow)
    yield as_document(source, flow.text(), read_fields(parts, _NO_TITLE))


def _list_slides(parts: zipfile.ZipFile) -> list[str]:
    """Return the slides in the order that the presentation gives, else in that of their numbers."""
    numbered = sorted(
        (int(found[1]), name) for name in parts.namelist() if (found := _SLIDE.fullmatch(name))
    )
    there = {name for _, name in numbered}
    ordered: list[str] = []
    try:
        links = read_part(parts, "ppt/_rels/presentation.xml.rels")
        targets = {
            attributes.get("Id", ""): posixpath.normpath(f"ppt/{attributes.get('Target', '')}")
            for (kind, name, attributes), _ in iter_xml(links)
            if kind == "start" and name == "Relationship"
        }
        for (kind, name, attributes), _ in iter_xml(read_part(parts, "ppt/presentation.xml")):
            if kind == "start" and name == "sldId":
                ordered += [targets[v] for v in attributes.values() if targets.get(v) in there]
    except (BadXml, Unreadable):
        ordered = []
    return list(dict.fromkeys([*ordered, *(name for _, name in numbered)]))


def _read_slide(raw: bytes, flow: Flow) -> None:
    in_text = False
    for kind, name, _ in iter_shown(raw, _SKIPPED, "a slide", _SAVE):
        if kind == "text":
            if in_text:
                flow.add(name)
        elif name == "t":
            in_text = kind == "start"
        elif act := _ACTS.get((kind, name)):
            act(flow)
        elif kind == "start" and name == "br":
            flow.add("\n")
