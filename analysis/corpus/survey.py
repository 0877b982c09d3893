"""What a corpus shows before it is read: which of its sources are web pages with furniture around
their text, and which hold body text already.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import NamedTuple

import numpy as np

from ..cleaning.html_extraction import looks_like_html
from ..cleaning.pages import remember_pages
from ..sources.cut_words import join_cut_words
from ..sources.formats import ONE_DOCUMENT
from ..sources.listing import list_files, open_file
from ..sources.markup import read_plainly
from ..sources.mending import repair, unwrap
from ..sources.names import split_name
from ..sources.records import is_beside, read_source
from ..sources.source import Problem, Record, Source
from .given_form import is_given_form
from .metadata_files import find_tables_beside

#: How lines of flat text are treated: as each source shows, kept whole, or judged as a web page's.
WAYS = ("auto", "no", "web")
#: The share of a source's documents with furniture from which on its lines are judged. On 82 pages
# of the web it was .99, in 600 speeches to the United Nations .07, in 600 texts of the White House
# .14.
WEB_SHARE = 0.3
#: Files of flat text from which on they may be found to be body text already; fewer are judged,
# save those that by their form are no pages.
FEWEST_FILES = 8
_SAMPLE, _LONGEST = 60, 50_000  # documents of a source, and characters of each, that are looked at
_MOST_MEMBERS = 400  # of an archive
# Lines that only a page of the web has; a document shows furniture with three of them of two kinds.
_FURNITURE = (
    "navigation", "time stamp", "prompt", "related link", "teaser", "byline", "agency credit",
    "repeated headline", "repeated standfirst", "caption", "notice",
)  # fmt: skip
_LINES, _KINDS = 3, 2


class Shown(NamedTuple):
    """What a source showed: documents looked at, those with furniture, and whether its lines are
    judged: where these are few, save of texts that have the form of one given.
    """

    n: int
    n_furnished: int
    judged: bool


def name_group(record: Record) -> str:
    """Return what a record is judged with: its table, or the folder of the corpus that it stands
    in.
    """
    if record.line:
        return record.file
    top, slash, _ = record.file.partition("/")
    return f"{top}/" if slash else ""


def survey_cleaning(
    path: Path,
    columns: Mapping[str, str] | None = None,
    files: Iterable[tuple[Path, str, str] | Problem] | None = None,
    tables: frozenset[str] | None = None,
) -> dict[str, Shown]:
    """Return for each source of flat text, by `name_group`, whether it is one of web pages.

    Sixty documents of each are looked at: files evenly spaced, the first rows of a table. The files
    are those given, as `list_files` yields them, or all at the path but `tables`
    (`find_tables_beside`, which is asked unless given).
    """
    texts: dict[str, list[str]] = {}
    if files is None:
        tables = find_tables_beside(path) if tables is None else tables
        files = (f for f in list_files(path) if isinstance(f, Problem) or f[1] not in tables)
    for source in _choose(path, files):
        for record in _read_some(source, columns):
            own = texts.setdefault(name_group(record), [])
            if len(own) < _SAMPLE:
                own.append(record.text[:_LONGEST])
    return {group: _judge(group, found) for group, found in texts.items()}


def _choose(path: Path, files: Iterable[tuple[Path, str, str] | Problem]) -> Iterator[Source]:
    """Yield the sources that are looked at."""
    plain: dict[str, list] = {}
    for found in files:
        if isinstance(found, Problem) or is_beside(found[1]):
            continue
        file, name, kind = found
        if kind in ("text", "") and split_name(name)[1] != "archive":
            plain.setdefault(name.partition("/")[0] if "/" in name else "", []).append(found)
        elif kind in ("csv", "json", "jsonl", "parquet", "archive"):
            members = open_file(*found, alone=file == path)
            for source in islice(members, _MOST_MEMBERS):
                if isinstance(source, Source) and not is_beside(source.name):
                    yield source
    for files in plain.values():
        chosen = np.unique(np.linspace(0, len(files) - 1, _SAMPLE).round().astype(int))
        for i in chosen.tolist():
            yield from (s for s in open_file(*files[i]) if isinstance(s, Source))


def _read_some(source: Source, columns: Mapping[str, str] | None) -> Iterator[Record]:
    """Yield the first documents of a source that are flat text."""
    if source.kind in ONE_DOCUMENT and source.kind != "text":
        return
    for found in islice(read_source(source, columns=columns), 2 * _SAMPLE):
        if not isinstance(found, Record) or found.is_html or found.given:
            continue
        if not looks_like_html(found.text):
            yield found


def _judge(group: str, texts: list[str]) -> Shown:
    """Return what the texts of a group show."""
    plain = [unwrap(join_cut_words(read_plainly(repair(text), breaks=False)[0])) for text in texts]
    try:
        reasons = [[line.reason for line in page.lines] for page in remember_pages(plain)]
        shown = [[reason for reason in own if reason in _FURNITURE] for own in reasons]
        n_furnished = sum(len(own) >= _LINES and len({*own}) >= _KINDS for own in shown)
    except Exception:  # said of the document at fault when it is read
        n_furnished = len(plain)
    are_files = group == "" or group.endswith("/")
    judged = n_furnished >= WEB_SHARE * len(plain)
    if len(plain) < FEWEST_FILES:
        judged = (judged or are_files) and not all(map(is_given_form, texts))
    return Shown(len(plain), n_furnished, judged)


class Cleaning(NamedTuple):
    """How the lines of flat text are treated where a document does not say: one of `WAYS`, and for
    "auto" whether they are judged, by `name_group`, and of which there are so few that each
    document's form decides.
    """

    way: str = "auto"
    judged: tuple[tuple[str, bool], ...] = ()
    few: frozenset[str] = frozenset()

    def keeps(self, record: Record) -> bool:
        """Tell whether all lines of a record are kept; of what nobody has looked at, as a table
        that is not on this machine, those of rows are.
        """
        if self.way != "auto":
            return self.way == "no"
        group = name_group(record)
        if record.given or not dict(self.judged).get(group, not record.line):
            return True
        return group in self.few and is_given_form(record.text[:_LONGEST])


def plan_cleaning(
    clean: str | bool, survey: Callable[[], dict[str, Shown]]
) -> tuple[Cleaning, dict[str, Shown]]:
    """Return how lines are treated, and what the survey shows where that is asked.

    Raises
    ------
    ValueError
        If `clean` is none of `WAYS`.
    """
    way = {True: "auto", False: "no"}.get(clean, "") if isinstance(clean, bool) else clean
    if way not in WAYS:
        raise ValueError(f"clean is {clean!r}; write one of {', '.join(map(repr, WAYS))}")
    shown = survey() if way == "auto" else {}
    judged = tuple((group, found.judged) for group, found in shown.items())
    few = frozenset(group for group, found in shown.items() if found.n < FEWEST_FILES)
    return Cleaning(way, judged, few), shown
