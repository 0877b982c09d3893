"""The one line that matters: the cause, and what it moved, counted."""

from ..core.counts import say_count, say_some
from .attribute import Cause
from .compare import Changes, is_of_example, same_words
from .entries import name_entries
from .inputs import DRAWING
from .quoting import quote
from .sections import has_fallen
from .versions import Review

STILL = "No reading moved."
_NAMED = 3  # changed entries of a lexicon that the verdict names


def say_verdict(review: Review) -> str:
    """Return in one line what moved, counted, and the cause."""
    changes = review.changes
    flipped = sum(None not in row[1:3] for row in changes.claims)
    fell = sum(map(has_fallen, changes.readings))
    n_documents = len(changes.entered) + len(changes.left), len({d[0] for d in changes.documents})
    broken = sum(problem.startswith("now: ") for problem in changes.problems)
    first = (
        (broken, "part{s} of the new version cannot be run"),
        (flipped, "claim{s} flipped"),
        (fell, "reading{s} of agreement with labels fell"),
    )
    then = (
        (len(changes.claims) - flipped, "claim{s} made or withdrawn"),
        (len(changes.order), "event{s} changed places"),
        *_count_themes(changes),
        (n_documents[0], f"document{{s}} entered or left{_say_copies(changes)}"),
        (n_documents[1], "document{s} changed"),
        (len(changes.dropped), "line{s} kept or dropped otherwise"),
        (len(changes.tones), "sentence{s} changed {its} tone"),
        (len(changes.estimates), "estimate{s} left {its} old interval{s}"),
        (changes.n_within, "estimate{s} moved within {its} old interval{s}"),
    )
    said = [_count(*row) for row in first if row[0]] + [_say_readings(changes, review.n_pictures)]
    said += [_count(*row) for row in then if row[0]]
    if not flipped and changes.any:
        said.append("no claim flipped")
    verdict = "; ".join(said) + "."
    cause = _say_causes(review)
    return f"{cause}. {verdict}" if cause else verdict


def _count_themes(changes: Changes) -> list[tuple[int, str]]:
    """Count the sentences that gained or lost a theme, of each corpus by itself."""
    places: dict[str, set] = {}
    for doc, start, *_ in sorted(changes.themes, key=lambda row: is_of_example(row[0])):
        corpus = doc.split("/")[0] if is_of_example(doc) else ""
        places.setdefault(corpus, set()).add((doc, start))
    return [
        (len(found), f"sentence{{s}}{f' of `{corpus}`' * bool(corpus)} gained or lost a theme")
        for corpus, found in places.items()
    ]


def _say_copies(changes: Changes) -> str:
    """Say how many of the documents that entered or left are copies."""
    documents = [*changes.entered.values(), *changes.left.values()]
    n = sum(bool(row.get("copy_of")) for row in documents)
    some = "" if len(documents) == 1 else f"{n:,} of them "
    return f", {some}{'a copy' if n == 1 else 'copies'} of another, which counts once" if n else ""


def _say_readings(changes: Changes, n_pictures: int) -> str:
    n = len(changes.readings)
    if not n:
        pictures = f", {say_count(n_pictures, 'picture')} did" if n_pictures else ""
        return f"No reading moved{pictures}"
    in_words = sum(not same_words(row.old, row.new) for row in changes.readings)
    some = f", {in_words:,} of them in words" if in_words else ", in numbers alone"
    how = ", in words" if in_words == n else some
    pictures = f"; {say_count(n_pictures, 'picture')} changed" if n_pictures else ""
    return f"{say_count(n, 'reading')} moved{how}{pictures}"


def _say_causes(review: Review) -> str:
    """Return the causes, the greatest first; none that moved no reading where any moved."""
    changes, attribution = review.changes, review.attribution
    told = [c for c in attribution.causes if c.n_said]
    told = told or [c for c in attribution.causes if c.measured > 0]
    if not told:
        drawing = [name for name in attribution.changes if name in DRAWING]
        return f"Cause: {', '.join(drawing)}" if review.n_pictures and drawing else ""
    first, *others = told
    shares = len(told) > 1 and first.said == first.said
    share = f", {first.said:.0%} of readings and claims" if shares else ""
    out = f"Cause: {first.name}{say_entries(first, review)}{share}"
    if "splitting" in first.name and changes.splits:
        _, _, _, old, new = changes.splits[0]
        n = sum(len(row[3]) for row in changes.splits)
        now = sum(len(row[4]) for row in changes.splits)
        out += f": {say_count(n, 'sentence is', 'sentences are')} now {now:,}"
        out += f" (“{quote((new or old)[0], most=80)}”)"
    for other in others:
        share = f", {other.said:.0%}" if other.said == other.said else ""
        # what acts with another is named where it acts alone
        alone = " together with " not in other.name and " or " not in other.name
        entries = say_entries(other, review) if alone else ""
        out += f"; then {other.name}{entries}{share}"
    return out


def say_entries(cause: Cause, review: Review, *, most: int = _NAMED) -> str:
    """Return which entries of lexicons changed, with their words, or nothing."""
    groups: dict[tuple[str, str], list[str]] = {}
    for place, how, word in name_entries(review.base, review.head, cause.files):
        groups.setdefault((place, how), []).append(word)
    said: list[str] = []
    left = most
    for (place, how), words in groups.items():
        if left <= 0:
            break
        theme, *inner = place.split(", ")
        name = ", ".join([review.changes.labels.get(theme, theme), *inner])
        shown = say_some([f"“{quote(each, most=40)}”" for each in words], left)
        said.append(f"{quote(name)} {how} {shown}".strip())
        left -= len(words)
    n = sum(map(len, groups.values()))
    if not said:
        return ""
    end = ", …" if n > most and len(said) < len(groups) else ""
    return f" ({'; '.join(said)}{end})"


def _count(n: int, words: str) -> str:
    return f"{n:,} {words.format(s='' if n == 1 else 's', its='its' if n == 1 else 'their')}"
