"""Sheets that are no Excel workbook: OpenDocument (.ods), and tables in HTML or XML."""

import html
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import chain, islice
from typing import BinaryIO

from ..html_charset import decode_html
from ..source import Unreadable
from ..text_lines import Row
from .safe_xml import iter_shown
from .whole_files import open_parts, read_bounded, read_part

Find = Callable[[Iterable[str]], Mapping[str, str]]
_SAVE = "save it as .csv or .xlsx"
_MOST_COLUMNS = 1000
_MOST_AGAIN = 100  # times that a row or cell is repeated; more are the empty rest of a sheet
_HEADER_ROWS = 20  # rows among which the header is
_ROWS, _CELLS = {"tr", "row"}, {"td", "th", "cell"}
_BREAKS = {"br", "p", "div", "li"}
_TAG = re.compile(r"<!--|<(/?)([a-zA-Z][a-zA-Z0-9:]{0,20})\b[^<>]*>")
Cells = Iterator[tuple[int, list[str]]]


def read_ods_rows(stream: BinaryIO, find: Find) -> Iterator[Row]:
    """Yield the numbered rows of an OpenDocument sheet; `find` tells which column holds what."""
    parts = open_parts(read_bounded(stream, remedy=_SAVE), "OpenDocument sheet")
    content = read_part(parts, "content.xml")
    if not content:
        raise Unreadable(0, "it is no OpenDocument sheet (it has no content.xml)", _SAVE)
    yield from _name_cells(_read_content(content), find)


def read_table_rows(stream: BinaryIO, find: Find) -> Iterator[Row]:
    """Yield the rows of the tables in a page of HTML or a sheet of XML."""
    text, _ = decode_html(read_bounded(stream, remedy=_SAVE))
    yield from _name_cells(_list_rows(text), find)


def _name_cells(rows: Cells, find: Find) -> Iterator[Row]:
    """Yield rows by the names of the first row that names a text, or else of the first of all."""
    filled = ((number, cells) for number, cells in rows if any(cells))
    first: list[tuple[int, list[str]]] = []
    for number, cells in islice(filled, _HEADER_ROWS):
        first.append((number, cells))
        if {"text", "html"} & find(cells).keys():
            first = first[-1:]
            break
    for number, cells in chain(first[1:], filled):
        yield number, _as_row(first[0][1], cells)


def _as_row(header: list[str], cells: list[str]) -> dict[str, str]:
    row: dict[str, str] = {}
    for name, cell in zip(header, cells, strict=False):
        if name:
            row.setdefault(name, cell)
    return {name: row.get(name, "") for name in header if name}


def _read_content(raw: bytes) -> Cells:
    """Yield the rows of a sheet's content.xml."""
    number, again, row_again, in_cell = 0, 1, 1, False
    cells: list[str] = []
    held: list[str] = []
    given = ""
    for kind, name, attributes in iter_shown(raw, ("annotation",), "its content", _SAVE):
        if kind == "text":
            if in_cell:
                held.append(name)
        elif name == "table-row":
            if kind == "start":
                cells, row_again = [], _count(attributes.get("number-rows-repeated", "1"))
                continue
            for _ in range(row_again if any(cells) else 1):
                number += 1
                yield number, cells
        elif name in ("table-cell", "covered-table-cell"):
            in_cell = kind == "start"
            if in_cell:
                held, given = [], attributes.get("date-value", "")
                again = _count(attributes.get("number-columns-repeated", "1"))
                continue
            text = given or "".join(held).strip()
            cells += [text] * (again if len(cells) < _MOST_COLUMNS else 0)
        elif name == "p" and kind == "end" and in_cell:
            held.append("\n")
        elif kind == "start" and name in ("s", "tab", "line-break"):
            held.append("\n" if name == "line-break" else " ")


def _count(said: str) -> int:
    """Return how often a row or cell appears there, once where that is the empty rest of a sheet."""
    n = int(said) if said.isascii() and said.isdigit() and len(said) < 6 else 1
    return n if 0 < n <= _MOST_AGAIN else 1


def _list_rows(text: str) -> Cells:
    """Yield the rows of all tables of a page, each with the line at which it begins."""
    cells: list[str] | None = None
    held: list[str] | None = None
    number, line, at = 0, 1, 0

    def close() -> None:
        if held is not None and cells is not None and len(cells) < _MOST_COLUMNS:
            lines = html.unescape("".join(held)).split("\n")
            cells.append("\n".join(filter(None, (" ".join(x.split()) for x in lines))))

    while tag := _TAG.search(text, at):
        if held is not None:
            held.append(text[at : tag.start()])
        line += text.count("\n", at, tag.end())
        at = tag.end()
        ending, name = tag[1], (tag[2] or "").lower().rpartition(":")[2]
        if tag[0] == "<!--":
            at = text.find("-->", at)
            if at < 0:
                break
            line += text.count("\n", tag.end(), at)
        elif name in _ROWS | _CELLS or name == "table":
            close()
            held = [] if name in _CELLS and not ending else None
            if name in _ROWS and not ending:
                if cells:
                    yield number, cells
                number, cells = line, []
        elif name in _BREAKS and held:
            held.append("\n")
    close()
    if cells:
        yield number, cells
