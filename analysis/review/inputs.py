"""The inputs of a result, and the files of each: data, dates, parts of the package, notebooks."""

import ast
import csv
import io

from .extract import list_cells
from .trees import RUN, Tree

METADATA = "seeds/metadata.csv"
#: Columns of the metadata that date a document or say what a fact rests on.
DATE_COLUMNS = frozenset(
    "published event_date date date_low date_high date_basis date_note known_from".split()
)
#: The files of the package that make an input; what lies elsewhere in it is code.
FOLDERS = {
    "dates": ("analysis/dating/",),
    "cleaning": ("analysis/cleaning/",),
    "splitting": ("analysis/text/sentences.",),
    "speech": ("analysis/speech/",),
    "themes": ("analysis/themes/",),
    "tone": ("analysis/tone/",),
    "words": ("analysis/text/", "analysis/words/"),
    "topics": ("analysis/topics/",),
    "statistics": ("analysis/stats/",),
    "wording": ("analysis/describe/",),
    "charts": ("analysis/charts/",),
}
#: What of the package is tried together where its parts cannot be run alone.
PACKAGE = (*FOLDERS, "code")
_SEEDS = {"seeds/labels.csv": "labels", "seeds/claims.yml": "claims"}
#: In the order in which equals are named.
INPUTS = ("data", "labels", "claims", *PACKAGE, "notebooks")
#: Inputs that can change a picture whose table stays.
DRAWING = frozenset({"wording", "charts", "code", "notebooks"})
# no result depends on them
_NO_MATTER = ("analysis/review/", "analysis/publish/", "analysis/commands/", "analysis/__main__.py")
_DOCUMENTED = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
Change = dict[str, bytes | None]  # path -> new content, None for a file that left


def name_input(path: str) -> str | None:
    """Return the input that a file belongs to, or None where no result depends on it.

    >>> [name_input(f"analysis/{name}") for name in ("themes/themes.yml", "cleaning/pages.py", "dating/page_dates.py")]
    ['themes', 'cleaning', 'dates']
    >>> [name_input(f"analysis/{name}") for name in ("text/sentences.py", "core/files.py", "review/inputs.py")]
    ['splitting', 'code', None]
    >>> name_input("seeds/000.txt"), name_input("seeds/README.md"), name_input("figures/01-timeline.png")
    ('data', None, None)
    """
    if not path.startswith(tuple(f"{folder}/" for folder in RUN)) or path.endswith(".md"):
        return None
    if path.startswith("seeds/"):
        return _SEEDS.get(path, "data")
    if path.startswith(_NO_MATTER) or (path.startswith("tests/") and not path.endswith(".csv")):
        return None
    if path.startswith("notebooks/"):
        return "notebooks"
    return next((name for name, places in FOLDERS.items() if path.startswith(places)), "code")


def split_change(base: Tree, head: Tree) -> dict[str, Change]:
    """Return for each input that differs its files as they are in the new version.

    Of a notebook the code counts, not its outputs; of a module neither comments nor docstrings.
    `metadata.csv` is two inputs: the dates of the documents that both versions have, and all else.
    """
    out: dict[str, Change] = {}
    for path in sorted({*base, *head}):
        name, old, new = name_input(path), base.get(path), head.get(path)
        if name and old != new and _code(path, old) != _code(path, new):
            out.setdefault(name, {})[path] = new
    if METADATA in out.get("data", {}) and METADATA in base and METADATA in head:
        dates, rest = _split_metadata(base[METADATA], head[METADATA])
        del out["data"][METADATA]
        out.setdefault("dates", {}).update({METADATA: dates} if dates else {})
        out["data"].update({METADATA: rest} if rest else {})
    return {name: out[name] for name in INPUTS if out.get(name)}


def mix(base: Tree, head: Tree, changes: dict[str, Change], names: list[str]) -> Tree:
    """Return the old version with the named inputs as in the new one."""
    out: Change = dict(base)
    for name in names:
        out |= changes[name]
    if all(METADATA in changes.get(name, {}) and name in names for name in ("data", "dates")):
        out[METADATA] = head[METADATA]
    return {path: data for path, data in out.items() if data is not None}


def _code(path: str, data: bytes | None):
    """Return what of a file is run: neither outputs of a notebook nor comments or docstrings."""
    if data is None or not path.endswith((".ipynb", ".py")):
        return data
    try:
        if path.endswith(".ipynb"):
            return [source for _, _, source in list_cells(data)]
        return ast.dump(_drop_docstrings(ast.parse(data)))
    except (ValueError, SyntaxError, RecursionError, MemoryError):
        return data


def _drop_docstrings(tree: ast.Module) -> ast.Module:
    for node in ast.walk(tree):
        if isinstance(node, _DOCUMENTED) and ast.get_docstring(node, clean=False) is not None:
            node.body[:1] = [ast.Pass()]
    return tree


def _split_metadata(old: bytes, new: bytes) -> tuple[bytes | None, bytes | None]:
    """Return the old table with new dates and the new one with old dates; None for no change."""
    before, after = _read(old), _read(new)
    if before is None or after is None:
        return None, new
    dated = [{**row, **_dates(after.get(key))} for key, row in before.items()]
    undated = [{**row, **_dates(before.get(key))} for key, row in after.items()]
    was, now = list(before.values()), list(after.values())
    if dated == undated == was:  # other quotes, or a column that left
        return None, new

    def write(rows: list[dict[str, str]]) -> bytes | None:
        return None if rows == was else new if rows == now else _write(rows)

    return write(dated), write(undated)


def _read(data: bytes) -> dict[str, dict[str, str]] | None:
    """Return the rows by document, or None if it is no table with one row per document."""
    try:
        rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"))))
    except (UnicodeDecodeError, csv.Error):
        return None
    table = {row.get("doc_id", ""): row for row in rows if None not in row}
    return table if len(table) == len(rows) and "" not in table else None


def _dates(row: dict[str, str] | None) -> dict[str, str]:
    return {c: v for c, v in (row or {}).items() if c in DATE_COLUMNS}


def _write(rows: list[dict[str, str]]) -> bytes:
    out, columns = io.StringIO(), list(dict.fromkeys(c for row in rows for c in row))
    table = csv.DictWriter(out, columns, restval="", lineterminator="\n")
    table.writeheader()
    table.writerows(rows)
    return out.getvalue().encode()
