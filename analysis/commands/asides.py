"""What was set aside, as the terminal shows it: the kinds, counted, with examples; and the whole list as a file."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from ..charts import to_csv, write_whole
from ..evidence import make_visible

NAME = "set-aside.csv"
_EXAMPLES, _KINDS = 3, 8
_LONGEST = 600  # characters of a line on the terminal
# What differs between problems of one kind: quotations, names with an ending, and numbers.
_PARTICULAR = r"""'[^'\n]*'|"[^"\n]*"|“[^”\n]*”|‘[^’\n]*’|[^\s,;:]+\.\w+|\d[\d.,]*"""


def say_aside(aside: pd.DataFrame) -> tuple[list[str], bool]:
    """Say what was set aside, the largest kinds first, at most three examples of each.

    Returns
    -------
    tuple
        The lines, and whether they leave any of it out.
    """
    if not len(aside):
        return [], False
    kinds = aside["outcome"] + ": " + aside["problem"].str.slice(0, _LONGEST).str.replace(_PARTICULAR, "…", regex=True)
    counts = kinds.value_counts()
    lines = []
    for kind, n in counts.head(_KINDS).items():
        rows = aside[kinds == kind].head(_EXAMPLES if n > _EXAMPLES + 1 else n)
        lines += [_say(row) for row in rows.itertuples()]
        if n > len(rows):
            lines.append(f"{rows['outcome'].iloc[0]}: {n - len(rows):,} more of this kind")
    if len(counts) > _KINDS:
        n = counts.iloc[_KINDS:].sum()
        lines.append(f"set aside or read with a remark: {n:,} more of {len(counts) - _KINDS:,} other kinds")
    return lines, len(counts) > _KINDS or counts.iloc[0] > _EXAMPLES + 1


def keep_aside(aside: pd.DataFrame, out: Path) -> Path | None:
    """Write the whole list to a folder and return its file; where there is nothing, an older list is taken away."""
    path = out / NAME
    if len(aside):
        write_whole(path, to_csv(aside).encode("utf-8", "replace"))
        return path
    head = ",".join(aside.columns)
    if path.is_file() and path.read_bytes().startswith(head.encode()):  # no list of anybody else's
        path.unlink()
    return None


def _say(row) -> str:
    place = f"{row.file}, line {row.line}" if row.line else row.file
    line = make_visible(f"{row.outcome}: {place}: {row.problem}; {row.remedy}")
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1]}…"
