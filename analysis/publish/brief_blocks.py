"""The blocks of a brief's page, from claims to headlines of charts, measured before drawn."""

import re
from collections.abc import Iterable
from typing import NamedTuple

from ..charts._canvas import Canvas
from ..charts._text import fit_text, text_width
from ..charts.style import BLUE, GREY, INK, PALE
from .brief import Chapter, Graded, Quoted
from .brief_charts import Panel

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
SECTIONS = ("What is supported, and what is not", "What the texts say", "Limits")
PAD = 0.12  # inches between columns
BESIDE = 1.5  # inches of what stands at the left of a stretch of time
_ASCENT = 0.92  # of the height of letters, from the top of a line to where they stand
LINES = 3  # of a cell, a sentence or a limit, at most
_CUT_WORD = re.compile(r"(?<=\w)\W*[^\S\n][^\s]{0,20}…\Z")  # what is cut within, of usual length
_FROM_RIGHT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
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
    """A part of the page that is never split: its height in inches, and its words."""

    height: float
    words: list[Words]


def find_link(place: str) -> str:
    """Return a place if it is an address of the web, else nothing."""
    return place if _ADDRESS.fullmatch(place) else ""


def holds_from_right(text: str) -> bool:
    """Tell whether letters of a text are written from right to left."""
    return bool(_FROM_RIGHT.search(text))


def fit(text: str, width: float, size: float, lines: int, weight: str = "normal") -> str:
    """Return a text in at most so many lines, cut behind a word where it is of words."""
    fitted = fit_text(text, width, size, lines, weight)
    return _CUT_WORD.sub("…", fitted) if fitted.endswith("…") else fitted


def shorten(text: str, width: float, size: float, lines: int, weight: str = "normal") -> str:
    """Return a text on one line, cut where `fit` cuts it.

    >>> shorten("The ministers spoke of Russia and of more", 1.0, 8.5, 2)
    'The ministers spoke of…'
    """
    fitted = fit(text, width, size, lines, weight)
    if not fitted.endswith("…"):
        return text
    kept = len("".join(fitted[:-1].split()))  # letters, wherever lines are broken
    ends = [end for end, letter in enumerate(text, 1) if not letter.isspace()]
    return text[: ends[kept - 1] if kept else 0] + "…"


def measure_lines(lines: int, size: float) -> float:
    """Return how high so many lines are."""
    return lines * size * LEADING / 72


def write(text: str, width: float, lines: int, size=SIZE, after=0.0, **look) -> Block:
    """Return a paragraph of at most so many lines."""
    fitted = fit(text, width, size, lines, look.get("weight", "normal"))
    if not fitted:
        return Block(0.0, [])
    height = measure_lines(fitted.count("\n") + 1, size) + after
    return Block(height, [Words(fitted, size=size, **look)])


def join(blocks: Iterable[Block]) -> Block:
    """Return blocks below each other as one."""
    y, words = 0.0, []
    for block in blocks:
        words += [each._replace(y=each.y + y) for each in block.words]
        y += block.height
    return Block(y, words)


def shorten_claim(graded: Graded) -> Graded:
    """Return a claim with each cell cut to the lines that it has."""
    widths = zip(graded, COLUMNS, strict=True)
    return Graded(*(shorten(text, width - PAD, SMALL, LINES) for text, width in widths))


def shorten_chapter(chapter: Chapter) -> Chapter:
    """Return what is shown of a stretch of time, each text cut to the lines that it has."""
    width = ROOM - BESIDE
    lines = [shorten(line, width, SIZE, LINES - 1) for line in chapter.lines[:1]]
    texts = [shorten(quote.text, width - 0.1, SIZE, LINES) for quote in chapter.quotes]
    texts = [text if "“" in text else f"“{text}”" for text in texts]
    quotes = [q._replace(text=text) for q, text in zip(chapter.quotes, texts, strict=True)]
    return chapter._replace(lines=lines, quotes=quotes)


def lay_claim(tested: Graded, head: bool = False) -> Block:
    """Return a claim as a row of the table, or its head."""
    cells, x = [], 0.0
    for i, (text, width) in enumerate(zip(tested, COLUMNS, strict=True)):
        weight = "bold" if head or i == 1 else "normal"
        fitted = fit(text, width - PAD, SMALL, LINES, weight)
        cells.append(Words(fitted, x, 0.04, SMALL, weight))
        x += width
    n = max(cell.text.count("\n") + 1 for cell in cells)
    return Block(measure_lines(n, SMALL) + 0.08, cells)


def lay_chapter(chapter: Chapter) -> Block:
    """Return when and how much it is, and beside it what is said."""
    when = write(chapter.head.replace(" (", "\n("), BESIDE - 0.15, 4, SMALL, weight="bold")
    lines = [write(line, ROOM - BESIDE, LINES) for line in chapter.lines]
    told = join([*lines, *map(_lay_quote, chapter.quotes)])
    words = [*when.words, *(each._replace(x=each.x + BESIDE) for each in told.words)]
    return Block(max(when.height, told.height) + 0.07, words)


def _lay_quote(quote: Quoted) -> Block:
    width = ROOM - BESIDE
    text = write(quote.text, width, LINES)
    source = fit(f"— {quote.source}", width * 0.6 - text_width(quote.date, SMALL), SMALL, 1)
    y, x, below = text.height, 0.0, []
    date = f", {quote.date}" if quote.source else quote.date
    # a name that is written from the right would draw a date behind it to itself: that is apart
    for words in (source, date) if holds_from_right(source) else (source + date,):
        below.append(Words(words, x, y, SMALL, colour=GREY))
        x += text_width(words, SMALL)
    link = find_link(quote.place)
    place = fit(quote.place, width - x - 0.1, SMALL, 1)
    below.append(Words(place, x + 0.1, y, SMALL, colour=BLUE if link else GREY, url=link))
    return Block(y + measure_lines(1, SMALL) + 0.02, text.words + below)


def lay_section(title: str, blocks: list[Block], more: str = "", note: str = "") -> list[Block]:
    """Return a heading, at its right what is left out, the blocks, and a note below them."""
    side = Words(more, ROOM - text_width(more, SMALL), 0.12, SMALL, colour=GREY)
    words = [Words(title, y=0.09, size=HEAD, weight="bold"), *([side] if more else [])]
    head = Block(measure_lines(1, HEAD) + 0.14, words)
    return [head, *blocks, write(note, ROOM, 1, SMALL, colour=GREY)]


def _title(panel: Panel, n: int) -> str:
    return fit(panel.title, panel_width(n), SIZE, 6 if n > 1 else 3, "bold")


def measure_title(panel: Panel, n: int) -> float:
    """Return how high the headline of a chart is where so many are beside each other."""
    return measure_lines(_title(panel, n).count("\n") + 1, SIZE) + 0.03


def write_title(sheet: Canvas, panel: Panel, n: int, x: float, y: float) -> None:
    """Write the headline of a chart."""
    put(sheet, [Block(0, [Words(_title(panel, n), weight="bold")])], y, x)


def panel_width(n: int) -> float:
    """Return the inches of one of so many charts."""
    return (ROOM - GAP * (n - 1)) / n if n > 1 else ROOM * 0.6


def draw_panel(sheet: Canvas, panel: Panel, x: float, y: float, width: float) -> None:
    """Draw a small chart below its note."""
    note = fit(panel.note, width, SMALL, 2)
    sheet.note(x, y, note, va="top")
    panel.draw(sheet, x, y + measure_lines(2, SMALL) + 0.04, width, PANEL_BODY)


def put(
    sheet: Canvas, blocks: list[Block], y: float, x: float = EDGE, rules: bool = False
) -> float:
    """Write blocks below each other, line by line; return where they end."""
    for block in blocks:
        if rules and len(block.words) == len(COLUMNS):
            sheet.rule(y, x, x + ROOM, PALE, 0.6)
        for words in block.words:
            look = {"weight": words.weight, "url": words.url or None, "color": words.colour}
            for i, line in enumerate(words.text.split("\n")):
                down = y + words.y + measure_lines(i, words.size) + _ASCENT * words.size / 72
                sheet.write(x + words.x, down, line, va="baseline", size=words.size, **look)
        y += block.height
    return y
