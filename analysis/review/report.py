"""The report in Markdown: the verdict in one line, what moved, quoted, and the causes."""

from collections.abc import Collection

from ..core.counts import say_count, say_some
from . import sections
from .figures import Place, list_figures
from .quoting import code, quote
from .rows import lay_out
from .verdict import STILL, say_entries, say_verdict
from .versions import Review

_MOST_FILES = 4


def write_report(review: Review, place: Place | None = None) -> str:
    """Return the report in Markdown, one line if nothing moved; `place` says where pictures are."""
    changes, attribution = review.changes, review.attribution
    if not review.moved and not review.notes:
        return STILL + "\n"
    claims = sections.list_claims(changes, attribution)
    before, now = map(quote, review.names)
    said = [f"**{say_verdict(review)}**", f"Compared: {before} with {now}."]
    told = [sections.list_readings(changes, attribution), sections.list_splits(changes)]
    if attribution.causes and "splitting" in attribution.causes[0].name:
        told.reverse()
    warned = [f"> {note}" for note in [*review.notes, *map(quote, changes.problems)]]
    parts = [
        sections.list_agreement(changes, attribution),
        *told,
        sections.list_sentences(changes),
        sections.list_documents(changes),
        sections.list_lines(changes),
        sections.list_tones(changes),
        sections.list_numbers(changes, attribution),
        list_figures(review.figures, place, open=not changes.any),
    ]
    causes = _say_all_causes(review)
    if claims.rows:  # before all that is said of the comparison
        return lay_out(said, [claims, *parts], [*causes, *warned]) + "\n"
    return lay_out([*said, *warned], parts, causes) + "\n"


def _say_all_causes(review: Review) -> list[str]:
    """Say how much each input moved, with its files and entries."""
    attribution = review.attribution
    if not attribution.changes:
        return []
    if not attribution.causes:
        named = (f"{name} ({_list_files(files)})" for name, files in attribution.changes.items())
        return [f"Changed, and moved no reading: {'; '.join(named)}."]
    if len(attribution.causes) == 1 and not attribution.causes[0].remark:
        (cause,) = attribution.causes
        more = say_entries(cause, review, most=30)
        same = more == say_entries(cause, review)  # it is in the verdict
        files = _list_files(cause.files)
        return [f"All of it is from {cause.name}: {files}{'' if same else more}."]
    how = "Each input alone was put into the old version, and that run again."
    lines = ["## Causes", "", how, ""]
    for cause in attribution.causes:
        kinds = {f"readings and claims ({cause.n_said:,})": cause.said, "all else": cause.measured}
        shares = [f"{share:.0%} of {what}" for what, share in kinds.items() if share == share]
        kind = ""
        if " together with " in cause.name:
            kind = ", an interaction: neither moves these alone"
        elif " or " in cause.name:
            kind = ": each alone is enough"
        lines.append(f"- **{cause.name}**{kind}: {', '.join(shares)}; {_list_files(cause.files)}")
        if cause.remark:
            lines.append(f"  - {quote(cause.remark, most=500)}")
    if attribution.n_cancelled:
        said = say_count(attribution.n_cancelled, "reading or claim", "readings or claims")
        lines.append(f"- {said} that one input alone would move did not move: others move it back")
    return ["\n".join(lines)]


def _list_files(files: Collection[str]) -> str:
    return say_some([*map(code, files)], _MOST_FILES)
