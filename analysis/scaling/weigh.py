"""Topics that were fitted on a sample, weighed over all documents of a tally."""

from pathlib import Path
from typing import TextIO

import pandas as pd

from ..core.schema import empty
from ..text.sentences import split_sentences
from ..topics.fitted import TopicModel, Topics, weigh_topics
from .engine import Failure, Task, choose_engine
from .folders import list_parts, list_rows, split_documents
from .manifest import read_manifest
from .steps import N_WORDS, PART, Part, load_part

_LETTERS = 6  # of a word, about: for the rate, and for whether a pool pays


def weigh_corpus(
    folder: str | Path,
    topics: Topics,
    *,
    refits: bool = False,
    workers: int | None = None,
    scheduler: object = None,
    report: TextIO | None = None,
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Weigh every document of a tally folder by topics that were fitted to some of them.

    Parameters
    ----------
    folder
        What `tally_corpus` was told to write to.
    topics
        From `fit_topics`, as a rule on `read_sample(folder)`.
    refits
        Whether to weigh by the topics of every resample too, which takes as many times longer and
        as much more memory.
    workers, scheduler, report
        As in `tally_corpus`.

    Returns
    -------
    weights, refits : DataFrame
        As `weigh_topics` gives them, documents in order of `doc_id`. With `list_documents(folder)`
        they are what `estimate_topics` needs.

    Raises
    ------
    FileNotFoundError
        If the folder holds no finished tally.
    RuntimeError
        If a partition cannot be weighed; the message names it.
    """
    manifest = read_manifest(folder)
    parts = list_parts(folder, manifest)
    about = list_rows(folder, columns=["doc_id", N_WORDS, PART])
    tasks = []
    for part, rows in zip(parts, split_documents(about, len(parts)), strict=True):
        if len(rows):
            given = (part, rows["doc_id"].tolist(), topics.model, refits)
            tasks.append(Task(part.name, _LETTERS * int(rows[N_WORDS].sum()), given))
    engine = choose_engine(sum(task.size for task in tasks), workers=workers, scheduler=scheduler)
    try:
        results = engine.run(_weigh_part, tasks, label="weighing", report=report)
    finally:
        engine.close()
    for result in results:
        if isinstance(result, Failure):
            raise RuntimeError(f"weighing {result.name} failed: {result.problem}")
    results = results or [(empty("weights"), empty("weights").assign(refit=0))]
    weights, more = zip(*results, strict=True)
    return _join(weights, ["doc_id", "topic"]), _join(more, ["refit", "doc_id", "topic"])


def _weigh_part(
    part: Part, doc_ids: list[str], model: TopicModel, refits: bool
) -> tuple[pd.DataFrame, pd.DataFrame]:
    documents, _ = load_part(part, doc_ids=doc_ids)
    return weigh_topics(model, split_sentences(documents), refits=refits)


def _join(tables, order: list[str]) -> pd.DataFrame:
    return pd.concat(tables, ignore_index=True).sort_values(order, ignore_index=True)
