"""Excel workbooks (.xlsx): the rows of each sheet that has a column of texts."""

import io
import itertools
import warnings
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, BinaryIO

from ..source import MAX_DOCUMENT, Unreadable
from ..tabular import name_columns, say_twice
from ..text_lines import Row
from .whole_files import import_extra, open_parts, read_bounded

_WHAT = "Excel workbook"
_SAVE = "open it in Excel or LibreOffice and save it again as .xlsx or .csv"
_NAME_COLUMN = "name its column of texts: read_corpus(path, columns={'text': ...})"
# What a sheet is read for, and for what if no sheet has that.
_TEXTS, _INSTEAD = {"text", "html"}, {"summary", "title"}
_HEADER_ROWS = 20  # rows among which the header is: a title and notes may stand above it
_MOST_COLUMNS = 1000
_MOST_BLANK = 1000  # rows without a cell, one after another, behind which a sheet ends
_MOST_SHEETS = 200
_LONGEST_NAME = 100  # characters of a header's cell


def read_xlsx_rows(
    stream: BinaryIO, find: Callable[[Iterable[str]], Mapping[str, str]] | None = None
) -> Iterator[Row]:
    """Yield the rows of a workbook, each with its number in its sheet, as `read_csv` does.

    `find` tells of a header's names which column holds what; a sheet that has neither text nor HTML
    is remarked on and passed over, unless no sheet has any and it has summaries or titles. The
    header is, of the first rows, the one with most names that are known. Without `find` each sheet
    is read, its first row with two cells the header.

    Dates are `datetime`, numbers stay numbers, an empty cell is None; an error of a formula is None
    too. A formula is what it last came to. `Unreadable` if it is no workbook, or no sheet has
    texts.
    """
    openpyxl = import_extra("openpyxl", ".xlsx")
    raw = read_bounded(stream, remedy="save it as .csv")
    open_parts(raw, _WHAT).close()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of styles and the like, which hold no text
            book = openpyxl.load_workbook(io.BytesIO(raw), read_only=True, data_only=True)
    except Exception as error:
        raise Unreadable(0, f"it is damaged or no {_WHAT} ({_say(error)})", _SAVE) from error
    try:
        found, passed_over = False, []
        for texts in (_TEXTS, _TEXTS | _INSTEAD):
            passed_over = []
            for sheet in book.worksheets[:_MOST_SHEETS]:
                rows = _read_sheet(sheet, find, texts)
                first = next(rows, None)
                if first is not None and isinstance(first[1], str):
                    passed_over.append(first)
                elif first is not None:
                    found = True
                    yield from itertools.chain([first], rows)
            if found:
                break
        for line, problem in passed_over if found else ():
            yield line, (problem, _NAME_COLUMN)
    finally:
        book.close()
    if not found:
        if not passed_over:
            raise Unreadable(1, "it has no rows", "check what was saved")
        raise Unreadable(*passed_over[0], _NAME_COLUMN)


def _read_sheet(sheet, find: Callable | None, texts: set[str]) -> Iterator[tuple[int, Any]]:
    """Yield the rows of a sheet or, as only item, what is wrong with its header."""
    title = " ".join(str(sheet.title).split())[:_LONGEST_NAME]
    rows = _iterate(sheet)
    first = list(itertools.islice(rows, _HEADER_ROWS))
    read = [(number, cells) for number, cells in first if not isinstance(cells, Exception)]
    place, header, problem = _find_header([cells for _, cells in read], find, texts)
    if not header:
        if len(read) < len(first):
            yield first[-1][0], f"sheet {title!r} is damaged ({_say(first[-1][1])})"
        elif read:
            yield read[0][0], f"sheet {title!r}: {problem}"
        return
    twice = name_columns(str(cell) for cell in read[place][1] if cell is not None)[1]
    if twice and twice in header:
        yield read[place][0], say_twice(twice)
    for number, cells in itertools.chain(first[place + 1 :], rows):
        if isinstance(cells, Exception):
            yield number, (f"sheet {title!r} breaks off ({_say(cells)})", _SAVE)
            return
        padded = itertools.chain(map(_as_value, cells), itertools.repeat(None))
        yield number, {name: cell for name, cell in zip(header, padded, strict=False) if name}


def _find_header(
    rows: list[tuple], find: Callable | None, texts: set[str]
) -> tuple[int, list[str], str]:
    """Return which of a sheet's first rows is its header, and its names; or what is wrong."""
    headers = [_as_header(cells) for cells in rows]
    known: list[tuple[int, int]] = []  # of rows that name a text, how many names are known
    problem = ""
    for place, names in enumerate(headers):
        named = [name for name in names if name]
        if find is None:
            if len(named) > 1:
                return place, names, ""
            continue
        try:
            found = find(named)
        except Unreadable as error:  # a column that the user gave is not there
            problem = problem or str(error)
            continue
        if texts & found.keys():
            known.append((-len(found), place))
    if known:
        place = min(known)[1]
        return place, headers[place], ""
    shown = ", ".join(name for name in (headers or [[]])[0][:20] if name)
    return 0, [], problem or f"it has no text column (it has {shown})"


def _iterate(sheet) -> Iterator[tuple[int, Any]]:
    """Yield rows that have a cell, with their numbers; last an exception, if one comes."""
    # the size that a file declares may be none of its own
    sheet.reset_dimensions()
    blank = 0
    rows = sheet.iter_rows(max_col=_MOST_COLUMNS, values_only=True)
    for number in itertools.count(1):
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # of a cell whose date is none, which is None
                cells = next(rows, None)
        except Exception as error:
            yield number, error
            return
        if cells is None or blank > _MOST_BLANK:
            return
        if any(cell is not None and cell != "" for cell in cells):
            blank = 0
            yield number, cells
        else:
            blank += 1


def _as_header(cells: tuple) -> list[str]:
    """Return names, each once, and "" for an empty cell."""
    names = ["" if cell is None else " ".join(str(cell)[:_LONGEST_NAME].split()) for cell in cells]
    once = iter(name_columns(filter(None, names))[0])
    return [next(once) if name else "" for name in names]


def _as_value(cell):
    if isinstance(cell, str):
        if len(cell) < 10 and cell.startswith("#") and cell.rstrip("!?").isupper():
            return None  # the error of a formula, such as #REF!
        return cell if len(cell) <= MAX_DOCUMENT else cell[: MAX_DOCUMENT + 1]
    return cell


def _say(error: Exception) -> str:
    return f"{type(error).__name__}: {' '.join(str(error).split())[:200]}"
