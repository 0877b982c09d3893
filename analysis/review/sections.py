"""The lists of a report: what of each kind moved, the old beside the new, and quoted."""

from __future__ import annotations

import re

from ..core.measures import MEASURES
from .compare import Changes, same_words
from .quoting import MOST, count, cut_rows, fold, quote, section, show_move

_AROUND = 6  # words that stay, shown beside those that moved


def list_agreement(changes: Changes) -> str:
    """List how far the measures agree with readers, where that moved."""
    rows = [_reading(*row) for row in changes.readings if _of_agreement(*row)]
    return section("Agreement with labels", rows)


def _of_agreement(old: str | None, new: str | None, _books: list[str]) -> bool:
    return re.search(r"\b(?:F1|kappa)\b", f"{old} {new}") is not None


def list_readings(changes: Changes) -> str:
    """List readings, folded where they moved in numbers alone."""
    told = [row for row in changes.readings if not _of_agreement(*row)]
    in_words = [_reading(*row) for row in told if not same_words(*row[:2])]
    in_numbers = [_reading(*row) for row in told if same_words(*row[:2])]
    if not in_words:
        return section("Readings", in_numbers, most=2 * MOST)
    head = section("Readings", in_words, most=2 * MOST)
    if not in_numbers:
        return head
    words = count(len(in_numbers), "moved in its numbers alone", "moved in their numbers alone")
    return f"{head}\n\n{fold(words, chr(10).join(cut_rows(in_numbers, 2 * MOST)))}"


def _reading(old: str | None, new: str | None, books: list[str]) -> str:
    where = (
        f"(notebook{'s' * (len(books) > 1)} "
        f"{', '.join(quote(book.split('-')[0]) for book in books)})"
    )
    if old and new:
        was, now = show_move(old, new, around=_AROUND)
        return f"- was: {was}\n  now: {now} {where}"
    return f"- {'new' if new else 'no longer said'}: {quote(new or old or '', most=2000)} {where}"


def list_claims(changes: Changes) -> str:
    """List claims that flipped, came or went."""
    rows = [
        f"- “{quote(text)}”: **{quote(new)}**, was **{quote(old)}**"
        if old and new
        else f"- “{quote(text)}”: "
        f"{f'new, **{quote(new)}**' if new else f'withdrawn, was **{quote(old)}**'}"
        for text, old, new in changes.claims
    ]
    return section("Claims", rows)


def list_estimates(changes: Changes) -> str:
    """List estimates that left their old interval."""
    rows = [
        f"- {quote(theme)}, {'all documents' if group in ('all', '') else quote(group)}, "
        f"{quote(_name_measure(measure))}: "
        f"{new:.3g}, was {old:.3g} ({low:.3g} to {high:.3g})"
        for measure, group, theme, old, low, high, new in changes.estimates
    ]
    return section("Estimates outside their old interval", rows)


def list_themes(changes: Changes) -> str:
    """Quote sentences that gained or lost a theme, entered or left, with their places."""
    rows = []
    for doc, start, end, text, theme, gained, terms in changes.themes:
        by = ", ".join(f"“{quote(term)}” {first}–{last}" for term, first, last in terms)
        rows.append(
            f"- {'gained' if gained else 'lost'} **{quote(theme)}** by {by}: {quote(doc)}, "
            f"{start}–{end}: “{quote(text)}”"
        )
    for doc, start, end, text, themes, entered in changes.sentences:
        of = f" with {', '.join(map(quote, themes))}" if themes else ""
        rows.append(
            f"- {'entered' if entered else 'left'}{of}: {quote(doc)}, {start}–{end}: "
            f"“{quote(text)}”"
        )
    lead = "Offsets are characters of the document's body, of the term first."
    return section("Sentences that gained or lost a theme, entered or left", rows, lead=lead)


def list_tones(changes: Changes) -> str:
    """Quote sentences whose tone moved."""
    rows = [
        f"- {_tone(old)} → {_tone(new)}: {quote(doc)}, {start}–{end}: “{quote(text)}”"
        for doc, start, end, text, old, new in changes.tones
    ]
    return section(
        "Sentences whose tone moved",
        rows,
        lead="-1 negative to 1 positive; the greatest move first.",
        most=10,
    )


def _tone(value: float | None) -> str:
    return "none" if value is None else f"{value:+.2f}"


def list_documents(changes: Changes) -> str:
    """List documents that entered, left or changed, and files set aside or no longer."""
    rows = []
    for word, documents in (("entered", changes.entered), ("left", changes.left)):
        for doc, row in documents.items():
            facts = [str(row[c]) for c in ("date", "source", "group") if row.get(c)]
            title = f"“{quote(str(row['title']))}”" if row.get("title") else "no title"
            rows.append(
                f"- {word}: {quote(doc)}, {title}, "
                f"{quote(', '.join(facts) or 'nothing else known')}"
            )
    dates = {(doc, old, new) for doc, column, old, new in changes.documents if column == "date"}
    for doc, column, old, new in changes.documents:
        if column in ("date_low", "date_high") and (doc, old, new) in dates:
            continue
        if column not in ("text_hash", "n_characters"):
            rows.append(
                f"- {quote(doc)}: {quote(column)} is “{quote(str(new or ''))}”, was "
                f"“{quote(str(old or ''))}”"
            )
        elif column == "n_characters":
            rows.append(f"- {quote(doc)}: its body has {new:,} characters, had {old:,}")
    for file, line, problem, outcome, came in changes.set_aside:
        rows.append(
            f"- {quote(outcome)}{'' if came else ' no longer'}: {quote(file)}, line {line}: "
            f"{quote(problem)}"
        )
    return section("Documents", rows)


def list_lines(changes: Changes) -> str:
    """Quote lines that are kept or dropped otherwise."""
    rows = [
        f"- {'no longer dropped, was' if not new else 'dropped as'} {quote(new or old)}"
        f"{f', was {quote(old)}' if old and new else ''}: {quote(doc)}: “{quote(text)}”"
        for doc, text, old, new in changes.dropped
    ]
    return section(
        "Lines kept or dropped otherwise", rows, lead="In documents that both versions have."
    )


def _name_measure(name: str) -> str:
    """Return what a measure is called before its unit, in lower case."""
    title = MEASURES[name].title if name in MEASURES else name
    return title.partition(",")[0].lower()
