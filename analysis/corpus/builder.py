"""Records to rows: each is judged, dated and described, or noted with what was wrong, while a
corpus or a part of it is read.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import repeat

import pandas as pd
import pyarrow as pa

from ..cleaning.extraction import Judged, judge_records
from ..cleaning.html_extraction import NotReadable
from ..cleaning.pages import Line, Page
from ..core.guards import apply_apart, say_error
from ..core.locators import write_lines
from ..core.schema import TABLES, conform, empty
from ..dating.page_dates import find_date
from ..sources.archives import Problem
from ..sources.records import Record
from .metadata import NO_ROW, READ_ANYWAY, REMEDY_DATE, WIDEST_DATED, Known, read_days

METADATA = "metadata.csv"
_CHUNK = 1000  # documents that are rows of Python before they become columns
# documents, and characters, from which on they are judged together
_BATCH, _BATCH_SIZE = (32, 1_000_000)
_YES, _NO = ("yes", "true", "1", "on", "auto"), ("no", "false", "0", "off", "all")
_DATED = ("doc_id", "date", "date_low", "date_high")  # columns of the user that become ours
# Columns that we fill; one of the user's of the same name goes by another.
_OURS = {*TABLES["documents"].columns, *TABLES["documents"].added} - {
    "title",
    "source",
    "episode",
    "group",
}


@dataclass
class Reading:
    """What has been found so far while a corpus, or a part of it, is read.

    `metadata` are the rows of metadata.csv by id, for a part those that it may need; `listed` tells
    whether there is such a file at all. A document on which anything fails is set aside with the
    error; the others are read.
    """

    clean: bool
    metadata: dict[str, Known]
    listed: bool
    # with where their lines stand in `dropped`
    documents: list[tuple[dict, int, int]] = field(default_factory=list)
    dropped: dict[str, list] = field(
        default_factory=lambda: {name: [] for name in ("doc_id", *Line._fields)}
    )
    problems: list[Problem] = field(default_factory=list)
    frames: list[tuple[pd.DataFrame, pd.DataFrame]] = field(default_factory=list)
    # file and line where each id was read
    seen: dict[str, tuple[str, int]] = field(default_factory=dict)
    failed: set[str] = field(default_factory=set)  # ids of what could not be read
    whole: set[str] = field(default_factory=set)  # ids of what is kept as it is
    remarks: dict[tuple[str, str], list] = field(default_factory=dict)
    # to be judged, with what metadata says of them
    waiting: list[tuple[Record, Known]] = field(default_factory=list)

    def wait(self, record: Record, known: Known) -> None:
        """Put a record to those that are judged together."""
        self.waiting.append((record, known))
        if (
            len(self.waiting) >= _BATCH
            or sum(len(record.text) for record, _ in self.waiting) >= _BATCH_SIZE
        ):
            self.judge()

    def judge(self) -> None:
        """Judge the records that wait, and take them in."""
        waiting, self.waiting = self.waiting, []
        batches, failed = apply_apart(self._judge, waiting)
        for record, known, facts, judged in (item for batch in batches for item in batch):
            try:
                _take_in(record, known, facts, judged, self)
            except Exception as error:
                failed.append(([(record, known)], error))
        for (lost, _), error in ((items[0], error) for items, error in failed):
            self.set_aside(lost.doc_id, error)

    def _judge(
        self, records: list[tuple[Record, Known]]
    ) -> list[tuple[Record, Known, dict, Judged | NotReadable]]:
        facts = [
            record.fields | {k: v for k, v in known.facts.items() if v or k not in record.fields}
            for record, known in records
        ]
        keep = [_which_lines(of.get("clean", "").strip().lower(), self.clean) for of in facts]
        judged = judge_records(
            [record for record, _ in records], keep=keep, crawled=list(map(_crawled, facts))
        )
        self.whole.update(
            record.doc_id for (record, _), wish in zip(records, keep, strict=True) if wish != "auto"
        )
        return [(*pair, of, found) for pair, of, found in zip(records, facts, judged, strict=True)]

    def set_aside(self, doc_id: str, error: Exception) -> None:
        """Note that something failed on a document that was admitted."""
        self.problems.append(Problem(*self.seen[doc_id], *say_error(error), doc_id=doc_id))

    def add(self, row: dict, page: Page) -> None:
        """Add a document and its dropped lines."""
        # as columns at once: objects of lines that are kept would cost the collector of garbage a
        # tenth of the time
        lines = [line for line in page.lines if line.reason]
        start = len(self.dropped["doc_id"])
        self.documents.append((row, start, start + len(lines)))
        self.dropped["doc_id"] += repeat(row["doc_id"], len(lines))
        for k, name in enumerate(Line._fields):
            self.dropped[name] += [line[k] for line in lines]
        if len(self.documents) >= _CHUNK:
            self.flush()

    def flush(self) -> None:
        """Turn the rows in hand into columns, which take a fraction of the memory."""
        frames, failed = apply_apart(self._tabulate, self.documents)
        self.frames += frames
        self.documents = []
        for column in self.dropped.values():
            column.clear()
        for items, error in failed:
            self.set_aside(items[0][0]["doc_id"], error)

    def _tabulate(self, rows: list[tuple[dict, int, int]]) -> tuple[pd.DataFrame, pd.DataFrame]:
        lines = pa.table(
            {name: column[rows[0][1] : rows[-1][2]] for name, column in self.dropped.items()}
        )
        return conform(pd.DataFrame([row for row, _, _ in rows]), "documents"), conform(
            lines.to_pandas(), "dropped_lines"
        )

    def remark(self, record: Record, line: int, problem: str, remedy: str, outcome: str) -> None:
        """Note what was odd about a document that was read; a file's documents share one note of a
        kind.
        """
        first = Problem(record.file, record.line or line, problem, remedy, outcome, record.doc_id)
        self.remarks.setdefault((record.file, problem), [first, 0])[1] += 1

    def join_tables(self) -> tuple[pd.DataFrame, pd.DataFrame]:
        """Return what was read: documents in order of `doc_id`, as cleaned one by one, and their
        dropped lines.

        After it `problems` is complete.
        """
        if self.documents:
            self.flush()
        if not self.frames:
            return empty("documents"), empty("dropped_lines")
        documents, dropped = (
            pd.concat(frames, ignore_index=True) for frames in zip(*self.frames, strict=True)
        )
        further = [c for c in documents.columns if c not in TABLES["documents"].columns]
        documents[further] = documents[further].fillna("").astype("str")
        return documents.sort_values("doc_id", ignore_index=True), dropped

    def read(self, records: Iterable[Record | Problem]) -> None:
        """Read records, each into the tables or among the problems."""
        for record in records:
            if isinstance(record, Problem):
                self.problems.append(record)
                self.failed.add(record.doc_id)
            else:
                _admit(record, self)
        self.judge()


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


def _admit(record: Record, reading: Reading) -> None:
    """Let a record wait to be judged, or report why not."""
    if record.doc_id in reading.seen:
        first = say_where(*reading.seen[record.doc_id])
        reading.problems.append(say_twice(record.doc_id, record.file, record.line, first))
        return
    reading.seen[record.doc_id] = (record.file, record.line)
    known = reading.metadata.get(record.doc_id, NO_ROW)
    if known.fault:  # a row of metadata costs itself, not the article
        reading.problems.append(Problem(known.file, *known.fault, READ_ANYWAY, record.doc_id))
        known = Known(known.file, known.line)
    reading.wait(record, known)


def _take_in(
    record: Record, known: Known, facts: dict, judged: Judged | NotReadable, reading: Reading
) -> None:
    """Take a judged record into the tables, or report why not; nothing is changed before all that
    can fail is done.
    """
    days, problems = _metadata_days(record, known)
    if isinstance(judged, NotReadable):
        problem, remedy, *line = judged.args
        at = record.line or (line[0] if line else 0)
        reading.problems += [
            *problems,
            Problem(record.file, at, problem, remedy, doc_id=record.doc_id),
        ]
        return
    body = judged.page.body
    row = {}
    if not body:
        problem = "it holds no body text, only headings or page furniture"
        problems.append(
            Problem(
                record.file, record.line or 1, problem, "check what was saved", doc_id=record.doc_id
            )
        )
    else:
        facts = judged.facts | {k: v for k, v in facts.items() if v or k not in judged.facts}
        days = days or judged.days or _text_days(judged.page, facts)
        place = {"file": record.file, "lines": _number_lines(record, judged)}
        row = _describe(record.doc_id, judged.page, facts, days) | place | {"text": body}
        if reading.listed and known is NO_ROW and not record.line:
            said = f"{METADATA} has no row for it"
            problems.append(
                Problem(
                    record.file, 0, said, f"add a row to {METADATA}", READ_ANYWAY, record.doc_id
                )
            )
    reading.problems += problems
    for remark in judged.remarks:
        reading.remark(record, *remark)
    if row:
        reading.add(row, judged.page)


def _number_lines(record: Record, judged: Judged) -> str:
    """Return where the body's lines stand in the file: the row's line in a table, nothing if they
    are not the file's.
    """
    if record.line:
        return str(record.line)
    return (
        write_lines(line.line_no for line in judged.page.lines if not line.reason)
        if judged.as_filed
        else ""
    )


def _which_lines(wish: str, clean: bool) -> str:
    """Return which lines are kept: as the document's own wish has it, else as the caller's."""
    if wish in _NO or not wish and not clean:
        return "all"
    return "auto" if wish in ("", *_YES) else wish


def _metadata_days(record: Record, known: Known) -> tuple[dict, list[Problem]]:
    """Return the days that metadata.csv or else the table's own columns give, with the evidence;
    and which are none.
    """
    problems = []
    if known.bad_date:
        problems.append(
            Problem(known.file, known.line, known.bad_date, REMEDY_DATE, READ_ANYWAY, record.doc_id)
        )
    if known.days:
        basis = f" ({known.facts['date_basis']})" if known.facts.get("date_basis") else ""
        return known.days | {"date_evidence": f"metadata{basis}"}, problems
    days, problem = read_days(record.fields)
    if problem:
        problems.append(
            Problem(record.file, record.line, problem, REMEDY_DATE, READ_ANYWAY, record.doc_id)
        )
    return days | {"date_evidence": f"metadata ({record.file})"} if days else {}, problems


def _crawled(facts: dict):
    days, _ = read_days({"date": facts.get("crawl_date", "")})
    return days.get("date_high")


def _describe(doc_id: str, page: Page, facts: dict, days: dict) -> dict:
    """Return a document's row but its text: what metadata says, else what the page bears, else
    nothing.
    """
    return {
        **_own_columns(facts),
        "date": None,
        **days,
        "doc_id": doc_id,
        "title": facts.get("title") or page.title,
        "source": facts.get("source") or page.agency,
        "episode": facts.get("episode") or "",
        "group": facts.get("group") or "all",
    }


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


def _text_days(page: Page, facts: dict) -> dict:
    """Return the interval of days that a page's text bears, and the words that give it."""
    found = find_date(page, crawled=_crawled(facts))
    known = (
        found.low is not None and found.high is not None and found.high - found.low <= WIDEST_DATED
    )
    return {
        "date": found.low + (found.high - found.low) // 2 if known else None,
        "date_low": found.low,
        "date_high": found.high,
        "date_evidence": f"{found.tier}: {found.evidence}" if found.evidence else "unknown",
    }
