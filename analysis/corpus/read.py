"""Files to documents: every readable article in, everything else set aside with its reason and its
remedy.
"""

from collections.abc import Callable, Container, Iterable, Mapping
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path

import pandas as pd

from ..cleaning.site_boilerplate import drop_shared_lines
from ..core.cache import cached
from ..core.guards import apply_apart
from ..core.progress import track
from ..core.schema import conform, empty
from ..project import find_path
from ..sources.listing import list_sources
from ..sources.names import split_name
from ..sources.records import read_records
from ..sources.source import Problem, Record, Unused
from .builder import Reading
from .copies import mark_copies
from .episodes import assign_episodes
from .languages import remark_languages
from .metadata import Known, list_folders
from .metadata_files import find_metadata, find_tables_beside, list_metadata_beside
from .survey import Shown, plan_cleaning, survey_cleaning

TALLY = "tally.json"  # what a folder that `tally_corpus` has written holds
_LONGEST = 1000  # characters of what is said of a file or row


@dataclass(frozen=True)
class Corpus:
    """The three tables that reading gives: `documents`, `dropped_lines`, `set_aside` (see
    `schema.TABLES`).

    `n_whole` is of how many documents those are a random sample; 0 where they are all. `cleaning`
    says of each source of flat text how many documents were looked at, how many of them showed the
    menus and links of web pages, and whether its lines were judged for that (`source`, `n`,
    `n_furnished`, `judged`); it is empty where the caller decided.
    """

    documents: pd.DataFrame
    dropped_lines: pd.DataFrame
    set_aside: pd.DataFrame
    n_whole: int = 0
    cleaning: pd.DataFrame = field(default_factory=lambda: _tabulate_survey({}))


#: Folders that hold more than articles: what tells one, and what reads it as `read_corpus` would.
# Modules above add theirs.
FOLDER_READERS: list[tuple[Callable[[Path], bool], Callable[..., Corpus]]] = []


def _tabulate_survey(shown: Mapping[str, Shown]) -> pd.DataFrame:
    rows = [(group or "files of the folder", *found) for group, found in shown.items()]
    return pd.DataFrame(rows, columns=["source", *Shown._fields])


def tabulate_problems(
    problems: Iterable[Problem], remarks: Iterable[tuple[Problem, int]]
) -> pd.DataFrame:
    """Return table `set_aside` of problems, and of remarks with the number of documents that share
    each.
    """
    rows = [_write_row(problem) for problem in problems]
    for first, n in remarks:
        shared = f"{n} documents of this file: " if n > 1 else ""
        rows.append(_write_row(replace(first, problem=shared + first.problem)))
    aside = conform(pd.DataFrame(rows), "set_aside") if rows else empty("set_aside")
    return aside.sort_values(["file", "line"], ignore_index=True, kind="stable")


def _write_row(problem: Problem) -> dict:
    """Return a problem as a row: half a character, of which names may hold one, becomes "?", and
    what is long is cut.
    """
    row = {
        name: value if isinstance(value, int) else value.encode("utf-8", "replace").decode()
        for name, value in asdict(problem).items()
    }
    if len(said := row["problem"]) > _LONGEST:
        row["problem"] = f"{said[: _LONGEST // 2]} … {said[-_LONGEST // 2 :]}"
    return row


@cached(files="path", beside=list_metadata_beside)
def read_corpus(
    path: str | Path,
    *,
    columns: Mapping[str, str] | None = None,
    clean: str | bool = "auto",
    metadata: bool = True,
) -> Corpus:
    """Read articles: a folder or a file of .txt, .html, .csv, .tsv, .jsonl, .json or .parquet, or
    .zip, .tar, .gz of these.

    A document that cannot be read never ends the run: it appears in `set_aside` with file, line,
    problem and remedy, and so does what was read with a remark. Whatever fails on a file, a row or
    a document costs that one. Nothing outside the folder is opened, no address is fetched.

    Parameters
    ----------
    path
        A folder (read with its subfolders) or a file. A relative path that does not exist is looked
        for in the project's folder, so that notebooks need no path. A folder that `tally_corpus`
        has written gives a random sample of its documents (`scaling.read_sample`), copies and
        episodes marked as in the whole.
    columns
        Which column of tables holds what, as in `{"text": "body", "doc_id": "url", "date":
        "published"}`, where their names do not say (`sources.column_names.ALIASES`). Further keys become
        further columns of `documents`; so do further columns of `metadata.csv`. One of the name of
        a column that is ours ("text", "file") gets an underscore behind it.
    clean
        How lines of flat text are treated. "auto" (or True) judges them where a source shows the
        menus and links of web pages around its text (`survey.survey_cleaning`), and keeps those of
        speeches, statements and tables whole, but for notes of a site that many files share at
        their ends; "web" judges all, "no" (or False) none. A column
        `clean` of `metadata.csv` or of a table decides for one document: "yes", "no", or the lines
        that are its body ("12-40, 44"). HTML is always extracted; a Word file or an export holds
        body text.
    metadata
        Whether `metadata.csv` is read; False shows what the files alone bear.

    Returns
    -------
    Corpus
        `documents` in order of `doc_id` (the file's stem, the id column, or the table's stem and
        the row's number); `text` is the body, `date` is empty (NaT) where neither metadata nor text
        tells it to within a month. Rows of `metadata.csv` go before a table's columns, these before
        the text's own. `copy_of` names the document that one copies (`mark_copies`), and `episode`
        the event where metadata names none (`assign_episodes`). `file` and `lines` say where the
        body stands ("12-14, 18"; `locate_sentences` reads them). `dropped_lines` are all lines read
        that are not body, blank ones included, with the reason. Lines are those of the file, except
        where they were broken at a fixed width and joined (`decoding.unwrap`) or came from HTML.

    Raises
    ------
    FileNotFoundError
        If there is nothing at `path`.
    ValueError
        If no document can be read.
    """
    path = find_path(path)
    if not path.exists():
        raise FileNotFoundError(f"no corpus at {path}: name a folder of articles, or one file")
    for is_such, read_such in FOLDER_READERS:
        if is_such(path):
            return read_such(path, metadata=metadata)
    sources = list_sources(path)
    only = path.name if path.is_file() else ""
    beside = find_tables_beside(path)
    records = read_records(sources, columns=columns, only=only, beside=beside)
    corpus = read_parts(
        path,
        track(records, "reading", unit=" records"),
        clean=clean,
        survey=lambda: survey_cleaning(path, columns, tables=beside),
        metadata=metadata,
        tables=beside,
    )
    if not len(corpus.documents):
        raise ValueError(say_no_documents(path, corpus.set_aside))
    return corpus


def read_parts(
    path: Path,
    records: Iterable[Record | Problem | Unused],
    *,
    clean: str | bool,
    survey: Callable[[], dict[str, Shown]],
    metadata: bool,
    episodes: bool = True,
    is_whole: Callable[[], bool] = lambda: True,
    tables: frozenset[str] | None = None,
) -> Corpus:
    """Read records (`read_records`) that are found at a path, all of them or some; there may be no
    document.

    `survey` gives what the sources show, as `survey_cleaning` does. Episodes, which take most of
    the time, are looked for unless `episodes` is False. `is_whole` tells, once the records are
    read, whether they were all: else no row of metadata is said to lack its file. `tables` is what
    `find_tables_beside` returns, which is asked unless given.
    """
    rows, problems = find_metadata(path, tables) if metadata else ({}, [])
    cleaning, shown = plan_cleaning(clean, survey)
    reading = Reading(cleaning, rows, list_folders(rows), problems=problems)
    documents, dropped = reading.read(records)
    if is_whole() and (path.is_dir() or split_name(path.name)[1] == "archive"):
        ids = reading.ids
        reading.problems += list_rows_without_file(rows, ids.seen.keys() | ids.failed)
    if len(documents):
        (documents, dropped), failed = _finish_apart(
            documents, dropped, reading.whole, episodes=episodes
        )
        for doc_id, error in failed:
            reading.set_aside(doc_id, error)
    if len(documents):
        reading.problems += remark_languages(documents)
    aside = tabulate_problems(reading.problems, reading.remarks.values())
    return Corpus(documents, dropped, aside, cleaning=_tabulate_survey(shown))


def say_no_documents(path: str | Path, aside: pd.DataFrame) -> str:
    """Say why nothing was read."""
    told = " ".join(
        f"{row.file}: {row.problem}; {row.remedy}." for row in aside.head(3).itertuples()
    )
    empty = "it holds no file; put articles in it"
    return f"no documents in {path}: {f'{len(aside)} set aside. {told}' if len(aside) else empty}"


def _finish_apart(
    documents: pd.DataFrame, dropped: pd.DataFrame, whole: set[str], *, episodes: bool
):
    """Return both tables as `_finish` gives them, without the documents on which it fails; and
    these, with the error.
    """

    def finish(some: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
        is_all = len(some) == len(documents)
        own = dropped if is_all else dropped[dropped["doc_id"].isin(some["doc_id"])]
        return _finish(some, own, whole, episodes)

    results, failed = apply_apart(finish, documents)
    lost = {rows["doc_id"].iat[0]: error for rows, error in failed}
    if len(results) == 1:
        return results[0], lost.items()
    kept = documents[~documents["doc_id"].isin(lost.keys())]
    # where it failed on no document alone, it is no document's fault, and fails here again
    return finish(kept) if len(kept) else (kept, dropped.iloc[:0]), lost.items()


def _finish(
    documents: pd.DataFrame, dropped: pd.DataFrame, whole_ids: set[str], episodes: bool
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Do what takes all documents: lines that pages share, copies, and episodes where wanted."""
    whole = documents["doc_id"].isin(whole_ids)
    judged, dropped = drop_shared_lines(documents[~whole], dropped)
    columns = {name: documents[name].where(whole, judged[name]) for name in ("text", "lines")}
    documents = mark_copies(documents.assign(**columns))
    documents = assign_episodes(documents) if episodes else documents
    dropped = dropped.sort_values(["doc_id", "line_no"], ignore_index=True, kind="stable")
    return conform(documents, "documents"), dropped


def list_rows_without_file(metadata: dict[str, Known], known: Container[str]) -> list[Problem]:
    """Return what is wrong with rows of metadata.csv whose document is not among the known."""
    problems, remedy = [], "add the file or take the row out"
    for doc_id, row in metadata.items():
        if doc_id not in known:
            name = doc_id if split_name(doc_id)[1] else f"{doc_id or '(empty id)'}.txt"
            said = f"there is no file {name}"
            problems.append(Problem(row.file, row.line, said, remedy, doc_id=doc_id))
    return problems
