"""Which tables beside articles say what is known of these, and their rows by document."""

from collections.abc import Callable, Collection, Iterator
from functools import cache
from pathlib import Path

from ..sources.columns import find_all_columns
from ..sources.formats import ONE_DOCUMENT
from ..sources.identify import drop_endings
from ..sources.layout import find_layout
from ..sources.listing import list_files, list_sources, open_file
from ..sources.names import split_name
from ..sources.records import is_beside, is_metadata
from ..sources.source import Problem, Source
from .matching import match_rows
from .metadata import Known, read_metadata
from .metadata_tables import METADATA, OWN, TABLES, name_companion, read_table

_KINDS = ("csv", "json", "jsonl", "xlsx")
File = tuple[Path, str, str]
_LOOKED_AT, _LARGEST_FACTS = 10, 200_000  # files beside documents that are looked at; bytes of each
_FEWEST = 0.5  # of its rows that name files or texts
_ABOUT_ROWS = frozenset(("meta", "index", "info"))  # names of tables about numbered rows of another
_LARGEST = 50_000_000  # bytes of a table that is looked at
_MOST_TABLES, _MOST_ROWS = 100, 2000
_BESIDE = (METADATA, "metadata.tsv", "metadata.json", "metadata.jsonl", "metadata.xlsx")


def find_tables_beside(path: Path) -> frozenset[str]:
    """Return the names of the tables in a folder that say what is known of its files, apart from
    metadata.csv: metadata in another format, index.csv and the like where most of its rows name
    files or texts of another table, and one file of JSON beside each document. None of them holds
    texts. A file has none.
    """
    if not path.is_dir():
        return frozenset()
    tables: list[File] = []
    single: list[File] = []
    others: list[File] = []
    ids: set[str] = set()
    n = 0
    for found in list_files(path):
        if isinstance(found, Problem):
            continue
        n += 1
        if found[2] in ONE_DOCUMENT:
            ids.add(drop_endings(found[1]))
        elif found[2] in _KINDS and not is_beside(found[1]):
            if _is_named_so(found):
                tables.append(found)
            elif found[2] == "json":
                single.append(found)
            others.append(found)
    if n < 2:
        return frozenset()
    others = others[:_MOST_TABLES]
    rows = cache(lambda: [_list_texts(file) for file in others])  # where a table names no files
    about = [file[1] for file in tables[:_MOST_TABLES] if _is_about_others(file, ids, rows)]
    return frozenset((*about, *_find_companions(single, ids)))


def _find_companions(files: list[File], ids: set[str]) -> list[str]:
    """Return the names of files of JSON that stand beside a document of the same name each and hold
    what is known of it, but no text: all of them or, if some that are looked at do, none.
    """
    pairs = []
    for file in files:
        stem = drop_endings(file[1])
        folder = stem.rpartition("/")[0]
        if f"{folder}/" * bool(folder) + name_companion(stem) in ids:
            pairs.append(file)
    some = pairs[:: max(1, len(pairs) // _LOOKED_AT)]
    return [file[1] for file in pairs] if all(map(_holds_facts_alone, some)) else []


def _read_beside(file: File, largest: int) -> tuple[Source | None, list]:
    """Return a table and its rows; nothing of one that is too large or cannot be read, which is
    said when it is.
    """
    try:
        if file[0].stat().st_size <= largest:
            source = next(iter(open_file(*file)), None)
            return (source, read_table(source)) if isinstance(source, Source) else (None, [])
    except Exception:
        pass
    return None, []


def _holds_facts_alone(file: File) -> bool:
    """Tell whether a file is one object with a date, title or source and without a text."""
    _, rows = _read_beside(file, _LARGEST_FACTS)
    row = rows[0][1] if len(rows) == 1 else ()
    if not isinstance(row, dict):
        return False
    found = find_layout(row, {}, [row])
    facts = {"date", "title", "source"} & found.names()
    return bool(facts) and not (found.has_text() and found.instead != "title")


def _is_named_so(file: File) -> bool:
    """Tell whether a table has a name that one of metadata has: "index.csv", "speeches_meta.csv"."""
    name = _read_stem(file)
    return name in TABLES or (file[2] != "json" and name_companion(name) != name)


def _list_facts(file: File) -> tuple[Source | None, list[dict]]:
    """Return a table and its first rows, if it holds no texts."""
    source, read = _read_beside(file, _LARGEST)
    rows = [row for _, row in read if isinstance(row, dict)][:_MOST_ROWS]
    return source, [] if rows and _has_texts(rows[0]) else rows


def _has_texts(row: dict) -> bool:
    return bool({"text", "html"} & find_all_columns(map(str, row), {}).keys())


def _list_texts(file: File) -> tuple[str, set[str]]:
    """Return the name of a table without its ending, and the ids of its texts."""
    _, read = _read_beside(file, _LARGEST)
    rows = [row for _, row in read if isinstance(row, dict)]
    ids = {str(row.get("doc_id") or "") for row in rows if _has_texts(row)} if rows else set()
    return _read_stem(file), ids


def _read_stem(file: File) -> str:
    return split_name(file[1].rpartition("/")[2])[0].lower()


def _is_about_files(file: File, ids: Collection[str]) -> bool:
    """Tell whether a table holds no texts and names files; of one named metadata the former is
    enough.
    """
    source, rows = _list_facts(file)
    if not rows or _read_stem(file) == OWN:
        return bool(rows)
    folder = source.stem.rpartition("/")[0]
    named = [f"{folder}/" * bool(folder) + str(row.get("doc_id") or "") for row in rows]
    known = {name: Known(source.name, 1, folder=folder) for name in named if name}
    matched, _ = match_rows(known, ids)
    n_files = len(set(ids) & matched.keys())
    return bool(n_files) and n_files >= _FEWEST * len(known)


def _is_about_others(
    file: File, ids: Collection[str], texts: Callable[[], list[tuple[str, set[str]]]]
) -> bool:
    """Tell whether a table holds no texts and names files, or texts of other tables."""
    if _is_about_files(file, ids):
        return True
    own = {str(row.get("doc_id") or "") for row in _list_facts(file)[1]} - {""}
    shared = [(stem, own & others) for stem, others in texts() if own & others]
    both = {doc_id for _, found in shared for doc_id in found}
    if all(map(str.isdecimal, own)):  # numbers of rows, which tables have that are about nothing
        name = _read_stem(file)
        about = name_companion(name)
        if len(shared) != 1 or not about and name not in _ABOUT_ROWS:
            return False
        if about != shared[0][0] and len(both) < len(own):
            return False
    return bool(both) and len(both) >= _FEWEST * len(own)


def find_metadata(
    path: Path, tables: frozenset[str] | None = None
) -> tuple[dict[str, Known], list[Problem]]:
    """Return the rows of the metadata files of a folder or archive, or of those beside a file, by
    the ids of their documents; and what is wrong with them. `tables` is what `find_tables_beside`
    returns, which is asked unless given.
    """
    tables = find_tables_beside(path) if tables is None else tables
    ids: list[str] = []

    def list_metadata() -> Iterator[Source]:
        for beside in list_metadata_beside(path):
            file = beside, beside.name, split_name(beside.name)[1]
            if beside.name == METADATA or _is_about_files(file, []):
                yield from (s for s in list_sources(beside) if isinstance(s, Source))
        if path.is_file() and path.name not in _BESIDE:
            ids.append(drop_endings(path.name))
        if path.is_dir() or split_name(path.name)[1] == "archive":
            for source in list_sources(path):
                if isinstance(source, Source) and (is_metadata(source) or source.name in tables):
                    yield source
                elif isinstance(source, Source) and source.kind in ONE_DOCUMENT:
                    ids.append(source.stem)

    rows, problems = read_metadata(list_metadata())
    matched, more = match_rows(rows, ids)
    return matched, problems + more


def list_metadata_beside(path: Path) -> list[Path]:
    """Return the files beside a file that may say what is known of it; none beside a folder."""
    if not path.is_file() or path.name in _BESIDE:
        return []
    files = [path.parent / name for name in _BESIDE]
    return [file for file in files if file.is_file() and not file.is_symlink()]
