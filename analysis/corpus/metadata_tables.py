"""A table of metadata of any kind to rows by the names that we have for its columns."""

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from ..sources.columns import (
    NONE,
    find_all_columns,
    find_columns,
    find_date_parts,
    list_names,
    squash,
)
from ..sources.decoding import decode
from ..sources.dialects import find_dialect
from ..sources.documents.xlsx import read_xlsx_rows
from ..sources.identify import drop_endings
from ..sources.json_values import read_json, read_jsonl
from ..sources.nested import flatten
from ..sources.row_records import as_text, compose_date
from ..sources.source import Source
from ..sources.tabular import read_csv
from ..sources.text_lines import Row

METADATA = "metadata.csv"
#: What a table of metadata is called, and one of files where most of its rows name files.
OWN = "metadata"
TABLES = frozenset(
    "metadata meta index articles article_list list files filelist file_list documents docs info "
    "catalog catalogue inventory sources overview manifest contents corpus data dataset register "
    "records".split()
)
_SUFFIX = re.compile(r"(?i)[._ -](?:meta|metadata|info)\Z")
MAX_METADATA = 500_000_000  # bytes
# Columns of a curator, before the names that tools give.
_CURATED = {"event_date": "date", "outlet": "source"}
# What a column may say of a document, and what a column of ids may be called: names of files go
# before what tools call an id, and these before names that other things have too.
_COLUMNS = tuple(
    "doc_id date title source episode group clean crawl_date language speaker side".split()
)
_OWN_IDS = ("docid", "documentid")
_FILES = tuple(
    "file filename filepath path docname textfile txtfile txt dateiname datei fichier archivo "
    "nomfichier nombrearchivo".split()
)
_LAST_IDS = ("document", "name")
_IDS = frozenset((*_FILES, *_LAST_IDS))


def read_table(source: Source) -> list[Row]:
    """Return the rows of a table of any kind with their lines; of one that cannot be read, what is
    wrong and the remedy.

    Raises
    ------
    ValueError
        If it is too large, or has no column of ids.
    """
    with source.open() as stream:
        raw = stream.read(MAX_METADATA + 1)
    if len(raw) > MAX_METADATA:
        raise ValueError(f"it is larger than {MAX_METADATA:,} bytes")
    if source.kind in ("json", "jsonl", "xlsx"):
        own = name_companion(source.stem) if source.kind == "json" else ""
        return _rename_all(_list_other(source.kind, raw), own)
    text = decode(raw)[0]
    numbered = enumerate(io.StringIO(text, newline=""), 1)
    dialect, ahead = find_dialect(numbered, _IDS)
    if len(dialect.delimiter) > 1:
        return _rename_all(read_csv(io.BytesIO(text.encode())))
    lines = (line for _, line in chain(ahead, numbered))
    reader = csv.DictReader(
        lines, strict=True, delimiter=dialect.delimiter, skipinitialspace=dialect.spaced
    )
    before = ahead[0][0] - 1 if ahead else 0
    names = _name_columns(reader.fieldnames or [], needed=True)
    try:
        rows: list[Row] = [(reader.line_num + before, row) for row in reader]
    except csv.Error:  # one stray quote would cost all rows
        rows = list(read_csv(io.BytesIO(text.encode())))
    return _rename_all(rows, names=names)


def _list_other(kind: str, raw: bytes) -> Iterator[Row]:
    """Yield the rows of JSON or a workbook, cells as text."""
    if kind == "json":
        try:
            value = json.loads(raw)
        except (ValueError, RecursionError):
            value = None
        if isinstance(value, dict) and value and all(isinstance(v, dict) for v in value.values()):
            for key, own in value.items():  # by id
                named = "doc_id" in _name_columns(list(map(str, own))).values()
                yield 1, _write_cells(own if named else {"doc_id": key} | own)
            return
        rows: Iterator[Row] = read_json(io.BytesIO(raw), NONE)
    elif kind == "jsonl":
        rows = read_jsonl(io.BytesIO(raw), NONE)
    else:
        rows = read_xlsx_rows(io.BytesIO(raw))
    for line, row in rows:
        yield line, row if isinstance(row, tuple) else _write_cells(row)


def _write_cells(row: dict) -> dict:
    return {str(name): as_text(cell) for name, cell in flatten(row).items()}


def name_companion(stem: str) -> str:
    """Return the name of the file that one with a stem is about, "" if it is about several.

    Examples
    --------
    >>> name_companion("2020/talks.meta"), name_companion("2020/index")
    ('talks', '')
    """
    last = stem.rpartition("/")[2]
    return "" if last.lower() in TABLES else drop_endings(_SUFFIX.sub("", last))


def _rename_all(
    rows: Iterable[Row], own: str = "", names: dict[str, str] | None = None
) -> list[Row]:
    """Return rows by our names, those of their own columns unless given, with the date that columns
    of year, month and day make; as of the document `own` where that is given.
    """
    parts = find_date_parts(names or {})

    def rename(row: dict) -> dict:
        row = {"doc_id": own} | row if own else row
        ours = names or _name_columns(list(row), needed=True)
        named = {ours.get(name, name): cell for name, cell in row.items()}
        if not named.get("date") and not named.get("date_low"):
            dated = parts if names else find_date_parts(row)
            date = compose_date([row.get(part) or "" for part in dated]) if dated else ""
            named |= {"date": date} if date else {}
        return named | {"doc_id": own} if own else named

    return [(line, row if isinstance(row, tuple) else rename(row)) for line, row in rows]


def _name_columns(header: Sequence[str], needed: bool = False) -> dict[str, str]:
    """Return what is said of a document by each column; raise ValueError if ids are `needed` and
    none has them.
    """
    curated = {key: name for name, key in _CURATED.items() if name in header}
    found = find_columns(header, curated)
    parts = find_date_parts(header)
    if found.get("date") in parts:  # the day alone is no date
        del found["date"]
    if (ids := find_ids(header)) and "doc_id" in found:
        found["doc_id"] = ids[0]
    ours = {column: key for key, column in found.items() if key in _COLUMNS}
    names = {name: ours.get(name, name.strip()) for name in header}
    if "doc_id" not in names.values():
        names |= {ids[0]: "doc_id"} if ids else {}
    if needed and "doc_id" not in names.values():
        raise ValueError(f"it has no column doc_id, only {list_names(names) or 'nothing'}")
    return names


def find_ids(header: Sequence[str]) -> list[str]:
    """Return the columns of a header that may name documents, the likeliest first.

    Examples
    --------
    >>> find_ids(["id", "File name", "title"])
    ['File name', 'id']
    """
    squashed = {squash(name): name for name in reversed(header)}
    tools = find_all_columns(header, {}).get("doc_id", ())
    own = [squashed[name] for name in _OWN_IDS if name in squashed]
    files = [squashed[name] for name in _FILES if name in squashed]
    last = [squashed[name] for name in _LAST_IDS if name in squashed]
    return list(dict.fromkeys([*own, *files, *tools, *last]))
