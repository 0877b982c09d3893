"""A sample of the documents of a tally, with their texts."""

from pathlib import Path

import pandas as pd

from ..corpus.read import Corpus
from ..project import find_path
from .folders import list_rows, read_aside, read_rows
from .manifest import plainly, read_manifest
from .steps import N_WORDS
from .store import is_written, place, read_table, write_table

#: The most documents of a sample, and its words: enough for terms and topics, few enough for
# seconds.
SAMPLE, SAMPLE_WORDS = 2_000, 500_000
_MANY_PARTS = 64  # of a corpus whose sample takes seconds to read from them


@plainly
def read_sample(
    folder: str | Path, *, size: int | None = None, seed: int = 0, metadata: bool = True
) -> Corpus:
    """Return a random sample of a tally folder's documents, with text, as a corpus: so many, or as
    many as hold 500,000 words, 2,000 at most.

    Sampled are those with the smallest hashes of `doc_id` and seed. So the sample does not depend on
    the partitions, and a corpus that grows keeps most of it. Without `metadata` the dates that it
    gave are empty; those that the texts give beside them were not looked for.

    `copy_of` and `episode` are those of the whole corpus; an original may be outside the sample.
    `set_aside` is that of the whole. `n_whole` counts its documents, unless they are all here.

    Raises
    ------
    FileNotFoundError
        If the folder holds no finished tally.
    ValueError
        If `size` is under 1.
    """
    if size is not None and size < 1:
        raise ValueError(f"size is {size}; write a number of documents from 1 on")
    manifest = read_manifest(folder)
    kept = _name_sample(folder, manifest)
    if size is None and seed == 0 and all(map(is_written, kept)):
        documents, dropped = map(read_table, kept)
    else:
        documents, dropped = _draw_sample(folder, size, seed)
    if not metadata:
        given = documents["date_evidence"].str.startswith("metadata")
        dates = ["date", "date_low", "date_high"]
        documents[dates] = documents[dates].mask(given)
        documents["date_evidence"] = documents["date_evidence"].mask(given, "not looked for")
    aside = read_aside(folder)
    n_whole = manifest["n_documents"]
    return Corpus(documents, dropped, aside, n_whole if len(documents) < n_whole else 0)


def _draw_sample(
    folder: str | Path, size: int | None, seed: int
) -> tuple[pd.DataFrame, pd.DataFrame]:
    about = list_rows(folder, ["doc_id", N_WORDS])
    drawn = draw_rows(about, SAMPLE if size is None else size, seed)
    within = (drawn[N_WORDS].cumsum() <= SAMPLE_WORDS) | (size is not None)
    chosen = drawn["doc_id"][within] if within.any() else drawn["doc_id"].head(1)
    return read_rows(folder, sorted(chosen), lines=True)


def draw_rows(about: pd.DataFrame, size: int, seed: int = 0) -> pd.DataFrame:
    """Return the rows with the smallest hashes of `doc_id` and seed, these in order."""
    names = (f"{seed} " + about["doc_id"]).to_numpy(dtype=object)
    hashes = pd.util.hash_array(names, categorize=False)
    return about.loc[pd.Series(hashes, about.index).nsmallest(size, keep="first").index]


def _name_sample(folder: str | Path, manifest: dict) -> list[Path]:
    root, key = str(find_path(folder)), manifest["documents"]
    return [place(root, kind, key) for kind in ("sample", "sample_lines")]


def keep_sample(folder: str | Path) -> None:
    """Write the default sample to tables of its own, where it lies in many partitions."""
    manifest = read_manifest(folder)
    if len(manifest["parts"]) > _MANY_PARTS:
        drawn = _draw_sample(folder, None, 0)
        for path, table in zip(_name_sample(folder, manifest), drawn, strict=True):
            if not is_written(path):
                write_table(path, table)
