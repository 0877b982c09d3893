"""A raw record to a judged page: characters repaired, markup read or taken out, broken lines
joined, lines judged.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from ..sources.cut_words import join_cut_words
from ..sources.markup import read_plainly, unescape
from ..sources.mending import repair, unwrap
from ..sources.source import Record
from .html_extraction import NotReadable, looks_like_html, read_html
from .interruptions import interrupts
from .line_signs import measure_letters
from .page_title import find_plain_title
from .pages import Line, Page, judge_pages, normalise, overrule
from .turn_times import drop_turn_times

#: Lines of a document beyond which it is set aside.
MAX_LINES = 100_000
_SENTENCE = 60  # letters of a line in a script whose sentences may have no full stop
_A_HEADLINE = 3  # words from which on a line that is a file of its own is more than a label
# What turns the direction of what follows, and can show a text otherwise than it is.
_BIDI = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"

Remark = tuple[int, str, str, str]


@dataclass(frozen=True)
class Judged:
    """A judged page, the facts, days and address that its markup gives, and remarks: line, problem,
    remedy, outcome.

    `as_filed` tells whether its lines are those of the file, in number and order.
    """

    page: Page
    facts: dict[str, str] = field(default_factory=dict)
    days: dict = field(default_factory=dict)
    remarks: tuple[Remark, ...] = ()
    as_filed: bool = False
    address: str = ""


def judge_records(
    records: Sequence[Record], *, keep: Sequence[str], crawled: Sequence[date | None]
) -> list[Judged | NotReadable]:
    """Judge raw records, many at a time since that takes less time; return of each its page, or
    what is wrong with it, if it has more than `MAX_LINES` lines, is HTML that gives no article, or
    does not have the lines to keep.

    `keep` says of each which lines of flat text are body: "auto" judges them, "all" keeps them, and
    line numbers such as "12-40, 44" keep these. HTML, also recognised under another name, is always
    extracted. `crawled` is the day on which each was fetched, if known.

    Examples
    --------
    >>> record = Record("a", "a.txt", 0, "Menu\\nThe ministers have agreed to build the ships.")
    >>> judge_records([record], keep=["auto"], crawled=[None])[0].page.body
    'The ministers have agreed to build the ships.'
    """
    prepared = list(map(_prepare, records, keep, crawled))
    texts = [found.text for found in prepared if isinstance(found, _Flat)]
    pages = iter(judge_pages(texts) if texts else ())
    return [
        _finish(found, next(pages), wish, bool(record.line)) if isinstance(found, _Flat) else found
        for record, found, wish in zip(records, prepared, keep, strict=True)
    ]


@dataclass(frozen=True)
class _Flat:
    """Flat text that waits to be judged, and the remarks on it."""

    text: str
    remarks: tuple[Remark, ...]
    as_filed: bool


def _prepare(record: Record, keep: str, crawled: date | None) -> Judged | _Flat | NotReadable:
    """Repair a record's text, and extract what is HTML or keep what is wanted whole."""
    text = repair(record.text)
    remarks = list(_remark_characters(record, text))
    try:
        if record.is_html or looks_like_html(text):
            taken = (1, "it is HTML, not plain text", "name it .html", "read as HTML")
            more = () if record.is_html else (taken,)
            try:
                return _judge_html(text, crawled, (*remarks, *more))
            except NotReadable:
                if not record.line:
                    raise  # the cell of a table may hold mark-up that makes no page
        # lines keep their number, save in the cell of a table, which stands on one
        plain, n_tags, _ = read_plainly(text, breaks=bool(record.line))
        if n_tags and not record.is_html:
            said = "it holds HTML tags or scripts"
            remarks.append((_place(text, plain), said, "save the text alone", "read without them"))
        # line numbers are those of the file
        plain = drop_turn_times(join_cut_words(plain))
        joined = unwrap(plain) if keep in ("auto", "all") else plain
        if joined != plain:
            said = "its lines are broken within sentences"
            remarks.append((1, said, "check its paragraphs", "read, joined"))
        _check_lines(joined)
    except NotReadable as error:
        return error
    if keep == "all":
        page = _keep_all(joined)
        if not record.line:  # a table has a column for titles
            page = replace(page, title=find_plain_title(joined))
        return Judged(page, remarks=tuple(remarks), as_filed=joined == plain)
    return _Flat(joined, tuple(remarks), joined == plain)


def _finish(flat: _Flat, page: Page, keep: str, is_row: bool) -> Judged:
    """Let the user's word stand above the judgement, and keep a headline or a cell of a table that
    would be lost whole.
    """
    remarks = flat.remarks
    if keep == "auto" and not page.body:
        filled = [line.text for line in page.lines if line.reason != "blank"]
        one = len(filled) == 1  # no page is around it
        if one and (is_row or len(filled[0].split(maxsplit=_A_HEADLINE)) >= _A_HEADLINE):
            keep = "all"
        elif filled and (is_row or any(measure_letters(text) >= _SENTENCE for text in filled)):
            keep = "all"
            said = "none of its lines looks like body text"
            remarks = (*remarks, (0, said, "check what was saved", "read whole"))
    try:
        kept = page if keep == "auto" else overrule(page, keep)
    except ValueError as error:  # a wish that cannot be met costs itself, not the article
        problem, _, remedy = str(error).partition(": ")
        remedy = f"in the column clean {remedy}"
        kept, remarks = page, (*remarks, (0, problem, remedy, "read as if it were empty"))
    return Judged(kept, remarks=remarks, as_filed=flat.as_filed)


def _remark_characters(record: Record, text: str):
    if text != record.text:
        where = _place(record.text, text)
        yield where, "its characters were mangled", "check them", "read, repaired"
    if record.encoding[:5] not in ("utf-8", "utf-1", "utf-3") or "and" in record.encoding:
        yield 0, f"it is not UTF-8 but seems {record.encoding}", "save it as UTF-8", "read as that"
    # faster than a class of signs in a pattern
    turns = [text.index(sign) for sign in _BIDI if sign in text]
    if turns:
        said = "it holds bidirectional control characters"
        yield text.count("\n", 0, min(turns)) + 1, said, "check its words", "read without them"


def _judge_html(text: str, crawled: date | None, remarks: tuple[Remark, ...]) -> Judged:
    article = read_html(text, crawled=crawled)
    body = unescape(article.text)[0]  # what was escaped twice
    _check_lines(body)
    facts = {"title": article.title, "source": article.source, "byline": article.byline}
    days = {}
    if article.days:
        low, high = article.days
        days = {"date_low": low, "date_high": high, "date_evidence": "markup"}
        if high == low:  # else it is one of the two, and no day between them
            days["date"] = low
    page = _drop_interruptions(_keep_all(body, article.title))
    if article.stamp and article.stamp not in body.split("\n"):
        lines = (Line(i, *line[1:]) for i, line in enumerate(page.lines, 2))
        page = replace(page, lines=(Line(1, article.stamp, "time stamp"), *lines))
    return Judged(page, facts, days, remarks, address=article.address)


def _drop_interruptions(page: Page) -> Page:
    """Return a page without lines that only say that the article goes on, if it has others."""
    lines = [
        line._replace(reason="prompt") if not line.reason and interrupts(line.text) else line
        for line in page.lines
    ]
    body = any(not line.reason for line in lines)
    return replace(page, lines=tuple(lines)) if body else page


def _check_lines(text: str) -> None:
    """Refuse a text of too many lines; it has no more than it has characters."""
    if len(text) > MAX_LINES and normalise(text).count("\n") > MAX_LINES:
        remedy = "split it into its documents"
        raise NotReadable(
            f"it has more than {MAX_LINES:,} lines, as no article has", remedy, MAX_LINES + 1
        )


def _place(old: str, new: str) -> int:
    """Return the line from which on two texts differ."""
    pairs = list(zip(old.split("\n"), new.split("\n"), strict=False))
    return next((n for n, (was, now) in enumerate(pairs, 1) if was != now), len(pairs))


def _keep_all(text: str, title: str = "") -> Page:
    """Return a page of which every line is kept but those that are blank or the title."""
    reasons = {"": "blank", title.strip(): "headline" if title else "blank"}
    lines = enumerate(normalise(text).split("\n"), 1)
    return Page(
        tuple(Line(i, line, reasons.get(line.strip(), "")) for i, line in lines), title=title
    )
