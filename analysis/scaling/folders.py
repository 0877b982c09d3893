"""A tally on disk, read back: its sums, its documents, and the sentences behind a number."""

from collections.abc import Iterable, Iterator
from pathlib import Path

import pandas as pd

from ..core.schema import conform
from ..project import find_path
from ..stats.tallies import add_in_turn, pool_tallies
from .manifest import check_themes, plainly, read_manifest
from .steps import AT_ONCE, N_WORDS, PART, Part, load_part, tally_parts
from .store import list_columns, place, read_table


@plainly
def read_aside(folder: str | Path) -> pd.DataFrame:
    """Return table `set_aside` of a tally folder."""
    return read_table(place(str(find_path(folder)), "aside", read_manifest(folder)["set_aside"]))


def list_parts(folder: str | Path, manifest: dict) -> list[Part]:
    """Return the partitions of a tally folder."""
    out = str(find_path(folder))
    return [Part(out, **{**row, "shared": tuple(row["shared"])}) for row in manifest["parts"]]


@plainly
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
        As in `tally_mentions`.
    group
        "group" or None (all documents together) are there in no time if each date is known to the
        day; otherwise, and by another column of the documents ("source"), they are tallied anew.
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
    check_themes(manifest, set(themes or ()) - {"none", "all"})
    root = str(find_path(folder))
    named = "group" if group is None else group
    if named == "group" and (period in ("date", "all") or _is_to_the_day(folder)):
        tallies = read_table(place(root, "tallies", manifest["tallies"]))
    else:
        documents, parts = list_rows(folder), list_parts(folder, manifest)
        tallies = add_in_turn(tally_in_turn(parts, documents, period, named))
    if themes is not None:
        tallies = tallies[tallies["theme"].isin(list(themes))]
    tallies = pool_tallies(tallies, period=None if period == "date" else period)
    return tallies if group is not None else pool_tallies(tallies, group="all")


def tally_in_turn(
    parts: list[Part], documents: pd.DataFrame, period: str, group: str
) -> Iterator[pd.DataFrame]:
    """Yield the tallies of some partitions at a time."""
    rows = split_documents(documents, len(parts))
    for i in range(0, len(parts), AT_ONCE):
        yield tally_parts(parts[i : i + AT_ONCE], rows[i : i + AT_ONCE], period, group)


def _is_to_the_day(folder: str | Path) -> bool:
    """Tell whether sums by day add up to longer periods: a document of some day of a year stands at
    its middle, and in no month.
    """
    known = list_rows(folder, ["date_low", "date_high"]).dropna()
    return bool((known["date_low"] == known["date_high"]).all())


def split_documents(documents: pd.DataFrame, n_parts: int) -> list[pd.DataFrame]:
    """Return the documents of each partition."""
    groups = dict(list(documents.groupby(PART)))
    return [groups.get(number, documents.iloc[:0]) for number in range(n_parts)]


@plainly
def list_documents(folder: str | Path, *, columns: list[str] | None = None) -> pd.DataFrame:
    """Return table `documents` of a whole tally folder without `text`, in order of `doc_id`: the
    columns that are named, or all.

    Further columns are those of the corpus, `copy_of`, `n_words`, and `part`, the number of the
    partition; these two have a space behind their names where the corpus has columns of these
    names.

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


@plainly
def read_documents(folder: str | Path, doc_ids: Iterable[str]) -> pd.DataFrame:
    """Read documents back from their partitions, with text: the way from a number to its sentences.

    Parameters
    ----------
    folder
        What `tally_corpus` was told to write to.
    doc_ids
        Which documents; see `list_documents`, and `find_carriers` for those that mention a theme.

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
    return read_rows(folder, sorted(set(doc_ids)), lines=False)[0]


def read_rows(
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
        texts = [about[["doc_id"]].assign(text="")]
        dropped = [read_table(place(root, "lines", parts[0].pages)).iloc[:0]]
    documents = about.drop(columns=[PART, N_WORDS])
    documents = documents.merge(pd.concat(texts), on="doc_id", validate="one_to_one")
    gone = pd.concat(dropped).sort_values(["doc_id", "line_no"], ignore_index=True, kind="stable")
    return conform(documents.sort_values("doc_id"), "documents"), conform(gone, "dropped_lines")


@plainly
def find_carriers(
    folder: str | Path, theme: str, *, period: str | None = None, most: int = 50
) -> list[str]:
    """Return the documents that mention a theme most, copies aside.

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
    check_themes(manifest, [theme])
    about = list_rows(folder, ["doc_id", "date", "copy_of", PART])
    about = about[about["copy_of"] == ""]
    if period is not None:
        days = about["date"].dt.strftime("%Y-%m-%d").fillna("undated")
        about = about[days.str.startswith(period)]
    parts, found = list_parts(folder, manifest), []
    for number, rows in about.groupby(PART):
        path = place(parts[number].out, "cells", parts[number].cells)
        asked = [("theme", "==", theme), ("measure", "==", "rate"), ("y", ">", 0)]
        cells = read_table(path, ["doc_id", "y"], filters=asked)
        found.append(_take_first(cells[cells["doc_id"].isin(rows["doc_id"])], most))
    return _take_first(pd.concat(found), most)["doc_id"].tolist() if found else []


def _take_first(cells: pd.DataFrame, most: int) -> pd.DataFrame:
    return cells.sort_values(["y", "doc_id"], ascending=[False, True]).head(most)
