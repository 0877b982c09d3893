"""What was set aside: its kinds, counted, with examples, for the terminal; all as a file."""

import os
from collections.abc import Callable
from pathlib import Path

import pandas as pd

from ..core.files import to_csv, write_whole
from ..core.safe_text import make_visible
from ..corpus.account import name_kinds
from .told import say_place

NAME = "set-aside.csv"
_EXAMPLES, _KINDS = 3, 8
_LONGEST = 600  # characters of a line on the terminal


def say_aside(aside: pd.DataFrame) -> tuple[list[str], bool]:
    """Say what was set aside, as `say_kinds` does."""
    shown = aside.reset_index(drop=True)
    return say_kinds(
        shown["outcome"],
        shown["problem"],
        lambda rows: [_say(row) for row in shown.iloc[rows].itertuples()],
    )


def say_kinds(
    outcomes: pd.Series, problems: pd.Series, say: Callable[[list[int]], list[str]]
) -> tuple[list[str], bool]:
    """Say problems by kind, the largest kinds first, at most three examples of each.

    Those whose problems differ in names and numbers alone are of one kind; `say` makes a line of
    each of some rows, by their numbers. Returns the lines, and whether they leave any of it out.
    """
    if not len(problems):
        return [], False
    codes, _ = pd.factorize(name_kinds(outcomes, problems))
    counts = pd.Series(codes).value_counts()
    lines = []
    for code, n in counts.head(_KINDS).items():
        rows = (codes == code).nonzero()[0][: _EXAMPLES if n > _EXAMPLES + 1 else n]
        lines += say(list(rows))
        if n > len(rows):
            lines.append(f"{outcomes.iloc[rows[0]]}: {n - len(rows):,} more of this kind")
    if (more := len(counts) - _KINDS) > 0:
        lines.append(f"and {counts.iloc[_KINDS:].sum():,} more of {more:,} other kinds")
    return lines, len(counts) > _KINDS or counts.iloc[0] > _EXAMPLES + 1


def keep_aside(aside: pd.DataFrame, out: Path) -> Path | None:
    """Write the list to a folder and return its file; without any, an older list is taken away."""
    path = out / NAME
    if len(aside):
        write_whole(path, to_csv(aside).encode("utf-8", "replace"))
        return path
    head = ",".join(aside.columns)
    if path.is_file() and path.read_bytes().startswith(head.encode()):  # no list of anybody else's
        path.unlink()
    return None


def say_listed(aside: pd.DataFrame, out: Path | None) -> str:
    """Say how much was set aside, and where all of it is listed."""
    where = os.path.relpath(out / NAME) if out else "--out FOLDER keeps the list"
    return make_visible(f"{len(aside):,} set aside or read with a remark; the list: {where}")


def _say(row) -> str:
    said = f"{row.outcome}: {say_place(row.file, row.line)}: {row.problem}"
    return cut(make_visible(f"{said}{row.remedy and f'; {row.remedy}'}"))


def cut(line: str) -> str:
    """Return a line, cut where it is very long."""
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1]}…"
