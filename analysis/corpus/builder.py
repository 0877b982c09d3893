"""Dated pages to tables, and problems and remarks beside them."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import repeat

import pandas as pd
import pyarrow as pa

from ..cleaning.pages import Line
from ..core.guards import apply_apart, say_error
from ..core.locators import write_lines
from ..core.schema import TABLES, conform, empty
from ..sources.source import Problem, Record, Unused
from .admission import Draft, Ids, admit_records
from .columns import DateColumns
from .extraction import date_pages, extract_pages
from .languages import detect_languages, find_code
from .metadata import NO_ROW, READ_ANYWAY, Known
from .metadata_tables import METADATA
from .survey import Cleaning

_CHUNK = 1000  # documents that are rows of Python before they become columns
_DATED = ("doc_id", "date", "date_low", "date_high")  # columns of the user that become ours
# Columns that we fill; one of the user's of the same name goes by another.
_OURS = {*TABLES["documents"].columns, *TABLES["documents"].added}
_OURS -= {"title", "source", "episode", "group"}


@dataclass
class Reading:
    """What has been found while a corpus, or a part of it, was read.

    `metadata` are the rows of metadata.csv by id, for a part those that it may need; `listed` are
    the folders with such a file. A document on which anything fails is set aside with the
    error; the others are read.
    """

    clean: Cleaning
    metadata: dict[str, Known]
    listed: tuple[str, ...]
    problems: list[Problem] = field(default_factory=list)
    ids: Ids = field(default_factory=Ids)
    whole: set[str] = field(default_factory=set)  # ids of what is kept as it is
    remarks: dict[tuple[str, str], list] = field(default_factory=dict)

    def __post_init__(self) -> None:
        # documents in hand, with where their lines appear in `_dropped`; and those that are columns
        self._rows: list[tuple[dict, int, int]] = []
        self._dropped: dict[str, list] = {name: [] for name in ("doc_id", *Line._fields)}
        self._frames: list[tuple[pd.DataFrame, pd.DataFrame]] = []
        self._dates = DateColumns()

    def read(
        self, records: Iterable[Record | Problem | Unused]
    ) -> tuple[pd.DataFrame, pd.DataFrame]:
        """Read records; return documents in order of `doc_id`, as cleaned one by one, and their
        dropped lines.

        After it `problems` and `remarks` are complete.
        """
        drafts = admit_records(records, self.metadata, self.ids)
        pages = extract_pages(drafts, clean=self.clean)
        return self.build_tables(date_pages(pages))

    def build_tables(self, drafts: Iterable[Draft | Problem]) -> tuple[pd.DataFrame, pd.DataFrame]:
        """Take dated drafts into both tables, and problems among the problems."""
        for draft in drafts:
            if isinstance(draft, Problem):
                self.problems.append(draft)
                continue
            try:
                row, problems = self._describe(draft)
            except Exception as error:
                self.problems.append(draft.say(*say_error(error)))
                continue
            self.problems += problems
            for remark in draft.remarks:
                self._remark(draft.record, *remark)
            if row:
                self._add(row, draft)
        self._flush()
        if not self._frames:
            return empty("documents"), empty("dropped_lines")
        documents, dropped = (
            pd.concat(frames, ignore_index=True) for frames in zip(*self._frames, strict=True)
        )
        further = [c for c in documents.columns if c not in TABLES["documents"].columns]
        documents[further] = documents[further].fillna("").astype("str")
        documents = documents.sort_values("doc_id", ignore_index=True)
        return self._dates.settle(documents), dropped

    def set_aside(self, doc_id: str, error: Exception) -> None:
        """Note that something failed on a document that was admitted."""
        self.problems.append(Problem(*self.ids.seen[doc_id], *say_error(error), doc_id=doc_id))

    def _describe(self, draft: Draft) -> tuple[dict, list[Problem]]:
        """Return a document's row, or nothing if it has no body, and what is wrong with it."""
        record, judged = draft.record, draft.page
        body = judged.page.body
        if not body:
            said = "it holds no body text, only headings or page furniture"
            if draft.kept_whole:
                said = "it holds no words, only mark-up or pictures"
            return {}, [draft.say(said, "check what was saved", line=1)]
        facts = judged.facts | {k: v for k, v in draft.facts.items() if v or k not in judged.facts}
        # what names no language, such as "strong", stays the user's
        if language := find_code(facts.get("language") or ""):
            facts = {name: value for name, value in facts.items() if name != "language"}
        row = {
            **_own_columns(facts),
            "date": None,
            **draft.days,
            "doc_id": record.doc_id,
            "title": facts.get("title") or judged.page.title,
            "source": facts.get("source") or judged.page.agency,
            "episode": facts.get("episode") or "",
            "group": facts.get("group") or "all",
            "file": record.file,
            "lines": _number_lines(draft),
            "text": body,
            "language": language,
        }
        listed = record.file.startswith(self.listed)
        if listed and draft.known is NO_ROW and not record.line:
            said = f"{METADATA} has no row for it"
            return row, [draft.say(said, f"add a row to {METADATA}", outcome=READ_ANYWAY)]
        return row, []

    def _add(self, row: dict, draft: Draft) -> None:
        """Add a document and its dropped lines."""
        if draft.record.line and not draft.known.days:
            self._dates.add(draft.record.file, row["doc_id"], draft.record.fields, draft.days)
        if draft.kept_whole:
            self.whole.add(row["doc_id"])
        # as columns at once: objects of lines that are kept would cost the collector of garbage a
        # tenth of the time
        lines = [line for line in draft.page.page.lines if line.reason]
        start = len(self._dropped["doc_id"])
        self._rows.append((row, start, start + len(lines)))
        self._dropped["doc_id"] += repeat(row["doc_id"], len(lines))
        for k, name in enumerate(Line._fields):
            self._dropped[name] += [line[k] for line in lines]
        if len(self._rows) >= _CHUNK:
            self._flush()

    def _flush(self) -> None:
        """Turn the rows in hand into columns, which take a fraction of the memory."""
        if not self._rows:
            return
        frames, failed = apply_apart(self._tabulate, self._rows)
        self._frames += frames
        self._rows = []
        for column in self._dropped.values():
            column.clear()
        for items, error in failed:
            self.set_aside(items[0][0]["doc_id"], error)

    def _tabulate(self, rows: list[tuple[dict, int, int]]) -> tuple[pd.DataFrame, pd.DataFrame]:
        unknown = [row for row, _, _ in rows if not row["language"]]
        detected = detect_languages([row["text"] for row in unknown])
        for row, language in zip(unknown, detected, strict=True):
            row["language"] = language
        documents = conform(pd.DataFrame([row for row, _, _ in rows]), "documents")
        here = slice(rows[0][1], rows[-1][2])
        lines = pa.table({name: column[here] for name, column in self._dropped.items()})
        return documents, conform(lines.to_pandas(), "dropped_lines")

    def _remark(self, record: Record, line: int, problem: str, remedy: str, outcome: str) -> None:
        """Note what was odd about a document that was read; a file's documents share one note of a
        kind.
        """
        first = Problem(record.file, record.line or line, problem, remedy, outcome, record.doc_id)
        self.remarks.setdefault((record.file, problem), [first, 0])[1] += 1


def say_twice(doc_id: str, file: str, line: int, first: str) -> Problem:
    """Say that an id was read before, where `first` tells."""
    remedy = f"give one of the two {'rows another id' if line else 'files another name'}"
    return Problem(file, line, f"the id {doc_id} is also that of {first}", remedy, doc_id=doc_id)


def is_twice(problem: str, doc_id: str) -> bool:
    """Tell whether a problem is one of `say_twice`."""
    return problem.startswith(f"the id {doc_id} is also that of ")


def say_where(file: str, line: int) -> str:
    """Name a document's place."""
    return f"{file}, line {line}" if line else file


def _number_lines(draft: Draft) -> str:
    """Return where the body's lines appear in the file: the row's line in a table, nothing if they
    are not the file's.
    """
    if draft.record.line:
        return str(draft.record.line)
    page = draft.page
    if not page.as_filed:
        return ""
    return write_lines(line.line_no for line in page.page.lines if not line.reason)


def _own_columns(facts: dict) -> dict:
    """Return the user's further columns; a name that is one of ours gets an underscore behind
    it.
    """
    own: dict[str, str] = {}
    for name, value in facts.items():
        if name not in _DATED:
            # names that end in a space are those of tables of a tally
            name = name.strip() or "column"
            while name in _OURS or name in own:
                name += "_"
            own[name] = value
    return own
