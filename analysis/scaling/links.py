"""What no partition can tell by itself: repeated ids, lines that pages share, copies, episodes.

Each needs little of a document: its id, a few hashes, its fingerprints, the names in it. So the
answers are those of `read_corpus` on the whole, while no text but that of likely copies is in
memory.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

import numpy as np
import pandas as pd

from ..cleaning.site_boilerplate import find_shared, number_sites
from ..core.schema import TABLES, conform
from ..corpus.builder import is_twice, say_twice, say_where
from ..corpus.copies import find_originals, name_originals, number_texts, rank_documents
from ..corpus.episodes import NAMES, assign_episodes
from ..corpus.fingerprints import share_words
from ..corpus.metadata import Known
from ..corpus.read import list_rows_without_file, tabulate_problems
from ..corpus.windows import COPY_DAYS
from ..sources.source import Problem
from .steps import INTERNAL, N_WORDS, PART, Part, load_part
from .store import is_written, list_columns, place, read_lists, read_notes, read_table, write_table

#: Documents up to which the names of all are compared, which may take some gigabytes where many of
# them lie close in
#: time; beyond, episodes are those that metadata and copies give.
MOST_FOR_EPISODES = 50_000
_PRINTS = 30_000_000  # fingerprints in memory at once
_WORDS = 20_000_000  # of likely copies in memory at once
_NONE = np.empty(0, "uint64")


@dataclass(frozen=True)
class Found:
    """What reading found: parts with the lines that go, ids that do not count, `set_aside`."""

    parts: list[Part]
    twice: set[tuple[int, str]]
    set_aside: pd.DataFrame


def join_parts(
    parts: list[Part], metadata: dict[str, Known], problems: list[Problem], whole_folder: bool
) -> Found:
    """Put the notes of all partitions together: of documents with one id the first counts."""
    seen: dict[str, tuple[str, int]] = {}
    failed: set[str] = set()
    twice: set[tuple[int, str]] = set()
    problems, remarks = list(problems), {}
    for number, part in enumerate(parts):
        notes, read = _read_ids(part)
        again = {doc_id for doc_id in (*notes["seen"], *read) if doc_id in seen}
        twice |= {(number, doc_id) for doc_id in again & read.keys()}
        for row in notes["problems"]:
            if row["doc_id"] not in again:
                problems.append(Problem(**row))
            # of two in this partition: neither is the first
            elif is_twice(row["problem"], row["doc_id"]):
                where = say_where(*seen[row["doc_id"]])
                problems.append(say_twice(row["doc_id"], row["file"], row["line"], where))
        for doc_id in sorted(again):
            where = read.get(doc_id) or notes["seen"][doc_id]
            problems.append(say_twice(doc_id, *where, say_where(*seen[doc_id])))
        seen = notes["seen"] | read | seen
        failed |= set(notes["failed"])
        for row, n in notes["remarks"]:
            first = Problem(**row)
            remarks.setdefault((first.file, first.problem), [first, 0])[1] += n
    if whole_folder:
        problems += list_rows_without_file(metadata, seen.keys() | failed)
    aside = tabulate_problems(problems, remarks.values())
    return Found(_share_lines(parts, twice), twice, aside)


def _read_ids(part: Part) -> tuple[dict, dict[str, tuple[str, int]]]:
    """Return the notes of a partition, and file and line of each document by its id."""
    path = place(part.out, "pages", part.pages)
    about = read_table(path, ["doc_id", "file ", "line "])
    places = zip(about["file "], about["line "], strict=True)
    return read_notes(path), dict(zip(about["doc_id"], places, strict=True))


def find_clashes(parts: Iterable[Part | None]) -> dict[int, dict[str, tuple[str, int]]]:
    """Return, by the number of a partition, the ids of it that an earlier one has, and where."""
    taken: dict[str, tuple[str, int]] = {}
    clashes = {}
    for number, part in enumerate(parts):
        if part is None:
            continue
        notes, read = _read_ids(part)
        ids = notes["seen"] | read
        if clash := {doc_id: taken[doc_id] for doc_id in ids if doc_id in taken}:
            clashes[number] = clash
        taken = {doc_id: (file, line) for doc_id, (file, line) in ids.items()} | taken
    return clashes


def _share_lines(parts: list[Part], twice: set[tuple[int, str]]) -> list[Part]:
    """Return the parts with the hashes of edge lines that many documents of a source share."""
    parted = [(_NONE, np.empty(0, int), np.empty(0, int), _NONE)]
    for number, part in enumerate(parts):
        rows = read_table(place(part.out, "pages", part.pages), ["doc_id", "source", "edges "])
        pairs = zip(rows["doc_id"], rows["edges "], strict=True)
        kept = [len(edges) > 0 and (number, doc_id) not in twice for doc_id, edges in pairs]
        rows = rows[np.array(kept, dtype=bool)]
        source = pd.util.hash_array(rows["source"].to_numpy(dtype=object), categorize=False)
        edges = np.concatenate([_NONE, *rows["edges "]]).astype("uint64")
        sizes = np.array([len(own) for own in rows["edges "]], int)
        kinds = np.sign(number_sites(rows["source"]))
        parted.append((source, kinds, sizes, edges))
    sources, kinds, sizes, edges = (np.concatenate(column) for column in zip(*parted, strict=True))
    numbers = np.where(kinds > 0, pd.factorize(sources)[0] + 1, kinds)
    line, hashes = pd.factorize(edges)
    found = find_shared(np.repeat(np.arange(len(sizes)), sizes), line, numbers)
    shared = hashes[found]
    own = [np.intersect1d(edges, shared).tolist() for *_, edges in parted[1:]]
    return [replace(part, shared=tuple(lines)) for part, lines in zip(parts, own, strict=True)]


def write_links(parts: list[Part], twice: set[tuple[int, str]], path: Path) -> None:
    """Write what `link_documents` returns, if it is not there."""
    if not is_written(path):
        write_table(path, link_documents(parts, twice))


def link_documents(parts: list[Part], twice: set[tuple[int, str]]) -> pd.DataFrame:
    """Return table `documents` of the whole without text, by `doc_id`, copies and episodes marked.

    Further columns are `PART`, the number of the partition, and `N_WORDS`.
    """
    documents = _list_documents(parts, twice)
    documents["copy_of"] = _mark_copies(parts, documents)
    if len(documents) <= MOST_FOR_EPISODES:
        named = documents.assign(**{NAMES: _gather(parts, documents, NAMES)})
        documents = assign_episodes(named).drop(columns=NAMES)
    else:
        original = documents["doc_id"].where(documents["copy_of"] == "", documents["copy_of"])
        given = dict(zip(documents["doc_id"], documents["episode"], strict=True))
        own = original.map(lambda doc_id: given[doc_id] or doc_id)
        episodes = documents["episode"].where(documents["episode"] != "", own)
        documents["episode"] = episodes.astype("str")
    return documents.drop(columns=["same ", "at "])


def _list_documents(parts: list[Part], twice: set[tuple[int, str]]) -> pd.DataFrame:
    frames = []
    for number, part in enumerate(parts):
        path = place(part.out, "marks", part.marks)
        columns = [c for c in list_columns(path) if c not in ("prints ", NAMES, *INTERNAL)]
        rows = read_table(path, columns)
        rows = rows.assign(**{PART: number, "at ": np.arange(len(rows))})
        frames.append(rows[[(number, doc_id) not in twice for doc_id in rows["doc_id"]]])
    filled = [frame for frame in frames if len(frame)]
    documents = pd.concat(filled or frames[:1], ignore_index=True)
    declared = TABLES["documents"].columns
    further = [c for c in documents.columns if c not in declared and not c.endswith(" ")]
    documents[further] = documents[further].fillna("").astype("str")
    documents = conform(documents.assign(text=""), "documents").drop(columns="text")
    return documents.sort_values("doc_id", ignore_index=True)


def _gather(parts: list[Part], documents: pd.DataFrame, column: str) -> pd.Series:
    """Return a column of the marks for these documents."""
    out = np.empty(len(documents), dtype=object)
    for number, rows in documents.groupby(PART).indices.items():
        values = read_table(place(parts[number].out, "marks", parts[number].marks), [column])
        taken = values[column].to_numpy(object)[documents["at "].to_numpy()[rows]]
        for row, value in zip(rows.tolist(), taken, strict=True):
            out[row] = value
    return pd.Series(out, index=documents.index, dtype=object)


def _mark_copies(parts: list[Part], documents: pd.DataFrame) -> pd.Series:
    """Return `copy_of` as `mark_copies` gives it."""
    rows = rank_documents(documents)
    same, _ = pd.factorize(documents["same "].to_numpy()[rows])
    texts = number_texts(same, documents.iloc[rows], COPY_DAYS)
    number = np.full(len(documents), -1)  # of the text, where the document is the first with it
    number[rows[texts.first]] = np.arange(len(texts.first))
    distinct = documents.iloc[rows[texts.first]]
    original = find_originals(
        texts,
        distinct[N_WORDS].to_numpy(),
        _bucket_prints(parts, documents, number, int(distinct[N_WORDS].sum()) // 4),
        partial(_compare, parts, distinct),
    )
    filled = documents[N_WORDS].to_numpy()[rows] > 0
    place = np.where(filled, texts.first[original[texts.of]], np.arange(len(rows)))
    return name_originals(documents["doc_id"], rows, place)


def _bucket_prints(
    parts: list[Part], documents: pd.DataFrame, number: np.ndarray, n_prints: int
) -> list[Callable[[], tuple[np.ndarray, np.ndarray]]]:
    """Return what reads fingerprints with the numbers of their texts, as many as memory holds."""
    n_buckets = 1 + n_prints // _PRINTS
    places = {
        part: (number[rows], documents["at "].to_numpy()[rows])
        for part, rows in documents.groupby(PART).indices.items()
    }
    return [partial(_read_bucket, parts, places, bucket, n_buckets) for bucket in range(n_buckets)]


def _read_bucket(
    parts: list[Part], places: dict, bucket: int, n_buckets: int
) -> tuple[np.ndarray, np.ndarray]:
    found, texts = [_NONE], [np.empty(0, "int64")]
    for part, (numbers, at) in places.items():
        prints, ends = read_lists(place(parts[part].out, "marks", parts[part].marks), "prints ")
        of_row = np.full(len(ends), -1)
        of_row[at] = numbers
        of_print = np.repeat(of_row, np.diff(ends, prepend=0))
        here = (of_print >= 0) & ((prints >> np.uint64(32)) % np.uint64(n_buckets) == bucket)
        found.append(prints[here])
        texts.append(of_print[here])
    prints, texts = np.concatenate(found), np.concatenate(texts)
    order = np.lexsort((texts, prints))
    return prints[order], texts[order]


def _compare(
    parts: list[Part], distinct: pd.DataFrame, pairs: np.ndarray, without: np.ndarray | None = None
) -> np.ndarray:
    """Return what `share_words` gives of pairs of texts; texts are read back."""
    words = np.empty(0)
    if len(pairs):
        words = np.cumsum(distinct[N_WORDS].to_numpy()[pairs].sum(axis=1))
    cuts = np.searchsorted(words, np.arange(_WORDS, words[-1] if len(words) else 0, _WORDS))
    shares = [np.empty((0, 7))]
    for block in np.split(np.arange(len(pairs)), cuts):
        if len(block):
            wanted, places = np.unique(pairs[block], return_inverse=True)
            texts = _read_texts(parts, distinct.iloc[wanted])
            left_out = None if without is None else without[block]
            shares.append(share_words(texts, places.reshape(-1, 2), left_out))
    return np.concatenate(shares)


def _read_texts(parts: list[Part], documents: pd.DataFrame) -> pd.DataFrame:
    """Return the titles and texts of documents, in their order."""
    found = [
        load_part(parts[number], doc_ids=rows["doc_id"])[0][["doc_id", "title", "text"]]
        for number, rows in documents.groupby(PART)
    ]
    return pd.concat(found).set_index("doc_id").loc[documents["doc_id"]]
