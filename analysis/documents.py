"""Files to documents: every readable article in, everything else set aside with its reason and its remedy."""

from __future__ import annotations

import csv
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

import pandas as pd

from .dates import find_date
from .schema import TABLES, conform, empty
from .text import judge_page, normalise

ROOT = Path(__file__).resolve().parent.parent
METADATA = "metadata.csv"
SET_ASIDE = "set aside"
READ_ANYWAY = "read, dated by its own text"
# A date known only to within this many days still places a document; a wider interval leaves `date` empty.
WIDEST_DATED = timedelta(days=31)
# Metadata columns that carry a table's column under a curator's name.
_RENAMED = {"event_date": "date", "outlet": "source"}


@dataclass(frozen=True)
class Corpus:
    """The three tables that reading gives: `documents`, `dropped_lines`, `set_aside` (see `schema.TABLES`)."""

    documents: pd.DataFrame
    dropped_lines: pd.DataFrame
    set_aside: pd.DataFrame


@dataclass
class _Reading:
    """What has been found so far while a folder is read."""

    root: Path
    documents: list[dict] = field(default_factory=list)
    dropped: list[dict] = field(default_factory=list)
    problems: list[dict] = field(default_factory=list)

    def report(self, doc_id: str, file: str, line: int, problem: str, remedy: str, outcome: str = SET_ASIDE) -> None:
        self.problems.append(
            {"doc_id": doc_id, "file": file, "line": line, "problem": problem, "remedy": remedy, "outcome": outcome}
        )


def find_path(path: str | Path) -> Path:
    """Return a path as given or, where a relative one does not exist, the same path in the project's folder."""
    path = Path(path)
    return path if path.is_absolute() or path.exists() else ROOT / path


def read_corpus(path: str | Path) -> Corpus:
    """Read a folder of .txt articles, or one such file, with its `metadata.csv` if there is one.

    A document that cannot be read never ends the run: it stands in `set_aside` with file, line, problem and
    remedy. A file that metadata does not know is read and dated by its own text, and stands there too.

    Parameters
    ----------
    path
        A folder (read with its subfolders) or a file. A relative path that does not exist is looked for in
        the project's folder, so that notebooks need no path.

    Returns
    -------
    Corpus
        `documents` in order of `doc_id` (the file's stem); `text` is the body, `date` is empty (NaT) where
        neither metadata nor text tells it to within a month. `dropped_lines` are all lines of the files read
        that are not body, blank ones included, with the reason.

    Raises
    ------
    FileNotFoundError
        If there is nothing at `path`.
    ValueError
        If no document can be read.
    """
    path = find_path(path)
    if not path.exists():
        raise FileNotFoundError(f"no corpus at {path}: name a folder of .txt articles, or one such file")
    root = path if path.is_dir() else path.parent
    reading = _Reading(root)
    files = _list_files(path, reading)
    rows = _read_metadata(root / METADATA, reading)
    for doc_id, file in files.items():
        _read_document(doc_id, file, rows, reading)
    if path.is_dir():
        _report_rows_without_file(rows, files, reading)
    if not reading.documents:
        raise ValueError(
            f"no documents in {path}: {len(reading.problems)} set aside. "
            + " ".join(f"{p['file']}: {p['problem']}; {p['remedy']}." for p in reading.problems[:3])
        )
    return _as_corpus(reading)


def _as_corpus(reading: _Reading) -> Corpus:
    documents = conform(pd.DataFrame(reading.documents), "documents").sort_values("doc_id", ignore_index=True)
    further = [c for c in documents.columns if c not in TABLES["documents"].columns]
    documents[further] = documents[further].fillna("").astype("str")
    dropped = pd.DataFrame(reading.dropped) if reading.dropped else empty("dropped_lines")
    problems = pd.DataFrame(reading.problems) if reading.problems else empty("set_aside")
    return Corpus(
        documents,
        conform(dropped, "dropped_lines").sort_values(["doc_id", "line_no"], ignore_index=True),
        conform(problems, "set_aside").sort_values(["file", "line"], ignore_index=True, kind="stable"),
    )


def _list_files(path: Path, reading: _Reading) -> dict[str, Path]:
    """Return the .txt files by document id; a second file of the same id is set aside."""
    found = [path] if path.is_file() else sorted(path.rglob("*.txt"))
    files: dict[str, Path] = {}
    for file in found:
        parts = file.relative_to(reading.root).parts
        if any(part.startswith(".") for part in parts):
            continue
        if file.stem in files:
            other = files[file.stem].relative_to(reading.root)
            reading.report(
                file.stem,
                str(Path(*parts)),
                0,
                f"the id {file.stem} is also that of {other}",
                "give one of the two files another name",
            )
        else:
            files[file.stem] = file
    return files


def _read_metadata(file: Path, reading: _Reading) -> dict[str, dict]:
    """Return the rows of metadata.csv by document id, each with its line; faulty ones carry their `fault`."""
    if not file.exists():
        return {}
    try:
        text = file.read_bytes().decode("utf-8-sig")
        reader = csv.DictReader(text.splitlines(keepends=True), strict=True)
        if "doc_id" not in (reader.fieldnames or []):
            raise ValueError(f"it has no column doc_id, only {', '.join(reader.fieldnames or ['nothing'])}")
        rows = [(reader.line_num, row) for row in reader]
    except (OSError, UnicodeDecodeError, csv.Error, ValueError) as error:
        reading.report(
            "",
            file.name,
            1,
            f"the metadata cannot be read: {error}",
            "save it as a UTF-8 CSV file with a doc_id column",
            READ_ANYWAY,
        )
        return {}
    by_id: dict[str, dict] = {}
    for line, row in rows:
        doc_id = (row.get("doc_id") or "").strip()
        if doc_id in by_id:
            by_id[doc_id]["fault"] = (
                line,
                f"the id {doc_id} stands on lines {by_id[doc_id]['line']} and {line}",
                "keep one of the two rows",
            )
        else:
            by_id[doc_id] = {"line": line, **_check_row(line, row)}
    return by_id


def _check_row(line: int, row: dict) -> dict:
    """Return a metadata row's facts, dates parsed, with a `fault` where it has too many fields or no real date."""
    if None in row or None in row.values():
        return {"fault": (line, "the row has more or fewer fields than the header", "quote fields that hold a comma")}
    facts: dict = {_RENAMED.get(k.strip(), k.strip()): v.strip() for k, v in row.items()}
    for column in ("date", "date_low", "date_high"):
        value = facts.pop(column, "")
        if value:
            try:
                facts[column] = date.fromisoformat(value)
            except ValueError:
                return {"fault": (line, f"{column} {value!r} is no date", "write it as YYYY-MM-DD or leave it empty")}
    return facts


def _report_rows_without_file(rows: dict[str, dict], files: dict[str, Path], reading: _Reading) -> None:
    for doc_id, row in rows.items():
        if doc_id not in files:
            reading.report(
                doc_id,
                METADATA,
                row["line"],
                f"there is no file {doc_id or '(empty id)'}.txt",
                "add the file or take the row out",
            )


def _read_document(doc_id: str, file: Path, rows: dict[str, dict], reading: _Reading) -> None:
    """Read one file into the tables, or report why not."""
    name = str(file.relative_to(reading.root))
    row = rows.get(doc_id, {})
    if "fault" in row:
        line, problem, remedy = row["fault"]
        reading.report(doc_id, METADATA, line, problem, remedy)
        return
    raw, problem, line, remedy = _read_text(file, reading.root)
    page = judge_page(normalise(raw))
    if not problem and not page.body:
        problem, line, remedy = "it holds no body text, only headings or page furniture", 1, "check what was saved"
    if problem:
        reading.report(doc_id, name, line, problem, remedy)
        return
    if rows and not row:
        reading.report(doc_id, name, 0, f"{METADATA} has no row for it", f"add a row to {METADATA}", READ_ANYWAY)
    reading.documents.append(_describe(doc_id, page, row))
    reading.dropped += [
        {"doc_id": doc_id, "line_no": line.line_no, "text": line.text, "reason": line.reason}
        for line in page.lines
        if line.reason
    ]


def _read_text(file: Path, root: Path) -> tuple[str, str, int, str]:
    """Return a file's text, or what is wrong with it: the problem, its line and the remedy."""
    if not file.resolve().is_relative_to(root.resolve()):
        return "", "it is a link out of the folder", 0, "copy the file into the folder"
    try:
        raw = file.read_bytes()
    except OSError as error:
        return "", f"it cannot be opened: {error.strerror}", 0, "check that it is a file that you may read"
    if not raw.strip():
        return "", "it is empty", 1, "save the article's text in it, or delete it"
    if b"\0" in raw:
        line = raw.count(b"\n", 0, raw.index(b"\0")) + 1
        return "", "it is binary, not text (it holds a NUL byte)", line, "save the article as UTF-8 text"
    try:
        return raw.decode("utf-8-sig"), "", 0, ""
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        return "", f"it is not UTF-8 (byte 0x{raw[error.start]:02x})", line, "save the article as UTF-8 text"


def _describe(doc_id: str, page, row: dict) -> dict:
    """Return a document's row: what metadata says, else what the page bears, else nothing."""
    facts = {k: v for k, v in row.items() if k not in ("doc_id", "line", "date", "date_low", "date_high")}
    return (
        facts
        | _date(page, row)
        | {
            "doc_id": doc_id,
            "title": row.get("title") or page.title,
            "source": row.get("source") or page.agency,
            "episode": row.get("episode") or doc_id,
            "group": row.get("group") or "all",
            "text": page.body,
        }
    )


def _date(page, row: dict) -> dict:
    """Return a document's date, its interval and the evidence for it; metadata wins over the text."""
    if "date" in row or "date_low" in row:
        low = row.get("date_low") or row.get("date")
        high = row.get("date_high") or row.get("date") or low
        evidence = "metadata" + (f" ({row['date_basis']})" if row.get("date_basis") else "")
        return {
            "date": row.get("date", low + (high - low) // 2),
            "date_low": low,
            "date_high": high,
            "date_evidence": evidence,
        }
    found = find_date(page)
    known = found.low is not None and found.high is not None and found.high - found.low <= WIDEST_DATED
    return {
        "date": found.low + (found.high - found.low) // 2 if known else None,
        "date_low": found.low,
        "date_high": found.high,
        "date_evidence": f"{found.tier}: {found.evidence}" if found.evidence else "unknown",
    }
