"""A raw record to a judged page: characters repaired, markup read or taken out, broken lines joined, lines judged."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, field
from datetime import date

from .decoding import repair, unwrap
from .markup import NotReadable, looks_like_html, read_html, strip_tags
from .readers import Record
from .text import Line, Page, judge_page, normalise

#: Lines of a document beyond which it is set aside.
MAX_LINES = 100_000
# What turns the direction of what follows, and can show a text otherwise than it is.
_BIDI = re.compile("[\u202a-\u202e\u2066-\u2069]")

Remark = tuple[int, str, str, str]


@dataclass(frozen=True)
class Judged:
    """A judged page, the facts and days that its markup gives, and remarks: line, problem, remedy, outcome."""

    page: Page
    facts: dict[str, str] = field(default_factory=dict)
    days: dict = field(default_factory=dict)
    remarks: tuple[Remark, ...] = ()


def judge_record(record: Record, *, keep: str = "auto", crawled: date | None = None) -> Judged:
    """Judge a raw record.

    Parameters
    ----------
    record
        Flat text, or HTML, which is also recognised under another name.
    keep
        Which lines of flat text are body: "auto" judges them, "all" keeps them, and line numbers such as "12-40, 44"
        keep these. HTML is always extracted.
    crawled
        The day on which the page was fetched, if known.

    Raises
    ------
    NotReadable
        If it has more than `MAX_LINES` lines, is HTML that gives no article, or does not have the lines to keep.

    Examples
    --------
    >>> judge_record(Record("a", "a.txt", 0, "Menu\\nThe ministers have agreed to build the ships.")).page.body
    'The ministers have agreed to build the ships.'
    """
    text = repair(record.text)
    remarks = list(_remark_characters(record, text))
    if record.is_html or looks_like_html(text):
        if not record.is_html:
            remarks.append((1, "it is HTML, not plain text", "name it .html", "read as HTML"))
        return _judge_html(text, crawled, tuple(remarks))
    plain = strip_tags(text)
    if plain != text:
        where = _place(text, plain)
        remarks.append((where, "it holds HTML tags or scripts", "save the text alone", "read without them"))
    joined = unwrap(plain) if keep in ("auto", "all") else plain  # line numbers are those of the file
    if joined != plain:
        remarks.append((1, "its lines are broken within sentences", "check its paragraphs", "read, joined"))
    _check_lines(joined)
    return Judged(_judge_text(joined, keep), remarks=tuple(remarks))


def _judge_text(text: str, keep: str) -> Page:
    if keep == "all":
        return _keep_all(text)
    try:
        return judge_page(text, keep=keep)
    except ValueError as error:
        problem, _, remedy = str(error).partition(": ")
        raise NotReadable(problem, f"in the column clean {remedy}") from error


def _remark_characters(record: Record, text: str):
    if text != record.text:
        yield _place(record.text, text), "its characters were mangled", "check them", "read, repaired"
    if record.encoding[:5] not in ("utf-8", "utf-1", "utf-3") or "and" in record.encoding:
        yield 0, f"it is not UTF-8 but seems {record.encoding}", "save it as UTF-8", "read as that"
    turn = None if text.isascii() else _BIDI.search(text)
    if turn:
        line = text.count("\n", 0, turn.start()) + 1
        yield line, "it holds bidirectional control characters", "check its words", "read without them"


def _judge_html(text: str, crawled: date | None, remarks: tuple[Remark, ...]) -> Judged:
    article = read_html(text, crawled=crawled)
    _check_lines(article.text)
    facts = {"title": article.title, "source": article.source, "byline": article.byline}
    day = article.date
    days = {"date": day, "date_low": day, "date_high": day, "date_evidence": "markup"} if day else {}
    return Judged(_keep_all(article.text, article.title), facts, days, remarks)


def _check_lines(text: str) -> None:
    """Refuse a text of too many lines; it has no more than it has characters."""
    if len(text) > MAX_LINES and normalise(text).count("\n") > MAX_LINES:
        remedy = "split it into its documents"
        raise NotReadable(f"it has more than {MAX_LINES:,} lines, as no article has", remedy, MAX_LINES + 1)


def _place(old: str, new: str) -> int:
    """Return the line from which on two texts differ."""
    return os.path.commonprefix([old, new]).count("\n") + 1


def _keep_all(text: str, title: str = "") -> Page:
    """Return a page of which every line is kept but those that are blank or the title."""
    reasons = {"": "blank", title.strip(): "headline" if title else "blank"}
    lines = enumerate(normalise(text).split("\n"), 1)
    return Page(tuple(Line(i, line, reasons.get(line.strip(), "")) for i, line in lines), title=title)
