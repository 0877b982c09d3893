"""Files of results: tables as CSV that no spreadsheet runs, and files that are there whole or not
at all.
"""

import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pandas as pd

#: How the names of files end that are not written whole yet.
DRAFT = ".draft"
#: What a spreadsheet takes for the start of a formula, or skips before one.
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def to_csv(rows: pd.DataFrame) -> str:
    """Return rows as CSV; text that a spreadsheet would run as a formula gets an apostrophe in
    front.

    Every table with text of articles is written through it. Numbers are never text, and keep their
    signs.

    Examples
    --------
    >>> print(to_csv(pd.DataFrame({"term": ['=HYPERLINK("x")', "a-b"], "shift": [-1, 2]})), end="")
    term,shift
    "'=HYPERLINK(""x"")",-1
    a-b,2
    """
    out = rows.copy()
    for column in out.select_dtypes(exclude=["number", "bool", "datetime", "timedelta"]):
        out[column] = out[column].astype("object").map(_disarm)
    return out.to_csv(index=False, lineterminator="\n")


def _disarm(cell):
    if not isinstance(cell, str):
        return cell
    # a bare carriage return would not be quoted, and so open a row of its own
    safe = cell.replace("\r\n", "\n").replace("\r", "\n")
    return f"'{safe}" if cell.startswith(FORMULA) else safe


def write_whole(path: Path, data: bytes | Callable[[Path], object], *, flush: bool = False) -> None:
    """Write a file, whose folder is there, so that it is there whole or not at all.

    `data` is what it holds, or a function that writes it to the path that it is given. With `flush`
    it is waited until it is on the disk, so that it is whole even after a power cut.
    """
    draft = path.with_name(f".{path.name}.{os.getpid()}{DRAFT}")
    try:
        if callable(data):
            data(draft)
        else:
            draft.write_bytes(data)
        if flush:
            with draft.open("rb") as stream:
                os.fsync(stream.fileno())
        os.replace(draft, path)
    finally:
        # on a disk that is read-only, not even what is not there can be taken away
        with suppress(OSError):
            draft.unlink(missing_ok=True)
