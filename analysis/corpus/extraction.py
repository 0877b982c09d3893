"""Drafts to pages, and pages to dated pages: the body of each, and its date."""

import re
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import chain

from ..cleaning.extraction import Judged, judge_records
from ..cleaning.html_extraction import NotReadable
from ..core.guards import apply_apart, say_error
from ..dating.either import read_site
from ..dating.named_dates import find_named_date, narrow
from ..dating.page_dates import find_date
from ..sources.source import Problem
from .admission import Draft
from .metadata import READ_ANYWAY, REMEDY_DATE, read_days
from .survey import Cleaning

# documents, and characters, from which on they are judged together
_BATCH, _BATCH_SIZE = (32, 1_000_000)
_YES, _NO = ("yes", "true", "1", "on", "auto", "web"), ("no", "false", "0", "off", "all")
# in the id of a row: without hyphens it is as often another number
_ISO_DAY = re.compile(r"(?<![0-9])[12][0-9]{3}-[01][0-9]-[0-3][0-9](?![0-9])")


def extract_pages(
    drafts: Iterable[Draft | Problem], *, clean: Cleaning
) -> Iterator[Draft | Problem]:
    """Yield drafts with their pages, some at a time since that takes less time; a document that
    cannot be read is a problem. `clean` tells of which all lines are kept where they do not say.
    """
    for batch in _gather(drafts):
        if isinstance(batch, Problem):
            yield batch
            continue
        done, failed = apply_apart(lambda some: _judge(some, clean), batch)
        yield from chain.from_iterable(done)
        for (draft,), error in failed:
            yield draft.say(*say_error(error))


def _gather(drafts: Iterable[Draft | Problem]) -> Iterator[list[Draft] | Problem]:
    waiting: list[Draft] = []
    size = 0
    for draft in drafts:
        if isinstance(draft, Problem):
            yield draft
            continue
        waiting.append(draft)
        size += len(draft.record.text)
        if len(waiting) >= _BATCH or size >= _BATCH_SIZE:
            yield waiting
            waiting, size = [], 0
    if waiting:
        yield waiting


def _judge(drafts: list[Draft], clean: Cleaning) -> list[Draft | Problem]:
    keep = [_which_lines(d.facts.get("clean", ""), clean.keeps(d.record)) for d in drafts]
    crawled = [_crawled(d.facts) for d in drafts]
    pages = judge_records([d.record for d in drafts], keep=keep, crawled=crawled)
    out: list[Draft | Problem] = []
    for draft, wish, page in zip(drafts, keep, pages, strict=True):
        # the survey finds no furniture within pages; what many files share at their ends still goes,
        # save what is said there
        surveyed = wish == "all" and clean.way == "auto" and not draft.facts.get("clean")
        draft.kept_whole = wish != "auto" and not (surveyed and draft.is_file)
        if isinstance(page, NotReadable):
            problem, remedy, *line = page.args
            out.append(draft.say(problem, remedy, line=line[0] if line else 0))
            continue
        draft.page = page
        draft.remarks += page.remarks
        out.append(draft)
    return out


def _which_lines(wish: str, all_kept: bool) -> str:
    """Return which lines are kept: as the document's own wish has it, else as was found."""
    wish = wish.strip().lower()
    if wish in _NO or (wish in ("", "auto") and all_kept):
        return "all"
    return "auto" if wish in ("", *_YES) else wish


def date_pages(drafts: Iterable[Draft | Problem]) -> Iterator[Draft | Problem]:
    """Yield drafts with the days that metadata, the table, the mark-up or else the text gives; and
    which of these are none.
    """
    for draft in drafts:
        if isinstance(draft, Problem):
            yield draft
            continue
        try:
            days, problems = _given_days(draft)
            page = draft.page
            draft.days = days or page.days or _find_days(draft, page)
        except Exception as error:
            yield draft.say(*say_error(error))
            continue
        yield from problems
        yield draft


def _given_days(draft: Draft) -> tuple[dict, list[Problem]]:
    """Return the days that metadata.csv or else the table's own columns give, with the evidence;
    and which are none.
    """
    record, known = draft.record, draft.known
    problems = []
    if known.bad_date:
        at = (known.file, known.line)
        problems.append(Problem(*at, known.bad_date, REMEDY_DATE, READ_ANYWAY, record.doc_id))
    if known.days:
        basis = f" ({known.facts['date_basis']})" if known.facts.get("date_basis") else ""
        return known.days | {"date_evidence": f"metadata{basis}"}, problems
    days, problem = read_days(record.fields)
    if problem:
        problems.append(draft.say(problem, REMEDY_DATE, outcome=READ_ANYWAY))
    return days | {"date_evidence": f"metadata ({record.file})"} if days else {}, problems


def _crawled(facts: dict) -> date | None:
    days, _ = read_days({"date": facts.get("crawl_date", "")})
    return days.get("date_high")


def _find_days(draft: Draft, page: Judged) -> dict:
    """Return the interval of days that a page's text bears, or else its address or the name of its
    file, and the words that give it.
    """
    facts, record = page.facts | draft.facts, draft.record
    day_first = read_site(facts.get("source", ""))
    found = find_date(page.page, crawled=_crawled(facts), day_first=day_first)
    is_dated = "://" in record.doc_id or record.line and _ISO_DAY.search(record.doc_id)
    names = [page.address, record.doc_id if is_dated else ""]
    for name in filter(None, names if record.line else [*names, record.file]):
        found = narrow(found, find_named_date(name, text=record.text, day_first=day_first))
    return {
        "date": found.day,
        "date_low": found.low,
        "date_high": found.high,
        "date_evidence": f"{found.tier}: {found.evidence}" if found.evidence else "unknown",
    }
