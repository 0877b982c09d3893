"""The rows of a report under their headings, and what of them stays open on one page."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from .quoting import fold, summarise

PAGE = 56  # lines that are not folded, but for the last empty ones
_MOST = 40  # rows of a fold
_MOST_FOLDS = 5  # themes that have a fold of their own


class Row(NamedTuple):
    """A row of a report in Markdown, and what it is about ("" for nothing in particular)."""

    subject: str
    text: str


@dataclass(frozen=True)
class Section:
    """Rows under a heading, the most important first; those without room are folded by theme."""

    title: str
    rows: Sequence[Row]
    lead: str = ""  # what to know of all rows
    open: bool = True  # whether any row is shown without a click


def lay_out(head: Sequence[str], sections: Sequence[Section], tail: Sequence[str]) -> str:
    """Return paragraphs, sections and paragraphs as a page of at most about sixty open lines.

    Each open section keeps its first row, and gets room for more in the order given.
    """
    shown = [section for section in sections if section.rows]
    room = PAGE - sum(part.count("\n") + 2 for part in [*head, *tail])
    parts = list(head)
    for i, section in enumerate(shown):
        later = sum(_count_least(other) for other in shown[i + 1 :])
        part, used = _lay_section(section, room - later)
        parts.append(part)
        room -= used
    return "\n\n".join([*parts, *tail])


def _count_least(section: Section) -> int:
    """Return the fewest lines of a section: whole, or one open row and the others folded."""
    if not section.open:
        return 2
    head, sizes = 3 + 2 * bool(section.lead), [row.text.count("\n") + 1 for row in section.rows]
    return head + min(sum(sizes), sizes[0] + _count_folds(section, 1))


def _lay_section(section: Section, room: int) -> tuple[str, int]:
    """Return a section, and how many lines it takes."""
    if not section.open:
        body = _join([row.text for row in section.rows])
        return fold(section.title, "\n\n".join(filter(None, [section.lead, body]))), 2
    used = 3 + 2 * bool(section.lead)
    sizes = [row.text.count("\n") + 1 for row in section.rows]
    n = len(sizes)
    if used + sum(sizes) > room:
        n = 1
        while n < len(sizes) and used + sum(sizes[: n + 1]) + _count_folds(section, n + 1) <= room:
            n += 1
    lines = [f"## {section.title}", "", *([section.lead, ""] if section.lead else [])]
    lines += [row.text for row in section.rows[:n]]
    folds = _fold_by_theme(section.rows[n:])
    return "\n\n".join(["\n".join(lines), *folds]), used + sum(sizes[:n]) + 2 * len(folds)


def _count_folds(section: Section, n: int) -> int:
    """Return the lines that the folds of all but the first n rows take."""
    return 2 * min(len({row.subject for row in section.rows[n:]}), _MOST_FOLDS)


def _fold_by_theme(rows: Sequence[Row]) -> list[str]:
    """Return rows in a fold for each theme, the themes beyond a few in one."""
    groups: dict[str, list[str]] = {}
    for row in rows:
        groups.setdefault(row.subject, []).append(row.text)
    names = list(groups)
    kept = names if len(names) <= _MOST_FOLDS else names[: _MOST_FOLDS - 1]
    shown = [(f"{': ' * bool(name)}{summarise(name[:80])}", groups[name]) for name in kept]
    if rest := [text for name in names[len(kept) :] for text in groups[name]]:
        shown.append((f": {len(names) - len(kept):,} other subjects", rest))
    return [fold(f"{len(texts):,} more{of}", _join(texts)) for of, texts in shown]


def _join(rows: list[str]) -> str:
    """Return rows, at most so many, and how many more there are."""
    more = [f"- … and {len(rows) - _MOST:,} more"] if len(rows) > _MOST else []
    return "\n".join([*rows[:_MOST], *more])
