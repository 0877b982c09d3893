"""What was set aside, as the terminal shows it: the kinds, counted, with examples; and the whole
list as a file.
"""

from collections.abc import Callable
from pathlib import Path

import pandas as pd

from ..core.files import to_csv, write_whole
from ..core.safe_text import make_visible
from ..corpus.account import name_kinds

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

    Parameters
    ----------
    outcomes, problems
        What came of each, and what was wrong: those that differ in names and numbers alone are of
        one kind.
    say
        From numbers of rows to a line for each.

    Returns
    -------
    tuple
        The lines, and whether they leave any of it out.
    """
    if not len(problems):
        return [], False
    codes, _ = pd.factorize(name_kinds(outcomes, problems))
    counts = pd.Series(codes).value_counts()
    lines = []
    for code, n in counts.head(_KINDS).items():
        rows = (codes == code).nonzero()[0]
        rows = rows[: _EXAMPLES if n > _EXAMPLES + 1 else n]
        lines += say(list(rows))
        if n > len(rows):
            lines.append(f"{outcomes.iloc[rows[0]]}: {n - len(rows):,} more of this kind")
    if len(counts) > _KINDS:
        lines.append(
            f"and {counts.iloc[_KINDS:].sum():,} more of {len(counts) - _KINDS:,} other kinds"
        )
    return lines, len(counts) > _KINDS or counts.iloc[0] > _EXAMPLES + 1


def keep_aside(aside: pd.DataFrame, out: Path) -> Path | None:
    """Write the whole list to a folder and return its file; where there is nothing, an older list
    is taken away.
    """
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
    return cut(
        make_visible(f"{row.outcome}: {place}: {row.problem}{row.remedy and f'; {row.remedy}'}")
    )


def cut(line: str) -> str:
    """Return a line, cut where it is very long."""
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1]}…"
