"""Documents that are added: which files they came of, when they are from, and which are told."""

from collections.abc import Collection, Iterable

import pandas as pd

from ..core.counts import say_count, say_some
from ..corpus.read import Corpus
from ..sources.beside import is_beside
from ..sources.identify import drop_endings
from ..sources.source import SET_ASIDE
from .gather import Gathered

_FACTS = ("date", "source", "group", "title", "copy_of")  # that tell a document
NAMED = 3  # files that a line names


def list_moved(before: pd.DataFrame, now: pd.DataFrame) -> tuple[dict, dict]:
    """Return of two tables of documents those that only one holds so, with what tells them."""
    columns = ["doc_id", *(c for c in _FACTS if c in before and c in now)]
    dated = [t[columns].assign(date=t["date"].dt.strftime("%Y-%m-%d")) for t in (before, now)]
    old, new = (table.astype("object").fillna("").astype("str") for table in dated)
    moved = ~pd.concat([old, new]).duplicated(keep=False).to_numpy()
    first, last = old[moved[: len(old)]], new[moved[len(old) :]]
    return _by_id(first), _by_id(last)


def _by_id(table: pd.DataFrame) -> dict[str, dict]:
    return {row.pop("doc_id"): row for row in table.to_dict("records")}


class Files:
    """Names of files, to tell of which a document came: the file, or an archive that holds it."""

    def __init__(self, names: Iterable[str]) -> None:
        self.whole = set(names)
        self._folders: dict[str, list[str]] = {}
        for name in sorted(self.whole):
            for folder in {name, drop_endings(name)}:
                self._folders.setdefault(folder, []).append(name)

    def find(self, file: str) -> list[str]:
        """Return the names of which a document's file is one, or a member."""
        found = [file] if file in self.whole else []
        for end in (i for i, letter in enumerate(file) if letter == "/"):
            found += self._folders.get(file[:end], [])
        return found

    def find_all(self, files: Iterable[str]) -> set[str]:
        """Return the names of which any of some documents' files came."""
        return {name for file in files for name in self.find(file)}


def find_lost(corpus: Corpus, names: Collection[str]) -> set[str]:
    """Return those of some files that were set aside and gave no document."""
    aside, files = corpus.set_aside, Files(name for name in names if not is_beside(name))
    lost = files.find_all(aside.loc[aside["outcome"] == SET_ASIDE, "file"].unique())
    return lost - files.find_all(corpus.documents["file"].unique())


def bound_dates(documents: pd.DataFrame) -> pd.DataFrame:
    """Return the first and the last day that each document may be of, if need be its date."""
    date = documents["date"]
    ends = [documents.get(name, date).fillna(date) for name in ("date_low", "date_high")]
    return pd.concat(ends, axis=1, keys=("low", "high"))


def say_files(found: Gathered) -> list[str]:
    """Say what became of the files, where any was not added; those beside articles are not counted."""
    kinds = (found.added, found.known, sorted(found.lost))
    added, known, lost = ([name for name in names if not is_beside(name)] for names in kinds)
    if not (known or lost):
        return []
    parts = [f"{len(added):,} new"] if added else []
    parts += [f"{len(known):,} there already ({say_some(known, NAMED)})"] if known else []
    parts += [f"{len(lost):,} not added ({say_some(lost, NAMED)})"] if lost else []
    return [f"{say_count(len(added) + len(known) + len(lost), 'file')}: {', '.join(parts)}."]
