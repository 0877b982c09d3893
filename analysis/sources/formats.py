"""The kinds of files that are read, each with its reader: a new one is a module and a line here."""

import io
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from .columns import find_columns
from .decoding import decode
from .documents.docx import read_docx
from .documents.feeds import read_xml
from .documents.front_matter import split_front_matter
from .documents.mail import read_eml, read_mbox
from .documents.markdown import read_markdown
from .documents.odt import read_odt
from .documents.old_office import read_doc
from .documents.pdf import read_pdf
from .documents.presentations import read_pptx
from .documents.rtf import read_rtf
from .documents.saved_pages import read_epub, read_mhtml, read_webarchive
from .documents.sheets import read_ods_rows, read_table_rows
from .documents.subtitles import read_subtitles
from .documents.warc import read_warc
from .documents.whole_files import read_whole
from .documents.xlsx import read_xlsx_rows
from .exports.records import read_export
from .head_lines import split_head_lines
from .html_charset import decode_html
from .json_values import list_strings, read_json, read_jsonl, read_strings
from .names import find_ending
from .parquet import read_parquet
from .rows import Columns, read_rows
from .sniff import HEAD
from .source import EMPTY, MAX_DOCUMENT, SPLIT_IT, Problem, Record, Source, Unreadable, Unused
from .tabular import read_csv
from .true_kinds import sniff_table

Found = Iterator[Record | Problem]
Rows = Iterator[Record | Problem | Unused | Source]  # a source within: what is attached to mail
#: Kinds of which a file is one document, or an export of many.
ONE_DOCUMENT = (
    "text", "html", "docx", "odt", "rtf", "pdf", "markdown", "old", "mail", "pptx",
    "mhtml", "webarchive", "subtitles",
)  # fmt: skip
_SHORT = 1000  # characters of a text that may hold nothing that shows
_INVISIBLE = re.compile(r"[\s\ufeff\u200b-\u200f\u2060\u00ad]+")
_MOST = 1 << 18  # bytes of most articles


def _split_exports(source: Source, found: Iterable[Record | Problem], *, given: bool) -> Found:
    """Yield the articles of a document that is an export of many, any other as it is; `given` tells
    whether its text is body text already.
    """
    for record in found:
        articles = None if isinstance(record, Problem) else read_export(source, record.text)
        if articles is not None:
            yield from (replace(a, given=True) if isinstance(a, Record) else a for a in articles)
        elif isinstance(record, Problem) or not given:
            yield record
        else:
            yield replace(record, given=True)


def _read_text(source: Source, columns: Columns) -> Rows:
    """Yield what a file of flat text holds: a table or JSON lines, whatever its name says, an
    export of many articles, or one document.
    """
    raw = _read_bytes(source)
    table = sniff_table(raw[:HEAD])
    again = replace(source, open=lambda: io.BytesIO(raw))
    if not table:
        for found in _split_exports(source, _read_document(again), given=False):
            if isinstance(found, Record) and not (found.given or found.line):
                found = _take_head(found)
            yield found
        return
    said = f"it is {'JSON' if table == 'json' else 'a table'}, whatever its name says"
    yield Problem(source.name, 1, said, f"name it .{table}", f"read as .{table}")
    yield from READERS[table](replace(again, kind=table), columns)


def _read_bytes(source: Source) -> bytes:
    """Return the bytes of a source that is one document; `Unreadable` if there are too many."""
    with source.open() as stream:
        raw = stream.read(_MOST)  # asking for all that it may be would make room for that
        if len(raw) == _MOST:
            raw += stream.read(MAX_DOCUMENT + 1 - _MOST)
    if len(raw) > MAX_DOCUMENT:
        raise Unreadable(1, f"it is larger than {MAX_DOCUMENT:,} bytes, as no article is", SPLIT_IT)
    return raw


def _read_document(source: Source) -> Found:
    """Yield the document that a source of flat text or HTML is."""
    raw = _read_bytes(source)
    if not raw.strip():
        raise Unreadable(1, *EMPTY)
    text, encoding = decode_html(raw) if source.kind == "html" else decode(raw)
    if len(text) < _SHORT and not _INVISIBLE.sub("", text):
        raise Unreadable(1, *EMPTY)
    yield Record(source.stem, source.name, 0, text, source.kind == "html", encoding=encoding)


def _take_head(record: Record) -> Record:
    """Return an article with what stands above its text as fields, in a block or in lines."""
    fields, text, problem = split_front_matter(record.text)
    if problem or not fields:
        fields, text = split_head_lines(record.text)
    if not fields or not text.strip():
        return record
    return replace(record, text=text, fields=record.fields | fields)


def _whole(reader: Callable[[Source], Found], *, given: bool = True) -> Callable:
    return lambda source, columns: _split_exports(source, reader(source), given=given)


def _each(reader: Callable[[Source], Iterator[Record | Source | Problem]]) -> Callable:
    return lambda source, columns: (
        replace(found, given=not found.is_html) if isinstance(found, Record) else found
        for found in reader(source)
    )


def _read_strings(source: Source, columns: Columns) -> Rows:
    """Yield the texts of JSON that holds nothing else, else its rows."""
    raw = read_whole(source)
    again = replace(source, open=lambda: io.BytesIO(raw))
    found = list_strings(raw)
    if found:
        yield from _each(lambda source: read_strings(source, found))(again, columns)
        return
    kind = "jsonl" if find_ending(source.name, (".jsonl", ".ndjson")) else "json"
    yield from READERS[kind](replace(again, kind=kind), columns)


def _sheet(reader: Callable) -> Callable:
    return lambda source, columns: read_rows(
        source,
        columns,
        lambda stream, given: reader(stream, lambda names: find_columns(names, given)),
    )


#: What reads a source, by its kind (a value of `names.ENDINGS`): it raises `Unreadable` where the
# file is damaged, locked or not what its kind says.
READERS: dict[str, Callable[[Source, Columns], Rows]] = {
    "text": _read_text,
    "html": _whole(_read_document, given=False),
    "docx": _whole(read_docx),
    "odt": _whole(read_odt),
    "rtf": _whole(read_rtf),
    "pdf": _whole(read_pdf),
    "markdown": _whole(read_markdown),
    "old": _whole(read_doc),
    "pptx": _whole(read_pptx),
    "epub": _each(read_epub),
    "mhtml": _each(read_mhtml),
    "webarchive": _each(read_webarchive),
    "subtitles": _each(read_subtitles),
    "strings": _read_strings,
    "zip": lambda source, columns: iter(
        [Problem(source.name, 0, "it is an archive, and its name does not say so", "name it .zip")]
    ),
    "mail": _each(read_eml),
    "mbox": _each(read_mbox),
    "xml": _each(read_xml),
    "warc": _each(read_warc),
    "csv": lambda source, columns: read_rows(source, columns, read_csv),
    "jsonl": lambda source, columns: read_rows(source, columns, read_jsonl, loose=True),
    "json": lambda source, columns: read_rows(source, columns, read_json, loose=True),
    "parquet": lambda source, columns: read_rows(
        source, columns, lambda stream, given: read_parquet(stream, given, source.rows)
    ),
    "xlsx": _sheet(read_xlsx_rows),
    "ods": _sheet(read_ods_rows),
    "table": _sheet(read_table_rows),
}
