"""The kinds of files that are read, each with its reader: a new one is a module and a line here."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from .json_values import read_json, read_jsonl
from .parquet import read_parquet
from .plain import read_plain
from .rows import Columns, read_rows
from .source import Problem, Record, Source
from .tabular import read_csv

Reader = Callable[[Source, Columns], Iterator[Record | Problem]]
#: Kinds of which a file is one document.
ONE_DOCUMENT = ("text", "html")
#: What reads a source, by its kind (a value of `names.ENDINGS`).
READERS: dict[str, Reader] = {
    "text": lambda source, columns: read_plain(source),
    "html": lambda source, columns: read_plain(source),
    "csv": lambda source, columns: read_rows(source, columns, read_csv),
    "jsonl": lambda source, columns: read_rows(source, columns, read_jsonl, loose=True),
    "json": lambda source, columns: read_rows(source, columns, read_json, loose=True),
    "parquet": lambda source, columns: read_rows(
        source, columns, lambda stream, given: read_parquet(stream, given, source.rows)
    ),
}
