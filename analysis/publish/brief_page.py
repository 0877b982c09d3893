"""A brief as one page of A4 in PDF: what fits is placed, what does not is cut by rank and said."""

import io
from collections.abc import Iterable
from typing import NamedTuple

import matplotlib
from matplotlib.backends.backend_pdf import FigureCanvasPdf

from ..charts._canvas import Canvas
from ..charts._fonts import list_unwritten
from ..charts.style import GREY, house_style
from .brief import SPECIFICATION, TABLES, Brief, Chapter, Graded, rank_grade
from .brief_blocks import (
    EDGE,
    GAP,
    HEADLINES,
    HEADS,
    HEIGHT,
    LINES,
    NAME,
    PANEL_BODY,
    ROOM,
    SECTIONS,
    SIZE,
    SMALL,
    WIDTH,
    Block,
    Words,
    draw_panel,
    lay_chapter,
    lay_claim,
    lay_section,
    measure_lines,
    measure_title,
    panel_width,
    put,
    shorten,
    shorten_chapter,
    shorten_claim,
    write,
    write_title,
)
from .brief_charts import Panel


class Page(NamedTuple):
    """What is on the page: as `Brief`, each list cut to what fits, and what is said of the rest."""

    headline: str
    size: float
    below: str
    panels: list[Panel]
    claimed: str
    claims: list[Graded]
    more_claims: str
    chapters: list[Chapter]
    more_quotes: str
    limits: list[str]
    foot: str


def fit_page(brief: Brief) -> Page:
    """Return as much of a brief as one page holds.

    Stretches of time, those in which a theme stands out first, and claims take turns; then second
    sentences, where there is room left. Both stand in their order, claims by grade.
    """
    size, headline = _fit_headline(brief.headline)
    below = shorten(brief.below, ROOM, SIZE, LINES)
    limits = [shorten(limit, ROOM - 0.15, SIZE, LINES) for limit in brief.limits if limit]
    told = sorted(range(len(brief.chapters)), key=lambda i: not brief.chapters[i].quotes)
    cut = list(map(shorten_chapter, brief.chapters))
    quoted: dict[int, int] = {}  # how many sentences of a stretch of time
    claims: list[Graded] = []
    foot = _say_foot(brief)

    def make() -> Page:
        chapters = [cut[i]._replace(quotes=cut[i].quotes[:n]) for i, n in sorted(quoted.items())]
        by_grade = sorted(claims, key=lambda tested: rank_grade(tested.grade))
        said = _say_rest(brief, len(claims), sum(len(chapter.quotes) for chapter in chapters))
        return Page(headline, size, below, brief.panels, brief.claimed, by_grade, said[0], chapters, said[1], limits,
                    foot)  # fmt: skip

    full = False
    for rank in range(max(len(told), len(brief.claims))):
        if rank < len(told):
            quoted[told[rank]] = 1
            if not _fits(make()):
                del quoted[told[rank]]
                told = told[:rank]
        if rank < len(brief.claims) and not full:
            claims.append(shorten_claim(brief.claims[rank]))
            if full := not _fits(make()):
                claims.pop()
    for i in list(quoted):
        quoted[i] = len(brief.chapters[i].quotes)
        if not _fits(make()):
            quoted[i] = 1
    return make()


def _fit_headline(text: str) -> tuple[float, str]:
    """Return a headline in the first size in which it fits, else cut in the last."""
    fits = [(size, shorten(text, ROOM, size, lines, "bold")) for size, lines in HEADLINES]
    return next((each for each in fits if each[1] == text), fits[-1])


def _say_rest(brief: Brief, n_claims: int, n_quotes: int) -> tuple[str, str]:
    """Say how many claims and sentences are not on a page, nothing where all are."""
    claims = len(brief.claims) - n_claims
    quotes = sum(len(chapter.quotes) for chapter in brief.chapters) - n_quotes
    said = f"{claims:,} more in {'specifications' if brief.claimed else 'claims'}.csv."
    return said if claims else "", f"{quotes:,} more in story.csv." if quotes else ""


def _say_foot(brief: Brief) -> str:
    charts = ", ".join(f"{panel.name}.csv" for panel in brief.panels)
    said = f"Numbers: {', '.join(f'{name}.csv' for name in TABLES)}"
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


def _lay(page: Page) -> tuple[list[Block], float, list[Block], list[Block]]:
    """Return blocks above the charts, the height of these, and blocks below and at the foot."""
    above = [
        write(page.headline, ROOM, 6, page.size, 0.05, weight="bold"),
        write(page.below, ROOM, LINES, SIZE, 0.08, colour=GREY),
    ]
    titles = [measure_title(panel, len(page.panels)) for panel in page.panels]
    charts = max(titles) + measure_lines(2, SMALL) + PANEL_BODY + 0.1 if titles else 0.0
    claims = [write(page.claimed, ROOM, 2, after=0.03)]
    if page.claims:
        claims += [lay_claim(Graded(*HEADS), True), *map(lay_claim, page.claims)]
    note = SPECIFICATION if page.claims else ""
    blocks = lay_section(SECTIONS[0], claims, page.more_claims, note)
    if page.chapters:
        told = list(map(lay_chapter, page.chapters))
        blocks += lay_section(SECTIONS[1], told, page.more_quotes)
    limits = []
    for height, words in (write(limit, ROOM - 0.15, LINES) for limit in page.limits):
        beside = [each._replace(x=0.15) for each in words]
        limits.append(Block(height + 0.02, [Words("•"), *beside]))
    blocks += lay_section(SECTIONS[2], limits)
    return above, charts, blocks, [write(page.foot, ROOM, 2, SMALL, colour=GREY)]


def _fits(page: Page) -> bool:
    above, charts, blocks, foot = _lay(page)
    high = sum(block.height for block in [*above, *blocks, *foot]) + charts
    return high + 0.1 <= HEIGHT - 2 * EDGE


def draw_page(page: Page) -> bytes:
    """Return a page as PDF, its text as text and its charts as lines, always the same bytes.

    matplotlib writes no structure (tags) and no language: the accessible form is the DOCX.
    """
    out = io.BytesIO()
    with house_style(), matplotlib.rc_context({"pdf.fonttype": 42}):
        figure = fill_sheet(page).figure
        FigureCanvasPdf(figure)
        told = {"Title": page.headline, "Author": NAME, "Subject": page.below, "Creator": NAME}
        figure.savefig(out, format="pdf", metadata=told | {"CreationDate": None})
    return out.getvalue()


def fill_sheet(page: Page) -> Canvas:
    """Return a sheet with all that is on a page."""
    above, charts, blocks, foot = _lay(page)
    sheet = Canvas(HEIGHT, WIDTH)
    y = put(sheet, above, EDGE)
    n = len(page.panels)
    down = max((measure_title(panel, n) for panel in page.panels), default=0.0)
    for i, panel in enumerate(page.panels):
        x = EDGE + i * (panel_width(n) + GAP)
        write_title(sheet, panel, n, x, y)
        draw_panel(sheet, panel, x, y + down, panel_width(n))
    put(sheet, blocks, y + charts, rules=True)
    end = HEIGHT - EDGE - sum(block.height for block in foot)
    sheet.rule(end - 0.05, EDGE, WIDTH - EDGE, lw=0.6)
    put(sheet, foot, end)
    return sheet
