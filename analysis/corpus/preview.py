"""What of a corpus is read in seconds, to see how it will be read: all of a small one, of a larger
one the first rows of some of its files.
"""

from collections.abc import Iterator, Mapping
from itertools import chain
from pathlib import Path
from typing import NamedTuple, Self

import numpy as np

from ..project import find_path
from ..sources.formats import ONE_DOCUMENT
from ..sources.listing import list_files, open_file
from ..sources.names import PACKED
from ..sources.records import is_beside, read_records
from ..sources.source import Problem, Record, Unused
from .metadata_files import find_tables_beside
from .read import FOLDER_READERS, Corpus, read_corpus, read_parts
from .survey import survey_cleaning

_FEWEST = 60  # documents of a table; its first fifty rows show what its columns hold
_RESERVED = 1_000_000  # characters that are kept for each table, where there are few
# How much longer a byte of a file takes than one of plain text, as far as its name tells.
_WEIGHTS = {"html": 3, "pdf": 10, "docx": 3, "odt": 3, "rtf": 3, "old": 3} | dict.fromkeys(
    ("archive", "xlsx", "parquet", "warc"),
    4,  # which are packed
)
_HTML_WEIGHT = 3  # of a document of a table
_ROW = 100  # bytes of a row that is taken for a short one
File = tuple[Path, str, str]


class Preview(NamedTuple):
    """A corpus, or a part of it, as it is read; `extent` says which part, "" if it is all."""

    corpus: Corpus
    extent: str


class Limits(NamedTuple):
    """How many documents, and characters of their texts, are read; of each file or of all."""

    n: int
    characters: int

    def without(self, n: int, characters: int) -> Self:
        """Return what remains, at least half."""
        return self._replace(
            n=max(self.n - n, self.n // 2),
            characters=max(self.characters - characters, self.characters // 2),
        )


#: What takes some ten seconds.
LIMITS = Limits(5_000, 20_000_000)


def preview_corpus(
    path: str | Path,
    *,
    columns: Mapping[str, str] | None = None,
    clean: str | bool = "auto",
    limits: Limits | None = LIMITS,
) -> Preview:
    """Read a corpus if it is small, else a part of it, the same part each time: of many files those
    evenly spaced in the order of their names; of a table or an archive the first documents.

    Unlike `read_corpus`, whose arguments it takes, it looks for no episodes; where nothing can be
    read it returns a corpus without documents, whose table `set_aside` says why. `limits` are the
    most documents and characters, counted roughly; None reads all.

    Raises
    ------
    FileNotFoundError
        If there is nothing at `path`.
    """
    path = find_path(path)
    if not path.exists():
        raise FileNotFoundError(f"no corpus at {path}: name a folder of articles, or one file")
    if any(is_such(path) for is_such, _ in FOLDER_READERS):  # which give a sample themselves
        return Preview(read_corpus(path), "")
    only = path.name if path.is_file() else ""
    files: list[File] = []
    problems: list[Problem] = []
    tables = find_tables_beside(path)
    for found in list_files(path):
        if isinstance(found, Problem):
            problems.append(found)
        elif found[1] == only or not (is_beside(found[1]) or found[1] in tables):
            files.append(found)
    chosen = _choose(files, limits) if limits else [(file, None) for file in files]
    cut: list[tuple[str, int]] = []  # files of which not all is read, and how much
    records = (
        found
        for file, share in chosen
        for found in _read_file(path, file, share, columns=columns, only=only, cut=cut)
    )
    corpus = read_parts(
        path,
        chain(problems, records),
        clean=clean,
        survey=lambda: survey_cleaning(path, columns, [file for file, _ in chosen]),
        metadata=True,
        episodes=False,
        is_whole=lambda: not cut and len(chosen) == len(files),
    )
    return Preview(corpus, _say_extent(len(chosen), len(files), cut))


def _choose(files: list[File], limits: Limits) -> list[tuple[File, Limits]]:
    """Return the files that are looked at, in their order, each with its own limits."""
    singles = [k for k, (_, _, kind) in enumerate(files) if kind in ONE_DOCUMENT]
    tables = [k for k, (_, _, kind) in enumerate(files) if kind not in ONE_DOCUMENT]
    own = limits.without(_FEWEST * len(tables), _RESERVED * len(tables))
    some = _space(singles, own.n)
    sizes = [_weigh(files[k]) for k in some]
    if sum(sizes) > own.characters:  # of average ones as many as there is room for
        some = _space(some, max(_FEWEST, len(some) * own.characters // sum(sizes)))
        sizes = [_weigh(files[k]) for k in some]
    each = own._replace(characters=_level(sizes, own.characters))  # one may be an export of many
    chosen = dict.fromkeys(some, each)
    rest = limits.without(len(some), sum(sizes)) if singles else limits
    some = _space(tables, max(rest.n // _FEWEST, 1))
    sizes = [_weigh(files[k]) for k in some]
    n = _level([size // _ROW for size in sizes], rest.n)
    each = Limits(max(n, _FEWEST), _level(sizes, rest.characters))
    chosen |= dict.fromkeys(some, each)
    return [(files[k], chosen[k]) for k in sorted(chosen)]


def _level(sizes: list[int], budget: int) -> int:
    """Return how much of each is taken at most, so that all of it is within a budget."""
    rest = budget
    for k, size in enumerate(sorted(sizes)):
        share = rest // (len(sizes) - k)
        if size > share:
            return share
        rest -= size
    return budget


def _space(items: list[int], n: int) -> list[int]:
    """Return at most n items, evenly spaced."""
    if len(items) <= n:
        return items
    places = np.unique(np.linspace(0, len(items) - 1, n).round().astype(int))
    return [items[place] for place in places.tolist()]


def _weigh(file: File) -> int:
    """Return how long a file takes to read, in characters of plain text."""
    try:
        packed = 4 if file[1].lower().endswith(PACKED) else 1
        return file[0].stat().st_size * packed * _WEIGHTS.get(file[2], 1)
    except OSError:
        return 0  # said when it is opened


def _read_file(
    path: Path,
    file: File,
    limits: Limits | None,
    *,
    columns: Mapping[str, str] | None,
    only: str,
    cut: list[tuple[str, int]],
) -> Iterator[Record | Problem | Unused]:
    """Yield what a file holds as far as its limits allow; note where that is not all."""
    sources = open_file(*file, alone=file[0] == path)
    n = n_records = size = 0
    for found in read_records(sources, columns=columns, only=only):
        # what is not read takes time, too
        if limits and not isinstance(found, Unused):
            if n >= limits.n or n and size >= limits.characters:
                cut.append((file[1], n_records))
                return
            n += 1
        if isinstance(found, Record):
            n_records += 1
            size += len(found.text) * (_HTML_WEIGHT if found.is_html else 1)
        yield found


def _say_extent(n_chosen: int, n_files: int, cut: list[tuple[str, int]]) -> str:
    """Say which part of a corpus was read."""
    said = []
    if n_chosen < n_files:
        said.append(f"{n_chosen:,} of {n_files:,} files, evenly spaced")
    if len(cut) == 1:
        n = cut[0][1]
        said.append(f"the first {'document' if n == 1 else f'{n:,} documents'} of {cut[0][0]}")
    elif cut:
        most = max(n for _, n in cut)
        said.append(f"of {len(cut):,} files their first documents, at most {most:,} of each")
    return "; ".join(said)
