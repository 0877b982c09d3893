"""Files of every kind to raw records: an id, where it stands, its text or HTML, and the fields that
came with it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from ..core.guards import say_error
from .archives import DAMAGED, Problem, Source, clean_name, list_sources
from .decoding import Undecodable, decode
from .html_charset import decode_html
from .parquet import Odd, read_parquet
from .tabular import MAX_DOCUMENT, Unreadable, read_csv, read_json, read_jsonl

#: Under what names a column of a table is looked for, the first that is there.
ALIASES = {
    "doc_id": ("doc_id", "id", "url", "page_id"),
    "text": ("text", "body", "content", "crawl_text", "maintext", "article"),
    "html": ("html", "raw_html"),
    "date": ("date", "published", "pubdate", "date_publish", "published_at"),
    "date_low": ("date_low",),
    "date_high": ("date_high",),
    "crawl_date": ("crawl_date", "crawled", "date_crawl"),
    "title": ("title", "headline"),
    "source": ("source", "outlet", "publisher", "sitename"),
    "episode": ("episode",),
    "group": ("group",),
    "clean": ("clean",),
}
#: Tables that stand beside articles and hold none: what is known of them, and labelled sentences
# and targets.
BESIDE = ("metadata.csv", "labels.csv", "targets.csv", "set-aside.csv")
_SHOWN = 40  # columns that are named, and characters of each
_MOST = 1 << 18  # bytes of most articles
_REMEDY_COLUMN = "name it: read_corpus(path, columns={'text': ...})"


@dataclass(frozen=True, slots=True)
class Record:
    """A raw document: its id, its file, its first line or row there (0: the file), its text, and
    fields by name.
    """

    doc_id: str
    file: str
    line: int
    text: str
    is_html: bool = False
    fields: dict[str, str] = field(default_factory=dict)
    encoding: str = "utf-8"


def read_records(
    path: Path, *, columns: Mapping[str, str] | None = None
) -> Iterator[Record | Problem]:
    """Yield the raw documents at a path, one at a time, and what is wrong with the rest.

    Parameters
    ----------
    path
        A folder or file; see `archives.list_sources`. `BESIDE` is passed over unless it is the path
        itself.
    columns
        Names of table columns by what they hold, before `ALIASES`; a name that is no key of
        `ALIASES` is carried along as a further field.

    Yields
    ------
    Record or Problem
        `doc_id` is the name of a text or HTML file without its endings, a table's id column or else
        the file's name with the row's number, from 1.
    """
    for source in list_sources(path):
        if isinstance(source, Problem):
            yield source
        elif (
            source.name.rpartition("/")[2] not in BESIDE
            or path.is_file()
            and source.name == path.name
        ):
            yield from read_source(source, columns=columns)


def is_metadata(source: Source) -> bool:
    """Tell whether a source is a metadata.csv."""
    return source.name.rpartition("/")[2] == BESIDE[0]


def read_source(
    source: Source, *, columns: Mapping[str, str] | None = None
) -> Iterator[Record | Problem]:
    """Yield the raw documents of a source, as `read_records`; what it raises becomes a problem."""
    columns = dict(columns or {})
    at = 0
    try:
        if source.kind in ("text", "html"):
            yield read_text(source)
        else:
            with source.open() as stream:
                for found in _read_table(source, stream, columns):
                    at = found.line
                    yield found
    except Unreadable as error:
        yield Problem(source.name, error.line, str(error), error.remedy, doc_id=_file_id(source))
    except DAMAGED as error:
        said = getattr(error, "strerror", None) or error
        problem = (
            f"it breaks off behind line {at}: {said}" if at else f"it cannot be opened: {said}"
        )
        yield Problem(source.name, at, problem, "check that it is whole and that you may read it")
    except Exception as error:  # that nobody thought of: the other files are read
        yield Problem(source.name, at, *say_error(error), doc_id=_file_id(source))


def _file_id(source: Source) -> str:
    return source.stem if source.kind in ("text", "html") else ""


def read_text(source: Source) -> Record:
    """Read a source that is one document."""
    with source.open() as stream:
        raw = stream.read(_MOST)  # asking for all that it may be would make room for that
        if len(raw) == _MOST:
            raw += stream.read(MAX_DOCUMENT + 1 - _MOST)
    if len(raw) > MAX_DOCUMENT:
        raise Unreadable(
            1,
            f"it is larger than {MAX_DOCUMENT:,} bytes, as no article is",
            "split it into its documents",
        )
    if not raw.strip():
        raise Unreadable(1, "it is empty", "save the article's text in it, or delete it")
    try:
        text, encoding = decode_html(raw) if source.kind == "html" else decode(raw)
    except Undecodable as error:
        raise Unreadable(error.line, str(error), error.remedy) from error
    return Record(source.stem, source.name, 0, text, source.kind == "html", encoding=encoding)


def _read_table(
    source: Source, stream: BinaryIO, columns: dict[str, str]
) -> Iterator[Record | Problem]:
    if source.kind == "parquet":
        rows = read_parquet(stream, lambda names: find_columns(names, columns), rows=source.rows)
    else:
        rows = {"csv": read_csv, "jsonl": read_jsonl, "json": read_json}[source.kind](stream)
    return _as_records(source, rows, columns)


def _as_records(
    source: Source, rows: Iterable[tuple[int, dict | tuple[str, str]]], columns: dict[str, str]
) -> Iterator[Record | Problem]:
    """Turn rows, each with its line, into records; a row that is a pair is a problem and its
    remedy.
    """
    names: dict[str, str] = {}
    known: tuple = ()
    lines_before, number = source.before
    for line, row in rows:
        line, number = line + lines_before, max(number + 1, line if source.rows else 0)
        if isinstance(row, tuple):
            yield Problem(source.name, line, *row)
            continue
        try:
            if tuple(row) != known:  # rows of a table have the same columns, those of JSON need not
                known = tuple(row)
                named = (
                    {k: v for k, v in columns.items() if v in row}
                    if source.kind in ("jsonl", "json")
                    else columns
                )
                names = find_columns(row, named)
            if "text" not in names and "html" not in names:
                problem = f"it has no text column (it has {_list_names(known) or 'none'})"
                yield Problem(source.name, line, problem, _REMEDY_COLUMN)
                if source.kind not in ("jsonl", "json"):
                    return
                continue
            named_row = {name: row[column] for name, column in names.items()}
            remark = None
            if "doc_id" in named_row and not _as_text(named_row["doc_id"]):
                outcome, own = "read, named by its row", f"{source.stem}-{number:06d}"
                remark = Problem(source.name, line, "its id is empty", "give it one", outcome, own)
            record = _as_record(source, number, line, named_row)
        except Unreadable:
            raise
        except Exception as error:
            yield Problem(source.name, line, *say_error(error))
            continue
        if remark:
            yield remark
        yield record
    if not number:
        yield Problem(source.name, 1, "it has no rows", "check what was saved")


def _list_names(names: Iterable[str]) -> str:
    """Return names of columns, the first ones, cut where they are long."""
    names = list(names)
    more = f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else ""
    return ", ".join(clean_name(name[:_SHOWN]) for name in names[:_SHOWN]) + more


def _as_record(source: Source, number: int, line: int, row: dict) -> Record | Problem:
    kind = "text" if row.get("text") else "html"
    text = row.pop(kind, None)
    fields = {name: _as_text(value) for name, value in row.items() if name not in ("text", "html")}
    own = f"{source.stem}-{number:06d}"
    doc_id = clean_name(fields.pop("doc_id", own) or own)
    problem = ""
    if text is None or isinstance(text, float) or not str(text).strip():
        problem = "its text is empty"
    elif isinstance(text, Odd):
        problem = f"its text cannot be read ({text.error})"
    elif not isinstance(text, str):
        problem = f"its text is no text but {type(text).__name__}"
    elif len(text) > MAX_DOCUMENT:
        problem = f"its text is longer than {MAX_DOCUMENT:,} characters, as no article is"
    elif "\0" in text:
        problem = "its text is binary (it holds a NUL)"
    if problem:
        return Problem(source.name, line, problem, "mend the row or take it out", doc_id=doc_id)
    return Record(doc_id, source.name, line, text, kind == "html", fields)


def _as_text(value) -> str:
    """Return a field as text: nothing for what is missing, ISO for dates."""
    if value is None or value != value:
        return ""
    text = value.isoformat() if hasattr(value, "isoformat") else str(value)
    return text.strip().encode("utf-8", "replace").decode().replace("\0", "").strip()


def find_columns(names: Iterable[str], columns: Mapping[str, str]) -> dict[str, str]:
    """Return which column holds what, of `columns` first and then by `ALIASES`.

    Raises
    ------
    Unreadable
        If a column that `columns` names is not there.

    Examples
    --------
    >>> find_columns(["URL", "body", "lang"], {"language": "lang"})
    {'language': 'lang', 'doc_id': 'URL', 'text': 'body'}
    """
    names = list(names)
    missing = [column for column in columns.values() if column not in names]
    if missing:
        raise Unreadable(
            1,
            f"it has no column {missing[0]!r} (it has {_list_names(names)})",
            "correct the name in columns",
        )
    lower = {name.strip().lower(): name for name in reversed(names)}
    found = dict(columns)
    for key, aliases in ALIASES.items():
        column = next((lower[alias] for alias in aliases if alias in lower), None)
        if key not in found and column is not None:
            found[key] = column
    return found
