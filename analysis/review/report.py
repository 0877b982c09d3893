"""The report in Markdown: the verdict in one line, what moved, quoted, and the causes."""

from __future__ import annotations

import csv
import difflib
import re
from collections import Counter
from collections.abc import Callable

from .attribute import Attribution, Cause
from .compare import Changes, same_words
from .quoting import MOST, code, count, fold, fold_beyond, quote, section, show_move
from .sections import (
    list_agreement,
    list_claims,
    list_documents,
    list_estimates,
    list_lines,
    list_readings,
    list_themes,
    list_tones,
)
from .trees import Tree

STILL = "No reading moved."
_PAGE = 54  # lines that are not folded, but for empty ones around folds
_HEAD = 5  # lines of a section with one row
_SHORT_DIFF = 6  # lines of a changed lexicon or table up to which they are shown


def write_report(
    changes: Changes,
    attribution: Attribution,
    base: Tree,
    head: Tree,
    *,
    names: tuple[str, str] = ("before", "now"),
    notes: tuple[str, ...] = (),
    image: Callable[[str, str], str] | None = None,
) -> str:
    """Return the report for a reviewer, in Markdown: one line where nothing moved.

    Parameters
    ----------
    changes, attribution
        What differs, and which input moved it.
    base, head
        The two versions: their figures, and the files that differ.
    names
        What was compared.
    notes
        What the reader must know about the comparison, put under the verdict.
    image
        From a figure's path and "before" or "now" to where its picture can be seen, or "" for
        nowhere.
    """
    figures = list_figures(base, head)
    if not changes.any and not figures and not notes:
        return STILL + "\n"
    parts = [
        f"**{say_verdict(changes, attribution)}**",
        f"Compared: {quote(names[0])} with {quote(names[1])}.",
        *(f"> {note}" for note in [*notes, *map(quote, changes.problems)]),
        list_claims(changes),
        list_agreement(changes),
        list_readings(changes),
        list_estimates(changes),
        list_themes(changes),
        list_tones(changes),
        list_documents(changes),
        list_lines(changes),
        _causes(attribution, base, head),
        _figures(figures, base, head, image),
    ]
    return "\n\n".join(_keep_short([part for part in parts if part])) + "\n"


def _keep_short(parts: list[str]) -> list[str]:
    """Return the parts with what goes beyond a page folded; each keeps its first row."""
    out, room = [], _PAGE
    for i, part in enumerate(parts):
        left = sum(_HEAD for other in parts[i + 1 :] if other.startswith("## "))
        out.append(fold_beyond(part, room - left) if part.startswith("## ") else part)
        shown = out[-1].split("\n\n<details>", 1)[0]
        room -= shown.count("\n") + 2
    return out


def say_verdict(changes: Changes, attribution: Attribution = Attribution()) -> str:  # noqa: B008, it is frozen
    """Return in one line what moved, counted, and the cause."""
    flipped = sum(None not in row[1:] for row in changes.claims)
    n_documents = len(changes.entered) + len(changes.left), len({d[0] for d in changes.documents})
    counts = (
        (len(changes.claims) - flipped, "claim{s} made or withdrawn"),
        (len(changes.estimates), "estimate{s} left {its} old interval{s}"),
        (changes.n_within, "estimate{s} moved within {its} old interval{s}"),
        (len(changes.themes), "sentence{s} gained or lost a theme"),
        (len(changes.tones), "sentence{s} changed {its} tone"),
        (n_documents[0], "document{s} entered or left"),
        (n_documents[1], "document{s} changed"),
        (len(changes.dropped), "line{s} kept or dropped otherwise"),
    )
    said = [STILL[:-1]]
    if changes.readings:
        in_words = sum(not same_words(*row[:2]) for row in changes.readings)
        how = ", in numbers alone" if not in_words else f", {in_words:,} in more than numbers"
        said = [count(len(changes.readings), "reading moved", "readings moved") + how]
    said += [count(flipped, "claim flipped", "claims flipped") if flipped else "no claim flipped"]
    verdict = "; ".join(said + [_count(*row) for row in counts if row[0]]) + "."
    causes = [cause for cause in attribution.causes if cause.n_said or cause.measured > 0]
    if not causes:
        return verdict
    first, *others = causes
    also = f", then {', '.join(cause.name for cause in others)}" if others else ""
    return f"Cause: {first.name}{also}. {verdict}"


def _count(n: int, words: str) -> str:
    return f"{n:,} {words.format(s='' if n == 1 else 's', its='its' if n == 1 else 'their')}"


def list_figures(base: Tree, head: Tree) -> list[str]:
    """Return the pictures and tables of figures whose bytes differ, without their endings."""
    paths = {p for p in {*base, *head} if p.startswith("figures/") and p.endswith((".png", ".csv"))}
    return sorted({p[:-4] for p in paths if base.get(p) != head.get(p)})


def _figures(
    figures: list[str], base: Tree, head: Tree, image: Callable[[str, str], str] | None
) -> str:
    rows, pictures = [], []
    for path in figures:
        old, new = (
            {f"{path}{end}": tree.get(f"{path}{end}") for end in (".png", ".csv")}
            for tree in (base, head)
        )
        gone, came = not any(new.values()), not any(old.values())
        same = gone or came
        words = "gone" if gone else "new" if came else ""
        words = words if same else _say_rows(old[f"{path}.csv"], new[f"{path}.csv"])
        rows.append(f"- {code(path)}: {words}")
        if image and old[f"{path}.png"] != new[f"{path}.png"] and re.fullmatch(r"[\w./-]+", path):
            sides = [
                (side, image(f"{path}.png", side))
                for side, tree in (("before", old), ("now", new))
                if tree[f"{path}.png"]
            ]
            name = path.rsplit("/", 1)[-1]
            shown = [f"{side}:\n\n![{name}, {side}]({place})" for side, place in sides if place]
            pictures += [fold(name, "\n\n".join(shown))] if shown else []
    lead = "Those whose bytes changed."
    parts = [section("Figures before and after", rows, lead=lead, most=2 * MOST), *pictures]
    return "\n\n".join(filter(None, parts))


def _say_rows(old: bytes | None, new: bytes | None) -> str:
    if old == new or old is None or new is None:
        return "the picture differs, its rows are the same"
    before, after = (
        Counter(map(tuple, csv.reader(data.decode(errors="replace").splitlines())))
        for data in (old, new)
    )
    n = max((before - after).total(), (after - before).total())
    return (
        f"{n:,} of {max(before.total(), after.total()) - 1:,} rows differ"
        if n
        else "the picture differs, its rows appear in another order"
    )


def _causes(attribution: Attribution, base: Tree, head: Tree) -> str:
    """Say how much each input moves alone, and show small changes in it."""
    if not attribution.changes:
        return ""
    if not attribution.causes:
        return f"Changed, and moved nothing: {', '.join(attribution.changes)}."
    lead = (
        "The old version was run again with one input at a time as it is now: how much of all "
        "that moved it moves alone."
        if len(attribution.changes) > 1
        else "One input alone differs, and so all that moved comes from it."
    )
    rows = [_say_cause(cause, base, head, attribution) for cause in attribution.causes]
    if attribution.together > 0:
        rows.append(
            f"- {attribution.together:.0%} moved by no input alone: they act on one another"
        )
    if attribution.n_cancelled:
        rows.append(
            f"- {attribution.n_cancelled:,} facts that an input moves alone stand otherwise or "
            "still when all change"
        )
    return section("Causes, one input changed at a time", rows, lead=lead)


def _say_cause(cause: Cause, base: Tree, head: Tree, attribution: Attribution) -> str:
    shares = [
        f"{share:.0%} of {what}"
        for share, what in ((cause.said, "readings and claims"), (cause.measured, "all else"))
        if share == share
    ]
    files = ", ".join(map(code, cause.files[:5])) + (
        f" and {len(cause.files) - 5} more" if len(cause.files) > 5 else ""
    )
    out = f"- **{cause.name}**: {', '.join(shares)} ({files})"
    if cause.remark:
        out += f"\n  - {quote(cause.remark, most=500)}"
    for path in cause.files:
        if path in base and path in head and path.endswith((".yml", ".csv")):
            out += _say_diff(path, base[path], head[path])
    return out


def _say_diff(path: str, old: bytes, new: bytes) -> str:
    """Return the lines of a small change to a lexicon or a table; nothing for a large one."""
    before, now = (data.decode(errors="replace").splitlines() for data in (old, new))
    moved = difflib.unified_diff(before, now, n=0, lineterm="")
    lines = [line for line in moved if not line.startswith(("---", "+++", "@@"))]
    if len(lines) > _SHORT_DIFF:
        return ""
    said = [quote(line[1:]) for line in lines]
    if [line[0] for line in lines] == ["-", "+"]:
        said = show_move(*(line[1:] for line in lines), around=8)
    name = code(path.rsplit("/", 1)[-1])
    return "".join(
        f"\n  - {name} {'has' if line[0] == '+' else 'had'}: {text}"
        for line, text in zip(lines, said, strict=True)
    )
