"""A brief as a Word file that a screen reader can read, with headings, descriptions and links."""

import io
import re
import zipfile
from datetime import datetime
from typing import Any

from docx import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Inches, Pt, RGBColor
from matplotlib.backends.backend_agg import FigureCanvasAgg

from ..charts._canvas import Canvas
from ..charts.style import BLUE, house_style
from .brief import SPECIFICATION, Quoted
from .brief_blocks import (
    COLUMNS,
    EDGE,
    HEAD,
    HEADLINES,
    HEADS,
    HEIGHT,
    LANGUAGE,
    NAME,
    PANEL_BODY,
    SECTIONS,
    SIZE,
    SMALL,
    WIDTH,
    draw_panel,
    find_link,
    holds_from_right,
    measure_title,
    panel_width,
    write_title,
)
from .brief_charts import Panel
from .brief_page import Page

_FONT = "Arial"  # narrower than the letters that the page was measured by
_DPI = 200
_BEGUN = datetime(2000, 1, 1)  # of no meaning, and always the same
_ZIPPED = (1980, 1, 1, 0, 0, 0)
# what XML cannot hold: control characters and halves of pairs
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_LETTER = re.compile(r"[^\W\d_]")


def write_word(page: Page) -> bytes:
    """Return a page as DOCX; the same page gives the same bytes."""
    document = Document()
    _set_up(document, page)
    _add(document, page.headline, "Heading 1", size=page.size)
    _add(document, page.below)
    if page.panels:
        _add_panels(document, page.panels)
    _add(document, SECTIONS[0], "Heading 2")
    _add(document, page.claimed)
    if page.claims:
        _add_claims(document, page)
    notes = [page.more_claims, SPECIFICATION if page.claims else ""]
    _add(document, " ".join(filter(None, notes)), size=SMALL)
    if page.chapters:
        _add(document, SECTIONS[1], "Heading 2")
        for chapter in page.chapters:
            _add(document, chapter.head, "Heading 3", size=SIZE)
            for line in chapter.lines:
                _add(document, line)
            for quote in chapter.quotes:
                _add_quote(document, quote)
        _add(document, page.more_quotes, size=SMALL)
    _add(document, SECTIONS[2], "Heading 2")
    for limit in page.limits:
        _add(document, limit, "List Bullet")
    _add(document, page.foot, size=SMALL)
    return _pack(document)


def _set_up(document: Any, page: Page) -> None:
    """Set paper, fonts, language, title and dates."""
    section = document.sections[0]
    section.page_width, section.page_height = Inches(WIDTH), Inches(HEIGHT)
    for side in ("left_margin", "right_margin", "top_margin", "bottom_margin"):
        setattr(section, side, Inches(EDGE))
    for name, size, before in (
        ("Normal", SIZE, 0), ("Heading 1", HEADLINES[0][0], 0), ("Heading 2", HEAD, 6),
        ("Heading 3", SIZE, 3), ("List Bullet", SIZE, 0),
    ):  # fmt: skip
        style = document.styles[name]
        style.font.name, style.font.size = _FONT, Pt(size)
        style.font.color.rgb = RGBColor(0x22, 0x22, 0x22)
        fonts = style.element.rPr.rFonts
        for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{theme}"), None)
        style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(0)
        style.paragraph_format.line_spacing = 1.0
    defaults = document.styles.element.find(qn("w:docDefaults"))
    for language in defaults.iter(qn("w:lang")):
        language.set(qn("w:val"), LANGUAGE)
    core = document.core_properties
    core.title, core.author, core.language = _legal(page.headline)[:255], NAME, LANGUAGE
    core.subject, core.comments, core.last_modified_by = "", "", NAME
    core.created = core.modified = _BEGUN
    core.revision = 1


def _legal(text: str) -> str:
    return _ILLEGAL.sub("\ufffd", text)


def _add(document: Any, text: str, style: str = "Normal", size: float | None = None) -> None:
    """Add a paragraph; nothing of an empty text."""
    if text:
        _write(document.add_paragraph(style=style), text, size)


def _write(paragraph: Any, text: str, size: float | None = None, bold: bool = False) -> None:
    """Add a run, from the right where its first letter is of such a script."""
    run = paragraph.add_run(_legal(text))
    run.font.size = Pt(size) if size else None
    run.bold = True if bold else None
    letter = _LETTER.search(text)
    if letter and holds_from_right(letter.group()):
        paragraph._p.get_or_add_pPr().append(OxmlElement("w:bidi"))
        run.font.rtl = True


def _add_panels(document: Any, panels: list[Panel]) -> None:
    """Add charts side by side in one paragraph, with their headlines drawn and described."""
    n = len(panels)
    paragraph = document.add_paragraph()
    for i, panel in enumerate(panels):
        run, drawn = paragraph.add_run("  " if i else ""), io.BytesIO(draw_picture(panel, n))
        picture = run.add_picture(drawn, width=Inches(panel_width(n)))
        told = picture._inline.docPr
        told.set("name", f"Chart {i + 1}")
        told.set("title", _legal(panel.title)[:250])
        told.set("descr", _legal(f"{panel.title}. {panel.alt}"))


def draw_picture(panel: Panel, n: int) -> bytes:
    """Return a small chart, of `n` beside each other, with its headline as PNG."""
    out, width = io.BytesIO(), panel_width(n)
    with house_style():
        down = measure_title(panel, n)
        sheet = Canvas(down + PANEL_BODY + 0.34, width)
        write_title(sheet, panel, n, 0.0, 0.0)
        draw_panel(sheet, panel, 0.0, down, width)
        FigureCanvasAgg(sheet.figure)
        sheet.figure.savefig(out, format="png", dpi=_DPI, metadata={"Software": None})
    return out.getvalue()


def _add_claims(document: Any, page: Page) -> None:
    """Add the claims as a table whose first row is its head."""
    table = document.add_table(rows=0, cols=len(HEADS), style="Table Grid")
    table.autofit = False
    for column, width in zip(table.columns, COLUMNS, strict=True):
        column.width = Inches(width)
    for number, cells in enumerate([HEADS, *page.claims]):
        row = table.add_row()
        for i, (cell, text, width) in enumerate(zip(row.cells, cells, COLUMNS, strict=True)):
            cell.width = Inches(width)
            _write(cell.paragraphs[0], text, SMALL, bold=number == 0 or i == 1)
        properties = row._tr.get_or_add_trPr()
        properties.append(OxmlElement("w:cantSplit"))
        if number == 0:
            properties.append(OxmlElement("w:tblHeader"))
    for name, text in (("w:tblCaption", SECTIONS[0]), ("w:tblDescription", SPECIFICATION)):
        told = OxmlElement(name)
        told.set(qn("w:val"), text)
        table._tbl.tblPr.append(told)


def _add_quote(document: Any, quote: Quoted) -> None:
    """Add a sentence, and below it its source, which is a link where there is an address."""
    _add(document, quote.text)
    paragraph, link = document.add_paragraph(), find_link(quote.place)
    # what follows a name that is written from the right is not
    source = quote.source + "\u200e" * holds_from_right(quote.source)
    told = filter(None, (source, quote.date, "" if link else quote.place))
    _write(paragraph, f"— {', '.join(told)}", SMALL)
    if link:
        _add_link(paragraph, link)


def _add_link(paragraph: Any, address: str) -> None:
    """Let what a paragraph says lead to an address."""
    link = OxmlElement("w:hyperlink")
    kind = RELATIONSHIP_TYPE.HYPERLINK
    link.set(qn("r:id"), paragraph.part.relate_to(_legal(address), kind, is_external=True))
    for run in paragraph.runs:
        run.font.underline, run.font.color.rgb = True, RGBColor.from_string(BLUE[1:])
        link.append(run._r)
    paragraph._p.append(link)


def _pack(document: Any) -> bytes:
    """Return a document's file, its parts in order and without the time of day."""
    raw, out = io.BytesIO(), io.BytesIO()
    document.save(raw)
    with zipfile.ZipFile(raw) as parts, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for part in parts.infolist():
            info = zipfile.ZipInfo(part.filename, _ZIPPED)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o600 << 16
            packed.writestr(info, parts.read(part.filename))
    return out.getvalue()
