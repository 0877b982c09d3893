"""Where the stamps of a page stand: at its head, in a series, or beside its headline."""

import re
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from ..cleaning.pages import Line, Page
from .stamps import SEEN, Stamp, read_stamps
from .told_dates import find_earliest

# lines above and below the headline in which a stamp is the article's
_ABOVE, _BELOW = (6, 8)
_BARE_ABOVE = 2  # of them, those in which a date with nothing beside it is
_TOP = 5  # lines at the head of a page, where a date is today's
_STEP = 4  # lines from one item of a list to the next, at most
#: Different days beside a headline, beyond which they are other posts' too; and items that make a
# series.
MANY = 3
_DIGITS, _LETTERS = re.compile(r"\d+"), re.compile(r"[^\W\d_]+\.?")
_ASIDE = ("prompt", "notice", "navigation", "related link", "byline")
_READ = 300  # characters of a line
_BRIEF = 2  # short sentences right below a stamp that are as good as a long one
_PROSE = 40  # characters of a body line, beyond which it is no heading or row


class Layout:
    """Where headline and body of a page stand among its lines that are not blank."""

    def __init__(self, page: Page) -> None:
        self.lines = [line for line in page.lines if line.reason != "blank"]
        self.body = [
            k for k, line in enumerate(self.lines) if not line.reason and len(line.text) > _PROSE
        ]
        if not self.body:  # one of short paragraphs throughout
            self.body = [k for k, line in enumerate(self.lines) if _is_brief_sentence(line)]
        self.first = self.body[0] if self.body else len(self.lines)
        titles = (k for k, line in enumerate(self.lines) if line.reason == "headline")
        self.title = next(titles, self.first)

    def read(self, place: int) -> str:
        """Return the beginning of a line."""
        return self.lines[place].text[:_READ].strip()

    def is_beside(self, stamp: Stamp) -> bool:
        """Tell whether a stamp stands beside the headline or the first body line."""
        if stamp.place < self.title:
            return self.title - stamp.place <= (_BARE_ABOVE if stamp.bare else _ABOVE)
        return stamp.place <= max(self.first, min(self.title + 2, self.first + 2)) + _BELOW

    def is_behind(self, stamp: Stamp) -> bool:
        """Tell whether a stamp stands below all of the text."""
        return len(self.body) > 1 and stamp.place > self.body[-1]

    def pass_over(self, labelled: list[Stamp], over: list[Stamp]) -> list[Stamp]:
        """Return stamps with labels but where they are of several days above the headline, and
        another stands below it: then they are of other articles.
        """
        others = over and len({s.days for s in labelled}) > 1
        return [] if others and labelled[-1].place < self.title else labelled

    def is_framed(self, stamp: Stamp) -> bool:
        """Tell whether a stamp stands between words like a headline and a sentence, whatever they
        were taken for.
        """
        above = self.lines[max(0, stamp.place - 3) : stamp.place]
        below = self.lines[stamp.place + 1 : stamp.place + 5]
        brief = sum(map(_is_brief_sentence, below)) >= _BRIEF
        return any(map(_is_title, above)) and (brief or any(map(_is_sentence, below)))


def _is_title(line: Line) -> bool:
    """Tell whether a line is like a headline."""
    text = line.text.strip()
    plain = 20 <= len(text) <= 160 and text.count(" ") > 2 and text[-1] not in ".,;:"
    return plain and line.reason not in _ASIDE


def _is_sentence(line: Line) -> bool:
    """Tell whether a line is a sentence of an article."""
    text = line.text.strip()
    return len(text) > 60 and ends_text(line) and line.reason not in _ASIDE


def _is_brief_sentence(line: Line) -> bool:
    """Tell whether a line was taken for body text and is a sentence, of whatever length."""
    return not line.reason and ends_text(line)


def ends_text(line: Line) -> bool:
    """Tell whether a line ends as a sentence or a quotation does."""
    return line.text.rstrip()[-1:] in tuple(".!?”’\"'")


class Placed(NamedTuple):
    """The stamps of a page by where they stand, each in order."""

    head: list[Stamp]  # today's date, in the masthead
    series: list[list[Stamp]]  # items of lists, rows of tables
    rest: list[Stamp]


def read_own(
    layout: Layout, body: str, crawled: date | None
) -> tuple[list[Stamp], date | None, str]:
    """Return the stamps that may be a text's own, the day on which it was fetched, which may be
    noted above it, and what says so: no stamp is later, and none long before the years that the
    body knows of.
    """
    stamps = list(read_stamps(layout.lines, crawled))
    said = "the crawl"
    if seen := [s for s in stamps if s.label == SEEN and s.place <= layout.first]:
        first = min(seen, key=lambda s: s.days[-1])
        crawled, said = first.days[-1], f"{first.words}, when it was retrieved or reviewed"
    latest = crawled or date.max
    earliest = find_earliest(body) if stamps else 0
    own = [
        kept
        for s in stamps
        if s.label != SEEN and s.days[-1].year >= earliest and (kept := s.keep_until(latest))
    ]
    return own, crawled, said


def place_stamps(layout: Layout, stamps: list[Stamp]) -> Placed:
    """Part the stamps of a page, which come by their place, by where they stand.

    A date in the masthead is told by its place: the article's may have the same words. The same
    line again above the headline, as a menu that stays in view repeats it, is the masthead's too.
    """
    top = min(_TOP, layout.title) if layout.body else _TOP
    opens = layout.title == layout.first  # no headline stands between
    first = [s for s in stamps if s.place < top and s.bare and not (opens and layout.is_framed(s))]
    lines = {layout.read(s.place) for s in first}
    words = {s.words for s in first}
    places = {s.place for s in first}
    head = [
        s for s in stamps if s.place in places or s.bare and _is_masthead(layout, s, lines, words)
    ]
    gone = {id(s) for s in head}
    runs = list(_list_runs(layout, [s for s in stamps if id(s) not in gone]))
    series = [run for run in runs if _is_series(run)]
    return Placed(head, series, [s for run in runs if not _is_series(run) for s in run])


def _is_masthead(layout: Layout, stamp: Stamp, lines: set[str], words: set[str]) -> bool:
    """Tell whether a date is one of the masthead's again: the same line above the headline, or the
    same date far from it.
    """
    if not layout.is_beside(stamp):
        return stamp.words in words
    return stamp.place < layout.title and layout.read(stamp.place) in lines


def _list_runs(layout: Layout, stamps: list[Stamp]) -> Iterator[list[Stamp]]:
    """Yield stamps of one kind that follow each other within few lines, without prose or the
    headline between.
    """
    prose = set(layout.body)
    run: list[Stamp] = []
    for stamp in stamps:
        if run and not _goes_on(layout, prose, run[-1], stamp):
            yield run
            run = []
        run.append(stamp)
    if run:
        yield run


def _goes_on(layout: Layout, prose: set[int], last: Stamp, stamp: Stamp) -> bool:
    """Tell whether two stamps may be of neighbouring items of a list."""
    if stamp.place - last.place > _STEP or find_form(layout, stamp) != find_form(layout, last):
        return False
    if last.place < layout.title <= stamp.place:
        return False
    return not any(k in prose for k in range(last.place + 1, stamp.place))


def find_form(layout: Layout, stamp: Stamp) -> tuple[str, str, bool]:
    """Return how a stamp is written, which the rows of a list share."""
    alone = layout.read(stamp.place) == stamp.words
    return stamp.label, _LETTERS.sub("a", _DIGITS.sub("0", stamp.words)), alone


def _is_series(run: list[Stamp]) -> bool:
    """Tell whether stamps are those of a list: of many different days."""
    return len({s.days for s in run}) >= MANY
