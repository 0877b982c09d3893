"""What is done with one partition, in any process: read it, sign its texts, measure it, tally it.

Each step takes what it needs by its key, writes its result whole, and returns a short note. A step
whose result is there already does nothing.
"""

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
import pandas as pd

from ..cleaning.site_boilerplate import drop_shared_lines, list_edges
from ..core.guards import apply_apart, say_error
from ..core.schema import empty
from ..corpus.admission import Ids
from ..corpus.builder import Reading
from ..corpus.fingerprints import sign_texts
from ..corpus.languages import keep_languages
from ..corpus.metadata import Known
from ..corpus.names_in_texts import find_names
from ..corpus.survey import Cleaning
from ..stats.tallies import count_mentions, count_tone, sum_cells
from ..text.sentences import split_sentences
from ..themes.lexicon import Themes
from ..themes.mentions import find_mentions
from ..tone.register import Register
from ..tone.sentiment import score_sentences
from .packing import unpack_lexicon
from .partitions import Partition
from .store import is_written, make_key, place, read_notes, read_table, write_table

CELL = ["doc_id", "theme", "measure", "y", "x"]
# Columns beside those of documents: no column of a user's ends in a space.
INTERNAL = ["whole ", "file ", "line ", "edges "]
PART, N_WORDS = "part ", "n_words "

# documents on which a step fails: id, file, line, problem, remedy
Lost = list[tuple[str, str, int, str, str]]


@dataclass(frozen=True)
class Part:
    """A partition that was read: its name, the keys of its results, and where they are."""

    out: str
    name: str
    pages: str
    n_documents: int = 0
    reused: bool = False
    shared: tuple[int, ...] = ()  # hashes of lines that go, see `drop_shared_lines`
    cells: str = ""

    @property
    def marks(self) -> str:
        """The key of what is needed to find copies and episodes."""
        return make_key("marks", self.pages, self.shared)


def read_part(
    partition: Partition,
    out: str,
    columns: Mapping[str, str] | None,
    clean: Cleaning,
    metadata: dict[str, Known],
    listed: tuple[str, ...],
    taken: Mapping[str, tuple[str, int]],
) -> Part:
    """Read a partition: its documents cleaned and dated, the lines dropped, what was set aside.

    Ids that are `taken` by earlier partitions are not given again.
    """
    options = sorted((columns or {}).items()), clean, sorted(metadata.items()), listed
    key = make_key("pages", partition.hash(), *options, sorted(taken.items()))
    path = place(out, "pages", key)
    if is_written(path):
        return Part(out, partition.name, key, read_notes(path)["n_documents"], reused=True)
    reading = Reading(clean, metadata, listed, ids=Ids(taken))
    documents, dropped = reading.read(partition.read(columns))
    whole = documents["doc_id"].isin(reading.whole)
    places = [reading.ids.seen[doc_id] for doc_id in documents["doc_id"]]
    edges = _hash_edges(documents["source"], list_edges(documents), whole)
    kept = set(documents["doc_id"])
    notes = {
        "n_documents": len(documents),
        "problems": [asdict(problem) for problem in reading.problems],
        "remarks": [(asdict(first), n) for first, n in reading.remarks.values()],
        "seen": {doc_id: seen for doc_id, seen in reading.ids.seen.items() if doc_id not in kept},
        "failed": sorted(reading.ids.failed),
    }
    write_table(place(out, "lines", key), dropped)
    files, lines = [file for file, _ in places], [line for _, line in places]
    internal = dict(zip(INTERNAL, (whole, files, lines, edges), strict=True))
    write_table(path, documents.assign(**internal), notes)
    return Part(out, partition.name, key, len(documents))


def _hash_edges(sources: pd.Series, edges: list[set[str]], whole: pd.Series) -> list[np.ndarray]:
    """Return the hashes of each document's first and last lines, none where it is kept whole."""
    pairs = zip(sources, edges, strict=True)
    flat = [f"{source}\0{line}" for source, lines in pairs for line in sorted(lines)]
    hashed = np.empty(0, "uint64")
    if flat:
        hashed = pd.util.hash_array(np.array(flat, dtype=object), categorize=False)
    ends = np.cumsum([len(lines) for lines in edges])
    parts = np.split(hashed, ends[:-1]) if edges else []
    return [part[:0] if kept else part for part, kept in zip(parts, whole, strict=True)]


def load_part(
    part: Part, *, doc_ids=None, lines: bool = False, internal: bool = False
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return documents of a partition as the corpus has them, and their dropped lines if wanted."""
    filters = None if doc_ids is None else [("doc_id", "in", list(doc_ids))]
    documents = read_table(place(part.out, "pages", part.pages), filters=filters)
    dropped = empty("dropped_lines")
    if lines or part.shared:  # what was dropped above a shared line tells whether it goes
        dropped = read_table(place(part.out, "lines", part.pages), filters=filters)
    if part.shared:
        judged = documents[~documents["whole "]]
        edges = list_edges(judged)
        hashes = _hash_edges(judged["source"], edges, judged["whole "])
        shared = set(part.shared)
        pairs = {
            (source, line)
            for source, texts, codes in zip(judged["source"], edges, hashes, strict=True)
            for line, code in zip(sorted(texts), codes.tolist(), strict=True)
            if code in shared
        }
        judged, dropped = drop_shared_lines(judged, dropped, shared=pairs)
        for column in ("text", "lines"):
            documents[column] = documents[column].where(documents["whole "], judged[column])
    return documents if internal else documents.drop(columns=INTERNAL), dropped


def sign_part(part: Part) -> Lost:
    """Sign each text, so that copies and episodes can be found without it; return failures."""
    path = place(part.out, "marks", part.marks)
    return [] if _is_whole(path) else _each_apart(path, part, _sign, "compared")


def _sign(documents: pd.DataFrame) -> pd.DataFrame:
    signs = sign_texts(documents["text"]).assign(names=find_names(documents["text"]))
    return documents.drop(columns="text").join(signs.add_suffix(" "))


def measure_part(part: Part, lexicon: bytes) -> tuple[bool, Lost]:
    """Count themes and tone of each document; return whether that was there, and failures.

    `lexicon` is what `pack_lexicon` gives.
    """
    path = place(part.out, "cells", part.cells)
    if _is_whole(path):
        return True, []
    unpacked = unpack_lexicon(lexicon)
    return False, _each_apart(path, part, lambda documents: _count(documents, *unpacked), "counted")


def _each_apart(
    path: Path, part: Part, function: Callable[[pd.DataFrame], pd.DataFrame], done: str
) -> Lost:
    """Write what a function makes of a partition's documents; return those on which it fails."""
    documents, _ = load_part(part, internal=True)
    results, failed = apply_apart(lambda some: function(some.drop(columns=INTERNAL)), documents)
    if not results:  # of nothing, so that the table has its columns
        results = [function(documents.iloc[:0].drop(columns=INTERNAL))]
    lost = []
    for rows, error in failed:
        doc_id, file, line = rows[["doc_id", "file ", "line "]].iloc[0]
        lost.append((doc_id, file, int(line), *say_error(error, done=done)))
    table = pd.concat(results, ignore_index=True) if len(results) > 1 else results[0]
    write_table(path, table, {"lost": lost})
    return lost


def _is_whole(path: Path) -> bool:
    """Tell whether a result is there with all documents: what failed once is tried again."""
    return is_written(path) and not read_notes(path).get("lost")


def _count(documents: pd.DataFrame, themes: Themes, register: Register) -> pd.DataFrame:
    documents = keep_languages(documents, themes.languages)
    sentences = split_sentences(documents)
    mentions = find_mentions(sentences, themes)
    english = sentences["doc_id"].isin(keep_languages(documents)["doc_id"])
    scored = score_sentences(sentences[english].reset_index(drop=True), register=register)
    tone = count_tone(scored, mentions)
    cells = pd.concat([count_mentions(documents, sentences, mentions), tone], ignore_index=True)
    return cells[CELL].astype({"theme": "str", "measure": "str"})


#: Partitions that are tallied together: one by one takes nearly three times as long.
AT_ONCE = 50


def tally_parts(
    parts: list[Part], links: list[pd.DataFrame], period: str, group: str | None
) -> pd.DataFrame:
    """Tally some partitions; `links` are their documents' rows as the whole corpus has them."""
    cells = [read_table(place(part.out, "cells", part.cells)) for part in parts]
    # where two partitions have an id, one of the two documents counts
    kept = [rows[rows["doc_id"].isin(of["doc_id"])] for rows, of in zip(cells, links, strict=True)]
    return sum_cells(pd.concat(kept), pd.concat(links), period, group, "document")
