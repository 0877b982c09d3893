"""Results already written: a folder with figures/ and, where kept, executed notebooks."""

import csv
import hashlib
import json
import math
import sys
from pathlib import Path, PurePosixPath

from .extract import find_subject, start_result, unmark
from .trees import CannotCompare, Tree

_INTERVAL = ("estimate", "low", "high")
#: The columns of a chart that lists documents; where there are many it counts them.
_FACTS = {"doc_id", "date", "source"}


def is_results(path: str | Path) -> bool:
    """Tell whether a path is a folder of results: of `make figures OUT=...`, or its figures/."""
    return _figures(Path(path)) is not None


def read_folder(path: str | Path) -> tuple[dict, Tree]:
    """Return what a folder of results says, and its figures; raises CannotCompare without any."""
    figures = _figures(Path(path))
    if figures is None:
        how = "`make figures OUT=folder` writes them"
        raise CannotCompare(f"{str(path)!r} holds no results: figures/*.csv or claims.csv; {how}")
    files = [p for p in sorted(figures.glob("*")) if p.suffix in (".png", ".csv")]
    tree = {f"figures/{p.name}": p.read_bytes() for p in files}
    books = sorted((figures.parent / "notebooks").glob("*.ipynb"))
    return read_results(tree | {f"notebooks/{p.name}": p.read_bytes() for p in books}, path), tree


def read_results(tree: Tree, name: str | Path) -> dict:
    """Return what the results among some files say.

    Readings come from the outputs of notebooks, claims from `claims.csv`, estimates from every
    table with `estimate`, `low` and `high`, documents from one that lists them with date and
    source. Sentences appear in no file. A fault is said to be in `name`.

    Raises CannotCompare if a file is broken.
    """
    out, place = start_result(), ""
    try:
        for place, data in sorted(tree.items()):
            stem = PurePosixPath(place).stem
            if place.startswith("notebooks/") and place.endswith(".ipynb"):
                for i, cell in enumerate(json.loads(data)["cells"]):
                    said = [(find_subject(text), unmark(text)) for text in _hear(cell)]
                    out["readings"] += [[stem, str(cell.get("id", i)), *row] for row in said]
            elif place.startswith("figures/") and place.endswith(".csv"):
                _read_table(stem, data, out)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError, csv.Error) as error:
        raise CannotCompare(f"{name}: {place}: {type(error).__name__}: {error}") from error
    if not out["readings"]:
        out["problems"].append("no executed notebooks, and so no reading")
    return out


def drop_unlisted(before: dict, now: dict) -> None:
    """Take the documents out of two results of which one lists none: what entered is not known."""
    if not (before.get("documents") and now.get("documents")):
        before["documents"], now["documents"] = {}, {}


def _figures(path: Path) -> Path | None:
    if next((path / "figures").glob("*.csv"), None):
        return path / "figures"
    return path if (path / "claims.csv").is_file() else None


def _hear(cell: dict) -> list[str]:
    """Return what the outputs of a cell say, in Markdown: findings, claims, headlines of charts."""
    out = []
    for output in cell.get("outputs", ()):
        text, *chart = "".join(output.get("data", {}).get("text/markdown", "")).split("<details>")
        lines = [line.strip() for line in text.splitlines() if line.strip()]
        if chart or all(line.startswith("- ") for line in lines):
            out += [line.removeprefix("- ") for line in lines]
    return out


def _read_table(stem: str, data: bytes, out: dict) -> None:
    csv.field_size_limit(sys.maxsize)
    rows = list(csv.DictReader(data.decode("utf-8-sig").splitlines(keepends=True)))
    if stem == "claims":
        out["claims"] = [[row["claim"], row["says"], row["grade"]] for row in rows]
        return
    if rows and "reading" in rows[0]:  # what notebooks say, and no chart
        return
    out["charts"][stem] = hashlib.sha256(data).hexdigest()[:12]
    if rows and rows[0].keys() >= _FACTS:
        out["documents"] = {row.pop("doc_id"): row for row in map(dict, rows)}
    if rows and set(_INTERVAL) <= rows[0].keys():
        for row in rows:
            measure = f"{stem}, {row['measure']}" if row.get("measure") else stem
            group = row.get("group") or row.get("label_key") or "all"
            interval = [_number(row[c]) for c in _INTERVAL]
            out["estimates"].append([measure, group, row.get("theme") or "all", *interval])


def _number(cell: str) -> float | None:
    try:
        number = float(cell)
    except ValueError:
        return None
    return number if math.isfinite(number) else None
