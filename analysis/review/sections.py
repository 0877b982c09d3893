"""The lists of a report: what of each kind moved, the old beside the new, and quoted."""

import re
from collections import Counter

from ..core.counts import say_count
from ..core.measures import MEASURES
from .attribute import Attribution
from .compare import Changes, Reading, same_words
from .quoting import quote, show_move
from .rows import Row, Section

_AROUND = 2  # words that stay, shown beside those that moved
_SCORE = re.compile(r"\b(F1|kappa)\b(?: of the themes is)? ([\d.]*\d)")


def list_claims(changes: Changes, causes: Attribution) -> Section:
    """List claims that flipped, came or went."""
    rows = []
    for text, old, new, says in sorted(changes.claims, key=lambda row: None in row[1:3]):
        if old and new:
            said = f"**{quote(new)}**, was **{quote(old)}**"
        else:
            said = f"new, **{quote(new)}**" if new else f"withdrawn, was **{quote(old)}**"
        tag = _name_cause(("claim", text, says), causes)
        rows.append(Row("", f"- “{quote(text)}”: {said}{tag and f' ({tag})'}"))
    return Section("Claims", rows)


def list_agreement(changes: Changes, causes: Attribution) -> Section:
    """List how far the measures agree with readers, where that fell."""
    fallen = [row for row in changes.readings if has_fallen(row)]
    return Section("Agreement with labels fell", _list_moves(fallen, causes))


def has_fallen(reading: Reading) -> bool:
    """Tell whether a reading gives a lower F1 or kappa than before."""
    old, new = (dict(_SCORE.findall(text or "")) for text in reading[:2])
    return any(float(new[name]) < float(old[name]) for name in old if name in new)


def list_readings(changes: Changes, causes: Attribution) -> Section:
    """List readings that moved in words."""
    rows = [row for row in changes.readings if not has_fallen(row)]
    rows = [row for row in rows if not same_words(row.old, row.new)]
    return Section("Readings", _list_moves(rows, causes))


def list_numbers(changes: Changes, causes: Attribution) -> Section:
    """List readings that moved in numbers alone, then estimates outside their old interval."""
    moved = [row for row in changes.readings if not has_fallen(row)]
    rows = _list_moves([row for row in moved if same_words(row.old, row.new)], causes)
    n = len(rows)
    for measure, group, theme, old, low, high, new in changes.estimates:
        name = changes.labels.get(theme, theme)
        tag = _name_cause(("estimate", measure, group, theme), causes)
        whose = "all documents" if group in ("all", "") else quote(group)
        title = MEASURES[measure].title if measure in MEASURES else measure
        what = quote(title.partition(",")[0].lower())  # without its unit
        text = f"- {quote(name)}, {whose}, {what}: {new:.3g}, "
        text += f"was {old:.3g} ({low:.3g} to {high:.3g}){tag and f' ({tag})'}"
        rows.append(Row(name, text))
    said = [f"{say_count(n, 'reading')} moved in numbers alone"] if n else []
    if n := len(changes.estimates):
        said.append(f"{say_count(n, 'estimate is', 'estimates are')} outside the old interval")
    return Section("; ".join(said), rows, open=False)


def _list_moves(readings: list[Reading], causes: Attribution) -> list[Row]:
    """Return readings old beside new; whole where what is shown of two would be the same."""
    shown = [_show_move(row, _AROUND) for row in readings]
    alike = Counter(shown)
    return [
        _reading(row, _show_move(row, None) if alike[move] > 1 else move, causes)
        for row, move in zip(readings, shown, strict=True)
    ]


def _show_move(row: Reading, around: int | None) -> str:
    if not (row.old and row.new):
        said = "new" if row.new else "no longer said"
        return f"{said}: {quote(row.new or row.old or '', most=600)}"
    was, now = show_move(row.old, row.new, around=around, about=row.subject)
    named = not row.subject or row.subject in row.old or row.subject in row.new
    return f"{'' if named else f'of {quote(row.subject)}, '}was: {was}\n  now: {now}"


def _reading(row: Reading, move: str, causes: Attribution) -> Row:
    books = ", ".join(quote(book.split("-")[0]) for book in row.notebooks)
    where = f"notebook{'s' * (len(row.notebooks) > 1)} {books}"
    tag = _name_cause(row.key, causes)
    return Row(row.subject, f"- {move} ({where}{tag and f'; {tag}'})")


def _name_cause(key: tuple, causes: Attribution) -> str:
    """Return what moved a fact; "" where all has one cause."""
    if len(causes.causes) < 2 or key not in causes.origins:
        return ""
    return f"from {causes.origins[key]}"


def list_splits(changes: Changes) -> Section:
    """Quote what of a text is split otherwise."""
    rows = []
    for doc, start, end, old, new in changes.splits:
        said = f"{say_count(len(old), 'sentence is', 'sentences are')} now {len(new):,}"
        said = said if new else "no longer a sentence"
        parts = " ‖ ".join(f"“{quote(text, most=160)}”" for text in new or old)
        rows.append(Row("", f"- {said}: {quote(doc)}, {start}–{end}: {parts}"))
    return Section("Sentences split otherwise", rows)


def list_sentences(changes: Changes) -> Section:
    """Quote sentences that gained or lost a theme, entered or left, with place and tone."""
    split = {(row[0], text) for row in changes.splits for text in [*row[3], *row[4]]}
    tones = {row[:4]: row[4:] for row in changes.tones}
    found: dict[tuple, list[tuple[str, str]]] = {}
    for *place, theme, gained, terms in changes.themes:
        label = changes.labels.get(theme, theme)
        by = ", ".join(f"“{quote(term)}” {first}–{last}" for term, first, last in terms)
        how = f"{'gained' if gained else 'lost'} **{quote(label)}** by {by}"
        found.setdefault(tuple(place), []).append((label, how))
    for *place, themes, entered in changes.sentences:
        if (place[0], place[3]) not in split:
            labels = [changes.labels.get(theme, theme) for theme in themes]
            how = "entered" if entered else "left"
            how += f" with {', '.join(map(quote, labels))}" if labels else ""
            found.setdefault(tuple(place), []).append((labels[0] if labels else "", how))
    rows = []
    for (doc, start, end, text), hows in found.items():
        said = "; ".join(how for _, how in hows)
        if tone := tones.get((doc, start, end, text)):
            said += f"; tone {_move_tone(*tone)}"
        rows.append(Row(hows[0][0], f"- {said}: {quote(doc)}, {start}–{end}: “{quote(text)}”"))
    lead = "Places are characters of the document's body, of the term first."
    return Section("Sentences that gained or lost a theme, entered or left", rows, lead)


def list_tones(changes: Changes) -> Section:
    """Quote other sentences whose tone moved, the greatest move first."""
    told = {tuple(row[:4]) for row in changes.themes}
    rows = [
        Row("", f"- {_move_tone(old, new)}: {quote(doc)}, {start}–{end}: “{quote(text)}”")
        for doc, start, end, text, old, new in changes.tones
        if (doc, start, end, text) not in told
    ]
    lead = "From -1 (negative) to 1 (positive); the greatest change first."
    return Section("Sentences whose tone changed", rows, lead)


def _move_tone(old: float | None, new: float | None) -> str:
    return " → ".join("none" if tone is None else f"{tone:+.2f}" for tone in (old, new))


def list_documents(changes: Changes) -> Section:
    """List documents that entered, left or changed, and files set aside or no longer."""
    rows = [
        f"- the order of events changed: {quote(later)} now comes after {quote(earlier)}"
        for later, earlier in changes.order
    ]
    for word, documents in (("entered", changes.entered), ("left", changes.left)):
        for doc, row in documents.items():
            facts = [str(row[c]) for c in ("date", "source", "group") if row.get(c)]
            title = f"“{quote(str(row['title']))}”" if row.get("title") else "no title"
            known = quote(", ".join(facts) or "nothing else known")
            known += f", a copy of {quote(str(row['copy_of']))}" if row.get("copy_of") else ""
            rows.append(f"- {word}: {quote(doc)}, {title}, {known}")
    dates = {(doc, old, new) for doc, column, old, new in changes.documents if column == "date"}
    for doc, column, old, new in changes.documents:
        if column in ("date_low", "date_high") and (doc, old, new) in dates:
            continue
        if column not in ("text_hash", "n_characters"):
            was, now = (f"“{quote(str(value or ''))}”" for value in (old, new))
            rows.append(f"- {quote(doc)}: {quote(column)} is {now}, was {was}")
        elif column == "n_characters":
            rows.append(f"- {quote(doc)}: its body has {new:,} characters, had {old:,}")
    for file, line, problem, outcome, came in changes.set_aside:
        place = f"{quote(file)}{f', line {line}' if line else ''}"
        rows.append(f"- {quote(outcome)}{'' if came else ' no longer'}: {place}: {quote(problem)}")
    return Section("Documents", [Row("", row) for row in rows])


def list_lines(changes: Changes) -> Section:
    """Quote lines that are kept or dropped otherwise."""
    rows = [
        f"- {'no longer dropped, was' if not new else 'dropped as'} {quote(new or old)}"
        f"{f', was {quote(old)}' if old and new else ''}: {quote(doc)}: “{quote(text)}”"
        for doc, text, old, new in changes.dropped
    ]
    return Section("Lines kept or dropped otherwise", [Row("", row) for row in rows])
