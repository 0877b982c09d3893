"""Records to drafts: each under an id of its own, with what metadata.csv knows of it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from ..cleaning.extraction import Judged, Remark
from ..sources.identify import drop_endings
from ..sources.source import Problem, Record, Unused
from .columns import judge_unused
from .metadata import NO_ROW, READ_ANYWAY, Known


@dataclass
class Draft:
    """A document on its way into the tables.

    `facts` are the fields of its record and of its row of metadata.csv; `page` is its body with the
    facts and days of its mark-up, once it is extracted; `days` when it is of, with the evidence,
    once it is dated.
    """

    record: Record
    known: Known
    facts: dict[str, str]
    kept_whole: bool = False
    page: Judged | None = None
    days: dict = field(default_factory=dict)
    remarks: list[Remark] = field(default_factory=list)

    @property
    def is_file(self) -> bool:
        """Whether it is a file of flat text by itself."""
        return not (self.record.line or self.record.given or self.record.is_html)

    def say(self, problem: str, remedy: str, *, line: int = 0, outcome: str = "") -> Problem:
        """Return a problem of this document, at its row or else at a line of its file."""
        at = self.record.line or line
        said = Problem(self.record.file, at, problem, remedy, doc_id=self.record.doc_id)
        return replace(said, outcome=outcome) if outcome else said


class Ids:
    """The ids given so far, with file and line of each; `failed` are those of what could not be
    read.
    """

    def __init__(self, taken: Mapping[str, tuple[str, int]] = MappingProxyType({})) -> None:
        self.seen: dict[str, tuple[str, int]] = {}
        self.failed: set[str] = set()
        self._taken = taken  # by other parts of the corpus
        self._repeats: dict[str, int] = {}

    def give(self, record: Record) -> tuple[Record, Remark | None]:
        """Return a record under an id that no other has, and what to say if it is not its own.

        The first of an id keeps it; a row after it is named by its table and id, a file by its
        whole name, and where these are the same too, by a number.
        """
        doc_id, remark = record.doc_id, None
        if first := self.seen.get(doc_id) or self._taken.get(doc_id):
            where = "of others in it" if first[0] == record.file else f"in {first[0]}"
            base = f"{drop_endings(record.file)}/{doc_id}" if record.line else record.file
            doc_id = base
            while doc_id in self.seen or doc_id in self._taken:
                n = self._repeats[base] = self._repeats.get(base, 1) + 1
                doc_id = f"{base}~{n}"
            said, named = (
                f"its id is also that {where}",
                "file and id" if record.line else "its whole name",
            )
            remark = (record.line, said, "give each an id of its own", f"read, named by {named}")
            record = replace(record, doc_id=doc_id)
        self.seen[doc_id] = (record.file, record.line)
        return record, remark


def admit_records(
    records: Iterable[Record | Problem | Unused], metadata: Mapping[str, Known], ids: Ids
) -> Iterator[Draft | Problem]:
    """Yield a draft of each record, and problems as they come."""
    for record in records:
        if isinstance(record, Problem):
            ids.failed.add(record.doc_id)
            yield record
            continue
        if isinstance(record, Unused):
            yield from judge_unused(record)
            continue
        record, remark = ids.give(record)
        known = metadata.get(record.doc_id, NO_ROW)
        if known.fault:  # a row of metadata costs itself, not the article
            yield Problem(known.file, *known.fault, READ_ANYWAY, record.doc_id)
            known = Known(known.file, known.line)
        facts = record.fields | {
            k: v for k, v in known.facts.items() if v or k not in record.fields
        }
        yield Draft(record, known, facts, remarks=[remark] if remark else [])
