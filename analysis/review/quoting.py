"""Markdown of a report: text that does nothing (no mark-up, link or mention), and its lists."""

from __future__ import annotations

import re
from difflib import SequenceMatcher

from ..core.safe_text import escape_markdown, one_line

LONGEST = 300  # characters of a quotation
MOST = 20  # rows of a list
_MOST_WORDS = 1000  # of a sentence whose words are compared


def quote(text: str, *, most: int = LONGEST) -> str:
    """Return a text as inert Markdown on one line, cut where it is very long.

    An invisible word joiner stands after "@" and "#", which forges would take for a person or an
    issue.

    Examples
    --------
    >>> quote('<img src=x onerror=alert(1)> [see](javascript:alert(1))')
    '&lt;img src=x onerror=alert(1)&gt; \\\\[see\\\\](javascript:alert(1))'
    """
    text = one_line(text)
    return _escape(text if len(text) <= most else text[: most - 1].rstrip() + "…")


def show_move(old: str, new: str, *, around: int | None = None) -> tuple[str, str]:
    """Return two sentences as inert Markdown, the words that only one has in bold.

    Parameters
    ----------
    around
        How many words that stay are shown on either side of one that moved; all unless given.

    Examples
    --------
    >>> show_move("appears in 2 reports", "appears in 3 reports")
    ('appears in <b>2</b> reports', 'appears in <b>3</b> reports')
    """
    a, b = (_shorten(one_line(text).split(" ")) for text in (old, new))
    parts: tuple[list, list] = [], []
    for kind, *ends in SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        for side, words in ((0, a[ends[0] : ends[1]]), (1, b[ends[2] : ends[3]])):
            if kind == "equal" and around is not None and len(words) > 2 * around + 2:
                words = [*words[:around], "…", *words[len(words) - around :]]
            if words:
                # not the start of a line, where more would be escaped
                text = _escape(f"x {' '.join(words)}")[2:]
                parts[side].append(text if kind == "equal" else f"<b>{text}</b>")
    return " ".join(parts[0]), " ".join(parts[1])


def _shorten(words: list[str]) -> list[str]:
    """Return the words of a text, cut where it is too long to be compared word by word."""
    return [*words[:_MOST_WORDS], "…"] if len(words) > _MOST_WORDS else words


def code(name: str) -> str:
    """Return a name as code; one with a backtick or a line break as a quotation."""
    return quote(name) if re.search(r"[`\x00-\x1f|]", name) or not name else f"`{name}`"


def count(n: int, one: str, many: str) -> str:
    """Return a count with its noun."""
    return f"{n:,} {one if n == 1 else many}"


def section(title: str, rows: list[str], *, lead: str = "", most: int = MOST) -> str:
    """Return a section, or nothing where it has no row; what is beyond `most` rows is counted."""
    if not rows:
        return ""
    return "\n".join([f"## {title}", "", *([lead, ""] if lead else []), *cut_rows(rows, most)])


def cut_rows(rows: list[str], most: int) -> list[str]:
    """Return rows, at most so many, and how many more there are."""
    return [*rows[:most], *([f"- … and {len(rows) - most:,} more"] if len(rows) > most else [])]


def fold_beyond(part: str, room: int) -> str:
    """Return a section with its rows folded that go beyond so many lines, all but the first.

    Examples
    --------
    >>> print(fold_beyond("## Claims\\n\\n- a\\n- b\\n- c", 4))
    ## Claims
    <BLANKLINE>
    - a
    - b
    <BLANKLINE>
    <details><summary>1 more</summary>
    <BLANKLINE>
    - c
    <BLANKLINE>
    </details>
    """
    shown, *folded = part.split("\n\n<details>", 1)
    lines = shown.split("\n")
    starts = [i for i, line in enumerate(lines) if line.startswith("- ")]
    open_ = max(sum(1 for end in [*starts[1:], len(lines)] if end <= room), 1)
    if len(starts) <= open_:
        return part
    at = starts[open_]
    rest = fold(f"{len(starts) - open_:,} more", "\n".join(lines[at:]))
    return "\n\n<details>".join(["\n".join(lines[:at]) + f"\n\n{rest}", *folded])


def fold(summary: str, body: str) -> str:
    """Return Markdown that opens at a click; it needs its empty lines."""
    return f"<details><summary>{summary}</summary>\n\n{body}\n\n</details>"


def _escape(text: str) -> str:
    text = re.sub("[\u202a-\u202e\u2066-\u2069]", "", text)  # else a text could be read backwards
    safe = re.sub(r"(?i)\bwww\.", lambda mark: mark.group()[:-1] + "\\.", escape_markdown(text))
    return re.sub(r"(?<=[@#])(?=\w)", "\u2060", safe)
