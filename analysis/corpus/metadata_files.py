"""Which tables beside articles say what is known of these, and their rows by document."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from ..sources.columns import find_all_columns
from ..sources.formats import ONE_DOCUMENT
from ..sources.identify import drop_endings
from ..sources.listing import list_files, list_sources, open_file
from ..sources.names import split_name
from ..sources.records import is_beside, is_metadata
from ..sources.source import Problem, Source
from .matching import match_rows
from .metadata import Known, read_metadata
from .metadata_tables import METADATA, read_table

_KINDS = ("csv", "json", "jsonl", "xlsx")
_OWN = "metadata"
# What a table of files may be called, if it names files of the folder and holds no texts.
_STEMS = frozenset(
    (
        "meta", "index", "articles", "article_list", "list", "files", "filelist", "file_list",
        "documents", "docs", "info", "catalog", "catalogue", "inventory", "sources", "overview",
        "manifest", "contents", "corpus", "data", "dataset", "register", "records",
    )
)  # fmt: skip
_FEWEST = 0.5  # of its rows that name files
_LARGEST = 50_000_000  # bytes of a table that is looked at
_MOST_TABLES, _MOST_ROWS = 100, 2000
_BESIDE = (METADATA, "metadata.tsv", "metadata.json", "metadata.jsonl", "metadata.xlsx")


def find_tables_beside(path: Path) -> frozenset[str]:
    """Return the names of the tables in a folder that say what is known of its files, apart from
    metadata.csv: metadata in another format, and index.csv and the like where most of its rows name
    files. None of them holds texts.

    Parameters
    ----------
    path
        A folder; a file has none.
    """
    if not path.is_dir():
        return frozenset()
    tables: list[tuple[Path, str, str]] = []
    ids: list[str] = []
    n = 0
    for found in list_files(path):
        if isinstance(found, Problem):
            continue
        n += 1
        stem = split_name(found[1].rpartition("/")[2])[0].lower()
        if found[2] in _KINDS and not is_beside(found[1]) and stem in {_OWN, *_STEMS}:
            tables.append(found)
        elif found[2] in ONE_DOCUMENT:
            ids.append(drop_endings(found[1]))
    return frozenset(
        file[1] for file in tables[:_MOST_TABLES] if n > 1 and _is_about_files(file, ids)
    )


def _is_about_files(file: tuple[Path, str, str], ids: list[str]) -> bool:
    """Tell whether a table holds no texts and names files; of one named metadata the former is
    enough.
    """
    try:
        if file[0].stat().st_size > _LARGEST:
            return False
        source = next(iter(open_file(*file)), None)
        if not isinstance(source, Source):
            return False
        rows = [row for _, row in read_table(source) if isinstance(row, dict)][:_MOST_ROWS]
    except Exception:  # said when it is read
        return False
    if not rows or {"text", "html"} & find_all_columns(map(str, rows[0]), {}).keys():
        return False
    stem = split_name(file[1].rpartition("/")[2])[0].lower()
    if stem == _OWN:
        return True
    folder = source.stem.rpartition("/")[0]
    named = [f"{folder}/" * bool(folder) + str(row.get("doc_id") or "") for row in rows]
    known = {name: Known(source.name, 1, folder=folder) for name in named if name}
    matched, _ = match_rows(known, ids)
    n_files = len(set(ids) & matched.keys())
    return bool(n_files) and n_files >= _FEWEST * len(known)


def find_metadata(
    path: Path, tables: frozenset[str] | None = None
) -> tuple[dict[str, Known], list[Problem]]:
    """Return the rows of the metadata files of a folder or archive, or of those beside a file, by
    the ids of their documents; and what is wrong with them.

    Parameters
    ----------
    path
        The corpus.
    tables
        What `find_tables_beside` returns for it; looked for unless given.
    """
    tables = find_tables_beside(path) if tables is None else tables
    ids: list[str] = []

    def list_metadata() -> Iterator[Source]:
        if path.is_file() and path.name not in _BESIDE:
            for name in _BESIDE:
                beside = path.parent / name
                if beside.is_file() and not beside.is_symlink() and _is_usable(beside):
                    yield from (s for s in list_sources(beside) if isinstance(s, Source))
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


def _is_usable(beside: Path) -> bool:
    """Tell whether a file is metadata.csv, or a table of another kind without texts."""
    return beside.name == METADATA or _is_about_files(
        (beside, beside.name, split_name(beside.name)[1]), []
    )
