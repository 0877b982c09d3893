"""The report: the verdict in one line, then what moved, quoted, and the causes; as Markdown that any viewer shows."""

from __future__ import annotations

import csv
import difflib
import re
from collections.abc import Callable

from .attribute import Attribution, Cause
from .compare import Changes, same_words
from .quoting import code, quote, show_move
from .trees import Tree

STILL = "No reading moved."
MOST = 20  # rows of a list
_SHORT_DIFF = 6  # lines of a changed lexicon or table up to which they are shown
_MEASURES = {"share": "share of sentences", "rate": "hits per 1,000 words", "tone": "mean tone"}


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
        From a figure's path and "before" or "now" to where its picture can be seen, or "" for nowhere.
    """
    figures = list_figures(base, head)
    if not changes.any and not figures and not notes:
        return STILL + "\n"
    parts = [
        f"**{say_verdict(changes, attribution)}**",
        f"Compared: {quote(names[0])} with {quote(names[1])}.",
        *(f"> {note}" for note in [*notes, *map(quote, changes.problems)]),
        _readings(changes),
        _claims(changes),
        _estimates(changes),
        _themes(changes),
        _tones(changes),
        _documents(changes),
        _lines(changes),
        _figures(figures, base, head, image),
        _causes(attribution, base, head),
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def say_verdict(changes: Changes, attribution: Attribution = Attribution()) -> str:  # noqa: B008, it is frozen
    """Return in one line what moved, counted, and the cause."""
    flipped = sum(None not in row[1:] for row in changes.claims)
    counts = (
        (len(changes.claims) - flipped, "claim made or withdrawn", "claims made or withdrawn"),
        (len(changes.estimates), "estimate left its old interval", "estimates left their old intervals"),
        (changes.n_within, "estimate moved within its old interval", "estimates moved within their old intervals"),
        (len(changes.themes), "sentence gained or lost a theme", "sentences gained or lost a theme"),
        (len(changes.tones), "sentence changed its tone", "sentences changed their tone"),
        (len(changes.entered) + len(changes.left), "document entered or left", "documents entered or left"),
        (len({row[0] for row in changes.documents}), "document changed", "documents changed"),
        (len(changes.dropped), "line kept or dropped otherwise", "lines kept or dropped otherwise"),
    )
    said = [STILL[:-1]]
    if changes.readings:
        in_words = sum(not same_words(*row[:2]) for row in changes.readings)
        how = ", in numbers alone" if not in_words else f", {in_words:,} in more than numbers"
        said = [_count(len(changes.readings), "reading moved", "readings moved") + how]
    said += [_count(flipped, "claim flipped", "claims flipped") if flipped else "no claim flipped"]
    verdict = "; ".join(said + [_count(*row) for row in counts if row[0]]) + "."
    causes = [cause for cause in attribution.causes if cause.n_said or cause.measured > 0]
    if not causes:
        return verdict
    first, *others = causes
    also = f", then {', '.join(cause.name for cause in others)}" if others else ""
    return f"Cause: {first.name}{also}. {verdict}"


def list_figures(base: Tree, head: Tree) -> list[str]:
    """Return the pictures and tables of figures whose bytes differ, without their endings."""
    paths = {p for p in {*base, *head} if p.startswith("figures/") and p.endswith((".png", ".csv"))}
    return sorted({p[:-4] for p in paths if base.get(p) != head.get(p)})


def _count(n: int, one: str, many: str) -> str:
    return f"{n:,} {one if n == 1 else many}"


def _section(title: str, rows: list[str], *, lead: str = "", most: int = MOST) -> str:
    """Return a section, or nothing where it has no row; what is beyond `most` rows is counted."""
    if not rows:
        return ""
    more = [f"- … and {len(rows) - most:,} more"] if len(rows) > most else []
    return "\n".join([f"## {title}", "", *([lead, ""] if lead else []), *rows[:most], *more])


def _readings(changes: Changes) -> str:
    rows = []
    for old, new, books in changes.readings:
        where = f"notebook{'s' * (len(books) > 1)} {', '.join(quote(book.split('-')[0]) for book in books)}"
        was, now = show_move(old, new) if old and new else (quote(old or "", most=2000), quote(new or "", most=2000))
        rows.append(
            f"- was: {was}\n  now: {now} ({where})"
            if old and new
            else f"- new: {now} ({where})"
            if new
            else f"- no longer said: {was} ({where})"
        )
    return _section("Readings", rows, most=2 * MOST)


def _claims(changes: Changes) -> str:
    rows = [
        f"- “{quote(text)}”: **{quote(new)}**, was **{quote(old)}**"
        if old and new
        else f"- “{quote(text)}”: {f'new, **{quote(new)}**' if new else f'withdrawn, was **{quote(old)}**'}"
        for text, old, new in changes.claims
    ]
    return _section("Claims", rows)


def _estimates(changes: Changes) -> str:
    rows = [
        f"- {quote(theme)}, {'all documents' if group in ('all', '') else quote(group)}, {quote(_MEASURES.get(measure, measure))}: "
        f"{new:.3g}, was {old:.3g} ({low:.3g} to {high:.3g})"
        for measure, group, theme, old, low, high, new in changes.estimates
    ]
    return _section("Estimates outside their old interval", rows)


def _themes(changes: Changes) -> str:
    rows = []
    for doc, start, end, text, theme, gained, terms in changes.themes:
        by = ", ".join(f"“{quote(term)}” {first}–{last}" for term, first, last in terms)
        rows.append(
            f"- {'gained' if gained else 'lost'} **{quote(theme)}** by {by}: {quote(doc)}, {start}–{end}: “{quote(text)}”"
        )
    for doc, start, end, text, themes, entered in changes.sentences:
        of = f" with {', '.join(map(quote, themes))}" if themes else ""
        rows.append(f"- {'entered' if entered else 'left'}{of}: {quote(doc)}, {start}–{end}: “{quote(text)}”")
    lead = "Offsets are characters of the document's body, of the term first."
    return _section("Sentences that gained or lost a theme, entered or left", rows, lead=lead)


def _tones(changes: Changes) -> str:
    rows = [
        f"- {_tone(old)} → {_tone(new)}: {quote(doc)}, {start}–{end}: “{quote(text)}”"
        for doc, start, end, text, old, new in changes.tones
    ]
    return _section("Sentences whose tone moved", rows, lead="-1 negative to 1 positive; the greatest move first.", most=10)


def _tone(value: float | None) -> str:
    return "none" if value is None else f"{value:+.2f}"


def _documents(changes: Changes) -> str:
    rows = []
    for word, documents in (("entered", changes.entered), ("left", changes.left)):
        for doc, row in documents.items():
            facts = [str(row[c]) for c in ("date", "source", "group") if row.get(c)]
            title = f"“{quote(str(row['title']))}”" if row.get("title") else "no title"
            rows.append(f"- {word}: {quote(doc)}, {title}, {quote(', '.join(facts) or 'nothing else known')}")
    dates = {(doc, old, new) for doc, column, old, new in changes.documents if column == "date"}
    for doc, column, old, new in changes.documents:
        if column in ("date_low", "date_high") and (doc, old, new) in dates:
            continue
        if column not in ("text_hash", "n_characters"):
            rows.append(f"- {quote(doc)}: {quote(column)} is “{quote(str(new or ''))}”, was “{quote(str(old or ''))}”")
        elif column == "n_characters":
            rows.append(f"- {quote(doc)}: its body has {new:,} characters, had {old:,}")
    for file, line, problem, outcome, came in changes.set_aside:
        rows.append(f"- {quote(outcome)}{'' if came else ' no longer'}: {quote(file)}, line {line}: {quote(problem)}")
    return _section("Documents", rows)


def _lines(changes: Changes) -> str:
    rows = [
        f"- {'no longer dropped, was' if not new else 'dropped as'} {quote(new or old)}"
        f"{f', was {quote(old)}' if old and new else ''}: {quote(doc)}: “{quote(text)}”"
        for doc, text, old, new in changes.dropped
    ]
    return _section("Lines kept or dropped otherwise", rows, lead="In documents that both versions have.")


def _figures(figures: list[str], base: Tree, head: Tree, image: Callable[[str, str], str] | None) -> str:
    rows = []
    for path in figures:
        old, new = base.get(f"{path}.csv"), head.get(f"{path}.csv")
        words = "new" if f"{path}.png" not in base and old is None else "gone" if new is None else _say_rows(old, new)
        rows.append(f"- {code(path)}: {words}")
        sides = (("before", base), ("now", head)) if f"{path}.png" in {*base, *head} and re.fullmatch(r"[\w./-]+", path) else ()
        places = [(s, image(f"{path}.png", s)) for s, tree in sides if image and f"{path}.png" in tree]
        if base.get(f"{path}.png") != head.get(f"{path}.png") and any(place for _, place in places):
            rows[-1] += "".join(f"\n\n  {s}:\n\n  ![{path.split('/')[-1]}, {s}]({place})" for s, place in places if place)
    return _section("Figures before and after", rows, lead="Those whose bytes changed.", most=2 * MOST)


def _say_rows(old: bytes | None, new: bytes | None) -> str:
    if old == new or old is None or new is None:
        return "the picture differs, its rows are the same"
    before, after = (list(csv.reader(data.decode(errors="replace").splitlines())) for data in (old, new))
    moves = difflib.SequenceMatcher(None, *[[tuple(row) for row in rows] for rows in (before, after)], autojunk=False)
    n = sum(max(b - a, d - c) for kind, a, b, c, d in moves.get_opcodes() if kind != "equal")
    return f"{n} of {max(len(before), len(after)) - 1} rows differ"


def _causes(attribution: Attribution, base: Tree, head: Tree) -> str:
    """Say which input alone makes how much of the move, and show what is short enough of what changed in it."""
    if not attribution.changes:
        return ""
    if not attribution.causes:
        return f"Changed, and moved nothing: {', '.join(attribution.changes)}."
    lead = (
        "The old version was run again with one input at a time as it is now: how much of all that moved it moves alone."
        if len(attribution.changes) > 1
        else "One input alone differs, and so all that moved comes from it."
    )
    rows = [_say_cause(cause, base, head, attribution) for cause in attribution.causes]
    if attribution.together > 0:
        rows.append(f"- {attribution.together:.0%} moved by no input alone: they act on one another")
    if attribution.n_cancelled:
        rows.append(f"- {attribution.n_cancelled:,} facts that an input moves alone stand otherwise or still when all change")
    return _section("Causes, one input changed at a time", rows, lead=lead)


def _say_cause(cause: Cause, base: Tree, head: Tree, attribution: Attribution) -> str:
    shares = [f"{share:.0%} of {what}" for share, what in ((cause.said, "readings and claims"), (cause.measured, "all else")) if share == share]
    files = ", ".join(map(code, cause.files[:5])) + (f" and {len(cause.files) - 5} more" if len(cause.files) > 5 else "")
    out = f"- **{cause.name}**: {', '.join(shares)} ({files})"
    if cause.remark:
        out += f"\n  - {quote(cause.remark, most=500)}"
    for path in cause.files:
        if path in base and path in head and path.endswith((".yml", ".csv")):
            out += _say_diff(path, base[path], head[path])
    return out


def _say_diff(path: str, old: bytes, new: bytes) -> str:
    """Return the lines of a small change to a lexicon or a table; nothing for a large one."""
    sides = [data.decode(errors="replace").splitlines() for data in (old, new)]
    lines = [line for line in difflib.unified_diff(*sides, n=0, lineterm="") if not line.startswith(("---", "+++", "@@"))]
    if len(lines) > _SHORT_DIFF:
        return ""
    said = [quote(line[1:]) for line in lines]
    if [line[0] for line in lines] == ["-", "+"]:
        said = show_move(*(line[1:] for line in lines), around=8)
    name = code(path.rsplit("/", 1)[-1])
    return "".join(f"\n  - {name} {'has' if line[0] == '+' else 'had'}: {text}" for line, text in zip(lines, said, strict=True))
