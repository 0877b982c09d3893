"""Values of JSON to rows: answers of news APIs, exports of databases and what pandas writes."""

import ast
import json
from collections import deque
from collections.abc import Iterator, Mapping

from .columns import NONE, find_columns

_DEEPEST, _MOST = 5, 5000  # levels, and values of one row, that are looked at
_LONGEST_CELL = 2000  # characters of a cell that may be an object
# What an object that stands for one value calls it.
_VALUE_KEYS = (
    "$date", "$oid", "$numberLong", "$numberInt", "$numberDouble", "rendered", "#text", "@value",
)  # fmt: skip
_NAME_KEYS = ("main", "name", "title", "label", "value")
_HOLDS_TEXT = {"text", "html", "summary", "title"}
# Objects whose own name says nothing: of Elasticsearch, CouchDB, GraphQL and answers by the rules
# of JSON:API.
_PLAIN_NAMES = ("_source", "attributes", "node", "doc")
_TYPED = {"type", "value", "datatype", "xml:lang"}  # of one value in an answer of SPARQL
_PARTS = ("sections", "paragraphs", "blocks")  # of a text that is written as an object
_MOST_DECODED = 3  # times that JSON stands within a string of JSON


def holds_text(row: object, columns: Mapping[str, str] = NONE) -> bool:
    """Tell whether a value is a row with a column of text."""
    if not isinstance(row, dict) or not row:
        return False
    wanted = {name for key, name in columns.items() if key in _HOLDS_TEXT}
    flat = flatten(row)
    return bool(wanted & flat.keys() or _HOLDS_TEXT & find_columns(map(str, flat), {}).keys())


def flatten(row: dict) -> dict:
    """Return a row without objects in it: what is nested goes by names with dots, and an object
    that stands for one value becomes that.

    >>> flatten({"source": {"id": None, "name": "The Ledger"}, "date": {"$date": "2020-10-06"}})
    {'source.id': None, 'source.name': 'The Ledger', 'date': '2020-10-06'}
    """
    if not any(isinstance(value, dict) for value in row.values()):
        return row
    out: dict = {}
    waiting = deque((str(key), value, 1) for key, value in row.items())
    while waiting and len(out) < _MOST:
        name, value, depth = waiting.popleft()
        if isinstance(value, dict) and depth < _DEEPEST:
            single = next((key for key in _VALUE_KEYS if key in value), None)
            if value.keys() <= _TYPED and {"type", "value"} <= value.keys():
                single = "value"
            if single is not None:
                # where it stands under its key too, that name is another column
                waiting.appendleft((name, value[single], depth + 1))
                continue
            if any(key in value for key in _PARTS):  # what it says is all text
                out.setdefault(name, value)
                continue
            inner = "" if name in _PLAIN_NAMES else f"{name}."
            waiting.extendleft(
                (f"{inner}{key}", below, depth + 1) for key, below in reversed(value.items())
            )
        elif name not in out:
            out[name] = value
    return out


def list_rows(value: object, columns: Mapping[str, str]) -> Iterator[dict | None]:
    """Yield the rows that a value of JSON holds, or None where it holds none.

    A list of objects in an object ({"articles": [...]}), at any depth, gives its objects; so do the
    ways in which pandas writes a table: by columns, by index, split, and with a schema.
    """
    value = decode_strings(value)
    if isinstance(value, list) and value and all(isinstance(item, dict) for item in value):
        yield from value
        return
    if not isinstance(value, dict):
        yield None
        return
    names, data = value.get("columns"), value.get("data", value.get("rows"))
    if isinstance(names, list) and isinstance(data, list):
        for row in data:
            yield dict(zip(map(str, names), row, strict=False)) if isinstance(row, list) else None
        return
    for _ in range(_DEEPEST):  # {"article": {...}}
        inner = next(iter(value.values()), None) if len(value) == 1 else None
        if not (isinstance(inner, dict) and _has_own_text(inner)):
            break
        value = inner
    columnar = _turn(value)
    if columnar is not None and holds_text(columnar[0], columns):
        yield from columnar
        return
    below = [item for item in value.values() if isinstance(item, dict)]
    indexed = below and len(below) == len(value) and all(holds_text(b, columns) for b in below[:5])
    if indexed and (len(below) > 1 or not holds_text(value, columns)):
        for key, item in value.items():
            named = key.isdigit() or "doc_id" in find_columns(map(str, item), {})
            yield item if named else {"doc_id": key} | item
        return
    single = value.get("data")  # of one document by the rules of JSON:API
    if isinstance(single, dict) and isinstance(single.get("attributes"), dict):
        yield single
        return
    if holds_text(value, columns):
        inner = _find_list(value, columns, fewest=2)
        if inner is None or _has_own_text(value):
            yield value
            return
    else:
        inner = _find_list(value, columns, fewest=1)
    if inner is None:
        own = next((b for b in below if _has_own_text(b)), None)
        yield own | {k: v for k, v in value.items() if v is not own} if own else value
        return
    yield from (item if isinstance(item, dict) else None for item in inner)


def _has_own_text(value: dict) -> bool:
    """Tell whether an object bears a text itself, not only a title or a description."""
    return bool({"text", "html"} & find_columns(map(str, flatten(value)), {}).keys())


def decode_strings(value: object) -> object:
    """Return the value of JSON that appears in a string of JSON, any other as it is.

    >>> decode_strings('{"text": "They met."}'), decode_strings("They met.")
    ({'text': 'They met.'}, 'They met.')
    """
    for _ in range(_MOST_DECODED):
        if not isinstance(value, str) or value.lstrip()[:1] not in ("{", "[", '"'):
            break
        try:
            value = json.loads(value)
        except (ValueError, RecursionError):
            break
    return value


def open_cells(row: dict) -> dict | None:
    """Return a row with what the objects in its cells hold beside its own columns, or None if no
    cell is an object with a text.

    >>> open_cells({"id": 1, "data": '{"text": "They met."}'})
    {'id': 1, 'text': 'They met.'}
    """
    for name, cell in row.items():
        found = decode_strings(cell) if isinstance(cell, str) else None
        if isinstance(found, dict) and holds_text(found):
            own = {key: value for key, value in row.items() if key != name}
            return own | {k: v for k, v in flatten(found).items() if k not in own}
    return None


def _turn(value: dict) -> list[dict] | None:
    """Return the rows of a table of columns, {"text": {"0": …}} or {"text": […]}, or None."""
    columns = list(value.values())
    first = columns[0] if columns else None
    if not first:
        return None
    if all(isinstance(c, dict) and c.keys() == first.keys() for c in columns):
        return [{name: column[key] for name, column in value.items()} for key in first]
    if len(columns) > 1 and all(isinstance(c, list) and len(c) == len(first) for c in columns):
        return [dict(zip(value, cells, strict=True)) for cells in zip(*columns, strict=True)]
    return None


def _find_list(value: dict, columns: Mapping[str, str], *, fewest: int) -> list | None:
    """Return the rows of all lists with text below an object, or None if there is none."""
    rows: list = []
    waiting = deque([(value, 0)])
    seen = 0
    while waiting and seen < _MOST:
        item, depth = waiting.popleft()
        seen += 1
        for below in item.values():
            if isinstance(below, dict) and depth < _DEEPEST:
                waiting.append((below, depth + 1))
            elif isinstance(below, list) and any(holds_text(r, columns) for r in below[:20]):
                rows += below
    return rows if len(rows) >= fewest else None


def read_cell(value: object) -> object:
    """Return the name in a cell with an object, as pandas writes one into CSV; any other as it is.

    >>> read_cell("{'id': None, 'name': 'The Ledger'}"), read_cell("{plain}")
    ('The Ledger', '{plain}')
    """
    if isinstance(value, str):
        cell = value.strip()
        if not (cell[:1] in "{[" and cell[-1:] in "}]" and 2 < len(cell) <= _LONGEST_CELL):
            return value
        try:
            found = json.loads(cell)
        except (ValueError, RecursionError):
            try:
                found = ast.literal_eval(cell)
            except Exception:  # whatever it is, it is no object
                return value
        return read_cell(found) if isinstance(found, dict | list) else value
    if isinstance(value, dict):
        keys = (*_VALUE_KEYS, *_NAME_KEYS)
        return next((value[k] for k in keys if isinstance(value.get(k), str | int | float)), value)
    if isinstance(value, list):
        parts = [read_cell(item) for item in value[:_MOST] if not isinstance(item, list)]
        return ", ".join(str(part) for part in parts if isinstance(part, str | int | float))
    return value


def join_strings(value: object) -> str:
    """Return all text in a list or object, in order, a paragraph each."""
    out: list[str] = []
    waiting = [value]
    while waiting and len(out) < _MOST:
        item = waiting.pop()
        if isinstance(item, str):
            out.append(item)
        elif isinstance(item, list):
            waiting.extend(reversed(item))
        elif isinstance(item, dict):
            waiting.extend(reversed(item.values()))
    return "\n\n".join(part for part in out if part.strip())
