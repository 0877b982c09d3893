"""`tally_corpus`: the verbs over a corpus that does not fit in memory, and their sums added."""

import dataclasses
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

import pandas as pd

from ..corpus.languages import remark_languages
from ..corpus.read import TALLY, tabulate_problems
from ..project import find_path
from ..sources.source import SET_ASIDE
from ..themes.lexicon import Themes, read_themes
from ..tone.register import Register, read_register
from .engine import Failure, choose_engine
from .links import MOST_FOR_EPISODES
from .manifest import PART_SHAPE
from .packing import pack_lexicon
from .partitions import PARTITION_SIZE, list_partitions
from .run import Run
from .sample import keep_sample
from .store import FORMAT, is_written, make_key, place, remove_drafts, write_table, write_text


@dataclass(frozen=True)
class Tally:
    """What a run of `tally_corpus` did.

    `folder` is for `read_tallies`, `read_corpus` and `read_documents`; `n_documents` counts all,
    `n_copies` those of them that add nothing; `n_partitions` and, of these, those whose pages
    (`n_read_before`) and counts (`n_measured_before`) an earlier run had left; `failures` are the
    partitions that gave nothing, by name.
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
    clean: str | bool = "auto",
    workers: int | None = None,
    scheduler: object = None,
    partition_size: int = PARTITION_SIZE,
    report: TextIO | None = None,
) -> Tally:
    """Tally themes and tone of a corpus of any size, by partitions, on all cores or a cluster.

    Documents are read, cleaned and dated, copies and episodes found, sentences, mentions and tone
    counted as by `read_corpus`, `split_sentences`, `find_mentions`, `score_sentences`,
    `tally_mentions` and `tally_tone`; the numbers are the same for every cut, every number of
    workers and every machine. A run that was stopped is taken up where it was: what was made from
    the same bytes, lexicon, options and code is not made again.

    Parameters
    ----------
    path
        A folder or file as for `read_corpus`, or an address that fsspec knows
        ("s3://bucket/folder/*.parquet").
    out
        A folder for the results, one corpus each; workers of a cluster must see it under the same
        name. Beside the sums it keeps the cleaned texts, compressed, for evidence and samples.
    themes
        A lexicon or its file; `read_themes()` unless given.
    register
        As in `score_sentences`.
    columns, clean
        As in `read_corpus`. `metadata.csv` is read where the corpus is on this machine.
    workers
        Processes of this machine; as many as there are cores unless given, and none for a small
        corpus.
    scheduler
        The address of a Dask cluster ("tcp://host:8786"), or a `dask.distributed.Client`.
    partition_size
        Bytes of raw text in a partition, about. It bounds the memory of a worker, and changes no
        number.
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
    Up to 50,000 documents episodes are those of `assign_episodes`; in larger corpora those that
    metadata gives, and any other document stands for itself. What is held of every document at once
    is its row without text, and its hashes: some hundreds of bytes.
    """
    if "://" in str(out):
        raise ValueError(
            f"out is {out!r}: results are written to a folder of this machine, or one that it "
            "mounts"
        )
    root = Path(out).resolve()
    if "://" not in str(path) and root.is_relative_to(find_path(path).resolve()):
        raise ValueError(f"out is {out}, within the corpus {path}: name a folder beside it")
    partitions = list_partitions(path, size=partition_size)
    remove_drafts(root)
    engine = choose_engine(sum(p.size for p in partitions), workers=workers, scheduler=scheduler)
    try:
        engine.start()
        lexicon = themes if isinstance(themes, Themes) else read_themes(themes)
        packed, described = pack_lexicon(lexicon, register or read_register())
        run = Run(str(root), engine, report)
        found = run.read(path, partitions, columns, clean)
        parts, documents, documents_key = run.measure(*run.sign(found), packed, described)
        tallies = run.tally(parts, documents, documents_key)
    finally:
        engine.close()
        remove_drafts(root)  # of a worker that was ended while it wrote
    aside = found.set_aside
    if later := [*run.problems, *remark_languages(documents)]:
        aside = pd.concat([aside, tabulate_problems(later, [])], ignore_index=True)
        aside = aside.sort_values(["file", "line"], ignore_index=True, kind="stable")
    aside_key = make_key("aside", aside.to_csv(index=False))
    aside_path = place(str(root), "aside", aside_key)
    if not is_written(aside_path):
        write_table(aside_path, aside)
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
        "parts": [{name: getattr(part, name) for name in PART_SHAPE} for part in parts],
    }
    write_text(root / TALLY, json.dumps(manifest, indent=1, ensure_ascii=True) + "\n")
    keep_sample(root)
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
