"""A row of a table to a record: its text, its id and what came with it."""

import re
from collections.abc import Iterator
from typing import Any

from .escapes import mend_escapes, plain_date
from .layout import Layout
from .markup import read_plainly
from .names import clean_name
from .nested import join_strings, read_cell
from .parquet import Odd
from .source import MAX_DOCUMENT, TOO_LONG, Problem, Record, Source
from .text_columns import Text, join_summaries, read_text_columns

REMEDY_ROW = "mend the row or take it out"
_MISSING = frozenset(("nan", "null", "none", "n/a", "<na>"))
# What news APIs put at the end of a text that they cut.
_CUT = re.compile(r"\s*(?:…|\.\.\.)?\s*\[\+?\d+ chars\]\s*\Z")
_SITE = re.compile(r"(?i)https?://(?:www\d?\.)?([^/\s:?#]+)\S*")
_FORMULA = re.compile(r'="([^"]*+)"')  # as a text is kept from Excel's guesses
_ZERO = re.compile(r"(?<=\d)\.0+\Z")  # of a number that a table keeps as a fraction


def make_record(
    source: Source, number: int, line: int, row: dict, layout: Layout
) -> Iterator[Record | Problem | Text]:
    """Yield the record that a row is, or what is wrong with it, and remarks; before it, of which
    columns its text is made.
    """
    named = {key: _choose(row, key, columns) for key, columns in layout.fields.items()}
    text, kind = _find_text(row, layout, named)
    if text is not None:
        yield text
    value: Any = text.text if text is not None else None
    if kind == "summary" and layout.instead != "summary":
        yield Problem(source.name, line, "its text is empty", "check it", "read by its summary")
    if isinstance(value, list | dict):
        value = join_strings(value)
    fields = {key: as_text(cell) for key, cell in named.items()} | {
        key: said for key, said in layout.constants.items() if key not in named
    }
    if layout.date_parts and not fields.get("date"):
        fields["date"] = compose_date([as_text(row.get(name)) for name in layout.date_parts])
    if fields.get("date"):
        fields["date"] = plain_date(fields["date"])
    for name in ("title", "source"):  # a missing value as it was printed
        if fields.get(name, "").lower() in _MISSING:
            fields[name] = ""
    if site := _SITE.fullmatch(fields.get("source", "")):
        fields["source"] = site[1].lower()
    own = f"{source.stem}-{number:06d}"
    doc_id = clean_name(fields.pop("doc_id", own) or own)
    if "doc_id" in named and not as_text(named["doc_id"]):
        outcome = "read, named by its row"
        yield Problem(source.name, line, "its id is empty", "give it one", outcome, own)
    if problem := _check_text(value):
        yield Problem(source.name, line, problem, REMEDY_ROW, doc_id=doc_id)
        return
    value, said = mend_escapes(value)
    if said:
        remedy = "export it with its own line breaks and signs"
        yield Problem(source.name, line, said, remedy, "read, repaired", doc_id)
    cut = _CUT.search(value, max(0, len(value) - 60))
    if cut:
        value = value[: cut.start()]
        said = "its text was cut off where it was exported"
        yield Problem(source.name, line, said, "fetch the whole article", "read as far as it goes")
    yield Record(doc_id, source.name, line, value, kind == "html", fields)


def _choose(row: dict, key: str, columns: tuple[str, ...]) -> Any:
    """Return the first cell that is filled; of sources, before an address, one that is a name."""
    value = row.get(columns[0])
    if len(columns) == 1 or is_filled(value) and key != "source":
        return value
    filled = [cell for cell in map(row.get, columns) if is_filled(cell)]
    if key == "source":
        names = (c for c in filled if not (isinstance(c, str) and _SITE.fullmatch(c.strip())))
        return next(names, filled[0] if filled else value)
    return filled[0] if filled else value


def _find_text(row: dict, layout: Layout, named: dict) -> tuple[Text | None, str]:
    """Return the text of a row, and what it is: "text", "html", "summary" or "title"."""
    title = named.get("title")
    text = read_text_columns(row, layout.texts, title)
    if text is not None:
        return text, "text"
    html = next((name for name in layout.html if is_filled(row.get(name))), "")
    if html:
        return Text(row[html], (html,)), "html"
    text = join_summaries(row, (*layout.texts.leads, *layout.texts.retold), title)
    if text is not None and layout.instead != "title":
        return text, "summary"
    if layout.instead == "title" and is_filled(title):
        return Text(title, ()), "title"
    return None, "text"


def compose_date(parts: list[str]) -> str:
    """Return the date that year, month and day make, as far as they are there.

    >>> compose_date(["2020", "10.0", "6"]), compose_date(["2020", "Oct", "6"])
    ('2020-10-06', '6 Oct 2020')
    >>> compose_date(["2020", "", "6"]), compose_date(["", "10", "6"])
    ('2020', '')
    """
    given = [_ZERO.sub("", part) for part in parts]
    given = [] if not given or given[0].lower() in _MISSING else given
    empty = next((k for k, part in enumerate(given) if not part or part.lower() in _MISSING), None)
    given = given[:empty]
    if not all(part.isdecimal() for part in given[1:]):
        return " ".join(reversed(given))
    return "-".join(part if k == 0 else part.zfill(2) for k, part in enumerate(given))


def is_filled(value: object) -> bool:
    """Tell whether a cell holds anything."""
    return not (value is None or value != value or not str(value).strip())


def _check_text(text: object) -> str:
    """Return why a value is no text, "" if it is one."""
    if text is None or isinstance(text, float) or not str(text).strip():
        return "its text is empty"
    if isinstance(text, Odd):
        return f"its text cannot be read ({text.error})"
    if not isinstance(text, str):
        return f"its text is no text but {type(text).__name__}"
    if len(text) > MAX_DOCUMENT:
        return TOO_LONG
    return "its text is binary (it holds a NUL)" if "\0" in text else ""


def as_text(value: object) -> str:
    """Return a field as text: nothing for what is missing, ISO for dates, of an object its name."""
    value = read_cell(value)
    if value is None or value != value:
        return ""
    text = value.isoformat() if hasattr(value, "isoformat") else str(value)
    if "&" in text or "<" in text:
        text = read_plainly(text)[0]
    if formula := _FORMULA.fullmatch(text):
        text = formula[1]
    return text.strip().encode("utf-8", "replace").decode().replace("\0", "").strip()
