"""Files of which the content is of another kind than the name says: what they are in truth."""

import io
import json
import re
import zipfile
from dataclasses import replace

from .columns import find_columns
from .dialects import SEPARATORS, find_dialect, split_cells
from .documents.whole_files import MAX_FILE, read_whole
from .headerless import count_facts
from .sniff import HEAD, SCRIPT, as_utf8, is_prose, sniff_sure
from .source import DAMAGED, EMPTY, Problem, Source, Unreadable

# Kinds that are read as they are named: they are pieces of tables, or hold anything.
_AS_NAMED = {"parquet", "warc", "mbox", "strings"}
_ZIPPED = {"docx", "xlsx", "odt", "ods", "pptx", "epub", "zip"}
_TEXTS = {"text", "html", "xml", "markdown", "csv", "json", "jsonl", "mail", "mhtml", "subtitles"}
# What a kind is called, and the ending that says so.
_CALLED = {
    "docx": ("a Word document", "docx"), "odt": ("an OpenDocument text", "odt"),
    "xlsx": ("an Excel workbook", "xlsx"), "ods": ("an OpenDocument sheet", "ods"),
    "pptx": ("a presentation", "pptx"), "epub": ("an e-book", "epub"), "rtf": ("RTF", "rtf"),
    "pdf": ("PDF", "pdf"), "html": ("HTML", "html"), "xml": ("XML", "xml"), "json": ("JSON", "json"),
    "jsonl": ("JSON", "jsonl"), "mail": ("a mail", "eml"), "mhtml": ("a saved web page", "mhtml"),
    "mbox": ("a mailbox", "mbox"), "subtitles": ("subtitles", "srt"), "text": ("plain text", "txt"),
    "webarchive": ("a saved web page", "webarchive"), "csv": ("a table", "csv"),
    "table": ("a table in HTML or XML", "html"), "parquet": ("a Parquet table", "parquet"),
    "warc": ("a web archive", "warc"),
}  # fmt: skip
_MARKS = {  # parts that only one kind of zip file has
    "word/document.xml": "docx", "xl/workbook.xml": "xlsx", "ppt/presentation.xml": "pptx",
    "META-INF/container.xml": "epub", "content.xml": "odt",
}  # fmt: skip
_STRINGS = re.compile(rb"\s*(?:\[\s*)?\"")  # as JSON begins that holds texts alone
# What a table of articles has one of; how JSON of such begins, and names in it.
_NAMED = {"text", "html", "title", "summary"}
_JSON = re.compile(r"\s*(?:\[\s*)?\{\s*\"")
_KEYS = re.compile(r'"([^"\\\n]{1,60})"\s{0,20}:')
_FEWEST_COLUMNS = 3  # of which two hold something that is known; of two both
_SMALL = 2048  # bytes of a file that may hold nothing but blanks
_PROSE_LINES = 40  # of a file's first, from which prose is told from a table
_NAMES, _LONGEST_NAME, _STOPS = 3, 40, tuple('.!?:;”"')  # of a header; what ends a sentence
_FACTS = 2  # cells of a first line that are dates, numbers or addresses
_LONG_LINE, _PROSE_SHARE = 6, 0.5  # words of a line of prose, and the share that has so many


def settle_kind(source: Source, *, given: bool = False) -> tuple[Source, Problem | None]:
    """Return a source under the kind of its content, and a remark if its name says another.

    It is opened, and what is returned must be read or closed. Where the user named columns
    (`given`), what is named as a table is one.
    """
    is_piece = source.rows is not None or source.before != (0, 0)
    is_table = given and source.kind in ("csv", "json", "jsonl")
    if is_piece or is_table or source.kind in _AS_NAMED:
        return source, None
    stream = source.open()
    if not hasattr(stream, "peek"):
        stream = io.BufferedReader(stream, HEAD)  # type: ignore[type-var]
    head = stream.peek(HEAD)[:HEAD]
    if 0 < len(head) <= _SMALL and not as_utf8(head[:64]).strip() and not as_utf8(head).strip():
        raw = stream.read(_SMALL + 1)
        if len(raw) > len(head):  # of a packed file more may come
            raw += stream.read(MAX_FILE)
            return replace(source, open=lambda: io.BytesIO(raw)), None
        stream.close()
        raise Unreadable(1, *EMPTY)
    source = replace(source, open=lambda: stream)
    kind = find_kind(source.kind, head)
    if kind == "zip":
        raw = read_whole(source)
        source = replace(source, open=lambda: io.BytesIO(raw))
        kind = _look_inside(raw) or source.kind  # whose reader says what is wrong with it
    if kind in ("", source.kind):
        return source, None
    settled = replace(source, kind=kind)
    if source.kind == "zip" or kind not in _CALLED:
        return settled, None
    called, ending = _CALLED[kind]
    said = f"it is {called}, whatever its name says"
    return settled, Problem(source.name, 1, said, f"name it .{ending}", f"read as .{ending}")


def find_kind(kind: str, head: bytes) -> str:
    """Return what a file is by its first bytes if that is not the `kind` of its name, else "".

    >>> find_kind("text", b"%PDF-1.7"), find_kind("csv", b"id,text"), find_kind("old", b"<html><p>")
    ('pdf', '', 'html')
    """
    sure = sniff_sure(head)
    if kind == "text":
        return "" if sure in ("", "json", "html") else "old" if sure == "office" else sure
    if sure == "zip":
        return "zip"
    if sure == "office":
        return "old" if kind not in _ZIPPED else ""
    if sure == kind and kind != "json" or not head.strip():
        return ""
    text = as_utf8(head)
    if kind in ("old", "csv") and sure in ("html", "xml") and _has_rows(text):
        return "table"
    if kind == "markdown" or kind == "html":
        if kind == "html" and sure == "":
            return "text" if b"<" not in text and is_prose(text) else ""
        as_named = sure in ("json", "mbox", "mail") or sure == "xml" and b"<html" in text
        return "" if as_named else sure
    if kind == "mail":
        return "" if sure == "mbox" else sure
    if kind == "mhtml":
        return "" if sure == "mail" else sure
    if kind in ("json", "jsonl"):
        if sure in ("", "json") and _STRINGS.match(text):
            return "strings"
        if sure == "json" or SCRIPT.match(text.decode("utf-8", "replace")):
            return ""
    if kind == "xml" and text.lstrip()[:1] == b"<":
        return "" if sure in ("html", "xml") else sure
    if sure and sure != "mbox":
        return "" if kind == "pdf" and b"%PDF-" in head else sure
    if kind == "csv":
        return "text" if _is_prose_and_no_table(text) else ""
    if kind in ("subtitles", "epub", "webarchive") and not is_prose(text):
        return ""
    if b"\0" in text or kind == "pdf" and b"%PDF-" in head:
        return ""
    if kind in _TEXTS and text.lstrip()[:1] in (b"{", b"[", b"<"):
        return ""  # broken off, and not of another kind
    return sniff_table(text) or ("text" if is_prose(text) else "")


def _has_rows(text: bytes) -> bool:
    """Tell whether HTML or XML holds the rows of a sheet."""
    lower = text.lower()
    return b"<table" in lower and (b"<tr" in lower or b"<row" in lower)


def _look_inside(raw: bytes) -> str:
    """Return what a zip file is by its parts, "" if it cannot be opened."""
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as parts:
            names = set(parts.namelist())
            said = b""
            if "mimetype" in names and parts.getinfo("mimetype").file_size < 200:
                said = parts.read("mimetype")
    except (*DAMAGED, ValueError):
        return ""
    if b"opendocument.spreadsheet" in said:
        return "ods"
    if "word/document.xml" not in names and any(n.startswith("word/document") for n in names):
        return "docx"
    return next((kind for mark, kind in _MARKS.items() if mark in names), "zip")


def _names_columns(line: str, sign: str) -> bool:
    """Tell whether a line is a header, whatever it names: short cells with no blanks around."""
    cells = split_cells(line, sign)
    return len(cells) >= _NAMES and all(
        len(cell) <= _LONGEST_NAME and cell == cell.strip() for cell in cells if cell
    )


def _is_prose_and_no_table(text: bytes) -> bool:
    """Tell whether what is named as a table is an article: its first line names no column, and its
    lines read as sentences and do not fall into equally many cells.
    """
    shown = text.decode("utf-8", "replace")
    lines = [line.strip() for line in shown.splitlines()[:_PROSE_LINES] if line.strip()]
    lines = lines[:-1] if len(text) >= HEAD and len(lines) > 1 else lines
    if not lines or not is_prose(text) or len(lines[0].split()) < 2:
        return False
    if any(count_facts(split_cells(lines[0], sign)) >= _FACTS for sign in SEPARATORS[:4]):
        return False  # a row of a table without a header
    if any(_names_columns(lines[0], sign) for sign in SEPARATORS[:4]):
        return False
    for sign in SEPARATORS:
        counts = [len(split_cells(line, sign)) for line in lines]
        if sign == "," and set(counts) == {1} and any(sign in line for line in lines):
            return False  # texts alone, in quotes where they have a comma
        if counts[0] > 1 and counts.count(counts[0]) >= 0.8 * len(counts) and len(counts) > 1:
            return False
        if {"text", "html"} & find_columns(split_cells(lines[0], sign), {}).keys():
            return False
    long = sum(len(line.split()) >= _LONG_LINE for line in lines)
    ended = sum(line.rstrip("\"'”’»)")[-1:] in ".!?।。…:" for line in lines)
    return long >= _PROSE_SHARE * len(lines) and ended >= _PROSE_SHARE * len(lines)


def sniff_table(head: bytes) -> str:
    """Return "csv" or "jsonl" or "json" if a file's first bytes are of such a table, else "".

    >>> sniff_table(b"id,date,text\\n1,2020-10-06,They met.\\n"), sniff_table(b"Text, and date, and id.")
    ('csv', '')
    >>> sniff_table(b'{"text": "They met."}\\n{"text": "They left."}\\n')
    'jsonl'
    """
    text = head.decode("utf-8-sig", "replace")
    lines = text.splitlines()
    first = next((line for line in lines if line.strip()), "").strip()
    if first[:1] in ("{", "["):
        try:
            row = json.loads(first)
        except (ValueError, RecursionError):
            row = None
        if isinstance(row, dict):
            return "jsonl" if find_columns(map(str, row), {}).keys() & _NAMED else ""
        begins = _JSON.match(text)
        return "json" if begins and find_columns(_KEYS.findall(text), {}).keys() & _NAMED else ""
    dialect, ahead = find_dialect(enumerate([f"{line}\n" for line in lines], 1))
    if len(ahead) < 2:
        return ""
    header, row = (split_cells(line, dialect.delimiter) for _, line in ahead[:2])
    named = find_columns(header, {}) if len(header) > 1 else {}
    if len(header) < _FEWEST_COLUMNS and len(named) < len(header):
        return ""  # two words at the beginning of a text
    same = len(row) == len(header) or '"' in ahead[1][1]
    return "csv" if same and len(named) >= 2 and named.keys() & {"text", "html"} else ""
