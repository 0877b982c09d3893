"""A tally on disk, read back: its sums, its documents, a sample of them with text, and the
sentences behind a number.
"""

from __future__ import annotations

import functools
import json
from collections.abc import Callable, Iterable
from pathlib import Path

import pandas as pd
import pyarrow as pa

from ..core.schema import conform
from ..corpus.read import TALLY, Corpus
from ..project import find_path
from ..stats.tallies import add_in_turn, pool_tallies
from .steps import N_WORDS, PART, Part, load_part, tally_parts
from .store import FORMAT, Broken, is_key, is_written, list_columns, place, read_table, write_table

#: The most documents of a sample, and its words: enough for terms and topics, few enough for
# seconds.
SAMPLE, SAMPLE_WORDS = 2_000, 500_000
_MANY_PARTS = 64  # of a corpus whose sample takes seconds to read from them


_MOST = 500_000_000  # bytes of a manifest
_KINDS = (
    "documents",
    "tallies",
    "pages",
)  # of results, any of which shows that a folder is a tally's
_KEYS = ("documents", "tallies", "set_aside")  # of a manifest that are keys of results
_SHAPE = {
    "themes": list,
    "lexicon": str,
    "episodes": str,
    "n_documents": int,
    "failures": list,
    "parts": list,
}
_PART = {"name": str, "pages": str, "n_documents": int, "shared": list, "cells": str}


def is_tally(path: str | Path) -> bool:
    """Tell whether a path is a folder that `tally_corpus` has written: any other may hold a
    tally.json too.
    """
    if "://" in str(path) or not (find_path(path) / TALLY).is_file():
        return False
    return any(
        is_key(file.stem)
        for kind in _KINDS
        for file in (find_path(path) / kind).glob("??/*.parquet")
    )


def read_manifest(folder: str | Path) -> dict:
    """Return what a tally folder says of itself.

    Raises
    ------
    FileNotFoundError
        If it is no such folder, or no run of it has come to its end.
    ValueError
        If it was written by another version of this package, or by something else.
    """
    if not is_tally(folder):
        raise FileNotFoundError(
            f"{folder} holds no finished tally: run tally_corpus(..., out={str(folder)!r}) to its "
            "end"
        )
    path = find_path(folder) / TALLY
    try:
        if path.is_symlink() or path.stat().st_size > _MOST:
            raise ValueError("it is a link, or larger than any manifest")
        manifest = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError) as error:
        raise Broken(
            f"{path} cannot be read ({error}); run tally_corpus again: what is done is kept"
        ) from error
    if (
        isinstance(manifest, dict)
        and type(manifest.get("format")) is int
        and manifest["format"] != FORMAT
    ):
        raise ValueError(
            f"{folder} is of format {manifest['format']}, not {FORMAT}: run tally_corpus anew"
        )
    if wrong := _find_wrong(manifest):
        raise Broken(
            f"{path} is not what tally_corpus writes ({wrong}); run it again: what is done is kept"
        )
    return manifest


def _find_wrong(manifest: object) -> str:
    """Return what is not as `tally_corpus` writes it, "" if all is."""
    if not isinstance(manifest, dict) or manifest.get("format") != FORMAT:
        return "it names no format"
    wrong = [name for name in _KEYS if not is_key(manifest.get(name))]
    wrong += [name for name, kind in _SHAPE.items() if type(manifest.get(name)) is not kind]
    if wrong:
        return f"{wrong[0]} is wrong or missing"
    if not all(isinstance(theme, str) for theme in manifest["themes"]):
        return "themes are no names"
    for number, part in enumerate(manifest["parts"], 1):
        if not isinstance(part, dict) or part.keys() != _PART.keys():
            return f"part {number} is none"
        keyed = (
            is_key(part["pages"])
            and is_key(part["cells"])
            and all(type(n) is int for n in part["shared"])
        )
        if not keyed or any(type(part[name]) is not kind for name, kind in _PART.items()):
            return f"part {number} is wrong"
    return ""


def _plainly(function: Callable) -> Callable:
    """Say in one line that the tables of a folder, which may come from anywhere, are not what they
    should be.
    """

    @functools.wraps(function)
    def call(folder: str | Path, *arguments, **options):
        try:
            return function(folder, *arguments, **options)
        except (
            KeyError,
            IndexError,
            TypeError,
            AttributeError,
            UnicodeError,
            OverflowError,
            pa.ArrowException,
        ) as error:
            said = f"{type(error).__name__}: {error}"
            raise Broken(
                f"the tables in {folder} are not what tally_corpus writes ({said}); run it again"
            ) from error

    return call


@_plainly
def read_aside(folder: str | Path) -> pd.DataFrame:
    """Return table `set_aside` of a tally folder."""
    return read_table(place(str(find_path(folder)), "aside", read_manifest(folder)["set_aside"]))


def list_parts(folder: str | Path, manifest: dict) -> list[Part]:
    """Return the partitions of a tally folder."""
    out = str(find_path(folder))
    return [Part(out, **{**row, "shared": tuple(row["shared"])}) for row in manifest["parts"]]


@_plainly
def read_tallies(
    folder: str | Path,
    *,
    period: str = "year",
    group: str | None = "group",
    themes: Iterable[str] | None = None,
) -> pd.DataFrame:
    """Read the tallies of a whole corpus from the folder of `tally_corpus`.

    Parameters
    ----------
    folder
        What `tally_corpus` was told to write to.
    period
        As in `tally_mentions`: "date", "month", "year", "decade" or "all".
    group
        "group" or None (all documents together) are there in no time; another column of the
        documents ("source") is tallied anew, partition by partition.
    themes
        The themes to return; all of them unless given.

    Returns
    -------
    DataFrame
        Table `tallies` with the measures "share", "rate" and "tone": what `tally_mentions` and
        `tally_tone` give for the documents of `read_corpus`, added by `add_tallies`.

    Raises
    ------
    FileNotFoundError
        If the folder holds no finished tally.
    ValueError
        If `period` or `group` is unknown, or a theme was not tallied.
    """
    manifest = read_manifest(folder)
    unknown = sorted(set(themes or ()) - {*manifest["themes"], "none", "all"})
    if unknown:
        raise ValueError(
            f"theme {unknown[0]!r} was not tallied; there are {', '.join(manifest['themes'])}"
        )
    root = str(find_path(folder))
    if group in ("group", None):
        tallies = read_table(place(root, "tallies", manifest["tallies"]))
    else:
        documents, parts = list_rows(folder), list_parts(folder, manifest)
        rows = split_documents(documents, len(parts))
        tallies = add_in_turn(
            tally_parts([part], [of], period, group) for part, of in zip(parts, rows, strict=True)
        )
    if themes is not None:
        tallies = tallies[tallies["theme"].isin(list(themes))]
    tallies = pool_tallies(tallies, period=None if period == "date" else period)
    return tallies if group is not None else pool_tallies(tallies, group="all")


def split_documents(documents: pd.DataFrame, n_parts: int) -> list[pd.DataFrame]:
    """Return the documents of each partition."""
    groups = dict(list(documents.groupby(PART)))
    return [groups.get(number, documents.iloc[:0]) for number in range(n_parts)]


@_plainly
def list_documents(folder: str | Path, *, columns: list[str] | None = None) -> pd.DataFrame:
    """Return table `documents` of a whole tally folder without `text`, in order of `doc_id`.

    Further columns are those of the corpus, `copy_of`, `n_words`, and `part`, the number of the
    partition; these two have a space behind their names where the corpus has columns of these
    names.

    Parameters
    ----------
    folder
        The folder that `tally_corpus` wrote.
    columns
        Columns of `documents`; all unless named.

    Raises
    ------
    FileNotFoundError
        If the folder holds no finished tally.
    """
    path = _find_documents(folder)
    kept = list_columns(path)
    public = {
        name: name.strip() if name in (N_WORDS, PART) and name.strip() not in kept else name
        for name in kept
    }
    chosen = kept if columns is None else [name for name in kept if public[name] in columns]
    return read_table(path, chosen).rename(columns=public)[[*(columns or map(public.get, kept))]]


def list_rows(folder: str | Path, columns: list[str] | None = None) -> pd.DataFrame:
    """Return what `list_documents` returns, with `N_WORDS` and `PART` under these names."""
    return read_table(_find_documents(folder), columns)


def _find_documents(folder: str | Path) -> Path:
    return place(str(find_path(folder)), "documents", read_manifest(folder)["documents"])


@_plainly
def read_documents(folder: str | Path, doc_ids: Iterable[str]) -> pd.DataFrame:
    """Read documents back from their partitions, with text: the way from a number to its sentences.

    Parameters
    ----------
    folder
        What `tally_corpus` was told to write to.
    doc_ids
        Which documents; see `list_documents`, and `find_carriers` for those that carry a theme.

    Returns
    -------
    DataFrame
        Table `documents` with text, in order of `doc_id`.

    Raises
    ------
    FileNotFoundError
        If the folder holds no finished tally.
    ValueError
        If a document is not in it.
    """
    return _read_rows(folder, sorted(set(doc_ids)), lines=False)[0]


def _read_rows(
    folder: str | Path, doc_ids: list[str], *, lines: bool
) -> tuple[pd.DataFrame, pd.DataFrame]:
    manifest = read_manifest(folder)
    parts = list_parts(folder, manifest)
    root = str(find_path(folder))
    path = place(root, "documents", manifest["documents"])
    about = read_table(path, filters=[("doc_id", "in", doc_ids)])
    missing = sorted(set(doc_ids) - set(about["doc_id"]))
    if missing:
        raise ValueError(f"there is no document {missing[0]!r} in {folder}; see list_documents")
    texts, dropped = [], []
    for number, rows in about.groupby(PART):
        read, gone = load_part(parts[number], doc_ids=rows["doc_id"], lines=lines)
        texts.append(read[["doc_id", "text"]])
        dropped.append(gone)
    if not texts:
        texts, dropped = (
            [about[["doc_id"]].assign(text="")],
            [read_table(place(root, "lines", parts[0].pages)).iloc[:0]],
        )
    documents = about.drop(columns=[PART, N_WORDS]).merge(
        pd.concat(texts), on="doc_id", validate="one_to_one"
    )
    dropped = pd.concat(dropped).sort_values(
        ["doc_id", "line_no"], ignore_index=True, kind="stable"
    )
    return conform(documents.sort_values("doc_id"), "documents"), conform(dropped, "dropped_lines")


@_plainly
def find_carriers(
    folder: str | Path, theme: str, *, period: str | None = None, most: int = 50
) -> list[str]:
    """Return the documents that carry a theme most, copies aside.

    Parameters
    ----------
    folder
        What `tally_corpus` was told to write to.
    theme
        A theme that was tallied.
    period
        The beginning of a date ("2022", "2022-02"), or "undated"; all unless given.
    most
        How many documents at most, those with the most hits first, then by `doc_id`.

    Raises
    ------
    FileNotFoundError
        If the folder holds no finished tally.
    ValueError
        If the theme was not tallied.
    """
    manifest = read_manifest(folder)
    if theme not in manifest["themes"]:
        raise ValueError(
            f"theme {theme!r} was not tallied; there are {', '.join(manifest['themes'])}"
        )
    about = list_rows(folder, ["doc_id", "date", "copy_of", PART])
    about = about[about["copy_of"] == ""]
    if period is not None:
        about = about[
            about["date"].dt.strftime("%Y-%m-%d").fillna("undated").str.startswith(period)
        ]
    parts, found = list_parts(folder, manifest), []
    for number, rows in about.groupby(PART):
        path = place(parts[number].out, "cells", parts[number].cells)
        asked = [("theme", "==", theme), ("measure", "==", "rate"), ("y", ">", 0)]
        cells = read_table(path, ["doc_id", "y"], filters=asked)
        found.append(
            cells[cells["doc_id"].isin(rows["doc_id"])]
            .sort_values(["y", "doc_id"], ascending=[False, True])
            .head(most)
        )
    rows = pd.concat(found) if found else pd.DataFrame({"doc_id": [], "y": []})
    return rows.sort_values(["y", "doc_id"], ascending=[False, True])["doc_id"].head(most).tolist()


@_plainly
def read_sample(
    folder: str | Path, *, size: int | None = None, seed: int = 0, metadata: bool = True
) -> Corpus:
    """Return a random sample of a tally folder's documents, with text, as a corpus.

    Parameters
    ----------
    folder
        What `tally_corpus` was told to write to.
    size
        How many documents; all where there are no more. Unless given, as many as hold 500,000
        words, 2,000 at most.
    seed
        Which sample: those with the smallest hashes of `doc_id` and seed. So it does not depend on
        the partitions, and a corpus that grows keeps most of it.
    metadata
        False empties the dates that metadata gave; those that the texts bear beside them were not
        looked for.

    Returns
    -------
    Corpus
        `copy_of` and `episode` are those of the whole corpus; an original may be outside the
        sample. `set_aside` is that of the whole. `n_whole` counts its documents, unless they are
        all here.

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
        documents[["date", "date_low", "date_high"]] = documents[
            ["date", "date_low", "date_high"]
        ].mask(given)
        documents["date_evidence"] = documents["date_evidence"].mask(given, "not looked for")
    aside = read_aside(folder)
    n_whole = manifest["n_documents"]
    return Corpus(documents, dropped, aside, n_whole if len(documents) < n_whole else 0)


def _draw_sample(
    folder: str | Path, size: int | None, seed: int
) -> tuple[pd.DataFrame, pd.DataFrame]:
    about = list_rows(folder, ["doc_id", N_WORDS])
    hashes = pd.util.hash_array(
        (f"{seed} " + about["doc_id"]).to_numpy(dtype=object), categorize=False
    )
    drawn = about.assign(hash=hashes).nsmallest(
        SAMPLE if size is None else size, ["hash"], keep="first"
    )
    within = (drawn[N_WORDS].cumsum() <= SAMPLE_WORDS) | (size is not None)
    chosen = drawn["doc_id"][within] if within.any() else drawn["doc_id"].head(1)
    return _read_rows(folder, sorted(chosen), lines=True)


def _name_sample(folder: str | Path, manifest: dict) -> list[Path]:
    return [
        place(str(find_path(folder)), kind, manifest["documents"])
        for kind in ("sample", "sample_lines")
    ]


def keep_sample(folder: str | Path) -> None:
    """Write the sample that `read_sample` gives unless told otherwise to tables of its own, where
    it lies in many partitions.
    """
    manifest = read_manifest(folder)
    if len(manifest["parts"]) > _MANY_PARTS:
        for path, table in zip(
            _name_sample(folder, manifest), _draw_sample(folder, None, 0), strict=True
        ):
            if not is_written(path):
                write_table(path, table)
