"""The file of labels: one line per decision, added at the end, so that nothing is lost when a
session is cut off and two coders can write at once.
"""

import csv
import io
import os
import threading
import warnings
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

import numpy as np
import pandas as pd

from ..core.files import to_csv, write_whole
from ..core.remarks import Remark
from ..core.safe_text import make_visible, one_line
from ..project import EXAMPLE, find_path
from ..themes.drawn_labels import NEEDED, clean_decisions
from ..themes.labels import decode_cells, tell_encoding
from .draw import SAMPLE
from .measured import UNSURE, VALUES, WITHDRAWN

#: Columns of a file of labels.
COLUMNS = [*SAMPLE, "label", "coder", "date"]
#: What a decision is of; a later one of the same stands for the earlier.
KEY = ["doc_id", "key", "measure", "theme", "coder"]
_NAMES = ("labels.csv", "labels-drawn.csv")


def find_file(corpus: str | Path) -> Path:
    """Return the file of labels beside a corpus: labels.csv, or labels-drawn.csv where that is a
    table of another form, with one column per theme.

    Beside a corpus that comes with the package nothing is written, but in the working folder.
    """
    corpus = "." if str(corpus).startswith(EXAMPLE) else corpus
    path = find_path(corpus)
    if not path.exists():
        raise FileNotFoundError(f"no corpus at {path}: name a folder that is there")
    folder = path if path.is_dir() else path.parent
    file = folder / _NAMES[0]
    return folder / _NAMES[1] if file.is_file() and not _is_own(file) else file


def _is_own(file: Path) -> bool:
    """Tell whether a file has the columns of decisions, or none."""
    names, _ = _read_head(file)
    return not names or set(names) >= NEEDED


def add_decision(file: Path, row: dict[str, object]) -> None:
    """Add a decision at the end of a file of labels, in one piece.

    Raises
    ------
    OSError
        If the file cannot be written.
    ValueError
        If it is a table of another form.
    """
    head = (",".join(COLUMNS) + "\n").encode()
    if not file.exists():
        _begin(file, head)
    elif not file.stat().st_size:  # somebody's own empty file
        write_whole(file, head)
    names, separator = _read_head(file)
    if not set(names) >= NEEDED:
        raise ValueError(f"{file.name} is a table of another form: name another file")
    # as the file is: a spreadsheet may have moved columns, or parted them by semicolons
    cells = pd.DataFrame([row], columns=names).map(as_written)
    safe = list(csv.reader(io.StringIO(to_csv(cells))))[1]
    line = io.StringIO()
    csv.writer(line, delimiter=separator, lineterminator="\n").writerow(safe)
    encoding = tell_encoding(_read_begin(file))
    end = "\n".encode(encoding)
    with file.open("rb") as stream:
        stream.seek(-min(len(end), file.stat().st_size), os.SEEK_END)
        is_whole = stream.read() == end
    with file.open("ab", buffering=0) as stream:
        # a line that was cut off is ended first
        stream.write(f"{'' if is_whole else chr(10)}{line.getvalue()}".encode(encoding, "replace"))
        os.fsync(stream.fileno())


def _begin(file: Path, head: bytes) -> None:
    """Make a file that has its head from the first moment, unless another coder has made it."""
    own = file.with_name(f".{file.name}-{os.getpid()}-{threading.get_ident()}")
    own.write_bytes(head)
    try:
        with suppress(FileExistsError):
            os.link(own, file)
    except OSError:  # a file system without links
        with suppress(FileExistsError), file.open("xb", buffering=0) as stream:
            stream.write(head)
    finally:
        own.unlink()


def as_written(cell: object) -> object:
    """Return a cell as it appears in a file of labels: text on one line."""
    if not isinstance(cell, str):
        return cell
    return make_visible(one_line(cell)).encode("utf-8", "replace").decode()


def _read_head(file: Path) -> tuple[list[str], str]:
    """Return the names of a file's columns, and what parts its cells."""
    lines, separator = _read_rows(_read_begin(file))
    return _read_names(lines[0], separator), separator


def _read_rows(raw: bytes) -> tuple[list[str], str]:
    """Return the lines of a file, however they end, and what parts their cells."""
    text, separator = decode_cells(raw)
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n"), separator


def _read_names(line: str, separator: str) -> list[str]:
    """Return the names of columns, as spreadsheets and people may have changed them."""
    return [name.strip().lower() for name in _split(line, separator)]


def _read_begin(file: Path) -> bytes:
    with file.open("rb") as stream:
        return stream.read(200_000)


def read_decisions(labels: str | Path | pd.DataFrame, *, weighed: bool = False) -> pd.DataFrame:
    """Return all decisions in a file of labels, or its rows, in their order, those withdrawn too.

    Lines that are cut off, and labels that there are not, are left out with a warning; empty ones
    without. Where probabilities are needed (`weighed`), it is said where they are missing.
    """
    if isinstance(labels, pd.DataFrame):
        rows, n_cut, name = labels, 0, "the labels"
    else:
        file = find_path(labels)
        rows, n_cut = _read_lines(file)
        name = file.name
    missing = sorted(NEEDED - set(rows))
    if missing:
        remedy = "save it as CSV, with the columns that `label` writes"
        raise ValueError(f"{name}: no column {', '.join(missing)}: {remedy}")
    rows = clean_decisions(rows, name * weighed)[COLUMNS].astype("object")
    rows["probability"] = rows["probability"].astype("float64")
    for column in ("start", "sentence_no"):
        rows[column] = rows[column].fillna(0).astype("int64")
    known = {measure: {*values, UNSURE, WITHDRAWN} for measure, values in VALUES.items()}
    pairs = list(zip(rows["label"], rows["measure"], strict=True))
    there = np.array([label in known.get(measure, ()) for label, measure in pairs], dtype=bool)
    right = there & rows["probability"].gt(0) & rows["probability"].le(1)
    if n_wrong := n_cut + int((~right).sum()):
        lost = [pair for pair, is_there in zip(pairs, there, strict=True) if not is_there]
        unknown = {repr(label if measure in known else measure) for label, measure in lost}
        said = f"{n_wrong:,} line{'' if n_wrong == 1 else 's'} of {name} left out: not whole, or"
        said += " of a label or probability that there is not"
        if unknown:
            listed = (f"of {name} are {', '.join([*VALUES[name], UNSURE])}" for name in VALUES)
            said += f" ({', '.join(sorted(unknown)[:6])}; labels {', '.join(listed)})"
        warnings.warn(said, Remark, stacklevel=3)
    return rows[right].reset_index(drop=True)


def current_labels(decisions: pd.DataFrame) -> pd.DataFrame:
    """Return the label that each coder has given last, those withdrawn left out."""
    last = decisions.drop_duplicates(KEY, keep="last")
    return last[last["label"] != WITHDRAWN].reset_index(drop=True)


def _read_lines(file: Path) -> tuple[pd.DataFrame, int]:
    """Return the cells of a file, each line by itself, and how many lines are not whole.

    No cell that was written holds a line break, so that a line cut off takes no other with it.
    """
    lines, separator = _read_rows(file.read_bytes())
    names = _read_names(lines[0], separator)
    cells = [_split(line, separator) for line in lines[1:] if line.strip()]
    whole = [row for row in cells if len(row) == len(names)]
    frame = pd.DataFrame(whole, columns=names, dtype="object")
    return frame.loc[:, ~frame.columns.duplicated()], len(cells) - len(whole)


def _split(line: str, separator: str) -> list[str]:
    try:
        return next(csv.reader(io.StringIO(line.rstrip("\r\n")), delimiter=separator), [])
    except csv.Error:
        return []


def write_template(file: Path, sample: Iterable[dict[str, object]], coder: str) -> Path:
    """Write a sample as a file of labels in which `label` and `date` are empty; return its path."""
    rows = pd.DataFrame(list(sample), columns=COLUMNS).assign(label="", coder=coder, date="")
    write_whole(file, to_csv(rows.map(as_written)).encode("utf-8", "replace"))
    return file
