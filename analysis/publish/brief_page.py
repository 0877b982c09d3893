"""A brief as one page of A4 in PDF: what fits is placed, what does not is cut by rank and said."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable
from typing import NamedTuple

import matplotlib
from matplotlib.backends.backend_pdf import FigureCanvasPdf

from ..charts._fonts import list_unwritten
from ..charts._text import fit_text, text_width
from ..charts.style import BLUE, GREY, INK, PALE, house_style
from .brief import SPECIFICATION, Brief, Chapter, Quoted, Tested, rank_grade
from .brief_charts import Panel, Sheet

NAME = "Shifting priorities"
LANGUAGE = "en-GB"
WIDTH, HEIGHT = 8.27, 11.69  # inches, of A4
EDGE, GAP = 0.5, 0.25  # inches: around the page, between charts
ROOM = WIDTH - 2 * EDGE
SIZE, HEAD, LEADING = 8.5, 10.0, 1.22  # points; the height of a line in sizes of its letters
SMALL = 8.0
HEADLINES = ((14.0, 3), (12.0, 4), (10.0, 6))  # sizes, and lines of each, the first that fits
PANEL_BODY = 1.45  # inches
HEADS = ("Claim", "Verdict", "Supported in", "What the numbers say")
COLUMNS = (1.8, 1.05, 1.1, ROOM - 3.95)  # inches
SECTIONS = (
    "What is supported, and what is not",
    "What the texts say",
    "Limits",
)
BESIDE = 1.5  # inches of what stands at the left of a stretch of time
_ASCENT = 0.92  # of the height of letters, from the top of a line to where they stand
_LINES = 3  # of a cell, a sentence or a limit, at most
_CUT_WORD = re.compile(r"(?<=\w)\W*[^\S\n][^\s]{0,20}…\Z")  # what is cut within, of usual length
_ADDRESS = re.compile(r"https?://\S+")


class Words(NamedTuple):
    """Lines at a place within a block."""

    text: str
    x: float = 0.0
    y: float = 0.0
    size: float = SIZE
    weight: str = "normal"
    colour: str = INK
    url: str = ""


class Block(NamedTuple):
    """What stands in one piece: its height in inches, and words."""

    height: float
    words: list[Words]


class Page(NamedTuple):
    """What is on the page: as `Brief`, each list cut to what fits, and what is said of the rest."""

    headline: str
    size: float
    below: str
    panels: list[Panel]
    claimed: str
    claims: list[Tested]
    more_claims: str
    chapters: list[Chapter]
    more_quotes: str
    limits: list[str]
    foot: str


def find_link(place: str) -> str:
    """Return a place if it is an address of the web, else nothing."""
    return place if _ADDRESS.fullmatch(place) else ""


def fit_page(brief: Brief) -> Page:
    """Return as much of a brief as one page holds.

    Stretches of time, those in which a theme stands out first, and claims take turns; then second
    sentences, where there is room left. Both stand in their order, claims by grade.
    """
    size, headline = _fit_headline(brief.headline)
    below = _fit(brief.below, ROOM, SIZE, _LINES).replace("\n", " ")
    limits = [_fit(limit, ROOM - 0.15, SIZE, _LINES).replace("\n", " ") for limit in brief.limits]
    told = sorted(range(len(brief.chapters)), key=lambda i: not brief.chapters[i].quotes)
    quoted: dict[int, int] = {}  # how many sentences of a stretch of time
    claims: list[Tested] = []

    def make() -> Page:
        chapters = [
            brief.chapters[i]._replace(quotes=brief.chapters[i].quotes[:n])
            for i, n in sorted(quoted.items())
        ]
        by_grade = sorted(claims, key=lambda tested: rank_grade(tested.grade))
        said = _say_rest(brief, len(claims), sum(len(chapter.quotes) for chapter in chapters))
        return Page(headline, size, below, brief.panels, brief.claimed, by_grade, said[0], chapters, said[1], limits,
                    _say_foot(brief))  # fmt: skip

    full = False
    for rank in range(max(len(told), len(brief.claims))):
        if rank < len(told):
            quoted[told[rank]] = 1
            if not _fits(make()):
                del quoted[told[rank]]
                told = told[:rank]
        if rank < len(brief.claims) and not full:
            claims.append(brief.claims[rank])
            if full := not _fits(make()):
                claims.pop()
    for i in list(quoted):
        quoted[i] = len(brief.chapters[i].quotes)
        if not _fits(make()):
            quoted[i] = 1
    return make()


def _fit_headline(text: str) -> tuple[float, str]:
    for size, lines in HEADLINES:
        fitted = _fit(text, ROOM, size, lines, "bold")
        if not fitted.endswith("…") or size == HEADLINES[-1][0]:
            return size, fitted.replace("\n", " ")
    raise AssertionError("the last size is taken")


def _say_rest(brief: Brief, n_claims: int, n_quotes: int) -> tuple[str, str]:
    """Say how many claims and sentences are not on a page, nothing where all are."""
    claims = len(brief.claims) - n_claims
    quotes = sum(len(chapter.quotes) for chapter in brief.chapters) - n_quotes
    where = "specifications.csv" if brief.claimed else "claims.csv"
    return (
        f"{claims:,} more in {where}." if claims else "",
        f"{quotes:,} more in story.csv." if quotes else "",
    )


def _say_foot(brief: Brief) -> str:
    charts = ", ".join(f"{panel.name}.csv" for panel in brief.panels)
    said = (
        "Numbers: story.csv, claims.csv, specifications.csv, limits.csv, corpus.csv, agreement.csv"
    )
    said += f"; charts: {charts}." if charts else "."
    scripts = list_unwritten(_list_texts(brief))
    if scripts:
        said += f" Letters in {', '.join(scripts)} show as boxes: no font is installed."
    return said


def _list_texts(brief: Brief) -> Iterable[str]:
    yield from (brief.headline, brief.below, brief.claimed, *brief.limits)
    yield from (text for tested in brief.claims for text in tested)
    yield from (panel.title for panel in brief.panels)
    for chapter in brief.chapters:
        yield from (chapter.head, *chapter.lines, *(t for quote in chapter.quotes for t in quote))


def _fit(text: str, width: float, size: float, lines: int, weight: str = "normal") -> str:
    """Return a text in at most so many lines, cut behind a word where it is of words."""
    fitted = fit_text(text, width, size, lines, weight)
    return _CUT_WORD.sub("…", fitted) if fitted.endswith("…") else fitted


def _high(lines: int, size: float) -> float:
    return lines * size * LEADING / 72


def _write(text: str, width: float, lines: int, size=SIZE, after=0.0, **look) -> Block:
    """Return a paragraph of at most so many lines."""
    fitted = _fit(text, width, size, lines, look.get("weight", "normal"))
    n = fitted.count("\n") + 1 if fitted else 0
    return Block(_high(n, size) + after * (n > 0), [Words(fitted, size=size, **look)] * (n > 0))


def _join(blocks: Iterable[Block]) -> Block:
    """Return blocks below each other as one."""
    y, words = 0.0, []
    for block in blocks:
        words += [each._replace(y=each.y + y) for each in block.words]
        y += block.height
    return Block(y, words)


def _lay_claim(tested: Tested, head: bool = False) -> Block:
    cells, x = [], 0.0
    for i, (text, width) in enumerate(zip(tested, COLUMNS, strict=True)):
        weight = "bold" if head or i == 1 else "normal"
        fitted = _fit(text, width - 0.12, SMALL, _LINES, weight)
        cells.append(Words(fitted, x, 0.04, SMALL, weight))
        x += width
    n = max(cell.text.count("\n") + 1 for cell in cells)
    return Block(_high(n, SMALL) + 0.08, cells)


def _lay_chapter(chapter: Chapter) -> Block:
    """Return when and how much it is, and beside it what is said."""
    when = _write(chapter.head.replace(" (", "\n("), BESIDE - 0.15, 4, SMALL, weight="bold")
    lines = [_write(line, ROOM - BESIDE, 2) for line in chapter.lines[:1]]
    told = _join([*lines, *map(_lay_quote, chapter.quotes)])
    words = [*when.words, *(each._replace(x=each.x + BESIDE) for each in told.words)]
    return Block(max(when.height, told.height) + 0.07, words)


def _lay_quote(quote: Quoted) -> Block:
    width = ROOM - BESIDE
    text = _write(_quote(quote.text, width - 0.1), width, _LINES)
    source = _fit(f"— {quote.source}", width * 0.6 - text_width(quote.date, SMALL), SMALL, 1)
    y, x, below = text.height, 0.0, []
    # apart, since a name that is written from the right would draw a date behind it to itself
    for words in (source, f", {quote.date}" if quote.source else quote.date):
        below.append(Words(words, x, y, SMALL, colour=GREY))
        x += text_width(words, SMALL)
    link = find_link(quote.place)
    place = _fit(quote.place, width - x - 0.1, SMALL, 1)
    below.append(Words(place, x + 0.1, y, SMALL, colour=BLUE if link else GREY, url=link))
    return Block(y + _high(1, SMALL) + 0.02, text.words + below)


def _quote(text: str, width: float) -> str:
    """Return a sentence cut to the lines that it has, between marks of quotation unless it has
    some.
    """
    cut = _fit(text, width, SIZE, _LINES).replace("\n", " ")
    return cut if "“" in cut else f"“{cut}”"


def _lay_section(title: str, blocks: list[Block], more: str = "", note: str = "") -> list[Block]:
    """Return a heading, at its right what is left out, the blocks, and a note below them."""
    side = Words(more, ROOM - text_width(more, SMALL), 0.12, SMALL, colour=GREY)
    words = [Words(title, y=0.09, size=HEAD, weight="bold"), *([side] if more else [])]
    head = Block(_high(1, HEAD) + 0.14, words)
    return [head, *blocks, _write(note, ROOM, 1, SMALL, colour=GREY)]


def _lay(page: Page) -> tuple[list[Block], float, list[Block], list[Block]]:
    """Return the blocks above the charts, the height of these, and the blocks below; and those at
    the foot.
    """
    above = [
        _write(page.headline, ROOM, 6, page.size, 0.05, weight="bold"),
        _write(page.below, ROOM, _LINES, SIZE, 0.08, colour=GREY),
    ]
    titles = [measure_title(panel, len(page.panels)) for panel in page.panels]
    charts = max(titles) + _high(2, SMALL) + PANEL_BODY + 0.1 if titles else 0.0
    claims = [_write(page.claimed, ROOM, 2, after=0.03)]
    if page.claims:
        claims += [_lay_claim(Tested(*HEADS), True), *map(_lay_claim, page.claims)]
    note = SPECIFICATION if page.claims else ""
    blocks = _lay_section(SECTIONS[0], claims, page.more_claims, note)
    if page.chapters:
        told = list(map(_lay_chapter, page.chapters))
        blocks += _lay_section(SECTIONS[1], told, page.more_quotes)
    limits = [
        _join(
            [Block(0, [Words("•")]), Block(b.height + 0.02, [w._replace(x=0.15) for w in b.words])]
        )
        for b in (_write(limit, ROOM - 0.15, _LINES) for limit in page.limits)
    ]
    blocks += _lay_section(SECTIONS[2], limits)
    return above, charts, blocks, [_write(page.foot, ROOM, 2, SMALL, colour=GREY)]


def _fits(page: Page) -> bool:
    above, charts, blocks, foot = _lay(page)
    high = sum(block.height for block in [*above, *blocks, *foot]) + charts
    return high + 0.1 <= HEIGHT - 2 * EDGE


def _title(panel: Panel, n: int) -> str:
    return _fit(panel.title, panel_width(n), SIZE, 6 if n > 1 else 3, "bold")


def measure_title(panel: Panel, n: int) -> float:
    """Return how high the headline of a chart is where so many are beside each other."""
    return _high(_title(panel, n).count("\n") + 1, SIZE)


def write_title(sheet: Sheet, panel: Panel, n: int, x: float, y: float) -> None:
    """Write the headline of a chart."""
    _put(sheet, [Block(0, [Words(_title(panel, n), weight="bold")])], y, x)


def panel_width(n: int) -> float:
    """Return the inches of one of so many charts."""
    return (ROOM - GAP * (n - 1)) / n if n > 1 else ROOM * 0.6


def draw_panel(sheet: Sheet, panel: Panel, x: float, y: float, width: float) -> None:
    """Draw a small chart below its note."""
    note = _fit(panel.note, width, SMALL, 2)
    sheet.note(x, y, note, va="top")
    panel.draw(sheet, x, y + _high(2, SMALL) + 0.04, width, PANEL_BODY)


def draw_page(page: Page) -> bytes:
    """Return a page as PDF, its text as text and its charts as lines; the same page gives the same
    bytes.

    matplotlib writes no structure (tags) and no language: the accessible form is the DOCX.
    """
    above, charts, blocks, foot = _lay(page)
    out = io.BytesIO()
    with house_style(), matplotlib.rc_context({"pdf.fonttype": 42}):
        sheet = Sheet(WIDTH, HEIGHT)
        y = _put(sheet, above, EDGE)
        if page.panels:
            n = len(page.panels)
            width = panel_width(n)
            down = max(measure_title(panel, n) for panel in page.panels)
            for i, panel in enumerate(page.panels):
                x = EDGE + i * (width + GAP)
                write_title(sheet, panel, n, x, y)
                draw_panel(sheet, panel, x, y + down, width)
        y = _put(sheet, blocks, y + charts, rules=True)
        end = HEIGHT - EDGE - sum(block.height for block in foot)
        sheet.rule(end - 0.05, EDGE, WIDTH - EDGE, lw=0.6)
        _put(sheet, foot, end)
        FigureCanvasPdf(sheet.figure)
        told = {"Title": page.headline, "Author": NAME, "Subject": page.below, "Creator": NAME}
        sheet.figure.savefig(out, format="pdf", metadata=told | {"CreationDate": None})
    return out.getvalue()


def _put(
    sheet: Sheet, blocks: list[Block], y: float, x: float = EDGE, rules: bool = False
) -> float:
    """Write blocks below each other, line by line; return where they end."""
    for block in blocks:
        if rules and len(block.words) == len(COLUMNS):
            sheet.rule(y, x, x + ROOM, PALE, 0.6)
        for words in block.words:
            look = {"weight": words.weight, "url": words.url or None, "color": words.colour}
            for i, line in enumerate(words.text.split("\n")):
                down = y + words.y + _high(i, words.size) + _ASCENT * words.size / 72
                sheet.write(x + words.x, down, line, va="baseline", size=words.size, **look)
        y += block.height
    return y
