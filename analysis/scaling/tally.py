"""`tally_corpus`: the verbs of this package over a corpus that does not fit in memory, and their sums added."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

import pandas as pd

from ..archives import SET_ASIDE, Problem, clean_name, split_name
from ..documents import TALLY, find_metadata, say_no_documents, tabulate_problems
from ..lexicon import Themes, read_themes
from ..metadata import read_metadata
from ..paths import find_path
from ..register import Register, read_register
from ..tallies import add_tallies
from .engine import Engine, Failure, choose_engine
from .folders import split_documents
from .links import MOST_FOR_EPISODES, Found, join_parts, write_links
from .packing import pack_lexicon
from .partitions import PARTITION_SIZE, Partition, list_partitions
from .progress import Task
from .steps import Part, measure_part, read_part, tally_parts
from .store import FORMAT, is_written, make_key, place, read_table, remove_drafts, write_table, write_text

_LINKED = ["doc_id", "date", "group", "source", "episode", "copy_of", "part"]
_TOGETHER = 4  # partitions whose tallies are added by one worker


@dataclass(frozen=True)
class Tally:
    """What a run of `tally_corpus` did.

    `folder` is for `read_tallies`, `read_corpus` and `read_documents`; `n_documents` counts all, `n_copies` those of
    them that add nothing; `n_partitions` and, of these, those whose pages (`n_read_before`) and counts
    (`n_measured_before`) an earlier run had left; `failures` are the partitions that gave nothing, by name.
    """

    folder: str
    n_documents: int
    n_copies: int
    n_partitions: int
    n_read_before: int
    n_measured_before: int
    n_set_aside: int
    episodes: str
    failures: tuple[Failure, ...]


def tally_corpus(
    path: str | Path,
    *,
    out: str | Path,
    themes: Themes | str | Path | None = None,
    register: Register | None = None,
    columns: Mapping[str, str] | None = None,
    clean: bool = True,
    workers: int | None = None,
    scheduler: object = None,
    partition_size: int = PARTITION_SIZE,
    report: TextIO | None = None,
) -> Tally:
    """Tally themes and tone of a corpus of any size, partition by partition, on all cores or on a cluster.

    Documents are read, cleaned and dated, copies and episodes found, sentences, mentions and tone counted as by
    `read_corpus`, `split_sentences`, `find_mentions`, `score_sentences`, `tally_mentions` and `tally_tone`; the numbers are
    the same for every cut, every number of workers and every machine. A run that was stopped is taken up where it
    was: what was made from the same bytes, lexicon, options and code is not made again.

    Parameters
    ----------
    path
        A folder or file as for `read_corpus`, or an address that fsspec knows ("s3://bucket/folder/*.parquet").
    out
        A folder for the results, one corpus each; workers of a cluster must see it under the same name. Beside the
        sums it keeps the cleaned texts, compressed, for evidence and samples.
    themes
        A lexicon or its file; `read_themes()` unless given.
    register
        As in `score_sentences`.
    columns, clean
        As in `read_corpus`. `metadata.csv` is read where the corpus is on this machine.
    workers
        Processes of this machine; as many as there are cores unless given, and none for a small corpus.
    scheduler
        The address of a Dask cluster ("tcp://host:8786"), or a `dask.distributed.Client`.
    partition_size
        Bytes of raw text in a partition, about. It bounds the memory of a worker, and changes no number.
    report
        Where progress is shown if it is a terminal; standard error unless given.

    Returns
    -------
    Tally
        What was done; `read_tallies(out)` gives the sums.

    Raises
    ------
    FileNotFoundError, ValueError
        As `read_corpus`, or for an option out of range.
    CannotWrite
        If the disk is full or the folder may not be written; what is done is kept.

    Notes
    -----
    Up to 200,000 documents episodes are those of `assign_episodes`; in larger corpora those that metadata gives, and
    any other document stands for itself. What is held of every document at once is its row without text, and its
    hashes: some hundreds of bytes.
    """
    if "://" in str(out):
        raise ValueError(f"out is {out!r}: results are written to a folder of this machine, or one that it mounts")
    root = Path(out).resolve()
    if _is_within(path, root):
        raise ValueError(f"out is {out}, within the corpus {path}: name a folder beside it")
    partitions = list_partitions(path, size=partition_size)
    remove_drafts(root)
    lexicon = themes if isinstance(themes, Themes) else read_themes(themes)
    packed, described = pack_lexicon(lexicon, register or read_register())
    engine = choose_engine(sum(p.size for p in partitions), workers=workers, scheduler=scheduler)
    try:
        run = _Run(str(root), engine, report)
        found = run.read(path, partitions, columns, clean)
        parts, twice = run.measure(found, packed, described)
        documents, documents_key = run.link(parts, twice)
        tallies = run.tally(parts, documents, documents_key)
    finally:
        engine.close()
        remove_drafts(root)  # of a worker that was ended while it wrote
    aside = tabulate_problems(run.problems, [])
    aside = pd.concat([found.set_aside, aside], ignore_index=True) if len(aside) else found.set_aside
    aside_key = make_key("aside", aside.to_csv(index=False))
    write_table(place(str(root), "aside", aside_key), aside)
    failures = _list_failures(aside)
    episodes = "compared" if len(documents) <= MOST_FOR_EPISODES else "given only"
    manifest = {
        "format": FORMAT,
        "documents": documents_key,
        "tallies": tallies,
        "set_aside": aside_key,
        "themes": lexicon.names,
        "lexicon": described,
        "episodes": episodes,
        "n_documents": len(documents),
        "failures": [dataclasses.asdict(failure) for failure in failures],
        "parts": [_describe_part(part) for part in parts],
    }
    write_text(root / TALLY, json.dumps(manifest, indent=1, ensure_ascii=True) + "\n")
    return Tally(
        folder=str(out),
        n_documents=len(documents),
        n_copies=int((documents["copy_of"] != "").sum()),
        n_partitions=len(partitions),
        n_read_before=sum(part.reused for part in found.parts),
        n_measured_before=run.n_measured_before,
        n_set_aside=len(aside),
        episodes=episodes,
        failures=failures,
    )


def _list_failures(aside: pd.DataFrame) -> tuple[Failure, ...]:
    """Return what of the corpus is lost, by file: rows of `set_aside` that are no document's."""
    lost = aside[(aside["outcome"] == SET_ASIDE) & (aside["doc_id"] == "")]
    out = []
    for file, rows in lost.groupby("file", sort=False):
        line, problem = rows.iloc[0][["line", "problem"]]
        more = f" (and {len(rows) - 1} more of it)" if len(rows) > 1 else ""
        out.append(Failure(file, f"{f'line {line}: ' if line else ''}{problem}{more}"))
    return tuple(out)


class _Run:
    """The steps of a run, each over all partitions."""

    def __init__(self, out: str, engine: Engine, report: TextIO | None) -> None:
        self.out, self.engine, self.report = out, engine, report
        self.sizes: dict[str, int] = {}
        self.n_measured_before = 0
        self.problems: list[Problem] = []

    def _run(self, function, tasks: list[Task], label: str) -> list:
        """Return the results; what failed is noted."""
        results = self.engine.run(function, tasks, label=label, report=self.report)
        self.problems += [
            Problem(result.name, 0, f"{label} it failed: {result.problem}", "mend it or take it out")
            for result in results
            if isinstance(result, Failure)
        ]
        return results

    def _run_all(self, function, tasks: list[Task], label: str) -> list:
        """Return the results; one that fails ends the run, since what it gives is of the whole corpus."""
        results = self.engine.run(function, tasks, label=label, report=self.report)
        for result in results:
            if isinstance(result, Failure):
                raise RuntimeError(f"{label} {result.name} failed: {result.problem}")
        return results

    def read(self, path, partitions: list[Partition], columns, clean: bool) -> Found:
        """Read every partition."""
        local = "://" not in str(path)
        source = find_path(path) if local else None
        rows, problems = read_metadata(find_metadata(source)) if local else ({}, [])
        tasks = [
            Task(p.name, p.size, (p, self.out, columns, clean, _select_rows(rows, p), bool(rows))) for p in partitions
        ]
        self.sizes = {p.name: p.size for p in partitions}
        parts = [result for result in self._run(read_part, tasks, "reading") if isinstance(result, Part)]
        several = local and (source.is_dir() or split_name(source.name)[1] == "archive")
        found = join_parts(parts, rows, problems, several and not self.problems)
        if not any(part.n_documents for part in parts):
            aside = pd.concat([found.set_aside, tabulate_problems(self.problems, [])])
            raise ValueError(say_no_documents(path, aside))
        return found

    def measure(self, found: Found, packed: bytes, described: str) -> tuple[list[Part], set[tuple[int, str]]]:
        """Count what is in each partition; return those that could be counted, and the ids that do not count."""
        parts = [
            dataclasses.replace(part, reused=False, cells=make_key("cells", part.pages, part.shared, described))
            for part in found.parts
        ]
        tasks = [Task(part.name, self.sizes[part.name], (part, packed)) for part in parts]
        results = self._run(measure_part, tasks, "measuring")
        kept = [number for number, result in enumerate(results) if not isinstance(result, Failure)]
        if not kept:
            raise ValueError(f"no partition could be measured; {results[0].name}: {results[0].problem}")
        self.n_measured_before = sum(results[number] for number in kept)
        places = {number: at for at, number in enumerate(kept)}
        twice = {(places[number], doc_id) for number, doc_id in found.twice if number in places}
        return [parts[number] for number in kept], twice

    def link(self, parts: list[Part], twice: set[tuple[int, str]]) -> tuple[pd.DataFrame, str]:
        """Mark copies and episodes over all partitions; return the documents and their key."""
        made_from = [(part.pages, part.shared) for part in parts]
        key = make_key("documents", made_from, sorted(twice), MOST_FOR_EPISODES)
        path = place(self.out, "documents", key)
        if not is_written(path):
            # by a worker, which has the libraries loaded for it; the rest waits for what it finds
            size = sum(self.sizes[part.name] for part in parts)
            self._run_all(write_links, [Task("the documents", size, (parts, twice, path))], "linking")
        return read_table(path), key

    def tally(self, parts: list[Part], documents: pd.DataFrame, documents_key: str) -> str:
        """Tally by day and group, some partitions at a time, and add; return the key of the tallies."""
        key = make_key("tallies", documents_key, [part.cells for part in parts])
        path = place(self.out, "tallies", key)
        if is_written(path):
            return key
        rows = split_documents(documents[_LINKED], len(parts))
        tasks = []
        for i in range(0, len(parts), _TOGETHER):
            some = parts[i : i + _TOGETHER]
            size = sum(self.sizes[part.name] for part in some)
            tasks.append(Task(f"{some[0].name} and after", size, (some, rows[i : i + _TOGETHER], "date", "group")))
        write_table(path, add_tallies(*self._run_all(tally_parts, tasks, "adding")))
        return key


def _select_rows(metadata: dict[str, dict], partition: Partition) -> dict[str, dict]:
    """Return the rows of metadata.csv that a partition may need."""
    if any(piece.kind not in ("text", "html") for piece in partition.pieces):
        return metadata
    stems = (clean_name(split_name(piece.name.rpartition("/")[2])[0]) for piece in partition.pieces)
    return {stem: metadata[stem] for stem in stems if stem in metadata}


def _is_within(path: str | Path, folder: Path) -> bool:
    """Tell whether a folder lies in the corpus, or is it."""
    return "://" not in str(path) and folder.is_relative_to(find_path(path).resolve())


def _describe_part(part: Part) -> dict:
    row = dataclasses.asdict(part)
    return {name: row[name] for name in ("name", "pages", "n_documents", "shared", "cells")}
